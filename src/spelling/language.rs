//! The language model: quantised n-grams of up to five characters with back-off.
//!
//! Query as in `KenLM` (Heafield 2011): every stored n-gram's prefix and suffix are stored too, so the
//! longest match is found from below and stops at the first miss, and the back-off weights of a
//! history were met when its last character was scored.

use super::pairs::Pairs;
use super::table::Table;
use super::vocabulary::{BITS, BOUNDARY, Id};

/// The longest n-gram, in characters.
pub const ORDER: usize = 5;

/// The key of the n-gram `history` + `id`, of `n` characters.
#[inline]
pub fn key(history: u64, id: Id, n: usize) -> u64 {
    (history & mask(n - 1)) << BITS | u64::from(id)
}

/// The bits of `n` characters.
#[inline]
pub fn mask(n: usize) -> u64 {
    (1 << (BITS as usize * n)) - 1
}

/// What was read so far; by default nothing, in the middle of a line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct History {
    /// The last four ids, the latest lowest.
    words: u64,
    /// How many of them matter.
    len: u8,
    /// The natural logarithm of the back-off weight of the last 1, 2, 3, 4.
    back_off: [f32; ORDER - 1],
}

impl History {
    /// Whether whatever follows scores the same after both.
    pub fn same_future(&self, other: &Self) -> bool {
        self.len == other.len && (self.words ^ other.words) & mask(self.len as usize) == 0
    }
}

/// How well an id was foreseen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Natural logarithm of its probability.
    pub log: f32,
    /// Length of the longest stored n-gram that ends in it, in characters.
    pub matched: u8,
}

/// The language model.
#[derive(Debug, Clone)]
pub struct Language {
    /// By id: natural logarithms of probability and back-off weight.
    pub(super) unigrams: Vec<(f32, f32)>,
    /// Probabilities of the n-grams of 2, 3, 4, 5 by code.
    pub(super) probabilities: [[f32; 64]; ORDER - 1],
    /// Back-off weights of the n-grams of 2, 3, 4 by code.
    pub(super) back_offs: [[f32; 32]; ORDER - 2],
    /// The n-grams of two.
    pub(super) pairs: Pairs,
    /// The n-grams of three to five.
    pub(super) table: Table,
}

impl Language {
    /// At the beginning of a line.
    pub fn start(&self) -> History {
        let back_off = self.unigrams.get(BOUNDARY as usize).map_or(0.0, |u| u.1);
        History { words: u64::from(BOUNDARY), len: 1, back_off: [back_off, 0.0, 0.0, 0.0] }
    }

    /// Reads `id` after `history`.
    #[inline]
    pub fn read(&self, history: &History, id: Id) -> (Score, History) {
        let (mut log, weight) = self.unigrams.get(id as usize).copied().unwrap_or((-20.0, 0.0));
        let mut next = History {
            words: (history.words << BITS | u64::from(id)) & mask(ORDER - 1),
            len: 1,
            back_off: [weight, 0.0, 0.0, 0.0],
        };
        let mut matched = 1;
        for (n, probabilities) in (2..=ORDER).zip(&self.probabilities) {
            if n - 1 > history.len as usize {
                break;
            }
            let found = match n {
                2 => self.pairs.get((history.words & mask(1)) as Id, id),
                _ => self.table.get(key(history.words, id, n)),
            };
            let Some(codes) = found else { break };
            log = probabilities.get(codes.probability as usize).copied().unwrap_or(log);
            matched = n;
            if let (Some(book), Some(weight)) = (self.back_offs.get(n - 2), next.back_off.get_mut(n - 1)) {
                *weight = book.get(codes.back_off as usize).copied().unwrap_or(0.0);
            }
        }
        for weight in history.back_off.iter().take(history.len as usize).skip(matched - 1) {
            log += weight;
        }
        next.len = matched.min(ORDER - 1) as u8;
        (Score { log, matched: matched as u8 }, next)
    }

    /// Whether `first` was seen before `second` often enough to be kept.
    #[inline]
    pub fn follows(&self, first: Id, second: Id) -> bool {
        self.pairs.contains(first, second)
    }

    /// A bit for every id that makes a common word after `first`.
    pub fn words_with(&self, first: Id) -> &[u64] {
        self.pairs.words_with(first)
    }

    /// Whether the two are a common word.
    #[inline]
    pub fn is_word(&self, first: Id, second: Id) -> bool {
        self.pairs.is_word(first, second)
    }

    /// What was seen after `first`.
    pub fn after(&self, first: Id) -> &[Id] {
        self.pairs.after(first)
    }

    /// Whether the three were seen in this order often enough to be kept.
    #[inline]
    pub fn follow(&self, first: Id, second: Id, third: Id) -> bool {
        self.table.get(key(u64::from(first) << BITS | u64::from(second), third, 3)).is_some()
    }
}
