//! The roles a block or a space can have, and the finer kinds within a role.

use std::fmt;

/// What a block or a space is in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// Prose: all that nothing else claims.
    Body,
    /// The work's title.
    Title,
    /// The author's line.
    Byline,
    /// "Rating: K".
    Field,
    /// An author's note.
    Note,
    /// A printed table of contents.
    Contents,
    /// Heading of a part, a chapter, a section.
    Heading,
    /// A printed scene break.
    Break,
    /// A scene break made of empty lines only.
    Gap,
    /// A poem, lyrics.
    Verse,
    /// A prose quotation before the text.
    Epigraph,
    /// A letter, a diary entry, a message.
    Letter,
    /// "The End".
    End,
    /// Publisher's and sites' matter.
    Boilerplate,
}

impl Role {
    /// All roles, body first.
    pub const ALL: [Role; 14] = [
        Role::Body,
        Role::Title,
        Role::Byline,
        Role::Field,
        Role::Note,
        Role::Contents,
        Role::Heading,
        Role::Break,
        Role::Gap,
        Role::Verse,
        Role::Epigraph,
        Role::Letter,
        Role::End,
        Role::Boilerplate,
    ];

    /// The name used in tables and in TSV.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Body => "body",
            Role::Title => "title",
            Role::Byline => "byline",
            Role::Field => "field",
            Role::Note => "note",
            Role::Contents => "contents",
            Role::Heading => "heading",
            Role::Break => "break",
            Role::Gap => "gap",
            Role::Verse => "verse",
            Role::Epigraph => "epigraph",
            Role::Letter => "letter",
            Role::End => "end",
            Role::Boilerplate => "boilerplate",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The finer kind of an element, within its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A heading of level 1: volume, book, part.
    Part,
    /// A heading of level 2: chapter, prologue, a story of a collection.
    Chapter,
    /// A heading of level 3: a section, a point of view, a date.
    Section,
    /// Verse that is sung.
    Song,
    /// Verse that is said.
    Poem,
    /// Verse that stands before the text of a work or chapter.
    VerseEpigraph,
    /// A field and what it states.
    Field(FieldKind),
}

impl Kind {
    /// The role whose elements can be of this kind.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Kind::Part | Kind::Chapter | Kind::Section => Role::Heading,
            Kind::Song | Kind::Poem | Kind::VerseEpigraph => Role::Verse,
            Kind::Field(_) => Role::Field,
        }
    }
}

/// What a labelled field states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// Age rating.
    Rating,
    /// Genre.
    Genre,
    /// Pairing, relationship.
    Pairing,
    /// Fandom.
    Fandom,
    /// Summary.
    Summary,
    /// Disclaimer.
    Disclaimer,
    /// Warning.
    Warning,
    /// Dedication.
    Dedication,
    /// Series and place in it.
    Series,
    /// Where it may be archived.
    Archive,
    /// A date.
    Date,
    /// Complete or in progress.
    Status,
    /// Language.
    Language,
    /// Word count.
    Words,
    /// Characters.
    Characters,
    /// Spoilers.
    Spoilers,
    /// Category.
    Category,
    /// Where feedback goes.
    Feedback,
    /// Beta reader.
    Beta,
    /// A field nobody knows.
    Other,
}

impl FieldKind {
    /// All kinds.
    pub const ALL: [FieldKind; 20] = [
        FieldKind::Rating,
        FieldKind::Genre,
        FieldKind::Pairing,
        FieldKind::Fandom,
        FieldKind::Summary,
        FieldKind::Disclaimer,
        FieldKind::Warning,
        FieldKind::Dedication,
        FieldKind::Series,
        FieldKind::Archive,
        FieldKind::Date,
        FieldKind::Status,
        FieldKind::Language,
        FieldKind::Words,
        FieldKind::Characters,
        FieldKind::Spoilers,
        FieldKind::Category,
        FieldKind::Feedback,
        FieldKind::Beta,
        FieldKind::Other,
    ];

    /// The name used in tables and in TSV.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FieldKind::Rating => "rating",
            FieldKind::Genre => "genre",
            FieldKind::Pairing => "pairing",
            FieldKind::Fandom => "fandom",
            FieldKind::Summary => "summary",
            FieldKind::Disclaimer => "disclaimer",
            FieldKind::Warning => "warning",
            FieldKind::Dedication => "dedication",
            FieldKind::Series => "series",
            FieldKind::Archive => "archive",
            FieldKind::Date => "date",
            FieldKind::Status => "status",
            FieldKind::Language => "language",
            FieldKind::Words => "words",
            FieldKind::Characters => "characters",
            FieldKind::Spoilers => "spoilers",
            FieldKind::Category => "category",
            FieldKind::Feedback => "feedback",
            FieldKind::Beta => "beta",
            FieldKind::Other => "other",
        }
    }
}
