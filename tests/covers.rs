//! The covers that are drawn: their size, their bytes on every machine, every script and design, and that an unchanged one
//! is not drawn again. `write_the_sheet` makes the picture in the README.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use image::{RgbImage, imageops};
use proptest::prelude::*;
use storybind::batch::{self, Earlier, Plan, Stop, Whence, Wishes};
use storybind::covers::{self, Cover, Facts};
use storybind::deliver::Output;
use storybind::devices::Form;
use storybind::epub;
use storybind::{Options, Story, source::Source};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Titles of every kind that a cover has to bear: title, author, language.
const KINDS: [(&str, &str, &str); 14] = [
    ("The Ferryman’s Ledger", "Maren Holt", "en"),
    ("Everyone at the Wake Was Lying About the Weather and the Price of Salt", "J. R. Penn", "en"),
    ("The Salt Letters: A Correspondence in Nine Tides", "Ines Varga; Tomas Reyl", "en"),
    ("W", "quillfeather", "en"),
    ("It", "", "en"),
    ("", "Maren Holt", "en"),
    ("Donaudampfschifffahrtskapitänskajüte", "Ernst Keller", "de"),
    ("Дом у переезда", "Анна Верескова", "ru"),
    ("Ο φάρος και οι γλάροι", "Ελένη Μαρή", "el"),
    ("雨夜的灯塔与失踪的地图师", "林小舟", "zh"),
    ("國家圖書館的最後一夜", "陳雨", "zh-Hant"),
    ("海の向こうの図書館で待っている", "佐藤みなと", "ja"),
    ("حكاية المنارة الأخيرة", "ليلى الحداد", "ar"),
    ("Salt 🌊 Letters 💌", "Ida", "en"),
];

fn facts((title, author, language): (&str, &str, &str)) -> Facts {
    Facts {
        title: title.to_owned(),
        authors: author.split("; ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        series: title.starts_with("The").then(|| ("The Tides".to_owned(), Some("2".to_owned()))),
        language: language.to_owned(),
        subjects: Vec::new(),
        identifier: format!("{title} {author}"),
    }
}

/// Kilobytes that a drawn cover may have.
const LARGEST: usize = 200_000;

#[test]
fn every_kind_of_title_makes_a_cover_in_every_design() {
    for (number, kind) in KINDS.into_iter().enumerate() {
        let mut seen = Vec::new();
        for (name, cover) in covers::draw_all(&facts(kind), number) {
            let cover = cover.unwrap_or_else(|| panic!("{name}: {}", kind.0));
            assert!(cover.bytes.len() <= LARGEST, "{name}: {}: {} bytes", kind.0, cover.bytes.len());
            let drawn = image::load_from_memory(&cover.bytes).expect("a picture").into_rgb8();
            assert_eq!(drawn.dimensions(), (covers::WIDTH, covers::HEIGHT));
            // Sixteen colours, of which ink and paper can be told apart as greys.
            let greys: Vec<u8> = imageops::grayscale(&drawn).pixels().map(|pixel| pixel.0[0]).collect();
            let span = greys.iter().max().expect("a pixel") - greys.iter().min().expect("a pixel");
            assert!(span >= 110, "{name}: the greys span only {span}");
            seen.push(cover.bytes);
        }
        assert!(seen.len() >= 6);
        seen.sort();
        seen.dedup();
        assert!(seen.len() >= 6, "two designs are one");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever somebody calls a story and himself: words longer than any line, signs of any script, none at all.
    #[test]
    fn anything_makes_a_cover(
        title in "\\PC{0,80}|[a-z]{46,120}|[а-я]{30,70}|([A-Z][a-z]{40,60} ){1,4}",
        author in "\\PC{0,60}|[a-z]{46,90}",
        language in "en|de|ru|el|ja|zh|ar|tlh",
    ) {
        let cover = covers::draw(&facts((&title, &author, &language))).expect("a cover");
        prop_assert!(cover.bytes.len() <= LARGEST);
        let drawn = image::load_from_memory(&cover.bytes).expect("a picture");
        prop_assert_eq!((drawn.width(), drawn.height()), (covers::WIDTH, covers::HEIGHT));
    }
}

#[test]
fn the_same_facts_are_the_same_bytes_and_others_are_others() {
    let all: Vec<Vec<u8>> = KINDS.map(|kind| covers::draw(&facts(kind)).expect("a cover").bytes).into();
    for (kind, bytes) in KINDS.into_iter().zip(&all) {
        assert!(covers::draw(&facts(kind)).expect("a cover").bytes == *bytes, "{}", kind.0);
    }
    let mut different = all.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), all.len());
}

/// What was drawn when this was written, on a machine with SSE; what draws otherwise makes other books of the same stories.
#[test]
fn the_bytes_are_those_of_every_other_machine() {
    let digests: Vec<String> = KINDS.map(|kind| covers::draw(&facts(kind)).expect("a cover").key()).into();
    let committed = include_str!("covers.txt").lines().collect::<Vec<_>>();
    assert_eq!(digests, committed, "if covers are meant to look otherwise, count VERSION of src/covers/facts.rs up");
}

#[test]
fn what_a_cover_shows_is_in_its_key() {
    let one = facts(KINDS[0]);
    let changes: [&dyn Fn(&mut Facts); 6] = [
        &|facts| facts.title.push('!'),
        &|facts| facts.authors.push("Ann".to_owned()),
        &|facts| facts.series = None,
        &|facts| facts.language = "de".to_owned(),
        &|facts| facts.subjects.push("Fantasy".to_owned()),
        &|facts| facts.identifier.push('1'),
    ];
    for change in changes {
        let mut other = one.clone();
        change(&mut other);
        assert_ne!(one.key(), other.key());
    }
    assert_eq!(one.key(), facts(KINDS[0]).key());
}

#[test]
fn books_of_a_series_share_a_design_and_an_author_has_one() {
    let of = |title: &str, author: &str, series: Option<&str>| {
        let mut facts = facts((title, author, "en"));
        facts.series = series.map(|name| (name.to_owned(), None));
        covers::design(&facts)
    };
    assert_eq!(of("Salt", "Maren Holt", Some("Tides")), of("Iron", "Tomas Reyl", Some("Tides")));
    assert_eq!(of("Salt", "Maren Holt", None), of("Iron", "MAREN HOLT", None));
    let authors =
        ["Ann", "Ida", "Ines Varga", "J. R. Penn", "Tomas Reyl", "quillfeather", "Maren Holt", "Ernst", "Ada"];
    let mut designs: Vec<_> = authors.iter().map(|author| of("Salt", author, None)).collect();
    designs.sort_unstable();
    designs.dedup();
    assert!(designs.len() >= 4, "a shelf of nine authors has only {designs:?}");
    let fantasy = Facts { subjects: vec!["High Fantasy".to_owned()], ..facts(("Salt", "Ann", "en")) };
    assert_eq!(covers::design(&Facts { series: None, ..fantasy }), "hills");
}

/// A book of which nothing is left but one file of that name.
fn old(name: String) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::DEFAULT).expect("an entry");
    archive.write_all(OLD).expect("its bytes");
    archive.finish().expect("an archive").into_inner()
}

/// Its bytes.
const OLD: &[u8] = b"a cover from long ago";

fn is_old(book: &[u8]) -> bool {
    book.windows(OLD.len()).any(|bytes| bytes == OLD)
}

/// The entry of a cover that was there is taken as it is: a cover that says something else shows that it was not drawn.
#[test]
fn an_unchanged_cover_is_not_drawn_again() {
    let story = Story::from(Source::of("ferry", "The Ferry\n\nby Maren Holt\n\nShe ran.\n")).read();
    let document = story.document(&Options::default());
    let fresh = epub::bind(story.manuscript(), &document, &epub::Options::default()).expect("a book");
    let bind = |old: &[u8]| {
        let old = std::io::Cursor::new(old);
        epub::bind_over(story.manuscript(), &document, &epub::Options::default(), Some(old)).expect("a book").bytes
    };
    let key = Facts::of(&document.metadata).key();
    let own = Cover::drawn(OLD.to_vec()).key();
    assert!(is_old(&bind(&old(format!("OEBPS/cover-{key}-{own}.png")))));
    // Of another cover nothing is taken, nor one that somebody has put in its place; and with the true one the bytes are
    // those of a book that was bound anew.
    let other = old(format!("OEBPS/cover-0123456789abcdef-{own}.png"));
    let changed = old(format!("OEBPS/cover-{key}-0123456789abcdef.png"));
    for other in [other, changed, b"no book".to_vec(), fresh.bytes.clone()] {
        assert!(bind(&other) == fresh.bytes);
    }
}

/// So is one of a book that stands elsewhere, on a reader or beside the story.
#[test]
fn a_cover_that_a_reader_has_is_not_drawn_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (story, reader) = (folder.path().join("ferry.txt"), folder.path().join("on the reader.epub"));
    fs::write(&story, "The Ferry\n\nby Maren Holt\n\nShe ran.\n").expect("room");
    let read = Story::open(&story).expect("a story").read();
    let metadata = read.document(&Options::default()).metadata;
    let left = old(format!("OEBPS/cover-{}-{}.png", Facts::of(&metadata).key(), Cover::drawn(OLD.to_vec()).key()));
    let mut earlier = Earlier::default();
    earlier.extend([(metadata.identifier, reader.clone())]);
    let bind = |shelf: &str| {
        let books = folder.path().join(shelf);
        let plan =
            Plan::of(std::slice::from_ref(&story), &Output::Folder(books.clone()), &Whence::Above, true, Form::Epub);
        let wishes = Wishes { earlier: earlier.clone(), ..Wishes::default() };
        assert!(batch::run(&plan, &wishes, &(), &Stop::default()).iter().all(batch::End::is_bound));
        fs::read(books.join("ferry.epub")).expect("the book")
    };
    // Nothing is there; what storybind left is there; another book is.
    assert!(!is_old(&bind("without")));
    fs::write(&reader, &left).expect("room");
    assert!(is_old(&bind("with")));
    fs::write(&reader, old("OEBPS/cover-0123456789abcdef-0123456789abcdef.png".to_owned())).expect("room");
    assert!(!is_old(&bind("with another")));
    // Beside a story that is named by itself stands its book, and a new one is to stand elsewhere, in another form.
    let forged = with_old_cover(&bind("genuine"), &Facts::of(&read.document(&Options::default()).metadata).key());
    fs::write(story.with_extension("epub"), forged).expect("room");
    let elsewhere = Output::Folder(folder.path().join("elsewhere"));
    let plan = Plan::of(std::slice::from_ref(&story), &elsewhere, &Whence::Above, true, Form::Kepub);
    assert!(batch::run(&plan, &Wishes::default(), &(), &Stop::default()).iter().all(batch::End::is_bound));
    assert!(is_old(&fs::read(folder.path().join("elsewhere/ferry.kepub.epub")).expect("the book")));
}

/// A book with another picture as its cover, under the name that would be that picture's own.
fn with_old_cover(book: &[u8], key: &str) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let file = from.by_index_raw(at).expect("an entry");
        if !file.name().expect("a name").starts_with("OEBPS/cover-") {
            archive.raw_copy_file(file).expect("room");
        }
    }
    let name = format!("OEBPS/cover-{key}-{}.png", Cover::drawn(OLD.to_vec()).key());
    archive.start_file(name, SimpleFileOptions::DEFAULT).expect("an entry");
    archive.write_all(OLD).expect("its bytes");
    archive.finish().expect("an archive").into_inner()
}

/// Thumbnails side by side, each as wide as said.
fn sheet(covers: &[covers::Cover], columns: u32, width: u32) -> RgbImage {
    let (height, gap) = (width * 3 / 2, width / 12);
    let rows = u32::try_from(covers.len()).expect("a few").div_ceil(columns);
    let size = ((width + gap) * columns + gap, (height + gap) * rows + gap);
    let mut sheet = RgbImage::from_pixel(size.0, size.1, image::Rgb([0xEC, 0xEA, 0xE5]));
    for (at, cover) in (0..).zip(covers) {
        let small = image::load_from_memory(&cover.bytes).expect("a picture").into_rgb8();
        let small = imageops::resize(&small, width, height, imageops::FilterType::CatmullRom);
        let (x, y) = (gap + at % columns * (width + gap), gap + at / columns * (height + gap));
        imageops::replace(&mut sheet, &small, i64::from(x), i64::from(y));
    }
    sheet
}

#[test]
#[ignore = "writes docs/covers.png, and every kind of title in every design into the folder of the build; nothing to test"]
fn write_the_sheet() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stories: Vec<_> = fs::read_dir(root.join("examples/stories")).expect("the examples").flatten().collect();
    stories.sort_by_key(fs::DirEntry::path);
    let stories = stories.iter().map(fs::DirEntry::path).filter(|path| path.is_file());
    let covers = stories.filter_map(|path| {
        let story = Story::open(&path).ok()?.read();
        covers::draw(&Facts::of(&story.document(&Options::default()).metadata))
    });
    let covers: Vec<_> = covers.take(10).collect();
    sheet(&covers, 5, 216).save(root.join("docs/covers.png")).expect("a picture");
    let kinds = KINDS.into_iter().enumerate().map(|(number, kind)| {
        covers::draw_all(&facts(kind), number).filter_map(|(_, cover)| cover).collect::<Vec<_>>()
    });
    let kinds: Vec<_> = kinds.collect();
    let columns = u32::try_from(kinds[0].len()).expect("a few");
    sheet(&kinds.concat(), columns, 180)
        .save(env!("CARGO_TARGET_TMPDIR").to_owned() + "/covers.png")
        .expect("a picture");
    let digests = KINDS.map(|kind| covers::draw(&facts(kind)).expect("a cover").key());
    fs::write(root.join("tests/covers.txt"), digests.join("\n") + "\n").expect("the digests");
}
