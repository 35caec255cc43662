//! The cues of printed tables of contents.

use super::entries::{self, FRONT, is_contents_word, reach_of_entries};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages::Division;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Contents;

/// Lines away from which a number that returns is somebody's who speaks.
const RETURNING: isize = 4;

/// Cues that look at a line, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "contents-word",
        claims: Opens(Contents),
        weight: 12,
        why: "The line says that contents follow.",
        yes: &[
            "Contents\n\nI. Mud\nII. Silt\n\n\nI. Mud\n\nIt was blue.",
            "TRACK LISTING\n01. Hiss\n02. Batteries\n\n\nIt was blue.",
        ],
        no: &["Contents under pressure", "Contents\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| is_contents_word(p) && reach_of_entries(p) > 0),
    },
    Cue {
        name: "entries-below",
        claims: Continues(Contents),
        weight: 18,
        why: "Short lines follow, to the first one that returns as a heading, or to a wide space.",
        yes: &["Contents\n\n» I. Mud\nII. Silt\n\n\nI. Mud\n\nIt was blue."],
        no: &["I. Mud\n\n» It was blue."],
        holds: Onward(|p| if is_contents_word(p) { reach_of_entries(p) } else { 0 }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "list-of-headings",
        claims: Opens(Contents),
        weight: 6,
        why: "Headings without text between them stand in front of the story.",
        yes: &[
            "The Door\n\n\n» Chapter 1\nChapter 2\nChapter 3\n\n\nChapter 1\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "Chapter 1\n\nIt was blue, and it had not been there before.",
            "She kept a record of all that was below the door, in her best hand:\n\n» Day 1 - Ham\nDay 2 - Jam\nDay 3 - Ham\n\nIt was blue.",
            "It was blue, and it had not been there before, whatever anybody in the house said.\n\n» One.\n\nTwo.\n\nThree.\n\nIt was blue.",
            "Water\n\n12: Hold on\n\n» 7: Stop it\n\n12: Why so soon\n\n7: Now\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| in_list(p) && p.previous().is_none_or(|a| !in_list(&a) && !announces(&a))),
    },
    Cue {
        name: "list-goes-on",
        claims: Continues(Contents),
        weight: 6,
        why: "The list of headings goes on.",
        yes: &[
            "The Door\n\n\nChapter 1\n» Chapter 2\nChapter 3\n\n\nChapter 1\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Chapter 1\n\n» It was blue, and it had not been there before."],
        holds: Here(|p| in_list(p) && p.step(-1).is_some_and(|a| in_list(&a))),
    },
];

/// A paragraph of the story that ends with a colon: what it announces is read, written or said in the story.
fn announces(place: &Place) -> bool {
    place.is_prose() && place.leads_on()
}

/// A heading in a list that stands in front; chapters that stand line below line may have a preface above.
fn in_list(place: &Place) -> bool {
    let is_chapter = |p: &Place| {
        p.glance()
            .and_then(|g| g.form.as_ref())
            .is_some_and(|f| f.division == Some(Division::Chapter) && f.number.is_some() && f.title.is_some())
    };
    let is_chapter_list = || {
        let above = place.step(-1).filter(|_| place.above() == 0);
        let below = place.step(1).filter(|n| n.above() == 0);
        place.from_top() < FRONT && is_chapter(place) && [above, below].into_iter().flatten().any(|p| is_chapter(&p))
    };
    place.survey().is_some_and(|s| s.headings.is_in_list(place))
        && (entries::stands_in_front(place) || is_chapter_list())
        && !is_speaker(place)
}

/// "212: Stop the gardens. / 2: Which ones? / 212: All of them.": a bare number that returns a few lines away counts
/// nothing.
fn is_speaker(place: &Place) -> bool {
    let number = |p: &Place| {
        let form = p.glance()?.form.as_ref()?;
        form.number.filter(|_| form.division.is_none() && form.title.is_some())
    };
    let here = number(place);
    let is_same = |by: isize| place.step(by).is_some_and(|other| number(&other) == here);
    here.is_some() && (1..=RETURNING).any(|by| is_same(by) || is_same(-by))
}
