//! The cues of scene breaks, printed and blank.

use super::ornament;
use super::sight::{is_footnote, is_letter_ornament, is_named_break, is_ornament_line, looks_back};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::insets;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::Opens;
use Holds::Here;
use Role::{Break, Gap};

/// Empty lines beyond the usual distance that nobody leaves by mistake.
const EMPTY_PAGE: usize = 7;

/// Words from which a single paragraph may be a scene.
const LEAST_SCENE: u16 = 50;

/// Cues that look at a line or a space, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "signs-only",
        claims: Opens(Break),
        weight: 5,
        why: "The line holds signs and no word.",
        yes: &["***", "* * *", "~*~*~", "#", "❙❙❙ ❙❙❙"],
        no: &["\"...\"", "oOo", "*so*"],
        holds: Here(is_ornament_line),
    },
    Cue {
        name: "letters-as-signs",
        claims: Opens(Break),
        weight: 5,
        why: "The line is an ornament made of the letters o and x.",
        yes: &["oOo", "<3 <3 <3", "~~<3~~", "xXxXx", "-o-0-o-", "OoOoOoO", "XXXXX", "-x-", "~X~", "vVvVvVv"],
        no: &["<3", "<3>", "ox", "Oo", "xoxo", "XXI", "O, o!", "- X -", "x", "vv"],
        holds: Here(is_letter_ornament),
    },
    Cue {
        name: "named-break",
        claims: Opens(Break),
        weight: 6,
        why: "The line names what it is.",
        yes: &[
            "[scene break]",
            "*time skip*",
            "-line break-",
            "--Scene Change--",
            "*time skip to monday since i am lazy*",
        ],
        no: &["The scene changes.", "time skip", "*later she went to monday*"],
        holds: Here(is_named_break),
    },
    Cue {
        name: "signs-and-counter",
        claims: Opens(Break),
        weight: 5,
        why: "A site has glued its counter of comments to a line of signs.",
        yes: &["***229", "~•~•~27"],
        no: &["229", "-4-", "* 3"],
        holds: Here(|p| {
            let line = ornament(p.low());
            let signs = line.trim_end_matches(|c: char| c.is_ascii_digit() || c == '+');
            // "+-----+" is the edge of a box.
            let is_counted = signs.len() < line.len() && !signs.starts_with('+');
            is_counted && signs.chars().count() >= 3 && !signs.contains(char::is_alphanumeric)
        }),
    },
    Cue {
        name: "one-mark-of-punctuation",
        claims: Opens(Break),
        weight: -5,
        why: "A lone full stop, dash or quotation mark is a slip of the keyboard, or speech.",
        yes: &[".", "?", "…", "!!", "...", "\u{201c}"],
        no: &["*", "#", "***", "---"],
        holds: Here(|p| {
            let line = ornament(p.low());
            !line.is_empty()
                && line.chars().all(|c| {
                    matches!(
                        c,
                        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '"' | '\'' | '“' | '”' | '’' | '‘' | '+' | '_' | '`'
                    )
                })
                && line.chars().count() < 5
                && !(line.len() >= 3 && matches!(line.as_str(), "+++" | "++++" | ":::" | "::::"))
                && !(line == "..." && p.low().contains(". ."))
                && !(line == "+" && p.shape().is_centred)
        }),
    },
    Cue {
        name: "rule-under-a-line",
        claims: Opens(Break),
        weight: -6,
        why: "The signs stand directly below a short line and underline it.",
        yes: &["Home again\n» ----------\n\nShe went in."],
        no: &[
            "She went in and sat down on the floor of the kitchen, and the dog came and sat beside her.\n» ----------\nHe went out.",
            "Home\n\n» ----------",
        ],
        holds: Here(|p| {
            p.above() == 0
                && p.ordinal() > 0
                && p.step(-1)
                    .is_some_and(|above| above.shape().words <= 12 && !above.is_prose() && above.shape().words > 0)
                && p.step(-1).is_some_and(|above| p.shape().width <= above.shape().width + 8)
                && (p.below() > 0 || p.ordinal() < 4)
        }),
    },
    Cue {
        name: "empty-line-of-a-quotation",
        claims: Opens(Break),
        weight: -9,
        why: "The sign parts two paragraphs of a quotation, whose lines all begin with it.",
        yes: &["> All roads are one road.\n» >\n> Ask the donkey.\n\nIt was blue."],
        no: &["It was blue.\n\n» >\n\nShe went in."],
        holds: Here(|p| {
            p.shape().first == '>' && p.shape().bytes == 1 && p.step(-1).is_some_and(|a| a.shape().first == '>')
        }),
    },
    Cue {
        name: "page-edge",
        claims: Opens(Break),
        weight: -6,
        why: "An ornament at the very top or the very end of a file parts no scenes.",
        yes: &["***\nThe Door\n\nIt was blue.", "She went in.\n\n» ***"],
        no: &["She went in.\n\n» ***\n\nHe went out."],
        holds: Here(|p| p.ordinal() == 0 || p.from_end() == 0),
    },
    Cue {
        name: "between-short-lines",
        claims: Opens(Break),
        weight: -3,
        why: "Rules around titles and fields are ornaments of the title page.",
        yes: &["The Door\nby Ann Ode\n» ------\nRating: K\n\nIt was blue, and it had not been there before."],
        no: &["She went in and sat down.\n\n» ***\n\nHe went out and stood up."],
        holds: Here(|p| {
            let is_short =
                |p: Option<Place>| p.is_some_and(|p| !p.is_prose() && p.shape().words > 0 && p.shape().words <= 8);
            p.ordinal() < 15 && is_short(p.previous()) && is_short(p.next())
        }),
    },
    Cue {
        name: "wider-space",
        claims: Opens(Gap),
        weight: 3,
        why: "More empty lines stand here than between paragraphs.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &["She went in.\n\n» He went out."],
        holds: Here(|p| p.is_space() && p.step(-1).is_some() && p.step(1).is_some()),
    },
    Cue {
        name: "much-wider-space",
        claims: Opens(Gap),
        weight: 2,
        why: "The space is wider than usual by two lines or more.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.length() >= p.habits().distance + 2 && p.habits().distance > 0),
    },
    Cue {
        name: "narration-below",
        claims: Opens(Gap),
        weight: 2,
        why: "A scene opens with narration, and the text below is narration.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\n\"Who is there?\" said the dog, and got up again.",
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe left.",
        ],
        holds: Here(|p| p.step(1).is_some_and(|n| !n.shape().is_speech && n.shape().words >= 6) && p.is_space()),
    },
    Cue {
        name: "time-or-place-below",
        claims: Opens(Gap),
        weight: 1,
        why: "The text below begins by saying when or where.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nThree hours later nobody was laughing, and the dog had gone.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.step(1).is_some_and(|n| languages::OPENINGS.begins(n.low()))),
    },
    Cue {
        name: "speech-below",
        claims: Opens(Gap),
        weight: -2,
        why: "Scenes hardly ever open with somebody speaking.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\n\"Who is there?\" said the dog, and got up again.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.step(1).is_some_and(|n| n.shape().is_speech)),
    },
    Cue {
        name: "few-words-below",
        claims: Opens(Gap),
        weight: -2,
        why: "A line of a few words behind a space is a thought set apart.",
        yes: &["She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe left."],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            p.is_space() && p.step(1).is_some_and(|n| n.shape().words < 6 && !languages::OPENINGS.begins(n.low()))
        }),
    },
    Cue {
        name: "empty-page",
        claims: Opens(Gap),
        weight: 4,
        why: "Eight empty lines and more are no slip of the keyboard.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\n\n\n\n\n\n\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.length() >= p.habits().distance + EMPTY_PAGE),
    },
    Cue {
        name: "sentence-goes-on",
        claims: Opens(Gap),
        weight: -5,
        why: "The sentence above is not ended, or the text below begins in lower case.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her, and then,\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            p.is_space()
                && (p
                    .step(-1)
                    .is_some_and(|a| !a.shape().is_ended && !matches!(a.shape().last, '-' | '–' | '—' | '"' | '”'))
                    || !p.habits().is_low_case && p.step(1).is_some_and(|n| n.shape().starts_low))
        }),
    },
    Cue {
        name: "lone-paragraph",
        claims: Opens(Gap),
        weight: -3,
        why: "A single paragraph between two spaces is set apart, not a scene.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.\n\n\nThe dog followed him.\n\nIt rained on both of them.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.\n\nThe dog followed him.",
        ],
        holds: Here(|p| {
            let is_lone = |by: isize| {
                let is_short = p.step(by).is_some_and(|b| b.shape().words < LEAST_SCENE);
                is_short && p.step(2 * by).is_some_and(|s| s.is_space())
            };
            p.is_space() && (is_lone(1) || is_lone(-1))
        }),
    },
    Cue {
        name: "end-of-an-inset",
        claims: Opens(Gap),
        weight: -7,
        why: "The space closes a passage that the story quotes; another such space opens it, below a colon.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n\nOn the tin stood in red letters:\n\n\nBest before the flood.\n» \n\nHe went out and stood in the rain for an hour.\n\nThe dog stayed.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n\nOn the tin stood nothing.\n\n\nIt had been best before the flood.\n» \n\nHe went out and stood in the rain for an hour.\n\nThe dog stayed.",
        ],
        holds: Here(|p| {
            let says_when = || p.step(1).is_some_and(|n| languages::OPENINGS.begins(n.low()));
            p.is_space() && insets::ends_above(p) && !says_when()
        }),
    },
    Cue {
        name: "footnote-below",
        claims: Opens(Gap),
        weight: -6,
        why: "A footnote stands below.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\n[1] The kitchen is shown to visitors on the first Monday of the month.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.step(1).is_some_and(|n| is_footnote(n.low()))),
    },
    Cue {
        name: "words-that-look-back",
        claims: Opens(Gap),
        weight: -2,
        why: "The first sentence below points back at what was just said.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe started in surprise at that single word, and looked up.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.step(1).is_some_and(|n| looks_back(n.low()))),
    },
];
