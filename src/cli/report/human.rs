//! The report for people: each finding with its line, the places that it disagrees with, and its remedy.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Checked, Form, SEVERITIES, Summary, paint, severity_style};
use crate::cli::excerpt::{Excerpt, cut_end, visible};
use crate::cli::tree;
use crate::lint::{Finding, Fix, Related, Severity};
use crate::locale::Locale;
use crate::text::{Encoding, Snapshot};

/// The report for people.
pub struct Human {
    outline: bool,
    locale: Locale,
}

const FAINT: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();

/// Columns of a line's excerpt: with the line number it fits a terminal of 80.
const ROOM: usize = 70;

impl Human {
    /// Nothing reported yet; with `outline`, each draft's outline stands before its findings.
    pub fn new(outline: bool, locale: Locale) -> Self {
        Self { outline, locale }
    }
}

impl Form for Human {
    fn draft(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        if self.outline {
            tree::write(&checked.source.name(), &checked.analysis, &checked.settings, out)?;
            writeln!(out)?;
        }
        for (finding, fix) in checked.findings() {
            self.finding(checked, finding, fix, out)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let (style, text) = verdict(summary, self.locale);
        write!(out, "{}", paint(style, text))?;
        if summary.mended > 0 {
            let count = summary.mended;
            let places = if count == 1 { "place" } else { "places" };
            write!(
                out,
                "{}",
                self.locale.pick(format!("；已改好 {count} 处"), format!("; {count} {places} mended"))
            )?;
        }
        if summary.mendable > 0 {
            let count = summary.mendable;
            write!(
                out,
                "{}",
                self.locale.pick(
                    format!("；其中 {count} 处可用 --fix 自动改好"),
                    format!("; {count} can be mended by --fix")
                )
            )?;
        }
        writeln!(out)
    }
}

impl Human {
    fn finding(
        &self,
        checked: &Checked,
        finding: &Finding,
        fix: Option<&Fix>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let snapshot = checked.analysis.snapshot();
        let locale = checked.analysis.options().locale;
        let at = snapshot.position(finding.place.resolve(snapshot).start, Encoding::Utf32);
        let style = severity_style(finding.severity);
        let name = visible(&checked.source.name());
        writeln!(
            out,
            "{}{} {}{} {}",
            paint(STRONG, format_args!("{name}:{}:{}", at.line + 1, at.column + 1)),
            paint(FAINT, ":"),
            paint(style, severity_name(finding.severity, locale)),
            locale
                .pick(format!("：{}", visible(&finding.message)), format!(": {}", visible(&finding.message))),
            paint(FAINT, format_args!("[{}]", finding.rule.id)),
        )?;
        let gutter = (at.line + 1).to_string().len();
        line_with_place(snapshot, finding, style, gutter, out)?;
        for related in &finding.related {
            let note = related_note(snapshot, related, locale);
            writeln!(out, "{:gutter$} {} {note}", "", paint(FAINT, "="))?;
        }
        if let Some(fix) = fix {
            let note = match (fix.safe, locale) {
                (true, Locale::Zh) => format!("修正：{}（--fix 可自动改好）", visible(&fix.title)),
                (false, Locale::Zh) => format!("修正：{}", visible(&fix.title)),
                (true, Locale::En) => format!("fix: {} (done by --fix)", visible(&fix.title)),
                (false, Locale::En) => format!("fix: {}", visible(&fix.title)),
            };
            let green = Style::new().fg_color(Some(AnsiColor::Green.into()));
            writeln!(out, "{:gutter$} {} {}", "", paint(FAINT, "="), paint(green, note))?;
        }
        writeln!(out)
    }
}

/// The line with the place underlined; of a place that runs over lines, its first line.
fn line_with_place(
    snapshot: &Snapshot,
    finding: &Finding,
    style: Style,
    gutter: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = finding.place.line as usize;
    let (start, end) = (finding.place.start as usize, finding.place.end as usize);
    let excerpt = Excerpt::of(&snapshot.line(line), start, end, ROOM);
    let bar = paint(FAINT, "|");
    writeln!(
        out,
        "{} {bar} {}{}{}",
        paint(FAINT, line + 1),
        excerpt.before,
        paint(style, &excerpt.place),
        excerpt.after
    )?;
    let marks = "^".repeat(excerpt.width());
    writeln!(out, "{:gutter$} {bar} {:indent$}{}", "", "", paint(style, marks), indent = excerpt.indent())
}

fn related_note(snapshot: &Snapshot, related: &Related, locale: Locale) -> String {
    /// Enough to find the line again.
    const LINE_ROOM: usize = 30;
    let at = snapshot.position(related.place.resolve(snapshot).start, Encoding::Utf32);
    let message = visible(&related.message);
    let line = visible(snapshot.line(at.line).trim());
    let line = cut_end(&line, LINE_ROOM);
    let number = at.line + 1;
    locale.pick(format!("{message}（第 {number} 行：{line}）"), format!("{message} (line {number}: {line})"))
}

fn severity_name(severity: Severity, locale: Locale) -> &'static str {
    match severity {
        Severity::Error => locale.pick("错误", "error"),
        Severity::Warning => locale.pick("警告", "warning"),
        Severity::Information => locale.pick("疑问", "information"),
        Severity::Hint => locale.pick("建议", "hint"),
    }
}

/// The last line: how many drafts, how many findings of which weight.
fn verdict(summary: &Summary, locale: Locale) -> (Style, String) {
    let drafts = summary.drafts;
    let found: Vec<String> = SEVERITIES
        .into_iter()
        .zip(summary.counts)
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| {
            let name = severity_name(severity, locale);
            locale.pick(format!("{name} {count} 处"), format!("{count} {name}"))
        })
        .collect();
    let worst = SEVERITIES.into_iter().zip(summary.counts).find(|(_, count)| *count > 0);
    let style =
        worst.map_or(Style::new().bold().fg_color(Some(AnsiColor::Green.into())), |(s, _)| severity_style(s));
    let files = if drafts == 1 { "draft" } else { "drafts" };
    let text = if found.is_empty() {
        locale.pick(
            format!("检查了 {drafts} 篇稿子，没有发现问题"),
            format!("{drafts} {files} checked, nothing found"),
        )
    } else {
        locale.pick(
            format!("检查了 {drafts} 篇稿子：{}", found.join("，")),
            format!("{drafts} {files} checked: {}", found.join(", ")),
        )
    };
    (style, text)
}
