//! Refactorings of the outline: renumber the draft, raise, lower and move sections, convert series.
//!
//! Each gives one set of edits, so that one undo takes it back. Raising and lowering write markers
//! anew and move no text; moving swaps text and leaves the numbers where they stand.

mod convert;
mod level;
mod movement;
mod reading;

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::locale::Locale;
use crate::outline::{self, Form, Kind, NodeId};
use crate::text::Edits;

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefactoringKind {
    /// Number all series of the draft anew.
    RenumberDraft,
    /// Raise the section at the cursor one level: it becomes the next sibling of its parent. It stays
    /// where it stands in the text, so that its later siblings become its children.
    Raise,
    /// Lower the section at the cursor one level: it becomes the last child of the sibling before it.
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
    use RefactoringKind::{Convert, Lower, MoveDown, MoveUp, Raise, RenumberDraft};
    let mut kinds = vec![Raise, Lower, MoveUp, MoveDown];
    let id = node_at(analysis, offset);
    if let Some(series) = id.and_then(|id| analysis.outline().series_of(id)) {
        kinds.extend(convert::choices(analysis.outline(), analysis.snapshot(), series).map(Convert));
    }
    kinds.push(RenumberDraft);
    let mut offered = Vec::new();
    for kind in kinds {
        if !refactoring(analysis, offset, kind, cancel)?.is_empty() {
            offered.push(Refactoring { title: title(analysis, id, kind), kind });
        }
    }
    Ok(offered)
}

/// The edits of `kind` at byte `offset`; none where it cannot be done.
pub fn refactoring(
    analysis: &Analysis,
    offset: usize,
    kind: RefactoringKind,
    cancel: &Cancel,
) -> Cancellable<Edits> {
    cancel.check()?;
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    if kind == RefactoringKind::RenumberDraft {
        return Ok(outline::renumber_draft(outline, snapshot));
    }
    let Some(id) = node_at(analysis, offset) else { return Ok(Edits::default()) };
    let edits = match kind {
        RefactoringKind::RenumberDraft => None,
        RefactoringKind::Raise => level::raise(analysis, id),
        RefactoringKind::Lower => level::lower(analysis, id),
        RefactoringKind::MoveUp => movement::up(outline, snapshot, id),
        RefactoringKind::MoveDown => movement::down(outline, snapshot, id),
        RefactoringKind::Convert(kind) => convert::convert(analysis, id, kind),
    };
    Ok(edits.unwrap_or_default())
}

/// The node at the cursor. On the indent of a heading's line it is that heading's, though the
/// section before it ends only at the marker.
fn node_at(analysis: &Analysis, offset: usize) -> Option<NodeId> {
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let line = snapshot.line_of(offset);
    let column = offset.saturating_sub(snapshot.line_start(line)) as u32;
    let on_line = outline
        .nodes()
        .find(|(_, n)| n.line as usize == line && !n.is_inline() && column < n.marker.start.max(1));
    on_line.map(|(id, _)| id).or_else(|| outline.at_offset(snapshot, offset))
}

fn title(analysis: &Analysis, id: Option<NodeId>, kind: RefactoringKind) -> String {
    let locale = analysis.options().locale;
    let name = id.map_or_else(String::new, |id| name(analysis, id));
    let about = |zh: &str, en: &str, en_tail: &str| match locale {
        Locale::Zh => format!("“{name}”{zh}"),
        Locale::En => format!("{en} “{name}”{en_tail}"),
    };
    match kind {
        RefactoringKind::RenumberDraft => locale.pick("全文重新编号", "Renumber the whole draft").to_owned(),
        RefactoringKind::Raise => about("升一级", "Raise", " one level"),
        RefactoringKind::Lower => about("降一级", "Lower", " one level"),
        RefactoringKind::MoveUp => about("上移", "Move", " up"),
        RefactoringKind::MoveDown => about("下移", "Move", " down"),
        RefactoringKind::Convert(kind) => {
            let sample = Form::canonical(kind).map(|form| form.write(kind, 1)).unwrap_or_default();
            match locale {
                Locale::Zh => format!("本级序号改为“{sample}”"),
                Locale::En => format!("Number this level “{sample}”"),
            }
        }
    }
}

/// Characters of a title that name a section without a marker.
const NAME_CHARS: usize = 12;

/// The marker of a section, or its title where it has none.
fn name(analysis: &Analysis, id: NodeId) -> String {
    let label = analysis.outline().label(analysis.snapshot(), id);
    if label.is_empty() { analysis.outline().title(analysis.snapshot(), id, NAME_CHARS) } else { label }
}

#[cfg(test)]
mod tests;
