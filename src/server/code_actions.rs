//! Code actions: the fixes of findings and the ways to dismiss them, all safe fixes at once, the refactorings
//! of the outline.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use super::backend::World;
use super::capabilities::FIX_ALL;
use super::commands::Refactor;
use super::dismiss;
use super::dispatch::computed;
use super::from_proto;
use super::state::Job;
use super::to_proto::{self, Positions};
use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::features;
use crate::text::Edits;

/// What an unresolved action remembers.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Deferred {
    uri: Uri,
    version: i32,
    offset: usize,
    refactor: Refactor,
}

/// The actions for the range of `params`.
pub(super) fn list(
    world: &World,
    params: &CodeActionParams,
    job: &Job,
    analysis: &Analysis,
    cancel: &Cancel,
) -> Cancellable<CodeActionResponse> {
    let wanted = |kind: &CodeActionKind| {
        params.context.only.as_ref().is_none_or(|only| only.iter().any(|o| covers(o, kind)))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        quick_fixes(world, params, job, analysis, &mut actions);
    }
    if wanted(&CodeActionKind::REFACTOR_REWRITE) {
        refactorings(world, params, job, analysis, cancel, &mut actions)?;
    }
    // All safe fixes only when asked for by name: in a menu they would hide among the fixes.
    let named = params.context.only.as_ref().is_some_and(|only| only.iter().any(|o| covers(o, &FIX_ALL)));
    if named {
        // Asked for on saving, right after the last key: what was just typed is to be read first.
        let edits = features::fix_all(&analysis.proofread(usize::MAX, cancel)?, cancel)?;
        if !edits.is_empty() {
            let title = world.locale().pick("改正所有有把握的问题", "Apply all safe fixes").to_owned();
            let edit = Some(workspace_edit(world, job, &edits));
            actions.push(CodeAction { title, kind: Some(FIX_ALL), edit, ..Default::default() });
        }
    }
    Ok(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Whether asking for `asked` asks for `kind` too: kinds are hierarchical, parted by full stops.
fn covers(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let (asked, kind) = (asked.as_str(), kind.as_str());
    asked.is_empty() || kind == asked || kind.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'))
}

fn quick_fixes(
    world: &World,
    params: &CodeActionParams,
    job: &Job,
    analysis: &Analysis,
    actions: &mut Vec<CodeAction>,
) {
    let abilities = world.abilities();
    let range = from_proto::range(&job.snapshot, params.range, abilities.encoding);
    let mut positions = Positions::new(&job.snapshot, abilities.encoding);
    let mut dismissals = Vec::new();
    for finding in analysis.findings().iter().filter(|f| f.place.resolve(&job.snapshot).touches_range(range))
    {
        let diagnostic = to_proto::diagnostic(finding, &job.uri, &mut positions, abilities);
        for fix in analysis.fixes(finding) {
            actions.push(CodeAction {
                title: fix.title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic.clone()]),
                edit: Some(workspace_edit(world, job, &fix.edits)),
                is_preferred: fix.preferred.then_some(true),
                ..Default::default()
            });
        }
        dismissals.extend(dismiss::actions(analysis, finding, &job.uri, &diagnostic));
    }
    // Remedies first, whatever finding they belong to.
    actions.append(&mut dismissals);
}

fn refactorings(
    world: &World,
    params: &CodeActionParams,
    job: &Job,
    analysis: &Analysis,
    cancel: &Cancel,
    actions: &mut Vec<CodeAction>,
) -> Cancellable<()> {
    let abilities = world.abilities();
    let offset = from_proto::offset(&job.snapshot, params.range.start, abilities.encoding);
    for one in features::refactorings(analysis, offset, cancel)? {
        let Some(refactor) = Refactor::from_kind(one.kind) else { continue };
        let mut action = CodeAction {
            title: one.title,
            kind: Some(CodeActionKind::REFACTOR_REWRITE),
            ..Default::default()
        };
        if abilities.resolves_edits {
            let deferred = Deferred { uri: job.uri.clone(), version: job.version, offset, refactor };
            action.data = serde_json::to_value(deferred).ok();
        } else {
            let edits = features::refactoring(analysis, offset, one.kind, cancel)?;
            if edits.is_empty() {
                continue;
            }
            action.edit = Some(workspace_edit(world, job, &edits));
        }
        actions.push(action);
    }
    Ok(())
}

/// The edits of an action that was chosen; none if the text has moved on since it was offered.
pub(super) async fn resolve(world: &Arc<World>, mut action: CodeAction) -> Result<CodeAction> {
    let deferred = action.data.clone().and_then(|d| serde_json::from_value::<Deferred>(d).ok());
    let Some(deferred) = deferred else { return Ok(action) };
    let (for_work, uri) = (world.clone(), deferred.uri.clone());
    let edit = computed(world, &uri, move |job, analysis, cancel| {
        let Some(kind) = deferred.refactor.kind().filter(|_| job.version == deferred.version) else {
            return Ok(None);
        };
        let edits = features::refactoring(analysis, deferred.offset, kind, cancel)?;
        Ok((!edits.is_empty()).then(|| workspace_edit(&for_work, job, &edits)))
    })
    .await?;
    action.edit = edit.flatten();
    Ok(action)
}

/// `edits` of `job`'s document.
pub(super) fn workspace_edit(world: &World, job: &Job, edits: &Edits) -> WorkspaceEdit {
    let abilities = world.abilities();
    let edits = to_proto::text_edits(edits, &job.snapshot, abilities.encoding);
    to_proto::workspace_edit(job.uri.clone(), job.version, edits, abilities)
}
