//! A preface without label: everything between the title page and the rule, heading or space above the story, where the
//! author talks about the story and nothing is told yet.

use super::reach::is_boundary;
use super::sight::{has_label, is_lone_label};
use super::voice::Voice;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::verse;

/// Blocks at the top among which a preface stands, its own ones included.
const TOP: usize = 40;
/// Blocks of a preface at most. Measured: 13.
const LONGEST: usize = 26;
/// Words of talk in a preface at least.
const LEAST: usize = 2;
/// Words of the line with which an author leads on to the story at most: "Happy reading!", "On with the story."
const FAREWELL: u16 = 7;
/// Words from which a block above is a paragraph rather than a line of the title page.
const SENTENCE: u16 = 14;
/// Words of a paragraph that stands alone above the rule at most.
const LONGEST_ABOVE_A_RULE: u16 = 80;
/// Words of talk that count in one block: a long one does not speak for all others.
const COUNTED: usize = 3;

/// Units behind the first block of a preface that belong to it; none where no preface begins here.
pub(super) fn reach_of_preface(place: &Place) -> Option<usize> {
    if place.ordinal() >= TOP || !opens(place) || !stands_in_front(place) {
        return None;
    }
    let (mut talk, mut blocks) = (0, 0);
    let mut at = *place;
    loop {
        let voice = Voice::of(&at);
        if tells(voice) || blocks > LONGEST {
            return None;
        }
        talk += (voice.talk + voice.address).min(COUNTED);
        blocks += usize::from(at.shape().words > 0);
        let next = at.step(1)?;
        // The line of a site that holds nothing but its counter.
        let is_empty = place.habits().has_counters && next.shape().is_signs;
        if next.is_space() || is_empty || is_boundary(&next) || is_title(&next) || verse::begins(&next) {
            break;
        }
        let leads_on = at.at() > place.at() && at.shape().words <= FAREWELL && voice.talk + voice.address > 0;
        if leads_on && !Voice::of(&next).is_author() {
            break;
        }
        at = next;
    }
    let is_talk = talk >= LEAST && talk * 3 >= blocks;
    is_talk.then(|| at.at() - place.at())
}

/// Speech, or several verbs in the past and nobody who says "I" or "you".
fn tells(voice: Voice) -> bool {
    voice.is_speech || voice.is_story() && (voice.person == 0 || voice.past > 4)
}

/// Words of the author, and no line of a title page.
fn opens(place: &Place) -> bool {
    let shape = place.shape();
    let is_lettered = shape.words >= 4 && !shape.is_speech && !shape.is_capitals;
    let is_given = languages::DEDICATIONS.begins(place.low());
    if !is_lettered || is_given || is_boundary(place) || is_disclaimer(place) || is_title(place) {
        return false;
    }
    let is_labelled = place.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon && !l.is_alone));
    let voice = Voice::of(place);
    (voice.is_author() || shape.words < SENTENCE && voice.talk > 0) && !(is_labelled && shape.words < SENTENCE)
}

/// A line set in the middle of the page, or in capitals: what stands above a story.
fn is_title(place: &Place) -> bool {
    let shape = place.shape();
    shape.words > 0 && shape.words <= 10 && !shape.is_ended && (shape.is_centred || shape.is_capitals)
        || crate::detect::titlepage::is_byline(place)
}

/// "Summary" alone on its line: what follows is its value.
fn is_bare_label(place: &Place) -> bool {
    place.shape().words <= 3 && place.glance().is_some_and(|g| languages::field(g.low_core().trim_end()).is_some())
}

fn is_disclaimer(place: &Place) -> bool {
    place.shape().words <= 50 && place.has_disclaimer()
}

/// Only the title page stands above: short lines, labels, disclaimers.
pub(super) fn stands_in_front(place: &Place) -> bool {
    let mut at = *place;
    while let Some(above) = at.previous() {
        let is_labelled = above.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon));
        if above.heads_division() {
            return false;
        }
        if has_label(&above) || is_lone_label(&above) || at.above() == 0 && is_bare_label(&above) {
            return false;
        }
        let is_imprint = above.has_imprint();
        if above.shape().words >= SENTENCE
            && above.shape().is_ended
            && !is_labelled
            && !is_disclaimer(&above)
            && !is_imprint
            || above.shape().is_speech && above.shape().is_ended
        {
            return false;
        }
        at = above;
    }
    true
}

/// A short paragraph between the title page and the first rule, in which somebody says I or talks of the story.
pub(super) fn stands_above_the_rule(place: &Place) -> bool {
    let shape = place.shape();
    let is_ruled = |p: &Place| p.next().is_some_and(|n| n.shape().is_signs && n.shape().bytes >= 3);
    if !(1..TOP).contains(&place.ordinal())
        || !(5..=LONGEST_ABOVE_A_RULE).contains(&shape.words)
        || !shape.is_ended
        || !is_ruled(place)
        || is_title(place)
        || is_disclaimer(place)
        || !stands_in_front(place)
    {
        return false;
    }
    let voice = Voice::of(place);
    !voice.is_speech
        && voice.quotes == 0
        && (voice.own > 0 || voice.talk + voice.address > 0)
        && voice.past <= 1 + voice.person + voice.talk
        && (voice.is_author() || voice.speaks_for_himself(place) || voice.past == 0 || voice.own > 0 && voice.talk > 0)
}
