//! Progress of work that takes long, shown by clients that can show it.
//!
//! Whoever works only holds a [`Progress`]; asking the client for leave, and waiting for its answer,
//! is done by a task of its own, so that a client that never answers delays nothing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tower_lsp::ls_types::notification::Progress as ProgressNotification;
use tower_lsp::ls_types::request::WorkDoneProgressCreate;
use tower_lsp::ls_types::*;

use super::backend::World;

/// Work that takes longer tells the writer so.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);

/// Work under way: shown once it has taken the world's patience, until this is dropped.
pub(super) struct Progress(Arc<Shared>);

struct Shared {
    world: Arc<World>,
    token: ProgressToken,
    stage: Mutex<Stage>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Unseen,
    Shown,
    Over,
}

impl Progress {
    /// Begins work that the client may show as `title`.
    pub(super) fn begin(world: &Arc<World>, title: &'static str) -> Self {
        /// A token is the server's for as long as it runs.
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let token = ProgressToken::String(format!("bigan-{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        let shared = Arc::new(Shared { world: world.clone(), token, stage: Mutex::new(Stage::Unseen) });
        if world.abilities().progress {
            tokio::spawn(show(shared.clone(), title));
        }
        Self(shared)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if std::mem::replace(&mut *self.0.stage(), Stage::Over) == Stage::Shown {
            self.0.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
        }
    }
}

async fn show(shared: Arc<Shared>, title: &'static str) {
    tokio::time::sleep(shared.world.patience).await;
    if *shared.stage() == Stage::Over {
        return;
    }
    let params = WorkDoneProgressCreateParams { token: shared.token.clone() };
    // "In case an error occurs a server must not send any progress notification using the token"
    // (Language Server Protocol 3.17, window/workDoneProgress/create).
    let granted = shared.world.client.send_request::<WorkDoneProgressCreate>(params).await.is_ok();
    let mut stage = shared.stage();
    if granted && *stage == Stage::Unseen {
        *stage = Stage::Shown;
        let begin = WorkDoneProgressBegin { title: title.to_owned(), ..Default::default() };
        shared.send(WorkDoneProgress::Begin(begin));
    }
}

impl Shared {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, progress: WorkDoneProgress) {
        let value = ProgressParamsValue::WorkDone(progress);
        let params = ProgressParams { token: self.token.clone(), value };
        self.world.outbox.notify::<ProgressNotification>(&params);
    }
}
