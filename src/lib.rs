//! bigan (笔杆): a language server for Chinese speech drafts.
//!
//! Modules stand in reading order; a module may use only those above it (`tests/architecture.rs`).

#![cfg_attr(test, allow(clippy::string_slice))]

pub mod locale;
pub mod text;

pub mod outline;

pub mod typo;

pub mod spelling;

pub mod proof;

pub mod lint;

pub mod analysis;

pub mod features;

pub mod files;
pub mod settings;

pub mod cli;
pub mod server;
