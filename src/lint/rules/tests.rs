//! The table keeps its promises: every rule is documented, named to the pattern, and right about its
//! own examples.

use std::sync::Arc;

use super::*;
use crate::lint::{self, Context, Finding, Levels};
use crate::locale::Locale;
use crate::outline::{self, BuildOptions, LineScan, Outline};
use crate::proof::{DraftSlips, LineSlips, Proofreader};
use crate::text::Snapshot;

struct Draft {
    snapshot: Snapshot,
    lines: Vec<Arc<LineScan>>,
    outline: Outline,
    slips: DraftSlips,
}

impl Draft {
    fn new(text: &str) -> Self {
        let snapshot = Snapshot::new(text);
        let mut lines = Vec::new();
        snapshot.for_each_line(0..snapshot.line_count(), |_, l| lines.push(Arc::new(outline::scan_line(l))));
        let outline = outline::build(&lines, BuildOptions { markdown: false });
        let reader = Proofreader { speller: true, ..Proofreader::default() };
        let mut slips = Vec::new();
        snapshot.for_each_line(0..snapshot.line_count(), |_, l| {
            slips.push(LineSlips { slips: reader.slips(l).into(), current: true, ..LineSlips::default() });
        });
        Self { snapshot, lines, outline, slips: slips.into_iter().collect() }
    }

    fn context(&self) -> Context<'_> {
        Context::new(&self.snapshot, &self.lines, &self.outline, Locale::Zh).with_slips(&self.slips)
    }

    fn findings(&self) -> Vec<Finding> {
        lint::check(&self.context(), &Levels::default())
    }
}

/// The text with the places that `rule` flags in `⟦…⟧`.
fn flagged(text: &str, rule: &Rule) -> String {
    let draft = Draft::new(text);
    let mut marked = text.to_owned();
    for finding in draft.findings().iter().rev().filter(|f| f.rule.id == rule.id) {
        let range = finding.place.resolve(&draft.snapshot);
        marked.insert(range.end, '⟧');
        marked.insert(range.start, '⟦');
    }
    marked
}

/// The text after the preferred fixes of `rule`, one after another, until it is silent.
fn fixed(text: &str, rule: &Rule) -> String {
    let mut text = text.to_owned();
    for _ in 0..9 {
        let draft = Draft::new(&text);
        let Some(finding) = draft.findings().into_iter().find(|f| f.rule.id == rule.id) else { break };
        let Some(fix) = lint::fixes(&draft.context(), &finding).into_iter().find(|f| f.preferred) else {
            break;
        };
        text = fix.edits.apply(&draft.snapshot).to_string();
    }
    text
}

#[test]
fn every_example_is_flagged_where_it_says_and_mended_as_it_says() {
    for rule in RULES {
        assert!(!rule.examples.is_empty() && !rule.clean.is_empty(), "{} lacks examples", rule.id);
        for example in rule.examples {
            let plain = example.flagged.replace(['⟦', '⟧'], "");
            assert_eq!(flagged(&plain, rule), example.flagged, "{}", rule.id);
            if let Some(after) = example.fixed {
                assert_eq!(fixed(&plain, rule), after, "{}", rule.id);
            }
        }
        for clean in rule.clean {
            assert_eq!(flagged(clean, rule), *clean, "{} must stay silent", rule.id);
        }
    }
}

#[test]
fn the_table_is_sorted_unique_and_documented() {
    let keys: Vec<_> = RULES.iter().map(|r| (r.group, r.id)).collect();
    assert!(keys.windows(2).all(|w| w[0] < w[1]), "{keys:?}");
    for r in RULES {
        assert!(r.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", r.id);
        for text in [r.title, r.what, r.why] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", r.id);
        }
        assert_eq!(rule(r.id).map(|found| found.id), Some(r.id));
    }
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let draft = Draft::new(text);
    let got: Vec<String> = draft
        .findings()
        .iter()
        .map(|f| {
            format!(
                "{} {} {}",
                f.severity.name(),
                f.rule.id,
                draft.snapshot.slice(f.place.resolve(&draft.snapshot))
            )
        })
        .collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn a_broken_series_is_reported_once() {
    check("（一）甲。\n（三）乙。\n（四）丙。\n（五）丁。", &["error numbering-gap （三）"]);
    check("三、甲\n正文。\n四、乙\n正文。\n五、丙\n正文。", &["warning numbering-start 三、"]);
    check("一、甲\n五、乙\n三、丙\n九、丁\n二、戊\n七、己", &["error numbering-gap 五、"]);
}

#[test]
fn what_is_right_after_a_slip_is_not_reported() {
    check("一、甲\n二、乙\n二、丙\n四、丁\n五、戊", &["error numbering-duplicate 二、"]);
    check("一、甲\n二、乙\n四、丙\n四、丁\n五、戊", &["error numbering-gap 四、"]);
    check("要做到：一是学。三是改。三是干。", &["error numbering-gap 三是"]);
}

#[test]
fn two_that_changed_places_are_both_told_their_numbers() {
    let draft = Draft::new("（一）甲。\n（三）乙。\n（二）丙。");
    let expected: Vec<String> = draft.findings().iter().map(|f| f.message.clone()).collect();
    assert_eq!(expected.len(), 2, "{expected:?}");
    assert!(expected[0].contains("应为“（二）”"), "{expected:?}");
    assert!(expected[1].contains("应为“（三）”"), "{expected:?}");
}

#[test]
fn related_places_name_the_one_before() {
    let draft = Draft::new("一、甲\n正文。\n三、乙");
    let findings = draft.findings();
    assert_eq!(&*draft.snapshot.slice(findings[0].related[0].place.resolve(&draft.snapshot)), "一、甲");
}

#[test]
fn the_best_fix_leaves_what_follows_right() {
    // The following counts on from the wrong number: it moves along.
    let draft = Draft::new("一、甲\n二、乙\n四、丙\n五、丁");
    let fix = &lint::fixes(&draft.context(), &draft.findings()[0])[0];
    assert_eq!(fix.edits.apply(&draft.snapshot).to_string(), "一、甲\n二、乙\n三、丙\n四、丁");
    // The following is right already: only this one changes.
    let draft = Draft::new("一、甲\n二、乙\n二、丙\n四、丁");
    let fix = &lint::fixes(&draft.context(), &draft.findings()[0])[0];
    assert_eq!(fix.edits.apply(&draft.snapshot).to_string(), "一、甲\n二、乙\n三、丙\n四、丁");
}

#[test]
fn references_follow_the_numbers() {
    let draft = Draft::new("一、甲\n二、乙\n四、丙\n如第四点所讲。");
    let fix = &lint::fixes(&draft.context(), &draft.findings()[0])[0];
    assert_eq!(fix.edits.apply(&draft.snapshot).to_string(), "一、甲\n二、乙\n三、丙\n如第三点所讲。");
}

#[test]
fn a_writer_may_change_or_silence_a_rule() {
    let draft = Draft::new("一、甲\n正文。\n三、乙");
    let mut levels = Levels::default();
    levels.set("numbering-gap", lint::Level::At(lint::Severity::Hint));
    assert_eq!(lint::check(&draft.context(), &levels)[0].severity, lint::Severity::Hint);
    levels.set("numbering-gap", lint::Level::Off);
    assert!(lint::check(&draft.context(), &levels).is_empty());
}
