//! Places as programs read them: lines and columns from 1, columns in Unicode scalar values; and a
//! remedy told as the text of the reported range.

use serde::Serialize;

use crate::lint::Fix;
use crate::text::{Edit, Encoding, Snapshot, TextRange};

/// A range of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Line of the first character.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column just past the last character.
    pub end_column: usize,
}

impl Place {
    /// The place of `range`.
    pub fn of(snapshot: &Snapshot, range: TextRange) -> Self {
        let start = snapshot.position(range.start, Encoding::Utf32);
        let end = snapshot.position(range.end, Encoding::Utf32);
        Self {
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
        }
    }
}

/// A remedy as seen from the reported range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What the remedy makes of the reported range.
    pub text: String,
    /// All places that it changes, the reported range among them, where it changes others too.
    pub all: Vec<Edit>,
}

impl Replacement {
    /// What `fix` makes of `range`.
    pub fn of(snapshot: &Snapshot, range: TextRange, fix: &Fix) -> Self {
        let mut inside = Vec::new();
        let mut others = Vec::new();
        for edit in fix.edits.iter() {
            split(edit, range, &mut inside, &mut others);
        }
        let text = replaced(snapshot, range, &inside);
        if !others.is_empty() && !inside.is_empty() {
            others.push(Edit::replace(range, text.clone()));
        }
        others.sort();
        Self { text, all: others }
    }
}

/// Cuts `edit` at the ends of `range`. An edit that reaches over an end becomes a deletion outside and
/// the new text inside: together they do the same.
fn split(edit: &Edit, range: TextRange, inside: &mut Vec<Edit>, others: &mut Vec<Edit>) {
    if !range.touches_range(edit.range) || only_meets(edit.range, range) {
        others.push(edit.clone());
        return;
    }
    let before = TextRange::new(edit.range.start, range.start.min(edit.range.end));
    let after = TextRange::new(range.end.max(edit.range.start), edit.range.end);
    others.extend([before, after].into_iter().filter(|part| !part.is_empty()).map(Edit::delete));
    let start = edit.range.start.max(range.start);
    inside.push(Edit::replace(TextRange::new(start, edit.range.end.min(range.end)), edit.text.clone()));
}

/// Whether the two share an end and no byte, and `edit` takes bytes away: it lies next to the range.
/// What is put in at an end of the range counts as part of it.
fn only_meets(edit: TextRange, range: TextRange) -> bool {
    !edit.is_empty() && (edit.end <= range.start || edit.start >= range.end)
}

/// The text of `range` after `edits`, which lie in it.
fn replaced(snapshot: &Snapshot, range: TextRange, edits: &[Edit]) -> String {
    let mut text = String::new();
    let mut at = range.start;
    for edit in edits {
        text.push_str(&snapshot.slice(TextRange::new(at, edit.range.start)));
        text.push_str(&edit.text);
        at = edit.range.end;
    }
    text.push_str(&snapshot.slice(TextRange::new(at, range.end)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Edits;

    /// The text has the reported range in ⟦…⟧; edits are byte ranges of the text without the marks.
    #[track_caller]
    fn check(marked: &str, edits: &[(usize, usize, &str)], text: &str, all: &[(usize, usize, &str)]) {
        let start = marked.find('⟦').unwrap();
        let plain = marked.replace('⟦', "");
        let end = plain.find('⟧').unwrap();
        let snapshot = Snapshot::new(&plain.replace('⟧', ""));
        let list = |edits: &[(usize, usize, &str)]| -> Vec<Edit> {
            edits.iter().map(|&(a, b, t)| Edit::replace(TextRange::new(a, b), t)).collect()
        };
        let set = Edits::new(list(edits)).unwrap();
        let fix = Fix { title: String::new(), edits: set.clone(), safe: true, preferred: true };
        let got = Replacement::of(&snapshot, TextRange::new(start, end), &fix);
        assert_eq!((got.text.as_str(), &got.all), (text, &list(all)));
        if !got.all.is_empty() {
            let again = Edits::new(got.all).unwrap();
            assert_eq!(again.apply(&snapshot).to_string(), set.apply(&snapshot).to_string());
        }
    }

    #[test]
    fn one_edit_of_the_range_or_in_it_gives_its_text() {
        check("ab⟦cd⟧ef", &[(2, 4, "X")], "X", &[]);
        check("ab⟦cd⟧ef", &[(3, 4, "X")], "cX", &[]);
        check("ab⟦cd⟧ef", &[(2, 2, "<"), (4, 4, ">")], "<cd>", &[]);
        check("ab⟦⟧ef", &[(2, 2, "X")], "X", &[]);
    }

    #[test]
    fn other_places_are_listed_with_the_range() {
        check("ab⟦cd⟧ef", &[(2, 4, "X"), (5, 6, "Y")], "X", &[(2, 4, "X"), (5, 6, "Y")]);
        check("ab⟦cd⟧ef", &[(0, 1, "Y"), (3, 4, "X")], "cX", &[(0, 1, "Y"), (2, 4, "cX")]);
    }

    #[test]
    fn a_remedy_elsewhere_leaves_the_range_as_it_is() {
        check("ab⟦cd⟧ef", &[(4, 5, "Y")], "cd", &[(4, 5, "Y")]);
        check("ab⟦cd⟧ef", &[(0, 2, "")], "cd", &[(0, 2, "")]);
    }

    #[test]
    fn an_edit_over_an_end_is_cut_there() {
        check("ab⟦cd⟧ef", &[(1, 3, "X")], "Xd", &[(1, 2, ""), (2, 4, "Xd")]);
        check("ab⟦cd⟧ef", &[(3, 5, "X")], "cX", &[(2, 4, "cX"), (4, 5, "")]);
        check("ab⟦cd⟧ef", &[(0, 6, "X")], "X", &[(0, 2, ""), (2, 4, "X"), (4, 6, "")]);
        check("ab⟦⟧ef", &[(1, 3, "X")], "X", &[(1, 2, ""), (2, 2, "X"), (2, 3, "")]);
    }

    #[test]
    fn columns_count_scalar_values_from_one() {
        let snapshot = Snapshot::new("甲\n𠀀二、");
        let place = Place::of(&snapshot, TextRange::new(8, 11));
        assert_eq!(place, Place { line: 2, column: 2, end_line: 2, end_column: 3 });
    }
}
