//! An account as JSON (`docs/report.schema.json`), and back.

use super::Account;
use super::wire::{Report, VERSION};

/// Why a report cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is no report, or a damaged one.
    #[error("{name}:{line}:{column}: {what}\n  name reports that --report json=FILE has written")]
    Damaged {
        /// The file, as messages call it.
        name: String,
        /// Its line, counted from 1.
        line: usize,
        /// Its column, counted from 1; bytes.
        column: usize,
        /// What is wrong.
        what: String,
    },
    /// Something in it makes no sense.
    #[error("{name}: {what}\n  name reports that --report json=FILE has written")]
    Senseless {
        /// The file, as messages call it.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// It was written by a storybind whose reports have another form.
    #[error(
        "{name}: is in version {version} of the report's form, and version {VERSION} is known here\n  \
         read it with the storybind that wrote it ({by})"
    )]
    Foreign {
        /// The file, as messages call it.
        name: String,
        /// The form's version.
        version: u64,
        /// The version of storybind.
        by: String,
    },
}

/// The account as one JSON object, described by `docs/report.schema.json`. The same account gives the same bytes.
#[must_use]
pub fn json(account: &Account) -> String {
    // Cannot fail: all keys are strings, and a string has room.
    let mut report = serde_json::to_string_pretty(&Report::from(account)).unwrap_or_default();
    report.push('\n');
    report
}

/// Reads a report back; `name` is what messages call it.
///
/// # Errors
/// If it is no report, a damaged one, or one of another version.
pub fn read(name: &str, text: &str) -> Result<Account, Unreadable> {
    #[derive(serde::Deserialize)]
    struct Head {
        storybind: String,
        version: u64,
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let damaged = |error: serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        let what = what.split_once(" at line ").map_or(&*what, |(what, _)| what).to_owned();
        Unreadable::Damaged { name: name.to_owned(), line, column, what }
    };
    let head: Head = serde_json::from_str(text).map_err(damaged)?;
    if head.version != u64::from(VERSION) {
        return Err(Unreadable::Foreign { name: name.to_owned(), version: head.version, by: head.storybind });
    }
    let report: Report = serde_json::from_str(text).map_err(damaged)?;
    Account::try_from(report).map_err(|what| Unreadable::Senseless { name: name.to_owned(), what })
}
