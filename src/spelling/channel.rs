//! The channel: which characters are written for which, and by what kind of slip.

use super::vocabulary::{Id, Vocabulary};

/// How near two characters sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sound {
    /// The same syllable in the same tone.
    Same,
    /// The same syllable in another tone: the same keys of the input method.
    Syllable,
    /// A syllable that many speakers do not tell apart: z/zh, l/n, in/ing.
    Fuzzy,
    /// One key more, less or another.
    Near,
    /// Not near.
    Far,
}

impl Sound {
    const ALL: [Sound; 5] = [Sound::Same, Sound::Syllable, Sound::Fuzzy, Sound::Near, Sound::Far];
}

/// How a character may come to stand for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slip {
    /// How near they sound.
    pub sound: Sound,
    /// Whether they look alike.
    pub shape: bool,
}

impl Slip {
    /// Neither sound nor shape explains it, only that something else is all but certain to stand there.
    pub const ODD: Self = Self { sound: Sound::Far, shape: false };
    /// How many slips there are.
    pub const COUNT: usize = 10;

    /// Its number, below [`Slip::COUNT`].
    pub fn code(self) -> usize {
        self.sound as usize * 2 + usize::from(self.shape)
    }

    fn from_code(code: usize) -> Option<Self> {
        Some(Self { sound: *Sound::ALL.get(code / 2)?, shape: code % 2 == 1 })
    }
}

/// The characters that may have been meant by each character that may be written.
#[derive(Debug, Clone, Default)]
pub struct Confusions {
    /// The written characters, sorted.
    written: Vec<u16>,
    /// Where the entries of each begin; one more than `written`.
    starts: Vec<u32>,
    /// An id and, in the low four bits, the code of the slip.
    entries: Vec<u16>,
}

impl Confusions {
    /// The confusions given as (written, meant, slip).
    pub fn new(vocabulary: &Vocabulary, pairs: impl IntoIterator<Item = (char, char, Slip)>) -> Self {
        let mut pairs: Vec<(u16, u16)> = pairs
            .into_iter()
            .filter(|&(written, meant, _)| written != meant)
            .filter_map(|(written, meant, slip)| {
                let id = vocabulary.id(meant);
                vocabulary.char(id)?;
                Some((u16::try_from(written as u32).ok()?, id << 4 | slip.code() as u16))
            })
            .collect();
        pairs.sort_unstable();
        // The nearest slip of each pair has the lowest code but for shape: keep the first sound, any shape.
        pairs.dedup_by_key(|&mut (written, entry)| (written, entry >> 4));
        let mut all = Self::default();
        for (written, entry) in pairs {
            if all.written.last() != Some(&written) {
                all.written.push(written);
                all.starts.push(all.entries.len() as u32);
            }
            all.entries.push(entry);
        }
        all.starts.push(all.entries.len() as u32);
        all
    }

    /// What may have been meant by `written`, and the slip that it would be.
    pub fn of(&self, written: char) -> impl Iterator<Item = (Id, Slip)> + '_ {
        let place = u16::try_from(written as u32).ok().and_then(|w| self.written.binary_search(&w).ok());
        let bounds = place.and_then(|at| Some((*self.starts.get(at)?, *self.starts.get(at + 1)?)));
        let (from, to) = bounds.unwrap_or_default();
        let entries = self.entries.get(from as usize..to as usize).unwrap_or_default();
        entries.iter().filter_map(|&entry| Some((entry >> 4, Slip::from_code((entry & 15) as usize)?)))
    }

    /// The slip by which `written` may stand for `meant`.
    pub fn slip(&self, written: char, meant: Id) -> Option<Slip> {
        self.of(written).find(|(id, _)| *id == meant).map(|(_, slip)| slip)
    }

    /// The three sections of a model file.
    pub fn sections(&self) -> [Vec<u8>; 3] {
        let u16s = |values: &[u16]| values.iter().flat_map(|v| v.to_le_bytes()).collect();
        let starts = self.starts.iter().flat_map(|v| v.to_le_bytes()).collect();
        [u16s(&self.written), starts, u16s(&self.entries)]
    }

    /// Reads what [`Confusions::sections`] wrote.
    pub fn from_sections(written: Vec<u16>, starts: Vec<u32>, entries: Vec<u16>) -> Self {
        Self { written, starts, entries }
    }
}
