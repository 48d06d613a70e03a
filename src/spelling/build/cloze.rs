//! Trains the network of [`crate::spelling::cloze`]: fill the gap, given some characters to choose from.
//!
//! For every character of the texts the network chooses between it and characters that it is confused
//! with, and some others (sampled softmax). Dense layers learn by Adam (Kingma and Ba 2015), embeddings by
//! Adagrad with one rate a row (Duchi, Hazan and Singer 2011). One core; the same texts give the same
//! weights on processors with the same vector instructions.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

use super::slips::Chance;
use crate::spelling::channel::{Confusions, Sound};
use crate::spelling::cloze::{
    BAG, CHAR, Cloze, HIDDEN, INPUT, Matrices, OUTPUT, PAIR, PLACED, ROWS, SIDE, Surroundings, surroundings,
};
use crate::spelling::vocabulary::{FIRST, Id, LIMIT, Vocabulary};

/// Gaps that are learnt from at once.
const BATCH: usize = 512;
/// Gaps that are shuffled together: neighbours teach the same.
const POOL: usize = 64 * BATCH;
/// Confused characters and other ones to choose from, besides the right one.
const CONFUSED: usize = 9;
const OTHERS: usize = 3;
const CHOICES: usize = 1 + CONFUSED + OTHERS;
/// Rates of learning at the beginning; they fall to a twentieth.
const DENSE_RATE: f32 = 1e-3;
const ROW_RATE: f32 = 0.04;

/// What stands around a gap, and what is chosen from; the right one first.
struct Gap {
    around: Surroundings,
    choices: [Id; CHOICES],
}

/// Draws characters in proportion to their weights.
struct Urn {
    ids: Vec<Id>,
    sums: Vec<f32>,
}

impl Urn {
    fn new(weights: impl Iterator<Item = (Id, f32)>) -> Self {
        let (mut ids, mut sums, mut sum) = (Vec::new(), Vec::new(), 0.0);
        for (id, weight) in weights {
            sum += weight;
            ids.push(id);
            sums.push(sum);
        }
        Self { ids, sums }
    }

    fn draw(&self, chance: &mut Chance) -> Option<Id> {
        let at = chance.share() as f32 * self.sums.last()?;
        self.ids.get(self.sums.partition_point(|sum| *sum <= at)).or(self.ids.last()).copied()
    }
}

/// How often a character is offered: as the square root of how often it stands in the texts.
fn common(unigrams: &[(f32, f32)], id: Id) -> f32 {
    (unigrams[id as usize].0 * 0.5).exp()
}

/// For every character those that are written for it, and how often each is offered.
fn confused(
    vocabulary: &Vocabulary,
    confusions: &Confusions,
    unigrams: &[(f32, f32)],
) -> Vec<Vec<(Id, f32)>> {
    let mut confused: Vec<Vec<(Id, f32)>> = vec![Vec::new(); LIMIT];
    for (id, &symbol) in (FIRST..).zip(vocabulary.chars()) {
        for (meant, slip) in confusions.of(symbol) {
            let near = match slip.sound {
                Sound::Same => 1.0,
                Sound::Syllable => 0.8,
                Sound::Fuzzy => 0.4,
                Sound::Near => 0.1,
                Sound::Far => 0.0,
            };
            let weight = if slip.shape { f32::max(near, 0.5) } else { near };
            confused[meant as usize].push((id, weight * common(unigrams, id)));
        }
    }
    confused
}

/// What the score of each character lacks after training, because of how often it was offered: two
/// characters a and b are told apart by P(a) q(b | a) / P(b) q(a | b), and only P is wanted.
fn offered(vocabulary: &Vocabulary, confusions: &Confusions, unigrams: &[(f32, f32)]) -> Vec<f32> {
    let all = confused(vocabulary, confusions, unigrams);
    let sums = all.iter().map(|c| c.iter().map(|(_, weight)| weight).sum::<f32>());
    (0..LIMIT as Id).zip(sums).map(|(id, sum)| common(unigrams, id).ln() + sum.max(1e-6).ln()).collect()
}

/// Learns from `lines` (ids without boundaries), `gaps` gaps in all. `say` hears after every million gaps how
/// many were seen, the mean loss and the share of right choices.
pub fn cloze(
    vocabulary: &Vocabulary,
    confusions: &Confusions,
    unigrams: &[(f32, f32)],
    lines: &[Vec<Id>],
    gaps: usize,
    say: &mut dyn FnMut(&str),
) -> Cloze {
    let mut chance = Chance::new(7);
    let common = |id: Id| common(unigrams, id);
    let confused = confused(vocabulary, confusions, unigrams);
    let urns: Vec<Urn> = confused.into_iter().map(|c| Urn::new(c.into_iter())).collect();
    let others = Urn::new((FIRST..vocabulary.len() as Id).map(|id| (id, common(id))));
    let mut training = Training::new(&mut chance);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let pool_size = POOL.min(gaps.next_multiple_of(BATCH));
    let mut pool: Vec<Gap> = Vec::with_capacity(pool_size);
    let (mut seen, mut line) = (0, usize::MAX);
    let (mut loss, mut right, mut since) = (0.0, 0usize, 0usize);
    // A character that is confused with none teaches nothing; texts of nothing else would never fill a pool.
    let teaches = lines.iter().flatten().any(|id| !urns[*id as usize].ids.is_empty());
    while seen < gaps && teaches {
        while pool.len() < pool_size {
            if line >= order.len() {
                for i in (1..order.len()).rev() {
                    order.swap(i, chance.below(i + 1));
                }
                line = 0;
            }
            let ids = &lines[order[line]];
            line += 1;
            for (at, &id) in ids.iter().enumerate() {
                let urn = &urns[id as usize];
                if urn.ids.is_empty() {
                    continue;
                }
                let mut choices = [id; CHOICES];
                for (place, choice) in choices.iter_mut().enumerate().skip(1) {
                    let from = if place <= CONFUSED { urn } else { &others };
                    *choice = from.draw(&mut chance).unwrap_or(id);
                }
                pool.push(Gap { around: surroundings(ids, at), choices });
            }
        }
        for i in (1..pool.len()).rev() {
            pool.swap(i, chance.below(i + 1));
        }
        for batch in pool.chunks_exact(BATCH) {
            let left = 1.0 - 0.95 * (seen as f32 / gaps as f32).min(1.0);
            let (batch_loss, batch_right) = training.learn(batch, left);
            loss += batch_loss;
            right += batch_right;
            since += BATCH;
            seen += BATCH;
            if since >= 1 << 20 {
                let share = 100.0 * right as f64 / since as f64;
                say(&format!("gaps: {seen}, loss {:.3}, {share:.1} % right", loss / since as f64));
                (loss, right, since) = (0.0, 0, 0);
            }
        }
        pool.clear();
    }
    Cloze::new(&training.matrices, offered(vocabulary, confusions, unigrams))
}

/// The matrices, what the optimisers remember, and room to compute in.
struct Training {
    matrices: Matrices,
    chars: Vec<f32>,
    pairs: Vec<f32>,
    bag: Vec<f32>,
    output: Vec<f32>,
    first: Adam,
    second: Adam,
    x: Vec<f32>,
    h: Vec<f32>,
    o: Vec<f32>,
    slope_o: Vec<f32>,
    slope_h: Vec<f32>,
    slope_x: Vec<f32>,
}

impl Training {
    fn new(chance: &mut Chance) -> Self {
        let mut random = |n: usize, scale: f32| -> Vec<f32> {
            (0..n).map(|_| (chance.share() as f32 * 2.0 - 1.0) * scale).collect()
        };
        let matrices = Matrices {
            chars: random(LIMIT * CHAR, 0.2),
            pairs: random(ROWS * PAIR, 0.05),
            bag: random(ROWS * BAG, 0.05),
            first: random((INPUT + 1) * HIDDEN, (3.0 / INPUT as f32).sqrt()),
            second: random((HIDDEN + 1) * OUTPUT, (3.0 / HIDDEN as f32).sqrt()),
            output: random(LIMIT * (OUTPUT + 1), 0.05),
        };
        Self {
            chars: vec![1e-4; LIMIT],
            pairs: vec![1e-4; ROWS],
            bag: vec![1e-4; ROWS],
            output: vec![1e-4; LIMIT],
            first: Adam::new(matrices.first.len()),
            second: Adam::new(matrices.second.len()),
            matrices,
            x: vec![0.0; BATCH * INPUT],
            h: vec![0.0; BATCH * HIDDEN],
            o: vec![0.0; BATCH * OUTPUT],
            slope_o: vec![0.0; BATCH * OUTPUT],
            slope_h: vec![0.0; BATCH * HIDDEN],
            slope_x: vec![0.0; BATCH * INPUT],
        }
    }

    /// One step; the sum of the losses and how many choices were right.
    fn learn(&mut self, batch: &[Gap], left: f32) -> (f64, usize) {
        self.forward(batch);
        let rate = ROW_RATE * left;
        let (mut loss, mut right) = (0.0, 0);
        self.slope_o.fill(0.0);
        for (at, gap) in batch.iter().enumerate() {
            let o = &self.o[at * OUTPUT..(at + 1) * OUTPUT];
            let mut logits = [0f32; CHOICES];
            for (logit, id) in logits.iter_mut().zip(gap.choices) {
                let row = &self.matrices.output[id as usize * (OUTPUT + 1)..][..=OUTPUT];
                *logit = row.iter().zip(o).map(|(a, b)| a * b).sum::<f32>() + row[OUTPUT];
            }
            // A confused character drawn twice, or the right one drawn as another, is one choice.
            for (place, (logit, choice)) in logits.iter_mut().zip(&gap.choices).enumerate() {
                if gap.choices[..place].contains(choice) {
                    *logit = f32::NEG_INFINITY;
                }
            }
            let most = logits.iter().fold(f32::NEG_INFINITY, |m, l| m.max(*l));
            right += usize::from(logits[0] >= most);
            let weights = logits.map(|l| (l - most).exp());
            let sum: f32 = weights.iter().sum();
            loss -= f64::from((weights[0] / sum).max(1e-9).ln());
            let slope_o = &mut self.slope_o[at * OUTPUT..(at + 1) * OUTPUT];
            for (place, (weight, id)) in weights.iter().zip(gap.choices).enumerate() {
                let slope = weight / sum - if place == 0 { 1.0 } else { 0.0 };
                if slope.abs() < 1e-4 {
                    continue;
                }
                let row = &mut self.matrices.output[id as usize * (OUTPUT + 1)..][..=OUTPUT];
                slope_o.iter_mut().zip(row.iter()).for_each(|(s, w)| *s += slope * w);
                let size = (o.iter().map(|v| v * v).sum::<f32>() + 1.0) / (OUTPUT + 1) as f32;
                let memory = &mut self.output[id as usize];
                *memory += slope * slope * size;
                let step = rate * slope / memory.sqrt();
                row.iter_mut().zip(o.iter().chain(&[1.0])).for_each(|(w, v)| *w -= step * v);
            }
        }
        self.backward(batch, left);
        (loss, right)
    }

    fn forward(&mut self, batch: &[Gap]) {
        let m = &self.matrices;
        for (gap, x) in batch.iter().zip(self.x.chunks_exact_mut(INPUT)) {
            let (chars, rest) = x.split_at_mut(2 * SIDE * CHAR);
            for (slot, id) in chars.chunks_exact_mut(CHAR).zip(gap.around.chars) {
                slot.copy_from_slice(&m.chars[id as usize * CHAR..][..CHAR]);
            }
            let (placed, bag) = rest.split_at_mut(PLACED * PAIR);
            for (slot, row) in placed.chunks_exact_mut(PAIR).zip(gap.around.placed) {
                slot.copy_from_slice(&m.pairs[row as usize * PAIR..][..PAIR]);
            }
            bag.fill(0.0);
            let share = 1.0 / gap.around.bag.len().max(1) as f32;
            for &row in &gap.around.bag {
                let row = &m.bag[row as usize * BAG..][..BAG];
                bag.iter_mut().zip(row).for_each(|(sum, v)| *sum += v * share);
            }
        }
        multiply(&self.x, &m.first, &mut self.h, [BATCH, INPUT, HIDDEN], [false, false]);
        for row in self.h.chunks_exact_mut(HIDDEN) {
            row.iter_mut().zip(&m.first[INPUT * HIDDEN..]).for_each(|(h, b)| *h = (*h + b).max(0.0));
        }
        multiply(&self.h, &m.second, &mut self.o, [BATCH, HIDDEN, OUTPUT], [false, false]);
        for row in self.o.chunks_exact_mut(OUTPUT) {
            row.iter_mut().zip(&m.second[HIDDEN * OUTPUT..]).for_each(|(o, b)| *o += b);
        }
    }

    fn backward(&mut self, batch: &[Gap], left: f32) {
        let m = &mut self.matrices;
        multiply(&self.slope_o, &m.second, &mut self.slope_h, [BATCH, OUTPUT, HIDDEN], [false, true]);
        self.slope_h.iter_mut().zip(&self.h).filter(|(_, h)| **h <= 0.0).for_each(|(s, _)| *s = 0.0);
        multiply(&self.slope_h, &m.first, &mut self.slope_x, [BATCH, HIDDEN, INPUT], [false, true]);
        self.second.step(&mut m.second, &self.h, &self.slope_o, [HIDDEN, OUTPUT], left);
        self.first.step(&mut m.first, &self.x, &self.slope_h, [INPUT, HIDDEN], left);
        let rate = ROW_RATE * left;
        for (gap, slope) in batch.iter().zip(self.slope_x.chunks_exact(INPUT)) {
            let (chars, rest) = slope.split_at(2 * SIDE * CHAR);
            for (slope, id) in chars.chunks_exact(CHAR).zip(gap.around.chars) {
                descend(
                    &mut m.chars[id as usize * CHAR..][..CHAR],
                    &mut self.chars[id as usize],
                    slope,
                    rate,
                );
            }
            let (placed, bag) = rest.split_at(PLACED * PAIR);
            for (slope, row) in placed.chunks_exact(PAIR).zip(gap.around.placed) {
                let row = row as usize;
                descend(&mut m.pairs[row * PAIR..][..PAIR], &mut self.pairs[row], slope, rate);
            }
            let share = 1.0 / gap.around.bag.len().max(1) as f32;
            let bag: Vec<f32> = bag.iter().map(|s| s * share).collect();
            for &row in &gap.around.bag {
                let row = row as usize;
                descend(&mut m.bag[row * BAG..][..BAG], &mut self.bag[row], &bag, rate);
            }
        }
    }
}

/// One step of Adagrad with one rate for the row.
fn descend(row: &mut [f32], memory: &mut f32, slope: &[f32], rate: f32) {
    *memory += slope.iter().map(|s| s * s).sum::<f32>() / row.len() as f32;
    let step = rate / memory.sqrt();
    row.iter_mut().zip(slope).for_each(|(w, s)| *w -= step * s);
}

/// The optimiser of a dense layer.
struct Adam {
    slope: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
}

impl Adam {
    fn new(len: usize) -> Self {
        Self { slope: vec![0.0; len], mean: vec![0.0; len], square: vec![0.0; len], steps: 0 }
    }

    /// One step of the layer `weights` (with its bias row), given its input and the slope of its output.
    fn step(
        &mut self,
        weights: &mut [f32],
        input: &[f32],
        output: &[f32],
        [rows, columns]: [usize; 2],
        left: f32,
    ) {
        let (dense, bias) = self.slope.split_at_mut(rows * columns);
        multiply(input, output, dense, [rows, BATCH, columns], [true, false]);
        bias.fill(0.0);
        for row in output.chunks_exact(columns) {
            bias.iter_mut().zip(row).for_each(|(b, s)| *b += s);
        }
        self.steps += 1;
        let (first, second) = (1.0 - 0.9f32.powi(self.steps), 1.0 - 0.999f32.powi(self.steps));
        let rate = DENSE_RATE * left / first;
        let moments = self.mean.iter_mut().zip(self.square.iter_mut());
        for ((weight, slope), (mean, square)) in weights.iter_mut().zip(&self.slope).zip(moments) {
            let slope = slope / BATCH as f32;
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.999 * *square + 0.001 * slope * slope;
            *weight -= rate * *mean / ((*square / second).sqrt() + 1e-8);
        }
    }
}

/// `c` = `a` times `b`, of sizes m × k and k × n, each transposed where so said (then stored as k × m or n × k).
fn multiply(a: &[f32], b: &[f32], c: &mut [f32], [m, k, n]: [usize; 3], [turn_a, turn_b]: [bool; 2]) {
    let view = |values, rows, columns, turn| {
        let shape = if turn { (columns, rows) } else { (rows, columns) };
        ArrayView2::from_shape(shape, values).map(|view| if turn { view.reversed_axes() } else { view })
    };
    let (a, b) = (a.get(..m * k).unwrap_or_default(), b.get(..k * n).unwrap_or_default());
    let product = c.get_mut(..m * n).and_then(|c| ArrayViewMut2::from_shape((m, n), c).ok());
    let whole = (view(a, m, k, turn_a), view(b, k, n, turn_b), product);
    let (Ok(a), Ok(b), Some(mut c)) = whole else { unreachable!("matrices are as long as their sizes say") };
    general_mat_mul(1.0, &a, &b, 0.0, &mut c);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::channel::Slip;

    #[test]
    fn a_gap_is_filled_by_what_stands_around_it() {
        let vocabulary = Vocabulary::new("竞竟公平争究，".chars());
        let alike = Slip { sound: Sound::Same, shape: true };
        let confusions = Confusions::new(&vocabulary, [('竞', '竟', alike), ('竟', '竞', alike)]);
        let unigrams = vec![(-2.0, 0.0); LIMIT];
        let ids = |text: &str| text.chars().map(|c| vocabulary.id(c)).collect::<Vec<Id>>();
        let lines = vec![ids("公平竞争"), ids("，究竟，")];
        let cloze = cloze(&vocabulary, &confusions, &unigrams, &lines, 4 * BATCH, &mut |_| ());
        let better = |text: &str, at, right, wrong| {
            let gap = cloze.gap(&ids(text), at);
            cloze.fit(&gap, vocabulary.id(right)) > cloze.fit(&gap, vocabulary.id(wrong))
        };
        assert!(better("公平竟争", 2, '竞', '竟'));
        assert!(better("，究竞，", 2, '竟', '竞'));
    }
}
