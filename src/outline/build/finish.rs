//! From candidates to the outline: compact nodes, depths, ends, characters, closings, references.

use std::ops::Range;
use std::sync::Arc;

use super::{Candidate, CandidateSeries};
use crate::outline::kind::Kind;
use crate::outline::mention::{Mention, ReferenceTarget};
use crate::outline::node::{Node, NodeId, Outline, Series, SeriesId, Shape, Speech};
use crate::outline::scan::{LineEnd, LineScan, Role};

/// A closing takes at most so many paragraphs; more is body text under the last heading.
const CLOSING_PARAGRAPHS: usize = 4;

pub(super) fn finish(
    lines: &[Arc<LineScan>],
    candidates: Vec<Candidate>,
    series: Vec<CandidateSeries>,
    annexes: &[u32],
) -> Outline {
    let spoken = SpokenBefore::new(lines);
    let speech_starts = candidates.iter().filter(|c| c.keep && c.starts_speech).map(|c| c.line);
    let mut starts: Vec<u32> = speech_starts.chain(annexes.iter().copied()).collect();
    starts.sort_unstable();
    starts.dedup();
    let (mut nodes, mut series) = compact(candidates, series);
    let speeches = speeches(lines, &nodes, &starts);
    leave_sections(&mut nodes, &mut series, &speeches);
    fill_ends(lines, &mut nodes, &series, &speeches);
    for node in &mut nodes {
        node.spoken = spoken.between((node.line, node.spoken), node.end, lines);
    }
    let mut outline = Outline {
        nodes,
        series: Arc::new(series),
        speeches: Arc::new(speeches),
        mentions: Arc::default(),
        spoken: spoken.total(),
    };
    outline.mentions = Arc::new(mentions(lines, &outline));
    outline
}

/// Leaves out what was dropped; `spoken` of a node is the number of characters before its marker until `finish` sets it.
fn compact(candidates: Vec<Candidate>, series: Vec<CandidateSeries>) -> (Vec<Node>, Vec<Series>) {
    let mut next = 0u32;
    let new_id: Vec<NodeId> = candidates
        .iter()
        .map(|c| {
            let id = NodeId(next);
            next += u32::from(c.keep);
            id
        })
        .collect();
    let id = |old: usize| new_id.get(old).copied().unwrap_or(NodeId(0));
    let mut next_series = 0u32;
    let new_series: Vec<SeriesId> = series
        .iter()
        .map(|s| {
            let id = SeriesId(next_series);
            next_series += u32::from(!s.members.is_empty());
            id
        })
        .collect();
    let kept_series = series
        .into_iter()
        .filter(|s| !s.members.is_empty())
        .map(|s| Series {
            kind: s.kind,
            parent: s.parent.map(id),
            members: s.members.iter().map(|m| id(*m)).collect(),
            start: s.start,
            continues: s.continues.map(id),
            led: s.led,
        })
        .collect();
    let mut nodes: Vec<Node> = Vec::with_capacity(next as usize);
    for candidate in candidates.into_iter().filter(|c| c.keep) {
        let parent = candidate.parent.map(id);
        let depth = parent.and_then(|p| nodes.get(p.0 as usize)).map_or(0, |p| p.depth + 1);
        nodes.push(Node {
            kind: candidate.kind,
            parent,
            depth,
            line: candidate.line,
            marker: candidate.marker,
            title: candidate.title,
            number: candidate.number,
            sub_number: candidate.sub_number,
            form: candidate.form,
            series: candidate.series.and_then(|s| new_series.get(s).copied()),
            shape: candidate.shape,
            end: (candidate.line, 0),
            spoken: candidate.spoken_before,
            heading: candidate.heading,
        });
    }
    (nodes, kept_series)
}

fn speeches(lines: &[Arc<LineScan>], nodes: &[Node], starts: &[u32]) -> Vec<Speech> {
    let count = lines.len() as u32;
    let mut borders = starts.to_vec();
    if borders.first() != Some(&0) {
        borders.insert(0, 0);
    }
    let ends = borders.iter().skip(1).copied().chain([count]);
    let ranges: Vec<Range<u32>> = borders.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    ranges
        .into_iter()
        .map(|range| {
            let first = nodes.partition_point(|n| n.line < range.start);
            let own = nodes.iter().skip(first).take_while(|n| n.line < range.end);
            let last_block = own.clone().filter(|n| n.shape != Shape::Inline).map(|n| n.line).last();
            let part = nodes
                .get(first)
                .filter(|n| n.line == range.start && n.kind == Kind::Part)
                .map(|_| NodeId(first as u32));
            let closing = last_block.and_then(|l| closing(lines, l + 1..range.end));
            Speech { lines: range, part, closing }
        })
        .collect()
}

/// The first line of the closing in `range`: a paragraph that turns to the listeners, near the end.
fn closing(lines: &[Arc<LineScan>], range: Range<u32>) -> Option<u32> {
    let filled: Vec<u32> = range
        .filter(|l| lines.get(*l as usize).is_some_and(|s| s.end != LineEnd::Blank && s.role != Role::Web))
        .collect();
    let from = filled.len().saturating_sub(CLOSING_PARAGRAPHS);
    filled
        .iter()
        .skip(from)
        .copied()
        .find(|l| lines.get(*l as usize).is_some_and(|s| s.role == Role::Closing))
}

/// Points in a closing stand in none of the sections that it ends.
fn leave_sections(nodes: &mut [Node], series: &mut [Series], speeches: &[Speech]) {
    for speech in speeches {
        let Some(closing) = speech.closing else { continue };
        let first = nodes.partition_point(|n| n.line < closing);
        let last = nodes.partition_point(|n| n.line < speech.lines.end);
        for index in first..last {
            let Some(mut parent) = nodes.get(index).map(|n| n.parent) else { break };
            while let Some((id, above)) = parent.and_then(|id| Some((id, nodes.get(id.0 as usize)?)))
                && above.line < closing
                && Some(id) != speech.part
            {
                parent = above.parent;
            }
            let depth = parent.and_then(|p| nodes.get(p.0 as usize)).map_or(0, |p| p.depth + 1);
            let Some(node) = nodes.get_mut(index) else { break };
            (node.parent, node.depth) = (parent, depth);
        }
    }
    for one in series {
        let first = one.members.first().and_then(|m| nodes.get(m.0 as usize));
        one.parent = first.map_or(one.parent, |n| n.parent);
    }
}

/// Sets each node's end: the last filled line before the next node of its level or above, before
/// the closing, or, inside a paragraph, before the next point.
fn fill_ends(lines: &[Arc<LineScan>], nodes: &mut [Node], series: &[Series], speeches: &[Speech]) {
    // For each line the last filled line at or before it.
    let mut filled: Vec<u32> = Vec::with_capacity(lines.len());
    let mut last = 0;
    for (i, scan) in lines.iter().enumerate() {
        if scan.end != LineEnd::Blank {
            last = i as u32;
        }
        filled.push(last);
    }
    let end_before = |line: u32| {
        let last = line.checked_sub(1).and_then(|l| filled.get(l as usize)).copied().unwrap_or(0);
        (last, lines.get(last as usize).map_or(0, |s| s.len))
    };
    // Block nodes from the last to the first: the nearest later block of each depth or above.
    let mut open: Vec<(u16, u32)> = Vec::new();
    let mut speech = speeches.len();
    for node in nodes.iter_mut().rev() {
        while speech > 0 && speeches.get(speech - 1).is_some_and(|s| s.lines.start > node.line) {
            speech -= 1;
        }
        if node.shape == Shape::Inline {
            continue;
        }
        while open.last().is_some_and(|(depth, _)| *depth > node.depth) {
            open.pop();
        }
        let own = speech.checked_sub(1).and_then(|s| speeches.get(s));
        let border = own.map_or(lines.len() as u32, |s| match s.closing {
            Some(closing) if Some(node.line) != s.part.map(|_| s.lines.start) && closing > node.line => {
                closing
            }
            _ => s.lines.end,
        });
        let next = open.last().map_or(border, |(_, line)| (*line).min(border));
        node.end = end_before(next.max(node.line + 1))
            .max((node.line, lines.get(node.line as usize).map_or(0, |s| s.len)));
        if node.kind == Kind::Title {
            node.end = (node.line, lines.get(node.line as usize).map_or(0, |s| s.len));
        }
        open.push((node.depth, node.line));
    }
    fill_inline_ends(lines, nodes, series);
}

fn fill_inline_ends(lines: &[Arc<LineScan>], nodes: &mut [Node], series: &[Series]) {
    for one in series {
        for (member, next) in one.members.iter().zip(one.members.iter().skip(1).map(Some).chain([None])) {
            let next = next.and_then(|n| nodes.get(n.0 as usize)).map(|n| (n.line, n.marker.start));
            let Some(node) = nodes.get_mut(member.0 as usize) else { continue };
            // The title goes no further than the next point of the same paragraph.
            if let Some((_, column)) = next.filter(|n| n.0 == node.line && node.title.end > n.1) {
                node.title.end = column.max(node.title.start);
            }
            if node.shape == Shape::Inline {
                let line_end = (node.line, lines.get(node.line as usize).map_or(0, |s| s.len));
                node.end = next.unwrap_or(line_end);
            }
        }
    }
    // Nothing reaches into what begins beside it, nor a point out of what it stands in.
    let mut beside: Vec<(u16, (u32, u32))> = Vec::new();
    for node in nodes.iter_mut().rev() {
        while beside.last().is_some_and(|(depth, _)| *depth > node.depth) {
            beside.pop();
        }
        if let Some((_, start)) = beside.last() {
            node.end = node.end.min(*start);
        }
        beside.push((node.depth, (node.line, node.marker.start)));
    }
    for index in 0..nodes.len() {
        let parent_end =
            nodes.get(index).and_then(|n| n.parent).and_then(|p| nodes.get(p.0 as usize)).map(|p| p.end);
        let Some(node) = nodes.get_mut(index) else { continue };
        if let Some(end) = parent_end.filter(|_| node.shape == Shape::Inline) {
            node.end = node.end.min(end);
        }
        if node.end.0 == node.line {
            node.title.end = node.title.end.min(node.end.1).max(node.title.start);
        }
    }
    trim_inline_titles(nodes);
}

/// An inline title must not reach into the first point below it.
fn trim_inline_titles(nodes: &mut [Node]) {
    for index in 1..nodes.len() {
        let Some((line, column, parent)) =
            nodes.get(index).filter(|n| n.is_inline()).map(|n| (n.line, n.marker.start, n.parent))
        else {
            continue;
        };
        let Some(parent) = parent.and_then(|p| nodes.get_mut(p.0 as usize)) else { continue };
        if parent.line == line && parent.title.end > column {
            parent.title.end = column.max(parent.title.start);
        }
    }
}

/// Characters spoken before each line, for sums over sections in constant time.
struct SpokenBefore(Vec<u32>);

impl SpokenBefore {
    fn new(lines: &[Arc<LineScan>]) -> Self {
        let mut sums = Vec::with_capacity(lines.len() + 1);
        let mut sum = 0u32;
        sums.push(0);
        for scan in lines {
            sum = sum.saturating_add(scan.spoken);
            sums.push(sum);
        }
        Self(sums)
    }

    fn before_line(&self, line: u32) -> u32 {
        self.0.get(line as usize).copied().unwrap_or_else(|| self.total())
    }

    fn total(&self) -> u32 {
        self.0.last().copied().unwrap_or(0)
    }

    /// Characters between a marker, given with the count before it in its line, and `end`.
    fn between(&self, start: (u32, u32), end: (u32, u32), lines: &[Arc<LineScan>]) -> u32 {
        let in_last_line = lines.get(end.0 as usize).map_or(0, |s| {
            if end.1 >= s.len {
                return s.spoken;
            }
            // A marker at the head of its line has nothing before it.
            s.points.iter().find(|p| p.marker.range.start == end.1).map_or(0, |p| p.spoken_before)
        });
        (self.before_line(end.0) + in_last_line).saturating_sub(self.before_line(start.0) + start.1)
    }
}

/// Resolves the references of all lines.
fn mentions(lines: &[Arc<LineScan>], outline: &Outline) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (line, scan) in lines.iter().enumerate() {
        for reference in &scan.references {
            let line = line as u32;
            let targets = targets(outline, line, reference.range.start, reference.target);
            mentions.push(Mention { line, reference: reference.clone(), targets });
        }
    }
    mentions
}

/// How many series above a reference are looked through for the one it means.
const SERIES_BACK: usize = 64;

fn targets(outline: &Outline, line: u32, column: u32, target: ReferenceTarget) -> Vec<NodeId> {
    let Some(speech) = outline.speech_at(line) else { return Vec::new() };
    let first_of = |s: &Series| {
        s.members.first().and_then(|m| outline.node(*m)).map_or((0, 0), |n| (n.line, n.marker.start))
    };
    let in_speech = |s: &&Series| speech.lines.contains(&first_of(s).0);
    let before = outline.series.partition_point(|s| first_of(s) < (line, column));
    let backwards = || outline.series.iter().take(before).rev().take(SERIES_BACK).filter(in_speech);
    match target {
        ReferenceTarget::Preceding(count) => backwards()
            .find(|s| {
                s.members.len() as u32 == count
                    && s.members
                        .last()
                        .and_then(|m| outline.node(*m))
                        .is_some_and(|n| (n.line, n.marker.start) < (line, column))
            })
            .map(|s| s.members.clone())
            .unwrap_or_default(),
        ReferenceTarget::Bracketed(number) => backwards()
            .filter(|s| s.kind == Kind::HanParen)
            .find_map(|s| member(outline, s, number))
            .into_iter()
            .collect(),
        ReferenceTarget::Nth(number) => {
            // The headings of the speech first, then the series nearest above.
            let from = outline.series.partition_point(|s| first_of(s).0 < speech.lines.start);
            let top = outline
                .series
                .iter()
                .skip(from)
                .take_while(in_speech)
                .find(|s| s.kind.is_numbered() && s.kind != Kind::Part && s.kind != Kind::Article);
            top.and_then(|s| member(outline, s, number))
                .or_else(|| backwards().find_map(|s| member(outline, s, number)))
                .into_iter()
                .collect()
        }
    }
}

fn member(outline: &Outline, series: &Series, number: u32) -> Option<NodeId> {
    series.members.iter().copied().find(|m| outline.node(*m).is_some_and(|n| n.number == Some(number)))
}
