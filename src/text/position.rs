//! Line and column positions, counted in the unit that the two sides agreed on.

/// The unit in which columns are counted ("position encoding" in the protocol).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Columns count bytes.
    Utf8,
    /// Columns count UTF-16 code units: the protocol's default.
    Utf16,
    /// Columns count Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// How many units `text` takes in this encoding.
    pub fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }
}

/// A place in a text; both numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, where only `\n`, `\r\n` and `\r` end one.
    pub line: usize,
    /// Column in units of some [`Encoding`].
    pub column: usize,
}

impl Position {
    /// The position at `line` and `column`.
    pub fn new(line: usize, column: usize) -> Self {
        Self { line, column }
    }
}
