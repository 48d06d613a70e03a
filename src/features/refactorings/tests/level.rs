//! Raising and lowering.

use super::*;

#[test]
fn raising_makes_room_above_and_takes_the_later_siblings_along() {
    check(
        Raise,
        "一、甲\n（一）子。正文。\n（二）$0丑。正文。\n1.寅。\n2.卯。\n（三）辰。正文。\n二、乙\n如第二点所讲，抓落实。",
        "一、甲\n（一）子。正文。\n二、丑。正文。\n（一）寅。\n（二）卯。\n（三）辰。正文。\n三、乙\n如第三点所讲，抓落实。",
    );
    // Without children of its own the siblings count from one.
    check(
        Raise,
        "一、甲\n（一）$0子。正文。\n（二）丑。正文。\n（三）寅。正文。",
        "一、甲\n二、子。正文。\n（一）丑。正文。\n（二）寅。正文。",
    );
}

#[test]
fn raising_shifts_every_level_below() {
    check(
        Raise,
        "一、甲\n（一）$0子。正文。\n1.丑。\n（1）寅。\n（2）卯。\n2.辰。\n二、乙",
        "一、甲\n二、子。正文。\n（一）丑。\n1.寅。\n2.卯。\n（二）辰。\n三、乙",
    );
}

#[test]
fn raising_writes_as_the_level_above_does() {
    check(
        Raise,
        "第一，甲。正文。\n　　(一)子。正文。\n　　$0(二)丑。正文。\n第二，乙。正文。",
        "第一，甲。正文。\n　　(一)子。正文。\n　　第二，丑。正文。\n第三，乙。正文。",
    );
    check(
        Raise,
        "第一章　总则\n一、甲\n二、$0乙\n第二章　分则",
        "第一章　总则\n一、甲\n第二章　乙\n第三章　分则",
    );
}

#[test]
fn words_below_a_raised_section_stay_words() {
    check(
        Raise,
        "一、甲\n（一）子。正文。\n（二）$0丑。做到：一是学；二是改。\n二、乙",
        "一、甲\n（一）子。正文。\n二、丑。做到：一是学；二是改。\n三、乙",
    );
    check(
        Raise,
        "一、甲\n（一）$0子。正文如下。\n一是学。正文。\n二是改。正文。\n二、乙",
        "一、甲\n二、子。正文如下。\n一是学。正文。\n二是改。正文。\n三、乙",
    );
}

#[test]
fn the_top_parts_and_points_of_a_paragraph_cannot_be_raised() {
    check_no(Raise, "一、$0甲\n二、乙");
    check_no(Raise, "第一篇：甲\n一、$0子\n二、丑\n第二篇：乙\n一、寅");
    check_no(Raise, "一、甲\n做到：一是学；二是$0改。");
    check_no(Raise, "一、甲\n一是$0学；二是改。");
    check_no(Raise, "在全市教育大会上的讲话\n\n同志们：\n\n一、$0甲\n二、乙");
}

#[test]
fn lowering_joins_the_children_of_the_sibling_before() {
    check(
        Lower,
        "一、甲\n1.子。\n2.丑。\n二、$0乙\n正文。\n三、丙\n如第三点所讲，抓落实。",
        "一、甲\n1.子。\n2.丑。\n3.乙\n正文。\n二、丙\n如第二点所讲，抓落实。",
    );
    check(
        Lower,
        "一、甲\n(一)子。正文。\n二、$0乙\n(一)丑。正文。\n三、丙\n(一)寅。正文。",
        "一、甲\n(一)子。正文。\n(二)乙\n1.丑。正文。\n二、丙\n(一)寅。正文。",
    );
}

#[test]
fn lowering_opens_the_level_that_the_draft_uses_elsewhere() {
    check(
        Lower,
        "一、甲\n1.子。\n2.丑。\n二、乙\n正文。\n三、$0丙\n正文。",
        "一、甲\n1.子。\n2.丑。\n二、乙\n正文。\n1.丙\n正文。",
    );
    check(Lower, "一、甲\n正文。\n二、$0乙\n正文。\n三、丙", "一、甲\n正文。\n（一）乙\n正文。\n二、丙");
}

#[test]
fn lowering_shifts_every_level_below() {
    check(
        Lower,
        "一、甲\n（一）子。正文。\n1.丑。\n二、$0乙\n（一）寅。正文。\n1.卯。\n（1）辰。\n（2）巳。\n2.午。",
        "一、甲\n（一）子。正文。\n1.丑。\n（二）乙\n1.寅。正文。\n（1）卯。\n①辰。\n②巳。\n（2）午。",
    );
    // What can stand below the new marker stays as it is.
    check(
        Lower,
        "一、甲\n正文。\n二、$0乙\n1.子。\n2.丑。\n三、丙",
        "一、甲\n正文。\n（一）乙\n1.子。\n2.丑。\n二、丙",
    );
}

#[test]
fn lowering_needs_a_sibling_before_and_a_level_below() {
    check_no(Lower, "一、$0甲\n二、乙");
    check_no(Lower, "一、甲\n（一）$0子。正文。\n（二）丑。正文。");
    check_no(Lower, "1.甲。\n（1）子。\n①丑。\n②$0寅。");
    check_no(Lower, "第一篇：甲\n一、子\n第二篇：$0乙\n一、丑");
    check_no(Lower, "一、甲\n做到：一是学；二是$0改。");
}

#[test]
fn lowering_and_raising_again_gives_the_text_back() {
    let text = "一、甲\n（一）子。正文。\n二、$0乙\n（一）丑。正文。\n1.寅。\n（二）卯。正文。\n三、丙\n（一）辰。正文。";
    let (plain, offset) = cursor(text);
    let mut lowered = apply(Lower, text, false);
    lowered.insert_str(offset, "$0");
    assert_eq!(apply(Raise, &lowered, false), plain);
}

#[test]
fn markdown_headings_change_their_hashes_with_the_level() {
    check_markdown(
        Raise,
        "# 讲话\n## 一、甲\n### （一）子\n正文。\n### $0（二）丑\n#### 1.寅\n## 二、乙\n",
        "# 讲话\n## 一、甲\n### （一）子\n正文。\n## 二、丑\n### （一）寅\n## 三、乙\n",
    );
    check_markdown(
        Lower,
        "## 一、甲\n### （一）子\n## 二、$0乙\n### （一）丑\n## 三、丙\n",
        "## 一、甲\n### （一）子\n### （二）乙\n#### 1.丑\n## 二、丙\n",
    );
    check_markdown(
        Raise,
        "## 一、甲\n（一）子。正文。\n（二）$0丑\n正文。\n## 二、乙\n",
        "## 一、甲\n（一）子。正文。\n## 二、丑\n正文。\n## 三、乙\n",
    );
    check_markdown(
        Lower,
        "## 一、甲\n（一）子。正文。\n## 二、$0乙\n正文。\n## 三、丙\n",
        "## 一、甲\n（一）子。正文。\n（二）乙\n正文。\n## 二、丙\n",
    );
}

#[test]
fn words_that_would_be_left_alone_are_not_torn_apart() {
    check_no(Raise, "一、甲\n一要子。正文。\n二要$0丑。正文。\n三要寅。正文。\n二、乙");
}
