//! Word-type markers (序次语): 一是, 一要, 第一，, 首先, 其一，, 一来, 一方面, 一个是.
//!
//! The same words open paragraphs and stand inside them; who calls decides what may stand before.

use crate::outline::kind::Kind;
use crate::outline::marker::{Form, Marker, Strength, Word};
use crate::outline::numeral::{self, Numeral};

/// Verbs that make a series with a numeral (一要…二要…, 一靠…二靠…). A closed list: measure words
/// (一个, 一年, 一级) look the same.
const VERBS: &str = "要靠抓看讲查促学问谋比争帮练";

/// What 要 forms a word with, and the continuations after which it is a verb after all.
const YAO_WORDS: &[(char, &str)] = &[
    ('素', "质养"),
    ('件', "件"),
    ('求', "真实稳进变新索"),
    ('务', "实必求"),
    ('领', "导悟"),
    ('点', "面对燃亮"),
    ('义', "无"),
    ('旨', ""),
    ('塞', ""),
    ('职', ""),
];

/// Reads a word-type marker at byte `at` of `text`.
pub(super) fn read(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    match rest.chars().next()? {
        '第' => ordinal(rest, at),
        '首' | '其' | '再' | '最' => first_then(rest, at).or_else(|| qi_yi(rest, at)),
        '另' | '还' => paired(rest, at),
        _ => numbered(rest, at).or_else(|| paired(rest, at)),
    }
}

fn marker(kind: Kind, number: Option<u32>, form: Form, at: usize, len: usize) -> Option<Marker> {
    let range = at as u32..(at + len) as u32;
    Some(Marker { kind, number, sub_number: None, form, range, strength: Strength::Weak })
}

fn form(numeral: Numeral, word: Word, after: Option<char>) -> Form {
    Form { numeral, open: None, close: None, after, word }
}

/// 一是, 一则, 一来, 一要 …
fn numbered(rest: &str, at: usize) -> Option<Marker> {
    let read = numeral::read_han(rest)?;
    let mut after = rest.get(read.len..)?.chars();
    let word = after.next()?;
    let next = after.next();
    let kind = match word {
        // 一是一，二是二 counts nothing.
        '是' if rest.get(read.len + word.len_utf8()..)?.starts_with(rest.get(..read.len)?) => return None,
        '是' => Kind::YiShi,
        '、' if next == Some('是') => return slipped_yi_shi(rest, at, read.number, read.len),
        '则' => Kind::YiZe,
        '来' => Kind::YiLai,
        '要' if !is_verb_yao(rest.get(read.len + word.len_utf8()..)?) => return None,
        verb if VERBS.contains(verb) => Kind::Verb(verb),
        _ => return None,
    };
    let form = form(read.style, Word::After(word), None);
    marker(kind, Some(read.number), form, at, read.len + word.len_utf8())
}

/// 一、是: a slip for 一是.
fn slipped_yi_shi(rest: &str, at: usize, number: u32, len: usize) -> Option<Marker> {
    let written = len + '、'.len_utf8() + '是'.len_utf8();
    rest.get(..written)?;
    marker(Kind::YiShi, Some(number), form(Numeral::Han, Word::After('是'), Some('、')), at, written)
}

/// Whether 要 with what follows it is the verb: not 要素, 要件, 要求, but 要求真务实.
fn is_verb_yao(rest: &str) -> bool {
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    // 三要三不要 is a slogan.
    if numeral::read_han(rest).is_some_and(|r| rest.get(r.len..).is_some_and(|t| t.starts_with('不'))) {
        return false;
    }
    let Some(first) = first else { return true };
    YAO_WORDS
        .iter()
        .find(|(c, _)| *c == first)
        .is_none_or(|(_, verbs)| second.is_some_and(|s| verbs.contains(s)))
}

/// 第一， with its slips 第一、 and 第一：; never 第一时间 or 第一、二产业.
fn ordinal(rest: &str, at: usize) -> Option<Marker> {
    let unit = '第'.len_utf8();
    let read = numeral::read(rest.get(unit..)?)?;
    if !matches!(read.style, Numeral::Han | Numeral::Arabic | Numeral::ArabicWide) || read.number > 99 {
        return None;
    }
    let after = rest.get(unit + read.len..)?;
    let sign = after.chars().next().filter(|c| matches!(c, '，' | ',' | '、' | '：' | ':'))?;
    let text = after.get(sign.len_utf8()..)?;
    // 第一、二产业; 第一、第二产业; 第一，第二 as a bare row.
    let next = text.strip_prefix('第').unwrap_or(text);
    if numeral::read(next).is_some_and(|r| r.number == read.number + 1) && sign == '、' {
        return None;
    }
    let form = form(read.style, Word::Unit(""), Some(sign));
    marker(Kind::Ordinal, Some(read.number), form, at, unit + read.len + sign.len_utf8())
}

/// 首先, 其次, 再次, 再者, 最后, with the comma where there is one.
fn first_then(rest: &str, at: usize) -> Option<Marker> {
    const WORDS: &[(&str, Option<u32>)] =
        &[("首先", Some(1)), ("其次", Some(2)), ("再次", Some(3)), ("再者", Some(3)), ("最后", None)];
    let (word, number) = WORDS.iter().find(|(w, _)| rest.starts_with(w))?;
    let sign = rest.get(word.len()..)?.chars().next().filter(|c| matches!(c, '，' | ',' | '、' | '：' | ':'));
    let form = form(Numeral::Han, Word::None, sign);
    marker(Kind::FirstThen, *number, form, at, word.len() + sign.map_or(0, char::len_utf8))
}

/// 其一，
fn qi_yi(rest: &str, at: usize) -> Option<Marker> {
    let word = '其'.len_utf8();
    let read = numeral::read_han(rest.strip_prefix('其')?)?;
    let after = rest.get(word + read.len..)?.chars().next()?;
    let sign = match after {
        '，' | ',' | '、' | '：' | ':' => Some(after),
        '是' => None,
        _ => return None,
    };
    let form = form(read.style, Word::Before("其"), sign);
    marker(Kind::QiYi, Some(read.number), form, at, word + read.len + sign.map_or(0, char::len_utf8))
}

/// 一方面…另一方面…, 一个是…还有一个是…
fn paired(rest: &str, at: usize) -> Option<Marker> {
    const WORDS: &[(&str, Kind, Option<u32>)] = &[
        ("一方面", Kind::Pair, Some(1)),
        ("另一方面", Kind::Pair, Some(2)),
        ("一个是", Kind::OneIs, None),
        ("另一个是", Kind::OneIs, None),
        ("还有一个是", Kind::OneIs, None),
    ];
    let (word, kind, number) = WORDS.iter().find(|(w, ..)| rest.starts_with(w))?;
    let sign = rest.get(word.len()..)?.chars().next().filter(|c| matches!(c, '，' | ','));
    let form = form(Numeral::Han, Word::None, sign);
    marker(*kind, *number, form, at, word.len() + sign.map_or(0, char::len_utf8))
}
