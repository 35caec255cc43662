//! What a book depends on, as one number: where it is the same, the book is.

use std::fmt;

use blake3::Hasher;

use crate::Options;
use crate::settings::{Settings, Sheet};
use crate::source::Source;

/// Bytes of a key: 128 bits, so that no two of all the stories of the world share one by chance.
const LENGTH: usize = 16;

/// The digest of something's bytes, shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u8; LENGTH]);

/// Parts of a key, each with its length in front, so that none can pass for two.
#[derive(Default)]
struct Parts(Hasher);

impl Parts {
    fn add(&mut self, part: &[u8]) {
        self.0.update(&part.len().to_le_bytes());
        self.0.update(part);
    }
}

impl Key {
    /// The key of bytes.
    pub(super) fn of(bytes: &[u8]) -> Key {
        Key::finish(Hasher::new().update(bytes))
    }

    /// The key of the contents of several files.
    pub(super) fn of_files<'f>(files: impl IntoIterator<Item = &'f [u8]>) -> Key {
        let mut parts = Parts::default();
        files.into_iter().for_each(|file| parts.add(file));
        Key::finish(&parts.0)
    }

    /// The key of a book that is not bound yet: of the program's version, the options, the settings that hold, the names
    /// and contents of its files.
    pub(super) fn of_book(options: &Options, settings: &Settings, source: &Source) -> Key {
        let mut parts = Parts::default();
        parts.add(env!("CARGO_PKG_VERSION").as_bytes());
        parts.add(format!("{options:?}").as_bytes());
        settings.sheets().map(Sheet::text).for_each(|text| parts.add(text.as_bytes()));
        parts.add(source.from.name.as_bytes());
        for (name, bytes) in source.files() {
            parts.add(name.as_bytes());
            parts.add(bytes);
        }
        Key::finish(&parts.0)
    }

    fn finish(hasher: &Hasher) -> Key {
        let mut key = [0; LENGTH];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..LENGTH]);
        Key(key)
    }

    /// The key as a number as large as any.
    pub(super) fn number(self) -> u64 {
        self.0.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// Reads what was shown.
    pub(super) fn parse(text: &str) -> Option<Key> {
        let mut key = [0; LENGTH];
        if text.len() != 2 * LENGTH || !text.is_ascii() {
            return None;
        }
        for (at, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Key(key))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
