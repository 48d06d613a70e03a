//! The table of rules. A rule is added here, in one line, and in its own file.

use super::rule::Rule;

/// All rules, sorted by group and id.
pub static RULES: &[&Rule] = &[];

/// The rule with that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}
