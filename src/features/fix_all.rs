//! `source.fixAll`: all safe fixes of a draft in one step.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::lint::Fix;
use crate::text::{Edit, Edits, TextRange};

/// The safe fixes of all findings together. A fix is applied whole or not at all: where two collide
/// the later one waits for the next run.
pub fn fix_all(analysis: &Analysis, cancel: &Cancel) -> Cancellable<Edits> {
    cancel.check()?;
    let mut gathered = Gathered::default();
    for finding in analysis.findings().iter().filter(|f| f.fixable) {
        cancel.check()?;
        for fix in analysis.fixes(finding).into_iter().filter(|fix| fix.safe && fix.preferred) {
            gathered.add(fix);
        }
    }
    Ok(gathered.into_edits())
}

/// Edits of the fixes taken so far, by range; no two touch the same bytes.
#[derive(Default)]
struct Gathered(BTreeMap<TextRange, String>);

impl Gathered {
    /// Takes the whole of `fix`, or nothing of it.
    fn add(&mut self, fix: Fix) {
        if fix.edits.iter().all(|edit| self.has_room_for(edit)) {
            self.0.extend(fix.edits.into_vec().into_iter().map(|edit| (edit.range, edit.text)));
        }
    }

    /// Whether `edit` is there already or touches nothing that is. What is there is disjoint, so that
    /// its neighbours on both sides tell.
    fn has_room_for(&self, edit: &Edit) -> bool {
        if let Some(text) = self.0.get(&edit.range) {
            return *text == edit.text;
        }
        let before = self.0.range(..edit.range).next_back();
        let behind = self.0.range(edit.range..).next();
        before.is_none_or(|(range, _)| range.end <= edit.range.start)
            && behind.is_none_or(|(range, _)| range.start >= edit.range.end)
    }

    fn into_edits(self) -> Edits {
        Edits::lossy(self.0.into_iter().map(|(range, text)| Edit::replace(range, text)).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    fn read(text: &str) -> Analysis {
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown: false,
            proofreader: Default::default(),
        };
        Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap()
    }

    #[test]
    fn safe_fixes_are_applied_and_others_wait_for_the_writer() {
        let analysis = read("（一）甲。\n(二)乙。\n（二）丙。\n（三）丁。\n\n1.子。\n3.丑。\n");
        let after = fix_all(&analysis, &Cancel::new()).unwrap().apply(analysis.snapshot());
        // The style and the repeated number are mended; what was left out after 1. only the writer knows.
        let expected = "（一）甲。\n（二）乙。\n（三）丙。\n（四）丁。\n\n1.子。\n3.丑。\n";
        assert_eq!(after.to_string(), expected);
        assert!(fix_all(&read(expected), &Cancel::new()).unwrap().is_empty());
    }

    #[test]
    fn of_slips_only_those_that_are_wrong_anywhere_are_mended() {
        let cancel = Cancel::new();
        let analysis = read("要再接再励，解决群众反应的问题。").proofread(usize::MAX, &cancel).unwrap();
        assert_eq!(analysis.findings().len(), 2);
        let after = fix_all(&analysis, &cancel).unwrap().apply(analysis.snapshot());
        assert_eq!(after.to_string(), "要再接再厉，解决群众反应的问题。");
    }

    #[test]
    fn cancelled_work_gives_no_half_result() {
        let cancel = Cancel::new();
        cancel.raise();
        assert!(fix_all(&read("（一）甲。\n(二)乙。\n（三）丙。"), &cancel).is_err());
    }

    /// Applies fixes, each a list of replacements `(start, end, text)`, to `abcdef`.
    #[track_caller]
    fn check(fixes: &[&[(usize, usize, &str)]], expected: &str) {
        let mut gathered = Gathered::default();
        for fix in fixes {
            let edits = fix.iter().map(|&(a, b, t)| Edit::replace(TextRange::new(a, b), t)).collect();
            let edits = Edits::new(edits).unwrap();
            gathered.add(Fix { title: String::new(), edits, safe: true, preferred: true });
        }
        assert_eq!(gathered.into_edits().apply(&Snapshot::new("abcdef")).to_string(), expected);
    }

    #[test]
    fn fixes_that_do_not_touch_are_all_applied() {
        check(&[&[(0, 1, "A")], &[(4, 5, "E")], &[(1, 2, "B")]], "ABcdEf");
    }

    #[test]
    fn a_fix_that_collides_is_left_out_whole() {
        check(&[&[(2, 4, "X")], &[(0, 1, "A"), (3, 5, "Y")], &[(5, 6, "F")]], "abXeF");
        check(&[&[(2, 4, "X")], &[(0, 1, "A"), (2, 4, "Y")]], "abXef");
        check(&[&[(3, 3, "-")], &[(0, 1, "A"), (2, 4, "Y")]], "abc-def");
        check(&[&[(3, 3, "-")], &[(3, 3, "+"), (0, 1, "A")]], "abc-def");
    }

    #[test]
    fn the_same_edit_in_two_fixes_is_no_collision() {
        check(&[&[(0, 1, "A"), (2, 3, "C")], &[(2, 3, "C"), (4, 5, "E")]], "AbCdEf");
    }

    #[test]
    fn an_insertion_beside_a_replacement_has_room() {
        check(&[&[(2, 4, "X")], &[(4, 4, "-")], &[(2, 2, "+")]], "ab+X-ef");
    }
}
