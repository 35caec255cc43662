//! The cues of printed tables of contents.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Contents;

/// Units a table of contents has at most.
const LONGEST: usize = 260;

/// Cues that look at a line, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "contents-word",
        claims: Opens(Contents),
        weight: 7,
        why: "The line says that contents follow.",
        yes: &[
            "Contents\n\nI. Mud\nII. Silt\n\n\nI. Mud\n\nIt was blue.",
            "TRACK LISTING\n01. Hiss\n02. Batteries\n\n\nIt was blue.",
        ],
        no: &["Contents under pressure", "Contents\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| is_contents_word(p) && reach_of_entries(p) > 0),
    },
    Cue {
        name: "entries-below",
        claims: Continues(Contents),
        weight: 8,
        why: "Short lines follow, to the first one that returns as a heading, or to a wide space.",
        yes: &["Contents\n\n» I. Mud\nII. Silt\n\n\nI. Mud\n\nIt was blue."],
        no: &["I. Mud\n\n» It was blue."],
        holds: Onward(|p| if is_contents_word(p) { reach_of_entries(p) } else { 0 }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "list-of-headings",
        claims: Opens(Contents),
        weight: 6,
        why: "Headings without text between them stand in front of the story.",
        yes: &[
            "The Door\n\n\n» Chapter 1\nChapter 2\nChapter 3\n\n\nChapter 1\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Chapter 1\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| in_list(p) && p.previous().is_none_or(|a| !in_list(&a))),
    },
    Cue {
        name: "list-goes-on",
        claims: Continues(Contents),
        weight: 6,
        why: "The list of headings goes on.",
        yes: &[
            "The Door\n\n\nChapter 1\n» Chapter 2\nChapter 3\n\n\nChapter 1\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Chapter 1\n\n» It was blue, and it had not been there before."],
        holds: Here(|p| in_list(p) && p.step(-1).is_some_and(|a| in_list(&a))),
    },
];

fn in_list(place: &Place) -> bool {
    place.survey().is_some_and(|s| s.headings.is_in_list(place))
}

fn is_contents_word(place: &Place) -> bool {
    place.shape().words <= 4
        && place.glance().is_some_and(|g| languages::is_contents(g.low_core.trim_end_matches(['.', ':'])))
}

/// An entry's words without number, dots and page.
fn entry(place: &Place) -> String {
    let Some(glance) = place.glance() else { return String::new() };
    let words = glance.low_core.trim_end_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
    words.split("..").next().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many units behind the word "Contents" are entries: short lines, until one returns that was already there (the
/// first heading of the text), or a wide space is followed by something that is no entry.
fn reach_of_entries(place: &Place) -> usize {
    let mut seen: Vec<String> = Vec::new();
    let mut reach = 0;
    let mut steps = 0;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            break;
        }
        if !next.is_space() {
            let shape = next.shape();
            let words = entry(&next);
            let returns = !words.is_empty()
                && seen.iter().any(|s| {
                    *s == words
                        || (s.len() > 6 && (s.ends_with(&words) || words.ends_with(s.as_str())) && words.len() > 3)
                });
            let is_title_again = returns && next.wider_above() > 0;
            if is_title_again || (returns && seen.len() > 1 && seen.first() == Some(&words)) {
                break;
            }
            let is_sentence = shape.is_ended && shape.words > 9 && shape.last != '.'
                || shape.words > 24
                || (shape.is_speech && shape.is_ended);
            if is_sentence
                || (next.is_prose()
                    && next.glance().is_none_or(|g| g.form.is_none())
                    && shape.words > 12
                    && !next.low().contains(".."))
            {
                break;
            }
            if next.wider_above() >= 2 && seen.len() >= 2 && next.next().is_some_and(|n| n.is_prose()) {
                break;
            }
            let is_other = next.glance().is_some_and(|g| {
                g.label
                    .as_ref()
                    .is_some_and(|l| l.has_colon && languages::field(&l.name).is_some() && l.name != "letter")
            }) || languages::DEDICATIONS.begins(next.low())
                && next.glance().is_some_and(|g| g.form.is_none());
            if is_other {
                break;
            }
            seen.push(words);
            reach = steps;
        }
        at = next;
    }
    if seen.len() >= 2 { reach } else { 0 }
}
