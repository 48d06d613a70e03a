//! What a key costs: reading a draft, one edit in its middle, building the tree, checking, proofreading a line.
//! `cargo bench`; the text is made of the examples, repeated to the size asked for.

#![allow(missing_docs, reason = "criterion's macros make the items")]

use std::hint::black_box;
use std::sync::Arc;

use bigan::analysis::{Analysis, Cancel, Options};
use bigan::lint::{self, Levels};
use bigan::locale::Locale;
use bigan::outline::{self, BuildOptions};
use bigan::proof::Proofreader;
use bigan::text::{Damage, Snapshot, TextRange};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const SEEDS: &[&str] = &[
    include_str!("../examples/推进会讲话.speech.txt"),
    include_str!("../examples/分析会讲话-待改.speech.txt"),
    include_str!("../examples/两篇合编.speech.txt"),
];

fn draft(characters: usize) -> Snapshot {
    let mut text = String::new();
    let mut count = 0;
    for seed in SEEDS.iter().cycle() {
        if count >= characters {
            break;
        }
        count += seed.chars().count();
        text.push_str(seed);
    }
    Snapshot::new(&text)
}

fn core(criterion: &mut Criterion) {
    let options = Arc::new(Options {
        locale: Locale::Zh,
        levels: Levels::default(),
        markdown: false,
        proofreader: Default::default(),
    });
    let never = Cancel::new();
    for size in [2_000, 20_000, 200_000, 1_000_000] {
        let snapshot = draft(size);
        let Ok(analysis) = Analysis::new(snapshot.clone(), options.clone(), &never) else { continue };
        let mut group = criterion.benchmark_group("core");
        group.sample_size(20);
        group.bench_function(BenchmarkId::new("parse", size), |b| {
            b.iter(|| Analysis::new(black_box(snapshot.clone()), options.clone(), &never));
        });
        group.bench_function(BenchmarkId::new("edit", size), |b| {
            let at = TextRange::empty(snapshot.floor(snapshot.len() / 2));
            let mut damage = Damage::NONE;
            damage.add(&snapshot, at);
            let mut after = snapshot.clone();
            after.replace(at, "推");
            b.iter(|| analysis.update(black_box(after.clone()), damage, options.clone(), &never));
        });
        group.bench_function(BenchmarkId::new("build", size), |b| {
            b.iter(|| outline::build(black_box(analysis.lines()), BuildOptions { markdown: false }));
        });
        group.bench_function(BenchmarkId::new("check", size), |b| {
            b.iter(|| lint::check(black_box(&analysis.context()), &options.levels));
        });
        group.finish();
    }
}

/// A paragraph of some 300 characters, as proofread when its draft is opened.
fn proofread(criterion: &mut Criterion) {
    let paragraph: String = SEEDS.concat().lines().collect::<String>().chars().take(300).collect();
    let reader = Proofreader { speller: true, ..Proofreader::default() };
    criterion.bench_function("proofread/300", |b| b.iter(|| reader.slips(black_box(&paragraph))));
}

criterion_group!(benches, core, proofread);
criterion_main!(benches);
