//! The cues of letters.

use super::span;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Letter;

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "salutation",
        claims: Opens(Letter),
        weight: 4,
        why: "A greeting and a name stand alone on a line.",
        yes: &["It was blue.\n\n» Dear Ann,\n\nThe ladder was rotten.\n\nBea", "Hey Stark:\n\nHello."],
        no: &["\"Dear Ann,\" he said, \"no.\"", "Dear Ann was late."],
        holds: Here(|p| p.ordinal() > 0 && span::is_salutation(p)),
    },
    Cue {
        name: "salutation-and-signature",
        claims: Opens(Letter),
        weight: 4,
        why: "It begins with a greeting and ends with a signature.",
        yes: &[
            "It was blue.\n\n» Dear Ann,\n\nThe ladder was rotten.\n\nBea\n\nShe folded it, and went out in her slippers.",
        ],
        no: &["It was blue.\n\n» Dear Ann,\n\nThe ladder was rotten.\n\n\"What is that?\" said Bea."],
        holds: Here(|p| {
            (span::is_salutation(p) || span::is_bare_salutation(p)) && p.ordinal() > 0 && span::reach_of_letter(p) > 0
        }),
    },
    Cue {
        name: "body-of-a-letter",
        claims: Continues(Letter),
        weight: 7,
        why: "The letter goes on to its signature.",
        yes: &[
            "It was blue.\n\nDear Ann,\n\n» The ladder was rotten.\n\nBea\n\nShe folded it, and went out in her slippers.",
        ],
        no: &["It was blue.\n\n» She went out."],
        holds: Onward(|p| {
            if p.ordinal() > 0 && (span::is_salutation(p) || span::is_bare_salutation(p)) {
                span::reach_of_letter(p)
            } else {
                0
            }
        }),
    },
    Cue {
        name: "heads-of-a-message",
        claims: Opens(Letter),
        weight: 7,
        why: "Lines such as From and To stand one below the other.",
        yes: &["It was blue.\n\n» From: ann@example.org\nTo: bea@example.org\n\nIt was the plug.\n\nA."],
        no: &["From here to there."],
        holds: Here(|p| p.ordinal() > 0 && span::opens_with_headers(p)),
    },
    Cue {
        name: "body-of-a-message",
        claims: Continues(Letter),
        weight: 8,
        why: "The message goes on below its head.",
        yes: &[
            "It was blue.\n\nFrom: ann@example.org\n» To: bea@example.org\n\nIt was the plug.\n\nA.\n\nShe read it on the bus.",
        ],
        no: &["It was blue.\n\n» She went out."],
        holds: Onward(|p| if p.ordinal() > 0 && span::opens_with_headers(p) { span::reach_of_message(p) } else { 0 }),
    },
    Cue {
        name: "diary-date",
        claims: Opens(Letter),
        weight: 4,
        why: "The paragraph begins with a date, as entries of a diary do.",
        yes: &["It was blue.\n\n» 3rd March. Wind. The dogs are sulking.\n\nShe shut the book."],
        no: &["It was the 3rd of March.", "3rd March"],
        holds: Here(|p| p.ordinal() > 0 && span::opens_with_date(p) && p.shape().words > 4),
    },
    Cue {
        name: "diary-goes-on",
        claims: Continues(Letter),
        weight: 8,
        why: "The next entry of the diary follows.",
        yes: &[
            "It was blue.\n\n3rd March. Wind. The dogs are sulking.\n\n» 4th March. No wind. This is worse.\n\nShe shut the book.",
        ],
        no: &["It was blue.\n\n» She shut the book."],
        holds: Onward(|p| {
            if p.ordinal() > 0 && span::opens_with_date(p) && p.shape().words > 4 { span::reach_of_diary(p) } else { 0 }
        }),
    },
    Cue {
        name: "several-entries",
        claims: Opens(Letter),
        weight: 3,
        why: "Another dated entry follows.",
        yes: &[
            "It was blue.\n\n» 3rd March. Wind. The dogs are sulking.\n\n4th March. No wind. This is worse.\n\nShe shut the book.",
        ],
        no: &["It was blue.\n\n» 3rd March. Wind. The dogs are sulking.\n\nShe shut the book."],
        holds: Here(|p| p.ordinal() > 0 && span::opens_with_date(p) && span::reach_of_diary(p) > 0),
    },
    Cue {
        name: "spoken-greeting",
        claims: Opens(Letter),
        weight: -4,
        why: "Somebody says it aloud.",
        yes: &["\"Dear Ann,\" he said,"],
        no: &["Dear Ann,"],
        holds: Here(|p| p.shape().is_speech && p.shape().last != ','),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[];
