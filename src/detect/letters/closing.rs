//! How a letter closes: its farewell, its signature, its postscript.

use crate::detect::glance::Glance;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::{head, is_closing, is_opening_quote, tail};

/// Bytes at the end of a paragraph among which a farewell stands.
const FOOT: usize = 80;
/// Bytes at the head of a paragraph among which a greeting and its mark stand.
const GREETING: usize = 40;
/// Words of a letter in one paragraph at least.
const WHOLE: u16 = 10;
/// Words of a farewell at most, and of one with the name behind it.
const LONGEST_FAREWELL: usize = 3;
const LONGEST_CLOSE: usize = 6;

/// "Yours, Ann", "- A.", "Ann": what closes a letter.
pub(super) fn is_signature(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 8 {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let has_dash = glance.text.trim_start_matches(['*', '_']).starts_with(['-', '–', '—', '~']);
    let is_initial = shape.words <= 2
        && glance.text.trim_end_matches('.').chars().filter(|c| c.is_alphabetic()).count() <= 3
        && shape.first.is_uppercase();
    let is_name = shape.words <= 4
        && shape.capitalised == shape.words
        && !shape.has_digits
        && (!shape.is_ended || shape.words == 1 || is_initial || shape.is_capitals && shape.last == '.')
        && shape.last != ','
        && shape.last != ':';
    let is_dashed = has_dash && (shape.words <= 5 || !shape.is_ended && !shape.is_speech);
    is_dashed || is_initial || is_name
}

/// "A friend": a few words that end no sentence, the last of a letter that began with a greeting.
pub(super) fn is_short_close(place: &Place) -> bool {
    let shape = place.shape();
    (2..=3).contains(&shape.words)
        && shape.first.is_uppercase()
        && shape.last.is_alphanumeric()
        && !shape.is_capitals
        && place.glance().is_some_and(|g| g.form.is_none())
}

/// "Yours," "Love always,".
pub(super) fn is_farewell(place: &Place) -> bool {
    let shape = place.shape();
    shape.words >= 1
        && shape.words <= 8
        && !shape.is_speech
        && !shape.is_ended
        && (languages::FAREWELLS.begins(place.low()) || is_formal_farewell(place))
}

/// The line below it begins high: a quoted poem goes on in lower case.
fn is_formal_farewell(place: &Place) -> bool {
    let low = place.low();
    (takes_leave_by_name(low) || is_servant(low)) && !place.next().is_some_and(|next| next.shape().starts_low)
}

/// "I have the honour to be your obedient servant,": how everybody took leave whom no friendship excused.
pub(super) fn is_servant(low: &str) -> bool {
    low.ends_with(" servant,") && languages::SECOND_PERSON.is_in(low)
}

/// "Madam, your most obedient servant,": whom the letter greeted is named once more before the farewell.
fn takes_leave_by_name(low: &str) -> bool {
    low.split_once(", ")
        .is_some_and(|(whom, farewell)| languages::SALUTATIONS.begins(whom) && languages::FAREWELLS.begins(farewell))
}

/// "xoxo Bea", "Lots of love, Bea": the farewell and the name on one line.
pub(super) fn is_signed_farewell(place: &Place) -> bool {
    let names = |g: &Glance| g.text.split_whitespace().next_back().is_some_and(|w| w.starts_with(char::is_uppercase));
    place.shape().words >= 2
        && is_farewell(place)
        && place.shape().last.is_alphanumeric()
        && place.glance().is_some_and(names)
}

/// "Dear Ann, the ladder is rotten. Love, Bea": a letter in one paragraph, from its greeting to its name.
pub(super) fn is_whole_letter(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words < WHOLE || shape.is_speech || !matches!(shape.first, 'D' | 'M' | '*' | '_' | '/') {
        return false;
    }
    let words = place.bare();
    let words = words.trim_matches(['*', '_', '/', ' ']);
    let greeting = head(words, GREETING).to_lowercase();
    let is_greeted = languages::DEARS.begins(&greeting) && greeting.contains([',', ':', '!']);
    let foot = tail(words, FOOT);
    let is_close = |close: &str| {
        let close = close.trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = close.split_whitespace().next_back().unwrap_or("");
        (2..=LONGEST_CLOSE).contains(&close.split_whitespace().count())
            && languages::FAREWELLS.begins(&close.to_lowercase())
            && name.starts_with(char::is_uppercase)
    };
    is_greeted && closes_with(foot, is_close)
}

/// Whether what stands behind one of the sentences at the end of a paragraph is what closes it.
fn closes_with(foot: &str, is_close: impl Fn(&str) -> bool) -> bool {
    foot.match_indices(['.', '!', '?', '-', '—']).any(|(at, mark)| is_close(&foot[at + mark.len()..]))
}

/// "... by Thursday. Yours, etc.": a paragraph that ends in a farewell, with or without the name.
pub(super) fn ends_in_farewell(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let text = glance.text.trim_end_matches(is_closing);
    let foot = tail(text, FOOT).to_lowercase();
    let is_foot = |tail: &str| {
        let tail = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
        let words = tail.split_whitespace().count();
        (2..=9).contains(&words)
            && languages::FAREWELLS.begins(tail)
            && (tail.ends_with("etc.") || tail.ends_with("&c.") || tail.ends_with(','))
    };
    let whole = text.len() <= FOOT && is_foot(&foot);
    whole || closes_with(&foot, is_foot)
}

/// "... by Thursday.--Yours ever, Ann.": a paragraph that ends in a farewell which says whose somebody is, and a name, or in
/// "Yours affectionately". "Goodbye, Ann", "Your move, Ann" and "Yours is the last house, Ann" are said aloud.
pub(super) fn ends_signed(place: &Place) -> bool {
    let words = place.bare();
    let foot = tail(words.trim_end_matches(is_closing).trim_end_matches('.'), FOOT);
    let is_close = |close: &str| {
        let close = close.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (farewell, name) = close.split_once(',').unwrap_or((close, ""));
        let low = farewell.to_lowercase();
        (2..=LONGEST_FAREWELL).contains(&farewell.split_whitespace().count())
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && languages::SECOND_PERSON.begins(&low)
            && languages::FAREWELLS.begins(&low)
            && languages::FAREWELLS.ends(&low)
    };
    closes_with(foot, is_close)
}

pub(super) fn is_postscript(place: &Place) -> bool {
    let low = place.low().trim_start_matches(|c: char| !c.is_alphanumeric());
    low.starts_with("p.s")
        || low.starts_with("ps ")
        || low.starts_with("ps:")
        || low.starts_with("ps.")
        || low.starts_with("p.p.s")
        || low.strip_prefix("p. s").is_some_and(|rest| rest.starts_with(['.', ':', '-', '–', '—']))
}

/// Whether the block ends with a closing quotation mark; behind the one that closes its first a full stop may stand.
pub(super) fn ends_quoted(place: &Place) -> bool {
    let is_single = matches!(place.shape().first, '\'' | '‘' | '`');
    match place.shape().last {
        '"' | '”' | '»' | '“' | '」' => true,
        '\'' | '’' => is_single || !is_opening_quote(place.shape().first),
        '.' => match place.shape().first {
            '"' => closes_before_full_stop(place, '"'),
            '“' => closes_before_full_stop(place, '”'),
            _ => false,
        },
        _ => false,
    }
}

fn closes_before_full_stop(place: &Place, mark: char) -> bool {
    let foot = place.block().map_or("", |block| place.story().line(block.lines.end - 1));
    foot.trim_end().trim_end_matches('.').ends_with(mark)
}
