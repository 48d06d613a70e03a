//! Reading one line: its marker, the points inside it, and what else the outline needs to know of it.

use super::marker::Marker;
use super::mention::{Lead, Reference};
use super::node::Shape;
use std::ops::Range;

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
    pub points: Box<[Marker]>,
    /// Announced counts.
    pub leads: Box<[Lead]>,
    /// References to points.
    pub references: Box<[Reference]>,
}

/// The marker at the head of a line with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The marker.
    pub marker: Marker,
    /// The title, without closing punctuation.
    pub title: Range<u32>,
    /// Heading or run-in.
    pub shape: Shape,
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
}

/// Reads `line`, given without its line end.
pub fn scan_line(line: &str) -> LineScan {
    LineScan { len: line.len() as u32, ..LineScan::default() }
}
