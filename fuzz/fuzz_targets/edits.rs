//! After any edits the analysis equals that of a fresh open.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bigan_fuzz::edits(data));
