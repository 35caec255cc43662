//! The orders in which the books of a shelf are listed, and their groups: by author, by series, by fandom.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::book::{Book, key};
use crate::source::natural_order;

/// What books can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An author.
    Author,
    /// A series.
    Series,
    /// A work that they are told after.
    Fandom,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Kind; 3] = [Kind::Author, Kind::Series, Kind::Fandom];
}

/// Books that have something in common.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The name as its first book prints it.
    pub(super) name: String,
    /// By what it is ordered among the others.
    pub(super) file_as: String,
    /// A word that names it in addresses, and no other of its kind.
    pub(super) key: String,
    /// The books, in their order: of a series by place, of others by title.
    pub(super) books: Vec<usize>,
}

/// The orders and the groups, by the books' numbers.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Those that were changed last, first.
    pub(super) newest: Vec<usize>,
    /// By title.
    pub(super) titles: Vec<usize>,
    groups: [Vec<Group>; 3],
    /// Of each book its groups, by kind.
    members: Vec<[Vec<usize>; 3]>,
}

impl Index {
    pub(super) fn of(books: &[Book]) -> Index {
        let folded: Vec<String> = books.iter().map(|book| folded(&book.title)).collect();
        let by_title = |a: &usize, b: &usize| natural_order(&folded[*a], &folded[*b]).then(a.cmp(b));
        let mut titles: Vec<usize> = (0..books.len()).collect();
        titles.sort_by(by_title);
        let mut newest = titles.clone();
        newest.sort_by(|a, b| books[*b].updated.cmp(&books[*a].updated));
        let mut index = Index { newest, members: vec![Default::default(); books.len()], ..Index::default() };
        for kind in Kind::ALL {
            let mut groups = groups(books, &titles, kind);
            if kind == Kind::Series {
                for group in &mut groups {
                    group
                        .books
                        .sort_by(|a, b| place(&books[*a]).partial_cmp(&place(&books[*b])).unwrap_or(Ordering::Equal));
                }
            }
            for (number, group) in groups.iter().enumerate() {
                for &book in &group.books {
                    index.members[book][kind as usize].push(number);
                }
            }
            index.groups[kind as usize] = groups;
        }
        index.titles = titles;
        index
    }

    /// The groups of a kind, in their order.
    pub(super) fn groups(&self, kind: Kind) -> &[Group] {
        &self.groups[kind as usize]
    }

    /// The numbers of a book's groups of a kind.
    pub(super) fn of_book(&self, book: usize, kind: Kind) -> &[usize] {
        &self.members[book][kind as usize]
    }
}

/// A book's place in its series; one without stands behind the others.
fn place(book: &Book) -> f64 {
    let place = book.about.series.as_ref().and_then(|series| series.position.as_deref()?.parse().ok());
    place.filter(|place: &f64| place.is_finite()).unwrap_or(f64::MAX)
}

/// The groups of a kind with their books by title. Names that differ only in capitals or in how an accent is encoded
/// are one.
fn groups(books: &[Book], titles: &[usize], kind: Kind) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    for &number in titles {
        let about = &books[number].about;
        let names: Vec<(&str, Option<&str>)> = match kind {
            Kind::Author => about.authors.iter().map(|a| (a.name.as_str(), a.file_as.as_deref())).collect(),
            Kind::Series => about.series.iter().map(|series| (series.name.as_str(), None)).collect(),
            Kind::Fandom => about.fandoms.iter().map(|name| (name.as_str(), None)).collect(),
        };
        for (name, file_as) in names {
            let same = folded(name);
            let group = found.entry(same).or_insert_with_key(|same| Group {
                name: name.to_owned(),
                file_as: folded(file_as.unwrap_or(name)),
                key: key(same.as_bytes()),
                books: Vec::new(),
            });
            if group.books.last() != Some(&number) {
                group.books.push(number);
            }
        }
    }
    let mut groups: Vec<Group> = found.into_values().collect();
    groups.sort_by(|a, b| natural_order(&a.file_as, &b.file_as).then_with(|| a.key.cmp(&b.key)));
    groups
}

/// A name without what does not tell two apart.
pub(super) fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}
