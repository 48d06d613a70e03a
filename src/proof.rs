//! The slips of one line: what the tables and the speller find, settled where they meet.
//!
//! A line depends on nothing but its text, the writer's own words and the model, so a line that was not
//! touched is never read again. Pure; rules, severities and messages belong to `lint`.

mod accepted;
mod draft;
mod memory;
mod why;
mod words;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use crate::spelling::{Suspicion, model::Model};
use crate::typo::{self, Grade};

pub use accepted::{Accepted, MARKS};
pub use draft::DraftSlips;
pub use memory::Memory;
pub use why::Why;
pub use words::Words;

pub use crate::typo::Meanings;

/// What kind of slip it is; the surest source first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A word taken for another, as a table knows.
    Confused,
    /// A set wording that is misquoted.
    Misquoted,
    /// A character or a word written twice.
    Repeated,
    /// 的, 地 and 得 taken for one another.
    Particle,
    /// Something that the speller finds improbable.
    Suspect,
}

/// How sure a slip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// A mistake.
    Sure,
    /// Probably one.
    Likely,
    /// A matter of style, or of doubt.
    Arguable,
}

/// One slip of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What kind.
    pub kind: Kind,
    /// How sure.
    pub certainty: Certainty,
    /// What is wrong, in bytes of the line.
    pub range: Range<usize>,
    /// What should stand there; empty for something to be deleted.
    pub right: String,
    /// The word in which it stands, in bytes of the line; at least `range`.
    pub word: Range<usize>,
    /// Why, in Chinese; may be empty.
    pub note: String,
    /// Whether it may be mended unasked: a slip in any company.
    pub safe: bool,
}

/// The slips of one line of a draft that is being written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineSlips {
    /// The slips, in order and disjoint.
    pub slips: Arc<[Slip]>,
    /// Whether they are of the line as it stands: a line just touched keeps, until it is read again,
    /// what it showed before where the text is still the same.
    pub current: bool,
    /// What the speller remembers of the line and, until it is read again, of what stood here before.
    pub memory: Memory,
}

impl LineSlips {
    /// What still holds of these slips of the line `old` now that it is `new`, to be read again.
    pub fn carried(&self, old: &str, new: &str) -> Self {
        let front = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - front;
        let back = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
        let moved = |at: usize| at + new.len() - old.len();
        let slips = self.slips.iter().filter_map(|slip| {
            if slip.word.end <= front {
                Some(slip.clone())
            } else if slip.word.start >= old.len() - back {
                let range = moved(slip.range.start)..moved(slip.range.end);
                let word = moved(slip.word.start)..moved(slip.word.end);
                Some(Slip { range, word, ..slip.clone() })
            } else {
                None
            }
        });
        Self { slips: slips.collect(), current: false, memory: self.memory.clone() }
    }
}

/// The model that the program carries; `None` if it is damaged.
static MODEL: LazyLock<Option<Arc<Model>>> = LazyLock::new(|| {
    let cloze = Cow::Borrowed(&include_bytes!("../data/cloze.model")[..]);
    Model::from_bytes(Cow::Borrowed(include_bytes!("../data/spelling.model")), cloze).map(Arc::new)
});

/// Makes ready what every reading needs, so that the first one need not wait for it.
pub fn prepare() {
    Proofreader { speller: true, ..Proofreader::default() }.slips("准备好了。");
}

/// From this probability on the speller is sure, and from this one on it speaks at all. Set where of clean news
/// sentences one in a thousand and one in a hundred are touched (`bigan model score`).
const SURE: f32 = 0.97;
const LIKELY: f32 = 0.78;
/// Slips come together, where someone was in a hurry: beside a sure one this is enough to be sure.
const SURE_BESIDE: f32 = 0.8;
/// In a title, which may say what it likes, it speaks from this probability on, and is never sure.
const IN_TITLE: f32 = 0.95;

/// What the reading of a line needs besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proofreader {
    /// The writer's own words, which are never wrong.
    pub words: Words,
    /// Places that the writer wants to stay as they are.
    pub accepted: Accepted,
    /// Whether the speller reads too, or the tables alone.
    pub speller: bool,
}

impl Proofreader {
    /// The slips of `line`, in order and disjoint.
    pub fn slips(&self, line: &str) -> Vec<Slip> {
        self.read(line, &Memory::default(), &|| false).unwrap_or_default().0
    }

    /// The same, where the speller reads only what it does not remember; and what it is to remember. `None`
    /// once `stop` says so: a paragraph of a megabyte takes seconds.
    pub fn read(&self, line: &str, memory: &Memory, stop: &dyn Fn() -> bool) -> Option<(Vec<Slip>, Memory)> {
        if !line.chars().any(|c| c >= '\u{4E00}') {
            return Some(Default::default());
        }
        let slips = listed(line);
        let (found, memory) = match MODEL.as_ref().filter(|_| self.speller) {
            Some(model) => memory.suspicions(model, line, LIKELY, stop)?,
            None => Default::default(),
        };
        Some((self.settled(line, slips, found), memory))
    }

    /// What remains of the `slips` of the tables and of what the speller `found`.
    fn settled(&self, line: &str, mut slips: Vec<Slip>, found: Vec<Suspicion>) -> Vec<Slip> {
        slips.extend(suspected(line, found));
        if slips.is_empty() {
            return slips;
        }
        let own = self.words.places(line);
        slips.retain(|slip| !own.iter().any(|o| o.start < slip.range.end && slip.range.start < o.end));
        let accepted = self.accepted.places(line);
        slips.retain(|slip| !accepted.iter().any(|a| a.start <= slip.range.start && slip.range.end <= a.end));
        // Where two meet, the surer source counts.
        slips.sort_by_key(|slip| (slip.certainty == Certainty::Arguable, slip.kind, slip.range.start));
        let mut kept: Vec<Slip> = Vec::with_capacity(slips.len());
        for slip in slips {
            if kept.iter().all(|k| slip.range.end <= k.range.start || k.range.end <= slip.range.start) {
                kept.push(slip);
            }
        }
        kept.sort_by_key(|slip| slip.range.start);
        kept
    }
}

/// What the tables know.
fn listed(line: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut add = |kind, grade, range: Range<usize>, right: &str, note: String| {
        let certainty = match grade {
            Grade::Certain | Grade::Context if kind != Kind::Misquoted => Certainty::Sure,
            Grade::Certain | Grade::Context => Certainty::Likely,
            Grade::Arguable => Certainty::Arguable,
        };
        let safe = grade == Grade::Certain && matches!(kind, Kind::Confused | Kind::Repeated);
        let word = range.clone();
        let (range, right) = differing(line, range, right);
        let right = right.to_owned();
        slips.push(Slip { kind, certainty, range, right, word, note, safe });
    };
    for c in typo::confusions(line) {
        add(Kind::Confused, c.grade, c.range, c.right, c.note.to_owned());
    }
    for m in typo::misquotes(line, None) {
        let note = format!("{}：{}", m.name, m.wording);
        add(Kind::Misquoted, Grade::Context, m.range, &m.right, note);
    }
    for r in typo::repeats(line) {
        add(Kind::Repeated, r.grade, r.range, "", String::new());
    }
    for p in typo::particles(line) {
        add(Kind::Particle, p.grade, p.range, p.right, String::new());
    }
    slips
}

/// The part of `range` that `right` changes, and what it becomes; all of it where nothing would be left.
fn differing<'r>(line: &str, range: Range<usize>, right: &'r str) -> (Range<usize>, &'r str) {
    let wrong = line.get(range.clone()).unwrap_or_default();
    let same = |(a, b): &(char, char)| a == b;
    let front: usize = wrong.chars().zip(right.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let rest = (wrong.get(front..).unwrap_or_default(), right.get(front..).unwrap_or_default());
    let ends = rest.0.chars().rev().zip(rest.1.chars().rev());
    let back: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    match right.get(front..right.len() - back) {
        Some(part) if !part.is_empty() && front + back < wrong.len() => {
            (range.start + front..range.end - back, part)
        }
        _ => (range, right),
    }
}

/// What the speller `found`, where it may speak.
fn suspected(line: &str, found: Vec<Suspicion>) -> Vec<Slip> {
    if found.is_empty() {
        return Vec::new();
    }
    let (foreign, protected) = (typo::foreign(line), typo::protected(line));
    let in_title = |s: &Suspicion| protected.touches(&s.range);
    let beside = found.iter().any(|s| s.probability >= SURE && !in_title(s) && !foreign.touches(&s.range));
    let sure = if beside { SURE_BESIDE } else { SURE };
    let may = |s: &Suspicion| !foreign.touches(&s.range) && (!in_title(s) || s.probability >= IN_TITLE);
    let slips = found.into_iter().filter(may).map(|s| Slip {
        kind: Kind::Suspect,
        certainty: if s.probability >= sure && !in_title(&s) { Certainty::Sure } else { Certainty::Likely },
        range: s.range,
        right: s.right,
        word: s.word,
        note: String::new(),
        safe: false,
    });
    slips.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(range: Range<usize>) -> Slip {
        let (kind, certainty) = (Kind::Confused, Certainty::Sure);
        Slip {
            kind,
            certainty,
            word: range.clone(),
            range,
            right: "对".into(),
            note: String::new(),
            safe: false,
        }
    }

    #[test]
    fn what_an_edit_does_not_touch_is_carried_over() {
        let old = LineSlips {
            slips: [slip(0..3), slip(6..9), slip(12..15)].into(),
            current: true,
            ..LineSlips::default()
        };
        let now = old.carried("甲乙丙丁戊", "甲乙丙丙丁戊");
        assert_eq!(*now.slips, [slip(0..3), slip(6..9), slip(15..18)]);
        assert!(!now.current);
        let now = old.carried("甲乙丙丁戊", "甲乙戊");
        assert_eq!(*now.slips, [slip(0..3), slip(6..9)]);
    }

    #[test]
    fn what_is_remembered_changes_nothing() {
        let reader = Proofreader { speller: true, ..Proofreader::default() };
        let read = |line: &str, memory: &Memory| reader.read(line, memory, &|| false).unwrap();
        let (one, other) = ("我们要坚定部移地推进改革。", "会议指出，要抓紧落实各项布署；");
        let line = format!("{one}{other}");
        let (slips, memory) = read(&line, &Memory::default());
        assert_eq!(read(&line, &memory), (slips, memory.clone()));
        for edited in
            [format!("{other}{one}"), format!("{one}{other}{one}新增一句话说说。"), other.to_owned()]
        {
            assert_eq!(read(&edited, &memory), read(&edited, &Memory::default()), "{edited}");
        }
    }

    #[test]
    fn only_what_is_not_remembered_is_read_and_that_can_be_stopped() {
        let reader = Proofreader { speller: true, ..Proofreader::default() };
        let line = "我们要坚定不移地推进改革。会议要求抓紧落实。";
        assert_eq!(reader.read(line, &Memory::default(), &|| true), None);
        let (slips, memory) = reader.read(line, &Memory::default(), &|| false).unwrap();
        assert_eq!(reader.read(line, &memory, &|| true), Some((slips, memory)));
    }

    #[test]
    fn the_embedded_model_can_be_read() {
        assert!(MODEL.is_some());
    }

    #[test]
    fn own_words_are_never_wrong() {
        let mut reader = Proofreader { speller: false, ..Proofreader::default() };
        let line = "表示忠心的感谢";
        assert_eq!(reader.slips(line).len(), 1);
        reader.words = Words::new(["忠心的感谢".to_owned()]);
        assert!(reader.slips(line).is_empty());
    }

    #[test]
    fn an_accepted_place_is_spared_and_no_other() {
        let accepted = Accepted::new(["向他表示⟦忠⟧心".to_owned()]);
        let reader = Proofreader { accepted, ..Proofreader::default() };
        let starts = |line| reader.slips(line).iter().map(|s| s.range.start).collect::<Vec<_>>();
        assert_eq!(starts("向他表示忠心的感谢，向她表示忠心的感谢"), [42]);
    }
}
