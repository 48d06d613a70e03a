//! The words that the speller knows, with how common they are.

use std::collections::BTreeMap;

use jieba_rs::Jieba;

use super::counts::Counts;
use crate::spelling::lexicon::{LONGEST, Lexicon, key};
use crate::spelling::table::{Codes, Table};
use crate::spelling::vocabulary::{BITS, UNKNOWN, Vocabulary};

/// How often a word of the dictionary must stand in the texts.
const LEAST: u32 = 8;

/// The lexicon: the words of `terms`, given with how often each stands in texts elsewhere, and strings of
/// the texts that the segmenter's dictionary has. Each is as common as it is elsewhere and here together.
/// `None` when no table could be made.
pub fn lexicon(vocabulary: &Vocabulary, counts: &Counts, terms: &BTreeMap<String, u32>) -> Option<Lexicon> {
    let mut entries: BTreeMap<u64, Codes> = BTreeMap::new();
    for (term, elsewhere) in terms {
        let ids: Vec<_> = term.chars().map(|c| vocabulary.id(c)).collect();
        if !(2..=LONGEST).contains(&ids.len()) || ids.contains(&UNKNOWN) {
            continue;
        }
        let key = key(&ids);
        let order = counts.orders.get(ids.len() - 1)?;
        let here = order.find(key).and_then(|at| order.counts.get(at)).copied().unwrap_or(0);
        let common = (here + elsewhere).max(1).ilog2() as u8;
        entries.insert(key, Codes { probability: common, back_off: 0 });
    }
    let jieba = Jieba::new();
    for order in counts.orders.iter().skip(1) {
        for (&word, &count) in order.keys.iter().zip(&order.counts).filter(|(_, count)| **count >= LEAST) {
            if !entries.contains_key(&word)
                && text(vocabulary, word).is_some_and(|text| jieba.has_word(&text))
            {
                entries.insert(word, Codes { probability: count.ilog2() as u8, back_off: 0 });
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
        chars.push(vocabulary.char((word & ((1 << BITS) - 1)) as u16)?);
        word >>= BITS;
    }
    Some(chars.iter().rev().collect())
}
