//! OPDS 1.2: a feed of the catalogue as Atom (RFC 4287).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::book::{Book, named};
use super::feed::{Entries, Feed, PAGE, Place, Way};
use super::index::Kind;
use super::site::{Item, Site};
use crate::epub::Picture;
use crate::text::is_allowed;

type Sink = Writer<Vec<u8>>;

/// What an EPUB is called among media types.
pub(super) const EPUB: &str = "application/epub+zip";
/// Who speaks where no author does.
const SPEAKER: &str = "storybind";

/// Writes a feed.
pub(super) fn written(feed: &Feed<'_>, site: &Site) -> String {
    let mut sink = Writer::new(Vec::with_capacity(4_096 + 2_048 * PAGE.min(feed.total)));
    let namespaces = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:dc", "http://purl.org/dc/terms/"),
        ("xmlns:opds", "http://opds-spec.org/2010/catalog"),
        ("xmlns:opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
    ];
    let root = sink.create_element("feed").with_attributes(namespaces);
    // Writing to memory cannot fail.
    let _ = root.write_inner_content(|sink| {
        element(sink, "id", &feed.id())?;
        element(sink, "title", &feed.title)?;
        element(sink, "updated", &feed.updated())?;
        sink.create_element("author").write_inner_content(|sink| element(sink, "name", SPEAKER))?;
        links(feed, site, sink)?;
        element(sink, "opensearch:totalResults", &feed.total.to_string())?;
        element(sink, "opensearch:itemsPerPage", &PAGE.to_string())?;
        element(sink, "opensearch:startIndex", &((feed.page - 1) * PAGE + 1).to_string())?;
        match &feed.entries {
            Entries::Ways(ways) => ways.iter().try_for_each(|way| write_way(way, feed, sink)),
            Entries::Books(books) => {
                books.iter().try_for_each(|(number, book)| write_book(*number, book, feed, site, sink))
            }
        }
    });
    document(sink)
}

/// A document with its declaration in front.
pub(super) fn document(sink: Sink) -> String {
    let mut whole = Writer::new(Vec::new());
    let _ = whole.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let mut text = String::from_utf8(whole.into_inner()).unwrap_or_default();
    text.push('\n');
    text.push_str(&String::from_utf8(sink.into_inner()).unwrap_or_default());
    text.push('\n');
    text
}

fn links(feed: &Feed<'_>, site: &Site, sink: &mut Sink) -> std::io::Result<()> {
    let has_books = feed.place.has_books();
    let own = feed.form.media_type(has_books);
    link(sink, "self", own, &feed.link(feed.page), None)?;
    let root = feed.to(&Place::Root.address(feed.shelf, feed.form, 1));
    link(sink, "start", feed.form.media_type(false), &root, Some(&feed.shelf.title))?;
    if let Some(above) = feed.above() {
        let address = feed.to(&above.address(feed.shelf, feed.form, 1));
        link(sink, "up", feed.form.media_type(above.has_books()), &address, None)?;
    }
    for (relation, page) in feed.turns() {
        // On a plain host what was found are all books: the pages behind the first are those by title.
        let address = match feed.place {
            Place::Found if feed.query.is_none() => feed.to(&Place::Titles.address(feed.shelf, feed.form, page)),
            _ => feed.link(page),
        };
        link(sink, relation, own, &address, None)?;
    }
    let search = site.address(Item::SearchDescription);
    link(sink, "search", "application/opensearchdescription+xml", &feed.to(&search), Some("Search"))?;
    link(sink, "alternate", "text/html", &feed.to(&site.address(Item::Page)), None)
}

fn write_way(way: &Way, feed: &Feed<'_>, sink: &mut Sink) -> std::io::Result<()> {
    let address = way.place.address(feed.shelf, feed.form, 1);
    let id = named(&[feed.shelf.title.as_bytes(), b"way", address.as_bytes()]);
    let relation = if way.place == Place::Newest { "http://opds-spec.org/sort/new" } else { "subsection" };
    sink.create_element("entry").write_inner_content(|sink| {
        element(sink, "title", &way.title)?;
        element(sink, "id", &id)?;
        element(sink, "updated", &way.updated)?;
        sink.create_element("content")
            .with_attribute(("type", "text"))
            .write_text_content(BytesText::new(&way.said()))?;
        link(sink, relation, feed.form.media_type(way.place.has_books()), &feed.to(&address), None)
    })?;
    line_end(sink)
}

fn write_book(number: usize, book: &Book, feed: &Feed<'_>, site: &Site, sink: &mut Sink) -> std::io::Result<()> {
    let about = &book.about;
    sink.create_element("entry").write_inner_content(|sink| {
        element(sink, "title", &book.title)?;
        element(sink, "id", &book.id)?;
        element(sink, "updated", &book.updated)?;
        for author in &about.authors {
            sink.create_element("author").write_inner_content(|sink| element(sink, "name", &author.name))?;
        }
        if !about.identifier.is_empty() {
            element(sink, "dc:identifier", &about.identifier)?;
        }
        if !about.language.is_empty() {
            element(sink, "dc:language", &about.language)?;
        }
        if let Some(publisher) = &about.publisher {
            element(sink, "dc:publisher", publisher)?;
        }
        if let Some(published) = &book.published {
            element(sink, "dc:issued", published)?;
        }
        for subject in &about.subjects {
            let subject = plain(subject);
            let attributes = [("term", subject.as_str()), ("label", subject.as_str())];
            sink.create_element("category").with_attributes(attributes).write_empty()?;
        }
        // Not a summary: Atom wants content in every entry that has no page of its own (RFC 4287, 4.1.2).
        sink.create_element("content")
            .with_attribute(("type", "text"))
            .write_text_content(BytesText::new(&plain(&said(book))))?;
        for kind in [Kind::Author, Kind::Series] {
            for &group in feed.shelf.index.of_book(number, kind) {
                let place = Place::Group(kind, group);
                let address = feed.to(&place.address(feed.shelf, feed.form, 1));
                let title = way_title(kind, &feed.shelf.index.groups(kind)[group].name, book);
                link(sink, "related", feed.form.media_type(true), &address, Some(&title))?;
            }
        }
        if let Some(picture) = about.cover() {
            let cover = feed.to(&site.address(Item::Cover(number)));
            link(sink, "http://opds-spec.org/image", picture.media_type(), &cover, None)?;
            let small = feed.to(&site.address(Item::Thumbnail(number)));
            link(sink, "http://opds-spec.org/image/thumbnail", Picture::Jpeg.media_type(), &small, None)?;
        }
        let (address, length) = (feed.to(&site.address(Item::Book(number))), book.stamp.length().to_string());
        let attributes = [
            ("rel", "http://opds-spec.org/acquisition/open-access"),
            ("type", EPUB),
            ("href", address.as_str()),
            ("length", length.as_str()),
        ];
        sink.create_element("link").with_attributes(attributes).write_empty()?;
        Ok(())
    })?;
    line_end(sink)
}

/// What a person is told of a book: what it says of itself, else how long it is, if it says that.
fn said(book: &Book) -> String {
    match (&book.about.description, book.about.words) {
        (Some(description), _) => description.clone(),
        (None, Some(words)) => format!("{words} {}", if words == 1 { "word" } else { "words" }),
        (None, None) => String::new(),
    }
}

/// "More by Ann Other", "The Tides, 2".
fn way_title(kind: Kind, name: &str, book: &Book) -> String {
    let position = book.about.series.as_ref().and_then(|series| series.position.as_deref());
    match (kind, position) {
        (Kind::Author, _) => format!("More by {name}"),
        (_, Some(position)) => format!("{name}, {position}"),
        (_, None) => name.to_owned(),
    }
}

fn link(sink: &mut Sink, relation: &str, media_type: &str, address: &str, title: Option<&str>) -> std::io::Result<()> {
    let title = title.map(plain);
    let title = title.as_deref().map(|title| ("title", title));
    let attributes = [("rel", relation), ("type", media_type), ("href", address)];
    sink.create_element("link").with_attributes(attributes.into_iter().chain(title)).write_empty()?;
    line_end(sink)
}

fn element(sink: &mut Sink, name: &str, text: &str) -> std::io::Result<()> {
    sink.create_element(name).write_text_content(BytesText::new(&plain(text)))?;
    line_end(sink)
}

fn line_end(sink: &mut Sink) -> std::io::Result<()> {
    sink.write_event(Event::Text(BytesText::new("\n")))
}

/// Text without the characters that XML forbids: a file's name may hold any.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|&c| is_allowed(c)).collect()
}
