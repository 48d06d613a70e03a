//! Positions and offsets agree in three encodings, whatever is asked.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bigan_fuzz::positions(data));
