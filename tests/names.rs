//! Titles, authors, series, headings and file names that are made of markup: in every file of the book they are text, the
//! same that was said, and nothing else.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use storybind::source::Source;
use storybind::{Options, convert, document, epub, text};
use zip::ZipArchive;

/// Elements that a book of storybind's is made of: whatever else stands in one was said by somebody else.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "cite",
    "container",
    "content",
    "dc:contributor",
    "dc:creator",
    "dc:date",
    "dc:description",
    "dc:identifier",
    "dc:language",
    "dc:publisher",
    "dc:rights",
    "dc:source",
    "dc:subject",
    "dc:title",
    "dd",
    "div",
    "dl",
    "docAuthor",
    "docTitle",
    "dt",
    "em",
    "footer",
    "guide",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "img",
    "item",
    "itemref",
    "li",
    "link",
    "manifest",
    "meta",
    "metadata",
    "nav",
    "navLabel",
    "navMap",
    "navPoint",
    "ncx",
    "ol",
    "p",
    "package",
    "pageList",
    "reference",
    "rootfile",
    "rootfiles",
    "section",
    "small",
    "span",
    "spine",
    "strong",
    "text",
    "time",
    "title",
    "ul",
];

/// What somebody might type to leave its place: markup, ends of what it may stand in, references, what turns or hides
/// letters, what no file of text holds.
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "</title></head><body onload=\"x\">",
    "]]>",
    "<![CDATA[",
    "-->",
    "<!--",
    "<?php ?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///x\">]>",
    "&",
    "&amp;",
    "&lt;b&gt;",
    "&#60;",
    "&nope;",
    "\"",
    "'",
    "\" onclick=\"x",
    "'/><item id=\"y\" href=\"x\"/>",
    "<",
    ">",
    "\0",
    "\u{1B}[2J",
    "\u{7F}",
    "\u{85}",
    "\u{202E}",
    "\u{2066}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{FFFE}",
    "\u{FFFF}",
    "$(touch x)",
    "`touch x`",
    "; rm -r x",
    "../../x",
    "C:\\x",
    "javascript:x",
    "{title}",
    "%s%n",
    "{{x}}",
    "é",
    "雨",
    "א",
];

fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[a-zA-Z]{1,8}",
        1 => any::<char>().prop_map(String::from),
        1 => Just(" ".to_owned()),
    ];
    // A letter, so that there is a name at all.
    prop::collection::vec(piece, 1..6).prop_map(|pieces| format!("Kiln {}", pieces.concat()))
}

/// Every file of XML, its events looked through: elements and attributes are those that storybind writes.
#[track_caller]
fn files(bytes: Vec<u8>) -> BTreeMap<String, String> {
    assert_eq!(epub::check(&bytes), []);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-./_".contains(&byte)), "{name}");
        assert!(!name.contains("..") && !name.starts_with('/'), "{name}");
        if ["xhtml", "opf", "ncx", "xml"].iter().any(|ending| name.ends_with(ending)) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("UTF-8");
            harmless(&name, &text);
            files.insert(name, text);
        }
    }
    files
}

#[track_caller]
fn harmless(name: &str, text: &str) {
    assert!(text.chars().all(text::is_allowed), "{name}: a character that XML forbids");
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{text}")) {
            Event::Start(start) | Event::Empty(start) => element(name, &start),
            Event::CData(_) | Event::Comment(_) => panic!("{name}: nobody writes that\n{text}"),
            Event::PI(_) => panic!("{name}: an instruction\n{text}"),
            Event::DocType(kind) => assert!(!kind.contains('['), "{name}: {kind:?}"),
            Event::Eof => return,
            _ => {}
        }
    }
}

#[track_caller]
fn element(name: &str, start: &BytesStart<'_>) {
    let tag = start.name().as_ref().to_owned();
    assert!(ELEMENTS.contains(&tag.as_str()), "{name}: nobody writes <{tag}>");
    for attribute in start.attributes() {
        let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
        let key = attribute.key.as_ref();
        assert!(!key.starts_with("on") && key != "style", "{name}: <{tag} {key}>");
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value");
        if ["href", "src"].contains(&key) {
            let target = value.split('#').next().unwrap_or_default();
            let is_plain = target.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-./_".contains(&byte));
            assert!(is_plain && !target.contains(".."), "{name}: {value}");
        }
    }
}

/// The text of each element of a name, references resolved.
fn texts(file: &str, tag: &str) -> Vec<String> {
    let mut reader = Reader::from_str(file);
    let (mut found, mut open): (Vec<String>, usize) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) if start.name().as_ref() == tag => {
                open += 1;
                found.push(String::new());
            }
            Event::End(end) if end.name().as_ref() == tag => open -= 1,
            Event::Text(text) if open > 0 => found.last_mut().expect("one").push_str(&text),
            Event::GeneralRef(reference) if open > 0 => {
                let c = match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => reference.resolve_char_ref().expect("a reference").expect("a character"),
                };
                found.last_mut().expect("one").push(c);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// On one line, without what XML forbids: all that may happen to what was said.
fn tidy(said: &str) -> String {
    let allowed: String = said.chars().filter(|&c| text::is_allowed(c)).collect();
    allowed.split_whitespace().collect::<Vec<_>>().join(" ")
}

const STORY: &str = "Chapter 1\n\nNobody had fired the kiln since the strike.\n";

#[track_caller]
fn bound(file: &str, story: &str, options: document::Options) -> BTreeMap<String, String> {
    let options = Options { document: options, ..Options::default() };
    let book = convert(&Source::of(file, story), &options).unwrap_or_else(|error| panic!("{error}"));
    files(book.bytes)
}

fn file<'f>(files: &'f BTreeMap<String, String>, ending: &str) -> &'f str {
    files.iter().find(|(name, _)| name.ends_with(ending)).expect("such a file").1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is said on the command line comes back as it was said: 96 times in each place.
    #[test]
    fn what_is_said_stays_text(title in name(), author in name(), series in name(), id in name()) {
        let options = document::Options {
            title: Some(title.clone()),
            author: Some(author.clone()),
            series: Some(series),
            id: Some(id),
            ..document::Options::default()
        };
        let files = bound("kiln", STORY, options);
        let package = file(&files, ".opf");
        prop_assert_eq!(tidy(&texts(package, "dc:title")[0]), tidy(&title));
        // Several authors are parted by "&" and ";": all their words are there.
        let words = |said: &str| text::Words::new(said).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&texts(package, "dc:creator").join(" ")), words(&tidy(&author)));
        prop_assert_eq!(tidy(&texts(file(&files, ".ncx"), "docTitle")[0]), tidy(&title));
        let page = file(&files, "title.xhtml");
        prop_assert!(texts(page, "h1").iter().any(|said| tidy(said) == tidy(&title)), "{}", page);
    }

    /// The name of a file is a title too, and never a path.
    #[test]
    fn a_file_name_stays_text(name in name()) {
        let files = bound(&name, STORY, document::Options::default());
        let words = |said: &str| text::Words::new(&said.to_lowercase()).map(str::to_owned).collect::<Vec<_>>();
        let title = &texts(file(&files, ".opf"), "dc:title")[0];
        prop_assert!(words(&tidy(&name.replace('_', " "))).starts_with(&words(title)), "{} of {}", title, name);
    }

    /// Headings go into contents, landmarks and ids; fields into the package: as text.
    #[test]
    fn what_is_typed_stays_text(title in name(), author in name(), heading in name(), summary in name()) {
        let line = |said: &str| said.replace(['\n', '\r'], " ");
        let (title, author, heading, summary) = (line(&title), line(&author), line(&heading), line(&summary));
        let chapters = [1, 2, 3].map(|n| format!("Chapter {n}: {heading}\n\nShe ran.\n\n\n")).concat();
        let story = format!("{title}\n\nby {author}\n\nSummary: {summary}\nRating: {summary}\n\n\n{chapters}The End\n");
        bound("kiln", &story, document::Options::default());
    }
}
