//! Grows the trees of [`crate::spelling::classify`]: gradient boosting with logistic loss on histograms (Friedman
//! 2001; leaf by leaf as in `LightGBM`, Ke and others 2017). One core, the same trees from the same examples.

use super::slips::Chance;
use crate::spelling::classify::{Forest, Node};
use crate::spelling::facts::{COUNT, Facts};

/// A change that the decoder proposed, and whether it was right.
#[derive(Debug, Clone)]
pub struct Example {
    /// What is known of it.
    pub facts: Facts,
    /// Whether it mends a slip.
    pub right: bool,
    /// How much it counts.
    pub weight: f32,
}

/// How many trees are grown, and how much each adds.
const TREES: usize = 220;
const RATE: f64 = 0.08;
/// Leaves of a tree, and the fewest examples of one.
const LEAVES: usize = 31;
const FEWEST: u32 = 80;
/// Bins of a fact.
const BINS: usize = 64;
/// What keeps leaves of few examples small.
const RIDGE: f64 = 5.0;
/// Each tree sees so many of its facts and of its examples: trees that see all are all alike.
const FACTS_SEEN: f64 = 0.7;
const EXAMPLES_SEEN: f64 = 0.8;

/// Slope, curvature and number of the examples of a bin.
type Bin = (f64, f64, u32);
type Histogram = Vec<[Bin; BINS]>;

/// The forest that fits `examples`.
pub fn boost(examples: &[Example]) -> Forest {
    let bounds: Vec<Vec<f32>> = (0..COUNT).map(|fact| bounds(examples, fact)).collect();
    let columns: Vec<Vec<u8>> = (0..COUNT)
        .map(|fact| {
            let bounds = &bounds[fact];
            examples.iter().map(|e| bounds.partition_point(|b| *b < e.facts[fact]) as u8).collect()
        })
        .collect();
    let mut chance = Chance::new(2025);
    let mut forest = Forest::default();
    let weight =
        |right: bool| examples.iter().filter(|e| e.right == right).map(|e| f64::from(e.weight)).sum::<f64>();
    let start = (weight(true).max(1.0) / weight(false).max(1.0)).ln();
    forest.plant(&[Node::Leaf(start as f32)]);
    let mut odds = vec![start; examples.len()];
    for _ in 0..TREES {
        let slopes: Vec<(f64, f64)> = examples.iter().zip(&odds).map(|(e, odds)| slope(e, *odds)).collect();
        let rows = (0..examples.len() as u32).filter(|_| chance.share() < EXAMPLES_SEEN).collect();
        let seen: Vec<usize> = (0..COUNT).filter(|_| chance.share() < FACTS_SEEN).collect();
        let tree = Grower { columns: &columns, bounds: &bounds, slopes: &slopes, seen: &seen }.grow(rows);
        for (row, odds) in odds.iter_mut().enumerate() {
            *odds += leaf(&tree, &examples[row].facts);
        }
        forest.plant(&tree);
    }
    forest
}

/// First and second derivative of the loss by the logarithm of the odds.
fn slope(example: &Example, odds: f64) -> (f64, f64) {
    let p = 1.0 / (1.0 + (-odds).exp());
    let weight = f64::from(example.weight);
    (weight * (p - f64::from(u8::from(example.right))), weight * (p * (1.0 - p)).max(1e-6))
}

fn leaf(tree: &[Node], facts: &Facts) -> f64 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Fork { fact, bound, low, high } => {
                at = if facts[fact as usize] <= bound { low } else { high } as usize;
            }
            Node::Leaf(value) => return f64::from(value),
        }
    }
}

/// The upper bounds of the bins of a fact but for the last: values that part a sample into equal shares.
fn bounds(examples: &[Example], fact: usize) -> Vec<f32> {
    let step = (examples.len() / 50_000).max(1);
    let mut values: Vec<f32> = examples.iter().step_by(step).map(|e| e.facts[fact]).collect();
    values.sort_unstable_by(f32::total_cmp);
    let mut bounds: Vec<f32> =
        (1..BINS).filter_map(|bin| values.get(bin * values.len() / BINS).copied()).collect();
    bounds.dedup();
    bounds
}

/// What one tree grows from.
struct Grower<'a> {
    columns: &'a [Vec<u8>],
    bounds: &'a [Vec<f32>],
    slopes: &'a [(f64, f64)],
    seen: &'a [usize],
}

/// A leaf that may be parted.
struct Bud {
    place: usize,
    rows: Vec<u32>,
    histogram: Histogram,
    best: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    fact: usize,
    bin: usize,
}

impl Grower<'_> {
    fn grow(&self, rows: Vec<u32>) -> Vec<Node> {
        let mut nodes = vec![Node::Leaf(0.0)];
        let histogram = self.histogram(&rows);
        let mut buds = vec![self.bud(&mut nodes, 0, rows, histogram)];
        while buds.len() < LEAVES {
            let gain = |bud: &Bud| bud.best.map_or(0.0, |best| best.gain);
            let best =
                (0..buds.len()).max_by(|a, b| gain(&buds[*a]).total_cmp(&gain(&buds[*b])).then(b.cmp(a)));
            let Some((at, split)) = best.and_then(|at| Some((at, buds[at].best?))) else { break };
            let bud = buds.swap_remove(at);
            let column = &self.columns[split.fact];
            let (low, high): (Vec<u32>, Vec<u32>) =
                bud.rows.iter().partition(|row| usize::from(column[**row as usize]) <= split.bin);
            // Only the smaller part is counted: the other is what is left.
            let smaller = self.histogram(if low.len() < high.len() { &low } else { &high });
            let mut larger = bud.histogram;
            for (larger, smaller) in larger.iter_mut().flatten().zip(smaller.iter().flatten()) {
                *larger = (larger.0 - smaller.0, larger.1 - smaller.1, larger.2 - smaller.2);
            }
            let (of_low, of_high) =
                if low.len() < high.len() { (smaller, larger) } else { (larger, smaller) };
            let (first, second) = (nodes.len(), nodes.len() + 1);
            nodes.extend([Node::Leaf(0.0); 2]);
            nodes[bud.place] = Node::Fork {
                fact: split.fact as u32,
                bound: self.bounds[split.fact][split.bin],
                low: first as u32,
                high: second as u32,
            };
            buds.push(self.bud(&mut nodes, first, low, of_low));
            buds.push(self.bud(&mut nodes, second, high, of_high));
        }
        nodes
    }

    fn bud(&self, nodes: &mut [Node], place: usize, rows: Vec<u32>, histogram: Histogram) -> Bud {
        let sum = |at: u32| self.slopes[at as usize];
        let (slope, curvature) =
            rows.iter().fold((0.0, 0.0), |(s, c), row| (s + sum(*row).0, c + sum(*row).1));
        nodes[place] = Node::Leaf((-RATE * slope / (curvature + RIDGE)) as f32);
        let best = self.best(&histogram, slope, curvature, rows.len() as u32);
        Bud { place, rows, histogram, best }
    }

    fn histogram(&self, rows: &[u32]) -> Histogram {
        let mut histogram = vec![[(0.0, 0.0, 0); BINS]; self.seen.len()];
        for (bins, fact) in histogram.iter_mut().zip(self.seen) {
            let column = &self.columns[*fact];
            for row in rows {
                let (slope, curvature) = self.slopes[*row as usize];
                let bin = &mut bins[usize::from(column[*row as usize])];
                *bin = (bin.0 + slope, bin.1 + curvature, bin.2 + 1);
            }
        }
        histogram
    }

    fn best(&self, histogram: &Histogram, slope: f64, curvature: f64, count: u32) -> Option<Split> {
        let worth = |slope: f64, curvature: f64| slope * slope / (curvature + RIDGE);
        let mut best: Option<Split> = None;
        for (bins, fact) in histogram.iter().zip(self.seen) {
            let mut low: Bin = (0.0, 0.0, 0);
            for (bin, of_bin) in bins.iter().enumerate().take(self.bounds[*fact].len()) {
                low = (low.0 + of_bin.0, low.1 + of_bin.1, low.2 + of_bin.2);
                if low.2 < FEWEST || count - low.2 < FEWEST {
                    continue;
                }
                let parts = worth(low.0, low.1) + worth(slope - low.0, curvature - low.1);
                let gain = parts - worth(slope, curvature);
                if gain > best.map_or(1e-6, |best| best.gain) {
                    best = Some(Split { gain, fact: *fact, bin });
                }
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_facts_decide_together_is_learnt() {
        let mut chance = Chance::new(3);
        let examples: Vec<Example> = (0..4_000)
            .map(|_| {
                let mut facts = [0.0; COUNT];
                (facts[3], facts[9]) = (chance.share() as f32, chance.share() as f32);
                Example { facts, right: (facts[3] > 0.5) != (facts[9] > 0.5), weight: 1.0 }
            })
            .collect();
        let forest = boost(&examples);
        let right = examples.iter().filter(|e| (forest.odds(&e.facts) > 0.0) == e.right).count();
        assert!(right > 3_800, "{right}");
    }
}
