//! How lines of verse stand on the page: groups without a blank line between, the titles, refrains and dots between
//! them, the name of the source below.

use crate::detect::headings::Form;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::{BETWEEN_COLUMNS, is_opening_quote};

/// Columns that a source at the right is set in beyond the last line.
const RIGHT: usize = 12;
/// Characters a line of verse has at most.
const WIDEST: usize = 76;
/// Words a line of verse has at most.
const WORDIEST: u16 = 16;
/// Characters and words that a line of verse may be longer where it is set in.
const LONGER: usize = 14;
const LONGER_WORDS: u16 = 6;
/// Columns by which paragraphs of an indented text and a stanza below or above them differ at least.
const OTHERWISE: usize = 2;
/// Lines of a group that are looked at for its indent.
const STANZA: usize = 8;
/// Bytes of a word that has no capital in a title at most.
const SMALL_WORD: usize = 4;
/// Blocks above verse that are looked at for a heading, and blocks at the top among which title page and contents stand.
const NEAR: usize = 10;
const FRONT: usize = 60;
/// Bytes of an ornament between stanzas at most.
const ORNAMENT: usize = 16;

/// A short line that could be one of verse.
pub(super) fn is_line(place: &Place) -> bool {
    let shape = place.shape();
    place.block().is_some_and(|b| b.lines.len() <= 2)
        && shape.words > 0
        && (shape.width <= WIDEST && shape.words <= WORDIEST || is_long_line(place))
        && !(place.habits().is_wrapped && place.bare().contains(BETWEEN_COLUMNS))
}

/// A line of verse that is longer than most, and set in, as no paragraph is; what the column had no room for may stand
/// below.
fn is_long_line(place: &Place) -> bool {
    let shape = place.shape();
    place.habits().is_wrapped
        && !place.habits().is_indented
        && shape.indent > 0
        && shape.width <= WIDEST + LONGER
        && shape.words <= WORDIEST + LONGER_WORDS
}

/// "* Wait for her", "- Eel", "b) Charge", "A. Charge": a mark and a space, or a letter with its full stop.
pub(super) fn is_point(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('*' | '-' | '•' | '+' | '·'), Some(' '), _) => !text.ends_with(['*', '-', '•']),
        (Some(letter), Some('.' | ')'), Some(' ')) => letter.is_ascii_alphanumeric() && letter != 'O' && letter != 'I',
        _ => false,
    }
}

/// A line that names where the poem is from.
pub(super) fn is_source(place: &Place) -> bool {
    let shape = place.shape();
    let is_dashed = || {
        matches!(shape.first, '—' | '―')
            || shape.first == '-' && place.glance().is_some_and(|g| g.text.starts_with("--"))
    };
    let closes = || is_dashed() && place.below() > 0 && shape.words <= 9 && !matches!(shape.last, ',' | '?' | '!');
    let is_at_the_right = place.above() == 0
        && place.below() > 0
        && (1..=9).contains(&shape.words)
        && shape.capitalised * 2 >= shape.words
        && place.step(-1).is_some_and(|a| shape.indent >= a.shape().indent + RIGHT);
    matches!(shape.first, '-' | '–' | '—' | '―' | '~')
        && shape.words > 0
        && (shape.capitalised * 2 >= shape.words || closes())
        || is_at_the_right
}

/// A name one blank line below the last line of a motto: behind a dash, or far to the right.
pub(super) fn is_source_apart(place: &Place, last: &Place) -> bool {
    let shape = place.shape();
    let is_dashed = matches!(shape.first, '-' | '–' | '—' | '―');
    let is_capitalised = shape.capitalised * 2 >= shape.words || is_dashed && shape.capitalised >= 2;
    let is_named = (1..=9).contains(&shape.words) && is_capitalised;
    place.above() == 1
        && place.below() > 0
        && is_named
        && (is_dashed || shape.indent >= last.shape().indent + RIGHT)
        && (!matches!(shape.last, ',' | '?' | '!' | '-' | '"' | '”') || is_dashed && matches!(shape.last, '"' | '”'))
}

/// Dots or stars on a line of their own, with a line of verse directly below: lines that are left out.
pub(super) fn is_dotted(place: &Place) -> bool {
    let shape = place.shape();
    shape.is_signs
        && shape.bytes > 2
        && place.above() == 0
        && matches!(shape.first, '.' | '*' | '…')
        && shape.first == shape.last
        && place.step(1).is_some_and(|n| n.above() == 0 && is_line(&n))
}

/// The last line of a group, set in farther than the lines above, with a name or a title in italics, or a name in italics
/// below an ended line: where the poem is from.
pub(super) fn is_credit(place: &Place) -> bool {
    let shape = place.shape();
    let is_last = place.step(1).is_none_or(|n| n.above() > 0 || n.is_space());
    let above = place.step(-1).filter(|_| place.above() == 0);
    let is_farther = above.is_some_and(|a| shape.indent > a.shape().indent + 1);
    let has_title = place.glance().is_some_and(|g| g.text.contains('_'));
    let is_name = shape.is_capitals || has_title && shape.capitalised * 2 >= shape.words;
    // Below an ended sentence a name needs not stand farther in.
    let is_emphasised = shape.first == '_' && place.bare().trim_end_matches('.').ends_with('_');
    let is_below = is_emphasised && above.is_some_and(|a| a.shape().is_ended && a.shape().first != '_');
    is_last && (is_farther || is_below) && shape.words <= 9 && is_name
}

/// The first of two lines or more that stand without a blank line between.
pub(super) fn opens_group(place: &Place) -> bool {
    is_line(place)
        && (place.above() > 0 || place.step(-1).is_none_or(|a| !is_line(&a)))
        && place.step(1).is_some_and(|n| n.above() == 0 && (is_line(&n) || is_dotted(&n)))
}

/// Whether two blocks stand no farther apart than stanzas do; groups that are set in may stand one line farther.
fn is_near(below: &Place) -> bool {
    let usual = below.habits().distance.max(1);
    let is_set_in = |p: &Place| p.shape().indent > 0 && opens_or_closes_group(p);
    below.above() <= usual
        || below.above() == usual + 1
            && !below.habits().is_indented
            && is_set_in(below)
            && below.previous().is_some_and(|above| is_set_in(&above))
}

/// A line with another directly above or below.
fn opens_or_closes_group(place: &Place) -> bool {
    is_line(place)
        && (place.above() == 0 && place.step(-1).is_some_and(|a| is_line(&a))
            || place.step(1).is_some_and(|n| n.above() == 0 && is_line(&n)))
}

/// A lone line that can stand inside a poem: a refrain, a title or an ornament between its stanzas.
fn is_lone(place: &Place) -> bool {
    let shape = place.shape();
    if shape.is_signs {
        return shape.bytes <= ORNAMENT && place.step(1).is_some_and(|n| n.above() == 0 || shape.indent > 0);
    }
    let is_set_in = shape.indent > 0 && !place.habits().is_indented;
    let is_soft = !shape.is_ended && !shape.is_speech && !place.leads_on();
    is_line(place) && (is_set_in || is_soft) && !is_heading(place)
}

/// A heading by its word, or a number with a title that stands alone.
pub(super) fn is_heading(place: &Place) -> bool {
    let is_titled = |form: &Form| {
        form.number.is_some()
            && form.title.is_some()
            && form.has_separator
            && place.above() > 0
            && place.below() > 0
            && place.shape().indent == 0
            && !place.shape().is_ended
    };
    place.glance().is_some_and(|g| g.form.as_ref().is_some_and(|form| form.is_strong() || is_titled(form)))
}

/// "II." alone.
fn is_bare_number(place: &Place) -> bool {
    place.glance().is_some_and(|g| g.form.as_ref().is_some_and(Form::is_bare))
}

/// The number of a poem's part, set in as its lines are.
fn is_part_number(place: &Place) -> bool {
    is_bare_number(place)
        && place.shape().indent > 0
        && !place.habits().is_indented
        && below(place).is_some_and(|n| opens_group(&n) && n.shape().indent > 0)
}

/// A title printed above a poem: a short line set in, with a group of lines below it. In front of a book the poem to which it
/// belongs stands at the margin, and the title in italics.
pub(super) fn is_title(place: &Place) -> bool {
    let shape = place.shape();
    if is_emphasised_title(place) {
        return true;
    }
    shape.indent > 0
        && !place.habits().is_indented
        && !shape.is_signs
        && shape.words <= 9
        && !shape.is_speech
        && (!matches!(shape.last, ',' | ':' | ';' | '.') || is_part_number(place))
        && !is_heading(place)
        && below(place).is_some_and(|n| opens_group(&n) && n.shape().indent > 0)
}

/// "_To Ann_": alone in italics, above the first chapter, with three lines or more below it.
pub(super) fn is_emphasised_title(place: &Place) -> bool {
    let shape = place.shape();
    let is_line_of_three = |first: &Place| {
        let second = first.step(1).filter(|n| n.above() == 0 && is_line(n));
        second.and_then(|second| second.step(1)).is_some_and(|third| third.above() == 0 && is_line(&third))
    };
    shape.first == '_'
        && shape.last == '_'
        && (2..=9).contains(&shape.words)
        && place.bare().split_whitespace().all(|word| word.len() <= SMALL_WORD || word.contains(char::is_uppercase))
        && shape.indent == 0
        && place.from_top() < FRONT
        && below(place).is_some_and(|n| opens_group(&n) && n.shape().first != '_' && is_line_of_three(&n))
        && !std::iter::successors(place.previous(), Place::previous).any(|above| above.heads_division())
}

/// The block below, if it stands no farther off than stanzas do.
fn below<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    place.next().filter(is_near)
}

/// The block above, if it stands no farther off than stanzas do.
pub(super) fn above<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    if is_near(place) { place.previous() } else { None }
}

/// The last line of a group of two or more.
fn closes_group(place: &Place) -> bool {
    is_line(place) && place.above() == 0 && place.step(-1).is_some_and(|a| is_line(&a)) && is_parted_above(place)
}

/// Where paragraphs stand without a blank line between, a group is what blank lines part from them.
fn is_parted_above(place: &Place) -> bool {
    if place.habits().distance > 0 {
        return true;
    }
    let mut at = *place;
    for _ in 0..STANZA * 2 {
        if !is_line(&at) {
            return false;
        }
        match at.step(-1).filter(|a| !a.is_space()) {
            Some(above) if at.above() == 0 => at = above,
            _ => return true,
        }
    }
    false
}

/// The line with which the poem goes on behind a group: another group, or a lone line before one, or a last line set in.
pub(super) fn following<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    let next = below(place)?;
    if is_set_otherwise(&next, place) {
        return None;
    }
    if opens_group(&next) {
        return Some(next);
    }
    if !is_lone(&next) {
        return None;
    }
    let is_set_in = next.shape().indent > 0 && !next.habits().is_indented && place.shape().indent > 0;
    let is_between =
        below(&next).is_some_and(|n| opens_group(&n) && (n.shape().indent > 0) == (next.shape().indent > 0));
    (is_set_in || is_between).then_some(next)
}

/// One of two groups is set in as the paragraphs of an indented text are, the other stands at the margin or much deeper.
fn is_set_otherwise(below: &Place, above: &Place) -> bool {
    if !below.habits().is_indented {
        return false;
    }
    let (lower, upper) = (indent_of_group(below, 1), indent_of_group(above, -1));
    (lower > 0) != (upper > 0) || below.habits().is_wrapped && lower.abs_diff(upper) >= OTHERWISE
}

/// The indent of the line of a group that is set in least: stanzas set every other line in.
fn indent_of_group(place: &Place, by: isize) -> usize {
    let (mut at, mut least) = (*place, place.shape().indent);
    for _ in 0..STANZA {
        let inner =
            if by > 0 { at.step(1).filter(|n| n.above() == 0) } else { at.step(-1).filter(|_| at.above() == 0) };
        let Some(next) = inner.filter(|n| !n.is_space()) else { break };
        least = least.min(next.shape().indent);
        at = next;
    }
    least
}

/// Whether the line here goes on with lines above it: a stanza behind a stanza, a refrain, a title.
pub(super) fn is_within(place: &Place) -> bool {
    if place.above() == 0 {
        return place.step(-1).is_some_and(|a| is_line(&a) || is_dotted(&a));
    }
    let Some(one) = above(place) else { return false };
    if is_set_otherwise(place, &one) || is_source(&one) {
        return false;
    }
    if closes_group(&one) {
        return opens_group(place) || following(&one).is_some();
    }
    if is_title(&one) && opens_group(place) {
        return true;
    }
    // Below an ornament a quotation mark begins something else.
    let is_new = one.shape().is_signs && is_opening_quote(place.shape().first);
    let is_followed = |two: Place| closes_group(&two) && following(&two).is_some();
    is_lone(&one) && !is_new && opens_group(place) && above(&one).is_some_and(is_followed)
}

/// Above it only the title page or a heading.
pub(super) fn is_before_text(place: &Place) -> bool {
    let mut at = *place;
    let mut steps = 0;
    while steps < NEAR || at.from_top() < FRONT {
        steps += 1;
        let Some(above) = at.previous() else { return steps <= NEAR };
        if steps > NEAR && above.glance().is_some_and(|g| languages::is_contents(g.low_core())) {
            return true;
        }
        if above.heads_division() || above.below() > 0 && is_bare_number(&above) {
            return true;
        }
        if above.is_prose()
            && !above.glance().is_some_and(|g| {
                g.label
                    .as_ref()
                    .is_some_and(|l| languages::field(&l.name).is_some() || languages::is_note_label(&l.name))
            })
        {
            return false;
        }
        at = above;
    }
    false
}
