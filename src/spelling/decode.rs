//! The most likely line that a writer meant, given the line that was written.
//!
//! Beam search over characters: at each place the written character or one of its viable confusions,
//! scored by the language model and by what the slip costs. A confusion is viable when the model knows
//! it in the company of its neighbours; that keeps the beam narrow.

use super::channel::{Slip, Sound};
use super::idioms;
use super::language::{History, ORDER};
use super::model::Model;
use super::pairs::ROW;
use super::vocabulary::{BOUNDARY, Id, UNKNOWN};

/// One character that the decoder would write otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Which token.
    pub at: usize,
    /// What was meant.
    pub meant: Id,
    /// The slip that it would be.
    pub slip: Slip,
}

/// What a slip costs, in units of natural logarithm, by [`Slip::code`].
pub type Costs = [f32; Slip::COUNT];

/// The costs in use. Low enough to let doubtful changes through: the classifier has the last word.
pub const COSTS: Costs = [5.0, 4.5, 5.3, 4.8, 6.5, 6.0, 8.0, 7.0, 7.5, 8.0];
/// How many hypotheses are kept at each place.
const BEAM: usize = 8;
/// How many of them, the best, are tried with another character at each place, besides those that were just
/// changed: a slip of two characters lies behind until its second is mended.
const OPEN: usize = 4;
/// How far behind the best a hypothesis may fall, in units of natural logarithm.
const BEHIND: f32 = 14.0;
/// From this on down a character is so improbable that anything else is looked for.
const ODD: f32 = -8.0;
/// A character less probable than this is looked at in any company.
const IMPROBABLE: f32 = -7.0;
/// What the second of two slips side by side costs of its own price where both make a word: they are one wrong
/// choice of the input method, a word for another that sounds like it.
const SAME_SLIP: f32 = 0.3;
/// What a change gains that makes a word of a character that stands in none.
const WORD: f32 = 2.5;
/// What one unknown character costs more than the model says: the model scores all of them together.
const ONE_OF_UNKNOWN: f32 = 6.0;

/// A written line: its characters (normalised, one a token) and their ids.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The characters.
    pub symbols: &'a [char],
    /// Their ids.
    pub ids: &'a [Id],
}

impl Written<'_> {
    /// The id at `at`; a boundary outside the line.
    fn id(&self, at: isize) -> Id {
        usize::try_from(at).ok().and_then(|at| self.ids.get(at)).copied().unwrap_or(BOUNDARY)
    }
}

#[derive(Clone, Copy)]
struct Hypothesis {
    history: History,
    score: f32,
    /// Place of the last change in the trail; `u32::MAX` for none.
    trail: u32,
}

/// The confusions of the character at `at` that fit their neighbours.
pub fn viable(model: &Model, written: &Written<'_>, at: usize) -> Vec<(Id, Slip)> {
    let Some(&symbol) = written.symbols.get(at) else { return Vec::new() };
    let place = at as isize;
    let [before, left, right, after] = [-2, -1, 1, 2].map(|by| written.id(place + by));
    let language = &model.language;
    // What stands before the end of a sentence says nothing of it.
    let telling = written.symbols.get(at + 1).is_some_and(|c| c.is_alphanumeric());
    // A neighbour that itself stands in no known company may be a slip too: it is no judge.
    let odd_left = !language.follows(before, left);
    let odd_right = !language.follows(right, after);
    model
        .confusions
        .of(symbol)
        .filter(|&(id, _)| {
            let joined_left = language.follows(left, id);
            let joined_right = language.follows(id, right);
            if !(joined_left || odd_left) || !(joined_right || odd_right) {
                return false;
            }
            (joined_left && language.is_word(left, id))
                || (joined_right && language.is_word(id, right))
                || (joined_left && joined_right && language.follow(left, id, right))
                || (joined_left && language.follow(before, left, id))
                || (joined_right && telling && language.follow(id, right, after))
        })
        .collect()
}

/// What may have been meant at each place.
pub fn options(model: &Model, written: &Written<'_>) -> Vec<Vec<(Id, Slip)>> {
    let (settled, matched, logs) = company(model, written);
    let mut options: Vec<Vec<(Id, Slip)>> = (0..written.ids.len())
        .map(|at| if settled.get(at) == Some(&true) { Vec::new() } else { viable(model, written, at) })
        .collect();
    // Two characters may be wrong together: a word for another that sounds the same.
    for at in 0..written.ids.len().saturating_sub(1) {
        let doubtful = settled.get(at..at + 2) == Some(&[false, false])
            && matched.get(at + 1..at + 3).is_some_and(|m| m.iter().any(|m| *m < 3));
        if !doubtful {
            continue;
        }
        for (meant, slips) in words(model, written, at) {
            for ((at, id), slip) in (at..).zip(meant).zip(slips) {
                if let Some(options) = options.get_mut(at).filter(|o| o.iter().all(|(other, _)| *other != id))
                {
                    options.push((id, slip));
                }
            }
        }
    }
    odd(model, written, &settled, &logs, &mut options);
    options
}

/// Adds what neither sound nor shape explains: the missing character of an idiom, two characters in the wrong
/// order, and one that stands in company where the written one is all but impossible.
fn odd(
    model: &Model,
    written: &Written<'_>,
    settled: &[bool],
    logs: &[f32],
    options: &mut [Vec<(Id, Slip)>],
) {
    let mut add = |at: usize, id: Id| {
        let options = options.get_mut(at).filter(|o| o.iter().all(|(other, _)| *other != id));
        if let Some(options) = options.filter(|_| written.ids.get(at) != Some(&id)) {
            options.push((id, Slip::ODD));
        }
    };
    for (from, window) in written.ids.windows(idioms::LENGTH).enumerate() {
        let Ok(window) = <&[Id; idioms::LENGTH]>::try_from(window) else { continue };
        if settled.get(from..from + idioms::LENGTH).is_some_and(|s| s.iter().filter(|s| **s).count() > 1) {
            continue;
        }
        for gap in 0..idioms::LENGTH {
            for id in model.idioms.fill(window, gap) {
                add(from + gap, id);
            }
        }
    }
    let language = &model.language;
    // Two characters in the wrong order: 讼诉 for 诉讼.
    for (at, pair) in written.ids.windows(2).enumerate() {
        let &[first, second] = pair else { continue };
        let turned = language.is_word(second, first) && !language.is_word(first, second);
        if turned && settled.get(at..at + 2) == Some(&[false, false]) {
            add(at, second);
            add(at + 1, first);
        }
    }
    for (at, log) in logs.iter().enumerate().filter(|(_, log)| **log < ODD) {
        let han = written.symbols.get(at).is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(c));
        if !han || settled.get(at) == Some(&true) || *log == 0.0 {
            continue;
        }
        let [before, left, right, after] = [-2, -1, 1, 2].map(|by| written.id(at as isize + by));
        if [before, left, right].iter().any(|id| *id <= UNKNOWN) {
            continue;
        }
        for &id in language.after(left) {
            if language.follows(id, right)
                && language.follow(left, id, right)
                && language.follow(before, left, id)
                && language.follow(id, right, after)
            {
                add(at, id);
            }
        }
    }
}

/// The words of two characters that sound like the two at `at` and share neither; one of them may sound like it
/// to some speakers only.
fn words(model: &Model, written: &Written<'_>, at: usize) -> Vec<([Id; 2], [Slip; 2])> {
    let homophones = |at: usize| -> Vec<(Id, Slip)> {
        let symbol = written.symbols.get(at).copied().unwrap_or('\n');
        model.confusions.of(symbol).filter(|(_, slip)| slip.sound <= Sound::Fuzzy).collect()
    };
    let seconds = homophones(at + 1);
    let mut wanted = [0u64; ROW];
    for (id, _) in &seconds {
        if let Some(word) = wanted.get_mut(*id as usize / 64) {
            *word |= 1 << (id % 64);
        }
    }
    let mut words = Vec::new();
    for (first, slip) in homophones(at) {
        let row = model.language.words_with(first).iter().zip(&wanted);
        if row.fold(0, |any, (row, wanted)| any | (row & wanted)) == 0 {
            continue;
        }
        let near = |other: &Slip| slip.sound.min(other.sound) <= Sound::Syllable;
        for &(second, other) in seconds.iter().filter(|(_, other)| near(other)) {
            if model.language.is_word(first, second) {
                words.push(([first, second], [slip, other]));
            }
        }
    }
    words
}

/// Which characters stand in company so usual that no slip is looked for, in the middle of a long stored
/// n-gram; how long the longest stored n-gram is that ends in each; and the logarithm of its probability.
fn company(model: &Model, written: &Written<'_>) -> (Vec<bool>, Vec<u8>, Vec<f32>) {
    let mut settled = vec![false; written.ids.len()];
    let mut matched = Vec::with_capacity(written.ids.len() + 1);
    let mut logs = Vec::with_capacity(written.ids.len());
    let mut history = model.language.start();
    for (at, &id) in written.ids.iter().enumerate() {
        let (score, next) = model.language.read(&history, id);
        history = next;
        matched.push(score.matched);
        logs.push(score.log);
        let n = usize::from(score.matched);
        if n + 1 >= ORDER {
            let usual = (at + 2).saturating_sub(n)..at;
            settled.get_mut(usual).into_iter().flatten().for_each(|s| *s = true);
        }
    }
    for (at, (settled, log)) in settled.iter_mut().zip(&logs).enumerate() {
        let expected = |at: usize, least: f32| {
            logs.get(at).is_some_and(|log| *log > least) && matched.get(at).is_some_and(|m| *m >= 3)
        };
        *settled = (*settled && *log > IMPROBABLE) || (expected(at, -2.0) && expected(at + 1, -4.0));
    }
    matched.push(1);
    (settled, matched, logs)
}

/// Whether `id` makes a common word with a neighbour of the character at `at`.
fn makes_word(model: &Model, written: &Written<'_>, at: usize, id: Id) -> bool {
    let [left, right] = [-1, 1].map(|by| written.id(at as isize + by));
    model.language.is_word(left, id) || model.language.is_word(id, right)
}

/// Where the most likely line differs from the written one, in order.
pub fn decode(model: &Model, written: &Written<'_>, costs: &Costs) -> Vec<Change> {
    let language = &model.language;
    let mut trail: Vec<(Change, u32)> = Vec::new();
    let mut beam = vec![Hypothesis { history: language.start(), score: 0.0, trail: u32::MAX }];
    let mut next: Vec<Hypothesis> = Vec::new();
    let options = options(model, written);
    for (&id, (at, options)) in written.ids.iter().zip(options.iter().enumerate()) {
        next.clear();
        let mut best = f32::NEG_INFINITY;
        let alone = !options.is_empty() && model.lexicon.covering(written.ids, at).0 == 1;
        for (rank, hypothesis) in beam.iter().enumerate() {
            let (score, history) = language.read(&hypothesis.history, id);
            let unknown = if id == UNKNOWN { ONE_OF_UNKNOWN } else { 0.0 };
            let kept = hypothesis.score + score.log - unknown;
            best = best.max(kept);
            next.push(Hypothesis { history, score: kept, trail: hypothesis.trail });
            let last = trail.get(hypothesis.trail as usize).map(|(change, _)| *change);
            let last = last.filter(|last| last.at + 1 == at);
            if rank >= OPEN && last.is_none() {
                continue;
            }
            for &(meant, slip) in options {
                let (score, history) = language.read(&hypothesis.history, meant);
                let slipped = costs.get(slip.code()).copied().unwrap_or(f32::INFINITY);
                let one_word = last.is_some_and(|last| {
                    last.slip.sound.max(slip.sound) <= Sound::Fuzzy && language.is_word(last.meant, meant)
                });
                let cost = if one_word { slipped * SAME_SLIP } else { slipped }
                    - if alone && makes_word(model, written, at, meant) { WORD } else { 0.0 };
                let score = hypothesis.score + score.log - cost;
                if score < best - BEHIND {
                    continue;
                }
                best = best.max(score);
                trail.push((Change { at, meant, slip }, hypothesis.trail));
                next.push(Hypothesis { history, score, trail: (trail.len() - 1) as u32 });
            }
        }
        next.retain(|hypothesis| hypothesis.score >= best - BEHIND);
        next.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        beam.clear();
        for hypothesis in &next {
            if beam.len() == BEAM {
                break;
            }
            // Of two with the same future the better one is enough.
            if !beam.iter().any(|kept: &Hypothesis| kept.history.same_future(&hypothesis.history)) {
                beam.push(*hypothesis);
            }
        }
    }
    let closed = beam.iter().map(|h| (h.score + language.read(&h.history, BOUNDARY).0.log, h.trail));
    let best = closed.max_by(|a, b| a.0.total_cmp(&b.0));
    let mut changes = Vec::new();
    let mut link = best.map_or(u32::MAX, |b| b.1);
    while let Some((change, before)) = trail.get(link as usize) {
        changes.push(*change);
        link = *before;
    }
    changes.reverse();
    changes
}
