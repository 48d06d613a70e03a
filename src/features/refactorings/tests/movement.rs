//! Moving up and down.

use super::*;

#[test]
fn sections_change_places_with_all_that_they_hold() {
    check_move(
        "一、$0甲\n\n正文。\n\n（一）子。正文。\n\n二、乙\n\n正文二。\n\n三、丙\n",
        "一、乙\n\n正文二。\n\n二、$0甲\n\n正文。\n\n（一）子。正文。\n\n三、丙\n",
    );
}

#[test]
fn the_last_line_may_have_no_end_and_blank_lines_stay_where_they_are() {
    check_move("一、$0甲\n正文。\n\n\n二、乙\n正文二。", "一、乙\n正文二。\n\n\n二、$0甲\n正文。");
    check_move("一、$0甲\r\n\r\n二、乙\r\n正文。", "一、乙\r\n正文。\r\n\r\n二、$0甲");
}

#[test]
fn the_closing_words_stay_at_the_end() {
    check_move(
        "一、$0甲\n正文。\n二、乙\n正文二。\n\n同志们，让我们携手前行！\n",
        "一、乙\n正文二。\n二、$0甲\n正文。\n\n同志们，让我们携手前行！\n",
    );
}

#[test]
fn the_indent_moves_with_its_text_and_the_marker_stays() {
    check_move("　　1.$0甲。\n2.乙。\n　　3.丙。", "1.乙。\n　　2.$0甲。\n　　3.丙。");
    check_move("1.  $0甲。\n2.乙。", "1.乙。\n2.  $0甲。");
}

#[test]
fn references_follow_what_moves() {
    check_move(
        "一、$0甲\n如第二点所讲，抓落实。\n二、乙\n如第一点所讲，抓落实。\n三、丙\n如第一点所讲，抓落实。",
        "一、乙\n如第二点所讲，抓落实。\n二、$0甲\n如第一点所讲，抓落实。\n三、丙\n如第二点所讲，抓落实。",
    );
}

#[test]
fn points_of_a_paragraph_swap_their_clauses() {
    check_move(
        "做到：一是$0学，常学常新；二是改；三是建。久久为功。",
        "做到：一是改；二是$0学，常学常新；三是建。久久为功。",
    );
    check_move("做到：一是学；二是$0改；三是建。久久为功。", "做到：一是学；二是建；三是$0改。久久为功。");
    // Points of several sentences reach to the end of the paragraph.
    check_move("做到：一是$0学。要常学。二是改。要真改。", "做到：一是改。要真改。二是$0学。要常学。");
    check_move(
        "首先，$0学要深。其次，改要实。最后，建要久。",
        "首先，改要实。其次，$0学要深。最后，建要久。",
    );
    check_move("他讲“要做到：一是$0学；二是改。”大家赞成。", "他讲“要做到：一是改；二是$0学。”大家赞成。");
}

#[test]
fn there_must_be_a_neighbour_of_the_same_series_in_the_same_place() {
    check_no(MoveUp, "一、$0甲\n二、乙");
    check_no(MoveDown, "一、甲\n二、$0乙");
    check_no(MoveUp, "做到：一是学。\n二是$0改。正文。\n三是建。正文。");
    check_no(MoveDown, "有两类：\n1.甲。\n2.$0乙。\n还有两类：\n1.丙。\n2.丁。");
    check_no(MoveUp, "$0同志们：\n\n一、甲\n二、乙");
}

#[test]
fn parts_move_with_their_whole_speech() {
    check_move(
        "第一篇：$0甲\n\n同志们：\n\n一、子\n\n谢谢大家！\n\n第二篇：乙\n\n一、丑\n",
        "第一篇：乙\n\n一、丑\n\n第二篇：$0甲\n\n同志们：\n\n一、子\n\n谢谢大家！\n",
    );
}

#[test]
fn bullets_and_plain_headings_move_too() {
    check_move("——$0甲方面。正文。\n——乙方面。正文二。", "——乙方面。正文二。\n——$0甲方面。正文。");
    assert_eq!(apply(MoveDown, "## $0甲\n正文。\n\n## 乙\n", true), "## 乙\n\n## 甲\n正文。\n");
}

#[test]
fn moving_up_and_down_again_gives_the_text_back_anywhere() {
    let draft = "同志们：\n\n一、甲\n\n（一）子。正文。做到：一是学；二是改；三是建。\n\n（二）丑。正文。\n1.寅。\n2.卯。\n\n二、乙\n\n如第一点所讲，抓落实。\n\n三、丙\n（一）辰。见（二）。\n（二）巳。正文。\n\n同志们，加油干！\n";
    let mut moves = 0;
    for (offset, _) in draft.char_indices() {
        for (there, back) in [(MoveUp, MoveDown), (MoveDown, MoveUp)] {
            let analysis = read(draft, false, Locale::Zh);
            let edits = refactoring(&analysis, offset, there, &Cancel::new()).unwrap();
            if edits.is_empty() {
                continue;
            }
            moves += 1;
            let moved = read(&edits.apply(analysis.snapshot()).to_string(), false, Locale::Zh);
            let id = node_at(&analysis, offset).unwrap();
            let twin = neighbour_of(&analysis, id, there);
            let place = moved_place(&analysis, &moved, id, twin);
            let edits = refactoring(&moved, place, back, &Cancel::new()).unwrap();
            assert_eq!(edits.apply(moved.snapshot()).to_string(), draft, "{there:?} at byte {offset}");
        }
    }
    assert!(moves > 100, "only {moves} moves");
}

/// The sibling that `id` changes places with.
fn neighbour_of(analysis: &Analysis, id: NodeId, direction: RefactoringKind) -> NodeId {
    let members = &analysis.outline().series_of(id).unwrap().members;
    let at = members.iter().position(|m| *m == id).unwrap();
    if direction == MoveUp { members[at - 1] } else { members[at + 1] }
}

/// A cursor on the marker at `twin`'s place among its siblings, after a move of `id` there.
fn moved_place(before: &Analysis, after: &Analysis, id: NodeId, twin: NodeId) -> usize {
    let kind_of = |a: &Analysis, n: NodeId| a.outline().node(n).unwrap().kind;
    let ordinal = before
        .outline()
        .nodes()
        .filter(|(n, _)| *n < twin && kind_of(before, *n) == kind_of(before, id))
        .count();
    let inner = |a: &Analysis, n: NodeId| {
        a.outline().subtree(n).filter(|m| kind_of(a, NodeId(*m)) == kind_of(a, id)).count()
    };
    let shift = if twin > id { inner(before, twin) as isize - inner(before, id) as isize } else { 0 };
    let found = after
        .outline()
        .nodes()
        .filter(|(n, _)| kind_of(after, *n) == kind_of(before, id))
        .nth((ordinal as isize + shift) as usize)
        .unwrap();
    after.outline().marker_range(after.snapshot(), found.0).end
}

#[test]
fn the_indent_of_a_heading_belongs_to_it() {
    check(MoveUp, "　　一、甲\n$0　　二、乙", "　　一、乙\n　　二、甲");
}
