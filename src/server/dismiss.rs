//! Dismissing a finding: this word is right, this place is right, this rule is not for me.
//!
//! Offered as quick fixes, carried out by commands: what is dismissed is written into the nearest `.bigan.toml`
//! and holds at once, whether the client watches files or not.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::backend::World;
use super::config::Notice;
use super::dispatch::computed;
use super::from_proto;
use crate::analysis::Analysis;
use crate::features::{self, Dismissal, Dismissed};
use crate::lint::{self, Finding};
use crate::settings::{self, Amendment};

/// Adds a word to `dictionary.words`: the one given, or that of the finding at the position.
pub(super) const ADD_WORD: &str = "bigan.addWord";
/// Adds the place of the finding at the position to `dictionary.ignore`.
pub(super) const IGNORE_HERE: &str = "bigan.ignoreHere";
/// Sets `rules.<id>` to off: of the rule given, or that of the finding at the position.
pub(super) const DISABLE_RULE: &str = "bigan.disableRule";

/// The way to dismiss that a command stands for.
pub(super) fn way(command: &str) -> Option<Dismissal> {
    match command {
        ADD_WORD => Some(Dismissal::Word),
        IGNORE_HERE => Some(Dismissal::Here),
        DISABLE_RULE => Some(Dismissal::Rule),
        _ => None,
    }
}

fn command(how: Dismissal) -> &'static str {
    match how {
        Dismissal::Word => ADD_WORD,
        Dismissal::Here => IGNORE_HERE,
        Dismissal::Rule => DISABLE_RULE,
    }
}

/// What is dismissed.
#[derive(Debug, Serialize, Deserialize)]
struct Argument {
    uri: Uri,
    #[serde(default)]
    position: Position,
    /// The rule whose finding is meant; of several at one place the last without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<String>,
}

/// The ways to dismiss `finding` as code actions; `diagnostic` is how the client knows it.
pub(super) fn actions<'a>(
    analysis: &Analysis,
    finding: &'a Finding,
    uri: &'a Uri,
    diagnostic: &'a Diagnostic,
) -> impl Iterator<Item = CodeAction> + use<'a> {
    features::dismissals(analysis, finding).into_iter().map(move |(how, title)| {
        let rule = Some(finding.rule.id.to_owned());
        let argument = Argument { uri: uri.clone(), position: diagnostic.range.start, rule, word: None };
        let arguments = serde_json::to_value(argument).ok().map(|argument| vec![argument]);
        CodeAction {
            title: title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic.clone()]),
            command: Some(Command { title, command: command(how).to_owned(), arguments }),
            ..Default::default()
        }
    })
}

/// Dismisses in the way `how`; answers whether anything was written.
pub(super) async fn execute(
    world: &Arc<World>,
    how: Dismissal,
    arguments: Vec<LSPAny>,
) -> Result<Option<LSPAny>> {
    const EXPECTED: &str = "expected one argument: {uri, position, rule?, word?}";
    let value = arguments.into_iter().next().ok_or_else(|| Error::invalid_params(EXPECTED))?;
    let argument: Argument =
        serde_json::from_value(value).map_err(|e| Error::invalid_params(format!("{EXPECTED}: {e}")))?;
    let uri = argument.uri.clone();
    let kept = match named(how, &argument) {
        Some(kept) => Some(kept),
        None => at_position(world, how, argument).await?,
    };
    let Some(kept) = kept else {
        let nothing = world.locale().pick("这里没有可以忽略的问题", "There is no such finding here");
        world.show(vec![Notice(MessageType::INFO, nothing.to_owned())]);
        return Ok(Some(LSPAny::Bool(false)));
    };
    let amendment = match kept {
        Dismissed::Word(word) => Amendment::Word(word),
        Dismissed::Here(wording) => Amendment::Ignore(wording),
        Dismissed::Rule(id) => Amendment::RuleOff(id),
    };
    let world = world.clone();
    let written = tokio::task::spawn_blocking(move || write(&world, &uri, &amendment)).await;
    Ok(Some(LSPAny::Bool(written.unwrap_or(false))))
}

/// What the argument itself names.
fn named(how: Dismissal, argument: &Argument) -> Option<Dismissed> {
    match how {
        Dismissal::Word => {
            let word = argument.word.as_deref().map(str::trim).filter(|word| !word.is_empty());
            word.map(|word| Dismissed::Word(word.to_owned()))
        }
        Dismissal::Here => None,
        Dismissal::Rule => lint::rule(argument.rule.as_deref()?).map(|rule| Dismissed::Rule(rule.id)),
    }
}

/// What the finding at the argument's position says.
async fn at_position(world: &Arc<World>, how: Dismissal, argument: Argument) -> Result<Option<Dismissed>> {
    let encoding = world.abilities().encoding;
    let Argument { uri, position, rule, .. } = argument;
    let kept = computed(world, &uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, position, encoding);
        features::dismissed(analysis, offset, rule.as_deref(), how, cancel)
    })
    .await?;
    Ok(kept.flatten())
}

/// One change of settings files at a time: each reads the file that it writes.
static WRITING: Mutex<()> = Mutex::new(());

/// Writes `amendment` into the settings file for `uri` and puts it in force; `false` where that was not possible,
/// which the writer is told.
fn write(world: &Arc<World>, uri: &Uri, amendment: &Amendment) -> bool {
    let locale = world.locale();
    let path = from_proto::path(uri);
    let folder = path.as_deref().and_then(Path::parent);
    let roots: Vec<PathBuf> = world.workspace.folders();
    let Some(file) = settings::file_for(folder, &roots) else {
        let message = locale.pick(
            "这份稿子还没有存盘，不知道把设置写到哪里：请先保存稿子",
            "This draft is not saved yet, so that there is no place for its settings: save it first",
        );
        world.show(vec![Notice(MessageType::WARNING, message.to_owned())]);
        return false;
    };
    let _one = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let is_new = !file.exists();
    if let Err(error) = settings::amend(&file, amendment) {
        world.show(vec![Notice(MessageType::ERROR, error.message(locale))]);
        return false;
    }
    if is_new {
        let file = file.display();
        let message = locale.pick(format!("已新建 {file}"), format!("Made {file}"));
        world.show(vec![Notice(MessageType::INFO, message)]);
    }
    world.config.forget_files();
    world.reconfigure();
    true
}
