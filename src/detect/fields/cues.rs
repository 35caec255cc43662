//! The cues of fields.

use super::dedications::{self, is_dedication};
use super::labels::{
    TOP, counts_words, disclaims, has_known_label, is_below_note_label, is_heading_like, is_label_without_colon,
    is_lone_label, is_note_label, is_unknown_label, kind_of, near_an_edge, rest_of_summary, rest_of_value,
    tells_what_was_rated,
};
use super::series::is_series;
use super::{skits, stands_in_the_story, teasers};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::role::{FieldKind, Kind, Role};

use Claim::{Continues, Is, Opens};
use Holds::{Here, Onward};
use Role::Field;

/// Blocks at the top among which a disclaimer may follow what the author says.
const FRONT: usize = 16;

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
        weight: 9,
        why: "A known label stands before a value, near the top or the end.",
        yes: &["Rating: K", "Pairing: Ann/Bea", "Disclaimer - I own nothing.", "Summary: A door."],
        no: &["Captain: Hold on.", "Rating the wine was hard."],
        holds: Here(|p| near_an_edge(p) && has_known_label(p) && !is_below_note_label(p)),
    },
    Cue {
        name: "known-label-inside",
        claims: Opens(Field),
        weight: 5,
        why: "A known label stands before a value below a heading or another label.",
        yes: &[],
        no: &["Captain: Hold on."],
        holds: Here(|p| {
            has_known_label(p)
                && p.previous().is_some_and(|a| is_heading_like(&a) || p.from_top() < 90 && has_known_label(&a))
                && !is_below_note_label(p)
        }),
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
        weight: 9,
        why: "A summary goes on to the next label or the next wide space.",
        yes: &["The Door\nby Ann Ode\nSummary\nA door.\n» A wall.\n\nNotes\nHello!"],
        no: &["Rating: K", "The Door\nby Ann Ode\nSummary\nA door.\n» Chapter Text\nIt was blue."],
        holds: Onward(rest_of_summary),
    },
    Cue {
        name: "rest-of-the-value",
        claims: Continues(Field),
        weight: 4,
        why: "The lines directly below a label have none of their own.",
        yes: &["The Door\n\nWarnings: heights,\n» and ladders\n\nIt was blue.\n\nShe left."],
        no: &["The Door\n\nWarnings: heights\n\n» It was blue.\n\nShe left."],
        holds: Onward(rest_of_value),
    },
    Cue {
        name: "disclaimer-without-label",
        claims: Opens(Field),
        weight: 7,
        why: "The line says that the characters are not the author's.",
        yes: &[
            "The Door\n\n» I do not own any of this.\n\nIt was blue.",
            "The Door\n\n» *I don’t own it. My landlord owns it.*\n\nIt was blue.",
            "The Door\n\n(about 900 words)\n\n» Halcyon Pictures owns the wall and everyone in it, not me.\n\nIt was blue.",
        ],
        no: &[
            "\"I don't own a car,\" he said.",
            "The Door\n\n(about 900 words)\n\n» Nobody in here went downstairs, not meaning to.\n\nIt was blue.",
            "The Door\n\n» Nobody owns the rights to the wall, not me.\n\nIt was blue.",
        ],
        holds: Here(|p| {
            near_an_edge(p) && p.shape().words <= 50 && !p.shape().is_speech && p.from_end() > 0 && disclaims(p)
        }),
    },
    Cue {
        name: "disclaimer-by-turns",
        claims: Opens(Field),
        weight: 9,
        why: "In front of the story its characters are made to say to whom they belong.",
        yes: &[
            "The Door\n\n» Me: Goose, do the disclaimer.\nGoose: She does not own any doors.\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\n» Me: Goose, who is there?\nGoose: Nobody.\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| skits::reach(p).is_some()),
    },
    Cue {
        name: "next-turn",
        claims: Continues(Field),
        weight: 10,
        why: "The talk about whose the characters are goes on.",
        yes: &[
            "The Door\n\nMe: Goose, do the disclaimer.\n» Goose: She does not own any doors.\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nMe: Goose, do the disclaimer.\nGoose: She does not own any doors.\n\n» It was blue, and it had not been there before.",
        ],
        holds: Onward(|p| skits::reach(p).unwrap_or(0)),
    },
    Cue {
        name: "label-without-colon",
        claims: Opens(Field),
        weight: 6,
        why: "A label's word and \"for\" or \"through\" begin a short line among the fields.",
        yes: &[
            "The Door\n\nRating: K\n» Warnings for heights\n\nIt was blue.",
            "The Door\n» Spoilers through season 2\nRating: K",
        ],
        no: &["Characters for hire, she thought.", "Rating the wine was hard."],
        holds: Here(is_label_without_colon),
    },
    Cue {
        name: "rating-in-brackets",
        claims: Opens(Field),
        weight: 5,
        why: "The line says for whom the story is rated.",
        yes: &["(Rated M for a reason, people)", "Rated T for Tension"],
        no: &["He rated the wine.", "» Rated for forty men, the lift had never carried six."],
        holds: Here(|p| {
            p.ordinal() < TOP
                && p.shape().words <= 14
                && p.glance().is_some_and(|g| g.low_core().starts_with("rated ") || g.low_core().starts_with("rating "))
                && !tells_what_was_rated(p)
        }),
    },
    Cue {
        name: "dedication-line",
        claims: Opens(Field),
        weight: 5,
        why: "A short line at the top says for whom the story is.",
        yes: &[
            "The Door\n\n» For M., who climbed the tree.\n\nIt was blue, and it had not been there before.",
            "the door\n\n» for bea, who waited.\n\nit was blue.",
            "The Door\n\n» Dedicated to everyone who waited.\n\nIt was blue.",
        ],
        no: &[
            "the door\n\n» for a while, nobody said anything.\n\nit was blue.",
            "The Door\n\n» To my mother a door was a kind of debt.\n\nIt was blue.",
            "The Door\n\n» For two days she waited, and for two nights, and nobody came to the door at all in that time, which was odd.",
        ],
        holds: Here(|p| p.ordinal() > 0 && p.from_top() < 12 && p.shape().words <= 16 && is_dedication(p)),
    },
    Cue {
        name: "dedication-in-brackets",
        claims: Opens(Field),
        weight: 6,
        why: "Between the title and the text it stands in brackets.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\n» (for Bea, as promised)\n\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\nby Ann Ode\n\n\n» for Bea, as promised\n\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            (1..6).contains(&p.from_top())
                && p.shape().words <= 16
                && matches!((p.shape().first, p.shape().last), ('(', ')') | ('[', ']'))
                && p.previous().is_some_and(|above| !above.is_prose())
                && is_dedication(p)
        }),
    },
    Cue {
        name: "dedication-set-apart",
        claims: Opens(Field),
        weight: 13,
        why: "On the pages before the text it stands apart, and says to whom the book is given.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\n» To my sister Bea\n\n\n\nIt was blue, and it had not been there before.",
            "The Door\n\nby Ann Ode\n\n\n» TO\n\nBEA ODE\n\n\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nby Ann Ode\n\n\n» To be honest, nobody looked.\n\n\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(dedications::opens_or_says),
    },
    Cue {
        name: "dedication-goes-on",
        claims: Continues(Field),
        weight: 12,
        why: "The dedication goes on down to a wider space.",
        yes: &["The Door\n\nby Ann Ode\n\n\nTO\n\n» BEA ODE\n\n\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\nTo my sister Bea\n\n\n\n» It was blue, and it had not been there before."],
        holds: Onward(dedications::goes_on),
    },
    Cue {
        name: "count-of-words",
        claims: Opens(Field),
        weight: 12,
        why: "A number of words stands on the title page or at the very end.",
        yes: &["The Door\n\n» approx. 1,900 words\n\nIt was blue.", "The Door\n\n» (2300 words)\n\nIt was blue."],
        no: &["The Door\n\n» Two words\n\nIt was blue.", "The Door\n\n» 12 Words for Snow\n\nIt was blue."],
        holds: Here(|p| p.ordinal() > 0 && counts_words(p)),
    },
    Cue {
        name: "teaser",
        claims: Opens(Field),
        weight: 12,
        why: "Between the title and the story a paragraph between angles says what is told.",
        yes: &[
            "The Door\n\n» >>Ann is sent to the wall with a key, and comes back without it and with a cat.<<\n\nby Bea Day\n\nIt was blue.",
        ],
        no: &[
            "The Door\n\n» >>It was not there when I went to bed, and now it is, and I want to know why.<<\n\nShe went in.\n\n>>I don't,<< said Ann.",
        ],
        holds: Here(teasers::sums_up),
    },
    Cue {
        name: "place-in-a-series",
        claims: Opens(Field),
        weight: 5,
        why: "The line names a series and the place in it.",
        yes: &[
            "Low Water\n\n» (Book Two of the Canal Street Annals)\n\nIt was blue.",
            "Low Water\n\n» [Part 3 of the Door series]\n\nIt was blue.",
            "Low Water\n» Book 2 of the Door Trilogy\nby Ann Ode\n\nIt was blue.",
        ],
        no: &["(Book a table for two)", "Low Water\n\n» Book 2 of the Doors\n\nIt was blue."],
        holds: Here(|p| p.ordinal() > 0 && p.ordinal() < 12 && is_series(p)),
    },
    Cue {
        name: "no-heading-but-a-series",
        claims: Opens(Role::Heading),
        weight: -9,
        why: "The line names a series and the place in it.",
        yes: &["Low Water\n\n» (Book Two of the Canal Street Annals)\n\nIt was blue."],
        no: &["Low Water\n\n» Book Two\n\nIt was blue."],
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
                        g.low_core(),
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
    kind!(
        "says-disclaimer",
        Disclaimer,
        &["Disclaimer: not mine", "I do not own any of this."],
        &["Rating: K", "I do not own a television."]
    ),
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
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "story-above",
        claims: Opens(Field),
        weight: -5,
        why: "A paragraph of the story stands right above, so that the label may be part of it.",
        yes: &[
            "The screen lit up, and for a while nobody in the room said anything at all about it.\n\n» Status: green.\n\nThey waited for the lamp to change, and it did not change for a very long time.\n\nShe sat.\n\nHe stood.\n\nNobody spoke.",
        ],
        no: &["The Door\n\n» Status: complete\n\nIt was blue."],
        holds: Here(|p| {
            p.leaning(Field) > 0
                && p.from_end() > 2
                && !(p.from_top() < FRONT && p.wider_above() > 0 && disclaims(p))
                && p.previous().is_some_and(|a| {
                    let is_talk = [Role::Note, Field, Role::Boilerplate].iter().any(|&role| a.leaning(role) > 0);
                    (a.shape().words >= 14 || a.shape().is_speech && a.shape().is_ended) && !is_talk
                })
        }),
    },
    Cue {
        name: "story-around",
        claims: Opens(Field),
        weight: -8,
        why: "Above the label and its like the story is told, and it goes on below.",
        yes: &[
            "\"It wants something,\" he said.\n\nShe leaned over and looked for a long while at the panel, until the lamp behind it woke up.\n\nSYSTEM: awake\n» Status: green\nDate: lost\n\nThey waited for the lamp to change, and it did not change for a very long time.\n\nShe sat.",
        ],
        no: &["The Door\n\n» Status: complete\n\nIt was blue, and it had not been there before, and nobody asked."],
        holds: Here(|p| p.leaning(Field) > 0 && stands_in_the_story(p)),
    },
    Cue {
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
    },
];
