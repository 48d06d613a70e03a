//! The promises of `fuzz/src/lib.rs` on seeded noise: the same inputs on every machine.
//!
//! A fuzzer finds more (see CONTRIBUTING.md); what it found once comes here as a case of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]
#![allow(clippy::panic)]

#[path = "../fuzz/src/lib.rs"]
mod promises;

/// A small generator (xorshift, Marsaglia 2003).
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// Tries `promise` on `count` inputs of up to `longest` bytes; a failure names its seed.
fn keep(promise: fn(&[u8]), count: u64, longest: usize) {
    for seed in 1..=count {
        let data = noise(seed, longest * seed as usize / count as usize);
        let kept = std::panic::catch_unwind(|| promise(&data));
        assert!(kept.is_ok(), "broken by seed {seed}, {} bytes", data.len());
    }
}

#[test]
fn whatever_is_opened_is_read_and_all_features_bear_it() {
    keep(promises::text, 60, 600);
}

#[test]
fn after_any_edits_the_analysis_equals_that_of_a_fresh_open() {
    keep(promises::edits, 30, 6000);
}

#[test]
fn after_any_edits_proofreading_finds_what_a_fresh_one_does() {
    keep(promises::proofreading, 60, 600);
}

#[test]
fn positions_and_offsets_agree_whatever_is_asked() {
    keep(promises::positions, 30, 300);
}

#[test]
fn fixes_give_good_text_and_fixing_all_comes_to_an_end() {
    keep(promises::fixes, 300, 140);
}
