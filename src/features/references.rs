//! Find references: the places that speak of a point (“第三点”).

use crate::analysis::{Analysis, Cancel, Cancellable, Spot, mention_range};
use crate::text::TextRange;

/// The references to the point at byte `offset`, in document order; with `declaration` its own heading first.
///
/// With the cursor on a reference, those to all the points that it means, itself among them.
pub fn references(
    analysis: &Analysis,
    offset: usize,
    declaration: bool,
    cancel: &Cancel,
) -> Cancellable<Vec<TextRange>> {
    cancel.check()?;
    let meant = Spot::at(analysis, offset).map(Spot::nodes).unwrap_or_default();
    let mut ranges = Vec::new();
    if declaration {
        let heading = |id| analysis.outline().heading_range(analysis.snapshot(), id);
        ranges.extend(meant.iter().copied().map(heading));
    }
    let speaks =
        analysis.outline().mentions().iter().filter(|m| m.targets.iter().any(|id| meant.contains(id)));
    ranges.extend(speaks.map(|mention| mention_range(analysis, mention)));
    Ok(ranges)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    #[track_caller]
    fn check(fixture: &str, declaration: bool, expected: &[&str]) {
        let offset = fixture.find("$0").unwrap();
        let text = fixture.replace("$0", "");
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown: false,
            proofreader: Default::default(),
        };
        let analysis = Analysis::new(Snapshot::new(&text), Arc::new(options), &Cancel::new()).unwrap();
        let found = references(&analysis, offset, declaration, &Cancel::new()).unwrap();
        let shown: Vec<&str> = found.iter().map(|r| &text[r.start..r.end]).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_heading_knows_who_speaks_of_it() {
        let text =
            "一、提高认识\n要提高。\n二、狠抓$0落实\n要抓。\n三、加强领导\n如前面讲的第二点，要抓落实。\n";
        check(text, false, &["第二点"]);
        check(text, true, &["二、狠抓落实", "第二点"]);
    }

    #[test]
    fn a_reference_finds_itself_and_its_point() {
        let text =
            "一、提高认识\n要提高。\n二、狠抓落实\n要抓。\n三、加强领导\n如前面讲的第二$0点，要抓落实。\n";
        check(text, true, &["二、狠抓落实", "第二点"]);
    }

    #[test]
    fn a_summary_speaks_of_each_of_its_points() {
        let text =
            "一要提高认识。要提高。\n二要狠抓$0落实。要抓。\n三要加强领导。要强。\n以上三点，请抓好落实。\n";
        check(text, false, &["以上三点"]);
    }

    #[test]
    fn text_has_no_references() {
        check("一、提高认识\n要提高$0认识。\n如前面讲的第一点，要提高。\n", true, &[]);
    }
}
