//! The arguments of the commands that bring books to those who read them.

#[cfg(feature = "serve")]
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgAction, Args};
use encoding_rs::Encoding;

#[cfg(feature = "serve")]
use super::listened;
use super::{SettingsWishes, device, encoding, words};
use crate::devices::Profile;

/// The arguments of `devices`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DevicesWishes {
    /// All that is known of these, and where it is written
    #[arg(value_name = "NAME", value_parser = device(), ignore_case = true)]
    pub(in crate::cli) names: Vec<&'static Profile>,
}

/// The arguments of `catalog`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CatalogWishes {
    /// The folder with the books (.epub), and those below it
    #[arg(value_name = "FOLDER")]
    pub(in crate::cli) folder: PathBuf,
    /// The folder for the catalogue; the books are copied there, unless they stand in it already
    #[arg(short, long, value_name = "SITE")]
    pub(in crate::cli) output: PathBuf,
    /// What the catalogue is called [default: the folder's name]
    #[arg(long, value_parser = words)]
    pub(in crate::cli) title: Option<String>,
    /// Replace files that storybind did not put there
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

/// The arguments of `load`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LoadWishes {
    /// Books (.epub), stories (.txt, .text), or folders with either
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) ready: ReadyWishes,
    /// The reader's drive, or a folder on it [default: the one reader that is plugged in]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) to: Option<PathBuf>,
    /// What kind of reader it is (`storybind devices` names all) [default: as its drive shows]
    #[arg(long, value_name = "NAME", value_parser = device(), ignore_case = true)]
    pub(in crate::cli) device: Option<&'static Profile>,
    /// Show what would be done, and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Remove from the reader the books that storybind has put there and that are not among these; each is named
    #[arg(long)]
    pub(in crate::cli) prune: bool,
    /// Replace books on the reader that storybind did not put there
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

/// How stories are bound that are delivered as books: the arguments that `load` and `send` share.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReadyWishes {
    #[command(flatten)]
    pub(in crate::cli) settings: SettingsWishes,
    /// The stories' encoding, where the guess is wrong (windows-1252, utf-16le, …)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(in crate::cli) encoding: Option<&'static Encoding>,
    /// Make a book of each story's file, even where their names say that they are chapters of one
    #[arg(long)]
    pub(in crate::cli) no_grouping: bool,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(in crate::cli) quiet: bool,
    /// Say what is doubtful in the stories, and why
    #[arg(short, long, action = ArgAction::SetTrue)]
    pub(in crate::cli) verbose: bool,
}

/// The arguments of `send`.
#[cfg(feature = "post")]
#[derive(Debug, Args)]
pub(in crate::cli) struct SendWishes {
    /// Books (.epub), stories (.txt, .text), or folders with either
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) ready: ReadyWishes,
    /// The address, or its short name in [mail] of storybind.toml
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) to: String,
    /// Show what would be sent through which server, and send nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Ask for the mail account's password, and have the system's keyring keep it once the server has taken it
    #[arg(long)]
    pub(in crate::cli) keep_password: bool,
    /// Send books that the reader of that address is known to refuse
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

/// The arguments of `serve`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(in crate::cli) struct ServeWishes {
    /// The folder with the books (.epub), and those below it
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(in crate::cli) folder: PathBuf,
    /// Where to listen: only this machine sees 127.0.0.1, all in its network see 0.0.0.0; port 0 is any
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = listened)]
    pub(in crate::cli) listen: SocketAddr,
    /// What the shelf is called [default: the folder's name]
    #[arg(long, value_parser = words)]
    pub(in crate::cli) title: Option<String>,
    /// A name by which this machine may be asked, besides its addresses; may be given again
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) host: Vec<String>,
    /// Put books of stories that are dropped on the page into this folder, when somebody asks for it
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) keep: Option<PathBuf>,
    /// Ask for the password on the first line of this file (or in `STORYBIND_PASSWORD`)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) password_file: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}
