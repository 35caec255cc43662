//! The shelf of a folder: every address leads somewhere, whatever books say of themselves stays words, and of a folder
//! only that is touched which storybind has put there.

#[path = "properties/archive.rs"]
#[allow(dead_code, reason = "the attacks on archives are not all tried here")]
mod archive;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use archive::{Archive, BOOK, Entry};
use quick_xml::events::Event;
use storybind::Story;
use storybind::deliver::Existing;
use storybind::shelf::{Content, Error, Form, Item, Place, Published, Shelf, Site, publish, thumbnail};
use storybind::source::Source;

/// A book whose metadata is this, besides identifier, language and date.
fn book(metadata: &str, cover: Option<&[u8]>) -> Vec<u8> {
    let mut entries: Vec<Entry> = BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect();
    let mut package = BOOK[2].1.replace("<dc:title>Ash</dc:title>", metadata);
    if let Some(cover) = cover {
        package = package.replace("<manifest>", "<manifest><item id=\"c\" href=\"c\" properties=\"cover-image\"/>");
        entries.push(Entry::honest("c", cover));
    }
    entries[2] = Entry::honest("a.opf", package);
    Archive { entries, ..Archive::default() }.bytes()
}

fn titled(title: &str) -> Vec<u8> {
    book(&format!("<dc:title>{title}</dc:title>"), None)
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, bytes).expect("a file");
    path
}

fn site(folder: &Path) -> Site {
    Site::of(Shelf::read(folder, None, Some("The Quay"), None), Path::new("books"))
}

fn bytes(site: &Site, item: Item) -> Vec<u8> {
    match site.content(item) {
        Content::Bytes(_, bytes) => bytes,
        Content::Book(number) => fs::read(&site.shelf().books[number].path).expect("a book"),
    }
}

fn text(site: &Site, item: Item) -> String {
    String::from_utf8(bytes(site, item)).expect("text")
}

/// All that stands in a folder, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut waiting) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => waiting.push(path),
                path => {
                    let bytes = fs::read(&path).expect("a file");
                    found.insert(path.strip_prefix(folder).expect("below").to_owned(), bytes);
                }
            }
        }
    }
    found
}

/// The addresses that a document leads to, with the elements' names, as its own XML says; panics where it is no XML.
fn links(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) | Event::Empty(start) if start.name().as_ref() == "link" => {
                let href = start.try_get_attribute("href").expect("attributes").expect("an address");
                found.push(quick_xml::escape::unescape(&href.value).expect("text").into_owned());
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => {
                assert_eq!(depth, 0);
                return found;
            }
            _ => {}
        }
    }
}

/// An address as it is from the root, where it is linked from another.
fn resolved(from: &str, link: &str) -> String {
    let link = link.split('?').next().unwrap_or_default();
    match (from.rsplit_once('/'), link.strip_prefix("../")) {
        (_, Some(above)) => above.to_owned(),
        (Some((folder, _)), None) => format!("{folder}/{link}"),
        (None, None) => link.to_owned(),
    }
}

/// A cover: a PNG of so many pixels a side, all of one colour.
fn png(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(side, side, image::Rgb([120, 40, 20]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[test]
fn every_link_of_the_catalogue_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..230 {
        let series = "<meta property=\"belongs-to-collection\" id=\"s\">The Tides</meta>";
        let creator = format!("<dc:creator>Author {}</dc:creator>", n % 120);
        let metadata = format!(
            "<dc:title>Book {n}</dc:title>{creator}{series}<meta refines=\"#s\" property=\"group-position\">{n}</meta>"
        );
        put(folder.path(), &format!("deep/b {n}.epub"), book(&metadata, (n == 7).then(|| png(40)).as_deref()));
    }
    let site = site(folder.path());
    let (mut looked, mut books, mut places) = (0, BTreeSet::new(), 0);
    for item in site.all() {
        let Item::Feed(form, place, page) = item else { continue };
        let own = site.address(item);
        let links: Vec<String> = match form {
            Form::Atom => links(&text(&site, item)),
            Form::Json => {
                let json: serde_json::Value = serde_json::from_slice(&bytes(&site, item)).unwrap();
                let mut found = Vec::new();
                hrefs(&json, &mut found);
                found
            }
        };
        for link in links {
            let target = resolved(&own, link.trim_end_matches("{?query}"));
            let there = site.find(&target);
            assert!(there.is_some(), "{own} leads to {target}, where nothing is");
            if let Some(Item::Book(number)) = there.filter(|_| place == Place::Newest && form == Form::Atom) {
                books.insert(number);
            }
            looked += 1;
        }
        places += usize::from(page > 1);
    }
    assert_eq!(books.len(), 230, "the pages of the newest books hold all of them");
    assert!(looked > 8_000 && places > 10, "{looked} {places}");
    let Some(Item::Feed(_, place, _)) = site.find("opds/all-series.xml") else { panic!("no series") };
    assert_eq!(place, Place::Groups(storybind::shelf::Kind::Series));
    let description = text(&site, Item::SearchDescription);
    for template in description.split("template=\"").skip(1).map(|rest| rest.split('?').next().unwrap()) {
        assert!(site.find(&resolved("opds/opensearch.xml", template)).is_some(), "{template}");
    }
}

fn hrefs(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            found.extend(object.get("href").and_then(|href| href.as_str()).map(str::to_owned));
            object.values().for_each(|value| hrefs(value, found));
        }
        serde_json::Value::Array(all) => all.iter().for_each(|value| hrefs(value, found)),
        _ => {}
    }
}

#[test]
fn a_series_is_in_its_order_and_the_newest_are_first() {
    let folder = tempfile::tempdir().unwrap();
    for (title, position, date) in [("A", "10", "2001"), ("B", "2", "2003"), ("C", "2.5", "2002")] {
        let series = format!(
            "<dc:title>{title}</dc:title><meta name=\"calibre:series\" content=\"Quays\"/>\
             <meta name=\"calibre:series_index\" content=\"{position}\"/>"
        );
        let bytes = String::from_utf8_lossy(&book(&series, None)).into_owned();
        assert!(!bytes.is_empty());
        let mut entries: Vec<Entry> = BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect();
        let package =
            BOOK[2].1.replace("<dc:title>Ash</dc:title>", &series).replace("2004-11-07", &format!("{date}-01-01"));
        entries[2] = Entry::honest("a.opf", package);
        put(folder.path(), &format!("{title}.epub"), Archive { entries, ..Archive::default() }.bytes());
    }
    let site = site(folder.path());
    let titles = |item| {
        let json: serde_json::Value = serde_json::from_slice(&bytes(&site, item)).unwrap();
        let books = json["publications"].as_array().unwrap().iter();
        books.map(|book| book["metadata"]["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let series = Place::Group(storybind::shelf::Kind::Series, 0);
    assert_eq!(titles(Item::Feed(Form::Json, series, 1)), ["B", "C", "A"]);
    assert_eq!(titles(Item::Feed(Form::Json, Place::Newest, 1)), ["B", "C", "A"]);
    assert_eq!(titles(Item::Feed(Form::Json, Place::Titles, 1)), ["A", "B", "C"]);
}

/// What storybind binds of a story without a date states none of its own: its file's counts.
#[test]
fn a_book_without_a_date_is_as_new_as_its_file() {
    let folder = tempfile::tempdir().unwrap();
    for (title, days) in [("Ash", 11_000), ("Birch", 13_000), ("Cedar", 12_000)] {
        let story = Story::from(Source::of(title, format!("{title}\n\nby Maren Holt\n\nShe ran.\n"))).read();
        let path = put(folder.path(), &format!("{title}.epub"), story.bind().unwrap().bytes);
        let written = UNIX_EPOCH + Duration::from_secs(days * 86_400);
        fs::File::options().write(true).open(path).unwrap().set_modified(written).unwrap();
    }
    let site = site(folder.path());
    let newest: serde_json::Value =
        serde_json::from_slice(&bytes(&site, Item::Feed(Form::Json, Place::Newest, 1))).unwrap();
    let said = |book: &serde_json::Value| {
        let word = |name: &str| book["metadata"][name].as_str().unwrap().to_owned();
        (word("title"), word("modified"))
    };
    let books: Vec<_> = newest["publications"].as_array().unwrap().iter().map(said).collect();
    let dated = |title: &str, day: &str| (title.to_owned(), format!("{day}T00:00:00Z"));
    assert_eq!(books, [dated("Birch", "2005-08-05"), dated("Cedar", "2002-11-09"), dated("Ash", "2000-02-13")]);
    // The page for people shows no day that the book does not state.
    let list: serde_json::Value = serde_json::from_slice(&bytes(&site, Item::List)).unwrap();
    assert!(list["books"].as_array().unwrap().iter().all(|book| book[7] == ""), "{list}");
}

/// Words of books that would be something else if they were not treated as words.
const HOSTILE: [&str; 12] = [
    "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "]]&gt;&lt;!--",
    "&quot;&gt;&lt;svg onload=alert(1)&gt;",
    "{{title}}",
    "javascript:alert(1)",
    "a&#13;&#10;Set-Cookie: x=1",
    "&#0;&#1;&#27;[31m&#65534;",
    "../../../etc/passwd",
    "&#x202e;drowkcab",
    "%0d%0aX: y",
    "{?query}{searchTerms}",
];

#[test]
fn what_books_say_stays_words() {
    let folder = tempfile::tempdir().unwrap();
    for (n, words) in HOSTILE.iter().enumerate() {
        let meta = |property: &str| format!("<meta property=\"{property}\">{words}</meta>");
        let metadata = format!(
            "<dc:title>{words}</dc:title><dc:creator>{words}</dc:creator><dc:description>{words}</dc:description>\
             <dc:subject>{words}</dc:subject><dc:publisher>{words}</dc:publisher><dc:date>{words}</dc:date>\
             <dc:language>{words}</dc:language>{}{}{}{}",
            meta("belongs-to-collection"),
            meta("schema:isBasedOn"),
            meta("schema:contentRating"),
            meta("schema:wordCount"),
        );
        put(folder.path(), &format!("{n}.epub"), book(&metadata, Some(b"\x89PNG\r\n\x1a\n<script>")));
    }
    let shelf = Shelf::read(folder.path(), None, Some("</title><script>alert(1)</script>"), None);
    assert_eq!((shelf.books.len(), shelf.broken.len()), (HOSTILE.len(), 0));
    let site = Site::of(shelf, Path::new("books"));
    let (mut documents, mut addresses) = (0, BTreeSet::new());
    for item in site.all() {
        let address = site.address(item);
        assert!(address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{address}");
        assert!(!address.split('/').any(|step| step == ".." || step.is_empty()), "{address}");
        assert!(addresses.insert(address), "two things have one address");
        match item {
            Item::Feed(Form::Atom, ..) | Item::SearchDescription => {
                let xml = text(&site, item);
                links(&xml);
                for tag in ["<script", "<img", "<svg", "</title><"] {
                    assert!(!xml.contains(tag), "{tag} in {xml}");
                }
            }
            Item::Feed(Form::Json, ..) | Item::List => {
                let _: serde_json::Value = serde_json::from_slice(&bytes(&site, item)).unwrap();
            }
            Item::Page => {
                let html = text(&site, item);
                assert_eq!(html.matches("<script").count(), 1, "the page's own");
                assert!(!html.contains("alert(1)</script>"));
            }
            _ => continue,
        }
        documents += 1;
    }
    assert!(documents > 60, "{documents}");
    // Every cover lies about being a picture: what stands in for it is one.
    assert!(bytes(&site, Item::Thumbnail(0)).starts_with(b"\x89PNG"));
}

#[test]
fn broken_and_hostile_books_are_named_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "good.epub", titled("Good"));
    put(folder.path(), "empty.epub", b"");
    put(folder.path(), "text.epub", b"no book");
    put(folder.path(), "half.epub", &titled("Half")[..300]);
    let many = "<dc:subject>x</dc:subject>".repeat(5_000);
    put(folder.path(), "many.epub", book(&format!("<dc:title>x</dc:title>{many}"), None));
    let deep = "<x>".repeat(10_000);
    put(folder.path(), "deep.epub", book(&format!("<dc:title>x</dc:title>{deep}"), None));
    let mut bomb: Vec<Entry> = BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect();
    bomb[2] = Entry::honest("a.opf", vec![b' '; 40 << 20]);
    put(folder.path(), "bomb.epub", Archive { entries: bomb, ..Archive::default() }.bytes());
    let shelf = Shelf::read(folder.path(), None, None, None);
    assert_eq!(shelf.books.len(), 1);
    let names: Vec<_> =
        shelf.broken.iter().map(|one| one.path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["bomb.epub", "deep.epub", "empty.epub", "half.epub", "many.epub", "text.epub"]);
    assert!(shelf.broken.iter().all(|one| !one.reason.is_empty() && one.reason.len() < 1_100));
}

#[test]
fn a_thumbnail_is_made_of_what_is_a_picture_and_of_nothing_else() {
    let small = thumbnail(&png(1_000)).expect("a picture");
    assert!(small.starts_with(b"\xff\xd8\xff") && small.len() < 20_000);
    assert_eq!(image::load_from_memory(&small).unwrap().width(), 320);
    let mut large = png(40);
    // A header that claims 2,000,000,000 pixels a side.
    large[16..24].copy_from_slice(&[0x77, 0x35, 0x94, 0, 0x77, 0x35, 0x94, 0]);
    for odd in [large.as_slice(), b"", b"\x89PNG\r\n\x1a\n", b"<svg/>", &png(40)[..60]] {
        assert!(thumbnail(odd).is_none());
    }
}

#[test]
fn the_same_books_make_the_same_catalogue_and_only_what_changed_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let books = folder.path().join("books");
    for (name, title) in [("a.epub", "A"), ("b/b.epub", "B"), ("b/c.epub", "C")] {
        put(&books, name, book(&format!("<dc:title>{title}</dc:title>"), Some(&png(50))));
    }
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    let go = |to: &Path| publish(&site(&books), to, false, Existing::Own).unwrap();
    let first = go(&one);
    assert_eq!((first.unchanged, first.removed), (0, 0));
    let copy = folder.path().join("copy");
    for (name, bytes) in files(&books) {
        put(&copy, &name.to_string_lossy(), bytes);
    }
    publish(&site(&copy), &other, false, Existing::Own).unwrap();
    let without_ledger = |folder: &Path| {
        let mut all = files(folder);
        all.remove(Path::new(storybind::shelf::LEDGER_NAME)).expect("a ledger");
        all
    };
    assert_eq!(without_ledger(&one), without_ledger(&other));
    assert_eq!(go(&one), Published { unchanged: first.written, ..Published::default() });
    fs::remove_file(books.join("b/c.epub")).unwrap();
    put(&books, "a.epub", titled("A new A"));
    let third = go(&one);
    // The feeds, the list, and the book; gone are a book, two covers, two thumbnails.
    assert_eq!(third.removed, 5, "{third:?}");
    assert!(third.written < first.written && !one.join("books/b/c.epub").exists());
    assert_eq!(fs::read(one.join("books/a.epub")).unwrap(), titled("A new A"));
}

#[test]
fn what_storybind_did_not_put_there_is_never_touched() {
    let folder = tempfile::tempdir().unwrap();
    let (books, to) = (folder.path().join("in"), folder.path().join("out"));
    put(&books, "a.epub", titled("A"));
    put(&books, "b.epub", titled("B"));
    let go = |existing| publish(&site(&books), &to, false, existing);
    let own = put(&to, "index.html", "my own page");
    assert!(matches!(go(Existing::Own), Err(Error::Foreign { path }) if path == own));
    assert_eq!(fs::read(&own).unwrap(), b"my own page");
    fs::remove_file(&own).unwrap();
    let note = put(&to, "books/notes.txt", "mine");
    go(Existing::Own).unwrap();
    // Changed by somebody: neither replaced nor removed.
    let changed = put(&to, "books/b.epub", "my own copy");
    fs::remove_file(books.join("b.epub")).unwrap();
    go(Existing::Own).unwrap();
    assert_eq!((fs::read(&changed).unwrap(), fs::read(&note).unwrap()), (b"my own copy".to_vec(), b"mine".to_vec()));
    put(&to, "shelf.css", "my own colours");
    put(&books, "c.epub", titled("C"));
    assert!(matches!(go(Existing::Own), Err(Error::Foreign { .. })));
    go(Existing::Any).unwrap();
    assert!(fs::read_to_string(to.join("shelf.css")).unwrap().contains("The page of a shelf"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_neither_of_the_books_nor_of_the_catalogue() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (books, to, away) = (folder.path().join("in"), folder.path().join("out"), folder.path().join("away"));
    put(&books, "a.epub", titled("A"));
    let secret = put(&away, "secret.epub", titled("Secret"));
    symlink(&secret, books.join("linked.epub")).unwrap();
    symlink(&away, books.join("folder")).unwrap();
    let shelf = Shelf::read(&books, None, None, None);
    assert_eq!(shelf.books.iter().map(|book| book.title.as_str()).collect::<Vec<_>>(), ["A"]);
    assert_eq!(shelf.passed_over.len(), 2);
    fs::create_dir_all(&to).unwrap();
    symlink(&away, to.join("opds")).unwrap();
    assert!(publish(&site(&books), &to, false, Existing::Any).is_err());
    assert_eq!(files(&away).len(), 1, "nothing was written behind the link");
    // A book that becomes a link after it was read is not given.
    let site = site(&books);
    fs::remove_file(books.join("a.epub")).unwrap();
    symlink(&secret, books.join("a.epub")).unwrap();
    assert!(site.shelf().books[0].open().is_none());
}

#[test]
fn two_books_of_one_identity_are_two() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.epub", "b.epub", "c.epub"] {
        put(folder.path(), name, titled("Same"));
    }
    let shelf = Shelf::read(folder.path(), None, None, None);
    let ids: BTreeSet<_> = shelf.books.iter().map(|book| book.id.clone()).collect();
    assert_eq!(ids.len(), 3);
    // Read once more, from what is known and without the first: as if they had been read for the first time.
    fs::remove_file(folder.path().join("a.epub")).unwrap();
    let again = Shelf::read(folder.path(), None, None, Some(&shelf));
    let anew = Shelf::read(folder.path(), None, None, None);
    let ids = |shelf: &Shelf| shelf.books.iter().map(|book| book.id.clone()).collect::<Vec<_>>();
    assert!(again.is_same(&anew) && !again.is_same(&shelf));
    assert_eq!(ids(&again), ids(&anew));
}

#[test]
fn own_books_say_by_what_their_readers_choose() {
    let story =
        "The Lamp\nby Ann Other\n\nFandom: The Tides of Orrin\nRating: Teen\n\nChapter 1\n\nShe lit the lamp.\n";
    let story = storybind::source::Source::of("lamp", story);
    let book = storybind::convert(&story, &storybind::Options::default()).unwrap();
    let about = storybind::epub::about(std::io::Cursor::new(&book.bytes)).unwrap();
    assert_eq!((about.fandoms, about.rating.as_deref()), (vec!["The Tides of Orrin".to_owned()], Some("Teen")));
    assert_eq!((about.words, about.title.as_str()), (Some(4), "The Lamp"));
    assert_eq!(about.authors[0].file_as.as_deref(), Some("Other, Ann"));
}
