//! Slips made on purpose: clean text as a hurried writer might have typed it.

use std::collections::HashMap;

use crate::spelling::channel::{Slip, Sound};
use crate::spelling::model::Model;
use crate::spelling::vocabulary::{FIRST, Id};

/// A small generator of chance numbers (`SplitMix64`): the same seed, the same slips.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// A generator from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number from 0 up to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Puts slips into text.
#[derive(Debug)]
pub struct Slips<'m> {
    model: &'m Model,
    /// By the meant id: what may be written for it, by which slip, and its weight.
    written: HashMap<Id, Vec<(Id, Slip, f64)>>,
    /// By a meant word of two characters: the words that sound like it.
    words: HashMap<(Id, Id), Vec<(Id, Id)>>,
}

impl<'m> Slips<'m> {
    /// Slips as the confusions of `model` make them, and whole homophone words that its lexicon has.
    pub fn new(model: &'m Model) -> Self {
        let mut written: HashMap<Id, Vec<(Id, Slip, f64)>> = HashMap::new();
        let mut same: HashMap<Id, Vec<Id>> = HashMap::new();
        for (id, &symbol) in (FIRST..).zip(model.vocabulary.chars()) {
            let common = model.language.unigrams.get(id as usize).map_or(0.0, |u| f64::from(u.0 / 2.0).exp());
            for (meant, slip) in model.confusions.of(symbol) {
                written.entry(meant).or_default().push((id, slip, common));
                if slip.sound <= Sound::Syllable {
                    same.entry(meant).or_default().push(id);
                }
            }
        }
        let mut words: HashMap<(Id, Id), Vec<(Id, Id)>> = HashMap::new();
        for (&first, firsts) in &same {
            for (&second, seconds) in &same {
                if model.lexicon.get(&[first, second]).is_none_or(|common| common < 4) {
                    continue;
                }
                let both = firsts
                    .iter()
                    .chain([&first])
                    .flat_map(|a| seconds.iter().chain([&second]).map(|b| (*a, *b)));
                let others: Vec<(Id, Id)> = both
                    .filter(|pair| *pair != (first, second))
                    .filter(|(a, b)| model.lexicon.get(&[*a, *b]).is_some_and(|common| common >= 4))
                    .collect();
                if !others.is_empty() {
                    words.insert((first, second), others);
                }
            }
        }
        Self { model, written, words }
    }

    /// Writes `ids` with some slips; most lines get none or one.
    pub fn write(&self, ids: &[Id], chance: &mut Chance) -> Vec<Id> {
        let mut out = ids.to_vec();
        let slips = match chance.share() {
            x if x < 0.4 => 0,
            x if x < 0.8 => 1,
            x if x < 0.93 => 2,
            _ => 3,
        };
        for _ in 0..slips {
            // Not every place can slip: a few tries.
            for _ in 0..10 {
                let at = chance.below(ids.len());
                if self.slip(&mut out, at, chance) {
                    break;
                }
            }
        }
        out
    }

    fn slip(&self, out: &mut [Id], at: usize, chance: &mut Chance) -> bool {
        if chance.share() < 0.3
            && let Some([first, second]) = out.get(at..at + 2)
            && let Some(others) = self.words.get(&(*first, *second))
        {
            let (a, b) = others[chance.below(others.len())];
            (out[at], out[at + 1]) = (a, b);
            return true;
        }
        let kind = chance.share();
        let wanted = |slip: &Slip| match kind {
            k if k < 0.50 => slip.sound == Sound::Same,
            k if k < 0.72 => slip.sound == Sound::Syllable,
            k if k < 0.80 => slip.sound == Sound::Fuzzy,
            k if k < 0.85 => slip.sound == Sound::Near,
            _ => slip.shape,
        };
        let Some(options) = self.written.get(&out[at]) else { return false };
        let total: f64 = options.iter().filter(|o| wanted(&o.1)).map(|o| o.2).sum();
        let mut left = total * chance.share();
        for (id, _, weight) in options.iter().filter(|o| wanted(&o.1)) {
            left -= weight;
            if left <= 0.0 {
                out[at] = *id;
                return true;
            }
        }
        false
    }

    /// The character of an id; U+FFFD for a special one.
    pub fn symbol(&self, id: Id) -> char {
        self.model.vocabulary.char(id).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}
