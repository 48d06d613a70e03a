//! Outline views of small drafts: names, nesting, ranges.

use std::sync::Arc;

use super::*;
use crate::analysis::Options;
use crate::lint::Levels;
use crate::locale::Locale;

const ALL: SymbolOptions = SymbolOptions { inline_points: true, characters_per_minute: 180 };

fn symbols(text: &str, locale: Locale, options: SymbolOptions) -> Vec<Symbol> {
    let analysis_options =
        Options { locale, levels: Levels::default(), markdown: false, proofreader: Default::default() };
    let analysis = Analysis::new(Snapshot::new(text), Arc::new(analysis_options), &Cancel::new()).unwrap();
    let symbols = document_symbols(&analysis, options, &Cancel::new()).unwrap();
    assert_sound(&symbols, TextRange::new(0, text.len()));
    symbols
}

/// What editors rely on: children inside their parent, the selection inside the range, no empty name.
#[track_caller]
fn assert_sound(symbols: &[Symbol], around: TextRange) {
    for symbol in symbols {
        assert!(around.contains_range(symbol.range), "{}", symbol.name);
        assert!(symbol.range.contains_range(symbol.selection), "{}", symbol.name);
        assert!(!symbol.name.trim().is_empty());
        assert_sound(&symbol.children, symbol.range);
    }
}

fn tree(symbols: &[Symbol], depth: usize, out: &mut String) {
    for symbol in symbols {
        *out += &format!("{}{}\n", "  ".repeat(depth), symbol.name);
        tree(&symbol.children, depth + 1, out);
    }
}

#[track_caller]
fn check(text: &str, options: SymbolOptions, expected: &str) {
    let mut shown = String::new();
    tree(&symbols(text, Locale::Zh, options), 0, &mut shown);
    assert_eq!(shown, expected);
}

const DRAFT: &str = "一、提高认识\n\
    （一）认清形势。形势很好。\n\
    （二）找准差距。要做到：一是提高站位；二是找准问题。\n\
    二、狠抓落实\n要抓。\n";

#[test]
fn every_node_is_listed_under_its_parent() {
    check(
        DRAFT,
        ALL,
        "一、提高认识\n  （一）认清形势\n  （二）找准差距\n    一是提高站位\n    二是找准问题\n二、狠抓落实\n",
    );
}

#[test]
fn points_inside_paragraphs_can_be_left_out() {
    let options = SymbolOptions { inline_points: false, ..ALL };
    check(DRAFT, options, "一、提高认识\n  （一）认清形势\n  （二）找准差距\n二、狠抓落实\n");
}

#[test]
fn ranges_are_sections_and_selections_are_headings() {
    let all = symbols(DRAFT, Locale::Zh, ALL);
    let first = &all[0];
    assert_eq!(&DRAFT[first.selection.start..first.selection.end], "一、提高认识");
    // The line end before the next heading belongs to neither.
    assert_eq!(first.range.end, DRAFT.find("\n二、狠").unwrap());
    let point = &first.children[1].children[0];
    assert_eq!(&DRAFT[point.selection.start..point.selection.end], "一是提高站位");
    assert_eq!(&DRAFT[point.range.start..point.range.end], "一是提高站位；");
}

#[test]
fn the_detail_tells_length_and_time() {
    let text = format!("一、提高认识\n{}。\n二、狠抓落实\n要抓。\n", "抓".repeat(355));
    let zh = symbols(&text, Locale::Zh, ALL);
    assert_eq!(zh[0].detail, "360字 · 约2分钟");
    let slow = SymbolOptions { characters_per_minute: 90, ..ALL };
    assert_eq!(symbols(&text, Locale::Zh, slow)[0].detail, "360字 · 约4分钟");
    assert_eq!(symbols(&text, Locale::En, ALL)[0].detail, "360 characters · about 2 min");
}

#[test]
fn a_marker_without_a_title_still_has_a_name() {
    check("一、提高认识\n要提高。\n二、\n", ALL, "一、提高认识\n二、\n");
}

#[test]
fn a_cancelled_request_gives_no_list() {
    let options = Options {
        locale: Locale::Zh,
        levels: Levels::default(),
        markdown: false,
        proofreader: Default::default(),
    };
    let analysis = Analysis::new(Snapshot::new(DRAFT), Arc::new(options), &Cancel::new()).unwrap();
    let cancel = Cancel::new();
    cancel.raise();
    assert!(document_symbols(&analysis, ALL, &cancel).is_err());
}

fn symbol(name: &str, start: usize, end: usize) -> Symbol {
    let range = TextRange::new(start, end);
    Symbol {
        name: name.into(),
        detail: String::new(),
        kind: Kind::Dash,
        range,
        selection: range,
        children: vec![],
    }
}

#[test]
fn entries_go_to_the_nearest_one_shown_above() {
    let mut t = Tree::new(100);
    t.open(0, symbol("甲", 0, 90));
    // A point at depth 1 that is not shown, with two entries below it.
    t.close(1);
    t.open(2, symbol("乙", 10, 20));
    t.close(2);
    t.open(2, symbol("丙", 20, 30));
    t.close(1);
    t.open(1, symbol("丁", 30, 40));
    t.close(1);
    t.open(2, symbol("戊", 50, 60));
    let mut shown = String::new();
    tree(&t.finish(), 0, &mut shown);
    assert_eq!(shown, "甲\n  乙\n  丙\n  丁\n  戊\n");
}

#[test]
fn ranges_never_leave_their_parents() {
    let mut t = Tree::new(30);
    t.open(0, symbol("甲", 0, 20));
    t.open(1, symbol("乙", 5, 25));
    t.open(2, symbol("丙", 22, 40));
    let all = t.finish();
    assert_sound(&all, TextRange::new(0, 30));
    assert_eq!(all[0].children[0].range, TextRange::new(5, 20));
}
