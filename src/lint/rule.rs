//! What a rule is: its names, its documentation, its check and its fixes.

use std::cell::OnceCell;
use std::sync::Arc;

use super::finding::{Anchor, Finding, Fix, Related, Severity};
use super::series::Break;
use crate::locale::Locale;
use crate::outline::{LineScan, Outline, SeriesId};
use crate::proof::DraftSlips;
use crate::text::{LineRange, Snapshot};

/// A text in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Both {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Both {
    /// The version for `locale`.
    pub fn get(self, locale: Locale) -> &'static str {
        locale.pick(self.zh, self.en)
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Numbering, announced counts, references.
    Numbering,
    /// Slips of the pen.
    Typos,
}

impl Group {
    /// Its heading in the documentation.
    pub fn title(self) -> Both {
        match self {
            Group::Numbering => Both { zh: "序号", en: "Numbering" },
            Group::Typos => Both { zh: "错别字", en: "Typos" },
        }
    }
}

/// A piece of text that a rule must flag, and what its best fix makes of it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The text with the flagged places in `⟦…⟧`.
    pub flagged: &'static str,
    /// The text after the preferred fix of every finding, one after another; `None` where the rule has no fix.
    pub fixed: Option<&'static str>,
}

/// One rule. Everything said about it elsewhere is derived from this.
pub struct Rule {
    /// Its id: what is wrong, kebab-case. Never renamed.
    pub id: &'static str,
    /// Its group.
    pub group: Group,
    /// Its severity by default; single findings may weigh less.
    pub severity: Severity,
    /// One line: what is wrong.
    pub title: Both,
    /// What it does.
    pub what: Both,
    /// Why that is bad.
    pub why: Both,
    /// Texts that it flags.
    pub examples: &'static [Example],
    /// Texts that look alike and that it must not flag.
    pub clean: &'static [&'static str],
    /// Finds.
    pub check: fn(&Context<'_>, &mut Sink<'_>),
    /// Mends.
    pub fixes: fn(&Context<'_>, &Finding) -> Vec<Fix>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// What a rule sees.
pub struct Context<'a> {
    /// The text.
    pub snapshot: &'a Snapshot,
    /// Its lines as read.
    pub lines: &'a [Arc<LineScan>],
    /// Its outline.
    pub outline: &'a Outline,
    /// The slips of its lines as far as they are known; none for a draft that is not proofread.
    pub slips: &'a DraftSlips,
    /// The language to speak.
    pub locale: Locale,
    /// Where series break: four rules ask, the answer is worked out once.
    pub(super) breaks: OnceCell<Vec<(SeriesId, Break)>>,
}

impl<'a> Context<'a> {
    /// The context of a draft.
    pub fn new(
        snapshot: &'a Snapshot,
        lines: &'a [Arc<LineScan>],
        outline: &'a Outline,
        locale: Locale,
    ) -> Self {
        Self { snapshot, lines, outline, slips: DraftSlips::none(), locale, breaks: OnceCell::new() }
    }

    /// The same draft with the slips of its lines.
    pub fn with_slips(self, slips: &'a DraftSlips) -> Self {
        Self { slips, ..self }
    }

    /// The written text of `place`.
    pub fn text(&self, place: LineRange) -> std::borrow::Cow<'a, str> {
        self.snapshot.slice(place.resolve(self.snapshot))
    }
}

/// Where a rule puts its findings.
pub struct Sink<'a> {
    rule: &'static Rule,
    level: Option<Severity>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(rule: &'static Rule, level: Option<Severity>, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, level, findings }
    }

    /// Reports at the rule's own severity.
    pub fn report(&mut self, place: LineRange, message: String, related: Vec<Related>, anchor: Anchor) {
        self.report_at(self.rule.severity, place, message, related, anchor);
    }

    /// Reports at `severity`, unless the writer chose one.
    pub fn report_at(
        &mut self,
        severity: Severity,
        place: LineRange,
        message: String,
        related: Vec<Related>,
        anchor: Anchor,
    ) {
        let fixable = anchor != Anchor::Range;
        let severity = self.level.unwrap_or(severity);
        self.findings.push(Finding { rule: self.rule, severity, place, message, related, anchor, fixable });
    }
}
