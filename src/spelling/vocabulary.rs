//! Characters as small numbers: the commonest get an id of 12 bits, all others are one.

/// A character's number; 12 bits.
pub type Id = u16;

/// The beginning and the end of a line. Zero is no id: it fills n-grams shorter than their keys.
pub const BOUNDARY: Id = 1;
/// Any character outside the vocabulary.
pub const UNKNOWN: Id = 2;
/// The id of the commonest character.
pub const FIRST: Id = 3;
/// How many ids there are, the special ones included.
pub const LIMIT: usize = 1 << BITS;
/// Bits of an id.
pub const BITS: u32 = 12;

/// The characters that the model knows.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    chars: Vec<char>,
    /// Ids by UTF-16 unit: the basic plane holds all characters in use.
    ids: Vec<Id>,
}

impl Vocabulary {
    /// The vocabulary of `chars`, the commonest first; those past the limit and outside the basic
    /// plane are left out.
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let chars: Vec<char> =
            chars.into_iter().filter(|&c| (c as u32) < 0x1_0000).take(LIMIT - FIRST as usize).collect();
        let mut ids = vec![UNKNOWN; 0x1_0000];
        for (id, &ch) in (FIRST..).zip(&chars) {
            if let Some(slot) = ids.get_mut(ch as usize) {
                *slot = id;
            }
        }
        Self { chars, ids }
    }

    /// The id of a character.
    pub fn id(&self, ch: char) -> Id {
        self.ids.get(ch as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The character of an id; `None` for the special ones.
    pub fn char(&self, id: Id) -> Option<char> {
        self.chars.get(id.checked_sub(FIRST)? as usize).copied()
    }

    /// All characters, the commonest first.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// How many ids are in use, the special ones included.
    pub fn len(&self) -> usize {
        self.chars.len() + FIRST as usize
    }
}
