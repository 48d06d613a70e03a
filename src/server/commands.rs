//! Commands that an editor can bind to keys: `bigan.renumber`, `bigan.moveSectionUp` …
//!
//! Each takes `[{uri, position, kind?}]`, computes the edits and asks the client to apply them, in a
//! task of its own: the client's answer is nobody's business but its own. Those that dismiss a finding
//! (`bigan.addWord` …) write settings instead, see [`dismiss`](super::dismiss).

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::backend::World;
use super::code_actions::workspace_edit;
use super::dismiss;
use super::dispatch::computed;
use super::from_proto;
use super::logging::log;
use crate::features::{self, RefactoringKind};
use crate::outline::Kind;

/// All commands.
pub(super) const NAMES: &[&str] = &[
    "bigan.renumber",
    "bigan.raiseSection",
    "bigan.lowerSection",
    "bigan.moveSectionUp",
    "bigan.moveSectionDown",
    "bigan.convertSeries",
    dismiss::ADD_WORD,
    dismiss::IGNORE_HERE,
    dismiss::DISABLE_RULE,
];

/// A refactoring as it crosses the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Refactor {
    Renumber,
    Raise,
    Lower,
    MoveUp,
    MoveDown,
    Convert(String),
}

/// The kinds a series can be converted to, by their names.
const CONVERTIBLE: &[Kind] = &[
    Kind::HanDun,
    Kind::HanParen,
    Kind::ArabicDot,
    Kind::ArabicParen,
    Kind::Circled,
    Kind::Ordinal,
    Kind::YiShi,
    Kind::Verb('要'),
];

impl Refactor {
    pub(super) fn from_kind(kind: RefactoringKind) -> Option<Self> {
        Some(match kind {
            RefactoringKind::RenumberDraft => Refactor::Renumber,
            RefactoringKind::Raise => Refactor::Raise,
            RefactoringKind::Lower => Refactor::Lower,
            RefactoringKind::MoveUp => Refactor::MoveUp,
            RefactoringKind::MoveDown => Refactor::MoveDown,
            RefactoringKind::Convert(kind) => {
                Refactor::Convert(CONVERTIBLE.iter().find(|k| **k == kind)?.name().to_owned())
            }
        })
    }

    pub(super) fn kind(&self) -> Option<RefactoringKind> {
        Some(match self {
            Refactor::Renumber => RefactoringKind::RenumberDraft,
            Refactor::Raise => RefactoringKind::Raise,
            Refactor::Lower => RefactoringKind::Lower,
            Refactor::MoveUp => RefactoringKind::MoveUp,
            Refactor::MoveDown => RefactoringKind::MoveDown,
            Refactor::Convert(name) => {
                RefactoringKind::Convert(*CONVERTIBLE.iter().find(|k| k.name() == name)?)
            }
        })
    }

    fn from_command(name: &str, kind: Option<&str>) -> Option<Self> {
        Some(match name {
            "bigan.renumber" => Refactor::Renumber,
            "bigan.raiseSection" => Refactor::Raise,
            "bigan.lowerSection" => Refactor::Lower,
            "bigan.moveSectionUp" => Refactor::MoveUp,
            "bigan.moveSectionDown" => Refactor::MoveDown,
            "bigan.convertSeries" => Refactor::Convert(kind?.to_owned()),
            _ => return None,
        })
    }
}

/// Where a command is to act.
#[derive(Debug, Deserialize)]
struct Argument {
    uri: Uri,
    #[serde(default)]
    position: Position,
    #[serde(default)]
    kind: Option<String>,
}

/// Runs a command; answers once its edits are on their way, or its settings are written.
pub(super) async fn execute(world: &Arc<World>, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
    if let Some(how) = dismiss::way(&params.command) {
        return dismiss::execute(world, how, params.arguments).await;
    }
    let Some(value) = params.arguments.into_iter().next() else {
        return Err(Error::invalid_params("expected one argument: {uri, position, kind?}"));
    };
    let argument: Argument = serde_json::from_value(value)
        .map_err(|e| Error::invalid_params(format!("expected {{uri, position, kind?}}: {e}")))?;
    let refactor = Refactor::from_command(&params.command, argument.kind.as_deref());
    let Some(kind) = refactor.and_then(|r| r.kind()) else {
        return Err(Error::invalid_params(format!("no such command, or no such kind: {}", params.command)));
    };
    let (for_work, encoding) = (world.clone(), world.abilities().encoding);
    let edit = computed(world, &argument.uri, move |job, analysis, cancel| {
        let offset = from_proto::offset(&job.snapshot, argument.position, encoding);
        let edits = features::refactoring(analysis, offset, kind, cancel)?;
        Ok((!edits.is_empty()).then(|| workspace_edit(&for_work, job, &edits)))
    })
    .await?
    .flatten();
    let changed = edit.is_some();
    if let Some(edit) = edit.filter(|_| world.abilities().applies_edits) {
        let client = world.client.clone();
        tokio::spawn(async move {
            if let Err(error) = client.apply_edit(edit).await {
                log!(Warning, "the client did not apply an edit: {}", error.message);
            }
        });
    }
    Ok(Some(LSPAny::Bool(changed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_known_and_every_kind_survives_the_wire() {
        for name in NAMES {
            let refactors = Refactor::from_command(name, Some("han-dun")).is_some_and(|r| r.kind().is_some());
            assert!(refactors != dismiss::way(name).is_some(), "{name}");
        }
        for kind in CONVERTIBLE {
            let refactor = Refactor::from_kind(RefactoringKind::Convert(*kind)).unwrap();
            assert_eq!(refactor.kind(), Some(RefactoringKind::Convert(*kind)));
        }
        assert_eq!(Refactor::from_command("bigan.nothing", None), None);
    }
}
