//! The statistical speller: what a slip of the input method looks like, and which slips a text shows.
//!
//! A noisy channel (Kernighan, Church and Gale 1990) over characters: [`model::Model`] holds a language
//! model of official prose, the confusions of each character and a network that fills gaps; [`decode`]
//! finds the most likely intended line, [`judge`] gives each difference the probability that it is a slip.
//! [`build`] makes the model from a folder of texts, [`score`] measures it. Pure: a line in, suspicions out.

mod bytes;
mod token;
mod vocabulary;

mod channel;
mod classify;
pub mod cloze;
mod idioms;
mod language;
mod lexicon;
pub mod model;
mod pairs;
mod table;

mod decode;
mod facts;
mod judge;
mod sentence;
mod suspect;

pub mod build;
pub mod score;

pub use sentence::sentences;
pub use suspect::{Suspicion, suspicions};
