//! The marker at the head of a line: 第一部分, 第一条, 一、, （一）, 1., （1）, ①, A., 甲、, 1.1, ——,
//! or a word-type marker. The guards are those of DOMAIN §1.9: 一、二、三产业, 1.5亿元, 第一时间 …

use super::span;
use super::word;
use super::{Head, is_han};
use crate::outline::kind::Kind;
use crate::outline::marker::{Form, Marker, Strength, Word};
use crate::outline::node::Shape;
use crate::outline::numeral::{self, Numeral};

/// Reads the marker at byte `at`, where the line's text starts.
pub(super) fn read(text: &str, at: usize, in_heading: bool) -> Option<Head> {
    let marker = marker(text, at)?;
    let (title, mut shape) = span::head_title(text, marker.range.end as usize);
    if in_heading {
        shape = Shape::Heading;
    }
    if marker.strength == Strength::Bare && !bare_stands(text, &marker, shape) {
        return None;
    }
    let title_text = text.get(title.start as usize..title.end as usize).unwrap_or("");
    Some(Head { title_hash: span::hash(title_text), marker, title, shape })
}

/// A number without its sign is a marker at most in front of a heading: page numbers stand before
/// sentences that go on or end.
fn bare_stands(text: &str, marker: &Marker, shape: Shape) -> bool {
    let rest = text.get(marker.range.end as usize..).unwrap_or("").trim();
    shape == Shape::Heading && !rest.ends_with(['。', '，', '；', '、', ',', '！', '？'])
}

fn marker(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    match rest.chars().next()? {
        '第' => unit(rest, at).or_else(|| word::read(text, at)),
        '—' => dash(rest, at),
        '篇' | '讲' | '上' | '中' | '下' | '【' => named_part(rest, at),
        '（' | '(' | '〔' => bracketed(rest, at),
        _ => word::read(text, at)
            .or_else(|| named_part(rest, at))
            .or_else(|| signed(rest, at))
            .or_else(|| lettered(rest, at)),
    }
}

struct Draft {
    kind: Kind,
    number: u32,
    form: Form,
    len: usize,
    strength: Strength,
}

impl Draft {
    fn new(kind: Kind, number: u32, numeral: Numeral, len: usize) -> Self {
        let form = Form { numeral, open: None, close: None, after: None, word: Word::None };
        Self { kind, number, form, len, strength: Strength::Strong }
    }

    fn at(self, at: usize) -> Marker {
        Marker {
            kind: self.kind,
            number: Some(self.number),
            sub_number: None,
            form: self.form,
            range: at as u32..(at + self.len) as u32,
            strength: self.strength,
        }
    }
}

/// 第一部分, 第一章, 第一条 with what must follow them.
fn unit(rest: &str, at: usize) -> Option<Marker> {
    const UNITS: &[(&str, Kind)] = &[
        ("部分", Kind::Part),
        ("单元", Kind::Part),
        ("篇", Kind::Part),
        ("讲", Kind::Part),
        ("编", Kind::Volume),
        ("章", Kind::Chapter),
        ("节", Kind::Section),
        ("条", Kind::Article),
    ];
    let prefix = '第'.len_utf8();
    let read = numeral::read(rest.get(prefix..)?)?;
    let after = rest.get(prefix + read.len..)?;
    let &(unit, kind) = UNITS.iter().find(|(u, _)| after.starts_with(u))?;
    let mut len = prefix + read.len + unit.len();
    let sub = rest.get(len..)?.strip_prefix('之').and_then(numeral::read_han);
    if let Some(sub) = &sub {
        len += '之'.len_utf8() + sub.len;
    }
    let next = rest.get(len..)?.chars().next();
    let sign = next.filter(|c| matches!(c, '：' | ':' | '、'));
    let stands = match (kind, next) {
        (_, None | Some(' ' | '\u{3000}' | '\u{a0}' | '\t' | '：' | ':' | '、' | '*' | '】')) => true,
        // 第一章总则: a chapter's title may follow without a blank where no sentence does.
        (Kind::Volume | Kind::Chapter | Kind::Section, Some(c)) => {
            is_han(c)
                && rest.chars().count() <= 24
                && !rest.contains(['，', '。', '；', '、'])
                && !rest.contains("规定")
        }
        _ => false,
    };
    if !stands {
        return None;
    }
    let mut draft = Draft::new(kind, read.number, read.style, len + sign.map_or(0, char::len_utf8));
    draft.form.word = Word::Unit(unit);
    draft.form.after = sign;
    let mut marker = draft.at(at);
    marker.sub_number = sub.map(|s| s.number);
    Some(marker)
}

/// 篇一：, 讲话一, 上篇, 【第一篇】
fn named_part(rest: &str, at: usize) -> Option<Marker> {
    let closes = |c: Option<char>| matches!(c, None | Some('：' | ':' | ' ' | '\u{3000}' | '】'));
    if let Some(inner) = rest.strip_prefix('【') {
        let inner = unit(inner, 0).filter(|m| m.kind == Kind::Part)?;
        let len = '【'.len_utf8() + inner.range.end as usize;
        let close = rest.get(len..)?.chars().next().filter(|c| *c == '】')?;
        let mut draft = Draft::new(Kind::Part, inner.number?, inner.form.numeral, len + close.len_utf8());
        draft.form = Form { open: Some('【'), close: Some(close), ..inner.form };
        return Some(draft.at(at));
    }
    const ORDER: &[(&str, u32)] = &[("上篇", 1), ("中篇", 2), ("下篇", 3)];
    if let Some((word, number)) = ORDER.iter().find(|(w, _)| rest.starts_with(w)) {
        let next = rest.get(word.len()..)?.chars().next();
        return closes(next).then(|| {
            let sign = next.filter(|c| matches!(c, '：' | ':')).map_or(0, char::len_utf8);
            let mut draft = Draft::new(Kind::Part, *number, Numeral::Han, word.len() + sign);
            draft.strength = Strength::Weak;
            // 下篇 follows 上篇 as well as 中篇: they are not counted.
            Marker { number: None, ..draft.at(at) }
        });
    }
    const BEFORE: &[&str] = &["篇", "讲话", "发言", "致辞"];
    let word = BEFORE.iter().find(|w| rest.starts_with(**w))?;
    let read = numeral::read(rest.get(word.len()..)?)?;
    let len = word.len() + read.len;
    let next = rest.get(len..)?.chars().next();
    let sign = next.filter(|c| matches!(c, '：' | ':'));
    closes(next).then(|| {
        let mut draft = Draft::new(Kind::Part, read.number, read.style, len + sign.map_or(0, char::len_utf8));
        draft.form.word = Word::Before(word);
        draft.form.after = sign;
        draft.at(at)
    })
}

/// （一）, （1）, （a）, with the 、 that some put behind them.
fn bracketed(rest: &str, at: usize) -> Option<Marker> {
    let open = rest.chars().next()?;
    let inner = rest.get(open.len_utf8()..)?;
    let (read, letter) = match numeral::read(inner) {
        Some(read) => (read, false),
        None => (numeral::read_letter(inner)?, true),
    };
    let len = open.len_utf8() + read.len;
    let next = rest.get(len..)?.chars().next()?;
    let close = Some(next).filter(|c| matches!(c, '）' | ')' | '〕'));
    let kind = match read.style {
        Numeral::Han | Numeral::HanFormal => Kind::HanParen,
        Numeral::Arabic | Numeral::ArabicWide if read.number < 1000 => Kind::ArabicParen,
        Numeral::LatinLower => Kind::LatinLower,
        Numeral::LatinUpper => Kind::LatinUpper,
        Numeral::Roman | Numeral::RomanLatin => Kind::Roman,
        _ => return None,
    };
    // (一、 is a bracket opened and never closed.
    let Some(close) = close else {
        let broken = kind == Kind::HanParen && next == '、';
        return broken.then(|| {
            let mut draft = Draft::new(Kind::HanParen, read.number, read.style, len + next.len_utf8());
            draft.form.open = Some(open);
            draft.form.after = Some(next);
            draft.strength = Strength::Weak;
            draft.at(at)
        });
    };
    let len = len + close.len_utf8();
    let after = rest.get(len..)?.chars().next();
    let sign = after.filter(|c| matches!(c, '、' | '.' | '．' | '，' | '：'));
    // （一）期工程 goes on as a sentence.
    if after == Some('期') {
        return None;
    }
    let mut draft = Draft::new(kind, read.number, read.style, len + sign.map_or(0, char::len_utf8));
    draft.form =
        Form { numeral: read.style, open: Some(open), close: Some(close), after: sign, word: Word::None };
    if letter {
        draft.strength = Strength::Weak;
    }
    Some(draft.at(at))
}

/// What makes N in “M、N” an approximate number or a row, not a title: 一、二月份, 3、4号楼.
const AFTER_ROW: &str = "、，,月季产线级号期批届次审楼组轮年日天把等两类档环里区十百千万名人家位车条中届";

/// Numbers with a sign behind them: 一、 1. 1） ① ⒈ ㈠ 1.1, and with none.
fn signed(rest: &str, at: usize) -> Option<Marker> {
    let read = numeral::read(rest)?;
    let after = rest.get(read.len..)?;
    let next = after.chars().next();
    match read.style {
        Numeral::Circled | Numeral::CircledBlack => {
            let sign = next.filter(|c| *c == '、');
            let len = read.len + sign.map_or(0, char::len_utf8);
            let mut draft = Draft::new(Kind::Circled, read.number, read.style, len);
            draft.form.after = sign;
            draft.strength = Strength::Weak;
            return Some(draft.at(at));
        }
        Numeral::FullStop => {
            return Some(Draft::new(Kind::ArabicDot, read.number, read.style, read.len).at(at));
        }
        Numeral::Bracketed => {
            return Some(Draft::new(Kind::ArabicParen, read.number, read.style, read.len).at(at));
        }
        Numeral::BracketedHan => {
            return Some(Draft::new(Kind::HanParen, read.number, read.style, read.len).at(at));
        }
        _ => {}
    }
    let arabic = matches!(read.style, Numeral::Arabic | Numeral::ArabicWide);
    // Four digits are a year; 0 counts nothing.
    if arabic && (read.number > 999 || read.number == 0) || read.number > 199 && !arabic {
        return None;
    }
    let sign = next?;
    let text = after.get(sign.len_utf8()..)?;
    let kind = match read.style {
        Numeral::Roman => Kind::Roman,
        _ if arabic => Kind::ArabicDot,
        _ => Kind::HanDun,
    };
    let strength = match sign {
        '.' | '．' if arabic && starts_with_digit(text) => return decimal(rest, at),
        '、' if is_row(&read, text, arabic) => return None,
        '、' | '.' | '．' => Strength::Strong,
        '）' | ')' => {
            let kind = if arabic { Kind::ArabicHalfParen } else { Kind::HanParen };
            let mut draft = Draft::new(kind, read.number, read.style, read.len + sign.len_utf8());
            draft.form.close = Some(sign);
            return Some(draft.at(at));
        }
        '，' | ',' | '：' | ':' | ' ' | '\u{3000}' if !starts_with_digit(text) => Strength::Bare,
        // 二X: a sign that is being typed, or was forgotten.
        c if kind == Kind::HanDun
            && is_han(c)
            && !"月日年时点分个位名次项条点届大是要为把到来".contains(c) =>
        {
            Strength::Bare
        }
        _ => return None,
    };
    let written =
        if matches!(sign, '、' | '.' | '．' | '，' | ',' | '：' | ':') { Some(sign) } else { None };
    let mut draft = Draft::new(kind, read.number, read.style, read.len + written.map_or(0, char::len_utf8));
    draft.form.after = written;
    draft.strength = strength;
    Some(draft.at(at))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Whether “N、” with `text` behind it is the start of a row: 一、二、三产业; 1、2号楼; 7、80年代.
fn is_row(read: &numeral::Read, text: &str, arabic: bool) -> bool {
    let Some(next) = numeral::read(text) else { return false };
    let follows = text.get(next.len..).unwrap_or("");
    if arabic {
        return next.number < 1000 && matches!(next.style, Numeral::Arabic | Numeral::ArabicWide);
    }
    let in_row = follows.chars().next().is_none_or(|c| AFTER_ROW.contains(c));
    in_row && next.style == Numeral::Han && (next.number == read.number + 1 || follows.starts_with('、'))
}

/// 1.1, 1.2.3: the depth is the number of components. Weak: 1.5亿元 looks the same.
fn decimal(rest: &str, at: usize) -> Option<Marker> {
    let mut len = 0;
    let mut depth = 0u8;
    let last = loop {
        let read =
            numeral::read(rest.get(len..)?).filter(|r| r.style == Numeral::Arabic && r.number < 100)?;
        // 1.05 is no number of a section.
        if read.len > 1 && rest.get(len..)?.starts_with('0') {
            return None;
        }
        len += read.len;
        depth += 1;
        let more = rest.get(len..)?;
        if !(more.starts_with('.') && starts_with_digit(more.get(1..)?)) {
            break read.number;
        }
        len += 1;
    };
    let next = rest.get(len..)?.chars().next()?;
    let stands = matches!(next, ' ' | '\u{3000}' | '、')
        || is_han(next) && !"亿万千百倍元个人名年月日时分秒米公吨平度版折成点级号岁户家".contains(next);
    if !stands || last == 0 || !(2..=4).contains(&depth) {
        return None;
    }
    let mut draft = Draft::new(Kind::Decimal(depth), last, Numeral::Arabic, len);
    draft.strength = Strength::Weak;
    Some(draft.at(at))
}

/// A. a) 甲、 II.
fn lettered(rest: &str, at: usize) -> Option<Marker> {
    let read = numeral::read_letter(rest)?;
    let after = rest.get(read.len..)?;
    let sign = after.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '）' | ')'))?;
    let text = after.get(sign.len_utf8()..)?;
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let kind = match read.style {
        Numeral::Stem if sign == '、' => Kind::Stem,
        Numeral::LatinUpper => Kind::LatinUpper,
        Numeral::LatinLower => Kind::LatinLower,
        Numeral::RomanLatin => Kind::Roman,
        _ => return None,
    };
    let mut draft = Draft::new(kind, read.number, read.style, read.len + sign.len_utf8());
    let bracket = matches!(sign, '）' | ')');
    draft.form.close = bracket.then_some(sign);
    draft.form.after = (!bracket).then_some(sign);
    draft.strength = Strength::Weak;
    Some(draft.at(at))
}

/// ——X: a bullet, neither a page number (—— 4 ——) nor the second line of a title (——在…上的讲话).
fn dash(rest: &str, at: usize) -> Option<Marker> {
    let dashes = rest.chars().take_while(|c| *c == '—').count();
    let len = dashes * '—'.len_utf8();
    let text = rest.get(len..)?;
    let first = text.chars().next()?;
    if dashes != 2
        || !(is_han(first) || matches!(first, '“' | '《'))
        || !text.ends_with(['。', '；', '！', '：'])
    {
        return None;
    }
    let form = Form { numeral: Numeral::Han, open: None, close: None, after: None, word: Word::None };
    let range = at as u32..(at + len) as u32;
    Some(Marker { kind: Kind::Dash, number: None, sub_number: None, form, range, strength: Strength::Weak })
}
