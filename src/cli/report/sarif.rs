//! The report as SARIF 2.1.0, the exchange format of static analysis (OASIS).

use std::io::{self, Write};

use serde_json::{Value, json};

use super::place::Place;
use super::{Checked, Form, Summary};
use crate::cli::drafts::Source;
use crate::lint::{Finding, Fix, RULES, Severity};
use crate::locale::Locale;
use crate::text::{Snapshot, TextRange};

/// The report as SARIF: one document, written at the end.
pub struct Sarif {
    locale: Locale,
    results: Vec<Value>,
}

impl Sarif {
    /// Nothing reported yet.
    pub fn new(locale: Locale) -> Self {
        Self { locale, results: Vec::new() }
    }
}

impl Form for Sarif {
    fn draft(&mut self, checked: &Checked, _: &mut dyn Write) -> io::Result<()> {
        let uri = uri(&checked.source);
        for (finding, fix) in checked.findings() {
            self.results.push(result(checked.analysis.snapshot(), &uri, finding, fix));
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let notifications: Vec<Value> = summary
            .failures
            .iter()
            .map(|failure| json!({ "level": "error", "message": { "text": failure } }))
            .collect();
        let document = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "bigan",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": RULES.iter().map(|rule| json!({
                        "id": rule.id,
                        "shortDescription": { "text": rule.title.get(self.locale) },
                        "fullDescription": { "text": rule.what.get(self.locale) },
                        "help": { "text": rule.why.get(self.locale) },
                        "defaultConfiguration": { "level": level(rule.severity) },
                    })).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "invocations": [{
                    "executionSuccessful": summary.failures.is_empty() && summary.unchecked == 0,
                    "toolExecutionNotifications": notifications,
                }],
                "results": std::mem::take(&mut self.results),
            }],
        });
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }
}

fn result(snapshot: &Snapshot, uri: &str, finding: &Finding, fix: Option<&Fix>) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": location(snapshot, uri, finding.place.resolve(snapshot)) }],
    });
    let Some(fields) = result.as_object_mut() else { return result };
    if let Some(index) = RULES.iter().position(|rule| rule.id == finding.rule.id) {
        fields.insert("ruleIndex".to_owned(), json!(index));
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|related| {
            json!({
                "physicalLocation": location(snapshot, uri, related.place.resolve(snapshot)),
                "message": { "text": related.message },
            })
        });
        fields.insert("relatedLocations".to_owned(), related.collect());
    }
    if let Some(fix) = fix.filter(|fix| !fix.edits.is_empty()) {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": region(snapshot, edit.range),
                "insertedContent": { "text": edit.text },
            })
        });
        let change = json!({
            "artifactLocation": { "uri": uri },
            "replacements": replacements.collect::<Vec<_>>(),
        });
        let fixes = json!([{ "description": { "text": fix.title }, "artifactChanges": [change] }]);
        fields.insert("fixes".to_owned(), fixes);
    }
    result
}

fn location(snapshot: &Snapshot, uri: &str, range: TextRange) -> Value {
    json!({ "artifactLocation": { "uri": uri }, "region": region(snapshot, range) })
}

fn region(snapshot: &Snapshot, range: TextRange) -> Value {
    let Place { line, column, end_line, end_column } = Place::of(snapshot, range);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// SARIF has three levels: information and hints are notes.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// The draft as a URI reference: relative paths stay relative, so that reports can be compared
/// between machines.
fn uri(source: &Source) -> String {
    let Source::File(path) = source else { return "stdin".to_owned() };
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let mut out = String::new();
    if path.is_absolute() {
        // A drive letter stands in the path, after an empty host.
        out.push_str(if text.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char)
            }
            b':' if path.is_absolute() => out.push(':'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn paths_become_uris() {
        let check = |path: &str| uri(&Source::File(PathBuf::from(path)));
        assert_eq!(check("a b/讲.txt"), "a%20b/%E8%AE%B2.txt");
        assert_eq!(check("a:b.txt"), "a%3Ab.txt");
        assert_eq!(uri(&Source::Stdin), "stdin");
        #[cfg(unix)]
        assert_eq!(check("/x/y.txt"), "file:///x/y.txt");
    }
}
