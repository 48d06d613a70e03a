//! Settings from layers, files and the table.

use std::path::Path;

use super::*;

/// Reads `toml`; gives the settings and the English problems.
fn read(toml: &str) -> (Settings, Vec<String>) {
    let (layer, problems) = Layer::from_table(&toml.parse().unwrap(), "test.toml");
    let problems = problems.iter().map(|p| p.message(Locale::En).to_owned()).collect();
    (Settings::from_layers(&[&layer]), problems)
}

#[track_caller]
fn check_problem(toml: &str, expected: &str) {
    assert_eq!(read(toml).1, [expected]);
}

#[test]
fn defaults_come_from_the_table() {
    let settings = Settings::default();
    assert_eq!(settings.speech.characters_per_minute, 180);
    assert!(settings.outline.inline_points && settings.outline.inlay_hints);
    assert_eq!((settings.completion.min_prefix, settings.completion.max_items), (2, 7));
    assert_eq!(settings.log.level, LogLevel::Warning);
    assert_eq!(settings.language, Language::Auto);
}

#[test]
fn every_default_can_be_read_back_and_keys_are_unique() {
    for setting in SETTINGS {
        let (settings, problems) = read(&format!("{} = {}", setting.key, setting.default.source()));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(settings, Settings::default(), "{}", setting.key);
        assert_eq!(SETTINGS.iter().filter(|other| other.key == setting.key).count(), 1, "{}", setting.key);
    }
}

#[test]
fn every_setting_reaches_the_struct() {
    for setting in SETTINGS {
        let other = match setting.kind {
            Kind::Bool => (!setting.default.source().parse::<bool>().unwrap()).to_string(),
            Kind::Integer { max, .. } => max.to_string(),
            Kind::OneOf(words) => format!("\"{}\"", words.last().unwrap()),
            Kind::Words | Kind::Patterns | Kind::Paths => "[\"甲\"]".to_owned(),
        };
        let (settings, problems) = read(&format!("{} = {other}", setting.key));
        assert!(problems.is_empty(), "{problems:?}");
        assert_ne!(settings, Settings::default(), "{} = {other}", setting.key);
    }
}

#[test]
fn keys_may_be_kebab_or_camel_nested_or_joined() {
    for toml in [
        "[speech]\ncharacters-per-minute = 200",
        "[speech]\ncharactersPerMinute = 200",
        "speech.charactersPerMinute = 200.0",
        "\"speech.charactersPerMinute\" = 200",
    ] {
        let (settings, problems) = read(toml);
        assert_eq!((settings.speech.characters_per_minute, problems), (200, vec![]), "{toml}");
    }
}

#[test]
fn empty_tables_and_lists_are_the_same_to_lua() {
    let (settings, problems) = read("rules = []\ncompletion = []\n[dictionary.words]\n");
    assert_eq!((settings, problems), (Settings::default(), vec![]));
}

#[test]
fn bad_keys_are_reported_and_good_ones_kept() {
    let (settings, problems) = read(
        "colour = true\n[completion]\nmin-prefx = 3\nmax-items = 0\npinyin = \"yes\"\ninline = false\n[log]\nlevel = \"warn\"",
    );
    assert!(!settings.completion.inline);
    assert_eq!(
        problems,
        [
            "test.toml: colour: there is no such setting",
            "test.toml: completion.max-items: expected a whole number from 1 to 100, found 0",
            "test.toml: completion.min-prefx: there is no such setting (did you mean `completion.min-prefix`?)",
            "test.toml: completion.pinyin: expected true or false, found \"yes\"",
            "test.toml: log.level: expected one of off, error, warning, info, debug (did you mean `warning`?), found \"warn\"",
        ]
    );
}

#[test]
fn wrong_shapes_say_what_was_expected() {
    check_problem("speech = 180", "test.toml: speech: expected a section (a table), found 180");
    check_problem(
        "dictionary.words = \"甲\"",
        "test.toml: dictionary.words: expected a list of strings, found \"甲\"",
    );
    check_problem(
        "dictionary.words = [1]",
        "test.toml: dictionary.words: expected a list of strings, found [1]",
    );
    check_problem(
        "completion.maxItem = 3",
        "test.toml: completion.maxItem: there is no such setting (did you mean `completion.maxItems`?)",
    );
    check_problem(
        "speech.characters-per-minute = -5",
        "test.toml: speech.characters-per-minute: expected a whole number from 30 to 1000, found -5",
    );
}

#[test]
fn problems_speak_both_languages() {
    let (_, problems) = Layer::from_table(&"log.levle = 1".parse().unwrap(), "甲.toml");
    assert_eq!(problems[0].key, "log.levle");
    assert_eq!(problems[0].message(Locale::Zh), "甲.toml：log.levle：没有这个设置项，是不是 log.level？");
}

#[test]
fn unknown_rules_are_reported() {
    let (_, problems) = read("[rules]\nno-such-rule-at-all = \"off\"");
    assert_eq!(
        problems,
        [
            "test.toml: rules.no-such-rule-at-all: there is no rule `no-such-rule-at-all`; `bigan rules` lists them all"
        ]
    );
}

#[test]
fn later_layers_win_key_by_key() {
    let layer = |toml: &str| Layer::from_table(&toml.parse().unwrap(), "t").0;
    let editor = layer("language = \"en\"\nspeech.characters-per-minute = 200\n");
    let project = layer("speech.characters-per-minute = 160\n");
    let settings = Settings::from_layers(&[&editor, &project]);
    assert_eq!((settings.language, settings.speech.characters_per_minute), (Language::En, 160));
}

#[test]
fn language_is_the_setting_then_the_client_then_chinese() {
    let auto = Settings::default();
    assert_eq!(auto.locale(None), Locale::Zh);
    assert_eq!(auto.locale(Some("en-US")), Locale::En);
    let zh = Settings { language: Language::Zh, ..auto };
    assert_eq!(zh.locale(Some("en-US")), Locale::Zh);
    assert_eq!(zh.analysis_options(Some("en-US"), true).locale, Locale::Zh);
}

#[test]
fn the_nearest_file_upwards_is_read_and_its_paths_start_there() {
    let root = tempfile::tempdir().unwrap();
    let inner = root.path().join("讲话/2024");
    std::fs::create_dir_all(&inner).unwrap();
    let file = root.path().join("讲话/.bigan.toml");
    std::fs::write(
        &file,
        "\u{feff}dictionary.paths = [\"词表.txt\", \"/abs.txt\"]\ncorpus.include = [\"*.txt\"]\n",
    )
    .unwrap();
    std::fs::write(root.path().join(".bigan.toml"), "language = \"en\"\n").unwrap();
    let (path, layer, problems) = load_nearest(&inner).unwrap().unwrap();
    assert_eq!((path.as_path(), problems), (file.as_path(), vec![]));
    let settings = Settings::from_layers(&[&layer]);
    assert_eq!(
        settings.dictionary.paths,
        [root.path().join("讲话/词表.txt"), Path::new("/abs.txt").to_owned()]
    );
    assert_eq!(settings.corpus.include, ["*.txt"]);
    assert_eq!(settings.language, Language::Auto);
}

#[test]
fn a_broken_file_names_itself_line_and_next_step() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join(".bigan.toml");
    std::fs::write(&file, "# 设置\nlanguage = \"zh\"\nspeech = = 3\n").unwrap();
    let error = load_nearest(root.path()).unwrap_err();
    assert_eq!(error.path(), file);
    let message = error.message(Locale::Zh);
    assert!(message.contains(".bigan.toml 第 3 行") && message.contains("bigan init"), "{message}");
    std::fs::write(&file, [0xff, 0xfe, 0x00]).unwrap();
    let message = load_nearest(root.path()).unwrap_err().message(Locale::Zh);
    assert!(message.contains("UTF-8"), "{message}");
}

#[test]
fn the_sample_changes_nothing_and_is_right_once_switched_on() {
    for locale in [Locale::Zh, Locale::En] {
        let sample = sample_file(locale);
        assert_eq!(read(&sample), (Settings::default(), vec![]));
        // A setting is `#key = value`, a comment `# words`.
        let on: String = sample
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let table: toml::Table = on.parse().unwrap();
        let (_, problems) = Layer::from_table(&table, "sample");
        assert_eq!(problems, []);
        let count =
            |t: &toml::Table| t.values().map(|v| v.as_table().map_or(1, toml::Table::len)).sum::<usize>();
        assert_eq!(count(&table), SETTINGS.len() + crate::lint::RULES.len());
    }
}
