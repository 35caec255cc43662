//! Readings built by hand, and what becomes of them.

mod any_reading;

use std::fmt::Write as _;

use super::*;
use crate::classify::NotePlace;
use crate::detect::FieldKind;
use crate::document::inlines::plain;
use crate::text;

/// A story written down together with its reading.
#[derive(Default)]
struct Draft {
    text: String,
    lines: usize,
    elements: Vec<(Role, Detail, Range<usize>)>,
}

impl Draft {
    /// Adds an element and a blank line below it.
    fn add(mut self, role: Role, detail: Detail, typed: &str) -> Draft {
        let count = typed.lines().count();
        self.elements.push((role, detail, self.lines..self.lines + count));
        self.text.push_str(typed);
        self.text.push_str("\n\n");
        self.lines += count + 1;
        self
    }

    fn plain(self, role: Role, typed: &str) -> Draft {
        self.add(role, Detail::None, typed)
    }

    fn body(self, typed: &str) -> Draft {
        self.plain(Role::Body, typed)
    }

    fn note(self, typed: &str) -> Draft {
        self.add(Role::Note, Detail::Note(NotePlace::Mid), typed)
    }

    fn heading(self, level: u8, title: &str) -> Draft {
        self.add(Role::Heading, Detail::Heading { level, title: title.to_owned() }, title)
    }

    fn field(self, kind: FieldKind, typed: &str) -> Draft {
        self.add(Role::Field, Detail::Field(kind), typed)
    }

    fn read(&self) -> (Manuscript, Reading) {
        let story =
            text::read(self.text.as_bytes(), &text::Options { encoding: Some(encoding_rs::UTF_8), repair: false });
        let elements = self.elements.iter().map(|(role, detail, lines)| {
            let inside = |unit: &text::Unit| unit.lines().start < lines.end && unit.lines().end > lines.start;
            let start = story.units().iter().position(inside).unwrap_or(0);
            let count = story.units()[start..].iter().take_while(|unit| inside(unit)).count();
            let (lines, detail) = (lines.clone(), detail.clone());
            let units = start..start + count;
            Element {
                role: *role,
                units,
                lines,
                detail,
                margin: 9,
                runner_up: Role::Body,
                reasons: Vec::new(),
                ruling: None,
            }
        });
        let reading = Reading { elements: elements.collect() };
        (story, reading)
    }

    fn outline(&self, options: &Options) -> String {
        let (story, reading) = self.read();
        let document = assemble(&story, &reading, options);
        let mut out = format!("front {}\n", names(&document.front));
        for section in &document.sections {
            outline(section, 0, &mut out);
        }
        for back in &document.back {
            let _ = writeln!(out, "back {:?} {}", back.kind, names(&back.pieces));
        }
        out
    }
}

fn outline(section: &Section<'_>, depth: usize, out: &mut String) {
    let title = section.heading.as_ref().map_or("-", |heading| heading.title.as_str());
    let _ = writeln!(out, "{}{:?} {title} {}", "  ".repeat(depth), section.kind, names(&section.pieces));
    for inner in &section.sections {
        outline(inner, depth + 1, out);
    }
}

fn names(pieces: &[Piece<'_>]) -> String {
    let name = |piece: &Piece<'_>| {
        let debug = format!("{:?}", piece.kind);
        debug.split(['(', ' ']).next().unwrap_or_default().to_owned()
    };
    pieces.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn notes_belong_to_the_work_or_to_their_chapter() {
    let draft = Draft::default()
        .plain(Role::Title, "The Gate")
        .note("A/N: my first.")
        .heading(2, "Chapter 1")
        .note("A/N: short one.")
        .body("He went out.")
        .note("Thanks for reading!")
        .heading(2, "Chapter 2")
        .body("She came in.")
        .plain(Role::End, "The End")
        .plain(Role::Boilerplate, "Posted to the harbour list.");
    let kept = "front Title Note\nChapter Chapter 1 Note Paragraph Note\nChapter Chapter 2 Paragraph End\n";
    assert_eq!(draft.outline(&Options::default()), format!("{kept}back Boilerplate Boilerplate\n"));
    let moved = Options { notes: Notes::End, boilerplate: Boilerplate::Drop, ..Options::default() };
    let outline =
        "front Title\nChapter Chapter 1 Paragraph\nChapter Chapter 2 Paragraph End\nback Notes Note Note Note\n";
    assert_eq!(draft.outline(&moved), outline);
    let (story, reading) = draft.read();
    let dropped = assemble(&story, &reading, &Options { notes: Notes::Drop, ..Options::default() }).dropped;
    assert_eq!(dropped, [2..3, 6..7, 10..11]);
}

#[test]
fn sections_nest_by_level_under_what_is_there() {
    let draft = Draft::default()
        .body("Before all headings.")
        .heading(3, "Mira")
        .heading(1, "Book One")
        .heading(1, "Part One")
        .heading(2, "Prologue")
        .heading(3, "Mira")
        .body("Rain.")
        .heading(1, "Book Two")
        .heading(3, "Ben")
        .heading(2, "Epilogue");
    let wanted = [
        "front ",
        "Text - Paragraph",
        "  Section Mira ",
        "Volume Book One ",
        "  Part Part One ",
        "    Prologue Prologue ",
        "      Section Mira Paragraph",
        "Volume Book Two ",
        "  Section Ben ",
        "  Epilogue Epilogue ",
        "",
    ]
    .join("\n");
    assert_eq!(draft.outline(&Options::default()), wanted);
}

#[test]
fn stray_words_do_not_end_the_title_page() {
    let draft = Draft::default()
        .plain(Role::Title, "The Gate")
        .body("Stats:")
        .field(FieldKind::Date, "Published: 2012-03-09")
        .body("He went out.");
    assert_eq!(draft.outline(&Options::default()), "front Title Paragraph Field\nText - Paragraph\n");
}

#[test]
fn printed_contents_name_their_headings() {
    let draft = Draft::default()
        .plain(
            Role::Contents,
            "CONTENTS\n\nI. The Gate ........ 3\nII. The Wall ....... 9\nI. The Sea ........ 12\n\
             CHAPTER III In Which\nAll End Well\nNotes",
        )
        .heading(2, "Chapter I: The Gate")
        .body("One.")
        .heading(2, "Chapter II: The Wall")
        .body("Two.")
        .heading(2, "I. The Sea")
        .body("Three.")
        .heading(2, "Chapter III: In Which All End Well");
    let (story, reading) = draft.read();
    let document = assemble(&story, &reading, &Options::default());
    let PieceKind::Contents(contents) = &document.front[0].kind else { panic!("no contents") };
    assert_eq!(contents.title.as_deref().map(plain).as_deref(), Some("CONTENTS"));
    let found: Vec<_> = contents.entries.iter().map(|entry| (plain(&entry.inlines), entry.heading)).collect();
    let wanted = [
        ("I. The Gate 3", Some(0)),
        ("II. The Wall 9", Some(1)),
        ("I. The Sea 12", Some(2)),
        ("CHAPTER III In Which All End Well", Some(3)),
        ("Notes", None),
    ];
    assert_eq!(found, wanted.map(|(words, heading)| (words.to_owned(), heading)));
}

#[test]
fn printed_contents_keep_their_steps_however_numbers_are_set() {
    let steps = |typed: &str| {
        let (story, reading) = Draft::default().plain(Role::Contents, typed).heading(2, "Mud").body("One.").read();
        let document = assemble(&story, &reading, &Options::default());
        let PieceKind::Contents(contents) = &document.front[0].kind else { panic!("no contents") };
        contents.entries.iter().map(|entry| entry.indent).collect::<Vec<_>>()
    };
    assert_eq!(steps("CONTENTS\n\nI. Mud\nII. Silt\nIII. Sand\nIV. Stone"), [0, 0, 0, 0], "at the margin");
    assert_eq!(steps("CONTENTS\n\n  I. Mud\n II. Silt\nIII. Sand\n IV. Stone"), [0, 0, 0, 0], "flush right");
    assert_eq!(steps("CONTENTS\n\nPart One\n  I. Mud\n  II. Silt\nPart Two\n  I. Sand"), [0, 1, 1, 0, 1], "in parts");
}

#[test]
fn the_story_states_its_metadata() {
    let draft = Draft::default()
        .plain(Role::Title, "~ The Gate ~\n(Book Two of The Long Road)")
        .plain(Role::Byline, "by Ada Quill and Ben Rook")
        .field(FieldKind::Genre, "Genre: Mystery/Humour")
        .field(FieldKind::Pairing, "Pairing: Mira/Ben, none")
        .field(FieldKind::Summary, "Summary: A gate.\n\nIt opens.")
        .field(FieldKind::Language, "Language: Deutsch")
        .body("Es war dunkel.");
    let (story, reading) = draft.read();
    let metadata = assemble(&story, &reading, &Options::default()).metadata;
    assert_eq!((metadata.title.as_str(), metadata.title_is_stated), ("The Gate", true));
    assert_eq!(metadata.authors, ["Ada Quill", "Ben Rook"]);
    assert_eq!(metadata.language, "de");
    let series = metadata.series.map(|series| (series.name, series.position));
    assert_eq!(series, Some(("The Long Road".to_owned(), Some("2".to_owned()))));
    assert_eq!(metadata.subjects, ["Mystery", "Humour", "Mira/Ben", "none"]);
    assert_eq!(metadata.description.as_deref(), Some("A gate.\nIt opens."));
    let options = Options {
        title: Some("Das Tor".to_owned()),
        author: Some("Cy & Dee".to_owned()),
        language: Some("en-gb".to_owned()),
        series: Some("Road #3".to_owned()),
        ..Options::default()
    };
    let metadata = assemble(&story, &reading, &options).metadata;
    assert_eq!(metadata.title, "Das Tor");
    assert_eq!(metadata.authors, ["Cy", "Dee"]);
    assert_eq!(metadata.language, "en-GB");
    assert_eq!(metadata.series.and_then(|series| series.position).as_deref(), Some("3"));
}

#[test]
fn a_story_that_says_nothing_has_the_name_of_its_file() {
    let draft = Draft::default().body("Rain fell on the town, and nobody was out in it but the old man with the lamp.");
    let (story, reading) = draft.read();
    let options = Options { file_name: Some("rain_town.txt".to_owned()), ..Options::default() };
    let metadata = assemble(&story, &reading, &options).metadata;
    assert_eq!((metadata.title.as_str(), metadata.title_is_stated), ("Rain town", false));
    assert_eq!((metadata.authors.len(), metadata.language.as_str()), (0, "en"));
}

#[test]
fn nothing_at_all_is_a_document_too() {
    let (story, reading) = Draft::default().read();
    let document = assemble(&story, &reading, &Options::default());
    assert!(document.front.is_empty() && document.sections.is_empty());
    assert!(!document.metadata.title.is_empty() && !document.metadata.language.is_empty());
}
