//! Books built by hand from every kind of piece and of every odd shape, read by a reader that storybind did not write.
//!
//! Where `STORYBIND_BOOKS` names a folder, the books are left there for other checkers to look at.

mod sample;

use std::collections::BTreeMap;
use std::io::Read;

use rbook::Epub;
use sample::{Sample, run};
use storybind::document::{BackKind, Contents, Entry, Inline, PieceKind, SectionKind};
use storybind::epub::{self, Book, Options};

/// Binds a sample, has storybind check the book, has rbook read it whole. Gives its pages by name.
#[track_caller]
fn read(name: &str, story: &Sample) -> BTreeMap<String, String> {
    let book = story.bind();
    if let Some(folder) = std::env::var_os("STORYBIND_BOOKS") {
        std::fs::write(std::path::Path::new(&folder).join(name).with_extension("epub"), &book.bytes).unwrap();
    }
    let found = epub::check_against(&book.bytes, &story.manuscript());
    assert!(found.iter().all(|finding| !finding.is_fault), "{name}: {found:?}");
    let pages = pages(&book);
    let read = Epub::options().strict(true).read(std::io::Cursor::new(book.bytes.clone())).unwrap();
    let mut order = Vec::new();
    for page in read.spine() {
        let entry = page.manifest_entry().expect("the spine names a file");
        assert!(entry.read_str().unwrap().ends_with("</html>\n"), "{name}: {}", entry.href());
        order.push(entry.href().path().to_string());
    }
    let mut reached = 0;
    for entry in read.toc().contents().expect("a table of contents").flatten() {
        let target = entry.manifest_entry().expect("an entry leads to a file").href().path().to_string();
        let at = order.iter().position(|path| *path == target).expect("a page that is read");
        assert!(at >= reached, "{name}: the contents go with the spine");
        assert!(!entry.label().is_empty());
        reached = at;
    }
    pages
}

/// The pages of a book by name.
fn pages(book: &Book) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&book.bytes)).unwrap();
    let mut pages = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        if let Some(page) = name.strip_prefix("OEBPS/").filter(|name| !name.starts_with("cover-")) {
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            pages.insert(page.to_owned(), text);
        }
    }
    pages
}

#[test]
fn a_piece_of_every_kind_is_read() {
    let story = sample::everything();
    let pages = read("everything", &story);
    let files = ["title.xhtml", "title-2.xhtml", "part-1.xhtml", "chapter-1.xhtml", "chapter-2.xhtml", "part-2.xhtml"];
    for file in files.into_iter().chain(["epilogue-1.xhtml", "notes-1.xhtml", "about-1.xhtml"]) {
        assert!(pages.contains_key(file), "{file} among {:?}", pages.keys());
    }
    let chapter = &pages["chapter-1.xhtml"];
    for part in [
        "<section id=\"chapter-1\" class=\"chapter\" epub:type=\"chapter\" role=\"doc-chapter\" aria-labelledby=\"chapter-1-title\">",
        "<h2 id=\"chapter-1-title\"><span class=\"label\">CHAPTER I</span>\n<span class=\"name\">The First Lamp</span></h2>",
        "<aside class=\"note\" role=\"note\" aria-label=\"Author’s note\">",
        "<p class=\"first\">The first lamp",
        "<em>there now</em>",
        "<hr class=\"scene\"/>",
        "<p class=\"caption\">~ two weeks later ~</p>\n<p class=\"first\">By then",
        "<h3 id=\"section-1-title\">NELL</h3>",
        "&amp; its sister; (3) a &lt; b, \"so they say\"",
    ] {
        assert!(chapter.contains(part), "{part}\n{chapter}");
    }
    assert!(pages["title-2.xhtml"].contains("<a href=\"chapter-2.xhtml\">The Ladder 9</a>"));
    let package = &pages["content.opf"];
    for part in [
        "<dc:title id=\"title\">The Lamplighter’s Daughter</dc:title>",
        "<meta refines=\"#author-1\" property=\"file-as\">Fenn, Ida</meta>",
        "<meta refines=\"#author-2\" property=\"file-as\">mothwing</meta>",
        "<meta property=\"dcterms:modified\">2004-11-07T00:00:00Z</meta>",
        "<meta property=\"belongs-to-collection\" id=\"series\">Harbour &amp; Hill</meta>",
        "<meta name=\"calibre:series\" content=\"Harbour &amp; Hill\"/>",
        "<meta refines=\"#series\" property=\"group-position\">2</meta>",
        "A town loses its &lt;light&gt;, &amp; somebody",
    ] {
        assert!(package.contains(part), "{part}\n{package}");
    }
}

#[test]
fn metadata_reaches_the_reader() {
    let book = sample::everything().bind();
    let read = Epub::options().strict(true).read(std::io::Cursor::new(book.bytes)).unwrap();
    let metadata = read.metadata();
    assert_eq!(metadata.title().unwrap().value(), "The Lamplighter’s Daughter");
    assert_eq!(metadata.language().unwrap().value(), "en");
    let creators: Vec<_> = metadata.creators().map(|creator| creator.value().to_owned()).collect();
    assert_eq!(creators, ["Ida Fenn", "mothwing"]);
    assert_eq!(metadata.identifier().unwrap().value(), book.identifier);
}

#[test]
fn a_story_of_nothing_is_a_title_page() {
    let pages = read("nothing", &Sample::new("Nothing", "en"));
    assert!(pages["title.xhtml"].contains("<h1 id=\"title\" class=\"title added\">Nothing</h1>"));
    assert!(pages["nav.xhtml"].contains("<a href=\"title.xhtml\">Nothing</a>"));
}

#[test]
fn one_word_is_a_story() {
    let mut story = Sample::new("word", "tlh");
    story.section(SectionKind::Text, 2, "").p("Majqaʼ");
    assert!(read("one-word", &story)["text-1.xhtml"].contains("<p class=\"first\">Majqaʼ</p>"));
}

#[test]
fn only_headings_are_a_book() {
    let mut story = Sample::new("Only headings", "de");
    for part in 1..4 {
        story.section(SectionKind::Part, 1, &format!("Teil {part}"));
        for kind in [SectionKind::Prologue, SectionKind::Chapter, SectionKind::Interlude, SectionKind::Epilogue] {
            story.section(kind, 2, "Ohne Worte");
            story.section(SectionKind::Section, 3, "Anna");
        }
    }
    for kind in [SectionKind::Volume, SectionKind::Preface, SectionKind::Afterword] {
        story.section(kind, 1, "Ende");
    }
    let pages = read("only-headings", &story);
    let mut titles: Vec<_> =
        pages.values().filter_map(|page| Some(page.split_once("<title>")?.1.split_once('<')?.0)).collect();
    let count = titles.len();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), count, "every page has a title of its own");
}

#[test]
fn very_many_short_chapters_share_pages_and_keep_their_names() {
    let story = |chapters: usize| {
        let mut story = Sample::new("A Thousand Nights and More", "en");
        for night in 1..=chapters {
            story.chapter(&format!("Night {night}")).p("She began to tell.");
        }
        story
    };
    let (some, more) = (read("nights-3000", &story(3_000)), story(3_001).bind());
    assert!(some.len() < 500, "{} files", some.len());
    let links = |nav: &str| {
        nav.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (some, more) = (links(&some["nav.xhtml"]), links(&pages(&more)["nav.xhtml"]));
    assert_eq!(some[..3_000], more[..3_000], "an appended chapter moves no other");
}

#[test]
fn a_long_chapter_is_split_out_of_sight_of_the_contents() {
    let mut story = Sample::new("Long", "en");
    story.chapter("One");
    for _ in 0..12_000 {
        story.p("It went on & on & on, as <things> do which nobody asked for.");
    }
    story.section(SectionKind::Section, 3, "Late in it");
    story.p("Then it stopped.");
    let pages = read("long", &story);
    assert!(pages.contains_key("chapter-1-2.xhtml") && pages.contains_key("chapter-1-3.xhtml"));
    assert!(pages.values().all(|page| page.len() < 250_000), "no page is too long");
    let nav = &pages["nav.xhtml"];
    assert!(nav.contains("href=\"chapter-1.xhtml\"") && !nav.contains("href=\"chapter-1-2.xhtml\""));
    assert_eq!(nav.matches("#section-1").count(), 1);
}

#[test]
fn a_piece_longer_than_a_page_is_divided() {
    let line = "The line had no end that anybody had seen, so they walked along it. ".repeat(30_000);
    let mut story = Sample::new("One line", "en");
    story.section(SectionKind::Text, 2, "").p(line.trim());
    let stanza: Vec<_> = (0..20)
        .map(|line| if line % 2 == 0 { "Forty thousand lines of rain," } else { "  and then the same again" })
        .collect();
    let stanzas: Vec<&[&str]> = (0..2_000).map(|_| stanza.as_slice()).collect();
    story.verse(false, false, &stanzas);
    let pages = read("one-line", &story);
    assert!(pages.values().all(|page| page.len() < 250_000), "no page is too long");
    assert!(pages.len() > 20);
}

#[test]
fn one_word_of_a_million_letters_is_kept_whole() {
    let mut story = Sample::new("Aaah", "en");
    story.section(SectionKind::Text, 2, "").p(&"ä".repeat(1_000_000));
    read("one-long-word", &story);
}

#[test]
fn what_looks_like_markup_is_text() {
    let mut story = Sample::new("<b>Tom & \"Al\"</b> ]]> <![CDATA[", "en");
    story.document.metadata.authors = vec!["A <i> & B".into(), "  ".into()];
    story.document.metadata.subjects = vec!["<x>".into(), "\u{1}".into()];
    story.document.metadata.date = Some("2004-13-45".into());
    story
        .chapter("</h1><script>alert(1)</script>")
        .p("<b>bold</b> &amp; ]]> <![CDATA[ x ]]> <!-- no --> &#0; %s {{title}}");
    let pages = read("markup", &story);
    assert!(pages["chapter-1.xhtml"].contains("&lt;b&gt;bold&lt;/b&gt; &amp;amp; ]]&gt;"));
    assert!(pages.values().all(|page| !page.contains("<script")));
    assert!(pages["content.opf"].contains("1980-01-01T00:00:00Z") && !pages["content.opf"].contains("2004-13-45"));
}

#[test]
fn forbidden_and_combining_characters_make_a_valid_book() {
    let mut story = Sample::new("Z\u{1}a\u{335}\u{336}lgo", "en");
    let marks: String = "a\u{300}\u{301}\u{302}\u{303}".repeat(2_000);
    story.chapter("\u{0}\u{FFFE}One\u{7}").p(&marks);
    story.p(
        "nul\u{0}led, bel\u{7}led, \u{85}next\u{2028}line\u{FEFF}, \u{202E}turned\u{202C}, \u{1F9D1}\u{200D}\u{1F680}",
    );
    story.piece(&["\u{1}\u{2}"], PieceKind::Paragraph(run("\u{1}\u{2}")));
    story.piece(&["\u{3}"], PieceKind::End(run("\u{3}")));
    story.note("\u{4}", &["\u{5}"]);
    let pages = read("odd-characters", &story);
    assert!(pages.values().all(|page| page.chars().all(storybind::text::is_allowed)));
}

#[test]
fn a_book_may_run_from_right_to_left() {
    let mut story = Sample::new("المنارة", "ar");
    story.chapter("الفصل الأول").p("كان الضوء يعود كل مساء.").p("The sailor said nothing.");
    story.verse(true, false, &[&["يا ليل", "  يا عين"]]);
    let pages = read("right-to-left", &story);
    assert!(pages["chapter-1.xhtml"].contains("xml:lang=\"ar\" dir=\"rtl\">"));
    assert!(pages["chapter-1.xhtml"].contains("<p dir=\"ltr\">The sailor"));
    assert!(pages["content.opf"].contains("page-progression-direction=\"rtl\""));
}

#[test]
fn a_title_or_author_of_the_users_stands_on_the_title_page() {
    let mut story = Sample::new("The User’s Title", "fr");
    story.document.metadata.authors = vec!["The User".into()];
    story.piece(&["the story's title"], PieceKind::Title(vec![run("the story's title")]));
    story.field("Note", "typed").field("Rien", "");
    let pages = read("overridden", &story);
    let title = &pages["title.xhtml"];
    assert!(title.contains("<h1 id=\"title\" class=\"title added\">The User’s Title</h1>"), "{title}");
    assert!(title.contains("<p class=\"byline added\">The User</p>"), "{title}");
    assert!(title.contains("<p class=\"line\">the story's title</p>"), "{title}");
    assert!(title.contains("<dt>Note\u{A0}:</dt>"), "{title}");
}

#[test]
fn four_thousand_printed_contents_are_links() {
    let mut story = Sample::new("Index", "en");
    let typed: Vec<String> = (0..4_000).map(|n| format!("Leaf {n} ..... {n}")).collect();
    let entries = (0..4_000).map(|n| Entry { inlines: run(&format!("Leaf {n} {n}")), heading: Some(n), indent: 0 });
    let contents = Contents { title: None, entries: entries.collect() };
    story.piece(&typed.iter().map(String::as_str).collect::<Vec<_>>(), PieceKind::Contents(contents));
    for n in 0..4_000 {
        story.chapter(&format!("Leaf {n}"));
    }
    let pages = read("contents", &story);
    let may_be_long = |name: &str| name == "nav.xhtml" || !name.contains(".xhtml");
    assert!(pages.iter().all(|(name, page)| page.len() < 250_000 || may_be_long(name)), "no page is too long");
}

#[test]
fn line_breaks_and_nested_emphasis_are_kept() {
    let mut story = Sample::new("Marks", "en");
    let inlines = vec![
        Inline::Text("one".into()),
        Inline::LineBreak,
        Inline::Strong(vec![Inline::Text("two ".into()), Inline::Emphasis(run("three"))]),
    ];
    story.section(SectionKind::Text, 2, "").piece(&["one", "**two *three***"], PieceKind::Paragraph(inlines));
    story.back(BackKind::Notes).note("", &["four"]);
    let pages = read("marks", &story);
    assert!(pages["text-1.xhtml"].contains("one<br/>\n<strong>two <em>three</em></strong>"));
}

#[test]
fn stated_times_are_the_only_ones() {
    let story = sample::everything();
    let bind = |modified| {
        epub::bind(&story.manuscript(), &story.document, &Options { modified, ..Options::default() }).unwrap()
    };
    let stated = bind(Some(1_700_000_000));
    assert!(pages(&stated)["content.opf"].contains("<meta property=\"dcterms:modified\">2023-11-14T22:13:20Z</meta>"));
    assert_eq!(stated.bytes, bind(Some(1_700_000_000)).bytes);
    for odd in [i64::MIN, -1, 0, 253_402_300_800, i64::MAX] {
        assert!(epub::check(&bind(Some(odd)).bytes).iter().all(|finding| !finding.is_fault));
    }
}
