//! Text after Enter and after what it brings; `$0` is the cursor.

use std::sync::Arc;

use super::*;
use crate::analysis::Options;
use crate::lint::{Levels, Severity};
use crate::locale::Locale;

fn read(text: &str) -> Analysis {
    let options = Options {
        locale: Locale::Zh,
        levels: Levels::default(),
        markdown: true,
        proofreader: Default::default(),
    };
    Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap()
}

fn formatted(fixture: &str) -> (String, String) {
    let offset = fixture.find("$0").expect("the fixture has no cursor");
    let text = fixture.replacen("$0", "", 1);
    let analysis = read(&text);
    let edits = on_type_formatting(&analysis, offset, &Cancel::new()).unwrap();
    Edits::new(edits.clone().into_vec()).expect("edits overlap");
    (edits.apply(analysis.snapshot()).to_string(), text)
}

#[track_caller]
fn check(fixture: &str, after: &str) {
    assert_eq!(formatted(fixture).0, after);
    let wrong: Vec<String> = read(after)
        .findings()
        .iter()
        .filter(|f| f.rule.id.starts_with("numbering-") && f.severity < Severity::Hint)
        .map(|f| f.message.clone())
        .collect();
    assert!(wrong.is_empty(), "{after}\n{wrong:?}");
}

#[track_caller]
fn check_no(fixture: &str) {
    let (after, text) = formatted(fixture);
    assert_eq!(after, text);
}

#[test]
fn a_point_is_followed_by_the_next_one() {
    check("做到：\n一是学。\n二是改。\n$0", "做到：\n一是学。\n二是改。\n三是");
    check("做到：\n一是学；\n$0", "做到：\n一是学；\n二是");
    check("一要学。\n二要改。\n$0", "一要学。\n二要改。\n三要");
    check("第一，学。正文。\n第二，改。正文。\n$0\n", "第一，学。正文。\n第二，改。正文。\n第三，\n");
    check("（1）学；\n$0", "（1）学；\n（2）");
    check("第三条　甲。\n第四条　乙。\n$0", "第三条　甲。\n第四条　乙。\n第五条　");
}

#[test]
fn it_is_written_as_its_siblings_are() {
    check("　　1. 学。\n　　2. 改。\n$0", "　　1. 学。\n　　2. 改。\n　　3. ");
    check("　　(1)学。\n　　$0", "　　(1)学。\n　　(2)");
    check("1．学。\r\n$0\r\n", "1．学。\r\n2．\r\n");
    check("①学。\n②改。\n$0", "①学。\n②改。\n③");
}

#[test]
fn a_run_in_heading_with_its_text_is_a_point_too() {
    let body = "要把学习摆在突出位置，坚持读原著、学原文、悟原理，在学懂弄通做实上下功夫，切实做到入脑入心。";
    check(&format!("（一）抓学习。{body}\n$0"), &format!("（一）抓学习。{body}\n（二）"));
    check(&format!("一、抓学习。{body}\n$0"), &format!("一、抓学习。{body}\n二、"));
}

#[test]
fn the_points_below_make_room() {
    check(
        "1.学。\n$0\n2.改。\n3.建。\n如第二点所讲，要真改。",
        "1.学。\n2.\n3.改。\n4.建。\n如第三点所讲，要真改。",
    );
    // A number that is free already needs none.
    check("1.学。\n$0\n3.建。", "1.学。\n2.\n3.建。");
    // Numbers in disorder are not made worse.
    check_no("1.学。\n2.改。\n$0\n2.建。");
    check_no("1.学。\n3.改。\n$0");
}

#[test]
fn points_kept_apart_by_blank_lines_stay_so() {
    check_no("1.学。\n\n2.改。\n$0");
    check("1.学。\n\n2.改。\n\n$0", "1.学。\n\n2.改。\n\n3.");
    check_no("1.学。\n2.改。\n\n$0");
}

#[test]
fn a_heading_is_followed_by_its_text() {
    check_no("一、提高认识\n$0");
    check_no("一、提高认识\n正文。\n二、突出重点\n$0");
    check_no("一、甲\n（一）抓好落实。\n$0");
    check_no("## 一、提高认识\n$0");
}

#[test]
fn a_list_of_headings_goes_on() {
    check("一、提高认识\n二、突出重点\n$0", "一、提高认识\n二、突出重点\n三、");
    check("## 一、甲\n## 二、乙\n$0", "## 一、甲\n## 二、乙\n## 三、");
    // Between two headings the text is to come.
    check_no("一、甲\n二、乙\n$0\n三、丙");
}

#[test]
fn nothing_happens_inside_a_paragraph() {
    check_no("一、甲\n1.学，\n$0");
    check_no("1.学。要常学，\n$0常新。");
    check_no(
        "1.要把学习摆在突出位置，坚持读原著、学原文、悟原理，在学懂弄通做实上下功夫，切实做到入脑入\n$0",
    );
    check_no("1.做到以下三个方面：\n$0");
    check_no("正文一段。\n$0");
    check_no("做到：一是学；二是改。\n$0");
    check_no("一是学；二是改。\n$0");
    check_no("$01.学。");
}

#[test]
fn nothing_happens_where_the_section_goes_on() {
    check_no("1.学。\n$0\n续写的一段。\n2.改。");
    check_no("一、甲\n1.学。\n$0\n（1）常学。\n2.改。");
    check_no("1.学。\n接着说的一段。\n$0");
}

#[test]
fn nothing_follows_the_last_one_announced() {
    check_no("下面，我讲两点意见。\n1.学。\n2.改。\n$0");
    check("下面，我讲三点意见。\n1.学。\n2.改。\n$0", "下面，我讲三点意见。\n1.学。\n2.改。\n3.");
}

#[test]
fn series_that_other_sections_count_on_from_are_left_alone() {
    check_no("第一章　甲\n第一条　子。\n第二条　丑。\n$0\n第二章　乙\n第三条　寅。");
    check_no("首先，学。正文。\n其次，改。正文。\n$0");
    check_no("第一篇：甲\n第二篇：乙\n$0");
    check_no("1.1 甲。\n1.2 乙。\n$0");
    check_no("**1.学。**\n$0");
}

#[test]
fn enter_on_an_empty_marker_goes_up_a_level() {
    check("一、甲\n（一）学。\n（二）改。\n（三）\n$0", "一、甲\n（一）学。\n（二）改。\n二、");
    check(
        "一、甲\n　　1. 学。\n　　2. \n　　$0\n二、乙\n三、丙",
        "一、甲\n　　1. 学。\n二、\n三、乙\n四、丙",
    );
    check("## 一、甲\n1.学。\n2.\n$0", "## 一、甲\n1.学。\n## 二、");
}

#[test]
fn enter_on_an_empty_marker_at_the_top_ends_the_series() {
    check("　　1.学。\n　　2.\n$0", "　　1.学。\n　　");
    check("一、甲\n正文。\n二、\n$0\n同志们，加油干！", "一、甲\n正文。\n\n同志们，加油干！");
    check("## 一、甲\n## 二、\n$0", "## 一、甲\n");
    check("第一篇：甲\n1.学。\n2.\n$0", "第一篇：甲\n1.学。\n");
}

#[test]
fn markers_typed_ahead_of_their_text_stay() {
    check_no("一、\n$0");
    check_no("一、\n二、\n$0");
    check_no("一、甲\n（一）\n$0");
    check_no("一、甲\n1.学。\n2.\n$0\n3.建。");
    check_no("一、甲\n1.学。\n2.\n$0\n续写的一段。");
}

#[test]
fn code_in_markdown_is_left_alone() {
    check_no("```\n1.学。\n$0\n```");
}

#[test]
fn cancelled_work_gives_no_half_result() {
    let cancel = Cancel::new();
    cancel.raise();
    assert!(on_type_formatting(&read("1.学。\n"), 8, &cancel).is_err());
}
