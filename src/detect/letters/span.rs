//! How far a letter goes: from its salutation, headers or date to its signature, or to where the story goes on.

use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::is_opening_quote;

/// Units a letter is followed at most.
const LONGEST: usize = 90;

/// "Dear Ann,": a greeting and a name alone on a line, ending with a comma, a colon or a dash.
pub(super) fn is_salutation(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 8 || !matches!(shape.last, ',' | ':' | '-' | '—' | '–' | '!' | '，' | '：')
    {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let low = glance.low.trim_start_matches(|c: char| !c.is_alphanumeric());
    let greeted = languages::SALUTATIONS.begins(low);
    if !greeted {
        return false;
    }
    let is_dear = low.starts_with("dear") || low.starts_with("my dear") || shape.last == ',' || shape.last == ':';
    let names = glance.text.split_whitespace().skip(1).filter(|w| w.starts_with(char::is_uppercase)).count();
    let is_speech = shape.is_speech && glance.text.ends_with(['"', '”', '!']);
    is_dear && !is_speech && (names > 0 || shape.words <= 3) && !(shape.last == '!' && !low.starts_with("dear"))
}

/// "Ann,": a name alone before a comma, as letters between friends begin.
pub(super) fn is_bare_salutation(place: &Place) -> bool {
    let shape = place.shape();
    let is_name = shape.words >= 1 && shape.words <= 2 && shape.capitalised == shape.words && shape.last == ',';
    is_name && !shape.is_speech && shape.has_letters && !shape.has_digits
}

/// "From: ann@example.org": a line of a message's head.
pub(super) fn is_header(place: &Place) -> bool {
    let Some(label) = place.glance().and_then(|g| g.label.as_ref()) else { return false };
    let name = label.name.trim_matches(|c: char| !c.is_alphanumeric());
    let is_named = matches!(
        name,
        "from"
            | "to"
            | "subject"
            | "cc"
            | "re"
            | "sent"
            | "von"
            | "an"
            | "betreff"
            | "de"
            | "à"
            | "objet"
            | "от"
            | "кому"
            | "тема"
    );
    (label.has_colon && is_named || name == "date" && label.has_colon) && place.shape().words <= 14
        || place.low().starts_with("[sent ")
}

/// Two lines of a message's head, one below the other, the first of them here.
pub(super) fn opens_with_headers(place: &Place) -> bool {
    let follows = |p: Option<Place>| p.is_some_and(|n| is_header(&n) && n.above() <= 1);
    is_header(place) && follows(place.step(1)) && !place.step(-1).is_some_and(|a| is_header(&a) && place.above() <= 1)
}

/// "3rd March. Wind.", "7 May, 2012 -": a diary's date at the head of a paragraph.
pub(super) fn opens_with_date(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let line = place.story().line(block.lines.start).trim_start();
    let mut end = line.len().min(40);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let opening = line[..end].to_lowercase();
    let mut words = opening.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let third = words.next().unwrap_or("");
    let is_day = |w: &str| {
        let digits = w.trim_end_matches(char::is_alphabetic);
        !digits.is_empty()
            && digits.len() <= 2
            && digits.chars().all(|c| c.is_ascii_digit())
            && w.len() - digits.len() <= 2
    };
    let is_month = languages::is_calendar;
    let is_date = is_day(first) && is_month(second)
        || is_month(first) && is_day(second)
        || (is_month(first) && is_month(second) && is_day(third))
        || is_day(first) && second == "of" && is_month(third)
        || (is_month(first) && is_day(third) && second.len() <= 4);
    let behind = opening.find(['.', '-', '–', '—', ':', ',']).is_some();
    is_date && behind
}

/// "Yours, Ann", "- A.", "Ann": what closes a letter.
pub(super) fn is_signature(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 6 || shape.is_speech {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let has_dash = glance.text.starts_with(['-', '–', '—', '~']);
    let is_initial = shape.words <= 2
        && glance.text.trim_end_matches('.').chars().filter(|c| c.is_alphabetic()).count() <= 3
        && shape.first.is_uppercase();
    let is_name = shape.words <= 4
        && shape.capitalised == shape.words
        && (!shape.is_ended || shape.words == 1 || is_initial)
        && shape.last != ','
        && shape.last != ':';
    (has_dash && shape.words <= 5) || is_initial || is_name
}

/// "Yours," "Love always,".
pub(super) fn is_farewell(place: &Place) -> bool {
    let shape = place.shape();
    shape.words >= 1
        && shape.words <= 8
        && !shape.is_speech
        && !shape.is_ended
        && languages::FAREWELLS.begins(place.low())
}

/// Units behind the opening that belong to the letter: to its signature, if one comes before the story is heard again.
pub(super) fn reach_of_letter(place: &Place) -> usize {
    let opening_is_quoted = place.glance().is_some_and(|g| g.text.starts_with(is_opening_quote));
    let mut steps = 0;
    let mut signature = 0;
    let mut wide = 0;
    let mut blocks = 0;
    let mut at = *place;
    let inner = inner_distance(place);
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            break;
        }
        if next.is_space() {
            if signature > 0 || (wide == 0 && blocks > 1 && next.length() > inner) {
                if wide == 0 {
                    wide = steps - 1;
                }
            }
            if signature > 0 && signature == steps - 1 && !next.step(1).is_some_and(|n| is_postscript(&n)) {
                return signature;
            }
        } else {
            let shape = next.shape();
            let is_boundary = next.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.is_strong()))
                || (shape.is_signs && shape.bytes >= 3);
            let is_next_letter = is_salutation(&next) || opens_with_headers(&next);
            if is_boundary || is_next_letter {
                break;
            }
            if blocks > 0 && next.above() < inner && inner > 1 {
                return if signature > 0 { signature } else { steps - 1 };
            }
            blocks += 1;
            if signature > 0 && !is_signature(&next) && !is_farewell(&next) && !is_postscript(&next) {
                return signature;
            }
            let closes = is_signature(&next) && (blocks > 1 || next.above() == 0) && shape.words <= 5;
            let after_farewell = next.previous().is_some_and(|a| is_farewell(&a));
            if closes || after_farewell && shape.words <= 8 || is_postscript(&next) && signature > 0 {
                signature = steps;
            }
            if shape.is_speech
                && !opening_is_quoted
                && signature == 0
                && blocks > 1
                && shape.is_ended
                && speaks_with_tag(&next)
            {
                break;
            }
        }
        at = next;
    }
    signature
}

/// "…," she said: speech of the story, not a quotation in a letter.
fn speaks_with_tag(place: &Place) -> bool {
    let low = place.low();
    low.contains("\" ") || low.contains("” ") || place.shape().words < 12
}

fn is_postscript(place: &Place) -> bool {
    let low = place.low();
    low.starts_with("p.s")
        || low.starts_with("ps ")
        || low.starts_with("ps:")
        || low.starts_with("ps.")
        || low.starts_with("p.p.s")
}

/// The distance between the opening of a letter and its next block.
fn inner_distance(place: &Place) -> usize {
    place.next().map_or(1, |next| next.above().max(place.habits().distance))
}

/// Units behind a diary entry that are entries too, or go on with it.
pub(super) fn reach_of_diary(place: &Place) -> usize {
    let mut steps = 0;
    let mut reach = 0;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST || (next.is_space() && !next.step(1).is_some_and(|n| opens_with_date(&n))) {
            break;
        }
        if !next.is_space() {
            if !opens_with_date(&next) {
                break;
            }
            reach = steps;
        }
        at = next;
    }
    reach
}

/// Units behind a message's head that belong to the message: the head, then all to the signature or the next distance
/// that is wider than the one inside.
pub(super) fn reach_of_message(place: &Place) -> usize {
    let mut steps = 0;
    let mut at = *place;
    let mut head = 0;
    while let Some(next) = at.step(1) {
        if !is_header(&next) || next.above() > 1 {
            break;
        }
        steps += 1;
        head = steps;
        at = next;
    }
    let signed = reach_of_letter(&at);
    if signed > 0 && signed < 40 {
        return head + signed;
    }
    let mut reach = head;
    let body_distance = at.step(1).map_or(0, |n| if n.is_space() { n.length() } else { n.above() });
    let mut is_first = true;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            break;
        }
        if next.is_space() {
            if !is_first {
                break;
            }
        } else {
            let is_wider = !is_first && next.above() > body_distance.min(1).max(place.habits().distance);
            let is_other = next.shape().is_signs || opens_with_headers(&next) || next.shape().is_speech;
            if is_wider || is_other || (!is_first && body_distance > 0 && next.above() >= body_distance) {
                break;
            }
            reach = steps;
            is_first = false;
        }
        at = next;
    }
    reach
}
