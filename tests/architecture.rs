//! The house rules that no compiler checks: layers, file heads, file lengths, who may touch what.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, each with what it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("locale", &[]),
    ("text", &[]),
    ("outline", &["text"]),
    ("typo", &[]),
    ("spelling", &[]),
    ("proof", &["typo", "spelling"]),
    ("lint", &["locale", "text", "outline", "proof"]),
    ("analysis", &["locale", "text", "outline", "proof", "lint"]),
    ("features", &["locale", "text", "outline", "proof", "lint", "analysis"]),
    ("files", &["locale"]),
    ("settings", &["locale", "text", "outline", "proof", "lint", "analysis", "features", "files"]),
    ("server", &["locale", "text", "outline", "proof", "lint", "analysis", "features", "files", "settings"]),
    (
        "cli",
        &[
            "locale", "text", "outline", "spelling", "proof", "lint", "analysis", "features", "files",
            "settings",
        ],
    ),
];

/// Words that only some places may say, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    ("ropey", &["text/snapshot.rs"], "only text/snapshot names the rope"),
    ("tower_lsp", &["server"], "only the server names the protocol"),
    ("tokio::", &["server"], "only the server names the async runtime"),
    ("serde_json", &["server", "cli"], "only the edges name JSON"),
    (
        "std::fs",
        &["server", "cli", "files.rs", "settings/load.rs", "settings/amend.rs"],
        "the core does no I/O",
    ),
    ("std::env", &["server", "cli"], "the core does not look at its environment"),
    ("std::thread", &["server", "cli"], "the core starts no threads"),
];

fn sources() -> Vec<(String, String)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let name = |p: &Path| p.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.into_iter().map(|p| (name(&p), fs::read_to_string(&p).unwrap())).collect()
}

fn layer_of(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

fn is_test(file: &str) -> bool {
    file.ends_with("tests.rs")
}

#[test]
fn a_layer_imports_only_those_before_it() {
    for (file, text) in sources() {
        let own = layer_of(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(l, _)| *l == own) else { continue };
        for line in text.lines().take_while(|l| !l.contains("#[cfg(test)]")) {
            let Some(rest) = line.trim().strip_prefix("use crate::") else { continue };
            let used = rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap();
            let fine = used == own || allowed.contains(&used) || used.is_empty() || is_test(&file);
            assert!(fine, "src/{file}: layer `{own}` may not import `{used}` (see ARCHITECTURE.md)");
        }
    }
}

#[test]
fn no_feature_uses_a_feature_and_no_rule_a_rule() {
    for (file, text) in sources().into_iter().filter(|(f, _)| !is_test(f)) {
        for (layer, own_path) in
            [("features/", "use crate::features"), ("lint/rules/", "use crate::lint::rules")]
        {
            let imports = file.starts_with(layer) && text.lines().any(|l| l.trim().starts_with(own_path));
            assert!(!imports, "src/{file}: what two share moves down a layer");
        }
    }
}

#[test]
fn reserved_words_stay_where_they_belong() {
    for (file, text) in sources().into_iter().filter(|(f, _)| !is_test(f)) {
        let code: Vec<&str> = text
            .lines()
            .take_while(|l| !l.contains("#[cfg(test)]"))
            .filter(|l| !l.trim().starts_with("//"))
            .collect();
        for (word, places, reason) in RESERVED {
            let said = code.iter().any(|l| l.contains(word));
            let fine = places.iter().any(|p| file.starts_with(p));
            assert!(!said || fine, "src/{file} names `{word}`: {reason}");
        }
    }
}

#[test]
fn every_file_says_what_it_owns_and_is_short_enough_to_read() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "src/{file} has no head that says what it owns");
        let lines = text.lines().count();
        assert!(lines <= 600, "src/{file} has {lines} lines: split it by what it owns");
    }
}
