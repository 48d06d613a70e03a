//! What words that are taken for one another mean: `data/meanings.tsv`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Two words that are taken for one another, the wrong one first, with their meanings in Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meanings {
    /// The word that was written.
    pub wrong: &'static str,
    /// What it means.
    pub wrong_means: &'static str,
    /// The word that belongs there.
    pub right: &'static str,
    /// What it means.
    pub right_means: &'static str,
}

static SOURCE: &str = include_str!("../../data/meanings.tsv");

/// Both directions of every row.
static TABLE: LazyLock<HashMap<(&str, &str), Meanings>> = LazyLock::new(|| {
    // A test holds every line of the file to be well formed, so that none is dropped here.
    let both = |m: Meanings| {
        let Meanings { wrong: right, wrong_means: right_means, right: wrong, right_means: wrong_means } = m;
        [m, Meanings { wrong, wrong_means, right, right_means }]
    };
    lines().filter_map(row).flat_map(both).map(|m| ((m.wrong, m.right), m)).collect()
});

fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn row(line: &'static str) -> Option<Meanings> {
    let mut cells = line.split('\t');
    let (wrong, right) = (cells.next()?, cells.next()?);
    let (wrong_means, right_means) = (cells.next()?, cells.next()?);
    cells.next().is_none().then_some(Meanings { wrong, wrong_means, right, right_means })
}

/// The longest word of the table, in characters.
const LONGEST: usize = 4;

/// The meanings of the pair in which `wrong` and `right` differ: the longest pair of the table that stands at the
/// same place of both and holds all that differs. `None` where the two are not of one length.
pub fn meanings(wrong: &str, right: &str) -> Option<Meanings> {
    let (a, b): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    if a.len() != b.len() {
        return None;
    }
    let differs = |at: &usize| a.get(*at) != b.get(*at);
    let (first, last) = ((0..a.len()).find(differs)?, (0..a.len()).rfind(differs)?);
    for len in (last - first + 1..=LONGEST.min(a.len())).rev() {
        for from in (last + 1).saturating_sub(len)..=first {
            let part = |word: &[char]| word.get(from..from + len).map(|w| w.iter().collect::<String>());
            let (Some(one), Some(other)) = (part(&a), part(&b)) else { continue };
            if let Some(found) = TABLE.get(&(one.as_str(), other.as_str())) {
                return Some(*found);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted_unique_and_well_formed() {
        let rows: Vec<Meanings> = lines().map(|l| row(l).unwrap_or_else(|| panic!("{l}"))).collect();
        for m in &rows {
            let chars = |text: &str| text.chars().count();
            assert!(m.wrong < m.right && chars(m.wrong) == chars(m.right), "{m:?}");
            assert!(chars(m.wrong) <= LONGEST, "{m:?}");
            for meaning in [m.wrong_means, m.right_means] {
                // One sentence with both must still fit a line of a list of findings.
                assert!((2..=40).contains(&chars(meaning)) && !meaning.ends_with('。'), "{m:?}");
                assert_eq!(meaning.trim(), meaning);
            }
        }
        for pair in rows.windows(2) {
            assert!((pair[0].wrong, pair[0].right) < (pair[1].wrong, pair[1].right), "{pair:?}");
        }
    }

    #[test]
    fn every_row_is_found_in_both_directions() {
        for m in lines().filter_map(row) {
            assert_eq!(meanings(m.wrong, m.right), Some(m));
            let back = meanings(m.right, m.wrong).map(|b| (b.wrong_means, b.right_means));
            assert_eq!(back, Some((m.right_means, m.wrong_means)));
        }
    }

    #[track_caller]
    fn check(wrong: &str, right: &str, pair: Option<(&str, &str)>) {
        assert_eq!(meanings(wrong, right).map(|m| (m.wrong, m.right)), pair, "{wrong} {right}");
    }

    #[test]
    fn the_pair_is_found_inside_longer_words() {
        check("忠心的感谢", "衷心的感谢", Some(("忠心", "衷心")));
        check("渡汛", "度汛", Some(("渡", "度")));
        check("群众反应的问题", "群众反映的问题", Some(("反应", "反映")));
    }

    #[test]
    fn what_the_table_does_not_know_has_no_meanings() {
        check("再接再励", "再接再厉", None);
        check("忠心", "衷心的", None);
        check("甲", "甲", None);
    }
}
