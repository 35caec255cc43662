//! A name below the title that no "by" introduces: two words or three that the story never uses. A title's second line,
//! a place or somebody the story tells of would be used in it.

use super::names::{is_by, is_full_name};
use super::titles::is_title_like;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Blocks below the name among which another one would stand.
const TOP: usize = 16;
/// Bytes of a story that are searched for the words of a name: a name that stands for somebody in it is used before.
const SEARCHED: usize = 200_000;
/// Words of a line at most that heads a stretch of the story.
const HEAD: u16 = 6;
/// What the second line of a title may end with.
const WORKS: &[&str] = &[
    "stories",
    "tales",
    "chronicles",
    "songs",
    "poems",
    "fables",
    "fable",
    "comedy",
    "tragedy",
    "romance",
    "draft",
    "edition",
    "saga",
    "cycle",
    "story",
    "tale",
];
/// Letters of a word that is looked for at least.
const WORD: usize = 3;

/// The cue of such a name.
pub(super) const CUES: &[Cue] = &[Cue {
    name: "name-of-nobody-in-the-story",
    claims: Claim::Opens(Role::Byline),
    weight: 11,
    why: "Below the title stands a first and a last name, and the story uses neither of these words.",
    yes: &[
        "The Door\n\n» Lucan Grieve\n\n   It was blue,\n   it was old.\n\nIt was blue, and it had not been there before.",
    ],
    no: &[
        "The Door\n\n» Blue Monday\n\n   It was blue,\n   it was old.\n\nIt was blue, and it had not been there before.",
    ],
    holds: Holds::Here(|p| p.survey().is_some_and(|s| s.titles.is_of_nobody(p))),
}];

/// The unit of a first and a last name below the title, if the story uses neither of them, and no other such line heads a
/// stretch of it.
pub(super) fn name_of_nobody(scene: &Scene) -> Option<usize> {
    if scene.is_empty() {
        return None;
    }
    let top = scene.place(0).top();
    // Below an underline, or a subtitle in brackets.
    let is_between = |place: &Place| place.shape().is_signs || place.shape().first == '(';
    let name = std::iter::successors(top.next(), Place::next).find(|place| !is_between(place))?;
    if !is_name_alone(&name) || !is_title_like(&top) || is_name_alone(&top) {
        return None;
    }
    let words: Vec<String> = name.bare().split_whitespace().map(str::to_owned).collect();
    let text = name.story().text().as_bytes();
    // At the end the author may sign, or tell of himself.
    let searched = &text[..(text.len() * 4 / 5).min(SEARCHED)];
    let is_unused = |word: &String| uses(searched, word) <= 1 && uses(searched, &word.to_lowercase()) == 0;
    let mut front = std::iter::successors(name.next(), Place::next).take_while(|place| !place.is_prose()).take(TOP);
    // "The Goat Treaty / Tess Arrow / Wynn Holm" is anything; where somebody is named with "by", nobody else is.
    let is_named = |place: Place| is_by(&place) || place.above() == 0 && is_full_name(&place);
    if front.any(is_named) {
        return None;
    }
    // Other lines that stand like this one head stretches of the story, and so does it.
    let is_one_of_several = |at: usize| {
        let place = scene.place(at);
        let stands_alike = place.shape().indent == name.shape().indent
            && place.above() == name.above()
            && place.below() == name.below();
        let is_head = is_full_name(&place) && place.below() > 0
            || stands_alike
                && place.shape().words <= HEAD
                && is_title_like(&place)
                && !place.shape().is_ended
                && !place.shape().is_speech
                && place.glance().is_some_and(|g| g.form.is_none());
        at > name.at() && !place.is_amid_prose() && place.from_end() > 2 && is_head
    };
    let is_name = words.iter().all(is_unused) && !(0..scene.len()).any(is_one_of_several);
    is_name.then(|| name.at())
}

/// Two or three words that could be somebody's name, below the title.
fn is_name_alone(place: &Place) -> bool {
    let shape = place.shape();
    let is_word = |word: &str| {
        let low = word.to_lowercase();
        let is_of_a_language =
            ["ing", "ed", "ness", "tion", "ly", "ment", "'s", "’s"].iter().any(|end| low.ends_with(end));
        word.chars().count() >= WORD
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !is_of_a_language
            && !languages::is_calendar(&low)
            && languages::division(&low).is_none()
            && languages::number(&low).is_none()
    };
    (2..=3).contains(&shape.words)
        && !shape.is_capitals
        && shape.first.is_alphabetic()
        && is_full_name(place)
        && place.bare().split_whitespace().all(is_word)
        && place.below() > 0
        && place
            .next()
            .is_some_and(|below| below.shape().words > 1 && !(below.shape().has_digits && below.shape().words < HEAD))
        && !place.low().rsplit(' ').next().is_some_and(|last| WORKS.contains(&last))
}

/// How often a word stands in a text, by itself.
fn uses(text: &[u8], word: &str) -> usize {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let stands_alone = |&at: &usize| {
        !is_letter(at.checked_sub(1).and_then(|before| text.get(before))) && !is_letter(text.get(at + word.len()))
    };
    memchr::memmem::find_iter(text, word.as_bytes()).filter(stands_alone).count()
}
