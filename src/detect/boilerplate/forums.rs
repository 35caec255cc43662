//! What forums, lists and the sites of serials print between chapters: heads of posts, threadmarks, the number of a
//! message, counters below a chapter's heading, rows of links.

use super::frame::plain;
use crate::detect::place::Place;

/// Lines of a post's head at most.
const HEAD: usize = 7;
/// Words of a line in it at most.
const HEAD_WORDS: u16 = 6;
/// Blocks below a threadmark among which the chapter's name stands again.
const AGAIN: usize = 9;
/// Words of a row of links at most.
const LINKS: u16 = 24;

/// Blocks at the top among which a board says what it is for and who moderates it.
const BOARD: usize = 5;

/// Labels with which a forum counts what a member has done.
const MEMBER: &[&str] = &["messages", "posts", "joined", "join date", "reaction score", "likes received", "location"];
/// What a list calls the letters that it numbers.
const MESSAGE: &[&str] = &["message", "msg", "msg.", "posting", "article", "post"];

/// Lines of forums, lists and serials that nothing else looks like, wherever they stand; the last one closes what
/// `FanFicFare` has downloaded.
pub(super) fn is_line_of_a_forum(place: &Place) -> bool {
    numbers_message(place)
        || says_edited(place)
        || is_threadmark(place)
        || numbers_post(place) && place.previous().is_some_and(|above| is_threadmark(&above) || says_edited(&above))
        || is_between_arrows(place)
        || invites_to_discover(place)
        || names_poster(place)
        || is_subject_of_a_post(place)
        || place.from_end() == 0 && place.ordinal() > 0 && place.low() == "end file."
}

/// "#3".
fn numbers_post(place: &Place) -> bool {
    place.shape().first == '#'
        && place.low().strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// "Message 4417 of 9021" on top of the file, or right above a mail's labels.
pub(super) fn numbers_message(place: &Place) -> bool {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let shape = place.shape();
    if !shape.has_digits || shape.words > 4 || shape.is_ended {
        return false;
    }
    let words: Vec<&str> = place.low().split_whitespace().collect();
    let [word, number, "of", count] = words.as_slice() else { return false };
    let is_above_labels =
        || place.step(1).is_some_and(|n| n.above() == 0 && n.glance().is_some_and(|g| g.label.is_some()));
    MESSAGE.contains(word) && is_number(number) && is_number(count) && (place.from_top() == 0 || is_above_labels())
}

/// "Last edited: Jun 9, 2017": a forum's notice below a post.
pub(super) fn says_edited(place: &Place) -> bool {
    let shape = place.shape();
    place.may_begin_with('l')
        && shape.has_digits
        && (3..=12).contains(&shape.words)
        && place.low().starts_with("last edited")
}

/// "Threadmarks 1.1 The Door": the chapter's name in a forum's list of them, with the name itself below.
pub(super) fn is_threadmark(place: &Place) -> bool {
    if !place.may_begin_with('t') || place.shape().words > 14 {
        return false;
    }
    let Some(rest) = place.low().strip_prefix("threadmark") else { return false };
    let name = plain(rest.strip_prefix('s').unwrap_or(rest));
    let is_again = |below: Place| plain(below.low()) == name;
    name.is_empty()
        || name == "view content"
        || std::iter::successors(place.next(), Place::next).take(AGAIN).any(is_again)
}

/// "…Where stories live. Discover now": what a site of serials sets below each page, glued to the work's title.
fn invites_to_discover(place: &Place) -> bool {
    let shape = place.shape();
    shape.last.eq_ignore_ascii_case(&'w')
        && shape.words <= LINKS
        && place.low().ends_with("where stories live. discover now")
}

/// "Post by Ann » Sat Jun 09, 2012 9:14 pm": how a board says above a post whose it is.
fn names_poster(place: &Place) -> bool {
    place.may_begin_with('p')
        && place.shape().words <= LINKS
        && place.low().strip_prefix("post by ").is_some_and(|rest| {
            let dated = |(name, date): (&str, &str)| name.split(' ').count() <= 4 && !date.contains('»');
            rest.split_once('»').is_some_and(dated)
        })
}

/// "Re: The Door" right above the line that says whose the post is.
fn is_subject_of_a_post(place: &Place) -> bool {
    place.shape().words <= LINKS
        && place.next().is_some_and(|n| n.shape().first.eq_ignore_ascii_case(&'p') && names_poster(&n))
        && place.low().starts_with("re: ")
}

/// "Moderator: Ann" on top of a board's page, above the first post, and what the board is for in the line above: how
/// many units the two are behind the first.
pub(super) fn reach_of_board(place: &Place) -> Option<usize> {
    let is_moderator = |p: &Place| {
        p.glance()
            .and_then(|g| g.label.as_ref())
            .is_some_and(|l| l.has_colon && !l.is_alone && matches!(l.name.as_str(), "moderator" | "moderators"))
            && std::iter::successors(p.next(), Place::next)
                .take(2)
                .any(|n| reach_of_post_head(&n).is_some() || names_poster(&n))
    };
    let is_line = (1..BOARD).contains(&place.from_top()) && (1..=LINKS).contains(&place.shape().words);
    if !is_line {
        return None;
    }
    if is_moderator(place) {
        return Some(0);
    }
    place.next().filter(is_moderator).map(|n| n.at() - place.at())
}

/// "#3" or a place for a picture above a member's name and "Messages: 877": how many units down to the last line that
/// counts what the member has done.
pub(super) fn reach_of_post_head(place: &Place) -> Option<usize> {
    if !numbers_post(place) && place.low() != "user avatar" {
        return None;
    }
    let counts = |p: &Place| {
        p.glance().and_then(|g| g.label.as_ref()).is_some_and(|l| l.has_colon && MEMBER.contains(&l.name.as_str()))
    };
    let is_line = |p: &Place| !p.is_space() && p.above() == 0 && p.shape().words <= HEAD_WORDS;
    let lines = (1..=HEAD).map_while(|by| place.step(isize::try_from(by).ok()?).filter(is_line).map(|p| (by, p)));
    lines.filter(|(_, line)| counts(line)).map(|(by, _)| by).last()
}

/// The last line of the head of the post that opens the file.
pub(in crate::detect) fn closes_head_of_a_post(place: &Place) -> bool {
    let top = place.top();
    (1..=HEAD).contains(&place.from_top()) && reach_of_post_head(&top) == Some(place.at() - top.at())
}

/// "1.4K 61 38": what a site has counted below a chapter's heading, the words for it lost.
pub(super) fn is_row_of_counts(place: &Place) -> bool {
    let shape = place.shape();
    if !shape.has_digits || !(2..=4).contains(&shape.words) || shape.is_ended {
        return false;
    }
    let is_count = |word: &str| {
        let digits = word.strip_suffix(['k', 'm']).unwrap_or(word);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    };
    let low = place.low();
    let is_shortened = || low.split_whitespace().any(|word| word.ends_with(['k', 'm']));
    let is_heading = |above: Place| above.glance().is_some_and(|g| g.form.is_some());
    low.split_whitespace().all(is_count)
        && (is_shortened() || low.split_whitespace().count() == 3)
        && (place.from_top() == 1 || place.previous().is_some_and(is_heading))
}

/// "← 2.6    2.8 →": arrows at both ends.
pub(super) fn is_between_arrows(place: &Place) -> bool {
    let shape = place.shape();
    matches!((shape.first, shape.last), ('←' | '⟵', '→' | '⟶')) && shape.words <= 14 && shape.words > 0
}
