//! Requests that are computed from an analysis: positions in, one feature, positions out.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use super::backend::World;
use super::dispatch::{cancelled, computed, computed_until};
use super::from_proto;
use super::large::Writer;
use super::publish;
use super::to_proto::{self, Positions};
use crate::analysis::Cancel;
use crate::features::{self, Symbol, SymbolOptions, TokenKind};
use crate::settings::Settings;
use crate::text::{Snapshot, TextRange};

fn symbol_options(settings: &Settings) -> SymbolOptions {
    SymbolOptions {
        inline_points: settings.outline.inline_points,
        characters_per_minute: settings.speech.characters_per_minute,
    }
}

pub(super) async fn document_symbol(
    world: Arc<World>,
    params: DocumentSymbolParams,
    cancel: Cancel,
    writer: Writer,
) -> Result<Option<Vec<u8>>> {
    let abilities = world.abilities().clone();
    let uri = params.text_document.uri;
    let frame = computed_until(cancel, &world, &uri, move |job, analysis, cancel| {
        let symbols = features::document_symbols(analysis, symbol_options(&job.settings), cancel)?;
        let mut positions = Positions::new(analysis.snapshot(), abilities.encoding);
        Ok(writer.write(&if abilities.symbol_tree {
            DocumentSymbolResponse::Nested(symbols.into_iter().map(|s| nested(s, &mut positions)).collect())
        } else {
            let mut flat = Vec::new();
            symbols.into_iter().for_each(|s| flatten(s, None, &job.uri, &mut positions, &mut flat));
            DocumentSymbolResponse::Flat(flat)
        }))
    })
    .await?;
    Ok(frame.flatten())
}

#[allow(deprecated, reason = "the field must be given")]
fn nested(symbol: Symbol, positions: &mut Positions<'_>) -> DocumentSymbol {
    let start = positions.position(symbol.range.start);
    let selection_range = positions.range(symbol.selection);
    let children: Vec<DocumentSymbol> = symbol.children.into_iter().map(|c| nested(c, positions)).collect();
    let range = Range { start, end: positions.position(symbol.range.end) };
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail),
        kind: to_proto::symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated, reason = "the field must be given")]
fn flatten(
    symbol: Symbol,
    container: Option<&str>,
    uri: &Uri,
    positions: &mut Positions<'_>,
    flat: &mut Vec<SymbolInformation>,
) {
    let range = positions.range(symbol.range);
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: to_proto::symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range },
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flatten(child, Some(&symbol.name), uri, positions, flat);
    }
}

pub(super) async fn folding_range(
    world: &Arc<World>,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    computed(world, &params.text_document.uri, move |_, analysis, cancel| {
        let folds = features::folding_ranges(analysis, cancel)?;
        Ok(folds
            .into_iter()
            .map(|f| FoldingRange {
                start_line: f.first_line,
                end_line: f.last_line,
                kind: Some(FoldingRangeKind::Region),
                ..FoldingRange::default()
            })
            .collect())
    })
    .await
}

pub(super) async fn selection_range(
    world: &Arc<World>,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let encoding = world.abilities().encoding;
    computed(world, &params.text_document.uri, move |job, analysis, cancel| {
        let offsets: Vec<usize> =
            params.positions.iter().map(|p| from_proto::offset(&job.snapshot, *p, encoding)).collect();
        let chains = features::selection_ranges(analysis, &offsets, cancel)?;
        let mut positions = Positions::new(&job.snapshot, encoding);
        let chain = |ranges: Vec<TextRange>, positions: &mut Positions<'_>| {
            let mut outer: Option<SelectionRange> = None;
            for range in ranges.into_iter().rev() {
                outer = Some(SelectionRange { range: positions.range(range), parent: outer.map(Box::new) });
            }
            let nothing = SelectionRange { range: Range::default(), parent: None };
            outer.unwrap_or(nothing)
        };
        Ok(chains.into_iter().map(|c| chain(c, &mut positions)).collect())
    })
    .await
}

pub(super) async fn document_highlight(
    world: &Arc<World>,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let encoding = world.abilities().encoding;
    let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
    computed(world, &text_document.uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, position, encoding);
        let ranges = features::document_highlights(analysis, offset, cancel)?;
        let mut positions = Positions::new(&job.snapshot, encoding);
        Ok(ranges
            .into_iter()
            .map(|r| DocumentHighlight { range: positions.range(r), kind: Some(DocumentHighlightKind::TEXT) })
            .collect())
    })
    .await
}

pub(super) async fn definition(
    world: &Arc<World>,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let abilities = world.abilities().clone();
    let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
    computed(world, &text_document.uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, position, abilities.encoding);
        let found = features::definition(analysis, offset, cancel)?;
        let mut positions = Positions::new(&job.snapshot, abilities.encoding);
        if !abilities.definition_links {
            let places = found
                .into_iter()
                .map(|d| Location { uri: job.uri.clone(), range: positions.range(d.heading) });
            return Ok(GotoDefinitionResponse::Array(places.collect()));
        }
        let links = found.into_iter().map(|d| LocationLink {
            origin_selection_range: Some(positions.range(d.origin)),
            target_uri: job.uri.clone(),
            target_range: positions.range(d.section),
            target_selection_range: positions.range(d.heading),
        });
        Ok(GotoDefinitionResponse::Link(links.collect()))
    })
    .await
}

pub(super) async fn references(world: &Arc<World>, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let encoding = world.abilities().encoding;
    let TextDocumentPositionParams { text_document, position } = params.text_document_position;
    let declaration = params.context.include_declaration;
    computed(world, &text_document.uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, position, encoding);
        let ranges = features::references(analysis, offset, declaration, cancel)?;
        let mut positions = Positions::new(&job.snapshot, encoding);
        Ok(ranges.into_iter().map(|r| Location { uri: job.uri.clone(), range: positions.range(r) }).collect())
    })
    .await
}

pub(super) async fn hover(world: &Arc<World>, params: HoverParams) -> Result<Option<Hover>> {
    let encoding = world.abilities().encoding;
    let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
    let hover = computed(world, &text_document.uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, position, encoding);
        let pace = job.settings.speech.characters_per_minute;
        let hover = features::hover(analysis, offset, pace, cancel)?;
        let mut positions = Positions::new(&job.snapshot, encoding);
        Ok(hover.map(|h| Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: h.markdown }),
            range: Some(positions.range(h.range)),
        }))
    })
    .await?;
    Ok(hover.flatten())
}

pub(super) async fn inlay_hint(
    world: &Arc<World>,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let encoding = world.abilities().encoding;
    computed(world, &params.text_document.uri, move |job, analysis, cancel| {
        if !job.settings.outline.inlay_hints {
            return Ok(Vec::new());
        }
        let range = from_proto::range(&job.snapshot, params.range, encoding);
        let hints =
            features::inlay_hints(analysis, range, job.settings.speech.characters_per_minute, cancel)?;
        let mut positions = Positions::new(&job.snapshot, encoding);
        Ok(hints
            .into_iter()
            .map(|h| InlayHint {
                position: positions.position(h.offset),
                label: InlayHintLabel::String(h.label),
                kind: None,
                text_edits: None,
                tooltip: Some(InlayHintTooltip::String(h.tooltip)),
                padding_left: Some(true),
                padding_right: None,
                data: None,
            })
            .collect())
    })
    .await
}

pub(super) async fn semantic_tokens_full(
    world: Arc<World>,
    params: SemanticTokensParams,
    cancel: Cancel,
    writer: Writer,
) -> Result<Option<Vec<u8>>> {
    let encoding = world.abilities().encoding;
    let frame = computed_until(cancel, &world, &params.text_document.uri, move |job, analysis, cancel| {
        let whole = TextRange::new(0, job.snapshot.len());
        let tokens = features::semantic_tokens(analysis, whole, cancel)?;
        let data = relative(&job.snapshot, &tokens, encoding);
        Ok(writer.write(&SemanticTokens { result_id: None, data }))
    })
    .await?;
    Ok(frame.flatten())
}

pub(super) async fn semantic_tokens_range(
    world: &Arc<World>,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let encoding = world.abilities().encoding;
    computed(world, &params.text_document.uri, move |job, analysis, cancel| {
        let range = from_proto::range(&job.snapshot, params.range, encoding);
        let tokens = features::semantic_tokens(analysis, range, cancel)?;
        let data = relative(&job.snapshot, &tokens, encoding);
        Ok(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
    })
    .await
}

/// Tokens as the protocol writes them: each relative to the one before.
fn relative(
    snapshot: &Snapshot,
    tokens: &[features::Token],
    encoding: crate::text::Encoding,
) -> Vec<SemanticToken> {
    let mut positions = Positions::new(snapshot, encoding);
    let mut last = Position::default();
    let mut data = Vec::with_capacity(tokens.len());
    for token in tokens {
        let Range { start, end } = positions.range(token.range);
        let delta_line = start.line.saturating_sub(last.line);
        let delta_start =
            if delta_line == 0 { start.character.saturating_sub(last.character) } else { start.character };
        data.push(SemanticToken {
            delta_line,
            delta_start,
            length: end.character.saturating_sub(start.character),
            // The order of `capabilities::TOKEN_TYPES`.
            token_type: match token.kind {
                TokenKind::Marker => 0,
                TokenKind::Heading => 1,
                TokenKind::Placeholder => 2,
                TokenKind::Quotation => 3,
            },
            token_modifiers_bitset: 0,
        });
        last = start;
    }
    data
}

pub(super) async fn on_type_formatting(
    world: &Arc<World>,
    params: DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let encoding = world.abilities().encoding;
    let TextDocumentPositionParams { text_document, position } = params.text_document_position;
    if params.ch != "\n" {
        return Ok(None);
    }
    computed(world, &text_document.uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, position, encoding);
        let edits = features::on_type_formatting(analysis, offset, cancel)?;
        Ok(to_proto::text_edits(&edits, &job.snapshot, encoding))
    })
    .await
}

pub(super) async fn diagnostic(
    world: Arc<World>,
    params: DocumentDiagnosticParams,
    cancel: Cancel,
    writer: Writer,
) -> Result<Option<Vec<u8>>> {
    let for_work = world.clone();
    let report = |items| {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: None, items },
        })
    };
    // A report must be given even for a document that is not open.
    let empty = writer.write(&report(Vec::new()));
    let frame = computed_until(cancel, &world, &params.text_document.uri, move |job, analysis, cancel| {
        let analysis = analysis.proofread(usize::MAX, cancel)?;
        Ok(writer.write(&report(publish::diagnostics(&for_work, job, &analysis))))
    })
    .await?;
    Ok(frame.unwrap_or(empty))
}

/// Reports on the open documents; closed ones are checked when they are opened.
pub(super) async fn workspace_diagnostic(world: &Arc<World>) -> Result<WorkspaceDiagnosticReportResult> {
    let mut items = Vec::new();
    for uri in world.documents.uris() {
        let for_work = world.clone();
        let report = computed(world, &uri, move |job, analysis, cancel| {
            let analysis = analysis.proofread(usize::MAX, cancel)?;
            Ok((job.version, publish::diagnostics(&for_work, job, &analysis)))
        })
        .await?;
        let Some((version, diagnostics)) = report else { continue };
        items.push(WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version: Some(i64::from(version)),
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: None,
                items: diagnostics,
            },
        }));
    }
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

/// A list for a quick pick: more than this nobody reads, and the query narrows it.
const MOST_SYMBOLS: usize = 1000;

pub(super) async fn workspace_symbol(
    world: &Arc<World>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let (for_work, encoding) = (world.clone(), world.abilities().encoding);
    let work = move || {
        let mut found: Vec<SymbolInformation> = Vec::new();
        let open = for_work.documents.uris();
        let analyses = open
            .iter()
            .filter_map(|uri| for_work.documents.job(uri))
            .filter_map(|job| Some((job.uri.clone(), job.analyze(&Cancel::new()).ok()?)))
            .chain(for_work.workspace.drafts(&for_work, &open));
        for (uri, analysis) in analyses {
            let symbols = features::workspace_symbols(&analysis, &params.query, &Cancel::new())
                .map_err(|_| cancelled())?;
            let mut positions = Positions::new(analysis.snapshot(), encoding);
            found.extend(symbols.into_iter().map(|s| {
                #[allow(deprecated, reason = "the field must be given")]
                SymbolInformation {
                    name: s.name,
                    kind: to_proto::symbol_kind(s.kind),
                    tags: None,
                    deprecated: None,
                    location: Location { uri: uri.clone(), range: positions.range(s.range) },
                    container_name: s.container,
                }
            }));
            if found.len() >= MOST_SYMBOLS {
                break;
            }
        }
        found.truncate(MOST_SYMBOLS);
        Ok(Some(WorkspaceSymbolResponse::Flat(found)))
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(Ok(None))
}
