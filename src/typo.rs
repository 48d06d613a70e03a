//! Slips of the pen inside one line: confused words, doubled words, misquoted set phrases, 的地得.
//!
//! Pure: every function takes the text of one line (a paragraph) and, at most, the year of the draft; what it
//! gives are byte ranges in that line. Rules, severities and messages belong to `lint`; the tables stand in
//! `data/`, each with its origin in its header.

mod condition;
mod curated;
mod formula;
mod meaning;
mod particle;
mod protect;
mod repeat;
mod setword;
mod table;

pub use curated::{Confusion, confusions};
pub use formula::{Misquote, misquotes};
pub use meaning::{Meanings, meanings};
pub use particle::{Particle, particles};
pub use protect::{Protected, foreign, protected};
pub use repeat::{Repeat, repeats};
pub use table::Grade;
