//! The model files: what the speller knows, in one piece, and the network for gaps in another.

use std::borrow::Cow;

use super::bytes::{f32s, put, take, u16s, u32s};
use super::channel::Confusions;
use super::classify::Forest;
use super::cloze::Cloze;
use super::idioms::Idioms;
use super::language::{Language, ORDER};
use super::lexicon::Lexicon;
use super::pairs::Pairs;
use super::table::Table;
use super::vocabulary::Vocabulary;

/// The first bytes of a model file: name and version of its form.
const MAGIC: &[u8; 8] = b"bigansp4";

/// What the speller knows.
#[derive(Debug, Clone)]
pub struct Model {
    /// The characters.
    pub vocabulary: Vocabulary,
    /// What usually follows what.
    pub language: Language,
    /// What is written for what.
    pub confusions: Confusions,
    /// What is a word.
    pub lexicon: Lexicon,
    /// What is a set word.
    pub idioms: Idioms,
    /// What fits a gap.
    pub cloze: Cloze,
    /// What tells slips from rare wording.
    pub forest: Forest,
}

impl Model {
    /// Reads a model file, and the file of its network for gaps. `None` when one is damaged, of another
    /// version, or when they do not belong together.
    pub fn from_bytes(bytes: Cow<'static, [u8]>, cloze: Cow<'static, [u8]>) -> Option<Self> {
        let mut rest = match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(MAGIC)?),
            Cow::Owned(bytes) => Cow::Owned(bytes.strip_prefix(MAGIC)?.to_vec()),
        };
        let chars = u32s(&take(&mut rest)?).into_iter().filter_map(char::from_u32);
        let vocabulary = Vocabulary::new(chars);
        let unigrams = f32s(&take(&mut rest)?);
        let unigrams = unigrams.chunks_exact(2).filter_map(|p| Some((*p.first()?, *p.get(1)?))).collect();
        let mut probabilities = [[0.0; 64]; ORDER - 1];
        fill(&mut probabilities, &f32s(&take(&mut rest)?))?;
        let mut back_offs = [[0.0; 32]; ORDER - 2];
        fill(&mut back_offs, &f32s(&take(&mut rest)?))?;
        let starts = u32s(&take(&mut rest)?);
        let (seconds, codes) = (u16s(&take(&mut rest)?), u16s(&take(&mut rest)?));
        let pairs = Pairs::from_sections(starts, seconds, codes);
        let table = Table::from_bytes(take(&mut rest)?)?;
        let language = Language { unigrams, probabilities, back_offs, pairs, table };
        let written = u16s(&take(&mut rest)?);
        let starts = u32s(&take(&mut rest)?);
        let entries = u16s(&take(&mut rest)?);
        let confusions = Confusions::from_sections(written, starts, entries);
        let lexicon = Lexicon { table: Table::from_bytes(take(&mut rest)?)? };
        let idioms = Idioms::from_section(&u16s(&take(&mut rest)?));
        let mark = u32s(&take(&mut rest)?);
        let cloze = Cloze::from_bytes(cloze).filter(|cloze| mark == [cloze.mark()])?;
        let forest = Forest::from_section(&u32s(&take(&mut rest)?))?;
        rest.is_empty().then_some(Self { vocabulary, language, confusions, lexicon, idioms, cloze, forest })
    }

    /// The model as a file, without the network for gaps, which has its own.
    pub fn to_bytes(&self) -> Vec<u8> {
        let floats = |values: &mut dyn Iterator<Item = f32>| -> Vec<u8> {
            values.flat_map(f32::to_le_bytes).collect()
        };
        let language = &self.language;
        let mut out = MAGIC.to_vec();
        let chars: Vec<u8> = self.vocabulary.chars().iter().flat_map(|c| (*c as u32).to_le_bytes()).collect();
        put(&mut out, &chars);
        put(&mut out, &floats(&mut language.unigrams.iter().flat_map(|(p, b)| [*p, *b])));
        put(&mut out, &floats(&mut language.probabilities.iter().flatten().copied()));
        put(&mut out, &floats(&mut language.back_offs.iter().flatten().copied()));
        for section in language.pairs.sections() {
            put(&mut out, &section);
        }
        put(&mut out, language.table.bytes());
        for section in self.confusions.sections() {
            put(&mut out, &section);
        }
        put(&mut out, self.lexicon.table.bytes());
        put(&mut out, &self.idioms.section());
        put(&mut out, &self.cloze.mark().to_le_bytes());
        put(&mut out, &self.forest.section());
        out
    }
}

/// Fills code books row by row; `None` unless the values fit exactly.
fn fill<const N: usize, const M: usize>(books: &mut [[f32; M]; N], values: &[f32]) -> Option<()> {
    let rows = values.chunks_exact(M);
    (values.len() == N * M).then_some(())?;
    for (book, row) in books.iter_mut().zip(rows) {
        book.copy_from_slice(row);
    }
    Some(())
}
