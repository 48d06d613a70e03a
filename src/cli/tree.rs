//! An outline as a tree for the terminal, with characters and speaking time.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::excerpt::{cut_end, visible, width};
use super::report::paint;
use crate::analysis::{Analysis, speech};
use crate::locale::Locale;
use crate::outline::{Kind, NodeId};
use crate::settings::Settings;

/// Columns for branches, marker and title together: with the counts a row fits a terminal of 100.
const ROOM: usize = 64;

const FAINT: Style = Style::new().dimmed();

/// One row.
struct Row {
    branches: String,
    marker: String,
    title: String,
    /// Whether it is a title or stands at the top.
    strong: bool,
    spoken: u32,
}

/// Writes the outline of the draft `name`.
pub fn write(name: &str, analysis: &Analysis, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let locale = analysis.options().locale;
    let pace = settings.speech.characters_per_minute;
    let whole = speech::length(analysis.outline().spoken(), pace, locale);
    writeln!(out, "{}  {}", paint(Style::new().bold(), visible(name)), paint(FAINT, whole))?;
    let mut rows = Vec::new();
    gather(analysis, settings, None, "", &mut rows);
    if rows.is_empty() {
        let text = locale.pick("（没有可列的标题和序号）", "(no headings or markers)");
        return writeln!(out, "{}", paint(FAINT, text));
    }
    let widest = rows.iter().map(Row::width).max().unwrap_or(0);
    for row in &rows {
        row.write(widest, pace, locale, out)?;
    }
    Ok(())
}

fn gather(analysis: &Analysis, settings: &Settings, parent: Option<NodeId>, stem: &str, rows: &mut Vec<Row>) {
    let (outline, snapshot) = (analysis.outline(), analysis.snapshot());
    let mut children = outline
        .children(parent)
        .filter_map(|id| Some((id, outline.node(id)?)))
        .filter(|(_, node)| settings.outline.inline_points || !node.is_inline())
        .peekable();
    while let Some((id, node)) = children.next() {
        let (branch, below) =
            if children.peek().is_some() { ("├─ ", "│  ") } else { ("└─ ", "   ") };
        let branches = format!("{stem}{branch}");
        let marker = visible(&outline.label(snapshot, id));
        let room = ROOM.saturating_sub(width(&branches) + width(&marker)).max(8);
        // Titles are cut by columns below; no title needs more characters than columns.
        let title = cut_end(&visible(&outline.title(snapshot, id, ROOM)), room);
        let strong = parent.is_none() || matches!(node.kind, Kind::Title | Kind::Part);
        rows.push(Row { branches, marker, title, strong, spoken: node.spoken });
        gather(analysis, settings, Some(id), &format!("{stem}{below}"), rows);
    }
}

impl Row {
    fn width(&self) -> usize {
        width(&self.branches) + width(&self.marker) + width(&self.title)
    }

    fn write(&self, widest: usize, pace: u32, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
        let marker = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        let title = if self.strong { Style::new().bold() } else { Style::new() };
        writeln!(
            out,
            "{}{}{}{:gap$}{}",
            paint(FAINT, &self.branches),
            paint(marker, &self.marker),
            paint(title, &self.title),
            "",
            paint(FAINT, speech::length(self.spoken, pace, locale)),
            gap = widest - self.width() + 2,
        )
    }
}
