//! Refactorings of the outline: renumber the draft, raise, lower and move sections, convert series.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::outline::Kind;
use crate::text::Edits;

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefactoringKind {
    /// Number all series of the draft anew.
    RenumberDraft,
    /// Raise the section at the cursor one level.
    Raise,
    /// Lower the section at the cursor one level.
    Lower,
    /// Move the section at the cursor before its elder sibling.
    MoveUp,
    /// Move the section at the cursor behind its younger sibling.
    MoveDown,
    /// Give the series at the cursor markers of another kind.
    Convert(Kind),
}

/// A refactoring that can be done here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refactoring {
    /// What it does, in the writer's language.
    pub title: String,
    /// What to do.
    pub kind: RefactoringKind,
}

/// What can be done with the cursor at byte `offset`.
pub fn refactorings(analysis: &Analysis, offset: usize, cancel: &Cancel) -> Cancellable<Vec<Refactoring>> {
    let _ = (analysis, offset);
    cancel.check()?;
    Ok(Vec::new())
}

/// The edits of `kind` at byte `offset`; none where it cannot be done.
pub fn refactoring(
    analysis: &Analysis,
    offset: usize,
    kind: RefactoringKind,
    cancel: &Cancel,
) -> Cancellable<Edits> {
    let _ = (analysis, offset, kind);
    cancel.check()?;
    Ok(Edits::default())
}
