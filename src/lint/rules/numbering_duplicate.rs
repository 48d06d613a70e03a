//! `numbering-duplicate`: the same number twice.

use crate::lint::finding::{Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::lint::series::{self, Fault};

pub(super) static RULE: Rule = Rule {
    id: "numbering-duplicate",
    group: Group::Numbering,
    severity: Severity::Error,
    title: Both { zh: "序号重复", en: "The same number twice" },
    what: Both {
        zh: "同一组序号中，后一条与前一条同号。新的引导句（以“：”结尾）之后重新从一数起，不算重复。",
        en: "In one series a number equals the number before it. Starting again at one after a new lead sentence (ending in ：) is no repetition.",
    },
    why: Both {
        zh: "插了一条忘了改后面的号，听的人会以为漏听了一条。",
        en: "A point was inserted and the numbers after it were not moved on.",
    },
    examples: &[
        Example {
            flagged: "一、提高认识\n\n二、突出重点\n\n⟦二、⟧加强领导",
            fixed: Some("一、提高认识\n\n二、突出重点\n\n三、加强领导"),
        },
        Example {
            flagged: "一要关心；二要减负；⟦二要⟧弘扬师德。",
            fixed: Some("一要关心；二要减负；三要弘扬师德。"),
        },
        Example {
            flagged: "一、提高认识\n正文。\n⟦一、⟧突出重点\n正文。\n二、加强领导\n正文。",
            fixed: Some("一、提高认识\n正文。\n二、突出重点\n正文。\n三、加强领导\n正文。"),
        },
    ],
    clean: &[
        "分两类：一是甲；二是乙。同时，还有两类：一是丙；二是丁。",
        "第三条　甲。\n第三条之一　乙。\n第四条　丙。",
    ],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    series::for_each_break(context, Fault::Duplicate, |id, one, found| {
        series::report(context, sink, id, one, found, |own, wanted, _| {
            context.locale.pick(
                format!("重号：前面已有“{own}”，应为“{wanted}”"),
                format!("Repeated number: “{own}” stands above already, expected “{wanted}”"),
            )
        });
    });
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    series::renumber_fixes(context, finding, true)
}
