//! N-grams of two characters: rows of a sparse matrix, and a bit for each pair.
//!
//! Most look-ups of the speller ask whether two characters ever meet; a bit answers without a hash.

use super::table::Codes;
use super::vocabulary::{Id, LIMIT};

/// Bits of the two codes.
const PROBABILITY_BITS: u32 = 6;
/// Set beside the codes of a pair that is a common word.
const WORD: u16 = 1 << 15;

/// The pairs that the model knows.
#[derive(Debug, Clone)]
pub struct Pairs {
    /// Where the row of each first id begins; one more than there are ids.
    starts: Vec<u32>,
    /// The second ids of each row, sorted.
    seconds: Vec<Id>,
    /// Their codes.
    codes: Vec<u16>,
    /// A bit for every two ids that the model knows.
    bits: Vec<u64>,
    /// How many bits of its row are set before each word of `bits`: with it a pair is found without a search.
    ranks: Vec<u16>,
    /// A bit for every two ids that are a common word.
    words: Vec<u64>,
}

/// Words of a row of bits.
pub const ROW: usize = LIMIT / 64;

impl Pairs {
    /// The pairs with their codes, sorted by first and second id.
    pub fn new(pairs: impl IntoIterator<Item = (Id, Id, Codes)>) -> Self {
        let (mut rows, mut seconds, mut codes) = (vec![0u32; LIMIT], Vec::new(), Vec::new());
        for (first, second, code) in pairs {
            if let Some(row) = rows.get_mut(first as usize) {
                *row += 1;
                seconds.push(second);
                codes.push(u16::from(code.back_off) << PROBABILITY_BITS | u16::from(code.probability));
            }
        }
        let mut starts = Vec::with_capacity(LIMIT + 1);
        starts.push(0);
        starts.extend(rows.iter().scan(0, |sum, row| {
            *sum += row;
            Some(*sum)
        }));
        Self::from_sections(starts, seconds, codes)
    }

    /// Reads what [`Pairs::sections`] gave.
    pub fn from_sections(starts: Vec<u32>, seconds: Vec<Id>, codes: Vec<u16>) -> Self {
        let (mut bits, mut words) = (vec![0u64; LIMIT * LIMIT / 64], vec![0u64; LIMIT * LIMIT / 64]);
        for (first, bounds) in starts.windows(2).enumerate() {
            let &[from, to] = bounds else { continue };
            let (from, to) = (from as usize, to as usize);
            let codes = codes.get(from..to).unwrap_or_default();
            for (&second, code) in seconds.get(from..to).unwrap_or_default().iter().zip(codes) {
                let (word, bit) = place(first as Id, second);
                if let Some(word) = bits.get_mut(word) {
                    *word |= bit;
                }
                if let Some(word) = words.get_mut(word).filter(|_| code & WORD != 0) {
                    *word |= bit;
                }
            }
        }
        let mut ranks = Vec::with_capacity(bits.len());
        for row in bits.chunks(ROW) {
            ranks.extend(row.iter().scan(0u16, |sum, word| {
                let before = *sum;
                *sum += word.count_ones() as u16;
                Some(before)
            }));
        }
        Self { starts, seconds, codes, bits, ranks, words }
    }

    /// Marks the pairs that are common words, as `common` says.
    pub fn mark_words(self, common: impl Fn(Id, Id) -> bool) -> Self {
        let Self { starts, seconds, mut codes, .. } = self;
        for (first, bounds) in starts.windows(2).enumerate() {
            let &[from, to] = bounds else { continue };
            for at in from as usize..to as usize {
                let word = seconds.get(at).is_some_and(|second| common(first as Id, *second));
                if let Some(code) = codes.get_mut(at) {
                    *code = if word { *code | WORD } else { *code & !WORD };
                }
            }
        }
        Self::from_sections(starts, seconds, codes)
    }

    /// Whether the pair is a common word.
    #[inline]
    pub fn is_word(&self, first: Id, second: Id) -> bool {
        let (word, bit) = place(first, second);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Three sections of a model file: starts (four bytes each), second ids and codes (two bytes each).
    pub fn sections(&self) -> [Vec<u8>; 3] {
        let u16s = |values: &[u16]| values.iter().flat_map(|v| v.to_le_bytes()).collect();
        let starts = self.starts.iter().flat_map(|v| v.to_le_bytes()).collect();
        [starts, u16s(&self.seconds), u16s(&self.codes)]
    }

    /// Whether the model knows the pair.
    #[inline]
    pub fn contains(&self, first: Id, second: Id) -> bool {
        let (word, bit) = place(first, second);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// What the model knows to stand after `first`.
    pub fn after(&self, first: Id) -> &[Id] {
        let bounds = self.starts.get(first as usize).zip(self.starts.get(first as usize + 1));
        bounds.and_then(|(from, to)| self.seconds.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// A bit for every id that makes a common word after `first`.
    pub fn words_with(&self, first: Id) -> &[u64] {
        self.words.get(first as usize * ROW..(first as usize + 1) * ROW).unwrap_or_default()
    }

    /// The codes of the pair, if the model knows it.
    #[inline]
    pub fn get(&self, first: Id, second: Id) -> Option<Codes> {
        let (word, bit) = place(first, second);
        let bits = *self.bits.get(word)?;
        if bits & bit == 0 {
            return None;
        }
        let rank = usize::from(*self.ranks.get(word)?) + (bits & (bit - 1)).count_ones() as usize;
        let code = *self.codes.get(*self.starts.get(first as usize)? as usize + rank)?;
        Some(Codes { probability: (code & 63) as u8, back_off: (code >> PROBABILITY_BITS & 31) as u8 })
    }
}

/// The word and the bit of a pair.
#[inline]
fn place(first: Id, second: Id) -> (usize, u64) {
    let at = first as usize * LIMIT + second as usize;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_was_put_in_and_nothing_else() {
        let code = |probability| Codes { probability, back_off: 31 };
        let pairs = Pairs::new([(3, 4, code(1)), (3, 9, code(63)), (4095, 4095, code(7))]);
        let [starts, seconds, codes] = pairs.sections();
        use crate::spelling::bytes::{u16s, u32s};
        let again = Pairs::from_sections(u32s(&starts), u16s(&seconds), u16s(&codes));
        for pairs in [pairs, again] {
            assert_eq!(pairs.get(3, 9), Some(code(63)));
            assert_eq!(pairs.get(4095, 4095), Some(code(7)));
            assert_eq!(pairs.get(4, 3), None);
            assert!(pairs.contains(3, 4) && !pairs.contains(4, 4));
        }
    }
}
