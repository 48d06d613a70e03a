//! The table of rules. A rule is added here, in one line, and in its own file.

use super::rule::Rule;

mod broken_reference;
pub(super) mod confused_word;
mod count_mismatch;
pub(super) mod de_particle;
mod lone_point;
mod numbering_duplicate;
mod numbering_gap;
mod numbering_level;
mod numbering_order;
mod numbering_punctuation;
mod numbering_start;
mod numbering_style;
pub(super) mod repeated_character;
pub(super) mod suspect_word;
pub(super) mod unfixed_phrase;

/// All rules, sorted by group and id.
pub static RULES: &[&Rule] = &[
    &broken_reference::RULE,
    &count_mismatch::RULE,
    &lone_point::RULE,
    &numbering_duplicate::RULE,
    &numbering_gap::RULE,
    &numbering_level::RULE,
    &numbering_order::RULE,
    &numbering_punctuation::RULE,
    &numbering_start::RULE,
    &numbering_style::RULE,
    &confused_word::RULE,
    &de_particle::RULE,
    &repeated_character::RULE,
    &suspect_word::RULE,
    &unfixed_phrase::RULE,
];

/// The rule with that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}

#[cfg(test)]
mod tests;
