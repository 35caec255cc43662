//! How a letter opens: its greeting at the head of a paragraph, the head of a message, a date, a telegram's form.

use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::{head, is_opening_quote, tail};

/// Bytes within which the greeting at the head of a paragraph ends.
const GREETING: usize = 60;
/// Bytes of the words that a greeting begins with at most.
const LONGEST_GREETING: usize = 40;
/// Words of place and day above a letter at most.
pub(super) const LONGEST_HEAD: u16 = 12;
/// Characters of a line that show whether its first two words are in capitals.
const SHOUTED: usize = 7;
/// Bytes at the end of a paragraph in which it says that something written follows.
const ANNOUNCEMENT: usize = 240;
/// Bytes at the head of a line within which the mark behind a day of the week stands, emphasis included.
const LONGEST_DAY: usize = 24;
/// Signs of a shortened word at most, its stop among them: "Mrs.".
const SHORTENED: usize = 4;
/// Words from which a line before a colon is a sentence rather than a label.
const SENTENCE: u16 = 5;

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
    label.has_colon && (is_named || name == "date") && place.shape().words <= 14 || place.low().starts_with("[sent ")
}

/// Two lines of a message's head, one below the other, the first of them here.
pub(super) fn opens_with_headers(place: &Place) -> bool {
    let follows = |p: Option<Place>| p.is_some_and(|n| is_header(&n) && n.above() <= 1);
    is_header(place) && follows(place.step(1)) && !place.step(-1).is_some_and(|a| is_header(&a) && place.above() <= 1)
}

/// "3rd March. Wind.", "7 May, 2012 -": a diary's date at the head of a paragraph.
pub(super) fn opens_with_date(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    if matches!(place.shape().first, 'M' | 'T' | 'W' | 'F' | 'S' | '*' | '_') && is_day_of_diary(place) {
        return true;
    }
    if !place.shape().has_digits {
        return false;
    }
    let line = place.story().line(block.lines.start).trim_start().trim_start_matches(['*', '_', '/']);
    let opening = head(line, 40);
    // All bytes, without a stop at the first digit, are looked at many at once.
    let has_day = opening.bytes().fold(false, |seen, byte| seen | byte.is_ascii_digit());
    if !has_day || !opening.contains(['.', '-', '–', '—', ':', ',']) {
        return false;
    }
    let opening = opening.to_lowercase();
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
    let parts = if is_day(first) && is_month(second) || is_month(first) && is_day(second) {
        2
    } else if is_month(first) && (is_month(second) || second.len() <= 4) && is_day(third)
        || is_day(first) && second == "of" && is_month(third)
    {
        3
    } else {
        return false;
    };
    is_parted_from_date(&opening, parts)
}

/// A mark, or nothing, stands behind the words of a date, its year passed over: "July 1st, 1895 The Rev. James" stands on
/// a card.
fn is_parted_from_date(opening: &str, parts: usize) -> bool {
    let mut rest = opening;
    for part in 0..=parts {
        let word = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let is_year = length == 4 && word[..length].bytes().all(|b| b.is_ascii_digit());
        if part == parts && !is_year {
            break;
        }
        rest = &word[length..];
    }
    let behind = rest.trim_start_matches([' ', '*', '_', '/']);
    behind.is_empty() || behind.starts_with(|c: char| !c.is_alphanumeric())
}

/// Whether a dash, or a bracket, stands where a greeting has one: a look at the bytes, which spares nearly all prose the words.
fn has_early_dash(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let mut seen = 0;
    for line in block.lines.clone() {
        let line = place.story().line(line);
        let signs = line.len() - line.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        // Markup in front is no part of the words.
        let end = if memchr::memchr(b'<', line.as_bytes()).is_some() {
            line.len()
        } else {
            line.len().min(signs + GREETING + 4)
        };
        let opening = &line.as_bytes()[..end];
        let is_dash =
            |at: usize| matches!(opening[at..], [b'-', b'-', ..] | [0xE2, 0x80, 0x93 | 0x94, ..] | [b'[', ..]);
        if memchr::memchr3_iter(b'-', 0xE2, b'[', opening).any(is_dash) {
            return true;
        }
        seen += line.len() - signs;
        if seen > GREETING {
            break;
        }
    }
    false
}

/// Whether the first two words are in capitals: a look at the bytes, as above.
fn opens_in_capitals(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let line = place.story().line(block.lines.start).trim_start_matches(|c: char| !c.is_alphanumeric());
    // In nearly all prose the second letter tells.
    if line.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return false;
    }
    let words = line.as_bytes().iter().take(SHOUTED).filter(|b| b.is_ascii_alphabetic());
    line.len() > SHOUTED && words.clone().count() >= 5 && words.clone().all(u8::is_ascii_uppercase)
}

/// "DEAR MOTHER: I am well": a greeting and a name in capitals, a mark, and the letter behind it.
fn is_shouted_greeting(text: &str) -> bool {
    let Some(end) = text.find([':', ',', '!']).filter(|&end| end <= GREETING) else { return false };
    let name = &text[..end];
    let behind = text[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    (2..=6).contains(&name.split_whitespace().count())
        && !name.contains(char::is_lowercase)
        && behind.starts_with(char::is_uppercase)
        && behind.contains(char::is_lowercase)
        && languages::DEARS.begins(&name.to_lowercase())
}

/// "My dear Ann,--You will laugh", "My dear Ann [it said], you will laugh": the greeting at the head of a paragraph, a name
/// and a dash behind it, or words of the story in brackets.
pub(super) fn is_greeting(place: &Place) -> bool {
    if place.shape().words < 6 || !(has_early_dash(place) || opens_in_capitals(place)) {
        return false;
    }
    let bare = place.bare();
    let text = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opening = head(text, LONGEST_GREETING).to_lowercase();
    if !languages::SALUTATIONS.begins(&opening) || opening.starts_with("to ") {
        return false;
    }
    if is_shouted_greeting(text) {
        return true;
    }
    let greeting = head(text, GREETING);
    let Some(dash) = ["--", "—", "–", " ["].iter().filter_map(|d| greeting.find(d)).min() else { return false };
    let behind = text[dash..].trim_start_matches(['-', '—', '–', ' ', '[']);
    let name = text[..dash].trim_end_matches([',', ':', '.', ' ']);
    let words = name.split_whitespace().count();
    let last = name.split_whitespace().next_back().unwrap_or("");
    // "SIR,--": one word is a greeting in capitals, where something written is announced, or below place and day.
    let is_headed = || {
        let is_head = |above: Place| above.shape().words <= LONGEST_HEAD && above.shape().capitalised > 1;
        !place.shape().is_speech && place.wider_above() == 0 && place.previous().is_some_and(is_head)
    };
    let is_sir = words == 1
        && text[name.len()..].starts_with([',', ':'])
        && (!name.contains(char::is_lowercase) || is_announced(place) || is_headed() || speaks_of_writing(place));
    (is_sir || (2..=6).contains(&words))
        && !name.contains(['"', '”', '!', '?'])
        && behind.starts_with(char::is_alphanumeric)
        && (last.starts_with(char::is_uppercase) || languages::SALUTATIONS.begins(&last.to_lowercase()))
}

/// Whether the end of the paragraph above speaks of something written.
pub(super) fn speaks_of_writing(place: &Place) -> bool {
    announcement(place, ANNOUNCEMENT).is_some_and(|words| names_writing(&words))
}

/// Whether words of the story (lower case) speak of something written.
pub(super) fn names_writing(words: &str) -> bool {
    languages::MISSIVES.is_in(words) || languages::WRITING.is_in(words)
}

/// Whether the last sentence of the paragraph above names something that is written to somebody.
pub(super) fn announces_missive(place: &Place) -> bool {
    announcement(place, ANNOUNCEMENT).is_some_and(|words| {
        let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mut marks = words.match_indices([' ', '。', '！', '？']).map(|(at, _)| at);
        let start = marks.rfind(|&at| ends_sentence(&words[..at])).unwrap_or(0);
        languages::MISSIVES.is_in(&words[start..])
    })
}

/// A mark ends a sentence here; behind "Mr." and "F." one goes on.
fn ends_sentence(words: &str) -> bool {
    let word = words.rsplit(' ').next().unwrap_or(words);
    word.ends_with(['!', '?', '。', '！', '？']) || word.ends_with('.') && word.chars().count() > SHORTENED
}

/// The last bytes of the paragraph above, at most so many, in lower case.
pub(super) fn announcement(place: &Place, bytes: usize) -> Option<String> {
    place.previous().map(|above| tail(&above.bare(), bytes).to_lowercase())
}

/// Whether a mark stands near the head of a line where one stands behind a day of the week: a look at the bytes.
fn opens_with_word_and_mark(place: &Place) -> bool {
    place.block().is_some_and(|block| {
        let line = place.story().line(block.lines.start).trim_start().as_bytes();
        let opening = &line[..line.len().min(LONGEST_DAY)];
        memchr::memchr3(b'.', b':', b'-', opening).is_some() || opening.contains(&0xE2) || opening.contains(&b'<')
    })
}

/// "Monday. Rain.": the day of the week at the head of a paragraph, with another day's above or below.
pub(super) fn is_day_of_diary(place: &Place) -> bool {
    let day = |p: &Place| -> Option<String> {
        if p.shape().is_speech || p.shape().words < 3 || !opens_with_word_and_mark(p) {
            return None;
        }
        let bare = p.bare();
        let opening = bare.trim_start_matches(['*', '_', '/']);
        let (word, rest) = opening.split_at(opening.find(|c: char| !c.is_alphabetic())?);
        if !rest.starts_with(['.', ':', '-', '–', '—']) {
            return None;
        }
        let low = word.to_lowercase();
        (low.ends_with("day") && languages::is_calendar(&low)).then_some(low)
    };
    let Some(here) = day(place) else { return false };
    [place.previous(), place.next()].into_iter().flatten().any(|n| day(&n).is_some_and(|other| other != here))
}

/// "18 June 2012 --": a day alone on a line that ends in a dash, as in a diary.
pub(super) fn is_diary_line(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= 6 && matches!(shape.last, '-' | '–' | '—') && opens_with_date(place)
}

/// Whether the paragraph above ends with a colon or a dash, and so announces what follows.
pub(super) fn is_announced(place: &Place) -> bool {
    place
        .previous()
        .is_some_and(|a| matches!(a.shape().last, ':' | '：' | '—') || (a.shape().last == '-' && a.shape().has_letters))
}

/// Whether the block begins with a quotation mark.
pub(super) fn is_quoted(place: &Place) -> bool {
    is_opening_quote(place.shape().first)
}

/// A wrapped paragraph set in below a colon, in a text whose paragraphs are not: a message that is quoted whole.
pub(super) fn is_quoted_whole(place: &Place) -> bool {
    place.block().is_some_and(|b| b.lines.len() >= 2)
        && place.shape().indent > 0
        && place.habits().is_wrapped
        && !place.habits().is_indented
        && is_announced(place)
        && place.previous().is_some_and(|a| a.is_prose() || a.shape().words >= SENTENCE)
}
