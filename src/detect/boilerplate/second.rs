//! The cues of the second look: boxes and signatures of lists and boards, what returns around the chapters, and the
//! lives of a magazine's authors.

use super::pictures::opens_bracket;
use super::{archives, forums, frame, lists, postings, site};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::detect::titlepage::begins_with_the_author;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Boilerplate;

/// Blocks at the end among which an author's life is told.
const LIFE: usize = 6;

/// Blocks at the end of a file that may be a site's.
const LAST: usize = 16;
/// Weight from which a line is believed to be a site's.
const CERTAIN: i32 = 6;

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
    Cue {
        name: "signature-of-a-posting",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "Two dashes, or a forum's line, stand above who sent it, and nothing else follows.",
        yes: &[
            "The Door\n\nIt was blue.\n\n» --\nAnn Ode | all doors are mine\nann@example.org",
            "The Door\n\nIt was blue.\n\n» _________________\nAll doors are mine.",
        ],
        no: &[
            "The Door\n\nIt was blue.\n\n» --\nAnn Ode | all doors are mine",
            "The Door\n\nIt was blue.\n\n» _________________\n\nShe went in.",
        ],
        holds: Here(|p| postings::reach_of_signature(p).is_some()),
    },
    Cue {
        name: "signature-goes-on",
        claims: Continues(Boilerplate),
        weight: 14,
        why: "The sender's signature goes on to the end.",
        yes: &["The Door\n\nIt was blue.\n\n--\nAnn Ode | all doors are mine\n» ann@example.org"],
        no: &["The Door\n\nIt was blue.\n\n--\nAnn Ode | all doors are mine\n» No answer is an answer"],
        holds: Onward(|p| postings::reach_of_signature(p).unwrap_or(0)),
    },
    Cue {
        name: "box-of-a-site",
        claims: Opens(Boilerplate),
        weight: 16,
        why: "A list's, a board's or a publisher's words stand between two rules.",
        yes: &[
            "It was blue.\n\n» ----------\nTo unsubscribe from this list write to ann@example.org\n----------\n\nShe went in.",
        ],
        no: &["It was blue.\n\n» ----------\nGONE TO LUNCH\n----------\n\nShe went in."],
        holds: Here(|p| postings::reach_of_box(p).is_some()),
    },
    Cue {
        name: "down-to-the-lower-rule",
        claims: Continues(Boilerplate),
        weight: 18,
        why: "The box goes on to the rule that closes it.",
        yes: &[
            "It was blue.\n\n----------\nTo unsubscribe from this list write to ann@example.org\n» ----------\n\nShe went in.",
        ],
        no: &["It was blue.\n\n----------\nGONE TO LUNCH\n» ----------\n\nShe went in."],
        holds: Onward(|p| postings::reach_of_box(p).unwrap_or(0)),
    },
    Cue {
        name: "group-of-a-site",
        claims: Opens(Boilerplate),
        weight: 9,
        why: "A site's words begin a group of lines at the edge of the file.",
        yes: &["It was blue.\n\n» Share this:\nTwitter  Facebook\nRelated\nFiled under doors | 4 comments"],
        no: &["It was blue.\n\n» Share this:\n\nShe left, and nobody asked where."],
        holds: Here(|p| p.above() > 0 && site::reach_of_group(p) > 1),
    },
    Cue {
        name: "group-goes-on",
        claims: Continues(Boilerplate),
        weight: 17,
        why: "At the edge of the file lines stand together, the first and the last of them a site's.",
        yes: &["It was blue.\n\nShare this:\n» Twitter  Facebook\nRelated\nFiled under doors | 4 comments"],
        no: &["It was blue.\n\nShare this:\n\n» She left, and nobody asked where."],
        holds: Onward(site::reach_of_group),
    },
    Cue {
        name: "life-behind-the-story",
        claims: Opens(Boilerplate),
        weight: 12,
        why: "Behind the story, below a rule, a space or the end words, a paragraph begins with the author's name.",
        yes: &[
            "The Door\nby Ann Ode\n\nIt was blue.\n\nShe went in.\n\nThe End\n\n» Ann Ode lives behind it with two dogs and a ladder.",
        ],
        no: &[
            "The Door\nby Ann Ode\n\nIt was blue.\n\nShe went in.\n\n» Ann Ode was the name on it, with two dogs and a ladder.",
        ],
        holds: Here(|p| {
            let is_apart = |above: Place| above.shape().is_signs || above.leaning(Role::End) >= 5;
            p.from_end() < LIFE
                && p.shape().words >= 8
                && p.carrying_on(Boilerplate) == 0
                && (p.wider_above() > 0 || p.previous().is_some_and(is_apart))
                && begins_with_the_author(p)
        }),
    },
    Cue {
        name: "one-with-the-matter-above",
        claims: Continues(Boilerplate),
        weight: 16,
        why: "What a site or publisher prints goes on below what it prints above.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nShe sat.\n\nIt closed.\n\nAbout the Author\n\nAnn Ode lives behind it with two dogs.\n\n» Also by Ann Ode\n\nThe Red Door",
        ],
        no: &["It was blue.\n\nShe went in.\n\n» Last edited by ann on Jun 02, 2013 9:14 pm"],
        holds: Here(is_one_with_the_matter_above),
    },
    Cue {
        name: "notes-down-to-the-end",
        claims: Continues(Boilerplate),
        weight: 18,
        why: "Behind the text transcribers say what they have changed, down to the end of the file.",
        yes: &[
            "Chapter 1\n\nIt was blue.\n\nShe went in.\n\nTRANSCRIBER NOTES\n\n» Misspelled words have been corrected.",
        ],
        no: &["Chapter 1\n\nIt was blue.\n\nTRANSCRIBER NOTES\n\n» She read them.\n\nChapter 2\n\nShe went in."],
        holds: Onward(|p| archives::reach_of_notes(p).unwrap_or(0)),
    },
    Cue {
        name: "last-line-of-an-archive",
        claims: Opens(Boilerplate),
        weight: 12,
        why: "In brackets the archive says of what book this was the end.",
        yes: &["It was blue.\n\n» [The end of _The Door_, by Ann Ode]"],
        no: &["It was blue.\n\n» [The end of the line]\n\nShe went in."],
        holds: Here(archives::is_last_line),
    },
    Cue {
        name: "head-again-at-the-end",
        claims: Opens(Boilerplate),
        weight: 16,
        why: "The first line of the archive's head stands again at the very end.",
        yes: &[
            "Ode, Ann. \"The Door,\" 1859\n\nElectronic Text Center, Wall Library\n\nDigitized by Bea Day\n\nIt was blue.\n\nShe went in.\n\n» Ode, Ann. \"The Door,\" 1859\n\nElectronic Text Center",
        ],
        no: &["The Old Door\n\nIt was blue.\n\n» The Old Door"],
        holds: Here(|p| archives::reach_of_repeated_head(p).is_some()),
    },
    Cue {
        name: "head-again-goes-on",
        claims: Continues(Boilerplate),
        weight: 16,
        why: "What the archive says again at the very end goes on to the end.",
        yes: &[
            "Ode, Ann. \"The Door,\" 1859\n\nElectronic Text Center, Wall Library\n\nDigitized by Bea Day\n\nIt was blue.\n\nShe went in.\n\nOde, Ann. \"The Door,\" 1859\n» Wall Library",
        ],
        no: &["The Old Door\n\nIt was blue.\n\nThe Old Door\n» It was."],
        holds: Onward(|p| archives::reach_of_repeated_head(p).unwrap_or(0)),
    },
    Cue {
        name: "notice-that-returns",
        claims: Opens(Boilerplate),
        weight: 12,
        why: "A line that only sites print stands several times, alike but for its numbers.",
        yes: &[
            "It was blue.\n\n» Last edited by ann on Jun 02, 2013 9:14 pm\n\nShe went in.\n\nLast edited by ann on Jun 08, 2013 7:40 am\n\nShe left.",
        ],
        no: &["It was blue.\n\n» Day 2 of the rain\n\nShe went in.\n\nDay 3 of the rain\n\nShe left."],
        holds: Here(|p| p.survey().is_some_and(|s| s.boilerplate.is_notice_that_returns(p))),
    },
    Cue {
        name: "printed-list",
        claims: Opens(Boilerplate),
        weight: 18,
        why: "In front of the story the publisher lists its pictures, or other books.",
        yes: &[
            "The Door\n\n\n» ILLUSTRATIONS\n\n\"It was blue\" . . . . _Frontispiece_\n\nShe went in . . . . 12\n\n\n\nChapter 1\n\nIt was blue.",
            "The Door\n\nby Ann Ode\n\n\n\n» BY THE SAME AUTHOR\n\nThe Wall\n\nThe Gate\n\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &[
            "The Door\n\n\n» ILLUSTRATIONS\n\nThere were none of them in the book, and she was glad of it.\n\nShe went in.",
            "The Door\n\nby Ann Ode\n\n\n\n» THE OLD BOOKS\n\nShe went in, and there were none.\n\nIt was blue.",
        ],
        holds: Here(|p| lists::reach_of_list(p).is_some()),
    },
    Cue {
        name: "printed-list-goes-on",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The list of pictures or of books goes on down to a wider space.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\n\nBY THE SAME AUTHOR\n\n» The Wall\n\nThe Gate\n\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &["The Door\n\nby Ann Ode\n\n\n\nTHE OLD BOOKS\n\n» The Wall\n\nIt was blue."],
        holds: Onward(|p| lists::reach_of_list(p).unwrap_or(0)),
    },
    Cue {
        name: "foot-of-a-magazine",
        claims: Opens(Boilerplate),
        weight: 18,
        why: "At the very end a magazine's names and addresses stand in columns with bars between, or its date above them.",
        yes: &[
            "It was blue.\n\n\n» Ann Ode   ann@doors.invalid\nDoors Ltd.    | Letters to: doors@doors.invalid\n4 Wall Street | Parcels to the door",
            "It was blue.\n\n\n» (-/////  June 1993  \\\\\\\\\\-)\n\n\nAnn Ode   ann@doors.invalid\nDoors Ltd.    | Letters to: doors@doors.invalid\n4 Wall Street | Parcels to the door",
        ],
        no: &["It was blue.\n\n\n» (-/////  June 1993  \\\\\\\\\\-)\n\n\nShe went in.\n\nIt closed."],
        holds: Here(|p| postings::reach_of_foot(p).is_some()),
    },
    Cue {
        name: "foot-of-a-magazine-goes-on",
        claims: Continues(Boilerplate),
        weight: 22,
        why: "The magazine's addresses go on to the end.",
        yes: &[
            "It was blue.\n\n\nAnn Ode   ann@doors.invalid\n» Doors Ltd.    | Letters to: doors@doors.invalid\n4 Wall Street | Parcels to the door",
        ],
        no: &["It was blue.\n\n\nAnn Ode\n» 4 Wall Street | Parcels to the door"],
        holds: Onward(|p| postings::reach_of_foot(p).unwrap_or(0)),
    },
    Cue {
        name: "head-of-a-board",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "A board says on top of its page what it is for and who moderates it.",
        yes: &[
            "The Door\n\n» Doors: stories by members.\n\nModerator: ann_ode\n\nUser avatar\nbea\nPosts: 12\n\nPost by bea »\n\nIt was blue.",
        ],
        no: &["The Door\n\n» Moderator: ann_ode\n\nIt was blue.\n\nShe went in."],
        holds: Here(|p| forums::reach_of_board(p).is_some()),
    },
    Cue {
        name: "note-of-the-transcriber",
        claims: Opens(Boilerplate),
        weight: 9,
        why: "Among the first pages those who typed the text head a note with what they call themselves.",
        yes: &[
            "The Door\n\n\n» PREPARER'S NOTE\n\nThis text was prepared from an edition of 1888. The sketches have been left out of it.\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &["The Door\n\n\n» THE PREPARER OF NOTES\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| frame::reach_of_note(p).is_some()),
    },
    Cue {
        name: "down-to-the-end-of-the-note",
        claims: Continues(Boilerplate),
        weight: 16,
        why: "What they say goes on to the next wider space.",
        yes: &[
            "The Door\n\n\nPREPARER'S NOTE\n\n» This text was prepared from an edition of 1888. The sketches have been left out of it.\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &[
            "The Door\n\n\nPREPARER'S NOTE\n\nThis text was prepared from an edition of 1888.\n\n\n» Chapter 1\n\nIt was blue.",
        ],
        holds: Onward(|p| frame::reach_of_note(p).unwrap_or(0)),
    },
    Cue {
        name: "head-of-a-board-goes-on",
        claims: Continues(Boilerplate),
        weight: 18,
        why: "Below what the board is for it says who moderates it.",
        yes: &[
            "The Door\n\nDoors: stories by members.\n\n» Moderator: ann_ode\n\nUser avatar\nbea\nPosts: 12\n\nPost by bea »\n\nIt was blue.",
        ],
        no: &["The Door\n\nDoors: stories by members.\n\n» Moderator: ann_ode\n\nIt was blue.\n\nShe went in."],
        holds: Onward(|p| forums::reach_of_board(p).unwrap_or(0)),
    },
];

/// At the end of a file what a site prints stands close below what it prints; a picture's place is a thing of its own.
fn is_one_with_the_matter_above(place: &Place) -> bool {
    let is_matter = |p: &Place| {
        (p.leaning(Boilerplate) >= CERTAIN || p.carrying_on(Boilerplate) >= CERTAIN || begins_with_the_author(p))
            && !opens_bracket(p)
    };
    place.from_end() < LAST.min(place.ordinal())
        && place.leaning(Boilerplate) >= CERTAIN
        && place.carrying_on(Boilerplate) == 0
        && (1..=2).contains(&place.above())
        && !opens_bracket(place)
        && place.previous().is_some_and(|above| is_matter(&above))
}
