//! Reading a formula round one of its seeds: as it stands in the table, or a character or two off.

use std::ops::Range;

use super::table::{Formula, Seed};
use super::{Bare, Misquote};

/// Words whose absence, or exchange for one another, makes no misquote.
const FREE: &str = "的地和与及同了要就也并";
/// How many characters at either end of a formula must stand: beyond them another phrase begins
/// (城市治理体系 for 国家治理体系).
const ENDS: usize = 2;

/// What stands round a seed.
pub enum Reading {
    /// The formula as it reads; characters of the bare line.
    Exact(Range<usize>),
    /// The formula, misquoted.
    Near(Range<usize>, Misquote),
}

/// One edit that turns a formula's part into what is written; places count from the part's inner end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    /// First and one past the last written character.
    from: usize,
    to: usize,
    /// Whether all it adds or takes away is a free word.
    free: bool,
}

/// Reads `formula` round `seed`; `None` where too much is off, or what is off does not count.
pub fn read(bare: &Bare, formula: &Formula, seed: &Seed) -> Option<Reading> {
    let at = bare.index(seed.start)?;
    let whole = &formula.bare.chars;
    let end = at + seed.own.len();
    let left_part: Vec<char> = whole.get(..seed.own.start)?.iter().rev().copied().collect();
    let reach = left_part.len() + formula.tolerance();
    let left_text: Vec<char> = bare.chars.get(at.saturating_sub(reach)..at)?.iter().rev().copied().collect();
    let right_part = whole.get(seed.own.end..)?;
    let right_text = bare.chars.get(end..)?;

    let (left_edits, left) = align(&left_part, &left_text, formula.tolerance())?;
    let (right_edits, right) = align(right_part, right_text, formula.tolerance() - left_edits.len())?;
    let window = at - left..end + right;
    if left_edits.is_empty() && right_edits.is_empty() {
        return Some(Reading::Exact(window));
    }
    let place = |e: &Edit| e.from..e.to;
    let mut edits: Vec<Range<usize>> = left_edits.iter().map(|e| at - e.to..at - e.from).collect();
    edits.extend(right_edits.iter().map(place).map(|r| end + r.start..end + r.end));
    edits.sort_by_key(|r| (r.start, r.end));
    // Two slips side by side are another word, not two slips.
    let adjoin = edits.windows(2).any(|w| matches!(w, [a, b] if b.start <= a.end));
    if adjoin || left_edits.iter().chain(&right_edits).all(|e| e.free) {
        return None;
    }
    let written = bare.chars.get(window.clone())?;
    if !written.iter().all(|c| c.is_alphanumeric()) {
        return None;
    }
    if formula.variants.contains(&written.iter().collect()) {
        return None;
    }
    let (from, to) = (edits.first()?.start, edits.last()?.end);
    let core = widen(bare, &window, from, to);
    let own = core.start - window.start..whole.len().checked_sub(window.end - core.end)?;
    let right = formula.wording.get(formula.bare.source(&own)?)?.to_owned();
    let range = bare.source(&core)?;
    Some(Reading::Near(window, Misquote { range, right, name: formula.name, wording: formula.wording }))
}

/// The characters `from..to` widened to the marks round them, within `window`.
fn widen(bare: &Bare, window: &Range<usize>, from: usize, to: usize) -> Range<usize> {
    let touches = |i: usize| {
        let (Some(a), Some(b), Some(c)) = (bare.places.get(i - 1), bare.places.get(i), bare.chars.get(i - 1))
        else {
            return false;
        };
        a.1 + c.len_utf8() == b.1
    };
    // Where a character is left out, the one before it stands for the place.
    let from = if from == to { from.saturating_sub(1) } else { from };
    let mut start = from.max(window.start);
    while start > window.start && touches(start) {
        start -= 1;
    }
    let mut end = to.max(start + 1).min(window.end);
    while end < window.end && touches(end) {
        end += 1;
    }
    start..end
}

/// How `part` must be edited, `budget` edits at most, to become the head of `text`: the edits, and how much of
/// `text` that head is. A character may be exchanged or left out and two may change places; what is added is
/// style (统筹好发展和安全), and the outer end of a part must stand.
fn align(part: &[char], text: &[char], budget: usize) -> Option<(Vec<Edit>, usize)> {
    let same = part.iter().zip(text).take_while(|(a, b)| a == b).count();
    let (rest, left) = (part.get(same..)?, text.get(same..)?);
    let Some(wanted) = rest.first() else { return Some((Vec::new(), same)) };
    if budget == 0 || rest.len() <= ENDS {
        return None;
    }
    let step = |taken: usize, used: usize, free: bool| {
        let (edits, more) = align(rest.get(taken..)?, left.get(used..)?, budget - 1)?;
        let shift = |e: &Edit| Edit { from: e.from + same + used, to: e.to + same + used, free: e.free };
        let mut all = vec![Edit { from: same, to: same + used, free }];
        all.extend(edits.iter().map(shift));
        Some((all, same + used + more))
    };
    let is_free = |c: Option<&char>| c.is_some_and(|c| FREE.contains(*c));
    let swapped = left.get(..2).is_some_and(|l| l.iter().rev().eq(rest.iter().take(2)));
    let exchanged = is_free(Some(wanted)) && is_free(left.first());
    [
        (swapped && rest.len() > ENDS + 1).then(|| step(2, 2, false)).flatten(),
        step(1, 1, exchanged),
        step(1, 0, is_free(Some(wanted))),
    ]
    .into_iter()
    .flatten()
    .min_by_key(|(edits, _)| edits.len())
}
