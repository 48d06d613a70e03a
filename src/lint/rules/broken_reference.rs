//! `broken-reference`: a reference to a point that does not exist.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::outline::{self, Mention, ReferenceTarget};
use crate::text::{Edit, Edits, LineRange};

pub(super) static RULE: Rule = Rule {
    id: "broken-reference",
    group: Group::Numbering,
    severity: Severity::Warning,
    title: Both { zh: "所指的条目不存在", en: "The point referred to does not exist" },
    what: Both {
        zh: "“如第五点所讲”，全篇却没有第五条。只在句子明说是本篇（如、前面、所讲、所述）时才报；“刚才书记讲的第五点”“《条例》第五条”不报。",
        en: "如第五点所讲, but the speech has no fifth point. Reported only where the sentence says that this speech is meant (如, 前面, 所讲, 所述).",
    },
    why: Both {
        zh: "删改之后，前后的呼应断了。", en: "After cuts the cross-reference leads nowhere."
    },
    examples: &[Example {
        flagged: "一、甲\n正文。\n二、乙\n如⟦第五点⟧所讲，任务繁重。", fixed: None
    }],
    clean: &[
        "一、甲\n正文。\n二、乙\n如第一点所讲，任务繁重。",
        "一、甲\n正文。\n二、乙\n刚才书记讲到的第五点，讲到了要害。",
        "如第五点所讲，任务繁重。",
    ],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (index, mention) in context.outline.mentions().iter().enumerate() {
        let Some((number, last)) = beyond(context, mention) else { continue };
        let message = context.locale.pick(
            format!("本篇没有第{}条：最多只到第{}条", outline::han(number), outline::han(last)),
            format!("There is no point {number} in this speech: the last one is {last}"),
        );
        let anchor = Anchor::Line { line: mention.line, index, expected: last };
        sink.report(LineRange::new(mention.line, &mention.reference.range), message, Vec::new(), anchor);
    }
}

/// The number referred to and the greatest that exists, where the first is beyond the second.
fn beyond(context: &Context<'_>, mention: &Mention) -> Option<(u32, u32)> {
    let ReferenceTarget::Nth(number) = mention.reference.target else { return None };
    if !mention.reference.certain || !mention.targets.is_empty() {
        return None;
    }
    let speech = context.outline.speech_at(mention.line)?;
    let last = context
        .outline
        .nodes_from(speech.lines.start)
        .take_while(|(_, n)| speech.lines.contains(&n.line))
        .filter_map(|(_, n)| n.series.and(n.number))
        .max()?;
    (number > last && last >= 2).then_some((number, last))
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Anchor::Line { index, expected, .. } = finding.anchor else { return Vec::new() };
    let Some(mention) = context.outline.mentions().get(index) else { return Vec::new() };
    let range = LineRange::new(mention.line, &mention.reference.number_range).resolve(context.snapshot);
    (1..=expected)
        .rev()
        .filter_map(|number| {
            let text = outline::han(number);
            let title = context.locale.pick(format!("改为“第{text}”"), format!("Change to “第{text}”"));
            let edits = Edits::new(vec![Edit::replace(range, text)]).ok()?;
            // Which point was meant only the writer knows.
            Some(Fix { title, edits, safe: false, preferred: false })
        })
        .collect()
}
