//! The table of settings. A setting is added here, in one entry, and as a field of [`Settings`].
//!
//! Rules are not in the table: each rule of `lint::RULES` is a setting `rules.<id>` by itself.

use std::path::PathBuf;

use super::{Language, LogLevel, Settings};
use crate::lint::Both;

/// One setting. Everything said about it elsewhere is derived from this.
pub struct Setting {
    /// Its key in `.bigan.toml`: section, full stop, name in kebab-case.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What it is without a word.
    pub default: DefaultValue,
    /// What it does, for the documentation and the sample file.
    pub about: Both,
    /// Whether this version acts on it already; one that waits for a feature to come is only read
    /// and checked, and the documentation says so.
    pub in_use: bool,
    /// Puts a value of its kind into the settings; values of other kinds change nothing.
    pub apply: fn(&mut Settings, &Value),
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// true or false
    Bool,
    /// A whole number.
    Integer {
        /// The least allowed.
        min: u32,
        /// The greatest allowed.
        max: u32,
    },
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of words.
    Words,
    /// A list of file patterns.
    Patterns,
    /// A list of files and folders; relative ones start from the settings file's folder.
    Paths,
}

/// A value as a default, known when the program is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultValue {
    /// A switch.
    Bool(bool),
    /// A number.
    Integer(u32),
    /// A word.
    Text(&'static str),
    /// A list with nothing in it.
    EmptyList,
}

/// A value that has been read and found to be of its setting's kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A switch.
    Bool(bool),
    /// A number.
    Integer(u32),
    /// A word.
    Text(String),
    /// A list.
    List(Vec<String>),
}

impl DefaultValue {
    /// The default as a value.
    pub fn value(self) -> Value {
        match self {
            DefaultValue::Bool(on) => Value::Bool(on),
            DefaultValue::Integer(number) => Value::Integer(number),
            DefaultValue::Text(text) => Value::Text(text.to_owned()),
            DefaultValue::EmptyList => Value::List(Vec::new()),
        }
    }

    /// The default as written in TOML and JSON alike.
    pub fn source(self) -> String {
        match self {
            DefaultValue::Bool(on) => on.to_string(),
            DefaultValue::Integer(number) => number.to_string(),
            DefaultValue::Text(text) => format!("\"{text}\""),
            DefaultValue::EmptyList => "[]".to_owned(),
        }
    }
}

impl Value {
    fn bool(&self) -> Option<bool> {
        if let Value::Bool(on) = self { Some(*on) } else { None }
    }

    fn integer(&self) -> Option<u32> {
        if let Value::Integer(number) = self { Some(*number) } else { None }
    }

    fn list(&self) -> Option<Vec<String>> {
        if let Value::List(list) = self { Some(list.clone()) } else { None }
    }

    fn paths(&self) -> Option<Vec<PathBuf>> {
        Some(self.list()?.into_iter().map(PathBuf::from).collect())
    }

    /// The meaning of the word among `meanings`.
    fn word<T: Copy>(&self, meanings: &[(&str, T)]) -> Option<T> {
        let Value::Text(text) = self else { return None };
        meanings.iter().find(|(word, _)| word == text).map(|(_, meaning)| *meaning)
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Lists of the dictionary add up: a word of the project leaves the writer's own words in force.
fn add<T>(list: &mut Vec<T>, value: Option<Vec<T>>) {
    list.extend(value.into_iter().flatten());
}

const LANGUAGES: &[(&str, Language)] =
    &[("auto", Language::Auto), ("zh", Language::Zh), ("en", Language::En)];

const LOG_LEVELS: &[(&str, LogLevel)] = &[
    ("off", LogLevel::Off),
    ("error", LogLevel::Error),
    ("warning", LogLevel::Warning),
    ("info", LogLevel::Info),
    ("debug", LogLevel::Debug),
];

/// All settings but the rules, section by section; those without a section first, as TOML wants it.
pub static SETTINGS: &[Setting] = &[
    Setting {
        key: "language",
        kind: Kind::OneOf(&["auto", "zh", "en"]),
        default: DefaultValue::Text("auto"),
        about: Both {
            zh: "提示用什么语言：auto 随编辑器或系统环境（不是英文就用中文），zh 中文，en 英文",
            en: "Language of messages: auto follows the editor or the environment (Chinese unless English), zh, en",
        },
        in_use: true,
        apply: |s, v| set(&mut s.language, v.word(LANGUAGES)),
    },
    Setting {
        key: "dictionary.words",
        kind: Kind::Words,
        default: DefaultValue::EmptyList,
        about: Both {
            zh: "自己的词：人名、地名、本单位的提法，查错别字时一律放行",
            en: "Your own words (names, places, terms of your office), never reported as slips",
        },
        in_use: true,
        apply: |s, v| add(&mut s.dictionary.words, v.list()),
    },
    Setting {
        key: "dictionary.paths",
        kind: Kind::Paths,
        default: DefaultValue::EmptyList,
        about: Both {
            zh: "自己的词表文件，UTF-8，每行一个词，空行和以 # 开头的行不算；文件一改就生效",
            en: "Files with your own words: UTF-8, one word a line, blank lines and lines that begin with # left out; read again as soon as they change",
        },
        in_use: true,
        apply: |s, v| add(&mut s.dictionary.paths, v.paths()),
    },
    Setting {
        key: "dictionary.ignore",
        kind: Kind::Words,
        default: DefaultValue::EmptyList,
        about: Both {
            zh: "只此一处不报错别字：写原文的一小段，用 ⟦⟧ 括住不报的字，如 \"表示⟦忠⟧心的\"；不括就是整段不报。编辑器里的“这一处不再提示”就写在这里",
            en: "Single places never reported as slips: a piece of the text with the part in question in ⟦⟧, such as \"表示⟦忠⟧心的\"; without ⟦⟧ all of it. This is where the editor's “ignore here” writes",
        },
        in_use: true,
        apply: |s, v| add(&mut s.dictionary.ignore, v.list()),
    },
    Setting {
        key: "corpus.paths",
        kind: Kind::Paths,
        default: DefaultValue::EmptyList,
        about: Both {
            zh: "续写时参考的旧稿文件夹或语料文件",
            en: "Folders of earlier drafts, or corpus files, that completion draws on",
        },
        in_use: false,
        apply: |s, v| set(&mut s.corpus.paths, v.paths()),
    },
    Setting {
        key: "corpus.include",
        kind: Kind::Patterns,
        default: DefaultValue::EmptyList,
        about: Both {
            zh: "旧稿文件夹里只取这些文件，如 \"*.txt\"；不写就是能读的都取",
            en: "Take only these files of the folders, such as \"*.txt\"; empty takes all that can be read",
        },
        in_use: false,
        apply: |s, v| set(&mut s.corpus.include, v.list()),
    },
    Setting {
        key: "corpus.exclude",
        kind: Kind::Patterns,
        default: DefaultValue::EmptyList,
        about: Both {
            zh: "旧稿文件夹里不取这些文件", en: "Leave these files of the folders out"
        },
        in_use: false,
        apply: |s, v| set(&mut s.corpus.exclude, v.list()),
    },
    Setting {
        key: "completion.min-prefix",
        kind: Kind::Integer { min: 0, max: 20 },
        // Two Han characters are the shortest prefix that says anything; after one the list would
        // stand in the way of every key.
        default: DefaultValue::Integer(2),
        about: Both {
            zh: "从上一个停顿起打了几个汉字才自动弹出续写；0 表示随处可弹",
            en: "Han characters since the last boundary before the list opens by itself; 0 opens it anywhere",
        },
        in_use: false,
        apply: |s, v| set(&mut s.completion.min_prefix, v.integer()),
    },
    Setting {
        key: "completion.max-items",
        kind: Kind::Integer { min: 1, max: 100 },
        // What can be taken in at a glance.
        default: DefaultValue::Integer(7),
        about: Both { zh: "一次最多列几条续写", en: "How many phrases a list shows at most" },
        in_use: false,
        apply: |s, v| set(&mut s.completion.max_items, v.integer()),
    },
    Setting {
        key: "completion.pinyin",
        kind: Kind::Bool,
        default: DefaultValue::Bool(true),
        about: Both {
            zh: "打拼音首字母也能找到词句，如 zxgx 出“衷心感谢”",
            en: "Whether pinyin initials find phrases: zxgx gives 衷心感谢",
        },
        in_use: false,
        apply: |s, v| set(&mut s.completion.pinyin, v.bool()),
    },
    Setting {
        key: "completion.inline",
        kind: Kind::Bool,
        default: DefaultValue::Bool(true),
        about: Both {
            zh: "在光标后用灰字显示最可能的下文",
            en: "Whether the best continuation is shown as ghost text",
        },
        in_use: false,
        apply: |s, v| set(&mut s.completion.inline, v.bool()),
    },
    Setting {
        key: "speech.characters-per-minute",
        kind: Kind::Integer { min: 30, max: 1000 },
        // Drafters' rule of thumb for a leader at a meeting: 160 to 200.
        default: DefaultValue::Integer(180),
        about: Both {
            zh: "每分钟讲多少字，用来估算时长；算汉字和数字，不算标点",
            en: "Characters spoken in a minute, for speaking time: Han characters and digits, no punctuation",
        },
        in_use: true,
        apply: |s, v| set(&mut s.speech.characters_per_minute, v.integer()),
    },
    Setting {
        key: "outline.inline-points",
        kind: Kind::Bool,
        default: DefaultValue::Bool(true),
        about: Both {
            zh: "大纲里是否列出段落中的“一是……二是……”",
            en: "Whether the outline shows points inside paragraphs (一是…；二是…)",
        },
        in_use: true,
        apply: |s, v| set(&mut s.outline.inline_points, v.bool()),
    },
    Setting {
        key: "outline.inlay-hints",
        kind: Kind::Bool,
        default: DefaultValue::Bool(true),
        about: Both {
            zh: "标题后是否显示本节字数和时长",
            en: "Whether headings carry the characters and minutes of their section",
        },
        in_use: true,
        apply: |s, v| set(&mut s.outline.inlay_hints, v.bool()),
    },
    Setting {
        key: "log.level",
        kind: Kind::OneOf(&["off", "error", "warning", "info", "debug"]),
        default: DefaultValue::Text("warning"),
        about: Both {
            zh: "语言服务器的日志记到哪一级；日志里从不出现稿子的文字",
            en: "How much the language server logs; a log never holds the text of a draft",
        },
        in_use: true,
        apply: |s, v| set(&mut s.log.level, v.word(LOG_LEVELS)),
    },
];

impl Setting {
    /// Its section and its name in it; the section is empty for a setting at the top.
    pub fn section_and_name(&self) -> (&'static str, &'static str) {
        self.key.split_once('.').unwrap_or(("", self.key))
    }

    /// Its key in the editor: camelCase, without the leading `bigan.`.
    pub fn editor_key(&self) -> String {
        camel(self.key)
    }
}

/// `min-prefix` as `minPrefix`.
fn camel(kebab: &str) -> String {
    let mut out = String::with_capacity(kebab.len());
    let mut raise = false;
    for c in kebab.chars() {
        match (c, raise) {
            ('-', _) => raise = true,
            (c, true) => {
                out.push(c.to_ascii_uppercase());
                raise = false;
            }
            (c, false) => out.push(c),
        }
    }
    out
}

/// `minPrefix` as `min-prefix`; kebab-case stays as it is.
pub(super) fn kebab(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    for c in key.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with(['.', '-']) {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The setting with that key, in kebab-case.
pub(super) fn setting(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|s| s.key == key)
}
