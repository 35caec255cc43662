//! Why a `storybind.lock` cannot be read.

use crate::settings::position;

/// What is wrong with a `storybind.lock`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something in it makes no sense.
    #[error("{name}:{line}:{column}: {what}\n  {advice}")]
    Wrong {
        /// The file, as messages call it.
        name: String,
        /// Its line, counted from 1.
        line: usize,
        /// The character of the line, counted from 1.
        column: usize,
        /// What is wrong.
        what: String,
        /// What to do.
        advice: &'static str,
    },
    /// A later storybind wrote it.
    #[error(
        "{name}: is in version {version} of the lock's form, and version 1 is known here\n  \
         use the storybind that wrote it, or remove the file and have it written anew"
    )]
    Newer {
        /// The file, as messages call it.
        name: String,
        /// Its version.
        version: i64,
    },
}

const ANEW: &str = "it is made by `storybind lock`: take back the edit, or remove the file and have it written anew";
const CONFLICT: &str = "two versions of it were merged: keep either, then run storybind lock";

impl Error {
    /// Something at a byte of the file.
    pub(super) fn at(name: &str, text: &str, byte: usize, what: impl Into<String>) -> Error {
        let (line, column) = position(text, byte);
        Error::Wrong { name: name.to_owned(), line, column, what: what.into(), advice: ANEW }
    }

    /// What the TOML reader says.
    pub(super) fn toml(name: &str, text: &str, error: &toml::de::Error) -> Error {
        let marks = ["<<<<<<< ", "=======\n", ">>>>>>> "];
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if marks.iter().any(|mark| line.starts_with(mark)) {
                let (line, column) = position(text, at);
                let what = "here is the mark of a conflict".to_owned();
                return Error::Wrong { name: name.to_owned(), line, column, what, advice: CONFLICT };
            }
            at += line.len();
        }
        let what = error.message().lines().next().unwrap_or_default();
        // serde writes "unknown field `titel`, expected one of `path`, `title`".
        let what = match what.strip_prefix("unknown field ").and_then(|rest| rest.split_once(',')) {
            Some((key, _)) => format!("there is no key {key}"),
            None => what.to_owned(),
        };
        Error::at(name, text, error.span().map_or(0, |span| span.start), what)
    }
}
