//! The text of a draft: an immutable rope snapshot, edits as values, positions in three encodings.
//!
//! Knows nothing of Chinese, outlines or the protocol. A variable called `offset` is always a byte
//! offset into the whole text; `column` is counted from the start of a line, in the unit its type says.

mod edit;
mod position;
mod snapshot;

pub use edit::{Edit, Edits, Overlap};
pub use position::{Encoding, Position};
pub use snapshot::{Damage, Snapshot};

/// A half-open range inside one line. Unlike a [`TextRange`] it stays true when text is typed on
/// other lines, and whole lines are only counted when it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineRange {
    /// The line, from 0.
    pub line: u32,
    /// Column of the first byte, counted in bytes.
    pub start: u32,
    /// Column just past the last byte.
    pub end: u32,
}

impl LineRange {
    /// The byte `columns` of `line`.
    pub fn new(line: u32, columns: &std::ops::Range<u32>) -> Self {
        Self { line, start: columns.start, end: columns.end.max(columns.start) }
    }

    /// The same as offsets into `snapshot`.
    pub fn resolve(self, snapshot: &Snapshot) -> TextRange {
        let start = snapshot.line_start(self.line as usize);
        TextRange::new(start + self.start as usize, start + self.end as usize)
    }
}

/// A half-open range of byte offsets into a [`Snapshot`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never less than `start`.
    pub end: usize,
}

impl TextRange {
    /// A range from `start` to `end`; an `end` before `start` gives the empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The empty range at `offset`.
    pub fn empty(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies in the range or at its end (where a cursor would stand).
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the two ranges share a byte or meet at an end.
    pub fn touches_range(self, other: TextRange) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether `other` lies wholly inside this range.
    pub fn contains_range(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
