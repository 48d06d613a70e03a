//! The style that a series is to be written in.

use crate::outline::kind::Kind;
use crate::outline::marker::{Form, Word};
use crate::outline::node::{Outline, Series};

impl Form {
    /// This form with the unit of `other` where both have one: 篇 and 部分 are words of the writer.
    pub(super) fn with_word_of(self, other: Form) -> Form {
        match (self.word, other.word) {
            (Word::Unit(_), Word::Unit(_)) => Form { word: other.word, ..self },
            _ => self,
        }
    }
}

/// The kind and form that most members of `series` have (1. and 1） may be mixed in one series); on a
/// tie the canonical one. Where members differ in the sign alone (一、 二.) and the standard lays it
/// down, one member that has the right sign is model enough. `None` where no member has a form, and for
/// kinds whose forms are matters of wording.
pub fn common_style(outline: &Outline, series: &Series) -> Option<(Kind, Form)> {
    if matches!(series.kind, Kind::Part | Kind::Decimal(_)) {
        return None;
    }
    let mut counts: Vec<((Kind, Form), usize)> = Vec::new();
    let nodes = series.members.iter().filter_map(|id| outline.node(*id));
    for style in nodes.filter_map(|n| Some((n.kind, n.form?))) {
        let same = |s: (Kind, Form)| (s.0, s.1.with_word_of(style.1)) == style;
        match counts.iter_mut().find(|(s, _)| same(*s)) {
            Some((_, count)) => *count += 1,
            None => counts.push((style, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let canonical = Form::canonical(series.kind).map(|form| (series.kind, form));
    let is_canonical = |s: (Kind, Form)| canonical.is_some_and(|c| (c.0, c.1.with_word_of(s.1)) == s);
    if let Some((style, _)) = counts.iter().find(|(s, _)| is_canonical(*s)) {
        let unsigned = |f: Form| Form { after: None, ..f.with_word_of(style.1) };
        let by_sign = counts.iter().all(|(s, _)| s.0 == style.0 && unsigned(s.1) == unsigned(style.1));
        if by_sign && has_fixed_sign(series.kind) {
            return Some(*style);
        }
    }
    let mut leaders = counts.iter().filter(|(_, count)| *count == most).map(|(style, _)| *style);
    let first = leaders.next()?;
    match (leaders.next(), canonical) {
        (Some(_), Some((kind, form))) => Some((kind, form.with_word_of(first.1))),
        _ => Some(first),
    }
}

/// Kinds whose sign is punctuation; 1. and 1、 are two styles.
fn has_fixed_sign(kind: Kind) -> bool {
    !matches!(kind, Kind::ArabicDot | Kind::Ordinal | Kind::QiYi)
}
