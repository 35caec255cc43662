//! What a run can be told to fail on, and where an account meets it.

use super::Account;
use super::remark::{Matter, Remark, remarks};

/// What `--fail-on` can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// A place that was read as something it may well not be.
    LowConfidence,
    /// A place of which a person should take a look, however likely it is right.
    WorthALook,
    /// A number is missing between two headings.
    GapInChapters,
    /// A number stands above two chapters.
    DoubleChapters,
    /// Characters that cannot be read.
    Encoding,
    /// A correction that could not be followed.
    Unfollowed,
    /// Two books that readers take for one.
    SameBook,
    /// No title is stated.
    NoTitle,
    /// No author is named.
    NoAuthor,
    /// A cover that cannot say all that it should.
    Cover,
    /// A file that is no text.
    PassedOver,
}

/// What is known of a concern.
struct Row {
    concern: Concern,
    name: &'static str,
    meaning: &'static str,
    advice: &'static str,
    /// It most likely is a mistake in a story or in its settings.
    is_strict: bool,
    /// It is told even where nobody asked for it.
    is_told: bool,
}

const ROWS: [Row; 11] = [
    Row {
        concern: Concern::LowConfidence,
        name: "low-confidence",
        meaning: "a place was read as something, and less than four in five such readings are right",
        advice: "Look at the line. `storybind inspect STORY --suggest` writes what to paste into storybind.toml, where \
                 you say what the place is; it is not asked again.",
        is_strict: false,
        is_told: true,
    },
    Row {
        concern: Concern::WorthALook,
        name: "worth-a-look",
        meaning: "a place is worth a person's look, even if the reading is likely right",
        advice: "Look at the line. `storybind inspect STORY --explain LINE` says why it was read as it was.",
        is_strict: false,
        is_told: true,
    },
    Row {
        concern: Concern::GapInChapters,
        name: "gap-in-chapters",
        meaning: "a number is missing between two chapters",
        advice: "See whether a chapter is missing, misnumbered, or has a heading that was not recognised.",
        is_strict: true,
        is_told: true,
    },
    Row {
        concern: Concern::DoubleChapters,
        name: "double-chapters",
        meaning: "a number stands above two chapters",
        advice: "See whether a chapter is misnumbered, or stands in the story twice.",
        is_strict: true,
        is_told: true,
    },
    Row {
        concern: Concern::Encoding,
        name: "encoding",
        meaning: "characters could not be read and stand as \u{FFFD}",
        advice: "Save the story as UTF-8, or name its encoding: --encoding windows-1252.",
        is_strict: true,
        is_told: true,
    },
    Row {
        concern: Concern::Unfollowed,
        name: "unfollowed",
        meaning: "a correction in storybind.toml could not be followed",
        advice: "Mend the correction as its message says, or take it out.",
        is_strict: true,
        is_told: true,
    },
    Row {
        concern: Concern::SameBook,
        name: "same-book",
        meaning: "two stories have the same title, author and series",
        advice: "A reader takes the two for one book and keeps the last. State a title or an author in one of them.",
        is_strict: true,
        is_told: true,
    },
    Row {
        concern: Concern::NoTitle,
        name: "no-title",
        meaning: "a story states no title, and its file's name stands for it",
        advice: "Write the title into the story's first line.",
        is_strict: false,
        is_told: false,
    },
    Row {
        concern: Concern::NoAuthor,
        name: "no-author",
        meaning: "a story names no author",
        advice: "Write `by` and the author's name below the title, or give --author.",
        is_strict: false,
        is_told: false,
    },
    Row {
        concern: Concern::Cover,
        name: "cover",
        meaning: "a drawn cover cannot say all of the title, the author or the series",
        advice: "Give a cover of your own: --cover FILE, or a cover.jpg beside the story. Or shorten what is too long.",
        is_strict: false,
        is_told: true,
    },
    Row {
        concern: Concern::PassedOver,
        name: "passed-over",
        meaning: "a file that ends in .txt or .text is no text",
        advice: "Save it as plain text, or take it out of the folder.",
        is_strict: false,
        is_told: false,
    },
];

impl Concern {
    /// All of them, in the order in which help lists them.
    pub const ALL: [Concern; 11] = {
        let mut all = [Concern::LowConfidence; ROWS.len()];
        let mut at = 0;
        while at < ROWS.len() {
            all[at] = ROWS[at].concern;
            at += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        // The rows stand in the order of the variants; a test holds that.
        &ROWS[self as usize]
    }

    /// The name on the command line and in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it means, as the end of "fails where …".
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// What the author can do about it.
    #[must_use]
    pub fn advice(self) -> &'static str {
        self.row().advice
    }

    /// The concern of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Concern> {
        Concern::ALL.into_iter().find(|concern| concern.name() == name)
    }

    /// What `--strict` stands for: all that most likely is a mistake in a story or its settings. A reading that may be
    /// wrong is none of the author's mistakes.
    pub fn strict() -> impl Iterator<Item = Concern> {
        ROWS.iter().filter(|row| row.is_strict).map(|row| row.concern)
    }

    /// Whether reports tell it where nobody has asked for it: a story without an author's name is no news.
    #[must_use]
    pub fn is_told(self) -> bool {
        self.row().is_told
    }
}

/// What in an account meets one of the concerns: the reasons why a run fails that was told to.
#[must_use]
pub fn concerns(account: &Account, wanted: &[Concern]) -> Vec<Remark> {
    let is_met = |remark: &Remark| match remark.matter {
        // What is doubtful is worth a look, too.
        Matter::Of(Concern::LowConfidence) => {
            wanted.iter().any(|concern| matches!(concern, Concern::LowConfidence | Concern::WorthALook))
        }
        Matter::Of(concern) => wanted.contains(&concern),
        Matter::Failed | Matter::Changed => false,
    };
    let mut met = remarks(account);
    met.retain(is_met);
    met
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concern_has_its_row_and_its_name() {
        for (at, concern) in Concern::ALL.into_iter().enumerate() {
            assert_eq!(concern as usize, at);
            assert_eq!(Concern::named(concern.name()), Some(concern));
            assert!(!concern.meaning().ends_with('.') && concern.advice().ends_with('.'));
        }
        assert_eq!(Concern::named("chapters"), None);
        let strict: Vec<_> = Concern::strict().map(Concern::name).collect();
        assert_eq!(strict, ["gap-in-chapters", "double-chapters", "encoding", "unfollowed", "same-book"]);
    }
}
