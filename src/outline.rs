//! The outline of a draft: markers read line by line, series and tree built from them.
//!
//! Pure and total: any text has an outline. Reading a line ([`scan_line`]) needs that line alone, so
//! that a key costs what its line costs; building ([`build`]) sees only what the lines gave. Knows
//! nothing of words, rules or the protocol.

mod build;
mod kind;
mod marker;
mod mention;
mod node;
mod numeral;
mod renumber;
mod scan;

pub use build::{BuildOptions, build};
pub use kind::Kind;
pub use marker::{Form, Marker, Strength, Word};
pub use mention::{Lead, LeadTarget, Mention, Reference, ReferenceTarget};
pub use node::{Node, NodeId, Outline, Series, SeriesId, Shape, Speech};
pub use numeral::{Numeral, han};
pub use renumber::{
    NewMarker, common_style, count_up, first_number, follow, remark, renumber_draft, renumber_from, stands,
};
pub use scan::{Head, LineEnd, LineScan, Point, Role, Shift, scan_line};
