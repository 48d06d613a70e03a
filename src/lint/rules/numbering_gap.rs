//! `numbering-gap`: a number is left out.

use crate::lint::finding::{Anchor, Finding, Fix, Severity};
use crate::lint::rule::{Both, Context, Example, Group, Rule, Sink};
use crate::lint::series::{self, Fault};
use crate::outline::Shape;
use crate::text::{Edit, Edits};

pub(super) static RULE: Rule = Rule {
    id: "numbering-gap",
    group: Group::Numbering,
    severity: Severity::Error,
    title: Both { zh: "序号跳号", en: "A number is left out" },
    what: Both {
        zh: "同一组序号中，后一条比前一条大了不止一。行首的“一、”“（一）”“1.”和段中的“一是”“第一，”都查；一处断开只报一次，后面接着往下数的不再报。",
        en: "In one series a number is more than one greater than the number before it, at line heads (一、 （一） 1.) and inside paragraphs (一是, 第一，). A break is reported once; what counts on from it is not reported again.",
    },
    why: Both {
        zh: "删了一条忘了改后面的号，是讲话稿里最常见、念出来最难堪的错。",
        en: "A point was cut and the numbers after it were not: the commonest slip in drafts, and the one that everybody in the hall hears.",
    },
    examples: &[
        Example {
            flagged: "一、提高认识\n\n⟦三、⟧突出重点\n\n四、加强领导",
            fixed: Some("一、提高认识\n\n二、突出重点\n\n三、加强领导"),
        },
        Example {
            flagged: "要做到：一是抓学习；⟦三是⟧抓整改；四是抓制度。",
            fixed: Some("要做到：一是抓学习；二是抓整改；三是抓制度。"),
        },
    ],
    clean: &[
        "一、提高认识\n\n二、突出重点\n\n三、加强领导",
        "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（四）卯。",
    ],
    check,
    fixes,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    series::for_each_break(context, Fault::Gap, |id, one, found| {
        series::report(context, sink, id, one, found, |own, wanted, before| {
            context.locale.pick(
                format!("跳号：应为“{wanted}”，上一条是“{before}”，这里写成“{own}”"),
                format!("Number left out: expected “{wanted}” after “{before}”, found “{own}”"),
            )
        });
    });
}

fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let mut fixes = series::renumber_fixes(context, finding, false);
    fixes.extend(insert_missing(context, finding));
    fixes
}

/// Where one number is left out before a heading: a line for the missing point.
fn insert_missing(context: &Context<'_>, finding: &Finding) -> Option<Fix> {
    let Anchor::Member { series, index, expected } = finding.anchor else { return None };
    let id = *context.outline.series_by_id(series)?.members.get(index)?;
    let node = context.outline.node(id)?;
    if node.shape == Shape::Inline || node.number != Some(expected + 1) {
        return None;
    }
    let marker = series::marker_text(node, expected);
    let start = context.snapshot.line_start(node.line as usize);
    let line = context.snapshot.line(node.line as usize);
    let indent = line.get(..node.marker.start as usize).unwrap_or("");
    let edits = Edits::new(vec![Edit::insert(start, format!("{indent}{marker}\n"))]).ok()?;
    let title = context.locale.pick(format!("补上“{marker}”"), format!("Insert the missing “{marker}”"));
    Some(Fix { title, edits, safe: false, preferred: false })
}
