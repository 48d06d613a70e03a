//! The stack of open levels: where a marker belongs when it comes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Candidate, CandidateSeries, HeadLine, Heads};
use crate::outline::kind::Kind;
use crate::outline::marker::{Marker, Strength};
use crate::outline::node::Shape;
use crate::outline::scan::{LineEnd, LineScan, Role};

/// How many heads ahead the builder looks to see whether an open level goes on. Far enough for the
/// longest chapter seen; a bound keeps a draft of nothing but markers linear.
const LOOK_AHEAD: usize = 160;

/// Members of a word-type series further apart than this in number do not belong together.
const WIDEST_GAP: u32 = 3;

/// An open level.
#[derive(Debug, Clone, Copy)]
struct Level {
    node: usize,
    series: Option<usize>,
    kind: Kind,
    inline: bool,
    heading: Option<u8>,
    last: u32,
    /// The series of this kind that a restart at 1 replaced on the same level.
    replaced: Option<usize>,
}

pub(super) struct Levels<'a> {
    lines: &'a [Arc<LineScan>],
    heads: &'a Heads,
    nodes: Vec<Candidate>,
    series: Vec<CandidateSeries>,
    stack: Vec<Level>,
    /// Inline series whose paragraph ended; a broken paragraph may continue them.
    suspended: Vec<Level>,
    /// The series last opened of each kind in this speech.
    latest: HashMap<Kind, usize>,
    /// Which kinds stood under which in this speech: what was so once stays so.
    seen_under: HashSet<(Kind, Kind)>,
    /// How the filled line before the current one ended.
    before: LineEnd,
    /// Whether that line bore no marker itself.
    before_plain: bool,
    /// Whether anything was seen that belongs to a speech, after its part heading and title.
    in_speech: bool,
    /// Lines where annexes begin: each is a text of its own.
    annexes: Vec<u32>,
}

impl<'a> Levels<'a> {
    pub(super) fn new(lines: &'a [Arc<LineScan>], heads: &'a Heads) -> Self {
        Self {
            lines,
            heads,
            nodes: Vec::new(),
            series: Vec::new(),
            stack: Vec::new(),
            suspended: Vec::new(),
            latest: HashMap::new(),
            seen_under: HashSet::new(),
            before: LineEnd::Blank,
            before_plain: false,
            in_speech: false,
            annexes: Vec::new(),
        }
    }

    /// The nodes, their series, and the lines where annexes begin.
    pub(super) fn into_parts(self) -> (Vec<Candidate>, Vec<CandidateSeries>, Vec<u32>) {
        (self.nodes, self.series, self.annexes)
    }

    /// A new filled line begins: inline levels end with their paragraph.
    pub(super) fn paragraph(&mut self, line: u32, before: LineEnd) {
        self.before = before;
        self.before_plain =
            self.nodes.last().is_none_or(|n| n.line + 1 < line && !self.marked_just_before(line));
        let block = self.stack.iter().position(|l| l.inline).unwrap_or(self.stack.len());
        let parent = block.checked_sub(1).and_then(|i| self.stack.get(i)).map(|l| l.node);
        let ended = self.stack.split_off(block);
        // Only series that stand directly in the paragraph can go on in the next one.
        let direct = ended.into_iter().filter(|l| self.nodes.get(l.node).is_some_and(|n| n.parent == parent));
        self.suspended.extend(direct);
        self.suspended.retain(|l| self.nodes.get(l.node).is_some_and(|n| n.parent == parent));
    }

    /// Whether the last filled line above `line` bore a marker.
    fn marked_just_before(&self, line: u32) -> bool {
        let Some(last) = self.nodes.last() else { return false };
        let between = last.line as usize + 1..line as usize;
        between.into_iter().all(|i| self.lines.get(i).is_some_and(|s| s.end == LineEnd::Blank))
    }

    /// A line that is neither head nor title.
    pub(super) fn plain(&mut self, line: u32) {
        let role = self.lines.get(line as usize).map(|s| s.role);
        // “附件：1、申报书.doc” lists the annexes; an annex itself begins with a line of its own.
        let lists = self.lines.get(line as usize).is_some_and(|s| !s.points.is_empty());
        if role == Some(Role::Annex) && !lists {
            self.start_speech();
            self.annexes.push(line);
        }
        self.in_speech |= matches!(role, Some(Role::Salutation | Role::Plain));
    }

    /// The title of a speech: a leaf of its own; after another speech it closes that one.
    pub(super) fn title(&mut self, line: u32) {
        let Some(scan) = self.lines.get(line as usize) else { return };
        let starts_speech = self.in_speech;
        if starts_speech {
            self.start_speech();
        }
        let start = scan.indent;
        self.nodes.push(Candidate {
            kind: Kind::Title,
            parent: self.stack.last().map(|l| l.node),
            line,
            marker: start..start,
            title: start..scan.len,
            number: None,
            sub_number: None,
            form: None,
            series: None,
            shape: Shape::Heading,
            strength: Strength::Strong,
            heading: scan.heading,
            spoken_before: 0,
            starts_speech,
            keep: true,
        });
        self.in_speech = false;
    }

    fn start_speech(&mut self) {
        self.stack.clear();
        self.suspended.clear();
        self.latest.clear();
        self.seen_under.clear();
        self.in_speech = false;
    }

    /// The marker at the head of a line.
    pub(super) fn head(&mut self, index: usize) {
        let Some(&head) = self.heads.0.get(index) else { return };
        let Some(scan) = self.lines.get(head.line as usize) else { return };
        if head.kind == Kind::Part {
            let parent_open = self.stack.iter().any(|l| l.kind == Kind::Part);
            if !parent_open {
                self.start_speech();
            }
        }
        self.in_speech = head.kind != Kind::Part;
        if let Some(level) = head.heading {
            self.heading(head, level, scan);
            return;
        }
        let Some(found) = &scan.head else { return };
        let marker = &found.marker;
        if head.kind.rank().is_none() {
            self.word(index, marker, head.line, Place::Head);
        } else {
            self.ladder(index, head, marker);
        }
    }

    /// A Markdown heading: its level decides, its marker only joins it to its series.
    fn heading(&mut self, head: HeadLine, level: u8, scan: &LineScan) {
        let sibling = self.stack.iter().rposition(|l| l.kind == head.kind && l.heading == Some(level));
        if let Some(at) = sibling {
            self.stack.truncate(at + 1);
            self.join_or_restart(head, scan.head.as_ref().map(|h| &h.marker));
            return;
        }
        while self.stack.last().is_some_and(|l| l.heading.is_none_or(|h| h >= level)) {
            self.stack.pop();
        }
        self.open(head, scan.head.as_ref().map(|h| &h.marker));
    }

    /// A marker of the ladder at the head of a line.
    fn ladder(&mut self, index: usize, head: HeadLine, marker: &Marker) {
        let found = self.stack.iter().rposition(|l| l.kind == head.kind).or_else(|| self.mixed_with(head));
        if let Some(at) = found {
            let last = self.stack.get(at).map_or(0, |l| l.last);
            if !self.may_join(index, head, last) {
                return;
            }
            self.stack.truncate(at + 1);
            self.join_or_restart(head, Some(marker));
            return;
        }
        if let Some(level) = self.take_suspended(marker) {
            self.join(level, marker, head.line, Place::Head);
            return;
        }
        let continues = self
            .latest
            .get(&head.kind)
            .and_then(|s| self.last_number(*s))
            .is_some_and(|n| Some(n + 1) == head.number);
        let bare_ok =
            head.strength > Strength::Bare || head.number == Some(1) && self.goes_on(index, head, 1);
        if !bare_ok || head.strength == Strength::Weak && head.number.is_some_and(|n| n != 1) && !continues {
            return;
        }
        self.close_for(index, head);
        self.open(head, Some(marker));
    }

    /// Whether a marker may join an open level whose last number is `last`.
    fn may_join(&self, index: usize, head: HeadLine, last: u32) -> bool {
        let Some(number) = head.number else { return true };
        match head.strength {
            Strength::Strong => true,
            Strength::Weak => number == 1 || number <= last + 2,
            // A number whose sign is missing must fit exactly, and what follows must go on from it,
            // so that a half-typed marker keeps its section while a chance likeness makes none.
            Strength::Bare => number == last + 1 && self.goes_on(index, head, number),
        }
    }

    /// Whether after head `index` a head of the same kind has the number after `number`.
    fn goes_on(&self, index: usize, head: HeadLine, number: u32) -> bool {
        self.heads
            .0
            .iter()
            .skip(index + 1)
            .take(LOOK_AHEAD)
            .take_while(|h| h.kind != Kind::Part)
            .find(|h| h.kind == head.kind)
            .is_some_and(|h| h.number == Some(number + 1))
    }

    /// 1. and 1） mixed in one series: the level of the other kind, if the number goes on there.
    fn mixed_with(&self, head: HeadLine) -> Option<usize> {
        let other = match head.kind {
            Kind::ArabicDot => Kind::ArabicHalfParen,
            Kind::ArabicHalfParen => Kind::ArabicDot,
            _ => return None,
        };
        let at = self.stack.iter().rposition(|l| l.kind == other)?;
        let last = self.stack.get(at)?.last;
        (last > 0 && head.number == Some(last + 1)).then_some(at)
    }

    /// Closes the levels that cannot hold a new level of `head`'s kind.
    fn close_for(&mut self, index: usize, head: HeadLine) {
        let Some(rank) = head.kind.rank() else { return };
        while let Some(top) = self.stack.last().copied() {
            let holds = match top.kind.rank() {
                Some(top_rank) => top_rank <= rank,
                None if top.kind == Kind::Dash => false,
                // 一是 at a paragraph's head may own 1. and below, hardly ever （一） (DOMAIN §1.5).
                None => rank >= 22,
            };
            let habit = self.seen_under.contains(&(top.kind, head.kind));
            if holds
                || habit
                || top.heading.is_some()
                || top.kind != Kind::Dash && self.level_goes_on(index, top)
            {
                return;
            }
            self.stack.pop();
        }
    }

    /// Whether the open `level` is continued by a later head before something above it comes: then a
    /// higher kind in between stands inside it, whatever the ladder says.
    fn level_goes_on(&self, index: usize, level: Level) -> bool {
        let above: Vec<Kind> =
            self.stack.iter().take_while(|l| l.node != level.node).map(|l| l.kind).collect();
        for head in self.heads.0.iter().skip(index + 1).take(LOOK_AHEAD) {
            if head.kind == level.kind {
                return head.number == Some(level.last + 1);
            }
            if head.kind == Kind::Part || above.contains(&head.kind) {
                return false;
            }
        }
        false
    }

    /// Puts a head on the open level at the top of the stack: as the next member, or, at number 1, as
    /// the first of a new series.
    fn join_or_restart(&mut self, head: HeadLine, marker: Option<&Marker>) {
        let Some(top) = self.stack.last().copied() else { return };
        let restart = head.number == Some(1) && top.last >= 1;
        self.stack.pop();
        if restart || top.series.is_none() {
            self.open(head, marker);
            return;
        }
        let parent = self.nodes.get(top.node).and_then(|n| n.parent);
        let node = self.push(head, marker, parent, top.series);
        self.stack.push(Level {
            node,
            last: head.number.unwrap_or(top.last + 1),
            heading: head.heading,
            ..top
        });
    }

    /// Opens a level for `head` below the top of the stack.
    fn open(&mut self, head: HeadLine, marker: Option<&Marker>) {
        let parent = self.stack.last().map(|l| l.node);
        if let Some(top) = self.stack.last() {
            self.seen_under.insert((top.kind, head.kind));
        }
        let series = head.kind.rank().filter(|_| !matches!(head.kind, Kind::Heading(_))).map(|_| {
            let earlier = self.latest.get(&head.kind).copied();
            let last = earlier.and_then(|s| self.last_number(s));
            let runs_on = last.is_some()
                && head.number.is_some()
                && head.number != Some(1)
                && (head.kind.runs_on() || head.number == last.map(|n| n + 1));
            let start = if runs_on { last.map_or(1, |n| n + 1) } else { 1 };
            let continues = if runs_on {
                earlier.and_then(|s| self.series.get(s)?.members.last().copied())
            } else {
                None
            };
            let led = self.before == LineEnd::Colon;
            self.new_series(head.kind, parent, start, continues, led, false)
        });
        let node = self.push(head, marker, parent, series);
        let last = head.number.unwrap_or(0);
        self.stack.push(Level {
            node,
            series,
            kind: head.kind,
            inline: false,
            heading: head.heading,
            last,
            replaced: None,
        });
    }

    fn last_number(&self, series: usize) -> Option<u32> {
        self.series.get(series)?.members.last().and_then(|m| self.nodes.get(*m)?.number)
    }

    fn new_series(
        &mut self,
        kind: Kind,
        parent: Option<usize>,
        start: u32,
        continues: Option<usize>,
        led: bool,
        inline: bool,
    ) -> usize {
        let id = self.series.len();
        self.series.push(CandidateSeries {
            kind,
            parent,
            members: Vec::new(),
            start,
            continues,
            led,
            inline,
        });
        if !inline {
            self.latest.insert(kind, id);
        }
        id
    }

    fn push(
        &mut self,
        head: HeadLine,
        marker: Option<&Marker>,
        parent: Option<usize>,
        series: Option<usize>,
    ) -> usize {
        let id = self.nodes.len();
        let Some(scan) = self.lines.get(head.line as usize) else { return id };
        let title = scan.head.as_ref().map_or_else(|| heading_title(scan), |h| h.title.clone());
        let at = title.start;
        self.nodes.push(Candidate {
            kind: head.kind,
            parent,
            line: head.line,
            marker: marker.map_or(at..at, |m| m.range.clone()),
            title,
            number: head.number,
            sub_number: marker.and_then(|m| m.sub_number),
            form: marker.filter(|m| !matches!(m.kind, Kind::Decimal(_))).map(|m| m.form),
            series,
            shape: scan.head.as_ref().map_or(Shape::Heading, |h| h.shape),
            strength: head.strength,
            heading: head.heading,
            spoken_before: 0,
            starts_speech: head.kind == Kind::Part,
            keep: true,
        });
        if let Some(series) = series.and_then(|s| self.series.get_mut(s)) {
            series.members.push(id);
        }
        id
    }
}

/// The text of a Markdown heading without a marker.
fn heading_title(scan: &LineScan) -> std::ops::Range<u32> {
    let hashes = u32::from(scan.heading.unwrap_or(0));
    let start = scan.indent + hashes + u32::from(hashes > 0);
    start.min(scan.len)..scan.len
}

/// Where a word-type marker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Inside(usize),
}

mod words;
