//! `bigan rules`, and the page `docs/rules.md`: everything is taken from the table of rules.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::Status;
use super::arguments::RulesArguments;
use super::console::Console;
use super::excerpt::width;
use super::report::{paint, severity_style};
use crate::lint::{self, RULES, Rule};
use crate::locale::Locale;
use crate::settings::nearest;

/// Lists the rules, or shows one.
pub fn run(arguments: &RulesArguments, console: &mut Console) -> io::Result<Status> {
    let locale = console.locale;
    let Some(id) = &arguments.id else {
        list(locale, console.out())?;
        return Ok(Status::Clean);
    };
    match find(id, locale) {
        Ok(rule) => {
            page(rule, locale, console.out())?;
            Ok(Status::Clean)
        }
        Err(message) => {
            console.complain(&message);
            Ok(Status::Failed)
        }
    }
}

/// The rule with that id, or what to say where there is none.
pub fn find(id: &str, locale: Locale) -> Result<&'static Rule, String> {
    lint::rule(id).ok_or_else(|| match nearest(id, RULES.iter().map(|rule| rule.id)) {
        Some(guess) => locale.pick(
            format!("没有“{id}”这条规则，是不是 {guess}？"),
            format!("there is no rule `{id}`, did you mean `{guess}`?"),
        ),
        None => locale.pick(
            format!("没有“{id}”这条规则；bigan rules 列出全部规则"),
            format!("there is no rule `{id}`; `bigan rules` lists them all"),
        ),
    })
}

fn list(locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let ids = RULES.iter().map(|rule| width(rule.id)).max().unwrap_or(0);
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            group = Some(rule.group);
            writeln!(out, "{}", paint(Style::new().bold(), rule.group.title().get(locale)))?;
        }
        let severity = rule.severity.name();
        writeln!(
            out,
            "  {:ids$}  {}{:gap$}  {}",
            rule.id,
            paint(severity_style(rule.severity), severity),
            "",
            rule.title.get(locale),
            gap = "information".len() - severity.len(),
        )?;
    }
    Ok(())
}

fn page(rule: &Rule, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let heading = Style::new().bold();
    writeln!(
        out,
        "{}  {}  {}\n{}",
        paint(heading, rule.id),
        paint(severity_style(rule.severity), rule.severity.name()),
        rule.group.title().get(locale),
        rule.title.get(locale),
    )?;
    for (title, text) in [
        (locale.pick("查什么", "What it does"), rule.what.get(locale)),
        (locale.pick("为什么", "Why"), rule.why.get(locale)),
    ] {
        writeln!(out, "\n{}\n{}", paint(heading, title), indented(text))?;
    }
    let flagged = Style::new().bold().underline().fg_color(Some(AnsiColor::Red.into()));
    for example in rule.examples {
        let text =
            example.flagged.replace('⟦', &format!("{flagged}⟦")).replace('⟧', &format!("⟧{flagged:#}"));
        let title = locale.pick("例（⟦⟧ 里的会被指出）", "Example (what stands in ⟦⟧ is flagged)");
        writeln!(out, "\n{}\n{}", paint(heading, title), indented(&text))?;
        if let Some(fixed) = example.fixed {
            let title = locale.pick("改后", "Fix");
            writeln!(out, "\n{}\n{}", paint(heading, title), indented(fixed))?;
        }
    }
    for clean in rule.clean {
        let title = locale.pick("相似而不算错", "Looks alike, is right");
        writeln!(out, "\n{}\n{}", paint(heading, title), indented(clean))?;
    }
    Ok(())
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

/// The page `docs/rules.md`: all rules in both languages.
pub fn reference_page() -> String {
    let mut out = String::from(HEAD);
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            group = Some(rule.group);
            let title = rule.group.title();
            let _ = write!(out, "\n## {} · {}\n", title.zh, title.en);
        }
        section(rule, &mut out);
    }
    out
}

const HEAD: &str = "\
<!-- Made from the rules in src/lint/rules; `BIGAN_UPDATE=1 cargo test` rewrites it. -->
# 规则 · Rules

⟦⟧ 里的是会被指出的地方。在 `.bigan.toml` 的 `[rules]` 一节里可以改每条规则的级别或关掉它，见 [settings.md](settings.md)。

What stands in ⟦⟧ is flagged. Section `[rules]` of `.bigan.toml` changes a rule's severity or switches it off, see [settings.md](settings.md).
";

fn section(rule: &Rule, out: &mut String) {
    let _ = write!(
        out,
        "\n### {}\n\n`{}` · {} · {}\n",
        rule.id,
        rule.severity.name(),
        rule.title.zh,
        rule.title.en
    );
    for (title, text) in [("查什么 · What it does", rule.what), ("为什么 · Why", rule.why)] {
        let _ = write!(out, "\n**{title}**\n\n{}\n\n{}\n", text.zh, text.en);
    }
    for example in rule.examples {
        let _ = write!(out, "\n**例 · Example**\n\n{}", fenced(example.flagged));
        if let Some(fixed) = example.fixed {
            let _ = write!(out, "\n**改后 · Fix**\n\n{}", fenced(fixed));
        }
    }
    for clean in rule.clean {
        let _ = write!(out, "\n**相似而不算错 · Looks alike, is right**\n\n{}", fenced(clean));
    }
}

fn fenced(text: &str) -> String {
    format!("```text\n{}\n```\n", text.trim_end_matches('\n'))
}
