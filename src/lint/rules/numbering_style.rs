//! `numbering-style`: siblings written in different ways.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::lint::style;

pub(super) static RULE: Rule = Rule {
    id: "numbering-style",
    group: Group::Numbering,
    severity: Severity::Warning,
    title: Both { zh: "序号写法不一", en: "Siblings written in different ways" },
    what: Both {
        zh: "同一组里括号全半角、“1.”与“2、”、“第一，”与“第二、”混用。按多数的写法改；一样多时按规范写法改。",
        en: "In one series the width of brackets or digits differs, or 1. is mixed with 2、, 第一， with 第二、. The majority decides; on a tie the standard form does.",
    },
    why: Both {
        zh: "多半是从不同的稿子拼起来的，印出来很扎眼。",
        en: "The points come from different drafts, and in print it shows.",
    },
    examples: &[
        Example {
            flagged: "（一）甲。\n⟦(二)⟧乙。\n（三）丙。",
            fixed: Some("（一）甲。\n（二）乙。\n（三）丙。"),
        },
        Example {
            flagged: "1.甲。\n⟦2、⟧乙。\n3.丙。", fixed: Some("1.甲。\n2.乙。\n3.丙。")
        },
        Example {
            flagged: "第一，甲。正文。\n⟦第二、⟧乙。正文。\n第三，丙。正文。",
            fixed: Some("第一，甲。正文。\n第二，乙。正文。\n第三，丙。正文。"),
        },
    ],
    clean: &["(一)甲。\n(二)乙。\n(三)丙。", "1. 甲。\n2.乙。\n3. 丙。"],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (id, series) in context.outline.series() {
        for deviant in style::deviants(context, series).into_iter().filter(|d| !d.only_sign) {
            let label = context.outline.label(context.snapshot, deviant.node);
            let message = context.locale.pick(
                format!("写法与同组不一致：“{label}”应为“{}”", deviant.wanted),
                format!("Not written like its siblings: “{label}” should be “{}”", deviant.wanted),
            );
            let anchor = Anchor::Member { series: id, index: deviant.index, expected: deviant.number };
            let place = context.outline.marker_place(deviant.node);
            sink.report(place, message, style::related(context, &deviant), anchor);
        }
    }
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    style::fixes(context, finding)
}
