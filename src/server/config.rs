//! Settings of a document: the nearest `.bigan.toml` over the editor's over the defaults.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::ls_types::{LSPAny, MessageType, Uri};

use super::from_proto;
use crate::analysis::Options;
use crate::locale::Locale;
use crate::settings::{Layer, Settings, load_nearest};

/// What the editor and the files say, read once and kept until one of them changes.
#[derive(Default)]
pub(super) struct Config(Mutex<Known>);

#[derive(Default)]
struct Known {
    editor: Layer,
    /// By folder; the last good layer stays while a file is broken.
    folders: HashMap<PathBuf, Option<Layer>>,
    /// What has been said about files since they were last read: many folders may share one.
    told: HashSet<String>,
    /// The files of words that settings have named so far: they are watched.
    word_lists: HashSet<PathBuf>,
    stale: bool,
}

/// A message to the writer about settings.
pub(super) struct Notice(pub MessageType, pub String);

impl Config {
    /// Takes the editor's settings: the object itself, or one that holds it under `bigan`.
    pub(super) fn set_editor(&self, value: LSPAny, locale: Locale) -> Vec<Notice> {
        let mut table = from_proto::settings(value);
        if let Some(toml::Value::Table(inner)) = table.remove("bigan") {
            table = inner;
        }
        let origin = locale.pick("编辑器设置", "the editor's settings");
        let (layer, problems) = Layer::from_table(&table, origin);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).editor = layer;
        problems.iter().map(|p| Notice(MessageType::WARNING, p.message(locale).to_owned())).collect()
    }

    /// Reads files anew when they are next asked for.
    pub(super) fn forget_files(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).stale = true;
    }

    /// The settings for `uri`, and what must be said about the file they come from.
    pub(super) fn of(&self, uri: &Uri, locale: Locale) -> (Settings, Vec<Notice>) {
        let folder = from_proto::path(uri).and_then(|p| p.parent().map(Path::to_owned));
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut notices = Vec::new();
        if std::mem::take(&mut known.stale) {
            known.told.clear();
            let folders: Vec<PathBuf> = known.folders.keys().cloned().collect();
            for folder in folders {
                read_folder(&mut known, &folder, locale, &mut notices);
            }
        }
        if let Some(folder) = folder.as_ref().filter(|folder| !known.folders.contains_key(*folder)) {
            read_folder(&mut known, folder, locale, &mut notices);
        }
        let of_folder = folder.and_then(|folder| known.folders.get(&folder)?.as_ref());
        let layers: Vec<&Layer> = [Some(&known.editor), of_folder].into_iter().flatten().collect();
        let mut settings = Settings::from_layers(&layers);
        known.word_lists.extend(settings.dictionary.paths.iter().map(|path| plain(path)));
        for problem in settings.read_dictionary() {
            known.say(MessageType::WARNING, problem.message(locale), &mut notices);
        }
        (settings, notices)
    }

    /// The files of words that settings have named so far.
    pub(super) fn word_lists(&self) -> HashSet<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).word_lists.clone()
    }
}

impl Known {
    /// Adds a message to `notices`, if it is news.
    fn say(&mut self, typ: MessageType, message: String, notices: &mut Vec<Notice>) {
        if self.told.insert(message.clone()) {
            notices.push(Notice(typ, message));
        }
    }
}

fn read_folder(known: &mut Known, folder: &Path, locale: Locale, notices: &mut Vec<Notice>) {
    match load_nearest(folder) {
        Ok(Some((_, layer, problems))) => {
            for problem in problems {
                known.say(MessageType::WARNING, problem.message(locale).to_owned(), notices);
            }
            known.folders.insert(folder.to_owned(), Some(layer));
        }
        Ok(None) => {
            known.folders.insert(folder.to_owned(), None);
        }
        Err(error) => {
            // The last good settings stay.
            known.say(MessageType::ERROR, error.message(locale), notices);
            known.folders.entry(folder.to_owned()).or_insert(None);
        }
    }
}

/// `path` without `.` and `..`, as clients write it; the file need not be there.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// What the analysis needs of `settings` for a document of `language` at `uri`.
pub(super) fn options(
    settings: &Settings,
    client_locale: Option<&str>,
    uri: &Uri,
    language: Option<&str>,
) -> Arc<Options> {
    let path = uri.as_str().to_ascii_lowercase();
    let markdown = language == Some("markdown") || path.ends_with(".md") || path.ends_with(".markdown");
    Arc::new(settings.analysis_options(client_locale, markdown))
}
