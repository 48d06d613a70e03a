//! After any edits proofreading finds what a fresh one finds.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bigan_fuzz::proofreading(data));
