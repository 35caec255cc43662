//! The cues of title and byline.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::Here;
use Role::{Byline, Title};

/// Words of a title at most.
const LONGEST_TITLE: u16 = 14;
/// Words of a name at most.
const LONGEST_NAME: u16 = 7;

/// Cues that look at a line, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "first-line",
        claims: Opens(Title),
        weight: 6,
        why: "The first line of the file is short, as titles are.",
        yes: &["The Door in the Wall\n\nIt was blue, and it had not been there before."],
        no: &[
            "Chapter 1\n\nIt was blue.",
            "It was blue, and it had not been there before.\n\nShe went in.",
            "Author's note: hello\n\nIt was blue.",
        ],
        holds: Here(|p| p.ordinal() == 0 && is_title_like(p)),
    },
    Cue {
        name: "above-a-byline",
        claims: Opens(Title),
        weight: 5,
        why: "The author's name stands right below.",
        yes: &[
            "Presented to the public by nobody at all, for the first time in print or otherwise.\n\n» The Door in the Wall\n\nby Ann Ode\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door in the Wall\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| p.ordinal() < 20 && is_title_like(p) && p.next().is_some_and(|n| is_by(&n))),
    },
    Cue {
        name: "title-label",
        claims: Opens(Title),
        weight: 6,
        why: "The line is labelled as the title.",
        yes: &["Title: The Door", "Titel: Die Tür"],
        no: &["Title deeds: two", "Rating: K"],
        holds: Here(|p| {
            p.ordinal() < 20
                && label_is(
                    p,
                    &["title", "titel", "titre", "título", "titolo", "tytuł", "название", "story title", "story"],
                )
        }),
    },
    Cue {
        name: "underlined-title",
        claims: Continues(Title),
        weight: 6,
        why: "A rule stands directly below the title, or the title stands between two rules.",
        yes: &["The Door in the Wall\n» --------------------\n\nIt was blue."],
        no: &["The Door in the Wall\n\n» ***\n\nIt was blue."],
        holds: Here(|p| {
            p.ordinal() > 0
                && p.ordinal() < 4
                && p.above() == 0
                && (p.shape().is_signs || p.step(-1).is_some_and(|a| a.shape().is_signs))
                && p.shape().words <= LONGEST_TITLE
                && !is_by(p)
                && !label_is_field(p)
        }),
    },
    Cue {
        name: "rule-above-the-title",
        claims: Opens(Title),
        weight: 6,
        why: "The file opens with a rule, and the title stands directly below it.",
        yes: &["» **********\n* The Door *\n**********\n\nIt was blue."],
        no: &["» ***\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            p.ordinal() == 0
                && p.shape().is_signs
                && p.below() == 0
                && p.step(1).is_some_and(|n| {
                    n.above() == 0
                        && n.shape().words > 0
                        && n.shape().words <= LONGEST_TITLE
                        && n.step(1).is_some_and(|n| n.shape().is_signs && n.above() == 0)
                })
        }),
    },
    Cue {
        name: "second-line-of-the-title",
        claims: Continues(Title),
        weight: 3,
        why: "Short lines between the title and the author's name belong to the title.",
        yes: &["The Door in the Wall\n» or, The Wall around the Door\n\nby Ann Ode\n\nIt was blue."],
        no: &["The Door in the Wall\n\nby Ann Ode\n\n» It was blue, and it had not been there before."],
        holds: Here(|p| {
            p.ordinal() > 0
                && p.ordinal() < 5
                && is_title_like(p)
                && !label_is_field(p)
                && (p.above() == 0 || p.above() <= p.habits().distance)
                && p.next().is_some_and(|n| is_by(&n))
                && p.shape().is_capitals == p.previous().is_some_and(|a| a.shape().is_capitals)
                || (p.ordinal() > 0
                    && p.ordinal() < 4
                    && p.above() == 0
                    && is_title_like(p)
                    && p.shape().is_capitals
                    && p.previous().is_some_and(|a| a.shape().is_capitals && a.ordinal() < 3 && is_title_like(&a)))
        }),
    },
    Cue {
        name: "by-and-name",
        claims: Opens(Byline),
        weight: 6,
        why: "The line says by whom the story is.",
        yes: &[
            "by Ann Ode",
            "Author: Ann Ode",
            "written by A. N. Ode",
            "(by Vacancy)",
            "von Anna Ode",
            "-- by Ann Ode",
        ],
        no: &["by the sea he sat down.", "By the time they reached the hut the tide had turned.", "By noon"],
        holds: Here(|p| p.ordinal() < 20 && is_by(p)),
    },
    Cue {
        name: "chapter-by-name",
        claims: Opens(Byline),
        weight: 7,
        why: "The line says by whom the chapter is.",
        yes: &["Chapter 2\nChapter by Ann Ode\n\nIt was blue, and it had not been there before."],
        no: &["Chapter 2"],
        holds: Here(|p| p.low().starts_with("chapter by ") && p.shape().words <= 8),
    },
    Cue {
        name: "name-below-by",
        claims: Continues(Byline),
        weight: 7,
        why: "The word \"by\" stands alone above the name.",
        yes: &["The Door\n\nby\n\n» Ann Ode\n\nIt was blue."],
        no: &["The Door\n\nby Ann Ode\n\n» Rating: K"],
        holds: Here(|p| p.ordinal() < 12 && p.previous().is_some_and(|a| is_by_alone(&a)) && is_name(p)),
    },
    Cue {
        name: "by-alone",
        claims: Opens(Byline),
        weight: 6,
        why: "The word \"by\" stands alone, the name below it.",
        yes: &["by\n\nAnn Ode\n\nIt was blue."],
        no: &["by Ann Ode"],
        holds: Here(|p| p.ordinal() < 12 && is_by_alone(p) && p.next().is_some_and(|n| is_name(&n))),
    },
    Cue {
        name: "bare-name",
        claims: Opens(Byline),
        weight: 4,
        why: "Below the title stands a short line that looks like a pen name.",
        yes: &["The Door\n\n» Ann-Ode\n\nRating: K\n\nIt was blue.", "The Door\n\n» grand_hotel_7\n\nSummary: A door."],
        no: &["The Door\n\n» It was blue.\n\nRating: K", "The Door\n\n» One\n\nIt was blue."],
        holds: Here(|p| {
            p.ordinal() >= 1 && p.ordinal() <= 3 && is_name(p) && p.shape().words <= 3 && stands_in_header(p)
        }),
    },
    Cue {
        name: "tilde-name",
        claims: Opens(Byline),
        weight: 3,
        why: "A name between tildes or behind a dash is how pen names are signed.",
        yes: &["The Door\n\n» ~tidepool~\n\nIt was blue.", "The Door\n\n» - Ann Ode\n\nIt was blue."],
        no: &["The Door\n\n» ~*~\n\nIt was blue."],
        holds: Here(|p| {
            p.ordinal() >= 1 && p.ordinal() <= 3 && is_name(p) && p.low().starts_with(['~', '-', '–', '—', '@'])
        }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[Cue {
    name: "below-front-matter",
    claims: Opens(Title),
    weight: 4,
    why: "Above it stands only front matter, and below it a field, a name or a note.",
    yes: &[
        "Copyright 1994 by nobody in particular\n\n» The Door in the Wall\n\nby Ann Ode\n\nIt was blue, and it had not been there before.",
    ],
    no: &["The Door in the Wall\n\nIt was blue, and it had not been there before."],
    holds: Here(|p| {
        p.ordinal() > 0
            && p.ordinal() < 12
            && is_title_like(p)
            && p.leaning(Title) > 0
            && p.previous().is_some_and(|a| a.leaning(Role::Boilerplate) >= 3 || a.leaning(Role::Note) >= 4)
    }),
}];

/// A short line that is no label, no chapter, no sentence of the story.
fn is_title_like(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    let is_taken = glance.form.as_ref().is_some_and(|f| f.is_strong() || f.title.is_none())
        || label_is_field(place)
        || languages::is_contents(&glance.low_core)
        || languages::IMPRINT.is_in(&glance.low)
        || is_by(place);
    let is_sentence = shape.is_ended && shape.words > 6 && !shape.is_capitals && shape.last == '.';
    shape.words <= LONGEST_TITLE
        && (shape.has_letters || shape.has_digits)
        && !is_taken
        && !is_sentence
        && !(shape.is_speech && shape.words > 8)
}

fn label_is(place: &Place, names: &[&str]) -> bool {
    place.glance().and_then(|g| g.label.as_ref()).is_some_and(|l| l.has_colon && names.contains(&l.name.as_str()))
}

fn label_is_field(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let known = |name: &str| languages::field(name).is_some() || languages::is_note_label(name);
    glance.label.as_ref().is_some_and(|l| l.has_colon && known(&l.name))
        || languages::is_note_label(&glance.low_core) && glance.low_core != "an"
        || glance.low.split_whitespace().next().is_some_and(|w| w == "rated")
}

/// "by X", "Author: X", "written by X".
pub(super) fn is_by(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    if shape.words < 2 || shape.words > LONGEST_NAME + 3 || (shape.is_ended && shape.last == '.' && shape.words > 4) {
        return false;
    }
    if let Some(label) = &glance.label
        && label.has_colon
    {
        return languages::is_by(&label.name) && !label.is_alone;
    }
    let low = glance.low_core.trim_start_matches(['(', '%', '"']).trim_start();
    let name = [
        "written by ",
        "authored by ",
        "penned by ",
        "by ",
        "von ",
        "geschrieben von ",
        "par ",
        "por ",
        "di ",
        "door ",
        "автор ",
        "a story by ",
        "a novel by ",
        "a fic by ",
        "a tale by ",
        "story by ",
        "fic by ",
        "文：",
    ]
    .iter()
    .find_map(|by| low.strip_prefix(by));
    let Some(name) = name else { return false };
    let first = name.split_whitespace().next().unwrap_or("");
    let is_phrase = matches!(
        first,
        "the"
            | "a"
            | "an"
            | "my"
            | "this"
            | "now"
            | "his"
            | "her"
            | "and"
            | "what"
            | "all"
            | "sea"
            | "night"
            | "day"
            | "noon"
            | "dawn"
            | "midnight"
    );
    let before = glance.low_core.chars().count() - name.chars().count();
    let behind: String = glance.core.chars().skip(before).collect();
    let is_named = behind.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic())
        || shape.words <= 4
        || behind.contains(|c: char| c == '_' || c.is_numeric());
    is_named
        && (!is_phrase
            || behind.split_whitespace().skip(1).all(|w| w.starts_with(char::is_uppercase))
                && behind.split_whitespace().count() > 1)
}

fn is_by_alone(place: &Place) -> bool {
    place.shape().words == 1
        && place.glance().is_some_and(|g| matches!(g.low_core.as_str(), "by" | "von" | "par" | "por" | "di" | "door"))
}

/// A few words, no sentence, no number, no label.
fn is_name(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    let is_one_of = |c: char| matches!(c, '?' | '!' | ':' | ';' | '"' | '“' | '…');
    shape.words >= 1
        && shape.words <= LONGEST_NAME
        && shape.has_letters
        && glance.form.is_none()
        && !glance.low.contains(is_one_of)
        && !(shape.is_ended && shape.words > 1 && !glance.low.contains(". "))
        && !label_is_field(place)
        && !languages::is_end(&glance.low_core)
        && !languages::IMPRINT.is_in(&glance.low)
        && !glance.low.contains(" of ")
        && !glance.low.starts_with("the ")
        && !glance.low.starts_with("a ")
        && !glance.low_core.starts_with("one-shot")
        && !glance.low_core.starts_with("oneshot")
        && glance.low_core != "complete"
}

/// Above it title or field, below it a field, a note's label, or a heading.
fn stands_in_header(place: &Place) -> bool {
    let is_header = |p: Place| label_is_field(&p) || p.glance().is_some_and(|g| g.form.is_some());
    place.next().is_some_and(|n| is_header(n))
}
