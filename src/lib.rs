//! bigan (笔杆): a language server for Chinese speech drafts.
//!
//! Modules stand in reading order; a module may use only those above it (`tests/architecture.rs`).

pub mod text;
