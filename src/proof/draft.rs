//! The slips of all lines of a draft, in chunks that versions of the draft share: a key copies one chunk.

use std::sync::Arc;

use super::LineSlips;

/// Lines of a chunk. A key copies one chunk and the list of chunks: with some hundred lines each, both are small
/// in a draft of any length.
const CHUNK: usize = 128;

/// The slips of the lines of a draft, from the first line on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftSlips {
    /// All of [`CHUNK`] lines, but for the last.
    chunks: Vec<Chunk>,
}

#[derive(Debug, Clone, PartialEq)]
struct Chunk {
    lines: Arc<Vec<LineSlips>>,
    /// How many of them are not current.
    unread: usize,
}

impl DraftSlips {
    /// Of no line at all.
    pub fn none() -> &'static Self {
        static NONE: DraftSlips = DraftSlips { chunks: Vec::new() };
        &NONE
    }

    /// The slips of `line`.
    pub fn get(&self, line: usize) -> Option<&LineSlips> {
        self.chunks.get(line / CHUNK)?.lines.get(line % CHUNK)
    }

    /// Of how many lines there are any.
    pub fn len(&self) -> usize {
        let last = self.chunks.last().map_or(0, |chunk| chunk.lines.len());
        self.chunks.len().saturating_sub(1) * CHUNK + last
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Replaces the slips of `line`, which must be one of these.
    pub fn set(&mut self, line: usize, slips: LineSlips) {
        let Some(chunk) = self.chunks.get_mut(line / CHUNK) else { return };
        let Some(place) = Arc::make_mut(&mut chunk.lines).get_mut(line % CHUNK) else { return };
        chunk.unread = chunk.unread + usize::from(!slips.current) - usize::from(!place.current);
        *place = slips;
    }

    /// The lines whose slips are not current, in order.
    pub fn unread(&self) -> impl Iterator<Item = (usize, &LineSlips)> {
        let chunks = (0..).step_by(CHUNK).zip(&self.chunks).filter(|(_, chunk)| chunk.unread > 0);
        chunks
            .flat_map(|(first, chunk)| (first..).zip(chunk.lines.iter()))
            .filter(|(_, known)| !known.current)
    }
}

impl FromIterator<LineSlips> for DraftSlips {
    fn from_iter<I: IntoIterator<Item = LineSlips>>(lines: I) -> Self {
        let mut lines = lines.into_iter().peekable();
        let mut chunks = Vec::new();
        while lines.peek().is_some() {
            let lines: Vec<LineSlips> = lines.by_ref().take(CHUNK).collect();
            let unread = lines.iter().filter(|known| !known.current).count();
            chunks.push(Chunk { lines: Arc::new(lines), unread });
        }
        Self { chunks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_and_counted_over_the_bounds_of_chunks() {
        let known = |current| LineSlips { current, ..LineSlips::default() };
        for count in [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let mut slips: DraftSlips = (0..count).map(|line| known(line % 2 == 0)).collect();
            assert_eq!((slips.len(), slips.is_empty()), (count, count == 0));
            assert_eq!(slips.get(count), None);
            let before = slips.clone();
            for line in 0..count {
                slips.set(line, known(line == CHUNK));
            }
            let unread: Vec<usize> = slips.unread().map(|(line, _)| line).collect();
            assert_eq!(unread, (0..count).filter(|line| *line != CHUNK).collect::<Vec<_>>());
            assert!((0..count).all(|line| before.get(line) == Some(&known(line % 2 == 0))));
        }
    }
}
