//! Lists that publishers print in front of a story: of its pictures, and of the other books that they sell.

use super::imprint::is_publisher;
use crate::detect::contents::stands_in_front;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::titlepage::is_byline;

/// Units of such a list at most.
const LONGEST: usize = 80;
/// Words of a picture's caption, and of a book's title, at most.
const CAPTION: u16 = 40;
const BOOK: u16 = 14;

/// Headings of lists of pictures.
const PICTURES: &[&str] = &[
    "illustrations",
    "list of illustrations",
    "full-page illustrations",
    "list of full-page illustrations",
    "list of plates",
    "list of pictures",
    "list of maps",
    "table des illustrations",
    "table des gravures",
    "verzeichnis der abbildungen",
    "verzeichnis der bilder",
];
/// Openings of the lines that say whose books are listed, in front of a story or behind it.
pub(super) const BOOKS: [&str; 4] = ["by the same author", "other books by", "other works by", "also by"];
/// Openings of the lines that say of what kind they are.
const ALIKE: [&str; 2] = ["in the same series", "uniform with this"];
/// What a series of books calls itself at the end of its name.
const SERIES: &[&str] = &["books", "series", "library", "stories", "tales", "novels"];
/// What stands below that name, where the books of the series follow.
const NAMELY: &[&str] = &["in number", "namely", "as follows", "volumes", "vols", "each"];

/// How many units below the heading of such a list belong to it; none where none begins in front of the story.
pub(super) fn reach_of_list(place: &Place) -> Option<usize> {
    reach_of_pictures(place).or_else(|| reach_of_books(place))
}

/// How many units below the heading of a list of pictures belong to it; none where no such list begins in front of the
/// story.
fn reach_of_pictures(place: &Place) -> Option<usize> {
    let is_heading = place.shape().words <= 4
        && place.glance().is_some_and(|g| PICTURES.contains(&g.low_core().trim_end_matches(['.', ':'])));
    if !is_heading || !stands_in_front(place) {
        return None;
    }
    let is_caption = |p: &Place| p.shape().words <= CAPTION && !p.heads_division();
    let list = entries(place, is_caption);
    // A picture faces a page, or its caption is quoted from one.
    let is_picture = |p: &Place| {
        let shape = p.shape();
        let low = p.low();
        shape.is_speech
            || shape.last.is_ascii_digit()
            || ["frontispiece", "facing", "to face", ". . .", "..."].iter().any(|sign| low.contains(sign))
    };
    list.iter().any(is_picture).then(|| list.last().map(|last| last.at() - place.at()))?
}

/// How many units below the line that says which other books there are belong to their list; none where no such list
/// begins in front of the story.
fn reach_of_books(place: &Place) -> Option<usize> {
    let shape = place.shape();
    if !(1..=10).contains(&shape.words) || shape.is_speech || place.from_top() == 0 || place.wider_above() == 0 {
        return None;
    }
    let glance = place.glance()?;
    let low = glance.low_core().trim_end_matches(|c: char| !c.is_alphanumeric());
    let names_series = || {
        let is_counted = |p: Place| {
            p.shape().words <= BOOK
                && (p.shape().is_capitals || p.shape().starts_low)
                && NAMELY.iter().any(|w| p.low().contains(w))
        };
        SERIES.iter().any(|word| low.ends_with(word)) && place.next().is_some_and(is_counted)
    };
    let says_whose = BOOKS.iter().chain(&ALIKE).any(|opening| low.starts_with(opening)) && !shape.is_ended;
    if !says_whose && !names_series() || !stands_in_front(place) {
        return None;
    }
    let is_title = |p: &Place| p.shape().words <= BOOK && !p.shape().is_speech && !p.heads_division();
    let books = entries(place, is_title);
    let last = books.last().filter(|_| books.len() >= 2 && !books.iter().any(is_byline))?;
    // Which edition this is stands below the list, as far as the printer left empty.
    let edition = last.next().filter(|n| n.shape().words <= BOOK && n.wider_above() > 0 && is_publisher(n));
    Some(edition.unwrap_or(*last).at() - place.at())
}

/// The short lines below a heading, down to a space that is wider than any between them.
fn entries<'s>(heading: &Place<'s>, is_entry: impl Fn(&Place<'s>) -> bool) -> Vec<Place<'s>> {
    let mut widest = heading.habits().distance.max(1);
    let mut list: Vec<Place> = Vec::new();
    for place in std::iter::successors(heading.next(), Place::next).take(LONGEST) {
        let is_contents = || place.glance().is_some_and(|g| languages::is_contents(g.low_core()));
        if !list.is_empty() && place.above() > widest || !is_entry(&place) || is_contents() {
            break;
        }
        if list.len() == 1 {
            widest = widest.max(place.above());
        }
        list.push(place);
    }
    list
}
