//! The command line as scripts see it: exit codes, formats, standard input, safe fixes, what goes wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

mod check;
mod commands;
mod fix;
mod sarif;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A draft with one finding, an error.
const GAP: &str = "一、甲\n\n三、乙\n";
const CLEAN: &str = "一、甲\n\n二、乙\n";

/// Runs the program in the current folder, in English.
fn bigan(arguments: &[&str], input: &str) -> Run {
    bigan_in(Path::new("."), arguments, input)
}

fn bigan_in(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bigan"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "en_US.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early closes its input: that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let code = status.code().unwrap();
    Run { code, out: String::from_utf8(stdout).unwrap(), err: String::from_utf8(stderr).unwrap() }
}

/// How a run ended and what it said.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect(&self.out)
    }

    /// Asserts that standard error holds all of `words`.
    #[track_caller]
    fn complains_of(&self, words: &[&str]) {
        for word in words {
            assert!(self.err.contains(word), "{word} is not in: {}", self.err);
        }
    }
}

/// A folder of its own with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path: PathBuf = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}
