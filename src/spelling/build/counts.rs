//! How often every n-gram stands in the texts.

use crate::spelling::language::ORDER;
use crate::spelling::vocabulary::{BITS, BOUNDARY, Id};

/// The n-grams of one length, sorted by key.
#[derive(Debug, Default)]
pub struct Order {
    /// The ids of each, the first highest.
    pub keys: Vec<u64>,
    /// How often each stands in the texts.
    pub counts: Vec<u32>,
}

impl Order {
    /// Where `key` stands.
    pub fn find(&self, key: u64) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }
}

/// All n-grams of one to five characters.
#[derive(Debug)]
pub struct Counts {
    /// By length, from one.
    pub orders: [Order; ORDER],
}

impl Counts {
    /// Counts the n-grams of `lines`, given as ids with their boundaries.
    pub fn new(lines: impl Iterator<Item = Vec<Id>>) -> Self {
        // Every window of five, left-aligned and filled up with zeros at the end of a line: sorted, the
        // shorter n-grams are their prefixes.
        let mut windows: Vec<u64> = Vec::new();
        for line in lines {
            for start in 0..line.len() {
                let mut window = 0u64;
                for n in 0..ORDER {
                    window = window << BITS | u64::from(line.get(start + n).copied().unwrap_or(0));
                }
                windows.push(window);
            }
        }
        windows.sort_unstable();
        let mut orders: [Order; ORDER] = Default::default();
        for (n, order) in (1..).zip(orders.iter_mut()) {
            let shift = BITS as usize * (ORDER - n);
            let mut last = None;
            for window in &windows {
                let key = window >> shift;
                // Ends in no character, or is the boundary that opens a line.
                let opens = n == 1
                    && key == u64::from(BOUNDARY)
                    && window >> (shift - BITS as usize) & ((1 << BITS) - 1) != 0;
                if key & ((1 << BITS) - 1) == 0 || opens {
                    continue;
                }
                if last == Some(key) {
                    if let Some(count) = order.counts.last_mut() {
                        *count += 1;
                    }
                } else {
                    order.keys.push(key);
                    order.counts.push(1);
                    last = Some(key);
                }
            }
        }
        Self { orders }
    }

    /// The counts that Kneser–Ney smoothing takes for n-grams of `n` characters: how many characters
    /// stand before each; where nothing can, at the beginning of a line, and for the longest, how often
    /// it stands in the texts.
    pub fn adjusted(&self, n: usize) -> Vec<u32> {
        let order = &self.orders[n - 1];
        let Some(longer) = self.orders.get(n) else { return order.counts.clone() };
        let mask = (1u64 << (BITS as usize * n)) - 1;
        let mut suffixes: Vec<u64> = longer.keys.iter().map(|key| key & mask).collect();
        suffixes.sort_unstable();
        let mut adjusted = Vec::with_capacity(order.keys.len());
        let mut at = 0;
        for (key, count) in order.keys.iter().zip(&order.counts) {
            let from = at;
            while suffixes.get(at) == Some(key) {
                at += 1;
            }
            let opens = key >> (BITS as usize * (n - 1)) == u64::from(BOUNDARY) && n > 1;
            adjusted.push(if opens { *count } else { (at - from) as u32 });
        }
        adjusted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_left_neighbours_are_counted() {
        let counts = Counts::new([vec![1, 5, 6, 1], vec![1, 7, 6, 1]].into_iter());
        assert_eq!(counts.orders[0].keys, [1, 5, 6, 7]);
        assert_eq!(counts.orders[0].counts, [2, 1, 2, 1]);
        // 6 stands after 5 and after 7; each end after 6 only.
        assert_eq!(counts.adjusted(1), [1, 1, 2, 1]);
        assert_eq!(counts.orders[1].keys.len(), 5);
        assert_eq!(counts.orders[3].keys.len(), 2);
        assert!(counts.orders[4].keys.is_empty());
    }
}
