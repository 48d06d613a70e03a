//! Finding and reading `.bigan.toml`: the only file of the settings that touches the disk.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use toml::Table;

use super::layer::{Layer, Problem};
use crate::locale::Locale;

/// The name of a settings file.
pub const FILE_NAME: &str = ".bigan.toml";

/// A settings file that could not be read at all.
#[derive(Debug)]
pub enum LoadError {
    /// The file is there but cannot be opened, or is not UTF-8.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The file is not TOML.
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line that cannot be read, from 1.
        line: usize,
        /// What the reader of TOML said.
        problem: String,
    },
    /// A file of `dictionary.paths` is not there, cannot be opened, or is not UTF-8.
    Dictionary {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl LoadError {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            LoadError::Unreadable { path, .. }
            | LoadError::Syntax { path, .. }
            | LoadError::Dictionary { path, .. } => path,
        }
    }

    /// File, line, problem and next step.
    pub fn message(&self, locale: Locale) -> String {
        match self {
            LoadError::Unreadable { path, error } => {
                let path = path.display();
                locale.pick(
                    format!("读不了设置文件 {path}：{error}；请检查权限，并确认它是 UTF-8 编码"),
                    format!("cannot read the settings file {path}: {error}; check its permissions and that it is UTF-8"),
                )
            }
            LoadError::Dictionary { path, error } => {
                let path = path.display();
                locale.pick(
                    format!("读不了词表 {path}：{error}；里面的词暂不起作用，请检查 dictionary.paths，并确认文件是 UTF-8 编码"),
                    format!("cannot read the word list {path}: {error}; its words do not count: check dictionary.paths and that the file is UTF-8"),
                )
            }
            LoadError::Syntax { path, line, problem } => {
                let path = path.display();
                locale.pick(
                    format!("{path} 第 {line} 行不是正确的 TOML：{problem}；请改正这一行，写法见 `bigan init` 生成的样例"),
                    format!("{path}:{line}: not valid TOML: {problem}; mend that line, `bigan init` writes a sample to compare"),
                )
            }
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Locale::En))
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LoadError::Unreadable { error, .. } | LoadError::Dictionary { error, .. } => Some(error),
            LoadError::Syntax { .. } => None,
        }
    }
}

/// The nearest `.bigan.toml` in `dir` or above it: its path, what it sets, and what is wrong in it.
/// Relative paths in it start from its folder. `None` where there is no such file.
///
/// # Errors
/// [`LoadError`] where the file is there but says nothing that can be used.
pub fn load_nearest(dir: &Path) -> Result<Option<(PathBuf, Layer, Vec<Problem>)>, LoadError> {
    let Some(path) = find_nearest(dir) else { return Ok(None) };
    let (_, table) = read(&path)?;
    let (mut layer, problems) = Layer::from_table(&table, &path.to_string_lossy());
    if let Some(folder) = path.parent() {
        layer.resolve_paths(folder);
    }
    Ok(Some((path, layer, problems)))
}

/// Where the nearest `.bigan.toml` in `dir` or above it is.
pub(super) fn find_nearest(dir: &Path) -> Option<PathBuf> {
    // A relative folder has no parents by name; if there is no current folder, its own must do.
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    dir.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// The text of the settings file at `path`, and what it says.
pub(super) fn read(path: &Path) -> Result<(String, Table), LoadError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| LoadError::Unreadable { path: path.to_owned(), error })?;
    // Editors on Windows write a byte order mark, which TOML does not know.
    let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let table = plain.parse().map_err(|error| syntax_error(path.to_owned(), plain, &error))?;
    Ok((text, table))
}

fn syntax_error(path: PathBuf, text: &str, error: &toml::de::Error) -> LoadError {
    let offset = error.span().map_or(0, |span| span.start);
    let line = 1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
    LoadError::Syntax { path, line, problem: error.message().trim().replace('\n', "; ") }
}

/// The words of the dictionary files at `paths`, and what could not be read.
pub(super) fn words(paths: &[PathBuf]) -> (Vec<String>, Vec<LoadError>) {
    let (mut words, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match std::fs::read_to_string(path) {
            Ok(text) => words.extend(listed(&text)),
            Err(error) => problems.push(LoadError::Dictionary { path: path.clone(), error }),
        }
    }
    (words, problems)
}

/// The words of a list with one a line.
fn listed(text: &str) -> impl Iterator<Item = String> {
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned)
}
