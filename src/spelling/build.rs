//! Makes a model from texts. Runs on a contributor's machine, never in the server.

#![allow(clippy::indexing_slicing, reason = "offline: an index out of range is a bug to be seen at once")]

mod boost;
mod cloze;
mod confusions;
mod counts;
mod examples;
mod kneser_ney;
mod prune;
mod quantise;
mod slips;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::classify::Forest;
use super::cloze::Cloze;
use super::idioms::Idioms;
use super::language::Language;
use super::model::Model;
use super::token::tokens;
use super::vocabulary::{BOUNDARY, Id, UNKNOWN, Vocabulary};
use counts::Counts;

/// A text to learn from.
#[derive(Debug, Clone)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// Whether it is of another kind than the others. The classifier also learns from such texts as they look
    /// to a model that knows the others alone: how far the speller can be trusted where it is not at home.
    pub apart: bool,
}

/// What a model is made of.
#[derive(Debug, Default)]
pub struct Sources {
    /// The texts, in a fixed order; lines are parted by line feeds.
    pub texts: Vec<Text>,
    /// Words, and how often each stands in texts elsewhere.
    pub terms: BTreeMap<String, u32>,
    /// Set words of four characters.
    pub idioms: BTreeSet<String>,
    /// Characters that look alike.
    pub shapes: HashMap<char, BTreeSet<char>>,
    /// Lines as they were written and as they were meant, for the classifier.
    pub pairs: Vec<(String, String)>,
    /// Names of people and places, to be left alone.
    pub names: Vec<String>,
    /// How many n-grams of two to five characters are kept.
    pub ngrams: usize,
    /// How many gaps the network for gaps learns from; the one of the narrower model from a sixth of them.
    pub gaps: usize,
    /// Networks for gaps from an earlier run, of the whole model and of the narrower one.
    pub cloze: [Option<Cloze>; 2],
}

/// Every so-many-th text is kept from the language model, so that the classifier learns from lines that the
/// model has not seen.
const HELD_OUT: usize = 24;
/// How common a word must be to be meant: 32 times in the texts.
const COMMON_WORD: u8 = 5;
/// Every so-many-th of the texts apart teaches the classifier.
const SAMPLE: usize = 6;

/// The model of `sources`; the same sources give the same bytes on processors with the same vector
/// instructions. Also the network for gaps of the narrower model, for [`Sources::cloze`].
///
/// # Errors
/// When no hash table could be made.
pub fn build(sources: &Sources, say: &mut dyn FnMut(&str)) -> Result<(Model, Cloze), String> {
    let all: Vec<&str> = sources.texts.iter().map(|t| t.text.as_str()).collect();
    let near: Vec<&str> = sources.texts.iter().filter(|t| !t.apart).map(|t| t.text.as_str()).collect();
    let mut model = untrained(&all, sources, sources.cloze[0].as_ref(), sources.gaps, say)?;
    let narrow = untrained(&near, sources, sources.cloze[1].as_ref(), sources.gaps / 6, say)?;
    say("examples");
    let examples = teach(&model, &narrow, sources);
    say("classifier");
    model.forest = boost::boost(&examples);
    Ok((model, narrow.cloze))
}

/// What the classifier learns from.
fn teach(model: &Model, narrow: &Model, sources: &Sources) -> Vec<boost::Example> {
    let held_out = sources.texts.iter().skip(HELD_OUT / 2).step_by(HELD_OUT).flat_map(|t| t.text.lines());
    let mut examples = examples::examples(model, held_out, &sources.pairs, &sources.names);
    let apart = sources.texts.iter().filter(|t| t.apart).step_by(SAMPLE).flat_map(|t| t.text.lines());
    examples.extend(examples::examples(narrow, apart, &[], &sources.names));
    examples
}

/// A model of `texts` that is all but the classifier.
fn untrained(
    texts: &[&str],
    sources: &Sources,
    cloze: Option<&Cloze>,
    gaps: usize,
    say: &mut dyn FnMut(&str),
) -> Result<Model, String> {
    let learnt = || {
        let texts = texts.iter().enumerate().filter(|(i, _)| i % HELD_OUT != HELD_OUT / 2);
        texts.flat_map(|(_, text)| text.lines())
    };
    say("characters");
    let (vocabulary, rare) = vocabulary(learnt());
    say("n-grams");
    let counts = Counts::new(learnt().map(|line| ids(&vocabulary, line)));
    say("language model");
    let mut language = language(&counts, sources.ngrams)?;
    say("words");
    let lexicon = words::lexicon(&vocabulary, &counts, &sources.terms).ok_or(NO_ROOM)?;
    let common = |first, second| lexicon.get(&[first, second]).is_some_and(|common| common >= COMMON_WORD);
    language.pairs = language.pairs.mark_words(common);
    drop(counts);
    let confusions = confusions::confusions(&vocabulary, &rare, &sources.shapes);
    let cloze = match cloze {
        Some(cloze) => cloze.clone(),
        None => {
            let ids = |line: &str| tokens(line).iter().map(|t| vocabulary.id(t.symbol)).collect::<Vec<Id>>();
            let lines: Vec<Vec<Id>> = learnt().map(ids).filter(|ids| ids.len() >= 4).collect();
            cloze::cloze(&vocabulary, &confusions, &language.unigrams, &lines, gaps, say)
        }
    };
    let idioms = idioms(&vocabulary, &sources.idioms);
    Ok(Model { vocabulary, language, confusions, lexicon, idioms, cloze, forest: Forest::default() })
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

/// The set words of four characters that the vocabulary can write.
fn idioms(vocabulary: &Vocabulary, words: &BTreeSet<String>) -> Idioms {
    let ids = words.iter().map(|word| word.chars().map(|c| vocabulary.id(c)).collect::<Vec<Id>>());
    Idioms::new(ids.filter(|ids| !ids.contains(&UNKNOWN)).filter_map(|ids| ids.try_into().ok()))
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
            texts: (0..48).map(|i| Text { text: text.clone(), apart: i % 4 == 0 }).collect(),
            terms: BTreeMap::from([("公平竞争".to_owned(), 9)]),
            shapes: HashMap::from([('竟', BTreeSet::from(['竞'])), ('竞', BTreeSet::from(['竟']))]),
            pairs: vec![("公平竟争".to_owned(), "公平竞争".to_owned())],
            ngrams: 1_000,
            gaps: 512,
            ..Sources::default()
        }
    }

    #[test]
    fn a_model_is_the_same_every_time_and_survives_its_file() {
        let (one, two) =
            (build(&sources(), &mut |_| ()).unwrap().0, build(&sources(), &mut |_| ()).unwrap().0);
        assert_eq!(one.to_bytes(), two.to_bytes());
        let again = Model::from_bytes(one.to_bytes().into(), one.cloze.to_bytes().into()).unwrap();
        assert_eq!(again.to_bytes(), one.to_bytes());
        let mut cut = one.to_bytes();
        cut.truncate(cut.len() / 2);
        assert!(Model::from_bytes(cut.into(), one.cloze.to_bytes().into()).is_none());
        assert!(Model::from_bytes(one.to_bytes().into(), Cloze::default().to_bytes().into()).is_none());
    }

    #[test]
    fn a_slip_is_found_in_what_the_model_has_learnt() {
        let (model, _) = build(&sources(), &mut |_| ()).unwrap();
        let found = suspicions(&model, "维护公平竟争的市场秩序。", 0.0);
        assert_eq!(
            found.iter().map(|s| (s.range.clone(), s.right.as_str())).collect::<Vec<_>>(),
            [(12..15, "竞")]
        );
        assert!(suspicions(&model, "他究竟来了没有？", 0.5).is_empty());
    }
}
