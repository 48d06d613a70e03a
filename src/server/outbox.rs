//! Everything that leaves for the client, frame by frame, in the order in which it was given.
//!
//! The protocol library turns a notification into a tree of JSON values before it writes it, which
//! for several hundred diagnostics takes longer than finding them. So there is one queue of finished
//! frames: the library's own output goes into it through [`Frames`], and publishes go into it as
//! text that was made on the thread that computed them. One writer drains it, and thus whole frames
//! interleave. The queue has no limit: a client that stops reading costs memory, but never
//! stops the server from reading, which is what would tie both in a knot.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::Serialize;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;
use tower_lsp::ls_types::notification::Notification;

use super::logging::log;

/// Where frames are put in.
#[derive(Debug, Clone)]
pub(super) struct Outbox(mpsc::UnboundedSender<Parcel>);

/// Where they come out.
#[derive(Debug)]
pub(super) struct Parcels(mpsc::UnboundedReceiver<Parcel>);

#[derive(Debug)]
enum Parcel {
    /// One or more whole frames.
    Frames(Vec<u8>),
    /// Nothing comes after this.
    End,
}

/// A queue of frames.
pub(super) fn outbox() -> (Outbox, Parcels) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (Outbox(sender), Parcels(receiver))
}

impl Outbox {
    /// Puts whole frames into the queue; `false` once nobody writes them any more.
    pub(super) fn send(&self, frames: Vec<u8>) -> bool {
        self.0.send(Parcel::Frames(frames)).is_ok()
    }

    /// Sends a notification.
    pub(super) fn notify<N: Notification>(&self, params: &N::Params) {
        if let Some(frame) = notification_frame::<N>(params, 0) {
            self.send(frame);
        }
    }

    /// Says that this was all; what is in the queue is still written.
    pub(super) fn end(&self) {
        let _ = self.0.send(Parcel::End);
    }
}

impl Parcels {
    /// Writes to `sink` until the end was said or the client is gone.
    pub(super) async fn write_to(mut self, mut sink: impl AsyncWrite + Unpin) -> io::Result<()> {
        while let Some(Parcel::Frames(frames)) = self.0.recv().await {
            sink.write_all(&frames).await?;
            sink.flush().await?;
        }
        sink.shutdown().await
    }

    /// The same on a thread of its own, which saves the hop that tokio's standard output takes.
    pub(super) fn write_blocking(mut self, mut sink: impl Write) -> io::Result<()> {
        while let Some(Parcel::Frames(frames)) = self.0.blocking_recv() {
            sink.write_all(&frames)?;
            sink.flush()?;
        }
        Ok(())
    }
}

/// The frame of a notification, made without a tree of values in between; `length` says how long it is likely
/// to be.
pub(super) fn notification_frame<N: Notification>(params: &impl Serialize, length: usize) -> Option<Vec<u8>> {
    #[derive(Serialize)]
    struct Message<'a, P> {
        jsonrpc: &'static str,
        method: &'static str,
        params: &'a P,
    }
    framed(&Message { jsonrpc: "2.0", method: N::METHOD, params }, length)
}

/// `message` as a frame; `None`, logged, should it not be JSON after all.
pub(super) fn frame(message: &impl Serialize) -> Option<Vec<u8>> {
    framed(message, 0)
}

fn framed(message: &impl Serialize, length: usize) -> Option<Vec<u8>> {
    let mut frame = Vec::with_capacity(length + ENVELOPE);
    serde_json::to_writer(&mut frame, message)
        .inspect_err(|error| log!(Error, "a message could not be written as JSON: {error}"))
        .ok()?;
    // How long the body is, is known last: it makes room in place for its header.
    let header = format!("Content-Length: {}\r\n\r\n", frame.len());
    frame.splice(..0, header.into_bytes());
    Some(frame)
}

/// Bytes set aside for what stands round the large part of a message: names, an address, the header.
const ENVELOPE: usize = 512;
/// What the protocol library takes for the output stream.
///
/// It buffers whole messages and hands over all of its buffer at each write; as every write is
/// taken in full, each is a run of whole frames.
#[derive(Debug)]
pub(super) struct Frames(pub(super) Outbox);

impl AsyncWrite for Frames {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, frames: &[u8]) -> Poll<io::Result<usize>> {
        if self.0.send(frames.to_vec()) {
            Poll::Ready(Ok(frames.len()))
        } else {
            Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()))
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
