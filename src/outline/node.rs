//! The outline: nodes in document order, the series they form, and questions about both.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use super::kind::Kind;
use super::marker::Form;
use super::mention::Mention;
use super::scan::Shift;
use crate::text::{LineRange, Snapshot, TextRange};

/// A node of the outline, by its place in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A series of siblings that count 1, 2, 3 …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeriesId(pub u32);

/// How a node stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Alone on its line.
    Heading,
    /// Its first sentence is the title, the text goes on in the same paragraph.
    RunIn,
    /// Inside a paragraph.
    Inline,
}

/// One entry of the outline. Columns are bytes from the start of `line`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What its marker is.
    pub kind: Kind,
    /// The node it stands under.
    pub parent: Option<NodeId>,
    /// 0 at the top.
    pub depth: u16,
    /// Line of the marker.
    pub line: u32,
    /// The marker as written; empty, at the title's start, where there is none.
    pub marker: Range<u32>,
    /// The title on the marker's line, without closing punctuation. May be empty.
    pub title: Range<u32>,
    /// The number as written, wrong or right.
    pub number: Option<u32>,
    /// 之一 in 第三条之一.
    pub sub_number: Option<u32>,
    /// How the marker is written; `None` for titles and bullets.
    pub form: Option<Form>,
    /// The series it belongs to; `None` for titles.
    pub series: Option<SeriesId>,
    /// How it stands in the text.
    pub shape: Shape,
    /// Line and byte column just past the section.
    pub end: (u32, u32),
    /// Characters that are spoken in the section: Han characters and digits.
    pub spoken: u32,
    /// Level of the Markdown heading that carries it.
    pub heading: Option<u8>,
}

impl Node {
    /// Whether it stands inside a paragraph.
    pub fn is_inline(&self) -> bool {
        self.shape == Shape::Inline
    }
}

/// Siblings of one kind that count on from one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The kind of all members.
    pub kind: Kind,
    /// What they stand under.
    pub parent: Option<NodeId>,
    /// In document order, at least one.
    pub members: Vec<NodeId>,
    /// The number that the first member should have: 1, or one more than the last of an earlier
    /// series that this one continues under a new parent.
    pub start: u32,
    /// The last member of the earlier series that this one continues.
    pub continues: Option<NodeId>,
    /// Whether a lead sentence that ends in ： stands just before the first member.
    pub led: bool,
}

/// One speech of a file: what lies between two parts, or the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// The lines it takes.
    pub lines: Range<u32>,
    /// Its part heading, where it has one.
    pub part: Option<NodeId>,
    /// The first line of its closing paragraphs (同志们，…), which belong to no section.
    pub closing: Option<u32>,
}

/// All nodes of a draft. Parsing never fails: any text has an outline, if an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    // Only the nodes change when words are typed: the rest is shared between versions.
    pub(super) nodes: Vec<Node>,
    pub(super) series: Arc<Vec<Series>>,
    pub(super) speeches: Arc<Vec<Speech>>,
    pub(super) mentions: Arc<Vec<Mention>>,
    /// Characters spoken in the whole draft.
    pub(super) spoken: u32,
}

impl Outline {
    /// All nodes in document order; a parent stands before its children.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(i, n)| (NodeId(i as u32), n))
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node `id`, which must come from this outline; `None` for a stranger.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// All series, in the order of their first members.
    pub fn series(&self) -> impl Iterator<Item = (SeriesId, &Series)> {
        self.series.iter().enumerate().map(|(i, s)| (SeriesId(i as u32), s))
    }

    /// The series whose first member stands behind the byte `column` of `line`, in order.
    pub fn series_after(&self, line: u32, column: u32) -> impl Iterator<Item = &Series> {
        let start = |s: &Series| {
            s.members.first().and_then(|m| self.node(*m)).map_or((0, 0), |n| (n.line, n.marker.start))
        };
        self.series.iter().skip(self.series.partition_point(|s| start(s) <= (line, column)))
    }

    /// The nodes that stand on `line` or below, in order.
    pub fn nodes_from(&self, line: u32) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes().skip(self.nodes.partition_point(|n| n.line < line))
    }

    /// The series `id`, which must come from this outline; `None` for a stranger.
    pub fn series_by_id(&self, id: SeriesId) -> Option<&Series> {
        self.series.get(id.0 as usize)
    }

    /// The series of node `id`.
    pub fn series_of(&self, id: NodeId) -> Option<&Series> {
        self.node(id)?.series.and_then(|s| self.series.get(s.0 as usize))
    }

    /// The speeches of the file, at least one.
    pub fn speeches(&self) -> &[Speech] {
        &self.speeches
    }

    /// The speech that holds `line`.
    pub fn speech_at(&self, line: u32) -> Option<&Speech> {
        let after = self.speeches.partition_point(|s| s.lines.start <= line);
        after.checked_sub(1).and_then(|i| self.speeches.get(i)).filter(|s| s.lines.contains(&line))
    }

    /// References in the text to points of the outline, in document order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Characters spoken in the whole draft.
    pub fn spoken(&self) -> u32 {
        self.spoken
    }

    /// The nodes directly under `parent` (`None`: at the top), in order.
    pub fn children(&self, parent: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        let from = parent.map_or(0, |p| p.0 as usize + 1);
        let depth = parent.and_then(|p| self.node(p)).map(|n| n.depth);
        self.nodes
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, n)| depth.is_none_or(|d| n.depth > d))
            .filter(move |(_, n)| n.parent == parent)
            .map(|(i, _)| NodeId(i as u32))
    }

    /// The nodes of the subtree of `id`, itself first.
    pub fn subtree(&self, id: NodeId) -> Range<u32> {
        let depth = self.node(id).map_or(0, |n| n.depth);
        let inside = self.nodes.iter().skip(id.0 as usize + 1).take_while(|n| n.depth > depth).count() as u32;
        id.0..id.0 + 1 + inside
    }

    /// From `id` upwards: itself, its parent, its parent's parent.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self.node(*id)?.parent)
    }

    /// The innermost node whose section holds the byte `column` of `line`.
    pub fn at(&self, line: u32, column: u32) -> Option<NodeId> {
        let place = (line, column);
        let before = self.nodes.partition_point(|n| (n.line, n.marker.start) <= place);
        let last = NodeId(before.checked_sub(1)? as u32);
        self.ancestors(last).find(|id| {
            self.node(*id)
                .is_some_and(|n| place < n.end || n.line == line && n.end.0 == line && column <= n.end.1)
        })
    }

    /// The innermost node at byte `offset`.
    pub fn at_offset(&self, snapshot: &Snapshot, offset: usize) -> Option<NodeId> {
        let line = snapshot.line_of(offset);
        self.at(line as u32, (offset - snapshot.line_start(line)) as u32)
    }

    /// Follows `shift` on `line`: markers, titles, ends, counts and references there move with it.
    pub(crate) fn shift_line(&mut self, line: u32, shift: &Shift) {
        let columns = |range: &mut Range<u32>| *range = shift.column(range.start)..shift.column(range.end);
        for node in self.nodes.iter_mut().take_while(|n| n.line <= line) {
            let before = if node.line == line { shift.spoken_before(node.marker.start) } else { 0 };
            let within = match node.end.0.cmp(&line) {
                Ordering::Less => continue,
                Ordering::Equal => shift.spoken_before(node.end.1),
                Ordering::Greater => shift.spoken(),
            };
            node.spoken = node.spoken.saturating_add_signed((within - before) as i32);
            if node.end.0 == line {
                node.end.1 = shift.column(node.end.1);
            }
            if node.line == line {
                columns(&mut node.marker);
                columns(&mut node.title);
            }
        }
        self.spoken = self.spoken.saturating_add_signed(shift.spoken() as i32);
        if self.mentions.binary_search_by_key(&line, |m| m.line).is_ok() {
            for mention in Arc::make_mut(&mut self.mentions).iter_mut().filter(|m| m.line == line) {
                columns(&mut mention.reference.range);
                columns(&mut mention.reference.number_range);
            }
        }
    }

    /// Where the marker of `id` stands; empty where it has none.
    pub fn marker_place(&self, id: NodeId) -> LineRange {
        self.node(id).map_or(LineRange::new(0, &(0..0)), |n| LineRange::new(n.line, &n.marker))
    }

    /// Where the marker and the title of `id` stand.
    pub fn heading_place(&self, id: NodeId) -> LineRange {
        let heading = |n: &Node| LineRange::new(n.line, &(n.marker.start..n.title.end.max(n.marker.end)));
        self.node(id).map_or(LineRange::new(0, &(0..0)), heading)
    }

    /// Bytes of the marker of `id`; empty where it has none.
    pub fn marker_range(&self, snapshot: &Snapshot, id: NodeId) -> TextRange {
        self.marker_place(id).resolve(snapshot)
    }

    /// Bytes of the title of `id`.
    pub fn title_range(&self, snapshot: &Snapshot, id: NodeId) -> TextRange {
        let Some(node) = self.node(id) else { return TextRange::empty(0) };
        LineRange::new(node.line, &node.title).resolve(snapshot)
    }

    /// Bytes from the marker to the end of the title of `id`.
    pub fn heading_range(&self, snapshot: &Snapshot, id: NodeId) -> TextRange {
        self.heading_place(id).resolve(snapshot)
    }

    /// Bytes of the whole section of `id`: to just before the next node of its level or above.
    pub fn section_range(&self, snapshot: &Snapshot, id: NodeId) -> TextRange {
        let Some(node) = self.node(id) else { return TextRange::empty(0) };
        let start = snapshot.line_start(node.line as usize) + node.marker.start as usize;
        let end = snapshot.line_start(node.end.0 as usize) + node.end.1 as usize;
        TextRange::new(start, end.min(snapshot.len()))
    }

    /// The marker as written: 一、
    pub fn label(&self, snapshot: &Snapshot, id: NodeId) -> String {
        snapshot.slice(self.marker_range(snapshot, id)).into_owned()
    }

    /// The title, cut at `limit` characters with ….
    pub fn title(&self, snapshot: &Snapshot, id: NodeId, limit: usize) -> String {
        let text = snapshot.slice(self.title_range(snapshot, id));
        let mut title: String = text.chars().take(limit).collect();
        if title.len() < text.len() {
            title.push('…');
        }
        title
    }
}
