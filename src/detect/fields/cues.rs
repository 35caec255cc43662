//! The cues of fields.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::{FieldKind, Kind, Role};

use Claim::{Continues, Is, Opens};
use Holds::{Here, Onward};
use Role::Field;

/// Blocks at the top among which fields stand.
const TOP: usize = 30;

macro_rules! kind {
    ($name:literal, $kind:ident, $yes:expr, $no:expr) => {
        Cue {
            name: $name,
            claims: Is(Kind::Field(FieldKind::$kind)),
            weight: 3,
            why: "The label says so.",
            yes: $yes,
            no: $no,
            holds: Here(|p| kind_of(p) == Some(FieldKind::$kind)),
        }
    };
}

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "known-label",
        claims: Opens(Field),
        weight: 6,
        why: "A known label stands before a value, near the top or the end.",
        yes: &[
            "Rating: K",
            "Pairing: Ann/Bea",
            "Disclaimer - I own nothing.",
            "Summary: A door.",
        ],
        no: &["Captain: Hold on.", "Rating the wine was hard."],
        holds: Here(|p| near_an_edge(p) && has_known_label(p)),
    },
    Cue {
        name: "known-label-inside",
        claims: Opens(Field),
        weight: 4,
        why: "A known label stands before a value below a heading.",
        yes: &["Chapter 2\n\n» Disclaimer: I own nothing.\n\nIt was blue, and it had not been there before."],
        no: &["Captain: Hold on."],
        holds: Here(|p| !near_an_edge(p) && has_known_label(p) && p.previous().is_some_and(|a| is_heading_like(&a))),
    },
    Cue {
        name: "label-alone",
        claims: Opens(Field),
        weight: 6,
        why: "A known label stands alone on its line, its value below.",
        yes: &["Fandom:\nSky Pirates", "Chapter Summary\nA door opens."],
        no: &["Summary: A door.", "The date"],
        holds: Here(|p| is_lone_label(p) && p.next().is_some()),
    },
    Cue {
        name: "value-below-a-label",
        claims: Continues(Field),
        weight: 7,
        why: "The label stands alone on the line above.",
        yes: &["Fandom:\n» Sky Pirates\n\nIt was blue."],
        no: &["Rating: K\n» It was blue."],
        holds: Here(|p| p.previous().is_some_and(|a| is_lone_label(&a)) && !is_lone_label(p) && !is_note_label(p)),
    },
    Cue {
        name: "rest-of-the-summary",
        claims: Continues(Field),
        weight: 6,
        why: "A summary goes on to the next label or the next wide space.",
        yes: &["The Door\nby Ann Ode\nSummary\nA door.\n» A wall.\n\nNotes\nHello!"],
        no: &["Rating: K"],
        holds: Onward(|p| rest_of_summary(p)),
    },
    Cue {
        name: "disclaimer-without-label",
        claims: Opens(Field),
        weight: 5,
        why: "The line says that the characters are not the author's.",
        yes: &[
            "The Door\n\n» I do not own any of this.\n\nIt was blue.",
            "The Door\n\n» *I don’t own it. My landlord owns it.*\n\nIt was blue.",
        ],
        no: &["\"I don't own a car,\" he said."],
        holds: Here(|p| {
            near_an_edge(p) && p.shape().words <= 50 && !p.shape().is_speech && p.from_end() > 0 && disclaims(p)
        }),
    },
    Cue {
        name: "rating-in-brackets",
        claims: Opens(Field),
        weight: 5,
        why: "The line says for whom the story is rated.",
        yes: &["(Rated M for a reason, people)", "Rated T for Tension"],
        no: &["He rated the wine."],
        holds: Here(|p| {
            p.ordinal() < TOP
                && p.shape().words <= 14
                && p.glance().is_some_and(|g| g.low_core.starts_with("rated ") || g.low_core.starts_with("rating "))
        }),
    },
    Cue {
        name: "dedication-line",
        claims: Opens(Field),
        weight: 4,
        why: "A short line at the top says for whom the story is.",
        yes: &[
            "The Door\n\n» For M., who climbed the tree.\n\nIt was blue, and it had not been there before.",
            "The Door\n\n» Dedicated to everyone who waited.\n\nIt was blue.",
        ],
        no: &[
            "The Door\n\n» For two days she waited, and for two nights, and nobody came to the door at all in that time, which was odd.",
        ],
        holds: Here(|p| p.ordinal() > 0 && p.ordinal() < 12 && p.shape().words <= 16 && is_dedication(p)),
    },
    Cue {
        name: "series-in-brackets",
        claims: Opens(Field),
        weight: 5,
        why: "The line in brackets names a series and the place in it.",
        yes: &[
            "Low Water\n\n» (Book Two of the Canal Street Annals)\n\nIt was blue.",
            "The Door\n\n» [Part 3 of the Door series]\n\nIt was blue.",
        ],
        no: &["(Book a table for two)"],
        holds: Here(|p| p.ordinal() > 0 && p.ordinal() < 12 && is_series(p)),
    },
    Cue {
        name: "known-header-word",
        claims: Opens(Field),
        weight: 4,
        why: "A single word of the title page says what kind of story it is.",
        yes: &["The Door\n\n» One-Shot\n\nRating: K\n\nIt was blue.", "The Door\n\n» Complete\n\nRating: K"],
        no: &["The Door\n\n» Home\n\nRating: K"],
        holds: Here(|p| {
            p.ordinal() > 0
                && p.ordinal() < 10
                && p.glance().is_some_and(|g| {
                    matches!(
                        g.low_core.as_str(),
                        "one-shot"
                            | "oneshot"
                            | "one shot"
                            | "complete"
                            | "completed"
                            | "two-shot"
                            | "drabble"
                            | "ficlet"
                            | "wip"
                            | "work in progress"
                            | "songfic"
                            | "one-parter"
                    )
                })
        }),
    },
    Cue {
        name: "label-among-labels",
        claims: Opens(Field),
        weight: 4,
        why: "A label nobody knows stands among known ones.",
        yes: &["The Door\nRating: K\n» Soundtrack: rain\nSummary: A door.\n\nIt was blue."],
        no: &["Captain: Hold on.\nMate: Aye.\nCaptain: Now!"],
        holds: Here(|p| {
            p.ordinal() < TOP
                && is_unknown_label(p)
                && (p.previous().is_some_and(|a| has_known_label(&a)) || p.next().is_some_and(|n| has_known_label(&n)))
        }),
    },
    Cue {
        name: "spoken-label",
        claims: Opens(Field),
        weight: -5,
        why: "The line is spoken by somebody.",
        yes: &["The Door\n\n» \"Summary: we are lost,\" he said."],
        no: &["Summary: we are lost."],
        holds: Here(|p| p.shape().is_speech && p.ordinal() > 0),
    },
    kind!("says-rating", Rating, &["Rating: K", "Rated T for tension"], &["Genre: Humor"]),
    kind!("says-genre", Genre, &["Genre: Humor"], &["Rating: K"]),
    kind!("says-pairing", Pairing, &["Pairing: Ann/Bea"], &["Rating: K"]),
    kind!("says-fandom", Fandom, &["Fandom: Sky Pirates"], &["Rating: K"]),
    kind!("says-summary", Summary, &["Summary: A door."], &["Rating: K"]),
    kind!("says-disclaimer", Disclaimer, &["Disclaimer: not mine", "I do not own any of this."], &["Rating: K"]),
    kind!("says-warning", Warning, &["Warnings: angst"], &["Rating: K"]),
    kind!(
        "says-dedication",
        Dedication,
        &["Dedication: to my loved ones", "Dedicated to everyone who waited."],
        &["Rating: K"]
    ),
    kind!(
        "says-series",
        Series,
        &["Series: The Door (2 of 5)", "(Book Two of the Canal Street Annals)"],
        &["Rating: K"]
    ),
    kind!("says-archive", Archive, &["Archive: anywhere, just ask"], &["Rating: K"]),
    kind!("says-date", Date, &["Published: 2012-12-28"], &["Rating: K"]),
    kind!("says-status", Status, &["Status: WIP"], &["Rating: K"]),
    kind!("says-language", Language, &["Language: English"], &["Rating: K"]),
    kind!("says-words", Words, &["Words: 6072"], &["Rating: K"]),
    kind!("says-characters", Characters, &["Characters: Ann, Bea"], &["Rating: K"]),
    kind!("says-spoilers", Spoilers, &["Spoilers: all of it"], &["Rating: K"]),
    kind!("says-category", Category, &["Category: Gen"], &["Rating: K"]),
    kind!("says-feedback", Feedback, &["Feedback: yes please"], &["Rating: K"]),
    kind!("says-beta", Beta, &["Beta: Grit"], &["Rating: K"]),
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[Cue {
    name: "field-beside-fields",
    claims: Opens(Field),
    weight: 1,
    why: "Fields stand together, and another one stands beside it.",
    yes: &[
        "The Door\n\nRating: K\n\n» For M., who climbed the tree.\n\nIt was blue, and it had not been there before.",
    ],
    no: &["The Door\n\n» For M., who climbed the tree.\n\nIt was blue, and it had not been there before."],
    holds: Here(|p| {
        p.leaning(Field) > 0 && [p.previous(), p.next()].into_iter().flatten().any(|n| n.leaning(Field) >= 4)
    }),
}];

/// A colon, or one of the label words without colon, near the beginning of a long block.
pub(super) fn begins_with_label(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let line = place.story().line(block.lines.start).trim_start();
    let mut end = line.len().min(42);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line[..end].contains([':', '：'])
}

fn near_an_edge(place: &Place) -> bool {
    place.ordinal() < TOP || place.from_end() < 8
}

fn has_known_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let Some(label) = &glance.label else { return false };
    if label.is_alone || glance.form.as_ref().is_some_and(|f| f.is_strong()) && languages::field(&label.name).is_none()
    {
        return false;
    }
    field_of(&label.name).is_some_and(|_| label.has_colon || place.shape().words <= 40)
}

/// A label's meaning, the label itself or its parts: "fandom/pairing", "pairing(s)", "archive warning".
fn field_of(name: &str) -> Option<FieldKind> {
    languages::field(name).or_else(|| {
        let bare = name.replace("(s)", "s").replace(['*', '_'], "");
        let first = bare.split(['/', '&', ',', '(']).next().unwrap_or("").trim();
        languages::field(bare.trim()).or_else(|| (first.len() < bare.len()).then(|| languages::field(first)).flatten())
    })
}

/// What the field here states.
fn kind_of(place: &Place) -> Option<FieldKind> {
    let glance = place.glance()?;
    if let Some(kind) = glance.label.as_ref().and_then(|l| field_of(&l.name)) {
        return Some(kind);
    }
    if let Some(kind) = languages::field(glance.low_core.trim_end_matches(':')) {
        return Some(kind);
    }
    if glance.low_core.starts_with("rated ") || glance.low_core.starts_with("rating ") {
        return Some(FieldKind::Rating);
    }
    if is_series(place) {
        return Some(FieldKind::Series);
    }
    if disclaims(place) {
        return Some(FieldKind::Disclaimer);
    }
    is_dedication(place).then_some(FieldKind::Dedication)
}

/// "Fandom:" or "Chapter Summary" alone on its line.
fn is_lone_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    if place.shape().words > 4 || place.shape().is_speech {
        return false;
    }
    if let Some(label) = &glance.label
        && label.has_colon
    {
        return label.is_alone && field_of(&label.name).is_some_and(|_| label.name != "stats");
    }
    matches!(
        glance.text.as_str(),
        "Summary"
            | "Chapter Summary"
            | "SUMMARY"
            | "Disclaimer"
            | "Dedication"
            | "DEDICATION"
            | "Synopsis"
            | "Warnings"
    )
}

fn is_note_label(place: &Place) -> bool {
    place.glance().is_some_and(|g| languages::is_note_label(&g.low_core))
}

fn is_summary_label(place: &Place) -> bool {
    kind_of(place) == Some(FieldKind::Summary)
}

fn is_heading_like(place: &Place) -> bool {
    place.glance().is_some_and(|g| g.form.is_some() || !place.is_prose() && place.wider_above() > 0)
}

/// How many units behind a summary's label belong to the summary: to the next label, to a wide space, to a heading.
fn rest_of_summary(place: &Place) -> usize {
    if !is_summary_label(place)
        && kind_of(place) != Some(FieldKind::Disclaimer)
        && kind_of(place) != Some(FieldKind::Series)
    {
        return 0;
    }
    let has_label = is_lone_label(place) || has_known_label(place);
    if !has_label {
        return 0;
    }
    let mut reach = 0;
    let mut steps = 0;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > 24 {
            return 0;
        }
        if next.is_space() {
            let limit = if is_lone_label(place) { 3 } else { 1 };
            if next.length() >= limit + place.habits().distance || next.length() >= 3 {
                return reach;
            }
        } else {
            let ends = is_note_label(&next)
                || has_known_label(&next)
                || is_lone_label(&next)
                || next.shape().is_signs
                || next.glance().is_some_and(|g| {
                    g.form.as_ref().is_some_and(|f| f.is_strong())
                        || g.label.as_ref().is_some_and(|l| languages::is_note_label(&l.name))
                })
                || super::super::titlepage::is_byline(&next);
            if ends {
                return reach;
            }
            reach = steps;
        }
        at = next;
    }
    0
}

fn is_unknown_label(place: &Place) -> bool {
    place.shape().words <= 30
        && place.glance().is_some_and(|g| {
            g.label.as_ref().is_some_and(|l| {
                l.has_colon
                    && !l.is_alone
                    && !languages::is_note_label(&l.name)
                    && !languages::is_by(&l.name)
                    && l.name != "title"
                    && l.name.split_whitespace().count() <= 3
            }) && g.form.as_ref().is_none_or(|f| !f.is_strong())
        })
}

fn disclaims(place: &Place) -> bool {
    place.glance().is_some_and(|g| languages::holds(&g.low, |l| l.disclaimers))
}

fn is_dedication(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let low = glance.low_core.trim_start_matches(['"', '(', '“']);
    let says_so = low.starts_with("dedicated to ")
        || low.starts_with("for my ")
        || low.starts_with("in memory of")
        || low.starts_with("to my ");
    let is_for = low.strip_prefix("for ").is_some_and(|name| {
        let original = glance.core.chars().skip(glance.low_core.chars().count() - name.chars().count()).next();
        original.is_some_and(char::is_uppercase) && shape.words <= 12
    });
    (says_so || is_for || languages::begins(low, |l| l.dedications) && shape.words <= 10) && !shape.is_speech
}

fn is_series(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let is_framed = glance.text.starts_with(['(', '[']) && glance.text.ends_with([')', ']']);
    let low = glance.low_core.as_str();
    let begins =
        ["book ", "part ", "volume ", "vol. ", "sequel to", "prequel to", "#"].iter().any(|w| low.starts_with(w));
    is_framed
        && begins
        && (low.contains(" of ") || low.contains(" in ") || low.contains("sequel") || low.contains("prequel"))
        && place.shape().words <= 14
}
