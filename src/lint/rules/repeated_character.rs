//! `repeated-character`: a character or word written twice. Found by `proof`, reported by [`slips`].

use crate::lint::finding::Severity;
use crate::lint::rule::{Both, Example, Group, Rule};
use crate::lint::slips;

pub(in crate::lint) static RULE: Rule = Rule {
    id: "repeated-character",
    group: Group::Typos,
    severity: Severity::Warning,
    title: Both { zh: "字词重复", en: "A character or word written twice" },
    what: Both {
        zh: "“的的”“我们我们”一类重复。“天天”“人人”“研究研究”等正常叠用不报。",
        en: "Flags 的的 and 我们我们; 天天, 人人, 研究研究 and the like are left alone.",
    },
    why: Both {
        zh: "修改时最容易留下重复的字词。", en: "Editing leaves doubled words behind."
    },
    examples: &[Example {
        flagged: "这是我们的⟦的⟧责任。", fixed: Some("这是我们的责任。")
    }],
    clean: &["天天向上。", "人人有责。", "这件事要研究研究。"],
    check: |_, _| (),
    fixes: slips::fixes,
};
