//! `outline`, `rules`, `init`: what scripts build on.

use std::fs;

use serde_json::{Value, json};

use super::{bigan, bigan_in, folder};

const DRAFT: &str =
    "一、抓落实\n要做到：一是学；二是改。\n二、强作风\n（一）转作风。要实。\n（二）改文风。要短。\n";

/// The markers of `nodes` as a nested list.
fn markers(nodes: &Value) -> Value {
    let one = |node: &Value| match &node["children"] {
        Value::Array(children) if !children.is_empty() => json!([node["marker"], markers(&node["children"])]),
        _ => node["marker"].clone(),
    };
    nodes.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn the_outline_for_programs_is_a_tree_with_places_and_sizes() {
    let folder = folder(&[("稿.speech", DRAFT)]);
    let run = bigan_in(folder.path(), &["outline", "--format", "json", "稿.speech"], "");
    let document = run.json();
    assert_eq!(run.code, 0);
    assert_eq!(document["path"], "稿.speech");
    assert_eq!(
        markers(&document["nodes"]),
        json!([["一、", ["一是", "二是"]], ["二、", ["（一）", "（二）"]]])
    );
    let second = &document["nodes"][1];
    assert_eq!((&second["line"], &second["column"], &second["number"]), (&json!(3), &json!(1), &json!(2)));
    assert_eq!(second["title"], "强作风");
    let spoken = DRAFT.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    assert_eq!(document["characters"], spoken);
    assert_eq!(document["seconds"], spoken * 60 / 180);
}

#[test]
fn the_outline_for_people_is_a_tree_and_takes_standard_input() {
    let run = bigan(&["outline", "-"], DRAFT);
    assert_eq!(run.code, 0);
    let lines: Vec<&str> = run.out.lines().collect();
    let at = |words: &str| lines.iter().position(|l| l.contains(words)).expect(words);
    assert!(
        at("一、抓落实") < at("一是") && at("一是") < at("二、强作风") && at("二、强作风") < at("（二）")
    );
}

#[test]
fn an_outline_is_of_one_readable_draft() {
    let folder = folder(&[("a/稿.speech", DRAFT)]);
    let run = bigan_in(folder.path(), &["outline", "a"], "");
    assert_eq!(run.code, 2);
    run.complains_of(&["a is a folder", "bigan check --outline a"]);
    fs::write(folder.path().join("bad.txt"), [0xff, 0xfe, 0]).unwrap();
    let run = bigan_in(folder.path(), &["outline", "bad.txt"], "");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    run.complains_of(&["bad.txt is in UTF-16"]);
    let run = bigan_in(folder.path(), &["outline", "none.txt"], "");
    assert_eq!(run.code, 2);
    run.complains_of(&["none.txt"]);
}

#[test]
fn rules_lists_all_and_shows_one() {
    let list = bigan(&["rules"], "");
    assert_eq!(list.code, 0);
    for rule in bigan::lint::RULES {
        assert!(list.out.contains(rule.id), "{}", rule.id);
        let page = bigan(&["rules", rule.id], "");
        assert_eq!(page.code, 0);
        assert!(page.out.starts_with(rule.id), "{}", page.out);
    }
    let unknown = bigan(&["rules", "numbering-gab"], "");
    assert_eq!(unknown.code, 2);
    unknown.complains_of(&["did you mean `numbering-gap`?"]);
}

#[test]
fn init_writes_settings_that_load_and_never_writes_over_any() {
    let folder = folder(&[("稿.txt", DRAFT)]);
    let path = folder.path().join(".bigan.toml");
    assert_eq!(bigan_in(folder.path(), &["init"], "").code, 0);
    let checked = bigan_in(folder.path(), &["check"], "");
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    fs::write(&path, "# mine\n").unwrap();
    let again = bigan_in(folder.path(), &["init"], "");
    assert_eq!(again.code, 2);
    again.complains_of(&[".bigan.toml exists and was left as it is"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\n");
}
