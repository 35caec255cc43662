//! A part of the stories for each of several machines: told by a story's content, so that a story stays with its machine
//! while others come and go.

use std::fmt;
use std::str::FromStr;

use crate::deliver::Digest;

/// One of several parts, shown and read as "2/5".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which part, counted from 1.
    number: u64,
    /// How many there are.
    of: u64,
}

impl Shard {
    /// Whether a story belongs to this part; every story belongs to exactly one.
    pub(super) fn holds(self, content: Digest) -> bool {
        content.number() % self.of == self.number - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong = || "a part is written K/N: 1/4, 2/4, 3/4, 4/4".to_owned();
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let shard = Shard { number: number.parse().map_err(|_| wrong())?, of: of.parse().map_err(|_| wrong())? };
        if shard.number == 0 || shard.number > shard.of { Err(wrong()) } else { Ok(shard) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_story_has_one_shard() {
        for content in ["a", "b", "c", "the ferry", ""] {
            let content = Digest::of(content.as_bytes());
            for of in [1, 2, 3, 7] {
                let holding = (1..=of).filter(|number| Shard { number: *number, of }.holds(content));
                assert_eq!(holding.count(), 1);
            }
        }
    }

    #[test]
    fn a_shard_is_written_as_two_numbers() {
        assert_eq!("2/5".parse::<Shard>().map(|shard| shard.to_string()), Ok("2/5".to_owned()));
        for wrong in ["", "2", "0/5", "6/5", "1/0", "a/b", "-1/2", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
