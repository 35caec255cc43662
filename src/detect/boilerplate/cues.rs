//! The cues of boilerplate.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Boilerplate;

/// Units of a licence at most.
const LONGEST: usize = 300;

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "licence-frame",
        claims: Opens(Boilerplate),
        weight: 8,
        why: "An archive's header or licence begins here.",
        yes: &[
            "The Project Gutenberg EBook of The Door, by Ann Ode",
            "*** END OF THIS PROJECT GUTENBERG EBOOK THE DOOR ***",
        ],
        no: &["She read about Gutenberg."],
        holds: Here(|p| opens_licence(p)),
    },
    Cue {
        name: "licence-goes-on",
        claims: Continues(Boilerplate),
        weight: 9,
        why: "The archive's header goes on to its start line, its licence to the end.",
        yes: &[
            "The Project Gutenberg EBook of The Door, by Ann Ode\n\n» This eBook is for the use of anyone anywhere.\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE DOOR ***\n\nThe Door",
        ],
        no: &["The Door\n\n» It was blue."],
        holds: Onward(|p| if opens_licence(p) { reach_of_licence(p) } else { 0 }),
    },
    Cue {
        name: "imprint-words",
        claims: Opens(Boilerplate),
        weight: 5,
        why: "Words of publishers and sites stand at the top or the end.",
        yes: &[
            "Copyright 1994 by Ann Ode\n\nIt was blue.",
            "It was blue.\n\n» Please drop by the archive and comment to let the author know.",
        ],
        no: &["The copyright was hers, said Ann."],
        holds: Here(|p| {
            (p.ordinal() < 16 || p.from_end() < 10) && p.shape().words <= 60 && !p.shape().is_speech && is_imprint(p)
        }),
    },
    Cue {
        name: "site-line",
        claims: Opens(Boilerplate),
        weight: 5,
        why: "The line is a site's button, a file's mark or an export's heading.",
        yes: &[
            "It was blue.\n\n» Return to Top",
            "[ Previous ] [ Index ] [ Next ]",
            "Afterword\n\nPlease drop by the archive and comment.",
        ],
        no: &["Afterword\n\nI wrote this in the spring of that year."],
        holds: Here(|p| is_site_line(p)),
    },
    Cue {
        name: "illustration",
        claims: Opens(Boilerplate),
        weight: 7,
        why: "A transcriber notes a picture that is not here.",
        yes: &["[Illustration: The door]", "[Illustration]", "[Transcriber's note: spelling kept]"],
        no: &["[scene break]"],
        holds: Here(|p| {
            ["[illustration", "[ illustration", "[transcriber", "[frontispiece", "[picture"]
                .iter()
                .any(|w| p.low().starts_with(w))
        }),
    },
    Cue {
        name: "transcriber",
        claims: Opens(Boilerplate),
        weight: 6,
        why: "The transcribers say who they are.",
        yes: &["Produced by Ann Ode and the Distributed Proofreading Team\n\nThe Door"],
        no: &["Produced on a farm."],
        holds: Here(|p| {
            let low = p.low();
            (p.ordinal() < 40 || p.from_end() < 20)
                && (low.starts_with("produced by ")
                    || low.starts_with("e-text prepared by")
                    || low.starts_with("this etext was prepared by")
                    || low.starts_with("transcribed from")
                    || low.starts_with("etext prepared by")
                    || low.starts_with("transcriber's note")
                    || low.starts_with("this ebook was produced by"))
        }),
    },
    Cue {
        name: "page-number",
        claims: Opens(Boilerplate),
        weight: 5,
        why: "The line says which page this is.",
        yes: &["Page 3 of 62", "page 12", "[Page 44]"],
        no: &["Page 3 was torn, and so was the cover."],
        holds: Here(|p| {
            let core = p.glance().map_or("", |g| g.low_core.as_str());
            p.shape().words <= 4
                && core.strip_prefix("page ").or_else(|| core.strip_prefix("pg. ")).is_some_and(|n| {
                    n.starts_with(|c: char| c.is_ascii_digit())
                        && n.chars().all(|c| c.is_ascii_digit() || " of/".contains(c))
                })
        }),
    },
    Cue {
        name: "export-heading-goes-on",
        claims: Continues(Boilerplate),
        weight: 7,
        why: "The site's request stands below its heading.",
        yes: &["It was blue.\n\nAfterword\n» Please drop by the archive and comment."],
        no: &["Afterword\n» I wrote this in the spring."],
        holds: Here(|p| is_imprint(p) && p.step(-1).is_some_and(|a| is_site_line(&a) || is_imprint(&a))),
    },
    Cue {
        name: "imprint-goes-on",
        claims: Continues(Boilerplate),
        weight: 5,
        why: "The imprint goes on in the next line.",
        yes: &["Copyright 1994 by Ann Ode\n» All rights reserved.\n\nIt was blue."],
        no: &["Copyright 1994 by Ann Ode\n\n» It was blue."],
        holds: Here(|p| {
            p.ordinal() > 0
                && (is_imprint(p) || p.above() == 0 && !p.is_prose())
                && p.previous().is_some_and(|a| is_imprint(&a) && (p.ordinal() < 16 || p.from_end() < 10))
                && p.wider_above() == 0
        }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[];

fn opens_licence(place: &Place) -> bool {
    let low = place.low();
    let text = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.starts_with("the project gutenberg ebook")
        || text.starts_with("project gutenberg's")
        || text.starts_with("the project gutenberg etext")
        || text.starts_with("project gutenberg etext")
        || text.starts_with("this ebook is for the use of anyone")
        || text.starts_with("end of the project gutenberg")
        || text.starts_with("end of project gutenberg")
        || text.starts_with("end of this project gutenberg")
        || (low.starts_with("***") && text.starts_with("end of th") && text.contains("project gutenberg"))
        || text.starts_with("start: full license")
}

/// To the line "*** START OF …", or to the end of the file where none follows.
fn reach_of_licence(place: &Place) -> usize {
    let is_tail = place.low().contains("end of th") || place.low().contains("end of project");
    let mut steps = 0;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            break;
        }
        let low = next.low();
        if !is_tail && low.starts_with("***") && low.contains("start of th") {
            let credit = next.next().is_some_and(|n| {
                n.low().starts_with("produced by")
                    || n.low().starts_with("this ebook was produced")
                    || n.low().starts_with("e-text prepared")
            });
            return if credit { steps + 1 + usize::from(next.step(1).is_some_and(|n| n.is_space())) } else { steps };
        }
        at = next;
    }
    if is_tail { steps } else { 0 }
}

fn is_imprint(place: &Place) -> bool {
    place.shape().words > 0 && languages::IMPRINT.is_in(place.low())
}

/// Buttons, prompts and headings that a site or an export has left in the text.
fn is_site_line(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let low = glance.low_core.as_str();
    let is_button = matches!(
        low,
        "return to top"
            | "back to top"
            | "back to index"
            | "next chapter"
            | "previous chapter"
            | "home"
            | "next"
            | "previous"
            | "review this story"
            | "top"
    ) && place.from_end() < 6
        && (shape.words >= 2 || glance.text.starts_with('['));
    let is_bar = glance.text.starts_with('[')
        && glance.text.matches('[').count() >= 2
        && shape.words <= 8
        && place.from_end() < 6;
    let heads_imprint = matches!(glance.text.as_str(), "Afterword" | "Preface")
        && place.next().is_some_and(|n| is_imprint(&n) || n.next().is_some_and(|m| is_imprint(&m)));
    let is_style = low.starts_with("p.message") || low.contains("{text-align");
    let is_command = matches!(glance.text.as_str(), ".pa" | ".pm" | ".PA");
    is_button || is_bar || heads_imprint || is_style || is_command
}
