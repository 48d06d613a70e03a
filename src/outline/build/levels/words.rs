//! Word-type markers (一是, 第一，, 首先) at heads and inside paragraphs, and ladder markers inside
//! paragraphs: they have no rank, so their level comes from what is open alone.

use super::{Level, Levels, Place, WIDEST_GAP};
use crate::outline::build::{Candidate, HeadLine};
use crate::outline::kind::Kind;
use crate::outline::marker::{Marker, Strength};
use crate::outline::node::Shape;
use crate::outline::scan::LineEnd;

impl Levels<'_> {
    /// The `index`th point of a line.
    pub(in crate::outline::build) fn point(&mut self, line: u32, index: usize) {
        let lines = self.lines;
        let Some(point) = lines.get(line as usize).and_then(|s| s.points.get(index)) else { return };
        self.word(usize::MAX, &point.marker, line, Place::Inside(index));
    }

    /// A marker without rank at a head, or any marker inside a paragraph.
    pub(super) fn word(&mut self, head_index: usize, marker: &Marker, line: u32, place: Place) {
        let inline = place != Place::Head;
        if let Some(at) = self.find_open(marker, inline) {
            self.continue_at(at, marker, line, place);
            return;
        }
        // Inside a paragraph (2) never goes on from another one.
        let word = marker.kind.rank().is_none() && marker.kind != Kind::Dash;
        if let Some(level) = if word { self.take_suspended(marker) } else { None } {
            // The paragraph broke in the middle of a series: its parent is the open block level.
            let block = self.stack.iter().position(|l| l.inline).unwrap_or(self.stack.len());
            self.stack.truncate(block);
            self.join(level, marker, line, place);
            return;
        }
        if !self.may_open(marker, inline) {
            return;
        }
        if !inline {
            self.close_finished_words(head_index);
        }
        self.open_word(marker, line, place, None);
    }

    /// The open level that `marker` continues or restarts.
    fn find_open(&self, marker: &Marker, inline: bool) -> Option<usize> {
        let kind = match (marker.kind, marker.number) {
            // 首先，…其次，…第三，…
            (Kind::Ordinal, Some(n)) if n > 2 && !self.stack.iter().any(|l| l.kind == Kind::Ordinal) => {
                let at = self.stack.iter().rposition(|l| l.kind == Kind::FirstThen)?;
                return self.stack.get(at).is_some_and(|l| l.last + 1 == n).then_some(at);
            }
            (kind, _) => kind,
        };
        let at = self.stack.iter().rposition(|l| l.kind == kind && (inline || !l.inline))?;
        let level = self.stack.get(at)?;
        if !inline || level.inline {
            return Some(at);
        }
        // Inside a paragraph a level that was opened at a head is only ever continued; a number 1
        // opens a series of its own below, and ladder markers never reach out of their paragraph.
        let continues = marker.number.is_none_or(|n| n == level.last + 1);
        (kind.rank().is_none() && kind != Kind::Dash && continues).then_some(at)
    }

    fn continue_at(&mut self, at: usize, marker: &Marker, line: u32, place: Place) {
        let Some(level) = self.stack.get(at).copied() else { return };
        let number = marker.number.unwrap_or(level.last + 1);
        // 首先，我代表… 最后，祝… frames a greeting; only after 其次 does 最后 close a series.
        if marker.kind == Kind::FirstThen && marker.number.is_none() && level.last < 2 {
            return;
        }
        if marker.number == Some(1) && level.last >= 1 {
            self.stack.truncate(at);
            self.open_word(marker, line, place, level.series);
            return;
        }
        if number > level.last + WIDEST_GAP || number + WIDEST_GAP < level.last {
            return;
        }
        // A lone number 1 in between was a chance likeness if the series before it goes on here.
        let mut level = level;
        if let Some(earlier) = level.replaced.filter(|_| level.last == 1 && number != 2)
            && self.last_number(earlier) == Some(number - 1)
        {
            level.series = Some(earlier);
        }
        self.stack.truncate(at);
        self.join(level, marker, line, place);
    }

    /// Adds a member to `level`'s series and makes it the open one.
    pub(super) fn join(&mut self, level: Level, marker: &Marker, line: u32, place: Place) {
        let parent = level.series.and_then(|s| self.series.get(s)).and_then(|s| s.parent);
        let number = marker.number.or(Some(level.last + 1).filter(|_| marker.kind == Kind::FirstThen));
        let node = self.push_word(marker, number, line, place, parent, level.series);
        let inline = place != Place::Head;
        self.stack.push(Level { node, inline, last: number.unwrap_or(level.last), replaced: None, ..level });
    }

    /// The suspended series that `marker` goes on with, if its number fits exactly and no heading of
    /// the same line has opened another section meanwhile.
    pub(super) fn take_suspended(&mut self, marker: &Marker) -> Option<Level> {
        let block = self.stack.iter().take_while(|l| !l.inline).last().map(|l| l.node);
        let here = |l: &Level| self.nodes.get(l.node).is_some_and(|n| n.parent == block);
        let at = self.suspended.iter().rposition(|l| {
            l.kind == marker.kind && marker.number.is_some_and(|n| n == l.last + 1) && here(l)
        })?;
        Some(self.suspended.remove(at))
    }

    fn may_open(&self, marker: &Marker, inline: bool) -> bool {
        match (marker.kind, marker.number) {
            (Kind::FirstThen | Kind::Pair | Kind::YiLai, number) => number == Some(1),
            (_, None | Some(1)) => true,
            // A series that begins with 二是 stays only if two members come of it (see prune).
            (Kind::YiShi | Kind::Ordinal | Kind::Verb(_), Some(n)) => n <= 3 || !inline && n <= 9,
            _ => false,
        }
    }

    /// Before a new word series at a head: if the paragraph above announces it with ： and bears no
    /// marker itself, word series that are not continued below are over.
    fn close_finished_words(&mut self, head_index: usize) {
        while let Some(top) = self.stack.last().copied() {
            let over = top.kind == Kind::Dash || self.before == LineEnd::Colon && self.before_plain;
            if top.kind.rank().is_some() || !over || self.level_goes_on(head_index, top) {
                return;
            }
            self.stack.pop();
        }
    }

    fn open_word(&mut self, marker: &Marker, line: u32, place: Place, replaced: Option<usize>) {
        let parent = self.stack.last().map(|l| l.node);
        let inline = place != Place::Head;
        let led = self.is_led(line, place);
        let series = self.new_series(marker.kind, parent, 1, None, led, inline);
        let node = self.push_word(marker, marker.number, line, place, parent, Some(series));
        self.stack.push(Level {
            node,
            series: Some(series),
            kind: marker.kind,
            inline,
            heading: None,
            last: marker.number.unwrap_or(0),
            replaced,
        });
    }

    /// Whether ： stands just before the marker.
    fn is_led(&self, line: u32, place: Place) -> bool {
        match place {
            Place::Head => self.before == LineEnd::Colon,
            Place::Inside(index) => self
                .lines
                .get(line as usize)
                .and_then(|s| s.points.get(index))
                .is_some_and(|p| matches!(p.before, '：' | ':')),
        }
    }

    fn push_word(
        &mut self,
        marker: &Marker,
        number: Option<u32>,
        line: u32,
        place: Place,
        parent: Option<usize>,
        series: Option<usize>,
    ) -> usize {
        if place == Place::Head {
            let head = HeadLine { line, kind: marker.kind, number, strength: Strength::Weak, heading: None };
            return self.push(head, Some(marker), parent, series);
        }
        let id = self.nodes.len();
        let Place::Inside(index) = place else { return id };
        let Some(point) = self.lines.get(line as usize).and_then(|s| s.points.get(index)) else { return id };
        self.nodes.push(Candidate {
            kind: marker.kind,
            parent,
            line,
            marker: marker.range.clone(),
            title: point.title.clone(),
            number,
            sub_number: None,
            form: Some(marker.form),
            series,
            shape: Shape::Inline,
            strength: Strength::Weak,
            heading: None,
            spoken_before: point.spoken_before,
            starts_speech: false,
            keep: true,
        });
        if let Some(series) = series.and_then(|s| self.series.get_mut(s)) {
            series.members.push(id);
        }
        id
    }
}
