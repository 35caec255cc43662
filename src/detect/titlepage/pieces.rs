//! The cues of collections: titles with the names of their authors below them, as magazines and rounds of friends print
//! them; and the name below the title of a work on a page of its own.

use super::names::{is_full_name, stands_in_header};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::Opens;
use Holds::Here;
use Role::{Byline, Heading, Title};

/// Weight from which the line above is the work's title.
const TITLED: i32 = 6;
/// Words of a name at most.
const LONGEST: u16 = 3;

/// The cues of names below titles.
pub(super) const CUES: &[Cue] = &[
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
        name: "pieces-with-names",
        claims: Opens(Heading),
        weight: 15,
        why: "Several titles of this file have a line below them that says by whom the piece is: each heads its own.",
        yes: &[
            "By a few of us\n\nSome short pieces, written in the thaw.\n\n» The Blue Door\n\nby Ann Ode\n\nIt was blue, and it had not been there before.\n\nThe Red Door\n\nby Bea Day\n\nIt was red, and nobody had asked for it.\n\nThe Wall\n\nby Cy Lee\n\nIt was old, and nobody had seen it before.",
        ],
        no: &["The Blue Door\n\nby Ann Ode\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| p.ordinal() > 0 && p.survey().is_some_and(|s| s.titles.is_piece(p))),
    },
    Cue {
        name: "name-below-the-underline",
        claims: Opens(Byline),
        weight: 9,
        why: "Below the title and its underline stands a first and a last name, and then what stands in front of a story.",
        yes: &[
            "THE DOOR\n________\n\n» Ann Ode\n\n(Art: Jo M.)\n\nIt was blue, and it had not been there before, not in all the years.",
        ],
        no: &[
            "THE DOOR\n________\n\n» Blue Monday\n\nIt was blue, and it had not been there before, not in all the years.",
        ],
        holds: Here(is_below_the_underline),
    },
];

/// Below a rule that underlines the title, above an aside in brackets, a field or a note.
fn is_below_the_underline(place: &Place) -> bool {
    // "MARA VOSS / (a woman of forty)" and more of them are a cast.
    let is_aside = |below: Place| {
        let shape = below.shape();
        matches!(shape.first, '(' | '[') && shape.words > 1 && !below.next().is_some_and(|next| is_full_name(&next))
    };
    let is_underlined = |rule: Place| {
        let title = || rule.step(-1).filter(|_| rule.above() == 0);
        rule.shape().is_signs && title().is_some_and(|title| title.leaning(Title) >= TITLED)
    };
    place.shape().words <= LONGEST
        && is_full_name(place)
        && place.previous().is_some_and(is_underlined)
        && (stands_in_header(place) || place.next().is_some_and(is_aside))
}
