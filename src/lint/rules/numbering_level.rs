//! `numbering-level`: a level of the ladder is skipped.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::outline::{self, Form, Kind, NewMarker, Series, Shape};

pub(super) static RULE: Rule = Rule {
    id: "numbering-level",
    group: Group::Numbering,
    severity: Severity::Hint,
    title: Both { zh: "层次跳级", en: "A level is skipped" },
    what: Both {
        zh: "同一篇里别处用了“（一）”，这里却从“一、”直接到“1.”；或者别处用了“1.”，这里从“（一）”直接到“（1）”。全文只有两级时“一、”下面直接用“1.”是允许的，不报。",
        en: "A section goes from 一、 straight to 1. although （一） is in use elsewhere, or from （一） to （1） although 1. is. A draft of two levels may use 一、 and 1.: not reported.",
    },
    why: Both {
        zh: "公文层次依次为“一、”“（一）”“1.”“（1）”（GB/T 9704）。",
        en: "The order of levels is 一、 （一） 1. （1） (GB/T 9704).",
    },
    examples: &[Example {
        flagged: "一、甲\n（一）子。\n（二）丑。\n二、乙\n⟦1.⟧寅。\n2.卯。",
        fixed: Some("一、甲\n（一）子。\n（二）丑。\n二、乙\n（一）寅。\n（二）卯。"),
    }],
    clean: &["一、甲\n1.子。\n2.丑。\n二、乙\n1.寅。\n2.卯。"],
    check,
    fixes,
};

/// The level that stands between two others.
fn skipped(parent: Kind, child: Kind) -> Option<Kind> {
    match (parent, child) {
        (Kind::HanDun, Kind::ArabicDot) => Some(Kind::HanParen),
        (Kind::HanParen, Kind::ArabicParen) => Some(Kind::ArabicDot),
        _ => None,
    }
}

fn between(context: &Context<'_>, series: &Series) -> Option<Kind> {
    let parent = context.outline.node(series.parent?)?;
    let first = context.outline.node(*series.members.first()?)?;
    (first.shape != Shape::Inline && first.heading.is_none())
        .then(|| skipped(parent.kind, series.kind))
        .flatten()
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut used: Vec<Kind> = Vec::new();
    for (_, series) in context.outline.series() {
        if !used.contains(&series.kind) {
            used.push(series.kind);
        }
    }
    for (id, series) in context.outline.series() {
        let Some(between) = between(context, series).filter(|k| used.contains(k)) else { continue };
        let Some(&first) = series.members.first() else { continue };
        let wanted = Form::canonical(between).map_or_else(String::new, |f| f.write(between, 1));
        let own = context.outline.label(context.snapshot, first);
        let message = context.locale.pick(
            format!("跳过了“{wanted}”一级，直接用了“{own}”"),
            format!("The level “{wanted}” is skipped: “{own}” follows directly"),
        );
        let anchor = Anchor::Member { series: id, index: 0, expected: 1 };
        sink.report(context.outline.marker_place(first), message, Vec::new(), anchor);
    }
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Anchor::Member { series, .. } = finding.anchor else { return Vec::new() };
    let Some(series) = context.outline.series_by_id(series) else { return Vec::new() };
    let Some(kind) = between(context, series) else { return Vec::new() };
    let Some(form) = Form::canonical(kind) else { return Vec::new() };
    let markers: Vec<NewMarker> = series
        .members
        .iter()
        .filter_map(|m| Some(NewMarker { node: *m, kind, number: context.outline.node(*m)?.number?, form }))
        .collect();
    let edits = outline::remark(context.outline, context.snapshot, &markers);
    let wanted = form.write(kind, 1);
    let title = context
        .locale
        .pick(format!("整组改为“{wanted}”一级"), format!("Change the series to the level “{wanted}”"));
    vec![Fix { title, edits, safe: false, preferred: true }]
}
