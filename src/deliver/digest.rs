//! The digest of bytes, by which what has changed is told from what has not.

use std::fmt;
use std::io::{self, Read};

use blake3::Hasher;

/// Bytes of a digest: 128 bits, so that no two of all the stories of the world share one by chance.
const LENGTH: usize = 16;

/// The digest of something's bytes (BLAKE3, its first 128 bits), shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; LENGTH]);

impl Digest {
    /// The digest of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Digest {
        Digest::finish(Hasher::new().update(bytes))
    }

    /// The digest of all that can be read, however much it is.
    ///
    /// # Errors
    /// If it cannot be read to its end.
    pub fn of_reader(reader: impl Read) -> io::Result<Digest> {
        let mut hasher = Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Digest::finish(&hasher))
    }

    /// The digest of several parts, each with its length in front, so that none can pass for two.
    pub fn of_parts<P: AsRef<[u8]>>(parts: impl IntoIterator<Item = P>) -> Digest {
        let mut hasher = Hasher::new();
        for part in parts {
            let part = part.as_ref();
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part);
        }
        Digest::finish(&hasher)
    }

    fn finish(hasher: &Hasher) -> Digest {
        let mut digest = [0; LENGTH];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..LENGTH]);
        Digest(digest)
    }

    /// The digest as a number as large as any.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// Reads what was shown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Digest> {
        let mut digest = [0; LENGTH];
        if text.len() != 2 * LENGTH || !text.is_ascii() {
            return None;
        }
        for (at, byte) in digest.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Digest(digest))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
