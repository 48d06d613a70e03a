//! `numbering-start`: a series that does not begin at one.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::lint::series::{self, Break, Fault};
use crate::outline::{Series, SeriesId};

pub(super) static RULE: Rule = Rule {
    id: "numbering-start",
    group: Group::Numbering,
    severity: Severity::Warning,
    title: Both { zh: "没有从一开始", en: "A series does not begin at one" },
    what: Both {
        zh: "一组序号有两条以上，第一条却不是一。整组只报一次。全文连续编号（各部分的（一）（二）一路排下去）不报；摘编的稿子从“第二篇”开始也不报。段中“二是”前面常有“首先是”，只作提示。",
        en: "A series of two or more members does not begin at one; reported once. Levels that run on through all sections are left alone, and so is an excerpt that begins with 第二篇. Inside sentences 二是 often follows 首先是: a hint only.",
    },
    why: Both {
        zh: "删掉了第一条，或者从别的稿子搬来一段。",
        en: "The first point was cut, or the section came from another draft.",
    },
    examples: &[Example {
        flagged: "⟦二、⟧分析形势\n正文。\n三、突出重点\n正文。",
        fixed: Some("一、分析形势\n正文。\n二、突出重点\n正文。"),
    }],
    clean: &["第二篇：甲\n\n一、子\n正文。\n\n第三篇：乙\n\n一、丑\n正文。"],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    series::for_each_break(context, Fault::Start, |id, one, found| {
        if one.kind.rank().is_some() {
            series::report(context, sink, id, one, found, |own, wanted, _| {
                context.locale.pick(
                    format!("应从“{wanted}”开始：这一组第一条写成“{own}”"),
                    format!("Expected to begin with “{wanted}”: the first of this series is “{own}”"),
                )
            });
        } else {
            hint(context, sink, id, one, found);
        }
    });
}

/// A word-type series may have its first member in other words.
fn hint(context: &Context<'_>, sink: &mut Sink<'_>, id: SeriesId, series: &Series, found: Break) {
    let Some(&first) = series.members.get(found.index) else { return };
    let label = context.outline.label(context.snapshot, first);
    let message = context
        .locale
        .pick(format!("“{label}”前面没有第一条"), format!("“{label}” has no first point before it"));
    let anchor = Anchor::Member { series: id, index: found.index, expected: found.expected };
    let place = context.outline.marker_place(first);
    sink.report_at(Severity::Hint, place, message, Vec::new(), anchor);
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    series::renumber_fixes(context, finding, false)
}
