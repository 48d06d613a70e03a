//! Where a line falls into sentences: the speller reads each by itself, as it learned to.
//!
//! So a sentence that was not touched need not be read again, whatever happens to its neighbours.

use std::ops::Range;

/// A sentence of fewer characters says too little by itself and is read with the one that follows it.
const SHORTEST: usize = 8;

/// The sentences of `line` in order, in bytes; together they are the line. Each, given alone, is one sentence.
pub fn sentences(line: &str) -> Vec<Range<usize>> {
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
        assert_eq!(split("今天我们在这里开会。他说：“大家辛苦了！”会议到此结束了；散会"), [
            "今天我们在这里开会。",
            "他说：“大家辛苦了！”",
            "会议到此结束了；",
            "散会",
        ]);
    }

    #[test]
    fn a_short_one_goes_with_the_next() {
        assert_eq!(split("好！很好！我们继续开会。请大家注意安全。"), ["好！很好！我们继续开会。", "请大家注意安全。"]);
    }

    #[test]
    fn sentences_make_the_line_and_stay_whole() {
        for line in ["", "。", "。。。。。。。。。甲", "甲？！”乙，丙丁戊己庚辛；；”壬癸", "ab;cd?efghijkl;mn", "字"] {
            let pieces = split(line);
            assert_eq!(pieces.concat(), line);
            pieces.iter().for_each(|piece| assert_eq!(split(piece), [*piece]));
        }
    }
}
