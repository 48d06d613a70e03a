//! Standard output and standard error: colours where they belong, and a progress line that never gets
//! into either.

use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::report::paint;
use crate::locale::Locale;

/// Where the command line speaks.
pub struct Console {
    out: BufWriter<AutoStream<Stdout>>,
    err: AutoStream<Stderr>,
    /// The language to speak.
    pub locale: Locale,
    progress: Progress,
}

struct Progress {
    /// Whether standard error is a terminal.
    wanted: bool,
    started: Instant,
    shown: bool,
}

/// Work shorter than this needs no progress line: it would only flicker.
const QUIET: Duration = Duration::from_millis(500);

/// Back to the start of the line, and wipe it.
const WIPE: &str = "\r\x1b[K";

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HowFar {
    /// Drafts that are done, and all of them.
    pub drafts: (usize, usize),
    /// Bytes that are read, and all of them as far as is known.
    pub bytes: (u64, u64),
}

impl HowFar {
    fn message(self, locale: Locale) -> String {
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        let ((done, drafts), (read, bytes)) = (self.drafts, self.bytes);
        // A file may have grown since it was counted.
        let (read, bytes) = (megabytes(read), megabytes(bytes.max(read)));
        locale.pick(
            format!("已检查 {done}/{drafts} 篇，{read:.1}/{bytes:.1} MB"),
            format!("checked {done}/{drafts} drafts, {read:.1}/{bytes:.1} MB"),
        )
    }
}

impl Console {
    /// The console in these colours and this language.
    pub fn new(color: ColorChoice, locale: Locale) -> Self {
        Self {
            out: BufWriter::new(AutoStream::new(io::stdout(), color)),
            err: AutoStream::new(io::stderr(), color),
            locale,
            progress: Progress { wanted: io::stderr().is_terminal(), started: Instant::now(), shown: false },
        }
    }

    /// Standard output.
    pub fn out(&mut self) -> &mut dyn Write {
        self.wipe_progress();
        &mut self.out
    }

    /// Standard error.
    pub fn err(&mut self) -> &mut dyn Write {
        self.wipe_progress();
        &mut self.err
    }

    /// Says on standard error what could not be done.
    pub fn complain(&mut self, message: &str) {
        self.say(AnsiColor::Red, ("错误", "error"), message);
    }

    /// Says on standard error what is odd, but stands in nobody's way.
    pub fn warn(&mut self, message: &str) {
        self.say(AnsiColor::Yellow, ("注意", "warning"), message);
    }

    fn say(&mut self, color: AnsiColor, (zh, en): (&str, &str), message: &str) {
        let label = self.locale.pick(format!("{zh}："), format!("{en}: "));
        let style = Style::new().bold().fg_color(Some(color.into()));
        // What was printed before comes first on the screen. If either fails, nobody is listening.
        let _ = self.out.flush();
        let _ = writeln!(self.err(), "{}{message}", paint(style, label));
    }

    /// Shows how far the work is, on a terminal and once it has taken a while.
    pub fn progress(&mut self, far: HowFar) {
        if self.progress.wanted && self.progress.started.elapsed() > QUIET {
            let text = far.message(self.locale);
            let _ = self.out.flush();
            let _ = write!(self.err, "{WIPE}{text}").and_then(|()| self.err.flush());
            self.progress.shown = true;
        }
    }

    fn wipe_progress(&mut self) {
        if std::mem::take(&mut self.progress.shown) {
            let _ = write!(self.err, "{WIPE}").and_then(|()| self.err.flush());
        }
    }

    /// Writes text as it is to standard output, whatever bytes it holds.
    pub fn raw(&mut self, text: &str) -> io::Result<()> {
        self.out().flush()?;
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Brings out what is still held back.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out().flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_counts_drafts_and_megabytes() {
        let far = HowFar { drafts: (3, 12), bytes: (4_160_000, 10_000_000) };
        assert_eq!(far.message(Locale::Zh), "已检查 3/12 篇，4.2/10.0 MB");
        let grown = HowFar { drafts: (0, 1), bytes: (500_000, 0) };
        assert_eq!(grown.message(Locale::En), "checked 0/1 drafts, 0.5/0.5 MB");
    }
}
