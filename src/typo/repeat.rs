//! Words written twice by a slip: 的的, 我我们, 进行进行 (`data/repeats.tsv`), and any longer piece of text that
//! follows itself at once. Doubling that is usage (天天, 研究研究, 一步一步) and words that merely meet (目的的,
//! 应对对手) stay; doubled marks belong to others.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::condition::Condition;
use super::protect::protected;
use super::table::Grade;

/// The shortest unlisted piece, in characters, whose doubling is taken for a slip: three-character pieces
/// still come about where words meet (申请人申请人民法院).
const UNLISTED_MIN: usize = 4;
/// The longest piece looked for, in characters.
const PIECE_MAX: usize = 12;

/// A piece of text that stands twice in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The second copy, in bytes of the line: what to delete.
    pub range: Range<usize>,
    /// How sure that is.
    pub grade: Grade,
}

static SOURCE: &str = include_str!("../../data/repeats.tsv");

static LISTED: LazyLock<HashMap<&'static str, Condition>> =
    LazyLock::new(|| rows().filter_map(row).collect());

fn rows() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn row(line: &'static str) -> Option<(&'static str, Condition)> {
    let mut cells = line.split('\t');
    let (word, condition) = (cells.next()?, cells.next()?);
    Some((word, if condition == "-" { Condition::default() } else { Condition::parse(condition)? }))
}

/// The doubled words of one line, in order and disjoint.
pub fn repeats(line: &str) -> Vec<Repeat> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let mut found: Vec<Repeat> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match (1..=PIECE_MAX).find_map(|n| doubled(line, &chars, at, n).map(|r| (n, r))) {
            Some((n, repeat)) => {
                found.push(repeat);
                at += 2 * n;
            }
            None => at += 1,
        }
    }
    if !found.is_empty() {
        let ground = protected(line);
        found.retain(|r| !ground.touches(&r.range));
    }
    found
}

/// The second of two equal pieces of `n` characters from the character number `at` on, where it is a slip.
fn doubled(line: &str, chars: &[(usize, char)], at: usize, n: usize) -> Option<Repeat> {
    let first = chars.get(at..at + n)?;
    let second = chars.get(at + n..at + 2 * n)?;
    if first.iter().zip(second).any(|(a, b)| a.1 != b.1) {
        return None;
    }
    let start = first.first()?.0;
    let middle = second.first()?.0;
    let end = chars.get(at + 2 * n).map_or(line.len(), |c| c.0);
    let grade = match LISTED.get(line.get(start..middle)?) {
        Some(condition) if condition.holds(line.get(..start)?, line.get(end..)?) => Grade::Certain,
        None if n >= UNLISTED_MIN && is_slip(first, line.get(..start)?) => Grade::Context,
        _ => return None,
    };
    Some(Repeat { range: middle..end, grade })
}

/// Whether an unlisted piece is likely doubled by a slip: Han characters only, no counting piece by piece
/// (一个问题一个问题), no pattern within itself (哈哈哈哈), no title over its own law (人民法院人民法院组织法).
fn is_slip(piece: &[(usize, char)], before: &str) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let Some((_, head)) = piece.first() else { return false };
    piece.iter().all(|(_, c)| han(*c))
        && !"一二两三四五六七八九十几每逐又越个".contains(*head)
        && !before.ends_with(['一', '高', '级', '每', '逐'])
        && piece.windows(2).any(|w| w.first().map(|c| c.1) != w.last().map(|c| c.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` has what is to be deleted in `⟦…⟧`.
    #[track_caller]
    fn check(marked: &str) {
        let line = marked.replace(['⟦', '⟧'], "");
        let mut out = String::new();
        let mut last = 0;
        for repeat in repeats(&line) {
            out.push_str(&line[last..repeat.range.start]);
            out.push_str(&format!("⟦{}⟧", &line[repeat.range.clone()]));
            last = repeat.range.end;
        }
        out.push_str(&line[last..]);
        assert_eq!(out, marked);
    }

    #[test]
    fn every_row_flags_its_example_and_spares_its_counterexample() {
        let mut last = "";
        for line in rows() {
            let cells: Vec<_> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            let (word, _) = row(line).unwrap_or_else(|| panic!("{line}"));
            assert!(last < word, "not in order or twice: {last} {word}");
            last = word;
            let example =
                if cells[2] == "-" { format!("他说{word}{word}甲乙") } else { cells[2].to_owned() };
            let flagged = repeats(&example);
            assert!(flagged.iter().any(|r| &example[r.range.clone()] == word), "not flagged: {line}");
            assert_eq!(repeats(cells[3]), [], "flagged: {line}");
        }
    }

    #[test]
    fn doubled_words() {
        check("这是我们的⟦的⟧共同责任。");
        check("要进行⟦进行⟧认真研究，我⟦我⟧们一定做好。");
        check("各级各部门各级⟦各级⟧都要行动。");
        check("全市上下齐心协力⟦全市上下齐心协力⟧抓落实。");
    }

    #[test]
    fn usage_stays() {
        for line in [
            "天天如此，人人参与，家家受益，日日夜夜。",
            "请大家研究研究、讨论讨论、学习学习。",
            "扎扎实实、认认真真、地地道道、的的确确。",
            "要一项一项抓，一个问题一个问题解决，一步一步向前走。",
            "落实落实再落实。",
            "哈哈哈哈，好好好好。",
            "党组织组织力、工作作风、发展展望、行政区行政区域图。",
            "学习《我们我们》。",
        ] {
            check(line);
        }
    }

    #[test]
    fn words_that_meet_stay() {
        for line in [
            "以营利为目的的活动，合同标的的价值。",
            "可以以书面形式，予以以下处罚。",
            "首都都市圈，人民民主，物流流量，市市长、局局长。",
            "会议议程，常委会会议，委员会会长，部部长。",
            "参与与否，应对对方挑战，绝对对等开放。",
            "增进了解，提供了了解的机会，不了了之。",
            "就就业问题展开讨论，关于于都县的情况。",
            "申请人申请人民法院执行。",
        ] {
            check(line);
        }
    }
}
