//! How sure a reading is, in words. Margins are not calibrated, so they are never called a percentage.

use std::fmt;

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Look at it.
    Doubtful,
    /// Look at it if anything seems odd.
    Likely,
    /// No other role comes near.
    Sure,
}

/// The least margin of each word, surest first. A margin is counted in cue weights: 1 a hint, 3 a sign, 6 almost sure.
/// Measured on the stories of `tests/corpus`: below 2, one reading in four is wrong; from 2 to 4, one in nine; from 5 on,
/// one in fifty.
const LIMITS: [(i32, Certainty); 2] = [(5, Certainty::Sure), (2, Certainty::Likely)];

impl Certainty {
    /// The word for a margin.
    #[must_use]
    pub fn of(margin: i32) -> Certainty {
        LIMITS.iter().find(|(least, _)| margin >= *least).map_or(Certainty::Doubtful, |(_, word)| *word)
    }

    /// "sure", "likely", "doubtful".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Sure => "sure",
            Certainty::Likely => "likely",
            Certainty::Doubtful => "doubtful",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
