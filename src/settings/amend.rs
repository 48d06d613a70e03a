//! Writing one change into a settings file; one that is damaged is never written over.

use std::fmt;
use std::path::{Path, PathBuf};

use super::layer::Layer;
use super::load::{FILE_NAME, LoadError, find_nearest, read};
use super::rewrite::{Amendment, rewritten};
use crate::files::{self, WriteError};
use crate::locale::Locale;

/// Why a settings file was not changed; it is as it was.
#[derive(Debug)]
pub enum AmendError {
    /// It cannot be read, or is no TOML.
    Load(LoadError),
    /// What stands at the key is no place for the change.
    Unfit {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
    },
    /// It cannot be written.
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: WriteError,
    },
}

impl AmendError {
    /// File, problem and next step.
    pub fn message(&self, locale: Locale) -> String {
        match self {
            AmendError::Load(error) => error.message(locale),
            AmendError::Unfit { path, key } => {
                let path = path.display();
                locale.pick(
                    format!("{path} 里的 {key} 写法不对，没有改动；请先改正，写法见 `bigan init` 生成的样例"),
                    format!("{path} was left as it is: {key} in it is not what it should be; mend it first, `bigan init` writes a sample to compare"),
                )
            }
            AmendError::Write { path, error } => error.message(&path.display().to_string(), locale),
        }
    }
}

impl fmt::Display for AmendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Locale::En))
    }
}

impl std::error::Error for AmendError {}

/// The settings file for drafts in `folder`: the nearest one that is there; else a new one in the innermost of
/// `roots` that holds the folder; else in the folder itself. Without a folder, in the first of `roots`.
pub fn file_for(folder: Option<&Path>, roots: &[PathBuf]) -> Option<PathBuf> {
    let Some(folder) = folder else {
        let root = roots.first()?;
        return Some(find_nearest(root).unwrap_or_else(|| root.join(FILE_NAME)));
    };
    let root = roots.iter().filter(|root| folder.starts_with(root)).max_by_key(|root| root.as_os_str().len());
    let new = || root.map_or(folder, PathBuf::as_path).join(FILE_NAME);
    Some(find_nearest(folder).unwrap_or_else(new))
}

/// Makes `amendment` in the settings file at `path`, which is made if it is not there.
///
/// # Errors
/// [`AmendError`] where the file must be mended first, or cannot be written; it is left as it was.
pub fn amend(path: &Path, amendment: &Amendment) -> Result<(), AmendError> {
    let (before, exists) = match read(path) {
        Ok((text, _)) => (text, true),
        Err(LoadError::Unreadable { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => {
            (String::new(), false)
        }
        Err(error) => return Err(AmendError::Load(error)),
    };
    let unfit = || {
        let (section, name) = amendment.key();
        AmendError::Unfit { path: path.to_owned(), key: format!("{section}.{name}") }
    };
    let after = rewritten(&before, amendment).filter(|after| holds(after, amendment)).ok_or_else(unfit)?;
    if exists && after == before {
        return Ok(());
    }
    let written = if exists { files::replace(path, &before, &after) } else { files::create(path, &after) };
    written.map_err(|error| AmendError::Write { path: path.to_owned(), error })
}

/// Whether `text`, read as settings are read, says what `amendment` wants: the last guard before writing.
fn holds(text: &str, amendment: &Amendment) -> bool {
    let Ok(table) = text.strip_prefix('\u{feff}').unwrap_or(text).parse() else { return false };
    let (layer, _) = Layer::from_table(&table, "");
    match amendment {
        Amendment::Word(word) => layer.lists("dictionary.words", word),
        Amendment::Ignore(wording) => layer.lists("dictionary.ignore", wording),
        Amendment::RuleOff(id) => layer.silences(id),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn word() -> Amendment {
        Amendment::Word("绵山".to_owned())
    }

    #[test]
    fn a_file_is_made_and_then_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        amend(&path, &word()).unwrap();
        amend(&path, &Amendment::RuleOff("lone-point")).unwrap();
        amend(&path, &word()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, "[dictionary]\nwords = [\"绵山\"]\n\n[rules]\nlone-point = \"off\"\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_file_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        for text in ["[dictionary\n", "[dictionary]\nwords = [1]\n", "[dictionary]\nwords = \"甲\"\n"] {
            fs::write(&path, text).unwrap();
            let message = amend(&path, &word()).unwrap_err().message(Locale::Zh);
            assert!(message.contains(&path.display().to_string()) && message.contains("请"), "{message}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn the_nearest_file_counts_then_the_root_then_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("讲稿");
        let inner = root.join("二月");
        fs::create_dir_all(&inner).unwrap();
        let roots = [root.clone()];
        assert_eq!(file_for(Some(&inner), &roots), Some(root.join(FILE_NAME)));
        assert_eq!(file_for(Some(&inner), &[]), Some(inner.join(FILE_NAME)));
        assert_eq!(file_for(None, &roots), Some(root.join(FILE_NAME)));
        assert_eq!(file_for(None, &[]), None);
        fs::write(folder.path().join(FILE_NAME), "").unwrap();
        assert_eq!(file_for(Some(&inner), &roots), Some(folder.path().join(FILE_NAME)));
    }
}
