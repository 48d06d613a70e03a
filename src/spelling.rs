//! The statistical speller: what a slip of the input method looks like, and which slips a text shows.
//!
//! A noisy channel (Kernighan, Church and Gale 1990) over characters: [`model::Model`] holds a language
//! model of official prose and the confusions of each character, [`decode`] finds the most likely
//! intended line, [`classify`] turns each difference into a probability that it is a slip. [`build`]
//! makes the model from a folder of texts. Pure: a line in, suspicions out.

pub mod build;
mod bytes;
mod channel;
mod classify;
mod decode;
mod language;
mod lexicon;
pub mod model;
mod pairs;
mod sentence;
mod suspect;
mod table;
mod token;
mod vocabulary;

pub use sentence::sentences;
pub use suspect::{Suspicion, suspicions};
