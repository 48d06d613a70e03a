//! `numbering-order`: a number smaller than the one before it.

use crate::lint::finding::{Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::lint::series::{self, Fault};

pub(super) static RULE: Rule = Rule {
    id: "numbering-order",
    group: Group::Numbering,
    severity: Severity::Error,
    title: Both { zh: "序号颠倒", en: "Numbers out of order" },
    what: Both {
        zh: "同一组序号中，后一条比前一条小（从一重新数起的不算）。",
        en: "In one series a number is smaller than the number before it (a new start at one is something else).",
    },
    why: Both {
        zh: "段落调整了次序，号没有跟着动。", en: "Sections were moved and kept their numbers."
    },
    examples: &[Example {
        flagged: "一、甲\n正文。\n二、乙\n正文。\n三、丙\n正文。\n⟦二、⟧丁\n正文。",
        fixed: Some("一、甲\n正文。\n二、乙\n正文。\n三、丙\n正文。\n四、丁\n正文。"),
    }],
    clean: &["一、甲\n1.子。\n2.丑。\n二、乙\n1.寅。\n2.卯。"],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    series::for_each_break(context, Fault::Order, |id, one, found| {
        series::report(context, sink, id, one, found, |own, wanted, before| {
            context.locale.pick(
                format!("顺序颠倒：“{own}”排在“{before}”之后，应为“{wanted}”"),
                format!("Out of order: “{own}” after “{before}”, expected “{wanted}”"),
            )
        });
    });
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    series::renumber_fixes(context, finding, false)
}
