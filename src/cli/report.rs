//! What `bigan check` says about drafts: one form for people, three for programs.

mod github;
mod human;
mod json;
mod place;
mod sarif;

use std::fmt::Display;
use std::io::{self, Write};
use std::sync::Arc;

use anstyle::{AnsiColor, Style};

pub use place::Place;

use super::Status;
use super::arguments::Format;
use super::console::Console;
use super::drafts::Source;
use crate::analysis::Analysis;
use crate::lint::{Finding, Fix, Severity};
use crate::settings::Settings;

/// A draft that has been checked.
pub struct Checked {
    /// Where it comes from.
    pub source: Source,
    /// What was found.
    pub analysis: Analysis,
    /// The best remedy of each finding, in the same order.
    pub remedies: Vec<Option<Fix>>,
    /// The settings of its folder.
    pub settings: Arc<Settings>,
    /// How many places were mended before.
    pub mended: usize,
    /// The whole text, where it is to go to standard output.
    pub output: Option<String>,
    /// Why it could not be mended.
    pub complaint: Option<String>,
}

impl Checked {
    /// The draft with the best remedy of each finding, nothing mended.
    pub fn new(source: Source, analysis: Analysis, settings: Arc<Settings>) -> Self {
        let remedies = analysis.findings().iter().map(|finding| remedy(&analysis, finding)).collect();
        Self { source, analysis, remedies, settings, mended: 0, output: None, complaint: None }
    }

    /// Its findings, each with its best remedy.
    pub fn findings(&self) -> impl Iterator<Item = (&Finding, Option<&Fix>)> {
        self.analysis.findings().iter().map(AsRef::as_ref).zip(self.remedies.iter().map(Option::as_ref))
    }
}

/// The preferred fix; where none is, the first, which the rule thinks best.
fn remedy(analysis: &Analysis, finding: &Finding) -> Option<Fix> {
    let mut fixes = analysis.fixes(finding);
    let best = fixes.iter().position(|fix| fix.preferred).unwrap_or(0);
    (best < fixes.len()).then(|| fixes.swap_remove(best))
}

/// How the whole run went.
#[derive(Debug, Default)]
pub struct Summary {
    /// Drafts checked.
    pub drafts: usize,
    /// Findings by severity: error, warning, information, hint.
    pub counts: [usize; 4],
    /// Findings whose best remedy is safe.
    pub mendable: usize,
    /// Places mended.
    pub mended: usize,
    /// What could not be done.
    pub failures: Vec<String>,
    /// Drafts left out because their settings cannot be read.
    pub unchecked: usize,
}

impl Summary {
    /// Notes and says what could not be done.
    pub fn fail(&mut self, message: String, console: &mut Console) {
        console.complain(&message);
        self.failures.push(message);
    }

    fn count(&mut self, checked: &Checked) {
        self.drafts += 1;
        self.mended += checked.mended;
        for (finding, fix) in checked.findings() {
            if let Some(count) = self.counts.get_mut(finding.severity as usize) {
                *count += 1;
            }
            self.mendable += usize::from(fix.is_some_and(|fix| fix.safe));
        }
    }

    /// How the run ended.
    pub fn status(&self) -> Status {
        let [errors, warnings, ..] = self.counts;
        if self.unchecked > 0 || !self.failures.is_empty() {
            Status::Failed
        } else if errors + warnings > 0 {
            Status::Findings
        } else {
            Status::Clean
        }
    }
}

/// A report under way.
pub struct Report {
    form: Box<dyn Form>,
    /// Whether it goes to standard error, because standard output takes a draft.
    beside: bool,
}

/// One form of report.
trait Form {
    /// What stands before all drafts.
    fn start(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One draft.
    fn draft(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()>;

    /// What stands after all drafts.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

impl Report {
    /// Begins a report in `format`; with `outline` the form for people shows outlines too.
    pub fn new(format: Format, outline: bool, beside: bool, console: &mut Console) -> io::Result<Self> {
        let form: Box<dyn Form> = match format {
            Format::Human => Box::new(human::Human::new(outline, console.locale)),
            Format::Json => Box::new(json::Json::default()),
            Format::Sarif => Box::new(sarif::Sarif::new(console.locale)),
            Format::Github => Box::new(github::Github),
        };
        let mut report = Self { form, beside };
        report.form.start(place_for(beside, console))?;
        Ok(report)
    }

    /// Adds one draft and counts its findings.
    pub fn add(&mut self, checked: &Checked, summary: &mut Summary, console: &mut Console) -> io::Result<()> {
        if let Some(text) = &checked.output {
            console.raw(text)?;
        }
        summary.count(checked);
        self.form.draft(checked, place_for(self.beside, console))?;
        if let Some(complaint) = &checked.complaint {
            summary.fail(complaint.clone(), console);
        }
        Ok(())
    }

    /// Ends the report.
    pub fn finish(&mut self, summary: &Summary, console: &mut Console) -> io::Result<()> {
        self.form.finish(summary, place_for(self.beside, console))
    }
}

fn place_for(beside: bool, console: &mut Console) -> &mut dyn Write {
    if beside { console.err() } else { console.out() }
}

/// `text` in `style`.
pub fn paint(style: Style, text: impl Display) -> impl Display {
    format!("{style}{text}{style:#}")
}

/// Severities in the order of their weight, which is the order of [`Summary::counts`].
const SEVERITIES: [Severity; 4] = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];

/// How a severity looks.
pub fn severity_style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Information => AnsiColor::Blue,
        Severity::Hint => AnsiColor::Cyan,
    };
    Style::new().bold().fg_color(Some(color.into()))
}
