//! One draft at one version, read and checked: what every feature is computed from.
//!
//! An [`Analysis`] is immutable and cheap to share. [`Analysis::update`] reads only the lines that an
//! edit touched; its result equals that of [`Analysis::new`] on the same text (a differential test
//! says so). Knows nothing of files, settings or the protocol.

mod cancel;
pub mod section;
pub mod speech;
mod spot;

use std::sync::Arc;

pub use cancel::{Cancel, Cancellable, Cancelled};
pub use spot::{Spot, mention_range};

use crate::lint::{self, Context, Finding, Fix, Levels};
use crate::locale::Locale;
use crate::outline::{self, BuildOptions, LineScan, Outline, Shift};
use crate::text::{Damage, Snapshot};

/// What the analysis must know besides the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The language of messages.
    pub locale: Locale,
    /// The writer's choices of rules.
    pub levels: Levels,
    /// Whether the draft is Markdown.
    pub markdown: bool,
}

/// A draft, read and checked.
#[derive(Debug, Clone)]
pub struct Analysis {
    snapshot: Snapshot,
    options: Arc<Options>,
    lines: Arc<Vec<Arc<LineScan>>>,
    outline: Arc<Outline>,
    findings: Arc<Vec<Finding>>,
}

impl Analysis {
    /// Reads the whole draft.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is raised.
    pub fn new(snapshot: Snapshot, options: Arc<Options>, cancel: &Cancel) -> Cancellable<Self> {
        let mut lines = Vec::with_capacity(snapshot.line_count());
        read_lines(&snapshot, 0..snapshot.line_count(), &mut lines, cancel)?;
        Self::from_lines(snapshot, options, lines, cancel)
    }

    /// Reads `snapshot`, a later state of this draft, given the damage done since.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is raised.
    pub fn update(
        &self,
        snapshot: Snapshot,
        damage: Damage,
        options: Arc<Options>,
        cancel: &Cancel,
    ) -> Cancellable<Self> {
        let count = snapshot.line_count();
        let head = damage.clean_head.min(self.lines.len()).min(count);
        let tail = damage.clean_tail.min(self.lines.len() - head).min(count - head);
        let mut read = Vec::new();
        read_lines(&snapshot, head..count - tail, &mut read, cancel)?;
        let old = self.lines.get(head..self.lines.len() - tail).unwrap_or_default();
        if options == self.options
            && old.len() == read.len()
            && let Some(shifts) = old.iter().zip(&read).map(|(old, new)| Shift::between(old, new)).collect()
        {
            return Ok(self.shifted(snapshot, head, read, shifts));
        }
        let mut lines = Vec::with_capacity(count);
        lines.extend(self.lines.iter().take(head).cloned());
        lines.append(&mut read);
        lines.extend(self.lines.iter().skip(self.lines.len() - tail).cloned());
        Self::from_lines(snapshot, options, lines, cancel)
    }

    /// This draft with `read` for the lines from `head` on, which differ by `shifts`: words were typed
    /// in paragraphs, and what stands behind them moves. The common key costs this much and no more.
    fn shifted(&self, snapshot: Snapshot, head: usize, read: Vec<Arc<LineScan>>, shifts: Vec<Shift>) -> Self {
        let mut shifted = Self { snapshot, ..self.clone() };
        for ((line, scan), shift) in (head..).zip(read).zip(shifts) {
            if let Some(place) = Arc::make_mut(&mut shifted.lines).get_mut(line) {
                *place = scan;
            }
            if !shift.is_identity() {
                Arc::make_mut(&mut shifted.outline).shift_line(line as u32, &shift);
            }
            // Also where no byte column moves: in the client's units one may.
            let line = line as u32;
            if shifted.findings.iter().any(|f| f.places().any(|p| p.line == line)) {
                Arc::make_mut(&mut shifted.findings).iter_mut().for_each(|f| f.shift_line(line, &shift));
            }
        }
        shifted
    }

    fn from_lines(
        snapshot: Snapshot,
        options: Arc<Options>,
        lines: Vec<Arc<LineScan>>,
        cancel: &Cancel,
    ) -> Cancellable<Self> {
        cancel.check()?;
        let outline = outline::build(&lines, BuildOptions { markdown: options.markdown });
        cancel.check()?;
        let context = Context::new(&snapshot, &lines, &outline, options.locale);
        let findings = lint::check(&context, &options.levels);
        Ok(Self {
            options,
            lines: Arc::new(lines),
            outline: Arc::new(outline),
            findings: Arc::new(findings),
            snapshot,
        })
    }

    /// The text.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Its lines as read.
    pub fn lines(&self) -> &[Arc<LineScan>] {
        &self.lines
    }

    /// Its outline.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Its findings in text order; the same allocation as before where an edit changed none.
    pub fn findings(&self) -> &Arc<Vec<Finding>> {
        &self.findings
    }

    /// The options it was made with.
    pub fn options(&self) -> &Arc<Options> {
        &self.options
    }

    /// The remedies of one of its findings, the best first.
    pub fn fixes(&self, finding: &Finding) -> Vec<Fix> {
        lint::fixes(&self.context(), finding)
    }

    /// What rules see.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.snapshot, &self.lines, &self.outline, self.options.locale)
    }
}

/// How many lines are read between two looks at the cancel flag: some 100 µs of work.
const LINES_PER_LOOK: usize = 256;

fn read_lines(
    snapshot: &Snapshot,
    range: std::ops::Range<usize>,
    lines: &mut Vec<Arc<LineScan>>,
    cancel: &Cancel,
) -> Cancellable<()> {
    // Blank lines are every second line of most drafts: they share one value.
    let blank = Arc::new(outline::scan_line(""));
    let mut from = range.start;
    while from < range.end {
        cancel.check()?;
        let to = (from + LINES_PER_LOOK).min(range.end);
        snapshot.for_each_line(from..to, |_, line| {
            lines.push(if line.is_empty() { blank.clone() } else { Arc::new(outline::scan_line(line)) });
        });
        from = to;
    }
    Ok(())
}
