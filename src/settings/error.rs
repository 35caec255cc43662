//! What can be wrong with a `storybind.toml`: said with file, line and column, and with what to do.

use std::ops::Range;

use crate::source;

/// Why a `storybind.toml` could not be followed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be read.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// Something in it is wrong.
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
        advice: String,
    },
}

/// Characters of a misspelt key that may differ from the known one: half of them, less and it is another word.
const NEAR: f64 = 0.5;

impl Error {
    /// Something at a byte of the file.
    pub(super) fn at(name: &str, text: &str, byte: usize, what: impl Into<String>, advice: impl Into<String>) -> Error {
        let (line, column) = position(text, byte);
        Error::Wrong { name: name.to_owned(), line, column, what: what.into(), advice: advice.into() }
    }

    /// What the TOML reader says, in words.
    pub(super) fn toml(name: &str, text: &str, is_file: bool, error: &toml::de::Error) -> Error {
        let span: Range<usize> = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or_default();
        // serde writes "unknown field `levle`, expected one of `text`, `level`", and so of a value's words.
        let mut quoted = message.split('`').skip(1).step_by(2);
        let unknown = ["unknown field", "unknown variant"].into_iter().find(|unknown| message.starts_with(unknown));
        if let (Some(unknown), Some(word)) = (unknown, quoted.next()) {
            // Books are mailed by the accounts of files: what is typed elsewhere names none.
            let known: Vec<&str> = quoted.filter(|key| is_file || *key != "mail").collect();
            if known.contains(&"server") && is_secret(word) {
                let advice = "take it out: others may read this file. storybind asks for the password and has the system \
                              keep it (storybind send --keep-password)";
                return Error::at(name, text, span.start, format!("`{word}` has no place in a file"), advice);
            }
            let (what, mark) = match unknown {
                "unknown field" => (format!("there is no key `{word}`"), '`'),
                _ => (format!("`{word}` cannot be said here"), '"'),
            };
            let hint =
                nearest(word, &known).map(|meant| format!("did you mean {mark}{meant}{mark}? ")).unwrap_or_default();
            return Error::at(name, text, span.start, what, format!("{hint}known here: {}", known.join(", ")));
        }
        if message.starts_with("missing field `role`") {
            let advice = "say what it is: role = \"heading\", role = \"body\", …";
            return Error::at(name, text, span.start, "a correction has no `role`", advice);
        }
        // Our own messages carry their advice behind a line end.
        let advice = match error.message().split_once('\n') {
            Some((_, advice)) => advice,
            None if message.starts_with("duplicate") => {
                "say it once; what has several lines takes a list: [\"…\", \"…\"]"
            }
            None if message.starts_with("invalid") => {
                "write what is expected there; docs/folders.md and docs/corrections.md name all keys"
            }
            None => "a text stands in quotation marks, as in role = \"break\"; TOML is explained at https://toml.io",
        };
        Error::at(name, text, span.start, message, advice)
    }
}

/// Whether a key is for what nobody else may read.
fn is_secret(key: &str) -> bool {
    let key = key.to_lowercase();
    ["pass", "secret", "token", "kennwort", "pwd"].iter().any(|word| key.contains(word))
}

/// The known word that is nearest to another, if one is near.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let nearness = |known: &str| strsim::normalized_damerau_levenshtein(&word.to_lowercase(), known);
    let best = known.iter().map(|&known| (nearness(known), known)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= NEAR).then_some(best.1)
}

/// What may have been meant, and all that is known.
pub(super) fn instead(kind: &str, meant: Option<&str>, known: &[&str]) -> String {
    let hint = meant.map_or(String::new(), |meant| format!("did you mean \"{meant}\"? "));
    format!("{hint}{kind} are: {}", known.join(", "))
}

/// Line and character of a byte, both counted from 1.
pub(crate) fn position(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}
