//! A static hash table from n-grams to quantised values that keeps fingerprints, not keys.
//!
//! Bucketed cuckoo hashing (Fan, Andersen, Kaminsky and Mitzenmacher, "Cuckoo Filter", 2014): a key
//! stands in one of two buckets of four slots. A slot has 28 bits: a fingerprint of 17, a probability
//! code of 6 and a back-off code of 5. A key that was never put in is found by mistake once in 16,000
//! look-ups.

use std::borrow::Cow;

/// Slots of a bucket.
const SLOTS: usize = 4;
/// Bytes of a bucket: four slots of 28 bits.
const BUCKET: usize = 14;
/// Bits of a slot.
const SLOT_BITS: u32 = 28;
/// Bits of its two codes together.
const CODE_BITS: u32 = 11;
/// How full the table is made: fuller ones seldom close.
const LOAD: f64 = 0.955;

/// The codes of an n-gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Codes {
    /// Place in the code book of probabilities, below 64.
    pub probability: u8,
    /// Place in the code book of back-off weights, below 32.
    pub back_off: u8,
}

/// The table. Its bytes are used in place.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    buckets: u64,
}

/// Where a key may stand, and what it leaves there.
#[derive(Clone, Copy)]
struct Hash {
    fingerprint: u32,
    first: usize,
    second: usize,
}

impl Hash {
    #[inline]
    fn of(key: u64, buckets: u64) -> Self {
        let a = mix(key);
        let b = mix(a ^ 0x9E37_79B9_7F4A_7C15);
        let place = |h: u64| (((h & 0xFFFF_FFFF) * buckets) >> 32) as usize;
        // Zero marks an empty slot.
        Self { fingerprint: ((a >> 40) as u32 & 0x1_FFFF).max(1), first: place(a), second: place(b) }
    }
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
#[inline]
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

impl Table {
    /// Reads what [`Table::bytes`] gave; `None` when its length is no table's.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let buckets = (bytes.len() / BUCKET) as u64;
        (bytes.len().is_multiple_of(BUCKET) && buckets > 0).then_some(Self { bytes, buckets })
    }

    /// The table's bytes, for [`Table::from_bytes`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The codes of `key`, if it was put in.
    #[inline]
    pub fn get(&self, key: u64) -> Option<Codes> {
        let hash = Hash::of(key, self.buckets);
        self.find(hash.first, hash.fingerprint).or_else(|| self.find(hash.second, hash.fingerprint))
    }

    #[inline]
    fn find(&self, bucket: usize, fingerprint: u32) -> Option<Codes> {
        let bytes = self.bytes.get(bucket * BUCKET..(bucket + 1) * BUCKET)?;
        let mut word = [0; 16];
        word.get_mut(..BUCKET)?.copy_from_slice(bytes);
        let mut word = u128::from_le_bytes(word);
        for _ in 0..SLOTS {
            let slot = word as u32 & ((1 << SLOT_BITS) - 1);
            if slot >> CODE_BITS == fingerprint {
                return Some(Codes { probability: (slot & 63) as u8, back_off: (slot >> 6 & 31) as u8 });
            }
            word >>= SLOT_BITS;
        }
        None
    }

    /// A table of `entries`; keys must differ. `None` when no room could be made, which
    /// the load leaves next to impossible.
    pub fn build(entries: &[(u64, Codes)]) -> Option<Self> {
        const EMPTY: u32 = u32::MAX;
        let buckets = ((entries.len() as f64 / LOAD / SLOTS as f64).ceil() as u64).max(1);
        let mut slots = vec![EMPTY; buckets as usize * SLOTS];
        let mut turns = 0u64;
        for index in 0..entries.len() as u32 {
            let mut homeless = index;
            let mut placed = false;
            for _ in 0..10_000 {
                let hash = Hash::of(entries.get(homeless as usize)?.0, buckets);
                let free = [hash.first, hash.second]
                    .into_iter()
                    .flat_map(|bucket| bucket * SLOTS..(bucket + 1) * SLOTS)
                    .find(|&slot| slots.get(slot) == Some(&EMPTY));
                if let Some(slot) = free {
                    *slots.get_mut(slot)? = homeless;
                    placed = true;
                    break;
                }
                // Turn someone out, at random, so that keys do not chase each other in a ring.
                turns += 1;
                let chance = mix(turns) as usize;
                let bucket = if chance & 4 == 0 { hash.first } else { hash.second };
                std::mem::swap(slots.get_mut(bucket * SLOTS + chance % SLOTS)?, &mut homeless);
            }
            if !placed {
                return None;
            }
        }
        let mut bytes = Vec::with_capacity(buckets as usize * BUCKET);
        for bucket in slots.chunks(SLOTS) {
            let mut word = 0u128;
            for (place, &entry) in (0u32..).zip(bucket) {
                if let Some((key, codes)) = entries.get(entry as usize) {
                    let slot = Hash::of(*key, buckets).fingerprint << CODE_BITS
                        | u32::from(codes.back_off & 31) << 6
                        | u32::from(codes.probability & 63);
                    word |= u128::from(slot) << (place * SLOT_BITS);
                }
            }
            bytes.extend_from_slice(word.to_le_bytes().get(..BUCKET)?);
        }
        Self::from_bytes(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(n: u64) -> Table {
        let entries: Vec<_> = (0..n)
            .map(|k| (k * 7 + 1, Codes { probability: (k % 64) as u8, back_off: (k % 32) as u8 }))
            .collect();
        Table::build(&entries).unwrap()
    }

    #[test]
    fn finds_what_was_put_in() {
        let table = table(50_000);
        for k in 0..50_000 {
            let codes = table.get(k * 7 + 1).unwrap();
            assert_eq!((u64::from(codes.probability), u64::from(codes.back_off)), (k % 64, k % 32));
        }
    }

    #[test]
    fn seldom_finds_what_was_not() {
        let table = table(50_000);
        let found = (0..100_000u64).filter(|k| table.get(k * 7 + 2).is_some()).count();
        assert!(found < 30, "{found} of 100,000");
    }

    #[test]
    fn cut_bytes_are_refused() {
        assert!(Table::from_bytes(vec![0; 13].into()).is_none());
        assert!(Table::from_bytes(Vec::new().into()).is_none());
    }
}
