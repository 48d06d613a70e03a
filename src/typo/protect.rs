//! The ground that no check of wording touches: titles in 《》, Latin words and addresses, years and other numbers
//! in Han digits, and quotations in classical Chinese.

use std::ops::Range;

/// The longest quotation, in characters, that may still be taken for a classical one.
const QUOTATION_MAX: usize = 80;
/// Words of classical grammar, and characters that only old texts use so.
const CLASSICAL: &str = "之乎者也矣焉哉兮曰吾尔汝其而于则必无不莫勿以为所故孰弗亦";
/// Words without which modern prose hardly gets through a sentence.
const MODERN: &str = "的了们这那着是在和我你他她它把被个说就都";

/// The protected ranges of one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Protected {
    /// Disjoint byte ranges, in order.
    ranges: Vec<Range<usize>>,
}

impl Protected {
    /// Whether `range` (bytes) shares a byte with protected ground.
    pub fn touches(&self, range: &Range<usize>) -> bool {
        let next = self.ranges.partition_point(|r| r.end <= range.start);
        self.ranges.get(next).is_some_and(|r| r.start < range.end)
    }

    /// The protected byte ranges, disjoint and in order.
    pub fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }
}

/// The ranges of `line` that are protected.
pub fn protected(line: &str) -> Protected {
    let mut ranges = foreign(line).ranges;
    titles(line, &mut ranges);
    merge(ranges)
}

/// The ranges of `line` that are protected, titles left aside.
pub fn foreign(line: &str) -> Protected {
    let mut ranges = Vec::new();
    latin(line, &mut ranges);
    digits(line, &mut ranges);
    quotations(line, &mut ranges);
    merge(ranges)
}

fn merge(mut ranges: Vec<Range<usize>>) -> Protected {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    Protected { ranges: merged }
}

/// 《…》 with its marks, the outermost pair; a title that is never closed protects nothing.
fn titles(line: &str, out: &mut Vec<Range<usize>>) {
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in line.match_indices(['《', '》']) {
        if c == "《" {
            if depth == 0 {
                start = at;
            }
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 {
                out.push(start..at + c.len());
            }
        }
    }
}

/// Runs of ASCII that hold a letter: words, addresses, file names.
fn latin(line: &str, out: &mut Vec<Range<usize>>) {
    let bytes = line.as_bytes();
    let mut start = None;
    let mut lettered = false;
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_graphic() {
            start.get_or_insert(at);
            lettered |= byte.is_ascii_alphabetic();
        } else if let Some(from) = start.take()
            && std::mem::take(&mut lettered)
        {
            out.push(from..at);
        }
    }
    if let Some(from) = start.filter(|_| lettered) {
        out.push(from..bytes.len());
    }
}

/// Han digits.
const DIGITS: &str = "〇零○一二三四五六七八九";
/// Fewer in a row are words (一一对应, 三三两两) as often as numbers.
const DIGITS_LEAST: usize = 3;

/// Numbers written digit by digit: 二〇一五, 一九九八.
fn digits(line: &str, out: &mut Vec<Range<usize>>) {
    let mut run: Option<(usize, usize)> = None;
    let ends = [(line.len(), '\n')];
    for (at, c) in line.char_indices().chain(ends) {
        if DIGITS.contains(c) {
            let (start, count) = run.unwrap_or((at, 0));
            run = Some((start, count + 1));
        } else if let Some((start, _)) = run.take().filter(|(_, count)| *count >= DIGITS_LEAST) {
            out.push(start..at);
        }
    }
}

/// “…” and ‘…’ whose text reads as classical Chinese.
fn quotations(line: &str, out: &mut Vec<Range<usize>>) {
    for (open, close) in [('“', '”'), ('‘', '’')] {
        let mut rest = 0;
        while let Some(start) = line.get(rest..).and_then(|t| t.find(open)).map(|i| rest + i) {
            let inside = start + open.len_utf8();
            let Some(len) = line.get(inside..).and_then(|t| t.find(close)) else { break };
            if line.get(inside..inside + len).is_some_and(is_classical) {
                out.push(start..inside + len + close.len_utf8());
            }
            rest = inside + len + close.len_utf8();
        }
    }
}

/// Whether a quotation reads as classical: short, no word of modern grammar, and old words in plenty.
fn is_classical(text: &str) -> bool {
    let mut length = 0;
    let mut old = 0;
    for c in text.chars() {
        length += 1;
        if length > QUOTATION_MAX || MODERN.contains(c) {
            return false;
        }
        if CLASSICAL.contains(c) {
            old += 1;
        }
    }
    length >= 5 && old >= 2 && old * 8 >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str) {
        let line = marked.replace(['[', ']'], "");
        let found: Vec<_> = protected(&line).ranges().iter().map(|r| &line[r.clone()]).collect();
        let wanted: Vec<_> = marked.split('[').skip(1).filter_map(|t| t.split(']').next()).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn titles_latin_and_old_quotations_are_protected() {
        check("学习[《关于〈条例〉的说明》]的精神");
        check("见[《甲《乙》丙》]和[《丁》]");
        check("登录 [www.example.cn/a?b=1] 查询 [GDP] 数据 12.5%");
        check("古人说，[“知之者不如好之者”]，确实如此");
        check("[‘不以规矩，不能成方圆’]");
    }

    #[test]
    fn numbers_in_han_digits_are_protected() {
        check("[二〇一五]年，从[一六六二]年到[一七九五]年");
        check("一一对应，三三两两，二零年");
    }

    #[test]
    fn modern_quotations_and_open_titles_are_not() {
        check("他说：“这是我们的责任。”");
        check("“四个意识”");
        check("学习《条例的精神");
        check("“为人民服务");
    }
}
