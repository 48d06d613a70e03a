//! Requests with large answers, which are written as text on the thread that computes them.
//!
//! The protocol library makes a tree of JSON values of every answer before it writes it; for the
//! outline of a long draft that takes longer than finding it. This layer stands before the library's
//! service, answers these requests itself through the outbox, and hands all others on. Like every
//! handler it takes its snapshot when it is first polled, which is in the order of arrival.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response, Result as Answered};
use tower_lsp::ls_types::CancelParams;
use tower_lsp::ls_types::notification::{Cancel as CancelRequest, Notification};
use tower_lsp::ls_types::request::{
    DocumentDiagnosticRequest, DocumentSymbolRequest, Request as Method, SemanticTokensFullRequest,
};
use tower_lsp::{ExitedError, LspService};
use tower_service::Service;

use super::backend::{Backend, World};
use super::dispatch::cancelled;
use super::outbox::frame;
use super::requests;
use crate::analysis::Cancel;

/// Answers large requests, and hands on the rest to the library's `service`.
pub(super) struct LargeAnswers {
    service: LspService<Backend>,
    world: Arc<World>,
    running: Arc<Running>,
}

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

impl LargeAnswers {
    pub(super) fn new(service: LspService<Backend>) -> Self {
        let world = service.inner().world().clone();
        Self { service, world, running: Arc::default() }
    }
}

impl Service<Request> for LargeAnswers {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Answer {
        if !self.world.is_serving() {
            return Box::pin(self.service.call(request));
        }
        if request.method() == CancelRequest::METHOD && self.running.cancel(request.params()) {
            return Box::pin(async { Ok(None) });
        }
        let Some(id) = request.id().cloned() else { return Box::pin(self.service.call(request)) };
        let pending = Pending { id, world: self.world.clone(), running: self.running.clone() };
        match request.method() {
            DocumentSymbolRequest::METHOD => pending.answer(request, requests::document_symbol),
            SemanticTokensFullRequest::METHOD => pending.answer(request, requests::semantic_tokens_full),
            DocumentDiagnosticRequest::METHOD => pending.answer(request, requests::diagnostic),
            _ => Box::pin(self.service.call(request)),
        }
    }
}

/// A request on its way to an answer.
struct Pending {
    id: Id,
    world: Arc<World>,
    running: Arc<Running>,
}

/// Writes a result as the frame of an answer.
pub(super) struct Writer(Id);

impl Writer {
    /// The finished frame; `None`, logged, should `result` not be JSON after all.
    pub(super) fn write(&self, result: &impl Serialize) -> Option<Vec<u8>> {
        #[derive(Serialize)]
        struct Success<'a, T> {
            jsonrpc: &'static str,
            id: &'a Id,
            result: &'a T,
        }
        frame(&Success { jsonrpc: "2.0", id: &self.0, result })
    }

    fn write_error(&self, error: &Error) -> Option<Vec<u8>> {
        #[derive(Serialize)]
        struct Failure<'a> {
            jsonrpc: &'static str,
            id: &'a Id,
            error: &'a Error,
        }
        frame(&Failure { jsonrpc: "2.0", id: &self.0, error })
    }
}

impl Pending {
    fn answer<P, F, A>(self, request: Request, handler: F) -> Answer
    where
        P: DeserializeOwned + Send + 'static,
        F: FnOnce(Arc<World>, P, Cancel, Writer) -> A + Send + 'static,
        A: Future<Output = Answered<Option<Vec<u8>>>> + Send,
    {
        let params = request.into_parts().2.unwrap_or(Value::Null);
        Box::pin(async move {
            let Self { id, world, running } = self;
            let (writer, cancel) = (Writer(id.clone()), running.start(&id));
            let frame = match serde_json::from_value(params) {
                Ok(params) => handler(world.clone(), params, cancel, Writer(id.clone())).await,
                Err(error) => Err(Error::invalid_params(error.to_string())),
            };
            running.end(&id);
            let frame = match frame {
                Ok(Some(frame)) => Some(frame),
                Ok(None) => writer.write(&()),
                Err(error) if error == cancelled() => writer.write_error(&Error::request_cancelled()),
                Err(error) => writer.write_error(&error),
            };
            if let Some(frame) = frame {
                world.outbox.send(frame);
            }
            Ok(None)
        })
    }
}

/// The requests that are being computed, so that the client can call them off.
#[derive(Default)]
struct Running(Mutex<HashMap<Id, Cancel>>);

impl Running {
    fn lock(&self) -> MutexGuard<'_, HashMap<Id, Cancel>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, id: &Id) -> Cancel {
        let cancel = Cancel::new();
        self.lock().insert(id.clone(), cancel.clone());
        cancel
    }

    fn end(&self, id: &Id) {
        self.lock().remove(id);
    }

    /// Calls off the request that `params` name; `false` if it is none of these.
    fn cancel(&self, params: Option<&Value>) -> bool {
        let id = params.and_then(|p| CancelParams::deserialize(p).ok()).map(|p| p.id);
        let id = id.and_then(|id| serde_json::from_value(serde_json::to_value(id).ok()?).ok());
        id.and_then(|id: Id| self.lock().get(&id).map(Cancel::raise)).is_some()
    }
}
