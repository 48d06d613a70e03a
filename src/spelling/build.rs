//! Makes a model from texts. Runs on a contributor's machine, never in the server.

#![allow(clippy::indexing_slicing, reason = "offline: an index out of range is a bug to be seen at once")]

mod confusions;
mod counts;
mod examples;
mod kneser_ney;
mod prune;
mod quantise;
mod slips;
mod train;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::classify::Network;
use super::language::Language;
use super::model::Model;
use super::token::tokens;
use super::vocabulary::{BOUNDARY, Id, UNKNOWN, Vocabulary};
use counts::Counts;

/// What a model is made of.
#[derive(Debug, Default)]
pub struct Sources {
    /// The texts, in a fixed order; lines are parted by line feeds.
    pub texts: Vec<String>,
    /// Words besides those of the segmenter's dictionary.
    pub terms: BTreeSet<String>,
    /// Characters that look alike.
    pub shapes: HashMap<char, BTreeSet<char>>,
    /// Lines as they were written and as they were meant, for the classifier.
    pub pairs: Vec<(String, String)>,
    /// How many n-grams of two to five characters are kept.
    pub ngrams: usize,
}

/// Every so-many-th text is kept from the language model, so that the classifier learns from lines that the
/// model has not seen.
const HELD_OUT: usize = 24;
/// How often a word must stand in the texts to be in the lexicon.
const LEAST: u32 = 8;

/// The model of `sources`; the same sources give the same bytes.
///
/// # Errors
/// When no hash table could be made.
pub fn build(sources: &Sources, say: &mut dyn FnMut(&str)) -> Result<Model, String> {
    let learnt = || {
        let texts = sources.texts.iter().enumerate().filter(|(i, _)| i % HELD_OUT != HELD_OUT / 2);
        texts.flat_map(|(_, text)| text.lines())
    };
    say("characters");
    let (vocabulary, rare) = vocabulary(learnt());
    say("n-grams");
    let counts = Counts::new(learnt().map(|line| ids(&vocabulary, line)));
    say("language model");
    let language = language(&counts, sources.ngrams)?;
    say("words");
    let lexicon = words::lexicon(&vocabulary, &counts, &sources.terms, LEAST).ok_or(NO_ROOM)?;
    drop(counts);
    let confusions = confusions::confusions(&vocabulary, &rare, &sources.shapes);
    let network = Network { weights: vec![0.0; Network::SIZE] };
    let mut model = Model { vocabulary, language, confusions, lexicon, network };
    say("classifier");
    let held_out = sources.texts.iter().skip(HELD_OUT / 2).step_by(HELD_OUT).flat_map(|text| text.lines());
    let examples = examples::examples(&model, held_out, &sources.pairs);
    model.network = train::train(&examples);
    Ok(model)
}

const NO_ROOM: &str = "no room in a hash table";

/// The characters of `lines`, the commonest as a vocabulary, and those left out of it.
fn vocabulary<'a>(lines: impl Iterator<Item = &'a str>) -> (Vocabulary, Vec<char>) {
    let mut counts: BTreeMap<char, u64> = BTreeMap::new();
    for line in lines {
        for token in tokens(line) {
            *counts.entry(token.symbol).or_default() += 1;
        }
    }
    let mut counts: Vec<(char, u64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let vocabulary = Vocabulary::new(counts.iter().filter(|&&(_, n)| n >= 5).map(|(ch, _)| *ch));
    let rare = counts.iter().map(|(ch, _)| *ch).filter(|ch| vocabulary.id(*ch) == UNKNOWN).collect();
    (vocabulary, rare)
}

/// The ids of a line between its boundaries; empty for a line without tokens.
fn ids(vocabulary: &Vocabulary, line: &str) -> Vec<Id> {
    let tokens = tokens(line);
    if tokens.is_empty() {
        return Vec::new();
    }
    let mut ids = Vec::with_capacity(tokens.len() + 2);
    ids.push(BOUNDARY);
    ids.extend(tokens.iter().map(|t| vocabulary.id(t.symbol)));
    ids.push(BOUNDARY);
    ids
}

/// The language model of the counted texts.
fn language(counts: &Counts, ngrams: usize) -> Result<Language, String> {
    let smoothed = kneser_ney::smooth(counts);
    let kept = prune::prune(counts, &smoothed, ngrams);
    let weights = prune::back_off(&smoothed, &kept, counts);
    quantise::quantise(counts, &smoothed, &kept, &weights).ok_or_else(|| NO_ROOM.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::suspicions;

    /// A small world of two sentences, in which 竞争 is never 竟争.
    fn sources() -> Sources {
        let text = "维护公平竞争的市场秩序。\n坚持公平竞争，优化营商环境。\n他究竟来了没有？\n".repeat(20);
        Sources {
            texts: vec![text; 48],
            terms: BTreeSet::from(["公平竞争".to_owned()]),
            shapes: HashMap::from([('竟', BTreeSet::from(['竞'])), ('竞', BTreeSet::from(['竟']))]),
            pairs: vec![("公平竟争".to_owned(), "公平竞争".to_owned())],
            ngrams: 1_000,
        }
    }

    #[test]
    fn a_model_is_the_same_every_time_and_survives_its_file() {
        let (one, two) = (build(&sources(), &mut |_| ()).unwrap(), build(&sources(), &mut |_| ()).unwrap());
        assert_eq!(one.to_bytes(), two.to_bytes());
        let again = Model::from_bytes(one.to_bytes().into()).unwrap();
        assert_eq!(again.to_bytes(), one.to_bytes());
        let mut cut = one.to_bytes();
        cut.truncate(cut.len() / 2);
        assert!(Model::from_bytes(cut.into()).is_none());
    }

    #[test]
    fn a_slip_is_found_in_what_the_model_has_learnt() {
        let model = build(&sources(), &mut |_| ()).unwrap();
        let found = suspicions(&model, "维护公平竟争的市场秩序。", 0.0);
        assert_eq!(
            found.iter().map(|s| (s.range.clone(), s.right.as_str())).collect::<Vec<_>>(),
            [(12..15, "竞")]
        );
        assert!(suspicions(&model, "他究竟来了没有？", 0.5).is_empty());
    }
}
