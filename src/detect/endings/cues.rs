//! The cues of endings.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::Opens;
use Holds::Here;
use Role::End;

/// Cues that look at a line and its neighbours.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "end-words",
        claims: Opens(End),
        weight: 8,
        why: "The line says that the story ends or stops.",
        yes: &[
            "It was blue.\n\n» The End",
            "It was blue.\n\n» ~ Fin ~",
            "It was blue.\n\n» TO BE CONTINUED...",
            "It was blue.\n\n» * END TRANSMISSION *",
            "It was blue.\n\n» End Chapter 2",
        ],
        no: &["It was blue.\n\n» It was the end of him.", "It was blue.\n\n» \"The end.\""],
        holds: Here(|p| p.ordinal() > 0 && !p.shape().is_speech && says_end(p)),
    },
    Cue {
        name: "last-line",
        claims: Opens(End),
        weight: 5,
        why: "The end words stand at the very end, or only notes and the site's matter follow.",
        yes: &["It was blue.\n\n» -end-"],
        no: &["» End.\n\nThat was all she said.\n\nThe dog left.\n\nShe stayed.\n\nIt rained.\n\nShe slept."],
        holds: Here(|p| p.ordinal() > 0 && p.from_end() < 4 && !p.shape().is_speech && says_end(p)),
    },
    Cue {
        name: "text-goes-on",
        claims: Opens(End),
        weight: -5,
        why: "The paragraph of the story goes on right below.",
        yes: &[
            "It was blue.\n\n» End.\n\nThat was all she said, and she said it to the dog, who had heard it before.\n\nThe dog left.\n\nShe stayed.\n\nIt rained.\n\nIt stopped.\n\nShe slept.\n\nThe dog came back.",
        ],
        no: &["It was blue.\n\n» The End"],
        holds: Here(|p| {
            p.shape().words == 1
                && p.from_end() > 6
                && p.next().is_some_and(|n| n.is_prose())
                && p.wider_below() == 0
                && !p.shape().is_capitals
        }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[];

fn says_end(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let words = glance.low_core.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    if languages::is_end(words) {
        return true;
    }
    // "The End (for now)": the words before a bracket.
    if words.ends_with(')')
        && words.split_once(" (").is_some_and(|(end, aside)| languages::is_end(end) && aside.split(' ').count() <= 6)
    {
        return true;
    }
    let rest =
        ["the end of ", "end of ", "end ", "fin de ", "ende von ", "конец "].iter().find_map(|w| words.strip_prefix(w));
    if let Some(rest) = rest {
        let first = rest.split_whitespace().next().unwrap_or("");
        return place.shape().words <= 6
            && (languages::division(first).is_some()
                || languages::named(first).is_some()
                || matches!(first, "story" | "transmission" | "file"))
            && !place.shape().is_ended;
    }
    let continues = ["to be continued", "tbc", "to be concluded", "the end"].iter().any(|w| {
        words.strip_prefix(w).is_some_and(|rest| {
            rest.starts_with(|c: char| !c.is_alphanumeric())
                && (!rest.trim().is_empty())
                && rest.split_whitespace().count() <= 5
        })
    });
    continues && place.from_end() < 10
}
