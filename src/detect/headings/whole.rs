//! What the survey of headings reads off the whole story: lists, spaces, the work's title, what the contents announce.

use std::collections::BTreeSet;

use super::form::Form;
use super::markup::depth_by_itself;
use super::sight::{form as form_of, is_short_below_space, is_title_like};
use super::survey::CANDIDATE;
use crate::detect::boilerplate::plain;
use crate::detect::contents;
use crate::detect::cue::Claim;
use crate::detect::evidence::Evidence;
use crate::detect::languages::Division;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Right above stands a title without number that is not the work's own once more.
pub(super) fn is_below_title(place: &Place, first: &Evidence, title: &str) -> bool {
    place.previous().is_some_and(|above| {
        above.ordinal() > 2
            && above.glance().is_some_and(|g| {
                let is_the_works = plain(g.core()) == title || above.frame().names_title(&g.text);
                g.form.is_none() && !is_the_works
            })
            && first.leaning(above.at(), Role::Heading) >= 4
    })
}

/// A heading with another heading candidate directly below and one directly above (or the page's edge) has no text of
/// its own: it is an entry of a list.
pub(super) fn is_listed(place: &Place, first: &Evidence) -> bool {
    let is_candidate = |p: Option<Place>| {
        p.is_some_and(|p| !p.is_space() && first.leaning(p.at(), Role::Heading) >= CANDIDATE && !p.is_prose())
    };
    let at = |by: isize| place.step(by);
    let is_run = |upper: Option<Place>, middle: Option<Place>, lower: Option<Place>| {
        is_candidate(upper) && is_candidate(middle) && is_candidate(lower) && !nest(upper, middle, lower)
    };
    let here = Some(*place);
    is_run(here, at(1), at(2)) || is_run(at(-2), at(-1), here) || is_run(at(-1), here, at(1))
}

/// A book's heading, a part's below it, and a chapter's or a day below that, by their words or by more and more hash marks:
/// each heads the next, and no list.
fn nest(upper: Option<Place>, middle: Option<Place>, lower: Option<Place>) -> bool {
    let depth = |p: Option<Place>| p.and_then(|p| depth_by_itself(&p));
    let grows =
        |above: Option<Place>, below| depth(above).zip(depth(below)).is_some_and(|(above, below)| above < below);
    if grows(upper, middle) || grows(middle, lower) {
        return true;
    }
    let division = |p: Option<Place>| p.and_then(|p| form_of(&p)).and_then(|form| form.division);
    let (Some(upper), Some(middle)) = (division(upper), division(middle)) else { return false };
    upper < middle && division(lower).is_none_or(|lower| middle < lower)
}

/// Of three wide spaces and more, three in four stand above a short line that is nearer to the prose below.
pub(super) fn spaces_head(scene: &Scene) -> bool {
    let (mut spaces, mut heads) = (0, 0);
    let mut is_below_head = false;
    for space in (0..scene.len()).map(|at| scene.place(at)).filter(Place::is_space) {
        let is_head = space.step(1).is_some_and(|line| is_short_below_space(&line));
        // The space below such a line is the line's.
        spaces += usize::from(!is_below_head || is_head);
        heads += usize::from(is_head);
        is_below_head = is_head && space.step(2).is_some_and(|below| below.is_space());
    }
    heads >= 3 && heads * 4 >= spaces * 3
}

/// The unit of the title on the title page, and its words as titles are compared.
pub(super) fn title_of(scene: &Scene, first: &Evidence) -> Option<(usize, String)> {
    let front = (0..scene.len().min(40)).filter(|&at| first.leaning(at, Role::Title) >= 5);
    let title = front.max_by_key(|&at| (first.leaning(at, Role::Title), std::cmp::Reverse(at)));
    title.and_then(|at| Some((at, plain(scene.place(at).glance()?.core()))))
}

/// Titles without word and number, below a wide space, right above chapters with word and number: two of
/// them and more, each another, and no more than every second chapter.
pub(super) fn above_chapters(scene: &Scene, numbered: &[(usize, Form)], title: &str) -> BTreeSet<usize> {
    let chapters = numbered.iter().filter(|(_, form)| form.division == Some(Division::Chapter));
    let mut found = BTreeSet::new();
    let mut words = BTreeSet::new();
    let mut count = 0;
    for (at, _) in chapters {
        count += 1;
        let Some(above) = scene.place(*at).previous() else { continue };
        let is_apart = above.above() > 0 && above.wider_above() > 0;
        let is_title = is_title_like(&above) && !above.shape().starts_low && form_of(&above).is_none();
        let name = above.glance().map_or_else(String::new, |g| plain(g.core()));
        if is_apart && is_title && name != title {
            found.insert(above.at());
            words.insert(name);
        }
    }
    if words.len() < 2 || words.len() < found.len() || found.len() * 2 > count {
        found.clear();
    }
    found
}

/// Titles without word and number inside chapters, in half of the chapters at least: below some text of one and above
/// some of it, not right above the next. Chapters are those that are numbered, or else those that the contents announce.
pub(super) fn inside_chapters(
    scene: &Scene,
    first: &Evidence,
    numbered: &[(usize, Form)],
    titles: &[usize],
    announced: &BTreeSet<String>,
) -> BTreeSet<usize> {
    let is_chapter = |(at, form): &&(usize, Form)| {
        form.division == Some(Division::Chapter) && !form.is_named && !is_contents_entry(first, *at)
    };
    let mut chapters: Vec<usize> = numbered.iter().filter(is_chapter).map(|(at, _)| *at).collect();
    let are_titled = chapters.is_empty();
    if are_titled {
        let is_announced = |at: &usize| scene.place(*at).glance().is_some_and(|g| announced.contains(&plain(g.core())));
        chapters = titles.iter().copied().filter(is_announced).collect();
    }
    let is_one = |at: usize| chapters.binary_search(&at).is_ok();
    let is_in_text = |at: usize| {
        let place = scene.place(at);
        let is_below = |above: Place| {
            above.is_prose() || above.shape().is_ended && form_of(&above).is_none() || are_titled && is_one(above.at())
        };
        !is_one(at) && place.previous().is_some_and(is_below) && place.next().is_some_and(|below| !is_one(below.at()))
    };
    let mut found = BTreeSet::new();
    let mut parted = 0;
    for pair in chapters.windows(2) {
        let inside = titles.partition_point(|&at| at <= pair[0])..titles.partition_point(|&at| at < pair[1]);
        let before = found.len();
        found.extend(titles[inside].iter().copied().filter(|&at| is_in_text(at)));
        parted += usize::from(found.len() > before);
    }
    if found.len() < 2 || parted * 2 + 1 < chapters.len() {
        found.clear();
    } else if let Some(&last) = chapters.last() {
        found.extend(titles.iter().copied().filter(|&at| at > last && is_in_text(at)));
    }
    found
}

/// A line below the word "Contents".
fn is_contents_entry(first: &Evidence, at: usize) -> bool {
    first.at(at).iter().any(|s| s.cue.claims == Claim::Continues(Role::Contents))
}

/// The titles that stand in a printed table of contents, as they are compared: below the word, or listed in front.
pub(super) fn announced(scene: &Scene, first: &Evidence, is_in_list: impl Fn(usize) -> bool) -> BTreeSet<String> {
    let is_in_front = |place: &Place| place.from_top() < contents::FRONT && contents::stands_in_front(place);
    let is_entry = |at: usize| is_contents_entry(first, at) || is_in_list(at) && is_in_front(&scene.place(at));
    let titles = (0..scene.len()).filter(|&at| is_entry(at)).flat_map(|at| {
        let place = scene.place(at);
        [place.glance().map_or_else(String::new, |g| plain(g.core())), contents::entry(&place)]
    });
    titles.filter(|title| !title.is_empty()).collect()
}
