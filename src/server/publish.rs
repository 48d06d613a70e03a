//! Diagnostics after each change: the newest text only, a burst in one go.
//!
//! The first edit on an idle document is computed at once. A result that newer edits overtook is not
//! published; then, or if the edit came before the last publish could be read, the worker waits for a short
//! quiet before it computes again, so that a burst of keys costs a few passes and not one each.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::value::to_raw_value;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::backend::World;
use super::logging::log;
use super::outbox::notification_frame;
use super::progress::Progress;
use super::state::{Job, Written};
use super::to_proto::{Positions, diagnostic};
use crate::analysis::Analysis;

/// Keys of a burst come closer together than this; a typist's never do.
const QUIET: Duration = Duration::from_millis(4);
/// However long a burst lasts, so often at least an answer is tried for.
const PATIENCE: Duration = Duration::from_millis(40);

/// A key that comes sooner after a publish was sent before anybody could read that: it belongs to a burst.
const READING: Duration = Duration::from_micros(40);

/// Sees to it that diagnostics of the current text of `uri` are published. Never waits.
pub(super) fn schedule(world: &Arc<World>, uri: &Uri) {
    let idle = world.documents.with(uri, |d| {
        let burst = d.published.is_some_and(|at| at.elapsed() < READING);
        (!std::mem::replace(&mut d.working, true)).then_some(burst)
    });
    if let Some(Some(burst)) = idle {
        let (world, uri) = (world.clone(), uri.clone());
        tokio::task::spawn_blocking(move || work(&world, &uri, burst));
    }
}

/// Reading a shorter draft takes no time that a writer would notice: no progress is prepared for it.
const LARGE: usize = 1 << 20;

fn work(world: &Arc<World>, uri: &Uri, burst: bool) {
    let large = world.documents.job(uri).is_some_and(|job| job.snapshot.len() >= LARGE);
    let title = world.locale().pick("正在通读全稿", "Reading the draft");
    let _progress = large.then(|| Progress::begin(world, title));
    if burst {
        wait_for_quiet(world, uri);
    }
    while let Some(job) = world.documents.job(uri) {
        if publish(world, &job) {
            return;
        }
        wait_for_quiet(world, uri);
    }
}

/// How much is proofread between two looks at what the writer sees, in bytes: some 20 ms of work, which is what a
/// key may undo.
const PORTION: usize = 5_000;
/// What is left to be read is read first and shown with all else at once if it is no more than this: nobody
/// sees a tenth of a second, and a client that takes the first answer has it whole.
const AT_ONCE: usize = 6 * PORTION;

/// Computes and publishes `job`; `false` if newer edits overtook it. Where there is much to proofread, what is
/// quick to find is shown first, and the rest as it comes.
fn publish(world: &Arc<World>, job: &Job) -> bool {
    let Ok(mut analysis) = job.analyze(&job.stale) else { return false };
    let (mut shown, begun, mut sent) = (None, Instant::now(), Instant::now());
    if analysis.unread() > AT_ONCE {
        match send(world, job, &analysis) {
            true if !analysis.is_proofread() => {}
            done => return done,
        }
        shown = Some(analysis.findings().clone());
    } else if !world.documents.keep(job, &analysis) {
        return false;
    }
    while !analysis.is_proofread() {
        let Ok(read) = analysis.proofread(PORTION, &job.stale) else { return false };
        analysis = Arc::new(read);
        let news = shown.as_ref().is_some_and(|shown| !Arc::ptr_eq(shown, analysis.findings()));
        if !news || (!analysis.is_proofread() && sent.elapsed() < SHOW_EVERY.max(begun.elapsed() / SHOW_OF)) {
            if !world.documents.keep(job, &analysis) {
                return false;
            }
            continue;
        }
        match send(world, job, &analysis) {
            true if !analysis.is_proofread() => {}
            done => return done,
        }
        (shown, sent) = (Some(analysis.findings().clone()), Instant::now());
    }
    match shown {
        // The last portion brought nothing new.
        Some(_) => world.documents.publish(job, true, || false),
        None => send(world, job, &analysis),
    }
}

/// While a long draft is proofread, so often what was found is shown: before the writer takes silence for the end.
const SHOW_EVERY: Duration = Duration::from_millis(250);
/// Each time all findings are sent again: if it takes long, they are shown after this part of the time that it
/// has taken, which makes some twenty times for a book.
const SHOW_OF: u32 = 4;

/// Keeps and shows `analysis`, and is done if that is all; `false` if newer edits overtook it.
fn send(world: &Arc<World>, job: &Job, analysis: &Arc<Analysis>) -> bool {
    if !world.documents.keep(job, analysis) {
        return false;
    }
    let frame = write(world, job, analysis).and_then(|written| {
        let params = Params { uri: &job.uri, diagnostics: &written, version: job.version };
        notification_frame::<PublishDiagnostics>(&params, written.len())
    });
    log!(Debug, "version {}: {} findings", job.version, analysis.findings().len());
    let send = || frame.is_some_and(|frame| world.outbox.send(frame));
    world.documents.publish(job, analysis.is_proofread(), send)
}

/// The protocol's `PublishDiagnosticsParams` with diagnostics that are already text.
#[derive(Serialize)]
struct Params<'a> {
    uri: &'a Uri,
    diagnostics: &'a Written,
    version: i32,
}

fn write(world: &World, job: &Job, analysis: &Analysis) -> Option<Arc<Written>> {
    let abilities = world.abilities();
    let mut positions = Positions::new(analysis.snapshot(), abilities.encoding);
    let before = world.documents.written(&job.uri);
    let written = Written::new(analysis.findings(), before.as_deref(), |finding| {
        to_raw_value(&diagnostic(finding, &job.uri, &mut positions, abilities))
            .inspect_err(|error| log!(Error, "a finding could not be written as JSON: {error}"))
            .ok()
            .map(Arc::from)
    });
    let written = Arc::new(written?);
    world.documents.keep_written(&job.uri, written.clone());
    Some(written)
}

/// The findings of `analysis` as the client shows them.
pub(super) fn diagnostics(world: &World, job: &Job, analysis: &Analysis) -> Vec<Diagnostic> {
    let abilities = world.abilities();
    let mut positions = Positions::new(analysis.snapshot(), abilities.encoding);
    analysis.findings().iter().map(|f| diagnostic(f, &job.uri, &mut positions, abilities)).collect()
}

/// Waits until the keys of a burst have come, but not for ever.
fn wait_for_quiet(world: &World, uri: &Uri) {
    let begun = Instant::now();
    let mut version = world.documents.version(uri);
    while begun.elapsed() < PATIENCE {
        std::thread::sleep(QUIET);
        let now = world.documents.version(uri);
        if now == version {
            return;
        }
        version = now;
    }
}

/// Takes the diagnostics of a closed document off the screen.
pub(super) fn clear(world: &World, uri: &Uri) {
    let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics: Vec::new(), version: None };
    world.outbox.notify::<PublishDiagnostics>(&params);
}
