//! Cutting a stream of bytes into frames, and finding the next frame after something that is none.
//!
//! Knows of headers and lengths only, not of JSON or streams.

/// The longest header that is waited for. Real ones have some 20 to 80 bytes.
const MOST_HEADER: usize = 4 * 1024;
/// The longest message that is waited for: more cannot be held anyway, and a length with a digit
/// too many would otherwise swallow all that follows.
const MOST_BODY: usize = 1 << 30;

const LENGTH: &[u8] = b"content-length:";
const BLANK_LINE: &[u8] = b"\r\n\r\n";

/// Bytes read and not yet cut.
#[derive(Debug, Default)]
pub(super) struct Framer {
    bytes: Vec<u8>,
    /// How many of them have been cut off already.
    start: usize,
    /// Length of the body whose header has been read.
    body: Option<usize>,
}

/// What the bytes begin with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Not enough to tell.
    None,
    /// The body of a frame.
    Body(Vec<u8>),
    /// So many bytes that belong to no frame.
    Bad(usize),
}

impl Framer {
    /// Adds what was read.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        // What is left of the last read is part of one message, mostly nothing.
        self.bytes.drain(..self.start);
        self.start = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// Cuts off the next piece.
    pub(super) fn next_piece(&mut self) -> Piece {
        loop {
            if let Some(length) = self.body {
                if self.rest().len() < length {
                    return Piece::None;
                }
                self.body = None;
                if length > 0 {
                    return Piece::Body(self.cut(length));
                }
            }
            match find(self.rest(), BLANK_LINE) {
                Some(end) => {
                    let header = self.cut(end + BLANK_LINE.len());
                    self.body = length(&header);
                    if self.body.is_none() {
                        return Piece::Bad(header.len());
                    }
                }
                None if self.rest().len() > MOST_HEADER => {
                    // No header: skip to where the next one may begin.
                    let skipped = self.rest().get(1..).and_then(find_length);
                    let length = skipped.map_or(self.rest().len() - LENGTH.len(), |at| at + 1);
                    return Piece::Bad(self.cut(length).len());
                }
                None => return Piece::None,
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    fn cut(&mut self, length: usize) -> Vec<u8> {
        let piece = self.rest().get(..length).unwrap_or_default().to_vec();
        self.start += piece.len();
        piece
    }
}

/// The length that a header names. What stands before the name, such as the rest of a broken
/// message, does not matter.
fn length(header: &[u8]) -> Option<usize> {
    let at = find_length(header)?;
    let digits = header.get(at + LENGTH.len()..)?;
    let line = digits.split(|byte| *byte == b'\r').next()?;
    let length = std::str::from_utf8(line).ok()?.trim().parse().ok()?;
    (length <= MOST_BODY).then_some(length)
}

/// Header names are compared without regard to case, as in HTTP.
fn find_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(LENGTH.len()).rposition(|window| window.eq_ignore_ascii_case(LENGTH))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stream: &str, expected: &[&str]) {
        // Byte by byte and all at once: where reads fall must not matter.
        for size in [1, stream.len().max(1)] {
            let (mut framer, mut found) = (Framer::default(), Vec::new());
            for bytes in stream.as_bytes().chunks(size) {
                framer.push(bytes);
                loop {
                    match framer.next_piece() {
                        Piece::None => break,
                        Piece::Body(body) => found.push(String::from_utf8(body).unwrap()),
                        Piece::Bad(_) => found.push("bad".to_owned()),
                    }
                }
            }
            assert_eq!(found, expected, "in reads of {size}");
        }
    }

    #[test]
    fn cuts_frames_whatever_the_case_and_order_of_headers() {
        check(
            "Content-Length: 2\r\n\r\n{}content-length:4\r\nContent-Type: x; charset=utf-8\r\n\r\n\"字",
            &["{}", "\"字"],
        );
        check("X: y\r\nContent-Length: 1\r\n\r\n1", &["1"]);
    }

    #[test]
    fn empty_bodies_are_nothing() {
        check("Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\n1", &["1"]);
    }

    #[test]
    fn finds_the_next_frame_after_a_broken_one() {
        check("X: y\r\n\r\nContent-Length: 1\r\n\r\n1", &["bad", "1"]);
        check("Content-Length: -3\r\n\r\n{}Content-Length: 1\r\n\r\n1", &["bad", "1"]);
        check("Content-Length: 99999999999999\r\n\r\nContent-Length: 1\r\n\r\n1", &["bad", "1"]);
        check("{\"half\": Content-Length: 1\r\n\r\n1", &["1"]);
    }

    #[test]
    fn rubbish_without_end_does_not_pile_up() {
        let mut framer = Framer::default();
        for _ in 0..100 {
            framer.push(&[b'x'; 1000]);
            while framer.next_piece() != Piece::None {}
            assert!(framer.rest().len() <= MOST_HEADER + 1000);
        }
        framer.push(b"Content-Length: 1\r\n\r\n1");
        assert_eq!(framer.next_piece(), Piece::Body(b"1".to_vec()));
    }
}
