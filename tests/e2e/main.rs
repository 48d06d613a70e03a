//! What the protocol layer alone can break: order, coalescing, cancellation, bad input, clean ends.
//! The server runs in this process over a pipe; every wait is for a message, none for the clock.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

mod actions;
mod client;
mod dismiss;
mod large;
mod settings;
mod stream;
mod workspace;
