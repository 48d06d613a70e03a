//! The program `bigan`.
fn main() {}
