//! A page of a list: what OPDS 1.2 and OPDS 2.0 say alike, in neither form yet.

use super::book::{Book, named};
use super::index::Kind;
use super::read::Shelf;
use super::site::encoded;

/// Entries of a page: enough for a reader's screen, and few for its memory.
pub(super) const PAGE: usize = 100;

/// In which form a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// OPDS 1.2.
    Atom,
    /// OPDS 2.0.
    Json,
}

/// A list of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Where a reader begins.
    Root,
    /// All books, those that were changed last first.
    Newest,
    /// All books by title.
    Titles,
    /// All groups of a kind.
    Groups(Kind),
    /// The books of one group, by its number.
    Group(Kind, usize),
    /// What a search has found. Where nobody searches, on a plain host, it is all books by title.
    Found,
}

impl Form {
    /// Both.
    pub(super) const ALL: [Form; 2] = [Form::Atom, Form::Json];

    /// The media type of a list of lists or of books.
    #[must_use]
    pub fn media_type(self, has_books: bool) -> &'static str {
        match (self, has_books) {
            (Form::Atom, true) => "application/atom+xml;profile=opds-catalog;kind=acquisition",
            (Form::Atom, false) => "application/atom+xml;profile=opds-catalog;kind=navigation",
            (Form::Json, _) => "application/opds+json",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Form::Atom => "xml",
            Form::Json => "json",
        }
    }
}

impl Place {
    /// Whether books stand in it, not the names of other lists.
    #[must_use]
    pub fn has_books(self) -> bool {
        !matches!(self, Place::Root | Place::Groups(_))
    }

    /// The address of one of its pages, counted from 1, seen from the root of a shelf's catalogue.
    #[must_use]
    pub fn address(self, of: &Shelf, form: Form, page: usize) -> String {
        let name = match self {
            Place::Root => return format!("opds.{}", form.ending()),
            Place::Newest => "new".to_owned(),
            Place::Titles => "titles".to_owned(),
            Place::Found => "search".to_owned(),
            Place::Groups(kind) => plural(kind).to_owned(),
            Place::Group(kind, number) => format!("{}-{}", singular(kind), of.index.groups(kind)[number].key),
        };
        let page = if page > 1 { format!("-{page}") } else { String::new() };
        format!("opds/{name}{page}.{}", form.ending())
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Author => "authors",
        Kind::Series => "all-series",
        Kind::Fandom => "fandoms",
    }
}

fn singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Author => "author",
        Kind::Series => "series",
        Kind::Fandom => "fandom",
    }
}

/// A page of a list.
#[derive(Debug)]
pub(super) struct Feed<'s> {
    pub(super) shelf: &'s Shelf,
    pub(super) form: Form,
    pub(super) place: Place,
    /// From 1.
    pub(super) page: usize,
    pub(super) pages: usize,
    /// Entries of all pages.
    pub(super) total: usize,
    pub(super) title: String,
    pub(super) entries: Entries<'s>,
    /// What was searched for, as it stands in an address.
    pub(super) query: Option<String>,
}

/// What a page holds.
#[derive(Debug)]
pub(super) enum Entries<'s> {
    /// Ways to other lists.
    Ways(Vec<Way>),
    /// Books, with their numbers.
    Books(Vec<(usize, &'s Book)>),
}

/// A way to another list.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) title: String,
    pub(super) place: Place,
    /// How many books or names stand there.
    pub(super) count: usize,
    pub(super) updated: String,
}

impl Way {
    /// What a person is told of it.
    pub(super) fn said(&self) -> String {
        let (one, several) = match self.place {
            Place::Groups(Kind::Author) => ("author", "authors"),
            Place::Groups(Kind::Series) => ("series", "series"),
            Place::Groups(Kind::Fandom) => ("fandom", "fandoms"),
            _ => ("book", "books"),
        };
        format!("{} {}", self.count, if self.count == 1 { one } else { several })
    }
}

/// How many pages so many entries fill; an empty list has one page.
pub(super) fn pages(entries: usize) -> usize {
    entries.div_ceil(PAGE).max(1)
}

impl<'s> Feed<'s> {
    /// A page of a list, from 1.
    pub(super) fn of(shelf: &'s Shelf, form: Form, place: Place, page: usize) -> Feed<'s> {
        let index = &shelf.index;
        let books = |title: &str, numbers: &[usize]| (title.to_owned(), numbers.len(), shown(shelf, numbers, page));
        let (title, total, entries) = match place {
            Place::Root => {
                let ways = roots(shelf);
                (shelf.title.clone(), ways.len(), Entries::Ways(ways))
            }
            Place::Groups(kind) => {
                let groups = index.groups(kind);
                let ways = groups.iter().enumerate().skip((page - 1) * PAGE).take(PAGE).map(|(number, group)| Way {
                    title: group.name.clone(),
                    place: Place::Group(kind, number),
                    count: group.books.len(),
                    updated: latest(shelf, &group.books),
                });
                (by(kind).to_owned(), groups.len(), Entries::Ways(ways.collect()))
            }
            Place::Newest => books("Newest first", &index.newest),
            Place::Titles => books("By title", &index.titles),
            Place::Found => books("All books", &index.titles),
            Place::Group(kind, number) => books(&index.groups(kind)[number].name, &index.groups(kind)[number].books),
        };
        Feed { shelf, form, place, page, pages: pages(total), total, title, entries, query: None }
    }

    /// A page of what was found, from 1.
    pub(super) fn found(shelf: &'s Shelf, form: Form, query: &str, found: &[usize], page: usize) -> Feed<'s> {
        let (total, entries) = (found.len(), shown(shelf, found, page));
        let (title, query) = (format!("Found: {query}"), Some(encoded(query)));
        Feed { shelf, form, place: Place::Found, page, pages: pages(total), total, title, entries, query }
    }

    /// What names the feed, and no other: an IRI.
    pub(super) fn id(&self) -> String {
        let place = self.place.address(self.shelf, self.form, 1);
        let query = self.query.as_deref().unwrap_or_default();
        named(&[self.shelf.title.as_bytes(), place.as_bytes(), query.as_bytes()])
    }

    /// When something of it was changed last, as the books state.
    pub(super) fn updated(&self) -> String {
        let updated = match &self.entries {
            Entries::Ways(ways) => ways.iter().map(|way| way.updated.as_str()).max(),
            Entries::Books(books) => books.iter().map(|(_, book)| book.updated.as_str()).max(),
        };
        updated.map_or_else(|| latest(self.shelf, &self.shelf.index.newest), str::to_owned)
    }

    /// The address of one of its pages, seen from where the feed stands.
    pub(super) fn link(&self, page: usize) -> String {
        match &self.query {
            None => self.to(&self.place.address(self.shelf, self.form, page)),
            Some(query) => {
                let page = if page > 1 { format!("&page={page}") } else { String::new() };
                format!("{}?query={query}{page}", self.to(&self.place.address(self.shelf, self.form, 1)))
            }
        }
    }

    /// An address of the catalogue, seen from where the feed stands.
    pub(super) fn to(&self, address: &str) -> String {
        let up = if self.place == Place::Root { "" } else { "../" };
        format!("{up}{address}")
    }

    /// The pages that a reader may want to go to, by their relation; none where there is but one.
    pub(super) fn turns(&self) -> Vec<(&'static str, usize)> {
        if self.pages == 1 {
            return Vec::new();
        }
        let mut turns = vec![("first", 1)];
        if self.page > 1 {
            turns.push(("previous", self.page - 1));
        }
        if self.page < self.pages {
            turns.push(("next", self.page + 1));
        }
        turns.push(("last", self.pages));
        turns
    }

    /// The list above this one; none above the root.
    pub(super) fn above(&self) -> Option<Place> {
        match self.place {
            Place::Root => None,
            Place::Group(kind, _) => Some(Place::Groups(kind)),
            _ => Some(Place::Root),
        }
    }
}

/// The books of a page.
fn shown<'s>(shelf: &'s Shelf, numbers: &[usize], page: usize) -> Entries<'s> {
    let numbers = numbers.iter().skip((page - 1) * PAGE).take(PAGE);
    Entries::Books(numbers.map(|&number| (number, &shelf.books[number])).collect())
}

/// The ways from the root.
fn roots(shelf: &Shelf) -> Vec<Way> {
    let index = &shelf.index;
    let updated = latest(shelf, &index.newest);
    let way = |title: &str, place, count| Way { title: title.to_owned(), place, count, updated: updated.clone() };
    let mut ways =
        vec![way("Newest first", Place::Newest, shelf.books.len()), way("By title", Place::Titles, shelf.books.len())];
    for kind in Kind::ALL.into_iter().filter(|&kind| !index.groups(kind).is_empty()) {
        ways.push(way(by(kind), Place::Groups(kind), index.groups(kind).len()));
    }
    ways
}

fn by(kind: Kind) -> &'static str {
    match kind {
        Kind::Author => "By author",
        Kind::Series => "By series",
        Kind::Fandom => "By fandom",
    }
}

/// When one of these books was changed last.
fn latest(shelf: &Shelf, books: &[usize]) -> String {
    let latest = books.iter().map(|&number| shelf.books[number].updated.as_str()).max();
    latest.unwrap_or(crate::epub::UNDATED).to_owned()
}
