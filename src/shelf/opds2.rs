//! OPDS 2.0: a feed of the catalogue as JSON.

use serde_json::{Map, Value, json};

use super::atom::EPUB;
use super::book::Book;
use super::feed::{Entries, Feed, Form, PAGE, Place, Way};
use super::index::Kind;
use super::site::{Item, Site};
use crate::epub::Picture;

/// Writes a feed.
pub(super) fn written(feed: &Feed<'_>, site: &Site) -> String {
    let mut metadata = Map::new();
    metadata.insert("title".into(), json!(feed.title));
    metadata.insert("modified".into(), json!(feed.updated()));
    if feed.place.has_books() {
        metadata.insert("numberOfItems".into(), json!(feed.total));
        metadata.insert("itemsPerPage".into(), json!(PAGE));
        metadata.insert("currentPage".into(), json!(feed.page));
    }
    let mut whole = json!({ "metadata": metadata, "links": links(feed, site) });
    let (role, entries): (_, Vec<Value>) = match &feed.entries {
        Entries::Ways(ways) => ("navigation", ways.iter().map(|way| written_way(way, feed)).collect()),
        Entries::Books(books) => {
            ("publications", books.iter().map(|(number, book)| publication(*number, book, feed, site)).collect())
        }
    };
    // A feed has to have a collection, and no collection may be empty: where there is nothing, it leads back.
    let (role, entries) = if entries.is_empty() { ("navigation", vec![way_back(feed)]) } else { (role, entries) };
    whole[role] = Value::Array(entries);
    whole.to_string()
}

fn links(feed: &Feed<'_>, site: &Site) -> Vec<Value> {
    let media_type = Form::Json.media_type(true);
    let link = |relation: &str, address: String| json!({ "rel": relation, "type": media_type, "href": address });
    let mut links = vec![
        link("self", feed.link(feed.page)),
        link("start", feed.to(&Place::Root.address(feed.shelf, feed.form, 1))),
    ];
    if let Some(above) = feed.above() {
        links.push(link("up", feed.to(&above.address(feed.shelf, feed.form, 1))));
    }
    for (relation, page) in feed.turns() {
        // As in Atom: behind the first page of all books, those by title go on.
        let address = match feed.place {
            Place::Found if feed.query.is_none() => feed.to(&Place::Titles.address(feed.shelf, feed.form, page)),
            _ => feed.link(page),
        };
        links.push(link(relation, address));
    }
    // OPDS 2.0 knows the words by this name alone (its section 3): apps fill in no other.
    let search = feed.to(&Place::Found.address(feed.shelf, feed.form, 1)) + "{?query}";
    links.push(json!({ "rel": "search", "type": media_type, "href": search, "templated": true }));
    links.push(json!({ "rel": "alternate", "type": "text/html", "href": feed.to(&site.address(Item::Page)) }));
    links
}

fn written_way(way: &Way, feed: &Feed<'_>) -> Value {
    let relation = if way.place == Place::Newest { "http://opds-spec.org/sort/new" } else { "subsection" };
    json!({
        "title": way.title,
        "href": feed.to(&way.place.address(feed.shelf, feed.form, 1)),
        "type": Form::Json.media_type(true),
        "rel": relation,
        "properties": { "numberOfItems": way.count },
    })
}

fn way_back(feed: &Feed<'_>) -> Value {
    json!({
        "title": feed.shelf.title,
        "href": feed.to(&Place::Root.address(feed.shelf, feed.form, 1)),
        "type": Form::Json.media_type(true),
        "rel": "start",
    })
}

fn publication(number: usize, book: &Book, feed: &Feed<'_>, site: &Site) -> Value {
    let about = &book.about;
    let mut metadata = Map::new();
    let mut say = |name: &str, value: Value| drop(metadata.insert(name.to_owned(), value));
    say("@type", json!("http://schema.org/Book"));
    say("title", json!(book.title));
    say("identifier", json!(book.id));
    say("modified", json!(book.updated));
    let groups = |kind: Kind| feed.shelf.index.of_book(number, kind).iter().map(move |&group| (kind, group));
    let way = |(kind, group): (Kind, usize)| {
        let address = feed.to(&Place::Group(kind, group).address(feed.shelf, feed.form, 1));
        json!([{ "type": Form::Json.media_type(true), "href": address }])
    };
    let authors = about.authors.iter().map(|author| {
        let mut said = json!({ "name": author.name });
        if let Some(file_as) = &author.file_as {
            said["sortAs"] = json!(file_as);
        }
        if let [_] = about.authors.as_slice() {
            said["links"] = groups(Kind::Author).next().map_or(Value::Array(Vec::new()), way);
        }
        said
    });
    if !about.authors.is_empty() {
        say("author", authors.collect());
    }
    if is_language(&about.language) {
        say("language", json!(about.language));
    }
    // The schema knows whole days only.
    if let Some(day) = book.published.as_deref().filter(|day| day.len() == 10) {
        say("published", json!(day));
    }
    if let Some(publisher) = &about.publisher {
        say("publisher", json!(publisher));
    }
    if let Some(description) = &about.description {
        say("description", json!(description));
    }
    if !about.subjects.is_empty() {
        say("subject", json!(about.subjects));
    }
    if let Some(series) = &about.series {
        let mut said = json!({ "name": series.name });
        let position = series.position.as_deref().and_then(|position| position.parse::<f64>().ok());
        if let Some(position) = position.filter(|position| position.is_finite()) {
            said["position"] = json!(position);
        }
        said["links"] = groups(Kind::Series).next().map_or(Value::Array(Vec::new()), way);
        say("belongsTo", json!({ "series": said }));
    }
    let images = match about.cover() {
        Some(picture) => json!([
            { "type": picture.media_type(), "href": feed.to(&site.address(Item::Cover(number))) },
            { "type": Picture::Jpeg.media_type(), "href": feed.to(&site.address(Item::Thumbnail(number))) },
        ]),
        // A publication has to have an image.
        None => json!([{ "type": Picture::Png.media_type(), "href": feed.to(&site.address(Item::NoCover)) }]),
    };
    let book_at = feed.to(&site.address(Item::Book(number)));
    json!({
        "metadata": metadata,
        "links": [{ "rel": "http://opds-spec.org/acquisition/open-access", "type": EPUB, "href": book_at }],
        "images": images,
    })
}

/// The form of a language's tag that the schema of OPDS 2.0 takes.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_plain = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let form = |part: &str| match part.len() {
        4 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    let rest: Vec<&str> = parts.collect();
    let is_ordered = rest.windows(2).all(|pair| pair[0].len() == 4 && pair[1].len() != 4);
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.iter().all(|part| is_plain(part) && form(part))
        && is_ordered
}
