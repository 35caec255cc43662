//! What can be asked of the program: one definition, from which help, completions and man page are made.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use encoding_rs::Encoding;

/// What help and man page say below the commands.
const AFTER: &str = "\
Exit codes: 0 done (doubts are listed, they are no failure); 1 a book failed; 2 wrong use.
NO_COLOR turns colours off. SOURCE_DATE_EPOCH (seconds since 1970) dates the books.";

/// Binds plain-text stories into EPUB books
#[derive(Debug, Parser)]
#[command(name = "storybind", version, after_help = AFTER, arg_required_else_help = false)]
pub(super) struct Wishes {
    /// What to do
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show what every line of a story is, how sure that is, and why
    Inspect(InspectWishes),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the man page
    Man,
}

/// The arguments of `inspect`.
#[derive(Debug, Args)]
pub(super) struct InspectWishes {
    /// The story; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(super) story: PathBuf,
    /// An outline to read, a table, or all there is to know
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Explain one line (counted from 1) in sentences
    #[arg(long, value_name = "LINE", conflicts_with = "format")]
    pub(super) explain: Option<usize>,
    /// The story's encoding, where the guess is wrong (windows-1252, utf-16le, …)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<&'static Encoding>,
}

/// How `inspect` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// An outline to read
    Text,
    /// A table: first line, last line, role, extra
    Tsv,
    /// Every element with its cues, weights, margin and runner-up
    Json,
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "no encoding of that name is known; names are the WHATWG's: windows-1252, shift_jis, …".to_owned()
    })
}
