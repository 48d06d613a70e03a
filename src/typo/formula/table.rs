//! The table of formulas: `data/formulas.tsv` read once, with the automata that find where one may stand.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{Bare, Misquote, is_mark};

/// From this many characters on a formula is known by a third of it and may be off by two characters;
/// shorter ones by a half, and by one.
const LONG: usize = 14;
/// Words that may stand between two members of an enumeration besides marks.
const JOINTS: [&str; 4] = ["以及", "和", "与", "及"];

/// A set formula.
#[derive(Debug)]
pub struct Formula {
    pub name: &'static str,
    /// The years in which it is in use, the last one included.
    from: i32,
    to: i32,
    /// How it reads, with its marks.
    pub wording: &'static str,
    pub bare: Bare,
    /// The members of an enumeration with a fixed order, else none.
    members: Vec<&'static str>,
    /// Other wordings that are right, without marks.
    pub variants: Vec<String>,
    /// The characters of its seeds.
    pub seeds: Vec<Range<usize>>,
}

impl Formula {
    /// Whether it was in use in `year`; where the year is not known, it was.
    pub fn in_use(&self, year: Option<i32>) -> bool {
        year.is_none_or(|y| self.from <= y && y <= self.to)
    }

    /// How many characters a misquote may be off.
    pub fn tolerance(&self) -> usize {
        if self.bare.chars.len() >= LONG { 2 } else { 1 }
    }
}

/// All formulas.
pub struct Table {
    pub formulas: Vec<Formula>,
    /// Finds the seeds: which formula, which of its seeds.
    seeds: Option<AhoCorasick>,
    owners: Vec<(usize, usize)>,
    /// Finds the members of the enumerations.
    members: Option<AhoCorasick>,
    member_words: Vec<&'static str>,
}

static SOURCE: &str = include_str!("../../../data/formulas.tsv");

/// The table, read at the first use.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let formulas: Vec<Formula> = lines().filter_map(formula).collect();
    let mut words = Vec::new();
    let mut owners = Vec::new();
    for (at, formula) in formulas.iter().enumerate() {
        for (nth, seed) in formula.seeds.iter().enumerate() {
            words.push(formula.bare.chars.get(seed.clone()).unwrap_or_default().iter().collect::<String>());
            owners.push((at, nth));
        }
    }
    let mut member_words: Vec<&'static str> =
        formulas.iter().flat_map(|f| f.members.iter().copied()).collect();
    member_words.sort_unstable();
    member_words.dedup();
    let build = |words: &[&str], kind: MatchKind| {
        AhoCorasick::builder().match_kind(kind).kind(Some(AhoCorasickKind::ContiguousNFA)).build(words).ok()
    };
    Table {
        seeds: build(&words.iter().map(String::as_str).collect::<Vec<_>>(), MatchKind::Standard),
        owners,
        // The longest: 生态文明建设, not 文明.
        members: build(&member_words, MatchKind::LeftmostLongest),
        member_words,
        formulas,
    }
});

pub fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

pub fn formula(line: &'static str) -> Option<Formula> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [name, kind, from, to, wording, variants] = cells.as_slice() else { return None };
    let bare = Bare::new(wording);
    let parts = if bare.chars.len() >= LONG { 3 } else { 2 };
    let cut = |nth: usize| bare.chars.len() * nth / parts;
    let seeds = (0..parts).map(|nth| cut(nth)..cut(nth + 1)).collect();
    let members = match *kind {
        "list" => wording.split('、').collect(),
        "text" => Vec::new(),
        _ => return None,
    };
    let variants = variants.split('|').filter(|v| *v != "-").map(|v| Bare::new(v).text).collect();
    Some(Formula {
        name,
        from: from.parse().ok()?,
        to: if *to == "-" { i32::MAX } else { to.parse().ok()? },
        wording,
        bare,
        members,
        variants,
        seeds,
    })
}

/// A member of an enumeration where it stands: characters of the bare line, and which word it is.
struct Member {
    chars: Range<usize>,
    word: &'static str,
}

impl Table {
    /// Every place in a bare text where a formula may stand: the formula, and the part of it that does.
    pub fn seeds<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'t Formula, Seed)> {
        let found = self.seeds.iter().flat_map(move |a| a.find_overlapping_iter(text));
        found.filter_map(|m| {
            let (formula, nth) = *self.owners.get(m.pattern().as_usize())?;
            let formula = self.formulas.get(formula)?;
            Some((formula, Seed { start: m.start(), own: formula.seeds.get(nth)?.clone() }))
        })
    }

    /// The enumerations of `line` whose members are all there, and nothing else, but out of order.
    pub fn shuffled(&self, bare: &Bare, line: &str, year: Option<i32>) -> Vec<(Range<usize>, Misquote)> {
        let Some(automaton) = &self.members else { return Vec::new() };
        let mut rows: Vec<Vec<Member>> = Vec::new();
        for m in automaton.find_iter(&bare.text) {
            let Some(&word) = self.member_words.get(m.pattern().as_usize()) else { continue };
            let (Some(start), end) = (bare.index(m.start()), bare.index(m.end()).unwrap_or(bare.chars.len()))
            else {
                continue;
            };
            let joined = rows.last().and_then(|row| row.last()).is_some_and(|last| {
                let gap = bare.places.get(last.chars.end).and_then(|p| bare.text.get(p.0..m.start()));
                last.chars.end == start || gap.is_some_and(|g| JOINTS.contains(&g))
            });
            let member = Member { chars: start..end, word };
            match rows.last_mut() {
                Some(row) if joined => row.push(member),
                _ => rows.push(vec![member]),
            }
        }
        rows.iter()
            .filter(|row| row.len() >= 3)
            .filter_map(|row| self.out_of_order(row, bare, line, year))
            .collect()
    }

    fn out_of_order(
        &self,
        row: &[Member],
        bare: &Bare,
        line: &str,
        year: Option<i32>,
    ) -> Option<(Range<usize>, Misquote)> {
        let formula = self.formulas.iter().find(|f| {
            f.in_use(year)
                && f.members.len() == row.len()
                && f.members.iter().all(|m| row.iter().any(|r| r.word == *m))
        })?;
        if formula.members.iter().zip(row).all(|(m, r)| *m == r.word) {
            return None;
        }
        // A joint before any but the last member parts two things: 生态文明建设与经济建设、政治建设.
        let loose = |w: &&[Member]| matches!(w, [a, b] if a.chars.end != b.chars.start);
        if row.windows(2).take(row.len() - 2).any(|w| loose(&w)) {
            return None;
        }
        let chars = row.first()?.chars.start..row.last()?.chars.end;
        let range = bare.source(&chars)?;
        // A longer enumeration is another one.
        let ends = |c: Option<char>| c.is_none_or(|c| !matches!(c, '、' | '和' | '与' | '及'));
        if !ends(line.get(..range.start)?.chars().next_back()) || !ends(line.get(range.end..)?.chars().next())
        {
            return None;
        }
        let mut right = String::new();
        let mut last = range.start;
        for (member, written) in formula.members.iter().zip(row) {
            let place = bare.source(&written.chars)?;
            right.push_str(line.get(last..place.start)?);
            right.push_str(member);
            last = place.end;
        }
        let variant: String = right.chars().filter(|c| !is_mark(*c)).collect();
        if formula.variants.contains(&variant) {
            return None;
        }
        let written = bare.chars.get(chars.clone())?.iter().collect::<String>();
        if formula.variants.contains(&written) {
            return None;
        }
        Some((chars, Misquote { range, right, name: formula.name, wording: formula.wording }))
    }
}

/// A seed where it stands.
pub struct Seed {
    /// Its first byte in the bare text.
    pub start: usize,
    /// The characters of the formula that it is.
    pub own: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typo::misquotes;

    #[test]
    fn the_file_is_sorted_unique_and_well_formed() {
        let wordings: Vec<&str> = lines()
            .map(|l| formula(l).unwrap_or_else(|| panic!("{l}")))
            .map(|f| {
                assert!(f.from <= f.to && f.bare.chars.len() >= 7, "{}", f.wording);
                assert!(f.variants.iter().all(|v| *v != f.bare.text), "{}", f.wording);
                f.wording
            })
            .collect();
        for pair in wordings.windows(2) {
            assert!(pair[0] < pair[1], "not in order or twice: {pair:?}");
        }
    }

    #[test]
    fn every_formula_stands_and_is_missed_by_a_character() {
        for formula in &TABLE.formulas {
            let stands = format!("我们说，{}，是这样。", formula.wording);
            assert_eq!(misquotes(&stands, None), [], "{}", formula.wording);
            // The character in the middle, exchanged; where it is free in itself, the one before it.
            let chars: Vec<(usize, char)> = formula.wording.char_indices().collect();
            let middle =
                (chars.len() / 2..).find(|i| !"的地和与及同了要就也并、，“”".contains(chars[*i].1)).unwrap();
            let (at, c) = chars[middle];
            let wrong =
                format!("我们说，{}某{}。", &formula.wording[..at], &formula.wording[at + c.len_utf8()..]);
            let found = misquotes(&wrong, Some(formula.from));
            assert_eq!(found.len(), 1, "{wrong}");
            let mut mended = wrong.clone();
            mended.replace_range(found[0].range.clone(), &found[0].right);
            assert_eq!(mended, format!("我们说，{}。", formula.wording));
        }
    }
}
