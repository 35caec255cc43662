//! Short lines that a story sets apart again and again in the same manner: names between signs ("-Sam-", "[Sam]"), days
//! of the week. One such line says little, several of one kind with text between head sections.

use std::collections::{BTreeMap, BTreeSet};

use super::diary;
use super::numbers::Notation;
use super::sight::{has_clock, is_clock_line, opens_text};
use crate::detect::glance::Glance;
use crate::detect::languages;
use crate::detect::place::{Place, Scene};

/// Words of a name or a title between signs at most.
const LONGEST: u16 = 5;
/// Words of a name that stands alone on its line at most.
const LONGEST_NAME: u16 = 3;
/// Words of a number of two steps and its title at most.
const LONGEST_STEPPED: u16 = 10;
/// Blocks from one such line to the next at least, in the middle of all: the line and two paragraphs.
const APART: usize = 3;

/// Lines set apart in one manner, by unit.
#[derive(Debug, Default)]
pub(super) struct SetApart {
    /// Titles between the same signs.
    pub framed: BTreeSet<usize>,
    /// Those of them whose words return.
    pub returning: BTreeSet<usize>,
    /// Days of the week, months, and lines that only say when.
    pub days: BTreeSet<usize>,
    /// These are the dates of a diary that is the whole story.
    pub is_diary: bool,
    /// One and the same word or two between signs, three times and more.
    pub repeated: BTreeSet<usize>,
    /// Number words with a full stop that count up from one.
    pub counted: BTreeSet<usize>,
    /// Numbers of two steps that go on from one to the next: "3.1", "3.2", "4.1".
    pub stepped: BTreeSet<usize>,
}

impl SetApart {
    /// Looks through a story.
    pub(super) fn of(scene: &Scene) -> SetApart {
        let mut frames: BTreeMap<(String, String), Vec<Line>> = BTreeMap::new();
        let mut names: BTreeMap<Dress, Vec<Line>> = BTreeMap::new();
        let (mut days, mut dates, mut numbers, mut steps) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for at in 0..scene.len() {
            let place = scene.place(at);
            let shape = place.shape();
            if shape.has_digits && shape.words <= LONGEST_STEPPED && !shape.is_speech {
                steps.extend(two_steps(&place).map(|step| (at, place.ordinal(), step)));
            }
            if shape.words == 0 || shape.words > LONGEST || shape.is_speech || shape.bytes > 60 || place.is_amid_prose()
            {
                continue;
            }
            let Some(glance) = place.glance() else { continue };
            let line = Line { at, ordinal: place.ordinal(), words: glance.low_core().to_owned() };
            let form = glance.form.as_ref();
            if diary::is_date(&place) {
                dates.push((at, place.from_top()));
                continue;
            }
            if let Some(number) = form.filter(|f| f.is_bare()).and_then(|f| f.number)
                && form.is_some_and(|f| f.notation == Some(Notation::Words))
            {
                numbers.push((number, line));
            } else if (is_day(&place, glance.low_core()) || says_only_when(&place) || is_time(&place))
                && opens_text(&place)
            {
                days.push(line);
            } else if let Some(frame) = frame(&place, &glance.text)
                .filter(|_| !shape.has_digits && !glance.core().starts_with(char::is_lowercase))
            {
                frames.entry(frame).or_default().push(line);
            } else if let Some(dress) = Dress::of(&place, glance) {
                names.entry(dress).or_default().push(line);
            }
        }
        let mut found = SetApart::default();
        for lines in frames.into_values().filter(|lines| stand_apart(lines)) {
            // An ornament around one and the same word is a break.
            let different: BTreeSet<&str> = lines.iter().map(|line| line.words.as_str()).collect();
            if different.len() == 1 {
                if lines.len() >= 3 {
                    found.repeated.extend(lines.iter().map(|line| line.at));
                }
                continue;
            }
            found.framed.extend(lines.iter().map(|line| line.at));
            if different.len() < lines.len() {
                found.returning.extend(lines.iter().map(|line| line.at));
            }
        }
        for (dress, lines) in names {
            let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for line in &lines {
                places.entry(line.words.as_str()).or_default().push(line.at);
            }
            let returning = places.values().filter(|places| places.len() > 1).count();
            // Two people by turns, or one of them again and others between; titles in bold need not return.
            let is_enough = places.len() >= 2 && (returning > 0 || dress.is_bold && places.len() == lines.len());
            if lines.len() < 3 || !is_enough || !stand_apart(&lines) {
                continue;
            }
            // Where most of the plain names return, the one that stands once is one of them.
            let again: usize = places.values().map(Vec::len).filter(|&count| count > 1).sum();
            let is_dressed = dress.sign.is_some() || again * 2 >= lines.len();
            let heads = places.values().filter(|places| is_dressed || places.len() > 1).flatten().copied();
            let heads: Vec<usize> = heads.collect();
            found.framed.extend(&heads);
            if returning > 0 {
                found.returning.extend(&heads);
            }
        }
        let counts_up = numbers.len() >= 3
            && numbers.iter().zip(1..).all(|((number, _), count)| *number == count)
            && numbers.windows(2).all(|pair| pair[1].1.ordinal - pair[0].1.ordinal >= APART);
        if counts_up {
            found.counted = numbers.iter().map(|(_, line)| line.at).collect();
        }
        found.stepped = going_on(&steps);
        let different: BTreeSet<&str> = days.iter().map(|day| day.words.as_str()).collect();
        if different.len() >= 2 && stand_apart(&days) {
            found.days = days.iter().map(|day| day.at).collect();
        }
        let blocks = scene.len().checked_sub(1).map_or(0, |last| scene.place(last).from_top());
        let (dates, above): (Vec<usize>, Vec<usize>) = dates.into_iter().unzip();
        found.is_diary = diary::is_whole(&above, blocks);
        if found.is_diary {
            found.days.extend(dates);
        }
        found
    }
}

/// How a name is set that stands alone on its line: plain, in capitals, emphasised, before a colon.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dress {
    sign: Option<char>,
    is_bold: bool,
    is_capitals: bool,
    has_colon: bool,
}

impl Dress {
    /// The dress of a short line with blank lines around it and prose below, whose words begin as names do.
    fn of(place: &Place, glance: &Glance) -> Option<Dress> {
        let shape = place.shape();
        let is_closed = place.below() > 0 || shape.is_capitals && place.next().is_some_and(|n| n.shape().words >= 14);
        let is_alone = (place.above() > 0 || place.ordinal() == 0) && is_closed;
        let is_bold = place.bare().starts_with("**");
        let is_name = shape.words <= if is_bold { LONGEST } else { LONGEST_NAME }
            && shape.capitalised == shape.words
            && !shape.has_digits
            && (!shape.is_ended || shape.last == ':');
        let is_division = glance.heads_division();
        if !is_alone
            || !is_name
            || is_division
            || !place.next().is_some_and(|next| next.is_prose())
            || is_signature(place)
            || cuts_sentence(place)
        {
            return None;
        }
        let sign = (!shape.first.is_alphanumeric()).then_some(shape.first);
        let is_even = sign.is_none_or(|sign| matches!(sign, '*' | '_' | '/') && shape.last == sign);
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-' | '.');
        (is_even
            && glance.core().chars().all(is_word)
            && !glance.core().ends_with('.')
            && !super::sight::is_taken(place))
        .then_some(Dress { sign, is_bold, is_capitals: shape.is_capitals, has_colon: shape.last == ':' })
    }
}

/// The sentence above goes on over the line.
fn cuts_sentence(place: &Place) -> bool {
    place.previous().is_some_and(|above| matches!(above.shape().last, ',' | ';'))
}

/// Right above stand the words that a letter closes with.
fn is_signature(place: &Place) -> bool {
    place.previous().is_some_and(|above| above.shape().words <= 5 && languages::FAREWELLS.begins(above.low()))
}

/// A line set apart.
#[derive(Debug)]
struct Line {
    at: usize,
    ordinal: usize,
    words: String,
}

/// Two or more lines, with text between most of them.
fn stand_apart(lines: &[Line]) -> bool {
    let near = lines.windows(2).filter(|pair| pair[1].ordinal - pair[0].ordinal < APART).count();
    lines.len() >= 2 && near * 3 <= lines.len()
}

/// Numbers of two steps, each with text below it, that go on from an earlier one; and those they go on from.
fn going_on(steps: &[(usize, usize, (u32, u32))]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut last: BTreeMap<(u32, u32), (usize, usize)> = BTreeMap::new();
    for &(at, ordinal, (major, minor)) in steps {
        let same_arc = last.get(&(major, minor.wrapping_sub(1)));
        let arc_before = last.range(..(major, 0)).next_back().filter(|before| minor <= 1 && before.0.0 + 1 == major);
        let before = same_arc.or(arc_before.map(|(_, place)| place));
        if let Some(&(above, _)) = before.filter(|before| ordinal > before.1 + 1) {
            found.extend([above, at]);
        }
        last.insert((major, minor), (at, ordinal));
    }
    found
}

/// "3.1", "12.4: The Pans": arc and chapter, alone or before a mark and a title.
fn two_steps(place: &Place) -> Option<(u32, u32)> {
    let glance = place.glance()?;
    let (major, rest) = glance.core().split_once('.')?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (minor, behind) = rest.split_at(end);
    let is_parted = behind.is_empty() || behind.trim_start().starts_with([':', '-', '–', '—', '(']);
    let is_short = |number: &str| (1..=3).contains(&number.len());
    if !is_parted || !is_short(major) || !is_short(minor) {
        return None;
    }
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// "monday", "friday night", "october", "spring"; "Giovedì, prima dell'alba", set apart.
fn is_day(place: &Place, low: &str) -> bool {
    if matches!(low, "spring" | "summer" | "autumn" | "fall" | "winter") {
        return true;
    }
    let is_parted = low.contains(", ");
    let mut words = low.trim_end_matches(['.', ':']).split([' ', ',']).filter(|word| !word.is_empty());
    let is_named =
        |w: &str| languages::is_calendar(w) && (w.ends_with("day") || w.len() > 4 || w == "june" || w == "july");
    let is_weekday = words.next().is_some_and(is_named);
    let rest: Vec<&str> = words.collect();
    let is_apart = || {
        let shape = place.shape();
        !shape.is_ended && !shape.starts_low && !shape.has_digits && place.above() > 0 && place.below() > 0
    };
    is_weekday
        && match rest.as_slice() {
            [] | ["morning" | "afternoon" | "evening" | "night"] => true,
            [_] => is_apart(),
            [_, ..] => is_parted && is_apart(),
        }
}

/// "March 1944", "Three weeks later", "1998", "London, 1889": no day of the month, with which the entries of a diary
/// begin.
fn says_only_when(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let words: Vec<&str> = glance.low_core().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_year = |w: &str| w.len() == 4 && w.starts_with(['1', '2']) && w.bytes().all(|b| b.is_ascii_digit());
    let is_month_and_year = matches!(words.as_slice(), [month, year] if languages::is_calendar(month) && is_year(year));
    let is_span = matches!(words.as_slice(), [.., "later" | "earlier" | "ago"]) && words.len() >= 3;
    let is_year_alone = matches!(words.as_slice(), [year] if is_year(year) && glance.low_core().len() == 4);
    let is_place_and_year = matches!(words.as_slice(), [.., place, year] if is_year(year) && !place.starts_with(|c: char| c.is_ascii_digit()))
        && glance.low_core().rsplit_once(", ").is_some_and(|(_, year)| is_year(year))
        && place.shape().capitalised + 1 >= place.shape().words;
    (is_month_and_year || is_span || is_year_alone || is_place_and_year)
        && !place.shape().is_ended
        && !place.shape().starts_low
        && place.above() > 0
        && place.below() > 0
}

/// "0430 hours", "Harbour Street, 6:15 AM", set apart above and below.
fn is_time(place: &Place) -> bool {
    let shape = place.shape();
    let has_time =
        || place.glance().is_some_and(|g| has_clock(g.low_core()) && !g.core().contains(['"', '[', '<', '“']));
    let is_line = shape.capitalised == shape.words && !shape.is_ended && shape.first.is_alphanumeric();
    (is_clock_line(place) || is_line && has_time()) && place.above() > 0 && place.below() > 0
}

/// The signs around the words, if they stand on both sides and are none that emphasis, thought or speech is set in.
fn frame(place: &Place, text: &str) -> Option<(String, String)> {
    let is_word = |c: char| c.is_alphanumeric();
    let start = text.find(is_word)?;
    let end = text.rfind(is_word).and_then(|at| text[at..].chars().next().map(|c| at + c.len_utf8()))?;
    let (left, right) = (text[..start].trim(), text[end..].trim());
    let is_sign = |c: char| {
        matches!(c, '-' | '~' | '=' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '+' | '#' | '*' | ':' | '.' | ' ')
            || matches!(c, '(' | ')')
            || matches!(c, '–' | '—' | '•' | '★' | '☆' | '♥' | '♡')
    };
    let is_emphasis = matches!(left, "*" | "**" | "***") && left == right;
    let is_frame = !left.is_empty()
        && !right.is_empty()
        && left.chars().all(is_sign)
        && right.chars().all(is_sign)
        && !right.starts_with(['.', ':'])
        && !left.starts_with(['.', ':', '#'])
        && left.chars().count() == right.chars().count();
    (is_frame && !is_emphasis && !super::sight::is_taken(place) && opens_text(place))
        .then(|| (left.to_owned(), right.to_owned()))
}
