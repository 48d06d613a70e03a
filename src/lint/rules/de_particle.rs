//! `de-particle`: the wrong one of 的, 地 and 得. Found by `proof`, reported by [`slips`].

use crate::lint::finding::Severity;
use crate::lint::rule::{Both, Example, Group, Rule};
use crate::lint::slips;

pub(in crate::lint) static RULE: Rule = Rule {
    id: "de-particle",
    group: Group::Typos,
    severity: Severity::Warning,
    title: Both { zh: "的地得用错", en: "The wrong one of 的, 地 and 得" },
    what: Both {
        zh: "只在前后的词足以断定时才报。",
        en: "Speaks only where the neighbouring words leave no doubt.",
    },
    why: Both {
        zh: "“的”“地”“得”读音相同，打字时最常混用。",
        en: "的, 地 and 得 sound the same and are the commonest slips of all.",
    },
    examples: &[Example {
        flagged: "各项工作都做⟦的⟧很好。", fixed: Some("各项工作都做得很好。")
    }],
    clean: &["所做的很好。", "讲的都是实话。", "给予更多的关心。"],
    check: |_, _| (),
    fixes: slips::fixes,
};
