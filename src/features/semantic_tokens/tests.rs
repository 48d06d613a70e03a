//! Tokens of small drafts, drawn as text.

use std::sync::Arc;

use super::*;
use crate::analysis::Options;
use crate::lint::Levels;
use crate::locale::Locale;
use crate::text::Snapshot;

fn analysis(text: &str) -> Analysis {
    let options = Options {
        locale: Locale::Zh,
        levels: Levels::default(),
        markdown: false,
        proofreader: Default::default(),
    };
    Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap()
}

/// `fixture` marks tokens as `⟦m一、⟧`: m marker, h heading, p placeholder, q quotation.
#[track_caller]
fn check(fixture: &str) {
    let text = ["⟦m", "⟦h", "⟦p", "⟦q", "⟧"].iter().fold(fixture.to_owned(), |t, mark| t.replace(mark, ""));
    let tokens = semantic_tokens(&analysis(&text), TextRange::new(0, text.len()), &Cancel::new()).unwrap();
    let mut shown = String::new();
    let mut at = 0;
    for token in tokens {
        assert!(token.range.start >= at, "overlap at {at}");
        let letter = match token.kind {
            TokenKind::Marker => 'm',
            TokenKind::Heading => 'h',
            TokenKind::Placeholder => 'p',
            TokenKind::Quotation => 'q',
        };
        let words = &text[token.range.start..token.range.end];
        assert!(!words.contains('\n'));
        shown += &format!("{}⟦{letter}{words}⟧", &text[at..token.range.start]);
        at = token.range.end;
    }
    shown += &text[at..];
    assert_eq!(shown, fixture);
}

#[test]
fn headings_and_their_markers() {
    check(
        "⟦m一、⟧⟦h提高认识⟧\n要提高认识。\n⟦m二、⟧⟦h狠抓落实⟧\n⟦m（一）⟧⟦h抓紧⟧。要抓紧。\n⟦m（二）⟧⟦h抓实⟧。要抓实。\n",
    );
}

#[test]
fn points_inside_a_paragraph_give_their_markers() {
    check("要做到：⟦m一是⟧提高认识；⟦m二是⟧狠抓落实。\n");
}

#[test]
fn a_quotation_parts_a_title() {
    check("⟦m一、⟧⟦h落实⟧⟦q“三会一课”⟧⟦h制度⟧\n要落实。\n⟦m二、⟧⟦q《条例》⟧⟦h要学深学透⟧\n要学。\n");
}

#[test]
fn a_placeholder_parts_a_quotation() {
    check("开展⟦q“⟧⟦pxx⟧⟦q杯”⟧竞赛，⟦p××⟧市参加。\n");
}

#[test]
fn a_quotation_over_a_line_end_is_left_out() {
    check("他说：“要抓紧。\n要抓实。”⟦q《条例》⟧\n");
}

#[test]
fn only_the_lines_asked_for() {
    let text = "一、甲\n二、乙\n三、丙\n";
    let second = text.find("二").unwrap();
    let tokens = semantic_tokens(&analysis(text), TextRange::empty(second + 3), &Cancel::new()).unwrap();
    let lines: Vec<&str> = tokens.iter().map(|t| &text[t.range.start..t.range.end]).collect();
    assert_eq!(lines, ["二、", "乙"]);
}
