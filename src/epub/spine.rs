//! Cuts a document into content documents: one a chapter, long ones split where the contents do not see it, very many
//! very short ones together. Gives every file and every section a name that stays when chapters are appended.

use std::collections::HashMap;

use super::divide::divide;
use super::escape::clean;
use super::weight;
use crate::document::{BackKind, BackMatter, Document, Heading, Piece, PieceKind, Section, SectionKind, Wording};

/// Bytes a content document may weigh before the text goes on in the next one; readers grow slow beyond 250 KB.
const LONGEST_PAGE: usize = 200_000;
/// Content documents from which tiny sections begin to share one. Only what stands before a section counts, so an
/// appended chapter moves no other.
const MANY_PAGES: usize = 300;
/// Content documents from which sections of any size share one: an archive of ten thousand files opens slowly.
const TOO_MANY_PAGES: usize = 2_000;
/// Bytes up to which a section is tiny.
const TINY: usize = 4_000;
/// Bytes up to which sections share a content document.
const SHARED: usize = 64_000;

/// The book's content documents in reading order, and what leads to them.
pub(super) struct Spine<'d, 'm> {
    /// Title page, text, back matter.
    pub(super) pages: Vec<Page<'d, 'm>>,
    /// The table of contents in reading order; never empty.
    pub(super) entries: Vec<Entry>,
    /// Where each heading stands, counted in reading order from 0.
    pub(super) headings: Vec<String>,
    /// The page on which the text begins.
    pub(super) start: usize,
}

/// An entry of the table of contents.
pub(super) struct Entry {
    /// Never empty.
    pub(super) title: String,
    /// A file, or a place in a file.
    pub(super) target: String,
    /// 1 for the outermost.
    pub(super) depth: u8,
}

/// A content document.
pub(super) struct Page<'d, 'm> {
    /// The file's name.
    pub(super) file: String,
    /// Unique in the book.
    pub(super) title: String,
    /// What it is made of, in order.
    pub(super) steps: Vec<Step<'d, 'm>>,
    /// Bytes, as estimated.
    pub(super) weight: usize,
}

/// A step of a content document.
pub(super) enum Step<'d, 'm> {
    /// A section begins.
    Open(Opening<'d, 'm>),
    /// Pieces of the section that was opened last.
    Pieces(&'d [Piece<'m>]),
    /// A part of a piece too long for one page, and whether it is the first.
    Part(PieceKind<'d>, bool),
    /// The section that was opened last ends.
    Close,
}

/// The beginning of a section.
#[derive(Clone)]
pub(super) struct Opening<'d, 'm> {
    /// What is opened.
    pub(super) kind: OpeningKind<'d, 'm>,
    /// Unique in the book.
    pub(super) id: String,
    /// Level of its heading: 1 for the outermost, no gaps.
    pub(super) depth: u8,
    /// The title as the contents name it; empty where there is no heading.
    pub(super) title: String,
    /// The section goes on from the page before: no heading, no second landmark.
    pub(super) is_continued: bool,
}

/// What is opened.
#[derive(Clone, Copy)]
pub(super) enum OpeningKind<'d, 'm> {
    /// The title page.
    TitlePage,
    /// A section of the text.
    Section(SectionKind, Option<&'d Heading<'m>>),
    /// Notes or boilerplate moved behind the text, with its heading.
    Back(BackKind, &'static str),
}

/// Cuts `document`.
pub(super) fn cut<'d, 'm>(document: &'d Document<'m>, words: &Wording) -> Spine<'d, 'm> {
    let mut cutter = Cutter::new(&document.metadata.title);
    let title_page = Opening {
        kind: OpeningKind::TitlePage,
        id: "title-page".into(),
        depth: 1,
        title: words.title_page.into(),
        is_continued: false,
    };
    cutter.turn("title", words.title_page);
    cutter.open(title_page);
    // A printed table of contents is a page of its own, as it was in print.
    let contents = document.front.iter().position(|piece| matches!(piece.kind, PieceKind::Contents(_)));
    let (facts, contents) = document.front.split_at(contents.unwrap_or(document.front.len()));
    cutter.place(facts);
    if !contents.is_empty() {
        cutter.carry_on();
        cutter.place(contents);
    }
    let start = cutter.pages.len();
    cutter.front = start;
    for section in &document.sections {
        cutter.section(section, 1);
    }
    for back in document.back.iter().filter(|back| !back.pieces.is_empty()) {
        cutter.back(back);
    }
    let (mut pages, mut entries) = (cutter.pages, cutter.entries);
    if let Some(last) = pages.last_mut() {
        last.steps.extend(cutter.open.iter().map(|_| Step::Close));
    }
    let start = if start < pages.len() { start } else { 0 };
    let target = pages[start].file.clone();
    if cutter.headings.is_empty() && entries.iter().all(|entry| entry.target != target) {
        entries.insert(0, Entry { title: cutter.book, target, depth: 1 });
    }
    Spine { pages, entries, headings: cutter.headings, start }
}

/// The cut while it is made.
struct Cutter<'d, 'm> {
    book: String,
    pages: Vec<Page<'d, 'm>>,
    /// Pages of the title page.
    front: usize,
    entries: Vec<Entry>,
    headings: Vec<String>,
    /// Sections open on the current page.
    open: Vec<Opening<'d, 'm>>,
    /// How many sections of a name there were.
    counts: HashMap<&'static str, usize>,
    /// How often a page title was given.
    titles: HashMap<String, usize>,
    /// First file of the current run of pages, without its ending, and pages in the run.
    run: (String, usize),
}

impl<'d, 'm> Cutter<'d, 'm> {
    fn new(book: &str) -> Cutter<'d, 'm> {
        let book = clean(book);
        Cutter {
            book: if book.is_empty() { "—".into() } else { book },
            pages: Vec::new(),
            front: 0,
            entries: Vec::new(),
            headings: Vec::new(),
            open: Vec::new(),
            counts: HashMap::new(),
            titles: HashMap::new(),
            run: (String::new(), 0),
        }
    }

    fn section(&mut self, section: &'d Section<'m>, depth: u8) {
        if section.heading.is_none() && section.pieces.is_empty() && section.sections.is_empty() {
            return;
        }
        let id = self.name(stem_of(section.kind));
        let title = section.heading.as_ref().map_or_else(String::new, |heading| self.title_of(heading));
        let is_new_page = self.starts_page(section);
        if is_new_page {
            self.turn(&id, &title);
        }
        let target = match self.pages.last() {
            Some(page) if is_new_page => page.file.clone(),
            Some(page) => format!("{}#{id}", page.file),
            None => String::new(),
        };
        let mark = self.open.len();
        if section.heading.is_some() {
            self.headings.push(target.clone());
            self.entries.push(Entry { title: title.clone(), target, depth });
        }
        let kind = OpeningKind::Section(section.kind, section.heading.as_ref());
        self.open(Opening { kind, id, depth, title, is_continued: false });
        self.place(&section.pieces);
        let below = if section.heading.is_some() { depth.saturating_add(1) } else { depth };
        for inner in &section.sections {
            self.section(inner, below);
        }
        while self.open.len() > mark {
            self.close();
        }
    }

    fn back(&mut self, back: &'d BackMatter<'m>) {
        let id = self.name(match back.kind {
            BackKind::Notes => "notes",
            BackKind::Boilerplate => "about",
        });
        self.turn(&id, back.title);
        let target = format!("{id}.xhtml");
        self.entries.push(Entry { title: back.title.into(), target, depth: 1 });
        let kind = OpeningKind::Back(back.kind, back.title);
        self.open(Opening { kind, id, depth: 1, title: back.title.into(), is_continued: false });
        self.place(&back.pieces);
    }

    /// Whether a section begins a page of its own.
    fn starts_page(&self, section: &Section<'m>) -> bool {
        let Some(page) = self.pages.last().filter(|_| self.pages.len() > self.front) else { return true };
        if section.kind == SectionKind::Section {
            return false;
        }
        let count = self.pages.len();
        if count < MANY_PAGES || !section.sections.is_empty() {
            return true;
        }
        let own = weight::of_section(section);
        let shares = (count >= TOO_MANY_PAGES || own <= TINY) && page.weight + own <= SHARED;
        // A chapter never stands inside the section of a part: its page would hold half of the part.
        !(shares && self.open.is_empty())
    }

    /// Ends the page and begins the next.
    fn turn(&mut self, stem: &str, title: &str) {
        while !self.open.is_empty() {
            self.close();
        }
        self.run = (stem.to_owned(), 1);
        self.page(format!("{stem}.xhtml"), title);
    }

    /// The text goes on in the next page, in the same sections.
    fn carry_on(&mut self) {
        let open = std::mem::take(&mut self.open);
        if let Some(page) = self.pages.last_mut() {
            page.steps.extend(open.iter().map(|_| Step::Close));
        }
        self.run.1 += 1;
        let file = format!("{}-{}.xhtml", self.run.0, self.run.1);
        let title = open.last().map_or_else(String::new, |opening| opening.title.clone());
        self.page(file, &title);
        for opening in open {
            self.open(Opening { is_continued: true, ..opening });
        }
    }

    fn page(&mut self, file: String, title: &str) {
        let mut title = if title.is_empty() { self.book.clone() } else { format!("{title} – {}", self.book) };
        let times = self.titles.entry(title.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            title = format!("{title} ({times})");
        }
        self.pages.push(Page { file, title, steps: Vec::new(), weight: 1_000 });
    }

    fn open(&mut self, opening: Opening<'d, 'm>) {
        if let Some(page) = self.pages.last_mut() {
            page.weight += 400;
            page.steps.push(Step::Open(opening.clone()));
        }
        self.open.push(opening);
    }

    fn close(&mut self) {
        self.open.pop();
        if let Some(page) = self.pages.last_mut() {
            page.steps.push(Step::Close);
        }
    }

    /// Places pieces on the page, and on as many more as they need.
    fn place(&mut self, pieces: &'d [Piece<'m>]) {
        let mut from = 0;
        for (at, piece) in pieces.iter().enumerate() {
            let own = weight::of_piece(piece);
            if own > LONGEST_PAGE {
                self.put(&pieces[from..at]);
                from = if self.place_parts(&piece.kind) { at + 1 } else { at };
                continue;
            }
            let held = self.pages.last().map_or(0, |page| page.weight);
            if held + own > LONGEST_PAGE && (at > from || held > LONGEST_PAGE / 2) {
                self.put(&pieces[from..at]);
                self.carry_on();
                from = at;
            }
            if let Some(page) = self.pages.last_mut() {
                page.weight += own;
            }
        }
        self.put(&pieces[from..]);
    }

    /// Places a piece too long for one page, a page a part. False where it cannot be divided.
    fn place_parts(&mut self, kind: &'d PieceKind<'m>) -> bool {
        let parts = divide(kind);
        let can_be = parts.len() > 1;
        for (at, part) in parts.into_iter().filter(|_| can_be).enumerate() {
            self.carry_on();
            if let Some(page) = self.pages.last_mut() {
                page.weight += LONGEST_PAGE / 2;
                page.steps.push(Step::Part(part, at == 0));
            }
        }
        can_be
    }

    fn put(&mut self, pieces: &'d [Piece<'m>]) {
        if let (false, Some(page)) = (pieces.is_empty(), self.pages.last_mut()) {
            page.steps.push(Step::Pieces(pieces));
        }
    }

    fn name(&mut self, stem: &'static str) -> String {
        let count = self.counts.entry(stem).or_insert(0);
        *count += 1;
        format!("{stem}-{count}")
    }

    /// A heading's title for the contents, which must not be empty.
    fn title_of(&self, heading: &Heading<'m>) -> String {
        let title = clean(&heading.title);
        if title.is_empty() { self.book.clone() } else { title }
    }
}

/// What files and sections of a kind are called.
fn stem_of(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Volume => "volume",
        SectionKind::Part => "part",
        SectionKind::Chapter => "chapter",
        SectionKind::Prologue => "prologue",
        SectionKind::Epilogue => "epilogue",
        SectionKind::Interlude => "interlude",
        SectionKind::Preface => "preface",
        SectionKind::Afterword => "afterword",
        SectionKind::Section => "section",
        SectionKind::Text => "text",
    }
}
