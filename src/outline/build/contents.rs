//! Tables of contents: their entries look like headings and are none.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::outline::kind::Kind;
use crate::outline::node::Shape;
use crate::outline::scan::{LineEnd, LineScan, Role};

/// So many bare headings in a row make a table of contents, if the first comes again below.
const LEAST_ENTRIES: usize = 3;

/// The lines of a draft that belong to tables of contents.
#[derive(Default)]
pub(super) struct Contents(Vec<Range<u32>>);

impl Contents {
    /// Finds tables headed 目录, entries with leaders and page numbers, and runs of headings that
    /// come again further down with the same number and title.
    pub(super) fn find(lines: &[Arc<LineScan>]) -> Self {
        let mut found = Vec::new();
        // Where each heading stands last; filled only when a run needs it.
        let mut last_of: Option<HashMap<Key, usize>> = None;
        let mut run: Option<(usize, usize, usize)> = None;
        let mut headed = false;
        let mut body_seen = false;
        for (line, scan) in lines.iter().enumerate().chain([(lines.len(), &Arc::new(LineScan::default()))]) {
            let at_end = line == lines.len();
            if scan.end == LineEnd::Blank && !at_end {
                continue;
            }
            let entry = !at_end && (scan.role == Role::ContentsEntry || !body_seen && is_bare_heading(scan));
            if entry {
                if scan.role == Role::ContentsEntry {
                    found.push(line as u32..line as u32 + 1);
                }
                run = Some(run.map_or((line, line, 1), |(first, _, n)| (first, line, n + 1)));
                continue;
            }
            if let Some((first, last, count)) = run.take() {
                if count >= LEAST_ENTRIES || headed {
                    let last_of = last_of.get_or_insert_with(|| index(lines));
                    if let Some(until) = repeated_from(lines, first, last, last_of) {
                        found.push(first as u32..until as u32);
                        body_seen |= until <= last;
                    } else {
                        body_seen = true;
                    }
                } else {
                    body_seen = true;
                }
            }
            headed = scan.role == Role::Contents;
            // A table of contents stands before the first heading of the body.
            body_seen |= scan.head.is_some();
        }
        Self(merged(found))
    }

    /// Whether `line` belongs to a table of contents.
    pub(super) fn holds(&self, line: u32) -> bool {
        let after = self.0.partition_point(|r| r.start <= line);
        after.checked_sub(1).and_then(|i| self.0.get(i)).is_some_and(|r| r.contains(&line))
    }
}

/// The ranges in order, those that touch joined.
fn merged(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_by_key(|r| r.start);
    let mut merged: Vec<Range<u32>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

/// A heading with nothing behind it, not even a full stop.
fn is_bare_heading(scan: &LineScan) -> bool {
    scan.end == LineEnd::Open
        && scan.points.is_empty()
        && scan.head.as_ref().is_some_and(|h| h.shape == Shape::Heading)
}

type Key = (Kind, Option<u32>, u64);

fn key(scan: &LineScan) -> Option<Key> {
    scan.head.as_ref().map(|h| (h.marker.kind, h.marker.number, h.title_hash))
}

fn index(lines: &[Arc<LineScan>]) -> HashMap<Key, usize> {
    lines.iter().enumerate().filter_map(|(i, s)| Some((key(s)?, i))).collect()
}

/// The line up to which the run `first..=last` is a table of contents: where its first entry comes
/// again inside the run (the body's first heading directly below), or the run's end if it comes later.
fn repeated_from(
    lines: &[Arc<LineScan>],
    first: usize,
    last: usize,
    last_of: &HashMap<Key, usize>,
) -> Option<usize> {
    let opening = key(lines.get(first)?)?;
    let again = *last_of.get(&opening)?;
    if again <= first {
        return None;
    }
    let inside = (first + 1..=last).find(|i| lines.get(*i).and_then(|s| key(s)) == Some(opening));
    Some(inside.unwrap_or(last + 1))
}
