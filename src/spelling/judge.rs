//! The changes that the decoder proposes for a line, each with the probability that it mends a slip.

use super::decode::{COSTS, Change, Written, decode};
use super::facts::facts;
use super::model::Model;

/// From this probability on another change of the line is sure.
const SURE: f32 = 0.9;
/// What another sure change adds to the logarithm of the odds of each: slips come together, where someone was
/// in a hurry.
const COMPANY: f32 = 1.0;

/// Where the most likely line differs from the written one, in order.
pub fn judge(model: &Model, written: &Written<'_>) -> Vec<(Change, f32)> {
    let changes = decode(model, written, &COSTS);
    let facts = facts(model, written, &changes);
    let mut odds: Vec<f32> = facts.iter().map(|facts| model.forest.odds(facts)).collect();
    // Neighbouring changes are one slip, a word for another: they are right or wrong together.
    let mut from = 0;
    while from < changes.len() {
        let next = |(a, b): (&Change, &Change)| a.at + 1 == b.at;
        let rest = changes.get(from..).unwrap_or_default();
        let run = 1 + rest.iter().zip(rest.iter().skip(1)).take_while(|pair| next(*pair)).count();
        if let Some(odds) = odds.get_mut(from..from + run) {
            let mean = odds.iter().sum::<f32>() / run as f32;
            odds.fill(mean);
        }
        from += run;
    }
    let sure = |odds: &f32| *odds > (SURE / (1.0 - SURE)).ln();
    let all_sure = odds.iter().filter(|o| sure(o)).count();
    let judged = changes.into_iter().zip(odds).map(|(change, odds)| {
        let company = if all_sure > usize::from(sure(&odds)) { COMPANY } else { 0.0 };
        (change, 1.0 / (1.0 + (-(odds + company)).exp()))
    });
    judged.collect()
}
