//! The cues of the second look: what returns around the chapters, and the lives of a magazine's authors.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::role::Role;

use Claim::Opens;
use Holds::Here;
use Role::Boilerplate;

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "buttons-that-return",
        claims: Opens(Boilerplate),
        weight: 16,
        why: "The same row of a site's buttons stands above or below several chapters.",
        yes: &[
            "Chapter 1\n\n» Previous | Index | Next\n\nIt was blue, and she went in.\n\nPrevious | Index | Next\n\nChapter 2\n\nShe left.",
        ],
        no: &["It was blue.\n\n» Next chapter\n\nShe went in."],
        holds: Here(|p| p.survey().is_some_and(|s| s.boilerplate.is_button_that_returns(p))),
    },
    Cue {
        name: "life-of-an-author",
        claims: Opens(Boilerplate),
        weight: 10,
        why: "Behind a story of the magazine, below a rule, its author's name begins a paragraph.",
        yes: &[
            "-----\nThe Blue Door\nAnn Ode\n\nIt was blue, and it had not been there before.\n\n-----\n» Ann Ode lives behind it.\n-----\nThe Red Door\nBea Day\n\nIt was red, and nobody had asked for it.",
        ],
        no: &[
            "-----\nThe Blue Door\nAnn Ode\n\nIt was blue, and it had not been there before.\n\n-----\n» It was dark.\n-----\nThe Red Door\nBea Day\n\nIt was red, and nobody had asked for it.",
        ],
        holds: Here(|p| {
            p.previous().is_some_and(|a| a.shape().is_signs && a.shape().bytes >= 3)
                && p.survey().is_some_and(|s| s.titles.tells_of_author(p))
        }),
    },
];
