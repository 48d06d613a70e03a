//! The log on standard error: what happened, never what was written.
//!
//! Lengths, versions, rule names and timings may be logged; the text of a draft may not. What the
//! protocol library traces is dropped, because it traces whole messages.

use std::fmt::Arguments;
use std::io::Write;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::settings::LogLevel;

/// How much is written, as `LogLevel as u8`. One for the process: so is standard error.
static LEVEL: AtomicU8 = AtomicU8::new(LogLevel::Error as u8);

/// Writes at `level` and above from now on.
pub(super) fn set_level(level: LogLevel) {
    LEVEL.store(level as u8, Ordering::Relaxed);
}

/// Writes one line, if `level` is asked for.
pub(super) fn write(level: LogLevel, message: Arguments<'_>) {
    if level as u8 > LEVEL.load(Ordering::Relaxed) {
        return;
    }
    let name = match level {
        LogLevel::Off => return,
        LogLevel::Error => "error",
        LogLevel::Warning => "warning",
        LogLevel::Info => "info",
        LogLevel::Debug => "debug",
    };
    // Nobody may be listening; that is no reason to stop.
    let _ = writeln!(std::io::stderr().lock(), "bigan: {name}: {message}");
}

/// `log!(Warning, "…", …)`: one line on standard error.
macro_rules! log {
    ($level:ident, $($message:tt)+) => {
        $crate::server::logging::write($crate::settings::LogLevel::$level, format_args!($($message)+))
    };
}
pub(super) use log;
