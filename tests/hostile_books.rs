//! Books that somebody made to break whoever reads them: more than a hundred of them, each answered by a sentence that says what is wrong,
//! in memory and time that its size on disk bounds.
//!
//! Nothing here measures time: what costs the square of its size, or all that it claims, would not end. Memory is
//! measured by the system: the program itself checks the worst of them under `ulimit`.

#[path = "properties/archive.rs"]
mod archive;

use std::fmt::Write as _;

use archive::{Archive, BOOK, Entry};
use storybind::deliver::made_by_storybind;
use storybind::devices::{self, Error, Form, kepub};
use storybind::epub::{self, Finding, Rule};
use storybind::text;

/// The least that passes for a book.
fn book() -> Archive {
    Archive { entries: BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect(), ..Archive::default() }
}

fn original(name: &str) -> &'static str {
    BOOK.iter().find(|(own, _)| *own == name).expect("a file of the book").1
}

/// The book with another entry in place of one.
fn with(name: &str, entry: Entry) -> Vec<u8> {
    let mut book = book();
    *book.entries.iter_mut().find(|own| own.name == name.as_bytes()).expect("an entry") = entry;
    book.bytes()
}

/// The book with more entries.
fn and(entries: impl IntoIterator<Item = Entry>) -> Vec<u8> {
    let mut book = book();
    book.entries.extend(entries);
    book.bytes()
}

/// The book with text replaced in a file.
fn replaced(name: &str, from: &str, to: &str) -> Vec<u8> {
    let text = original(name);
    assert!(text.contains(from), "{name} does not say {from}");
    with(name, Entry::honest(name, text.replacen(from, to, 1)))
}

/// The book with something in its page.
fn paged(body: &str) -> Vec<u8> {
    replaced("p.xhtml", "<p>", &format!("{body}<p>"))
}

/// So many pieces of text, one behind the other.
fn each(count: usize, piece: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for n in 0..count {
        all.push_str(&piece(n));
    }
    all
}

/// What is found, which is never long.
#[track_caller]
fn found(book: &[u8]) -> Vec<Finding> {
    let found = epub::check(book);
    assert!(found.len() <= 200 && found.is_sorted());
    for finding in &found {
        let said = finding.to_string();
        assert!(said.len() < 2_000 && !said.chars().any(char::is_control), "{said}");
    }
    found
}

/// A fault says this of a file.
#[track_caller]
fn says(book: &[u8], file: &str, said: &str) {
    let found = found(book);
    let is_it = |finding: &&Finding| finding.is_fault && finding.file == file && finding.message.contains(said);
    assert!(found.iter().any(|finding| is_it(&finding)), "no fault “{said}” of “{file}” among {found:#?}");
}

/// An extra field of so many bytes, of a kind that nobody knows.
fn padding(bytes: u16) -> Vec<u8> {
    let mut field = 0xCAFE_u16.to_le_bytes().to_vec();
    field.extend((bytes - 4).to_le_bytes());
    field.resize(usize::from(bytes), 0);
    field
}

/// A file of so many megabytes of the same byte, which takes a thousandth of it.
fn bomb(name: &str, megabytes: usize) -> Entry {
    Entry::honest(name, vec![b' '; megabytes << 20])
}

#[test]
fn a_book_has_no_findings() {
    assert_eq!(found(&book().bytes()), []);
}

/// 100 MB of prose in 500 pages: a story of that size is no bomb.
#[test]
fn a_book_of_a_hundred_megabytes_has_no_findings() {
    let words: Vec<&str> =
        "the lamp goes out when nobody has wound it and then a goat may find its own way down".split(' ').collect();
    let mut seed = 1_u32;
    let mut prose = String::new();
    while prose.len() < 210_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        prose.push_str(words[(seed >> 16) as usize % words.len()]);
        prose.push(' ');
    }
    let page = Entry::honest("p.xhtml", original("p.xhtml").replace("Nobody", &prose));
    let (mut items, mut order) = (String::new(), String::new());
    let pages = (0..500).map(|n| {
        write!(items, "<item id=\"p{n}\" href=\"p{n}.xhtml\" media-type=\"application/xhtml+xml\"/>").unwrap();
        write!(order, "<itemref idref=\"p{n}\"/>").unwrap();
        Entry { name: format!("p{n}.xhtml").into_bytes(), ..page.clone() }
    });
    let mut book = book();
    book.entries.extend(pages);
    let package = original("a.opf").replace("</manifest>", &format!("{items}</manifest>"));
    book.entries[2] = Entry::honest("a.opf", package.replace("</spine>", &format!("{order}</spine>")));
    assert_eq!(found(&book.bytes()), []);
}

#[test]
fn a_page_that_grows_a_thousandfold() {
    says(&with("p.xhtml", bomb("p.xhtml", 100)), "p.xhtml", "holds more than 64 MB");
    says(&with("a.opf", bomb("a.opf", 100)), "a.opf", "holds more than 64 MB");
    let container = "META-INF/container.xml";
    says(&with(container, bomb(container, 100)), container, "holds more than 64 MB");
}

/// 40 files of 10 MB in 400 KB: none is too large, together they are.
#[test]
fn many_files_that_grow_a_thousandfold() {
    let one = bomb("x", 10);
    let many = (0..40).map(|n| Entry { name: format!("{n}.css").into_bytes(), ..one.clone() });
    says(&and(many), "", "grows far beyond any book of its size");
}

/// As D. Fifield's bomb of 42 KB: many entries of the directory lead to the same bytes.
#[test]
fn files_that_share_their_bytes() {
    let shared = Entry { shares: Some(5), ..bomb("x", 10) };
    let many = (0..50).map(|n| Entry { name: format!("{n}.css").into_bytes(), ..shared.clone() });
    let book = and([bomb("x", 10)].into_iter().chain(many));
    assert!(book.len() < 20_000);
    says(&book, "x", "shares its bytes with");
    says(&book, "0.css", "says other things of it than the directory");
    says(&book, "", "grows far beyond");
    // A file inside another's data: found by where they lie, whatever their names.
    let inner = and([Entry::stored("inner.css", b"p {}")]);
    let outer = Entry::stored("outer.css", &inner[..inner.len() / 2]);
    let nested = Entry { shares: Some(5), name: b"other.css".to_vec(), ..outer.clone() };
    says(&and([outer, nested]), "outer.css", "shares its bytes with other.css");
}

#[test]
fn names_that_lead_out_of_the_book() {
    for name in ["../up", "a/../../up", "/etc/passwd", "a\\b", "..\\up", "C:\\up", ".."] {
        says(&and([Entry::stored(name, b"")]), name, "leads out of the book");
    }
    for (name, sign) in [("C:up", "U+003A"), ("a?", "U+003F"), ("nul\0l", "U+0000"), ("\u{1B}[2J", "U+001B")] {
        let file = name.replace(char::is_control, "\u{FFFD}");
        says(&and([Entry::stored(name, b"")]), &file, sign);
    }
    let long = "a/".repeat(30_000) + "a";
    let found = found(&and([Entry::stored(&long, b"")]));
    assert!(found.iter().any(|finding| finding.message.contains("60001 bytes long")), "{found:#?}");
}

/// References resolve inside the book, and only there: what lies outside is not there.
#[test]
fn references_that_lead_out_of_the_book() {
    says(&replaced("a.opf", "p.xhtml", "../../../../etc/passwd"), "a.opf", "etc/passwd stands in the manifest but not");
    says(&paged("<img src=\"file/../../../etc/passwd\" alt=\"\"/>"), "p.xhtml", "leads to no file of the book");
    let container = "META-INF/container.xml";
    says(&replaced(container, "a.opf", "../a.opf"), "../a.opf", "no such file");
}

#[test]
fn names_twice_and_in_no_known_letters() {
    says(&and([Entry::honest("p.xhtml", "<p/>")]), "", "Two entries have one name");
    says(&and([Entry::honest("P.XHTML", "<p/>")]), "P.XHTML", "same name but for capitals");
    for name in [&b"\xFF\xFE"[..], b"", b"\xC3\x28.xhtml", b"\xED\xA0\x80"] {
        let odd = Entry { name: name.to_vec(), flags: 1 << 11, ..Entry::stored("x", b"x") };
        assert!(found(&and([odd])).iter().any(|finding| finding.is_fault));
    }
}

#[test]
fn sizes_and_sums_that_lie() {
    let page = || Entry::honest("p.xhtml", original("p.xhtml"));
    for size in [0, 1, page().size - 1, page().size + 1, 60 << 20, u32::MAX - 1, u32::MAX] {
        says(&with("p.xhtml", Entry { size, ..page() }), "p.xhtml", "cannot be read");
    }
    for packed in [0, 1, page().packed - 1, 1 << 20, u32::MAX] {
        let lied = found(&with("p.xhtml", Entry { packed, ..page() }));
        assert!(lied.iter().any(|finding| finding.is_fault), "{packed}");
    }
    says(&with("p.xhtml", Entry { checksum: 1, ..page() }), "p.xhtml", "cannot be read");
    // What nobody links to is looked at as well.
    let picture = Entry { checksum: 1, ..Entry::honest("a.png", "no picture") };
    says(&and([picture]), "a.png", "cannot be unpacked");
    // A megabyte that says it is a byte; a byte that says it is 60 MB, and must not have them set aside.
    says(&with("p.xhtml", Entry { size: 1, ..bomb("p.xhtml", 1) }), "p.xhtml", "cannot be read");
}

#[test]
fn files_that_no_reader_opens() {
    let page = || Entry::honest("p.xhtml", original("p.xhtml"));
    says(&with("p.xhtml", Entry { flags: 1, ..page() }), "p.xhtml", "encrypted");
    for method in [1, 9, 12, 14, 93, 95, 98, 99, u16::MAX] {
        says(&with("p.xhtml", Entry { method, ..page() }), "p.xhtml", "neither stored nor deflated");
    }
    says(&with("p.xhtml", Entry { method: 8, ..Entry::stored("p.xhtml", b"stored") }), "p.xhtml", "cannot be read");
    says(&with("p.xhtml", Entry { extra: padding(60_000), ..page() }), "p.xhtml", "bytes long");
}

#[test]
fn archives_that_are_cut_or_padded() {
    let whole = book().bytes();
    for end in (0..whole.len()).step_by(7) {
        assert!(found(&whole[..end]).iter().any(|finding| finding.is_fault), "cut at {end}");
    }
    for before in [&b"MZ"[..], b"#!/bin/sh\n", &[0; 10_000]] {
        says(&Archive { before: before.to_vec(), ..book() }.bytes(), "mimetype", "The first entry");
        says(&[before, &whole].concat(), "", "no archive");
    }
    let comment = found(&Archive { comment: vec![b'x'; 65_535], ..book() }.bytes());
    assert!(comment.iter().any(|finding| finding.message.contains("comment")), "{comment:?}");
}

#[test]
fn directories_that_lie() {
    for count in [0, 1, 4, 6, 65_534, 65_535] {
        let lied = found(&Archive { count: Some(count), ..book() }.bytes());
        assert!(lied.iter().any(|finding| finding.is_fault), "{count} entries");
    }
    let large = [0, 1, 5, 6, 1 << 20, 1 << 40, u64::MAX / 46, u64::MAX];
    for count in large {
        for (size, offset) in [(0, 0), (1 << 40, 1 << 40), (u64::MAX, 0), (0, u64::MAX), (u64::MAX, u64::MAX)] {
            let lied = found(&Archive { large: Some((count, size, offset)), ..book() }.bytes());
            assert!(lied.iter().any(|finding| finding.is_fault), "{count} entries, {size} bytes, at {offset}");
        }
    }
    // 40 MB of headers, and 3,000 records that say where they might begin.
    let headers = b"PK\x01\x02".repeat(10 << 20);
    let records: Vec<u8> = (0..3_000_u32)
        .flat_map(|n| [&b"PK\x05\x06\0\0\0\0\x0A\0\x0A\0\0\0\0\0"[..], &(n << 12).to_le_bytes(), b"\0\0"].concat())
        .collect();
    says(&[b"PK\x03\x04", headers.as_slice(), &records].concat(), "", "no archive");
}

/// 65,000 entries, and 50,000 links to files that are not among them: each look costs the same.
#[test]
fn a_directory_as_large_as_it_can_be() {
    let mut book = book();
    book.entries.extend((0..65_000).map(|n| Entry::stored(&format!("{n}"), b"")));
    let links = each(50_000, |n| format!("<li><a href=\"missing-{n}.xhtml\">x</a></li>"));
    let navigation = original("n.xhtml").replace("<ol>", &format!("<ol>{links}"));
    book.entries[3] = Entry::honest("n.xhtml", navigation);
    says(&book.bytes(), "a.opf", "stands in the archive but not in the manifest");
    // A directory of 30 MB, of which half is read.
    let long = Entry { extra: padding(1_024), ..Entry::stored("x", b"") };
    let many = (0..30_000).map(|n| Entry { name: format!("{n}").into_bytes(), shares: Some(5), ..long.clone() });
    says(&and([long.clone()].into_iter().chain(many)), "", "its directory is larger than any book's");
}

#[test]
fn elements_inside_each_other_without_end() {
    let deep = |inside: &str| "<div>".repeat(100_000) + inside + &"</div>".repeat(100_000);
    let said = "more than 256 elements stand inside each other";
    says(&paged(&deep("x")), "p.xhtml", said);
    says(&paged(&"<div>".repeat(1_000_000)), "p.xhtml", said);
    says(&replaced("n.xhtml", "<nav", &format!("{}<nav", deep(""))), "n.xhtml", said);
    says(&replaced("a.opf", "<metadata", &format!("{}<metadata", deep(""))), "a.opf", said);
    let container = "META-INF/container.xml";
    says(&replaced(container, "<rootfiles>", &format!("{}<rootfiles>", deep(""))), container, said);
    let story = text::read("Ash\n\nNobody had fired the kiln.\n", &text::Options::default());
    assert!(epub::check_against(&paged(&deep("x")), &story).iter().any(|finding| finding.is_fault));
}

#[test]
fn entities_that_grow_or_fetch() {
    let mut laughs = "<!DOCTYPE html [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..=9 {
        write!(laughs, "<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)).unwrap();
    }
    let laughing = format!("{laughs}]>{}", original("p.xhtml").replace("<p>", "<p>&a9;"));
    let book = with("p.xhtml", Entry::honest("p.xhtml", &laughing));
    says(&book, "p.xhtml", "declares entities of its own");
    says(&book, "p.xhtml", "XML does not know &a9;");
    let title = laughing.replace("<h1 id=\"c\"", "<h1 id=\"c\" title=\"&a9;\"");
    says(&with("p.xhtml", Entry::honest("p.xhtml", title)), "p.xhtml", "The attribute title is not well-formed");
    let fetched = "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % y SYSTEM \"http://x/\"> %y;]>";
    let fetching = format!("{fetched}{}", original("p.xhtml").replace("<p>", "<p>&x;"));
    says(&with("p.xhtml", Entry::honest("p.xhtml", fetching)), "p.xhtml", "declares entities of its own");
    for reference in ["&#0;", "&#xD800;", "&#x110000;", "&#99999999999999999999;", "&;", "&#;"] {
        assert!(found(&paged(reference)).iter().any(|finding| finding.is_fault), "{reference}");
    }
}

#[test]
fn attributes_and_names_without_end() {
    let long = "x".repeat(20_000_000);
    says(&paged(&format!("<a id=\"{long}\"/>")), "p.xhtml", "20000000 bytes long");
    says(&paged(&format!("<a href=\"{long}\"/>")), "p.xhtml", "20000000 bytes long");
    says(&paged(&format!("<{long}></{long}y>")), "p.xhtml", "not well-formed");
    says(&paged(&format!("<a {long}=\"&nope;\"/>")), "p.xhtml", "is not well-formed");
    says(&paged(&format!("&{long};")), "p.xhtml", "XML does not know &xxx");
    // A picture that stands in its own address is long, and fine.
    assert_eq!(found(&paged(&format!("<img alt=\"\" src=\"data:image/png;base64,{long}\"/>"))), []);
    let many = each(1_000_000, |n| format!(" a{n}=\"\""));
    says(&paged(&format!("<a{many}/>")), "p.xhtml", "more than 256 attributes");
    says(&replaced("a.opf", "<item ", &format!("<item{many} ")), "a.opf", "more than 256 attributes");
}

#[test]
fn a_text_of_fifty_megabytes_in_one_paragraph() {
    assert_eq!(found(&paged(&format!("<p>{}</p>", "ash and lime ".repeat(4_000_000)))), []);
}

/// Five million ids, then as many links: remembered as far as there is room.
#[test]
fn ids_and_links_without_end() {
    let ids = each(3_000_000, |n| format!("<b id=\"{n:x}\"/>"));
    says(&paged(&ids), "", "more ids and links than any book");
    says(&paged(&"<b id=\"x\"/>".repeat(3_000_000)), "p.xhtml", "a second time");
    says(&paged(&"<a href=\"p.xhtml\"/>".repeat(3_000_000)), "", "more ids and links than any book");
}

#[test]
fn manifests_and_spines_without_end() {
    let items = |count: usize, file: &str, properties: &str| {
        (0..count).fold(String::new(), |mut items, n| {
            let kind = "media-type=\"application/xhtml+xml\"";
            write!(items, "<item id=\"x{n}\" href=\"{file}\" {kind} properties=\"{properties}\"/>").unwrap();
            items
        })
    };
    says(
        &replaced("a.opf", "<item ", &format!("{}<item ", items(200_000, "p.xhtml", ""))),
        "a.opf",
        "more than 100000 files",
    );
    says(
        &replaced("a.opf", "<itemref", &format!("{}<itemref", "<itemref/>".repeat(200_000))),
        "a.opf",
        "more than 100000 files",
    );
    says(
        &replaced("a.opf", "<dc:title>", &format!("{}<dc:title>", "<dc:date/><dc:x></dc:x>".repeat(200_000))),
        "a.opf",
        "more than 10000 elements",
    );
    // The same broken page 90,000 times over is read once.
    let package = original("a.opf").replacen("<item ", &format!("{}<item ", items(90_000, "p.xhtml", "")), 1);
    let mut broken = book();
    broken.entries[2] = Entry::honest("a.opf", package);
    broken.entries[4] = Entry { checksum: 1, ..bomb("p.xhtml", 60) };
    says(&broken.bytes(), "a.opf", "stands in the manifest twice");
    // And so is a table of contents that 90,000 items claim to be.
    let package = original("a.opf").replacen("<item ", &format!("{}<item ", items(90_000, "n.xhtml", "nav")), 1);
    let links = "<li><a href=\"p.xhtml\">Ash</a></li>".repeat(50_000);
    let mut many = book();
    many.entries[2] = Entry::honest("a.opf", package);
    many.entries[3] = Entry::honest("n.xhtml", original("n.xhtml").replace("<ol>", &format!("<ol>{links}")));
    says(&many.bytes(), "a.opf", "stands in the manifest twice");
}

/// No remark takes the place of a fault: 300 remarks of names, and one page that is broken.
#[test]
fn faults_are_not_hidden_behind_remarks() {
    let odd = (0..300).map(|n| Entry::stored(&format!("META-INF/é{n}"), b""));
    let mut book = book();
    book.entries.extend(odd);
    book.entries[4] = Entry::honest("p.xhtml", original("p.xhtml").replace("</p>", ""));
    says(&book.bytes(), "p.xhtml", "not well-formed");
}

/// The words of a book are compared with a story's only where they can be the same story, and then in time that grows
/// with their number.
#[test]
fn words_without_end_against_a_story() {
    let story = text::read("Ash\n\nNobody had fired the kiln since the strike.\n", &text::Options::default());
    let said = |body: String, story: &text::Manuscript| {
        let found = epub::check_against(&paged(&body), story);
        assert!(found.len() <= 200);
        found.into_iter().filter(|finding| finding.rule == Rule::Words).collect::<Vec<_>>()
    };
    let long = said(format!("<p>{}</p>", "kiln ".repeat(2_000_000)), &story);
    assert!(matches!(long.as_slice(), [one] if one.is_fault && one.message.contains("far longer")), "{long:?}");
    // Two texts of the same two words, in which no run of one stands in the other.
    let typed = each(100_000, |n| format!("ash lime {n} lime ash "));
    let other = each(100_000, |n| format!("lime ash x{n} ash lime "));
    let found = said(format!("<p>{other}</p>"), &text::read(typed, &text::Options::default()));
    assert!(found.iter().any(|finding| finding.is_fault), "{found:?}");
    let parts = said("<i>kiln</i>".repeat(200_000), &story);
    assert!(!parts.is_empty());
}

/// A kepub is made of anybody's book: what is left of an attack is a page that stays as it was, or a word about why not.
#[test]
fn kepubs_of_books_that_were_made_to_break_them() {
    let left = |book: &[u8]| kepub(book).map(|made| made.left.len()).map_err(|error| error.to_string());
    assert_eq!(left(&book().bytes()), Ok(0));
    let inside = |depth: usize| paged(&format!("{}x{}", "<b>".repeat(depth), "</b>".repeat(depth)));
    for (depth, is_marked) in [(10, true), (248, true), (256, false), (300, false), (100_000, false)] {
        assert_eq!(left(&inside(depth)), Ok(usize::from(!is_marked)), "{depth}");
    }
    // What is marked can be read back, however deep it was before.
    for depth in 240..260 {
        let made = kepub(&inside(depth)).expect("a kepub");
        let is_readable = !epub::check(&made.bytes).iter().any(|found| found.message.contains("inside each other"));
        assert!(is_readable || !made.left.is_empty(), "{depth}");
    }
    for odd in ["<b>", "</b>", "<a b=1>x</a>", "&", "<![CDATA[", "<!--", "<?x"] {
        assert_eq!(left(&paged(odd)), Ok(1), "{odd}");
    }
    assert_eq!(left(&with("p.xhtml", bomb("p.xhtml", 100))), Ok(1));
    let one = bomb("x", 10);
    let many = (0..40).map(|n| Entry { name: format!("{n}.css").into_bytes(), ..one.clone() });
    assert_eq!(left(&and(many)), Ok(0), "what is not looked at is copied as it is packed");
    let shared = Entry { shares: Some(5), ..bomb("x", 10) };
    let many = (0..50).map(|n| Entry { name: format!("{n}.css").into_bytes(), ..shared.clone() });
    assert!(left(&and([bomb("x", 10)].into_iter().chain(many))).is_err_and(|why| why.contains("share their bytes")));
    let twice = and([Entry::stored("x", b"1"), Entry::stored("x", b"2")]);
    assert!(matches!(kepub(&twice), Err(Error::Archive { .. })));
    // Every id that a mark could have is taken: they are passed over once, not for each mark.
    let ids = each(200_000, |n| format!("<b id=\"kobo.1.{n}\">x</b>"));
    assert_eq!(left(&paged(&format!("<p>{ids}</p>"))), Ok(0));
    let marks = each(200_000, |_| "<p>a. b! c? d</p>".to_owned());
    assert_eq!(left(&paged(&marks)), Ok(0));
    let names = "n".repeat(60_000_000);
    assert_eq!(left(&paged(&format!("<{names}/>"))), Ok(0));
    // What devices demand is asked of anybody's book, too.
    for device in devices::ALL {
        let hostile =
            [inside(100_000), with("p.xhtml", bomb("p.xhtml", 100)), paged(&marks), b"PK".to_vec(), Vec::new()];
        for book in hostile {
            assert!(devices::check(device, Form::Kepub, &book, None).len() <= 200);
        }
    }
}

/// What stands where a book is to be written is looked at in the same way, and never taken for one of storybind's.
#[test]
fn foreign_books_are_not_taken_for_our_own() {
    let folder = tempfile::tempdir().unwrap();
    let is_own = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        made_by_storybind(&folder.path().join(name))
    };
    let generator = "<meta name=\"generator\" content=\"storybind 0.1.0\"/>";
    assert!(is_own("own", &replaced("a.opf", "</metadata>", &format!("{generator}</metadata>"))));
    assert!(!is_own("plain", &book().bytes()));
    assert!(!is_own("bomb", &with("a.opf", bomb("a.opf", 100))));
    let deep = "<div>".repeat(100_000) + generator;
    assert!(!is_own("deep", &replaced("a.opf", "<metadata", &format!("{deep}<metadata"))));
    let wide = each(100_000, |n| format!(" a{n}=\"\""));
    assert!(!is_own(
        "wide",
        &replaced("a.opf", "</metadata>", &format!("<meta{wide} name=\"generator\"/></metadata>"))
    ));
    assert!(!is_own("lie", &Archive { large: Some((1 << 40, 1 << 50, 1 << 40)), ..book() }.bytes()));
    let long = Entry { extra: padding(1_024), ..Entry::stored("x", b"") };
    let many = (0..30_000).map(|n| Entry { name: format!("{n}").into_bytes(), shares: Some(5), ..long.clone() });
    assert!(!is_own("directory", &and([long.clone()].into_iter().chain(many))));
    #[cfg(unix)]
    {
        // A pipe into which nobody writes would be waited for without end.
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(!made_by_storybind(&pipe));
    }
}

/// The program itself, with 512 MB for all that it writes to: it answers each of the worst books with a fault and the
/// code 1, and is neither stopped by the system nor by itself.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("story.txt");
    std::fs::write(&story, "Ash\n\nNobody had fired the kiln since the strike.\n").unwrap();
    let (one, shared) = (bomb("x", 60), Entry { shares: Some(5), ..bomb("x", 60) });
    let many = (0..2_000).map(|n| Entry { name: format!("{n}.css").into_bytes(), ..shared.clone() });
    let long = "x".repeat(60_000_000);
    let ids = each(5_000_000, |n| format!("<b id=\"{n:x}\"/>"));
    let items = each(900_000, |n| format!("<item id=\"{n}\" href=\"{n}\"/>"));
    let words = each(7_000_000, |n| format!("{n:x} "));
    let worst = [
        ("one", with("p.xhtml", bomb("p.xhtml", 1_000))),
        ("shared", and([one].into_iter().chain(many))),
        ("deep", paged(&"<a>".repeat(20_000_000))),
        ("name", paged(&format!("<{long}>"))),
        ("id", paged(&format!("<a id=\"{long}\"/>"))),
        ("attributes", paged(&format!("<a{}/>", " a=\"\"".repeat(10_000_000)))),
        ("ids", paged(&ids)),
        ("links", paged(&"<a href=\"p.xhtml\"/>".repeat(3_000_000))),
        ("items", replaced("a.opf", "<item ", &format!("{items}<item "))),
        ("metadata", replaced("a.opf", "<dc:title>", &format!("{}<dc:title>", "<dc:a></dc:a>".repeat(4_000_000)))),
        ("words", paged(&format!("<p>{words}</p>"))),
        ("directory", Archive { large: Some((1 << 40, 1 << 50, 1 << 40)), ..book() }.bytes()),
    ];
    let program = assert_cmd::cargo::cargo_bin!("storybind").display().to_string();
    for (name, bytes) in worst {
        let path = folder.path().join(format!("{name}.epub"));
        std::fs::write(&path, bytes).unwrap();
        let limited = format!("ulimit -d {}; exec \"$0\" check \"$1\" --against \"$2\"", 512 * 1024);
        let output =
            std::process::Command::new("sh").args(["-c", &limited, &program]).args([&path, &story]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name} was not answered: {said}{wrong}");
        assert!(said.contains("fault"), "{name}: {said}{wrong}");
        let limited = format!("ulimit -d {}; exec \"$0\" convert --device kobo --dry-run \"$1\"", 512 * 1024);
        let output = std::process::Command::new("sh").args(["-c", &limited, &program]).arg(&path).output().unwrap();
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name} was not made a kepub, nor refused: {wrong}");
    }
}
