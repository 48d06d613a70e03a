//! Where a line falls into sentences: the speller reads each by itself, as it learned to.
//!
//! So a sentence that was not touched need not be read again, whatever happens to its neighbours.

use std::ops::Range;

/// A sentence of fewer characters says too little by itself and is read with the one that follows it.
const SHORTEST: usize = 8;

/// A sentence of more characters is read in parts, so that a key in it costs no more than a part. The speller
/// learnt from sentences of up to this many; with shorter parts it gives more false alarms.
const LONGEST: usize = 120;

/// The sentences of `line` in order, in bytes, long ones in parts; together they are the line. Each, given
/// alone, is one.
pub fn sentences(line: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for sentence in whole(line) {
        let mut start = sentence.start;
        while let Some(length) = line.get(start..sentence.end).and_then(part) {
            parts.push(start..start + length);
            start += length;
        }
        parts.push(start..sentence.end);
    }
    parts
}

/// Where the first part of a `sentence` ends, if it is too long to be read at once: at its last comma or
/// colon, else behind a mark of enumeration, else wherever it may be.
fn part(sentence: &str) -> Option<usize> {
    let (most, _) = sentence.char_indices().nth(LONGEST)?;
    let within = sentence.get(..most)?;
    let behind = |marks: &[char]| within.rfind(marks).map(|at| at + within.get(at..).map_or(0, first_len));
    behind(&['，', '：', ',', ':']).or_else(|| behind(&['、'])).or(Some(most))
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The sentences of `line`, whatever their length.
fn whole(line: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut length, mut ended) = (0, 0, false);
    for (at, c) in line.char_indices() {
        // What closes a quotation belongs to the sentence that ends in it.
        if ended && !is_end(c) && !matches!(c, '”' | '’' | '"' | '）' | ')' | '》' | '」' | '』') {
            if length >= SHORTEST {
                sentences.push(start..at);
                (start, length) = (at, 0);
            }
            ended = false;
        }
        length += 1;
        ended |= is_end(c);
    }
    if start < line.len() {
        sentences.push(start..line.len());
    }
    sentences
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<&str> {
        sentences(line).into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn a_sentence_ends_behind_its_mark_and_what_that_closes() {
        assert_eq!(
            split("今天我们在这里开会。他说：“大家辛苦了！”会议到此结束了；散会"),
            ["今天我们在这里开会。", "他说：“大家辛苦了！”", "会议到此结束了；", "散会",]
        );
    }

    #[test]
    fn a_short_one_goes_with_the_next() {
        assert_eq!(
            split("好！很好！我们继续开会。请大家注意安全。"),
            ["好！很好！我们继续开会。", "请大家注意安全。"]
        );
    }

    #[test]
    fn a_long_one_is_cut_where_it_pauses() {
        let clause = "我们要毫不动摇地坚持和加强党的全面领导".repeat(2);
        let long = format!("{clause}，{clause}、{clause}，{clause}。");
        assert_eq!(split(&long), [&*format!("{clause}，{clause}、{clause}，"), &*format!("{clause}。")]);
        let listed = format!("{clause}、{clause}、{}", clause.repeat(5));
        let parts = split(&listed);
        assert_eq!(parts[0], format!("{clause}、{clause}、"));
        assert_eq!(parts[1].chars().count(), LONGEST);
    }

    #[test]
    fn sentences_make_the_line_and_stay_whole() {
        for line in [
            "",
            "。",
            "。。。。。。。。。甲",
            "甲？！”乙，丙丁戊己庚辛；；”壬癸",
            "ab;cd?efghijkl;mn",
            "字",
            &"一二，三".repeat(90),
            &"1".repeat(300),
        ] {
            let pieces = split(line);
            assert_eq!(pieces.concat(), line);
            pieces.iter().for_each(|piece| assert_eq!(split(piece), [*piece]));
        }
    }
}
