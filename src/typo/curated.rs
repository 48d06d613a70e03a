//! Confused words: a table of known slips, each with what must surround it (`data/confusions.tsv`), and slips in
//! set words that no table could hold one by one ([`super::setword`]).

use std::ops::Range;

use super::protect::protected;
use super::setword;
use super::table::{Grade, TABLE};

/// A word that stands for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    /// The wrong text, in bytes of the line.
    pub range: Range<usize>,
    /// What should stand there.
    pub right: &'static str,
    /// How sure that is.
    pub grade: Grade,
    /// Why, in Chinese; may be empty.
    pub note: &'static str,
}

/// The confused words of one line, in order and disjoint: where two rows meet in one place the longer one
/// counts, and of two equally long the surer one.
pub fn confusions(line: &str) -> Vec<Confusion> {
    let mut found = Vec::new();
    let mut allowed: Vec<Range<usize>> = Vec::new();
    let mut denied: Vec<Range<usize>> = Vec::new();
    for (start, row) in TABLE.candidates(line) {
        let range = start..start + row.wrong.len();
        let (Some(before), Some(after)) = (line.get(..range.start), line.get(range.end..)) else { continue };
        if !row.condition.holds(before, after) {
            denied.push(range);
            continue;
        }
        match row.right {
            Some(right) => found.push(Confusion { range, right, grade: row.grade, note: row.note }),
            None => allowed.push(range),
        }
    }
    // A slip that the table knows, and knows to be right in this company (统一各方面), is none; a single character
    // says too little for that.
    let knows = |slip: &Range<usize>, d: &Range<usize>| {
        d.len() > '字'.len_utf8() && d.start < slip.end && slip.start < d.end
    };
    let slips = setword::slips(line).into_iter().filter(|(s, _)| !denied.iter().any(|d| knows(s, d)));
    found.extend(slips.map(|(range, right)| Confusion { range, right, grade: Grade::Context, note: "" }));
    if found.is_empty() {
        return found;
    }
    let ground = protected(line);
    // A row that protects its text covers what lies in it, not what is longer than itself.
    found.retain(|c| {
        let inside = |a: &Range<usize>| a.start <= c.range.start && c.range.end <= a.end;
        !ground.touches(&c.range) && !allowed.iter().any(inside)
    });
    found.sort_by_key(|c| (std::cmp::Reverse(c.range.len()), c.grade, c.range.start));
    let mut kept: Vec<Confusion> = Vec::new();
    for confusion in found {
        let free =
            |k: &Confusion| k.range.end <= confusion.range.start || confusion.range.end <= k.range.start;
        if kept.iter().all(free) {
            kept.push(confusion);
        }
    }
    kept.sort_by_key(|c| c.range.start);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `line` with its flags in `⟦wrong→right⟧`.
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
        let found: Vec<_> = confusions(&line).into_iter().map(|c| (c.range, c.right)).collect();
        assert_eq!(found, wanted, "{line}");
    }

    #[test]
    fn flags_with_their_remedy() {
        check("要⟦再接再励→再接再厉⟧，⟦布署→部署⟧好明年的工作。");
        check("⟦截止→截至⟧去年，各项任务进展顺利。");
        check("双方⟦签定→签订⟧了协议。");
    }

    #[test]
    fn of_rows_that_meet_the_longer_one_counts() {
        check("抓好⟦安全身产→安全生产⟧。");
        check("营造⟦良好的氛为→良好的氛围⟧。");
    }

    #[test]
    fn a_slip_in_a_set_word_is_one_too() {
        check("他们⟦持之一恒→持之以恒⟧，终于成功。");
    }

    #[test]
    fn what_only_looks_wrong_stays() {
        for line in [
            "报名截止日期为五日。",
            "以经济建设为中心。",
            "这是我自己经历的事。",
            "干部暑期班开班。",
            "相关健康知识。",
            "重建全国示范点。",
            "在汛期到帐篷里看望群众。",
            "学习《签定合同办法》。",
        ] {
            check(line);
        }
    }
}
