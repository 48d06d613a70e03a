//! Raising and lowering a section with all that stands under it.
//!
//! No text moves; markers change. A raised section becomes the next sibling of its parent, and the
//! siblings that follow it in the text become its children: what an outliner does, and what the page
//! then says, for their markers keep their kind. A lowered section becomes the last child of the sibling
//! before it. The series it leaves closes the gap, the series it joins makes room.
//!
//! Parts and articles keep their level: a part is a speech, articles count through all chapters.
//! Sections without a number (`##`, ——) have no level to show and stay as well.

use super::reading::reads_as;
use crate::analysis::Analysis;
use crate::outline::{self, Form, Kind, NewMarker, Node, NodeId, Outline, Series, common_style};
use crate::text::{Edit, Edits, Snapshot, TextRange};

/// The kinds of the ladder, each below the one before it.
const LADDER: &[Kind] = &[Kind::HanDun, Kind::HanParen, Kind::ArabicDot, Kind::ArabicParen, Kind::Circled];

/// Raises `id`; `None` where it stands at the top already.
pub(super) fn raise(analysis: &Analysis, id: NodeId) -> Option<Edits> {
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let (node, series) = counted_block(outline, id)?;
    let parent = node.parent?;
    let (parent_node, parent_series) = counted_block(outline, parent)?;
    let mut plan = Plan::new(outline);
    // The series above makes room behind the parent.
    let mut joined = parent_series.members.clone();
    let at = joined.iter().position(|m| *m == parent)?;
    joined.insert(at + 1, id);
    plan.count(&joined, outline::first_number(outline, parent_series));
    plan.restyle(id, common_style(outline, parent_series)?);
    // What follows in the old series continues the section's own children.
    let at = series.members.iter().position(|m| *m == id)?;
    let tail: Vec<NodeId> = series.members.iter().skip(at + 1).copied().collect();
    let style = common_style(outline, series)?;
    let last = plan.raise_children(id, style, !tail.is_empty())?;
    plan.count(&tail, last + 1);
    let mut edits = plan.edits(snapshot);
    edits.extend(hashes(outline, snapshot, id, parent_node.heading.or(node.heading))?);
    let edits = Edits::new(edits).ok()?;
    let new_parent = |n: NodeId| match outline.node(n)?.parent {
        _ if n == id => parent_node.parent,
        old if old == Some(parent) && n > id => Some(id),
        old => old,
    };
    reads_as(analysis, &edits, &plan.markers, new_parent).map(|_| edits)
}

/// Lowers `id`; `None` where it has no elder sibling or where the ladder ends.
pub(super) fn lower(analysis: &Analysis, id: NodeId) -> Option<Edits> {
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let (node, series) = counted_block(outline, id)?;
    let at = series.members.iter().position(|m| *m == id)?;
    let elder = *series.members.get(at.checked_sub(1)?)?;
    let (elder_node, _) = counted_block(outline, elder)?;
    if blocks(outline, node.parent).take_while(|b| *b != id).last() != Some(elder) {
        return None;
    }
    let mut plan = Plan::new(outline);
    let left: Vec<NodeId> = series.members.iter().copied().filter(|m| *m != id).collect();
    plan.count(&left, outline::first_number(outline, series));
    let mut above: Vec<Kind> = outline.ancestors(elder).filter_map(|a| Some(outline.node(a)?.kind)).collect();
    above.reverse();
    // The elder's last children, if they are counted, are the siblings from now on.
    let last_child = blocks(outline, Some(elder)).last();
    let siblings = last_child.and_then(|c| outline.series_of(c)).filter(|s| s.kind.is_numbered());
    let (style, number) = match siblings {
        Some(siblings) => {
            let last = plan.count(&siblings.members, outline::first_number(outline, siblings));
            (common_style(outline, siblings)?, last + 1)
        }
        None => (plan.usual(id, &above).filter(stands_alone).or_else(|| next_on_ladder(&above))?, 1),
    };
    plan.markers.push(NewMarker { node: id, kind: style.0, number, form: style.1 });
    above.push(style.0);
    plan.lower_children(id, &mut above)?;
    let mut edits = plan.edits(snapshot);
    let heading = match last_child.filter(|_| siblings.is_some()) {
        Some(child) => outline.node(child)?.heading,
        None => node.heading.and(elder_node.heading).map(|level| level + 1),
    };
    edits.extend(hashes(outline, snapshot, id, heading)?);
    let edits = Edits::new(edits).ok()?;
    let new_parent = |n: NodeId| if n == id { Some(elder) } else { outline.node(n)?.parent };
    reads_as(analysis, &edits, &plan.markers, new_parent).map(|_| edits)
}

/// A node at the head of a paragraph that can change its level, with its series. Points inside a
/// paragraph cannot leave it, nor can a point whose siblings stand there.
fn counted_block(outline: &Outline, id: NodeId) -> Option<(&Node, &Series)> {
    let node = outline.node(id)?;
    let series = outline.series_of(id)?;
    let fixed = matches!(node.kind, Kind::Part | Kind::Volume | Kind::Article | Kind::Decimal(_));
    let in_paragraph = series.members.iter().any(|m| outline.node(*m).is_some_and(Node::is_inline));
    (!in_paragraph && node.kind.is_numbered() && node.form.is_some() && !fixed).then_some((node, series))
}

/// The children of `parent` that stand at the head of a paragraph.
fn blocks(outline: &Outline, parent: Option<NodeId>) -> impl Iterator<Item = NodeId> {
    outline.children(parent).filter(|c| outline.node(*c).is_some_and(|n| !n.is_inline()))
}

/// The series among the block children of `parent`, each with its members in order.
fn child_series(outline: &Outline, parent: NodeId) -> Vec<(&Series, Vec<NodeId>)> {
    let mut found: Vec<(&Series, Vec<NodeId>)> = Vec::new();
    for child in blocks(outline, Some(parent)) {
        let Some(series) = outline.series_of(child) else { continue };
        match found.iter_mut().find(|(s, _)| s.members == series.members) {
            Some((_, members)) => members.push(child),
            None => found.push((series, vec![child])),
        }
    }
    found
}

/// Whether a series of `kind` can stand under `above`, the kinds from the top down.
fn fits(kind: Kind, above: &[Kind]) -> bool {
    let floor = above.iter().filter_map(|k| k.rank()).max();
    !above.contains(&kind) && kind.rank().is_none_or(|rank| floor.is_none_or(|floor| rank > floor))
}

/// The first kind of the ladder below `above`. Under a word (一是) the ladder goes on with 1.
fn next_on_ladder(above: &[Kind]) -> Option<(Kind, Form)> {
    let under_word = above.last().is_some_and(|k| k.rank().is_none());
    let word_floor = if under_word { Kind::HanParen.rank() } else { None };
    let floor = above.iter().filter_map(|k| k.rank()).max().max(word_floor);
    let kind = LADDER.iter().copied().find(|k| k.rank() > floor)?;
    Some((kind, Form::canonical(kind)?))
}

/// Whether one such marker is read as one without a second.
fn stands_alone(style: &(Kind, Form)) -> bool {
    LADDER.contains(&style.0) && style.0 != Kind::Circled
}

/// The markers that a change of level writes anew.
struct Plan<'a> {
    outline: &'a Outline,
    markers: Vec<NewMarker>,
}

impl<'a> Plan<'a> {
    fn new(outline: &'a Outline) -> Self {
        Self { outline, markers: Vec::new() }
    }

    /// Lets `members` count up from `start`, in their own style; the last number given.
    fn count(&mut self, members: &[NodeId], start: u32) -> u32 {
        let counted = outline::count_up(self.outline, members, start);
        let last = counted.last().map_or(start.saturating_sub(1), |m| m.number);
        self.markers.extend(counted);
        last
    }

    /// Gives `id`, which has been counted, another kind.
    fn restyle(&mut self, id: NodeId, (kind, form): (Kind, Form)) {
        for marker in self.markers.iter_mut().filter(|m| m.node == id) {
            (marker.kind, marker.form) = (kind, form);
        }
    }

    /// Gives the children of a raised section the kind `style`, that of the section before, and so on
    /// downwards; the number of the last child. Words (一是), which may stand anywhere, stay unless the
    /// section's former siblings are to `follow` them as children.
    fn raise_children(&mut self, id: NodeId, style: (Kind, Form), follow: bool) -> Option<u32> {
        let mut last = 0;
        for (series, members) in child_series(self.outline, id) {
            last = 0;
            if !series.kind.is_numbered() || series.kind.rank().is_none() && !follow {
                continue;
            }
            last = self.count(&members, outline::first_number(self.outline, series));
            let below = common_style(self.outline, series)?;
            for member in members {
                self.restyle(member, style);
                self.raise_children(member, below, false)?;
            }
        }
        Some(last)
    }

    /// Gives the children of a lowered section kinds that can stand under `above`.
    fn lower_children(&mut self, id: NodeId, above: &mut Vec<Kind>) -> Option<()> {
        for (series, members) in child_series(self.outline, id) {
            let style = self.lowered_style(series, id, above)?;
            let start = outline::first_number(self.outline, series);
            if style.is_some() {
                self.count(&members, start);
            }
            above.push(style.map_or(series.kind, |s| s.0));
            for member in members {
                if let Some(style) = style {
                    self.restyle(member, style);
                }
                self.lower_children(member, above)?;
            }
            above.pop();
        }
        Some(())
    }

    /// The style of a series under `above`: `Some(None)` where it can stay as it is, `None` where the
    /// ladder has ended.
    fn lowered_style(&self, series: &Series, parent: NodeId, above: &[Kind]) -> Option<Option<(Kind, Form)>> {
        let stays = fits(series.kind, above);
        if !series.kind.is_numbered() || stays && series.kind.rank().is_none() {
            return Some(None);
        }
        match self.usual(parent, above) {
            Some(usual) => Some(Some(usual)),
            None if stays => Some(None),
            None => Some(Some(next_on_ladder(above)?)),
        }
    }

    /// The kind that the draft gives to children of the last of `above`, outside the subtree of `moved`.
    fn usual(&self, moved: NodeId, above: &[Kind]) -> Option<(Kind, Form)> {
        let parent_kind = above.last()?;
        let moved = self.outline.subtree(moved);
        self.outline
            .series()
            .filter(|(_, s)| s.kind.is_numbered() && fits(s.kind, above))
            .find(|(_, s)| {
                let node = |id: NodeId| self.outline.node(id);
                let block = s
                    .members
                    .first()
                    .is_some_and(|m| !moved.contains(&m.0) && node(*m).is_some_and(|n| !n.is_inline()));
                block && s.parent.and_then(node).is_some_and(|p| p.kind == *parent_kind)
            })
            .and_then(|(_, s)| common_style(self.outline, s))
    }

    fn edits(&self, snapshot: &Snapshot) -> Vec<Edit> {
        let changed: Vec<NewMarker> =
            self.markers.iter().copied().filter(|m| !outline::stands(self.outline, m)).collect();
        outline::remark(self.outline, snapshot, &changed).into_vec()
    }
}

/// The edits that give the Markdown heading of `id` the level `to`, and shift those of its subtree by as
/// much; with `to` absent they become plain paragraphs. `None` where a level would leave 1 to 6.
fn hashes(outline: &Outline, snapshot: &Snapshot, id: NodeId, to: Option<u8>) -> Option<Vec<Edit>> {
    let from = outline.node(id)?.heading;
    if from == to {
        return Some(Vec::new());
    }
    let mut edits = Vec::new();
    for member in outline.subtree(id).map(NodeId) {
        let Some(node) = outline.node(member) else { continue };
        let marker = outline.marker_range(snapshot, member);
        let line = snapshot.line_start(node.line as usize);
        let prefix = snapshot.slice(TextRange::new(line, marker.start)).into_owned();
        let hash = line + prefix.find('#').unwrap_or(prefix.len());
        match (node.heading, from, to) {
            (Some(level), Some(from), Some(to)) => {
                let level = (level + to).checked_sub(from).filter(|l| (1..=6).contains(l))?;
                let old = TextRange::new(hash, hash + usize::from(node.heading.unwrap_or(0)));
                edits.push(Edit::replace(old, "#".repeat(usize::from(level))));
            }
            (Some(_), _, None) => edits.push(Edit::delete(TextRange::new(hash, marker.start))),
            (None, None, Some(to)) if member == id && node.shape == outline::Shape::Heading => {
                edits.push(Edit::insert(marker.start, format!("{} ", "#".repeat(usize::from(to)))));
            }
            _ => {}
        }
    }
    Some(edits)
}
