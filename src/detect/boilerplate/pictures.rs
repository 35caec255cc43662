//! Pictures that a plain text has lost: what transcribers note in brackets where one stood.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Boilerplate;

/// Units in which a bracket that was opened is closed, at most.
const LONGEST: usize = 12;
/// Empty rows of a box above what is said in it at most.
const EMPTY_ROWS: isize = 2;

/// Words of a notice of where a volume ended at most.
const LONGEST_NOTICE: usize = 20;

/// What cannot be typed.
const DRAWN: &[&str] =
    &["sketch", "map", "diagram", "figure", "greek", "plate", "table", "music", "illustration", "drawing", "hebrew"];
/// Words from which what follows a picture's bracket is no caption.
const PARAGRAPH: usize = 8;
/// Words of a note of what was left out at most.
const LONGEST_OMISSION: usize = 5;

/// How the names of pictures' files end.
const ENDINGS: &[&str] = &[".jpg", ".jpeg", ".png", ".gif"];
/// What a transcriber notes in brackets.
const BRACKETED: &[&str] =
    &["illustration", "transcriber", "frontispiece", "sidenote", "blank page", "project gutenberg"];
/// What a transcriber notes there, too, where nothing but a name for it follows: "[Cover me!]" is said.
const SHOWN: &[&str] = &["picture", "image", "cover", "decoration"];

/// The cues of what is noted in brackets.
pub(super) const CUES: &[Cue] = &[
    Cue {
        name: "illustration",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "A transcriber notes what is not here: a picture, or where a volume ended.",
        yes: &[
            "[Illustration: The door]",
            "[Transcriber's note: spelling kept]",
            "[Here the first edition ends its Volume I.]",
            "{“Who is there?”: door2.jpg}",
            "[sketch omitted]",
            "p007.jpg (150K)",
        ],
        no: &[
            "[scene break]",
            "[Cover me!]",
            "[Picture: The door] It was blue, and it had not been there before, not in all the years.",
            "[He took the first volume of the old edition, and read in it.]",
        ],
        holds: Here(opens_bracket),
    },
    Cue {
        name: "illustration-goes-on",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The bracket that the transcriber opened is still open.",
        yes: &["[Illustration:\n\n» The door, and the wall around it.]\n\nIt was blue."],
        no: &["[Illustration: The door]\n\n» It was blue."],
        holds: Onward(reach_of_bracket),
    },
];

/// "[Illustration", "[Transcriber's note", "{The door: p12.jpg}", "[Here the first edition ends its Volume I.]".
pub(super) fn opens_bracket(place: &Place) -> bool {
    let low = place.low();
    let is_noted = || names_what_is_missing(low[1..].trim_start()) || tells_of_volumes(low) || says_omitted(low);
    low.starts_with(['[', '{']) && is_noted() && !goes_on_behind(&place.bare())
        || opens_box(place)
        || names_picture(place)
        || is_picture_file(place)
}

/// "p007.jpg (150K)": a picture's file and its size, as pages show what they link to.
fn is_picture_file(place: &Place) -> bool {
    let low = place.low();
    low.split_once(' ').is_some_and(|(file, size)| {
        let digits = size.trim_start_matches('(').trim_end_matches("k)");
        let is_size = size.starts_with('(') && size.ends_with("k)") && digits.bytes().all(|b| b.is_ascii_digit());
        is_size && ENDINGS.iter().any(|ending| file.ends_with(ending))
    })
}

/// "[Picture: The door] It was blue.": behind the bracket the paragraph goes on beside which the picture stood.
fn goes_on_behind(words: &str) -> bool {
    let mut depth = 0_usize;
    let end = words.char_indices().find_map(|(at, c)| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => return None,
        }
        (depth == 0).then_some(at + c.len_utf8())
    });
    end.is_some_and(|end| {
        let rest = words[end..].trim_start();
        let words = || rest.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        !rest.starts_with(['[', '{'])
            && words().count() >= PARAGRAPH
            && words().any(|w| w.starts_with(char::is_lowercase))
    })
}

/// "[sketch omitted]", "[Greek text omitted]": what could not be typed, in a few words.
fn says_omitted(low: &str) -> bool {
    let words: Vec<&str> = low.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    words.len() <= LONGEST_OMISSION
        && words
            .split_last()
            .is_some_and(|(last, what)| *last == "omitted" && what.iter().any(|word| DRAWN.contains(word)))
}

/// Where a volume of an edition ends, in a few words: what transcribers say of books that were printed in several.
fn tells_of_volumes(low: &str) -> bool {
    let is_named = low.starts_with('[') && low.contains(" volume ") && low.contains(" edition");
    is_named
        && low.split_whitespace().count() <= LONGEST_NOTICE
        && low.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "end" | "ends" | "ended"))
}

/// "illustration: The door]", "cover]", "picture of the door]".
fn names_what_is_missing(inner: &str) -> bool {
    let ends = |rest: &str| rest.starts_with([':', ']', '}', '.']) || rest.starts_with(" of ");
    BRACKETED.iter().any(|word| inner.starts_with(word))
        || SHOWN.iter().any(|word| inner.strip_prefix(word).is_some_and(ends))
}

/// "{The door: p12.jpg}": brackets around what a picture shows and the name of its file.
fn names_picture(place: &Place) -> bool {
    let shape = place.shape();
    matches!((shape.first, shape.last), ('{', '}') | ('[', ']') | ('(', ')') | ('<', '>')) && {
        let inner = place.bare().to_ascii_lowercase();
        let inner = inner.trim_end_matches(['}', ']', ')', '>']);
        ENDINGS.iter().any(|ending| inner.ends_with(ending))
    }
}

/// "+------+" with "| Transcriber's note: …" below, after an empty row at most: a box drawn around what the transcriber says.
fn opens_box(place: &Place) -> bool {
    place.shape().is_signs
        && place.shape().first == '+'
        && place.shape().last == '+'
        && (1..=EMPTY_ROWS + 1)
            .map_while(|by| place.step(by).filter(|n| n.above() == 0 && n.low().starts_with('|')))
            .find(|n| n.low().contains(char::is_alphabetic))
            .is_some_and(|n| says_corrected(n.low().trim_start_matches(['|', ' '])))
}

/// "| Transcriber's note", "| Typographical errors corrected in text:".
fn says_corrected(low: &str) -> bool {
    low.starts_with("transcriber") || low.contains("typographical")
}

/// "[Illustration: The door]".
pub(in crate::detect) fn is_picture(place: &Place) -> bool {
    place.low().starts_with("[illustration")
}

/// How many units below a transcriber's bracket belong to it: down to where it is closed, and on through the pictures
/// that follow at the usual distance, which are one plate and what was printed on it.
pub(super) fn reach_of_bracket(place: &Place) -> usize {
    if is_picture_file(place) {
        let is_link = |next: &Place| next.low() == "full size" && next.above() <= 2;
        return place.next().filter(is_link).map_or(0, |link| link.at() - place.at());
    }
    let Some(mut reach) = closing(place) else { return 0 };
    let follows = |p: &Place| !p.is_space() && p.wider_above() == 0 && is_picture(p);
    while is_picture(place)
        && let Some((next, closing)) = isize::try_from(reach + 1)
            .ok()
            .and_then(|by| place.step(by))
            .filter(follows)
            .and_then(|next| Some((next, closing(&next)?)))
    {
        reach = next.at() - place.at() + closing;
    }
    reach
}

/// How many units below the opening of a transcriber's bracket it is closed; none where none is opened.
fn closing(place: &Place) -> Option<usize> {
    if !opens_bracket(place) || names_picture(place) {
        return None;
    }
    if place.glance().is_none_or(|g| g.text.contains(']')) {
        return Some(0);
    }
    let close = if opens_box(place) { '+' } else { ']' };
    let mut below = (1..).map_while(|by| place.step(by)).take(LONGEST);
    below.find(|n| n.glance().is_some_and(|g| g.text.ends_with(close))).map(|n| n.at() - place.at())
}
