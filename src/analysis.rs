//! One draft at one version, read and checked: what every feature is computed from.
//!
//! An [`Analysis`] is immutable and cheap to share. [`Analysis::update`] reads only the lines that an
//! edit touched; its result equals that of [`Analysis::new`] on the same text (`tests/promises.rs`
//! says so). Knows nothing of files, settings or the protocol.

mod cancel;
pub mod section;
pub mod speech;
mod spot;

use std::ops::Range;
use std::sync::Arc;

pub use cancel::{Cancel, Cancellable, Cancelled};
pub use spot::{Spot, mention_range};

use crate::lint::{self, Anchor, Context, Finding, Fix, Levels};
use crate::locale::Locale;
use crate::outline::{self, BuildOptions, LineScan, Outline, Shift};
use crate::proof::{DraftSlips, LineSlips, Memory, Proofreader};
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
    /// How its lines are proofread, see [`Analysis::proofread`].
    pub proofreader: Proofreader,
}

/// A draft, read and checked.
#[derive(Debug, Clone)]
pub struct Analysis {
    snapshot: Snapshot,
    options: Arc<Options>,
    lines: Arc<Vec<Arc<LineScan>>>,
    /// The slips of each line, as far as it was proofread.
    slips: DraftSlips,
    outline: Arc<Outline>,
    /// Each shared, so that whoever has written one for a client need not write it again.
    findings: Arc<Vec<Arc<Finding>>>,
}

impl Analysis {
    /// Reads the whole draft.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is raised.
    pub fn new(snapshot: Snapshot, options: Arc<Options>, cancel: &Cancel) -> Cancellable<Self> {
        let mut lines = Vec::with_capacity(snapshot.line_count());
        read_lines(&snapshot, 0..snapshot.line_count(), &mut lines, cancel)?;
        let slips = unread(lines.len());
        Self::from_lines(snapshot, options, lines, slips, cancel)
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
        let slips = if options.proofreader == self.options.proofreader {
            self.slips_after(&snapshot, head..self.lines.len() - tail, head..count - tail)
        } else {
            unread(count)
        };
        let mut lines = Vec::with_capacity(count);
        lines.extend(self.lines.iter().take(head).cloned());
        lines.append(&mut read);
        lines.extend(self.lines.iter().skip(self.lines.len() - tail).cloned());
        Self::from_lines(snapshot, options, lines, slips, cancel)
    }

    /// The slips of the lines of `snapshot`, in which the lines `new` stand for the lines `old` of this
    /// draft. Of lines that say the same as before nothing is lost; of the others what still holds is kept
    /// where each answers to one that was there, and what the speller remembers in any case.
    fn slips_after(&self, snapshot: &Snapshot, mut old: Range<usize>, mut new: Range<usize>) -> DraftSlips {
        let same = |old: usize, new: usize| self.snapshot.line(old) == snapshot.line(new);
        while !old.is_empty() && !new.is_empty() && same(old.start, new.start) {
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        while !old.is_empty() && !new.is_empty() && same(old.end - 1, new.end - 1) {
            (old.end, new.end) = (old.end - 1, new.end - 1);
        }
        let part = |range: Range<usize>| range.filter_map(|line| self.slips.get(line));
        let memory = match old.len() == new.len() {
            true => Memory::default(),
            false => Memory::all(part(old.clone()).map(|known| &known.memory)),
        };
        let (first, pairs) = (new.start, old.len() == new.len());
        let between =
            new.map(|line| match part(old.start + line - first..old.end).next().filter(|_| pairs) {
                Some(known) => {
                    known.carried(&self.snapshot.line(old.start + line - first), &snapshot.line(line))
                }
                None => LineSlips { memory: memory.clone(), ..LineSlips::default() },
            });
        let (head, tail) = (part(0..old.start), part(old.end..self.slips.len()));
        head.cloned().chain(between).chain(tail.cloned()).collect()
    }

    /// This draft with `read` for the lines from `head` on, which differ by `shifts`: words were typed
    /// in paragraphs, and what stands behind them moves. The common key costs this much and no more.
    fn shifted(&self, snapshot: Snapshot, head: usize, read: Vec<Arc<LineScan>>, shifts: Vec<Shift>) -> Self {
        let mut shifted = Self { snapshot, ..self.clone() };
        for ((line, scan), shift) in (head..).zip(read).zip(shifts) {
            let (old, new) = (self.snapshot.line(line), shifted.snapshot.line(line));
            if old == new {
                continue;
            }
            let slips = self.slips.get(line).map(|known| known.carried(&old, &new));
            shifted.slips.set(line, slips.unwrap_or_default());
            if let Some(place) = Arc::make_mut(&mut shifted.lines).get_mut(line) {
                *place = scan;
            }
            if !shift.is_identity() {
                Arc::make_mut(&mut shifted.outline).shift_line(line as u32, &shift);
            }
            // Also where no byte column moves: in the client's units one may.
            let line = line as u32;
            let here = |f: &Finding| f.places().any(|place| place.line == line);
            if shifted.findings.iter().any(|f| here(f)) {
                let findings = Arc::make_mut(&mut shifted.findings).iter_mut().filter(|f| here(f));
                findings.for_each(|f| *f = Arc::new(f.shifted(line, &shift)));
                shifted.report_slips(line);
            }
        }
        shifted
    }

    fn from_lines(
        snapshot: Snapshot,
        options: Arc<Options>,
        lines: Vec<Arc<LineScan>>,
        slips: DraftSlips,
        cancel: &Cancel,
    ) -> Cancellable<Self> {
        cancel.check()?;
        let outline = outline::build(&lines, BuildOptions { markdown: options.markdown });
        cancel.check()?;
        let context = Context::new(&snapshot, &lines, &outline, options.locale).with_slips(&slips);
        let findings = lint::check(&context, &options.levels);
        Ok(Self {
            options,
            lines: Arc::new(lines),
            slips,
            outline: Arc::new(outline),
            findings: Arc::new(findings.into_iter().map(Arc::new).collect()),
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

    /// Its findings in text order; the list and each of them the same allocation as before where an edit
    /// touched none of the lines that they name.
    pub fn findings(&self) -> &Arc<Vec<Arc<Finding>>> {
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
        Context::new(&self.snapshot, &self.lines, &self.outline, self.options.locale).with_slips(&self.slips)
    }

    /// Proofreads lines that were not yet read as they stand, some `bytes` of them at most: first those that
    /// were read before and touched since, where the writer is, then the others from the first on. Slow beside
    /// everything else here: the speller weighs every character.
    ///
    /// # Errors
    /// [`Cancelled`] once `cancel` is raised.
    pub fn proofread(&self, bytes: usize, cancel: &Cancel) -> Cancellable<Self> {
        let mut read = self.clone();
        let mut left = bytes;
        let (touched, new): (Vec<_>, Vec<_>) =
            self.slips.unread().partition(|(_, known)| !known.memory.is_empty());
        for (line, known) in touched.into_iter().chain(new) {
            cancel.check()?;
            let text = self.snapshot.line(line);
            if text.len() > left && left < bytes {
                break;
            }
            left = left.saturating_sub(text.len());
            let stop = || cancel.check().is_err();
            let read_line = self.options.proofreader.read(&text, &known.memory, &stop);
            let (slips, memory) = read_line.ok_or(Cancelled)?;
            let changed = *slips != *known.slips;
            let slips = if changed { slips.into() } else { known.slips.clone() };
            read.slips.set(line, LineSlips { slips, memory, current: true });
            if changed {
                read.report_slips(line as u32);
            }
        }
        Ok(read)
    }

    /// How many bytes of the draft are still to be proofread.
    pub fn unread(&self) -> usize {
        self.slips.unread().filter_map(|(line, _)| self.lines.get(line)).map(|line| line.len as usize).sum()
    }

    /// Whether every line was proofread as it stands.
    pub fn is_proofread(&self) -> bool {
        self.slips.unread().next().is_none()
    }

    /// Brings the findings on the slips of `line` up to date.
    fn report_slips(&mut self, line: u32) {
        let levels = &self.options.levels;
        let new = lint::check_slips(&self.context(), line..line + 1, levels);
        let findings = Arc::make_mut(&mut self.findings);
        let start = findings.partition_point(|f| f.place.line < line);
        let end = findings.partition_point(|f| f.place.line <= line);
        let others = findings.get(start..end).unwrap_or_default().iter().filter(|f| f.anchor != Anchor::Slip);
        let mut of_line: Vec<Arc<Finding>> = others.cloned().chain(new.into_iter().map(Arc::new)).collect();
        of_line.sort_by(|a, b| (a.place, a.rule.id).cmp(&(b.place, b.rule.id)));
        findings.splice(start..end, of_line);
    }
}

/// The slips of `count` lines of which none was read.
fn unread(count: usize) -> DraftSlips {
    std::iter::repeat_n(LineSlips::default(), count).collect()
}

/// How many lines are read between two looks at the cancel flag: some 100 µs of work.
const LINES_PER_LOOK: usize = 256;

fn read_lines(
    snapshot: &Snapshot,
    range: Range<usize>,
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
