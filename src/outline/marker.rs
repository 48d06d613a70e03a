//! A marker as written, and how to write it anew: with another number, in another style.

use std::ops::Range;

use super::kind::Kind;
use super::numeral::{self, Numeral};

/// How a marker is written around its number.
///
/// Together with a [`Kind`] and a number it gives the marker's text, see [`Form::write`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Form {
    /// The numeral's style.
    pub numeral: Numeral,
    /// The opening bracket, for bracketed kinds that have one.
    pub open: Option<char>,
    /// The closing bracket.
    pub close: Option<char>,
    /// The punctuation that closes the marker, where one is written: 、 . ， ：
    pub after: Option<char>,
    /// The word that goes with the number: the unit of 第一篇, the verb of 一要.
    pub word: Word,
}

/// The fixed word in a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// The kind alone says it.
    None,
    /// The unit after 第N: 篇, 部分, 章, 条 …
    Unit(&'static str),
    /// The unit stands before the number: 篇一, 讲话一.
    Before(&'static str),
    /// The word after the number: 是, 则, 要, 来.
    After(char),
}

impl Form {
    /// The form that GB/T 9704 and GB/T 15834 ask for; `None` for kinds that have no number.
    pub fn canonical(kind: Kind) -> Option<Form> {
        let plain = Form { numeral: Numeral::Han, open: None, close: None, after: None, word: Word::None };
        Some(match kind {
            Kind::Part => Form { word: Word::Unit("部分"), ..plain },
            Kind::Volume => Form { word: Word::Unit("编"), ..plain },
            Kind::Chapter => Form { word: Word::Unit("章"), ..plain },
            Kind::Section => Form { word: Word::Unit("节"), ..plain },
            Kind::Article => Form { word: Word::Unit("条"), ..plain },
            Kind::HanDun => Form { after: Some('、'), ..plain },
            Kind::Stem => Form { numeral: Numeral::Stem, after: Some('、'), ..plain },
            Kind::HanParen => Form { open: Some('（'), close: Some('）'), ..plain },
            Kind::ArabicDot => Form { numeral: Numeral::Arabic, after: Some('.'), ..plain },
            Kind::ArabicHalfParen => Form { numeral: Numeral::Arabic, close: Some('）'), ..plain },
            Kind::ArabicParen => {
                Form { numeral: Numeral::Arabic, open: Some('（'), close: Some('）'), ..plain }
            }
            Kind::Circled => Form { numeral: Numeral::Circled, ..plain },
            Kind::LatinUpper => Form { numeral: Numeral::LatinUpper, after: Some('.'), ..plain },
            Kind::LatinLower => Form { numeral: Numeral::LatinLower, after: Some('.'), ..plain },
            Kind::Roman => Form { numeral: Numeral::Roman, after: Some('.'), ..plain },
            Kind::Ordinal => Form { after: Some('，'), word: Word::Unit(""), ..plain },
            Kind::YiShi => Form { word: Word::After('是'), ..plain },
            Kind::YiZe => Form { word: Word::After('则'), ..plain },
            Kind::YiLai => Form { word: Word::After('来'), ..plain },
            Kind::Verb(verb) => Form { word: Word::After(verb), ..plain },
            Kind::QiYi => Form { after: Some('，'), word: Word::Before("其"), ..plain },
            Kind::FirstThen => Form { after: Some('，'), ..plain },
            Kind::Title | Kind::Heading(_) | Kind::Decimal(_) | Kind::Pair | Kind::Dash | Kind::OneIs => {
                return None;
            }
        })
    }

    /// The text of a marker with `number` in this form.
    pub fn write(self, kind: Kind, number: u32) -> String {
        if kind == Kind::FirstThen {
            return first_then(number).to_owned() + &self.after.map(String::from).unwrap_or_default();
        }
        let numeral = numeral::write(number, self.numeral);
        let push = |c: Option<char>| c.map(String::from).unwrap_or_default();
        let (open, close, after) = (push(self.open), push(self.close), push(self.after));
        match self.word {
            Word::None => format!("{open}{numeral}{close}{after}"),
            Word::Unit(unit) => format!("{open}第{numeral}{unit}{close}{after}"),
            Word::Before(unit) => format!("{open}{unit}{numeral}{close}{after}"),
            // 一、是: the slip is kept where only the number changes.
            Word::After(word) if self.after == Some('、') => format!("{numeral}{after}{word}"),
            Word::After(word) => format!("{numeral}{word}{after}"),
        }
    }
}

/// The words of a 首先 series by position; past the third it goes on with 再次.
fn first_then(number: u32) -> &'static str {
    match number {
        0 | 1 => "首先",
        2 => "其次",
        _ => "再次",
    }
}

/// How sure the reader of a line is that it saw a marker, before the rest of the draft is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Only where it continues a series exactly: 一 with a space, 1， and numbers with no sign at all.
    Bare,
    /// Only as part of a series of two or more: 一要, ①, `A.`
    Weak,
    /// On its own.
    Strong,
}

/// A marker found in a line; all places are byte columns in that line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Its kind.
    pub kind: Kind,
    /// Its number; for 首先 series the position, for unordered kinds `None`.
    pub number: Option<u32>,
    /// 之一 in 第三条之一.
    pub sub_number: Option<u32>,
    /// How it is written.
    pub form: Form,
    /// Byte columns of the marker as written, punctuation included, blanks after it not.
    pub range: Range<u32>,
    /// How sure this is without context.
    pub strength: Strength,
}

impl Marker {
    /// Whether `other` is the same marker, if in another place.
    pub fn is_like(&self, other: &Marker) -> bool {
        (self.kind, self.number, self.sub_number, self.form, self.strength)
            == (other.kind, other.number, other.sub_number, other.form, other.strength)
    }

    /// The marker's text with another number, in its own style.
    pub fn with_number(&self, number: u32) -> String {
        self.form.write(self.kind, number)
    }
}
