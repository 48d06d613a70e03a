//! A text at one moment: the only place that names the rope.
//!
//! Clones are cheap (shared chunks), all conversions are total: any number in, a valid offset out.

use std::borrow::Cow;
use std::fmt;

use ropey::Rope;

use super::{Encoding, Position, TextRange};

/// An immutable text, shared cheaply; edits make a new state of the same handle.
#[derive(Clone, Default)]
pub struct Snapshot {
    rope: Rope,
}

impl Snapshot {
    /// The snapshot of `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of lines, at least 1: a text that ends in a line end has an empty last line.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The line that holds `offset`; past the end, the last line.
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.byte_to_line(self.floor(offset))
    }

    /// Offset of the first byte of `line`; past the last line, the end of the text.
    pub fn line_start(&self, line: usize) -> usize {
        if line >= self.line_count() { self.len() } else { self.rope.line_to_byte(line) }
    }

    /// The bytes of `line` without its line end.
    pub fn line_range(&self, line: usize) -> TextRange {
        let start = self.line_start(line);
        TextRange::new(start, start + self.line(line).len())
    }

    /// The text of `line` without its line end; past the last line, nothing.
    pub fn line(&self, line: usize) -> Cow<'_, str> {
        let Some(slice) = self.rope.get_line(line) else { return Cow::Borrowed("") };
        match slice.as_str() {
            Some(text) => Cow::Borrowed(without_line_end(text)),
            None => {
                let text = slice.to_string();
                Cow::Owned(without_line_end(&text).to_owned())
            }
        }
    }

    /// Visits the lines `range` in order, each without its line end.
    pub fn for_each_line(&self, range: std::ops::Range<usize>, mut visit: impl FnMut(usize, &str)) {
        let start = range.start.min(self.line_count());
        let mut buffer = String::new();
        for (index, slice) in self.rope.lines_at(start).take(range.end.saturating_sub(start)).enumerate() {
            match slice.as_str() {
                Some(text) => visit(start + index, without_line_end(text)),
                None => {
                    buffer.clear();
                    buffer.extend(slice.chunks());
                    visit(start + index, without_line_end(&buffer));
                }
            }
        }
    }

    /// The text of `range`, whose ends are moved back to character boundaries.
    pub fn slice(&self, range: TextRange) -> Cow<'_, str> {
        // Nearly all ranges are whole characters already.
        let slice = self.rope.get_byte_slice(range.start..range.end).or_else(|| {
            let (start, end) = (self.floor(range.start), self.floor(range.end));
            self.rope.get_byte_slice(start..end.max(start))
        });
        slice.map_or(Cow::Borrowed(""), Cow::from)
    }

    /// Replaces `range` (ends moved back to character boundaries) by `text`.
    pub fn replace(&mut self, range: TextRange, text: &str) {
        let start = self.rope.byte_to_char(self.floor(range.start));
        let end = self.rope.byte_to_char(self.floor(range.end)).max(start);
        if start < end {
            self.rope.remove(start..end);
        }
        if !text.is_empty() {
            self.rope.insert(start, text);
        }
    }

    /// The position of `offset` (moved back to a character boundary), columns in `encoding`.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = self.floor(offset);
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let column = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf32 => self.rope.byte_to_char(offset) - self.rope.byte_to_char(start),
            Encoding::Utf16 => {
                let units = |at| self.rope.char_to_utf16_cu(self.rope.byte_to_char(at));
                units(offset) - units(start)
            }
        };
        Position { line, column }
    }

    /// The offset of `position`.
    ///
    /// Total, as the protocol asks: "If the character value is greater than the line length it
    /// defaults back to the line length" (Language Server Protocol 3.17, Position). A line past the
    /// last one gives the end of the text; a column inside a character gives that character's start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Position { line, column } = position;
        if line >= self.line_count() {
            return self.len();
        }
        let range = self.line_range(line);
        let offset = match encoding {
            Encoding::Utf8 => range.start.saturating_add(column),
            Encoding::Utf32 => {
                let at = self.rope.byte_to_char(range.start).saturating_add(column);
                self.rope.char_to_byte(at.min(self.rope.len_chars()))
            }
            Encoding::Utf16 => {
                let start = self.rope.char_to_utf16_cu(self.rope.byte_to_char(range.start));
                let at = start.saturating_add(column).min(self.rope.len_utf16_cu());
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(at))
            }
        };
        self.floor(offset.min(range.end))
    }

    /// The nearest character boundary at or before `offset`, and never past the end.
    pub fn floor(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        self.rope.char_to_byte(self.rope.byte_to_char(offset))
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl fmt::Debug for Snapshot {
    /// Lengths only: a draft must never reach a log by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snapshot({} bytes, {} lines)", self.len(), self.line_count())
    }
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.rope == other.rope
    }
}

impl Eq for Snapshot {}

fn without_line_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Which lines of an earlier text still stand, unread, in a later one: a count from the top and a
/// count from the bottom. Any number of edits adds up to one such pair, so that a burst costs one pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// Lines untouched at the start.
    pub clean_head: usize,
    /// Lines untouched at the end.
    pub clean_tail: usize,
}

impl Damage {
    /// Nothing has been touched.
    pub const NONE: Damage = Damage { clean_head: usize::MAX, clean_tail: usize::MAX };
    /// Everything must be read again.
    pub const ALL: Damage = Damage { clean_head: 0, clean_tail: 0 };

    /// Adds the replacement of `range` in `before` (the text just before that edit).
    ///
    /// One line more is given up on either side: an edit that separates or joins `\r` and `\n`
    /// changes the end of the line before it.
    pub fn add(&mut self, before: &Snapshot, range: TextRange) {
        let first = before.line_of(range.start);
        let last = before.line_of(range.end);
        let below = before.line_count().saturating_sub(last + 1);
        self.clean_head = self.clean_head.min(first.saturating_sub(1));
        self.clean_tail = self.clean_tail.min(below.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests;
