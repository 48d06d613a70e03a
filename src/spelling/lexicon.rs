//! Which strings are words: a set of fingerprints, no list to read back.

use super::table::Table;
use super::vocabulary::{BITS, Id};

/// The longest word, in characters.
pub const LONGEST: usize = 5;

/// The words that the model knows, with how common each is.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(super) table: Table,
}

/// The key of a word of two to five characters.
pub fn key(word: &[Id]) -> u64 {
    word.iter().fold(0, |key, id| key << BITS | u64::from(*id))
}

impl Lexicon {
    /// How common a word is: the binary logarithm of how often it stands in the texts; `None` for no word.
    pub fn get(&self, word: &[Id]) -> Option<u8> {
        (2..=LONGEST).contains(&word.len()).then(|| self.table.get(key(word)).map(|c| c.probability))?
    }

    /// The longest word that covers the character at `at`, in characters, and how common it is; (1, 0)
    /// when there is none.
    pub fn covering(&self, ids: &[Id], at: usize) -> (u8, u8) {
        for len in (2..=LONGEST).rev() {
            let first = at.saturating_add(1).saturating_sub(len);
            let best = (first..=at).filter_map(|from| self.get(ids.get(from..from.checked_add(len)?)?)).max();
            if let Some(common) = best {
                return (len as u8, common);
            }
        }
        (1, 0)
    }
}
