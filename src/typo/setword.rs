//! A slip in a set word of four characters: 公平竟争, 画龙点晴, 环境包护. One character stands for another of the
//! same sound or of like shape (`data/confusables.tsv`), and all else of the word is there (`data/setwords.tsv`).
//! In 60 million characters of official prose next to no such near form was met that was right; those that were
//! stand in the table. A word of two words (环境保护) counts only where the slip leaves no word (`data/halves.tsv`):
//! 人名群众 is left to those who know what 人名 means.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Characters of a set word.
const LENGTH: usize = 4;

type Half = [char; 2];
type Word = [char; LENGTH];

/// Where a half stands: the numbers of the words that it opens, and of those that it closes.
#[derive(Default)]
struct Slot {
    heads: Vec<usize>,
    tails: Vec<usize>,
}

struct Table {
    words: Vec<Word>,
    /// For every word its text, and whether it is an idiom; else it is two words.
    texts: Vec<(&'static str, bool)>,
    slots: HashMap<Half, Slot>,
    /// What is right as it stands: the set words, and near forms that are none.
    right: HashSet<Word>,
    /// Halves that are right in other company.
    halves: HashSet<Half>,
    /// For every character the groups of those it is taken for.
    groups: HashMap<char, Vec<u16>>,
}

static WORDS: &str = include_str!("../../data/setwords.tsv");
static HALVES: &str = include_str!("../../data/halves.tsv");
static CONFUSABLES: &str = include_str!("../../data/confusables.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut texts = Vec::new();
    let mut right = HashSet::new();
    let mut slots: HashMap<Half, Slot> = HashMap::new();
    for (text, kind) in rows(WORDS) {
        let Some(word) = word(text) else { continue };
        right.insert(word);
        if kind != "right" {
            let [a, b, c, d] = word;
            slots.entry([a, b]).or_default().heads.push(words.len());
            slots.entry([c, d]).or_default().tails.push(words.len());
            words.push(word);
            texts.push((text, kind == "idiom"));
        }
    }
    let halves = rows(HALVES)
        .flat_map(|(first, seconds)| first.chars().flat_map(|a| seconds.chars().map(move |b| [a, b])))
        .collect();
    let mut groups: HashMap<char, Vec<u16>> = HashMap::new();
    for (group, (_, chars)) in (0..).zip(rows(CONFUSABLES)) {
        for c in chars.chars() {
            groups.entry(c).or_default().push(group);
        }
    }
    Table { words, texts, slots, right, halves, groups }
});

/// The rows of a table of two columns.
fn rows(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    source.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

fn word(text: &str) -> Option<Word> {
    text.chars().collect::<Vec<_>>().try_into().ok()
}

/// The slips in set words of one line: the whole word as written, in bytes, and the word. They may overlap.
pub fn slips(line: &str) -> Vec<(Range<usize>, &'static str)> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    // Every pair of characters is looked up once: it opens one window and closes another.
    let slots: Vec<Option<&Slot>> = chars
        .windows(2)
        .map(|pair| match *pair {
            [(_, a), (_, b)] if !a.is_ascii() && !b.is_ascii() => TABLE.slots.get(&[a, b]),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (window, ends) in chars.windows(LENGTH).zip(slots.windows(LENGTH - 1)) {
        let [(start, a), (_, b), (_, c), (last, d)] = *window else { continue };
        let [head, _, tail] = *ends else { continue };
        if let Some(text) = TABLE.slip([a, b, c, d], head, tail) {
            found.push((start..last + d.len_utf8(), text));
        }
    }
    found
}

impl Table {
    /// The set word of which `written` is a slip: one only, else none. `head` and `tail` are the slots of its
    /// first and its last half.
    fn slip(&self, written: Word, head: Option<&Slot>, tail: Option<&Slot>) -> Option<&'static str> {
        let [a, b, c, d] = written;
        let word = |at: &&usize| self.words.get(**at);
        let by_head = head
            .into_iter()
            .flat_map(|slot| &slot.heads)
            .filter(|at| word(at).is_some_and(|[_, _, own_c, own_d]| (*own_c == c) != (*own_d == d)));
        let by_tail = tail
            .into_iter()
            .flat_map(|slot| &slot.tails)
            .filter(|at| word(at).is_some_and(|[own_a, own_b, _, _]| (*own_a == a) != (*own_b == b)));
        let mut near = by_head.chain(by_tail).filter(|at| self.is_slip(written, **at));
        let first = *near.next()?;
        let alone = near.all(|other| *other == first) && !self.right.contains(&written);
        self.texts.get(first).filter(|_| alone).map(|(text, _)| *text)
    }

    /// Whether what is written for the word number `at`, one character off, is a slip.
    fn is_slip(&self, written: Word, at: usize) -> bool {
        let (Some(word), Some((_, idiom))) = (self.words.get(at), self.texts.get(at)) else { return false };
        let mut differing = written.iter().zip(word).enumerate().filter(|(_, (w, r))| w != r);
        let Some((place, (wrong, right))) = differing.next() else { return false };
        let [a, b, c, d] = written;
        let half = if place < 2 { [a, b] } else { [c, d] };
        self.taken_for(*wrong, *right) && (*idiom || !self.halves.contains(&half))
    }

    fn taken_for(&self, a: char, b: char) -> bool {
        match (self.groups.get(&a), self.groups.get(&b)) {
            (Some(a), Some(b)) => a.iter().any(|group| b.contains(group)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_sorted_unique_and_well_formed() {
        let mut last = "";
        for (text, kind) in rows(WORDS) {
            assert!(last < text, "not in order or twice: {last} {text}");
            last = text;
            assert!(word(text).is_some(), "{text}");
            assert!(["idiom", "compound", "right"].contains(&kind), "{text}");
        }
        for (kind, chars) in rows(CONFUSABLES) {
            assert!(["sound", "shape"].contains(&kind) && chars.chars().count() > 1, "{kind} {chars}");
        }
        for (first, seconds) in rows(HALVES) {
            assert!(first.chars().count() == 1 && !seconds.is_empty(), "{first} {seconds}");
        }
    }

    #[test]
    fn every_set_word_stands() {
        for (text, _) in rows(WORDS) {
            assert_eq!(slips(text), [], "{text}");
        }
    }

    #[test]
    fn a_slip_of_sound_or_shape_is_found() {
        for (written, right) in [
            ("公平竟争", "公平竞争"),
            ("画龙点晴", "画龙点睛"),
            ("坏境保护", "环境保护"),
            ("持之一恒", "持之以恒"),
            ("不屈不饶", "不屈不挠"),
        ] {
            let line = format!("要{written}。");
            assert_eq!(slips(&line), [(3..15, right)], "{written}");
        }
    }

    #[test]
    fn what_leaves_a_word_or_is_a_variant_stays() {
        for line in ["归根结蒂", "人名群众", "攻城略地", "贯彻实事求是的路线", "环境包容"]
        {
            assert_eq!(slips(line), [], "{line}");
        }
    }
}
