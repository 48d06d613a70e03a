//! What stands at a place of the text: a reference, or the marker or title of a point.

use super::Analysis;
use crate::outline::{Mention, NodeId};
use crate::text::LineRange;
use crate::text::TextRange;

/// Something at a place that leads to points of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot<'a> {
    /// Words that refer to points: 第三点.
    Reference(&'a Mention),
    /// The marker or title of a point.
    Heading(NodeId),
}

impl<'a> Spot<'a> {
    /// What stands at byte `offset`, or ends there; a reference inside a title comes before the title.
    pub fn at(analysis: &'a Analysis, offset: usize) -> Option<Self> {
        let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
        let line = snapshot.line_of(offset) as u32;
        let reference = mentions_on(outline.mentions(), line)
            .iter()
            .find(|mention| mention_range(analysis, mention).touches(offset));
        if let Some(mention) = reference {
            return Some(Spot::Reference(mention));
        }
        let innermost = outline.at_offset(snapshot, offset)?;
        outline
            .ancestors(innermost)
            .take_while(|id| outline.node(*id).is_some_and(|node| node.line == line))
            .find(|id| outline.heading_range(snapshot, *id).touches(offset))
            .map(Spot::Heading)
    }

    /// The points meant, in document order.
    pub fn nodes(self) -> Vec<NodeId> {
        match self {
            Spot::Reference(mention) => mention.targets.clone(),
            Spot::Heading(id) => vec![id],
        }
    }
}

/// Bytes of the words that refer.
pub fn mention_range(analysis: &Analysis, mention: &Mention) -> TextRange {
    LineRange::new(mention.line, &mention.reference.range).resolve(analysis.snapshot())
}

/// The mentions on `line`; they stand in document order.
fn mentions_on(mentions: &[Mention], line: u32) -> &[Mention] {
    let from = mentions.partition_point(|m| m.line < line);
    let to = mentions.partition_point(|m| m.line <= line);
    mentions.get(from..to).unwrap_or_default()
}
