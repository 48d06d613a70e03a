//! `numbering-punctuation`: the sign after a marker is not the standard one.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::lint::style;

pub(super) static RULE: Rule = Rule {
    id: "numbering-punctuation",
    group: Group::Numbering,
    severity: Severity::Warning,
    title: Both { zh: "序号后的标点不规范", en: "The wrong sign after a marker" },
    what: Both {
        zh: "“一、”后用顿号，“（一）”“（1）”“①”后不加标点。同组里别的写对了而这一条写错，报警告；整组都这样写（如全用“1、”），只作提示，一组一次。",
        en: "一、 takes 、; （一）, （1） and ① take nothing. Where the siblings are right and one is not: a warning. Where the whole series is written so (1、 throughout): a hint, once for the series.",
    },
    why: Both {
        zh: "序号后的标点有国家标准（GB/T 15834附录B）。",
        en: "The signs after markers are laid down in GB/T 15834, annex B.",
    },
    examples: &[
        Example {
            flagged: "一、甲\n正文。\n二、乙\n正文。\n⟦三.⟧丙\n正文。",
            fixed: Some("一、甲\n正文。\n二、乙\n正文。\n三、丙\n正文。"),
        },
        Example {
            flagged: "⟦（一）、⟧甲。\n（二）乙。\n（三）丙。",
            fixed: Some("（一）甲。\n（二）乙。\n（三）丙。"),
        },
        Example {
            flagged: "⟦1、⟧甲。\n2、乙。\n3、丙。", fixed: Some("1.甲。\n2.乙。\n3.丙。")
        },
    ],
    clean: &["一、甲\n（一）子。\n（二）丑。", "1. 甲。\n2. 乙。"],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (id, series) in context.outline.series() {
        for deviant in style::deviants(context, series).into_iter().filter(|d| d.only_sign) {
            let label = context.outline.label(context.snapshot, deviant.node);
            let message = context.locale.pick(
                format!("标点不规范：“{label}”应为“{}”", deviant.wanted),
                format!("Wrong sign: “{label}” should be “{}”", deviant.wanted),
            );
            let anchor = Anchor::Member { series: id, index: deviant.index, expected: deviant.number };
            let place = context.outline.marker_place(deviant.node);
            sink.report(place, message, style::related(context, &deviant), anchor);
        }
        let Some(habit) = style::habit(context, series) else { continue };
        let Some(&first) = series.members.first() else { continue };
        let label = context.outline.label(context.snapshot, first);
        let message = context.locale.pick(
            format!("这一组都写成“{label}”，规范写法是“{habit}”"),
            format!("This series is written “{label}” throughout, the standard form is “{habit}”"),
        );
        let place = context.outline.marker_place(first);
        sink.report_at(Severity::Hint, place, message, Vec::new(), Anchor::Node(first));
    }
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    style::fixes(context, finding)
}
