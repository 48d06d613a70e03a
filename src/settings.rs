//! What the writer may choose: one table of settings, read from `.bigan.toml` and from the editor.
//!
//! Everything said about a setting (default, reader, sample file, documentation page) is derived from
//! [`table::SETTINGS`]. Only the loader and what amends a file touch the disk; who watches files, and when
//! they are read again, is for the server and the command line to say.

mod amend;
mod layer;
mod load;
mod nearest;
mod pages;
mod rewrite;
mod table;

use std::path::PathBuf;

pub use amend::{AmendError, amend, file_for};
pub use layer::{Layer, Problem};
pub use load::{FILE_NAME, LoadError, load_nearest};
pub use nearest::nearest;
pub use pages::{reference_page, sample_file};
pub use rewrite::Amendment;
pub use table::{Kind, SETTINGS, Setting, Value};

use crate::analysis;
use crate::lint::{self, Level, Levels};
use crate::locale::Locale;
use crate::proof::{Accepted, Proofreader, Words};

/// All choices of the writer, defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Which rules speak, and how loudly.
    pub rules: Levels,
    /// The writer's own words.
    pub dictionary: Dictionary,
    /// Where phrases for completion come from.
    pub corpus: Corpus,
    /// How completion behaves.
    pub completion: Completion,
    /// Speaking.
    pub speech: Speech,
    /// The outline view.
    pub outline: Outline,
    /// The log.
    pub log: Log,
    /// The language of messages.
    pub language: Language,
}

/// The writer's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dictionary {
    /// Words that are right.
    pub words: Vec<String>,
    /// Files with one such word a line.
    pub paths: Vec<PathBuf>,
    /// Pieces of text, with the part that is right in `⟦…⟧`.
    pub ignore: Vec<String>,
}

/// Where phrases for completion come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    /// Folders and corpus files.
    pub paths: Vec<PathBuf>,
    /// Patterns of files to take from those folders; empty: all that can be read.
    pub include: Vec<String>,
    /// Patterns of files to leave out.
    pub exclude: Vec<String>,
}

/// How completion behaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// Han characters since the last boundary before the list opens by itself; 0: anywhere.
    pub min_prefix: u32,
    /// How many phrases a list shows at most.
    pub max_items: u32,
    /// Whether pinyin initials find phrases.
    pub pinyin: bool,
    /// Whether the best continuation is shown as ghost text.
    pub inline: bool,
}

/// Speaking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speech {
    /// Characters spoken in a minute: Han characters and digits, punctuation not counted.
    pub characters_per_minute: u32,
}

/// The outline view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Whether points inside paragraphs (一是…；二是…) are shown in the outline.
    pub inline_points: bool,
    /// Whether headings carry their characters and minutes.
    pub inlay_hints: bool,
}

/// The log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// How much is written.
    pub level: LogLevel,
}

/// How much the log tells; it never holds the text of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LogLevel {
    /// Nothing.
    #[default]
    Off,
    /// What failed.
    Error,
    /// What went wrong but was put right.
    Warning,
    /// Start, settings, stop.
    Info,
    /// Every request with its time.
    Debug,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// As the editor or the environment says; Chinese without a word.
    #[default]
    Auto,
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            rules: Levels::default(),
            dictionary: Dictionary::default(),
            corpus: Corpus::default(),
            completion: Completion::default(),
            speech: Speech::default(),
            outline: Outline::default(),
            log: Log::default(),
            language: Language::default(),
        };
        for setting in SETTINGS {
            (setting.apply)(&mut settings, &setting.default.value());
        }
        settings
    }
}

impl Settings {
    /// The settings that `layers` add up to: a later layer wins, key by key and rule by rule.
    pub fn from_layers(layers: &[&Layer]) -> Self {
        let mut settings = Self::default();
        for layer in layers {
            layer.apply(&mut settings);
        }
        settings
    }

    /// The language to speak, where editor or environment ask for `client_locale`.
    pub fn locale(&self, client_locale: Option<&str>) -> Locale {
        match self.language {
            Language::Zh => Locale::Zh,
            Language::En => Locale::En,
            Language::Auto => client_locale.map_or(Locale::Zh, Locale::from_tag),
        }
    }

    /// Adds the words of the files of `dictionary.paths`; what could not be read adds none and is told.
    pub fn read_dictionary(&mut self) -> Vec<LoadError> {
        let (words, problems) = load::words(&self.dictionary.paths);
        self.dictionary.words.extend(words);
        problems
    }

    /// What the analysis of a draft must know of these settings.
    pub fn analysis_options(&self, client_locale: Option<&str>, markdown: bool) -> analysis::Options {
        let suspects = lint::rule("suspect-word").is_some_and(|rule| self.rules.of(rule) != Level::Off);
        let proofreader = Proofreader {
            words: Words::new(self.dictionary.words.iter().cloned()),
            accepted: Accepted::new(self.dictionary.ignore.iter().cloned()),
            speller: suspects,
        };
        analysis::Options {
            locale: self.locale(client_locale),
            levels: self.rules.clone(),
            markdown,
            proofreader,
        }
    }
}

#[cfg(test)]
mod tests;
