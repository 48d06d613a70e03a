//! What the client can do, read once, and what the server says that it can do.
//!
//! Only what exists is advertised, and what depends on the client only where the client has it.

use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DiagnosticOptions,
    DiagnosticServerCapabilities, DocumentOnTypeFormattingOptions, ExecuteCommandOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeParams, OneOf, PositionEncodingKind,
    SaveOptions, SelectionRangeProviderCapability, SemanticTokenType, SemanticTokensFullOptions,
    SemanticTokensLegend, SemanticTokensOptions, SemanticTokensServerCapabilities, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::commands;
use crate::text::Encoding;

/// The kind of the action that applies all safe fixes.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.bigan");

/// The token types sent, in the order of [`crate::features::TokenKind`]: markers, headings,
/// placeholders, quotations. Standard types, so that every colour scheme has colours for them.
pub(super) const TOKEN_TYPES: [SemanticTokenType; 4] = [
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::CLASS,
    SemanticTokenType::MACRO,
    SemanticTokenType::STRING,
];

/// What the client can do.
#[derive(Debug, Clone)]
pub(super) struct Abilities {
    /// The unit of columns, agreed on.
    pub encoding: Encoding,
    /// Document symbols as a tree.
    pub symbol_tree: bool,
    /// Definitions with the range they start from.
    pub definition_links: bool,
    /// Edits of a code action asked for when it is chosen.
    pub resolves_edits: bool,
    /// Edits that name the version they are for.
    pub versioned_edits: bool,
    /// Related places in diagnostics.
    pub related: bool,
    /// A link to a rule's page in diagnostics.
    pub code_description: bool,
    /// Asking for diagnostics.
    pub pulls: bool,
    /// Being asked to ask for diagnostics again.
    pub refreshes_pulls: bool,
    /// Being asked for its settings.
    pub configuration: bool,
    /// Being told when it should watch files.
    pub watches: bool,
    /// Watching files outside of the workspace.
    pub watches_outside: bool,
    /// Showing progress.
    pub progress: bool,
    /// Applying edits.
    pub applies_edits: bool,
    /// Being asked to ask for inlay hints again.
    pub refreshes_hints: bool,
    /// The language of the editor, a tag such as `zh-cn`.
    pub locale: Option<String>,
}

impl Abilities {
    /// Reads what `params` say.
    pub(super) fn read(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, window, general, .. } =
            params.capabilities.clone();
        let (workspace, text) = (workspace.unwrap_or_default(), text_document.unwrap_or_default());
        let publish = text.publish_diagnostics.unwrap_or_default();
        let pull = text.diagnostic;
        let watching = workspace.did_change_watched_files.unwrap_or_default();
        let resolves = text.code_action.and_then(|c| c.resolve_support);
        Self {
            encoding: encoding(general.and_then(|g| g.position_encodings)),
            symbol_tree: text.document_symbol.and_then(|c| c.hierarchical_document_symbol_support)
                == Some(true),
            definition_links: text.definition.and_then(|c| c.link_support) == Some(true),
            resolves_edits: resolves.is_some_and(|r| r.properties.iter().any(|p| p == "edit")),
            versioned_edits: workspace.workspace_edit.and_then(|c| c.document_changes) == Some(true),
            related: publish.related_information == Some(true)
                || pull.as_ref().and_then(|c| c.related_information) == Some(true),
            // Before 3.16 unknown fields were ignored, so a client that says nothing gets none.
            code_description: publish.code_description_support == Some(true)
                || pull.as_ref().and_then(|c| c.code_description_support) == Some(true),
            pulls: pull.is_some(),
            refreshes_pulls: workspace.diagnostics.and_then(|c| c.refresh_support) == Some(true),
            configuration: workspace.configuration == Some(true),
            watches: watching.dynamic_registration == Some(true),
            watches_outside: watching.relative_pattern_support == Some(true),
            progress: window.and_then(|c| c.work_done_progress) == Some(true),
            applies_edits: workspace.apply_edit == Some(true),
            refreshes_hints: workspace.inlay_hint.and_then(|c| c.refresh_support) == Some(true),
            locale: params.locale.clone(),
        }
    }

    /// What the server can do for such a client.
    pub(super) fn answer(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
                Encoding::Utf32 => PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                    include_text: Some(false),
                })),
                ..Default::default()
            })),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            inlay_hint_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(self.code_actions()),
            document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
                first_trigger_character: "\n".to_owned(),
                more_trigger_character: None,
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: commands::NAMES.iter().map(|name| (*name).to_owned()).collect(),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            semantic_tokens_provider: Some(semantic_tokens()),
            diagnostic_provider: self.pulls.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("bigan".to_owned()),
                    inter_file_dependencies: false,
                    workspace_diagnostics: true,
                    ..Default::default()
                })
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            ..Default::default()
        }
    }

    fn code_actions(&self) -> CodeActionProviderCapability {
        CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
                FIX_ALL,
            ]),
            resolve_provider: Some(self.resolves_edits),
            ..Default::default()
        })
    }
}

/// The first encoding of the client's list that is known here; the list is in the client's order of
/// preference. "If omitted it defaults to ['utf-16']" (Language Server Protocol 3.17, general.positionEncodings).
fn encoding(offered: Option<Vec<PositionEncodingKind>>) -> Encoding {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    offered.iter().flatten().find_map(known).unwrap_or(Encoding::Utf16)
}

fn semantic_tokens() -> SemanticTokensServerCapabilities {
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: TOKEN_TYPES.to_vec(), token_modifiers: Vec::new() },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..Default::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(offered: Option<&[&'static str]>, expected: Encoding) {
        let kinds = offered.map(|list| list.iter().map(|name| PositionEncodingKind::new(name)).collect());
        assert_eq!(encoding(kinds), expected, "{offered:?}");
    }

    #[test]
    fn the_clients_order_decides_on_the_encoding() {
        check(None, Encoding::Utf16);
        check(Some(&[]), Encoding::Utf16);
        check(Some(&["utf-7"]), Encoding::Utf16);
        check(Some(&["utf-32", "utf-16"]), Encoding::Utf32);
        check(Some(&["utf-7", "utf-8", "utf-16"]), Encoding::Utf8);
    }
}
