//! Document symbols: the outline view.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::outline::Kind;
use crate::text::TextRange;

/// What the outline view is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SymbolOptions {
    /// Whether points inside paragraphs (一是…；二是…) are shown.
    pub inline_points: bool,
    /// Characters read aloud in a minute, for the detail.
    pub characters_per_minute: u32,
}

/// One entry of the outline view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Marker as written and title.
    pub name: String,
    /// Characters and speaking time of the section.
    pub detail: String,
    /// What its marker is.
    pub kind: Kind,
    /// The whole section.
    pub range: TextRange,
    /// Marker and title.
    pub selection: TextRange,
    /// The entries below it.
    pub children: Vec<Symbol>,
}

/// The outline as a tree.
pub fn document_symbols(
    analysis: &Analysis,
    options: SymbolOptions,
    cancel: &Cancel,
) -> Cancellable<Vec<Symbol>> {
    let _ = (analysis, options);
    cancel.check()?;
    Ok(Vec::new())
}
