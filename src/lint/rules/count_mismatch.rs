//! `count-mismatch`: the points that follow are not as many as announced.

use crate::lint::announced::{self, Announcement};
use crate::lint::finding::{Anchor, Finding, Fix, Related, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::text::{Edit, Edits, LineRange};

pub(super) static RULE: Rule = Rule {
    id: "count-mismatch",
    group: Group::Numbering,
    severity: Severity::Warning,
    title: Both { zh: "说的条数与实际不符", en: "The announced count is not kept" },
    what: Both {
        zh: "“下面，我讲三点意见”，后面却有四条；“主要有三个方面：”，后面却只数到二是。只在后面有明确的序号、这一组又确实写完时才报。“几点”“若干”“等N个”不报。",
        en: "The speaker announces three points and four follow. Reported only where explicit numbers follow and the series is complete. 几点, 若干 and 等N个 are never reported.",
    },
    why: Both {
        zh: "增删了一条，开头的数没有改；听众是掰着手指头听的。",
        en: "A point came or went and the announcement stayed; the audience counts along.",
    },
    examples: &[
        Example {
            flagged: "下面，我讲⟦三⟧点意见。\n\n一、甲\n正文。\n\n二、乙\n正文。\n\n三、丙\n正文。\n\n四、丁\n正文。\n\n同志们，让我们携手前行！",
            fixed: Some(
                "下面，我讲四点意见。\n\n一、甲\n正文。\n\n二、乙\n正文。\n\n三、丙\n正文。\n\n四、丁\n正文。\n\n同志们，让我们携手前行！",
            ),
        },
        Example {
            flagged: "主要有⟦三⟧个方面：一是政策；二是动能。\n\n下一段。",
            fixed: Some("主要有两个方面：一是政策；二是动能。\n\n下一段。"),
        },
    ],
    clean: &[
        "下面，我讲三点意见。\n\n一、甲\n正文。\n\n二、乙\n正文。",
        "下面，我讲几点意见。\n\n一、甲\n正文。\n\n二、乙\n正文。\n\n同志们，让我们携手前行！",
        "刚才，王书记讲了五点意见，我都同意。\n\n一、甲\n正文。\n\n二、乙\n正文。\n\n同志们，让我们携手前行！",
    ],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for Announcement { line, index, lead, found, first } in announced::broken(context) {
        let message = context.locale.pick(
            format!("前面说“{}”，后面实有{found}条", announced::phrase(context, line, lead)),
            format!(
                "“{}” announces {}, but {found} follow",
                announced::phrase(context, line, lead),
                lead.number
            ),
        );
        let related = Related {
            place: context.outline.heading_place(first),
            message: context.locale.pick("从这里数起", "counted from here").to_owned(),
        };
        let anchor = Anchor::Line { line, index, expected: found };
        sink.report(LineRange::new(line, &lead.number_range), message, vec![related], anchor);
    }
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Anchor::Line { line, index, expected } = finding.anchor else { return Vec::new() };
    let Some(lead) = context.lines.get(line as usize).and_then(|l| l.leads.get(index)) else {
        return Vec::new();
    };
    let place = LineRange::new(line, &lead.number_range);
    let text = announced::count_word(&context.text(place), expected);
    let title = context.locale.pick(format!("改为“{text}”"), format!("Change to “{text}”"));
    let Ok(edits) = Edits::new(vec![Edit::replace(place.resolve(context.snapshot), text)]) else {
        return Vec::new();
    };
    vec![Fix { title, edits, safe: false, preferred: true }]
}
