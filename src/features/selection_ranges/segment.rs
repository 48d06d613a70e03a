//! Sentences and clauses of a line, by their punctuation; ranges are bytes in that line.

use crate::text::TextRange;

/// The sentence that holds byte `column`, with its closing mark and quotes.
pub(super) fn sentence(line: &str, column: usize) -> TextRange {
    trimmed(line, segment(line, column, |c| matches!(c, '。' | '！' | '？' | '!' | '?')))
}

/// The clause that holds byte `column`, without the mark that parts it from the next.
pub(super) fn clause(line: &str, column: usize) -> TextRange {
    let ends = |c| is_mark(c) && !is_closer(c);
    inside(line, segment(line, column, ends))
}

/// `range` without the white space at its ends.
pub(super) fn trimmed(line: &str, range: TextRange) -> TextRange {
    let text = slice(line, range);
    let start = range.start + (text.len() - text.trim_start().len());
    TextRange::new(start, start + text.trim().len())
}

/// The piece of `line` around byte `column` between two marks, closing mark and quotes included. At a
/// seam the piece that begins there; at the end of the line the last one.
fn segment(line: &str, column: usize, ends: fn(char) -> bool) -> TextRange {
    let mut start = 0;
    let mut closing = false;
    let mut previous = None;
    for (at, c) in line.char_indices() {
        let mark = ends(c) && !in_number(line, previous, at, c);
        if closing && !mark && !is_closer(c) {
            if column < at {
                return TextRange::new(start, at);
            }
            start = at;
            closing = false;
        }
        closing |= mark;
        previous = Some(c);
    }
    TextRange::new(start, line.len())
}

/// Whether `c` at byte `at` stands inside a number or Latin text: 9:30, 1,000, www.x.cn?a=1.
fn in_number(line: &str, previous: Option<char>, at: usize, c: char) -> bool {
    let next = line.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    c.is_ascii() && latin(previous) && latin(next)
}

/// Closing quotes and brackets, each with its opening one.
const PAIRS: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('（', '）'),
    ('(', ')'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
];

fn is_closer(c: char) -> bool {
    PAIRS.iter().any(|(_, close)| *close == c)
}

fn is_mark(c: char) -> bool {
    is_closer(c) || "，、；：。！？,;:!?…—".contains(c)
}

/// `range` without the marks at its end, and without quotes and brackets whose other half lies outside.
fn inside(line: &str, range: TextRange) -> TextRange {
    let mut text = slice(line, range).trim();
    loop {
        let lone_open = text.chars().next().is_some_and(|c| other_half_missing(text, c, |p| p.0));
        let (first, last) = (text.chars().next(), text.chars().next_back());
        let lone_close = last.is_some_and(|c| other_half_missing(text, c, |p| p.1));
        let shorter = if lone_open {
            text.strip_prefix(|c| Some(c) == first)
        } else if lone_close || last.is_some_and(|c| is_mark(c) && !is_closer(c)) {
            text.strip_suffix(|c| Some(c) == last)
        } else {
            None
        };
        match shorter {
            Some(rest) => text = rest.trim(),
            None => break,
        }
    }
    let start = text.as_ptr() as usize - line.as_ptr() as usize;
    TextRange::new(start, start + text.len())
}

/// Whether `c` is the half of a pair that `half` picks and occurs more often than the other half.
fn other_half_missing(text: &str, c: char, half: fn(&(char, char)) -> char) -> bool {
    PAIRS.iter().find(|pair| half(pair) == c).is_some_and(|(open, close)| {
        let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
        let (opened, closed) = (count(*open), count(*close));
        if c == *open { opened > closed } else { closed > opened }
    })
}

fn slice(line: &str, range: TextRange) -> &str {
    line.get(range.start..range.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `fixture` holds the cursor as `$0`.
    #[track_caller]
    fn check(fixture: &str, a_sentence: &str, a_clause: &str) {
        let column = fixture.find("$0").unwrap();
        let line = fixture.replace("$0", "");
        assert_eq!(slice(&line, sentence(&line, column)), a_sentence);
        assert_eq!(slice(&line, clause(&line, column)), a_clause);
    }

    #[test]
    fn marks_part_clauses_and_sentences() {
        check("要统一思想，提高$0认识。要抓。", "要统一思想，提高认识。", "提高认识");
        check("要抓好。$0要抓紧、抓实！还要抓严。", "要抓紧、抓实！", "要抓紧");
        check("要抓好。要抓紧$0", "要抓紧", "要抓紧");
        check("$0", "", "");
    }

    #[test]
    fn a_sentence_ends_with_its_quotes() {
        check("他说：“要抓$0紧。”大家都笑了。", "他说：“要抓紧。”", "“要抓紧。”");
        check("他说：“要抓紧。”大家$0都笑了。", "大家都笑了。", "大家都笑了");
    }

    #[test]
    fn brackets_stay_with_their_clause() {
        check("要抓好试点（三个$0县），再推广。", "要抓好试点（三个县），再推广。", "要抓好试点（三个县）");
        check("“统一$0思想，提高认识”是前提。", "“统一思想，提高认识”是前提。", "统一思想");
    }

    #[test]
    fn numbers_and_times_hold_together() {
        check("上午9:3$00开会,9点散会。", "上午9:30开会,9点散会。", "上午9:30开会");
        check("投资1,000$0万元,增长5%。", "投资1,000万元,增长5%。", "投资1,000万元");
    }

    #[test]
    fn the_indent_belongs_to_no_sentence() {
        check("\u{3000}\u{3000}同志$0们：", "同志们：", "同志们");
    }
}
