//! The proof must fail on every book that was broken on purpose, and say where.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::prove;
use crate::document::{Document, Inline, Metadata, Piece, PieceKind, Section, SectionKind};
use crate::epub::{Error, Options, bind};
use crate::text::{self, Manuscript, Unit};

const STORY: &str = "The kettle sang before the house woke.\n\nNobody had filled it, and nobody had lit the stove.\n\n\
                     * * *\n\nSo it sang on, all the same, until the postman knocked.\n";

fn manuscript(text: &str) -> Manuscript {
    text::read(text.as_bytes(), &text::Options::default())
}

fn piece(lines: Range<usize>, kind: PieceKind<'_>) -> Piece<'_> {
    Piece { lines, kind }
}

/// A document in which every block is a paragraph, and a row of stars a break.
fn document(story: &Manuscript) -> Document<'_> {
    let mut pieces = Vec::new();
    for block in story.units().iter().filter_map(|unit| if let Unit::Block(block) = unit { Some(block) } else { None })
    {
        let words = match story.words_of(block) {
            words if words == "* * *" => {
                pieces.push(piece(block.lines.clone(), PieceKind::Break(None)));
                continue;
            }
            // As the document's inlines do it: the halves of a broken word are put together.
            words if story.joins().is_empty() => words,
            words => Cow::Owned(words.replace("- ", "")),
        };
        pieces.push(piece(block.lines.clone(), PieceKind::Paragraph(vec![Inline::Text(words)])));
    }
    document_of(pieces)
}

fn document_of(pieces: Vec<Piece<'_>>) -> Document<'_> {
    let metadata = Metadata {
        title: "The Kettle".into(),
        title_is_stated: false,
        authors: Vec::new(),
        language: "en".into(),
        series: None,
        description: None,
        subjects: Vec::new(),
        fandoms: Vec::new(),
        rating: None,
        words: 0,
        rights: None,
        source: None,
        date: None,
        identifier: "urn:uuid:00000000-0000-5000-8000-000000000000".into(),
    };
    let sections = vec![Section { kind: SectionKind::Text, level: 2, heading: None, pieces, sections: Vec::new() }];
    Document {
        metadata,
        front: Vec::new(),
        sections,
        back: Vec::new(),
        dropped: Vec::new(),
        repeated: Vec::new(),
        unset: false,
    }
}

/// The book with one of its files rewritten.
fn broken(book: &[u8], file: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name.ends_with(file) {
            let text = String::from_utf8(bytes).unwrap();
            let changed = change(&text);
            assert_ne!(changed, text, "nothing was broken");
            bytes = changed.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::DEFAULT).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// What the proof says of the sample's book after a change.
fn verdict(change: impl Fn(&str) -> String) -> Result<usize, Error> {
    let story = manuscript(STORY);
    let document = document(&story);
    let book = bind(&story, &document, &Options::default()).unwrap();
    prove(&story, &document, &broken(&book.bytes, "text-1.xhtml", change))
}

fn assert_lost(change: impl Fn(&str) -> String, at: usize, story_says: &str, book_says: &str) {
    match verdict(change) {
        Err(Error::WordsLost { line, expected, found }) => {
            assert_eq!(line, at, "{expected} / {found}");
            assert!(expected.contains(story_says), "{expected}");
            assert!(found.contains(book_says), "{found}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_whole_book_is_proved() {
    assert_eq!(verdict(|text| text.replace(">Nobody", " class=\"x\">Nobody")).unwrap(), 28);
    assert_eq!(verdict(|text| text.replace("kettle", "ke<b>tt</b>le")).unwrap(), 28, "an element parts no word");
}

#[test]
fn a_dropped_word_is_found() {
    assert_lost(|text| text.replace(" nobody had lit", " had lit"), 3, "nobody", "and had lit");
    assert_lost(|text| text.replace(" knocked", ""), 7, "knocked", "the end of the book");
    assert_lost(|text| text.replace("The kettle", "kettle"), 1, "The", "kettle");
}

#[test]
fn a_doubled_word_is_found() {
    assert_lost(|text| text.replace("the stove", "the the stove"), 3, "stove", "the the");
    assert_lost(|text| text.replace("knocked.", "knocked. Twice."), 7, "(the end of the story)", "Twice");
}

#[test]
fn a_moved_word_is_found() {
    assert_lost(|text| text.replace("sang on", "on sang"), 7, "sang", "on sang");
}

#[test]
fn a_changed_or_divided_word_is_found() {
    assert_lost(|text| text.replace("postman", "Postman"), 7, "postman", "Postman");
    assert_lost(|text| text.replace("kettle", "ket tle"), 1, "kettle", "ket");
    assert_lost(|text| text.replace("it sang", "itsang"), 7, "it", "itsang");
    assert_lost(|text| text.replace("Nobody", "No<br/>body"), 3, "Nobody", "No");
}

#[test]
fn words_hidden_as_added_are_lost() {
    assert_lost(|text| text.replace(">Nobody", " class=\"added\">Nobody"), 3, "Nobody", "So it sang");
}

#[test]
fn a_page_that_is_not_read_is_lost() {
    let story = manuscript(STORY);
    let document = document(&story);
    let book = bind(&story, &document, &Options::default()).unwrap();
    let bytes = broken(&book.bytes, ".opf", |text| text.replace("<itemref idref=\"id_text-1.xhtml\"/>", ""));
    assert!(matches!(prove(&story, &document, &bytes), Err(Error::WordsLost { line: 1, .. })));
    let bytes = broken(&book.bytes, "text-1.xhtml", |text| text.replace("</body>", ""));
    assert!(matches!(prove(&story, &document, &bytes), Err(Error::ReadBack { .. })));
    assert!(matches!(prove(&story, &document, b"nothing"), Err(Error::ReadBack { .. })));
}

#[test]
fn every_line_needs_one_place() {
    let story = manuscript(STORY);
    let options = Options::default();
    let mut short = document(&story);
    let piece = short.sections[0].pieces.remove(1);
    assert!(matches!(bind(&story, &short, &options), Err(Error::LineLost { line: 3, .. })));
    let lines = piece.lines.clone();
    short.sections[0].pieces.insert(1, piece);
    assert_eq!(bind(&story, &short, &options).unwrap().words, 28);
    short.dropped.push(lines);
    assert!(matches!(bind(&story, &short, &options), Err(Error::LineTwice { line: 3, .. })));
    short.sections[0].pieces.remove(1);
    assert_eq!(bind(&story, &short, &options).unwrap().words, 18, "what the user dropped is not missed");
}

#[test]
fn words_broken_at_a_line_end_are_compared_whole() {
    let mut text = String::new();
    for _ in 0..12 {
        text.push_str(
            "The lighthouse stood where the lighthouse had always stood, on its own\nrock in the bay, and \
                       nobody had thought to ask it why it did, or why the light-\nhouse keeper never came ashore.\n\n",
        );
    }
    let story = manuscript(&text);
    assert!(!story.joins().is_empty(), "the sample must hold a broken word");
    let document = document(&story);
    bind(&story, &document, &Options::default()).unwrap();
}

#[test]
fn marks_inside_a_word_part_it() {
    let story = manuscript("They *some*times sang wo\u{1}rds.\n");
    let inlines = vec![
        Inline::Text("They ".into()),
        Inline::Emphasis(vec![Inline::Text("some".into())]),
        Inline::Text("times sang wo\u{1}rds.".into()),
    ];
    let document = document_of(vec![piece(0..1, PieceKind::Paragraph(inlines))]);
    assert_eq!(bind(&story, &document, &Options::default()).unwrap().words, 5);
}

#[test]
fn a_mark_of_letters_is_no_word_of_the_story() {
    let story = manuscript("One.\n\noOo\n\nTwo.\n\noOo a year later oOo\n\nThree.\n");
    let text = |text| vec![Inline::Text(Cow::Borrowed(text))];
    let pieces = |caption| {
        vec![
            piece(0..1, PieceKind::Paragraph(text("One."))),
            piece(2..3, PieceKind::Break(None)),
            piece(4..5, PieceKind::Paragraph(text("Two."))),
            piece(6..7, PieceKind::Break(Some(text(caption)))),
            piece(8..9, PieceKind::Paragraph(text("Three."))),
        ]
    };
    for caption in ["a year later", "oOo a year later oOo"] {
        assert!(bind(&story, &document_of(pieces(caption)), &Options::default()).is_ok(), "{caption}");
    }
    let lost = bind(&story, &document_of(pieces("a year")), &Options::default());
    assert!(matches!(lost, Err(Error::WordsLost { line: 7, .. })), "{lost:?}");
}

proptest! {
    #[test]
    fn any_string_is_conserved(text in "(\\PC|[\\x00-\\x1f\n *<>&\u{301}\u{5d0}\u{fffe}]){0,200}") {
        let story = manuscript(&text);
        let document = document(&story);
        let book = bind(&story, &document, &Options::default());
        prop_assert!(book.is_ok(), "{:?}", book.err());
        let found = crate::epub::check(&book.unwrap().bytes);
        prop_assert!(found.iter().all(|finding| !finding.is_fault), "{found:?}");
    }
}
