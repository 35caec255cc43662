//! A ledger's line: a digest of the rest, then the words of an entry, parted by tabs.

use std::fmt::{Display, Write as _};
use std::path::{Component, Path, PathBuf};
use std::str::Split;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, percent_encode};

use crate::deliver::Digest;
use crate::source::decoded_path;

/// What stands in a line as "%" and two digits: what is no printable ASCII, and the percent sign itself.
const IN_A_LINE: AsciiSet = CONTROLS.add(b'%');

/// The words of a line that is being written.
#[derive(Debug, Default)]
pub struct Words(String);

impl Words {
    /// Adds anything that is shown as one word of printable ASCII: a number, a digest.
    pub fn plain(&mut self, word: impl Display) {
        self.0.push('\t');
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{word}");
    }

    /// Adds any text as one word.
    pub fn text(&mut self, text: &str) {
        self.plain(percent_encode(text.as_bytes(), &IN_A_LINE));
    }

    /// Adds a path as one word.
    pub fn path(&mut self, path: &Path) {
        self.plain(percent_encode(path.as_os_str().as_encoded_bytes(), &IN_A_LINE));
    }

    /// The whole line.
    pub(super) fn line(&self) -> String {
        let rest = self.0.strip_prefix('\t').unwrap_or_default();
        format!("{}\t{rest}\n", check(rest))
    }
}

/// The words of a line that is being read, one after the other.
#[derive(Debug)]
pub struct Read<'l>(Split<'l, char>);

impl<'l> Read<'l> {
    /// The words of a line; none where it is not as it was written.
    pub(super) fn of(line: &'l [u8]) -> Option<Read<'l>> {
        let (digest, rest) = std::str::from_utf8(line).ok()?.split_once('\t')?;
        (digest == check(rest)).then(|| Read(rest.split('\t')))
    }

    /// The next word as it stands.
    pub fn plain(&mut self) -> Option<&'l str> {
        self.0.next()
    }

    /// The next word, a text.
    pub fn text(&mut self) -> Option<String> {
        Some(percent_decode_str(self.plain()?).decode_utf8().ok()?.into_owned())
    }

    /// The next word, a digest.
    pub fn digest(&mut self) -> Option<Digest> {
        Digest::parse(self.plain()?)
    }

    /// The next word, a path.
    pub fn path(&mut self) -> Option<PathBuf> {
        decoded_path(self.plain()?)
    }

    /// All further words, which are paths; none where one is not.
    pub fn paths(&mut self) -> Option<Vec<PathBuf>> {
        self.0.by_ref().map(decoded_path).collect()
    }
}

fn check(rest: &str) -> String {
    Digest::of(rest.as_bytes()).to_string()[..8].to_owned()
}

/// Whether a path leads nowhere but down: a ledger that somebody else wrote names no file outside its folder.
pub(super) fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}
