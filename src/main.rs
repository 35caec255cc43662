//! Hands over to the command line and turns its answer into an exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    storybind::cli::run(std::env::args_os())
}
