//! What several numbering rules share: where a series breaks, and the fixes that renumber it.

use std::collections::HashMap;

use super::finding::{Anchor, Finding, Fix, Related};
use super::rule::{Context, Sink};
use crate::outline::{self, Kind, Node, NodeId, Series, SeriesId, Shape};

/// A series with more breaks than this is reported once, at its first: its numbers are in disorder.
const MOST_BREAKS: usize = 3;

/// What is wrong with the number of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A number is left out before it.
    Gap,
    /// The number before it comes again.
    Duplicate,
    /// It is smaller than the one before it.
    Order,
    /// It is the first and should have been 1.
    Start,
}

/// A member whose number does not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Its place in the series, from 0.
    pub index: usize,
    /// The number that belongs there.
    pub expected: u32,
    /// What is wrong.
    pub fault: Fault,
    /// The member that it disagrees with.
    pub against: Option<NodeId>,
}

/// Calls `visit` for every break of every series that has the fault `fault`.
pub fn for_each_break(context: &Context<'_>, fault: Fault, mut visit: impl FnMut(SeriesId, &Series, Break)) {
    for (id, found) in context.breaks.get_or_init(|| all_breaks(context)) {
        if let Some(series) = context.outline.series_by_id(*id).filter(|_| found.fault == fault) {
            visit(*id, series, *found);
        }
    }
}

fn all_breaks(context: &Context<'_>) -> Vec<(SeriesId, Break)> {
    let mut all = Vec::new();
    // The series before of the same kind under the same parent.
    let mut latest: HashMap<(Kind, Option<NodeId>), &Series> = HashMap::new();
    for (id, series) in context.outline.series() {
        let mut breaks = breaks(context, series);
        let before = latest.insert((series.kind, series.parent), series);
        if let Some(restarted) = repeated_first(context, before, series) {
            breaks.insert(0, restarted);
        }
        if breaks.len() > MOST_BREAKS {
            breaks.truncate(1);
        }
        all.extend(breaks.into_iter().map(|b| (id, b)));
    }
    all
}

fn breaks(context: &Context<'_>, series: &Series) -> Vec<Break> {
    if !series.kind.is_numbered() {
        return Vec::new();
    }
    let mut breaks = Vec::new();
    let mut previous: Option<(NodeId, u32)> = None;
    // What the member before should have been, where it was itself out of order.
    let mut mended: Option<u32> = None;
    for (index, &id) in series.members.iter().enumerate() {
        let Some((node, number)) = context.outline.node(id).and_then(|n| Some((n, n.number?))) else {
            continue;
        };
        let Some((against, last)) = previous.replace((id, number)) else {
            if number != series.start && checks_start(series) {
                let against = series.continues;
                breaks.push(Break { index, expected: series.start, fault: Fault::Start, against });
            }
            continue;
        };
        let follows = number == last + 1 || number == last && node.sub_number.is_some();
        if follows {
            mended = None;
            continue;
        }
        // Counted on from what the member before should have been: of 二、二、四、 only the second is wrong.
        if mended.is_some_and(|m| number == m + 1) {
            mended = None;
            continue;
        }
        let (fault, expected) = if number == last {
            (Fault::Duplicate, last + 1)
        } else if number > last {
            (Fault::Gap, last + 1)
        } else {
            (Fault::Order, mended.unwrap_or(last) + 1)
        };
        mended = Some(expected);
        breaks.push(Break { index, expected, fault, against: Some(against) });
    }
    breaks
}

/// Whether a series must begin at its start: an excerpt may begin with 第二篇 or 第三十条, and
/// speakers say 首先是… before 二是.
fn checks_start(series: &Series) -> bool {
    series.members.len() >= 2 && !matches!(series.kind, Kind::Part) && !series.kind.runs_on()
}

/// 一、 followed by another 一、 under the same parent: the second one repeats the first.
fn repeated_first(context: &Context<'_>, before: Option<&Series>, series: &Series) -> Option<Break> {
    let before = before?;
    let (&first, &earlier) = (series.members.first()?, before.members.first()?);
    let (node, other) = (context.outline.node(first)?, context.outline.node(earlier)?);
    let alike = before.kind == series.kind && before.parent == series.parent && before.members.len() == 1;
    let ladder = series.kind.rank().is_some() && node.shape != Shape::Inline && other.shape != Shape::Inline;
    let counts = series.kind.is_numbered() && node.number == Some(1) && other.number == Some(1);
    // A new lead sentence or a heading of its own opens a new list rightly.
    let same_speech = context.outline.speech_at(node.line).map(|s| &s.lines)
        == context.outline.speech_at(other.line).map(|s| &s.lines);
    let fresh = series.led || !same_speech;
    (alike && ladder && counts && !fresh && series.members.len() >= 2).then_some(Break {
        index: 0,
        expected: 2,
        fault: Fault::Duplicate,
        against: Some(earlier),
    })
}

/// The marker of `node` with another number.
pub fn marker_text(node: &Node, number: u32) -> String {
    node.form.map_or_else(|| number.to_string(), |f| f.write(node.kind, number))
}

/// Reports `found` at its marker, with the member it disagrees with as related place.
pub fn report(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    series_id: SeriesId,
    series: &Series,
    found: Break,
    message: impl Fn(&str, &str, &str) -> String,
) {
    let Some(&id) = series.members.get(found.index) else { return };
    let Some(node) = context.outline.node(id) else { return };
    let label = |id: NodeId| context.outline.label(context.snapshot, id);
    let against = found.against.map(label).unwrap_or_default();
    let text = message(&label(id), &marker_text(node, found.expected), &against);
    let related = found.against.map(|a| Related {
        place: context.outline.heading_place(a),
        message: context.locale.pick("前一条在这里", "the one before is here").to_owned(),
    });
    let anchor = Anchor::Member { series: series_id, index: found.index, expected: found.expected };
    let place = context.outline.marker_place(id);
    sink.report(place, text, related.into_iter().collect(), anchor);
}

/// How far a renumbering reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    This,
    Following,
    Whole,
}

/// The renumberings that mend a break: this number, this and the following, the whole series. The
/// best is the one that leaves no new break behind it.
pub fn renumber_fixes(context: &Context<'_>, finding: &Finding, safe: bool) -> Vec<Fix> {
    let Anchor::Member { series: id, index, expected } = finding.anchor else { return Vec::new() };
    let Some(series) = context.outline.series_by_id(id) else { return Vec::new() };
    let number = |i: usize| series.members.get(i).and_then(|m| context.outline.node(*m)?.number);
    let (own, next) = (number(index), number(index + 1));
    let following_goes_on = next.is_some() && next == own.map(|n| n + 1);
    let whole_start = if index == 0 { expected } else { series.start };
    let best = if following_goes_on || index == 0 { Reach::Following } else { Reach::This };
    let mut fixes = Vec::new();
    for reach in [best, Reach::This, Reach::Following, Reach::Whole] {
        let edits = match reach {
            Reach::This => outline::renumber_from(context.outline, context.snapshot, id, index, expected, 1),
            Reach::Following => {
                outline::renumber_from(context.outline, context.snapshot, id, index, expected, usize::MAX)
            }
            Reach::Whole => {
                outline::renumber_from(context.outline, context.snapshot, id, 0, whole_start, usize::MAX)
            }
        };
        if edits.is_empty() || fixes.iter().any(|f: &Fix| f.edits == edits) {
            continue;
        }
        let preferred = fixes.is_empty();
        let title = title(context, reach, edits.len(), series.members.get(index), expected);
        fixes.push(Fix { title, edits, safe: safe && preferred, preferred });
    }
    fixes
}

fn title(
    context: &Context<'_>,
    reach: Reach,
    count: usize,
    member: Option<&NodeId>,
    expected: u32,
) -> String {
    let node = member.and_then(|m| context.outline.node(*m));
    let wanted = node.map_or_else(String::new, |n| marker_text(n, expected));
    let pick = |zh, en| context.locale.pick(zh, en);
    match (reach, count) {
        (Reach::Whole, _) => {
            pick(format!("整组重新编号（{count}处）"), format!("Renumber the whole series ({count} places)"))
        }
        (Reach::Following, 2..) => pick(
            format!("改为“{wanted}”，后面顺改（{count}处）"),
            format!("Change to “{wanted}” and the following ({count} places)"),
        ),
        _ => pick(format!("改为“{wanted}”"), format!("Change to “{wanted}”")),
    }
}
