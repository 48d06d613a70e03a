//! Writing markers anew: the edits that give nodes other numbers or another style, with the
//! references in the text (第三点) following.
//!
//! Which number a member ought to have is counted here too; who reports a wrong one does not matter.

mod follow;
mod style;
mod write;

use std::collections::HashMap;

pub use follow::follow;
pub use style::common_style;

use super::kind::Kind;
use super::marker::Form;
use super::node::{NodeId, Outline, Series, SeriesId};
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
///
/// Where kind or punctuation change, the blank behind the marker changes with them (第一章 has one,
/// 一、 has none), and so does the verb that is half of the marker 一要.
pub fn remark(outline: &Outline, snapshot: &Snapshot, markers: &[NewMarker]) -> Edits {
    let mut edits: Vec<Edit> = markers.iter().filter_map(|new| write::edit(outline, snapshot, new)).collect();
    edits.extend(follow(outline, snapshot, markers));
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
    let Some(series) = outline.series_by_id(series) else { return Edits::default() };
    let members: Vec<NodeId> = series.members.iter().skip(index).take(count).copied().collect();
    remark(outline, snapshot, &count_up(outline, &members, number))
}

/// The edits that number the whole draft anew: every series counts from its start, in one style.
///
/// Each marker keeps its own style where the series has one; mixed styles become the common one. A
/// series that continues an earlier one, or that repeats its 一、 by mistake, counts on from the number
/// that the earlier one ends with afterwards. Series that are not counted (——, 首先) stay as they are.
pub fn renumber_draft(outline: &Outline, snapshot: &Snapshot) -> Edits {
    let mut markers: Vec<NewMarker> = Vec::new();
    let mut numbers: HashMap<NodeId, u32> = HashMap::new();
    let mut latest: HashMap<(Kind, Option<NodeId>), &Series> = HashMap::new();
    for (_, series) in outline.series().filter(|(_, s)| s.kind.is_numbered()) {
        let before = latest.insert((series.kind, series.parent), series);
        let repeated = before.filter(|before| repeats(outline, before, series));
        let earlier = series.continues.or_else(|| repeated?.members.last().copied());
        let start = match earlier.and_then(|last| numbers.get(&last)) {
            Some(last) => last + 1,
            None => first_number(outline, series),
        };
        let style = common_style(outline, series);
        for mut new in count_up(outline, &series.members, start) {
            numbers.insert(new.node, new.number);
            if let Some((kind, form)) = style {
                (new.kind, new.form) = (kind, form.with_word_of(new.form));
            }
            if !stands(outline, &new) {
                markers.push(new);
            }
        }
    }
    remark(outline, snapshot, &markers)
}

/// 一、 alone, and below it under the same parent 一、 again with 二、: the second one repeats the first.
/// A lead sentence between them, or a speech of its own, begins a new count rightly.
fn repeats(outline: &Outline, before: &Series, series: &Series) -> bool {
    let first = |s: &Series| s.members.first().and_then(|id| outline.node(*id));
    let (Some(earlier), Some(first)) = (first(before), first(series)) else { return false };
    let speech = |line| outline.speech_at(line).map(|s| &s.lines);
    before.members.len() == 1
        && series.members.len() >= 2
        && (earlier.number, first.number) == (Some(1), Some(1))
        && series.kind.rank().is_some()
        && !earlier.is_inline()
        && !first.is_inline()
        && !series.led
        && speech(earlier.line) == speech(first.line)
}

/// The markers of `members` counting up from `start`, each in its own kind and style. Members that
/// have no number to write are left out but counted; 第三条之一 counts with 第三条.
pub fn count_up(outline: &Outline, members: &[NodeId], start: u32) -> Vec<NewMarker> {
    let mut last: Option<u32> = None;
    let mut markers = Vec::with_capacity(members.len());
    for id in members {
        let Some(node) = outline.node(*id) else { continue };
        let number = match last {
            Some(last) if node.sub_number.is_some() => last,
            Some(last) => last + 1,
            None => start,
        };
        last = Some(number);
        if let (Some(form), true) = (node.form, node.kind.is_numbered()) {
            markers.push(NewMarker { node: *id, kind: node.kind, number, form });
        }
    }
    markers
}

/// The number that the first member of `series` is to have. Parts and articles (第N篇, 第N条) keep the
/// number they begin with: an excerpt may begin anywhere.
pub fn first_number(outline: &Outline, series: &Series) -> u32 {
    let excerpt = series.kind == Kind::Part || series.kind.runs_on();
    let first = series.members.first().and_then(|id| outline.node(*id)?.number);
    match first {
        Some(first) if excerpt && series.continues.is_none() => first.max(series.start),
        _ => series.start,
    }
}

/// Whether the node already has exactly this marker. Its text may still differ from what would be
/// written (廿一, 一百〇三): such markers are right and stay.
pub fn stands(outline: &Outline, new: &NewMarker) -> bool {
    outline
        .node(new.node)
        .is_some_and(|n| (n.kind, n.number, n.form) == (new.kind, Some(new.number), Some(new.form)))
}

#[cfg(test)]
mod tests;
