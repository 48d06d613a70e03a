//! `confused-word`: a word taken for another. Found by `proof`, reported by [`slips`].

use crate::lint::finding::Severity;
use crate::lint::rule::{Both, Example, Group, Rule};
use crate::lint::slips;

pub(in crate::lint) static RULE: Rule = Rule {
    id: "confused-word",
    group: Group::Typos,
    severity: Severity::Warning,
    title: Both { zh: "用错了词", en: "A word taken for another" },
    what: Both {
        zh: "对照易混词表和四字词表查错：“忠心的感谢”应为“衷心”，“截止目前”应为“截至”。有的词要看上下文，条件不合就不报。书名号里的标题、引用的古文和外文不查。可商量的写法只作提示。",
        en: "Looks words up in tables of confusions, with their conditions: 忠心的感谢 should be 衷心, 截止目前 should be 截至. Titles in 《》, quoted classics and Latin are left alone. Matters of taste are hints.",
    },
    why: Both {
        zh: "同音形近的词最容易打错，读起来又听不出来。",
        en: "Words that sound or look alike are the likeliest slips, and reading aloud does not show them.",
    },
    examples: &[
        Example {
            flagged: "向同志们表示⟦忠⟧心的感谢！", fixed: Some("向同志们表示衷心的感谢！")
        },
        Example {
            flagged: "截⟦止⟧目前，已完成投资三亿元。", fixed: Some("截至目前，已完成投资三亿元。")
        },
    ],
    clean: &["忠心耿耿为人民。", "报名截止日期为5日。", "学习《截止目前的情况》一文。"],
    check: |_, _| (),
    fixes: slips::fixes,
};
