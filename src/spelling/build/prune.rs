//! Which n-grams are worth their room, and the back-off weights that make up for the others.

use super::counts::Counts;
use super::kneser_ney::Smoothed;
use crate::spelling::language::{ORDER, mask};
use crate::spelling::vocabulary::BITS;

/// The places of the n-grams of each length that are kept, sorted; all of length one.
///
/// An n-gram is worth how often it stands in the texts times what it adds to the logarithm of the
/// probability (weighted difference: Seymore and Rosenfeld 1996). The prefix and the suffix of a kept
/// one are kept as well. `budget` bounds the n-grams of two characters and more.
pub fn prune(counts: &Counts, smoothed: &[Smoothed], budget: usize) -> Vec<Vec<u32>> {
    let worth: Vec<Vec<f32>> = (1..=ORDER)
        .map(|n| {
            let order = &smoothed[n - 1];
            counts.orders[n - 1]
                .counts
                .iter()
                .zip(order.probability.iter().zip(&order.lower))
                .map(|(&count, (p, lower))| count as f32 * (p / lower.max(1e-12)).ln())
                .collect()
        })
        .collect();
    let all: usize = worth.iter().skip(1).map(Vec::len).sum();
    // The least worth that keeps within the budget, by halving.
    let (mut low, mut high) = (if all <= budget { -1.0 } else { 0.0f32 }, 1_000.0f32);
    let mut best = keep(counts, &worth, high);
    if all <= budget {
        return keep(counts, &worth, low);
    }
    for _ in 0..14 {
        let middle = (low + high) / 2.0;
        let kept = keep(counts, &worth, middle);
        if kept.iter().skip(1).map(Vec::len).sum::<usize>() <= budget {
            (high, best) = (middle, kept);
        } else {
            low = middle;
        }
    }
    best
}

fn keep(counts: &Counts, worth: &[Vec<f32>], least: f32) -> Vec<Vec<u32>> {
    let mut wanted: Vec<Vec<bool>> = counts.orders.iter().map(|o| vec![false; o.keys.len()]).collect();
    for n in (2..=ORDER).rev() {
        let (below, own) = wanted.split_at_mut(n - 1);
        let (below, own) = (&mut below[n - 2], &mut own[0]);
        for (at, key) in counts.orders[n - 1].keys.iter().enumerate() {
            own[at] |= worth[n - 1][at] > least;
            if own[at] {
                for part in [key >> BITS, key & mask(n - 1)] {
                    if let Some(at) = counts.orders[n - 2].find(part) {
                        below[at] = true;
                    }
                }
            }
        }
    }
    wanted[0].fill(true);
    wanted
        .iter()
        .map(|flags| (0u32..).zip(flags).filter(|(_, kept)| **kept).map(|(at, _)| at).collect())
        .collect()
}

/// The natural logarithms of the back-off weights of the kept n-grams of one to four characters, in
/// their order: what a history leaves for characters that were never or too seldom seen after it.
pub fn back_off(smoothed: &[Smoothed], kept: &[Vec<u32>], counts: &Counts) -> Vec<Vec<f32>> {
    (1..ORDER)
        .map(|n| {
            let (histories, longer) = (&counts.orders[n - 1], &counts.orders[n]);
            let mut left: Vec<(f64, f64)> = vec![(1.0, 1.0); kept[n - 1].len()];
            // Both lists are sorted, and a key's history is its front.
            let mut history = 0;
            for &at in &kept[n] {
                let key = longer.keys[at as usize];
                while histories.keys[kept[n - 1][history] as usize] < key >> BITS {
                    history += 1;
                }
                left[history].0 -= f64::from(smoothed[n].probability[at as usize]);
                if let Some(shorter) = histories.find(key & mask(n)) {
                    left[history].1 -= f64::from(smoothed[n - 1].probability[shorter]);
                }
            }
            left.iter().map(|(own, shorter)| (own.max(1e-6) / shorter.max(1e-6)).ln() as f32).collect()
        })
        .collect()
}
