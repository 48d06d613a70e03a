//! Swapping a section with its neighbour. What stands behind the two markers changes places; the
//! markers, the blank lines between the sections and the ends of lines stay, so that numbers remain in
//! order and a last line without an end needs no care.
//!
//! Points of one paragraph swap their clauses; the ；and 。that close them stay by position.

use std::collections::BTreeMap;

use crate::outline::{self, Kind, NewMarker, NodeId, Outline};
use crate::text::{Edit, Edits, Snapshot, TextRange};

/// Swaps `id` with the sibling before it.
pub(super) fn up(outline: &Outline, snapshot: &Snapshot, id: NodeId) -> Option<Edits> {
    let before = neighbour(outline, id, |at| at.checked_sub(1))?;
    swap(outline, snapshot, before, id)
}

/// Swaps `id` with the sibling behind it.
pub(super) fn down(outline: &Outline, snapshot: &Snapshot, id: NodeId) -> Option<Edits> {
    let behind = neighbour(outline, id, |at| at.checked_add(1))?;
    swap(outline, snapshot, id, behind)
}

/// The sibling that `id` may change places with: the next point of its series in the same paragraph (a
/// paragraph may begin with the first one), or the next section, if it is one of the same series.
fn neighbour(outline: &Outline, id: NodeId, step: impl Fn(usize) -> Option<usize>) -> Option<NodeId> {
    let node = outline.node(id)?;
    let next_of = |ids: &[NodeId]| ids.get(step(ids.iter().position(|i| *i == id)?)?).copied();
    let mate = outline.series_of(id).and_then(|s| next_of(&s.members));
    if let Some(mate) = mate.filter(|m| outline.node(*m).is_some_and(|n| n.line == node.line)) {
        return Some(mate);
    }
    let blocks: Vec<NodeId> =
        outline.children(node.parent).filter(|c| outline.node(*c).is_some_and(|n| !n.is_inline())).collect();
    let other = next_of(&blocks)?;
    let found = outline.node(other)?;
    (found.series == node.series && found.kind == node.kind && node.kind != Kind::Title).then_some(other)
}

fn swap(outline: &Outline, snapshot: &Snapshot, first: NodeId, second: NodeId) -> Option<Edits> {
    let in_paragraph = outline.node(first)?.line == outline.node(second)?.line;
    let piece = if in_paragraph { Piece::of_paragraph } else { Piece::of_section };
    let (a, b) = (piece(outline, snapshot, first)?, piece(outline, snapshot, second)?);
    let follow = follow(outline, snapshot, first, second);
    let inside = |range: TextRange| follow.iter().filter(move |e| range.contains_range(e.range));
    let mut edits = Vec::new();
    for (to, from) in [(a.before, b.before), (b.before, a.before), (a.behind, b.behind), (b.behind, a.behind)]
    {
        let text = rewritten(snapshot, from, inside(from));
        if *snapshot.slice(to) != *text {
            edits.push(Edit::replace(to, text));
        }
    }
    let moved = [a.behind, b.behind];
    edits.extend(follow.iter().filter(|e| !moved.iter().any(|m| m.contains_range(e.range))).cloned());
    Edits::new(edits).ok().filter(|edits| !edits.is_empty())
}

/// The text around a marker that moves with it.
struct Piece {
    /// From the line's start to the marker: indent, `##`. Empty for a point inside a paragraph.
    before: TextRange,
    /// From the marker to the end of the section.
    behind: TextRange,
}

impl Piece {
    fn of_section(outline: &Outline, snapshot: &Snapshot, id: NodeId) -> Option<Self> {
        let start = snapshot.line_start(outline.node(id)?.line as usize);
        let marker = outline.marker_range(snapshot, id);
        let end = last_line_end(outline, snapshot, id).max(marker.end);
        Some(Self { before: TextRange::new(start, marker.start), behind: TextRange::new(marker.end, end) })
    }

    fn of_paragraph(outline: &Outline, snapshot: &Snapshot, id: NodeId) -> Option<Self> {
        let marker = outline.marker_range(snapshot, id);
        Some(Self { before: TextRange::empty(marker.start), behind: clause(outline, snapshot, id)? })
    }
}

/// The end of the last line of the section that holds any text, line end excluded.
fn last_line_end(outline: &Outline, snapshot: &Snapshot, id: NodeId) -> usize {
    let section = outline.section_range(snapshot, id);
    let first = snapshot.line_of(section.start);
    let mut last = snapshot.line_of(section.end);
    if last > first && snapshot.line_start(last) == section.end {
        last -= 1;
    }
    while last > first && snapshot.line(last).trim().is_empty() {
        last -= 1;
    }
    snapshot.line_range(last).end
}

/// What closes a clause and stays in its place when clauses swap.
const CLOSING: &[char] = &['；', '。', '，', '、', '！', '？', ';', '.', ',', '!', '?', '…'];

/// The clause of a point inside a paragraph, without the punctuation that closes it.
fn clause(outline: &Outline, snapshot: &Snapshot, id: NodeId) -> Option<TextRange> {
    let node = outline.node(id)?;
    let start = outline.marker_range(snapshot, id).end;
    let mates: Vec<NodeId> = outline
        .series_of(id)?
        .members
        .iter()
        .copied()
        .filter(|m| outline.node(*m).is_some_and(|n| n.line == node.line))
        .collect();
    let at = mates.iter().position(|m| *m == id)?;
    let end = match mates.get(at + 1) {
        Some(next) => outline.marker_range(snapshot, *next).start,
        None => {
            let line_end = snapshot.line_range(node.line as usize).end;
            let whole = TextRange::new(start, outline.section_range(snapshot, id).end.min(line_end));
            let before = outline.marker_range(snapshot, id).start;
            let parted = snapshot.slice(TextRange::new(before.saturating_sub(PARTING_BYTES), before));
            let by_sentence = at == 0 || parted.trim_end().ends_with(['。', '！', '？']);
            if by_sentence { whole.end } else { start + sentence_len(&snapshot.slice(whole)) }
        }
    };
    let text = snapshot.slice(TextRange::new(start, end));
    let kept = text.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(&c)).len();
    Some(TextRange::new(start, start + kept))
}

/// How far before a marker the punctuation is looked for that parts it from the point before it.
const PARTING_BYTES: usize = 9;

/// Bytes up to the end of the sentence, or of the bracket or quotation that the text stands in: a
/// series parted by ；ends there, and what follows belongs to the paragraph.
fn sentence_len(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '（' | '《' | '‘' | '(' => depth += 1,
            '”' | '）' | '》' | '’' | ')' if depth == 0 => return at,
            '”' | '）' | '》' | '’' | ')' => depth -= 1,
            '。' | '！' | '？' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The references to the two sections, whose numbers are exchanged.
fn follow(outline: &Outline, snapshot: &Snapshot, first: NodeId, second: NodeId) -> Vec<Edit> {
    let marker = |of: NodeId, like: NodeId| {
        let (node, other) = (outline.node(of)?, outline.node(like)?);
        Some(NewMarker { node: of, kind: node.kind, number: other.number?, form: node.form? })
    };
    let markers: Vec<NewMarker> =
        [marker(first, second), marker(second, first)].into_iter().flatten().collect();
    outline::follow(outline, snapshot, &markers)
}

/// The text of `range` after `edits`, which lie inside it.
fn rewritten<'a>(snapshot: &Snapshot, range: TextRange, edits: impl Iterator<Item = &'a Edit>) -> String {
    let by_start: BTreeMap<usize, &Edit> = edits.map(|e| (e.range.start, e)).collect();
    let mut text = String::new();
    let mut from = range.start;
    for edit in by_start.values() {
        text.push_str(&snapshot.slice(TextRange::new(from, edit.range.start)));
        text.push_str(&edit.text);
        from = edit.range.end;
    }
    text.push_str(&snapshot.slice(TextRange::new(from, range.end)));
    text
}
