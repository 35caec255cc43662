//! The cues of epigraphs. A lone quotation without a source is speech in eleven of fifteen cases: the source decides.

use super::source::{
    LONGEST, ends_in_source, has_source, is_line_of_a_talk, is_source_line, source_at_the_right, source_below,
};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::headings;
use crate::detect::letters;
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::detect::verse;
use crate::text::is_opening_quote;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::{Boilerplate, Byline, Contents, Epigraph, Field, Letter, Note, Title, Verse};

/// Blocks at the top among which a work's epigraph stands.
pub(super) const TOP: usize = 14;

/// Cues that look at a paragraph and its neighbours.
pub(super) const FIRST: &[Cue] = &[];

/// Cues that depend on what was found in the first look: what stands above decides whether a text begins here.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "quotation-with-source",
        claims: Opens(Epigraph),
        weight: 6,
        why: "A quotation before the text ends with a dash, or a bracket, and the name of its source.",
        yes: &[
            "“Rooms remember. It is their only fault.” ~ from the guest directory\n\nIt was blue.",
            "Chapter 1\n\n» \"All roads are one road.\" - Brother Anselm\n\nIt was blue.",
            "Chapter 1\n\n» “A passport is a novel.” (C. Abelard, Border Notes)\n\nIt was blue.",
        ],
        no: &[
            "Chapter 1\n\n» \"All roads are one road,\" said Anselm.",
            "Chapter 1\n\n» \"All roads -\"",
            "Chapter 1\n\n» \"All roads are one road.\" (Ann)\n\n\"Not all of them are.\" (Bea)\n\n\"All that I have seen.\" (Ann)\n\nIt was blue.",
        ],
        holds: Here(|p| has_source(p) && is_before_text(p) && !is_line_of_a_talk(p)),
    },
    Cue {
        name: "source-behind-a-dash",
        claims: Opens(Epigraph),
        weight: 9,
        why: "Right below the heading a short paragraph ends with a dash and the name of its source.",
        yes: &["Chapter 1\n\n» Never lend a ladder to a poet.--The Sexton's Almanac.\n\nIt was blue."],
        no: &[
            "Chapter 1\n\n» She went in--alone.\n\nIt was blue.",
            "It rained.\n\n» Never lend a ladder to a poet.--The Sexton's Almanac.\n\nIt was blue.",
            "Chapter 1\n\n» [For Bea, who lent a ladder to a poet. -- Ann Ode.]\n\nIt was blue.",
        ],
        holds: Here(|p| p.shape().last != ']' && ends_in_source(p) && !has_source(p) && stands_below_heading(p)),
    },
    Cue {
        name: "source-below",
        claims: Opens(Epigraph),
        weight: 6,
        why: "Behind the quotation a line of its own names the source.",
        yes: &[
            "Chapter 1\n\n» \"All roads are one road, and none of them is short.\"\n\n-- Brother Anselm\n\nIt was blue.",
        ],
        no: &[
            "Chapter 1\n\n» \"All roads are one road.\"\n\nHe went on.",
            "Chapter 1\n\n» Over the gate somebody had painted in the night:\n\n                    NO ROAD\n\nHe went on.",
        ],
        holds: Here(|p| {
            let begins = p.above() > 0 || p.previous().is_none_or(|a| a.leaning(Role::Heading) >= 4);
            begins
                && !p.leads_on()
                && is_quotation(p)
                && source_below(p) > 0
                && !verse::begins(p)
                && p.leaning(Note) < 5
                && is_before_text(p)
        }),
    },
    Cue {
        name: "to-the-source",
        claims: Continues(Epigraph),
        weight: 6,
        why: "The quotation goes on to the line that names its source.",
        yes: &[
            "Chapter 1\n\n\"All roads are one road, and none of them is short.\"\n\n» -- Brother Anselm\n\nIt was blue.",
        ],
        no: &["It was blue.\n\n» He went on."],
        holds: Onward(|p| {
            let reach = if is_quotation(p) { source_below(p) } else { 0 };
            if reach > 0 && !verse::begins(p) && is_before_text(p) { reach } else { 0 }
        }),
    },
    Cue {
        name: "source-at-the-right",
        claims: Opens(Epigraph),
        weight: 9,
        why: "Directly below a paragraph before the text its source stands at the right.",
        yes: &[
            "Chapter 1\n\n» All roads are one road, and none of them is short.\n                         Brother Anselm, Letters\n\nThe road went on past the mill and the ford, and nobody who took it that year came back to\ntell how far it went, or whether it went anywhere at all, though several of them had\npromised to write, and one of them had promised to come home for the harvest.",
        ],
        no: &[
            "It was blue.\n\n» All roads are one road.\n                         Brother Anselm, Letters\n\nShe went in.",
        ],
        holds: Here(|p| source_at_the_right(p) && is_before_text(p)),
    },
    Cue {
        name: "to-the-right",
        claims: Continues(Epigraph),
        weight: 9,
        why: "The source at the right belongs to the quotation.",
        yes: &[
            "Chapter 1\n\nAll roads are one road, and none of them is short.\n»                          Brother Anselm, Letters\n\nThe road went on past the mill and the ford, and nobody who took it that year came back to\ntell how far it went, or whether it went anywhere at all, though several of them had\npromised to write, and one of them had promised to come home for the harvest.",
        ],
        no: &[
            "It was blue.\n\nAll roads are one road.\n»                          Brother Anselm, Letters\n\nShe went in.",
        ],
        holds: Onward(|p| usize::from(source_at_the_right(p) && is_before_text(p))),
    },
    Cue {
        name: "quoted-in-markup",
        claims: Opens(Epigraph),
        weight: 12,
        why: "Before the text each line begins with >, and the last one names a source.",
        yes: &["# The Door\n\n» > All roads are one road.\n>\n> — Brother Anselm\n\nIt was blue."],
        no: &[
            "It was blue, and it had not been there before.\n\n» > All roads are one road.\n>\n> — Brother Anselm\n\nShe went in.",
        ],
        holds: Here(|p| reach_of_markup(p).is_some() && is_before_text(p)),
    },
    Cue {
        name: "markup-goes-on",
        claims: Continues(Epigraph),
        weight: 12,
        why: "The quotation goes on as far as its lines begin with >.",
        yes: &["# The Door\n\n> All roads are one road.\n» >\n> — Brother Anselm\n\nIt was blue."],
        no: &[
            "It was blue, and it had not been there before.\n\n> All roads are one road.\n» >\n> — Brother Anselm\n\nShe went in.",
        ],
        holds: Onward(|p| reach_of_markup(p).filter(|_| is_before_text(p)).unwrap_or(0)),
    },
    Cue {
        name: "set-in-below-a-heading",
        claims: Opens(Epigraph),
        weight: 6,
        why: "A paragraph below the heading is set in, unlike the text that follows.",
        yes: &[
            "Chapter 1\n\n»     \"All roads are one road, and none of them is short, for all\n    that the maps of the brothers may say about it.\"\n\nIt was blue, and it had not been there before, not in all the years she had known\nthe house, and she went up to it slowly.",
        ],
        no: &["Chapter 1\n\n» It was blue."],
        holds: Here(|p| set_in_reach(p).is_some()),
    },
    Cue {
        name: "set-in-to-its-end",
        claims: Continues(Epigraph),
        weight: 6,
        why: "The quotation goes on as far as it is set in.",
        yes: &[
            "Chapter 1\n\n    \"All roads are one road, and none of them is short, for all\n    that the maps of the brothers may say about it.\n\n»     \"Ask the donkey.\"\n\nIt was blue, and it had not been there before, not in all the years she had known\nthe house, and she went up to it slowly.",
        ],
        no: &["Chapter 1\n\n» It was blue."],
        holds: Onward(|p| set_in_reach(p).unwrap_or(0)),
    },
    Cue {
        name: "lone-quotation-above-text",
        claims: Opens(Epigraph),
        weight: 5,
        why: "A whole quotation stands alone between two wide spaces before the text.",
        yes: &[
            "The Door\n\nby Ann Ode\n\n\n» \"All roads are one road, and none of them is short.\"\n\n\nIt was blue.\n\nShe went in and sat down on the floor of the hall, and waited.\n\nThe dog came and sat down beside her, and both of them waited.",
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
                && is_before_text(p)
        }),
    },
];

/// Units behind a wrapped paragraph below a heading that are set in as it is; none where it is no such paragraph, or
/// where no text with the usual margin follows.
fn set_in_reach(place: &Place) -> Option<usize> {
    let is_first =
        place.block().is_some_and(|b| b.lines.len() >= 2 || verse::is_sentence(place) && !verse::begins(place))
            && place.shape().indent > 0
            && place.habits().is_wrapped
            && !place.habits().is_indented
            && place.previous().is_some_and(|a| headings::is_heading_line(&a) && !headings::is_heading_line(place));
    if !is_first {
        return None;
    }
    let mut at = *place;
    for _ in 0..TOP {
        let next = at.next()?;
        if next.shape().indent == 0 {
            return Some(at.at() - place.at());
        }
        at = next;
    }
    None
}

/// A block that can be a quotation: a few words at least, and neither its own source nor a heading's line.
fn is_quotation(place: &Place) -> bool {
    place.shape().words >= 3 && !is_source_line(place) && !headings::is_heading_line(place)
}

/// Units behind the first of several lines that begin with ">" down to the last one, which names a source.
fn reach_of_markup(place: &Place) -> Option<usize> {
    let is_quoted = |p: &Place| p.shape().first == '>';
    if !is_quoted(place) || place.shape().words == 0 || place.step(-1).is_some_and(|above| is_quoted(&above)) {
        return None;
    }
    let is_speech = |p: &Place| behind_marks(p).starts_with(is_opening_quote);
    let is_prose = |p: &Place| p.shape().words >= 12 || p.shape().is_ended && !verse::begins(p) || is_speech(p);
    let (mut at, mut has_prose) = (*place, false);
    while let Some(next) = at.step(1).filter(|n| is_quoted(n) && n.above() == 0) {
        has_prose |= at.shape().words >= 3 && is_prose(&at);
        at = next;
    }
    (has_prose && behind_marks(&at).starts_with(['-', '–', '—', '―', '~'])).then(|| at.at() - place.at())
}

/// What stands behind the marks of a quotation and of emphasis; before a dash may stand a backslash.
fn behind_marks<'s>(place: &Place<'s>) -> &'s str {
    place.glance().map_or("", |glance| glance.text.trim_start_matches(['>', ' ', '*', '_', '\\']))
}

/// Whether only a heading, or the matter before a text, stands above: walked up block by block.
fn is_before_text(place: &Place) -> bool {
    if place.above() == 0 && place.ordinal() > 0 && place.habits().distance > 0 {
        return false;
    }
    let mut at = *place;
    for _ in 0..TOP {
        let Some(above) = at.previous() else { return true };
        if headings::is_heading_line(&above) {
            return true;
        }
        if above.leaning(Letter) >= 4 || letters::is_header(&above) {
            return false;
        }
        let is_front = [Title, Byline, Field, Note, Contents, Boilerplate].iter().any(|&role| above.leaning(role) >= 4);
        let is_motto =
            has_source(&above) || ends_in_source(&above) || is_source_line(&above) || source_below(&above) > 0;
        let goes_on_with_note = above.wider_above() == 0 && above.previous().is_some_and(|a| a.leaning(Note) >= 4);
        let is_verse = above.leaning(Verse) >= 4 || above.carrying_on(Verse) >= 4;
        if !is_front && !is_motto && !is_verse && !goes_on_with_note && above.is_prose() {
            return false;
        }
        at = above;
    }
    false
}

/// Directly below a heading, or below another motto there.
fn stands_below_heading(place: &Place) -> bool {
    let mut at = *place;
    for _ in 0..LONGEST {
        let Some(above) = at.previous() else { return false };
        if headings::is_heading_line(&above) {
            return true;
        }
        if !ends_in_source(&above) && !has_source(&above) {
            return false;
        }
        at = above;
    }
    false
}
