//! The program `bigan`: hands the command line to the language server or to the commands.

use std::process::ExitCode;

use bigan::cli::{self, Request};
use bigan::server;

fn main() -> ExitCode {
    match cli::parse() {
        Request::Serve => server::run(),
        Request::Run(job) => cli::run(&job),
    }
}
