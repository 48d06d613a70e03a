//! How the draft reads once its markers have changed. What a marker counts for depends on its
//! neighbours (一要 alone is no point), so that a refactoring is offered only if the new text was read and
//! says what was meant.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::outline::{BuildOptions, NewMarker, NodeId, Outline, build, scan_line};
use crate::text::Edits;

/// The outline after `edits`, which change no line ends: only the lines that they touch are read again.
fn outline_after(analysis: &Analysis, edits: &Edits) -> Outline {
    let after = edits.apply(analysis.snapshot());
    let mut lines = analysis.lines().to_vec();
    for edit in edits.iter() {
        let line = analysis.snapshot().line_of(edit.range.start);
        if let Some(scan) = lines.get_mut(line) {
            *scan = Arc::new(scan_line(&after.line(line)));
        }
    }
    build(&lines, BuildOptions { markdown: analysis.options().markdown })
}

/// The outline after `edits`, if every node is still there, those of `markers` with their new kind and
/// number, the others with their old ones, each under the parent that `parent` says.
pub(super) fn reads_as(
    analysis: &Analysis,
    edits: &Edits,
    markers: &[NewMarker],
    parent: impl Fn(NodeId) -> Option<NodeId>,
) -> Option<Outline> {
    let before = analysis.outline();
    let after = outline_after(analysis, edits);
    let mut wanted: Vec<_> = before.nodes().map(|(id, n)| (n.kind, n.number, parent(id))).collect();
    for marker in markers {
        if let Some(wanted) = wanted.get_mut(marker.node.0 as usize) {
            (wanted.0, wanted.1) = (marker.kind, Some(marker.number));
        }
    }
    after.nodes().map(|(_, n)| (n.kind, n.number, n.parent)).eq(wanted).then_some(after)
}
