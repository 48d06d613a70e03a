//! Rules and findings: facts about a draft that can be defended, with remedies.
//!
//! A rule is a file in `lint/rules` and one line in [`RULES`]; documentation, settings and the
//! command line's listing are derived from the table. A rule reads the text and the outline, keeps no
//! state between runs, and does not know other rules, settings files or the protocol.

mod announced;
mod finding;
mod levels;
mod placeholder;
mod rule;
mod rules;
mod series;
mod slips;
mod style;

pub use finding::{Anchor, Finding, Fix, Related, Severity};
pub use levels::{Level, Levels};
pub use placeholder::placeholders;
pub use rule::{Both, Context, Example, Group, Rule, Sink};
pub use rules::{RULES, rule};
pub use slips::{Explanation, explanation};

/// All findings of the draft in text order, at the levels given.
pub fn check(context: &Context<'_>, levels: &Levels) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let severity = match levels.of(rule) {
            Level::Off => continue,
            Level::Default => None,
            Level::At(severity) => Some(severity),
        };
        (rule.check)(context, &mut Sink::new(rule, severity, &mut findings));
    }
    slips::report(context, 0..context.slips.len() as u32, levels, &mut findings);
    findings.sort_by(|a, b| (a.place, a.rule.id).cmp(&(b.place, b.rule.id)));
    findings
}

/// The findings on the slips of `lines` alone, in text order, at the levels given.
pub fn check_slips(context: &Context<'_>, lines: std::ops::Range<u32>, levels: &Levels) -> Vec<Finding> {
    let mut findings = Vec::new();
    slips::report(context, lines, levels, &mut findings);
    findings
}

/// The remedies of `finding`, the best first. `finding` must come from [`check`] on the same context.
pub fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    (finding.rule.fixes)(context, finding)
}
