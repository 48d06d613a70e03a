//! A line as the speller sees it: characters, with runs of digits and of letters as one token each.

use std::ops::Range;

/// One token of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its character, normalised: `0` for a number, `a` for a Latin word, full width for ASCII punctuation.
    pub symbol: char,
    /// Where it begins, in bytes of the line.
    pub start: u32,
    /// Where it ends, in bytes of the line.
    pub end: u32,
}

impl Token {
    /// Its place in the line, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The token that stands for any number.
pub const NUMBER: char = '0';
/// The token that stands for any Latin word.
pub const LATIN: char = 'a';

/// The tokens of `line`; white space is none.
pub fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(line.len() / 3 + 1);
    for (start, ch) in line.char_indices() {
        let (start, end) = (start as u32, (start + ch.len_utf8()) as u32);
        let Some(symbol) = normal(ch) else { continue };
        match tokens.last_mut() {
            Some(last) if last.end == start && last.symbol == symbol && matches!(symbol, NUMBER | LATIN) => {
                last.end = end;
            }
            // A number goes on over its point: 3.5.
            Some(last) if last.end == start && last.symbol == NUMBER && matches!(ch, '.' | '．') => {
                last.end = end;
            }
            _ => tokens.push(Token { symbol, start, end }),
        }
    }
    tokens
}

/// What a character counts as; `None` for white space and invisible characters.
fn normal(ch: char) -> Option<char> {
    Some(match ch {
        '0'..='9' | '０'..='９' => NUMBER,
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => LATIN,
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '"' | '＂' => '”',
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' => return None,
        _ if ch.is_whitespace() || ch.is_control() => return None,
        _ => ch,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(line: &str) -> String {
        tokens(line).iter().map(|t| t.symbol).collect()
    }

    #[test]
    fn numbers_and_words_are_one_token_each() {
        assert_eq!(symbols("2023年GDP增长5.2%"), "0年a增长0%");
        assert_eq!(symbols("　　同志们: 好"), "同志们：好");
        assert_eq!(symbols("12 34"), "00");
    }

    #[test]
    fn tokens_know_their_bytes() {
        let line = "在2023年，";
        let pieces: Vec<&str> = tokens(line).iter().map(|t| &line[t.range()]).collect();
        assert_eq!(pieces, ["在", "2023", "年", "，"]);
    }
}
