//! `bigan outline`: one draft's outline as a tree or as JSON.

use std::io;

use serde::Serialize;

use super::Status;
use super::arguments::{OutlineArguments, OutlineFormat};
use super::configuration::Configurations;
use super::console::Console;
use super::drafts::{self, Source};
use super::report::Place;
use super::tree;
use crate::analysis::{Analysis, Cancel};
use crate::locale::Locale;
use crate::outline::NodeId;
use crate::settings::Settings;

/// Shows the outline of the draft that the arguments name.
pub fn run(arguments: &OutlineArguments, lang: Option<Locale>, console: &mut Console) -> io::Result<Status> {
    let source = Source::of(&arguments.path);
    if arguments.path.is_dir() {
        let path = arguments.path.display();
        console.complain(&console.locale.pick(
            format!("{path} 是文件夹；bigan outline 一次看一篇，整个文件夹用 bigan check --outline {path}"),
            format!("{path} is a folder; bigan outline shows one draft, use bigan check --outline {path}"),
        ));
        return Ok(Status::Failed);
    }
    let Some(choices) = Configurations::new(lang, &[]).of(&source, console) else {
        return Ok(Status::Failed);
    };
    let draft = match drafts::read(&source) {
        Ok(draft) => draft,
        Err(failure) => {
            console.complain(&failure.message(console.locale));
            return Ok(Status::Failed);
        }
    };
    let Ok(analysis) = Analysis::new(draft.snapshot, choices.options, &Cancel::new()) else {
        return Ok(Status::Failed);
    };
    match arguments.format {
        OutlineFormat::Tree => tree::write(&source.name(), &analysis, &choices.settings, console.out())?,
        OutlineFormat::Json => {
            let document = Document::of(&source, &analysis, &choices.settings);
            let out = console.out();
            serde_json::to_writer_pretty(&mut *out, &document)?;
            writeln!(out)?;
        }
    }
    Ok(Status::Clean)
}

/// A draft's outline for programs.
#[derive(Serialize)]
struct Document {
    path: String,
    /// Han characters and digits.
    characters: u32,
    /// Speaking time.
    seconds: u64,
    nodes: Vec<Entry>,
}

/// One node; its place is the whole section.
#[derive(Serialize)]
struct Entry {
    kind: &'static str,
    marker: String,
    number: Option<u32>,
    title: String,
    inline: bool,
    #[serde(flatten)]
    place: Place,
    characters: u32,
    seconds: u64,
    children: Vec<Entry>,
}

impl Document {
    fn of(source: &Source, analysis: &Analysis, settings: &Settings) -> Self {
        let characters = analysis.outline().spoken();
        Self {
            path: source.name(),
            characters,
            seconds: seconds(characters, settings),
            nodes: entries(analysis, settings, None),
        }
    }
}

fn entries(analysis: &Analysis, settings: &Settings, parent: Option<NodeId>) -> Vec<Entry> {
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    outline
        .children(parent)
        .filter_map(|id| Some((id, outline.node(id)?)))
        .filter(|(_, node)| settings.outline.inline_points || !node.is_inline())
        .map(|(id, node)| Entry {
            kind: node.kind.name(),
            marker: outline.label(snapshot, id),
            number: node.number,
            title: snapshot.slice(outline.title_range(snapshot, id)).into_owned(),
            inline: node.is_inline(),
            place: Place::of(snapshot, outline.section_range(snapshot, id)),
            characters: node.spoken,
            seconds: seconds(node.spoken, settings),
            children: entries(analysis, settings, Some(id)),
        })
        .collect()
}

/// Speaking time to the second; what people read is rounded.
fn seconds(characters: u32, settings: &Settings) -> u64 {
    u64::from(characters) * 60 / u64::from(settings.speech.characters_per_minute.max(1))
}
