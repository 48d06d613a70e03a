//! Applying the safe fixes of a draft.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::features;

/// A draft after all safe fixes.
pub struct Mended {
    /// The analysis of the text as it is now.
    pub analysis: Analysis,
    /// How many places were changed.
    pub places: usize,
}

/// Fixes that wait for others are done in a later round. A draft that is not done by then has fixes
/// that undo one another; it keeps what the last round gave.
const MOST_ROUNDS: usize = 10;

/// Applies the safe fixes of `analysis`, round by round until none is left.
pub fn mend(mut analysis: Analysis) -> Cancellable<Mended> {
    let cancel = Cancel::new();
    let mut places = 0;
    for _ in 0..MOST_ROUNDS {
        let edits = features::fix_all(&analysis, &cancel)?;
        if edits.is_empty() {
            break;
        }
        places += edits.len();
        let mended = edits.apply(analysis.snapshot());
        let options = analysis.options().clone();
        analysis = Analysis::new(mended, options, &cancel)?.proofread(usize::MAX, &cancel)?;
    }
    Ok(Mended { analysis, places })
}
