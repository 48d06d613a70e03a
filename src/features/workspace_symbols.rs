//! Workspace symbols: headings of a draft that fit a query.
//!
//! Headings and run-in headings only: points inside paragraphs are for the draft's own outline.

use crate::analysis::{Analysis, Cancel, Cancellable, section};
use crate::outline::{Kind, Node, NodeId};
use crate::text::TextRange;

/// A heading found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSymbol {
    /// Marker and title.
    pub name: String,
    /// The name of the section it stands in.
    pub container: Option<String>,
    /// What its marker is.
    pub kind: Kind,
    /// Marker and title.
    pub range: TextRange,
}

/// The headings whose name holds all characters of `query` in order, ignoring case and blanks.
pub fn workspace_symbols(analysis: &Analysis, query: &str, cancel: &Cancel) -> Cancellable<Vec<FoundSymbol>> {
    cancel.check()?;
    let wanted: Vec<char> = folded(query).collect();
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let mut found = Vec::new();
    for (id, node) in outline.nodes().filter(|(_, node)| !node.is_inline()) {
        let range = outline.heading_range(snapshot, id);
        if !holds(&snapshot.slice(range), &wanted) {
            continue;
        }
        let container = container(analysis, node).map(|id| section::name(analysis, id));
        found.push(FoundSymbol { name: section::name(analysis, id), container, kind: node.kind, range });
    }
    Ok(found)
}

/// The heading above `node`, points inside paragraphs passed over.
fn container(analysis: &Analysis, node: &Node) -> Option<NodeId> {
    let outline = analysis.outline();
    outline.ancestors(node.parent?).find(|id| outline.node(*id).is_some_and(|node| !node.is_inline()))
}

/// Whether `text` holds the characters of `wanted` in order.
fn holds(text: &str, wanted: &[char]) -> bool {
    let mut rest = wanted.iter().copied().peekable();
    for c in folded(text) {
        rest.next_if_eq(&c);
    }
    rest.peek().is_none()
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    const DRAFT: &str = "一、提高认识\n\
        （一）认清 GDP 形势\n要做到：一是认清形势；二是找准差距。\n\
        二、狠抓落实\n要抓。\n";

    /// Names found, each with `< container` where it has one.
    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown: false,
            proofreader: Default::default(),
        };
        let analysis = Analysis::new(Snapshot::new(DRAFT), Arc::new(options), &Cancel::new()).unwrap();
        let found = workspace_symbols(&analysis, query, &Cancel::new()).unwrap();
        let shown = found.iter().map(|s| match &s.container {
            Some(container) => format!("{} < {container}", s.name),
            None => s.name.clone(),
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
        assert!(found.iter().all(|s| DRAFT[s.range.start..s.range.end] == s.name));
    }

    #[test]
    fn characters_in_order_are_enough() {
        check("认形势", &["（一）认清 GDP 形势 < 一、提高认识"]);
        check("形认", &[]);
        check("二、落实", &["二、狠抓落实"]);
    }

    #[test]
    fn case_and_blanks_do_not_count() {
        check("清gdp 形", &["（一）认清 GDP 形势 < 一、提高认识"]);
    }

    #[test]
    fn no_query_gives_all_headings() {
        check(" ", &["一、提高认识", "（一）认清 GDP 形势 < 一、提高认识", "二、狠抓落实"]);
    }
}
