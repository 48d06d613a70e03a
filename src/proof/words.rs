//! The writer's own words: names, units and places that no check may touch.

use std::ops::Range;

use aho_corasick::AhoCorasick;

/// A set of words, found in one pass over a line.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: Vec<String>,
    automaton: Option<AhoCorasick>,
}

impl Words {
    /// The set of `words`; blank ones are left out.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut words: Vec<String> =
            words.into_iter().map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        let automaton = if words.is_empty() { None } else { AhoCorasick::new(&words).ok() };
        Self { words, automaton }
    }

    /// Every place where one stands, in bytes of the line.
    pub fn places(&self, line: &str) -> Vec<Range<usize>> {
        self.automaton.iter().flat_map(|a| a.find_overlapping_iter(line)).map(|m| m.range()).collect()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Words {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_place_of_every_word() {
        let words = Words::new(["绵山".to_owned(), " 山镇 ".to_owned(), String::new()]);
        assert_eq!(words.places("在绵山镇"), [3..9, 6..12]);
        assert!(Words::default().places("在绵山镇").is_empty());
    }
}
