//! What a model is made of, read from files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use super::super::arguments::ModelArguments;
use super::{Trouble, pairs, text};
use crate::spelling::build::{Sources, Text};

/// The length of the words that count as idioms, in characters.
const IDIOM: usize = 4;
/// The lengths of names, in characters.
const NAME: std::ops::RangeInclusive<usize> = 2..=6;
/// How many names of each list are taken: the commonest, where the list is sorted so.
const NAMES: usize = 14_000;

/// Reads everything that `arguments` name.
pub fn read(arguments: &ModelArguments) -> Result<Sources, Trouble> {
    let mut sources = Sources { ngrams: arguments.ngrams, gaps: arguments.gaps, ..Sources::default() };
    for (path, apart) in files(arguments)? {
        sources.texts.push(Text { text: text(&path)?, apart });
    }
    sources.shapes = shapes(&text(&arguments.shapes)?);
    for path in &arguments.terms {
        terms(&text(path)?, &mut sources.terms);
    }
    for path in &arguments.idioms {
        let text = text(path)?;
        let rows =
            rows(&text).filter(|(_, kind)| matches!(*kind, "" | "idiom") || kind.parse::<u32>().is_ok());
        let words = rows.map(|(word, _)| word).filter(|word| word.chars().count() == IDIOM);
        sources.idioms.extend(words.map(str::to_owned));
    }
    for path in &arguments.names {
        let text = text(path)?;
        let names = text.lines().filter_map(|line| line.split_whitespace().next());
        let names = names.filter(|name| NAME.contains(&name.chars().count())).take(NAMES);
        sources.names.extend(names.map(str::to_owned));
    }
    for path in &arguments.pairs {
        sources.pairs.extend(pairs(path)?);
    }
    Ok(sources)
}

/// The texts in the folder and in its folders, one a kind, in the order of their names whatever the file
/// system's; and whether each is of a kind apart.
fn files(arguments: &ModelArguments) -> Result<Vec<(PathBuf, bool)>, Trouble> {
    let entries = |folder: &Path| -> Result<Vec<PathBuf>, Trouble> {
        let entries = fs::read_dir(folder).map_err(|error| (folder.to_owned(), error))?;
        Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
    };
    let mut files = Vec::new();
    for path in entries(&arguments.texts)? {
        if path.is_dir() {
            let kind = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let apart = arguments.apart.iter().any(|name| name == kind);
            files.extend(entries(&path)?.into_iter().map(|file| (file, apart)));
        } else {
            files.push((path, false));
        }
    }
    files.retain(|(file, _)| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort_by(|(a, _), (b, _)| a.file_name().cmp(&b.file_name()).then(a.cmp(b)));
    Ok(files)
}

/// The first two columns of every row.
fn rows(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        (columns.next().unwrap_or_default(), columns.next().unwrap_or_default())
    })
}

fn shapes(text: &str) -> HashMap<char, BTreeSet<char>> {
    let mut shapes: HashMap<char, BTreeSet<char>> = HashMap::new();
    for (char, alike) in rows(text) {
        shapes.entry(char.chars().next().unwrap_or_default()).or_default().extend(alike.chars());
    }
    shapes
}

/// Words with how often each stands in texts, where the list says so.
fn terms(text: &str, terms: &mut BTreeMap<String, u32>) {
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split_whitespace();
        if let Some(word) = fields.next() {
            let often = fields.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let known = terms.entry(word.to_owned()).or_default();
            *known = (*known).max(often);
        }
    }
}
