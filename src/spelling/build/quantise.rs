//! Probabilities and back-off weights as codes of a few bits.

use super::counts::Counts;
use super::kneser_ney::Smoothed;
use crate::spelling::language::{Language, ORDER, mask};
use crate::spelling::pairs::Pairs;
use crate::spelling::table::{Codes, Table};
use crate::spelling::vocabulary::{BITS, Id};

/// The language model of the kept n-grams.
pub fn quantise(
    counts: &Counts,
    smoothed: &[Smoothed],
    kept: &[Vec<u32>],
    weights: &[Vec<f32>],
) -> Option<Language> {
    let ids = 1 << BITS;
    let mut unigrams = vec![(-20.0f32, 0.0f32); ids];
    for (place, &at) in kept[0].iter().enumerate() {
        let id = counts.orders[0].keys[at as usize] as usize;
        unigrams[id] = (smoothed[0].probability[at as usize].ln(), weights[0][place]);
    }
    let mut probabilities = [[0.0; 64]; ORDER - 1];
    let mut back_offs = [[0.0; 32]; ORDER - 2];
    let mut entries: Vec<(u64, Codes)> = Vec::new();
    for n in 2..=ORDER {
        let logs: Vec<f32> =
            kept[n - 1].iter().map(|&at| smoothed[n - 1].probability[at as usize].ln()).collect();
        let book = code_book(&logs, 64);
        probabilities[n - 2].copy_from_slice(&book);
        let lost = weights.get(n - 1).map(|weights| {
            // Code 0 is exactly nothing, which most n-grams have.
            let some: Vec<f32> = weights.iter().copied().filter(|w| *w != 0.0).collect();
            let book = code_book(&some, 31);
            back_offs[n - 2][1..].copy_from_slice(&book);
            weights.iter().map(|w| if *w == 0.0 { 0 } else { nearest(&book, *w) + 1 }).collect::<Vec<u8>>()
        });
        for (place, (&at, log)) in kept[n - 1].iter().zip(&logs).enumerate() {
            let codes = Codes {
                probability: nearest(&book, *log),
                back_off: lost.as_ref().map_or(0, |codes| codes[place]),
            };
            entries.push((counts.orders[n - 1].keys[at as usize], codes));
        }
    }
    let pairs = entries.iter().filter(|(key, _)| *key <= mask(2));
    let pairs = Pairs::new(pairs.map(|(key, codes)| ((key >> BITS) as Id, (key & mask(1)) as Id, *codes)));
    entries.retain(|(key, _)| *key > mask(2));
    let table = Table::build(&entries)?;
    Some(Language { unigrams, probabilities, back_offs, pairs, table })
}

/// `size` values, sorted, that stand for `values`: the means of as many equal parts of them.
fn code_book(values: &[f32], size: usize) -> Vec<f32> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    (0..size)
        .map(|part| {
            let (from, to) = (part * sorted.len() / size, (part + 1) * sorted.len() / size);
            match sorted.get(from..to.max(from + 1)) {
                Some(part) => (part.iter().map(|v| f64::from(*v)).sum::<f64>() / part.len() as f64) as f32,
                None => sorted.last().copied().unwrap_or(0.0),
            }
        })
        .collect()
}

/// The place of the value in `book` that is nearest to `value`.
fn nearest(book: &[f32], value: f32) -> u8 {
    let after = book.partition_point(|v| *v < value);
    let before = after.saturating_sub(1);
    let after = after.min(book.len() - 1);
    (if value - book[before] <= book[after] - value { before } else { after }) as u8
}
