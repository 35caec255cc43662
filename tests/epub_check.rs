//! What `epub::check` says of books that somebody broke, and of what is no book at all.

mod sample;

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use storybind::epub::{self, Rule};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A file of a book: its name and its bytes.
type File = (String, Vec<u8>);

fn files() -> Vec<File> {
    let mut archive = ZipArchive::new(Cursor::new(sample::everything().bind().bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.push((entry.name().unwrap().into_owned(), bytes));
    }
    files
}

fn archive(files: &[File]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::DEFAULT;
        let is_first = name == "mimetype";
        let method = if is_first { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        out.start_file(name.as_str(), options.compression_method(method)).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Replaces text in the one file of a name.
fn replaced(file: &str, from: &str, to: &str) -> Vec<u8> {
    let mut files = files();
    let (_, bytes) = files.iter_mut().find(|(name, _)| name.ends_with(file)).expect("such a file");
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "{file} does not say {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
    archive(&files)
}

/// A fault of this rule whose sentence says this.
#[track_caller]
fn assert_fault(book: &[u8], rule: Rule, file: &str, said: &str) {
    let found = epub::check(book);
    let is_it = |finding: &&epub::Finding| {
        finding.is_fault && finding.rule == rule && finding.file.ends_with(file) && finding.message.contains(said)
    };
    assert!(found.iter().any(|finding| is_it(&finding)), "no fault “{said}” in {file} among {found:#?}");
}

#[test]
fn a_good_book_has_no_findings() {
    assert_eq!(epub::check(&archive(&files())), []);
}

#[test]
fn what_is_no_book_is_told() {
    for bytes in [&b""[..], b"PK", b"once upon a time", &[0; 4096]] {
        assert_fault(bytes, Rule::Container, "", "no archive");
    }
    assert_fault(&archive(&[]), Rule::Container, "container.xml", "no package document");
}

#[test]
fn a_container_is_held_to_its_form() {
    let mut moved = files();
    moved.rotate_left(1);
    assert_fault(&archive(&moved), Rule::Container, "mimetype", "first entry");
    assert_fault(&replaced("mimetype", "epub", "epuB"), Rule::Container, "mimetype", "first entry");
    let mut escaping = files();
    escaping.push(("../outside.txt".into(), Vec::new()));
    assert_fault(&archive(&escaping), Rule::Container, "outside.txt", "leads out");
    let mut doubled = files();
    doubled.push(("OEBPS/TITLE.xhtml".into(), Vec::new()));
    assert_fault(&archive(&doubled), Rule::Container, "", "same name but for capitals");
}

#[test]
fn a_package_is_held_to_its_form() {
    let fault = |from, to, said| assert_fault(&replaced("content.opf", from, to), Rule::Package, ".opf", said);
    fault("<dc:language>en", "<dc:language>English (US)", "no language tag");
    fault("<dc:title id=\"title\">The Lamplighter’s Daughter", "<dc:title id=\"title\">", "no dc:title");
    fault("unique-identifier=\"book-id\"", "unique-identifier=\"other\"", "names the book");
    fault("T00:00:00Z", "", "no moment");
    fault("\"dcterms:modified\"", "\"dcterms:created\"", "0 dcterms:modified");
    fault("<itemref idref=\"id_chapter-1.xhtml\"/>", "<itemref idref=\"nobody\"/>", "“nobody”");
    fault("href=\"chapter-1.xhtml\"", "href=\"chapter-x.xhtml\"", "not in the archive");
    fault("href=\"chapter-1.xhtml\"", "href=\"chapter-x.xhtml\"", "not in the manifest");
}

#[test]
fn links_and_markup_are_followed() {
    let nav = |from, to| replaced("nav.xhtml", from, to);
    assert_fault(&nav("href=\"chapter-1.xhtml\"", "href=\"gone.xhtml\""), Rule::Link, "nav.xhtml", "no file");
    assert_fault(&nav("#section-1", "#section-9"), Rule::Link, "nav.xhtml", "no place");
    assert_fault(&nav("href=\"part-1.xhtml\"", "href=\"stylesheet.css\""), Rule::Navigation, "nav.xhtml", "not among");
    let broken = replaced("chapter-1.xhtml", "</aside>", "");
    assert_fault(&broken, Rule::Markup, "chapter-1.xhtml", "not well-formed");
    let doubled = replaced("chapter-1.xhtml", "id=\"section-1\"", "id=\"chapter-1\"");
    assert_fault(&doubled, Rule::Link, "chapter-1.xhtml", "second time");
    let unknown = replaced("chapter-1.xhtml", "&amp;", "&nbsp;");
    assert_fault(&unknown, Rule::Markup, "chapter-1.xhtml", "&nbsp;");
}

#[test]
fn words_are_compared_with_the_story() {
    let story = sample::everything().manuscript();
    let said = |book: &[u8]| {
        let found = epub::check_against(book, &story);
        found.iter().map(|finding| (finding.is_fault, finding.message.clone())).collect::<Vec<_>>()
    };
    assert_eq!(said(&archive(&files())), []);
    let lost = said(&replaced("chapter-2.xhtml", "and then he put on ", ""));
    assert!(matches!(lost.as_slice(), [(true, message)] if message.contains("“and then he put on”")), "{lost:?}");
    let added = said(&replaced("chapter-2.xhtml", "his boots", "his brown boots"));
    assert!(matches!(added.as_slice(), [(false, message)] if message.contains("“brown”")), "{added:?}");
}

/// The package of a book of EPUB 2, and its one page.
const PACKAGE: &str = r#"<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x</dc:identifier><dc:title>Old</dc:title>
<dc:language>en</dc:language><meta name="schema:accessMode" content="textual"/></metadata>
<manifest><item id="p" href="p.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="p"/></spine></package>"#;
const PAGE: &str = r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p title="caf&eacute;">Tea&nbsp;&amp; caf&eacute;</p></body></html>"#;

/// A book of EPUB 2.
fn old(package: &str, page: &str) -> Vec<u8> {
    let container = r#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#;
    let ncx = r#"<ncx><navMap><navPoint><content src="p.xhtml"/></navPoint></navMap></ncx>"#;
    let files = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("a.opf", package),
        ("toc.ncx", ncx),
        ("p.xhtml", page),
    ];
    archive(&files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

#[test]
fn a_book_of_epub_2_is_held_to_epub_2() {
    assert_eq!(epub::check(&old(PACKAGE, PAGE)), []);
    let no_ncx = PACKAGE.replace(" toc=\"ncx\"", "");
    assert_fault(&old(&no_ncx, PAGE), Rule::Navigation, ".opf", "EPUB 2 wants one");
    let (_, bare) = PAGE.split_once('\n').unwrap();
    assert_fault(&old(PACKAGE, bare), Rule::Markup, "p.xhtml", "&nbsp;");
    assert_fault(&old(PACKAGE, &PAGE.replace("&nbsp;", "&nbp;")), Rule::Markup, "p.xhtml", "&nbp;");
    // Of EPUB 3 other things are asked.
    let new = PACKAGE.replace("2.0", "3.0");
    assert_fault(&old(&new, PAGE), Rule::Navigation, ".opf", "EPUB 3 wants one");
    assert_fault(&old(&new, PAGE), Rule::Markup, "p.xhtml", "&nbsp;");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever a book has become, it is looked at and spoken of; nothing more is asked of a broken one.
    #[test]
    fn no_broken_book_stops_the_check(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
                                      end in any::<prop::sample::Index>(), cut in any::<bool>()) {
        let mut book = sample::everything().bind().bytes;
        for (at, byte) in flips {
            let at = at.index(book.len());
            book[at] = byte;
        }
        if cut {
            book.truncate(end.index(book.len()));
        }
        for finding in epub::check_against(&book, &sample::everything().manuscript()) {
            prop_assert!(!finding.message.is_empty());
        }
    }
}
