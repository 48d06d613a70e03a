//! Fixes give good text, and fixing all comes to an end.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bigan_fuzz::fixes(data));
