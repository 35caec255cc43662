//! What a book is: sections nested by level, pieces in reading order, inlines, metadata. Text is borrowed from the
//! manuscript; only words that the program adds are owned. Knows nothing of cues, tags or files.

use std::borrow::Cow;
use std::ops::Range;

/// A story as a book: what `epub` binds.
#[derive(Debug, Clone)]
pub struct Document<'m> {
    /// Title, author, language and all else that the package document says.
    pub metadata: Metadata,
    /// The title page and all else before the text, in the order typed: title, bylines, fields, and the notes, mottoes,
    /// contents and boilerplate that stand in front of the first heading or paragraph.
    pub front: Vec<Piece<'m>>,
    /// The text, in reading order, nested by level. A story without headings is one untitled section.
    pub sections: Vec<Section<'m>>,
    /// What was moved behind the text on request: notes and boilerplate, each group an untitled run of pieces.
    pub back: Vec<BackMatter<'m>>,
    /// Lines that were left out because the user asked for it (`--notes drop`, `--boilerplate drop`), 0-based.
    pub dropped: Vec<Range<usize>>,
    /// Title and author's line that stand again at the top of a further file: their lines, and the lines that say the same
    /// and have their place in the book, 0-based.
    pub repeated: Vec<(Range<usize>, Range<usize>)>,
    /// Typed signs were to be set, and are not: the habits of the language's printers are not known.
    pub unset: bool,
}

/// Title, author and all else that the package document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Never empty: the story's title, else the name of its file.
    pub title: String,
    /// Whether the story (or the user) states the title; false where it is the file's name.
    pub title_is_stated: bool,
    /// Names of the authors, as the story prints them. Empty where the story names nobody.
    pub authors: Vec<String>,
    /// BCP 47, never empty.
    pub language: String,
    /// Series and the place in it.
    pub series: Option<Series>,
    /// The summary, for `dc:description`.
    pub description: Option<String>,
    /// Genres, fandoms, pairings, categories, for `dc:subject`.
    pub subjects: Vec<String>,
    /// The works that the story is told after ("The Tides of Orrin"), which are among the subjects, too.
    pub fandoms: Vec<String>,
    /// For whom it is, in its author's words: "T", "Teen".
    pub rating: Option<String>,
    /// Words of the story itself, without notes, fields and headings.
    pub words: usize,
    /// A copyright or rights line.
    pub rights: Option<String>,
    /// Where the story was posted, for `dc:source`.
    pub source: Option<String>,
    /// The story's own date as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// `urn:uuid:` version 5 of the book's identity.
    pub identifier: String,
}

/// A series and the place of the book in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The series' name.
    pub name: String,
    /// "2", "2.5"; none where the story does not say.
    pub position: Option<String>,
}

/// What a section is: decides `epub:type` and the ARIA role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// A volume or book of a long work.
    Volume,
    /// A part.
    Part,
    /// A chapter, numbered or not.
    Chapter,
    /// A prologue.
    Prologue,
    /// An epilogue.
    Epilogue,
    /// An interlude.
    Interlude,
    /// A preface, foreword or introduction.
    Preface,
    /// An afterword.
    Afterword,
    /// A section inside a chapter: a point of view, a date, a place.
    Section,
    /// Text before the first heading, or a story without headings.
    Text,
}

/// A stretch of the book under one heading.
#[derive(Debug, Clone)]
pub struct Section<'m> {
    /// What it is.
    pub kind: SectionKind,
    /// 1 part, 2 chapter, 3 section; as detected, gaps allowed (the emitter closes them).
    pub level: u8,
    /// The heading; none for text before the first heading and for a story without headings.
    pub heading: Option<Heading<'m>>,
    /// Paragraphs, breaks, notes and all else directly under the heading.
    pub pieces: Vec<Piece<'m>>,
    /// Sections of a deeper level, after the pieces.
    pub sections: Vec<Section<'m>>,
}

/// A heading: how the page prints it and how the contents name it.
#[derive(Debug, Clone)]
pub struct Heading<'m> {
    /// Lines of the source, 0-based.
    pub lines: Range<usize>,
    /// One entry a printed line: "CHAPTER I", "The Door in the Wall". Ornaments around the words are left out.
    pub printed: Vec<Inlines<'m>>,
    /// The title for the contents, one line, without ornaments.
    pub title: String,
}

/// One piece of the text with the source lines it was made of (0-based, blank lines inside allowed).
#[derive(Debug, Clone)]
pub struct Piece<'m> {
    /// Lines of the source, 0-based. Pieces inside a piece have ranges of their own.
    pub lines: Range<usize>,
    /// What it is.
    pub kind: PieceKind<'m>,
}

/// What a piece of the text is.
#[derive(Debug, Clone)]
pub enum PieceKind<'m> {
    /// A paragraph of prose.
    Paragraph(Inlines<'m>),
    /// A poem, lyrics, a rhyme: stanzas of lines.
    Verse(Verse<'m>),
    /// A letter, e-mail, diary entry.
    Letter(Vec<LetterPart<'m>>),
    /// An author's note.
    Note(Note<'m>),
    /// A scene break; a mark that says something ("two years later") is its caption.
    Break(Option<Inlines<'m>>),
    /// A prose quotation before the text, a paragraph each; the last may be its source.
    Epigraph(Vec<Quoted<'m>>),
    /// A printed table of contents.
    Contents(Contents<'m>),
    /// The title as the title page prints it, a line each.
    Title(Vec<Inlines<'m>>),
    /// The author's line, as typed, without ornaments.
    Byline(Inlines<'m>),
    /// "Rating: K".
    Field(Field<'m>),
    /// "The End", "To be continued".
    End(Inlines<'m>),
    /// Publisher's and sites' matter, a paragraph each.
    Boilerplate(Vec<Inlines<'m>>),
}

/// Verse with its stanzas.
#[derive(Debug, Clone)]
pub struct Verse<'m> {
    /// Lyrics rather than a poem.
    pub is_song: bool,
    /// Stands before the text of the work or of a chapter.
    pub is_epigraph: bool,
    /// Stanzas of lines.
    pub stanzas: Vec<Vec<VerseLine<'m>>>,
}

/// A line of verse.
#[derive(Debug, Clone)]
pub struct VerseLine<'m> {
    /// Steps of indentation beyond the stanza's margin, 0 to 3.
    pub indent: u8,
    /// The words.
    pub inlines: Inlines<'m>,
}

/// A part of a letter.
#[derive(Debug, Clone)]
pub enum LetterPart<'m> {
    /// "Tuesday, late", "From: Ann".
    Opening(Inlines<'m>),
    /// "Dear Ann,".
    Salutation(Inlines<'m>),
    /// A paragraph.
    Paragraph(Inlines<'m>),
    /// Verse inside the letter.
    Verse(Verse<'m>),
    /// "Yours," and the name, a line each.
    Signature(Vec<Inlines<'m>>),
}

/// An author's note.
#[derive(Debug, Clone)]
pub struct Note<'m> {
    /// The label as typed ("A/N:", "Author's Ramblings:"), without its colon being changed; none where unlabelled.
    pub label: Option<Inlines<'m>>,
    /// What a screen reader says: "Author's note" in the book's language. Added by the program.
    pub name: &'static str,
    /// Paragraphs.
    pub paragraphs: Vec<Inlines<'m>>,
}

/// A paragraph of an epigraph.
#[derive(Debug, Clone)]
pub struct Quoted<'m> {
    /// The words.
    pub inlines: Inlines<'m>,
    /// The line names where the quotation is from.
    pub is_source: bool,
}

/// A printed table of contents.
#[derive(Debug, Clone)]
pub struct Contents<'m> {
    /// Its own title as typed ("CONTENTS"); none where the entries stand alone.
    pub title: Option<Inlines<'m>>,
    /// The entries in order.
    pub entries: Vec<Entry<'m>>,
}

/// An entry of a printed table of contents.
#[derive(Debug, Clone)]
pub struct Entry<'m> {
    /// The entry as typed, dot leaders left out.
    pub inlines: Inlines<'m>,
    /// Which heading it names: its number in reading order, counting every section with a heading from 0.
    pub heading: Option<usize>,
    /// Steps of indentation, 0 to 3.
    pub indent: u8,
}

/// A field of the title page.
#[derive(Debug, Clone)]
pub struct Field<'m> {
    /// "Rating"; none for a field without label ("I own nothing").
    pub label: Option<Inlines<'m>>,
    /// The value, a paragraph each.
    pub value: Vec<Inlines<'m>>,
    /// It is a dedication as books print it, without a label.
    pub is_dedication: bool,
}

/// Notes or boilerplate moved behind the text.
#[derive(Debug, Clone)]
pub struct BackMatter<'m> {
    /// Its heading in the book's language ("Notes"). Added by the program.
    pub title: &'static str,
    /// Whether it holds notes (`endnotes`-like back matter) or boilerplate (`colophon`-like).
    pub kind: BackKind,
    /// The pieces, in the order of the story.
    pub pieces: Vec<Piece<'m>>,
}

/// What back matter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackKind {
    /// Author's notes.
    Notes,
    /// Publisher's and sites' matter.
    Boilerplate,
}

/// Running text.
pub type Inlines<'m> = Vec<Inline<'m>>;

/// A span of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline<'m> {
    /// Words as typed. Owned only where characters had to be taken out (those XML forbids) or a hyphen was joined.
    Text(Cow<'m, str>),
    /// `*so*`, `_so_`, `/so/`.
    Emphasis(Inlines<'m>),
    /// `**so**`, `__so__`.
    Strong(Inlines<'m>),
    /// A line end that is kept (a list typed in one paragraph).
    LineBreak,
}
