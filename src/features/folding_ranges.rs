//! Folding: every section that is longer than its heading line.
//!
//! Points inside a paragraph do not fold: several of them would share one visible line.

use crate::analysis::{Analysis, Cancel, Cancellable, section};

/// A fold over whole lines, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// The line that stays visible.
    pub first_line: u32,
    /// The last line hidden; blank lines before the next heading stay visible.
    pub last_line: u32,
}

/// The folds of the draft, in document order.
pub fn folding_ranges(analysis: &Analysis, cancel: &Cancel) -> Cancellable<Vec<Fold>> {
    cancel.check()?;
    let mut folds: Vec<Fold> = Vec::new();
    for (_, node) in analysis.outline().nodes().filter(|(_, node)| !node.is_inline()) {
        let fold = Fold { first_line: node.line, last_line: section::last_line(analysis, node) };
        let taken = folds.last().is_some_and(|last| last.first_line == fold.first_line);
        if fold.first_line < fold.last_line && !taken {
            folds.push(fold);
        }
    }
    Ok(folds)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    /// Folds as `first-last` pairs, lines counted from 0.
    #[track_caller]
    fn check_as(markdown: bool, text: &str, expected: &str) {
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown,
            proofreader: Default::default(),
        };
        let analysis = Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap();
        let folds = folding_ranges(&analysis, &Cancel::new()).unwrap();
        let shown: Vec<String> = folds.iter().map(|f| format!("{}-{}", f.first_line, f.last_line)).collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        check_as(false, text, expected);
    }

    #[test]
    fn a_section_folds_to_its_last_line_with_text() {
        check("一、提高认识\n\n要深刻认识。\n\n\n二、狠抓落实\n要狠抓落实。\n", "0-2 5-6");
    }

    #[test]
    fn sections_inside_sections_fold_too() {
        check(
            "一、提高认识\n（一）认清形势\n形势很好。\n（二）找准差距\n差距不小。\n二、狠抓落实\n要抓。",
            "0-4 1-2 3-4 5-6",
        );
    }

    #[test]
    fn a_run_in_point_folds_when_it_spans_lines() {
        check("（一）抓好项目。要抓紧。\n还要抓实。\n（二）抓好投资。要抓紧。\n", "0-1");
    }

    #[test]
    fn what_fits_on_one_line_does_not_fold() {
        check("一、提高认识\n二、狠抓落实\n", "");
        check("要做到：一是提高认识；二是狠抓落实。\n就这些。", "");
        check("", "");
    }

    #[test]
    fn windows_line_ends_change_nothing() {
        check("一、提高认识\r\n\r\n要深刻认识。\r\n\r\n二、狠抓落实\r\n要狠抓落实。\r\n", "0-2 4-5");
    }

    #[test]
    fn parts_fold_with_all_they_hold() {
        check(
            "第一篇：动员会上的讲话\n同志们：\n一、提高认识\n要提高认识。\n\n第二篇：总结会上的讲话\n同志们：\n一、肯定成绩\n成绩很大。\n",
            "0-3 2-3 5-8 7-8",
        );
    }

    #[test]
    fn markdown_headings_fold() {
        check_as(
            true,
            "# 讲话\n\n## 提高认识\n\n要提高认识。\n\n## 狠抓落实\n\n要狠抓落实。\n",
            "0-8 2-4 6-8",
        );
    }
}
