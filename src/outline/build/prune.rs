//! Dropping candidates that made no series (DOMAIN §1.9, decision rule for words), and deciding
//! which series run on from an earlier one.

use std::collections::HashMap;

use super::{Candidate, CandidateSeries};
use crate::outline::kind::Kind;
use crate::outline::marker::Strength;
use crate::outline::node::Shape;

/// Marks what does not stay with `keep = false` and gives children of dropped nodes to the next
/// parent above that stays.
pub(super) fn prune(nodes: &mut [Candidate], series: &mut [CandidateSeries]) {
    for one in series.iter_mut() {
        if !stays(one, nodes) {
            for member in std::mem::take(&mut one.members) {
                if let Some(node) = nodes.get_mut(member) {
                    node.keep = false;
                }
            }
        }
    }
    for index in 0..nodes.len() {
        let parent = kept(nodes, nodes.get(index).and_then(|n| n.parent));
        if let Some(node) = nodes.get_mut(index) {
            node.parent = parent;
        }
    }
    for one in series.iter_mut() {
        one.parent = kept(nodes, one.parent);
        one.continues = one.continues.filter(|c| nodes.get(*c).is_some_and(|n| n.keep));
    }
    settle_running_series(nodes, series);
}

fn kept(nodes: &[Candidate], mut parent: Option<usize>) -> Option<usize> {
    while let Some(node) = parent.and_then(|p| nodes.get(p)) {
        if node.keep {
            return parent;
        }
        parent = node.parent;
    }
    None
}

fn stays(series: &CandidateSeries, nodes: &[Candidate]) -> bool {
    let members: Vec<&Candidate> = series.members.iter().filter_map(|m| nodes.get(*m)).collect();
    let Some(first) = members.first() else { return false };
    let numbers: Vec<u32> = members.iter().filter_map(|m| m.number).collect();
    let inline = first.shape == Shape::Inline;
    let several = members.len() >= 2;
    match series.kind {
        Kind::FirstThen => numbers.starts_with(&[1, 2]),
        Kind::Pair | Kind::YiLai => {
            // Two halves of one thought, parted by ； or 。: anything closer is plain prose.
            numbers == [1, 2]
        }
        Kind::OneIs => several && series.led,
        Kind::Dash => several,
        Kind::YiShi | Kind::Ordinal if !several => numbers == [1] && series.led,
        Kind::YiShi if stumbles(&numbers) => true,
        Kind::YiShi | Kind::Ordinal | Kind::Verb(_) | Kind::YiZe | Kind::QiYi => several && rises(&numbers),
        _ if inline => several && numbers.first() == Some(&1) && rises(&numbers),
        _ => several || members.iter().any(|m| m.strength == Strength::Strong),
    }
}

/// Whether at least one number is the one after its neighbour: chance likenesses do not count on.
fn rises(numbers: &[u32]) -> bool {
    numbers.iter().zip(numbers.iter().skip(1)).any(|(a, b)| a + 1 == *b)
}

/// 一是…三是…三是: no two that count on, yet from one on and never back they are a series with a slip in it.
fn stumbles(numbers: &[u32]) -> bool {
    let near = |(a, b): (&u32, &u32)| a <= b && *b <= a + 2;
    numbers.len() >= 3 && numbers.first() == Some(&1) && numbers.iter().zip(numbers.iter().skip(1)).all(near)
}

/// （三） as the first under 二、 may run on from （二） under 一、, as many policy papers number, or be
/// a restart forgotten. The draft's own habit decides, by kind: running on must be met at least as
/// often as restarting.
fn settle_running_series(nodes: &[Candidate], series: &mut [CandidateSeries]) {
    let mut habit: HashMap<Kind, (u32, u32)> = HashMap::new();
    for one in series.iter().filter(|s| !s.inline && !s.members.is_empty()) {
        let first = one.members.first().and_then(|m| nodes.get(*m)).and_then(|n| n.number);
        let (running, restarting) = habit.entry(one.kind).or_default();
        match one.continues {
            Some(_) => *running += 1,
            None if first == Some(1) => *restarting += 1,
            None => {}
        }
    }
    for one in series.iter_mut().filter(|s| s.continues.is_some() && !s.kind.runs_on()) {
        let (running, restarting) = habit.get(&one.kind).copied().unwrap_or_default();
        // The very first series of the draft starts at 1 in either habit.
        if running < restarting.saturating_sub(1).max(1) {
            one.continues = None;
            one.start = 1;
        }
    }
}
