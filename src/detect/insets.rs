//! Insets: passages that a story quotes, set apart by wider spaces than those between its paragraphs. What a printed book
//! set smaller, or in from the margin, has kept nothing else in many plain texts. Only a sentence with a colon leads up to
//! one: scenes break off in a dash.

use super::place::Place;

/// Units of an inset at most.
const LONGEST: usize = 60;
/// Paragraphs at most of one that nothing but its spaces tells: behind more of them a scene ends.
const SHORT: usize = 3;
/// Words from which a line that ends in a colon is a sentence, wherever it stands, and where it goes on from text above.
const SENTENCE: (u16, u16) = (9, 5);

/// Units behind the first paragraph of an inset, down to its last: the paragraph above leads up to it, a wider space
/// stands between them, and the next space, no narrower, is its end.
pub(super) fn reach(place: &Place) -> Option<usize> {
    let is_led_up_to = place.wider_above() > 0 && place.previous().is_some_and(|above| leads_up(&above));
    if !is_led_up_to || is_boundary(place) {
        return None;
    }
    let mut at = *place;
    for behind in 0..LONGEST {
        let next = at.step(1)?;
        if next.is_space() {
            return (next.length() >= place.above()).then_some(behind);
        }
        if is_boundary(&next) {
            return None;
        }
        at = next;
    }
    None
}

fn is_boundary(place: &Place) -> bool {
    // ". . ." right below a paragraph is what is left out of it.
    let is_left_out = place.shape().first == '.' && place.above() == 0;
    place.heads_division() || place.shape().is_signs && !is_left_out
}

/// Whether an inset ends above this space: a short one, in which nobody speaks but who speaks in all of it. Scenes hold both.
pub(super) fn ends_above(space: &Place) -> bool {
    let (mut at, mut spoken) = (*space, 0);
    for behind in 0..=SHORT {
        let Some(above) = at.step(-1) else { return false };
        if above.is_space() {
            return behind > 0 && (spoken == 0 || spoken == behind) && reach(&at) == Some(behind - 1);
        }
        spoken += usize::from(above.shape().is_speech);
        at = above;
    }
    false
}

/// "It was to this purpose:": the sentence ends in what comes below. "Three weeks later:", "Bea's side:" head a scene.
fn leads_up(place: &Place) -> bool {
    let shape = place.shape();
    let least = if place.wider_above() > 0 { SENTENCE.0 } else { SENTENCE.1 };
    shape.words >= least
        && !matches!(shape.first, '-' | '–' | '—' | '*' | '[' | '(')
        && !place.heads_division()
        && place.leads_on()
}
