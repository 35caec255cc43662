//! What the verse of a story has in common: the marks between which its lines stand, the song it is told between.

use std::collections::BTreeMap;

use super::lines::is_emphasised_title;
use super::songfic;
use crate::detect::cue::Claim;
use crate::detect::evidence::Evidence;
use crate::detect::place::{Place, Scene};
use crate::detect::role::Role;

/// Weight from which the first look is believed to have found verse.
const FOUND: i32 = 5;
/// Words of a line of verse that stands alone.
const WORDIEST: u16 = 14;

/// The marks between which lines of verse stand in a story.
#[derive(Debug, Default)]
pub struct Survey {
    frames: Vec<char>,
    /// The lines of the song between which the story is told: the unit of each first one, and units behind it.
    song: BTreeMap<usize, usize>,
}

impl Survey {
    /// Surveys a story after the first look.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence) -> Survey {
        let mut survey = Survey { song: songfic::lines(scene, first), ..Survey::default() };
        for sign in first.signs() {
            if sign.cue.claims != Claim::Opens(Role::Verse) {
                continue;
            }
            let Some(mark) = frame(&scene.place(sign.unit)) else { continue };
            if !survey.frames.contains(&mark)
                && !is_emphasised_title(&scene.place(sign.unit))
                && first.leaning(sign.unit, Role::Verse) >= FOUND
                && first.leaning(sign.unit, Role::Title) < FOUND
            {
                survey.frames.push(mark);
            }
        }
        survey
    }

    /// Units behind the line here that belong to it, where it is one of the song between whose lines the story is told.
    #[must_use]
    pub fn reach_of_song(&self, place: &Place) -> Option<usize> {
        self.song.get(&place.at()).copied()
    }

    /// A line that stands alone between the marks between which the stanzas of this story stand, and ends no sentence.
    #[must_use]
    pub fn is_sung_alone(&self, place: &Place) -> bool {
        let shape = place.shape();
        let is_alone = || place.above() > 0 || place.previous().is_none_or(|above| frame(&above).is_none());
        let is_framed = frame(place).is_some_and(|mark| self.frames.contains(&mark));
        if !is_framed || !(2..=WORDIEST).contains(&shape.words) || !is_alone() {
            return false;
        }
        let words = place.bare();
        let inner = words.trim_matches(['*', '_', '/', '~', '♪', '♫', '#']);
        (!shape.is_ended || inner.ends_with("...") || inner.ends_with('…'))
            && !inner.starts_with(['"', '“'])
            && place.leaning(Role::Heading) < FOUND
    }

    /// Units behind a line that stands alone between its marks, down to the last of the lines that follow it between the
    /// same marks: lyrics that are typed with a blank line between all lines.
    #[must_use]
    pub fn reach_of_sung(&self, place: &Place) -> usize {
        let is_sung = |p: &Place| {
            frame(p) == frame(place) && p.shape().words <= WORDIEST && !p.shape().is_speech && !p.shape().is_ended
        };
        if !self.is_sung_alone(place) || place.previous().is_some_and(|above| is_sung(&above)) {
            return 0;
        }
        let mut at = *place;
        while let Some(next) = at.next().filter(|next| is_sung(next) && next.wider_above() <= 1) {
            at = next;
        }
        at.at() - place.at()
    }
}

/// The mark that stands at both ends of a block.
fn frame(place: &Place) -> Option<char> {
    let shape = place.shape();
    let is_mark = matches!(shape.first, '*' | '_' | '/' | '~' | '♪' | '♫' | '#');
    (is_mark && shape.first == shape.last && shape.has_letters).then_some(shape.first)
}
