//! From plain data outwards: offsets to positions, edits, findings and symbols to the protocol's types.

use std::borrow::Cow;
use std::collections::HashMap;

use tower_lsp::ls_types::{
    self as lsp, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DocumentChanges, Location, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, SymbolKind,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::capabilities::Abilities;
use crate::lint::{Finding, Severity};
use crate::outline::Kind;
use crate::text::{Edits, Encoding, LineRange, Snapshot, TextRange};

/// The page that explains the rules; the rule's id follows.
const RULES_PAGE: &str = "https://github.com/bigan-lsp/bigan/blob/main/docs/rules.md#";

/// Positions of many offsets of one text. Where they come in rising order, a line is looked up once
/// and each of its bytes is counted once; any other order is right too, only slower.
pub(super) struct Positions<'a> {
    snapshot: &'a Snapshot,
    encoding: Encoding,
    line: usize,
    start: usize,
    text: Cow<'a, str>,
    /// Bytes of `text` that have been counted, and how many units they are.
    counted: (usize, usize),
}

impl<'a> Positions<'a> {
    /// Positions in `snapshot`, columns in `encoding`.
    pub(super) fn new(snapshot: &'a Snapshot, encoding: Encoding) -> Self {
        Self { snapshot, encoding, line: 0, start: 0, text: snapshot.line(0), counted: (0, 0) }
    }

    /// The position of `offset`; one inside a line end gives the end of its line.
    pub(super) fn position(&mut self, offset: usize) -> lsp::Position {
        if offset < self.start || offset > self.start + self.text.len() {
            self.go_to(self.snapshot.line_of(offset));
        }
        self.column(offset - self.start)
    }

    fn go_to(&mut self, line: usize) {
        self.line = line;
        self.start = self.snapshot.line_start(line);
        self.text = self.snapshot.line(line);
        self.counted = (0, 0);
    }

    /// The position of a byte `column` of the current line.
    fn column(&mut self, column: usize) -> lsp::Position {
        let column = column.min(self.text.len());
        let column = (0..=column).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        if column < self.counted.0 {
            self.counted = (0, 0);
        }
        let (from, units) = self.counted;
        if let Some(text) = self.text.get(from..column) {
            self.counted = (column, units + self.encoding.units(text));
        }
        lsp::Position { line: number(self.line), character: number(self.counted.1) }
    }

    /// The range of `place`.
    pub(super) fn place(&mut self, place: LineRange) -> lsp::Range {
        if place.line as usize != self.line {
            self.go_to(place.line as usize);
        }
        let start = self.column(place.start as usize);
        lsp::Range { start, end: self.column(place.end as usize) }
    }

    /// The range of `range`.
    pub(super) fn range(&mut self, range: TextRange) -> lsp::Range {
        let start = self.position(range.start);
        lsp::Range { start, end: self.position(range.end) }
    }
}

/// The protocol counts in 31 bits; no text that fits in memory has more lines.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A finding as the client shows it. `data` stays empty: fixes are found again from the range.
pub(super) fn diagnostic(
    finding: &Finding,
    uri: &Uri,
    positions: &mut Positions<'_>,
    abilities: &Abilities,
) -> Diagnostic {
    let range = positions.place(finding.place);
    let related = |positions: &mut Positions<'_>| {
        let place = |related: &crate::lint::Related| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: positions.place(related.place) },
            message: related.message.clone(),
        };
        finding.related.iter().map(place).collect()
    };
    Diagnostic {
        range,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Information => DiagnosticSeverity::INFORMATION,
            Severity::Hint => DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(finding.rule.id.to_owned())),
        code_description: rule_page(finding.rule.id).filter(|_| abilities.code_description),
        source: Some("bigan".to_owned()),
        message: finding.message.clone(),
        related_information: (abilities.related && !finding.related.is_empty()).then(|| related(positions)),
        tags: None,
        data: None,
    }
}

fn rule_page(id: &str) -> Option<CodeDescription> {
    let href = format!("{RULES_PAGE}{id}").parse().ok()?;
    Some(CodeDescription { href })
}

/// `edits` as text edits.
pub(super) fn text_edits(edits: &Edits, snapshot: &Snapshot, encoding: Encoding) -> Vec<TextEdit> {
    let mut positions = Positions::new(snapshot, encoding);
    edits.iter().map(|e| TextEdit { range: positions.range(e.range), new_text: e.text.clone() }).collect()
}

/// `edits` of one document, bound to its version where the client can.
pub(super) fn workspace_edit(
    uri: Uri,
    version: i32,
    edits: Vec<TextEdit>,
    abilities: &Abilities,
) -> WorkspaceEdit {
    if abilities.versioned_edits {
        let edit = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: Some(version) },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..Default::default() }
    } else {
        WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..Default::default() }
    }
}

/// The icon of an entry of the outline: files and modules for what frames a speech, then one kind
/// for each rank, so that levels can be told apart at a glance.
pub(super) fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Title => SymbolKind::FILE,
        Kind::Part | Kind::Volume => SymbolKind::MODULE,
        Kind::Chapter | Kind::Heading(1) => SymbolKind::PACKAGE,
        Kind::Section | Kind::Heading(_) => SymbolKind::NAMESPACE,
        Kind::Article | Kind::HanDun | Kind::Stem => SymbolKind::CLASS,
        Kind::HanParen => SymbolKind::METHOD,
        Kind::ArabicDot | Kind::Decimal(_) => SymbolKind::PROPERTY,
        Kind::ArabicHalfParen | Kind::ArabicParen | Kind::Circled => SymbolKind::FIELD,
        _ => SymbolKind::ENUM_MEMBER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_agree_with_the_snapshot_in_any_order() {
        let snapshot = Snapshot::new("一二😀三\r\nabc\n\n最后一行，没有行尾");
        let offsets: Vec<usize> = (0..=snapshot.len() + 2).collect();
        let shuffled: Vec<usize> = offsets.iter().map(|i| i * 7 % offsets.len()).collect();
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for list in [&offsets, &shuffled] {
                let mut positions = Positions::new(&snapshot, encoding);
                for &offset in list {
                    let whole = snapshot.floor(offset);
                    let end = snapshot.line_range(snapshot.line_of(whole)).end;
                    let expected = snapshot.position(whole.min(end), encoding);
                    let got = positions.position(offset);
                    assert_eq!(super::super::from_proto::position(got), expected, "{offset} {encoding:?}");
                }
            }
        }
    }
}
