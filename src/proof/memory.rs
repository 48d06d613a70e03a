//! What the speller said of sentences that it has read, so that a key costs its sentence and not its paragraph.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::spelling::{self, Suspicion, model::Model};

/// A sentence that was read.
#[derive(Debug, Clone, PartialEq)]
struct Sentence {
    /// A hash of its text. Of 64 bits: in a million sentences two meet by chance once in 30 million drafts.
    text: u64,
    /// What was found, in bytes of the sentence.
    found: Box<[Suspicion]>,
}

/// The sentences that were read of a line, or of several; a value like any other, shared cheaply.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Memory {
    /// Sorted by text, each text once.
    sentences: Arc<[Sentence]>,
}

impl Memory {
    fn new(mut sentences: Vec<Sentence>) -> Self {
        sentences.sort_by_key(|s| s.text);
        sentences.dedup_by_key(|s| s.text);
        Self { sentences: sentences.into() }
    }

    /// All that `memories` hold.
    pub fn all<'a>(memories: impl Iterator<Item = &'a Self>) -> Self {
        let sentences: Vec<Sentence> = memories.flat_map(|m| m.sentences.iter().cloned()).collect();
        if sentences.is_empty() { Self::default() } else { Self::new(sentences) }
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    fn found(&self, text: u64) -> Option<&Sentence> {
        let at = self.sentences.binary_search_by_key(&text, |s| s.text).ok()?;
        self.sentences.get(at)
    }

    /// What `model` suspects in `line`, of which it reads only the sentences that are not remembered; and
    /// the memory of this line. `None` if one is to be read and `stop` says no.
    pub fn suspicions(
        &self,
        model: &Model,
        line: &str,
        least: f32,
        stop: &dyn Fn() -> bool,
    ) -> Option<(Vec<Suspicion>, Self)> {
        let mut all = Vec::new();
        let mut read = Vec::new();
        for range in spelling::sentences(line) {
            let Some(text) = line.get(range.clone()) else { continue };
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            let hash = hasher.finish();
            let sentence = match self.found(hash) {
                Some(known) => known.clone(),
                None if stop() => return None,
                None => Sentence { text: hash, found: spelling::suspicions(model, text, least).into() },
            };
            all.extend(sentence.found.iter().map(|s| {
                let here = |r: &std::ops::Range<usize>| r.start + range.start..r.end + range.start;
                Suspicion { range: here(&s.range), word: here(&s.word), ..s.clone() }
            }));
            read.push(sentence);
        }
        Some((all, Self::new(read)))
    }
}
