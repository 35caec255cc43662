//! Insets: passages that a story quotes, set apart by wider spaces than those between its paragraphs. What a printed book
//! set smaller, or in from the margin, has kept nothing else in many plain texts.

use super::place::Place;

/// Units of an inset at most.
const LONGEST: usize = 60;

/// Units behind the first paragraph of an inset, down to its last: the paragraph above leads up to it, a wider space
/// stands between them, and the next space, no narrower, is its end.
pub(super) fn reach(place: &Place) -> Option<usize> {
    if place.wider_above() == 0 || !place.previous().is_some_and(|above| leads_up(&above)) {
        return None;
    }
    let mut at = *place;
    for behind in 0..LONGEST {
        let next = at.step(1)?;
        if next.is_space() {
            return (next.length() >= place.above()).then_some(behind);
        }
        if next.heads_division() || next.shape().is_signs {
            return None;
        }
        at = next;
    }
    None
}

/// Whether an inset ends above this space.
pub(super) fn ends_above(space: &Place) -> bool {
    let mut at = *space;
    for behind in 0..LONGEST {
        let Some(above) = at.step(-1) else { return false };
        if above.is_space() {
            return behind > 0 && reach(&at) == Some(behind - 1);
        }
        at = above;
    }
    false
}

/// "It was to this purpose:", "the motto was--": the sentence ends in what comes below.
fn leads_up(place: &Place) -> bool {
    let shape = place.shape();
    shape.has_letters && matches!(shape.last, ':' | '：' | '-' | '–' | '—')
}
