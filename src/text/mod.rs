//! Bytes to a manuscript: decoding, lines, blocks and spaces, and the file's own habits. Cannot fail, knows nothing of
//! roles.

mod blocks;
mod commands;
mod counters;
mod decode;
mod habits;
mod hyphens;
mod manuscript;
mod measure;
mod part;
mod repair;
mod shape;
mod stride;
mod words;

pub use blocks::BETWEEN_COLUMNS;
pub use commands::is_dot_command;
pub use habits::{Habits, indent};
pub use manuscript::{Block, Manuscript, Part, Space, Unit};
pub use repair::{Codepage, Repair};
pub use shape::{Shape, ends_sentence, is_closing, is_opening_quote, is_stop};
pub(crate) use stride::{STRIDE, letters_and_digits};
pub(crate) use words::skip;
pub use words::{Words, head, is_allowed, is_dense, is_letter_or_digit, tail};

/// How bytes are to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The encoding, where the user states it; otherwise it is decided on the whole file.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Undo mojibake where it is certain: text that was UTF-8 and was read in an old code page before it was saved.
    /// [`Manuscript::repairs`] says what was changed.
    pub repair: bool,
}

/// Decodes a story and measures it.
#[must_use]
pub fn read(bytes: impl Into<Vec<u8>>, options: &Options) -> Manuscript {
    read_parts([("", bytes.into())], options)
}

/// Decodes a story that was typed into several files, each with what its name says of it ("Chapter 2", "The Door"), and
/// measures it as one. Each file may have an encoding of its own; the lines are counted through.
#[must_use]
pub fn read_parts(files: impl IntoIterator<Item = (impl Into<String>, Vec<u8>)>, options: &Options) -> Manuscript {
    let mut whole = String::new();
    let mut parts: Vec<Part> = Vec::new();
    for (name, bytes) in files {
        let (text, encoding) = decode::decode(bytes, options.encoding);
        if parts.is_empty() {
            whole = text;
            parts.push(Part { line: 0, name: name.into(), encoding });
            continue;
        }
        if !whole.is_empty() && !whole.ends_with('\n') {
            whole.push('\n');
        }
        let line = measure::line_count(&whole) - 1;
        whole.push_str(&text);
        parts.push(Part { line, name: name.into(), encoding });
    }
    let Some(mended) = options.repair.then(|| repair::mend(&whole)).flatten() else {
        return measure::measure(whole, parts);
    };
    let mut manuscript = measure::measure(mended.text, parts);
    (manuscript.repairs, manuscript.unrepaired) = (mended.layers, Some(whole));
    manuscript
}
