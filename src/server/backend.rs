//! The protocol's methods: each hands on to the part that knows how.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer};

use super::capabilities::Abilities;
use super::config::{self, Config, Notice};
use super::dispatch::computed;
use super::logging::{self, log};
use super::outbox::Outbox;
use super::state::Documents;
use super::workspace::Workspace;
use super::{code_actions, commands, from_proto, publish, requests};
use crate::locale::Locale;

/// What all handlers share.
pub(super) struct World {
    pub(super) documents: Documents,
    pub(super) config: Config,
    pub(super) workspace: Workspace,
    pub(super) outbox: Outbox,
    pub(super) client: Client,
    /// Work that takes longer is shown as progress.
    pub(super) patience: Duration,
    abilities: OnceLock<Abilities>,
    /// The files of words that the client was asked to watch.
    watched: Mutex<HashSet<PathBuf>>,
    /// Whether the client has said `shutdown`.
    ended: Arc<AtomicBool>,
}

impl World {
    /// What the client can do; before `initialize` nothing is known and nothing assumed.
    pub(super) fn abilities(&self) -> &Abilities {
        self.abilities.get_or_init(|| Abilities::read(&InitializeParams::default()))
    }

    /// Whether requests may be answered: after `initialize` and before `shutdown`.
    pub(super) fn is_serving(&self) -> bool {
        self.abilities.get().is_some() && !self.ended.load(Ordering::Relaxed)
    }

    /// The language of messages that belong to no document.
    pub(super) fn locale(&self) -> Locale {
        Locale::from_tag(self.abilities().locale.as_deref().unwrap_or(""))
    }

    /// Shows `notices` without waiting for anything.
    pub(super) fn show(&self, notices: Vec<Notice>) {
        for Notice(typ, message) in notices {
            self.outbox.notify::<notification::ShowMessage>(&ShowMessageParams { typ, message });
        }
    }

    /// Reads the settings of every open document again and checks it anew.
    pub(super) fn reconfigure(self: &Arc<Self>) {
        for uri in self.documents.uris() {
            let (settings, notices) = self.config.of(&uri, self.locale());
            self.show(notices);
            logging::set_level(settings.log.level);
            let options = config::options(&settings, self.abilities().locale.as_deref(), &uri, None);
            self.documents.configure(&uri, Arc::new(settings), options);
            publish::schedule(self, &uri);
        }
        self.watch_word_lists();
        if self.abilities().refreshes_hints {
            let client = self.client.clone();
            tokio::spawn(async move { client.inlay_hint_refresh().await });
        }
        if self.abilities().refreshes_pulls {
            let client = self.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// Asks the client for its settings, in a task of its own: it may never answer.
    fn ask_for_settings(self: &Arc<Self>) {
        if !self.abilities().configuration {
            return;
        }
        let world = self.clone();
        tokio::spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some("bigan".to_owned()) };
            match world.client.configuration(vec![item]).await {
                Ok(values) => {
                    if let Some(value) = values.into_iter().next().filter(|v| !v.is_null()) {
                        world.show(world.config.set_editor(value, world.locale()));
                        world.reconfigure();
                    }
                }
                Err(error) => log!(Warning, "the client did not give its settings: {}", error.message),
            }
        });
    }

    /// Asks the client to tell of changed files.
    fn watch_files(self: &Arc<Self>) {
        if !self.abilities().watches {
            return;
        }
        let patterns = [
            "**/.bigan.toml",
            "**/*.speech",
            "**/*.speech.txt",
            "**/*.speech.md",
            "**/*.jianggao",
            "**/*.讲话稿.txt",
        ];
        let patterns = patterns.map(|p| GlobPattern::String(p.to_owned()));
        self.watch("bigan-files", patterns.into());
    }

    /// Asks the client to tell of changes of the word lists that settings name, wherever they lie.
    fn watch_word_lists(self: &Arc<Self>) {
        if !self.abilities().watches {
            return;
        }
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<PathBuf> = self.config.word_lists().difference(&watched).cloned().collect();
        if new.is_empty() {
            return;
        }
        let patterns = new.iter().filter_map(|path| self.pattern(path)).collect();
        let id = format!("bigan-words-{}", watched.len());
        watched.extend(new);
        self.watch(&id, patterns);
    }

    /// A pattern for the file at `path`: in its folder, or by its name alone for a client that watches nothing but
    /// the workspace.
    fn pattern(&self, path: &Path) -> Option<GlobPattern> {
        let name = path.file_name()?.to_str()?;
        if self.abilities().watches_outside {
            let base_uri = OneOf::Right(Uri::from_file_path(path.parent()?)?);
            return Some(GlobPattern::Relative(RelativePattern { base_uri, pattern: name.to_owned() }));
        }
        Some(GlobPattern::String(format!("**/{name}")))
    }

    /// Asks the client to watch the files that fit `patterns`, in a task of its own.
    fn watch(self: &Arc<Self>, id: &str, patterns: Vec<GlobPattern>) {
        let watchers =
            patterns.into_iter().map(|glob_pattern| FileSystemWatcher { glob_pattern, kind: None }).collect();
        let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok();
        let registration = Registration {
            id: id.to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: options,
        };
        let world = self.clone();
        tokio::spawn(async move {
            if let Err(error) = world.client.register_capability(vec![registration]).await {
                log!(Warning, "the client does not watch files: {}", error.message);
            }
        });
    }

    /// Files were written, or are gone: those that settings come from are read again, and drafts when asked for.
    fn files_changed(self: &Arc<Self>, paths: impl Iterator<Item = PathBuf>) {
        let word_lists = self.config.word_lists();
        let mut settings = false;
        for path in paths {
            if path.file_name().is_some_and(|n| n == crate::settings::FILE_NAME) || word_lists.contains(&path)
            {
                settings = true;
            } else {
                self.workspace.forget(Some(path));
            }
        }
        if settings {
            self.config.forget_files();
            self.reconfigure();
        }
    }
}

/// The server as the library sees it.
pub(super) struct Backend {
    world: Arc<World>,
}

impl Backend {
    pub(super) fn new(client: Client, outbox: Outbox, patience: Duration, ended: Arc<AtomicBool>) -> Self {
        let world = World {
            documents: Documents::default(),
            config: Config::default(),
            workspace: Workspace::default(),
            outbox,
            client,
            patience,
            abilities: OnceLock::new(),
            watched: Mutex::default(),
            ended,
        };
        Self { world: Arc::new(world) }
    }

    pub(super) fn world(&self) -> &Arc<World> {
        &self.world
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = self.world.abilities.get_or_init(|| Abilities::read(&params));
        if let Some(options) = params.initialization_options {
            let notices = self.world.config.set_editor(options, self.world.locale());
            self.world.show(notices);
        }
        #[allow(deprecated, reason = "clients without folders still send it")]
        let root = params.root_uri;
        let folders = params.workspace_folders.unwrap_or_default().into_iter().map(|f| f.uri);
        self.world.workspace.set_folders(folders.chain(root).filter_map(|u| from_proto::path(&u)));
        Ok(InitializeResult {
            capabilities: abilities.answer(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.world.ask_for_settings();
        self.world.watch_files();
    }

    async fn shutdown(&self) -> Result<()> {
        self.world.ended.store(true, Ordering::Relaxed);
        Ok(())
    }

    // State: applied before the first await, in the order of arrival.

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, language_id, version, text } = params.text_document;
        let (settings, notices) = self.world.config.of(&uri, self.world.locale());
        self.world.show(notices);
        logging::set_level(settings.log.level);
        let options =
            config::options(&settings, self.world.abilities().locale.as_deref(), &uri, Some(&language_id));
        self.world.documents.open(uri.clone(), version, &text, Arc::new(settings), options);
        publish::schedule(&self.world, &uri);
        self.world.watch_word_lists();
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let changes = params.content_changes.into_iter().map(from_proto::change).collect();
        if self.world.documents.change(&uri, version, changes, self.world.abilities().encoding) {
            publish::schedule(&self.world, &uri);
        } else {
            log!(Warning, "a change of a document that is not open");
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        if self.world.documents.close(&params.text_document.uri) {
            publish::clear(&self.world, &params.text_document.uri);
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        // A client that watches no files still tells what it saved.
        self.world.files_changed(from_proto::path(&params.text_document.uri).into_iter());
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.world.abilities().configuration && params.settings.is_null() {
            self.world.ask_for_settings();
        } else if !params.settings.is_null() {
            let notices = self.world.config.set_editor(params.settings, self.world.locale());
            self.world.show(notices);
            self.world.reconfigure();
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.world.files_changed(params.changes.iter().filter_map(|c| from_proto::path(&c.uri)));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let gone = params.event.removed.iter().filter_map(|f| from_proto::path(&f.uri));
        let new = params.event.added.iter().filter_map(|f| from_proto::path(&f.uri));
        self.world.workspace.change_folders(gone, new);
    }

    // Computed: from a snapshot taken now, off the reading loop. The large answers (outline, tokens and
    // findings of a whole draft) are computed in `large`.

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        requests::folding_range(&self.world, params).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        requests::selection_range(&self.world, params).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        requests::document_highlight(&self.world, params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        requests::definition(&self.world, params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        requests::references(&self.world, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        requests::hover(&self.world, params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        requests::inlay_hint(&self.world, params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        requests::semantic_tokens_range(&self.world, params).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        requests::on_type_formatting(&self.world, params).await
    }

    async fn workspace_diagnostic(
        &self,
        _: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        requests::workspace_diagnostic(&self.world).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        requests::workspace_symbol(&self.world, params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let world = self.world.clone();
        let uri = params.text_document.uri.clone();
        computed(&self.world, &uri, move |job, analysis, cancel| {
            code_actions::list(&world, &params, job, analysis, cancel)
        })
        .await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        code_actions::resolve(&self.world, action).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        commands::execute(&self.world, params).await
    }
}
