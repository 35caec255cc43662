//! What the page for people searches and shows, as compact JSON: names once, books as rows of numbers and words.

use serde_json::{Value, json};

use super::index::Kind;
use super::site::{Item, Site};
use crate::text::head;

/// Bytes of what a book is about that the page shows: a few lines on a phone.
const LONGEST: usize = 400;

/// The list of all books, those that were changed last first. A row is, in this order: title; numbers of authors; number
/// of the series, or -1; place in it; numbers of fandoms; number of the rating, or -1; words, or 0; the day of its last
/// change; the book's address; the thumbnail's, or nothing; the first lines of what it is about; bytes of the file;
/// the language.
pub(super) fn list(site: &Site) -> String {
    let shelf = site.shelf();
    let names = |kind: Kind| shelf.index.groups(kind).iter().map(|group| group.name.as_str()).collect::<Vec<_>>();
    let mut ratings: Vec<&str> = shelf.books.iter().filter_map(|book| book.about.rating.as_deref()).collect();
    ratings.sort_unstable();
    ratings.dedup();
    let row = |&number: &usize| -> Value {
        let (book, index) = (&shelf.books[number], &shelf.index);
        let about = &book.about;
        let rating = about.rating.as_deref().and_then(|rating| ratings.binary_search(&rating).ok());
        let series = about.series.as_ref();
        let thumbnail = about.cover().map(|_| site.address(Item::Thumbnail(number)));
        json!([
            book.title,
            index.of_book(number, Kind::Author),
            index.of_book(number, Kind::Series).first().map_or(json!(-1), |group| json!(group)),
            series.and_then(|series| series.position.as_deref()).unwrap_or_default(),
            index.of_book(number, Kind::Fandom),
            rating.map_or(json!(-1), |rating| json!(rating)),
            about.words.unwrap_or_default(),
            book.updated.get(..10).filter(|_| book.is_dated).unwrap_or_default(),
            site.address(Item::Book(number)),
            thumbnail.unwrap_or_default(),
            shortened(about.description.as_deref().unwrap_or_default()),
            book.stamp.length(),
            about.language,
        ])
    };
    json!({
        "title": shelf.title,
        "authors": names(Kind::Author),
        "series": names(Kind::Series),
        "fandoms": names(Kind::Fandom),
        "ratings": ratings,
        "books": shelf.index.newest.iter().map(row).collect::<Vec<_>>(),
    })
    .to_string()
}

/// The first lines, cut behind a word.
fn shortened(text: &str) -> String {
    let text = untagged(text);
    if text.len() <= LONGEST {
        return text;
    }
    let head = head(&text, LONGEST);
    let end = head.rfind(' ').filter(|&end| end > LONGEST / 2).unwrap_or(head.len());
    format!("{}…", head[..end].trim_end())
}

/// Words without the tags that descriptions of others' books have, on one line. What is shown is text in any case; this
/// only makes it read well.
fn untagged(text: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                words.push(' ');
            }
            c if !is_tag => words.push(c),
            _ => {}
        }
    }
    let shown = if is_tag { text } else { &words };
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
