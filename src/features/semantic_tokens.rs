//! Semantic tokens: markers, headings, placeholders and quotations.
//!
//! Points inside a paragraph give their marker alone: their titles are the body text of most drafts,
//! and colour on everything marks nothing.

mod overlay;
mod quotation;

use std::ops::Range;

use self::overlay::overlay;
use self::quotation::quotations;
use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::lint::placeholders;
use crate::outline::Node;
use crate::text::TextRange;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A marker: 一、
    Marker,
    /// A title.
    Heading,
    /// xx, ××, 〔待补〕
    Placeholder,
    /// “…” and 《…》
    Quotation,
}

/// A token on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of the lines that `range` touches, in text order, never overlapping.
pub fn semantic_tokens(analysis: &Analysis, range: TextRange, cancel: &Cancel) -> Cancellable<Vec<Token>> {
    let snapshot = analysis.snapshot();
    let lines = snapshot.line_of(range.start)..snapshot.line_of(range.end) + 1;
    let nodes = analysis.outline().nodes().map(|(_, node)| node);
    let mut nodes = nodes.skip_while(|node| (node.line as usize) < lines.start).peekable();
    let mut tokens = Vec::new();
    let mut from = lines.start;
    while from < lines.end {
        cancel.check()?;
        let to = (from + LINES_PER_LOOK).min(lines.end);
        snapshot.for_each_line(from..to, |line, text| {
            let mut here = Vec::new();
            while let Some(node) = nodes.next_if(|node| node.line as usize <= line) {
                here.push(node);
            }
            let found = tokens_of(text, &here);
            if !found.is_empty() {
                let start = snapshot.line_start(line);
                tokens.extend(found.into_iter().map(|token| shifted(token, start)));
            }
        });
        from = to;
    }
    Ok(tokens)
}

/// How many lines are read between two looks at the cancel flag: some 100 µs of work.
const LINES_PER_LOOK: usize = 256;

/// The tokens of one line. Markers lie over placeholders, these over quotations, these over titles.
fn tokens_of(line: &str, nodes: &[&Node]) -> Vec<Token> {
    let columns = |range: &Range<u32>| range.start as usize..range.end as usize;
    let markers = nodes.iter().map(|node| columns(&node.marker));
    let titles = nodes.iter().filter(|node| !node.is_inline()).map(|node| columns(&node.title));
    let mut tokens = layer(markers, TokenKind::Marker);
    tokens = overlay(tokens, layer(placeholders(line).into_iter(), TokenKind::Placeholder));
    tokens = overlay(tokens, layer(quotations(line).into_iter(), TokenKind::Quotation));
    overlay(tokens, layer(titles, TokenKind::Heading))
}

fn layer(ranges: impl Iterator<Item = Range<usize>>, kind: TokenKind) -> Vec<Token> {
    let tokens = ranges.map(|range| Token { range: TextRange::new(range.start, range.end), kind });
    tokens.filter(|token| !token.range.is_empty()).collect()
}

fn shifted(token: Token, by: usize) -> Token {
    Token { range: TextRange::new(token.range.start + by, token.range.end + by), ..token }
}

#[cfg(test)]
mod tests;
