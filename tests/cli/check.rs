//! `bigan check`: what it reads, how it reports, how it ends.

use std::fs;

use serde_json::{Value, json};

use super::{CLEAN, GAP, bigan, bigan_in, folder};

/// `path rule` of each finding of a JSON report.
fn found(report: &Value) -> Vec<String> {
    let finding = |f: &Value| format!("{} {}", f["path"].as_str().unwrap(), f["rule"].as_str().unwrap());
    report.as_array().unwrap().iter().map(finding).collect()
}

#[test]
fn exit_codes_tell_clean_from_faulty_from_failed() {
    assert_eq!(bigan(&["check", "-"], CLEAN).code, 0);
    assert_eq!(bigan(&["check", "-"], GAP).code, 1);
    let failed = bigan(&["check", "no-such-folder"], "");
    assert_eq!(failed.code, 2);
    failed.complains_of(&["no-such-folder"]);
    assert_eq!(bigan(&["check", "--no-such-flag"], "").code, 2);
    assert_eq!(bigan(&["check", "--only", "no-such-rule", "--", "-"], CLEAN).code, 2);
    assert_eq!(bigan(&["no-such-command"], "").code, 2);
    assert_eq!(bigan(&[], "").code, 2);
}

#[test]
fn what_is_less_than_a_warning_does_not_fail_a_check() {
    let folder = folder(&[(".bigan.toml", "[rules]\nnumbering-gap = \"information\"\n")]);
    let run = bigan_in(folder.path(), &["check", "--format", "json", "-"], GAP);
    assert_eq!(run.json()[0]["severity"], "information");
    assert_eq!(run.code, 0);
}

#[test]
fn json_counts_from_one_in_characters_and_carries_the_fix() {
    let run = bigan(&["check", "--format", "json", "-"], "一、😀甲\n\n　　三、乙\n\n　　四、丙\n");
    let findings = run.json();
    let first = &findings[0];
    assert_eq!((&first["path"], &first["rule"]), (&json!("-"), &json!("numbering-gap")));
    assert_eq!((&first["line"], &first["column"]), (&json!(3), &json!(3)));
    assert_eq!((&first["endLine"], &first["endColumn"]), (&json!(3), &json!(5)));
    assert_eq!(first["severity"], "error");
    assert!(first["message"].as_str().is_some_and(|m| m.contains("二、")));
    assert_eq!(first["fix"], json!({"text": "二、", "safe": false}));
    assert!(first["edits"].as_array().is_some_and(|e| e.len() == 2), "四、 moves too: {first}");
    assert_eq!(bigan(&["check", "--format", "json", "-"], CLEAN).json(), json!([]));
}

#[test]
fn the_report_for_people_shows_place_line_and_remedy_and_no_colours() {
    let run = bigan(&["check", "-"], GAP);
    for words in
        ["-:3:1: error: ", "[numbering-gap]", "3 | 三、乙", "^^", "= fix: ", "1 draft checked: 1 error"]
    {
        assert!(run.out.contains(words), "{words} is not in: {}", run.out);
    }
    assert!(!run.out.contains('\x1b'), "{:?}", run.out);
    assert!(bigan(&["check", "--color", "always", "-"], GAP).out.contains('\x1b'));
    assert!(bigan(&["check", "--lang", "zh", "-"], GAP).out.contains("错误：跳号"));
}

#[test]
fn annotations_for_a_workflow_run_are_one_line_each() {
    let folder = folder(&[("a,b.txt", GAP)]);
    let run = bigan_in(folder.path(), &["check", "--format", "github"], "");
    let start = "::error file=a%2Cb.txt,line=3,endLine=3,col=1,endColumn=3,title=numbering-gap::";
    assert!(run.out.starts_with(start), "{}", run.out);
    assert_eq!((run.code, run.out.lines().count()), (1, 1), "{}", run.out);
}

#[test]
fn folders_are_walked_in_order_and_what_is_no_draft_is_passed_over() {
    let folder = folder(&[
        ("b.speech", GAP),
        ("a/丙.jianggao", GAP),
        ("a/甲.讲话稿.txt", GAP),
        ("a/notes.md", CLEAN),
        ("a/page.html", GAP),
        (".hidden/a.speech", GAP),
    ]);
    let run = bigan_in(folder.path(), &["check", "--format", "json"], "");
    let expected = ["a/丙.jianggao numbering-gap", "a/甲.讲话稿.txt numbering-gap", "b.speech numbering-gap"];
    assert_eq!(found(&run.json()), expected);
    // Named twice, and once more by its folder: one draft.
    let run = bigan_in(folder.path(), &["check", "--format", "json", "b.speech", ".", "./b.speech"], "");
    let expected = ["b.speech numbering-gap", "a/丙.jianggao numbering-gap", "a/甲.讲话稿.txt numbering-gap"];
    assert_eq!(found(&run.json()), expected);
    // A file that is named is checked whatever its name.
    assert_eq!(bigan_in(folder.path(), &["check", "a/page.html"], "").code, 1);
}

#[test]
fn a_folder_without_drafts_is_said_to_have_none() {
    let folder = folder(&[("page.html", GAP)]);
    let run = bigan_in(folder.path(), &["check", "."], "");
    assert_eq!(run.code, 0);
    run.complains_of(&["no drafts in ."]);
}

#[test]
fn a_file_that_cannot_be_read_as_text_is_named_with_the_way_out_and_others_are_checked() {
    let folder = folder(&[("甲.txt", GAP)]);
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("gbk.txt", &[0xd2, 0xbb, 0xa1, 0xa2, 0xbc, 0xd7]);
    write("utf16.txt", &[0xff, 0xfe, 0x00, 0x4e]);
    write("word.txt", b"PK\x03\x04\xff\xff");
    write("some.pdf.txt", b"%PDF-1.7\n\xff");
    let run = bigan_in(folder.path(), &["check", "--format", "json"], "");
    assert_eq!(run.code, 2);
    assert_eq!(found(&run.json()), ["甲.txt numbering-gap"]);
    run.complains_of(&["gbk.txt is not UTF-8 (perhaps GBK)", "iconv -f GB18030 -t UTF-8"]);
    run.complains_of(&[
        "utf16.txt is in UTF-16",
        "word.txt is a word processor's document",
        "some.pdf.txt is a PDF",
    ]);
    let missing = bigan_in(folder.path(), &["check", "--format", "json", "没有.txt", "甲.txt"], "");
    assert_eq!((missing.code, found(&missing.json()).len()), (2, 1));
    missing.complains_of(&["没有.txt"]);
}

#[test]
fn only_names_the_rules_to_run_even_those_switched_off() {
    let folder = folder(&[(".bigan.toml", "[rules]\nnumbering-gap = \"off\"\n")]);
    let check = |arguments: &[&str]| bigan_in(folder.path(), arguments, GAP).json();
    assert_eq!(check(&["check", "--format", "json", "-"]), json!([]));
    assert_eq!(check(&["check", "--format", "json", "--only", "lone-point", "--", "-"]), json!([]));
    let both = check(&["check", "--format", "json", "--only", "lone-point,numbering-gap", "--", "-"]);
    assert_eq!(found(&both), ["- numbering-gap"]);
    let unknown = bigan(&["check", "--only", "numbering-gab", "--", "-"], GAP);
    unknown.complains_of(&["numbering-gab", "did you mean `numbering-gap`?"]);
}

#[test]
fn a_broken_settings_file_is_named_with_its_line_and_other_folders_are_checked() {
    let folder = folder(&[
        ("good/甲.txt", GAP),
        ("bad/乙.txt", GAP),
        ("bad/丙.txt", GAP),
        ("bad/.bigan.toml", "[rules]\nnumbering-gap = off\n"),
    ]);
    let run = bigan_in(folder.path(), &["check", "--format", "json"], "");
    assert_eq!(run.code, 2);
    assert_eq!(found(&run.json()), ["good/甲.txt numbering-gap"]);
    run.complains_of(&[".bigan.toml:2: not valid TOML"]);
    assert_eq!(run.err.matches(".bigan.toml").count(), 1, "told once: {}", run.err);
}

#[test]
fn a_setting_that_means_nothing_is_warned_of_and_the_rest_holds() {
    let settings = "[rules]\nnumbering-gap = \"hint\"\nlone-pint = \"off\"\n";
    let folder = folder(&[(".bigan.toml", settings), ("甲.txt", GAP)]);
    let run = bigan_in(folder.path(), &["check", "--format", "json"], "");
    assert_eq!((run.code, &run.json()[0]["severity"]), (0, &json!("hint")));
    run.complains_of(&["lone-pint", "lone-point"]);
}

#[test]
fn word_lists_count_and_a_missing_one_is_named_once() {
    const SLIP: &str = "向同志们表示忠心的感谢。\n";
    let folder = folder(&[
        (".bigan.toml", "[dictionary]\npaths = [\"词.txt\", \"没有.txt\"]\n"),
        ("词.txt", "忠心的感谢\n"),
        ("a/甲.txt", SLIP),
        ("b/乙.txt", SLIP),
    ]);
    let run = bigan_in(folder.path(), &["check", "--format", "json", "a", "b"], "");
    assert_eq!((found(&run.json()), run.code), (vec![], 0));
    assert_eq!(run.err.matches("没有.txt").count(), 1, "{}", run.err);
    assert_eq!(bigan_in(folder.path(), &["check", "词.txt", "-"], SLIP).code, 0);
}

#[test]
fn many_drafts_are_reported_in_their_order_and_progress_stays_off_pipes() {
    let names: Vec<String> = (10..60).map(|n| format!("稿{n}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), GAP)).collect();
    let folder = folder(&files);
    let run = bigan_in(folder.path(), &["check", "--format", "json"], "");
    let expected: Vec<String> = names.iter().map(|name| format!("{name} numbering-gap")).collect();
    let found: Vec<String> =
        found(&run.json()).iter().map(|f| f.trim_start_matches("./").to_owned()).collect();
    assert_eq!(found, expected);
    assert_eq!(run.err, "");
}
