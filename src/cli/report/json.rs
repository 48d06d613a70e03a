//! The report as JSON: an array of findings.

use std::io::{self, Write};

use serde::Serialize;

use super::place::{Place, Replacement};
use super::{Checked, Form, Summary};
use crate::lint::{Finding, Fix};

/// The report as JSON, written as it comes.
#[derive(Default)]
pub struct Json {
    any: bool,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    fix: Option<EntryFix>,
    /// All places of the remedy, where it changes more than the reported range.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<EntryEdit>,
}

#[derive(Serialize)]
struct EntryFix {
    text: String,
    safe: bool,
}

#[derive(Serialize)]
struct EntryEdit {
    #[serde(flatten)]
    place: Place,
    text: String,
}

fn entry<'a>(checked: &Checked, path: &'a str, finding: &'a Finding, fix: Option<&Fix>) -> Entry<'a> {
    let snapshot = checked.analysis.snapshot();
    let place = finding.place.resolve(snapshot);
    let replacement = fix.map(|fix| (Replacement::of(snapshot, place, fix), fix.safe));
    let (fix, edits) = match replacement {
        Some((Replacement { text, all }, safe)) => (Some(EntryFix { text, safe }), all),
        None => (None, Vec::new()),
    };
    let edits = edits
        .into_iter()
        .map(|edit| EntryEdit { place: Place::of(snapshot, edit.range), text: edit.text })
        .collect();
    Entry {
        path,
        place: Place::of(snapshot, place),
        rule: finding.rule.id,
        severity: finding.severity.name(),
        message: &finding.message,
        fix,
        edits,
    }
}

impl Form for Json {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn draft(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let path = checked.source.name();
        for (finding, fix) in checked.findings() {
            out.write_all(if self.any { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, &entry(checked, &path, finding, fix))?;
            self.any = true;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.any { b"\n]\n" } else { b"]\n" })
    }
}
