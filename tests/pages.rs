//! Generated pages agree with the tables they are made from. `BIGAN_UPDATE=1` rewrites them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

use std::path::Path;

#[track_caller]
fn check(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("BIGAN_UPDATE").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/{name} is out of date: run BIGAN_UPDATE=1 cargo test --test pages");
}

#[test]
fn the_rules_page_is_made_from_the_table_of_rules() {
    check("rules.md", &bigan::cli::rules_page());
}

#[test]
fn the_settings_page_is_made_from_the_table_of_settings() {
    check("settings.md", &bigan::settings::reference_page());
}
