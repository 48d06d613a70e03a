//! Laying tokens over one another without overlap.

use super::Token;
use crate::text::TextRange;

/// The tokens of `above`, and of `below` what they leave visible, in text order. Both are in text
/// order and each free of overlaps in itself.
pub(super) fn overlay(above: Vec<Token>, below: Vec<Token>) -> Vec<Token> {
    let mut out = Vec::with_capacity(above.len() + below.len());
    let mut above = above.into_iter().peekable();
    // A token above may reach over several below.
    let mut covered = 0;
    for Token { range, kind } in below {
        let mut start = range.start.max(covered);
        while let Some(top) = above.next_if(|top| top.range.start < range.end) {
            push(&mut out, Token { range: TextRange::new(start, top.range.start), kind });
            covered = top.range.end;
            start = start.max(covered);
            out.push(top);
        }
        push(&mut out, Token { range: TextRange::new(start, range.end), kind });
    }
    out.extend(above);
    out
}

fn push(out: &mut Vec<Token>, token: Token) {
    if !token.range.is_empty() {
        out.push(token);
    }
}

#[cfg(test)]
mod tests {
    use super::super::TokenKind;
    use super::*;

    fn tokens(kind: TokenKind, ranges: &[(usize, usize)]) -> Vec<Token> {
        ranges.iter().map(|r| Token { range: TextRange::new(r.0, r.1), kind }).collect()
    }

    #[track_caller]
    fn check(above: &[(usize, usize)], below: &[(usize, usize)], expected: &str) {
        let all = overlay(tokens(TokenKind::Marker, above), tokens(TokenKind::Heading, below));
        let shown: Vec<String> = all
            .iter()
            .map(|t| {
                let letter = if t.kind == TokenKind::Marker { 'a' } else { 'b' };
                format!("{letter}{}-{}", t.range.start, t.range.end)
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn what_lies_above_cuts_what_lies_below() {
        check(&[(2, 4)], &[(0, 6)], "b0-2 a2-4 b4-6");
        check(&[(2, 4), (5, 6)], &[(0, 6)], "b0-2 a2-4 b4-5 a5-6");
        check(&[(0, 4)], &[(2, 6)], "a0-4 b4-6");
        check(&[(4, 8)], &[(2, 6)], "b2-4 a4-8");
        check(&[(0, 9)], &[(2, 4), (5, 6)], "a0-9");
        check(&[(3, 9)], &[(2, 4), (5, 6), (8, 12)], "b2-3 a3-9 b9-12");
        check(&[(0, 1), (8, 9)], &[(2, 4)], "a0-1 b2-4 a8-9");
        check(&[], &[(2, 4)], "b2-4");
        check(&[(2, 4)], &[], "a2-4");
    }
}
