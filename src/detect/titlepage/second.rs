//! The cues of title and byline that depend on what was found in the first look: what stands above, what several titles
//! have in common.

use super::head::{closes_head, opens_head, rest_of_head};
use super::names::{is_by, is_full_name, is_named_in_the_copyright, label_is_field};
use super::titles::is_title_like;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::fields::stands_in_the_story;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::{Boilerplate, Byline, Heading, Title};

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "below-front-matter",
        claims: Opens(Title),
        weight: 6,
        why: "Above it stands nothing but an imprint or a note, and it is no heading of a chapter.",
        yes: &[
            "Copyright 1994 by nobody in particular\n\n\n» The Door in the Wall\n\n\nIt was blue, and it had not been there before.\n\nShe went in, and nobody in the street saw her go.",
        ],
        no: &["The Door in the Wall\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            (1..4).contains(&p.from_top())
                && is_title_like(p)
                && !p.shape().is_ended
                && (p.wider_below() + p.wider_above() + p.shape().indent > 0
                    || p.next().is_some_and(|n| label_is_field(&n)))
                && (1..=p.from_top()).try_fold(*p, |at, _| at.previous().filter(is_front_matter)).is_some()
        }),
    },
    Cue {
        name: "below-a-head",
        claims: Opens(Title),
        weight: 16,
        why: "Above stands the head of a manuscript or a school paper: name and address, or teacher, class and date.",
        yes: &[
            "Ann Ode\nMrs. Day\nEnglish 10\nMay 4, 2012\n\n» The Door\n\nIt was blue, and it had not been there before.",
            "Ann Ode\n4 Wall Street\nann@example.org\n\n» THE DOOR\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\nBea Day\nCass Ell\n\n» The Door\n\nIt was blue, and it had not been there before."],
        holds: Here(closes_head),
    },
    Cue {
        name: "head-of-a-paper",
        claims: Opens(Title),
        weight: -16,
        why: "Name and address, or teacher, class and date, head a manuscript: the title stands below.",
        yes: &[
            "Ann Ode\nMrs. Day\nEnglish 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\nby Ann Ode\nMay 4, 2012\n\nIt was blue, and it had not been there before."],
        holds: Here(opens_head),
    },
    Cue {
        name: "name-in-a-head",
        claims: Opens(Byline),
        weight: 14,
        why: "The writer's name is the first line of a manuscript's or a school paper's head.",
        yes: &[
            "Ann Ode\nMrs. Day\nEnglish 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\nBea Day\nCass Ell\n\nThe Door\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| opens_head(p) && is_full_name(p)),
    },
    Cue {
        name: "address-or-class",
        claims: Opens(Boilerplate),
        weight: 20,
        why: "Below the writer's name the head of a manuscript or a school paper goes on.",
        yes: &[
            "Ann Ode\n» Mrs. Day\nEnglish 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\n» Bea Day\nCass Ell\n\nThe Door\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| rest_of_head(p).is_some()),
    },
    Cue {
        name: "down-to-the-end-of-a-head",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The head of a manuscript or a school paper goes on.",
        yes: &[
            "Ann Ode\nMrs. Day\n» English 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\nBea Day\n» Cass Ell\n\nThe Door\n\nIt was blue, and it had not been there before."],
        holds: Onward(|p| rest_of_head(p).unwrap_or(0)),
    },
    Cue {
        name: "names-below-titles",
        claims: Opens(Byline),
        weight: 13,
        why: "Several titles of this file have a first and a last name below them, as in a magazine.",
        yes: &[
            "-----\n\nThe Blue Door\n» Ann Ode\n\nIt was blue, and it had not been there before.\n\nShe went in.\n\n-----\n\nThe Red Door\nBea Day\n\nIt was red, and nobody had asked for it.",
        ],
        no: &["It was blue.\n\n\nThe Red Door\n» Bea Day\n\nIt was red, and nobody had asked for it."],
        holds: Here(|p| p.survey().is_some_and(|s| s.titles.is_name(p))),
    },
    Cue {
        name: "titles-above-names",
        claims: Opens(Heading),
        weight: 6,
        why: "Below this title and others stands a first and a last name, as in a magazine.",
        yes: &[
            "-----\n\nThe Blue Door\nAnn Ode\n\nIt was blue, and it had not been there before.\n\nShe went in.\n\n-----\n\n» The Red Door\nBea Day\n\nIt was red, and nobody had asked for it.",
        ],
        no: &["It was blue.\n\n\n» The Red Door\nBea Day\n\nIt was red, and nobody had asked for it."],
        holds: Here(|p| p.ordinal() > 0 && p.leaning(Title) < 8 && p.survey().is_some_and(|s| s.titles.is_title(p))),
    },
    Cue {
        name: "name-below-a-heading",
        claims: Opens(Byline),
        weight: 7,
        why: "Below a heading or its underline the line says by whom the piece is.",
        yes: &[
            "Chapter 1\n\nIt was blue.\n\nChapter 2\n» by Ann Ode\n\nIt was not there any more, whatever they said about it.",
        ],
        no: &["It was blue.\n\n» by Ann Ode\n\nIt was not there any more."],
        holds: Here(|p| {
            p.above() == 0
                && p.below() > 0
                && is_by(p)
                && p.step(-1).is_some_and(|a| {
                    a.leaning(Heading) >= 4
                        || a.shape().is_signs && a.above() == 0 && a.step(-1).is_some_and(|a| a.shape().words <= 8)
                })
        }),
    },
    Cue {
        name: "named-in-the-copyright",
        claims: Opens(Byline),
        weight: 22,
        why: "The copyright below repeats the name.",
        yes: &["Ann's own board, 555-0117\n\nThe Door\n» Ann Ode\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        no: &["The Door\n» Blue Door\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        holds: Here(is_named_in_the_copyright),
    },
    Cue {
        name: "above-the-name-of-the-copyright",
        claims: Opens(Title),
        weight: 14,
        why: "The name below is the one of the copyright.",
        yes: &["Call Ann's own board, 555-0117\n\n» The Door\nAnn Ode\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        no: &["» The Door\nBlue Door\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        holds: Here(|p| {
            p.from_top() < 20
                && is_title_like(p)
                && p.next().is_some_and(|n| is_named_in_the_copyright(&n))
                && p.previous().is_none_or(|a| a.leaning(Title) < 6 || a.leaning(Role::Boilerplate) >= 5)
        }),
    },
    Cue {
        name: "name-in-the-story",
        claims: Opens(Byline),
        weight: -12,
        why: "Above the line the story is told, and it goes on below.",
        yes: &[
            "Chapter 1\n\nShe leaned over and looked for a long while at the gate, until somebody laughed behind it.\n\n\"It says who made it,\" he said.\n\n» by Ann Ode\n\nThey waited for the lamp to change, and it did not change for a very long time.",
        ],
        no: &["The Door\n\n» by Ann Ode\n\nIt was blue, and it had not been there before, and nobody asked."],
        holds: Here(|p| p.leaning(Byline) > 0 && stands_in_the_story(p)),
    },
];

/// An imprint or a note, as the first look saw it.
fn is_front_matter(place: &Place) -> bool {
    place.leaning(Role::Boilerplate) >= 4 || place.leaning(Role::Note) >= 4
}
