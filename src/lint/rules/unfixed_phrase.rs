//! `unfixed-phrase`: a set wording misquoted. Found by `proof`, reported by [`slips`].

use crate::lint::finding::Severity;
use crate::lint::rule::{Both, Example, Group, Rule};
use crate::lint::slips;

pub(in crate::lint) static RULE: Rule = Rule {
    id: "unfixed-phrase",
    group: Group::Typos,
    severity: Severity::Information,
    title: Both { zh: "固定表述有出入", en: "A set wording misquoted" },
    what: Both {
        zh: "固定的政治表述差一两个字、少一项或次序颠倒时提示。各个时期的旧提法不报。",
        en: "Speaks where a set political wording is off by a character or two, lacks a member or has them out of order. Wordings of earlier years are left alone.",
    },
    why: Both { zh: "固定表述一字不能差。", en: "Set wordings admit no variation." },
    examples: &[Example {
        flagged: "牢固树立政治意识、大局意识、核心意识、看⟦其⟧意识。",
        fixed: Some("牢固树立政治意识、大局意识、核心意识、看齐意识。"),
    }],
    clean: &["牢固树立政治意识、大局意识、核心意识、看齐意识。"],
    check: |_, _| (),
    fixes: slips::fixes,
};
