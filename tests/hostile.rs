//! Every odd input that a person or an attacker could give: each ends in a book that holds all its words, or in an
//! error that says what to do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::path::Path;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use storybind::epub::Book;
use storybind::source::{self, Source};
use storybind::text::{self, Words};
use storybind::{Error, Options, Story, convert, report};
use zip::ZipArchive;

fn bind(bytes: impl Into<Vec<u8>>) -> Result<Book, Error> {
    convert(&Source::of("hostile", bytes), &Options::default())
}

/// Binds, and looks through all of the book: binding has proved that no word is lost, this that a reader can read it.
#[track_caller]
fn book(bytes: impl Into<Vec<u8>>) -> BTreeMap<String, String> {
    let book = bind(bytes).unwrap_or_else(|error| panic!("{error}"));
    let mut archive = ZipArchive::new(Cursor::new(book.bytes)).expect("an archive");
    let mut texts = BTreeMap::new();
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        if ["xhtml", "opf", "ncx", "xml"].iter().any(|ending| has_ending(&name, ending)) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("UTF-8");
            well_formed(&name, &text);
            texts.insert(name, text);
        }
    }
    assert!(texts.keys().any(|name| has_ending(name, "opf")), "no package document");
    texts
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

/// All that XML asks for: tags that match, characters that are allowed, references that are known.
#[track_caller]
fn well_formed(name: &str, text: &str) {
    assert!(text.chars().all(text::is_allowed), "{name}: a character that XML forbids");
    let mut reader = Reader::from_str(text);
    let mut open = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(element) => {
                open += 1;
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("an attribute");
                }
            }
            Event::End(_) => open -= 1,
            Event::GeneralRef(reference) => {
                let known = ["amp", "lt", "gt", "quot", "apos"].contains(&&*reference) || reference.starts_with('#');
                assert!(known, "{name}: an unknown reference: {}", &*reference);
            }
            Event::Text(text) => assert!(!text.contains("]]>"), "{name}: an end of CDATA in text"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "{name}: a tag stays open");
}

/// The words of the book's text, without what stands between tags.
fn words_of(book: &BTreeMap<String, String>) -> String {
    let mut words = String::new();
    for (name, text) in book.iter().filter(|(name, _)| has_ending(name, "xhtml") && !name.contains("nav")) {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                Event::Text(text) => words.push_str(&text),
                Event::GeneralRef(reference) => words.push_str(match &*reference {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    _ => "'",
                }),
                Event::Eof => break,
                _ => words.push(' '),
            }
        }
    }
    words
}

#[track_caller]
fn wordless(bytes: impl Into<Vec<u8>>) {
    let error = bind(bytes).expect_err("there is no word in it");
    assert!(matches!(error, Error::Wordless { .. }), "{error}");
    assert!(error.to_string().contains('\n'), "the error says what to do: {error}");
}

#[test]
fn empty_and_blank_files_have_no_word() {
    wordless("");
    wordless("\n");
    wordless(" \t\r\n\u{A0}\u{3000}\r\n\u{FEFF}");
    wordless("\u{FEFF}");
    wordless([0xFF, 0xFE]);
    wordless("* * *\n\n~~~\n");
    wordless([0; 100]);
}

#[test]
fn a_million_blank_lines() {
    wordless("\n".repeat(1_000_000));
    let story = format!("Before.\n{}After.\n", "\r\n".repeat(1_000_000));
    let words = words_of(&book(story));
    assert!(words.contains("Before.") && words.contains("After."));
}

#[test]
fn one_word() {
    assert!(words_of(&book("Rain")).contains("Rain"));
    assert!(words_of(&book("雨")).contains('雨'));
}

#[test]
fn one_line_of_twenty_megabytes() {
    let line = "She counted the lamps along the quay and began again. ".repeat(20_000_000 / 54);
    let book = bind(line.clone()).unwrap();
    assert_eq!(book.words, Words::new(&line).count());
}

#[test]
fn one_word_of_a_megabyte() {
    let book = bind("a".repeat(1_000_000)).unwrap();
    assert_eq!(book.words, 1);
}

#[test]
fn a_hundred_thousand_chapters() {
    let mut story = String::new();
    for n in 1..=100_000 {
        write!(story, "Chapter {n}\n\nShe ran.\n\n").unwrap();
    }
    let book = bind(story.clone()).unwrap();
    assert_eq!(book.words, Words::new(&story).count());
}

/// Titles between signs are compared with each other: were each compared with each, this would not end.
#[test]
fn ten_thousand_names_between_signs() {
    let mut story = String::new();
    for n in 0..10_000_u32 {
        let letters: String =
            (0..4).filter_map(|place| char::from_digit(10 + n / 10_u32.pow(place) % 10, 20)).collect();
        write!(story, "-N{letters}-\n\nShe ran to the sea, and the sea ran too.\n\nNobody saw it.\n\n").unwrap();
    }
    let book = bind(story.clone()).unwrap();
    assert_eq!(book.words, Words::new(&story).count());
}

/// The first words of a paragraph with a sign that stands for letters cannot be quoted alone. Found by fuzzing: for each
/// such paragraph the page compared all others, to say which came nearest, and nobody was told.
#[test]
fn four_thousand_paragraphs_that_are_hard_to_quote() {
    let mut story = String::new();
    for n in 0..4_000 {
        let words = "and the kiln was cold, and nobody had wound the lamp since the strike, or before";
        write!(story, "Kiln™ number {n} of the Lime™ Company stood by the road {words}, {words}.\n\n").unwrap();
    }
    let read = Story::from(Source::of("hostile", story)).read();
    let page = report::html(read.manuscript(), read.evidence(), read.reading(), read.from());
    assert!(page.contains("Kiln™ number 3999"));
}

/// The program gets no more memory than a small multiple of its input: `ulimit -d` counts all that it writes to. What is
/// hardest on memory has the most structure to the byte: a chapter of 25 bytes needs its place in the contents too.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let chapters: String = (1..=100_000).fold(String::new(), |mut story, n| {
        write!(story, "Chapter {n}\n\nShe ran.\n\n").unwrap();
        story
    });
    let line = "She counted the lamps along the quay and began again. ".repeat(20_000_000 / 54);
    let blank = format!("Before.\n{}After.\n", "\n".repeat(1_000_000));
    for (name, story, megabytes) in [("line", line, 200), ("chapters", chapters, 400), ("blank", blank, 100)] {
        let path = folder.path().join(format!("{name}.txt"));
        std::fs::write(&path, story).unwrap();
        let program = assert_cmd::cargo::cargo_bin!("storybind").display().to_string();
        let limited = format!("ulimit -d {}; exec \"$0\" convert -q \"$1\"", megabytes * 1024);
        let output = std::process::Command::new("sh").args(["-c", &limited, &program]).arg(path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name} does not fit in {megabytes} MB: {said}");
    }
}

#[test]
fn only_headings() {
    let story = "Chapter 1\n\n\nChapter 2\n\n\nChapter 3\n\n\nEpilogue\n";
    let words = words_of(&book(story));
    assert!(words.contains("Chapter 3") && words.contains("Epilogue"));
}

#[test]
fn only_a_note() {
    assert!(words_of(&book("A/N: Sorry, no chapter this week. The cat is ill.\n")).contains("The cat is ill."));
}

#[test]
fn files_that_are_no_text_are_errors_that_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Source::open(path)
    };
    let mut noise = Vec::new();
    let mut seed = 1_u32;
    for _ in 0..10_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.push((seed >> 24) as u8);
    }
    for (name, bytes) in [
        ("jpeg.txt", &b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01"[..]),
        ("nuls.txt", &[0; 4096]),
        ("noise.txt", &noise),
        ("utf-32.txt", b"\xFF\xFE\0\0R\0\0\0a\0\0\0i\0\0\0n\0\0\0s\0\0\0"),
        ("book.txt", b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip"),
    ] {
        let error = open(name, bytes).expect_err(name);
        assert!(matches!(error, source::Error::NotText { .. }), "{name}: {error}");
        assert!(error.to_string().contains(name) && error.to_string().contains("\n  "), "{error}");
    }
    assert!(open("stray.txt", b"The band played on.\0 Nobody minded.").is_ok());
}

#[test]
fn stray_nuls_and_controls_leave_every_word() {
    let words =
        words_of(&book("The\0 band\u{1} play\u{8}ed \u{1B}[1mon\u{1B}[0m.\u{FFFE} Nobody\u{B} minded.\u{FFFF}\u{C}\n"));
    assert!(words.contains("band") && words.contains("minded."), "{words}");
    for c in ('\0'..' ').chain(['\u{7F}', '\u{85}', '\u{9F}', '\u{FFFE}', '\u{FFFF}', '\u{1FFFE}', '\u{10FFFF}']) {
        book(format!("Chapter {c}1\n\nShe {c} r{c}an, *so{c} far*.\n\n{c}\n\n~ sing{c} ~\n"));
    }
}

#[test]
fn invalid_utf_8() {
    let words = words_of(&book(b"Good. \xC3\x28 \xE2\x82 \xF0\x9F \xFF Better.".to_vec()));
    assert!(words.contains("Good.") && words.contains("Better."), "{words}");
}

#[test]
fn halves_of_utf_16() {
    let story = "Chapter 1\n\nThe ferry was late, and nobody minded but the lemons.\n";
    let mut little: Vec<u8> = story.encode_utf16().flat_map(u16::to_le_bytes).collect();
    little.push(0x20);
    assert!(words_of(&book(little)).contains("nobody minded"), "an odd number of bytes");
    let units = story.encode_utf16().chain([0xD83D, 0x20, 0xDE00, 0x65, 0xD83D]);
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(units.flat_map(u16::to_be_bytes)).collect();
    assert!(words_of(&book(big)).contains("nobody minded"), "lone surrogates");
    for bytes in [&b"\xFF\xFEa"[..], b"\xFE\xFF\0", b"\xFF\xFEa\0\0", b"\xEF\xBBa", b"\xFF\xFE\x3D\xD8"] {
        match bind(bytes) {
            Ok(_) | Err(Error::Wordless { .. }) => {}
            Err(error) => panic!("{bytes:?}: {error}"),
        }
    }
}

#[test]
fn right_to_left_and_mixed() {
    let story = "الفصل الأول\n\nقالت: «hello, Tom» ثم مضت.\n\nפרק ב\n\nהוא אמר \u{202E}reversed\u{202C} ואז שתק.\n";
    let words = words_of(&book(story));
    assert!(words.contains("«hello, Tom»") && words.contains("reversed"), "{words}");
}

#[test]
fn combining_storms() {
    let storm: String = "\u{300}\u{489}\u{20DD}\u{1AB0}\u{FE20}\u{E0100}".repeat(2_000);
    book(format!("Z{storm}algo c{storm}ame.\n\n{storm}\n\n*{storm}*\n\nChapter {storm}\n"));
    book(format!("{storm}{}", "\u{200D}".repeat(10_000)));
}

#[test]
fn markup_is_words() {
    let story = "Chapter <b>1</b>\n\nShe typed <b>bold</b> &amp; <i>, then ]]> and <![CDATA[ x ]]>.\n\n<!-- -- -->\n\n\
        <?php die ?> &lt; &#0; &nope; \"'><script>alert(1)</script>\n\nRating: <T> & \"up\"\n\n***<hr/>***\n";
    let words = words_of(&book(story));
    for part in ["<b>bold</b> &amp; <i>, then ]]> and <![CDATA[ x ]]>.", "&#0; &nope;", "<script>alert(1)</script>"] {
        assert!(words.contains(part), "{part}:\n{words}");
    }
    let titled = "</title><x y='&'>\n\nby \"A\" <b@c> & Co.\n\nChapter 1\n\nShe ran.\n";
    book(titled);
}

#[test]
fn marks_nested_without_end() {
    for mark in ["*", "_", "/", "**", "__", "_*", "\"", "(", "[", "«", "~", "=", "#", "> ", "- ", "\t", "\u{3000}"] {
        book(format!("{}word", mark.repeat(20_000)));
        book(format!("{0}word{0}", mark.repeat(3_000)));
        book(format!("{mark}word ").repeat(5_000));
        book(format!("{mark}word{mark}\n").repeat(2_000));
    }
}

/// A line as somebody might type it: of everything that means something to a detector, with anything between.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "",
        "***",
        "* * *",
        "oOo",
        "~",
        "---",
        "Chapter 1",
        "Chapter Two: The Door",
        "CHAPTER III",
        "IV.",
        "5",
        "Prologue",
        "Part One",
        "Contents",
        "1. The Door ... 5",
        "A/N: hi",
        "Author's note: hello",
        "[A/N: so]",
        "Rating: T",
        "Summary: She runs.",
        "by Nobody",
        "The End",
        "To be continued",
        "Dear Ann,",
        "Yours, Tom",
        "~ sing ~",
        "*so*",
        "_so_ it",
        "/so/",
        "**loud**",
        "self-",
        "evident",
        "\tShe ran.",
        "    indented",
        "Disclaimer: not mine",
        "\"Who?\" she said.",
        "— Who?",
        "Kapitel 3",
        "第三章 雨",
        "Глава 2",
        "http://x.y/z_a_b",
        "*** START OF THE PROJECT GUTENBERG EBOOK ***",
        "She ran and ran until the quay gave out and the sea began to",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 2 => any::<String>(), 1 => "[ *_~/<>&;\\-=#\"'.a1IVX\u{A0}\u{301}\u{0}]{0,24}"]
}

fn story() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec!["\n", "\n\n", "\n\n\n", "\r\n", "\r"]);
    prop::collection::vec((line(), end), 0..40)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_conserved_and_valid(story in any::<String>()) {
        conserved(story.as_bytes());
    }

    #[test]
    fn any_story_is_conserved_and_valid(story in story()) {
        conserved(story.as_bytes());
    }

    #[test]
    fn any_bytes_are_conserved_and_valid(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        conserved(&bytes);
    }
}

#[track_caller]
fn conserved(bytes: &[u8]) {
    let manuscript = text::read(bytes, &text::Options::default());
    if Words::new(manuscript.text()).next().is_none() {
        wordless(bytes);
    } else {
        book(bytes);
    }
}
