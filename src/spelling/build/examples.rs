//! What the classifier learns from: the decoder's changes to lines with known slips.

use super::slips::{Chance, Slips};
use super::train::Example;
use crate::spelling::classify::features;
use crate::spelling::decode::{COSTS, Written, decode};
use crate::spelling::model::Model;
use crate::spelling::token::tokens;
use crate::spelling::vocabulary::Id;

/// How often the held-out lines are gone through, each time with other slips.
const ROUNDS: usize = 3;
/// How much an example from the pairs counts, and how much more a wrong change counts than a right one.
const REAL: f32 = 2.0;
const WRONG: f32 = 3.0;

/// The examples that `lines` give with slips made on purpose, and `pairs` as they are.
pub fn examples<'a>(
    model: &Model,
    lines: impl Iterator<Item = &'a str>,
    pairs: &[(String, String)],
) -> Vec<Example> {
    let slips = Slips::new(model);
    let mut chance = Chance::new(1);
    let mut all = Vec::new();
    for line in lines {
        let symbols = symbols(line);
        for sentence in symbols.split_inclusive(|c| matches!(c, '。' | '！' | '？' | '；')) {
            if !(6..=120).contains(&sentence.len()) {
                continue;
            }
            let truth: Vec<Id> = sentence.iter().map(|c| model.vocabulary.id(*c)).collect();
            for _ in 0..ROUNDS {
                let ids = slips.write(&truth, &mut chance);
                let written = sentence.iter().zip(truth.iter().zip(&ids));
                let written: Vec<char> = written
                    .map(|(c, (meant, id))| if meant == id { *c } else { slips.symbol(*id) })
                    .collect();
                learn(model, &written, &ids, &truth, 1.0, &mut all);
            }
        }
    }
    for (written, meant) in pairs {
        let (written, meant) = (symbols(written), symbols(meant));
        if written.len() == meant.len() {
            let ids = |symbols: &[char]| symbols.iter().map(|c| model.vocabulary.id(*c)).collect::<Vec<Id>>();
            learn(model, &written, &ids(&written), &ids(&meant), REAL, &mut all);
        }
    }
    all
}

fn symbols(line: &str) -> Vec<char> {
    tokens(line).iter().map(|t| t.symbol).collect()
}

fn learn(model: &Model, symbols: &[char], ids: &[Id], meant: &[Id], weight: f32, all: &mut Vec<Example>) {
    let written = Written { symbols, ids };
    let changes = decode(model, &written, &COSTS);
    for (change, features) in changes.iter().zip(features(model, &written, &changes)) {
        let right = meant.get(change.at) == Some(&change.meant);
        all.push(Example { features, right, weight: if right { weight } else { weight * WRONG } });
    }
}
