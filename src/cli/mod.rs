//! The command line: a thin client of the library.

mod arguments;
mod catalog;
mod check;
mod convert;
mod devices;
mod init;
mod inspect;
mod interrupt;
mod load;
mod lock;
mod manual;
#[cfg(feature = "post")]
mod password;
mod progress;
mod ready;
mod reports;
#[cfg(feature = "post")]
mod send;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod terminal;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Command, ReportCommand, Wishes};
use terminal::Terminal;

/// How a command came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All was done; doubts may have been listed.
    Done,
    /// A book failed.
    Failed,
    /// The command line made no sense.
    WrongUse,
}

impl Outcome {
    /// The worse of two.
    fn and(self, other: Outcome) -> Outcome {
        if self == Outcome::Done { other } else { self }
    }
}

/// Runs the program with its arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let terminal = Terminal::new();
    let outcome = match Wishes::try_parse_from(arguments) {
        Ok(wishes) => obey(&wishes, terminal),
        Err(answer) => terminal.answer(&answer),
    };
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::from(1),
        Outcome::WrongUse => ExitCode::from(2),
    }
}

fn obey(wishes: &Wishes, terminal: Terminal) -> Outcome {
    match &wishes.command {
        Command::Check(wishes) => check::run(wishes, terminal),
        Command::Devices(wishes) => devices::run(wishes, terminal),
        Command::Convert(wishes) => convert::run(wishes, terminal),
        Command::Watch(wishes) => watch::run(wishes, terminal),
        Command::Inspect(wishes) => inspect::run(wishes, terminal),
        Command::Load(wishes) => load::run(wishes, terminal),
        Command::Lock(wishes) => lock::run(wishes, terminal),
        Command::Report { command: ReportCommand::Merge { files, wishes } } => reports::merge(files, wishes, terminal),
        Command::Catalog(wishes) => catalog::run(wishes, terminal),
        #[cfg(feature = "serve")]
        Command::Serve(wishes) => serve::run(wishes, terminal),
        #[cfg(feature = "post")]
        Command::Send(wishes) => send::run(wishes, terminal),
        Command::Init(wishes) => init::run(wishes, terminal),
        Command::Completions { shell } => manual::completions(*shell, terminal),
        Command::Man => manual::man(terminal),
    }
}
