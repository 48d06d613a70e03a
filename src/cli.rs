//! The command line: findings, outlines, rules and the sample of settings, for people and for scripts.
//!
//! Reads files and the environment, prints, and says how it went by its exit status. What is right or
//! wrong in a draft is decided below; the language server is started by `main`, not from here.

mod arguments;
mod check;
mod configuration;
mod console;
mod drafts;
mod excerpt;
mod init;
mod language;
mod mend;
mod model;
mod outline;
mod report;
mod rules;
mod tree;

use std::io;
use std::process::ExitCode;

pub use arguments::{Job, Request, parse};
pub use rules::reference_page as rules_page;

use arguments::{Command, ModelCommand};
use console::Console;

/// How a command ended; the worst of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing at `warning` or above.
    Clean,
    /// Findings at `warning` or above.
    Findings,
    /// Something could not be done.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => ExitCode::SUCCESS,
            Status::Findings => ExitCode::from(1),
            Status::Failed => ExitCode::from(2),
        }
    }
}

/// Does what the command line asks for.
pub fn run(job: &Job) -> ExitCode {
    let locale = job.interface;
    let mut console = Console::new(job.color, locale);
    let done = match &job.command {
        Command::Check(arguments) => check::run(arguments, job.lang, &mut console),
        Command::Outline(arguments) => outline::run(arguments, job.lang, &mut console),
        Command::Rules(arguments) => rules::run(arguments, &mut console),
        Command::Init => init::run(&mut console),
        Command::Model(ModelCommand::Build(arguments)) => model::run(arguments.as_ref(), &mut console),
        Command::Model(ModelCommand::Score(arguments)) => model::score(arguments, &mut console),
        // `parse` has made a request of its own of it.
        Command::Lsp(_) => Ok(Status::Failed),
    };
    match done.and_then(|status| console.finish().map(|()| status)) {
        Ok(status) => status.into(),
        // The reader went away (`bigan check | head`): nobody is left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Failed.into(),
        Err(error) => {
            console.complain(
                &locale.pick(format!("输出失败：{error}"), format!("cannot write output: {error}")),
            );
            Status::Failed.into()
        }
    }
}
