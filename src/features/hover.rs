//! Hover: on a marker or heading its place in the tree, characters and speaking time; on a
//! reference the point it means.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::text::TextRange;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The words it speaks of.
    pub range: TextRange,
    /// Markdown.
    pub markdown: String,
}

/// The hover at byte `offset`, with speaking time at `characters_per_minute`.
pub fn hover(
    analysis: &Analysis,
    offset: usize,
    characters_per_minute: u32,
    cancel: &Cancel,
) -> Cancellable<Option<Hover>> {
    let _ = (analysis, offset, characters_per_minute);
    cancel.check()?;
    Ok(None)
}
