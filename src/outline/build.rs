//! Building the tree from what the lines gave.

use std::sync::Arc;

use super::node::Outline;
use super::scan::LineScan;

/// What the builder must know of the draft besides its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildOptions {
    /// Whether `#` headings, fences and front matter have Markdown's meaning.
    pub markdown: bool,
}

/// Builds the outline of a draft from its lines.
pub fn build(lines: &[Arc<LineScan>], options: BuildOptions) -> Outline {
    let _ = (lines, options);
    Outline::default()
}
