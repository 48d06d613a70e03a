//! 的, 地 and 得 taken for one another, where the words round them leave no doubt (`data/particles.tsv`):
//! 认真的贯彻落实 for 认真地贯彻落实, 取的了 for 取得了, 重要地意义 for 重要的意义.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::condition::Condition;
use super::protect::protected;
use super::table::Grade;

/// A particle that should be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particle {
    /// The particle, in bytes of the line: one character.
    pub range: Range<usize>,
    /// 的, 地 or 得.
    pub right: &'static str,
    /// How sure that is: [`Grade::Context`], or [`Grade::Arguable`] for a hint.
    pub grade: Grade,
}

struct Row {
    /// What the particle may follow, each with the particle itself.
    words: Vec<String>,
    /// The particle, which ends each of them.
    wrong: &'static str,
    right: &'static str,
    grade: Grade,
    condition: Condition,
}

struct Table {
    rows: Vec<Row>,
    /// For every pattern of the automaton its row.
    owners: Vec<usize>,
    automaton: Option<AhoCorasick>,
}

static SOURCE: &str = include_str!("../../data/particles.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows: Vec<Row> = lines().filter_map(row).collect();
    let owners = rows.iter().enumerate().flat_map(|(at, row)| row.words.iter().map(move |_| at)).collect();
    let words = rows.iter().flat_map(|row| &row.words);
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(words).ok();
    Table { rows, owners, automaton }
});

fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn row(line: &'static str) -> Option<Row> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [words, wrong, right, grade, condition, _, _] = cells.as_slice() else { return None };
    let grade = match *grade {
        "context" => Grade::Context,
        "arguable" => Grade::Arguable,
        _ => return None,
    };
    let condition = if *condition == "-" { Condition::default() } else { Condition::parse(condition)? };
    let words = words.split('|').map(|word| format!("{word}{wrong}")).collect();
    Some(Row { words, wrong, right, grade, condition })
}

/// The mistaken particles of one line, in order and disjoint.
pub fn particles(line: &str) -> Vec<Particle> {
    let mut found: Vec<Particle> = Vec::new();
    for m in TABLE.automaton.iter().flat_map(|a| a.find_overlapping_iter(line)) {
        let row = TABLE.owners.get(m.pattern().as_usize()).and_then(|at| TABLE.rows.get(*at));
        let (Some(row), Some(before), Some(after)) = (row, line.get(..m.start()), line.get(m.end()..)) else {
            continue;
        };
        let range = m.end() - row.wrong.len()..m.end();
        if found.iter().all(|p| p.range != range) && row.condition.holds(before, after) {
            found.push(Particle { range, right: row.right, grade: row.grade });
        }
    }
    if !found.is_empty() {
        let ground = protected(line);
        found.retain(|p| !ground.touches(&p.range));
        found.sort_by_key(|p| p.range.start);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` has its mistaken particles as `⟦的→地⟧`.
    #[track_caller]
    fn check(marked: &str) {
        let mut line = String::new();
        let mut wanted = Vec::new();
        for (i, part) in marked.split(['⟦', '⟧']).enumerate() {
            match part.split_once('→') {
                Some((wrong, right)) if i % 2 == 1 => {
                    wanted.push((line.len()..line.len() + wrong.len(), right));
                    line.push_str(wrong);
                }
                _ => line.push_str(part),
            }
        }
        let found: Vec<_> = particles(&line).into_iter().map(|p| (p.range, p.right)).collect();
        assert_eq!(found, wanted, "{line}");
    }

    #[test]
    fn every_row_flags_its_example_and_spares_its_counterexample() {
        let mut bad = Vec::new();
        for line in lines() {
            let cells: Vec<_> = line.split('\t').collect();
            let row = row(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(row.wrong.chars().count(), 1, "{line}");
            assert!(row.right != row.wrong && "的地得".contains(row.right), "{line}");
            let flagged = |text: &str| {
                particles(text).iter().any(|p| p.right == row.right && &text[p.range.clone()] == row.wrong)
            };
            if !flagged(cells[5]) {
                bad.push(format!("not flagged: {line}"));
            }
            if cells[6] != "-" && flagged(cells[6]) {
                bad.push(format!("flagged: {line}"));
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }

    #[test]
    fn adverbs_take_地() {
        check("要坚定不移⟦的→地⟧贯彻上级部署，更好⟦的→地⟧把政策落到实处。");
        check("我们要认真⟦得→地⟧学习文件。");
    }

    #[test]
    fn attributes_take_的() {
        check("具有重要⟦地→的⟧意义，作出了巨大⟦得→的⟧贡献。");
    }

    #[test]
    fn complements_take_得() {
        check("工作取⟦的→得⟧了新成效，大家做⟦的→得⟧很好，值⟦的→得⟧肯定。");
    }

    #[test]
    fn what_is_right_stays() {
        for line in [
            "得到不折不扣的落实，进行认真的研究，给予更多的关心。",
            "处于重要地位，属于重要地区。",
            "刚才讲的都是实话，所做的工作值得肯定。",
            "数值的变化，获的奖项由他保管。",
            "不得擅自离开，使得我们更加坚定。",
            "学习《认真的贯彻》。",
        ] {
            check(line);
        }
    }
}
