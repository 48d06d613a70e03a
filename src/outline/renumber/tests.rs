//! Drafts numbered anew, and single markers written in another kind.

use std::sync::Arc;

use super::*;
use crate::outline::{BuildOptions, build, scan_line};

fn read(text: &str) -> (Snapshot, Outline) {
    let snapshot = Snapshot::new(text);
    let mut lines = Vec::new();
    snapshot.for_each_line(0..snapshot.line_count(), |_, line| lines.push(Arc::new(scan_line(line))));
    let outline = build(&lines, BuildOptions { markdown: false });
    (snapshot, outline)
}

fn renumbered(text: &str) -> String {
    let (snapshot, outline) = read(text);
    renumber_draft(&outline, &snapshot).apply(&snapshot).to_string()
}

/// Renumbering `before` gives `after`, and renumbering that changes nothing more.
#[track_caller]
fn check(before: &str, after: &str) {
    let once = renumbered(before);
    assert_eq!(once, after);
    assert_eq!(renumbered(&once), once, "not idempotent");
}

/// Gives the first series of `before` the kind `kind`, canonically written.
#[track_caller]
fn check_kind(before: &str, kind: Kind, after: &str) {
    let (snapshot, outline) = read(before);
    let (_, series) = outline.series().next().unwrap();
    let form = Form::canonical(kind).unwrap();
    let markers: Vec<NewMarker> = series
        .members
        .iter()
        .map(|m| NewMarker { node: *m, kind, number: outline.node(*m).unwrap().number.unwrap(), form })
        .collect();
    assert_eq!(remark(&outline, &snapshot, &markers).apply(&snapshot).to_string(), after);
}

#[test]
fn every_level_counts_from_one() {
    check(
        "一、甲\n（二）子。正文。\n（四）丑。正文。\n三、乙\n（一）寅。正文。\n（一）卯。正文。\n三、丙",
        "一、甲\n（一）子。正文。\n（二）丑。正文。\n二、乙\n（一）寅。正文。\n（一）卯。正文。\n三、丙",
    );
}

#[test]
fn points_inside_a_paragraph_count_too() {
    check("要做到：一是学；二是改；四是建。", "要做到：一是学；二是改；三是建。");
    check("分三步：（1）摸底；（3）整改；（4）验收。", "分三步：（1）摸底；（2）整改；（3）验收。");
}

#[test]
fn each_keeps_its_own_style() {
    check("　　1．甲。\n　　3．乙。\n\n(一)丙。\n(三)丁。", "　　1．甲。\n　　2．乙。\n\n(一)丙。\n(二)丁。");
    check("廿一、甲\n廿二、乙", "一、甲\n二、乙");
    check("①甲。\n③乙。", "①甲。\n②乙。");
    // Right numbers stay however they are written.
    let old = "一百〇二条\n第一百〇三条　甲。\n第一百〇四条　乙。\n第一百〇六条　丙。";
    check(old, &old.replace("一百〇六", "一百零五"));
}

#[test]
fn mixed_styles_become_the_common_one() {
    check("（一）甲。\n(二)乙。\n（三）丙。", "（一）甲。\n（二）乙。\n（三）丙。");
    check("1、甲。\n2.乙。\n3、丙。", "1、甲。\n2、乙。\n3、丙。");
    check("1.甲。\n2）乙。\n3.丙。", "1.甲。\n2.乙。\n3.丙。");
    // A tie goes to the standard form, whichever comes first.
    check("1、甲。\n2.乙。", "1.甲。\n2.乙。");
    check("(一)甲。\n（二）乙。", "（一）甲。\n（二）乙。");
}

#[test]
fn where_the_sign_is_laid_down_one_right_marker_is_enough() {
    check("一. 甲\n正文。\n二. 乙\n正文。\n三、丙\n正文。", "一、甲\n正文。\n二、乙\n正文。\n三、丙\n正文。");
}

#[test]
fn references_follow() {
    check(
        "一、甲\n正文。\n三、乙\n如第三点所讲，要抓落实。\n（一）子。正文。\n（三）丑。具体见（三）。",
        "一、甲\n正文。\n二、乙\n如第二点所讲，要抓落实。\n（一）子。正文。\n（二）丑。具体见（二）。",
    );
}

#[test]
fn an_excerpt_keeps_the_number_it_begins_with() {
    check("第二篇：甲\n一、子\n\n第三篇：乙\n一、丑", "第二篇：甲\n一、子\n\n第三篇：乙\n一、丑");
    check("第二篇：甲\n一、子\n\n第四篇：乙\n一、丑", "第二篇：甲\n一、子\n\n第三篇：乙\n一、丑");
    check("第三条　甲。\n第五条　乙。", "第三条　甲。\n第四条　乙。");
}

#[test]
fn a_series_that_runs_on_follows_the_one_before() {
    check(
        "第一章　总则\n第一条　甲。\n第三条　乙。\n第二章　分则\n第四条　丙。\n第四条之一　丁。\n第五条　戊。",
        "第一章　总则\n第一条　甲。\n第二条　乙。\n第二章　分则\n第三条　丙。\n第三条之一　丁。\n第四条　戊。",
    );
    check(
        "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（四）卯。\n三、丙\n（五）辰。\n（七）巳。",
        "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（四）卯。\n三、丙\n（五）辰。\n（六）巳。",
    );
}

#[test]
fn a_first_number_that_comes_twice_counts_on() {
    check("一、甲\n正文。\n一、乙\n正文。\n二、丙\n正文。", "一、甲\n正文。\n二、乙\n正文。\n三、丙\n正文。");
    // A new lead sentence begins a new count.
    let led = "有两类：\n1.甲。\n\n有三类：\n1.乙。\n2.丙。";
    check(led, led);
}

#[test]
fn what_is_not_counted_stays() {
    for text in [
        "首先，认识到位。正文。\n其次，责任到位。正文。\n最后，落实到位。正文。",
        "——甲方面。正文。\n——乙方面。正文。",
        "一方面，抓学习。另一方面，抓落实。",
    ] {
        check(text, text);
    }
}

#[test]
fn the_slip_in_a_word_marker_is_no_matter_of_numbers() {
    check(
        "一、是甲。正文。\n二、是乙。正文。\n四、是丙。正文。",
        "一、是甲。正文。\n二、是乙。正文。\n三、是丙。正文。",
    );
}

#[test]
fn the_blank_behind_a_marker_changes_with_its_kind() {
    check_kind("一、甲乙\n二、丙丁", Kind::Chapter, "第一章　甲乙\n第二章　丙丁");
    check_kind("第一章　甲乙\n第二章　丙丁", Kind::HanDun, "一、甲乙\n二、丙丁");
    check_kind("1. 甲乙。\n2. 丙丁。", Kind::HanParen, "（一）甲乙。\n（二）丙丁。");
    check_kind("（一）甲乙。\n（二）5G网络。", Kind::ArabicDot, "1.甲乙。\n2. 5G网络。");
}

#[test]
fn the_verb_of_a_marker_belongs_to_the_sentence() {
    check_kind(
        "一要加强领导。正文。\n二要落实责任。正文。",
        Kind::HanParen,
        "（一）要加强领导。正文。\n（二）要落实责任。正文。",
    );
    check_kind("一抓学习。正文。\n二抓整改。正文。", Kind::YiShi, "一是抓学习。正文。\n二是抓整改。正文。");
    check_kind("一是要学。正文。\n二是改。正文。", Kind::Verb('要'), "一要学。正文。\n二要改。正文。");
}

#[test]
fn a_reference_that_names_the_marker_follows_its_kind() {
    check_kind(
        "（一）甲。\n（二）乙。\n具体见（二）。",
        Kind::ArabicParen,
        "（1）甲。\n（2）乙。\n具体见（2）。",
    );
    check_kind("（一）甲。\n（二）乙。\n具体见（二）。", Kind::HanDun, "一、甲。\n二、乙。\n具体见第二点。");
}

#[test]
fn one_wrong_number_anywhere_is_mended() {
    let draft = "一、甲\n（一）子。正文。\n1.寅。\n2.卯。\n3.辰。\n（二）丑。正文。\n（三）巳。正文。\n二、乙\n第一，午。正文。\n第二，未。正文。\n第三，申。正文。\n第四，酉。正文。\n三、丙\n四、丁";
    let (snapshot, outline) = read(draft);
    for (id, node) in outline.nodes() {
        let (kind, form, number) = (node.kind, node.form.unwrap(), node.number.unwrap());
        // One more than it was is a gap or, before a neighbour, a duplicate.
        let wrong = remark(&outline, &snapshot, &[NewMarker { node: id, kind, number: number + 1, form }]);
        assert_eq!(renumbered(&wrong.apply(&snapshot).to_string()), draft, "{node:?}");
    }
}
