//! The language server: the only place that names the protocol, the async runtime and their JSON.
//!
//! One mutable world ([`state`]), many immutable snapshots. A message is handled in one of three ways:
//! - *state*: a notification changes the world at once, before its first await, so that order holds;
//! - *at once*: a request is answered from what is at hand;
//! - *computed* ([`dispatch`]): a request takes a snapshot at once and computes off the reading loop.
//!
//! No handler waits for the client: whatever asks it something runs in a task of its own.

mod backend;
mod capabilities;
mod code_actions;
mod commands;
mod config;
mod dismiss;
mod dispatch;
mod from_proto;
mod inbox;
mod large;
mod logging;
mod outbox;
mod progress;
mod publish;
mod requests;
mod state;
mod to_proto;
mod workspace;

use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

use backend::Backend;
use inbox::Inbox;
use large::LargeAnswers;
use outbox::{Frames, Parcels, outbox};
use progress::PATIENCE;

/// How many messages may be in the works at once. The library polls all handlers in one task and
/// stops reading when so many wait; computed requests wait on the blocking pool, and a burst of keys
/// must never find the door shut (the library's own limit is 4).
const IN_FLIGHT: usize = 4096;

/// Serves one client on standard input and output until it says `exit` or is gone.
pub fn run() -> ExitCode {
    // Two workers: one reads and answers, one lets the other never wait for a timer or a publish.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("bigan: the runtime could not start: {error}");
            return ExitCode::from(2);
        }
    };
    // Tables and model take some 20 ms to make ready: meanwhile the client says hello and opens a draft.
    std::thread::spawn(crate::proof::prepare);
    let (sender, parcels) = outbox();
    let writer = std::thread::spawn(move || parcels.write_blocking(std::io::stdout()));
    let clean = runtime.block_on(serve_into(tokio::io::stdin(), sender, PATIENCE));
    // Standard input is read on a thread that cannot be interrupted; the process ends without it.
    runtime.shutdown_background();
    let written = writer.join().is_ok_and(|result| result.is_ok());
    // "The server should exit with success code 0 if the shutdown request has been received before;
    // otherwise with error code 1" (Language Server Protocol 3.17, exit).
    if clean && written { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Serves one client over any pair of streams; `true` if it ended with `shutdown`.
pub async fn serve<R, W>(read: R, write: W) -> bool
where
    R: AsyncRead + Unpin,
    W: AsyncWrite + Unpin + Send + 'static,
{
    serve_with_patience(read, write, PATIENCE).await
}

/// The same, where work that takes longer than `patience` is shown as progress.
pub async fn serve_with_patience<R, W>(read: R, write: W, patience: Duration) -> bool
where
    R: AsyncRead + Unpin,
    W: AsyncWrite + Unpin + Send + 'static,
{
    let (sender, parcels): (_, Parcels) = outbox();
    let writer = tokio::spawn(parcels.write_to(write));
    let clean = serve_into(read, sender, patience).await;
    let _ = writer.await;
    clean
}

async fn serve_into<R: AsyncRead + Unpin>(read: R, sender: outbox::Outbox, patience: Duration) -> bool {
    let for_backend = sender.clone();
    let ended = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let told = ended.clone();
    let (service, socket) = LspService::new(move |client| Backend::new(client, for_backend, patience, told));
    let input = Inbox::new(read, sender.clone());
    Server::new(input, Frames(sender.clone()), socket)
        .concurrency_level(IN_FLIGHT)
        .serve(LargeAnswers::new(service))
        .await;
    sender.end();
    ended.load(std::sync::atomic::Ordering::Relaxed)
}
