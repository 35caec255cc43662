//! Bytes to a manuscript: decoding, lines, blocks and spaces, and the file's own habits. Cannot fail, knows nothing of
//! roles.

mod blocks;
mod counters;
mod decode;
mod habits;
mod manuscript;
mod measure;
mod shape;
mod words;

pub use habits::{Habits, indent};
pub use manuscript::{Block, Manuscript, Space, Unit};
pub use shape::{Shape, ends_sentence, is_closing, is_opening_quote, is_stop};
pub use words::{Words, is_allowed, is_dense, is_letter_or_digit};

/// How bytes are to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The encoding, where the user states it; otherwise it is decided on the whole file.
    pub encoding: Option<&'static encoding_rs::Encoding>,
}

/// Decodes a story and measures it.
#[must_use]
pub fn read(bytes: &[u8], options: &Options) -> Manuscript {
    let (text, encoding) = decode::decode(bytes, options.encoding);
    measure::measure(text, encoding)
}
