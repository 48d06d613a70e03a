//! Set formulas that are misquoted (`data/formulas.tsv`): a character or two off, or the members of an
//! enumeration out of order. Marks do not count: a formula is compared by its characters alone. A formula is
//! looked for only in drafts of its time, and never taken for its own later version.

mod near;
mod table;

use std::ops::Range;

use super::protect::protected;
use table::TABLE;

/// A formula that is not quoted as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misquote {
    /// What is wrong, in bytes of the line.
    pub range: Range<usize>,
    /// What should stand there.
    pub right: String,
    /// The formula's name, in Chinese.
    pub name: &'static str,
    /// The whole formula as it reads.
    pub wording: &'static str,
}

/// The characters of a line or a formula without its marks; sentence ends stay, for no formula holds one.
#[derive(Debug, Default)]
struct Bare {
    text: String,
    /// For every character its place in `text` and in what it was taken from, both in bytes.
    places: Vec<(usize, usize)>,
    /// The characters themselves.
    chars: Vec<char>,
}

impl Bare {
    fn new(text: &str) -> Self {
        let mut bare = Self::default();
        for (at, c) in text.char_indices().filter(|(_, c)| !is_mark(*c)) {
            bare.places.push((bare.text.len(), at));
            bare.chars.push(c);
            bare.text.push(c);
        }
        bare
    }

    /// The number of the character that starts at byte `at` of `text`.
    fn index(&self, at: usize) -> Option<usize> {
        self.places.binary_search_by_key(&at, |p| p.0).ok()
    }

    /// The bytes, in what this was taken from, of a range of characters.
    fn source(&self, chars: &Range<usize>) -> Option<Range<usize>> {
        let start = self.places.get(chars.start)?.1;
        let last = chars.end.checked_sub(1)?;
        Some(start..self.places.get(last)?.1 + self.chars.get(last)?.len_utf8())
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '、' | '，'
            | ','
            | '“'
            | '”'
            | '‘'
            | '’'
            | '"'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '（'
            | '）'
            | '('
            | ')'
            | ' '
            | '\u{3000}'
    )
}

/// The misquoted formulas of one line, in order and disjoint. `year` is the year of the draft where it is
/// known: a formula that was not in use then is passed over.
pub fn misquotes(line: &str, year: Option<i32>) -> Vec<Misquote> {
    let bare = Bare::new(line);
    let mut exact: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<(Range<usize>, Misquote)> = Vec::new();
    for (formula, seed) in TABLE.seeds(&bare.text) {
        if !formula.in_use(year) {
            continue;
        }
        match near::read(&bare, formula, &seed) {
            Some(near::Reading::Exact(range)) => exact.push(range),
            Some(near::Reading::Near(range, misquote)) => found.push((range, misquote)),
            None => {}
        }
    }
    found.extend(TABLE.shuffled(&bare, line, year));
    // What belongs to a formula that is quoted rightly cannot be another one misquoted, unless that is longer.
    found.retain(|(r, _)| {
        let contains = |e: &Range<usize>| r.start <= e.start && e.end <= r.end && e.len() < r.len();
        exact.iter().all(|e| e.end <= r.start || r.end <= e.start || contains(e))
    });
    found.sort_by_key(|(r, m)| (std::cmp::Reverse(r.len()), m.range.start));
    let ground = if found.is_empty() { Default::default() } else { protected(line) };
    let mut kept: Vec<(Range<usize>, Misquote)> = Vec::new();
    for (range, misquote) in found {
        let free = kept.iter().all(|(k, _)| k.end <= range.start || range.end <= k.start);
        if free && !ground.touches(&misquote.range) {
            kept.push((range, misquote));
        }
    }
    let mut out: Vec<Misquote> = kept.into_iter().map(|(_, m)| m).collect();
    out.sort_by_key(|m| m.range.start);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` has its misquotes as `⟦wrong→right⟧`.
    #[track_caller]
    fn check(marked: &str, year: Option<i32>) {
        let mut line = String::new();
        let mut wanted = Vec::new();
        for (i, part) in marked.split(['⟦', '⟧']).enumerate() {
            match part.split_once('→') {
                Some((wrong, right)) if i % 2 == 1 => {
                    wanted.push((wrong.to_owned(), right.to_owned()));
                    line.push_str(wrong);
                }
                _ => line.push_str(part),
            }
        }
        let found: Vec<_> =
            misquotes(&line, year).into_iter().map(|m| (line[m.range].to_owned(), m.right)).collect();
        assert_eq!(found, wanted, "{line}");
    }

    #[test]
    fn a_character_off() {
        check("增强政治意识、大局意识、核心意识、⟦看起意识→看齐意识⟧，", None);
        check("贯彻创新、⟦协条→协调⟧、绿色、开放、共享的新发展理念。", None);
        check("坚持⟦全心全力为人民服务→全心全意为人民服务⟧。", None);
        check("在⟦以习近平同志为核的党中央→以习近平同志为核心的党中央⟧领导下", None);
    }

    #[test]
    fn members_out_of_order() {
        check("坚定⟦道路自信、制度自信、理论自信、文化自信→道路自信、理论自信、制度自信、文化自信⟧。", None);
        check(
            "⟦经济建设、文化建设、政治建设、社会建设、生态文明建设→经济建设、政治建设、文化建设、社会建设、生态文明建设⟧",
            None,
        );
    }

    #[test]
    fn what_is_quoted_rightly_stays_whatever_its_marks() {
        for line in [
            "增强“政治意识”“大局意识”“核心意识”“看齐意识”。",
            "创新、协调、绿色、开放、共享",
            "道路自信、理论自信、制度自信和文化自信",
            "加强经济、政治、文化、社会、生态文明建设。",
            "学习《全心全力为人民服务》。",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn a_formula_is_looked_for_only_in_its_time() {
        check("增强政治意识、大局意识、核心意识、看起意识，", Some(2011));
        check("增强政治意识、大局意识、核心意识、⟦看起意识→看齐意识⟧，", Some(2020));
        let society = "全面建成小康社会、全面深化改革、全面依法治国、全面从严治党";
        check(society, Some(2016));
        check(society, Some(2024));
        check(society, None);
    }
}
