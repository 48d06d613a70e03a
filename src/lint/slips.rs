//! What the rules on slips of the pen share: a slip of a line becomes a finding of the rule of its kind.

use std::ops::Range;

use super::finding::{Anchor, Finding, Fix, Severity};
use super::levels::{Level, Levels};
use super::rule::{Context, Rule, Sink};
use super::rules::{confused_word, de_particle, repeated_character, suspect_word, unfixed_phrase};
use crate::locale::Locale;
use crate::proof::{Certainty, Kind, Slip};
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
            let Some(message) = message(context.locale, &text, slip) else { continue };
            Sink::new(rule, level, findings).report_at(severity, place, message, Vec::new(), Anchor::Slip);
        }
    }
}

/// What is said of a slip of the line `text`; `None` for a slip that does not fit the line.
fn message(locale: Locale, text: &str, slip: &Slip) -> Option<String> {
    let wrong = text.get(slip.word.clone())?;
    let front = text.get(slip.word.start..slip.range.start)?;
    let back = text.get(slip.range.end..slip.word.end)?;
    let right = format!("{front}{}{back}", slip.right);
    let why = if slip.note.is_empty() { String::new() } else { format!("：{}", slip.note) };
    Some(match slip.kind {
        Kind::Confused => {
            locale.pick(format!("“{wrong}”应为“{right}”{why}"), format!("“{wrong}” should be “{right}”{why}"))
        }
        Kind::Misquoted => {
            let (zh, en) = match (wrong, right.as_str()) {
                (wrong, "") => (format!("多了“{wrong}”"), format!("“{wrong}” does not belong here")),
                ("", right) => (format!("缺“{right}”"), format!("“{right}” is missing")),
                (wrong, right) => {
                    (format!("“{wrong}”宜作“{right}”"), format!("“{wrong}”: usually “{right}”"))
                }
            };
            locale.pick(format!("与固定表述不符，{zh}{why}"), format!("not the set wording, {en}{why}"))
        }
        Kind::Repeated => locale.pick(format!("“{wrong}”重复"), format!("“{wrong}” is written twice")),
        Kind::Particle => {
            locale.pick(format!("“{wrong}”应为“{right}”"), format!("“{wrong}” should be “{right}”"))
        }
        Kind::Suspect => {
            locale.pick(format!("“{wrong}”疑为“{right}”"), format!("“{wrong}”: “{right}” meant?"))
        }
    })
}

/// The remedy of a slip: the right text.
pub fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let place = finding.place;
    let slips = context.slips.get(place.line as usize).map(|known| &known.slips);
    let slip = slips.and_then(|s| s.iter().find(|slip| slip.range.start == place.start as usize));
    let Some(slip) = slip else { return Vec::new() };
    let range: TextRange = place.resolve(context.snapshot);
    let wrong = context.text(place);
    let title = match slip.right.as_str() {
        "" => context.locale.pick(format!("删去“{wrong}”"), format!("Delete “{wrong}”")),
        right => context.locale.pick(format!("改为“{right}”"), format!("Change to “{right}”")),
    };
    let edits = Edits::lossy(vec![Edit::replace(range, slip.right.clone())]);
    vec![Fix { title, edits, safe: slip.safe, preferred: true }]
}
