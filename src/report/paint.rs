//! Colours of a terminal, or none.

/// Whether words are set off in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Letters only.
    Plain,
    /// With the codes that terminals understand (ECMA-48, "select graphic rendition").
    Colours,
}

impl Paint {
    /// Titles.
    #[must_use]
    pub fn bold(self, words: &str) -> String {
        self.code(1, words)
    }

    /// Numbers and other furniture.
    #[must_use]
    pub fn dim(self, words: &str) -> String {
        self.code(2, words)
    }

    /// Errors.
    #[must_use]
    pub fn red(self, words: &str) -> String {
        self.code(31, words)
    }

    /// Doubts.
    #[must_use]
    pub fn yellow(self, words: &str) -> String {
        self.code(33, words)
    }

    /// What came.
    #[must_use]
    pub fn green(self, words: &str) -> String {
        self.code(32, words)
    }

    fn code(self, code: u8, words: &str) -> String {
        match self {
            Paint::Plain => words.to_owned(),
            Paint::Colours => format!("\u{1B}[{code}m{words}\u{1B}[0m"),
        }
    }
}
