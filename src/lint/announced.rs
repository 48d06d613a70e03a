//! Announced counts (“讲三点意见”) against the points that follow.

use crate::lint::rule::Context;
use crate::outline::{Lead, LeadTarget, NodeId, Numeral, Series, Shape, han};
use crate::text::LineRange;

/// An announcement that is not kept.
pub struct Announcement<'a> {
    /// Its line.
    pub line: u32,
    /// Its place among the leads of that line.
    pub index: usize,
    /// What was announced.
    pub lead: &'a Lead,
    /// How many points there are.
    pub found: u32,
    /// The first of them.
    pub first: NodeId,
}

/// The announcements that are surely not kept.
pub fn broken<'a>(context: &Context<'a>) -> Vec<Announcement<'a>> {
    let mut found = Vec::new();
    for (line, scan) in context.lines.iter().enumerate() {
        for (index, lead) in scan.leads.iter().enumerate() {
            if let Some((count, first)) = unkept(context, line as u32, lead) {
                found.push(Announcement { line: line as u32, index, lead, found: count, first });
            }
        }
    }
    found
}

/// The words of the announcement.
pub fn phrase(context: &Context<'_>, line: u32, lead: &Lead) -> String {
    context.text(LineRange::new(line, &lead.range)).trim_end_matches(['：', ':']).to_owned()
}

/// `count` in the style of the number word `like`; before a measure word 二 is 两.
pub fn count_word(like: &str, count: u32) -> String {
    if like.starts_with(|c: char| c.is_ascii_digit()) {
        return count.to_string();
    }
    if count == 2 { "两".to_owned() } else { han(count) }
}

/// How far below an announcement its points may begin, in series.
const SERIES_AHEAD: usize = 24;

/// The number of points and the first of them, if they are surely complete and not as many as announced.
fn unkept(context: &Context<'_>, line: u32, lead: &Lead) -> Option<(u32, NodeId)> {
    let place = (line, lead.range.end);
    let direct = following(context, place).find(|s| opens_right_after(context, s, place));
    let candidate = match lead.target {
        LeadTarget::Series => direct?,
        LeadTarget::Points => match direct {
            Some(series) => series,
            None => top_series(context, line)?,
        },
    };
    // Behind the announcement's own colon there is no doubt; otherwise any series below that has the
    // announced length may be the one meant.
    let kept = count(context, candidate) == lead.number;
    if kept || direct.is_none() && following(context, place).any(|s| count(context, s) == lead.number) {
        return None;
    }
    let found = count(context, candidate);
    let complete = found > lead.number || is_complete(context, candidate);
    (found >= 2 && complete && numbers_run(context, candidate))
        .then_some((found, *candidate.members.first()?))
}

/// The series of the same speech that begin after `place`.
fn following<'a>(context: &Context<'a>, place: (u32, u32)) -> impl Iterator<Item = &'a Series> {
    let outline = context.outline;
    let end = outline.speech_at(place.0).map_or(u32::MAX, |s| s.lines.end);
    outline
        .series_after(place.0, place.1)
        .take_while(move |s| start(outline, s).is_some_and(|at| at.0 < end))
        .take(SERIES_AHEAD)
}

fn start(outline: &crate::outline::Outline, series: &Series) -> Option<(u32, u32)> {
    let node = outline.node(*series.members.first()?)?;
    Some((node.line, node.marker.start))
}

/// Whether `series` opens where the announcement ends: behind its colon, or on the next filled line.
fn opens_right_after(context: &Context<'_>, series: &Series, place: (u32, u32)) -> bool {
    let Some((line, column)) = start(context.outline, series) else { return false };
    if line == place.0 {
        // Only the colon and blanks stand between.
        return column.saturating_sub(place.1) <= 4;
    }
    let ends_here = context.lines.get(place.0 as usize).is_some_and(|l| l.len.saturating_sub(place.1) <= 4);
    let blank = (place.0 + 1..line).all(|l| context.lines.get(l as usize).is_some_and(|s| s.spoken == 0));
    ends_here && blank
}

/// The series of the headings of the speech, where `line` stands before all of them.
fn top_series<'a>(context: &Context<'a>, line: u32) -> Option<&'a Series> {
    let speech = context.outline.speech_at(line)?;
    let heading = |s: &&Series| {
        s.members
            .first()
            .and_then(|m| context.outline.node(*m))
            .is_some_and(|n| n.shape != Shape::Inline && n.line > line && n.line < speech.lines.end)
    };
    let first_block = context.outline.nodes_from(speech.lines.start).find(|(_, n)| {
        speech.lines.contains(&n.line)
            && n.shape != Shape::Inline
            && n.series.is_some()
            && Some(n.line) != speech.part.map(|_| speech.lines.start)
    })?;
    if first_block.1.line < line {
        return None;
    }
    context.outline.series_of(first_block.0).filter(heading)
}

/// How many members a series has, numbers left out or repeated counted as the writer meant them.
fn count(context: &Context<'_>, series: &Series) -> u32 {
    let members = series.members.len() as u32;
    let last = series.members.last().and_then(|m| context.outline.node(*m)?.number).unwrap_or(members);
    // With a gap the last number says what was meant; the gap is reported on its own.
    if last > members && series.start == 1 { last } else { members }
}

/// Whether the numbers count on without a fault: else the count is in doubt and the fault is reported.
fn numbers_run(context: &Context<'_>, series: &Series) -> bool {
    series.members.iter().zip(series.start..).all(|(m, n)| {
        context.outline.node(*m).is_some_and(|node| {
            node.number == Some(n) || node.form.is_some_and(|f| f.numeral == Numeral::Stem)
        })
    })
}

/// Whether nothing more can come: a closing, a later speech, or text of another section follows.
fn is_complete(context: &Context<'_>, series: &Series) -> bool {
    let Some(last) = series.members.last().and_then(|m| context.outline.node(*m)) else { return false };
    let filled_after =
        |from: u32, to: u32| (from..to).any(|l| context.lines.get(l as usize).is_some_and(|s| s.spoken > 0));
    let Some(speech) = context.outline.speech_at(last.line) else { return false };
    if last.shape == Shape::Inline {
        return filled_after(last.end.0 + 1, speech.lines.end);
    }
    let after = series.members.last().map_or(0, |m| m.0 as usize + 1);
    let later_heading = context
        .outline
        .nodes()
        .skip(after)
        .find(|(_, n)| n.shape != Shape::Inline && n.depth <= last.depth)
        .is_some_and(|(_, n)| n.depth < last.depth || !speech.lines.contains(&n.line));
    later_heading || speech.closing.is_some_and(|c| c > last.line)
}
