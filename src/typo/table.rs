//! The table of confused words: `data/confusions.tsv` read once, its words in one automaton.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::condition::Condition;

/// How sure a flag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Wrong wherever it stands.
    Certain,
    /// Wrong in the company in which it was found.
    Context,
    /// A variant or a matter of style: a hint at most.
    Arguable,
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// What is looked for.
    pub wrong: &'static str,
    /// What should stand there; `None` for a row that protects its text.
    pub right: Option<&'static str>,
    pub grade: Grade,
    pub condition: Condition,
    /// Why, in Chinese; may be empty.
    pub note: &'static str,
}

/// The rows and the automaton that finds them.
pub struct Table {
    rows: Vec<Row>,
    /// For every pattern of the automaton its rows, as a range of `rows`.
    spans: Vec<std::ops::Range<usize>>,
    automaton: Option<AhoCorasick>,
}

impl Table {
    /// Every place in `line` where a row's text stands, conditions unread: start in bytes, and the row.
    pub fn candidates<'t>(&'t self, line: &'t str) -> impl Iterator<Item = (usize, &'t Row)> {
        let found = self.automaton.iter().flat_map(move |a| a.find_overlapping_iter(line));
        found.flat_map(|m| {
            let span = self.spans.get(m.pattern().as_usize()).cloned().unwrap_or_default();
            self.rows.get(span).unwrap_or_default().iter().map(move |row| (m.start(), row))
        })
    }
}

static SOURCE: &str = include_str!("../../data/confusions.tsv");

/// The table, read at the first use.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // A test holds every line of the file to be well formed, so that none is dropped here.
    let rows: Vec<Row> = lines().filter_map(row).collect();
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match spans.last_mut() {
            Some(span) if words.last() == Some(&row.wrong) => span.end = at + 1,
            _ => {
                words.push(row.wrong);
                spans.push(at..at + 1);
            }
        }
    }
    // The compact automaton: built in milliseconds, and a line is short.
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(&words)
        .ok();
    Table { rows, spans, automaton }
});

fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// A cell's text; `-` stands for nothing.
fn cell(text: &'static str) -> &'static str {
    if text == "-" { "" } else { text }
}

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    let (wrong, right, grade) = (cells.next()?, cells.next()?, cells.next()?);
    let condition = Condition::parse(cell(cells.next()?))?;
    let note = cell(cells.nth(2)?);
    let (grade, right) = match grade {
        "certain" => (Grade::Certain, Some(right)),
        "context" => (Grade::Context, Some(right)),
        "arguable" => (Grade::Arguable, Some(right)),
        "allow" => (Grade::Certain, None),
        _ => return None,
    };
    Some(Row { wrong, right, grade, condition, note })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typo::confusions;

    #[test]
    fn the_file_is_sorted_unique_and_well_formed() {
        let keys: Vec<(&str, &str)> = lines()
            .map(|l| {
                let cells: Vec<_> = l.split('\t').collect();
                assert_eq!(cells.len(), 7, "{l}");
                assert!(cells.iter().all(|c| !c.is_empty() && c.trim() == *c), "{l}");
                let row = row(l).unwrap_or_else(|| panic!("{l}"));
                assert_ne!(row.right, Some(row.wrong), "{l}");
                (cells[0], cells[3])
            })
            .collect();
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "not in order or twice: {pair:?}");
        }
    }

    #[test]
    fn every_row_flags_its_example_and_spares_its_counterexample() {
        let mut bad = Vec::new();
        for line in lines() {
            let cells: Vec<_> = line.split('\t').collect();
            let (wrong, grade) = (cells[0], cells[2]);
            if grade == "allow" {
                continue;
            }
            let example = if cells[4] == "-" { format!("他说：{wrong}。") } else { cells[4].to_owned() };
            // A longer row may be the one that speaks, as long as it covers this one's text.
            let flagged = |text: &str| {
                let places: Vec<_> = text.match_indices(wrong).map(|(at, _)| at..at + wrong.len()).collect();
                let covers =
                    |c: &std::ops::Range<usize>| places.iter().any(|p| c.start <= p.start && p.end <= c.end);
                confusions(text).iter().any(|c| covers(&c.range))
            };
            if !flagged(&example) {
                bad.push(format!("not flagged: {line}"));
            }
            if cells[5] != "-" && flagged(cells[5]) {
                bad.push(format!("flagged: {line}"));
            }
            if cells[3] != "-" && cells[4] == "-" {
                bad.push(format!("a condition without an example: {line}"));
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }
}
