//! How probable it is that a change the decoder proposes mends a slip.
//!
//! A small network over what is known of one change: what it gains and where, how well the written and
//! the proposed characters fit, whether they make words, what slip it would be, and how familiar the
//! surroundings are. It is trained on slips made on purpose in text that the model has not seen.

use super::channel::Sound;
use super::decode::{Change, Written, viable};
use super::language::{History, ORDER, Score};
use super::model::Model;
use super::vocabulary::{BOUNDARY, Id, UNKNOWN};

/// How many facts are looked at.
pub const FEATURES: usize = 44;
/// How far around a change the line is searched, in tokens.
const NEAR: usize = 400;
/// Units of the first hidden layer.
pub const FIRST: usize = 24;
/// Units of the second.
pub const SECOND: usize = 12;

/// The facts about one change.
pub type Features = [f32; FEATURES];

/// The network: three layers with rectified units, and the logistic function at the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// Weights of all layers, row by row, each row closed by its bias.
    pub weights: Vec<f32>,
}

impl Network {
    /// How many weights it has.
    pub const SIZE: usize = FIRST * (FEATURES + 1) + SECOND * (FIRST + 1) + SECOND + 1;

    /// The probability that the change mends a slip.
    pub fn probability(&self, features: &Features) -> f32 {
        let (first, rest) = self.weights.split_at(self.weights.len().min(FIRST * (FEATURES + 1)));
        let (second, last) = rest.split_at(rest.len().min(SECOND * (FIRST + 1)));
        let hidden = layer(first, features);
        let hidden = layer(second, &hidden);
        let (weights, bias) = last.split_at(last.len().saturating_sub(1));
        let sum: f32 = weights.iter().zip(&hidden).map(|(w, x)| w * x).sum();
        1.0 / (1.0 + (-(sum + bias.first().copied().unwrap_or(0.0))).exp())
    }
}

fn layer(weights: &[f32], input: &[f32]) -> Vec<f32> {
    weights
        .chunks_exact(input.len() + 1)
        .map(|row| {
            let sum: f32 = row.iter().zip(input).map(|(w, x)| w * x).sum();
            (sum + row.last().copied().unwrap_or(0.0)).max(0.0)
        })
        .collect()
}

/// The facts about each of `changes`, the decoder's for `written`.
pub fn features(model: &Model, written: &Written<'_>, changes: &[Change]) -> Vec<Features> {
    let mut meant: Vec<Id> = written.ids.to_vec();
    for change in changes {
        if let Some(id) = meant.get_mut(change.at) {
            *id = change.meant;
        }
    }
    let changed = |at: usize| changes.iter().any(|c| c.at == at);
    changes
        .iter()
        .map(|change| {
            let at = change.at;
            let old = written.ids.get(at).copied().unwrap_or(UNKNOWN);
            let was = window(model, &meant, at, old);
            let now = window(model, &meant, at, change.meant);
            let gain = |from: usize, to: usize| -> f32 {
                let sum = |scores: &[Score]| -> f32 {
                    scores.get(from..to.min(scores.len())).unwrap_or_default().iter().map(|s| s.log).sum()
                };
                sum(&now) - sum(&was)
            };
            let log = |scores: &[Score], by: usize| scores.get(by).map_or(0.0, |s| s.log);
            let matched = |scores: &[Score], by: usize| {
                f32::from(scores.get(by).map_or(0, |s| s.matched)) / ORDER as f32
            };
            let unigram = |id: Id| model.language.unigrams.get(id as usize).map_or(-20.0, |u| u.0);
            let mut before = meant.clone();
            if let Some(id) = before.get_mut(at) {
                *id = old;
            }
            let (old_word, old_common) = model.lexicon.covering(&before, at);
            let (new_word, new_common) = model.lexicon.covering(&meant, at);
            let covered = |at: usize| f32::from(model.lexicon.covering(&before, at).0) / 4.0;
            let again = changes
                .iter()
                .filter(|c| (c.meant, written.ids.get(c.at)) == (change.meant, written.ids.get(at)));
            let own = sum(&now);
            let rival = viable(model, written, at)
                .into_iter()
                .filter(|(id, _)| *id != change.meant)
                .map(|(id, _)| sum(&window(model, &meant, at, id)))
                .fold(f32::NEG_INFINITY, f32::max);
            let near = at.saturating_sub(10)..(at + 11).min(written.ids.len());
            let familiar = familiarity(model, &meant, near, &changed);
            let neighbour = |by: isize| {
                at.checked_add_signed(by).and_then(|at| written.symbols.get(at)).copied().unwrap_or('\n')
            };
            let punctuation = |ch: char| f32::from(u8::from(!ch.is_alphanumeric()));
            let symbol = neighbour(0);
            let flag = |b: bool| f32::from(u8::from(b));
            let left = meant.get(at.wrapping_sub(1)).copied().unwrap_or(BOUNDARY);
            let right = meant.get(at + 1).copied().unwrap_or(BOUNDARY);
            let sound = |sound: Sound| flag(change.slip.sound == sound);
            [
                gain(0, ORDER) / 10.0,
                gain(0, 1) / 10.0,
                gain(1, 2) / 10.0,
                gain(2, ORDER) / 10.0,
                log(&was, 0) / 10.0,
                log(&now, 0) / 10.0,
                log(&was, 1) / 10.0,
                log(&now, 1) / 10.0,
                matched(&was, 0),
                matched(&was, 1),
                matched(&was, 2),
                matched(&now, 0),
                matched(&now, 1),
                matched(&now, 2),
                matched(&now, 3),
                unigram(old) / 10.0,
                unigram(change.meant) / 10.0,
                f32::from(old_word) / 4.0,
                f32::from(old_common) / 16.0,
                f32::from(new_word) / 4.0,
                f32::from(new_common) / 16.0,
                sound(Sound::Same),
                sound(Sound::Syllable),
                sound(Sound::Fuzzy),
                sound(Sound::Near),
                sound(Sound::Far),
                flag(change.slip.shape),
                flag(at > 0 && changed(at - 1)),
                flag(changed(at + 1)),
                changes.len().min(6) as f32 / 6.0,
                (changes.len() as f32 * 10.0 / written.ids.len().max(1) as f32).min(1.0),
                if rival.is_finite() { ((own - rival) / 10.0).clamp(-1.0, 2.0) } else { 2.0 },
                flag(old == UNKNOWN),
                familiar / 10.0,
                flag(enclosed(written.symbols, at)),
                punctuation(neighbour(-1)),
                punctuation(neighbour(1)),
                flag(symbol == neighbour(-1) || symbol == neighbour(1)),
                flag(model.language.follow(left, old, right)),
                flag(model.language.follow(left, change.meant, right)),
                covered(at.wrapping_sub(1)),
                covered(at + 1),
                flag(again.count() > 1),
                flag(again_written(written, at)),
            ]
        })
        .collect()
}

/// Whether the token stands in the line again with the same neighbour: nobody slips twice alike.
fn again_written(written: &Written<'_>, at: usize) -> bool {
    let here = |at: usize| (written.ids.get(at), written.ids.get(at + 1));
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(written.ids.len());
    let same = |place: usize| near.clone().any(|other| other != place && here(other) == here(place));
    same(at) || at.checked_sub(1).is_some_and(same)
}

fn sum(scores: &[Score]) -> f32 {
    scores.iter().map(|s| s.log).sum()
}

/// The scores of `id` in place of the one at `at`, and of the four that follow it.
fn window(model: &Model, ids: &[Id], at: usize, id: Id) -> Vec<Score> {
    let mut history = history(model, ids, at);
    let after = ids.iter().copied().chain([BOUNDARY]).skip(at + 1).take(ORDER - 1);
    std::iter::once(id)
        .chain(after)
        .map(|id| {
            let (score, next) = model.language.read(&history, id);
            history = next;
            score
        })
        .collect()
}

/// The history before the token at `at`.
fn history(model: &Model, ids: &[Id], at: usize) -> History {
    let from = at.saturating_sub(ORDER - 1);
    let start = if from == 0 { model.language.start() } else { History::default() };
    let read = ids.get(from..at).unwrap_or_default();
    read.iter().fold(start, |history, id| model.language.read(&history, *id).1)
}

/// The mean logarithm of the probability of the unchanged tokens in `near`.
fn familiarity(
    model: &Model,
    ids: &[Id],
    near: std::ops::Range<usize>,
    changed: &dyn Fn(usize) -> bool,
) -> f32 {
    let mut history = history(model, ids, near.start);
    let (mut total, mut count) = (0.0, 0.0f32);
    for at in near {
        let Some(&id) = ids.get(at) else { break };
        let (score, next) = model.language.read(&history, id);
        history = next;
        if !changed(at) {
            total += score.log;
            count += 1.0;
        }
    }
    total / count.max(1.0)
}

/// Whether the token stands inside 《》 or “”.
fn enclosed(symbols: &[char], at: usize) -> bool {
    let mut open = 0i32;
    for symbol in symbols.get(..at).unwrap_or_default() {
        match symbol {
            '《' | '“' => open += 1,
            '》' | '”' => open = (open - 1).max(0),
            _ => {}
        }
    }
    open > 0
}
