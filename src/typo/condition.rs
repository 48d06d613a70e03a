//! The condition language of the tables: what must stand round a match for it to count.
//!
//! A condition is a row of terms parted by spaces, all of which must hold: `before(P)`, `after(P)` (the text
//! that touches the match), `earlier(P)`, `later(P)`, `near(P)` (the rest of its sentence) and `start` (at the
//! head of the line or after a mark); `!` denies a term. `P` is a list of alternatives parted by `|`; in them
//! `\d` is a digit, `\p` a mark or the edge of the line, `[…]` one of several characters, `[^…]` none of them,
//! and all else stands for itself. Half-width `,` `;` `:` in the draft count as their full-width forms.

/// Where a term looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Start,
    Earlier,
    Later,
    Near,
}

/// One character of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Char(char),
    Digit,
    /// A mark, a space, or no character at all.
    Edge,
    OneOf(String),
    NoneOf(String),
}

/// Alternatives, each a row of items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Pattern(Vec<Vec<Item>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    place: Place,
    denied: bool,
    pattern: Pattern,
}

/// A condition on what surrounds a match; the empty one always holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Condition(Vec<Term>);

impl Condition {
    /// Reads a condition; `None` where it is not well formed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut terms = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (denied, body) = match rest.strip_prefix('!') {
                Some(body) => (true, body),
                None => (false, rest),
            };
            if let Some(after) = body.strip_prefix("start") {
                terms.push(Term { place: Place::Start, denied, pattern: Pattern::default() });
                rest = after.trim_start();
                continue;
            }
            let (name, body) = body.split_once('(')?;
            let (pattern, after) = body.split_once(')')?;
            let place = match name {
                "before" => Place::Before,
                "after" => Place::After,
                "earlier" => Place::Earlier,
                "later" => Place::Later,
                "near" => Place::Near,
                _ => return None,
            };
            terms.push(Term { place, denied, pattern: Pattern::parse(pattern)? });
            rest = after.trim_start();
        }
        Some(Self(terms))
    }

    /// Whether the condition holds for a match with `before` and `after` as the rest of its line.
    pub fn holds(&self, before: &str, after: &str) -> bool {
        self.0.iter().all(|term| {
            let holds = match term.place {
                Place::Before => term.pattern.ends(before),
                Place::After => term.pattern.starts(after),
                Place::Start => before.chars().next_back().is_none_or(|c| !c.is_alphanumeric()),
                Place::Earlier => term.pattern.occurs(sentence_before(before)),
                Place::Later => term.pattern.occurs(sentence_after(after)),
                Place::Near => {
                    term.pattern.occurs(sentence_before(before)) || term.pattern.occurs(sentence_after(after))
                }
            };
            holds != term.denied
        })
    }
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        let mut alternatives = Vec::new();
        let mut items = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '|' => alternatives.push(std::mem::take(&mut items)),
                '\\' => items.push(match chars.next()? {
                    'd' => Item::Digit,
                    'p' => Item::Edge,
                    _ => return None,
                }),
                '[' => {
                    let set: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    items.push(match set.strip_prefix('^') {
                        Some(none) => Item::NoneOf(none.to_owned()),
                        None => Item::OneOf(set),
                    });
                }
                '^' | '$' | '.' | '*' | '+' | '?' | '{' | '}' => return None,
                _ => items.push(Item::Char(c)),
            }
        }
        alternatives.push(items);
        alternatives.iter().all(|items| !items.is_empty()).then_some(Self(alternatives))
    }

    fn starts(&self, text: &str) -> bool {
        self.0.iter().any(|items| {
            let mut chars = text.chars();
            items.iter().all(|item| item.fits(chars.next()))
        })
    }

    fn ends(&self, text: &str) -> bool {
        self.0.iter().any(|items| {
            let mut chars = text.chars().rev();
            items.iter().rev().all(|item| item.fits(chars.next()))
        })
    }

    fn occurs(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| text.get(at..).is_some_and(|rest| self.starts(rest)))
    }
}

impl Item {
    fn fits(&self, c: Option<char>) -> bool {
        let Some(c) = c.map(widen) else { return *self == Item::Edge };
        match self {
            Item::Char(own) => *own == c,
            Item::Digit => c.is_ascii_digit() || ('０'..='９').contains(&c),
            Item::Edge => !c.is_alphanumeric(),
            Item::OneOf(set) => set.contains(c),
            Item::NoneOf(set) => !set.contains(c),
        }
    }
}

/// The full-width form of a half-width mark.
fn widen(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        _ => c,
    }
}

const ENDS: [char; 8] = ['。', '！', '？', '；', '!', '?', ';', '\n'];

fn sentence_before(text: &str) -> &str {
    text.rsplit(ENDS).next().unwrap_or(text)
}

fn sentence_after(text: &str) -> &str {
    text.split(ENDS).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(condition: &str, held: &[(&str, &str)], broken: &[(&str, &str)]) {
        let condition = Condition::parse(condition).unwrap();
        for (before, after) in held {
            assert!(condition.holds(before, after), "{before} | {after}");
        }
        for (before, after) in broken {
            assert!(!condition.holds(before, after), "{before} | {after}");
        }
    }

    #[test]
    fn neighbours() {
        check("before(甲乙|丙) !after(丁)", &[("甲乙", ""), ("x丙", "戊")], &[("乙", ""), ("丙", "丁")]);
        check("after(\\d年|[子丑])", &[("", "3年"), ("", "丑")], &[("", "年"), ("", "")]);
        check("before(\\p)", &[("", ""), ("好，", "")], &[("好", "")]);
        check("after([^的了])", &[("", "好")], &[("", "的"), ("", "")]);
    }

    #[test]
    fn the_rest_of_the_sentence() {
        check("earlier(甲)", &[("甲乙，", "")], &[("甲。乙，", ""), ("", "甲")]);
        check("later(甲) start", &[("好，", "乙甲")], &[("好，", "乙；甲"), ("好", "甲")]);
        check("near(甲)", &[("甲", ""), ("", "甲")], &[("甲！", "。甲")]);
    }

    #[test]
    fn half_width_marks_count_as_full_width() {
        check("after(，)", &[("", ","), ("", "，")], &[("", "、")]);
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in ["before(甲", "beside(甲)", "before()", "before(甲|)", "before(a{2})", "甲"] {
            assert_eq!(Condition::parse(text), None, "{text}");
        }
    }
}
