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
/// What an author speaks of who is sorry.
const TRADE: &[&str] = &[
    "chapter",
    "chapters",
    "update",
    "updates",
    "part",
    "parts",
    "story",
    "fic",
    "post",
    "posting",
    "readers",
    "guys",
    "everyone",
    "instalment",
    "installment",
    "episode",
    "one",
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
        holds: Here(|p| {
            begins(p, SORRY)
                && p.wider_above() > 0
                && (p.wider_below() > 0 || p.from_end() == 0)
                && p.low().split(|c: char| !c.is_alphabetic()).any(|word| TRADE.contains(&word))
        }),
    },
];

/// "Thank you to Bea, who read it twice": the last words behind a wider space, or below the fields.
fn thanks(place: &Place) -> bool {
    let is_field = |above: &Place| above.leaning(Role::Field) >= SEEN || above.carrying_on(Role::Field) >= SEEN;
    let is_behind = || place.from_end() < LAST && place.ordinal() > LAST && place.wider_above() > 0;
    let is_in_front = || place.from_top() < FRONT && place.previous().is_some_and(|above| is_field(&above));
    WORDS.contains(&place.shape().words)
        && begins(place, THANKS)
        && (is_behind() || is_in_front() && place.low().contains(", who "))
        && says_for_what(place.low())
}

/// The first sentence says who it is or for what. "Thanks to the dog, who had eaten the will, they all got nothing" goes on
/// behind that, and thanks nobody.
fn says_for_what(low: &str) -> bool {
    let sentence = low.split_inclusive(['.', '!', '?']).next().unwrap_or(low);
    let clauses: Vec<&str> = sentence.split(", ").collect();
    let says = |clause: &str| clause.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "who" | "for"));
    let is_plain = low.starts_with("thanks to ");
    // A list of people goes on with "and to".
    let goes_on = |clause: &&str| ["and to ", "to ", "and for ", "for "].iter().any(|on| clause.starts_with(on));
    let last = clauses.iter().rposition(|clause| says(clause));
    last.is_some_and(|at| !is_plain || clauses[at + 1..].iter().all(goes_on) && !sentence.contains(" for once"))
}

/// Such words begin the block, nobody of the story says them, and no letter.
fn begins(place: &Place, openings: &[&str]) -> bool {
    let low = place.low();
    openings.iter().any(|opening| low.starts_with(opening))
        && !place.shape().is_speech
        && place.above() > 0
        && place.leaning(Role::Letter) + place.carrying_on(Role::Letter) <= 0
        && Voice::of(place).quotes == 0
        && ![" said", " says"].iter().any(|said| low.contains(said))
        && place.previous().is_none_or(|above| above.shape().last != ':')
}
