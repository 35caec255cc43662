//! Notes that nothing but their place shows: the story's title stands below, so that it has not begun.

use crate::detect::place::Place;
use crate::detect::role::Role;

/// Words from which a line above a title is a sentence.
const SENTENCE: u16 = 4;
/// Words from which it is one without an end mark: an address may stand there.
const PARAGRAPH: u16 = 14;
/// Weight from which a field or a site's line has been seen.
const CLAIMED: i32 = 5;

/// A sentence that nobody else has claimed: no label of a field, no disclaimer, no site's line.
pub(super) fn is_said_above_a_title(place: &Place) -> bool {
    let shape = place.shape();
    let is_claimed = |role: Role| place.leaning(role).max(place.carrying_on(role)) >= CLAIMED;
    let is_label = place.glance().is_some_and(|g| g.labelled_field().is_some());
    shape.words >= SENTENCE
        && (shape.is_ended || shape.words >= PARAGRAPH)
        && !is_label
        && !is_claimed(Role::Field)
        && !is_claimed(Role::Boilerplate)
        && !place.has_disclaimer()
}

/// Units behind the author's first words above a title that are his, too.
pub(super) fn reach_above_a_title(place: &Place) -> usize {
    let Some(most) =
        place.survey().and_then(|s| s.titles.down_to_title(place)).filter(|_| is_said_above_a_title(place))
    else {
        return 0;
    };
    let (mut at, mut reach) = (*place, 0);
    while let Some(next) = at.next().filter(|next| next.at() < place.at() + most && is_said_above_a_title(next)) {
        reach = next.at() - place.at();
        at = next;
    }
    reach
}
