//! Document highlight: the markers of all siblings of the point under the cursor.

use crate::analysis::{Analysis, Cancel, Cancellable, Spot, mention_range};
use crate::outline::NodeId;
use crate::text::TextRange;

/// The markers of the series of the point whose marker or title holds byte `offset`; with the cursor
/// on a reference, the reference and the markers it means.
pub fn document_highlights(
    analysis: &Analysis,
    offset: usize,
    cancel: &Cancel,
) -> Cancellable<Vec<TextRange>> {
    cancel.check()?;
    let mut ranges = match Spot::at(analysis, offset) {
        None => Vec::new(),
        Some(Spot::Heading(id)) => {
            let siblings = analysis.outline().series_of(id).map_or(vec![id], |s| s.members.clone());
            siblings.into_iter().map(|id| label(analysis, id)).collect()
        }
        Some(Spot::Reference(mention)) => {
            let targets = mention.targets.iter().map(|id| label(analysis, *id));
            targets.chain([mention_range(analysis, mention)]).collect()
        }
    };
    ranges.sort_unstable();
    Ok(ranges)
}

/// The marker of `id`, or the title of what has none.
fn label(analysis: &Analysis, id: NodeId) -> TextRange {
    let marker = analysis.outline().marker_range(analysis.snapshot(), id);
    if marker.is_empty() { analysis.outline().heading_range(analysis.snapshot(), id) } else { marker }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    /// `fixture` holds the cursor as `$0` and the highlights as `⟦…⟧`.
    #[track_caller]
    fn check(fixture: &str) {
        let marked = fixture.replace("$0", "");
        let text: String = marked.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
        let offset = fixture.replace(['⟦', '⟧'], "").find("$0").unwrap();
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown: false,
            proofreader: Default::default(),
        };
        let analysis = Analysis::new(Snapshot::new(&text), Arc::new(options), &Cancel::new()).unwrap();
        let mut shown = String::new();
        let mut at = 0;
        for range in document_highlights(&analysis, offset, &Cancel::new()).unwrap() {
            shown += &format!("{}⟦{}⟧", &text[at..range.start], &text[range.start..range.end]);
            at = range.end;
        }
        shown += &text[at..];
        assert_eq!(shown, marked);
    }

    #[test]
    fn a_marker_lights_its_siblings() {
        check("⟦一、⟧提高认识\n（一）认清形势\n形势很好。\n⟦二$0、⟧狠抓落实\n要抓。\n");
    }

    #[test]
    fn a_title_does_as_well() {
        check("⟦一、⟧提高$0认识\n要提高认识。\n⟦二、⟧狠抓落实\n要抓。\n");
    }

    #[test]
    fn series_of_other_parents_stay_dark() {
        check(
            "一、提高认识\n⟦（一）⟧认清形势$0\n好。\n⟦（二）⟧找准差距\n大。\n二、狠抓落实\n（一）抓紧\n要紧。\n",
        );
    }

    #[test]
    fn points_inside_a_paragraph_light_up() {
        check("要做到三点：⟦一是⟧提高认识；⟦二$0是⟧狠抓落实；⟦三是⟧务求实效。\n");
    }

    #[test]
    fn text_lights_nothing() {
        check("一、提高认识\n要提高$0认识。\n二、狠抓落实\n要抓。\n");
    }

    #[test]
    fn a_reference_lights_what_it_means() {
        check(
            "一、提高认识\n要提高。\n⟦二、⟧狠抓落实\n要抓。\n三、加强领导\n如前面讲的⟦第$0二点⟧，要抓落实。\n",
        );
    }
}
