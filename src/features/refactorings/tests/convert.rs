//! Other kinds of markers.

use super::*;

#[test]
fn a_series_takes_another_kind_punctuated_by_the_standard() {
    check(
        Convert(Kind::HanParen),
        "一、甲\n1、$0子。\n2、丑。\n二、乙\n1、寅。",
        "一、甲\n（一）子。\n（二）丑。\n二、乙\n1、寅。",
    );
    check(Convert(Kind::Ordinal), "一、甲\n二、$0乙\n三、丙", "第一，甲\n第二，乙\n第三，丙");
    check(Convert(Kind::YiShi), "做到：（1）学；（2）$0改；（3）建。", "做到：一是学；二是改；三是建。");
    check(Convert(Kind::Circled), "做到：一是学；二是$0改。", "做到：①学；②改。");
    check(Convert(Kind::Verb('要')), "做到：一是要学；二是$0要改。", "做到：一要学；二要改。");
    check(
        Convert(Kind::YiShi),
        "首先，$0学要深。其次，改要实。最后，建要久。",
        "一是学要深。二是改要实。三是建要久。",
    );
    check(
        Convert(Kind::ArabicDot),
        "（一）$0甲。正文。\n（二）乙。正文。\n具体见（二）。",
        "1.甲。正文。\n2.乙。正文。\n具体见第二点。",
    );
}

#[test]
fn only_kinds_that_keep_the_tree_are_choices() {
    // Taken above or below, or ranking above a parent or below a child.
    check_no(Convert(Kind::HanParen), "一、甲\n（一）$0子。正文。\n（二）丑。正文。");
    check_no(Convert(Kind::HanDun), "（一）甲。正文。\n1.$0子。\n2.丑。\n（二）乙。正文。\n一、丙");
    check_no(Convert(Kind::HanDun), "第一，甲。正文。\n（一）子。正文。\n1.$0寅。\n2.卯。");
    check_no(Convert(Kind::ArabicDot), "一、$0甲\n（一）子。正文。\n二、乙");
    check_no(Convert(Kind::YiShi), "一、$0甲\n做到：一是学；二是改。\n二、乙\n正文。");
    // Inside a paragraph 一、 and （一） are no markers; a word alone is none anywhere.
    check_no(Convert(Kind::HanDun), "做到：一是学；二是$0改。");
    check_no(Convert(Kind::ArabicDot), "做到：一是学，二是$0改。");
    check_no(Convert(Kind::YiShi), "一、甲\n1.$0子。\n二、乙");
    // Only words go on over a broken paragraph.
    check_no(Convert(Kind::Circled), "一、甲\n做到：一是学，重要抓手\n\n2 和具体体现。二是$0改。三是建。");
}

#[test]
fn conversions_read_back_as_the_same_series() {
    for text in [
        "一、$0甲\n正文。\n二、乙\n正文。\n三、丙\n正文。",
        "一、甲\n（一）$0子。正文。\n（二）丑。正文。\n二、乙\n（一）寅。正文。",
        "做到：一是学；二是$0改；三是建。",
        "一、甲\n第一，$0子。正文。\n1.丑。\n2.寅。\n第二，卯。正文。",
    ] {
        let (plain, offset) = cursor(text);
        let analysis = read(&plain, false, Locale::Zh);
        let id = node_at(&analysis, offset).unwrap();
        let members = analysis.outline().series_of(id).unwrap().members.clone();
        let choices: Vec<Kind> = refactorings(&analysis, offset, &Cancel::new())
            .unwrap()
            .into_iter()
            .filter_map(|r| match r.kind {
                Convert(kind) => Some(kind),
                _ => None,
            })
            .collect();
        assert!(choices.len() >= 3, "{text}: {choices:?}");
        for kind in choices {
            let after = apply(Convert(kind), text, false);
            let read = read(&after, false, Locale::Zh);
            let series = read.outline().series_of(id).unwrap();
            assert_eq!((series.kind, &series.members), (kind, &members), "{after}");
            assert_eq!(read.outline().len(), analysis.outline().len(), "{after}");
        }
    }
}
