//! Candidates for points inside a line: 一是 after ；, （1） after ：, ① after 。

use super::span;
use super::word;
use super::{Head, Point, is_han};
use crate::outline::kind::Kind;
use crate::outline::marker::{Form, Marker, Strength, Word};
use crate::outline::numeral::{self, Numeral};

/// What may stand before an inline marker: never a Han character (统一是, 这一要求).
fn opens(before: char) -> bool {
    ends_clause(before) || matches!(before, '，' | '、' | ',')
}

/// What ends a clause for good: before 第一，, 1. and （1） nothing less will do.
fn ends_clause(before: char) -> bool {
    matches!(
        before,
        '。' | '；' | '：' | '！' | '？' | '”' | '’' | '）' | ')' | ';' | ':' | '!' | '?' | '…' | '—'
    )
}

/// Reads the candidates of `text` from byte `from` on.
pub(super) fn read(text: &str, from: usize, head: Option<&Head>) -> Box<[Point]> {
    let mut points = Vec::new();
    let mut spoken = super::spoken(text.get(..from).unwrap_or(""));
    // Straight after the head's marker (（一）一是…) a point may open; at a plain line's start a
    // word-type marker would have been the head.
    let mut before = if head.is_some() { '：' } else { ' ' };
    let mut skip_to = from;
    for (i, c) in text.get(from..).unwrap_or("").char_indices() {
        let at = from + i;
        if at >= skip_to
            && opens(before)
            && !c.is_whitespace()
            && let Some(marker) = candidate(text, at, c, before)
        {
            skip_to = marker.range.end as usize;
            let title = title(text, skip_to);
            points.push(Point { marker, title, before, spoken_before: spoken });
        }
        spoken += u32::from(is_han(c) || c.is_ascii_digit() || ('０'..='９').contains(&c));
        if !c.is_whitespace() {
            before = c;
        }
    }
    points.into_boxed_slice()
}

fn title(text: &str, from: usize) -> std::ops::Range<u32> {
    let end = span::find_outside(text, from, &['。', '；', '！', '？', ';']).unwrap_or(text.len());
    span::title(text, from..end)
}

fn candidate(text: &str, at: usize, c: char, before: char) -> Option<Marker> {
    match c {
        '（' | '(' if ends_clause(before) || before == '，' => bracketed(text, at),
        '①'..='⑳' | '❶'..='❿' => single(text, at),
        '0'..='9' | '０'..='９' if ends_clause(before) => dotted(text, at),
        _ => {
            let marker = word::read(text, at)?;
            let allowed = match marker.kind {
                // 排名第一，…; 安全第一，预防为主: only a new clause opens with 第一，.
                Kind::Ordinal | Kind::QiYi => {
                    ends_clause(before) || marker.number > Some(1) && before == '，'
                }
                Kind::OneIs | Kind::Pair => ends_clause(before),
                // 一个是 after 一方面; the rest may follow any comma.
                _ => true,
            };
            allowed.then_some(marker)
        }
    }
}

/// （1） or （一）
fn bracketed(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    let open = rest.chars().next()?;
    let read = numeral::read(rest.get(open.len_utf8()..)?)?;
    let kind = match read.style {
        Numeral::Han => Kind::HanParen,
        Numeral::Arabic | Numeral::ArabicWide if read.number < 100 => Kind::ArabicParen,
        _ => return None,
    };
    let close = rest.get(open.len_utf8() + read.len..)?.chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let len = open.len_utf8() + read.len + close.len_utf8();
    let after = rest.get(len..)?.chars().next()?;
    // 见图（1）。 and （一）期 are no points.
    if matches!(after, '。' | '，' | '；' | '、' | '期' | '）') {
        return None;
    }
    let form =
        Form { numeral: read.style, open: Some(open), close: Some(close), after: None, word: Word::None };
    weak(kind, read.number, form, at, len)
}

fn single(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    let read = numeral::read(rest)?;
    let form = Form { numeral: read.style, open: None, close: None, after: None, word: Word::None };
    weak(Kind::Circled, read.number, form, at, read.len)
}

/// 1. or 1） or 1、 with no digit behind it.
fn dotted(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    let read = numeral::read(rest)?;
    if read.number == 0 || read.number > 50 {
        return None;
    }
    let sign = rest.get(read.len..)?.chars().next()?;
    let (kind, close, after) = match sign {
        '.' | '．' | '、' => (Kind::ArabicDot, None, Some(sign)),
        '）' | ')' => (Kind::ArabicHalfParen, Some(sign), None),
        _ => return None,
    };
    let len = read.len + sign.len_utf8();
    let next = rest.get(len..)?.chars().next()?;
    if numeral::read(rest.get(len..)?).is_some() || next.is_ascii_alphanumeric() {
        return None;
    }
    weak(kind, read.number, Form { numeral: read.style, open: None, close, after, word: Word::None }, at, len)
}

fn weak(kind: Kind, number: u32, form: Form, at: usize, len: usize) -> Option<Marker> {
    let range = at as u32..(at + len) as u32;
    Some(Marker { kind, number: Some(number), sub_number: None, form, range, strength: Strength::Weak })
}
