//! What the two rules on the writing of markers share: the style of a series and who departs from it.

use super::finding::{Anchor, Finding, Fix, Related};
use super::rule::Context;
use crate::outline::{self, Form, Kind, NewMarker, Node, NodeId, Series, Word};

/// A member that is not written like its siblings.
pub struct Deviant {
    /// The node.
    pub node: NodeId,
    /// Its place in the series, from 0.
    pub index: usize,
    /// Its number.
    pub number: u32,
    /// Its marker in the style of the series.
    pub wanted: String,
    /// Whether only the sign after the marker is wrong.
    pub only_sign: bool,
    /// A sibling in the right style.
    pub model: NodeId,
}

/// The style that a series is to be written in and a member that has it.
struct Style {
    kind: Kind,
    form: Form,
    model: NodeId,
}

/// The members that depart from the style of their series.
pub fn deviants(context: &Context<'_>, series: &Series) -> Vec<Deviant> {
    let Some(style) = style(context, series) else { return Vec::new() };
    let mut deviants = Vec::new();
    for (index, &id) in series.members.iter().enumerate() {
        let Some(node) = context.outline.node(id) else { continue };
        let (Some(form), Some(number)) = (node.form, node.number) else { continue };
        if node.kind == style.kind && same(form, style.form) {
            continue;
        }
        let wanted = style.form.write(style.kind, number);
        let only_sign = node.kind == style.kind
            && is_sign_kind(style.kind)
            && same(Form { after: style.form.after, ..form }, style.form);
        deviants.push(Deviant { node: id, index, number, wanted, only_sign, model: style.model });
    }
    // More departures than members in style: this is no series with a slip, but a matter of taste.
    if deviants.len() * 2 > series.members.len() { Vec::new() } else { deviants }
}

/// Kinds whose sign is a matter of punctuation alone; 1. and 1、 are two styles.
fn is_sign_kind(kind: Kind) -> bool {
    !matches!(kind, Kind::ArabicDot | Kind::Ordinal | Kind::FirstThen | Kind::QiYi)
}

/// Whether two forms are the same to a reader: the unit of 第一篇 and single-character forms aside.
fn same(a: Form, b: Form) -> bool {
    let units = matches!((a.word, b.word), (Word::Unit(_), Word::Unit(_))) || a.word == b.word;
    units && (a.numeral, a.open, a.close, a.after) == (b.numeral, b.open, b.close, b.after)
}

fn style(context: &Context<'_>, series: &Series) -> Option<Style> {
    if series.members.len() < 2
        || !series.kind.is_numbered()
        || series.kind == Kind::Part
        || matches!(series.kind, Kind::Decimal(_))
    {
        return None;
    }
    let mut counted: Vec<(Style, usize)> = Vec::new();
    for &id in &series.members {
        let Some(node) = context.outline.node(id) else { continue };
        let Some(form) = node.form else { continue };
        match counted.iter_mut().find(|(s, _)| s.kind == node.kind && same(s.form, form)) {
            Some((_, count)) => *count += 1,
            None => counted.push((Style { kind: node.kind, form, model: id }, 1)),
        }
    }
    if counted.len() < 2 {
        return None;
    }
    let canonical = |s: &Style| is_canonical(s.kind, s.form);
    let most = counted.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let at = counted
        .iter()
        // Where the kind's sign is laid down, one member that has it is model enough.
        .position(|(s, _)| {
            canonical(s)
                && is_sign_kind(s.kind)
                && counted.iter().all(|(o, _)| o.kind == s.kind && only_sign_differs(o.form, s.form))
        })
        .or_else(|| counted.iter().position(|(s, n)| *n == most && canonical(s)))
        .or_else(|| counted.iter().position(|(_, n)| *n == most))?;
    Some(counted.swap_remove(at).0)
}

fn only_sign_differs(a: Form, b: Form) -> bool {
    same(Form { after: b.after, ..a }, b)
}

fn is_canonical(kind: Kind, form: Form) -> bool {
    Form::canonical(kind).is_some_and(|c| {
        (c.numeral, c.open, c.close, c.after) == (form.numeral, form.open, form.close, form.after)
    })
}

/// The standard form of a series that is written throughout with another sign (1、 2、 3、).
pub fn habit(context: &Context<'_>, series: &Series) -> Option<String> {
    let forms: Vec<&Node> = series.members.iter().filter_map(|m| context.outline.node(*m)).collect();
    let first = forms.first()?;
    let form = first.form?;
    let canonical = Form::canonical(series.kind)?;
    let alike = forms.iter().all(|n| n.form.is_some_and(|f| same(f, form)));
    let checked = matches!(
        series.kind,
        Kind::HanDun
            | Kind::HanParen
            | Kind::ArabicDot
            | Kind::ArabicParen
            | Kind::Circled
            | Kind::Ordinal
            | Kind::YiShi
    );
    // The full-width dot and the half-width comma are matters of width, not of the sign.
    let tolerated =
        matches!((canonical.after, form.after), (Some('.'), Some('．') | None) | (Some('，'), Some(',')));
    let wrong = form.after != canonical.after && !tolerated;
    (forms.len() >= 2 && alike && checked && wrong)
        .then(|| Form { after: canonical.after, ..form }.write(series.kind, first.number.unwrap_or(1)))
}

/// A sibling in the right style, as a related place.
pub fn related(context: &Context<'_>, deviant: &Deviant) -> Vec<Related> {
    vec![Related {
        place: context.outline.marker_place(deviant.model),
        message: context.locale.pick("同组的写法", "how its siblings are written").to_owned(),
    }]
}

/// The fixes of both rules: this marker, or the whole series.
pub fn fixes(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    match finding.anchor {
        Anchor::Member { series, index, .. } => {
            let Some(series) = context.outline.series_by_id(series) else { return Vec::new() };
            let Some(style) = style(context, series) else { return Vec::new() };
            let Some(&id) = series.members.get(index) else { return Vec::new() };
            let mut fixes = Vec::new();
            fixes.extend(rewrite(context, &[id], style.kind, style.form, true));
            fixes.extend(
                rewrite(context, &series.members, style.kind, style.form, false)
                    .filter(|f| f.edits.len() > 1),
            );
            fixes
        }
        Anchor::Node(first) => {
            let Some(series) = context.outline.series_of(first) else { return Vec::new() };
            let form = context.outline.node(first).and_then(|n| n.form);
            let (Some(form), Some(canonical)) = (form, Form::canonical(series.kind)) else {
                return Vec::new();
            };
            let form = Form { after: canonical.after, ..form };
            rewrite(context, &series.members, series.kind, form, true)
                .map(|f| Fix { safe: false, ..f })
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

fn rewrite(
    context: &Context<'_>,
    members: &[NodeId],
    kind: Kind,
    form: Form,
    preferred: bool,
) -> Option<Fix> {
    let markers: Vec<NewMarker> = members
        .iter()
        .filter_map(|m| Some(NewMarker { node: *m, kind, number: context.outline.node(*m)?.number?, form }))
        .collect();
    let first = markers.first()?;
    let text = form.write(kind, first.number);
    let edits = outline::remark(context.outline, context.snapshot, &markers);
    let title = if members.len() == 1 {
        context.locale.pick(format!("改为“{text}”"), format!("Change to “{text}”"))
    } else {
        context
            .locale
            .pick(format!("整组统一为“{text}”的写法"), format!("Write the whole series like “{text}”"))
    };
    (!edits.is_empty()).then_some(Fix { title, edits, safe: preferred, preferred })
}
