//! Set words of four characters, found although one of their characters is wrong.

use super::vocabulary::{BITS, Id};

/// Characters of an idiom.
pub const LENGTH: usize = 4;
/// Bits of the filter that answers most look-ups without a search.
const FILTER: usize = 1 << 20;

/// The idioms, by each three of their characters.
#[derive(Debug, Clone, Default)]
pub struct Idioms {
    words: Vec<[Id; LENGTH]>,
    /// Key of three characters and where the fourth is missing, and the fourth; sorted.
    gaps: Vec<(u64, Id)>,
    filter: Vec<u64>,
}

impl Idioms {
    /// The idioms `words`.
    pub fn new(words: impl IntoIterator<Item = [Id; LENGTH]>) -> Self {
        let mut words: Vec<[Id; LENGTH]> = words.into_iter().collect();
        words.sort_unstable();
        words.dedup();
        let gaps = words
            .iter()
            .flat_map(|word| (0..LENGTH).filter_map(|gap| Some((key(word, gap), *word.get(gap)?))));
        let mut gaps: Vec<(u64, Id)> = gaps.collect();
        gaps.sort_unstable();
        let mut filter = vec![0u64; FILTER / 64];
        for (key, _) in &gaps {
            let bit = bit(*key);
            if let Some(word) = filter.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        Self { words, gaps, filter }
    }

    /// The characters that make an idiom of `window` in place of the one at `gap`.
    pub fn fill(&self, window: &[Id; LENGTH], gap: usize) -> impl Iterator<Item = Id> + '_ {
        let key = key(window, gap);
        let bit = bit(key);
        let known = self.filter.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
        let from = if known { self.gaps.partition_point(|(k, _)| *k < key) } else { self.gaps.len() };
        let rest = self.gaps.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(k, _)| *k == key).map(|(_, id)| *id)
    }

    /// Whether the character at `at` of `ids` stands in an idiom.
    pub fn covers(&self, ids: &[Id], at: usize) -> bool {
        (at.saturating_sub(LENGTH - 1)..=at).any(|from| {
            let window = ids.get(from..from + LENGTH).and_then(|w| <[Id; LENGTH]>::try_from(w).ok());
            window.is_some_and(|window| self.fill(&window, 0).any(|id| Some(&id) == window.first()))
        })
    }

    /// The section of a model file: the ids of all words.
    pub fn section(&self) -> Vec<u8> {
        self.words.iter().flatten().flat_map(|id| id.to_le_bytes()).collect()
    }

    /// Reads what [`Idioms::section`] wrote.
    pub fn from_section(ids: &[Id]) -> Self {
        Self::new(ids.chunks_exact(LENGTH).filter_map(|word| word.try_into().ok()))
    }
}

/// The key of `word` without the character at `gap`.
fn key(word: &[Id; LENGTH], gap: usize) -> u64 {
    let rest = word.iter().enumerate().filter(|(at, _)| *at != gap);
    rest.fold(gap as u64, |key, (_, id)| key << BITS | u64::from(*id))
}

fn bit(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 44) as usize & (FILTER - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idiom_is_found_by_any_three_of_its_characters() {
        let idioms = Idioms::new([[3, 4, 5, 6], [3, 9, 5, 6]]);
        let fill = |window: [Id; LENGTH], gap| idioms.fill(&window, gap).collect::<Vec<_>>();
        assert_eq!(fill([3, 7, 5, 6], 1), [4, 9]);
        assert_eq!(fill([7, 4, 5, 6], 0), [3]);
        assert!(fill([7, 7, 5, 6], 0).is_empty());
        assert!(idioms.covers(&[1, 3, 4, 5, 6], 2) && !idioms.covers(&[1, 3, 4, 5, 7], 2));
        assert_eq!(Idioms::from_section(&[3, 4, 5, 6]).section().len(), 8);
    }
}
