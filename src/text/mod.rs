//! Bytes to a manuscript: decoding, lines, blocks and spaces, and the file's own habits. Cannot fail, knows nothing of
//! roles.

mod blocks;
mod counters;
mod decode;
mod habits;
mod manuscript;
mod measure;
mod part;
mod repair;
mod shape;
mod stride;
mod words;

pub use habits::{Habits, indent};
pub use manuscript::{Block, Manuscript, Space, Unit};
pub use repair::{Codepage, Repair};
pub use shape::{Shape, ends_sentence, is_closing, is_opening_quote, is_stop};
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
    let (text, encoding) = decode::decode(bytes.into(), options.encoding);
    let Some(mended) = options.repair.then(|| repair::mend(&text)).flatten() else {
        return measure::measure(text, encoding);
    };
    let mut manuscript = measure::measure(mended.text, encoding);
    (manuscript.repairs, manuscript.unrepaired) = (mended.layers, Some(text));
    manuscript
}
