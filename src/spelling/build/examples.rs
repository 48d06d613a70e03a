//! What the classifier learns from: the decoder's changes to lines with known slips.

use super::boost::Example;
use super::slips::{Chance, Slips};
use crate::spelling::decode::{COSTS, Written, decode};
use crate::spelling::facts::facts;
use crate::spelling::model::Model;
use crate::spelling::token::tokens;
use crate::spelling::vocabulary::Id;

/// How often the held-out lines are gone through, each time with other slips.
const ROUNDS: usize = 2;
/// How much an example from the pairs counts.
const REAL: f32 = 2.0;
/// How many sentences get a name that the model has never met: names are what it mistakes most.
const NAMED: f64 = 0.3;
/// What may stand after a name that is put in.
const AFTER: [&str; 12] =
    ["说", "同志", "等", "介绍", "表示", "、", "，", "的", "和", "先生", "在会上", "主持"];

/// The examples that `lines` give with slips made on purpose and with `names` put in, and `pairs` as they
/// are and with slips in what was meant.
pub fn examples<'a>(
    model: &Model,
    lines: impl Iterator<Item = &'a str>,
    pairs: &'a [(String, String)],
    names: &[String],
) -> Vec<Example> {
    let slips = Slips::new(model);
    let mut chance = Chance::new(1);
    let mut all = Vec::new();
    for line in lines.chain(pairs.iter().map(|(_, meant)| meant.as_str())) {
        let symbols = symbols(line);
        for sentence in symbols.split_inclusive(|c| matches!(c, '。' | '！' | '？' | '；')) {
            if !(6..=120).contains(&sentence.len()) {
                continue;
            }
            for _ in 0..ROUNDS {
                let mut sentence = sentence.to_vec();
                if chance.share() < NAMED && !names.is_empty() {
                    name(&mut sentence, names, &mut chance);
                }
                let truth: Vec<Id> = sentence.iter().map(|c| model.vocabulary.id(*c)).collect();
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

/// Puts one of `names` into a sentence, after a mark of punctuation or at its beginning.
fn name(sentence: &mut Vec<char>, names: &[String], chance: &mut Chance) {
    let marks = sentence.iter().enumerate().filter(|(_, c)| matches!(c, '，' | '、' | '：' | '“'));
    let mut places: Vec<usize> = marks.map(|(at, _)| at + 1).collect();
    places.push(0);
    let at = places[chance.below(places.len())];
    let name = names[chance.below(names.len())].chars();
    let put: Vec<char> = name.chain(AFTER[chance.below(AFTER.len())].chars()).collect();
    sentence.splice(at..at, put);
}

fn symbols(line: &str) -> Vec<char> {
    tokens(line).iter().map(|t| t.symbol).collect()
}

fn learn(model: &Model, symbols: &[char], ids: &[Id], meant: &[Id], weight: f32, all: &mut Vec<Example>) {
    let written = Written { symbols, ids };
    let changes = decode(model, &written, &COSTS);
    for (change, facts) in changes.iter().zip(facts(model, &written, &changes)) {
        let right = meant.get(change.at) == Some(&change.meant);
        all.push(Example { facts, right, weight });
    }
}
