//! Numerals of markers: Han (一…一百九十九, 廿, 卅, 〇), formal (壹), Arabic in both widths, single code
//! points (①, ⒈, ⑴, ㈠, Ⅰ), Latin letters and the ten stems; read into a number, written back in style.

/// How a marker writes its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numeral {
    /// 一 二 … 十一 … 一百零三
    Han,
    /// 壹 贰 … 拾
    HanFormal,
    /// 1 2 3
    Arabic,
    /// １ ２ ３
    ArabicWide,
    /// ① … ⑳
    Circled,
    /// ❶ … ❿
    CircledBlack,
    /// ⒈ … ⒛ (number and full stop in one character)
    FullStop,
    /// ⑴ … ⒇ (number and brackets in one character)
    Bracketed,
    /// ㈠ … ㈩ (Han number and brackets in one character)
    BracketedHan,
    /// A B C
    LatinUpper,
    /// a b c
    LatinLower,
    /// Ⅰ Ⅱ Ⅲ
    Roman,
    /// I II III in Latin letters
    RomanLatin,
    /// 甲 乙 丙
    Stem,
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 11] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A numeral read from the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Its value; 0 only for a lone zero.
    pub number: u32,
    /// How it is written.
    pub style: Numeral,
    /// Bytes it takes.
    pub len: usize,
}

/// The value of a Han digit 一…九, and of 〇 and 零.
fn digit(c: char) -> Option<u32> {
    match c {
        '〇' => Some(0),
        _ => DIGITS.iter().position(|d| *d == c).map(|d| d as u32),
    }
}

/// Reads a Han numeral of at most 999 at the start of `text`: 一, 十一, 二十, 廿一, 一百零三, 一百〇三.
/// 两 is never an ordinal. A run that is no well-formed number (一二, 十十) is read as far as it is one.
pub fn read_han(text: &str) -> Option<Read> {
    let mut number = 0;
    let mut len = 0;
    // The weight below which the next part must lie: hundreds, then tens, then ones.
    let mut below = 1000;
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        let (value, weight, taken) = match c {
            '十' => (10, 10, 1),
            '廿' => (20, 10, 1),
            '卅' => (30, 10, 1),
            '百' => break,
            _ => match digit(c) {
                Some(0) => {
                    // A zero only bridges a gap after hundreds, and only before a last digit.
                    let mut ahead = chars.clone();
                    ahead.next();
                    match ahead.next().and_then(digit) {
                        Some(d) if d > 0 && below == 100 => (d, 1, 2),
                        _ => break,
                    }
                }
                Some(d) => {
                    let mut ahead = chars.clone();
                    ahead.next();
                    match ahead.next() {
                        Some('百') => (d * 100, 100, 2),
                        Some('十') => (d * 10, 10, 2),
                        _ => (d, 1, 1),
                    }
                }
                None => break,
            },
        };
        if weight >= below {
            break;
        }
        number += value;
        below = weight;
        for _ in 0..taken {
            len += chars.next().map_or(0, char::len_utf8);
        }
        if weight == 1 {
            break;
        }
    }
    (number > 0).then_some(Read { number, style: Numeral::Han, len })
}

fn read_formal(text: &str) -> Option<Read> {
    let c = text.chars().next()?;
    let number = FORMAL.iter().position(|f| *f == c).filter(|n| *n > 0)? as u32;
    Some(Read { number, style: Numeral::HanFormal, len: c.len_utf8() })
}

/// Reads one to four digits of one width; four digits are a year and left to the caller to refuse.
fn read_arabic(text: &str) -> Option<Read> {
    let wide = |c: char| ('０'..='９').contains(&c);
    let first = text.chars().next()?;
    let style = if first.is_ascii_digit() {
        Numeral::Arabic
    } else if wide(first) {
        Numeral::ArabicWide
    } else {
        return None;
    };
    let mut number: u32 = 0;
    let mut len = 0;
    for c in text.chars() {
        let value = match style {
            Numeral::Arabic => c.to_digit(10),
            _ if wide(c) => Some(c as u32 - '０' as u32),
            _ => None,
        };
        let Some(value) = value else { break };
        number = number.saturating_mul(10).saturating_add(value);
        len += c.len_utf8();
    }
    Some(Read { number, style, len })
}

/// Reads a number that is one code point with its ornament: ①, ❶, ⒈, ⑴, ㈠, Ⅰ.
fn read_single(c: char) -> Option<(u32, Numeral)> {
    let from = |first: char, last: char, style| {
        (first..=last).contains(&c).then(|| (c as u32 - first as u32 + 1, style))
    };
    from('①', '⑳', Numeral::Circled)
        .or_else(|| from('㉑', '㉟', Numeral::Circled).map(|(n, s)| (n + 20, s)))
        .or_else(|| from('❶', '❿', Numeral::CircledBlack))
        .or_else(|| from('⒈', '⒛', Numeral::FullStop))
        .or_else(|| from('⑴', '⒇', Numeral::Bracketed))
        .or_else(|| from('㈠', '㈩', Numeral::BracketedHan))
        .or_else(|| from('Ⅰ', 'Ⅻ', Numeral::Roman))
}

/// Reads any numeral but Latin letters and stems, which are words more often than numbers.
pub fn read(text: &str) -> Option<Read> {
    let c = text.chars().next()?;
    if let Some((number, style)) = read_single(c) {
        return Some(Read { number, style, len: c.len_utf8() });
    }
    read_han(text).or_else(|| read_arabic(text)).or_else(|| read_formal(text))
}

/// Reads a single Latin letter, a Latin-letter Roman numeral (`II`, `IV`) or a stem.
pub fn read_letter(text: &str) -> Option<Read> {
    let c = text.chars().next()?;
    if let Some(i) = STEMS.iter().position(|s| *s == c) {
        return Some(Read { number: i as u32 + 1, style: Numeral::Stem, len: c.len_utf8() });
    }
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    match word {
        1 if c.is_ascii_uppercase() => {
            Some(Read { number: c as u32 - 'A' as u32 + 1, style: Numeral::LatinUpper, len: 1 })
        }
        1 => Some(Read { number: c as u32 - 'a' as u32 + 1, style: Numeral::LatinLower, len: 1 }),
        2..=4 => {
            let number = ROMAN.iter().position(|r| text.get(..word) == Some(r))? as u32 + 1;
            Some(Read { number, style: Numeral::RomanLatin, len: word })
        }
        _ => None,
    }
}

/// `number` in Han characters (at most 999): 十一, 二十, 一百零三.
pub fn han(number: u32) -> String {
    let digit = |d: u32| DIGITS.get(d as usize).copied().unwrap_or('零');
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.push(digit(hundreds));
        out.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => out.push('零'),
        0 => {}
        1 if hundreds == 0 => out.push('十'),
        _ => {
            out.push(digit(tens));
            out.push('十');
        }
    }
    if ones > 0 || out.is_empty() {
        out.push(digit(ones));
    }
    out
}

/// `number` written in `style`; where the style has no such number (㉟ is its last), the plain
/// numeral of the same family.
pub fn write(number: u32, style: Numeral) -> String {
    let nth = |first: char, count: u32| {
        (1..=count).contains(&number).then(|| char::from_u32(first as u32 + number - 1)).flatten()
    };
    let single = match style {
        Numeral::Circled => nth('①', 20).or_else(|| {
            (21..=35).contains(&number).then(|| char::from_u32('㉑' as u32 + number - 21)).flatten()
        }),
        Numeral::CircledBlack => nth('❶', 10),
        Numeral::FullStop => nth('⒈', 20),
        Numeral::Bracketed => nth('⑴', 20),
        Numeral::BracketedHan => nth('㈠', 10),
        Numeral::LatinUpper => nth('A', 26),
        Numeral::LatinLower => nth('a', 26),
        Numeral::Roman => nth('Ⅰ', 12),
        Numeral::Stem => STEMS.get((number as usize).wrapping_sub(1)).copied(),
        Numeral::HanFormal => FORMAL.get(number as usize).copied(),
        Numeral::Han | Numeral::Arabic | Numeral::ArabicWide | Numeral::RomanLatin => None,
    };
    if let Some(c) = single {
        return c.to_string();
    }
    match style {
        Numeral::Han | Numeral::HanFormal | Numeral::BracketedHan | Numeral::Stem => han(number),
        Numeral::ArabicWide => {
            number.to_string().chars().filter_map(|c| char::from_u32('０' as u32 + c.to_digit(10)?)).collect()
        }
        Numeral::RomanLatin => ROMAN
            .get((number as usize).wrapping_sub(1))
            .map_or_else(|| number.to_string(), |r| (*r).to_owned()),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_numerals_round_trip_to_999() {
        for n in 1..=999 {
            let text = han(n);
            let read = read_han(&text).unwrap();
            assert_eq!((read.number, read.len), (n, text.len()), "{text}");
        }
    }

    #[test]
    fn reads_the_variants_in_use() {
        for (text, number) in [
            ("廿一、", 21),
            ("卅、", 30),
            ("一百〇三条", 103),
            ("一百一十", 110),
            ("二十", 20),
            ("１２．", 12),
            ("⒈", 1),
            ("⑳", 20),
            ("㉑", 21),
            ("㈩", 10),
            ("Ⅳ", 4),
            ("壹、", 1),
            ("199.", 199),
        ] {
            assert_eq!(read(text).map(|r| r.number), Some(number), "{text}");
        }
    }

    #[test]
    fn a_run_that_is_no_number_is_read_as_far_as_it_is_one() {
        assert_eq!(read_han("一二三").map(|r| (r.number, r.len)), Some((1, 3)));
        assert_eq!(read_han("十十").map(|r| (r.number, r.len)), Some((10, 3)));
        assert_eq!(read_han("两个"), None);
        assert_eq!(read_han("零"), None);
        assert_eq!(read_han("百姓"), None);
    }

    #[test]
    fn letters_and_stems() {
        assert_eq!(read_letter("B.").map(|r| (r.number, r.style)), Some((2, Numeral::LatinUpper)));
        assert_eq!(read_letter("IV.").map(|r| (r.number, r.style)), Some((4, Numeral::RomanLatin)));
        assert_eq!(read_letter("丙、").map(|r| (r.number, r.style)), Some((3, Numeral::Stem)));
        assert_eq!(read_letter("GDP"), None);
    }

    #[test]
    fn what_is_read_can_be_written_in_the_same_style() {
        for text in ["①", "❷", "⒊", "⑷", "㈤", "Ⅵ", "７", "8", "九", "拾", "十二"] {
            let r = read(text).unwrap();
            assert_eq!(write(r.number, r.style), text);
        }
        for text in ["C", "d", "II", "己"] {
            let r = read_letter(text).unwrap();
            assert_eq!(write(r.number, r.style), text);
        }
    }

    #[test]
    fn numbers_beyond_a_style_fall_back_to_its_family() {
        assert_eq!(write(36, Numeral::Circled), "36");
        assert_eq!(write(11, Numeral::BracketedHan), "十一");
    }
}
