//! The cues of epigraphs. A lone quotation without a source is speech in eleven of fifteen cases: the source decides.

use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::text::is_opening_quote;

use Claim::{Continues, Opens};
use Holds::Here;
use Role::{Epigraph, Heading};

/// Blocks at the top among which a work's epigraph stands.
const TOP: usize = 14;

/// Cues that look at a paragraph and its neighbours.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "quotation-with-source",
        claims: Opens(Epigraph),
        weight: 5,
        why: "A quotation ends with a dash, or a bracket, and the name of its source.",
        yes: &[
            "“Rooms remember. It is their only fault.” ~ from the guest directory",
            "\"All roads are one road.\" - Brother Anselm",
            "“A passport is a novel.” (C. Abelard, Border Notes)",
        ],
        no: &["\"All roads are one road,\" said Anselm.", "\"All roads -\""],
        holds: Here(|p| has_source(p)),
    },
    Cue {
        name: "source-below",
        claims: Opens(Epigraph),
        weight: 4,
        why: "Behind the quotation a line of its own names the source.",
        yes: &["\"All roads are one road, and none of them is short.\"\n\n» -- Brother Anselm"],
        no: &["\"All roads are one road.\"\n\nHe went on."],
        holds: Here(|p| {
            p.shape().words >= 3
                && !is_source_line(p)
                && (p.next().is_some_and(|n| is_source_line(&n) && n.above() <= 1.max(p.habits().distance))
                    || p.next().and_then(|n| n.next()).is_some_and(|n| is_source_line(&n))
                        && p.next().is_some_and(|n| n.shape().words < 30 && !n.shape().is_signs))
        }),
    },
    Cue {
        name: "source-of-a-quotation",
        claims: Continues(Epigraph),
        weight: 6,
        why: "The line names the source of the quotation above.",
        yes: &["\"All roads are one road, and none of them is short.\"\n\n» -- Brother Anselm"],
        no: &["It was blue.\n\n» He went on."],
        holds: Here(|p| is_source_line(p)),
    },
    Cue {
        name: "between-quotation-and-source",
        claims: Continues(Epigraph),
        weight: 4,
        why: "It stands between a quotation's first line and its source.",
        yes: &["Q. What is the first rule?\n\n» A. Somebody is missing.\n\n--training manual, section 3"],
        no: &["It was blue.\n\n» He went on."],
        holds: Here(|p| p.next().is_some_and(|n| is_source_line(&n)) && p.shape().words < 40),
    },
    Cue {
        name: "front-of-the-work",
        claims: Opens(Epigraph),
        weight: 1,
        why: "It stands before the text.",
        yes: &["The Door\n\n» \"All roads are one road.\" - Brother Anselm"],
        no: &["\"All roads are one road,\" said Anselm."],
        holds: Here(|p| p.ordinal() < TOP && has_source(p)),
    },
    Cue {
        name: "no-epigraph-here",
        claims: Opens(Epigraph),
        weight: -4,
        why: "Mottoes stand before a text, not in the middle of it.",
        yes: &[
            "It was blue, and it had not been there before.\n\nShe went in and sat down on the floor.\n\n» \"All roads are one road.\" - Brother Anselm",
        ],
        no: &["The Door\n\n» \"All roads are one road.\" - Brother Anselm"],
        holds: Here(|p| {
            p.previous().is_some_and(|a| {
                a.is_prose()
                    && a.glance().is_none_or(|g| g.label.is_none() && g.form.is_none())
                    && !is_source_line(&a)
                    && !has_source(&a)
            }) && p.ordinal() > 1
        }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "below-a-heading",
        claims: Opens(Epigraph),
        weight: 2,
        why: "It stands between a heading and its text.",
        yes: &["Chapter 1\n\n» \"All roads are one road.\" - Brother Anselm\n\nIt was blue."],
        no: &["It was blue.\n\n» \"All roads are one road.\" - Brother Anselm"],
        holds: Here(|p| {
            p.previous().is_some_and(|a| {
                a.leaning(Heading) >= 4 || a.previous().is_some_and(|b| b.leaning(Heading) >= 6 && a.shape().words < 10)
            })
        }),
    },
    Cue {
        name: "lone-quotation-above-text",
        claims: Opens(Epigraph),
        weight: 2,
        why: "A whole quotation stands alone between two wide spaces before the text.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\n» \"All roads are one road, and none of them is short.\"\n\n\nIt was blue, and it had not been there before.\n\nShe went in.",
        ],
        no: &["\"All roads are one road,\" said Anselm."],
        holds: Here(|p| {
            let shape = p.shape();
            p.ordinal() > 0
                && p.ordinal() < TOP
                && is_opening_quote(shape.first)
                && matches!(shape.last, '"' | '”' | '»' | '\'' | '’')
                && p.wider_above() > 0
                && p.wider_below() > 0
                && shape.words >= 4
        }),
    },
];

/// A quotation with its source on the same line.
fn has_source(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words < 5
        || !place
            .glance()
            .is_some_and(|g| is_opening_quote(g.text.trim_start_matches(['*', '_']).chars().next().unwrap_or(' ')))
    {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let text = glance.text.trim_end_matches(['*', '_']);
    let Some(close) = text.rfind(['"', '”', '’', '»', '\'']) else { return false };
    let behind = &text[close..];
    let behind =
        behind.trim_start_matches(|c: char| matches!(c, '"' | '”' | '’' | '»' | '\'') || c.is_whitespace() || c == '*');
    let source =
        behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | '~' | '('));
    let has_mark = source.len() < behind.len();
    let words = source.split_whitespace().count();
    has_mark
        && (1..=14).contains(&words)
        && !source.contains(is_opening_quote)
        && starts_like_a_name(source)
        && !source.trim_end_matches(['.', ')', '*']).contains(['!', '?'])
        && !source.ends_with(',')
}

fn starts_like_a_name(source: &str) -> bool {
    let first = source.trim_start_matches(['*', '_', '(']).chars().next().unwrap_or(' ');
    let low = source.to_lowercase();
    first.is_uppercase() || ["from ", "the ", "aus ", "de ", "von "].iter().any(|w| low.starts_with(w))
}

/// "-- Brother Anselm", "― Terry Mark", "~ from the guest directory".
fn is_source_line(place: &Place) -> bool {
    let shape = place.shape();
    let Some(glance) = place.glance() else { return false };
    let text = glance.text.as_str();
    let name = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | '~'));
    let has_dash = name.len() < text.len();
    let is_farewell = languages::FAREWELLS.begins(&name.to_lowercase());
    has_dash
        && (1..=12).contains(&shape.words)
        && !is_farewell
        && name.starts_with(char::is_alphanumeric)
        && !text.ends_with(['-', '~', '—', '=', '!', '?', ','])
        && !shape.is_speech
        && place.previous().is_some_and(|a| a.shape().words >= 4)
}
