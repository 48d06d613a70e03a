//! What the rules on slips of the pen share: a slip of a line becomes a finding of the rule of its kind.

use std::ops::Range;

use super::finding::{Anchor, Finding, Fix, Severity};
use super::levels::{Level, Levels};
use super::rule::{Context, Rule, Sink};
use super::rules::{confused_word, de_particle, repeated_character, suspect_word, unfixed_phrase};
use crate::locale::Locale;
use crate::proof::{Certainty, Kind, Meanings, Slip, Why};
use crate::text::{Edit, Edits, LineRange, TextRange};

fn rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Confused => &confused_word::RULE,
        Kind::Misquoted => &unfixed_phrase::RULE,
        Kind::Repeated => &repeated_character::RULE,
        Kind::Particle => &de_particle::RULE,
        Kind::Suspect => &suspect_word::RULE,
    }
}

/// Reports the slips of `lines`.
pub fn report(context: &Context<'_>, lines: Range<u32>, levels: &Levels, findings: &mut Vec<Finding>) {
    for line in lines {
        let Some(known) = context.slips.get(line as usize).filter(|known| !known.slips.is_empty()) else {
            continue;
        };
        let text = context.snapshot.line(line as usize);
        for slip in known.slips.iter() {
            let rule = rule(slip.kind);
            let level = match levels.of(rule) {
                Level::Off => continue,
                Level::Default => None,
                Level::At(severity) => Some(severity),
            };
            let severity = match slip.certainty {
                Certainty::Sure => Severity::Warning,
                Certainty::Likely => Severity::Information,
                Certainty::Arguable => Severity::Hint,
            };
            let place = LineRange { line, start: slip.range.start as u32, end: slip.range.end as u32 };
            let Some(told) = Explanation::of(&text, slip) else { continue };
            let message = told.message(context.locale);
            Sink::new(rule, level, findings).report_at(severity, place, message, Vec::new(), Anchor::Slip);
        }
    }
}

/// A slip as it is told: the word as written, as it should be, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What kind of slip it is.
    pub kind: Kind,
    /// The word as written.
    pub wrong: String,
    /// The word as it should be; empty for something to be deleted.
    pub right: String,
    /// Why.
    pub why: Why,
    /// What else the table says of the word, in Chinese: where it would be right; may be empty.
    pub note: String,
    /// The word, in bytes of its line.
    pub word: Range<usize>,
}

impl Explanation {
    /// `slip` of the line `text`; `None` for a slip that does not fit the line.
    fn of(text: &str, slip: &Slip) -> Option<Self> {
        let wrong = text.get(slip.word.clone())?;
        let front = text.get(slip.word.start..slip.range.start)?;
        let back = text.get(slip.range.end..slip.word.end)?;
        let right = format!("{front}{}{back}", slip.right);
        let why = Why::of(slip, wrong, &right);
        let (wrong, note, word) = (wrong.to_owned(), slip.note.clone(), slip.word.clone());
        Some(Self { kind: slip.kind, wrong, right, why, note, word })
    }

    /// What is wrong, what should stand there, and why, in one sentence.
    fn message(&self, locale: Locale) -> String {
        let Self { wrong, right, .. } = self;
        let what = match self.kind {
            Kind::Confused | Kind::Particle => {
                locale.pick(format!("“{wrong}”应为“{right}”"), format!("“{wrong}” should be “{right}”"))
            }
            Kind::Misquoted => {
                let (zh, en) = match (wrong.as_str(), right.as_str()) {
                    (wrong, "") => (format!("多了“{wrong}”"), format!("“{wrong}” does not belong here")),
                    ("", right) => (format!("缺“{right}”"), format!("“{right}” is missing")),
                    (wrong, right) => {
                        (format!("“{wrong}”宜作“{right}”"), format!("“{wrong}”: usually “{right}”"))
                    }
                };
                locale.pick(format!("与固定表述不符，{zh}"), format!("not the set wording, {en}"))
            }
            Kind::Repeated => locale.pick(format!("“{wrong}”重复"), format!("“{wrong}” is written twice")),
            Kind::Suspect => {
                locale.pick(format!("“{wrong}”疑为“{right}”"), format!("“{wrong}”: “{right}” meant?"))
            }
        };
        locale.pick(format!("{what}：{}", self.reason(locale)), format!("{what}: {}", self.reason(locale)))
    }

    /// Why, without a full stop.
    pub fn reason(&self, locale: Locale) -> String {
        match &self.why {
            Why::Meanings(m) => {
                let Meanings { wrong, wrong_means, right, right_means } = m;
                // A message is one line among many: examples are left to the hover.
                let short = |means: &'static str| means.split("，如“").next().unwrap_or(means);
                let (wrong_means, right_means) = (short(wrong_means), short(right_means));
                locale.pick(
                    format!("{wrong}（{wrong_means}），{right}（{right_means}）"),
                    format!("{wrong} ({wrong_means}), {right} ({right_means})"),
                )
            }
            Why::Note(note) => note.clone(),
            Why::Sound { wrong, right, same_tone: true } => locale
                .pick(format!("“{wrong}”与“{right}”同音"), format!("{wrong} and {right} sound the same")),
            Why::Sound { wrong, right, same_tone: false } => {
                locale.pick(format!("“{wrong}”与“{right}”音近"), format!("{wrong} and {right} sound alike"))
            }
            Why::Shape { wrong, right } => {
                locale.pick(format!("“{wrong}”与“{right}”形近"), format!("{wrong} and {right} look alike"))
            }
            Why::Particles => locale
                .pick(
                    "“的”在名词前，“地”在动词前，“得”在动词后",
                    "的 stands before nouns, 地 before verbs, 得 after verbs",
                )
                .to_owned(),
            Why::Twice => locale.pick("多打了一遍", "typed once too often").to_owned(),
            Why::Context => locale.pick("按上下文推断", "judging by what stands around it").to_owned(),
            Why::Unusual => locale.pick("通常不这样写", "not how it is usually written").to_owned(),
        }
    }
}

/// The slip that `finding` reports; `None` for a finding on something else.
fn slip_of<'a>(context: &Context<'a>, finding: &Finding) -> Option<&'a Slip> {
    if finding.anchor != Anchor::Slip {
        return None;
    }
    let slips = &context.slips.get(finding.place.line as usize)?.slips;
    slips.iter().find(|slip| slip.range.start == finding.place.start as usize)
}

/// What there is to say of the slip that `finding` reports; `None` for a finding on something else.
pub fn explanation(context: &Context<'_>, finding: &Finding) -> Option<Explanation> {
    let slip = slip_of(context, finding)?;
    Explanation::of(&context.snapshot.line(finding.place.line as usize), slip)
}

/// The remedy of a slip: the right text.
pub fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let place = finding.place;
    let Some(slip) = slip_of(context, finding) else { return Vec::new() };
    let Some(told) = explanation(context, finding) else { return Vec::new() };
    let range: TextRange = place.resolve(context.snapshot);
    let wrong = context.text(place);
    let title = match slip.right.as_str() {
        "" => context.locale.pick(format!("删去“{wrong}”"), format!("Delete “{wrong}”")),
        // The whole word, though only what differs is changed: in a menu one character says little.
        _ => {
            let right = &told.right;
            context.locale.pick(format!("改为“{right}”"), format!("Change to “{right}”"))
        }
    };
    let edits = Edits::lossy(vec![Edit::replace(range, slip.right.clone())]);
    vec![Fix { title, edits, safe: slip.safe, preferred: true }]
}
