//! What can be asked of the program: one definition, from which help, completions and man page are made.

mod delivery;

#[cfg(feature = "serve")]
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use encoding_rs::Encoding;

#[cfg(feature = "post")]
pub(super) use delivery::SendWishes;
#[cfg(feature = "serve")]
pub(super) use delivery::ServeWishes;
pub(super) use delivery::{CatalogWishes, DevicesWishes, LoadWishes, ReadyWishes};

use super::reports::ReportWish;
use crate::batch::Shard;
use crate::devices::{self, Profile};
use crate::report::account::Concern;
use crate::settings;

/// What help and man page say below the commands.
const AFTER: &str = "\
Exit codes: 0 done (doubts are listed, they are no failure); 1 a book failed, or something
was met that --fail-on, --strict or --locked name; 2 wrong use.
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
    /// Bind stories into books
    Convert(Box<ConvertWishes>),
    /// Bind stories into books, and bind again what is saved, until Ctrl-C
    Watch(Box<BindWishes>),
    /// Show what every line of a story is, how sure that is, and why
    Inspect(InspectWishes),
    /// Look whether a book is what a finished book must be
    Check(CheckWishes),
    /// Show which e-readers and apps are known, and how each takes books
    Devices(DevicesWishes),
    /// Put books onto an e-reader that is plugged in; stories are bound on the way
    Load(LoadWishes),
    /// Make a catalogue of a folder of books: OPDS for e-readers, a page for people
    Catalog(CatalogWishes),
    /// Serve a folder of books to reading apps and browsers, until Ctrl-C
    #[cfg(feature = "serve")]
    Serve(ServeWishes),
    /// Mail books to a reader's address, or to anybody's; stories are bound on the way
    #[cfg(feature = "post")]
    Send(SendWishes),
    /// Write a storybind.toml in which every key is explained and none is in force
    Init(InitWishes),
    /// Write down what the stories are made of, so that `convert --locked` sees when a chapter is lost
    Lock(LockWishes),
    /// Work with reports of runs
    Report {
        /// What to do with them
        #[command(subcommand)]
        command: ReportCommand,
    },
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the man page
    Man,
}

/// The arguments of `convert`.
#[derive(Debug, Args)]
pub(super) struct ConvertWishes {
    #[command(flatten)]
    pub(super) bind: BindWishes,
    /// Show which books would be bound from what, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Only the part of the stories that falls to machine K of N (1/4, 2/4, 3/4, 4/4)
    #[arg(long, value_name = "K/N")]
    pub(super) shard: Option<Shard>,
    #[command(flatten)]
    pub(super) reports: ReportWishes,
    /// Fail when a story's structure is no longer the one in storybind.lock (`storybind lock` writes it)
    #[arg(long)]
    pub(super) locked: bool,
}

/// What is bound, into what and how: the arguments that `convert` and `watch` share.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is one flag of the command line")]
pub(super) struct BindWishes {
    /// Stories, or folders with stories (.txt, .text); `-` reads one from standard input. With --device, `convert` takes
    /// EPUBs, too, which it gives the device's form
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// The reader or app that the books are for, which says their form (`storybind devices` shows them)
    #[arg(long, value_name = "NAME", value_parser = device(), ignore_case = true, hide_possible_values = true)]
    pub(super) device: Option<&'static Profile>,
    /// A book (X.epub) or a folder for the books [default: each beside its story]
    #[arg(short, long, value_name = "DIR|FILE")]
    pub(super) output: Option<PathBuf>,
    /// Author's notes: where the author put them, behind the text, or not at all [default: keep]
    #[arg(long, value_enum)]
    pub(super) notes: Option<NotesWish>,
    /// Publisher's and sites' matter: behind the text, or not at all [default: end]
    #[arg(long, value_enum)]
    pub(super) boilerplate: Option<BoilerplateWish>,
    /// The title, whatever the story says (for one story only)
    #[arg(long, value_parser = words)]
    pub(super) title: Option<String>,
    /// The author, whatever the story says; several are parted by `;`
    #[arg(long, value_parser = words)]
    pub(super) author: Option<String>,
    /// The language (BCP 47: en, pt-BR), whatever the story says
    #[arg(long, value_parser = language)]
    pub(super) language: Option<String>,
    /// The series and the place in it ("The Tides #2"), whatever the story says
    #[arg(long, value_parser = words)]
    pub(super) series: Option<String>,
    /// The stories' encoding, where the guess is wrong (windows-1252, utf-16le, …)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<&'static Encoding>,
    #[command(flatten)]
    pub(super) settings: SettingsWishes,
    /// The cover: a JPEG or PNG, whatever stands beside the story (for one story only) [default: a cover is drawn]
    #[arg(long, value_name = "FILE", conflicts_with = "no_cover")]
    pub(super) cover: Option<PathBuf>,
    /// Bind no cover
    #[arg(long)]
    pub(super) no_cover: bool,
    /// Undo mojibake where it is certain (`donâ€™t` was `don’t`); each change is listed
    #[arg(long)]
    pub(super) repair: bool,
    /// Set typed quotes, dashes and ellipses as printers of the book's language do
    #[arg(long)]
    pub(super) smarten: bool,
    /// Replace files that storybind did not make
    #[arg(long)]
    pub(super) force: bool,
    /// Make a book of each file, even where their names say that they are chapters of one
    #[arg(long)]
    pub(super) no_grouping: bool,
    /// Remove books of earlier runs whose story is gone, after naming them
    #[arg(long)]
    pub(super) prune: bool,
    /// Books bound at the same time [default: one for each core]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<usize>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what is doubtful, and why
    #[arg(short, long, action = ArgAction::SetTrue)]
    pub(super) verbose: bool,
}

/// What is written of a run, and what it fails on.
#[derive(Debug, Args)]
pub(super) struct ReportWishes {
    /// Write a report: json, sarif, junit or markdown; to standard output without a file; may be given again
    #[arg(long, value_name = "FORM[=FILE]")]
    pub(super) report: Vec<ReportWish>,
    /// Fail where this is met; several are parted by commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = concerns())]
    pub(super) fail_on: Vec<Concern>,
    /// Fail on all that most likely is a mistake: gap-in-chapters, double-chapters, encoding, unfollowed, same-book
    #[arg(long)]
    pub(super) strict: bool,
}

/// The arguments of `lock`.
#[derive(Debug, Args)]
pub(super) struct LockWishes {
    /// Stories, or folders with stories
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) settings: SettingsWishes,
    /// The stories' encoding, where the guess is wrong (windows-1252, utf-16le, …)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<&'static Encoding>,
    /// Take each file for a story, even where their names say that they are chapters of one
    #[arg(long)]
    pub(super) no_grouping: bool,
    /// Undo mojibake where it is certain (`donâ€™t` was `don’t`)
    #[arg(long)]
    pub(super) repair: bool,
}

/// What to do with reports.
#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// Join the JSON reports of several machines, and write them in any form
    Merge {
        /// Reports that `--report json=FILE` has written; `-` reads standard input
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        wishes: ReportWishes,
    },
}

/// Where corrections and habits are read from.
#[derive(Debug, Args)]
pub(super) struct SettingsWishes {
    /// Corrections and habits from this file, not from the storybind.toml beside the story and in the folders above
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Look for no storybind.toml
    #[arg(long)]
    pub(super) no_config: bool,
}

/// What to do with author's notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NotesWish {
    /// Where the author put them
    Keep,
    /// Behind the text
    End,
    /// Not at all
    Drop,
}

/// What to do with publisher's and sites' matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BoilerplateWish {
    /// Behind the text
    End,
    /// Not at all
    Drop,
}

/// The arguments of `inspect`.
#[derive(Debug, Args)]
pub(super) struct InspectWishes {
    /// The story; `-` reads standard input. Several files, or a folder of nothing but its chapters, are read as one
    #[arg(value_name = "FILE", required = true)]
    pub(super) stories: Vec<PathBuf>,
    /// An outline to read, a table, all there is to know, or a page to look at
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Explain one line (counted from 1) in sentences
    #[arg(long, value_name = "LINE", conflicts_with = "format")]
    pub(super) explain: Option<usize>,
    /// Write the correction to paste into storybind.toml for each place worth a look
    #[arg(long, conflicts_with_all = ["format", "explain"])]
    pub(super) suggest: bool,
    #[command(flatten)]
    pub(super) settings: SettingsWishes,
    /// The story's encoding, where the guess is wrong (windows-1252, utf-16le, …)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<&'static Encoding>,
    /// Undo mojibake where it is certain (`donâ€™t` was `don’t`)
    #[arg(long)]
    pub(super) repair: bool,
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
    /// A page to look at in a browser: the story as typed, its reading beside it, every decision's reasons
    Html,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckWishes {
    /// Books, anybody's
    #[arg(value_name = "BOOK", required = true)]
    pub(super) books: Vec<PathBuf>,
    /// Look at what this reader or app refuses or garbles, too (`storybind devices` shows them)
    #[arg(long, value_name = "NAME", value_parser = device(), ignore_case = true, hide_possible_values = true)]
    pub(super) device: Option<&'static Profile>,
    /// The story the book was made from: their words are compared
    #[arg(long, value_name = "STORY")]
    pub(super) against: Option<PathBuf>,
    /// The story's encoding, where the guess is wrong (windows-1252, utf-16le, …)
    #[arg(long, value_name = "NAME", value_parser = encoding, requires = "against")]
    pub(super) encoding: Option<&'static Encoding>,
    /// Undo mojibake where it is certain (`donâ€™t` was `don’t`) in the story
    #[arg(long, requires = "against")]
    pub(super) repair: bool,
}

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct InitWishes {
    /// The folder of the stories it is for, and of those below
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Print the JSON Schema by which an editor completes and checks a storybind.toml, and write nothing
    #[arg(long, conflicts_with = "folder")]
    pub(super) schema: bool,
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "no encoding of that name is known; names are the WHATWG's: windows-1252, shift_jis, …".to_owned()
    })
}

/// The concerns by their names, with what each means.
fn concerns() -> impl TypedValueParser<Value = Concern> {
    let values = Concern::ALL.map(|concern| PossibleValue::new(concern.name()).help(concern.meaning()));
    PossibleValuesParser::new(values).try_map(|name| Concern::named(&name).ok_or("there is no such name"))
}

/// The devices by their names, with what people call them.
fn device() -> impl TypedValueParser<Value = &'static Profile> {
    let values = devices::ALL.iter().map(|profile| PossibleValue::new(profile.name).help(profile.called));
    PossibleValuesParser::new(values).try_map(|name| Profile::named(&name).ok_or("there is no such name"))
}

/// An address with its port, or without; then it is 8080.
#[cfg(feature = "serve")]
fn listened(text: &str) -> Result<SocketAddr, String> {
    let bare = || text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 8080)).ok();
    let wrong = || "an address in numbers, with its port: 127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080".to_owned();
    text.parse().ok().or_else(bare).ok_or_else(wrong)
}

fn jobs(number: &str) -> Result<usize, String> {
    number.parse().ok().filter(|&jobs| jobs > 0).ok_or_else(|| "a number of books: 1 or more".to_owned())
}

/// A title or a name has a word in it.
fn words(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.chars().any(char::is_alphanumeric) { Ok(text.to_owned()) } else { Err("there is no word in it".to_owned()) }
}

/// A BCP 47 tag.
fn language(tag: &str) -> Result<String, String> {
    if settings::is_language(tag) {
        Ok(tag.to_owned())
    } else {
        Err("a language is named by its tag (BCP 47): en, de, pt-BR, zh-Hans".to_owned())
    }
}
