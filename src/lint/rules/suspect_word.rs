//! `suspect-word`: probably a slip. Found by `proof`, reported by [`slips`].

use crate::lint::finding::Severity;
use crate::lint::rule::{Both, Example, Group, Rule};
use crate::lint::slips;

pub(in crate::lint) static RULE: Rule = Rule {
    id: "suspect-word",
    group: Group::Typos,
    severity: Severity::Information,
    title: Both { zh: "疑似错别字", en: "Probably a slip" },
    what: Both {
        zh: "用公文语料训练的语言模型逐字推敲：写下的字在上下文里很少见，而读音或字形相近的另一个字很常见，就提示。把握很大时报警告，否则只作提醒。自己的人名、单位名、地名可写进 dictionary.words。",
        en: "A language model of official prose weighs each character against those that sound or look like it. A warning where it is nearly certain, information otherwise. Put names of people, units and places into dictionary.words.",
    },
    why: Both {
        zh: "词表总有查不到的错字，要靠上下文判断。",
        en: "No table holds every slip; the context tells.",
    },
    examples: &[Example {
        flagged: "切实维护公平竞争的市场⟦只⟧序。",
        fixed: Some("切实维护公平竞争的市场秩序。"),
    }],
    clean: &["切实维护公平竞争的市场秩序。", "坚持以人民为中心的发展思想。"],
    check: |_, _| (),
    fixes: slips::fixes,
};
