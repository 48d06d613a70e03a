//! Document symbols: the outline view.
//!
//! Asked for after each key, over thousands of nodes: one pass with a stack, few look-ups a node.

use std::borrow::Cow;

use crate::analysis::{Analysis, Cancel, Cancellable, section, speech};
use crate::outline::{Kind, Node};
use crate::text::{Snapshot, TextRange};

/// What the outline view is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SymbolOptions {
    /// Whether points inside paragraphs (一是…；二是…) are shown.
    pub inline_points: bool,
    /// Characters read aloud in a minute, for the detail.
    pub characters_per_minute: u32,
}

/// One entry of the outline view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Marker as written and title.
    pub name: String,
    /// Characters and speaking time of the section.
    pub detail: String,
    /// What its marker is.
    pub kind: Kind,
    /// The whole section.
    pub range: TextRange,
    /// Marker and title.
    pub selection: TextRange,
    /// The entries below it.
    pub children: Vec<Symbol>,
}

/// The outline as a tree.
pub fn document_symbols(
    analysis: &Analysis,
    options: SymbolOptions,
    cancel: &Cancel,
) -> Cancellable<Vec<Symbol>> {
    let mut tree = Tree::new(analysis.snapshot().len());
    let mut lines = LineWalk::new(analysis.snapshot());
    let locale = analysis.options().locale;
    for (id, node) in analysis.outline().nodes() {
        if id.0 % NODES_PER_LOOK == 0 {
            cancel.check()?;
        }
        // A point that is not shown still ends what came before it, so that what stands under it
        // goes to the nearest entry shown above.
        tree.close(node.depth);
        if node.is_inline() && !options.inline_points {
            continue;
        }
        lines.go_to(node.line);
        let symbol = Symbol {
            name: section::name_in(&lines.text, node, locale),
            detail: speech::length(node.spoken, options.characters_per_minute, locale),
            kind: node.kind,
            range: lines.range(node),
            selection: lines.heading(node),
            children: Vec::new(),
        };
        tree.open(node.depth, symbol);
    }
    Ok(tree.finish())
}

/// How many nodes are turned into symbols between two looks at the cancel flag: some 100 µs of work.
const NODES_PER_LOOK: u32 = 256;

/// The line that the walk stands on: the points of a paragraph all share its text and start.
struct LineWalk<'a> {
    snapshot: &'a Snapshot,
    line: u32,
    start: usize,
    text: Cow<'a, str>,
}

impl<'a> LineWalk<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, line: 0, start: 0, text: snapshot.line(0) }
    }

    fn go_to(&mut self, line: u32) {
        if line != self.line {
            self.line = line;
            self.start = self.snapshot.line_start(line as usize);
            self.text = self.snapshot.line(line as usize);
        }
    }

    fn range(&self, node: &Node) -> TextRange {
        let (end_line, end_column) = node.end;
        let end_start =
            if end_line == self.line { self.start } else { self.snapshot.line_start(end_line as usize) };
        TextRange::new(self.start + node.marker.start as usize, end_start + end_column as usize)
    }

    fn heading(&self, node: &Node) -> TextRange {
        let end = node.title.end.max(node.marker.end);
        TextRange::new(self.start + node.marker.start as usize, self.start + end as usize)
    }
}

/// The entries still open, outermost first, and those done at the top.
struct Tree {
    whole: TextRange,
    open: Vec<(u16, Symbol)>,
    done: Vec<Symbol>,
}

impl Tree {
    fn new(len: usize) -> Self {
        Self { whole: TextRange::new(0, len), open: Vec::new(), done: Vec::new() }
    }

    /// Closes all entries at `depth` or below.
    fn close(&mut self, depth: u16) {
        while self.open.last().is_some_and(|(open, _)| *open >= depth) {
            let Some((_, symbol)) = self.open.pop() else { return };
            match self.open.last_mut() {
                Some((_, parent)) => parent.children.push(symbol),
                None => self.done.push(symbol),
            }
        }
    }

    /// Opens `symbol` inside the entry above it, whose range it may not leave: editors look for the
    /// cursor from the top down, and the protocol wants the selection inside the range.
    fn open(&mut self, depth: u16, mut symbol: Symbol) {
        let around = self.open.last().map_or(self.whole, |(_, parent)| parent.range);
        symbol.range = clamped(symbol.range, around);
        symbol.selection = clamped(symbol.selection, symbol.range);
        self.open.push((depth, symbol));
    }

    fn finish(mut self) -> Vec<Symbol> {
        self.close(0);
        self.done
    }
}

fn clamped(range: TextRange, around: TextRange) -> TextRange {
    TextRange::new(range.start.clamp(around.start, around.end), range.end.clamp(around.start, around.end))
}

#[cfg(test)]
mod tests;
