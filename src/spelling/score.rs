//! Measures a model on lines with known slips: where slips are lost, and the curve of precision and recall.
//!
//! For contributors (`bigan model score`). A line counts as mended when the changes above a threshold make
//! of it exactly what was meant (sentence-level correction, as the benchmarks of spelling correction do).

use super::decode::{Change, Written, options};
use super::judge::judge;
use super::model::Model;
use super::token::tokens;
use super::vocabulary::Id;

/// Where the slips of a set of lines are lost on their way through the speller, in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    /// All slips.
    pub slips: usize,
    /// The meant character is no confusion of the written one.
    pub no_confusion: usize,
    /// The written character stands in usual company, or the meant one in none.
    pub not_considered: usize,
    /// The decoder prefers what was written, or something else.
    pub not_proposed: usize,
}

/// One line's changes as far as they matter: probability and whether each is right.
#[derive(Debug, Clone, Default)]
struct Judged {
    /// The probability of each proposed change and whether it is right.
    changes: Vec<(f32, bool)>,
    /// How many slips the line has.
    slips: usize,
}

/// The outcome of a measurement.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// Where slips are lost.
    pub losses: Losses,
    lines: Vec<Judged>,
}

/// One point of the curve, in lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Share of the touched lines that became what was meant.
    pub precision: f64,
    /// Share of the lines with slips that became what was meant.
    pub recall: f64,
    /// Lines without slips that were touched, and lines without slips.
    pub clean: (usize, usize),
}

impl Score {
    /// The point of the curve where changes at least as probable as `least` are made.
    pub fn point(&self, least: f32) -> Point {
        let (mut touched, mut right, mut faulty, mut clean) = (0usize, 0usize, 0usize, (0, 0));
        for line in &self.lines {
            let made: Vec<bool> = line.changes.iter().filter(|(p, _)| *p >= least).map(|(_, r)| *r).collect();
            let mended = made.len() == line.slips && made.iter().all(|r| *r);
            touched += usize::from(!made.is_empty());
            if line.slips == 0 {
                clean = (clean.0 + usize::from(!made.is_empty()), clean.1 + 1);
            } else {
                faulty += 1;
                right += usize::from(mended);
            }
        }
        let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        Point { precision: share(touched), recall: share(faulty), clean }
    }

    /// Harmonic mean of precision and recall, in hundredths.
    pub fn f1(point: Point) -> f64 {
        let sum = point.precision + point.recall;
        if sum > 0.0 { 200.0 * point.precision * point.recall / sum } else { 0.0 }
    }
}

/// Hears of a slip: the line's characters, the place, what was meant or proposed, and what became of it.
pub type Tell<'a> = dyn FnMut(&[char], usize, char, &str) + 'a;

/// Measures `model` on lines as they were written and as they were meant; lines of different length are left out.
/// `tell` hears of every slip that is lost or mistaken: the line, the place, what was meant or proposed, why.
pub fn score(model: &Model, pairs: &[(String, String)], tell: &mut Tell<'_>) -> Score {
    let mut all = Score::default();
    for (written, meant) in pairs {
        let symbols = |line: &str| tokens(line).iter().map(|t| t.symbol).collect::<Vec<char>>();
        let (symbols, meant) = (symbols(written), symbols(meant));
        if symbols.len() != meant.len() {
            continue;
        }
        let ids: Vec<Id> = symbols.iter().map(|c| model.vocabulary.id(*c)).collect();
        let written = Written { symbols: &symbols, ids: &ids };
        let (changes, probabilities): (Vec<Change>, Vec<f32>) = judge(model, &written).into_iter().unzip();
        let considered = options(model, &written);
        let mut judged = Judged::default();
        for (change, &probability) in changes.iter().zip(&probabilities) {
            let right = meant.get(change.at).is_some_and(|c| model.vocabulary.char(change.meant) == Some(*c));
            judged.changes.push((probability, right));
            if !right {
                let proposed = model.vocabulary.char(change.meant).unwrap_or('？');
                tell(&symbols, change.at, proposed, &format!("mistaken {probability:.2}"));
            }
        }
        for (at, (wrote, meant)) in symbols.iter().zip(&meant).enumerate().filter(|(_, (w, m))| w != m) {
            judged.slips += 1;
            all.losses.slips += 1;
            let id = model.vocabulary.id(*meant);
            let change = changes.iter().zip(&probabilities).find(|(c, _)| c.at == at && c.meant == id);
            let confusable = model.confusions.slip(*wrote, id).is_some();
            let viable = considered.get(at).is_some_and(|o| o.iter().any(|(other, _)| *other == id));
            let why = match (change, confusable, viable) {
                (Some((_, probability)), ..) => {
                    tell(&symbols, at, *meant, &format!("found {probability:.2}"));
                    continue;
                }
                (None, false, _) => {
                    all.losses.no_confusion += 1;
                    "no confusion"
                }
                (None, true, false) => {
                    all.losses.not_considered += 1;
                    "not considered"
                }
                (None, true, true) => {
                    all.losses.not_proposed += 1;
                    "not proposed"
                }
            };
            tell(&symbols, at, *meant, why);
        }
        all.lines.push(judged);
    }
    all
}
