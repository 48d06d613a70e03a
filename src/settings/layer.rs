//! Partial settings from one source, and what was wrong in it.
//!
//! Reading never fails: what is good is kept, what is not becomes a [`Problem`] that names the source,
//! the key, what was expected and the nearest known key.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value as Toml};

use super::Settings;
use super::nearest::nearest;
use super::table::{Kind, SETTINGS, Setting, Value, kebab, setting};
use crate::lint::{self, Level, Severity};
use crate::locale::Locale;

/// The settings that one source names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layer {
    /// By key in kebab-case.
    values: BTreeMap<&'static str, Value>,
    /// By rule id.
    levels: BTreeMap<&'static str, Level>,
}

/// Something in a source that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The key as written.
    pub key: String,
    zh: String,
    en: String,
}

impl Problem {
    /// What is wrong and what was expected, with the source's name.
    pub fn message(&self, locale: Locale) -> &str {
        locale.pick(&self.zh, &self.en)
    }
}

impl Layer {
    /// Reads `table`. `origin` names the source in problems: a file's path, or the editor's settings.
    ///
    /// Keys may be kebab-case or camelCase, nested or joined by full stops.
    pub fn from_table(table: &Table, origin: &str) -> (Layer, Vec<Problem>) {
        let mut reader = Reader { origin, layer: Layer::default(), problems: Vec::new() };
        reader.table(table, "");
        (reader.layer, reader.problems)
    }

    /// Makes relative paths start from `folder`.
    pub fn resolve_paths(&mut self, folder: &Path) {
        for (key, value) in &mut self.values {
            let Value::List(list) = value else { continue };
            if setting(key).is_some_and(|s| s.kind == Kind::Paths) {
                for path in list {
                    // By its parts: a leading `./` would be in the way where paths are compared and shown.
                    let whole: PathBuf = folder.join(&*path).components().collect();
                    *path = whole.to_string_lossy().into_owned();
                }
            }
        }
    }

    /// Whether it names `word` in the list at `key`.
    pub(super) fn lists(&self, key: &str, word: &str) -> bool {
        matches!(self.values.get(key), Some(Value::List(list)) if list.iter().any(|w| w == word))
    }

    /// Whether it switches the rule `id` off.
    pub(super) fn silences(&self, id: &str) -> bool {
        self.levels.get(id) == Some(&Level::Off)
    }

    /// Puts what this layer names into `settings`.
    pub(super) fn apply(&self, settings: &mut Settings) {
        for (key, value) in &self.values {
            if let Some(setting) = setting(key) {
                (setting.apply)(settings, value);
            }
        }
        for (id, level) in &self.levels {
            settings.rules.set(id, *level);
        }
    }
}

/// The names of severities, as settings write them.
const LEVELS: &[&str] = &["off", "hint", "information", "warning", "error"];

/// The section whose keys are rule ids.
const RULES_SECTION: &str = "rules";

struct Reader<'a> {
    origin: &'a str,
    layer: Layer,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reads the keys under `prefix`, which is empty or ends in a full stop.
    fn table(&mut self, table: &Table, prefix: &str) {
        for (name, value) in table {
            let written = format!("{prefix}{name}");
            let key = kebab(&written);
            if let Some(id) = key.strip_prefix("rules.") {
                self.rule(id, &written, value);
            } else if let Some(setting) = setting(&key) {
                self.setting(setting, &written, value);
            } else if key == RULES_SECTION || is_section(&key) {
                match value {
                    Toml::Table(inner) => self.table(inner, &format!("{written}.")),
                    // What Lua makes of an empty table.
                    Toml::Array(list) if list.is_empty() => {}
                    other => self.expected(&written, other, "一个分节（表）", "a section (a table)"),
                }
            } else {
                self.unknown_key(&written, &key);
            }
        }
    }

    fn rule(&mut self, id: &str, written: &str, value: &Toml) {
        let Some(rule) = lint::rule(id) else {
            let guess = nearest(id, lint::RULES.iter().map(|r| r.id));
            let (zh, en) = did_you_mean(guess.map(|id| format!("rules.{id}")));
            return self.problem(
                written,
                format!("没有“{id}”这条规则{zh}；`bigan rules` 列出全部规则"),
                format!("there is no rule `{id}`{en}; `bigan rules` lists them all"),
            );
        };
        let level = match value.as_str() {
            Some("off") => Some(Level::Off),
            Some(name) => Severity::from_name(name).map(Level::At),
            None => None,
        };
        match level {
            Some(level) => {
                self.layer.levels.insert(rule.id, level);
            }
            None => self.expected_word(written, value, LEVELS),
        }
    }

    fn setting(&mut self, setting: &'static Setting, written: &str, value: &Toml) {
        let read = match setting.kind {
            Kind::Bool => match value {
                Toml::Boolean(on) => Some(Value::Bool(*on)),
                other => return self.expected(written, other, "true 或 false", "true or false"),
            },
            Kind::Integer { min, max } => {
                let number = whole(value).filter(|n| (min..=max).contains(n));
                if number.is_none() {
                    let zh = format!("{min} 到 {max} 的整数");
                    let en = format!("a whole number from {min} to {max}");
                    return self.expected(written, value, &zh, &en);
                }
                number.map(Value::Integer)
            }
            Kind::OneOf(words) => {
                let word = value.as_str().filter(|word| words.contains(word));
                if word.is_none() {
                    return self.expected_word(written, value, words);
                }
                word.map(|word| Value::Text(word.to_owned()))
            }
            Kind::Words | Kind::Patterns | Kind::Paths => {
                let list = strings(value);
                if list.is_none() {
                    return self.expected(
                        written,
                        value,
                        "字符串列表，如 [\"甲\", \"乙\"]",
                        "a list of strings",
                    );
                }
                list.map(Value::List)
            }
        };
        if let Some(read) = read {
            self.layer.values.insert(setting.key, read);
        }
    }

    fn unknown_key(&mut self, written: &str, key: &str) {
        let sections = SETTINGS.iter().map(|s| s.section_and_name().0).filter(|s| !s.is_empty());
        let names = SETTINGS.iter().map(|s| s.key).chain(sections).chain([RULES_SECTION]);
        // In the spelling that the writer used: an editor's settings are in camelCase.
        let camel = written.contains(|c: char| c.is_ascii_uppercase());
        let guess = nearest(key, names).map(|name| match setting(name) {
            Some(known) if camel => known.editor_key(),
            _ => name.to_owned(),
        });
        let (zh, en) = did_you_mean(guess);
        self.problem(written, format!("没有这个设置项{zh}"), format!("there is no such setting{en}"));
    }

    fn expected_word(&mut self, written: &str, value: &Toml, words: &[&str]) {
        let guess = value.as_str().and_then(|word| nearest(word, words.iter().copied()));
        let (zh, en) = did_you_mean(guess.map(str::to_owned));
        let list = words.join("、");
        self.expected(
            written,
            value,
            &format!("{list} 之一{zh}"),
            &format!("one of {}{en}", words.join(", ")),
        );
    }

    fn expected(&mut self, written: &str, value: &Toml, zh: &str, en: &str) {
        let found = shown(value);
        self.problem(written, format!("应为{zh}，现为 {found}"), format!("expected {en}, found {found}"));
    }

    fn problem(&mut self, key: &str, zh: String, en: String) {
        let origin = self.origin;
        self.problems.push(Problem {
            key: key.to_owned(),
            zh: format!("{origin}：{key}：{zh}"),
            en: format!("{origin}: {key}: {en}"),
        });
    }
}

fn is_section(key: &str) -> bool {
    SETTINGS.iter().any(|s| s.section_and_name().0 == key)
}

fn did_you_mean(guess: Option<String>) -> (String, String) {
    guess.map_or_else(Default::default, |name| {
        (format!("，是不是 {name}？"), format!(" (did you mean `{name}`?)"))
    })
}

/// A whole number; editors whose numbers are all floats send `180.0`.
fn whole(value: &Toml) -> Option<u32> {
    match value {
        Toml::Integer(number) => u32::try_from(*number).ok(),
        Toml::Float(number) if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number) => {
            Some(*number as u32)
        }
        _ => None,
    }
}

/// A list of strings; an empty table counts as an empty list, for Lua cannot tell them apart.
fn strings(value: &Toml) -> Option<Vec<String>> {
    match value {
        Toml::Array(list) => list.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        Toml::Table(table) if table.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

/// A value as shown in a message, cut so that a message stays a line.
fn shown(value: &Toml) -> String {
    /// Enough to know the value again.
    const MOST: usize = 40;
    let text = match value {
        Toml::Table(_) => "{…}".to_owned(),
        other => other.to_string().replace('\n', " "),
    };
    let mut cut: String = text.chars().take(MOST).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
