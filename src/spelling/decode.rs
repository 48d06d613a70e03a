//! The most likely line that a writer meant, given the line that was written.
//!
//! Beam search over characters: at each place the written character or one of its viable confusions,
//! scored by the language model and by what the slip costs. A confusion is viable when the model knows
//! it in the company of its neighbours; that keeps the beam narrow.

use super::channel::{Slip, Sound};
use super::language::{History, ORDER};
use super::model::Model;
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
pub const COSTS: Costs = [6.0, 5.0, 6.3, 5.3, 8.0, 7.0, 9.0, 8.0, 9.0, 9.0];

/// How many hypotheses are kept at each place.
const BEAM: usize = 8;
/// How common a word must be to be meant: 32 times in the texts.
const COMMON_WORD: u8 = 5;
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
    model
        .confusions
        .of(symbol)
        .filter(|&(id, _)| {
            let joined_left = language.follows(left, id);
            let joined_right = language.follows(id, right);
            let word = |word: &[Id]| model.lexicon.get(word).is_some_and(|common| common >= COMMON_WORD);
            (joined_left && joined_right && language.follow(left, id, right))
                || (joined_left && (language.follow(before, left, id) || word(&[left, id])))
                || (joined_right && (language.follow(id, right, after) || word(&[id, right])))
        })
        .collect()
}

/// What may have been meant at each place.
fn options(model: &Model, written: &Written<'_>) -> Vec<Vec<(Id, Slip)>> {
    let (settled, matched) = company(model, written);
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
    options
}

/// The words of two characters that sound like the two at `at` and share neither.
fn words(model: &Model, written: &Written<'_>, at: usize) -> Vec<([Id; 2], [Slip; 2])> {
    let homophones = |at: usize| -> Vec<(Id, Slip)> {
        let symbol = written.symbols.get(at).copied().unwrap_or('\n');
        model.confusions.of(symbol).filter(|(_, slip)| slip.sound <= Sound::Syllable).collect()
    };
    let seconds = homophones(at + 1);
    let mut words = Vec::new();
    for (first, slip) in homophones(at) {
        for &(second, other) in &seconds {
            if model.language.follows(first, second)
                && model.lexicon.get(&[first, second]).is_some_and(|common| common >= COMMON_WORD)
            {
                words.push(([first, second], [slip, other]));
            }
        }
    }
    words
}

/// Which characters stand in company so usual that no slip is looked for, within a stored n-gram of the
/// greatest length or in the middle of one that is one shorter; and how long the longest stored n-gram is
/// that ends in each.
fn company(model: &Model, written: &Written<'_>) -> (Vec<bool>, Vec<u8>) {
    let mut settled = vec![false; written.ids.len()];
    let mut matched = Vec::with_capacity(written.ids.len() + 1);
    let mut history = model.language.start();
    for (at, &id) in written.ids.iter().enumerate() {
        let (score, next) = model.language.read(&history, id);
        history = next;
        matched.push(score.matched);
        let usual = match usize::from(score.matched) {
            ORDER => (at + 1).saturating_sub(ORDER)..at + 1,
            n if n + 1 == ORDER => (at + 2).saturating_sub(n)..at,
            _ => continue,
        };
        settled.get_mut(usual).into_iter().flatten().for_each(|s| *s = true);
    }
    matched.push(1);
    (settled, matched)
}

/// Whether `id` makes a common word with a neighbour of the character at `at`.
fn makes_word(model: &Model, written: &Written<'_>, at: usize, id: Id) -> bool {
    let [left, right] = [-1, 1].map(|by| written.id(at as isize + by));
    let word = |word: &[Id]| model.lexicon.get(word).is_some_and(|common| common >= COMMON_WORD);
    word(&[left, id]) || word(&[id, right])
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
        let alone = !options.is_empty() && model.lexicon.covering(written.ids, at).0 == 1;
        for hypothesis in &beam {
            let (score, history) = language.read(&hypothesis.history, id);
            let unknown = if id == UNKNOWN { ONE_OF_UNKNOWN } else { 0.0 };
            let kept = hypothesis.score + score.log - unknown;
            next.push(Hypothesis { history, score: kept, trail: hypothesis.trail });
            for &(meant, slip) in options {
                let (score, history) = language.read(&hypothesis.history, meant);
                let cost = costs.get(slip.code()).copied().unwrap_or(f32::INFINITY)
                    - if alone && makes_word(model, written, at, meant) { WORD } else { 0.0 };
                let score = hypothesis.score + score.log - cost;
                if score < kept - 12.0 {
                    continue;
                }
                trail.push((Change { at, meant, slip }, hypothesis.trail));
                next.push(Hypothesis { history, score, trail: (trail.len() - 1) as u32 });
            }
        }
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
