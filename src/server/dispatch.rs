//! Computing a request off the reading loop, from a snapshot taken at once.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::Uri;

use super::backend::World;
use super::state::Job;
use crate::analysis::{Analysis, Cancel, Cancellable};

/// Raises the flag when dropped: the library drops the future of a cancelled request, but blocking
/// work runs on until it looks at the flag.
struct RaiseOnDrop(Cancel);

impl Drop for RaiseOnDrop {
    fn drop(&mut self) {
        self.0.raise();
    }
}

/// "If a server detects that the content of a document got modified outside normal conditions"
/// (Language Server Protocol 3.17, error codes): the client asks again if it still cares.
const CONTENT_MODIFIED: i64 = -32801;

/// Answers a request on `uri` with `compute` from the analysis of its current text. `None` for a
/// document that is not open. Must be called before the handler's first await, so that the snapshot
/// is of the text as the client saw it.
pub(super) fn computed<T, F>(
    world: &Arc<World>,
    uri: &Uri,
    compute: F,
) -> impl Future<Output = Result<Option<T>>> + Send + use<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Job, &Analysis, &Cancel) -> Cancellable<T> + Send + 'static,
{
    computed_until(Cancel::new(), world, uri, compute)
}

/// The same, given up once `cancel` is raised.
pub(super) fn computed_until<T, F>(
    cancel: Cancel,
    world: &Arc<World>,
    uri: &Uri,
    compute: F,
) -> impl Future<Output = Result<Option<T>>> + Send + use<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Job, &Analysis, &Cancel) -> Cancellable<T> + Send + 'static,
{
    let job = world.documents.job(uri);
    let world = world.clone();
    async move {
        let Some(job) = job else { return Ok(None) };
        let _raise = RaiseOnDrop(cancel.clone());
        let work = move || {
            let analysis = job.analyze(&cancel)?;
            world.documents.offer(&job, &analysis);
            compute(&job, &analysis, &cancel)
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(answer)) => Ok(Some(answer)),
            Ok(Err(_)) => Err(cancelled()),
            Err(_) => Err(Error::internal_error()),
        }
    }
}

pub(super) fn cancelled() -> Error {
    Error { code: ErrorCode::ServerError(CONTENT_MODIFIED), message: "content modified".into(), data: None }
}
