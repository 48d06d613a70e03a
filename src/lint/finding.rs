//! What a rule reports, and how it can be mended.

use super::rule::Rule;
use crate::outline::{NodeId, SeriesId, Shift};
use crate::text::{Edits, LineRange};

/// How much a finding weighs; the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Numbering that is surely wrong.
    Error,
    /// Surely a mistake.
    Warning,
    /// Probably a mistake, worth a look.
    Information,
    /// Style.
    Hint,
}

impl Severity {
    /// The name used in settings and output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint]
            .into_iter()
            .find(|s| s.name() == name)
    }
}

/// One finding. Its fixes are worked out only when asked for, see [`super::fixes`].
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// How much it weighs, after the writer's settings.
    pub severity: Severity,
    /// The place.
    pub place: LineRange,
    /// What is wrong and what was expected, in the writer's language.
    pub message: String,
    /// The places that it disagrees with.
    pub related: Vec<Related>,
    /// What the rule needs to work out the fixes.
    pub anchor: Anchor,
    /// Whether there is any fix.
    pub fixable: bool,
}

impl Finding {
    /// All places that it shows: its own and the related ones.
    pub fn places(&self) -> impl Iterator<Item = LineRange> {
        std::iter::once(self.place).chain(self.related.iter().map(|r| r.place))
    }

    /// The same after `shift` on `line`.
    pub(crate) fn shifted(&self, line: u32, shift: &Shift) -> Self {
        let mut shifted = self.clone();
        let places =
            std::iter::once(&mut shifted.place).chain(shifted.related.iter_mut().map(|r| &mut r.place));
        for place in places.filter(|p| p.line == line) {
            (place.start, place.end) = (shift.column(place.start), shift.column(place.end));
        }
        shifted
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        (self.rule.id, self.severity, self.place, &self.message, &self.related)
            == (other.rule.id, other.severity, other.place, &other.message, &other.related)
    }
}

/// Another place that matters to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where it is.
    pub place: LineRange,
    /// What stands there.
    pub message: String,
}

/// What a finding hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing but its range.
    Range,
    /// A member of a series (by its place in it) and the number it should have.
    Member {
        /// The series.
        series: SeriesId,
        /// The place in it, from 0.
        index: usize,
        /// The number that belongs there.
        expected: u32,
    },
    /// A node.
    Node(NodeId),
    /// The slip that begins there, of a line's slips.
    Slip,
    /// The `index`th of something in a line: an announced count, a reference.
    Line {
        /// The line.
        line: u32,
        /// Which one, from 0.
        index: usize,
        /// The number that belongs there.
        expected: u32,
    },
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the writer's language: 改为“三、”.
    pub title: String,
    /// The edits, to be applied in one step.
    pub edits: Edits,
    /// Whether no reader could object, so that it may be applied without asking.
    pub safe: bool,
    /// Whether it is the best of its finding; at most one is.
    pub preferred: bool,
}
