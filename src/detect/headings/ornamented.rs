//! Titles below ornaments: some writers part their scenes by an ornament and set a title right below it, at the distance
//! of paragraphs. One such line may be anything; where nearly every ornament has one, they are titles.

use std::collections::BTreeSet;

use super::sight::{form, is_title_like, opens_text};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::glance::Glance;
use crate::detect::languages;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Words of such a title at most.
const LONGEST: u16 = 6;
/// Words of the text below it at least.
const PARAGRAPH: u16 = 10;
/// Words with which somebody is addressed in a letter or on a sign.
const ADDRESSED: [&str; 9] = ["my", "dear", "dearest", "beloved", "mr", "mrs", "miss", "sir", "no"];
/// Bytes of an ornament at most.
const ORNAMENT: usize = 60;
/// Titles below ornaments at least.
const LEAST: usize = 2;
/// Blocks from one of them to the next at least: the title, a paragraph, the ornament and more.
const APART: usize = 4;

/// The cues of titles below ornaments.
pub(super) const CUES: &[Cue] = &[Cue {
    name: "below-the-ornaments",
    claims: Claim::Opens(Role::Heading),
    weight: 8,
    why: "Right below nearly every ornament of this story stands a title, and the text below it.",
    yes: &[
        "The Door\n\nIt was blue, and it had not been there before, not in all the years.\n\nShe went in.\n\n* * *\n\n» The Wall\n\nIt was old, and nobody had seen it before, not in all the years.\n\nHe stayed.\n\n* * *\n\nThe Gate\n\nIt was shut, and nobody had a key to it, not in all the years.",
    ],
    no: &[
        "The Door\n\nIt was blue, and it had not been there before, not in all the years.\n\nShe went in.\n\n* * *\n\n» The Wall\n\nIt was old, and nobody had seen it before, not in all the years.\n\nHe stayed.\n\n* * *\n\nIt was shut, and nobody had a key to it, not in all the years.",
    ],
    holds: Holds::Here(|p| {
        p.leaning(Role::Note) < 3
            && p.leaning(Role::Letter) < 3
            && p.survey().is_some_and(|s| s.headings.ornamented.contains(&p.at()))
    }),
}];

/// The titles right below the ornaments of a story; none where not nearly all ornaments have one.
pub(super) fn below_ornaments(scene: &Scene) -> BTreeSet<usize> {
    let (mut ornaments, mut titles) = (0_usize, Vec::new());
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for place in (0..scene.len()).map(|at| scene.place(at)).filter(is_between_texts) {
        ornaments += 1;
        let Some(title) = place.next().filter(is_title) else { continue };
        words.extend(title.glance().map(Glance::low_core));
        titles.push((title.at(), title.ordinal()));
    }
    let are_parted = titles.windows(2).all(|pair| pair[1].1 - pair[0].1 >= APART);
    let is_habit = titles.len() >= LEAST && titles.len() * 5 >= ornaments * 4 && are_parted;
    // One and the same word below each ornament belongs to the ornament; single words shout, or name who speaks.
    let several = words.iter().filter(|words| words.contains(' ')).count();
    let are_titles = if titles.len() > LEAST { several * 2 >= words.len() } else { several == words.len() };
    if is_habit && are_titles && words.len() > 1 {
        titles.into_iter().map(|(at, _)| at).collect()
    } else {
        BTreeSet::new()
    }
}

/// An ornament with blank lines around it, behind the first paragraphs of the story.
fn is_between_texts(place: &Place) -> bool {
    place.shape().is_signs
        && place.shape().bytes <= ORNAMENT
        && place.above() > 0
        && place.below() > 0
        && place.previous().is_some_and(|above| above.shape().words > 0 && above.ordinal() > 1)
}

/// A few words, most of them with capitals, apart, with text below them.
fn is_title(place: &Place) -> bool {
    let shape = place.shape();
    let heads_text = |below: Place| below.shape().words >= PARAGRAPH || below.shape().is_speech;
    (1..=LONGEST).contains(&shape.words)
        && shape.capitalised * 2 >= shape.words
        && !shape.is_ended
        && place.below() > 0
        && place.next().is_some_and(|below| heads_text(below) && !below.shape().starts_low)
        && is_title_like(place)
        && opens_text(place)
        && form(place).is_none()
        && place.glance().is_some_and(|g| {
            let low = g.low_core();
            g.label.as_ref().is_none_or(|label| !label.has_colon)
                && !languages::is_note_label(low)
                && !languages::is_end(low)
                && !low.split(' ').any(|word| ADDRESSED.contains(&word))
        })
}
