//! Reading one line: its marker, the points inside it, and what else the outline needs to know of it.
//!
//! Everything here depends on that line alone, so that a key costs what its line costs. Whether a
//! candidate is an entry of the outline is decided in `build`, which sees its neighbours.

mod head;
mod lead;
mod point;
mod reference;
mod role;
mod shift;
mod span;
mod word;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

pub use shift::Shift;

use super::marker::Marker;
use super::mention::{Lead, Reference};
use super::node::Shape;

/// What one line says, without its neighbours. All columns are bytes from the line's start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineScan {
    /// Length in bytes, line end excluded.
    pub len: u32,
    /// Bytes of white space at the start.
    pub indent: u32,
    /// Characters that are spoken: Han characters and digits.
    pub spoken: u32,
    /// How the line ends.
    pub end: LineEnd,
    /// The level of a Markdown heading.
    pub heading: Option<u8>,
    /// What the line is besides.
    pub role: Role,
    /// The marker at the line's head.
    pub head: Option<Head>,
    /// Candidates for points inside the line, in order.
    pub points: Box<[Point]>,
    /// Announced counts.
    pub leads: Box<[Lead]>,
    /// References to points.
    pub references: Box<[Reference]>,
    /// A hash of all the words that may stand in an entry of the outline or in a finding, so that two
    /// scans of the same structure also read the same.
    pub words: u64,
}

/// The marker at the head of a line with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The marker.
    pub marker: Marker,
    /// The title, without closing punctuation.
    pub title: Range<u32>,
    /// A hash of the title without blanks, to recognise a table of contents.
    pub title_hash: u64,
    /// Heading or run-in.
    pub shape: Shape,
}

/// A candidate for a point inside a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The marker.
    pub marker: Marker,
    /// The title as far as its sentence goes; the next point may cut it shorter.
    pub title: Range<u32>,
    /// The character before the marker, which tells a series led by ： from a chance likeness.
    pub before: char,
    /// Characters spoken in the line before the marker.
    pub spoken_before: u32,
}

/// How a line ends, which tells whether a sentence goes on over the line's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// Nothing but white space in the line.
    #[default]
    Blank,
    /// 。！？…” ）
    Stop,
    /// ：
    Colon,
    /// ；
    Semicolon,
    /// ，、
    Comma,
    /// Anything else: a heading, or a broken line.
    Open,
}

/// What a line is besides a bearer of markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Nothing special.
    #[default]
    Plain,
    /// Shaped like the title of a speech: 在…上的讲话.
    Title,
    /// Short and without closing punctuation: a title if a salutation follows.
    Short,
    /// 同志们：
    Salutation,
    /// （2011年12月21日）
    Date,
    /// 同志们，… at the head of a paragraph: a transition or the closing.
    Closing,
    /// 目录
    Contents,
    /// An entry of a table of contents: … and a page number.
    ContentsEntry,
    /// A Markdown code fence.
    Fence,
    /// `---`: the border of Markdown front matter.
    Rule,
    /// 附件1: its numbering is its own.
    Annex,
    /// What a web page leaves behind: 上一篇, 责任编辑.
    Web,
}

/// Reads `line`, given without its line end.
pub fn scan_line(line: &str) -> LineScan {
    let text = line.trim_end();
    let len = line.len() as u32;
    let body = text.trim_start();
    if body.is_empty() {
        return LineScan { len, indent: text.len() as u32, ..LineScan::default() };
    }
    let indent = text.len() - body.len();
    let (heading, offset) = markdown_prefix(text, indent);
    let head = head::read(text, offset, heading.is_some());
    let role = role::of(body, head.as_ref());
    let from = head.as_ref().map_or(offset, |h| h.marker.range.end as usize);
    let mut scan = LineScan {
        len,
        indent: indent as u32,
        spoken: spoken(text),
        end: line_end(body),
        heading,
        role,
        points: point::read(text, from, head.as_ref()),
        leads: lead::read(text),
        references: reference::read(text, from),
        head,
        words: 0,
    };
    scan.words = words(line, &scan);
    scan
}

/// The hash of the words that `scan` points at in `line`.
fn words(line: &str, scan: &LineScan) -> u64 {
    let head = scan.head.iter().map(|h| h.marker.range.start..h.title.end.max(h.marker.range.end));
    let points = scan.points.iter().map(|p| &p.marker.range);
    let leads = scan.leads.iter().map(|l| &l.range);
    let references = scan.references.iter().map(|r| &r.range);
    // A heading without a marker, like the title of a speech, is its whole line.
    let title = scan.heading.is_some() || matches!(scan.role, Role::Title | Role::Short);
    let whole = title.then_some(0..scan.len);
    let places = head.chain(whole).chain(points.chain(leads).chain(references).cloned());
    let mut hasher = DefaultHasher::new();
    for place in places {
        line.get(place.start as usize..place.end as usize).hash(&mut hasher);
    }
    hasher.finish()
}

/// How many characters of `text` are spoken: Han characters and digits, as drafters count.
pub(super) fn spoken(text: &str) -> u32 {
    text.chars().filter(|c| is_han(*c) || c.is_ascii_digit() || ('０'..='９').contains(c)).count() as u32
}

/// Whether `c` is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The level of a Markdown heading and where its text starts; without one, where the line's text
/// starts, behind the `**` of bold type.
fn markdown_prefix(text: &str, indent: usize) -> (Option<u8>, usize) {
    let body = text.get(indent..).unwrap_or("");
    let level = body.bytes().take_while(|b| *b == b'#').count();
    let after = body.get(level..).unwrap_or("");
    let blanks = after.len() - after.trim_start().len();
    let (heading, mut offset) = if (1..=6).contains(&level) && blanks > 0 {
        (Some(level as u8), indent + level + blanks)
    } else {
        (None, indent)
    };
    if text.get(offset..).is_some_and(|t| t.starts_with("**")) {
        offset += 2;
    }
    (heading, offset)
}

fn line_end(body: &str) -> LineEnd {
    let mut chars = body.chars().rev().filter(|c| *c != '*');
    match chars.next() {
        None => LineEnd::Blank,
        Some('。' | '！' | '？' | '…' | '!' | '?') => LineEnd::Stop,
        Some('”' | '’' | '）' | ')' | '》' | '"') => match chars.next() {
            Some('。' | '！' | '？' | '…' | '；' | '：') => LineEnd::Stop,
            _ => LineEnd::Open,
        },
        Some('：' | ':') => LineEnd::Colon,
        Some('；' | ';') => LineEnd::Semicolon,
        Some('，' | '、' | ',') => LineEnd::Comma,
        Some(_) => LineEnd::Open,
    }
}

#[cfg(test)]
mod tests;
