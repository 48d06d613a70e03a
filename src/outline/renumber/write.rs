//! One marker written anew: its text, the blank behind it, and the verb that is part of 一要.

use super::NewMarker;
use crate::outline::kind::Kind;
use crate::outline::marker::{Form, Word};
use crate::outline::node::{Node, Outline};
use crate::outline::numeral::{self, Numeral};
use crate::text::{Edit, Snapshot, TextRange};

/// The edit that gives `new.node` its marker; `None` where it stands there already or cannot be written.
pub(super) fn edit(outline: &Outline, snapshot: &Snapshot, new: &NewMarker) -> Option<Edit> {
    let node = outline.node(new.node)?;
    let mut range = outline.marker_range(snapshot, new.node);
    let old = snapshot.slice(range).into_owned();
    let mut text = marker(node, new, &old)?;
    if restyled(node, new) {
        let line = snapshot.slice(TextRange::new(range.end, snapshot.line_range(node.line as usize).end));
        let behind = Behind::read(node.kind, new, &text, &line);
        // Where nothing behind the marker changes, the edit takes the marker alone.
        if behind.changes() {
            range.end += behind.taken;
            text.push_str(&behind.text);
            text.push_str(&behind.kept);
        }
    }
    (*snapshot.slice(range) != *text).then(|| Edit::replace(range, text))
}

/// Whether more than the number changes.
fn restyled(node: &Node, new: &NewMarker) -> bool {
    node.kind != new.kind || node.form.is_none_or(|form| form.after != new.form.after)
}

/// The marker's text, with what a [`Form`] does not know: the upper components of 1.2, 之一 in
/// 第三条之一. Words that stand for a number (上篇) have no other.
fn marker(node: &Node, new: &NewMarker, old: &str) -> Option<String> {
    if let Kind::Decimal(_) = new.kind {
        let last = old.trim_end_matches(|c: char| !c.is_ascii_digit());
        let upper = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let sign = old.strip_prefix(last).unwrap_or("");
        return (node.kind == new.kind).then(|| format!("{upper}{}{sign}", new.number));
    }
    if new.kind == Kind::Part && new.form.word == Word::None {
        return None;
    }
    let Some(sub) = node.sub_number.filter(|_| node.kind == new.kind) else {
        return Some(new.form.write(new.kind, new.number));
    };
    let bare = Form { after: None, ..new.form }.write(new.kind, new.number);
    let sign = new.form.after.map(String::from).unwrap_or_default();
    Some(format!("{bare}之{}{sign}", numeral::han(sub)))
}

/// What stands behind a marker and belongs to it in a way: a blank, and the verb of 一要.
struct Behind {
    /// Bytes of it in the old text.
    taken: usize,
    /// The blank as it was, with the verb that the new marker swallows.
    old: String,
    /// The new blank.
    text: String,
    /// The verb that the old marker held and the sentence needs.
    kept: String,
}

impl Behind {
    fn read(old_kind: Kind, new: &NewMarker, marker: &str, line: &str) -> Self {
        let title = line.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        let old_blank = line.strip_suffix(title).unwrap_or("");
        if title.is_empty() {
            return Self { taken: 0, old: String::new(), text: String::new(), kept: String::new() };
        }
        let mut old = old_blank.to_owned();
        let mut kept = String::new();
        match (old_kind, new.kind) {
            (Kind::Verb(a), Kind::Verb(b)) if a == b => {}
            // 一抓学习 becomes （一）抓学习: the verb belongs to the sentence …
            (Kind::Verb(verb), _) => kept.push(verb),
            // … and comes out of it again: 一是要加强 becomes 一要加强.
            (_, Kind::Verb(verb)) if title.starts_with(verb) => old.push(verb),
            _ => {}
        }
        let text = blank(new, marker, old_blank, title);
        Self { taken: old.len(), old, text, kept }
    }

    fn changes(&self) -> bool {
        self.old != self.text || !self.kept.is_empty()
    }
}

/// The blank between `marker` and `title`.
fn blank(new: &NewMarker, marker: &str, old: &str, title: &str) -> String {
    let unit = matches!(new.form.word, Word::Unit(unit) if !unit.is_empty());
    let unsigned = new.form.after.is_none() && new.form.close.is_none();
    // A plain numeral of a kind that a sign closes; ⒈ brings its own.
    let bare = unsigned
        && matches!(
            new.kind,
            Kind::HanDun | Kind::ArabicDot | Kind::Stem | Kind::LatinUpper | Kind::LatinLower | Kind::Roman
        )
        && new.form.numeral != Numeral::FullStop;
    match () {
        // 第一章　总则: a full-width blank unless the draft has another.
        () if unit && unsigned => if old.is_empty() { "\u{3000}" } else { old }.to_owned(),
        // 一 总则: the blank is all that parts number and title.
        () if bare => if old.is_empty() { " " } else { old }.to_owned(),
        // 1. 5G网络: without a blank the two numbers run together.
        () if marker.ends_with('.') && title.starts_with(|c: char| c.is_ascii_digit()) => " ".to_owned(),
        () => String::new(),
    }
}
