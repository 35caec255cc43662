//! The links of a site's pages, as their words stand in a file: buttons, arrows, the ways to the pages before and behind.

use super::imprint::is_imprint;
use super::site::{END, TOP, has_site_words, is_mark_of_a_site};
use crate::detect::place::Place;

/// Words that a site's buttons are made of.
#[rustfmt::skip] // A table for people: many words a line.
pub(super) const BUTTONS: &[&str] = &[
    "home", "index", "next", "previous", "prev", "back", "top", "main", "archive", "menu", "up", "forward", "links",
    "review", "reviews", "search", "fiction", "stories", "authors", "titles", "chapter", "return", "contents",
    "comments", "comment", "reply", "share", "guestbook", "gallery", "faq", "art", "fanfic", "fanfics", "fanart",
    "updates", "about", "contact", "privacy", "terms", "report", "login", "logout", "register", "rss", "kudos",
    "bookmark", "bookmarks", "download", "print", "like", "reblog", "subscribe", "follow", "favorite", "favourite",
    "favorites", "favourites", "profile", "abuse", "thread", "newer", "older", "news", "forum", "forums", "email",
    "permalink", "flag", "vote", "votes", "fanfiction", "library", "homepage", "website", "facebook", "twitter", "tumblr",
    "quote", "edit", "actions", "skip", "text", "size", "toc", "favs",
    "latest", "random", "pinterest", "reddit", "livejournal", "printer", "friendly", "version", "notify", "help", "rules", "register",
];
/// Small words that stand between them.
#[rustfmt::skip] // A table for people: many words a line.
pub(super) const BETWEEN: &[&str] = &[
    "to", "the", "of", "page", "story", "this", "fic", "part", "author", "list", "table", "a", "us", "me", "my",
    "post", "leave", "add", "entire", "work", "site", "all", "on", "new", "first", "last", "section", "mail", "sign",
    "submit", "possible", "our", "my", "continue", "reading", "read", "page", "stories", "in", "for", "at", "by",
];
/// How a link begins that leads on or back, and what it leads to besides.
const WAYS: &[&str] = &["back to", "return to", "on to", "continue to", "forward to"];
const LED_TO: &[&str] = &["page", "part", "corner", "list", "table", "site", "story", "section", "series", "fic"];
/// Units at the end among which it stands, and words of one at most.
const LINKS: usize = 5;
const LONGEST_LINK: u16 = 8;
/// Words of a row of links at most, with their addresses.
const ROW: u16 = 24;

/// Whether a button's name is among the words of a line (lower case).
pub(super) fn holds_button(low: &str) -> bool {
    low.split(|c: char| !c.is_alphabetic()).any(|word| BUTTONS.contains(&word))
}

/// "← Older: The Door        Newer: The Wall →": the way to the posts before and after, at the edge of the file.
pub(super) fn is_arrowed(place: &Place) -> bool {
    let shape = place.shape();
    let is_arrow = |c: char| matches!(c, '←' | '→' | '⟵' | '⟶' | '«' | '»' | '‹' | '›');
    (2..=24).contains(&shape.words)
        && !shape.is_ended
        && (place.from_end() < END || place.from_top() <= 1)
        && (matches!(shape.first, '←' | '⟵' | '«' | '‹') || matches!(shape.last, '→' | '⟶' | '»' | '›'))
        && place.bare().matches(is_arrow).count() <= 2
        && !(shape.first == '«' && shape.last == '»')
        && place.low().split(|c: char| !c.is_alphanumeric()).any(|w| BUTTONS.contains(&w))
}

/// "[ Previous ] [ Index ] [ Next ]", "Back to Index", "<< Home | Next >>".
pub(super) fn is_buttons(place: &Place) -> bool {
    if place.from_end() >= END && place.from_top() >= TOP || !is_row_of_buttons(place) {
        return false;
    }
    // At the top "The New Library" is a title, as long as no frame or bar says otherwise.
    place.from_end() < END || is_framed(place.low()) || place.low().contains(['|', '>', '»', '·'])
}

/// The last lines of a page, and where they lead, below the text or another line of the site.
pub(super) fn points_back(place: &Place) -> bool {
    let is_line = |other: &Place| is_mark_of_a_site(other) || names_a_way(other);
    names_a_way(place)
        && place.previous().is_some_and(|above| above.shape().is_ended || above.shape().is_signs || is_line(&above))
        && (place.above() > 0 || place.step(-1).is_some_and(|above| is_line(&above)))
        && place.next().is_none_or(|next| is_line(&next) || has_site_words(&next) || is_imprint(&next))
}

/// "Back to Other Fiction", "Return to the Lantern Corner", "On to Part Two".
fn names_a_way(place: &Place) -> bool {
    let shape = place.shape();
    if place.from_end() >= LINKS || !(1..=LONGEST_LINK).contains(&shape.words) || shape.is_ended || shape.is_speech {
        return false;
    }
    let low = place.low();
    let leads = |way: &str| {
        let behind = low.strip_prefix(way)?.strip_prefix(' ')?;
        let words = behind.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        Some(words.rev().take(2).any(|word| BUTTONS.contains(&word) || LED_TO.contains(&word)))
    };
    shape.first.is_uppercase() && WAYS.iter().any(|way| leads(way) == Some(true))
}

/// Signs that a site sets around its buttons stand at one end.
fn is_framed(low: &str) -> bool {
    low.starts_with(['[', '<', '«', '|', '←', '>']) || low.ends_with(['→', '»', '|', '>'])
}

/// A short line of nothing but a site's buttons.
pub(super) fn is_row_of_buttons(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 12 || shape.is_ended {
        return false;
    }
    let low = place.low();
    let words = || low.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    if !words().all(|w| BUTTONS.contains(&w) || BETWEEN.contains(&w)) {
        return false;
    }
    let buttons = words().filter(|w| BUTTONS.contains(w)).count();
    let is_way = buttons >= 1
        && words().count() > buttons
        && matches!(
            words().next().unwrap_or_default(),
            "return"
                | "back"
                | "top"
                | "next"
                | "review"
                | "leave"
                | "post"
                | "sign"
                | "reply"
                | "submit"
                | "continue"
                | "read"
                | "report"
        );
    (is_framed(low) && buttons >= 1 || buttons >= 2 || is_way)
        && place.glance().is_some_and(|g| g.form.is_none() || low.matches('[').count() >= 2)
}

/// "[<- The Door](1.html) | [Index](index.html)": a page's links to those before and after, as a converter leaves them; a
/// single one at the edge of the file, "_[Next chapter](14.md)_".
pub(super) fn is_row_of_links(place: &Place) -> bool {
    let shape = place.shape();
    let is_emphasis = |c: char| matches!(c, '*' | '_');
    let opens = shape.first == '[' || is_emphasis(shape.first);
    let closes = shape.last == ')' || is_emphasis(shape.last);
    if !opens || !closes || shape.words > ROW {
        return false;
    }
    let bare = place.bare();
    let bare = bare.trim_matches(is_emphasis);
    let is_link = |link: &str| {
        link.trim_start_matches(|c: char| is_emphasis(c) || matches!(c, '|' | '·' | '•' | '-' | '/' | ' '))
            .starts_with('[')
            && link.contains("](")
    };
    let mut links = bare.split(')').map(str::trim).filter(|link| !link.is_empty()).peekable();
    let is_at_an_edge = place.from_end() < END || place.from_top() < TOP;
    let count = bare.matches("](").count();
    links.peek().is_some()
        && links.all(is_link)
        && (count >= 2 && holds_button(place.low()) || count == 1 && is_at_an_edge && leads_elsewhere(bare))
}

/// "[Next chapter](14.md)", "[Part 3](https://…)": a few words, a button's or a part's among them.
fn leads_elsewhere(link: &str) -> bool {
    let Some((named, _)) = link.trim_start_matches('[').split_once("](") else { return false };
    let low = named.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_short = words.clone().count() <= usize::from(LONGEST_LINK);
    is_short && words.any(|word| BUTTONS.contains(&word) || matches!(word, "start" | "part" | "beginning"))
}
