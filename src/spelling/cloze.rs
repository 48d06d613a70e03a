//! Which of several characters fits a gap, by all that stands around it: a small feed-forward network.
//!
//! A neural probabilistic model (Bengio and others 2003) that reads both sides of the gap: the embeddings
//! of the nearest characters and character pairs by place, and those of the pairs of the wider
//! surroundings as a bag. Where n-grams have never seen a wording, it knows what similar wordings do. Its
//! output is compared only among characters that are confused with each other, as it was trained
//! ([`super::build::cloze`]).

use std::borrow::Cow;

use super::bytes::{f32s, put, take};
use super::vocabulary::{BOUNDARY, Id, LIMIT};

/// The first bytes of a file: name and version of its form.
const MAGIC: &[u8; 8] = b"bigancz1";
/// How many characters are read on each side of the gap.
pub const SIDE: usize = 6;
/// Length of a character's embedding.
pub const CHAR: usize = 64;
/// How many pairs are read by place: the two nearest on each side.
pub const PLACED: usize = 4;
/// Length of a pair's embedding by place.
pub const PAIR: usize = 32;
/// Length of a pair's embedding in the bag.
pub const BAG: usize = 32;
/// How far the bag reaches on each side, in characters.
pub const REACH: usize = 16;
/// Rows of the two tables of pairs: pairs share rows by their hash.
pub const ROWS: usize = 1 << 16;
/// Length of the input.
pub const INPUT: usize = 2 * SIDE * CHAR + PLACED * PAIR + BAG;
/// Units of the first layer.
pub const HIDDEN: usize = 320;
/// Units of the second layer: length of an output embedding.
pub const OUTPUT: usize = 96;

/// What is read around a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The characters by place, the left ones first.
    pub chars: [Id; 2 * SIDE],
    /// Rows of the pairs by place.
    pub placed: [u32; PLACED],
    /// Rows of the pairs of the bag.
    pub bag: Vec<u32>,
}

/// What stands around the gap at `at` in `ids`, a line without its boundaries.
pub fn surroundings(ids: &[Id], at: usize) -> Surroundings {
    let id = |place: isize| -> Id {
        match usize::try_from(place) {
            Ok(place) => ids.get(place).copied().unwrap_or(if place == ids.len() { BOUNDARY } else { 0 }),
            Err(_) if place == -1 => BOUNDARY,
            Err(_) => 0,
        }
    };
    let at = at as isize;
    let side = SIDE as isize;
    let mut chars = [0; 2 * SIDE];
    let places = (-side..0).chain(1..=side);
    for (slot, by) in chars.iter_mut().zip(places) {
        *slot = id(at + by);
    }
    let pair = |first: isize| row(id(first), id(first + 1));
    let placed = [pair(at - 3), pair(at - 2), pair(at + 1), pair(at + 2)];
    let reach = REACH as isize;
    let (from, to) = ((at - reach).max(0), (at + reach).min(ids.len() as isize - 1));
    let bag = (from..at - 1).chain(at + 1..to).map(pair).collect();
    Surroundings { chars, placed, bag }
}

/// The row of a pair.
fn row(first: Id, second: Id) -> u32 {
    let key = u32::from(first) << 12 | u32::from(second);
    (key.wrapping_mul(0x9E37_79B1) >> 16) & (ROWS as u32 - 1)
}

/// A matrix of bytes with a scale for each row.
#[derive(Debug, Clone)]
pub struct Quantised {
    bytes: Cow<'static, [u8]>,
    scales: Vec<f32>,
    columns: usize,
}

impl Quantised {
    /// The nearest such matrix to `values`, of rows of `columns`.
    pub fn new(values: &[f32], columns: usize) -> Self {
        let mut bytes = Vec::with_capacity(values.len());
        let mut scales = Vec::with_capacity(values.len() / columns.max(1));
        for row in values.chunks_exact(columns) {
            let most = row.iter().fold(0f32, |most, v| most.max(v.abs()));
            let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
            scales.push(scale);
            bytes.extend(row.iter().map(|v| (v / scale).round() as i8 as u8));
        }
        Self { bytes: bytes.into(), scales, columns }
    }

    fn row(&self, row: usize) -> impl Iterator<Item = f32> + '_ {
        let scale = self.scales.get(row).copied().unwrap_or(0.0);
        let bytes = self.bytes.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default();
        bytes.iter().map(move |b| f32::from(*b as i8) * scale)
    }

    fn values(&self) -> Vec<f32> {
        (0..self.scales.len()).flat_map(|row| self.row(row)).collect()
    }

    fn put(&self, out: &mut Vec<u8>) {
        put(out, &self.bytes);
        put(out, &self.scales.iter().flat_map(|s| s.to_le_bytes()).collect::<Vec<u8>>());
    }

    fn take(rest: &mut Cow<'static, [u8]>, rows: usize, columns: usize) -> Option<Self> {
        let bytes = take(rest)?;
        let scales = f32s(&take(rest)?);
        (bytes.len() == rows * columns && scales.len() == rows).then_some(Self { bytes, scales, columns })
    }
}

/// A matrix that is used so often that its values are kept unpacked.
#[derive(Debug, Clone)]
struct Dense {
    packed: Quantised,
    values: Vec<f32>,
}

impl From<Quantised> for Dense {
    fn from(packed: Quantised) -> Self {
        Self { values: packed.values(), packed }
    }
}

/// The network.
#[derive(Debug, Clone)]
pub struct Cloze {
    chars: Quantised,
    pairs: Quantised,
    bag: Quantised,
    /// First layer: a row of [`HIDDEN`] for each input; the last row is the bias.
    first: Dense,
    /// Second layer: a row of [`OUTPUT`] for each hidden unit; the last row is the bias.
    second: Dense,
    /// Output embeddings, one character a row; the last column is its bias.
    output: Quantised,
    /// What each character's score lacks because common characters and those with many doubles were offered
    /// more often in training; natural logarithms.
    offered: Vec<f32>,
}

/// The matrices of a network as they are trained.
#[derive(Debug, Clone)]
pub struct Matrices {
    /// [`LIMIT`] rows of [`CHAR`].
    pub chars: Vec<f32>,
    /// [`ROWS`] rows of [`PAIR`].
    pub pairs: Vec<f32>,
    /// [`ROWS`] rows of [`BAG`].
    pub bag: Vec<f32>,
    /// [`INPUT`] rows of [`HIDDEN`], and one for the bias.
    pub first: Vec<f32>,
    /// [`HIDDEN`] rows of [`OUTPUT`], and one for the bias.
    pub second: Vec<f32>,
    /// [`LIMIT`] rows of [`OUTPUT`] and a bias.
    pub output: Vec<f32>,
}

impl Default for Cloze {
    /// The network that finds everything equally fitting.
    fn default() -> Self {
        Self::new(
            &Matrices {
                chars: vec![0.0; LIMIT * CHAR],
                pairs: vec![0.0; ROWS * PAIR],
                bag: vec![0.0; ROWS * BAG],
                first: vec![0.0; (INPUT + 1) * HIDDEN],
                second: vec![0.0; (HIDDEN + 1) * OUTPUT],
                output: vec![0.0; LIMIT * (OUTPUT + 1)],
            },
            vec![0.0; LIMIT],
        )
    }
}

impl Cloze {
    /// The network of `matrices`, rounded to bytes; `offered` as in the field.
    pub fn new(matrices: &Matrices, offered: Vec<f32>) -> Self {
        Self {
            chars: Quantised::new(&matrices.chars, CHAR),
            pairs: Quantised::new(&matrices.pairs, PAIR),
            bag: Quantised::new(&matrices.bag, BAG),
            first: Quantised::new(&matrices.first, HIDDEN).into(),
            second: Quantised::new(&matrices.second, OUTPUT).into(),
            output: Quantised::new(&matrices.output, OUTPUT + 1),
            offered,
        }
    }

    /// How well something fits the gap at `at` of `ids`: a direction to compare characters by.
    pub fn gap(&self, ids: &[Id], at: usize) -> [f32; OUTPUT] {
        let around = surroundings(ids, at);
        let mut hidden = [0f32; HIDDEN];
        let (rows, bias) = self.first.values.split_at(self.first.values.len().saturating_sub(HIDDEN));
        hidden.iter_mut().zip(bias).for_each(|(h, b)| *h = *b);
        let share = 1.0 / (around.bag.len().max(1) as f32);
        let mut bag = [0f32; BAG];
        for &row in &around.bag {
            bag.iter_mut().zip(self.bag.row(row as usize)).for_each(|(sum, v)| *sum += v * share);
        }
        let chars = around.chars.iter().flat_map(|id| self.chars.row(*id as usize));
        let pairs = around.placed.iter().flat_map(|row| self.pairs.row(*row as usize));
        for (input, row) in chars.chain(pairs).chain(bag).zip(rows.chunks_exact(HIDDEN)) {
            hidden.iter_mut().zip(row).for_each(|(h, w)| *h += input * w);
        }
        let mut output = [0f32; OUTPUT];
        let (rows, bias) = self.second.values.split_at(self.second.values.len().saturating_sub(OUTPUT));
        output.iter_mut().zip(bias).for_each(|(o, b)| *o = *b);
        for (h, row) in hidden.iter().zip(rows.chunks_exact(OUTPUT)).filter(|(h, _)| **h > 0.0) {
            output.iter_mut().zip(row).for_each(|(o, w)| *o += h * w);
        }
        output
    }

    /// How well `id` fits a gap; to be compared among characters that are confused.
    pub fn fit(&self, gap: &[f32; OUTPUT], id: Id) -> f32 {
        let row = self.output.row(id as usize);
        let fit: f32 = row.zip(gap.iter().copied().chain([1.0])).map(|(w, g)| w * g).sum();
        fit + self.offered.get(id as usize).copied().unwrap_or(0.0)
    }

    /// A number that tells this network from others: of its output layer.
    pub fn mark(&self) -> u32 {
        let bytes = self.output.bytes.iter();
        // FNV-1a (Fowler, Noll and Vo).
        bytes.fold(0x811C_9DC5, |mark, byte| (mark ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
    }

    /// The network as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.chars.put(&mut out);
        self.pairs.put(&mut out);
        self.bag.put(&mut out);
        self.first.packed.put(&mut out);
        self.second.packed.put(&mut out);
        self.output.put(&mut out);
        put(&mut out, &self.offered.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>());
        out
    }

    /// Reads what [`Cloze::to_bytes`] wrote; `None` when it is damaged or of another version.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut rest = match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(MAGIC)?),
            Cow::Owned(bytes) => Cow::Owned(bytes.strip_prefix(MAGIC)?.to_vec()),
        };
        let cloze = Self {
            chars: Quantised::take(&mut rest, LIMIT, CHAR)?,
            pairs: Quantised::take(&mut rest, ROWS, PAIR)?,
            bag: Quantised::take(&mut rest, ROWS, BAG)?,
            first: Quantised::take(&mut rest, INPUT + 1, HIDDEN)?.into(),
            second: Quantised::take(&mut rest, HIDDEN + 1, OUTPUT)?.into(),
            output: Quantised::take(&mut rest, LIMIT, OUTPUT + 1)?,
            offered: f32s(&take(&mut rest)?),
        };
        rest.is_empty().then_some(cloze)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_read_from_both_sides_and_ends_at_the_line() {
        let around = surroundings(&[11, 12, 13], 1);
        assert_eq!(around.chars, [0, 0, 0, 0, BOUNDARY, 11, 13, BOUNDARY, 0, 0, 0, 0]);
        assert!(around.bag.is_empty());
        assert_eq!(surroundings(&[11, 12, 99, 13, 14], 2).bag, [row(11, 12), row(13, 14)]);
    }

    #[test]
    fn a_file_survives_and_a_cut_one_is_refused() {
        let bytes = Cloze::default().to_bytes();
        assert_eq!(Cloze::from_bytes(bytes.clone().into()).map(|c| c.to_bytes()), Some(bytes.clone()));
        let cut = bytes.get(..bytes.len() - 1).unwrap_or_default().to_vec();
        assert!(Cloze::from_bytes(cut.into()).is_none());
    }
}
