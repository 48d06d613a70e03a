//! Giving a series markers of another kind, punctuated as GB/T 9704 and GB/T 15834 ask.

use super::reading::reads_as;
use crate::analysis::Analysis;
use crate::outline::{self, Form, Kind, NewMarker, NodeId, Outline, Series};
use crate::text::{Edits, Snapshot, TextRange};

/// What a series can be turned into.
const CHOICES: &[Kind] = &[
    Kind::HanDun,
    Kind::HanParen,
    Kind::ArabicDot,
    Kind::ArabicParen,
    Kind::Circled,
    Kind::YiShi,
    Kind::Verb('要'),
    Kind::Ordinal,
];

/// The highest number that ① has (㉟).
const LAST_CIRCLED: usize = 35;

/// The kinds that `series` can be given, so that it is still read as the same series afterwards.
pub(super) fn choices(
    outline: &Outline,
    snapshot: &Snapshot,
    series: &Series,
) -> impl Iterator<Item = Kind> + use<> {
    let above = kinds_above(outline, series);
    let below = kinds_below(outline, series);
    let beside = kinds_beside(outline, series);
    let surroundings = Surroundings::of(outline, snapshot, series);
    let kind = series.kind;
    CHOICES.iter().copied().filter(move |choice| {
        let taken = *choice == kind || [&above, &below, &beside].iter().any(|kinds| kinds.contains(choice));
        let rank = choice.rank();
        // A kind that ranks above one it stands under would be read as that one's parent.
        let on_ladder = rank.is_none_or(|rank| {
            above.iter().filter_map(|k| k.rank()).all(|a| a < rank)
                && below.iter().filter_map(|k| k.rank()).all(|b| b > rank)
        });
        !taken && on_ladder && surroundings.allow(*choice)
    })
}

/// Gives the series of `id` the kind `kind`, counting from one; `None` where that is no choice.
pub(super) fn convert(analysis: &Analysis, id: NodeId, kind: Kind) -> Option<Edits> {
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let series = outline.series_of(id)?;
    if !choices(outline, snapshot, series).any(|choice| choice == kind) {
        return None;
    }
    let form = Form::canonical(kind)?;
    let markers: Vec<NewMarker> = series
        .members
        .iter()
        .zip(1..)
        .map(|(node, number)| NewMarker { node: *node, kind, number, form })
        .collect();
    let edits = outline::remark(outline, snapshot, &markers);
    let after = reads_as(analysis, &edits, &markers, |n| outline.node(n)?.parent)?;
    (after.series_of(id)?.members == series.members).then_some(edits)
}

fn kinds_above(outline: &Outline, series: &Series) -> Vec<Kind> {
    let ancestors = series.parent.into_iter().flat_map(|p| outline.ancestors(p));
    ancestors.filter_map(|a| Some(outline.node(a)?.kind)).collect()
}

fn kinds_below(outline: &Outline, series: &Series) -> Vec<Kind> {
    let subtrees = series.members.iter().flat_map(|m| outline.subtree(*m).skip(1));
    subtrees.filter_map(|n| Some(outline.node(NodeId(n))?.kind)).collect()
}

/// Kinds of the other series under the same parent, which one of the same kind would run together with.
fn kinds_beside(outline: &Outline, series: &Series) -> Vec<Kind> {
    let beside = outline.series().filter(|(_, s)| s.parent == series.parent && s.members != series.members);
    beside.map(|(_, s)| s.kind).collect()
}

/// What the places of the markers allow.
struct Surroundings {
    counted: bool,
    any_inline: bool,
    /// Every inline marker stands behind ：；。
    after_stop: bool,
    members: usize,
}

impl Surroundings {
    fn of(outline: &Outline, snapshot: &Snapshot, series: &Series) -> Self {
        let inline: Vec<NodeId> = series
            .members
            .iter()
            .copied()
            .filter(|m| outline.node(*m).is_some_and(|n| n.is_inline()))
            .collect();
        let before = |id: &NodeId| {
            let at = outline.marker_range(snapshot, *id).start;
            let text = snapshot.slice(TextRange::new(at.saturating_sub(6), at)).into_owned();
            text.trim_end().ends_with(['：', '；', '。', ':', ';'])
        };
        // A series that others count on from, or with 第三条之一 in it, cannot count anew by itself.
        let continued =
            outline.series().any(|(_, s)| s.continues.is_some_and(|c| series.members.contains(&c)));
        let inserted =
            series.members.iter().any(|m| outline.node(*m).is_some_and(|n| n.sub_number.is_some()));
        Self {
            counted: (series.kind.is_numbered() || series.kind == Kind::FirstThen) && !continued && !inserted,
            any_inline: !inline.is_empty(),
            after_stop: inline.iter().all(before),
            members: series.members.len(),
        }
    }

    fn allow(&self, kind: Kind) -> bool {
        let by_place = match kind {
            // Inside a paragraph 一、 counts rows of words and （一） names things.
            Kind::HanDun | Kind::HanParen => !self.any_inline,
            Kind::ArabicDot | Kind::ArabicParen | Kind::Ordinal => self.after_stop,
            _ => true,
        };
        // A word or ① alone is no marker.
        let by_number = match kind {
            Kind::Circled => (2..=LAST_CIRCLED).contains(&self.members),
            Kind::YiShi | Kind::Verb(_) | Kind::Ordinal => self.members > 1,
            _ => true,
        };
        self.counted && by_place && by_number
    }
}
