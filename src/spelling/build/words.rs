//! The words of the texts: strings that the dictionary of the segmenter or a list of terms has.

use std::collections::{BTreeMap, BTreeSet};

use jieba_rs::Jieba;

use super::counts::Counts;
use crate::spelling::lexicon::{LONGEST, Lexicon, key};
use crate::spelling::table::{Codes, Table};
use crate::spelling::vocabulary::{BITS, UNKNOWN, Vocabulary};

/// The lexicon: words of `terms`, and strings that the segmenter's dictionary has and that stand in the
/// texts at least `least` times. `None` when no table could be made.
pub fn lexicon(
    vocabulary: &Vocabulary,
    counts: &Counts,
    terms: &BTreeSet<String>,
    least: u32,
) -> Option<Lexicon> {
    let jieba = Jieba::new();
    let mut entries: BTreeMap<u64, Codes> = BTreeMap::new();
    for term in terms {
        let ids: Vec<_> = term.chars().map(|c| vocabulary.id(c)).collect();
        if (2..=LONGEST).contains(&ids.len()) && !ids.contains(&UNKNOWN) {
            entries.insert(key(&ids), Codes::default());
        }
    }
    for order in counts.orders.iter().skip(1) {
        for (&word, &count) in order.keys.iter().zip(&order.counts) {
            let common = Codes { probability: count.ilog2() as u8, back_off: 0 };
            if let Some(codes) = entries.get_mut(&word) {
                *codes = common;
            } else if count >= least && text(vocabulary, word).is_some_and(|text| jieba.has_word(&text)) {
                entries.insert(word, common);
            }
        }
    }
    let entries: Vec<_> = entries.into_iter().collect();
    Some(Lexicon { table: Table::build(&entries)? })
}

/// The string of an n-gram's key; `None` when it holds anything but known characters.
fn text(vocabulary: &Vocabulary, mut word: u64) -> Option<String> {
    let mut chars = Vec::new();
    while word != 0 {
        chars.push(vocabulary.char((word & 0xFFF) as u16)?);
        word >>= BITS;
    }
    Some(chars.iter().rev().collect())
}
