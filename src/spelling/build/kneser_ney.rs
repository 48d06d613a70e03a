//! Interpolated modified Kneser–Ney smoothing (Chen and Goodman 1998).

use super::counts::Counts;
use crate::spelling::language::{ORDER, mask};
use crate::spelling::vocabulary::BITS;

/// The n-grams of one length, beside [`super::counts::Order`].
#[derive(Debug, Default)]
pub struct Smoothed {
    /// Probability of the last character after the others, all shorter histories mixed in.
    pub probability: Vec<f32>,
    /// The part of it that comes from shorter histories.
    pub lower: Vec<f32>,
}

/// Smooths all orders.
pub fn smooth(counts: &Counts) -> Vec<Smoothed> {
    let mut all: Vec<Smoothed> = Vec::with_capacity(ORDER);
    for n in 1..=ORDER {
        let keys = &counts.orders[n - 1].keys;
        let adjusted = counts.adjusted(n);
        let discounts = discounts(&adjusted);
        let mut order =
            Smoothed { probability: Vec::with_capacity(keys.len()), lower: Vec::with_capacity(keys.len()) };
        let mut from = 0;
        while from < keys.len() {
            let history = keys[from] >> BITS;
            let to = from + keys[from..].iter().take_while(|key| *key >> BITS == history).count();
            let group = &adjusted[from..to];
            let total: f64 = group.iter().map(|&c| f64::from(c)).sum();
            let left: f64 = group.iter().map(|&c| discount(&discounts, c)).sum::<f64>() / total.max(1.0);
            for (key, &count) in keys[from..to].iter().zip(group) {
                let shorter = match n {
                    1 => 1.0 / keys.len() as f64,
                    _ => counts.orders[n - 2]
                        .find(key & mask(n - 1))
                        .map_or(1e-9, |at| f64::from(all[n - 2].probability[at])),
                };
                let lower = left * shorter;
                let own = (f64::from(count) - discount(&discounts, count)).max(0.0) / total.max(1.0);
                order.probability.push((own + lower) as f32);
                order.lower.push(lower as f32);
            }
            from = to;
        }
        all.push(order);
    }
    all
}

/// What is taken off counts of one, two, and three or more.
fn discounts(counts: &[u32]) -> [f64; 3] {
    let mut of = [0f64; 5];
    for &count in counts {
        if let Some(slot) = of.get_mut(count as usize) {
            *slot += 1.0;
        }
    }
    let [_, one, two, three, four] = of;
    // Too few texts to tell: a usual value.
    if one < 1.0 || two < 1.0 || three < 1.0 {
        return [0.5, 0.75, 0.9];
    }
    let y = one / (one + 2.0 * two);
    let of = |k: f64, less: f64, more: f64| (k - (k + 1.0) * y * more / less).clamp(0.1, k);
    [of(1.0, one, two), of(2.0, two, three), of(3.0, three, four)]
}

fn discount(discounts: &[f64; 3], count: u32) -> f64 {
    match count {
        0 => 0.0,
        1 => discounts[0],
        2 => discounts[1],
        _ => discounts[2],
    }
}
