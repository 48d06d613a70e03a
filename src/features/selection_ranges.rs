//! Selection ranges: clause, sentence, paragraph, point, section, section above, draft.

mod segment;

use self::segment::{clause, sentence, trimmed};
use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::outline::NodeId;
use crate::text::TextRange;

/// For each byte offset the ranges around it, innermost first, each strictly inside the next.
///
/// There is at least one range for every offset: the draft.
pub fn selection_ranges(
    analysis: &Analysis,
    offsets: &[usize],
    cancel: &Cancel,
) -> Cancellable<Vec<Vec<TextRange>>> {
    let at = |offset: &usize| {
        cancel.check()?;
        Ok(ranges_at(analysis, analysis.snapshot().floor(*offset)))
    };
    offsets.iter().map(at).collect()
}

fn ranges_at(analysis: &Analysis, offset: usize) -> Vec<TextRange> {
    let snapshot = analysis.snapshot();
    let line = snapshot.line_of(offset);
    let text = snapshot.line(line);
    let line_start = snapshot.line_start(line);
    let column = offset - line_start;
    let shift = |r: TextRange| TextRange::new(line_start + r.start, line_start + r.end);

    let structure = Structure::around(analysis, offset, line as u32);
    let sentence = shift(sentence(&text, column));
    let mut candidates = vec![shift(trimmed(&text, TextRange::new(0, text.len())))];
    // A sentence cut by a point or title on one side only is no unit: 做到：一是抓紧。抓实。二是……
    if structure.words.iter().all(|w| w.contains_range(sentence) || sentence.contains_range(*w)) {
        candidates.push(sentence);
    }
    let inner = structure.innermost();
    candidates.push(cut(sentence, inner));
    if !structure.in_marker {
        candidates.push(cut(shift(clause(&text, column)), inner));
    }
    candidates.extend(&structure.words);
    candidates.extend(&structure.sections);
    nested(candidates, offset, TextRange::new(0, snapshot.len()))
}

/// The candidates that hold `offset`, from the shortest up, each strictly inside the next.
fn nested(mut candidates: Vec<TextRange>, offset: usize, draft: TextRange) -> Vec<TextRange> {
    candidates.retain(|range| !range.is_empty() && range.touches(offset));
    candidates.push(draft);
    candidates.sort_by_key(|range| (range.len(), range.start));
    let mut chain: Vec<TextRange> = Vec::new();
    for range in candidates {
        if chain.last().is_none_or(|last| range != *last && range.contains_range(*last)) {
            chain.push(range);
        }
    }
    chain
}

/// What the outline knows around a place.
struct Structure {
    /// Markers, titles and points on the line, innermost first.
    words: Vec<TextRange>,
    /// Sections, innermost first.
    sections: Vec<TextRange>,
    /// Whether the place is inside a marker, whose 、 parts no clauses.
    in_marker: bool,
}

impl Structure {
    fn around(analysis: &Analysis, offset: usize, line: u32) -> Self {
        let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
        let mut structure = Self { words: Vec::new(), sections: Vec::new(), in_marker: false };
        let Some(innermost) = outline.at_offset(snapshot, offset) else { return structure };
        for id in outline.ancestors(innermost) {
            let Some(node) = outline.node(id) else { break };
            if node.line == line {
                let marker = outline.marker_range(snapshot, id);
                let title = outline.title_range(snapshot, id);
                structure.in_marker |= marker.start <= offset && offset < marker.end;
                let heading = outline.heading_range(snapshot, id);
                let own = [marker, title, heading].into_iter().filter(|r| !r.is_empty() && r.touches(offset));
                structure.words.extend(own);
            }
            if node.is_inline() && node.end.0 == node.line {
                structure.words.push(outline.section_range(snapshot, id));
            } else {
                structure.sections.push(whole_section(analysis, id, node.is_inline()));
            }
        }
        structure
    }

    /// The innermost point around the place, within which clauses and sentences are looked for.
    fn innermost(&self) -> Option<TextRange> {
        self.words.iter().copied().max_by_key(|range| range.start)
    }
}

/// The section of `id`, from the first character of its line where it has the line for itself, so
/// that it holds the paragraph (`# 一、…` begins before its marker).
fn whole_section(analysis: &Analysis, id: NodeId, inline: bool) -> TextRange {
    let section = analysis.outline().section_range(analysis.snapshot(), id);
    let Some(node) = analysis.outline().node(id).filter(|_| !inline) else { return section };
    let indent = analysis.lines().get(node.line as usize).map_or(0, |line| line.indent);
    let start = analysis.snapshot().line_start(node.line as usize) + indent as usize;
    TextRange::new(start.min(section.start), section.end)
}

fn cut(range: TextRange, bounds: Option<TextRange>) -> TextRange {
    let Some(bounds) = bounds else { return range };
    TextRange::new(range.start.max(bounds.start), range.end.min(bounds.end))
}

#[cfg(test)]
mod tests;
