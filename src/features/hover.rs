//! Hover: on a slip the two words and what they mean; on a marker or heading its place in the tree, characters
//! and speaking time; on a reference the point it means.

use crate::analysis::{Analysis, Cancel, Cancellable, Spot, mention_range, section, speech};
use crate::lint::{self, Finding};
use crate::outline::{Mention, NodeId};
use crate::proof::{Meanings, Why};
use crate::text::TextRange;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The words it speaks of.
    pub range: TextRange,
    /// Markdown.
    pub markdown: String,
}

/// The hover at byte `offset`, with speaking time at `characters_per_minute`.
pub fn hover(
    analysis: &Analysis,
    offset: usize,
    characters_per_minute: u32,
    cancel: &Cancel,
) -> Cancellable<Option<Hover>> {
    cancel.check()?;
    // A slip is smaller than the heading that it stands in.
    if let Some(hover) = slip(analysis, offset) {
        return Ok(Some(hover));
    }
    Ok(match Spot::at(analysis, offset) {
        None => None,
        Some(Spot::Heading(id)) => Some(Hover {
            range: analysis.outline().heading_range(analysis.snapshot(), id),
            markdown: point(analysis, id, characters_per_minute),
        }),
        Some(Spot::Reference(mention)) => reference(analysis, mention, characters_per_minute)
            .map(|markdown| Hover { range: mention_range(analysis, mention), markdown }),
    })
}

/// The slip whose word is at byte `offset`.
fn slip(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let line = analysis.snapshot().line_of(offset);
    let start = analysis.snapshot().line_start(line);
    let findings = analysis.findings();
    let from = findings.partition_point(|f| (f.place.line as usize) < line);
    let on_line = findings.iter().skip(from).take_while(|f| f.place.line as usize == line);
    on_line.filter_map(|finding| told(analysis, finding, start)).find(|hover| hover.range.touches(offset))
}

/// What is told of `finding` if it is a slip, in a line that begins at byte `start`: both words, why, what each of
/// them means, where the wrong one would be right, the rule.
fn told(analysis: &Analysis, finding: &Finding, start: usize) -> Option<Hover> {
    let locale = analysis.options().locale;
    let told = lint::explanation(&analysis.context(), finding)?;
    let (wrong, right) = (escaped(&told.wrong), escaped(&told.right));
    let mut markdown = match (wrong.as_str(), right.as_str()) {
        ("", right) => format!("+ **{right}**"),
        (wrong, "") => format!("~~{wrong}~~"),
        (wrong, right) => format!("~~{wrong}~~ → **{right}**"),
    };
    match &told.why {
        Why::Meanings(Meanings { wrong, wrong_means, right, right_means }) => {
            let (wrong_means, right_means) = (escaped(wrong_means), escaped(right_means));
            markdown.push_str(&format!("\n\n- **{wrong}**：{wrong_means}\n- **{right}**：{right_means}"));
        }
        _ => markdown.push_str(&format!("\n\n{}", escaped(&told.reason(locale)))),
    }
    if !told.note.is_empty() && told.why != Why::Note(told.note.clone()) {
        markdown.push_str(&format!("\n\n{}", escaped(&told.note)));
    }
    markdown.push_str(&format!("\n\n{} (`{}`)", finding.rule.title.get(locale), finding.rule.id));
    let range = TextRange::new(start + told.word.start, start + told.word.end);
    Some(Hover { range, markdown })
}

/// What a reference means: one point in full, several as a list. Words that may speak of another
/// text say nothing where there is no such point in this one.
fn reference(analysis: &Analysis, mention: &Mention, characters_per_minute: u32) -> Option<String> {
    match mention.targets.as_slice() {
        [] if mention.reference.certain => {
            let locale = analysis.options().locale;
            Some(locale.pick("本稿中没有所指的条目", "No such point in this draft").to_owned())
        }
        [] => None,
        [id] => Some(point(analysis, *id, characters_per_minute)),
        many => {
            let names = many.iter().map(|id| format!("- {}", escaped(&section::name(analysis, *id))));
            Some(names.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// A point: the path to it, and what can be counted about it.
fn point(analysis: &Analysis, id: NodeId, characters_per_minute: u32) -> String {
    let outline = analysis.outline();
    let locale = analysis.options().locale;
    let mut path: Vec<String> =
        outline.ancestors(id).skip(1).map(|id| crumb(&section::name(analysis, id))).collect();
    path.reverse();
    path.push(format!("**{}**", escaped(&section::name(analysis, id))));
    let spoken = outline.node(id).map_or(0, |node| node.spoken);
    let facts = [
        place(analysis, id),
        Some(speech::length(spoken, characters_per_minute, locale)),
        speech::share(spoken, outline.spoken(), locale),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!("{}\n\n{}", path.join(" › "), facts.join(" · "))
}

/// 第2条，共4条: its place among its siblings as they stand, whatever their numbers say.
fn place(analysis: &Analysis, id: NodeId) -> Option<String> {
    let members = &analysis.outline().series_of(id)?.members;
    let nth = members.iter().position(|member| *member == id)? + 1;
    let all = members.len();
    let locale = analysis.options().locale;
    (all > 1).then(|| locale.pick(format!("第{nth}条，共{all}条"), format!("point {nth} of {all}")))
}

/// Characters of a name that the path shows for the sections above: enough to know them again.
const CRUMB: usize = 16;

fn crumb(name: &str) -> String {
    let mut short: String = name.chars().take(CRUMB).collect();
    if short.len() < name.len() && !short.ends_with('…') {
        short.push('…');
    }
    escaped(&short)
}

/// `text` so that Markdown shows it as it stands: placeholders (***, ____) are common in titles, and
/// 1. at the start would become a list.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_number = true;
    for (i, c) in text.chars().enumerate() {
        let special =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$')
                || i == 0 && matches!(c, '-' | '+' | '=')
                || i > 0 && in_number && matches!(c, '.' | ')');
        if special {
            out.push('\\');
        }
        in_number &= c.is_ascii_digit();
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
