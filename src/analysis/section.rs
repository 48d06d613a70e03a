//! A section as people see it: the name under which it is listed, and the lines that it fills.
//!
//! What features share about sections; where a section begins and ends is the outline's word.

use super::Analysis;
use crate::locale::Locale;
use crate::outline::{LineEnd, Node, NodeId};

/// Characters of a title that a list shows: about the width of an outline view.
const SHOWN: usize = 40;

/// A title longer than this many characters is a whole sentence, of which the first clause says enough.
const SENTENCE: usize = 60;

/// A first clause of no more characters than this (同志们，) says too little.
const SHORT_CLAUSE: usize = 8;

/// The name of the section `id`: its marker as written and its title, cut where it is long. Never empty.
pub fn name(analysis: &Analysis, id: NodeId) -> String {
    let locale = analysis.options().locale;
    match analysis.outline().node(id) {
        Some(node) => name_in(&analysis.snapshot().line(node.line as usize), node, locale),
        None => untitled(locale),
    }
}

/// As [`name`], given the text of the node's line: for those who walk over many nodes of one line.
pub fn name_in(line: &str, node: &Node, locale: Locale) -> String {
    let text = |columns: &std::ops::Range<u32>| {
        line.get(columns.start as usize..columns.end as usize).unwrap_or_default().trim()
    };
    let (marker, title) = (text(&node.marker), shown(text(&node.title)));
    if marker.is_empty() && title.is_empty() { untitled(locale) } else { format!("{marker}{title}") }
}

/// The part of `title` that a list shows.
fn shown(title: &str) -> String {
    let mut limit = SHOWN;
    if title.chars().count() > SENTENCE {
        let comma = title.chars().enumerate().position(|(i, c)| i > SHORT_CLAUSE && matches!(c, '，' | ','));
        limit = comma.unwrap_or(SHOWN).min(SHOWN);
    }
    let mut text: String = title.chars().take(limit).collect();
    if text.len() < title.len() {
        text.push('…');
    }
    text
}

fn untitled(locale: Locale) -> String {
    locale.pick("（无标题）", "(untitled)").to_owned()
}

/// The last line of the section of `node` that holds more than white space; its own line at least.
pub fn last_line(analysis: &Analysis, node: &Node) -> u32 {
    let lines = analysis.lines();
    let (mut last, column) = node.end;
    // A section that ends before any text of a line does not reach into that line.
    let indent = lines.get(last as usize).map_or(0, |line| line.indent);
    if column <= indent {
        last = last.saturating_sub(1);
    }
    last = last.min(lines.len().saturating_sub(1) as u32);
    while last > node.line && lines.get(last as usize).is_some_and(|line| line.end == LineEnd::Blank) {
        last -= 1;
    }
    last.max(node.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_where_they_grow_long() {
        let forty = "抓".repeat(40);
        assert_eq!(shown(&forty), forty);
        assert_eq!(shown(&"抓".repeat(41)), format!("{forty}…"));
        let sentence = format!("同志们，要切实增强责任感和紧迫感，{}", "抓".repeat(50));
        assert_eq!(shown(&sentence), "同志们，要切实增强责任感和紧迫感…");
        let no_comma = "抓".repeat(70);
        assert_eq!(shown(&no_comma), format!("{forty}…"));
    }
}
