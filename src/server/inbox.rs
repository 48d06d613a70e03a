//! What comes from the client: whole, well-formed messages are let through, all else is answered here.
//!
//! The protocol library stops reading for good at the first message that it cannot decode. An editor
//! that loses its server over one bad byte loses more than that message, so the stream is cut into
//! frames before it, bad ones are answered with the error that JSON-RPC names, and reading goes on.

mod envelope;
mod framer;

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use serde::Serialize;
use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp::jsonrpc::{Error, Id};

use super::logging::log;
use super::outbox::{Outbox, frame};
use framer::{Framer, Piece};

/// How much is read at once: what a pipe holds on Linux.
const CHUNK: usize = 64 * 1024;

/// A stream of frames that the protocol library is sure to understand.
#[derive(Debug)]
pub(super) struct Inbox<R> {
    source: R,
    outbox: Outbox,
    framer: Framer,
    chunk: Box<[u8]>,
    /// A frame on its way to the reader, and how much of it has been handed over.
    frame: Vec<u8>,
    handed: usize,
}

impl<R: AsyncRead + Unpin> Inbox<R> {
    /// Reads from `source`; bad messages are answered through `outbox`.
    pub(super) fn new(source: R, outbox: Outbox) -> Self {
        let chunk = vec![0; CHUNK].into_boxed_slice();
        Self { source, outbox, framer: Framer::default(), chunk, frame: Vec::new(), handed: 0 }
    }

    /// Looks for the next good frame in what has been read; `false` if more must be read.
    fn next_frame(&mut self) -> bool {
        loop {
            match self.framer.next_piece() {
                Piece::None => return false,
                Piece::Body(body) => match envelope::check(&body) {
                    Ok(()) => {
                        self.frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
                        self.frame.extend_from_slice(&body);
                        self.handed = 0;
                        return true;
                    }
                    Err(complaint) => self.refuse(complaint.id, complaint.error, body.len()),
                },
                Piece::Bad(length) => self.refuse(Id::Null, Error::parse_error(), length),
            }
        }
    }

    fn refuse(&self, id: Id, error: Error, length: usize) {
        #[derive(Serialize)]
        struct Refusal {
            jsonrpc: &'static str,
            id: Id,
            error: Error,
        }
        log!(Warning, "a message of {length} bytes was refused: {}", error.message);
        if let Some(frame) = frame(&Refusal { jsonrpc: "2.0", id, error }) {
            self.outbox.send(frame);
        }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Inbox<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        target: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        while this.handed == this.frame.len() && !this.next_frame() {
            let mut chunk = ReadBuf::new(&mut this.chunk);
            ready!(Pin::new(&mut this.source).poll_read(cx, &mut chunk))?;
            if chunk.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            this.framer.push(chunk.filled());
        }
        let left = this.frame.get(this.handed..).unwrap_or_default();
        let now = left.get(..target.remaining()).unwrap_or(left);
        target.put_slice(now);
        this.handed += now.len();
        if this.handed == this.frame.len() {
            // A large frame is not kept beyond its use.
            (this.frame, this.handed) = (Vec::new(), 0);
        }
        Poll::Ready(Ok(()))
    }
}
