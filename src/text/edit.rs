//! Edits as values: sorted, disjoint, applied in one step.
//!
//! Incoming changes, quick fixes and refactorings all use this type, so that what a fix does can be
//! tested without an editor.

use std::fmt;

use super::{Snapshot, TextRange};

/// One replacement: the bytes of `range` become `text`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced, in offsets of the text before any edit of the same set.
    pub range: TextRange,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `range` by `text`.
    pub fn replace(range: TextRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(TextRange::empty(offset), text)
    }

    /// Deletes `range`.
    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, "")
    }
}

/// Two edits of one set that touch the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// The range that was met first.
    pub first: TextRange,
    /// The range that runs into it.
    pub second: TextRange,
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "edits overlap: bytes {}..{} and {}..{}",
            self.first.start, self.first.end, self.second.start, self.second.end
        )
    }
}

impl std::error::Error for Overlap {}

/// A set of edits in text order, none of which touches another's bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits(Vec<Edit>);

impl Edits {
    /// Sorts `edits`; the same edit given twice counts once.
    ///
    /// # Errors
    /// [`Overlap`] where two different edits replace the same bytes or insert at the same place.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, Overlap> {
        edits.sort();
        edits.dedup();
        for (a, b) in edits.iter().zip(edits.iter().skip(1)) {
            let same_place = a.range == b.range;
            if b.range.start < a.range.end || same_place {
                return Err(Overlap { first: a.range, second: b.range });
            }
        }
        Ok(Self(edits))
    }

    /// As [`Edits::new`], but an edit that runs into an earlier one is left out.
    /// For sets gathered from independent fixes: what is left out is found again on the next pass.
    pub fn lossy(mut edits: Vec<Edit>) -> Self {
        edits.sort();
        edits.dedup();
        let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
        for edit in edits {
            let free =
                kept.last().is_none_or(|last| edit.range.start >= last.range.end && edit.range != last.range);
            if free {
                kept.push(edit);
            }
        }
        Self(kept)
    }

    /// The edits in text order.
    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.0.iter()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many edits there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The edits as a plain list.
    pub fn into_vec(self) -> Vec<Edit> {
        self.0
    }

    /// The text after all edits.
    pub fn apply(&self, snapshot: &Snapshot) -> Snapshot {
        let mut after = snapshot.clone();
        for edit in self.0.iter().rev() {
            after.replace(edit.range, &edit.text);
        }
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(list: &[(usize, usize, &str)]) -> Result<Edits, Overlap> {
        Edits::new(list.iter().map(|&(a, b, t)| Edit::replace(TextRange::new(a, b), t)).collect())
    }

    #[test]
    fn applies_in_one_step_whatever_the_order_given() {
        let text = Snapshot::new("abcdef");
        let set = edits(&[(4, 5, "E"), (0, 1, "AA"), (2, 2, "-")]).unwrap();
        assert_eq!(set.apply(&text).to_string(), "AAb-cdEf");
    }

    #[test]
    fn refuses_edits_that_overlap() {
        assert!(edits(&[(0, 3, "x"), (2, 4, "y")]).is_err());
        assert!(edits(&[(1, 1, "x"), (1, 1, "y")]).is_err());
        assert!(edits(&[(0, 2, "x"), (2, 4, "y")]).is_ok());
    }

    #[test]
    fn the_same_edit_twice_counts_once() {
        assert_eq!(edits(&[(0, 1, "x"), (0, 1, "x")]).unwrap().len(), 1);
    }

    #[test]
    fn lossy_keeps_the_first_of_two_that_collide() {
        let set = Edits::lossy(vec![
            Edit::replace(TextRange::new(0, 3), "x"),
            Edit::replace(TextRange::new(2, 4), "y"),
            Edit::replace(TextRange::new(4, 5), "z"),
        ]);
        assert_eq!(set.apply(&Snapshot::new("abcdef")).to_string(), "xdzf");
    }
}
