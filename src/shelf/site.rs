//! Every address of a catalogue, and what stands there. What is no address of it leads nowhere: no path that somebody asks
//! for is ever looked up on the disk.

use std::collections::HashMap;
use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::feed::{Entries, Feed, Form, PAGE, Place, pages};
use super::index::Kind;
use super::read::Shelf;
use super::{atom, list, opds2, picture, search};
use crate::epub::Picture;

/// What stands in an address with a percent sign: all but what RFC 3986 leaves unreserved.
pub const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const PAGE_FOR_PEOPLE: &str = include_str!("page/index.html");
const STYLE_SHEET: &[u8] = include_bytes!("page/shelf.css");
const SCRIPT: &[u8] = include_bytes!("page/shelf.js");
/// What stands in for a cover where a list must have one.
const NO_COVER: &[u8] = include_bytes!("page/no-cover.png");

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// The page for people.
    Page,
    /// Its style sheet.
    StyleSheet,
    /// Its script.
    Script,
    /// What the page searches and shows.
    List,
    /// What stands in for a cover.
    NoCover,
    /// How the catalogue is searched, as `OpenSearch` describes it.
    SearchDescription,
    /// A page of a list, from 1.
    Feed(Form, Place, usize),
    /// A book, by its number.
    Book(usize),
    /// A book's cover.
    Cover(usize),
    /// The same, small.
    Thumbnail(usize),
}

/// What is given for an item.
#[derive(Debug)]
pub enum Content {
    /// Bytes of a media type.
    Bytes(&'static str, Vec<u8>),
    /// The file of the book of this number.
    Book(usize),
}

/// A shelf with an address for everything.
#[derive(Debug)]
pub struct Site {
    shelf: Shelf,
    /// Where the books stand, seen from the root of the catalogue: the address of the folder, with a slash behind it.
    books_at: String,
    items: HashMap<String, Item>,
}

impl Site {
    /// Gives everything of a shelf its address. The books stand in a folder of this path below the catalogue.
    #[must_use]
    pub fn of(shelf: Shelf, books_at: &Path) -> Site {
        let books_at = address(books_at);
        let books_at = if books_at.is_empty() { books_at } else { books_at + "/" };
        let mut site = Site { shelf, books_at, items: HashMap::new() };
        let mut items = HashMap::new();
        for item in site.all() {
            items.insert(site.address(item), item);
        }
        site.items = items;
        site
    }

    /// The shelf.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// What stands at an address, which is as [`Site::address`] gives it, percent signs and all; none where nothing does.
    #[must_use]
    pub fn find(&self, address: &str) -> Option<Item> {
        self.items.get(address).copied()
    }

    /// Everything that has an address.
    #[must_use]
    pub fn all(&self) -> Vec<Item> {
        let mut all =
            vec![Item::Page, Item::StyleSheet, Item::Script, Item::List, Item::NoCover, Item::SearchDescription];
        let count = self.shelf.books.len();
        for form in Form::ALL {
            let mut add = |place, entries| all.extend((1..=pages(entries)).map(|page| Item::Feed(form, place, page)));
            add(Place::Root, 1);
            add(Place::Newest, count);
            add(Place::Titles, count);
            // A plain host answers every search with all books: their first page, from which those by title go on.
            add(Place::Found, count.min(PAGE));
            for kind in Kind::ALL {
                let groups = self.shelf.index.groups(kind);
                add(Place::Groups(kind), groups.len());
                groups
                    .iter()
                    .enumerate()
                    .for_each(|(number, group)| add(Place::Group(kind, number), group.books.len()));
            }
        }
        for (number, book) in self.shelf.books.iter().enumerate() {
            all.push(Item::Book(number));
            if book.about.cover().is_some() {
                all.extend([Item::Cover(number), Item::Thumbnail(number)]);
            }
        }
        all
    }

    /// The address of an item, seen from the root of the catalogue.
    #[must_use]
    pub fn address(&self, item: Item) -> String {
        let book = |number: usize| &self.shelf.books[number];
        match item {
            Item::Page => "index.html".to_owned(),
            Item::StyleSheet => "shelf.css".to_owned(),
            Item::Script => "shelf.js".to_owned(),
            Item::List => "books.json".to_owned(),
            Item::NoCover => "no-cover.png".to_owned(),
            Item::SearchDescription => "opds/opensearch.xml".to_owned(),
            Item::Feed(form, place, page) => place.address(&self.shelf, form, page),
            Item::Book(number) => format!("{}{}", self.books_at, address(&book(number).below)),
            Item::Cover(number) => {
                let ending = book(number).about.cover().map_or("", Picture::ending);
                format!("covers/{}.{ending}", book(number).key)
            }
            Item::Thumbnail(number) => format!("thumbnails/{}.jpg", book(number).key),
        }
    }

    /// What stands there.
    #[must_use]
    pub fn content(&self, item: Item) -> Content {
        let book = |number: usize| &self.shelf.books[number];
        match item {
            Item::Page => Content::Bytes("text/html; charset=utf-8", page(&self.shelf.title).into_bytes()),
            Item::StyleSheet => Content::Bytes("text/css; charset=utf-8", STYLE_SHEET.to_vec()),
            Item::Script => Content::Bytes("text/javascript; charset=utf-8", SCRIPT.to_vec()),
            Item::List => Content::Bytes("application/json", list::list(self).into_bytes()),
            Item::NoCover => Content::Bytes(Picture::Png.media_type(), NO_COVER.to_vec()),
            Item::SearchDescription => {
                Content::Bytes("application/opensearchdescription+xml", search::description(&self.shelf).into_bytes())
            }
            Item::Feed(form, place, page) => self.written(&Feed::of(&self.shelf, form, place, page)),
            Item::Book(number) => Content::Book(number),
            Item::Cover(number) => {
                let media_type = book(number).about.cover().map_or("", Picture::media_type);
                match book(number).cover() {
                    Some(cover) => Content::Bytes(media_type, cover),
                    None => Content::Bytes(Picture::Png.media_type(), NO_COVER.to_vec()),
                }
            }
            Item::Thumbnail(number) => match book(number).cover().and_then(|cover| picture::thumbnail(&cover)) {
                Some(small) => Content::Bytes(Picture::Jpeg.media_type(), small),
                None => Content::Bytes(Picture::Png.media_type(), NO_COVER.to_vec()),
            },
        }
    }

    /// A page, from 1, of the books in which all words of a query stand; none where there is no such page.
    #[must_use]
    pub fn search(&self, form: Form, query: &str, page: usize) -> Option<Content> {
        let found = search::find(&self.shelf, query);
        let is_page = (1..=pages(found.len())).contains(&page);
        is_page.then(|| self.written(&Feed::found(&self.shelf, form, query, &found, page)))
    }

    fn written(&self, feed: &Feed<'_>) -> Content {
        let media_type = feed.form.media_type(matches!(feed.entries, Entries::Books(_)));
        let text = match feed.form {
            Form::Atom => atom::written(feed, self),
            Form::Json => opds2::written(feed, self),
        };
        Content::Bytes(media_type, text.into_bytes())
    }
}

/// The page for people. All that it shows of books, its script puts there as text.
fn page(title: &str) -> String {
    PAGE_FOR_PEOPLE.replace("{{title}}", &quick_xml::escape::escape(title))
}

/// Text as one word of an address.
pub(super) fn encoded(text: &str) -> String {
    percent_encode(text.as_bytes(), ESCAPED).to_string()
}

/// A path as an address.
pub(super) fn address(path: &Path) -> String {
    let steps = path.components().filter_map(|step| match step {
        Component::Normal(name) => Some(percent_encode(name.as_encoded_bytes(), ESCAPED).to_string()),
        _ => None,
    });
    steps.collect::<Vec<_>>().join("/")
}
