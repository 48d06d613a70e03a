//! On-type formatting: Enter after a point writes the next marker, Enter on an empty marker goes up.
//!
//! Nobody asked for what happens here, so it happens only where little else can be meant: the line just
//! left is a whole point of a series that counts rightly, nothing else stands in its section, the new
//! line is empty and as far below as the series keeps its members apart. A heading is followed by
//! text far more often than by the next heading; it gets a marker only in a list of headings.

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::outline::{self, Kind, LineEnd, LineScan, NewMarker, Node, NodeId, Outline, Series, Shape};
use crate::text::{Edit, Edits, Snapshot, TextRange};

/// What to do after a line end was typed, with the cursor at byte `offset` of the line it opened.
pub fn on_type_formatting(analysis: &Analysis, offset: usize, cancel: &Cancel) -> Cancellable<Edits> {
    cancel.check()?;
    let draft = Draft { analysis, outline: analysis.outline(), snapshot: analysis.snapshot() };
    let line = draft.snapshot.line_of(offset);
    if line == 0 || !draft.is_blank(line) {
        return Ok(Edits::default());
    }
    let edits = match draft.block_at(line - 1) {
        Some((id, node)) if node.title.is_empty() => draft.leave_level(id, node, line),
        _ => draft.next_point(line),
    };
    Ok(edits.and_then(|edits| Edits::new(edits).ok()).unwrap_or_default())
}

struct Draft<'a> {
    analysis: &'a Analysis,
    outline: &'a Outline,
    snapshot: &'a Snapshot,
}

impl<'a> Draft<'a> {
    /// The marker after the point that stands above the empty `line`.
    fn next_point(&self, line: usize) -> Option<Vec<Edit>> {
        let left = (0..line).rev().find(|l| !self.is_blank(*l))?;
        let (id, node) = self.block_at(left)?;
        let (series, index) = self.place(id)?;
        let whole = !node.title.is_empty() && node.end.0 == node.line && node.sub_number.is_none();
        let far_enough = line - left - 1 == self.blanks_above(left);
        if !whole || !far_enough || !self.is_followed_by_its_like(node, series, index) {
            return None;
        }
        let number = node.number?;
        let elder = index.checked_sub(1).and_then(|i| self.node(*series.members.get(i)?)?.number);
        if elder.is_some_and(|elder| elder + 1 != number) || self.announced(series) == Some(number) {
            return None;
        }
        let mut edits = self.make_room(series, index)?;
        let text = self.marker_like(node, number + 1)?;
        edits.push(Edit::replace(self.snapshot.line_range(line), text));
        Some(edits)
    }

    /// The empty marker above `line`, left with Enter: the marker that its parent's level goes on
    /// with takes its place; at the top the marker goes.
    fn leave_level(&self, id: NodeId, node: &Node, line: usize) -> Option<Vec<Edit>> {
        let (series, index) = self.place(id)?;
        // Markers typed ahead of their text, 一、 and 二、 and 三、, are a plan, not a way out.
        let elder = self.node(*series.members.get(index.checked_sub(1)?)?)?;
        let last = index + 1 == series.members.len() && node.end.0 == node.line;
        if elder.title.is_empty() || !last {
            return None;
        }
        let start = self.snapshot.line_start(line - 1);
        let range = TextRange::new(start, self.snapshot.line_range(line).end);
        let parent = node.parent.and_then(|p| Some((self.place(p)?, self.node(p)?)));
        let Some(((above, place), parent)) = parent.filter(|(_, p)| !p.is_inline()) else {
            let indent: String = self.before_marker(node)?.chars().filter(|c| *c != '#').collect();
            let indent = if node.heading.is_some() { indent.trim_end() } else { &indent };
            return Some(vec![Edit::replace(range, indent)]);
        };
        if parent.end.0 != node.line {
            return None;
        }
        let mut edits = self.make_room(above, place)?;
        edits.push(Edit::replace(range, self.marker_like(parent, parent.number? + 1)?));
        Some(edits)
    }

    /// The edits that free the number after the `index`th member: the members below that count on from
    /// it move up by one. `None` where it is not clear which number is free.
    fn make_room(&self, series: &Series, index: usize) -> Option<Vec<Edit>> {
        let number = |at: usize| self.node(*series.members.get(at)?)?.number;
        let last = series.members.last()?;
        if self.outline.series().any(|(_, s)| s.continues.is_some_and(|c| c == *last)) {
            return None;
        }
        let own = number(index)?;
        let below = index + 1..series.members.len();
        if below.clone().next().is_some_and(|next| number(next).is_none_or(|n| n <= own)) {
            return None;
        }
        let run = below.zip(own + 1..).take_while(|(at, expected)| number(*at) == Some(*expected));
        let markers: Option<Vec<NewMarker>> = run
            .map(|(at, expected)| {
                let id = *series.members.get(at)?;
                let node = self.node(id)?;
                Some(NewMarker { node: id, kind: node.kind, number: expected + 1, form: node.form? })
            })
            .collect();
        Some(outline::remark(self.outline, self.snapshot, &markers?).into_vec())
    }

    /// Whether after this line the next member is likelier than anything else.
    fn is_followed_by_its_like(&self, node: &Node, series: &Series, index: usize) -> bool {
        let ends = self.scan(node.line as usize).map(|s| s.end);
        let elder = index.checked_sub(1).and_then(|i| self.node(*series.members.get(i)?));
        // Only at the end of the list: between two headings that stand there already, text is missing.
        let last = index + 1 == series.members.len();
        let in_list_of_heads = last && elder.is_some_and(|e| e.shape == Shape::Heading && e.end.0 == e.line);
        match ends {
            // （一）抓好落实。 alone on its line may be a heading all the same.
            Some(LineEnd::Stop | LineEnd::Semicolon) => {
                let heading = matches!(node.kind, Kind::HanDun | Kind::HanParen | Kind::Stem);
                !heading || node.shape != Shape::Heading || in_list_of_heads
            }
            Some(LineEnd::Open) => node.shape == Shape::Heading && in_list_of_heads,
            // ： promises something else, ， and 、 are the middle of a sentence.
            _ => false,
        }
    }

    /// The number of members that the line above the series announces.
    fn announced(&self, series: &Series) -> Option<u32> {
        let first = self.node(*series.members.first()?)?.line as usize;
        let above = (0..first).rev().find(|l| !self.is_blank(*l))?;
        self.scan(above)?.leads.last().map(|lead| lead.number)
    }

    /// The start of a line whose marker is like that of `node`, with another number: indent, marker and
    /// the blank behind it. `None` where something else belongs to it, as `**` does.
    fn marker_like(&self, node: &Node, number: u32) -> Option<String> {
        let line = self.snapshot.line(node.line as usize);
        let behind = line.get(node.marker.end as usize..node.title.start as usize)?;
        let blank = if behind.trim().is_empty() { behind } else { "" };
        Some(format!("{}{}{blank}", self.before_marker(node)?, node.form?.write(node.kind, number)))
    }

    fn before_marker(&self, node: &Node) -> Option<String> {
        let line = self.snapshot.line(node.line as usize);
        let before = line.get(..node.marker.start as usize)?;
        before.chars().all(|c| c.is_whitespace() || c == '#').then(|| before.to_owned())
    }

    /// The series of a node that can be continued by a key, and its place there. Parts and chapters are
    /// begun too seldom to be meant by Enter; 首先 has no next word for sure; points that stand in one
    /// paragraph go on there.
    fn place(&self, id: NodeId) -> Option<(&'a Series, usize)> {
        let node = self.node(id)?;
        let series = self.outline.series_of(id)?;
        let left_alone = matches!(
            node.kind,
            Kind::Part | Kind::Volume | Kind::Chapter | Kind::Section | Kind::Decimal(_) | Kind::YiLai
        );
        let in_paragraph = series.members.iter().any(|m| self.node(*m).is_some_and(Node::is_inline));
        if left_alone || in_paragraph || !node.kind.is_numbered() || node.form.is_none() {
            return None;
        }
        Some((series, series.members.iter().position(|m| *m == id)?))
    }

    fn block_at(&self, line: usize) -> Option<(NodeId, &'a Node)> {
        self.outline.nodes().find(|(_, n)| n.line as usize == line && !n.is_inline())
    }

    fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.outline.node(id)
    }

    fn scan(&self, line: usize) -> Option<&LineScan> {
        self.analysis.lines().get(line).map(AsRef::as_ref)
    }

    fn is_blank(&self, line: usize) -> bool {
        self.scan(line).is_none_or(|s| s.end == LineEnd::Blank)
    }

    /// How many blank lines stand straight above `line`.
    fn blanks_above(&self, line: usize) -> usize {
        (0..line).rev().take_while(|l| self.is_blank(*l)).count()
    }
}

#[cfg(test)]
mod tests;
