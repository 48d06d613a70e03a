//! Whole drafts in small: which entries, under what.

use super::*;
use crate::outline::{NodeId, scan_line};
use crate::text::Snapshot;

fn outline_of(text: &str, markdown: bool) -> (Snapshot, Outline) {
    let snapshot = Snapshot::new(text);
    let mut lines = Vec::new();
    snapshot.for_each_line(0..snapshot.line_count(), |_, line| lines.push(Arc::new(scan_line(line))));
    (snapshot, build(&lines, BuildOptions { markdown }))
}

fn drawn(text: &str, markdown: bool) -> String {
    let (snapshot, outline) = outline_of(text, markdown);
    outline
        .nodes()
        .map(|(id, node)| {
            let indent = "  ".repeat(node.depth as usize);
            format!("{indent}{}{}\n", outline.label(&snapshot, id), outline.title(&snapshot, id, 12))
        })
        .collect()
}

/// `expected` has one node a line, two blanks an indent step, without the margin.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(drawn(text, false), unindent(expected), "{text}");
}

#[track_caller]
fn check_markdown(text: &str, expected: &str) {
    assert_eq!(drawn(text, true), unindent(expected), "{text}");
}

fn unindent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let blanks = |l: &str| l.len() - l.trim_start_matches(' ').len();
    let margin = lines.iter().skip(1).map(|l| blanks(l)).min().unwrap_or(0);
    // The first line stands behind the opening quote; a flat outline has no margin at all.
    let margin = if lines.iter().skip(1).any(|l| blanks(l) < 9) { 0 } else { 9 }.min(margin);
    lines.iter().map(|l| format!("{}\n", &l[margin.min(blanks(l))..])).collect()
}

#[test]
fn the_standard_ladder() {
    check(
        "一、甲\n（一）子。正文。\n1.孙。正文。\n（1）曾孙。\n2.孙二。正文。\n（二）子二。正文。\n二、乙\n（一）又子。正文。",
        "一、甲
           （一）子
             1.孙
               （1）曾孙
             2.孙二
           （二）子二
         二、乙
           （一）又子",
    );
}

#[test]
fn a_level_comes_from_the_order_of_appearance() {
    check(
        "第一，甲。正文。\n（一）子。正文。\n（二）子二。正文。\n第二，乙。正文。\n（一）丑。正文。",
        "第一，甲
           （一）子
           （二）子二
         第二，乙
           （一）丑",
    );
    check(
        "一、甲\n1.子。\n2.丑。\n二、乙\n一要寅。正文。\n二要卯。正文。",
        "一、甲
           1.子
           2.丑
         二、乙
           一要寅
           二要卯",
    );
}

#[test]
fn a_higher_kind_may_come_late() {
    check(
        "（一）子。正文。\n（二）丑。正文。\n一、甲\n（一）寅。正文。",
        "（一）子
         （二）丑
         一、甲
           （一）寅",
    );
    check(
        "一、甲\n1.子。\n（一）丑。正文。\n（二）寅。正文。\n2.卯。",
        "一、甲
           1.子
             （一）丑
             （二）寅
           2.卯",
    );
}

#[test]
fn points_are_children_of_their_paragraphs_block() {
    check(
        "一、甲\n要求：一是学；二是改；三是建。\n（一）子。重点有二：其一，人；其二，钱。",
        "一、甲
           一是学
           二是改
           三是建
           （一）子
             其一，人
             其二，钱",
    );
}

#[test]
fn points_inside_points() {
    check(
        "一、甲\n第一，抓学习。一是集中学；二是自学。第二，抓整改。一是查；二是改。",
        "一、甲
           第一，抓学习
             一是集中学
             二是自学
           第二，抓整改
             一是查
             二是改",
    );
}

#[test]
fn a_broken_paragraph_goes_on_with_its_series() {
    check(
        "一、甲\n做到三个结合:一是学,重要抓手\n\n2 和具体体现。二是改。三是建\n\n3 欣赏能力。\n\n二、乙",
        "一、甲
           一是学,重要抓手
           二是改
           三是建
         二、乙",
    );
}

#[test]
fn an_inline_start_and_heads_that_go_on_are_one_series() {
    check(
        "一、甲\n要做到：一是学。\n二是改。再说明一句。\n不带序号的一段。\n三是建。再说明一句。",
        "一、甲
           一是学
           二是改
           三是建",
    );
}

#[test]
fn words_alone_are_no_series() {
    check("一、甲\n一要求真务实，久久为功。\n首先，我代表市委表示欢迎。\n最后，祝大会成功。", "一、甲");
    check("安排如下。一要抓紧。\n没有下文。", "");
    check("一是一，二是二，数字做不了假。", "");
}

#[test]
fn a_point_being_typed_after_a_colon_counts() {
    check("一、甲\n做到：一是学", "一、甲\n  一是学");
}

#[test]
fn first_then_needs_its_second_member() {
    check(
        "一、甲\n首先要算好政治账，其次要算好家庭账，最后要算好自由账。",
        "一、甲
           首先要算好政治账，
           其次要算好家庭账，
           最后要算好自由账",
    );
}

#[test]
fn parts_hold_their_own_outlines() {
    check(
        "第二篇:在会上的讲话\n\n在春节文化活动协调会上的\n\n讲话\n\n同志们:\n\n一、甲\n\n二、乙\n\n第三篇:在另一会上的讲话\n\n一、丙",
        "第二篇:在会上的讲话
           一、甲
           二、乙
         第三篇:在另一会上的讲话
           一、丙",
    );
}

#[test]
fn the_two_halves_of_a_paper_are_parts() {
    check(
        "上篇：形势
一、甲
正文。
下篇：任务
一、乙
正文。",
        "上篇：形势
  一、甲
下篇：任务
  一、乙",
    );
}

#[test]
fn a_title_is_a_leaf_and_a_second_one_starts_a_second_speech() {
    check(
        "在全市教育大会上的讲话\n\n同志们：\n\n一、甲\n\n正文。\n\n在全市卫生大会上的讲话\n\n同志们：\n\n一、乙\n\n正文。",
        "在全市教育大会上的讲话
         一、甲
         在全市卫生大会上的讲话
         一、乙",
    );
}

#[test]
fn a_short_first_line_above_a_salutation_is_a_title() {
    check(
        "牢记初心使命　永葆奋斗本色\n\n——在专题党课上的讲稿\n\n各位党员同志：\n\n一、甲",
        "牢记初心使命　永葆奋斗本…\n一、甲",
    );
    check("春风送暖\n\n正文。\n\n一、甲", "一、甲");
}

#[test]
fn a_table_of_contents_is_no_outline() {
    check(
        "目录\n一、甲乙\n二、丙丁\n三、戊己\n\n一、甲乙\n正文。\n二、丙丁\n正文。\n三、戊己\n正文。",
        "一、甲乙\n二、丙丁\n三、戊己",
    );
    check("一、甲乙……3\n二、丙丁……5\n一、甲乙\n正文。\n二、丙丁\n正文。", "一、甲乙\n二、丙丁");
}

#[test]
fn headings_that_recur_in_every_section_are_no_table_of_contents() {
    check(
        "一、甲
（一）条件
（二）材料
（三）咨询
二、乙
（一）条件
（二）材料
（三）咨询",
        "一、甲
           （一）条件
           （二）材料
           （三）咨询
         二、乙
           （一）条件
           （二）材料
           （三）咨询",
    );
}

#[test]
fn an_annex_counts_for_itself() {
    let (_, outline) = outline_of(
        "一、甲
二、乙
附件1
一、丙
二、丁",
        false,
    );
    let lengths: Vec<usize> = outline.series().map(|(_, s)| s.members.len()).collect();
    assert_eq!(lengths, [2, 2]);
}

#[test]
fn a_list_begun_behind_a_colon_goes_on_in_lines_of_its_own() {
    check(
        "附件：1、申报书
2、承诺书
3、证明",
        "1、申报书
2、承诺书
3、证明",
    );
}

#[test]
fn a_list_of_headings_being_drafted_is_an_outline() {
    check("一、甲\n二、乙\n三、丙", "一、甲\n二、乙\n三、丙");
}

#[test]
fn a_half_typed_marker_keeps_its_section() {
    check("一、甲\n二乙方面\n三、丙", "一、甲\n二乙方面\n三、丙");
    check("一、甲\n二\n三、丙", "一、甲\n三、丙");
}

#[test]
fn page_numbers_are_no_markers() {
    check("一、甲\n各部\n\n1 门要从高度充分认识，下大力气。\n\n2 和具体体现。", "一、甲");
}

#[test]
fn articles_run_on_through_chapters() {
    let (_, outline) =
        outline_of("第一章　总则\n第一条　甲。\n第二条　乙。\n第二章　分则\n第三条　丙。", false);
    let starts: Vec<u32> =
        outline.series().filter(|(_, s)| s.kind == Kind::Article).map(|(_, s)| s.start).collect();
    assert_eq!(starts, [1, 3]);
}

#[test]
fn a_level_may_run_on_under_new_parents() {
    let text = "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（四）卯。\n三、丙\n（五）辰。";
    let (_, outline) = outline_of(text, false);
    let starts: Vec<u32> =
        outline.series().filter(|(_, s)| s.kind == Kind::HanParen).map(|(_, s)| s.start).collect();
    assert_eq!(starts, [1, 3, 5]);
}

#[test]
fn markdown_headings_nest_by_level() {
    check_markdown(
        "---\ntitle: x\n---\n# 讲话提要\n\n## 一、甲\n正文。\n### （一）子\n1. 丑\n## 二、乙\n```\n三、代码\n```\n## 附注\n",
        "讲话提要
           一、甲
             （一）子
               1.丑
           二、乙
           附注",
    );
}

#[test]
fn points_of_the_closing_stand_in_no_section() {
    check(
        "第一篇：甲\n一、子\n正文。\n二、丑\n正文。\n同志们，让我们携起手来：一要学；二要干；三要成！\n",
        "第一篇：甲
           一、子
           二、丑
           一要学
           二要干
           三要成",
    );
    // A series may run on into the closing; its sections still nest as its nodes do.
    let (snapshot, outline) = outline_of(
        "一、甲\n要做到：一是学。\n同志们，让我们携起手来！\n二是改，要做到：一是想；二是干。\n",
        false,
    );
    let section = |id| outline.section_range(&snapshot, id);
    for (id, node) in outline.nodes() {
        assert!(node.parent.is_none_or(|p| section(p).contains_range(section(id))), "{:?}", section(id));
    }
    assert_eq!(outline.len(), 5);
}

#[test]
fn an_annex_belongs_to_no_section_of_the_speech() {
    let (snapshot, outline) = outline_of(
        "一、甲\n正文。\n同志们，让我们携手前行！\n\n附件1\n要做到：一是学；二是改。\n三是评。\n四是奖。\n五是惩。\n",
        false,
    );
    let section = |i: u32| snapshot.slice(outline.section_range(&snapshot, NodeId(i))).into_owned();
    assert_eq!(section(0), "一、甲\n正文。");
    assert_eq!(section(1), "一是学；");
    assert_eq!(outline.speeches()[0].closing, Some(2));
}

#[test]
fn a_series_does_not_run_on_behind_the_heading_of_another_section() {
    check(
        "一、甲\n要做到：一是学。\n二、丙：二是干；三是想。\n三、子\n",
        "一、甲
           一是学
         二、丙：
           二是干
           三是想
         三、子",
    );
}

#[test]
fn points_of_one_paragraph_end_where_the_next_begins() {
    let (snapshot, outline) = outline_of("（一）一是：一是甲；二是乙\n（二）正文。\n", false);
    let sections: Vec<_> = outline
        .nodes()
        .filter(|(_, node)| node.is_inline())
        .map(|(id, _)| snapshot.slice(outline.section_range(&snapshot, id)).into_owned())
        .collect();
    assert_eq!(sections, ["一是：", "一是甲；", "二是乙"]);
}

#[test]
fn the_closing_belongs_to_no_section() {
    let (snapshot, outline) =
        outline_of("一、甲\n正文。\n二、乙\n正文二。\n\n同志们，让我们携手前行！\n谢谢大家！\n", false);
    let last = outline.nodes().last().map(|(id, _)| id).unwrap();
    assert_eq!(&*snapshot.slice(outline.section_range(&snapshot, last)), "二、乙\n正文二。");
    assert_eq!(outline.speeches()[0].closing, Some(5));
}

#[test]
fn sections_end_before_the_next_of_their_level() {
    let (snapshot, outline) = outline_of("一、甲\n正文：一是学；二是改。\n（一）子。\n\n二、乙\n", false);
    let section = |i: u32| snapshot.slice(outline.section_range(&snapshot, NodeId(i))).into_owned();
    assert_eq!(section(0), "一、甲\n正文：一是学；二是改。\n（一）子。");
    assert_eq!(section(1), "一是学；");
    assert_eq!(section(2), "二是改。");
    assert_eq!(section(3), "（一）子。");
}

#[test]
fn references_lead_to_their_points() {
    let (_, outline) =
        outline_of("一、甲\n二、乙\n如第二点所讲，见。\n上述两点要抓好。\n如第五点所讲。", false);
    let targets: Vec<Vec<u32>> =
        outline.mentions().iter().map(|m| m.targets.iter().map(|t| t.0).collect()).collect();
    assert_eq!(targets, [vec![1], vec![0, 1], vec![]]);
}

#[test]
fn any_text_has_an_outline() {
    for text in [
        "",
        "\n\n\r\r\n",
        "一、",
        "（",
        "第",
        "——",
        "#",
        "**",
        "1.",
        "一是：一是：一是",
        "首先首先其次",
        "\u{3000}",
        "①",
        "第一，第一，第一，",
    ] {
        let (snapshot, outline) = outline_of(text, true);
        for (id, _) in outline.nodes() {
            let section = outline.section_range(&snapshot, id);
            assert!(section.contains_range(outline.heading_range(&snapshot, id)), "{text:?}");
        }
    }
}

#[test]
fn a_point_that_ends_where_the_next_line_opens_counts_nothing_of_that_line() {
    let (_, outline) = outline_of("要做到：一是学好。\n二是改好改到位。\n", false);
    let spoken: Vec<u32> = outline.nodes().map(|(_, n)| n.spoken).collect();
    assert_eq!(spoken, [4, 7]);
}

#[test]
fn a_series_with_a_slip_in_every_step_is_one_still() {
    check("要做到：一是学。三是改。三是干。", "一是学\n三是改\n三是干");
    // Two alone, or numbers that fall, are chance likenesses.
    check("一是学。三是改。", "");
    check("三是改。一是学。", "");
}
