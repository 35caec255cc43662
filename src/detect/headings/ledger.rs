//! Lines that somebody keeps: "JOB 2216 CAR WONT START" right above "JOB 2217 CAR WONT START", "DAY 1 - HAM" above
//! "DAY 2 - JAM". What is entered line below line heads nothing, even where one entry stands apart.

use super::sight::form;
use crate::detect::place::Place;

/// Words of an entry at most.
const LONGEST: u16 = 10;
/// Items from which they are a list, whatever stands above.
const ITEMS: usize = 3;
/// Blocks around an entry that stands apart among which the others are looked for.
const AROUND: usize = 12;

/// Whether the line here is an entry of such a list.
pub(super) fn is_entry(place: &Place) -> bool {
    if is_numbered_item(place) {
        return true;
    }
    let Some(word) = word(place) else { return false };
    let is_strong = form(place).is_some_and(super::Form::is_strong);
    is_listed(place, &word) || !is_strong && stands_near(place, &word)
}

/// "2. Water balloons" right below "1. Hose, 75 ft." and right above "3. Bird seed": an item of a list; two are one where
/// the line above announces them.
fn is_numbered_item(place: &Place) -> bool {
    let Some(number) = item(place) else { return false };
    let (mut first, mut count) = (*place, 1);
    while let Some(above) =
        first.previous().filter(|above| first.above() == 0 && item(above) == item(&first).map(|n| n - 1))
    {
        (first, count) = (above, count + 1);
    }
    let mut last = *place;
    while let Some(below) = last.next().filter(|below| below.above() == 0 && item(below) == item(&last).map(|n| n + 1))
    {
        (last, count) = (below, count + 1);
    }
    let is_announced = || first.previous().is_some_and(|above| above.shape().last == ':');
    number > 0 && (count >= ITEMS || count > 1 && is_announced())
}

/// The number of a short item: figures, a full stop or a bracket, and a space.
fn item(place: &Place) -> Option<u32> {
    if !place.shape().has_digits || place.shape().words > LONGEST {
        return None;
    }
    let low = place.low();
    let digits = low.bytes().take_while(u8::is_ascii_digit).count();
    let is_item = (1..=2).contains(&digits) && [". ", ") "].iter().any(|mark| low[digits..].starts_with(mark));
    low[..digits].parse().ok().filter(|&number| is_item && number > 0)
}

/// What stands before the number of a line in which one follows a word: "job" of "JOB 2216 CAR WONT START".
fn word(place: &Place) -> Option<String> {
    let shape = place.shape();
    if !shape.has_digits || shape.words > LONGEST || !(2..).contains(&shape.words) || shape.is_speech {
        return None;
    }
    let low = place.low();
    let (word, rest) = low.split_once(' ')?;
    let is_word = word.len() > 1 && word.chars().all(char::is_alphabetic);
    (is_word && rest.trim_start().starts_with(|c: char| c.is_ascii_digit())).then(|| word.to_owned())
}

/// Right above or below stands another line with the same word and a number.
fn is_listed(place: &Place, listed: &str) -> bool {
    let is_alike = |other: Option<Place>| other.is_some_and(|o| word(&o).as_deref() == Some(listed));
    place.above() == 0 && is_alike(place.previous()) || place.below() == 0 && is_alike(place.next())
}

/// Not far above or below such lines are listed.
fn stands_near(place: &Place, listed: &str) -> bool {
    let is_entry = |at: &Place| word(at).as_deref() == Some(listed) && is_listed(at, listed);
    let above = std::iter::successors(place.previous(), Place::previous);
    let below = std::iter::successors(place.next(), Place::next);
    above.take(AROUND).any(|at| is_entry(&at)) || below.take(AROUND).any(|at| is_entry(&at))
}
