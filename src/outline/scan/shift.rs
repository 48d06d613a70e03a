//! What typing inside a paragraph does to what was read of it: columns move, nothing else.

use super::LineScan;

/// How the columns of one line move when words are typed between its markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Each column that the old scan names, with the new one; sorted.
    columns: Vec<(u32, u32)>,
    /// The characters spoken before some of these columns: how many there are more, or fewer.
    spoken: Vec<(u32, i64)>,
    /// The same for the whole line.
    line_spoken: i64,
}

impl Shift {
    /// The shift from `old` to `new`, or `None` if they differ in more than columns: then the outline
    /// may be another, and must be built anew.
    pub fn between(old: &LineScan, new: &LineScan) -> Option<Self> {
        if !same_structure(old, new) {
            return None;
        }
        let mut columns: Vec<(u32, u32)> = columns(old).zip(columns(new)).collect();
        columns.sort_unstable();
        columns.dedup();
        let is_function = columns.iter().zip(columns.iter().skip(1)).all(|(a, b)| a.0 < b.0 && a.1 <= b.1);
        if !is_function {
            return None;
        }
        let more = |old: u32, new: u32| i64::from(new) - i64::from(old);
        let points = old.points.iter().zip(&new.points);
        let mut spoken: Vec<(u32, i64)> =
            points.map(|(o, n)| (o.marker.range.start, more(o.spoken_before, n.spoken_before))).collect();
        let line_spoken = more(old.spoken, new.spoken);
        spoken.push((old.len, line_spoken));
        Some(Self { columns, spoken, line_spoken })
    }

    /// Whether nothing moves at all.
    pub fn is_identity(&self) -> bool {
        self.line_spoken == 0
            && self.columns.iter().all(|(old, new)| old == new)
            && self.spoken.iter().all(|(_, more)| *more == 0)
    }

    /// Where the old `column` has gone.
    pub fn column(&self, column: u32) -> u32 {
        let at = self.columns.binary_search_by_key(&column, |(old, _)| *old);
        at.ok().and_then(|i| self.columns.get(i)).map_or(column, |(_, new)| *new)
    }

    /// How many more characters are spoken in the line before the old `column`.
    pub fn spoken_before(&self, column: u32) -> i64 {
        self.spoken.iter().find(|(old, _)| *old == column).map_or(0, |(_, more)| *more)
    }

    /// How many more characters are spoken in the line.
    pub fn spoken(&self) -> i64 {
        self.line_spoken
    }
}

fn same_structure(old: &LineScan, new: &LineScan) -> bool {
    let heads = match (&old.head, &new.head) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            a.marker.is_like(&b.marker) && a.title_hash == b.title_hash && a.shape == b.shape
        }
        _ => false,
    };
    heads
        && (old.indent, old.end, old.heading, old.role, old.words)
            == (new.indent, new.end, new.heading, new.role, new.words)
        && old.points.len() == new.points.len()
        && old
            .points
            .iter()
            .zip(&new.points)
            .all(|(a, b)| a.marker.is_like(&b.marker) && a.before == b.before)
        && old.leads.len() == new.leads.len()
        && old.leads.iter().zip(&new.leads).all(|(a, b)| (a.number, a.target) == (b.number, b.target))
        && old.references.len() == new.references.len()
        && old
            .references
            .iter()
            .zip(&new.references)
            .all(|(a, b)| (a.target, a.certain) == (b.target, b.certain))
}

/// All columns that `scan` names, in an order that depends on its structure alone.
fn columns(scan: &LineScan) -> impl Iterator<Item = u32> {
    let head = scan.head.iter().flat_map(|h| [&h.marker.range, &h.title]);
    let points = scan.points.iter().flat_map(|p| [&p.marker.range, &p.title]);
    let leads = scan.leads.iter().flat_map(|l| [&l.range, &l.number_range]);
    let references = scan.references.iter().flat_map(|r| [&r.range, &r.number_range]);
    let ranges = head.chain(points).chain(leads).chain(references);
    ranges.flat_map(|r| [r.start, r.end]).chain([scan.len])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::scan_line;

    fn shift(old: &str, new: &str) -> Option<Shift> {
        Shift::between(&scan_line(old), &scan_line(new))
    }

    #[test]
    fn words_between_markers_move_what_stands_behind_them() {
        let shift = shift("要做到：一是快；二是好。", "要做到：一是要快；二是好。").unwrap();
        assert!(!shift.is_identity());
        // The first marker stays; the second has gone one Han character further.
        assert_eq!((shift.column(12), shift.column(24)), (12, 27));
        assert_eq!((shift.spoken_before(12), shift.spoken_before(24), shift.spoken()), (0, 1, 1));
    }

    #[test]
    fn plain_words_move_only_the_end() {
        let shift = shift("今天开会。", "今天下午开会。").unwrap();
        assert_eq!((shift.column(15), shift.spoken()), (21, 2));
    }

    #[test]
    fn the_same_line_moves_nothing() {
        assert!(shift("一、甲。乙。", "一、甲。乙。").unwrap().is_identity());
    }

    #[test]
    fn whatever_the_outline_shows_is_more_than_a_shift() {
        for (old, new) in [
            ("一、甲", "二、甲"),
            ("一、甲", "一、乙"),
            ("一、甲。正文。", "甲。正文。"),
            ("正文：一是快；二是好。", "正文：一是快；三是好。"),
            ("正文。", "正文，"),
            ("下面讲三点意见。", "下面谈三点意见。"),
            ("# 题目", "# 题目二"),
            ("在大会上的讲话", "在表彰大会上的讲话"),
            ("", "字"),
        ] {
            assert_eq!(shift(old, new), None, "{old} {new}");
        }
    }
}
