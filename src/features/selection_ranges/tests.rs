//! Selections that grow from a clause to the whole draft.

use std::sync::Arc;

use super::*;
use crate::analysis::Options;
use crate::lint::Levels;
use crate::locale::Locale;
use crate::text::Snapshot;

/// The texts selected one after another, `⏎` for a line end.
#[track_caller]
fn check_as(markdown: bool, fixture: &str, expected: &[&str]) {
    let offset = fixture.find("$0").unwrap();
    let text = fixture.replace("$0", "");
    let options =
        Options { locale: Locale::Zh, levels: Levels::default(), markdown, proofreader: Default::default() };
    let analysis = Analysis::new(Snapshot::new(&text), Arc::new(options), &Cancel::new()).unwrap();
    let all = selection_ranges(&analysis, &[offset], &Cancel::new()).unwrap();
    let shown: Vec<String> = all[0].iter().map(|r| text[r.start..r.end].replace('\n', "⏎")).collect();
    assert_eq!(shown, expected);
    for (inner, outer) in all[0].iter().zip(all[0].iter().skip(1)) {
        assert!(outer.contains_range(*inner) && outer != inner);
    }
}

#[track_caller]
fn check(fixture: &str, expected: &[&str]) {
    check_as(false, fixture, expected);
}

#[test]
fn body_text_grows_to_its_section() {
    check(
        "一、提高认识\n要统一思想，提$0高站位。要抓紧。\n二、狠抓落实\n要抓。\n",
        &[
            "提高站位",
            "要统一思想，提高站位。",
            "要统一思想，提高站位。要抓紧。",
            "一、提高认识⏎要统一思想，提高站位。要抓紧。",
            "一、提高认识⏎要统一思想，提高站位。要抓紧。⏎二、狠抓落实⏎要抓。⏎",
        ],
    );
}

#[test]
fn a_heading_grows_from_clause_to_title_to_line() {
    check(
        "\u{3000}\u{3000}一、统一$0思想，提高认识\n要抓。\n",
        &[
            "统一思想",
            "统一思想，提高认识",
            "一、统一思想，提高认识",
            "一、统一思想，提高认识⏎要抓。",
            "\u{3000}\u{3000}一、统一思想，提高认识⏎要抓。⏎",
        ],
    );
}

#[test]
fn a_marker_is_one_piece() {
    check(
        "（一$0）提高认识\n要抓。\n",
        &["（一）", "（一）提高认识", "（一）提高认识⏎要抓。", "（一）提高认识⏎要抓。⏎"],
    );
}

#[test]
fn a_point_inside_a_paragraph_is_a_step() {
    check(
        "要做到：一是提高认识，明$0确任务；二是狠抓落实。就这些。",
        &[
            "明确任务",
            "提高认识，明确任务",
            "一是提高认识，明确任务",
            "一是提高认识，明确任务；",
            "要做到：一是提高认识，明确任务；二是狠抓落实。",
            "要做到：一是提高认识，明确任务；二是狠抓落实。就这些。",
        ],
    );
}

#[test]
fn sections_above_follow() {
    check(
        "一、提高认识\n（一）认清形势\n形势很$0好。\n（二）找准差距\n不小。\n二、抓落实\n",
        &[
            "形势很好",
            "形势很好。",
            "（一）认清形势⏎形势很好。",
            "一、提高认识⏎（一）认清形势⏎形势很好。⏎（二）找准差距⏎不小。",
            "一、提高认识⏎（一）认清形势⏎形势很好。⏎（二）找准差距⏎不小。⏎二、抓落实⏎",
        ],
    );
}

#[test]
fn a_markdown_heading_is_inside_its_section() {
    check_as(
        true,
        "# 讲话\n## 一、提高$0认识\n要抓。\n## 二、抓落实\n",
        &[
            "提高认识",
            "一、提高认识",
            "## 一、提高认识",
            "## 一、提高认识⏎要抓。",
            "# 讲话⏎## 一、提高认识⏎要抓。⏎## 二、抓落实",
            "# 讲话⏎## 一、提高认识⏎要抓。⏎## 二、抓落实⏎",
        ],
    );
}

#[test]
fn an_empty_place_selects_the_draft() {
    check("$0", &[""]);
    check("要抓。\n$0\n要抓。", &["要抓。⏎⏎要抓。"]);
}

#[test]
fn each_offset_gets_its_ranges() {
    let options = Options {
        locale: Locale::Zh,
        levels: Levels::default(),
        markdown: false,
        proofreader: Default::default(),
    };
    let analysis = Analysis::new(Snapshot::new("要抓紧。"), Arc::new(options), &Cancel::new()).unwrap();
    let all = selection_ranges(&analysis, &[0, 1, 9, 12, 99], &Cancel::new()).unwrap();
    assert_eq!(all.len(), 5);
    assert!(all.iter().all(|ranges| ranges.last() == Some(&TextRange::new(0, 12))));
}
