//! From the protocol's types inwards: positions to offsets, changes to edits, JSON to TOML.
//!
//! Total: whatever numbers a client sends, an offset inside the text comes out.

use std::path::PathBuf;

use tower_lsp::ls_types::{self as lsp, LSPAny, TextDocumentContentChangeEvent, Uri};

use crate::text::{Encoding, Position, Snapshot, TextRange};

/// One change of a document, as the client counts.
#[derive(Debug)]
pub(super) struct Change {
    /// What is replaced; `None`: everything.
    pub range: Option<(Position, Position)>,
    /// By what.
    pub text: String,
}

/// The change that `event` tells of.
pub(super) fn change(event: TextDocumentContentChangeEvent) -> Change {
    let range = event.range.map(|range| (position(range.start), position(range.end)));
    Change { range, text: event.text }
}

/// A position, still in the client's units.
pub(super) fn position(position: lsp::Position) -> Position {
    Position::new(position.line as usize, position.character as usize)
}

/// The offset of `at`.
pub(super) fn offset(snapshot: &Snapshot, at: lsp::Position, encoding: Encoding) -> usize {
    snapshot.offset(position(at), encoding)
}

/// The bytes of `range`; one whose end stands before its start is empty.
pub(super) fn range(snapshot: &Snapshot, range: lsp::Range, encoding: Encoding) -> TextRange {
    TextRange::new(offset(snapshot, range.start, encoding), offset(snapshot, range.end, encoding))
}

/// The file that `uri` names; `None` for what is not on disk (`untitled:`).
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let scheme = uri.scheme().as_str();
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    uri.to_file_path().map(std::borrow::Cow::into_owned)
}

/// Settings from an editor as TOML. Nulls are left out: they stand for “not set”, which TOML says by
/// saying nothing. What is no object has no settings.
pub(super) fn settings(value: LSPAny) -> toml::Table {
    match toml_value(value) {
        Some(toml::Value::Table(table)) => table,
        _ => toml::Table::new(),
    }
}

fn toml_value(value: LSPAny) -> Option<toml::Value> {
    Some(match value {
        LSPAny::Null => return None,
        LSPAny::Bool(on) => toml::Value::Boolean(on),
        LSPAny::Number(number) => match number.as_i64() {
            Some(whole) => toml::Value::Integer(whole),
            None => toml::Value::Float(number.as_f64()?),
        },
        LSPAny::String(text) => toml::Value::String(text),
        LSPAny::Array(list) => toml::Value::Array(list.into_iter().filter_map(toml_value).collect()),
        LSPAny::Object(fields) => toml::Value::Table(
            fields.into_iter().filter_map(|(key, value)| Some((key, toml_value(value)?))).collect(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_lose_their_nulls_and_keep_the_rest() {
        let table = settings(json!({"a": null, "b": {"c": [1, null, "x"], "d": 1.5, "e": true}, "f": {}}));
        assert_eq!(table.to_string(), "[b]\nc = [1, \"x\"]\nd = 1.5\ne = true\n\n[f]\n");
        assert!(settings(json!(null)).is_empty());
        assert!(settings(json!([1])).is_empty());
    }

    #[test]
    fn only_file_uris_have_a_path() {
        let path_of = |uri: &str| path(&uri.parse().unwrap());
        assert_eq!(path_of("file:///tmp/%E8%AE%B2.txt"), Some(PathBuf::from("/tmp/讲.txt")));
        assert_eq!(path_of("untitled:Untitled-1"), None);
    }

    #[test]
    fn a_range_that_runs_backwards_is_empty() {
        let at = |line, character| lsp::Position { line, character };
        let snapshot = Snapshot::new("一二三\n四");
        let backwards = lsp::Range { start: at(1, 0), end: at(0, 1) };
        assert_eq!(range(&snapshot, backwards, Encoding::Utf16), TextRange::empty(10));
    }
}
