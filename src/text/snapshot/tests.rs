//! Conversions are total and agree with a plain string in every encoding.

use super::*;

const TEXTS: &[&str] = &[
    "",
    "同志们：\n一、提高认识",
    "a\r\nb\rc\n",
    "\r\n\r\r\n\n",
    "😀一\u{20BB7}、\n👨‍👩‍👧是",
    "e\u{301}\u{2028}仍是一行\u{85}也是\u{c}同一行",
    "\u{3000}\u{3000}一是\t抓落实",
];

/// Line starts by the protocol's own definition: `\n`, `\r\n` and `\r` end a line, nothing else does.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            starts.push(i + 1);
        }
    }
    starts
}

#[test]
fn every_offset_round_trips_in_every_encoding() {
    for text in TEXTS {
        let snapshot = Snapshot::new(text);
        let starts = line_starts(text);
        assert_eq!(snapshot.line_count(), starts.len(), "{text:?}");
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let line = starts.iter().rposition(|s| *s <= offset).unwrap();
                let column = encoding.units(&text[starts[line]..offset]);
                let position = snapshot.position(offset, encoding);
                assert_eq!(position, Position { line, column }, "{text:?} at {offset}");
                let back = snapshot.offset(position, encoding);
                // Only the places inside a line end have no column of their own.
                let in_line_end = offset > snapshot.line_range(line).end;
                assert!(back == offset || in_line_end, "{text:?} at {offset}: {back}");
            }
        }
    }
}

#[test]
fn positions_past_the_end_are_clamped() {
    let snapshot = Snapshot::new("一二\r\n三");
    let at = |line, column| snapshot.offset(Position::new(line, column), Encoding::Utf16);
    assert_eq!(at(0, 99), 6, "past the line: its end, before the line end");
    assert_eq!(at(1, 99), 11);
    assert_eq!(at(7, 0), 11, "past the last line: the end");
    assert_eq!(at(usize::MAX, usize::MAX), 11);
}

#[test]
fn a_column_inside_a_character_gives_its_start() {
    let snapshot = Snapshot::new("a😀b");
    assert_eq!(snapshot.offset(Position::new(0, 2), Encoding::Utf16), 1, "inside a surrogate pair");
    assert_eq!(snapshot.offset(Position::new(0, 3), Encoding::Utf8), 1, "inside UTF-8 bytes");
    assert_eq!(snapshot.offset(Position::new(0, 2), Encoding::Utf32), 5);
}

#[test]
fn only_the_three_line_ends_of_the_protocol_count() {
    assert_eq!(Snapshot::new("a\u{2028}b\u{85}c\u{b}d\u{c}e").line_count(), 1);
    assert_eq!(Snapshot::new("a\nb\r\nc\rd").line_count(), 4);
}

#[test]
fn replace_moves_ends_to_character_boundaries() {
    let mut snapshot = Snapshot::new("一二三");
    snapshot.replace(TextRange::new(4, 7), "X");
    assert_eq!(snapshot.to_string(), "一X三");
}

#[test]
fn debug_output_never_holds_the_text() {
    assert_eq!(format!("{:?}", Snapshot::new("秘密")), "Snapshot(6 bytes, 1 lines)");
}

#[test]
fn damage_keeps_only_lines_that_are_equal_before_and_after() {
    let texts = ["a\rb\nc\r\nd", "一、甲\n\n二、乙\r三、丙\n", "x", ""];
    let inserts = ["", "\n", "\r", "\r\n", "字", "一\n二"];
    for text in texts {
        let before = Snapshot::new(text);
        let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        for (i, &start) in bounds.iter().enumerate() {
            for &end in &bounds[i..] {
                for insert in inserts {
                    let range = TextRange::new(start, end);
                    let mut damage = Damage::NONE;
                    damage.add(&before, range);
                    let mut after = before.clone();
                    after.replace(range, insert);
                    let (old, new) = (before.line_count(), after.line_count());
                    for line in 0..damage.clean_head.min(old) {
                        assert_eq!(before.line(line), after.line(line), "{text:?} {range:?} {insert:?}");
                    }
                    for tail in 1..=damage.clean_tail.min(old) {
                        assert_eq!(
                            before.line(old - tail),
                            after.line(new - tail),
                            "{text:?} {range:?} {insert:?}"
                        );
                    }
                }
            }
        }
    }
}
