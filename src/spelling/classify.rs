//! How probable it is that a change the decoder proposes mends a slip.
//!
//! Gradient-boosted decision trees (Friedman 2001) over the [`super::facts`] of one change. They learn from
//! slips made on purpose in text that the model has not seen ([`super::build`]).

use super::facts::{COUNT, Facts};

/// A node of a tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// Facts at most `bound` in the place `fact` go to the node `low`, others to `high`.
    Fork {
        /// Which fact.
        fact: u32,
        /// The greatest value that goes low.
        bound: f32,
        /// Place of the next node.
        low: u32,
        /// Place of the other next node.
        high: u32,
    },
    /// What the tree adds to the logarithm of the odds.
    Leaf(f32),
}

/// The trees.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forest {
    /// The nodes of all trees; a node stands before those that it leads to.
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<u32>,
}

impl Forest {
    /// Adds a tree; the places in its nodes count from its own beginning.
    pub fn plant(&mut self, tree: &[Node]) {
        let root = self.nodes.len() as u32;
        self.roots.push(root);
        self.nodes.extend(tree.iter().map(|node| match *node {
            Node::Fork { fact, bound, low, high } => {
                Node::Fork { fact, bound, low: low + root, high: high + root }
            }
            leaf => leaf,
        }));
    }

    /// The logarithm of the odds that the change mends a slip.
    pub fn odds(&self, facts: &Facts) -> f32 {
        self.roots.iter().map(|root| self.leaf(*root, facts)).sum()
    }

    fn leaf(&self, root: u32, facts: &Facts) -> f32 {
        let mut at = root;
        loop {
            match self.nodes.get(at as usize) {
                Some(Node::Fork { fact, bound, low, high }) => {
                    let value = facts.get(*fact as usize).copied().unwrap_or(0.0);
                    at = if value <= *bound { *low } else { *high };
                }
                Some(Node::Leaf(value)) => return *value,
                None => return 0.0,
            }
        }
    }

    /// The section of a model file: four numbers of four bytes a node, then the roots' places as a node each.
    pub fn section(&self) -> Vec<u8> {
        let nodes = self.nodes.iter().flat_map(|node| match *node {
            Node::Fork { fact, bound, low, high } => [fact, bound.to_bits(), low, high],
            Node::Leaf(value) => [LEAF, value.to_bits(), 0, 0],
        });
        let roots = self.roots.iter().flat_map(|root| [ROOT, *root, 0, 0]);
        nodes.chain(roots).flat_map(u32::to_le_bytes).collect()
    }

    /// Reads what [`Forest::section`] wrote; `None` when it leads outside itself or in a circle.
    pub fn from_section(numbers: &[u32]) -> Option<Self> {
        let mut forest = Self::default();
        for (at, node) in (0u32..).zip(numbers.chunks_exact(4)) {
            match *node {
                [ROOT, root, ..] => forest.roots.push(root),
                [LEAF, value, ..] => forest.nodes.push(Node::Leaf(f32::from_bits(value))),
                [fact, bound, low, high] if (fact as usize) < COUNT && low > at && high > at => {
                    forest.nodes.push(Node::Fork { fact, bound: f32::from_bits(bound), low, high });
                }
                _ => return None,
            }
        }
        let inside = |place: &u32| (*place as usize) < forest.nodes.len();
        let whole = forest.nodes.iter().all(|node| match node {
            Node::Fork { low, high, .. } => inside(low) && inside(high),
            Node::Leaf(_) => true,
        });
        (whole && forest.roots.iter().all(inside)).then_some(forest)
    }
}

/// Marks a leaf, and the place of a root, where else the number of a fact stands.
const LEAF: u32 = u32::MAX;
const ROOT: u32 = u32::MAX - 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_add_up_and_survive_their_section() {
        let mut forest = Forest::default();
        let fork = Node::Fork { fact: 1, bound: 0.5, low: 1, high: 2 };
        forest.plant(&[fork, Node::Leaf(-1.0), Node::Leaf(2.0)]);
        forest.plant(&[Node::Leaf(0.25)]);
        let mut facts = [0.0; COUNT];
        assert_eq!(forest.odds(&facts), -0.75);
        facts[1] = 0.6;
        assert_eq!(forest.odds(&facts), 2.25);
        let numbers = crate::spelling::bytes::u32s(&forest.section());
        assert_eq!(Forest::from_section(&numbers), Some(forest));
    }

    #[test]
    fn a_circle_is_refused() {
        assert_eq!(Forest::from_section(&[1, 0, 0, 0]), None);
        assert_eq!(Forest::from_section(&[1, 0, 1, 2]), None);
    }
}
