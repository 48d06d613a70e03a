//! Building the tree from what the lines gave.
//!
//! One pass over the heads and points with a stack of open levels (`levels`), then candidates that
//! did not make a series are dropped (`prune`), then ends, characters, closings and references are
//! filled in (`finish`). Cost: the lines once, the markers a small number of times.
//!
//! The level of a marker comes from the order of first appearance, not from its kind: a kind that is
//! open continues its level, a kind that is not opens a level below, except that the ladder of
//! GB/T 9704 lets a higher kind come late (DOMAIN §1.5).

mod contents;
mod finish;
mod levels;
mod prune;

use std::ops::Range;
use std::sync::Arc;

use super::kind::Kind;
use super::marker::{Form, Strength};
use super::node::{Outline, Shape};
use super::scan::{LineEnd, LineScan, Role};

/// What the builder must know of the draft besides its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildOptions {
    /// Whether `#` headings, fences and front matter have Markdown's meaning.
    pub markdown: bool,
}

/// Builds the outline of a draft from its lines.
pub fn build(lines: &[Arc<LineScan>], options: BuildOptions) -> Outline {
    let heads = Heads::gather(lines, options);
    let mut levels = levels::Levels::new(lines, &heads);
    let mut next_head = 0;
    let mut before = LineEnd::Blank;
    let mut in_fence = FenceState::new(options);
    for (line, scan) in lines.iter().enumerate() {
        if in_fence.hides(line, scan) || scan.end == LineEnd::Blank {
            continue;
        }
        let line = line as u32;
        while heads.0.get(next_head).is_some_and(|h| h.line < line) {
            next_head += 1;
        }
        levels.paragraph(line, before);
        match heads.0.get(next_head) {
            Some(head) if head.line == line => levels.head(next_head),
            _ if heads.is_title(lines, line) => levels.title(line),
            _ => levels.plain(line),
        }
        if !heads.is_contents(line) {
            for index in 0..scan.points.len() {
                levels.point(line, index);
            }
        }
        before = scan.end;
    }
    let (mut nodes, mut series, annexes) = levels.into_parts();
    prune::prune(&mut nodes, &mut series);
    finish::finish(lines, nodes, series, &annexes)
}

/// A node before it is known whether it stays.
#[derive(Debug, Clone)]
struct Candidate {
    kind: Kind,
    parent: Option<usize>,
    line: u32,
    marker: Range<u32>,
    title: Range<u32>,
    number: Option<u32>,
    sub_number: Option<u32>,
    form: Option<Form>,
    series: Option<usize>,
    shape: Shape,
    strength: Strength,
    heading: Option<u8>,
    /// Characters spoken in its line before the marker.
    spoken_before: u32,
    /// Whether it starts a speech of its own.
    starts_speech: bool,
    keep: bool,
}

/// A series before it is known whether it stays.
#[derive(Debug, Clone)]
struct CandidateSeries {
    kind: Kind,
    parent: Option<usize>,
    members: Vec<usize>,
    start: u32,
    continues: Option<usize>,
    led: bool,
    inline: bool,
}

/// A line with a marker at its head, or a Markdown heading without one.
#[derive(Debug, Clone, Copy)]
struct HeadLine {
    line: u32,
    kind: Kind,
    number: Option<u32>,
    strength: Strength,
    heading: Option<u8>,
}

/// All heads of a draft, so that the builder can look ahead.
struct Heads(Vec<HeadLine>, contents::Contents);

impl Heads {
    fn gather(lines: &[Arc<LineScan>], options: BuildOptions) -> Self {
        let mut heads = Vec::new();
        let contents = contents::Contents::find(lines);
        let mut fence = FenceState::new(options);
        for (line, scan) in lines.iter().enumerate() {
            if fence.hides(line, scan) || contents.holds(line as u32) {
                continue;
            }
            let heading = scan.heading;
            let line = line as u32;
            if let Some(head) = &scan.head {
                let marker = &head.marker;
                heads.push(HeadLine {
                    line,
                    kind: marker.kind,
                    number: marker.number,
                    strength: marker.strength,
                    heading,
                });
            } else if let Some(level) = heading {
                let strength = Strength::Strong;
                heads.push(HeadLine { line, kind: Kind::Heading(level), number: None, strength, heading });
            }
        }
        Self(heads, contents)
    }

    fn is_contents(&self, line: u32) -> bool {
        self.1.holds(line)
    }

    /// How many filled lines a title may be away from the salutation or date that proves it.
    const TITLE_BLOCK: usize = 5;

    /// Whether `line` is the title of a speech: by its shape, or by standing short above a salutation.
    fn is_title(&self, lines: &[Arc<LineScan>], line: u32) -> bool {
        let Some(scan) = lines.get(line as usize) else { return false };
        let filled =
            |range: Range<usize>| range.filter_map(|i| lines.get(i)).filter(|s| s.end != LineEnd::Blank);
        let at = line as usize;
        let first = filled(0..at).next().is_none();
        let below = || filled(at + 1..lines.len()).take(Self::TITLE_BLOCK);
        let addressed = || {
            below()
                .take_while(|s| {
                    s.head.is_none()
                        && matches!(s.role, Role::Short | Role::Date | Role::Salutation | Role::Title)
                })
                .any(|s| matches!(s.role, Role::Salutation | Role::Date))
        };
        match scan.role {
            // The title of a later speech must be proved; the first one of a file need not be.
            Role::Title => {
                filled(0..at)
                    .take(4)
                    .all(|s| s.head.is_none() && s.points.is_empty() && s.end != LineEnd::Stop)
                    || addressed()
            }
            Role::Short => first && addressed(),
            _ => false,
        }
    }
}

/// Which lines Markdown takes for code or front matter.
struct FenceState {
    markdown: bool,
    in_code: bool,
    in_front_matter: bool,
}

impl FenceState {
    fn new(options: BuildOptions) -> Self {
        Self { markdown: options.markdown, in_code: false, in_front_matter: false }
    }

    /// Whether `line` is hidden; to be asked for every line in order.
    fn hides(&mut self, line: usize, scan: &LineScan) -> bool {
        if !self.markdown {
            return false;
        }
        match scan.role {
            Role::Fence => {
                self.in_code = !self.in_code;
                return true;
            }
            Role::Rule if line == 0 || self.in_front_matter => {
                self.in_front_matter = !self.in_front_matter;
                return true;
            }
            _ => {}
        }
        self.in_code || self.in_front_matter
    }
}

#[cfg(test)]
mod tests;
