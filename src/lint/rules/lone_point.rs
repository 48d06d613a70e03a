//! `lone-point`: a series with a single member.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::outline::{Kind, NodeId, Series, Shape};
use crate::text::{Edit, Edits};

pub(super) static RULE: Rule = Rule {
    id: "lone-point",
    group: Group::Numbering,
    severity: Severity::Hint,
    title: Both { zh: "只有一条", en: "A point alone" },
    what: Both {
        zh: "上级部分已经结束，下面却只有“1.”一条。正在写的最后一部分不报。",
        en: "A section has ended and holds a single numbered point. The section still being written is left alone.",
    },
    why: Both {
        zh: "只有一条不必编号；也可能是第二条漏了。",
        en: "One point needs no number; or the second one is missing.",
    },
    examples: &[Example {
        flagged: "一、甲\n⟦1.⟧发展首店经济。支持开店。\n\n二、乙\n正文。",
        fixed: Some("一、甲\n发展首店经济。支持开店。\n\n二、乙\n正文。"),
    }],
    clean: &["一、甲\n1.子。\n2.丑。\n\n二、乙\n正文。", "一、甲\n1.子。"],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (_, series) in context.outline.series() {
        let [only] = series.members.as_slice() else { continue };
        if !is_lone(context, series, *only) {
            continue;
        }
        let label = context.outline.label(context.snapshot, *only);
        let message = context.locale.pick(
            format!("只有“{label}”一条：不必编号，或者补上第二条"),
            format!("“{label}” stands alone: drop the number or add a second point"),
        );
        sink.report(context.outline.marker_place(*only), message, Vec::new(), Anchor::Node(*only));
    }
}

fn is_lone(context: &Context<'_>, series: &Series, only: NodeId) -> bool {
    let Some(node) = context.outline.node(only) else { return false };
    let small = matches!(
        series.kind,
        Kind::HanParen | Kind::ArabicDot | Kind::ArabicHalfParen | Kind::ArabicParen | Kind::Circled
    );
    if !small || node.number != Some(1) || node.shape == Shape::Inline || node.heading.is_some() {
        return false;
    }
    // Only when something comes after the parent is it over.
    let Some(parent) = series.parent.and_then(|p| context.outline.node(p)) else { return false };
    let closed_by_heading = context
        .outline
        .nodes()
        .skip(only.0 as usize + 1)
        .find(|(_, n)| n.shape != Shape::Inline && n.depth < node.depth)
        .is_some_and(|(_, n)| n.depth <= parent.depth);
    let closing = context.outline.speech_at(node.line).and_then(|s| s.closing);
    closed_by_heading || closing.is_some_and(|c| c > node.line)
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Anchor::Node(id) = finding.anchor else { return Vec::new() };
    let Some(node) = context.outline.node(id) else { return Vec::new() };
    let marker = context.outline.marker_range(context.snapshot, id);
    let title_start = context.outline.title_range(context.snapshot, id).start.max(marker.end);
    let range = crate::text::TextRange::new(
        marker.start,
        if node.title.is_empty() { marker.end } else { title_start },
    );
    let label = context.outline.label(context.snapshot, id);
    let Ok(edits) = Edits::new(vec![Edit::delete(range)]) else { return Vec::new() };
    let title = context.locale.pick(format!("去掉“{label}”"), format!("Drop “{label}”"));
    vec![Fix { title, edits, safe: false, preferred: true }]
}
