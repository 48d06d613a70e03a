//! How far a title goes: to the end of its sentence, brackets and quotations kept whole.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::outline::node::Shape;

/// A heading alone on its line is no longer than this many characters (DOMAIN §1.7).
const HEADING_CHARS: usize = 45;
/// A run-in title may end in ： if it is no longer than this.
const COLON_CHARS: usize = 30;

/// Byte column, from `from`, of the first of `stops` that stands outside “”, （） and 《》. Where a
/// bracket is never closed, of the first one at all.
pub(super) fn find_outside(text: &str, from: usize, stops: &[char]) -> Option<usize> {
    let mut depth = 0usize;
    let mut inside = None;
    for (at, c) in text.get(from..)?.char_indices() {
        match c {
            '“' | '（' | '《' | '‘' | '(' => depth += 1,
            '”' | '）' | '》' | '’' | ')' => depth = depth.saturating_sub(1),
            c if stops.contains(&c) => {
                if depth == 0 {
                    return Some(from + at);
                }
                inside = inside.or(Some(from + at));
            }
            _ => {}
        }
    }
    if depth > 0 { inside } else { None }
}

/// Title and shape of a head whose marker ends at `from`.
pub(super) fn head_title(text: &str, from: usize) -> (Range<u32>, Shape) {
    let rest = text.get(from..).unwrap_or("");
    let start = from + (rest.len() - rest.trim_start().len());
    let whole = start..text.len();
    let chars = text.get(start..).unwrap_or("").chars().count();
    let stop = find_outside(text, start, &['。', '！', '？']);
    let after_stop = stop
        .and_then(|s| text.get(s..))
        .map_or("", |t| t.trim_start_matches(['。', '！', '？', '”', '’', '）', ')', '*']));
    match stop {
        Some(stop) if !after_stop.trim().is_empty() => (title(text, start..stop), Shape::RunIn),
        _ => {
            let colon = find_outside(text, start, &['：', ':']);
            if let Some(colon) = colon {
                let before = text.get(start..colon).unwrap_or("").chars().count();
                let more = text.get(colon..).unwrap_or("").trim_matches(['：', ':', ' ']);
                if before <= COLON_CHARS && chars > HEADING_CHARS && !more.is_empty() {
                    return (title(text, start..colon), Shape::RunIn);
                }
            }
            let shape = if chars <= HEADING_CHARS { Shape::Heading } else { Shape::RunIn };
            (title(text, whole), shape)
        }
    }
}

/// `range` without blanks and closing punctuation at its ends.
pub(super) fn title(text: &str, range: Range<usize>) -> Range<u32> {
    let part = text.get(range.clone()).unwrap_or("");
    let head = part.len() - part.trim_start_matches([' ', '\u{3000}', '\t', '*']).len();
    let part = part.get(head..).unwrap_or("");
    let kept = part
        .trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '。' | '；' | '：' | '，' | '、' | ';' | ':' | ',' | '*')
        })
        .len();
    let start = (range.start + head) as u32;
    start..start + kept as u32
}

/// A hash of a title that ignores blanks and leaders, equal for a heading and its entry in a table of contents.
pub(super) fn hash(title: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in
        title.chars().filter(|c| !c.is_whitespace() && !matches!(c, '…' | '.' | '·') && !c.is_ascii_digit())
    {
        c.hash(&mut hasher);
    }
    hasher.finish()
}
