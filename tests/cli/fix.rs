//! `bigan check --fix`: what is sure is mended, in whole files, and nothing else is touched.

use std::fs;
use std::time::{Duration, SystemTime};

use super::{CLEAN, GAP, bigan, bigan_in, folder};

const FAULTY: &str = "（一）甲。\r\n(二)乙。\r\n（四）丙。\r\n";
const MENDED: &str = "（一）甲。\r\n（二）乙。\r\n（四）丙。\r\n";

#[test]
fn safe_fixes_are_written_and_doubtful_ones_are_not() {
    let folder = folder(&[("稿.speech.txt", FAULTY)]);
    let run = bigan_in(folder.path(), &["check", "--fix"], "");
    assert_eq!(fs::read_to_string(folder.path().join("稿.speech.txt")).unwrap(), MENDED);
    assert_eq!(run.code, 1, "the gap is left");
    assert!(run.out.contains("1 place mended"), "{}", run.out);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    let again = bigan_in(folder.path(), &["check", "--fix"], "");
    assert!(!again.out.contains("mended"), "{}", again.out);
}

#[test]
fn byte_order_mark_and_line_ends_stay() {
    let folder = folder(&[("a.txt", &format!("\u{feff}{FAULTY}"))]);
    bigan_in(folder.path(), &["check", "--fix"], "");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), format!("\u{feff}{MENDED}"));
}

#[test]
fn a_draft_with_nothing_to_mend_is_not_written() {
    let folder = folder(&[("clean.txt", CLEAN), ("doubtful.txt", GAP)]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["clean.txt", "doubtful.txt"] {
        let file = fs::File::options().write(true).open(folder.path().join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    bigan_in(folder.path(), &["check", "--fix"], "");
    for (name, text) in [("clean.txt", CLEAN), ("doubtful.txt", GAP)] {
        let path = folder.path().join(name);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago, "{name}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_draft_that_may_not_be_written_is_named_and_still_reported() {
    let folder = folder(&[("a.txt", FAULTY), ("b.txt", FAULTY)]);
    let path = folder.path().join("a.txt");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = bigan_in(folder.path(), &["check", "--fix", "--format", "json"], "");
    assert_eq!(run.code, 2);
    run.complains_of(&["a.txt is read-only"]);
    let rules: Vec<String> = run.json().as_array().unwrap().iter().map(|f| f["path"].to_string()).collect();
    assert_eq!(rules.iter().filter(|p| p.contains("a.txt")).count(), 2, "{rules:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), FAULTY);
    assert_eq!(fs::read_to_string(folder.path().join("b.txt")).unwrap(), MENDED);
}

#[test]
fn standard_input_goes_to_standard_output_whole_and_the_report_beside_it() {
    let run = bigan(&["check", "--fix", "-"], FAULTY);
    assert_eq!((run.code, run.out.as_str()), (1, MENDED));
    run.complains_of(&["numbering-gap"]);
    let clean = bigan(&["check", "--fix", "-"], CLEAN);
    assert_eq!((clean.code, clean.out.as_str()), (0, CLEAN));
}
