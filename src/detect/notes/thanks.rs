//! Notes that say at once what they are there for, and nothing else that would show it: thanks to those who have read the
//! story, behind it or below its fields; an apology for the wait, between two parts.

use super::voice::Voice;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::Opens;
use Holds::Here;
use Role::Note;

/// How such thanks begin, and how an apology does.
const THANKS: &[&str] =
    &["thanks to ", "thank you to ", "many thanks to ", "special thanks to ", "with thanks to ", "my thanks to "];
const SORRY: &[&str] = &[
    "sorry for the wait",
    "sorry for the delay",
    "sorry for the long wait",
    "sorry about the wait",
    "sorry about the delay",
    "sorry this took",
    "sorry it took",
    "apologies for the wait",
    "apologies for the delay",
];
/// Words of a note of thanks at least and at most.
const WORDS: std::ops::RangeInclusive<u16> = 5..=120;
/// Blocks at the end among which it stands, and blocks at the top.
const LAST: usize = 2;
const FRONT: usize = 20;
/// Weight from which the first look has seen a field.
const SEEN: i32 = 4;

/// The cues of thanks and apologies.
pub(super) const CUES: &[Cue] = &[
    Cue {
        name: "thanks-to-somebody",
        claims: Opens(Note),
        weight: 8,
        why: "Behind the story, or below its fields, somebody is thanked, and it is nobody in the story who says it.",
        yes: &[
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in.\n\nHe stayed.\n\nNobody asked.\n\n\n» Thank you to Bea, who read it twice, and to the man at the museum.",
        ],
        no: &[
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in.\n\nHe stayed.\n\nNobody asked.\n\n\n» \"Thank you to Bea, who read it twice, and to the man at the museum.\"",
        ],
        holds: Here(thanks),
    },
    Cue {
        name: "sorry-for-the-wait",
        claims: Opens(Note),
        weight: 10,
        why: "Between two wide spaces somebody is sorry that the readers had to wait.",
        yes: &[
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in.\n\n\n» Sorry for the wait on this one, I moved house.\n\n\nHe stayed, and nobody asked.",
        ],
        no: &[
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in.\n\n» Sorry for the wait on this one, said the sign.\n\nHe stayed, and nobody asked.",
        ],
        holds: Here(|p| begins(p, SORRY) && p.wider_above() > 0 && (p.wider_below() > 0 || p.from_end() == 0)),
    },
];

/// "Thank you to Bea, who read it twice": the last words behind a wider space, or below the fields.
fn thanks(place: &Place) -> bool {
    let is_field = |above: &Place| above.leaning(Role::Field) >= SEEN || above.carrying_on(Role::Field) >= SEEN;
    let is_behind = || place.from_end() < LAST && place.ordinal() > LAST && place.wider_above() > 0;
    let is_in_front = || place.from_top() < FRONT && place.previous().is_some_and(|above| is_field(&above));
    // "Thanks to the fog, the boat was late": nobody is thanked there.
    let says_for_what = || place.low().split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "who" | "for"));
    WORDS.contains(&place.shape().words) && begins(place, THANKS) && (is_behind() || is_in_front()) && says_for_what()
}

/// Such words begin the block, nobody of the story says them, and no letter.
fn begins(place: &Place, openings: &[&str]) -> bool {
    let low = place.low();
    openings.iter().any(|opening| low.starts_with(opening))
        && !place.shape().is_speech
        && place.above() > 0
        && place.leaning(Role::Letter) + place.carrying_on(Role::Letter) <= 0
        && Voice::of(place).quotes == 0
}
