//! Quotations of a line: “…” and 《…》, the outermost where one stands inside another.

use std::ops::Range;

/// The byte ranges of the quotations in `line`, quotes included, in order, never overlapping. A quote
/// whose other half is not on the line is left out: while it is typed, colour must not run to the end.
pub(super) fn quotations(line: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = [Vec::new(), Vec::new()];
    for (at, c) in line.char_indices() {
        match c {
            '“' => push(&mut open, 0, at),
            '《' => push(&mut open, 1, at),
            '”' | '》' => {
                let which = usize::from(c == '》');
                let Some(start) = open.get_mut(which).and_then(Vec::pop) else { continue };
                // What opened inside can no longer close: two quotations never cross.
                for starts in &mut open {
                    starts.truncate(starts.partition_point(|s| *s < start));
                }
                while found.pop_if(|inner| inner.start >= start).is_some() {}
                found.push(start..at + c.len_utf8());
            }
            _ => {}
        }
    }
    found
}

fn push(open: &mut [Vec<usize>; 2], which: usize, at: usize) {
    if let Some(starts) = open.get_mut(which) {
        starts.push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let shown: Vec<&str> = quotations(line).into_iter().map(|r| &line[r]).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn quotes_and_titles() {
        check("落实“三会一课”，学习《条例》。", &["“三会一课”", "《条例》"]);
    }

    #[test]
    fn the_outermost_of_nested_ones() {
        check("“学习《条例》和《准则》”之后", &["“学习《条例》和《准则》”"]);
        check("《关于“放管服”的意见》", &["《关于“放管服”的意见》"]);
        check("““甲”乙”", &["““甲”乙”"]);
    }

    #[test]
    fn halves_are_left_out() {
        check("他说：“要学习《条例》", &["《条例》"]);
        check("到此为止。”学习《条例》", &["《条例》"]);
        check("“甲《乙”丙》", &["“甲《乙”"]);
        check("”“》《", &[]);
    }
}
