//! `bigan model score`: where slips are lost, and the curve of precision and recall.

use std::borrow::Cow;
use std::fs;
use std::io;

use super::super::Status;
use super::super::arguments::ScoreArguments;
use super::super::console::Console;
use super::{pairs, unreadable};
use crate::spelling::model::Model;
use crate::spelling::score::{Score, score};

/// The points of the curve that are printed.
const POINTS: [f32; 14] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99];

/// Measures a model on files of pairs.
pub fn run(arguments: &ScoreArguments, console: &mut Console) -> io::Result<Status> {
    let mut files = Vec::new();
    for path in [&arguments.model, &arguments.cloze] {
        match fs::read(path) {
            Ok(bytes) => files.push(Cow::Owned(bytes)),
            Err(error) => return Ok(unreadable(console, &(path.clone(), error))),
        }
    }
    let cloze = files.pop().unwrap_or_default();
    let Some(model) = Model::from_bytes(files.pop().unwrap_or_default(), cloze) else {
        let path = arguments.model.display();
        console.complain(&console.locale.pick(
            format!("{path} 不是本版本的模型，或与 --cloze 不配套；请用 bigan model build 重做"),
            format!(
                "{path} is no model of this version, or does not go with --cloze: bigan model build makes one"
            ),
        ));
        return Ok(Status::Failed);
    };
    for path in &arguments.pairs {
        let pairs = match pairs(path) {
            Ok(pairs) => pairs,
            Err(trouble) => return Ok(unreadable(console, &trouble)),
        };
        let mut places = Vec::new();
        let measured = score(&model, &pairs, &mut |symbols, at, meant, why| {
            if arguments.verbose {
                let part = |from: usize, to: usize| -> String {
                    symbols.get(from..to.min(symbols.len())).unwrap_or_default().iter().collect()
                };
                let (before, after) = (part(at.saturating_sub(10), at), part(at + 1, at + 9));
                places.push(format!("{why}\t{before}【{}】{after} → {meant}", part(at, at + 1)));
            }
        });
        print(console, path, &measured, &places)?;
    }
    Ok(Status::Clean)
}

fn print(console: &mut Console, path: &std::path::Path, score: &Score, places: &[String]) -> io::Result<()> {
    let out = console.out();
    for place in places {
        writeln!(out, "{place}")?;
    }
    let losses = &score.losses;
    writeln!(
        out,
        "{}: {} slips; lost: {} without a confusion, {} not considered, {} not proposed",
        path.display(),
        losses.slips,
        losses.no_confusion,
        losses.not_considered,
        losses.not_proposed
    )?;
    for least in POINTS {
        let point = score.point(least);
        let (precision, recall) = (100.0 * point.precision, 100.0 * point.recall);
        let (touched, clean) = point.clean;
        let f1 = Score::f1(point);
        writeln!(
            out,
            "  {least:.2}  P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  clean touched {touched} of {clean}"
        )?;
    }
    Ok(())
}
