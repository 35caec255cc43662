//! The cues of author's notes.

use super::reach::{reach_of_legend, reach_of_lone_label, reach_of_talk};
use super::region::{reach_of_preface, stands_above_the_rule, stands_in_front};
use super::sight::{
    double_brackets, greets, hands_over, has_label, in_brackets, is_in_front, is_lone_label, is_sign_off, may_greet,
    only_talk_follows, talks_at_edge,
};
use super::voice::Voice;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Note;

/// Blocks at the top that may hold a note without label.
pub(super) const FRONT: usize = 6;
/// Blocks at the end that may hold one. Measured: of the last four, one in twenty is a note, three in four with talk.
const END: usize = 4;
/// Blocks at the top among which an author greets the readers, below a dozen of fields.
pub(super) const LAST_GREETING: usize = 20;

/// Words of an aside in brackets at most.
const LONGEST_ASIDE: u16 = 50;

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "note-label",
        claims: Opens(Note),
        weight: 7,
        why: "The block begins with the label of an author's note.",
        yes: &[
            "A/N: hello!",
            "Author's note: set after the flood.",
            "(AN: sorry!)",
            "[[AN -- row F is real]]",
            "Anmerkung: Hallo!",
        ],
        no: &["He made a note: buy rope.", "Rating: K"],
        holds: Here(has_label),
    },
    Cue {
        name: "note-label-alone",
        claims: Opens(Note),
        weight: 7,
        why: "The label of an author's note stands alone on its line.",
        yes: &["Author's Ramblings:\n\nHello!", "Chapter Notes\n\nSee the end.", "End Notes\nThanks!"],
        no: &["A/N: hello", "She read the notes."],
        holds: Here(is_lone_label),
    },
    Cue {
        name: "note-goes-on",
        claims: Continues(Note),
        weight: 6,
        why: "Below the label of a note all belongs to it, to the next wide space, heading or break.",
        yes: &["Author's Ramblings:\n\n» Wow, eleven reviews!\n\nOn with the show!\n\n\nChapter 1\n\nIt was blue."],
        no: &["Chapter 1\n\n» It was blue."],
        holds: Onward(|p| if is_lone_label(p) { reach_of_lone_label(p) } else { 0 }),
    },
    Cue {
        name: "note-goes-on-in-talk",
        claims: Continues(Note),
        weight: 5,
        why: "The author still talks to the readers.",
        yes: &[
            "A/N: hello, this is my first story.\n\n» I hope you enjoy it! Please review.\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &[
            "A/N: hello, this is my first story.\n\n» \"Where is the door?\" said Ann, and looked behind the cupboard.\n\n\"Gone,\" said Bea.",
        ],
        holds: Onward(|p| if has_label(p) && !is_lone_label(p) { reach_of_talk(p) } else { 0 }),
    },
    Cue {
        name: "wholly-in-brackets",
        claims: Opens(Note),
        weight: 4,
        why: "A whole paragraph stands in brackets, at the edge of a text.",
        yes: &[
            "It was blue, and it had not been there before.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» (written for Sonnet Saturday. Shhh.)",
            "((Hello hello! New fic, please be nice))\n\nIt was blue.",
        ],
        no: &["(Home)", "She (and the dog) went in."],
        holds: Here(|p| {
            in_brackets(p)
                && p.shape().words >= 4
                && (p.from_end() < 3
                    || p.ordinal() < FRONT
                    || p.wider_below() > 0 && p.wider_above() > 0
                    || double_brackets(p))
        }),
    },
    Cue {
        name: "double-brackets",
        claims: Opens(Note),
        weight: 3,
        why: "Double brackets set an aside of the author apart.",
        yes: &["((Hello hello! New fic))", "[[row F is a real person]]"],
        no: &["(Home)"],
        holds: Here(double_brackets),
    },
    Cue {
        name: "talk-in-brackets",
        claims: Opens(Note),
        weight: 3,
        why: "In the brackets the author talks about the story, or to the readers.",
        yes: &[
            "The Door\n\n» (unedited, so please forgive my spelling)\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\n» (He had never liked the door.)\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| in_brackets(p) && p.shape().words <= LONGEST_ASIDE && Voice::of(p).is_author()),
    },
    Cue {
        name: "talk-in-front",
        claims: Opens(Note),
        weight: 5,
        why: "Before the story begins the author talks about it, or to the readers.",
        yes: &[
            "The Door\n\n» This is my first fic, so please be nice. Reviews are love!\n\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\n» It was blue, and it had not been there before, and she was sure of it."],
        holds: Here(|p| is_in_front(p) && p.shape().words >= 5 && talks_at_edge(p, p.wider_below() > 0)),
    },
    Cue {
        name: "last-words-in-brackets",
        claims: Opens(Note),
        weight: 4,
        why: "The last paragraph of the file stands in brackets.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\n» [First told at the gate in June. Pass it along with my name on it, if it is to be passed along at all.]",
        ],
        no: &["It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\n» (Not that it mattered.)"],
        holds: Here(|p| in_brackets(p) && p.from_end() == 0 && p.ordinal() > 3 && p.shape().words >= 12),
    },
    Cue {
        name: "preface",
        claims: Opens(Note),
        weight: 7,
        why: "Between the title page and the rule, heading or space above the story the author talks about it.",
        yes: &[
            "The Door\n\n» There are three things that readers should know about this story.\n\nI wrote it as a kid. Some authors see wolves otherwise.\n\n-----\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\n» There are three things that you should know about doors.\n\n-----\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| reach_of_preface(p).is_some()),
    },
    Cue {
        name: "alone-above-the-rule",
        claims: Opens(Note),
        weight: 6,
        why: "Between the title page and the first rule somebody says I, in a single paragraph.",
        yes: &[
            "The Door\n\n» This is the second of my doors. It opens inwards.\n\n-----\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\n» There was no second door, and it opened inwards.\n\n-----\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(stands_above_the_rule),
    },
    Cue {
        name: "preface-goes-on",
        claims: Continues(Note),
        weight: 6,
        why: "The preface goes on to the rule, heading or space above the story.",
        yes: &[
            "The Door\n\nThere are three things that readers should know about this story.\n\n» I wrote it as a kid. Some authors see wolves otherwise.\n\n-----\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nThere are three things that you should know about doors.\n\n» Some are locked.\n\n-----\n\nIt was blue, and it had not been there before.",
        ],
        holds: Onward(|p| reach_of_preface(p).unwrap_or(0)),
    },
    Cue {
        name: "preface-in-brackets",
        claims: Opens(Note),
        weight: 3,
        why: "Several sentences in brackets stand between the title page and the story.",
        yes: &[
            "The Door\n\n» (If you have never lived behind a wall, none of this will make sense to you. If you have, it is all true.)\n\nIt was blue.",
        ],
        no: &["The Door\n\n» (for Ann)\n\nIt was blue."],
        holds: Here(|p| in_brackets(p) && p.shape().words >= 12 && p.ordinal() < LAST_GREETING && stands_in_front(p)),
    },
    Cue {
        name: "greeted-readers",
        claims: Opens(Note),
        weight: 6,
        why: "In front of a story or of a chapter the author greets the readers.",
        yes: &["The Door\n\n» Hi everyone! Here is something new.\n\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\n» Hi there, said the door."],
        holds: Here(|p| {
            may_greet(p)
                && (p.shape().words >= 4
                    || p.shape().words >= 2 && (p.from_end() < 2 || p.from_top() == 0 && p.shape().is_ended))
                && !p.shape().is_speech
                && greets(p)
        }),
    },
    Cue {
        name: "hands-over",
        claims: Opens(Note),
        weight: 7,
        why: "Right before the story the author hands it over to the readers.",
        yes: &[
            "The Door\n\nRating: K\n\n» Enjoy!\n\nIt was blue, and it had not been there before, not in all the years.",
        ],
        no: &[
            "The Door\n\nRating: K\n\nIt was blue, and it had not been there before.\n\n» Enjoy!\n\nIt was what the sign said.",
        ],
        holds: Here(hands_over),
    },
    Cue {
        name: "legend",
        claims: Opens(Note),
        weight: 11,
        why: "The author shows by a sample how speech and thoughts are set.",
        yes: &["The Door\n\n» \"blah\" = talking\n'blah' = thinking\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\n» \"Talking,\" he said.\n\nIt was blue.", "The Door\n\n» x = 3\n\nIt was blue."],
        holds: Here(|p| reach_of_legend(p).is_some()),
    },
    Cue {
        name: "legend-goes-on",
        claims: Continues(Note),
        weight: 12,
        why: "More samples stand below the first.",
        yes: &["The Door\n\n\"blah\" = talking\n» 'blah' = thinking\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\n\"blah\" = talking\n'blah' = thinking\n\n» It was blue, and it had not been there before."],
        holds: Onward(|p| reach_of_legend(p).unwrap_or(0)),
    },
    Cue {
        name: "talk-at-the-end",
        claims: Opens(Note),
        weight: 5,
        why: "Behind the story the author talks about it, or to the readers.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n\n» Read and review!! Next chapter when I hit ten reviews.",
        ],
        no: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n\n» She slept until four in the afternoon and dreamed of doors.",
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» It was the last chapter, and she closed it without a sound.",
        ],
        holds: Here(|p| {
            (p.from_end() < END || p.ordinal() > 6 && only_talk_follows(p))
                && p.ordinal() > 3
                && p.shape().words >= 3
                && talks_at_edge(p, p.wider_above() > 0)
        }),
    },
    Cue {
        name: "talk-goes-on",
        claims: Continues(Note),
        weight: 4,
        why: "The author still talks, or signs.",
        yes: &[
            "The Door\n\nOk, this was a prompt, and I wrote it at night, so please be kind.\n\n» Anyway, here it is. Hope you like it!\n\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\n» It was blue, and it had not been there before."],
        holds: Onward(|p| {
            let at_edge = is_in_front(p) || p.from_end() < END || in_brackets(p);
            let talks = || Voice::of(p).is_author() || greets(p);
            if at_edge && !has_label(p) && talks() { reach_of_talk(p) } else { 0 }
        }),
    },
    Cue {
        name: "signed-at-the-end",
        claims: Opens(Note),
        weight: 6,
        why: "The last paragraph speaks to the readers, and a name signs it.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» Ok it is 3 am and I have work!! Seven is coming on Sunday.\n\n~ Ann",
        ],
        no: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» She slept until four in the afternoon.\n\nThe End",
        ],
        holds: Here(|p| {
            if p.from_end() != 1 || p.ordinal() <= 3 || !p.next().is_some_and(|n| is_sign_off(&n)) {
                return false;
            }
            let voice = Voice::of(p);
            voice.person > 0 && !voice.is_speech && voice.past < 2
        }),
    },
    Cue {
        name: "signature-of-a-note",
        claims: Continues(Note),
        weight: 5,
        why: "A name behind a dash or a tilde signs the note.",
        yes: &["It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nA/N: thanks for the reviews!\n\n» -- Ann"],
        no: &["It was blue.\n\n» The End"],
        holds: Here(|p| p.from_end() < 3 && is_sign_off(p)),
    },
    Cue {
        name: "space-between-note-and-story",
        claims: Opens(Note),
        weight: 1,
        why: "A wide space parts it from the story.",
        yes: &["Hello, you!\n\n\nIt was blue, and it had not been there before.\n\nShe went in."],
        no: &["It was blue, and it had not been there before.\n\nShe went in."],
        holds: Here(|p| p.wider_below() > 0 && p.ordinal() < FRONT || p.wider_above() > 0 && p.from_end() < END),
    },
    Cue {
        name: "spoken-note",
        claims: Opens(Note),
        weight: -4,
        why: "The paragraph is spoken by somebody of the story.",
        yes: &["\"Author's note,\" read Bea, and went pink."],
        no: &["Author's note: hello."],
        holds: Here(|p| p.shape().is_speech && !in_brackets(p)),
    },
];
