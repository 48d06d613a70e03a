//! The known name nearest to one that is not known: “did you mean”.

/// The name among `names` that takes the fewest changes of a letter to make from `wrong`; `None`
/// where all are so far off that naming one would mislead.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wrong.chars().count();
    names
        .into_iter()
        .map(|name| (distance(wrong, name), name))
        .min()
        // More than a third of the letters wrong is another word, not a slip; but `warn` is `warning`.
        .filter(|(changes, name)| {
            *changes * 3 <= length.max(name.len()) || length >= 3 && name.starts_with(wrong)
        })
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out or changed to make `b` from `a`.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for ((to, pair), left) in b.chars().zip(row.iter().zip(row.iter().skip(1))).zip(0..) {
            let (diagonal, above) = pair;
            let before: usize = next.get(left).copied().unwrap_or(usize::MAX - 1);
            next.push((diagonal + usize::from(from != to)).min(above + 1).min(before + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters_put_in_taken_out_and_changed() {
        assert_eq!(distance("gap", "gap"), 0);
        assert_eq!(distance("gpa", "gap"), 2);
        assert_eq!(distance("", "gap"), 3);
        assert_eq!(distance("numbering-gaps", "numbering-gap"), 1);
        assert_eq!(distance("字典", "字点"), 1);
    }

    #[test]
    fn names_what_was_probably_meant_and_nothing_else() {
        let names = ["completion.min-prefix", "completion.max-items", "log.level"];
        assert_eq!(nearest("completion.min-prefx", names), Some("completion.min-prefix"));
        assert_eq!(nearest("loglevel", names), Some("log.level"));
        assert_eq!(nearest("warn", ["error", "warning"]), Some("warning"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("x", []), None);
    }
}
