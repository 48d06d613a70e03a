//! Whatever is opened is read, and all features bear it.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bigan_fuzz::text(data));
