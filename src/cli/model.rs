//! `bigan model build`: the speller's model from a folder of texts.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Status;
use super::arguments::ModelArguments;
use super::console::Console;
use crate::spelling::build::{Sources, build};

/// Builds the model and writes it to a temporary file that takes the place of the old one.
pub fn run(arguments: &ModelArguments, console: &mut Console) -> io::Result<Status> {
    let locale = console.locale;
    let sources = match read(arguments) {
        Ok(sources) => sources,
        Err((path, error)) => {
            let path = path.display();
            console.complain(&locale.pick(
                format!("读不了 {path}：{error}；请检查路径，文件须为 UTF-8"),
                format!("cannot read {path}: {error}; check the path, files must be UTF-8"),
            ));
            return Ok(Status::Failed);
        }
    };
    let characters: usize = sources.texts.iter().map(|text| text.chars().count()).sum();
    let texts = sources.texts.len();
    writeln!(console.err(), "{texts} texts, {characters} characters")?;
    let built = build(&sources, &mut |step| {
        // A progress line that cannot be written stops nothing.
        let _ = writeln!(console.err(), "… {step}");
    });
    let model = match built {
        Ok(model) => model,
        Err(error) => {
            console.complain(&error);
            return Ok(Status::Failed);
        }
    };
    let bytes = model.to_bytes();
    let temporary = arguments.out.with_extension("tmp");
    if let Err(error) = fs::write(&temporary, &bytes).and_then(|()| fs::rename(&temporary, &arguments.out)) {
        let path = arguments.out.display();
        console.complain(
            &locale.pick(format!("写不了 {path}：{error}"), format!("cannot write {path}: {error}")),
        );
        return Ok(Status::Failed);
    }
    writeln!(console.out(), "{}: {} bytes", arguments.out.display(), bytes.len())?;
    Ok(Status::Clean)
}

fn read(arguments: &ModelArguments) -> Result<Sources, (PathBuf, io::Error)> {
    let text = |path: &Path| fs::read_to_string(path).map_err(|error| (path.to_owned(), error));
    let mut sources = Sources { ngrams: arguments.ngrams, ..Sources::default() };
    let folder = fs::read_dir(&arguments.texts).map_err(|error| (arguments.texts.clone(), error))?;
    let mut files: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    // In the order of their names, whatever the file system's.
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "txt")) {
        sources.texts.push(text(file)?);
    }
    let mut shapes: HashMap<char, BTreeSet<char>> = HashMap::new();
    for line in text(&arguments.shapes)?.lines().filter(|line| !line.starts_with('#')) {
        if let Some((char, alike)) = line.split_once('\t') {
            shapes.entry(char.chars().next().unwrap_or_default()).or_default().extend(alike.chars());
        }
    }
    sources.shapes = shapes;
    for path in &arguments.terms {
        let words = text(path)?;
        sources
            .terms
            .extend(words.lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned)));
    }
    for path in &arguments.pairs {
        let pairs = text(path)?;
        let pairs = pairs.lines().filter_map(|line| line.split_once('\t'));
        sources
            .pairs
            .extend(pairs.map(|(a, b)| (a.to_owned(), b.split('\t').next().unwrap_or(b).to_owned())));
    }
    Ok(sources)
}
