//! A piece of a line as a terminal shows it: Han characters two columns wide, nothing that could steer
//! the terminal, and no longer than fits.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A line cut into what stands before a place, the place, and what stands after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Before.
    pub before: String,
    /// The place.
    pub place: String,
    /// After.
    pub after: String,
}

impl Excerpt {
    /// The part of `line` round its bytes `start..end` that fits into `room` columns.
    pub fn of(line: &str, start: usize, end: usize, room: usize) -> Self {
        let end = end.clamp(start, line.len());
        let before = visible(line.get(..start).unwrap_or_default());
        let place = visible(line.get(start..end).unwrap_or_default());
        let after = visible(line.get(end..).unwrap_or_default());
        // What the place leaves over is shared; what one side does not need goes to the other.
        let place = cut_end(&place, room);
        let rest = room.saturating_sub(place.width());
        let for_before = (rest / 2).max(rest.saturating_sub(after.width()));
        let before = cut_start(&before, for_before);
        let after = cut_end(&after, rest.saturating_sub(before.width()));
        Self { before, place, after }
    }

    /// Columns before the place.
    pub fn indent(&self) -> usize {
        self.before.width()
    }

    /// Columns to underline; an empty place still has one.
    pub fn width(&self) -> usize {
        self.place.width().max(1)
    }
}

/// Columns that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` without anything that could move the cursor or change colours: a draft is not trusted.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            c if c.is_control() || is_bidi_control(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Marks that let text be shown in another order than it stands.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The start of `text` that fits into `room` columns, with … where something is left out.
pub fn cut_end(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut out = fitting(text.chars(), room);
    out.push('…');
    out
}

/// The end of `text` that fits into `room` columns.
fn cut_start(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let kept = fitting(text.chars().rev(), room);
    std::iter::once('…').chain(kept.chars().rev()).collect()
}

/// As many of `chars` as fit into `room` columns with one left for ….
fn fitting(chars: impl Iterator<Item = char>, room: usize) -> String {
    let mut left = room.saturating_sub(1);
    chars
        .take_while(|c| {
            let width = c.width().unwrap_or(0);
            let fits = width <= left;
            left = left.saturating_sub(width);
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place stands in ⟦…⟧.
    #[track_caller]
    fn check(marked: &str, room: usize, expected: &str, indent: usize, width: usize) {
        let start = marked.find('⟦').unwrap();
        let line = marked.replace('⟦', "");
        let end = line.find('⟧').unwrap();
        let excerpt = Excerpt::of(&line.replace('⟧', ""), start, end, room);
        assert_eq!(format!("{}⟦{}⟧{}", excerpt.before, excerpt.place, excerpt.after), expected);
        assert_eq!((excerpt.indent(), excerpt.width()), (indent, width));
    }

    #[test]
    fn han_characters_take_two_columns() {
        check("　　⟦三、⟧加强领导", 40, "　　⟦三、⟧加强领导", 4, 4);
        check("1.⟦⟧摸清底数", 40, "1.⟦⟧摸清底数", 2, 1);
    }

    #[test]
    fn long_lines_are_cut_round_the_place() {
        check("甲乙丙丁戊己⟦三、⟧庚辛壬癸子丑", 16, "…戊己⟦三、⟧庚辛壬…", 5, 4);
        check("⟦三、⟧庚辛壬癸子丑", 12, "⟦三、⟧庚辛壬…", 0, 4);
        check("甲乙丙丁戊己⟦三、⟧", 12, "…丁戊己⟦三、⟧", 7, 4);
        check("⟦甲乙丙丁戊己⟧", 8, "⟦甲乙丙…⟧", 0, 7);
    }

    #[test]
    fn nothing_in_a_draft_steers_the_terminal() {
        check("a\u{1b}[31m\t⟦三⟧\u{202e}", 40, "a\u{fffd}[31m    ⟦三⟧\u{fffd}", 10, 2);
    }
}
