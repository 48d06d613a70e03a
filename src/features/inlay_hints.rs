//! Inlay hints: characters and minutes of a section behind its heading.
//!
//! Only where a writer plans time: at the upper levels of the ladder. 一是 and 1. would be noise.

use crate::analysis::{Analysis, Cancel, Cancellable, section, speech};
use crate::outline::{Kind, Node, NodeId, Shape};
use crate::text::TextRange;

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it stands.
    pub offset: usize,
    /// What it says.
    pub label: String,
    /// What it says at length.
    pub tooltip: String,
}

/// The hints of headings inside `range`.
pub fn inlay_hints(
    analysis: &Analysis,
    range: TextRange,
    characters_per_minute: u32,
    cancel: &Cancel,
) -> Cancellable<Vec<Hint>> {
    cancel.check()?;
    let snapshot = analysis.snapshot();
    let lines = snapshot.line_of(range.start) as u32..=snapshot.line_of(range.end) as u32;
    let nodes = analysis.outline().nodes().filter(|(_, node)| lines.contains(&node.line));
    let hints = nodes.filter(|(_, node)| is_worth_a_hint(analysis, node)).map(|(id, node)| Hint {
        offset: place(analysis, id, node),
        label: speech::length(node.spoken, characters_per_minute, analysis.options().locale),
        tooltip: tooltip(analysis, node, characters_per_minute),
    });
    Ok(hints.filter(|hint| range.touches(hint.offset)).collect())
}

/// Characters from which a section of one line is long enough to be timed: some 20 seconds.
const LONG: u32 = 60;

fn is_worth_a_hint(analysis: &Analysis, node: &Node) -> bool {
    is_planned(node)
        && node.shape != Shape::Inline
        && (node.spoken > LONG || section::last_line(analysis, node) > node.line)
}

/// Whether writers plan the time of such a section: titles, parts, chapters, 一、 and （一）, and what
/// else of the ladder stands at the top of a draft that begins with it.
fn is_planned(node: &Node) -> bool {
    let upper = Kind::HanParen.rank();
    node.kind == Kind::Title || node.kind.rank().is_some_and(|rank| Some(rank) <= upper || node.depth == 0)
}

/// Behind the heading and the mark that closes it: a hint between 题 and 。 would tear them apart.
fn place(analysis: &Analysis, id: NodeId, node: &Node) -> usize {
    let heading = analysis.outline().heading_range(analysis.snapshot(), id);
    let line = analysis.snapshot().line(node.line as usize);
    let rest = line.get(node.title.end.max(node.marker.end) as usize..).unwrap_or_default();
    let mark = rest.chars().next().filter(|c| matches!(c, '。' | '：' | '；' | '！' | '？' | '.' | ':'));
    heading.end + mark.map_or(0, char::len_utf8)
}

fn tooltip(analysis: &Analysis, node: &Node, characters_per_minute: u32) -> String {
    let locale = analysis.options().locale;
    let length = speech::length(node.spoken, characters_per_minute, locale);
    let share = speech::share(node.spoken, analysis.outline().spoken(), locale);
    let facts = [Some(length), share].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    locale.pick(
        format!("本节{facts}（按每分钟{characters_per_minute}字计）"),
        format!("This section: {facts} (at {characters_per_minute} characters a minute)"),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    fn analysis(locale: Locale, text: &str) -> Analysis {
        let options =
            Options { locale, levels: Levels::default(), markdown: false, proofreader: Default::default() };
        Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap()
    }

    /// `fixture` holds the hints as `⟦…⟧`.
    #[track_caller]
    fn check(fixture: &str) {
        let mut text = String::new();
        for (i, piece) in fixture.split(['⟦', '⟧']).enumerate() {
            if i % 2 == 0 {
                text.push_str(piece);
            }
        }
        let whole = TextRange::new(0, text.len());
        let hints = inlay_hints(&analysis(Locale::Zh, &text), whole, 180, &Cancel::new()).unwrap();
        let mut shown = text;
        for hint in hints.iter().rev() {
            shown.insert_str(hint.offset, &format!("⟦{}⟧", hint.label));
        }
        assert_eq!(shown, fixture);
    }

    #[test]
    fn sections_of_the_upper_levels_are_timed() {
        check(
            "一、提高认识⟦13字 · 约5秒⟧\n（一）认清形势⟦8字 · 约5秒⟧\n要认清。\n\
             二、狠抓落实⟦10字 · 约5秒⟧\n1.要抓紧\n抓。\n",
        );
    }

    #[test]
    fn short_sections_of_one_line_are_not() {
        check("（一）抓好项目。要抓紧。\n（二）抓好投资。要抓实。\n");
    }

    #[test]
    fn a_long_paragraph_is_timed_behind_its_run_in_heading() {
        let body = "抓".repeat(60);
        check(&format!("（一）抓好项目。⟦65字 · 约20秒⟧{body}。\n（二）抓好投资。要抓实。\n"));
    }

    #[test]
    fn words_that_count_are_left_alone() {
        let body = "抓".repeat(70);
        check(&format!("一是抓好项目。{body}。\n二是抓好投资。{body}。\n"));
    }

    #[test]
    fn only_the_range_asked_for() {
        let text = "一、提高认识\n要提高。\n二、狠抓落实\n要抓。\n";
        let second = text.find("二、").unwrap();
        let range = TextRange::new(second, text.len());
        let hints = inlay_hints(&analysis(Locale::Zh, text), range, 180, &Cancel::new()).unwrap();
        assert_eq!(hints.len(), 1);
        assert_eq!(hints[0].tooltip, "本节7字 · 约5秒 · 占全稿47%（按每分钟180字计）");
    }

    #[test]
    fn english_where_asked() {
        let text = "一、提高认识\n要提高。\n二、狠抓落实\n要抓。\n";
        let whole = TextRange::new(0, text.len());
        let hints = inlay_hints(&analysis(Locale::En, text), whole, 180, &Cancel::new()).unwrap();
        assert_eq!(hints[1].label, "7 characters · about 5 s");
        assert_eq!(
            hints[1].tooltip,
            "This section: 7 characters · about 5 s · 47% of the draft (at 180 characters a minute)"
        );
    }
}
