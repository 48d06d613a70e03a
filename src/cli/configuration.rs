//! The settings of each draft: those of the nearest `.bigan.toml`, read once a folder.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::console::Console;
use super::drafts::Source;
use super::language;
use crate::analysis::Options;
use crate::lint::{Level, Levels, RULES, Rule};
use crate::locale::Locale;
use crate::settings::{Settings, load_nearest};

/// The settings of one draft, with what the command line adds to them.
#[derive(Debug, Clone)]
pub struct Choices {
    /// The settings.
    pub settings: Arc<Settings>,
    /// What the analysis must know.
    pub options: Arc<Options>,
}

/// Finds and keeps the settings of folders.
pub struct Configurations<'a> {
    /// The language that the command line asks for.
    lang: Option<Locale>,
    /// The rules that the command line asks for; empty: all.
    only: &'a [&'static Rule],
    environment: Option<String>,
    /// `None` where the settings cannot be read.
    folders: HashMap<PathBuf, Option<Arc<Settings>>>,
    /// Files whose problems have been told.
    told: HashSet<PathBuf>,
    /// What was told of files that cannot be read.
    pub failures: Vec<String>,
}

impl<'a> Configurations<'a> {
    /// Nothing read yet.
    pub fn new(lang: Option<Locale>, only: &'a [&'static Rule]) -> Self {
        Self {
            lang,
            only,
            environment: language::environment(),
            folders: HashMap::new(),
            told: HashSet::new(),
            failures: Vec::new(),
        }
    }

    /// The choices for `source`; `None` where its settings file cannot be read, which is told on the console
    /// once: to check against other rules than the writer chose would mislead.
    pub fn of(&mut self, source: &Source, console: &mut Console) -> Option<Choices> {
        let folder = source.folder();
        let settings = match self.folders.get(&folder) {
            Some(known) => known.clone(),
            None => {
                let settings = self.load(&folder, console).map(Arc::new);
                self.folders.insert(folder, settings.clone());
                settings
            }
        }?;
        let mut options = settings.analysis_options(self.environment.as_deref(), source.is_markdown());
        if let Some(lang) = self.lang {
            options.locale = lang;
        }
        if !self.only.is_empty() {
            options.levels = only(&options.levels, self.only);
        }
        Some(Choices { settings, options: Arc::new(options) })
    }

    fn load(&mut self, folder: &std::path::Path, console: &mut Console) -> Option<Settings> {
        match load_nearest(folder) {
            Ok(None) => Some(Settings::default()),
            Ok(Some((path, layer, problems))) => {
                if self.told.insert(path) {
                    for problem in problems {
                        console.warn(problem.message(console.locale));
                    }
                }
                let mut settings = Settings::from_layers(&[&layer]);
                for problem in settings.read_dictionary() {
                    if self.told.insert(problem.path().to_owned()) {
                        console.warn(&problem.message(console.locale));
                    }
                }
                Some(settings)
            }
            Err(error) => {
                if self.told.insert(error.path().to_owned()) {
                    let message = error.message(console.locale);
                    console.complain(&message);
                    self.failures.push(message);
                }
                None
            }
        }
    }
}

/// `levels` with all rules silent but `chosen`, which speak even if they were switched off.
fn only(levels: &Levels, chosen: &[&'static Rule]) -> Levels {
    let mut out = Levels::default();
    for rule in RULES {
        let level = match levels.of(rule) {
            _ if !chosen.iter().any(|c| c.id == rule.id) => Level::Off,
            Level::Off => Level::Default,
            level => level,
        };
        out.set(rule.id, level);
    }
    out
}
