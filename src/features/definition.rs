//! Go to definition: from a reference (“第三点”, “上述三个方面”) to the points it means.

use crate::analysis::{Analysis, Cancel, Cancellable, Spot, mention_range};
use crate::text::TextRange;

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The words that refer.
    pub origin: TextRange,
    /// The whole section of the target.
    pub section: TextRange,
    /// Its marker and title.
    pub heading: TextRange,
}

/// The points that the reference at byte `offset` means, in document order; empty where no reference stands.
pub fn definition(analysis: &Analysis, offset: usize, cancel: &Cancel) -> Cancellable<Vec<Definition>> {
    cancel.check()?;
    let Some(Spot::Reference(mention)) = Spot::at(analysis, offset) else { return Ok(Vec::new()) };
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let origin = mention_range(analysis, mention);
    let lead = |id| Definition {
        origin,
        section: outline.section_range(snapshot, id),
        heading: outline.heading_range(snapshot, id),
    };
    Ok(mention.targets.iter().copied().map(lead).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    /// The words at `$0` and the headings they lead to.
    #[track_caller]
    fn check(fixture: &str, origin: &str, headings: &[&str]) {
        let offset = fixture.find("$0").unwrap();
        let text = fixture.replace("$0", "");
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown: false,
            proofreader: Default::default(),
        };
        let analysis = Analysis::new(Snapshot::new(&text), Arc::new(options), &Cancel::new()).unwrap();
        let found = definition(&analysis, offset, &Cancel::new()).unwrap();
        let shown: Vec<&str> = found.iter().map(|d| &text[d.heading.start..d.heading.end]).collect();
        assert_eq!(shown, headings);
        assert!(found.iter().all(|d| &text[d.origin.start..d.origin.end] == origin));
        assert!(found.iter().all(|d| d.section.contains_range(d.heading)));
    }

    const POINTS: &str = "一、提高认识\n要提高。\n二、狠抓落实\n要抓。\n三、加强领导\n";

    #[test]
    fn a_number_leads_to_its_point() {
        check(&format!("{POINTS}如前面讲的第$0二点，要抓落实。\n"), "第二点", &["二、狠抓落实"]);
    }

    #[test]
    fn a_summary_leads_to_the_whole_series() {
        check(
            "一要提高认识。要提高。\n二要狠抓落实。要抓。\n三要加强领导。要强。\n以上三$0点，请抓好落实。\n",
            "以上三点",
            &["一要提高认识", "二要狠抓落实", "三要加强领导"],
        );
    }

    #[test]
    fn other_text_leads_nowhere() {
        check(&format!("{POINTS}要抓$0落实。\n"), "", &[]);
        check("一、提高$0认识\n要提高。\n", "", &[]);
    }
}
