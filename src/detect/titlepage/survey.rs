//! Names below titles, as magazines and anthologies print them: one such pair is a heading of two lines, several are
//! stories with their authors.

use std::collections::BTreeSet;

use super::crown::crown;
use super::front::title_below_matter;
use super::names::{is_by, is_full_name, name_behind_by};
use super::stranger::name_of_nobody;
use super::titles::is_title_like;
use crate::detect::evidence::Evidence;
use crate::detect::place::{Place, Scene};

/// Pairs of title and name that a collection has at least.
const STORIES: usize = 2;
/// The same where nothing but the word "by" shows it.
const PIECES: usize = 3;
/// Blocks above the first piece of a collection at most.
const PREFACE: usize = 6;
/// Blocks at the top among which an author's name is looked for.
const TOP: usize = 24;
/// Words of a story's title at most.
const LONGEST: u16 = 10;

/// Titles and the names below them.
#[derive(Debug, Default)]
pub struct Survey {
    titles: BTreeSet<usize>,
    pieces: BTreeSet<usize>,
    names: BTreeSet<usize>,
    called: BTreeSet<String>,
    below_matter: Option<usize>,
    /// The unit of a title that stands below other lines, with the author's name below it.
    pub(super) crowned: Option<usize>,
    of_nobody: Option<usize>,
}

impl Survey {
    /// Looks for names below titles through a story.
    pub(in crate::detect) fn of(scene: &Scene, first: &Evidence) -> Survey {
        let mut survey = Survey::default();
        let mut called: BTreeSet<String> = BTreeSet::new();
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        for at in 0..scene.len() {
            let place = scene.place(at);
            if place.from_top() < TOP && is_by(&place) {
                called
                    .extend(place.glance().and_then(|g| name_behind_by(g.low_core())).map(|(_, name)| name.to_owned()));
            }
            if let Some(title) = title_above_by(&place) {
                pieces.push((title.at(), at));
            }
            let Some(title) = title_above(&place) else { continue };
            survey.titles.insert(title.at());
            survey.names.insert(at);
            survey.called.extend(place.glance().map(|g| g.low_core().to_owned()));
        }
        if survey.names.len() < STORIES {
            survey = Survey::default();
        }
        // A collection has no story above its first title.
        let opens = pieces.first().is_some_and(|&(title, _)| scene.place(title).from_top() <= PREFACE);
        let words = |&(title, _): &(usize, usize)| scene.place(title).low();
        let different: BTreeSet<&str> = pieces.iter().map(words).collect();
        if pieces.len() >= PIECES && opens && different.len() == pieces.len() {
            survey.pieces.extend(pieces.iter().map(|&(title, _)| title));
            survey.titles.extend(pieces.iter().map(|&(title, _)| title));
            survey.names.extend(pieces.iter().map(|&(_, name)| name));
        }
        survey.below_matter = title_below_matter(scene, first);
        survey.crowned = if scene.is_empty() { None } else { crown(scene) };
        survey.of_nobody = name_of_nobody(scene);
        survey.called.extend(called.into_iter().filter(|name| name.contains(' ')));
        survey
    }

    /// The line here is a title with its author's name below.
    #[must_use]
    pub fn is_title(&self, place: &Place) -> bool {
        self.titles.contains(&place.at())
    }

    /// The line here is one of several titles with a line below that says with the word by whom the piece is.
    #[must_use]
    pub fn is_piece(&self, place: &Place) -> bool {
        self.pieces.contains(&place.at())
    }

    /// The work's title stands here, below all that the author has to say in front of it.
    #[must_use]
    pub fn is_below_matter(&self, place: &Place) -> bool {
        self.below_matter == Some(place.at())
    }

    /// Below the title stands a name here that the story does not use.
    #[must_use]
    pub fn is_of_nobody(&self, place: &Place) -> bool {
        self.of_nobody == Some(place.at())
    }

    /// How many units further down such a title stands; none where it does not.
    #[must_use]
    pub fn down_to_title(&self, place: &Place) -> Option<usize> {
        self.below_matter?.checked_sub(place.at()).filter(|&units| units > 0)
    }

    /// The line here is the name below a title.
    #[must_use]
    pub fn is_name(&self, place: &Place) -> bool {
        self.names.contains(&place.at())
    }

    /// The paragraph here, at the end or in a magazine, begins with one of the authors' names.
    #[must_use]
    pub fn tells_of_author(&self, place: &Place) -> bool {
        let is_apart = !self.names.is_empty() || place.from_end() < 4;
        is_apart && !self.called.is_empty() && self.called.iter().any(|name| place.low().starts_with(name.as_str()))
    }
}

/// The title above a line that says with the word by whom a piece is; text stands below it.
fn title_above_by<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    let shape = place.shape();
    let may_be = (2..=LONGEST).contains(&shape.words) && place.above() <= 1 && place.below() > 0;
    if !may_be || !place.low().starts_with("by ") || !is_by(place) {
        return None;
    }
    let title = place.previous()?;
    let is_title = title.shape().words <= LONGEST
        && title.above() > 0
        && !title.shape().is_speech
        && title.glance().is_some_and(|g| g.form.is_none())
        && is_title_like(&title)
        && !title.is_prose();
    let is_below_heading = title.previous().is_some_and(|above| above.heads_division());
    let heads_text = place.next().is_some_and(|n| (n.is_prose() || n.shape().words >= 7) && !n.shape().starts_low);
    (is_title && !is_below_heading && heads_text).then_some(title)
}

/// The title above a first and a last name, apart from the text above it, with text below the name.
fn title_above<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    let shape = place.shape();
    if !(2..=4).contains(&shape.words)
        || place.above() > 1
        || place.below() == 0
        || !is_full_name(place)
        || is_by(place)
    {
        return None;
    }
    let title = place.previous()?;
    let stands_apart = title.wider_above() > 0 || title.step(-1).is_none_or(|above| above.shape().is_signs);
    let is_title = title.shape().words <= LONGEST
        && stands_apart
        && title.glance().is_some_and(|g| g.form.is_none())
        && is_title_like(&title)
        && !title.is_prose();
    // Two short lines at the margin can be anything; in the middle of the page, or below a rule, they are set as titles.
    let is_below_rule = title.step(-1).is_some_and(|above| above.shape().is_signs && above.shape().bytes >= 3);
    let is_set_alike = title.shape().indent > 0 && shape.indent > 0 || is_below_rule;
    (is_title && is_set_alike && place.next().is_some_and(|n| n.is_prose() || n.shape().words >= 8)).then_some(title)
}
