//! Trains the network of [`crate::spelling::classify`]: logistic loss, Adam (Kingma and Ba 2015), one core,
//! the same weights from the same examples.

use super::slips::Chance;
use crate::spelling::classify::{FEATURES, FIRST, Features, Network, SECOND};

/// A change that the decoder proposed, and whether it was right.
#[derive(Debug, Clone)]
pub struct Example {
    /// What is known of it.
    pub features: Features,
    /// Whether it mends a slip.
    pub right: bool,
    /// How much it counts.
    pub weight: f32,
}

/// How the examples are gone through.
const ROUNDS: usize = 30;
const BATCH: usize = 64;

/// The network that fits `examples`.
pub fn train(examples: &[Example]) -> Network {
    let mut chance = Chance::new(2025);
    let sizes = [(FIRST, FEATURES), (SECOND, FIRST), (1, SECOND)];
    let mut weights = Vec::with_capacity(Network::SIZE);
    for (rows, columns) in sizes {
        for _ in 0..rows {
            let scale = (2.0 / columns as f64).sqrt();
            // Near enough to a normal distribution: the sum of twelve even ones.
            let normal = |chance: &mut Chance| (0..12).map(|_| chance.share()).sum::<f64>() - 6.0;
            weights.extend((0..columns).map(|_| (normal(&mut chance) * scale) as f32));
            weights.push(0.0);
        }
    }
    let mut network = Network { weights };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut mean, mut square) = (vec![0f32; Network::SIZE], vec![0f32; Network::SIZE]);
    let steps = (ROUNDS * examples.len().div_ceil(BATCH)).max(1);
    let mut step = 0;
    for _ in 0..ROUNDS {
        for i in (1..order.len()).rev() {
            order.swap(i, chance.below(i + 1));
        }
        for batch in order.chunks(BATCH) {
            step += 1;
            let mut slope = vec![0f32; Network::SIZE];
            for &i in batch {
                descend(&network, &examples[i], &mut slope);
            }
            let rate = 2e-3 * (1.0 - step as f32 / steps as f32);
            let (first, second) = (1.0 - 0.9f32.powi(step), 1.0 - 0.999f32.powi(step));
            for ((w, g), (m, v)) in
                network.weights.iter_mut().zip(&slope).zip(mean.iter_mut().zip(&mut square))
            {
                let g = g / batch.len() as f32 + 1e-5 * *w;
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.999 * *v + 0.001 * g * g;
                *w -= rate * (*m / first) / ((*v / second).sqrt() + 1e-8);
            }
        }
    }
    network
}

/// Adds the slope of the loss at one example.
fn descend(network: &Network, example: &Example, slope: &mut [f32]) {
    let (w1, rest) = network.weights.split_at(FIRST * (FEATURES + 1));
    let (w2, w3) = rest.split_at(SECOND * (FIRST + 1));
    let forward = |weights: &[f32], input: &[f32]| -> Vec<f32> {
        let row = |row: &[f32]| {
            (row.iter().zip(input).map(|(w, x)| w * x).sum::<f32>() + row[input.len()]).max(0.0)
        };
        weights.chunks_exact(input.len() + 1).map(row).collect()
    };
    let h1 = forward(w1, &example.features);
    let h2 = forward(w2, &h1);
    let out = w3.iter().zip(&h2).map(|(w, x)| w * x).sum::<f32>() + w3[SECOND];
    let error = (1.0 / (1.0 + (-out).exp()) - f32::from(u8::from(example.right))) * example.weight;
    let (s1, rest) = slope.split_at_mut(FIRST * (FEATURES + 1));
    let (s2, s3) = rest.split_at_mut(SECOND * (FIRST + 1));
    let mut back2 = [0f32; SECOND];
    for (((back, out), slope), hidden) in back2.iter_mut().zip(w3).zip(s3.iter_mut()).zip(&h2) {
        *slope += error * hidden;
        *back = if *hidden > 0.0 { error * out } else { 0.0 };
    }
    s3[SECOND] += error;
    let mut back1 = [0f32; FIRST];
    let rows = w2.chunks_exact(FIRST + 1).zip(s2.chunks_exact_mut(FIRST + 1));
    for ((row, slope), down) in rows.zip(&back2).filter(|(_, down)| **down != 0.0) {
        for (((back, out), slope), hidden) in back1.iter_mut().zip(row).zip(slope.iter_mut()).zip(&h1) {
            *slope += down * hidden;
            *back += if *hidden > 0.0 { down * out } else { 0.0 };
        }
        slope[FIRST] += down;
    }
    for (slope, down) in s1.chunks_exact_mut(FEATURES + 1).zip(&back1).filter(|(_, down)| **down != 0.0) {
        for (slope, input) in slope.iter_mut().zip(&example.features) {
            *slope += down * input;
        }
        slope[FEATURES] += down;
    }
}
