//! The command line as scripts see it: exit codes, JSON, standard input, safe fixes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn bigan(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bigan"))
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early closes its input: that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn exit_codes_tell_clean_from_faulty_from_failed() {
    assert_eq!(bigan(&["check", "-"], "一、甲\n\n二、乙\n").status.code(), Some(0));
    assert_eq!(bigan(&["check", "-"], "一、甲\n\n三、乙\n").status.code(), Some(1));
    let failed = bigan(&["check", "no-such-folder"], "");
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("no-such-folder"));
}

#[test]
fn json_counts_from_one_in_characters_and_carries_the_fix() {
    let out = bigan(&["check", "--format", "json", "-"], "一、😀甲\n\n　　三、乙\n");
    let findings: Value = serde_json::from_slice(&out.stdout).unwrap();
    let first = &findings[0];
    assert_eq!(first["rule"], "numbering-gap");
    assert_eq!((&first["line"], &first["column"]), (&json!(3), &json!(3)));
    assert_eq!((&first["endLine"], &first["endColumn"]), (&json!(3), &json!(5)));
    assert_eq!(first["severity"], "error");
    assert_eq!(first["fix"], json!({"text": "二、", "safe": false}));
}

#[test]
fn safe_fixes_are_written_and_doubtful_ones_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.speech.txt");
    std::fs::write(&path, "（一）甲。\r\n(二)乙。\r\n（四）丙。\r\n").unwrap();
    bigan(&["check", "--fix", path.to_str().unwrap()], "");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "（一）甲。\r\n（二）乙。\r\n（四）丙。\r\n");
}

#[test]
fn only_names_the_rules_to_run() {
    let out = bigan(&["check", "--format", "json", "--only", "lone-point", "--", "-"], "一、甲\n\n三、乙\n");
    assert_eq!(serde_json::from_slice::<Value>(&out.stdout).unwrap(), json!([]));
}
