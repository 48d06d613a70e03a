//! `bigan model`: makes the speller's model from a folder of texts, and measures it. For contributors.

mod score;
mod sources;

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Status;
use super::arguments::ModelArguments;
use super::console::Console;
use crate::spelling::build::build;
use crate::spelling::cloze::Cloze;

pub use score::run as score;

/// What could not be read or written, and why.
type Trouble = (PathBuf, io::Error);

/// Builds the model and its network for gaps; each is written to a temporary file that takes the place of the
/// old one.
pub fn run(arguments: &ModelArguments, console: &mut Console) -> io::Result<Status> {
    let mut sources = match sources::read(arguments) {
        Ok(sources) => sources,
        Err(trouble) => return Ok(unreadable(console, &trouble)),
    };
    if arguments.keep {
        for (cloze, path) in sources.cloze.iter_mut().zip([&arguments.cloze, &arguments.narrow]) {
            *cloze = fs::read(path).ok().and_then(|bytes| Cloze::from_bytes(Cow::Owned(bytes)));
        }
    }
    let characters: usize = sources.texts.iter().map(|t| t.text.chars().count()).sum();
    let texts = sources.texts.len();
    writeln!(console.err(), "{texts} texts, {characters} characters")?;
    let built = build(&sources, &mut |step| {
        // A progress line that cannot be written stops nothing.
        let _ = writeln!(console.err(), "… {step}");
    });
    let (model, narrow) = match built {
        Ok(built) => built,
        Err(error) => {
            console.complain(&error);
            return Ok(Status::Failed);
        }
    };
    let files = [
        (&arguments.out, model.to_bytes()),
        (&arguments.cloze, model.cloze.to_bytes()),
        (&arguments.narrow, narrow.to_bytes()),
    ];
    for (path, bytes) in files {
        if let Err(error) = replace(path, &bytes) {
            let path = path.display();
            console.complain(
                &console
                    .locale
                    .pick(format!("写不了 {path}：{error}"), format!("cannot write {path}: {error}")),
            );
            return Ok(Status::Failed);
        }
        writeln!(console.out(), "{}: {} bytes", path.display(), bytes.len())?;
    }
    Ok(Status::Clean)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("tmp");
    fs::write(&temporary, bytes)?;
    fs::rename(&temporary, path)
}

fn unreadable(console: &mut Console, (path, error): &Trouble) -> Status {
    let path = path.display();
    console.complain(&console.locale.pick(
        format!("读不了 {path}：{error}；请检查路径，文件须为 UTF-8"),
        format!("cannot read {path}: {error}; check the path, files must be UTF-8"),
    ));
    Status::Failed
}

fn text(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path).map_err(|error| (path.to_owned(), error))
}

/// The lines of a file as they were written and as they were meant; further columns are left out.
fn pairs(path: &Path) -> Result<Vec<(String, String)>, Trouble> {
    let text = text(path)?;
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    Ok(pairs.map(|(a, b)| (a.to_owned(), b.split('\t').next().unwrap_or(b).to_owned())).collect())
}
