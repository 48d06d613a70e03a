//! The one mutable world: open documents, their texts, their latest analyses.
//!
//! Behind a std mutex that is held for map look-ups and rope edits (microseconds) and never across an
//! await. Everything computed from a text is computed from a snapshot, outside the lock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tower_lsp::ls_types::Uri;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::from_proto::Change;
use super::logging::log;
use crate::analysis::{Analysis, Cancel, Cancellable, Options};
use crate::lint::Finding;
use crate::settings::Settings;
use crate::text::{Damage, Encoding, Snapshot, TextRange};

/// All open documents.
#[derive(Default)]
pub(super) struct Documents(Mutex<HashMap<Uri, Document>>);

/// One open document.
pub(super) struct Document {
    snapshot: Snapshot,
    version: i32,
    /// The lines touched since `analysis`.
    damage: Damage,
    analysis: Option<Arc<Analysis>>,
    settings: Arc<Settings>,
    options: Arc<Options>,
    /// The findings last published, as they were written.
    written: Option<Arc<Written>>,
    /// Raised when the text changes: what is being computed from an older text is wanted no more.
    stale: Cancel,
    /// Whether a worker is on its way with this document's diagnostics.
    pub(super) working: bool,
    /// When diagnostics were last published.
    pub(super) published: Option<Instant>,
}

/// Findings as text: a key changes those of its line, and only these are written anew.
#[derive(Clone)]
pub(super) struct Written {
    findings: Arc<Vec<Arc<Finding>>>,
    /// One text a finding.
    texts: Vec<Arc<RawValue>>,
}

impl Written {
    /// `findings` as `write` writes them, as far as they are not among those that were written `before`.
    /// `None` if one cannot be written.
    pub(super) fn new(
        findings: &Arc<Vec<Arc<Finding>>>,
        before: Option<&Self>,
        mut write: impl FnMut(&Finding) -> Option<Arc<RawValue>>,
    ) -> Option<Self> {
        let old: &[Arc<Finding>] = before.map_or(&[], |b| &b.findings);
        let ends = old.iter().rev().zip(findings.iter().rev());
        let tail = ends.take_while(|(a, b)| Arc::ptr_eq(a, b)).count();
        let known = |at: usize, finding: &Arc<Finding>| {
            let left = findings.len() - at;
            let at = if left <= tail { old.len() - left } else { at };
            old.get(at).filter(|old| Arc::ptr_eq(old, finding))?;
            before?.texts.get(at).cloned()
        };
        let texts = findings.iter().enumerate().map(|(at, f)| known(at, f).or_else(|| write(f)));
        Some(Self { findings: findings.clone(), texts: texts.collect::<Option<_>>()? })
    }

    /// How long it is.
    pub(super) fn len(&self) -> usize {
        self.texts.iter().map(|text| text.get().len() + 1).sum()
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.texts.iter().map(AsRef::as_ref))
    }
}

/// What a computation needs of a document.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) snapshot: Snapshot,
    pub(super) settings: Arc<Settings>,
    options: Arc<Options>,
    damage: Damage,
    previous: Option<Arc<Analysis>>,
    pub(super) stale: Cancel,
}

impl Documents {
    fn lock(&self) -> MutexGuard<'_, HashMap<Uri, Document>> {
        // A panic elsewhere leaves whole documents behind: edits are applied in one call.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens `uri`, or opens it anew.
    pub(super) fn open(
        &self,
        uri: Uri,
        version: i32,
        text: &str,
        settings: Arc<Settings>,
        options: Arc<Options>,
    ) {
        let document = Document {
            snapshot: Snapshot::new(text),
            version,
            damage: Damage::ALL,
            analysis: None,
            written: None,
            settings,
            options,
            stale: Cancel::new(),
            working: false,
            published: None,
        };
        if let Some(before) = self.lock().insert(uri, document) {
            before.stale.raise();
        }
    }

    /// Forgets `uri`; `false` if it was not open.
    pub(super) fn close(&self, uri: &Uri) -> bool {
        let closed = self.lock().remove(uri);
        closed.as_ref().inspect(|d| d.stale.raise());
        closed.is_some()
    }

    /// Applies `changes` in order; `false` if the document is not open.
    pub(super) fn change(&self, uri: &Uri, version: i32, changes: Vec<Change>, encoding: Encoding) -> bool {
        let mut documents = self.lock();
        let Some(document) = documents.get_mut(uri) else { return false };
        if version <= document.version {
            log!(Warning, "version {version} came after {}", document.version);
        } else if version > document.version + 1 {
            log!(Info, "versions {} to {version} are missing", document.version + 1);
        }
        document.version = version;
        for change in changes {
            document.apply(change, encoding);
        }
        std::mem::take(&mut document.stale).raise();
        true
    }

    /// The text and all that is known of `uri` at this moment.
    pub(super) fn job(&self, uri: &Uri) -> Option<Job> {
        self.lock().get(uri).map(|d| Job {
            uri: uri.clone(),
            version: d.version,
            snapshot: d.snapshot.clone(),
            settings: d.settings.clone(),
            options: d.options.clone(),
            damage: d.damage,
            previous: d.analysis.clone(),
            stale: d.stale.clone(),
        })
    }

    /// Keeps `analysis` if it is of the current text; `false` if the text has moved on.
    pub(super) fn keep(&self, job: &Job, analysis: &Arc<Analysis>) -> bool {
        let mut documents = self.lock();
        let Some(document) = documents.get_mut(&job.uri) else { return false };
        if !document.is_of(job) {
            return false;
        }
        document.analysis = Some(analysis.clone());
        document.damage = Damage::NONE;
        true
    }

    /// Keeps `analysis` as [`Documents::keep`] does, unless the current text was analysed already: that
    /// analysis may have been proofread further.
    pub(super) fn offer(&self, job: &Job, analysis: &Arc<Analysis>) {
        let analysed = |d: &mut Document| d.damage == Damage::NONE && d.analysis.is_some();
        if self.with(&job.uri, analysed) == Some(false) {
            self.keep(job, analysis);
        }
    }

    /// Publishes by `send`, which must not wait, if `job` is still of the current text, and lets the worker
    /// go if that is the `last` of it (`send` says whether there was anything to send); `false` if the text has moved on. In one step, so that an edit either
    /// comes before it or finds the worker gone, and versions leave in order.
    pub(super) fn publish(&self, job: &Job, last: bool, send: impl FnOnce() -> bool) -> bool {
        let mut documents = self.lock();
        let Some(document) = documents.get_mut(&job.uri) else { return false };
        if !document.is_of(job) {
            return false;
        }
        // Taken before: the client may have read it before this thread goes on.
        let now = Instant::now();
        if send() {
            document.published = Some(now);
        }
        document.working = !last;
        true
    }

    /// What was last written of the findings of `uri`.
    pub(super) fn written(&self, uri: &Uri) -> Option<Arc<Written>> {
        self.lock().get(uri).and_then(|d| d.written.clone())
    }

    /// Keeps `written` for the next publish of `uri`.
    pub(super) fn keep_written(&self, uri: &Uri, written: Arc<Written>) {
        if let Some(document) = self.lock().get_mut(uri) {
            document.written = Some(written);
        }
    }

    /// Calls `with` with the document `uri`, if it is open.
    pub(super) fn with<T>(&self, uri: &Uri, with: impl FnOnce(&mut Document) -> T) -> Option<T> {
        self.lock().get_mut(uri).map(with)
    }

    /// The current version of `uri`.
    pub(super) fn version(&self, uri: &Uri) -> Option<i32> {
        self.lock().get(uri).map(|d| d.version)
    }

    /// All open documents.
    pub(super) fn uris(&self) -> Vec<Uri> {
        self.lock().keys().cloned().collect()
    }

    /// Gives `uri` new settings; what was computed with the old ones is dropped. Whether it is Markdown the client
    /// said when it opened it.
    pub(super) fn configure(&self, uri: &Uri, settings: Arc<Settings>, mut options: Arc<Options>) {
        if let Some(document) = self.lock().get_mut(uri) {
            if options.markdown != document.options.markdown {
                Arc::make_mut(&mut options).markdown = document.options.markdown;
            }
            if *document.options != *options {
                document.options = options;
                document.analysis = None;
                document.damage = Damage::ALL;
            }
            document.settings = settings;
        }
    }
}

impl Document {
    /// Whether neither its text nor its options have changed since `job` was given out.
    fn is_of(&self, job: &Job) -> bool {
        // A client may give two texts the same version: the flag knows.
        let same_text = self.version == job.version && job.stale.check().is_ok();
        same_text && Arc::ptr_eq(&self.options, &job.options)
    }

    fn apply(&mut self, change: Change, encoding: Encoding) {
        let Some((start, end)) = change.range else {
            self.snapshot = Snapshot::new(&change.text);
            self.damage = Damage::ALL;
            return;
        };
        let last = self.snapshot.line_count();
        if start.line >= last || end.line >= last || end < start {
            log!(Warning, "a range reaches past line {last}: it is cut to the text");
        }
        let start = self.snapshot.offset(start, encoding);
        let range = TextRange::new(start, self.snapshot.offset(end, encoding));
        self.damage.add(&self.snapshot, range);
        self.snapshot.replace(range, &change.text);
    }
}

impl Job {
    /// The analysis of this job's text, given up once `cancel` is raised.
    pub(super) fn analyze(&self, cancel: &Cancel) -> Cancellable<Arc<Analysis>> {
        match &self.previous {
            Some(analysis) if self.damage == Damage::NONE => Ok(analysis.clone()),
            Some(analysis) => {
                let analysis =
                    analysis.update(self.snapshot.clone(), self.damage, self.options.clone(), cancel)?;
                Ok(Arc::new(analysis))
            }
            None => Ok(Arc::new(Analysis::new(self.snapshot.clone(), self.options.clone(), cancel)?)),
        }
    }
}
