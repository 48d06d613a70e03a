//! Text before and after; `$0` is the cursor.

use std::sync::Arc;

use super::RefactoringKind::*;
use super::*;
use crate::analysis::Options;
use crate::lint::{Levels, Severity};
use crate::text::Snapshot;

fn read(text: &str, markdown: bool, locale: Locale) -> Analysis {
    let options = Options { locale, levels: Levels::default(), markdown, proofreader: Default::default() };
    Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap()
}

fn cursor(fixture: &str) -> (String, usize) {
    let offset = fixture.find("$0").expect("the fixture has no cursor");
    (fixture.replacen("$0", "", 1), offset)
}

/// The text after `kind` at the cursor; the edits are disjoint and leave no number that is wrong.
#[track_caller]
fn apply(kind: RefactoringKind, fixture: &str, markdown: bool) -> String {
    let (text, offset) = cursor(fixture);
    let analysis = read(&text, markdown, Locale::Zh);
    let edits = refactoring(&analysis, offset, kind, &Cancel::new()).unwrap();
    let after = edits.apply(analysis.snapshot()).to_string();
    Edits::new(edits.into_vec()).expect("edits overlap");
    let analysis = read(&after, markdown, Locale::Zh);
    let wrong: Vec<String> = analysis
        .findings()
        .iter()
        .filter(|f| f.rule.id.starts_with("numbering-") && f.severity < Severity::Hint)
        .map(|f| format!("{}: {}", f.rule.id, f.message))
        .collect();
    assert!(wrong.is_empty(), "{after}\n{wrong:?}");
    after
}

#[track_caller]
fn check(kind: RefactoringKind, before: &str, after: &str) {
    assert_eq!(apply(kind, before, false), after);
}

#[track_caller]
fn check_markdown(kind: RefactoringKind, before: &str, after: &str) {
    assert_eq!(apply(kind, before, true), after);
}

/// `kind` is neither offered nor does it do anything.
#[track_caller]
fn check_no(kind: RefactoringKind, fixture: &str) {
    let (text, offset) = cursor(fixture);
    let analysis = read(&text, false, Locale::Zh);
    assert!(refactoring(&analysis, offset, kind, &Cancel::new()).unwrap().is_empty(), "{fixture}");
    let offered = refactorings(&analysis, offset, &Cancel::new()).unwrap();
    assert!(offered.iter().all(|r| r.kind != kind), "{offered:?}");
}

/// Moving down gives `after`, and moving up from there gives `before` back.
#[track_caller]
fn check_move(before: &str, after: &str) {
    let (text, _) = cursor(before);
    let (moved, _) = cursor(after);
    assert_eq!(apply(MoveDown, before, false), moved);
    assert_eq!(apply(MoveUp, after, false), text);
}

#[track_caller]
fn check_offered(fixture: &str, locale: Locale, expected: &[&str]) {
    let (text, offset) = cursor(fixture);
    let offered = refactorings(&read(&text, false, locale), offset, &Cancel::new()).unwrap();
    let titles: Vec<&str> = offered.iter().map(|r| r.title.as_str()).collect();
    assert_eq!(titles, expected);
}

mod convert;
mod level;
mod movement;

#[test]
fn renumbering_takes_in_the_whole_draft_wherever_the_cursor_is() {
    check(
        RenumberDraft,
        "$0同志们：\n\n一、甲\n\n做到：一是学；二是改；四是建。\n\n三、乙\n\n如第三点所讲，要抓落实。\n",
        "同志们：\n\n一、甲\n\n做到：一是学；二是改；三是建。\n\n二、乙\n\n如第二点所讲，要抓落实。\n",
    );
    check_no(RenumberDraft, "$0一、甲\n\n二、乙\n");
}

#[test]
fn what_is_offered_depends_on_the_place() {
    check_offered(
        "一、甲\n（一）子。正文。\n（二）$0丑。正文。\n二、乙",
        Locale::Zh,
        &[
            "“（二）”升一级",
            "“（二）”降一级",
            "“（二）”上移",
            "本级序号改为“1.”",
            "本级序号改为“（1）”",
            "本级序号改为“①”",
            "本级序号改为“一是”",
            "本级序号改为“一要”",
            "本级序号改为“第一，”",
        ],
    );
    check_offered(
        "$0一、甲\n三、乙",
        Locale::En,
        &[
            "Move “一、” down",
            "Number this level “（一）”",
            "Number this level “1.”",
            "Number this level “（1）”",
            "Number this level “①”",
            "Number this level “一是”",
            "Number this level “一要”",
            "Number this level “第一，”",
            "Renumber the whole draft",
        ],
    );
    check_offered("$0没有序号的稿子。", Locale::Zh, &[]);
}

#[test]
fn cancelled_work_gives_no_half_result() {
    let cancel = Cancel::new();
    cancel.raise();
    let analysis = read("一、甲\n三、乙", false, Locale::Zh);
    assert!(refactorings(&analysis, 0, &cancel).is_err());
    assert!(refactoring(&analysis, 0, RenumberDraft, &cancel).is_err());
}

#[test]
fn whatever_is_offered_keeps_every_entry_and_leaves_no_wrong_number() {
    let draft = "在全市教育大会上的讲话\n\n同志们：\n\n下面，我讲三点意见。\n\n一、甲\n\n（一）子。正文。做到：一是学；二是改；三是建。\n\n（二）丑。正文。\n1.寅。\n（1）常学。\n（2）常新。\n2.卯。\n\n二、乙\n\n一要辰。正文。\n二要巳。正文。\n三要午。正文。\n\n三、丙\n\n第一，未。正文。\n第二，申。如第二点所讲，抓落实。\n\n同志们，加油干！\n";
    let analysis = read(draft, false, Locale::Zh);
    let mut kinds = Vec::new();
    for (id, node) in analysis.outline().nodes() {
        let offset = analysis.outline().marker_range(analysis.snapshot(), id).start;
        for offered in refactorings(&analysis, offset, &Cancel::new()).unwrap() {
            let mut fixture = draft.to_owned();
            fixture.insert_str(offset, "$0");
            let after = apply(offered.kind, &fixture, false);
            let count = read(&after, false, Locale::Zh).outline().len();
            assert_eq!(count, analysis.outline().len(), "{} at {node:?}:\n{after}", offered.title);
            kinds.push(std::mem::discriminant(&offered.kind));
        }
    }
    for kind in [Raise, Lower, MoveUp, MoveDown, Convert(Kind::YiShi)] {
        let count = kinds.iter().filter(|k| **k == std::mem::discriminant(&kind)).count();
        assert!(count >= 4, "{kind:?} was offered {count} times");
    }
}
