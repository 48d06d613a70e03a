//! Which rules speak, and how loudly: the writer's choice over the rules' defaults.

use std::collections::BTreeMap;

use super::finding::Severity;
use super::rule::Rule;

/// What the writer wants of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Silent.
    Off,
    /// As the rule itself sees fit.
    Default,
    /// Always at this severity.
    At(Severity),
}

/// The writer's choices by rule id; rules not named keep their default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Chooses `level` for the rule `id`.
    pub fn set(&mut self, id: &str, level: Level) {
        self.0.insert(id.to_owned(), level);
    }

    /// The choice for `rule`.
    pub fn of(&self, rule: &Rule) -> Level {
        self.0.get(rule.id).copied().unwrap_or(Level::Default)
    }
}
