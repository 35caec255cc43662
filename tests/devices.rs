//! Books in the forms that devices want, and what devices demand of a book: each demand broken once, and none by a book of
//! storybind's own.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use storybind::covers::Choice;
use storybind::devices::{self, ALL, Error, Form, Profile, kepub};
use storybind::epub::{self, Finding, Rule};
use storybind::source::Source;
use storybind::{Options, ReadStory, Story};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const STORY: &str = "\
The Lime Kiln

by Wren Tolley

Chapter 1

Nobody had fired the kiln since the strike. *Nobody!* The door stood open, and the swallows came and went as they liked.

***

“You could keep bees in it,” said Anselm. “Or goats.”

Chapter 2

They kept neither. By June it was full of nettles.
";

fn bound(story: &str) -> (epub::Book, ReadStory) {
    let story = Story::from(Source::of("kiln", story)).read();
    (story.bind().expect("a book"), story)
}

fn names(book: &[u8]) -> Vec<String> {
    let mut zip = ZipArchive::new(Cursor::new(book)).expect("an archive");
    (0..zip.len()).map(|at| zip.by_index_raw(at).expect("an entry").name().expect("a name").into_owned()).collect()
}

fn text(book: &[u8], name: &str) -> String {
    let mut bytes = Vec::new();
    let mut zip = ZipArchive::new(Cursor::new(book)).expect("an archive");
    zip.by_name(name).expect(name).read_to_end(&mut bytes).expect("its bytes");
    // A picture is no text, and is looked into for words like any other file.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The book with some of its files replaced or added, packed anew.
fn with(book: &[u8], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).expect("an entry");
        if !files.iter().any(|(name, _)| entry.name().is_ok_and(|own| own == *name)) {
            made.raw_copy_file(entry).expect("a copy");
        }
    }
    for (name, bytes) in files {
        let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);
        made.start_file(*name, options).expect("a file");
        made.write_all(bytes).expect("its bytes");
    }
    made.finish().expect("an archive").into_inner()
}

#[test]
fn a_whole_book_is_marked_and_proved_by_the_proof_of_books() {
    let (book, story) = bound(STORY);
    let made = kepub(&book.bytes).expect("a kepub");
    assert_eq!(made.left, []);
    assert_eq!(names(&made.bytes), names(&book.bytes), "the same files in the same order");
    assert!(made.bytes[30..].starts_with(b"mimetypeapplication/epub+zip"));
    assert_eq!(kepub(&book.bytes).expect("a kepub").bytes, made.bytes, "the same bytes again");
    assert_eq!(kepub(&made.bytes).expect("a kepub").bytes, made.bytes, "a kepub gives itself");
    let document = story.document(&Options::default());
    assert_eq!(epub::prove(story.manuscript(), &document, &made.bytes).expect("proved"), book.words);
    assert_eq!(epub::check_against(&made.bytes, story.manuscript()), []);
    let page = names(&made.bytes).into_iter().find(|name| text(&made.bytes, name).contains("strike")).expect("a page");
    let page = text(&made.bytes, &page);
    assert!(page.contains("since the strike. </span><em><span class=\"koboSpan\" id=\"kobo."), "{page}");
    assert_eq!(text(&made.bytes, "OEBPS/nav.xhtml"), text(&book.bytes, "OEBPS/nav.xhtml"));
}

/// The files and the marks of chapters stay as they were when chapters follow.
#[test]
fn marks_stay_when_a_story_grows() {
    let more = "\nChapter 3\n\nIn August somebody mowed them. It was not Anselm.\n\nChapter 4\n\nThe bees came by themselves.\n";
    let (before, after) = (bound(STORY).0, bound(&format!("{STORY}{more}")).0);
    assert_eq!(before.identifier, after.identifier);
    let (before, after) = (kepub(&before.bytes).unwrap().bytes, kepub(&after.bytes).unwrap().bytes);
    let pages: Vec<String> =
        names(&before).into_iter().filter(|name| name.contains(".xhtml") && !name.contains("nav")).collect();
    let marked = pages.iter().filter(|name| text(&before, name).contains("koboSpan")).count();
    assert!(marked >= 3, "{pages:?}");
    for name in &pages {
        assert_eq!(text(&before, name), text(&after, name), "{name}");
    }
    assert!(names(&after).len() > names(&before).len());
}

#[test]
fn what_cannot_be_marked_is_named_and_what_others_left_is_left_out() {
    let (book, _) = bound(STORY);
    let name =
        names(&book.bytes).into_iter().rfind(|name| text(&book.bytes, name).contains("nettles")).expect("a page");
    let litter: [(&str, &[u8]); 3] =
        [("META-INF/calibre_bookmarks.txt", b"x"), ("__MACOSX/a/b", b"x"), ("é.txt", "ü".as_bytes())];
    let odd = with(
        &book.bytes,
        &[&[(name.as_str(), b"<html><body><p>nettles</body></html>" as &[u8])], &litter[..]].concat(),
    );
    let made = kepub(&odd).expect("a kepub");
    assert_eq!(made.left.len(), 1);
    assert!(made.left[0].file == name && made.left[0].reason.contains("</p>"), "{:?}", made.left);
    assert_eq!(text(&made.bytes, &name), text(&odd, &name));
    let names = names(&made.bytes);
    assert!(
        names.contains(&"é.txt".to_owned())
            && !names.iter().any(|name| name.contains("calibre") || name.contains("MACOSX"))
    );
    assert_eq!(names[0], "mimetype");
}

#[test]
fn protected_and_broken_books_are_refused() {
    let (book, _) = bound(STORY);
    let page =
        names(&book.bytes).into_iter().find(|name| name.ends_with("xhtml") && !name.contains("nav")).expect("a page");
    let encryption = |file: &str| {
        format!(
            "<encryption><EncryptedData><CipherData><CipherReference URI=\"{file}\"/></CipherData></EncryptedData></encryption>"
        )
    };
    let protected = with(&book.bytes, &[("META-INF/encryption.xml", encryption(&page).as_bytes())]);
    assert!(matches!(kepub(&protected), Err(Error::Protected { file }) if file == page));
    let font = with(&book.bytes, &[("META-INF/encryption.xml", encryption("OEBPS/font.otf").as_bytes())]);
    assert!(kepub(&font).is_ok());
    for broken in [&b""[..], b"PK\x03\x04", &book.bytes[..book.bytes.len() / 2], b"<html/>"] {
        assert!(matches!(kepub(broken), Err(Error::NotABook { .. })));
    }
    let no_package = with(&book.bytes, &[("META-INF/container.xml", b"<container/>")]);
    assert!(matches!(kepub(&no_package), Err(Error::NotABook { .. })));
}

/// A contents of five levels has three; the book is as good as it was.
#[test]
fn a_deep_table_of_contents_is_made_shallow() {
    let deep = (1..=5).fold(String::new(), |deep, n| deep + &format!("<li><a href=\"chapter-1.xhtml\">{n}</a><ol>"));
    let deep = format!("{}<li><a href=\"chapter-1.xhtml\">6</a></li>{}", deep, "</ol></li>".repeat(5));
    let (book, _) = bound(STORY);
    let navigation = text(&book.bytes, "OEBPS/nav.xhtml").replacen("<ol>", &format!("<ol>{deep}"), 1);
    let page = names(&book.bytes).into_iter().find(|name| text(&book.bytes, name).contains("strike")).expect("a page");
    let navigation = navigation.replace("chapter-1.xhtml", page.trim_start_matches("OEBPS/"));
    let made = kepub(&with(&book.bytes, &[("OEBPS/nav.xhtml", navigation.as_bytes())])).expect("a kepub");
    let (mut deepest, mut depth) = (0, 0);
    for part in text(&made.bytes, "OEBPS/nav.xhtml").split('<') {
        depth += i32::from(part.starts_with("ol")) - i32::from(part.starts_with("/ol"));
        deepest = deepest.max(depth);
    }
    assert_eq!(deepest, 3);
    let faults: Vec<_> =
        epub::check(&made.bytes).into_iter().filter(|found| found.is_fault && found.rule != Rule::Container).collect();
    assert_eq!(faults, []);
}

/// What a device finds in a book: the names of its demands cannot be seen from outside, their sentences can.
fn found(device: &str, form: Form, book: &[u8]) -> Vec<Finding> {
    let profile = Profile::named(device).expect("a device");
    devices::check(profile, form, book, None)
        .into_iter()
        .filter(|found| found.rule == Rule::Device(profile.name))
        .collect()
}

/// A grey picture of that size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// A book of storybind's own, to which a cover may be added.
fn coverless() -> Vec<u8> {
    let epub = epub::Options { cover: Choice::None, ..epub::Options::default() };
    let story = Story::from(Source::of("kiln", STORY)).read();
    story.bind_with(&Options { epub, ..Options::default() }).expect("a book").bytes
}

/// That book, when its package document or its first page was changed.
fn changed(file: &str, from: &str, to: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let book = coverless();
    let file = match file {
        "page" => names(&book).into_iter().find(|name| text(&book, name).contains("strike")).expect("a page"),
        file => file.to_owned(),
    };
    let old = text(&book, &file);
    assert!(old.contains(from), "{file} has no {from}: {old}");
    let new = old.replacen(from, to, 1);
    with(&book, &[&[(file.as_str(), new.as_bytes())], more].concat())
}

/// Each demand is broken by one change, and says so with a remedy.
#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn every_demand_is_met_or_named() {
    const OPF: &str = "OEBPS/content.opf";
    let item =
        |kind: &str, more: &str| format!("<item id=\"c\" href=\"c.img\" media-type=\"{kind}\" {more}/></manifest>");
    let cover = |kind: &str, more: &str, bytes: &[u8]| {
        changed(OPF, "</manifest>", &item(kind, more), &[("OEBPS/c.img", bytes)])
    };
    let meta = |meta: &str| changed(OPF, "</metadata>", &format!("{meta}</metadata>"), &[]);
    let page = |from: &str, to: &str| changed("page", from, to, &[]);
    let (small, wide) = (png(300, 500), png(3_000, 2_000));
    let large: Vec<u8> = small.iter().copied().chain(std::iter::repeat_n(7, 6_000_000)).collect();
    let own = coverless();
    let marked = kepub(&own).expect("a kepub").bytes;
    let first_page = names(&own).into_iter().find(|name| text(&own, name).contains("strike")).expect("a page");
    let unmarked = with(&marked, &[(first_page.as_str(), text(&own, &first_page).as_bytes())]);
    let nested = text(&marked, &first_page).replacen("since", "<b class=\"koboSpan\">since</b>", 1);
    let nested = with(&marked, &[(first_page.as_str(), nested.as_bytes())]);
    let bare = text(&marked, &first_page).replace("book-inner\"", "book-other\"");
    let bare = with(&marked, &[(first_page.as_str(), bare.as_bytes())]);
    let encryption = format!("<encryption><CipherReference URI=\"{first_page}\"/></encryption>");
    let protected = with(&own, &[("META-INF/encryption.xml", encryption.as_bytes())]);
    let deep = "<li><a href=\"title.xhtml\">1</a><ol>".repeat(4);
    let deep = format!("<ol>{deep}<li><a href=\"title.xhtml\">5</a></li>{}", "</ol></li>".repeat(4));
    let deep = changed("OEBPS/nav.xhtml", "<ol>", &deep, &[]);
    let noise: Vec<u8> = (0_u64..210_000_000).map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8).collect();
    let padded = |length: usize| {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        let mut zip = ZipArchive::new(Cursor::new(&own)).expect("an archive");
        for at in 0..zip.len() {
            made.raw_copy_file(zip.by_index_raw(at).expect("an entry")).expect("a copy");
        }
        let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
        made.start_file("OEBPS/noise", options).expect("a file");
        made.write_all(&noise[..length]).expect("its bytes");
        made.finish().expect("an archive").into_inner()
    };
    let whole = |body: &str| {
        let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head>";
        with(&own, &[(first_page.as_str(), format!("{head}{body}</html>").as_bytes())])
    };
    let back = format!("<li><a href=\"{}\">x</a></li></ol>", first_page.trim_start_matches("OEBPS/"));
    let named_cover = text(&cover("image/png", "", &small), OPF)
        .replace("</metadata>", "<meta name=\"cover\" content=\"c\"/></metadata>");
    let named_cover = with(&cover("image/png", "", &small), &[(OPF, named_cover.as_bytes())]);
    let language = |language: &str| changed(OPF, ">en<", &format!(">{language}<"), &[]);
    let cases: Vec<(&str, Form, Vec<u8>, &str, bool)> = vec![
        ("kindle", Form::Epub, language("und"), "It does not say which language", true),
        ("kindle", Form::Epub, language("ru-RU"), "“ru-RU” is not on Amazon's list", false),
        (
            "kindle",
            Form::Epub,
            page("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\"?>"),
            "encoding is not stated",
            true,
        ),
        ("kindle", Form::Epub, page("since", "<img alt=\"\"/>since"), "A picture has no src", true),
        ("kindle", Form::Epub, page("since", "<!-- a -- b -->since"), "A comment has “--” in it", true),
        ("kindle", Form::Epub, whole("<body id=\"b\"><p><a href=\"#b\">x</a></p></body>"), "A link leads to", true),
        ("kindle", Form::Epub, changed("OEBPS/nav.xhtml", "</ol>", &back, &[]), "stands after what it precedes", true),
        ("kindle", Form::Epub, meta("<dc:date>in spring</dc:date>"), "“in spring” is no date", false),
        ("kindle", Form::Epub, meta("<dc:creator> </dc:creator>"), "An author has no name", true),
        ("kindle", Form::Epub, cover("image/webp", "", b"RIFF"), "of the type image/webp", true),
        (
            "kindle",
            Form::Epub,
            cover("image/png", "properties=\"cover-image\"", &small),
            "The cover has 300 × 500 pixels",
            false,
        ),
        ("kindle", Form::Epub, page("</head>", "<script>x()</script></head>"), "It has a script", false),
        ("kindle", Form::Epub, padded(51_000_000), "It has 52 MB. By mail", false),
        ("kindle", Form::Epub, padded(201_000_000), "It has 202 MB. Send to Kindle takes no larger", true),
        ("kindle", Form::Epub, changed(OPF, "application/x-dtbncx+xml", "text/xml", &[]), "There is no NCX", false),
        ("kindle", Form::Epub, protected.clone(), "The page is encrypted", true),
        ("generic", Form::Epub, protected, "The page is encrypted", true),
        ("kobo", Form::Epub, own.clone(), "It is an EPUB. Adobe's", false),
        ("kobo", Form::Epub, marked.clone(), "its name does not say so", true),
        ("kobo", Form::Kepub, unmarked, "Its sentences are not marked", true),
        ("kobo", Form::Kepub, bare, "The div that Kobo looks for", true),
        ("kobo", Form::Kepub, nested, "A marked sentence stands in another", true),
        ("kobo", Form::Epub, named_cover, "The cover is not marked as one", true),
        ("kobo", Form::Epub, cover("image/gif", "properties=\"cover-image\"", b"GIF89a"), "The cover is a GIF", true),
        ("kobo", Form::Epub, cover("image/png", "", &large), "It has 6 MB", false),
        ("kobo", Form::Epub, deep, "It has 5 levels", false),
        (
            "apple",
            Form::Epub,
            cover("image/png", "properties=\"cover-image\"", &small),
            "The cover has 300 × 500",
            false,
        ),
        ("apple", Form::Epub, cover("image/png", "", &wide), "It has 3000 × 2000 pixels", false),
        ("remarkable", Form::Epub, padded(101_000_000), "It has 102 MB", false),
        (
            "pocketbook",
            Form::Epub,
            meta(
                "<meta name=\"calibre:series_index\" content=\"1\"/><meta name=\"calibre:series\" content=\"Tides\"/>",
            ),
            "calibre:series_index stands before",
            false,
        ),
    ];
    let mut said = BTreeSet::new();
    for (device, form, book, message, is_fault) in cases {
        let found = found(device, form, &book);
        let one = found.iter().find(|found| found.message.contains(message));
        let one = one.unwrap_or_else(|| panic!("{device}: nothing says “{message}”: {found:?}"));
        assert_eq!(one.is_fault, is_fault, "{one}");
        assert!(one.message.matches(". ").count() >= 1 && one.message.ends_with('.'), "{one}");
        said.insert((device, message));
    }
    assert!(said.len() > 20);
}

/// The examples' and the corpus's stories: no device finds a fault in their books, in whichever form it wants them; what is
/// worth knowing are languages that Amazon does not name.
#[test]
fn books_pass_every_device() {
    let (mut books, mut remarks) = (0, BTreeSet::new());
    for folder in ["examples/stories", "tests/corpus"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            let Ok(story) = Story::open(&path) else { continue };
            let book = story.read().bind().expect("a book").bytes;
            let marked = kepub(&book).expect("a kepub");
            assert_eq!(marked.left, [], "{}", path.display());
            for profile in ALL {
                let bytes = if profile.form == Form::Kepub { &marked.bytes } else { &book };
                for found in devices::check(profile, profile.form, bytes, None) {
                    assert!(!found.is_fault, "{}: {}: {found}", path.display(), profile.name);
                    remarks.insert(found.message);
                }
            }
            books += 1;
        }
    }
    assert!(books > 50, "{books} books");
    assert!(remarks.iter().all(|remark| remark.contains("Amazon's list of languages")), "{remarks:?}");
}
