//! The slips that a line shows, each with its probability.

use std::ops::Range;

use super::decode::{Change, Written};
use super::judge::judge;
use super::lexicon::LONGEST;
use super::model::Model;
use super::sentence::sentences;
use super::token::{Token, tokens};
use super::vocabulary::Id;

/// A place where something else was probably meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspicion {
    /// What is written wrong, in bytes of the line: one character or several in a row.
    pub range: Range<usize>,
    /// What was meant.
    pub right: String,
    /// The word or words in which it stands, in bytes of the line, for a message.
    pub word: Range<usize>,
    /// How probable it is that this is a slip and that this was meant.
    pub probability: f32,
}

/// The suspicions of `line` that are at least as probable as `least`, in order: those of its sentences, each
/// read by itself.
pub fn suspicions(model: &Model, line: &str, least: f32) -> Vec<Suspicion> {
    let mut found = Vec::new();
    for Range { start, end } in sentences(line) {
        let Some(sentence) = line.get(start..end) else { continue };
        let from = found.len();
        suspect(model, sentence, &tokens(sentence), least, &mut found);
        for suspicion in found.iter_mut().skip(from) {
            let Suspicion { range, word, .. } = suspicion;
            (*range, *word) = (start + range.start..start + range.end, start + word.start..start + word.end);
        }
    }
    found
}

fn suspect(model: &Model, line: &str, piece: &[Token], least: f32, found: &mut Vec<Suspicion>) {
    let symbols: Vec<char> = piece.iter().map(|t| t.symbol).collect();
    let ids: Vec<Id> = symbols.iter().map(|c| model.vocabulary.id(*c)).collect();
    let written = Written { symbols: &symbols, ids: &ids };
    let (changes, probabilities): (Vec<Change>, Vec<f32>) = judge(model, &written).into_iter().unzip();
    if changes.is_empty() {
        return;
    }
    let mut meant = ids.clone();
    for (change, probability) in changes.iter().zip(&probabilities) {
        if let Some(id) = meant.get_mut(change.at).filter(|_| *probability >= least) {
            *id = change.meant;
        }
    }
    let mut run: Vec<(Change, f32)> = Vec::new();
    for (&change, &probability) in changes.iter().zip(&probabilities).filter(|(_, p)| **p >= least) {
        if run.last().is_some_and(|(last, _)| last.at + 1 != change.at) {
            found.extend(close(model, line, piece, &meant, &run));
            run.clear();
        }
        run.push((change, probability));
    }
    found.extend(close(model, line, piece, &meant, &run));
}

/// The suspicion that a run of neighbouring changes makes.
fn close(
    model: &Model,
    line: &str,
    piece: &[Token],
    meant: &[Id],
    run: &[(Change, f32)],
) -> Option<Suspicion> {
    let (first, last) = (run.first()?.0.at, run.last()?.0.at);
    let range = piece.get(first)?.range().start..piece.get(last)?.range().end;
    // White space inside the run is no character of it: nothing is offered that would swallow it.
    if range.len() != piece.get(first..=last)?.iter().map(|t| t.range().len()).sum::<usize>() {
        return None;
    }
    let right: String = run.iter().filter_map(|(change, _)| model.vocabulary.char(change.meant)).collect();
    let probability = run.iter().map(|(_, p)| p).sum::<f32>() / run.len() as f32;
    let (from, to) = word(model, meant, first, last);
    let word = piece.get(from)?.range().start..piece.get(to)?.range().end;
    line.get(word.clone())?;
    Some(Suspicion { range, right, word, probability })
}

/// The longest word of what was meant that holds the tokens from `first` to `last`; they alone for none.
fn word(model: &Model, meant: &[Id], first: usize, last: usize) -> (usize, usize) {
    for len in (last - first + 1..=LONGEST).rev() {
        for from in (last + 1).saturating_sub(len)..=first {
            if meant.get(from..from + len).is_some_and(|word| model.lexicon.get(word).is_some()) {
                return (from, from + len - 1);
            }
        }
    }
    (first, last)
}
