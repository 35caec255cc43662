//! What has to hold of any bytes at all, said once: the fuzz targets (`fuzz/`) look for bytes of which it does not, and
//! `tests/fuzzed.rs` asks it of all that they have kept.

pub mod archive;
mod books;

use std::fmt::Write as _;
use std::ops::Range;

use storybind::classify::Reading;
use storybind::document;
use storybind::epub;
use storybind::report;
use storybind::settings::Settings;
use storybind::settings::{Boilerplate, Notes};
use storybind::source::{self, Source};
use storybind::text::{self, Manuscript, Words};
use storybind::{Error, Options, ReadStory, Story, convert};

/// The story that every `storybind.toml` is tried on: each thing that a setting can speak of, once.
const STORY: &str = "The Lime Kiln\n\nby Orla Venn\n\nRating: T\n\nA/N: The kiln is real, the goat is not.\n\n\n\
    Chapter 1: Ash\n\nNobody had fired the kiln since the strike, and the swallows had noticed.\n\n* * *\n\n\
    ~ burn, little hill, burn ~\n\n\"You'll want gloves,\" said the goat.\n\nDear Orla,\n\nCome before the rain.\n\nTam\n\n\n\
    Chapter 2: Water\n\nIt rained before she came.\n\nMeh-eh-eh.\n\nThe goat was right about the gloves.\n\nThe End\n\n\
    Thanks for reading! See you next week.\n";

/// Bytes become lines and blocks: each line once, in order, whatever the bytes; the same twice. A repair that was asked
/// for changes no line's place.
pub fn decode(bytes: &[u8]) {
    for repair in [false, true] {
        let options = text::Options { repair, ..text::Options::default() };
        let story = text::read(bytes, &options);
        laid_out(&story);
        let again = text::read(bytes, &options);
        assert_eq!(story.text(), again.text(), "the same bytes were decoded to two texts");
        assert_eq!(story.unrepaired().lines().count(), story.text().lines().count(), "a repair moved a line");
    }
    // Stated encodings, right or wrong.
    for encoding in [encoding_rs::UTF_16LE, encoding_rs::SHIFT_JIS, encoding_rs::GB18030, encoding_rs::WINDOWS_1252] {
        laid_out(&text::read(bytes, &text::Options { encoding: Some(encoding), repair: false }));
    }
    // Whether it is text is said without being read; what is said has words.
    if let Err(why) = source::examine(bytes, None) {
        assert!(!why.to_string().is_empty() && !why.advice().is_empty());
    }
}

/// Lines lie in the text one behind the other, units among them, and no line with words lies outside a block: one begins and
/// ends with words, and blank lines inside one are those of a double-spaced text.
fn laid_out(story: &Manuscript) {
    let mut end = 0;
    for n in 0..story.line_count() {
        let start = story.offset(n);
        assert!(start >= end, "line {n} begins in the one above it");
        end = start + story.line(n).len();
    }
    let mut next = 0;
    for (at, unit) in story.units().iter().enumerate() {
        let lines = unit.lines();
        assert!(lines.start >= next && lines.end > lines.start, "unit {at} has the lines {lines:?} behind {next}");
        assert!((next..lines.start).all(|n| story.line(n).trim().is_empty()), "words stand between units");
        let is_blank = |n: usize| story.line(n).trim().is_empty();
        let is_whole = match story.block(at) {
            Some(_) => !is_blank(lines.start) && !is_blank(lines.end - 1),
            None => lines.clone().all(is_blank),
        };
        assert!(is_whole, "unit {at} is not what it says");
        next = lines.end;
    }
    assert!((next..story.line_count()).all(|n| story.line(n).trim().is_empty()), "words stand behind all units");
}

/// A story is read: every block gets one role, all reports can be written and the JSON among them read again; twice the
/// same.
pub fn detect(bytes: &[u8]) {
    let read = || Story::from(Source::of("fuzzed", bytes)).read();
    let story = read();
    covered(story.manuscript(), story.reading());
    let told = reports(&story);
    serde_json::from_str::<serde_json::Value>(&told[1]).expect("JSON");
    assert_eq!(told, reports(&read()), "the same bytes were read in two ways");
    let lines = story.manuscript().line_count();
    for line in (0..lines).step_by(lines / 8 + 1) {
        let said = report::explain(story.manuscript(), story.evidence(), story.reading(), line);
        assert!(said.is_none_or(|said| !said.is_empty()));
    }
}

fn reports(story: &ReadStory) -> [String; 5] {
    let (manuscript, evidence, reading) = (story.manuscript(), story.evidence(), story.reading());
    [
        report::outline(manuscript, evidence, reading, report::Paint::Plain),
        report::json(manuscript, evidence, reading),
        report::html(manuscript, evidence, reading, story.from()),
        report::tsv(reading),
        report::suggest(manuscript, evidence, reading, story.from()),
    ]
}

/// Elements stand one behind the other, and only spaces that mean nothing between them.
fn covered(story: &Manuscript, reading: &Reading) {
    let are_spaces = |mut units: Range<usize>| units.all(|unit| story.block(unit).is_none());
    let mut next = 0;
    for element in &reading.elements {
        assert!(element.units.start >= next && !element.units.is_empty(), "a unit has two roles");
        assert!(are_spaces(next..element.units.start), "a block has no role");
        next = element.units.end;
    }
    assert!(are_spaces(next..story.units().len()), "the last blocks have no role");
}

/// Any bytes are "not text", or have no word, or become a valid book that holds all their words (binding proves that),
/// to the byte the same twice; also with everything that storybind does only when asked.
pub fn bind(bytes: &[u8]) {
    if source::examine(bytes, None).is_err() {
        return;
    }
    let source = Source::of("fuzzed", bytes);
    let asked = Options {
        text: text::Options { repair: true, ..text::Options::default() },
        document: document::Options {
            smarten: true,
            notes: Notes::End,
            boilerplate: Boilerplate::Drop,
            ..document::Options::default()
        },
        ..Options::default()
    };
    let Some(book) = bound(&source, &Options::default()) else { return };
    assert_eq!(Some(&book), bound(&source, &Options::default()).as_ref(), "the same story made two books");
    bound(&source, &asked);
}

/// The book's bytes, or none of a story without a word.
fn bound(source: &Source, options: &Options) -> Option<Vec<u8>> {
    let has_words = Words::new(text::read(source.bytes.as_slice(), &options.text).text()).next().is_some();
    match convert(source, options) {
        Ok(book) => {
            assert!(has_words || book.words == 0);
            let found = epub::check(&book.bytes);
            assert!(found.is_empty(), "our own book is faulty: {}", listed(&found));
            Some(book.bytes)
        }
        Err(Error::Wordless { .. }) => {
            assert!(!has_words, "a story with words was said to have none");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// Any bytes can be looked at as if they were a book: at most so many findings, each a sentence that can be shown on a
/// terminal; the same twice. Bytes are taken as they are, or tell how to build an archive that is almost a book.
pub fn check(bytes: &[u8]) {
    look_at(bytes);
    if let Ok(book) = books::built(bytes) {
        look_at(&book);
    }
}

fn look_at(book: &[u8]) {
    let found = epub::check(book);
    assert!(found.len() <= 200, "{} findings", found.len());
    assert!(found.is_sorted(), "findings out of order");
    for finding in &found {
        let said = finding.to_string();
        assert!(!finding.message.is_empty() && said.len() < 10_000, "a finding of {} bytes", said.len());
        assert!(!said.chars().any(char::is_control), "a finding would write controls to a terminal: {said:?}");
    }
    assert_eq!(found, epub::check(book), "the same book was judged in two ways");
    let against = epub::check_against(book, &text::read(STORY, &text::Options::default()));
    assert!(against.len() <= 200);
}

/// Any text as `storybind.toml`: followed, or refused with the place that is wrong; whatever it says, the story becomes a
/// valid book that holds all its words.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let settings = match Settings::parse("storybind.toml", &text) {
        Ok(settings) => settings,
        Err(error) => {
            let said = error.to_string();
            assert!(said.starts_with("storybind.toml:") && said.contains("\n  "), "{said}");
            return;
        }
    };
    let source = Source::of("the-lime-kiln", STORY);
    let story = Story::from(source.clone()).with_settings(settings.clone()).read();
    for misfit in story.misfits() {
        assert!(misfit.to_string().starts_with("storybind.toml:"), "{misfit}");
    }
    covered(story.manuscript(), story.reading());
    let options = Options { settings, ..Options::default() };
    assert!(bound(&source, &options).is_some(), "the story lost all its words");
}

fn listed(findings: &[epub::Finding]) -> String {
    findings.iter().fold(String::new(), |mut list, finding| {
        let _ = write!(list, "\n{finding}");
        list
    })
}
