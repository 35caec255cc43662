//! Notes without a label at the edges of chapters. A chapter is a text of its own: below its heading and at its end the
//! author may speak as he does at the edges of the whole, and is told from the story by the same voice.

use std::collections::BTreeMap;

use super::Survey;
use super::sight::{greets, has_label, in_brackets, is_lone_label};
use super::voice::Voice;
use crate::detect::cue::Claim;
use crate::detect::evidence::{Evidence, Sign};
use crate::detect::headings;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Blocks of such a note at most. Measured: 9, with answers to readers.
const LONGEST: usize = 14;
/// Blocks without a tell of their own that may stand between two in which the author is heard.
const QUIET: usize = 3;
/// Words of such a block at most: an answer to a reader, a name.
const QUIET_WORDS: u16 = 25;
/// Words of a paragraph in brackets from which it is an aside of the author.
const ASIDE: u16 = 8;
/// Tells that must be heard, those that no story has counted twice, where the narration never says I, and where it does.
const HEARD: (usize, usize) = (3, 5);
/// Weight from which another room has seen something else here.
const SEEN: i32 = 5;

/// Weight of a cue that makes a note almost alone.
const NOTED: i8 = 6;
/// Words of talk and address that people of a story say, too: alone they make no note.
#[rustfmt::skip] // A table for people: many words a line.
const EVERYDAY: &[&str] = &[
    "story", "stories", "reader", "readers", "author", "authors", "chapter", "chapters", "written", "writing", "plot",
    "series", "request", "requests", "challenge", "rated", "rating", "criticism", "canon", "flame", "flames", "au",
    "thanks", "thank you", "please", "hope you", "i hope", "enjoy", "sorry", "i promise", "tell me", "see you",
    "i own", "anyway", "i wanted to", "i decided", "i wrote", "leave me", "leave a", "if you like", "if you liked",
    "my first", "be nice", "be gentle", "as always", "here's the", "here goes", "do you think", "what do you think",
    "what you think", "did you think", "let me know", "i apologize", "i apologise", "if you haven't", "some of you",
    "a lot of you", "feel free", "last chapter", "new chapter", "next chapter", "write to me", "don't forget",
    "hello again", "i'll try", "i will try", "gonna be", "the wait", "did you miss", "to everyone who",
    "you all for", "like it?", "posted", "comments", "review", "reviewed", "dear reader", "dear readers",
];

/// What is heard in a block at the edge of a chapter.
enum Heard {
    /// The author, with so many tells, and so many of them that no story has.
    Author(usize, usize),
    /// Nobody can say who speaks.
    Nobody,
    /// The story.
    Story,
    /// No words of a note: a boundary.
    Edge,
}

/// Who listens, and what is known of the story before.
struct Listener<'s> {
    first: &'s Evidence,
    tells_of_others: bool,
}

/// A note that was heard: its first unit, how many units behind belong to it, and how sure that is.
struct Aside {
    start: usize,
    reach: usize,
    tells: usize,
    sure: usize,
}

/// The first units of such notes, each with the number of units behind it that belong to the note. An old book that an
/// archive has framed has none: its author talks of chapters and readers in the midst of the story.
pub(super) fn asides(
    scene: &Scene,
    first: &Evidence,
    headings: &headings::Survey,
    told: &Survey,
) -> BTreeMap<usize, usize> {
    let tells_of_others = told.tells_of_others();
    let listener = Listener { first, tells_of_others };
    let mut asides = Vec::new();
    if scene.is_empty() || scene.place(0).frame().blocks > 0 {
        return BTreeMap::new();
    }
    let mut last = None;
    for sign in first.signs() {
        let is_edge = matches!(sign.cue.claims, Claim::Opens(Role::Heading | Role::Boilerplate));
        if !is_edge || last == Some(sign.unit) {
            continue;
        }
        last = Some(sign.unit);
        let place = scene.place(sign.unit);
        let lean = first.leaning(sign.unit, Role::Heading);
        let is_heading = lean >= SEEN || lean > 0 && headings.is_in_series(&place);
        if is_heading {
            asides.extend(listener.below(&place));
        }
        if is_heading || first.leaning(sign.unit, Role::Boilerplate) >= SEEN {
            asides.extend(listener.above(place.previous()));
        }
    }
    // Who has written one note writes others.
    let is_note = |sign: &Sign| sign.cue.claims == Claim::Opens(Role::Note) && sign.cue.weight >= NOTED;
    let writes_notes = first.signs().iter().any(is_note);
    let needed = if tells_of_others { HEARD.0 } else { HEARD.1 } - usize::from(writes_notes);
    let is_heard = |aside: &&Aside| aside.sure > 0 && aside.tells + aside.sure >= needed;
    asides.iter().filter(is_heard).map(|aside| (aside.start, aside.reach)).collect()
}

impl Listener<'_> {
    /// The note that ends with this block, the last of a chapter.
    fn above(&self, last: Option<Place>) -> Option<Aside> {
        // A rule may part the note from the heading below.
        let last = last.and_then(|last| if last.shape().is_signs { last.previous() } else { Some(last) })?;
        let (mut start, mut tells, mut sure, mut quiet, mut is_apart) = (None, 0, 0, 0, false);
        let mut at = Some(last);
        for _ in 0..LONGEST {
            let Some(place) = at else { break };
            match self.hear(&place) {
                Heard::Author(more, surely) => {
                    (start, quiet) = (Some(place), 0);
                    (tells, sure) = (tells + more, sure + surely);
                }
                Heard::Nobody if quiet < QUIET => quiet += 1,
                Heard::Edge => {
                    is_apart = quiet == 0;
                    break;
                }
                Heard::Story => break,
                // In the midst of words of nobody a note may be anybody's.
                Heard::Nobody => return None,
            }
            at = place.previous();
        }
        let start = start.filter(|start| self.first.carrying_on(start.at(), Role::Note) < SEEN)?;
        is_apart |= start.wider_above() > 0;
        Some(Aside { start: start.at(), reach: last.at() - start.at(), tells: tells + usize::from(is_apart), sure })
    }

    /// The note that begins below this heading.
    fn below(&self, heading: &Place) -> Option<Aside> {
        let is_field = |p: &Place| self.first.leaning(p.at(), Role::Field) >= SEEN;
        let mut start = heading.next()?;
        // The rule that underlines the heading.
        if start.shape().is_signs && start.above() == 0 {
            start = start.next()?;
        }
        while is_field(&start) && !has_label(&start) {
            start = start.next()?;
        }
        if has_label(&start) {
            // How far it goes, its label says.
            return Some(Aside { start: start.at(), reach: 0, tells: HEARD.1, sure: 1 });
        }
        let (mut end, mut tells, mut sure, mut quiet, mut is_apart) = (None, 0, 0, None, false);
        let mut at = Some(start);
        for _ in 0..LONGEST {
            let Some(place) = at else { break };
            match self.hear(&place) {
                Heard::Author(more, surely) => {
                    (end, quiet) = (Some(place), None);
                    (tells, sure) = (tells + more, sure + surely);
                }
                Heard::Nobody if end.is_some() => quiet = Some(place),
                Heard::Edge => {
                    is_apart = true;
                    end = quiet.or(end);
                    break;
                }
                Heard::Nobody | Heard::Story => break,
            }
            at = place.next();
        }
        let end = end?;
        is_apart |= end.wider_below() > 0;
        Some(Aside { start: start.at(), reach: end.at() - start.at(), tells: tells + usize::from(is_apart), sure })
    }

    fn hear(&self, place: &Place) -> Heard {
        let shape = place.shape();
        let others = [Role::Heading, Role::End, Role::Break, Role::Letter, Role::Field, Role::Verse, Role::Boilerplate];
        let is_other = others.iter().any(|&role| self.first.leaning(place.at(), role) >= SEEN);
        if shape.is_signs || is_other || has_label(place) || is_lone_label(place) {
            return Heard::Edge;
        }
        let is_labelled = place.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon && !l.is_alone));
        if is_labelled && shape.words <= QUIET_WORDS {
            return Heard::Nobody;
        }
        let voice = Voice::of(place);
        let says = voice.talk + voice.address;
        let is_own = self.tells_of_others && voice.own > 0 && voice.quotes == 0;
        if is_own && voice.speaks_for_himself(place) {
            let typed = usize::from(voice.marks > 0);
            let surely = usize::from(says > 0) + typed;
            return Heard::Author(says.max(voice.person.min(2)) + typed, surely);
        }
        let is_author = voice.is_author() && !voice.tells_of_others(place);
        if is_author || greets(place) && !voice.is_speech || is_own && voice.past == 0 {
            let typed = usize::from(voice.marks > 0) + usize::from(in_brackets(place));
            return Heard::Author(says + usize::from(is_own) + typed, says.saturating_sub(everyday(place)) + typed);
        }
        if in_brackets(place) && shape.words >= ASIDE && voice.past <= 1 && voice.quotes == 0 {
            return Heard::Author(2, 1);
        }
        let is_quiet = !voice.is_story() && voice.past == 0 && shape.words <= QUIET_WORDS;
        if is_quiet { Heard::Nobody } else { Heard::Story }
    }
}

/// How many words of talk and address here are those of every day.
fn everyday(place: &Place) -> usize {
    let low = place.bare().to_lowercase().replace('’', "'");
    let stands = |(at, word): (usize, &str)| {
        !low[..at].ends_with(char::is_alphanumeric) && !low[at + word.len()..].starts_with(char::is_alphanumeric)
    };
    EVERYDAY.iter().map(|word| low.match_indices(word).filter(|&found| stands(found)).count()).sum()
}
