//! The cues of metadata.

use super::Entry;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::Here;
use Role::{Boilerplate, Byline, Field, Title};

/// Whether the unit says something of its own in the metadata.
macro_rules! says {
    ($entry:pat) => {
        |p| matches!(p.metadata(), Some($entry))
    };
}

/// A cue for what goes on below a key.
macro_rules! goes_on {
    ($name:literal, $role:ident, $entry:pat, $yes:expr) => {
        Cue {
            name: $name,
            claims: Continues($role),
            weight: 14,
            why: "What the metadata above the page says here goes on.",
            yes: &[$yes],
            no: &["---\ntitle: The Door\n» layout: post\n---\n\nIt was blue."],
            holds: Here(|p| key_above(p).is_some_and(|key| matches!(key, $entry))),
        }
    };
}

/// What the key says that a further line in a list, or set in, belongs to.
fn key_above(place: &Place) -> Option<Entry> {
    if place.metadata() != Some(Entry::GoesOn) {
        return None;
    }
    let above = std::iter::successors(place.step(-1), |above| above.step(-1));
    above.map_while(|above| above.metadata()).find(|entry| *entry != Entry::GoesOn)
}

/// Cues that look at the block alone.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "metadata-title",
        claims: Opens(Title),
        weight: 14,
        why: "The metadata above the page names the title.",
        yes: &[
            "---\n» title: The Door\ndate: 2019-04-02\n---\n\nIt was blue.",
            "+++\n» title = \"The Door\"\ndraft = false\n+++\n\nIt was blue.",
        ],
        no: &["---\n» Ann: Hold on.\nBea: I am.\nAnn: Good.\n---\n\nIt was blue."],
        holds: Here(says!(Entry::Title)),
    },
    Cue {
        name: "metadata-author",
        claims: Opens(Byline),
        weight: 14,
        why: "The metadata above the page names the author.",
        yes: &["---\ntitle: The Door\n» author: Ann Ode\n---\n\nIt was blue."],
        no: &["---\ntitle: The Door\n» layout: post\n---\n\nIt was blue."],
        holds: Here(says!(Entry::Author)),
    },
    Cue {
        name: "metadata-field",
        claims: Opens(Field),
        weight: 14,
        why: "The metadata above the page says this of the work.",
        yes: &[
            "---\ntitle: The Door\n» date: 2019-04-02\n---\n\nIt was blue.",
            "---\ntitle: The Door\n» tags:\n- doors\n- walls\n---\n\nIt was blue.",
        ],
        no: &["---\ntitle: The Door\n» tags: []\n---\n\nIt was blue."],
        holds: Here(says!(Entry::Field(_))),
    },
    Cue {
        name: "metadata-of-a-program",
        claims: Opens(Boilerplate),
        weight: 14,
        why: "Metadata above the page that only the site's program reads.",
        yes: &[
            "---\ntitle: The Door\n» layout: post\n---\n\nIt was blue.",
            "---\ntitle: The Door\n---\n\nIt was blue.",
        ],
        no: &["---\n\nIt was blue.\n\n---\n\nIt was red."],
        holds: Here(|p| p.metadata() == Some(Entry::Program) && !is_below_another(p)),
    },
    Cue {
        name: "metadata-of-a-program-goes-on",
        claims: Continues(Boilerplate),
        weight: 14,
        why: "More of what only the site's program reads.",
        yes: &["---\nlayout: post\n» permalink: /door/\ntitle: The Door\n---\n\nIt was blue."],
        no: &["---\ntitle: The Door\n» layout: post\n---\n\nIt was blue."],
        holds: Here(|p| p.metadata() == Some(Entry::Program) && is_below_another(p)),
    },
    goes_on!("metadata-title-goes-on", Title, Entry::Title, "---\ntitle: >\n»   The Door\n---\n\nIt was blue."),
    goes_on!(
        "metadata-authors",
        Byline,
        Entry::Author,
        "---\ntitle: The Door\nauthors:\n» - Ann Ode\n---\n\nIt was blue."
    ),
    goes_on!("metadata-list", Field, Entry::Field(_), "---\ntitle: The Door\ntags:\n» - doors\n---\n\nIt was blue."),
    goes_on!(
        "metadata-list-of-a-program",
        Boilerplate,
        Entry::Program,
        "---\ntitle: The Door\nlayout: post\nmenu: main\nimages:\n» - door.png\n---\n\nIt was blue."
    ),
];

/// Right below another line that only the program reads.
fn is_below_another(place: &Place) -> bool {
    place.step(-1).is_some_and(|above| {
        let key = if above.metadata() == Some(Entry::GoesOn) { key_above(&above) } else { above.metadata() };
        key == Some(Entry::Program)
    })
}
