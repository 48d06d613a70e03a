//! Draft files of the workspace that are not open: found by name, read when a query asks, kept until
//! they change.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tower_lsp::ls_types::Uri;

use super::backend::World;
use super::config;
use super::from_proto;
use super::logging::log;
use super::progress::Progress;
use crate::analysis::{Analysis, Cancel};
use crate::text::Snapshot;

/// Names of drafts (the contract's list); any other text is a draft only once it is opened.
const SUFFIXES: &[&str] = &[".speech", ".speech.txt", ".speech.md", ".jianggao", ".讲话稿.txt"];
/// A larger file is no draft that somebody will look for by a heading.
const LARGEST: u64 = 8 << 20;

/// The drafts below the workspace's folders.
#[derive(Default)]
pub(super) struct Workspace(Mutex<Known>);

#[derive(Default)]
struct Known {
    folders: Vec<PathBuf>,
    read: HashMap<PathBuf, (Option<SystemTime>, Arc<Analysis>)>,
}

impl Workspace {
    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_folders(&self, folders: impl Iterator<Item = PathBuf>) {
        let mut known = self.lock();
        known.folders = folders.collect();
        known.folders.sort();
        known.folders.dedup();
    }

    /// The folders.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.lock().folders.clone()
    }

    pub(super) fn change_folders(
        &self,
        gone: impl Iterator<Item = PathBuf>,
        new: impl Iterator<Item = PathBuf>,
    ) {
        let gone: Vec<PathBuf> = gone.collect();
        let mut known = self.lock();
        known.folders.retain(|f| !gone.contains(f));
        known.folders.extend(new);
        known.read.clear();
    }

    /// The file has changed: it is read again when next asked for.
    pub(super) fn forget(&self, path: Option<PathBuf>) {
        if let Some(path) = path {
            self.lock().read.remove(&path);
        }
    }

    /// The drafts on disk that are not among `open`, read and analysed.
    pub(super) fn drafts(&self, world: &Arc<World>, open: &[Uri]) -> Vec<(Uri, Arc<Analysis>)> {
        let folders = self.lock().folders.clone();
        // By path: editors and the library may escape the same name differently. Folders may lie in
        // one another, and each draft counts once.
        let mut seen: HashSet<PathBuf> = open.iter().filter_map(from_proto::path).collect();
        let title = world.locale().pick("正在读取工作区的讲稿", "Reading the drafts of the workspace");
        let _progress = Progress::begin(world, title);
        let mut found = Vec::new();
        for path in folders.iter().flat_map(|f| draft_files(f)) {
            let Some(uri) = Uri::from_file_path(&path) else { continue };
            if !seen.insert(path.clone()) {
                continue;
            }
            if let Some(analysis) = self.read(world, &uri, &path) {
                found.push((uri, analysis));
            }
        }
        found
    }

    fn read(&self, world: &World, uri: &Uri, path: &Path) -> Option<Arc<Analysis>> {
        let metadata = std::fs::metadata(path).ok().filter(|m| m.len() <= LARGEST)?;
        let modified = metadata.modified().ok();
        if let Some((known, analysis)) = self.lock().read.get(path)
            && *known == modified
            && modified.is_some()
        {
            return Some(analysis.clone());
        }
        let text = std::fs::read_to_string(path)
            .inspect_err(|error| log!(Info, "a draft of the workspace could not be read: {}", error.kind()))
            .ok()?;
        let (settings, notices) = world.config.of(uri, world.locale());
        world.show(notices);
        let options = config::options(&settings, world.abilities().locale.as_deref(), uri, None);
        let analysis = Arc::new(Analysis::new(Snapshot::new(&text), options, &Cancel::new()).ok()?);
        self.lock().read.insert(path.to_owned(), (modified, analysis.clone()));
        Some(analysis)
    }
}

/// The drafts below `folder`, hidden and ignored files left out.
fn draft_files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    ignore::WalkBuilder::new(folder)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|t| t.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| {
            path.file_name().and_then(|n| n.to_str()).is_some_and(|n| SUFFIXES.iter().any(|s| n.ends_with(s)))
        })
}
