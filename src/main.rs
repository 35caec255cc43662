//! Hands over to the command line and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    storybind::cli::run(std::env::args_os())
}
