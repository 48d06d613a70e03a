//! Places that the writer has looked at and wants to stay: a piece of text, with the part in `⟦…⟧` that is right.

use std::ops::Range;

use aho_corasick::AhoCorasick;

/// What opens and closes the part that is right; without them all of the text is.
pub const MARKS: [char; 2] = ['⟦', '⟧'];

/// Accepted wordings, found in one pass over a line.
#[derive(Debug, Clone, Default)]
pub struct Accepted {
    /// Text without marks, and the part that is right.
    wordings: Vec<(String, Range<usize>)>,
    automaton: Option<AhoCorasick>,
}

impl Accepted {
    /// The set of `wordings`; blank ones are left out.
    pub fn new(wordings: impl IntoIterator<Item = String>) -> Self {
        let mut wordings: Vec<(String, Range<usize>)> = wordings
            .into_iter()
            .map(|wording| unmarked(wording.trim()))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        wordings.sort_unstable_by(|a, b| (&a.0, a.1.start, a.1.end).cmp(&(&b.0, b.1.start, b.1.end)));
        wordings.dedup();
        let texts = wordings.iter().map(|(text, _)| text);
        let automaton = if wordings.is_empty() { None } else { AhoCorasick::new(texts).ok() };
        Self { wordings, automaton }
    }

    /// The parts of `line` that are right, in bytes.
    pub fn places(&self, line: &str) -> Vec<Range<usize>> {
        let found = self.automaton.iter().flat_map(|a| a.find_overlapping_iter(line));
        found
            .filter_map(|m| {
                let (_, right) = self.wordings.get(m.pattern().as_usize())?;
                Some(m.start() + right.start..m.start() + right.end)
            })
            .collect()
    }
}

/// `wording` without its marks, and the part between them; all of it where they are not a pair.
fn unmarked(wording: &str) -> (String, Range<usize>) {
    let [open, close] = MARKS;
    let parts = wording.split_once(open).and_then(|(before, rest)| {
        let (right, after) = rest.split_once(close)?;
        Some((before, right, after))
    });
    match parts {
        Some((before, right, after)) => {
            (format!("{before}{right}{after}"), before.len()..before.len() + right.len())
        }
        None => (wording.to_owned(), 0..wording.len()),
    }
}

impl PartialEq for Accepted {
    fn eq(&self, other: &Self) -> bool {
        self.wordings == other.wordings
    }
}

impl Eq for Accepted {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wording: &str, line: &str, right: &[(usize, usize)]) {
        let places = Accepted::new([wording.to_owned()]).places(line);
        assert_eq!(places.iter().map(|p| (p.start, p.end)).collect::<Vec<_>>(), right);
    }

    #[test]
    fn the_marked_part_is_right_wherever_its_company_stands() {
        check("向他⟦忠⟧心", "向他忠心，对他忠心，向他忠心", &[(6, 9), (36, 39)]);
        check("缺⟦⟧字", "缺字", &[(3, 3)]);
    }

    #[test]
    fn without_marks_all_of_it_is_right() {
        check(" 忠心的 ", "表忠心的话", &[(3, 12)]);
        check("忠⟦心", "忠⟦心", &[(0, 9)]);
        check("", "忠心", &[]);
    }
}
