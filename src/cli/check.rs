//! `bigan check`: many drafts on all cores, reported in the order in which they were named; on a terminal it says
//! how far it is.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::Status;
use super::arguments::{CheckArguments, Format};
use super::configuration::{Choices, Configurations};
use super::console::{Console, HowFar};
use super::drafts::{self, Gathered, Source};
use super::mend::{self, Mended};
use super::report::{Checked, Report, Summary};
use super::rules;
use crate::analysis::{Analysis, Cancel, Cancellable, Options};
use crate::files;
use crate::lint::Rule;
use crate::locale::Locale;
use crate::text::Snapshot;

/// Checks what the arguments name.
pub fn run(arguments: &CheckArguments, lang: Option<Locale>, console: &mut Console) -> io::Result<Status> {
    let only = match chosen(arguments, console.locale) {
        Ok(only) => only,
        Err(message) => {
            console.complain(&message);
            return Ok(Status::Failed);
        }
    };
    let Gathered { sources, failures, empty } = drafts::gather(&arguments.paths);
    let mut summary = Summary::default();
    for failure in failures {
        summary.fail(failure.message(console.locale), console);
    }
    for folder in empty {
        let folder = folder.display();
        console.warn(&console.locale.pick(
            format!("{folder} 里没有稿子（找的是 .speech、.jianggao、.txt、.md 文件）"),
            format!("no drafts in {folder} (looked for .speech, .jianggao, .txt, .md)"),
        ));
    }
    let mut configurations = Configurations::new(lang, &only);
    let mut tasks = Vec::with_capacity(sources.len());
    for source in sources {
        match configurations.of(&source, console) {
            Some(choices) => tasks.push(Task { source, choices, fix: arguments.fix }),
            None => summary.unchecked += 1,
        }
    }
    summary.failures.append(&mut configurations.failures);
    // Mended text from standard input needs standard output for itself.
    let beside = arguments.fix && tasks.iter().any(|task| task.source == Source::Stdin);
    let mut report = Report::new(arguments.format, arguments.outline, beside, console)?;
    check_all(&tasks, console, |outcome, console| match outcome {
        Ok(checked) => report.add(&checked, &mut summary, console),
        Err(message) => {
            summary.fail(message, console);
            Ok(())
        }
    })?;
    report.finish(&summary, console)?;
    Ok(summary.status())
}

/// The rules that `--only` names, and whether the arguments go together.
fn chosen(arguments: &CheckArguments, locale: Locale) -> Result<Vec<&'static Rule>, String> {
    if arguments.outline && arguments.format != Format::Human {
        return Err(locale.pick(
            "--outline 只能与 --format human 同用；要给程序读的大纲，用 bigan outline --format json"
                .to_owned(),
            "--outline goes with --format human only; for scripts, use bigan outline --format json"
                .to_owned(),
        ));
    }
    let mut chosen = Vec::new();
    for id in &arguments.only {
        chosen.push(rules::find(id, locale).map_err(|message| {
            let after = locale.pick(
                "（--only 之后若接路径，请在路径前加 --）",
                " (if this is a path, write -- before the paths)",
            );
            format!("{message}{after}")
        })?);
    }
    Ok(chosen)
}

/// One draft to check.
struct Task {
    source: Source,
    choices: Choices,
    fix: bool,
}

type Outcome = Result<Checked, String>;

/// How often progress is shown while nothing gets done: often enough to be seen to move.
const GLANCE: Duration = Duration::from_millis(200);

/// Runs `tasks` on all cores and hands on the outcomes in the order of the tasks.
fn check_all(
    tasks: &[Task],
    console: &mut Console,
    mut hand_on: impl FnMut(Outcome, &mut Console) -> io::Result<()>,
) -> io::Result<()> {
    let locale = console.locale;
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(tasks.len());
    let next = AtomicUsize::new(0);
    let bytes = tasks.iter().map(|task| task.source.bytes()).sum();
    let read = AtomicU64::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (next, read, sender) = (&next, &read, sender.clone());
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(task) = tasks.get(index) else { break };
                    // The receiver is gone only when output failed: nobody wants the rest.
                    if sender.send((index, task.run_guarded(locale, read))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let (mut due, mut done) = (0, 0);
        loop {
            match receiver.recv_timeout(GLANCE) {
                Ok((index, outcome)) => {
                    waiting.insert(index, outcome);
                    done += 1;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while let Some(outcome) = waiting.remove(&due) {
                hand_on(outcome, console)?;
                due += 1;
            }
            let bytes = (read.load(Ordering::Relaxed), bytes);
            console.progress(HowFar { drafts: (done, tasks.len()), bytes });
        }
        Ok(())
    })
}

impl Task {
    /// Runs it; a crash costs this draft alone and is told with its name.
    fn run_guarded(&self, locale: Locale, count: &AtomicU64) -> Outcome {
        catch_unwind(AssertUnwindSafe(|| self.run(locale, count))).unwrap_or_else(|_| {
            let name = self.source.name();
            Err(locale.pick(
                format!("检查 {name} 时程序内部出错，这一篇没有查完；请把上面的出错位置报告给我们"),
                format!("internal error while checking {name}, which was not finished; please report the place above"),
            ))
        })
    }

    /// Runs it, and adds to `count` the bytes that were read.
    fn run(&self, locale: Locale, count: &AtomicU64) -> Outcome {
        let draft = drafts::read(&self.source).map_err(|failure| failure.message(locale))?;
        let options = &self.choices.options;
        let cancelled = |_| locale.pick("检查被取消", "the check was cancelled").to_owned();
        let analysis = read(draft.snapshot, options, count).map_err(cancelled)?;
        if !self.fix {
            return Ok(self.checked(analysis));
        }
        let unmended = analysis.clone();
        let before = drafts::encode(analysis.snapshot(), draft.bom);
        let Mended { analysis, places } = mend::mend(analysis).map_err(cancelled)?;
        let after = drafts::encode(analysis.snapshot(), draft.bom);
        match &self.source {
            Source::Stdin => Ok(Checked { mended: places, output: Some(after), ..self.checked(analysis) }),
            Source::File(_) if places == 0 => Ok(self.checked(analysis)),
            Source::File(path) => match files::replace(path, &before, &after) {
                Ok(()) => Ok(Checked { mended: places, ..self.checked(analysis) }),
                Err(error) => {
                    // The file is as it was: its findings are those of the text before.
                    let complaint = Some(error.message(&self.source.name(), locale));
                    Ok(Checked { complaint, ..self.checked(unmended) })
                }
            },
        }
    }

    fn checked(&self, analysis: Analysis) -> Checked {
        Checked::new(self.source.clone(), analysis, self.choices.settings.clone())
    }
}

/// How much is proofread between two counts: a glance's work at most.
const PORTION: usize = 60_000;

/// The draft, read, checked and proofread; adds the bytes to `count` as it goes.
fn read(snapshot: Snapshot, options: &Arc<Options>, count: &AtomicU64) -> Cancellable<Analysis> {
    let cancel = Cancel::new();
    let bytes = snapshot.len() as u64;
    let mut analysis = Analysis::new(snapshot, options.clone(), &cancel)?;
    let mut counted = 0;
    while !analysis.is_proofread() {
        analysis = analysis.proofread(PORTION, &cancel)?;
        // Line ends are no part of a portion: the count is put right at the end.
        let portion = (PORTION as u64).min(bytes - counted);
        count.fetch_add(portion, Ordering::Relaxed);
        counted += portion;
    }
    count.fetch_add(bytes - counted, Ordering::Relaxed);
    Ok(analysis)
}
