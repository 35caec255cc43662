//! The cues of letters that depend on what was found in the first look.

use super::entries;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Letter;

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "greets-a-diary",
        claims: Opens(Letter),
        weight: 8,
        why: "It greets a diary, or stands as the day above such a greeting.",
        yes: &["It was blue.\n\n» Dear Diary,\n\nI have seen the lodger. I think he is a spy.\n\nShe shut the book."],
        no: &["» Dear Diary,\n\nI have seen the lodger.", "It was blue.\n\n» Dear Ann,\n\nI have seen the lodger."],
        holds: Here(entries::is_entry),
    },
    Cue {
        name: "entry-goes-on",
        claims: Continues(Letter),
        weight: 9,
        why: "Below the greeting the writer of the diary speaks.",
        yes: &["It was blue.\n\nDear Diary,\n\n» I have seen the lodger. I think he is a spy.\n\nShe shut the book."],
        no: &["It was blue.\n\nDear Diary,\n\nI have seen the lodger. I think he is a spy.\n\n» She shut the book."],
        holds: Onward(|p| if entries::is_entry(p) { entries::reach_of_entry(p) } else { 0 }),
    },
];
