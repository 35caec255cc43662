//! The cues of scene breaks that depend on what was found in the first look: signs that return, spaces among others.

use super::sight::{is_claimed, is_lone_letter, is_ornament_line, is_pattern, is_single_stop, is_tapped, returns};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::letters::is_day_alone;
use crate::detect::role::Role;
use crate::detect::survey::Survey;

use Claim::{Continues, Opens};
use Holds::Here;
use Role::{Break, Gap};

/// Spaces as wide between prose from which on none is believed to be a break. Measured: of 59 in texts with 16 or more, none.
const TOO_MANY_SPACES: usize = 16;

/// Spaces between prose that are so many that wider ones beside them were meant.
const MANY_NARROWER: usize = 8;

/// Paragraphs for each empty line at least, where it is left between scenes.
const BLOCKS_OF_A_SCENE: usize = 8;

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "ornament-that-returns",
        claims: Opens(Break),
        weight: 6,
        why: "The same signs stand on lines of their own elsewhere.",
        yes: &["She went in and sat down.\n\n» .\n\nHe went out and stood up.\n\n.\n\nThe dog stayed where it was."],
        no: &["She went in and sat down.\n\n» .\n\nHe went out and stood up."],
        holds: Here(|p| {
            p.leaning(Break) > -3
                && is_ornament_line(p)
                && p.survey().is_some_and(|s| s.breaks.of_same_ornament(p) >= 2)
                || p.shape().is_signs && is_single_stop(p) && p.below() > 0 && p.above() > 0 && returns(p)
        }),
    },
    Cue {
        name: "pattern-that-returns",
        claims: Opens(Break),
        weight: 12,
        why: "Letters in a pattern, or a lone x or o, stand on lines of their own, and return.",
        yes: &[
            "She went in and sat down.\n\n» HPHPHPHP\n\nHe went out and stood up.\n\nHPHPHPHP\n\nThe dog stayed where it was.",
            "She went in and sat down.\n\n» x\n\nHe went out and stood up.\n\nx\n\nThe dog stayed where it was.",
        ],
        no: &[
            "She went in and sat down.\n\n» HPHPHPHP\n\nHe went out and stood up.",
            "She went in and sat down.\n\n» Ha ha ha\n\nHe went out and stood up.\n\nHa ha ha\n\nThe dog stayed.",
        ],
        holds: Here(|p| (is_lone_letter(p) || is_pattern(p)) && returns(p) && p.above() > 0 && p.below() > 0),
    },
    Cue {
        name: "same-words-between-signs",
        claims: Opens(Break),
        weight: 10,
        why: "The same words stand between signs again and again, and part the text each time.",
        yes: &[
            "It rained.\n\n» [View change]\n\nShe went to the sea that day.\n\nIt was blue.\n\n[View change]\n\nHe stayed at home.\n\nHe slept.\n\n[View change]\n\nIt was cold.",
        ],
        no: &[
            "It rained.\n\n» [View change]\n\nShe went to the sea that day.\n\nIt was blue.\n\n[View change]\n\nHe stayed at home.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.is_repeated(p))),
    },
    Cue {
        name: "pattern-of-signs",
        claims: Continues(Break),
        weight: 9,
        why: "Lines of signs below each other are one ornament.",
        yes: &["She went in and sat down.\n\n* * * *\n\n»  * * *\n\n* * * *\n\nHe went out and stood up."],
        no: &["She went in and sat down.\n\n» * * *\n\nHe went out and stood up."],
        holds: Here(|p| {
            is_ornament_line(p) && p.leaning(Break) >= 4 && p.step(-1).is_some_and(|a| a.leaning(Break) >= 4)
        }),
    },
    Cue {
        name: "many-spaces",
        claims: Opens(Gap),
        weight: -7,
        why: "With so many spaces as wide in one text, none of them says anything.",
        yes: &[],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            p.is_space() && p.survey().is_some_and(|s| s.breaks.spaces_from(p.length()) >= TOO_MANY_SPACES)
        }),
    },
    Cue {
        name: "wider-than-most-spaces",
        claims: Opens(Gap),
        weight: 4,
        why: "Many narrower spaces stand in this text and say nothing; this one is among the few that are wider.",
        yes: &[],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            p.is_space()
                && p.survey().is_some_and(|s| {
                    let (wide, narrow) = (s.breaks.spaces_from(p.length()), s.breaks.narrower_spaces(p.length()));
                    narrow >= MANY_NARROWER && wide * 2 <= narrow
                })
        }),
    },
    Cue {
        name: "space-among-none",
        claims: Opens(Gap),
        weight: 4,
        why: "This author leaves no line empty between paragraphs.",
        yes: &[
            "    She went in and sat down on the floor of the kitchen, where it was warm.\n    The dog came and sat beside her, and for a good while neither of them moved.\n    It was about the time at which the lamps are lit on the quay down there.\n    Nobody lit them, and nobody had lit them since the flood, as far as she knew.\n» \n    He went out and stood in the rain for an hour, until it was quite dark there.\n    It did not stop, and nobody came to look for him or for the umbrella he had.\n    The ferry lay where it had always lain, with one plank gone and no rope on it.\n    He counted the planks that were left, and then he went home and slept for a day.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            let is_prose = |by: isize| p.step(by).is_some_and(|beside| beside.is_prose());
            let is_speech = |by: isize| p.step(by).is_some_and(|beside| beside.shape().is_speech);
            let is_rare = |s: &Survey| s.breaks.spaces_from(1) * BLOCKS_OF_A_SCENE <= p.story().block_count();
            p.is_space()
                && p.habits().distance == 0
                && is_prose(1)
                && is_prose(-1)
                && !(is_speech(1) && is_speech(-1))
                && p.survey().is_some_and(|s| !s.breaks.has_ornaments() && is_rare(s))
        }),
    },
    Cue {
        name: "tapped-message",
        claims: Opens(Break),
        weight: -9,
        why: "Groups of dots and dashes that stand here alone are a message somebody taps.",
        yes: &["She tapped on the pipe:\n\n» -.. . .- -..\n\n\"Dead,\" said Ann, who had been a signaller once."],
        no: &[
            "She went in and sat down.\n\n» -...-\n\nHe went out and stood in the rain.",
            "She went in and sat down.\n\n» ... --- ...\n\nHe went out.\n\n... --- ...\n\nThe dog stayed where it was.",
        ],
        holds: Here(|p| is_tapped(p) && !returns(p)),
    },
    Cue {
        name: "beside-something-else",
        claims: Opens(Gap),
        weight: -4,
        why: "The space sets off a heading, a date, a break, a note or verse, and needs no other reason.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nChapter 2\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            p.is_space()
                && ([p.step(-1), p.step(1)].into_iter().flatten().any(|n| is_claimed(&n))
                    || p.step(-1).is_some_and(|above| above.wider_above() > 0 && is_day_alone(&above)))
        }),
    },
    Cue {
        name: "printed-breaks-elsewhere",
        claims: Opens(Gap),
        weight: -1,
        why: "This author prints signs between scenes.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.\n\n***\n\nThe dog stayed where it was.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n» \n\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| p.is_space() && p.survey().is_some_and(|s| s.breaks.parts_scenes(p.length()))),
    },
];
