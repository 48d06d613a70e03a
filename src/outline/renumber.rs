//! Writing markers anew: the edits that give nodes other numbers or another style, with the
//! references in the text (第三点) following.

use std::collections::HashMap;

use super::kind::Kind;
use super::marker::Form;
use super::mention::ReferenceTarget;
use super::node::{NodeId, Outline, SeriesId};
use super::numeral;
use crate::text::{Edit, Edits, Snapshot};

/// The marker that a node is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewMarker {
    /// The node.
    pub node: NodeId,
    /// Its new kind, the old one where only number or punctuation change.
    pub kind: Kind,
    /// Its new number.
    pub number: u32,
    /// The style to write it in.
    pub form: Form,
}

/// The edits that give every node of `markers` its new marker, and that let references to those
/// nodes follow their numbers. Markers that already stand as wanted need no edit.
pub fn remark(outline: &Outline, snapshot: &Snapshot, markers: &[NewMarker]) -> Edits {
    let mut edits = Vec::new();
    let mut numbers: HashMap<NodeId, u32> = HashMap::new();
    for new in markers {
        let range = outline.marker_range(snapshot, new.node);
        let text = new.form.write(new.kind, new.number);
        if *snapshot.slice(range) != *text {
            edits.push(Edit::replace(range, text));
        }
        if outline.node(new.node).is_some_and(|n| n.number != Some(new.number)) {
            numbers.insert(new.node, new.number);
        }
    }
    for mention in outline.mentions() {
        let (ReferenceTarget::Nth(_) | ReferenceTarget::Bracketed(_), [target]) =
            (mention.reference.target, mention.targets.as_slice())
        else {
            continue;
        };
        if let Some(number) = numbers.get(target) {
            let start = snapshot.line_start(mention.line as usize);
            let columns = &mention.reference.number_range;
            let range =
                crate::text::TextRange::new(start + columns.start as usize, start + columns.end as usize);
            let arabic = snapshot.slice(range).starts_with(|c: char| c.is_ascii_digit());
            let text = if arabic { number.to_string() } else { numeral::han(*number) };
            edits.push(Edit::replace(range, text));
        }
    }
    Edits::lossy(edits)
}

/// The edits that make the members of `series` from its `index`th on count up from `number`, each in
/// its own style. Members whose number cannot be written (首先) are left alone.
pub fn renumber_from(
    outline: &Outline,
    snapshot: &Snapshot,
    series: SeriesId,
    index: usize,
    number: u32,
    count: usize,
) -> Edits {
    let Some((_, series)) = outline.series().nth(series.0 as usize) else { return Edits::default() };
    let markers: Vec<NewMarker> = series
        .members
        .iter()
        .skip(index)
        .take(count)
        .zip(number..)
        .filter_map(|(id, number)| {
            let node = outline.node(*id)?;
            Some(NewMarker { node: *id, kind: node.kind, number, form: node.form? })
        })
        .collect();
    remark(outline, snapshot, &markers)
}
