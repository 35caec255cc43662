//! Letters that the story quotes: between quotation marks, read out whole, or set apart by spaces, without a greeting that
//! would begin them.

use super::closing::{
    ends_in_farewell, ends_quoted, ends_signed, is_farewell, is_postscript, is_servant, is_signature,
};
use super::dateline::is_dateline_form;
use super::opening::{
    announcement, announces_missive, is_announced, is_greeting, is_quoted, names_writing, speaks_of_writing,
};
use super::salutation::is_salutation;
use super::span::{LONGEST, is_boundary, speaks_to_you, speaks_with_tag};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::detect::{insets, languages, verse};
use crate::text::is_opening_quote;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Letter;

/// Paragraphs of a letter without marks of its own at most.
const QUOTED: usize = 12;
/// Words of a paragraph that is read out at least.
const SENTENCE: u16 = 5;
/// Bytes before a colon among which something written is named.
const LEADING_UP: usize = 160;
/// Words from which a quotation that nobody in the story says is no speech.
const LONG: u16 = 30;

/// The cues of what is quoted.
pub(super) const CUES: &[Cue] = &[
    Cue {
        name: "set-apart-below-a-colon",
        claims: Opens(Letter),
        weight: 8,
        why: "Below a colon, between wider spaces, it greets somebody, or is what somebody has written to somebody.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nIt was from Ann; and the letter ran:\n\n\n» The ladder is rotten, and I would not climb it for all your apples.\n\nI have told you so.\n\n\nShe went out and stood in the rain for an hour.\n\nIt did not help.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nIt was from Ann; and the letter ran:\n\n» The ladder is rotten, and I would not climb it for all your apples.\n\nShe went out and stood in the rain.",
            "She went in and sat down on the kitchen floor.\n\nOn the card stood in red letters:\n\n\n» Best before the flood. Keep away from dogs.\n\n\nShe went out and stood in the rain for an hour.\n\nIt did not help.",
        ],
        holds: Here(|p| reach_of_inset(p).is_some()),
    },
    Cue {
        name: "set-apart-goes-on",
        claims: Continues(Letter),
        weight: 8,
        why: "The letter goes on to the wider space below it.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nIt was from Ann; and the letter ran:\n\n\nThe ladder is rotten, and I would not climb it for all your apples.\n\n» I have told you so.\n\n\nShe went out and stood in the rain for an hour.\n\nIt did not help.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nIt was from Ann; and the letter ran:\n\nThe ladder is rotten, and I would not climb it for all your apples.\n\n» She went out and stood in the rain.",
        ],
        holds: Onward(|p| reach_of_inset(p).unwrap_or(0)),
    },
    Cue {
        name: "quoted-and-signed",
        claims: Opens(Letter),
        weight: 8,
        why: "It is announced, and stands between quotation marks down to a name, a farewell or a wider space.",
        yes: &["Then she found the note.\n\n» \"The ladder is rotten. Do not climb it.\n\n\"A FRIEND.\"\n\nShe sat."],
        no: &["He said:\n\n» \"The ladder is rotten.\"\n\n\"Ann.\"\n\nShe sat."],
        holds: Here(|p| reach_of_signed(p).is_some()),
    },
    Cue {
        name: "down-to-the-name",
        claims: Continues(Letter),
        weight: 8,
        why: "What is quoted goes on to where its marks are closed.",
        yes: &["Then she found the note.\n\n\"The ladder is rotten. Do not climb it.\n\n» \"A FRIEND.\"\n\nShe sat."],
        no: &["He said:\n\n\"The ladder is rotten.\"\n\n» \"Ann.\"\n\nShe sat."],
        holds: Onward(|p| reach_of_signed(p).unwrap_or(0)),
    },
    Cue {
        name: "quoted-and-taking-leave",
        claims: Opens(Letter),
        weight: 8,
        why: "Something written is spoken of above, and one long quotation ends in a farewell.",
        yes: &[
            "There was a letter for her after all, and it was from Bea.\n\n» \"I have to tell you that the ladder is rotten, and that I would not climb it for all the apples in the county, and neither should you. Ask the miller if you do not believe me.--Yours ever, Bea.\"\n\nShe sat.",
        ],
        no: &[
            "There was a letter for her after all, and it was from Bea.\n\n» \"I have to tell you that the ladder is rotten, and that I would not climb it for all the apples in the county, and neither should you. Ask the miller if you do not believe me.\"\n\nShe sat.",
            "There was a letter for her after all.\n\n» \"I have to tell you that the ladder is rotten, and that I would not climb it for all the apples in the county, and neither should you. Ask anybody you like. I am Bea.\"\n\nShe sat.",
        ],
        holds: Here(|p| reach_of_signed_quotation(p).is_some()),
    },
    Cue {
        name: "behind-the-farewell",
        claims: Continues(Letter),
        weight: 8,
        why: "Behind the farewell stands what came to the writer afterwards, quoted like the letter.",
        yes: &[
            "There was a letter for her after all, and it was from Bea.\n\n\"I have to tell you that the ladder is rotten, and that I would not climb it for all the apples in the county, and neither should you. Ask the miller if you do not believe me.--Yours ever, Bea.\"\n\n» \"P.S. The apples are not worth it either.\"\n\nShe sat.",
        ],
        no: &[
            "There was a letter for her after all, and it was from Bea.\n\n\"I have to tell you that the ladder is rotten, and that I would not climb it for all the apples in the county, and neither should you. Ask the miller if you do not believe me.--Yours ever, Bea.\"\n\n» \"She has a point,\" said Ann.",
        ],
        holds: Onward(|p| reach_of_signed_quotation(p).unwrap_or(0)),
    },
    Cue {
        name: "read-out",
        claims: Opens(Letter),
        weight: 8,
        why: "The paragraph above leads up to something written, and this is set in, or quoted down to a farewell.",
        yes: &[
            "The note under the plate was short, and it ran:\n\n» \"The ladder is rotten. Do not climb it. Yours, etc.\"\n\nShe sat.",
        ],
        no: &[
            "The note under the plate was short, and it ran:\n\n» \"The ladder is rotten. Do not climb it.\"\n\nShe sat.",
            "She put down the apple and said:\n\n» \"The ladder is rotten. Do not climb it. Yours, etc.\"\n\nShe sat.",
        ],
        holds: Here(is_read_out),
    },
];

/// Units behind the first of a letter that wider spaces set apart, below a colon: it begins as letters do, or a letter is
/// announced, and several paragraphs, of which nobody is said to speak any, speak to somebody. A notice in a newspaper does
/// not.
pub(super) fn reach_of_inset(place: &Place) -> Option<usize> {
    let reach = insets::reach(place).filter(|_| place.ordinal() > 0 && !verse::begins(place))?;
    let greets = |p: &Place| is_salutation(p) || is_greeting(p);
    let begins = || greets(place) || is_dateline_form(place) && place.next().is_some_and(|next| greets(&next));
    let is_speech = |p: Place| speaks_with_tag(&p) || p.shape().is_speech && !is_quoted(place);
    let is_spoken = || (0..=reach).filter_map(|by| place.step(by.cast_signed())).any(is_speech);
    let speaks = || speaks_to_you(place) || place.next().is_some_and(|next| speaks_to_you(&next));
    (begins() || reach > 0 && announces_missive(place) && speaks() && !is_spoken()).then_some(reach)
}

/// Units behind a quoted paragraph that is announced as something written, to the signature that closes its marks, or to
/// where they close if wider spaces set it apart; none where they are closed before, as in speech.
pub(super) fn reach_of_signed(place: &Place) -> Option<usize> {
    let is_begun = place.ordinal() > 0
        && is_left_open(place)
        && !place.previous().is_some_and(|a| is_left_open(&a))
        && (is_announced(place) || speaks_of_writing(place))
        && !verse::begins(place);
    if !is_begun {
        return None;
    }
    let mut at = *place;
    for _ in 0..LONGEST {
        let next = at.next().filter(|n| n.wider_above() <= 1)?;
        if ends_quoted(&next) {
            let is_name =
                next.shape().words <= 6 && (is_signature(&next) || next.shape().is_capitals || is_farewell(&next));
            let is_apart = || {
                let is_between = place.wider_above() > 0 && next.step(1).is_some_and(|below| below.is_space());
                is_between && place.shape().words >= LONG && announces_missive(place)
            };
            let is_closed =
                is_name || is_apart() || ends_in_farewell(&next) || ends_signed(&next) || is_postscript(&next);
            return is_closed.then(|| next.at() - place.at());
        }
        if !is_quoted(&next) && !is_farewell(&next) && next.shape().words > 6 || is_boundary(&next) {
            return None;
        }
        at = next;
    }
    None
}

/// A letter between quotation marks: to the paragraph that closes them, and its signature.
pub(super) fn quoted_reach(place: &Place) -> usize {
    match marked_reach(place) {
        0 => reach_to_quoted_farewell(place).unwrap_or(0),
        reach => reach,
    }
}

/// A letter whose first paragraph and whose farewell alone have quotation marks: to the name below the farewell.
fn reach_to_quoted_farewell(place: &Place) -> Option<usize> {
    let mut at = *place;
    for _ in 0..QUOTED {
        at = at.next().filter(|next| next.wider_above() <= 1 && !is_boundary(next))?;
        let takes_leave =
            at.shape().words <= 8 && languages::FAREWELLS.begins(at.low().trim_start_matches(is_opening_quote));
        if takes_leave && is_quoted(&at) {
            let name = at.next().filter(|name| name.above() == 0 && name.shape().words <= 6 && ends_quoted(name));
            return name.or(Some(at).filter(ends_quoted)).map(|end| end.at() - place.at());
        }
        if at.shape().is_speech && !is_greeting(&at) {
            return None;
        }
    }
    None
}

/// A letter whose paragraphs all have their marks.
fn marked_reach(place: &Place) -> usize {
    let mut at = *place;
    let mut reach = 0;
    let mut steps = 0;
    let mut is_closed = false;
    loop {
        if !at.is_space() {
            let is_name = steps > 0 && at.shape().words <= 6 && is_quoted(&at) && ends_quoted(&at);
            if is_closed && !is_name {
                return reach;
            }
            let goes_on = at.above() == 0 && !at.shape().is_speech;
            if is_boundary(&at) || (steps > 0 && !goes_on && !is_quoted(&at) && !ends_quoted(&at) && !is_farewell(&at))
            {
                return if is_closed { reach } else { 0 };
            }
            if ends_quoted(&at) {
                reach = steps;
                is_closed = true;
            } else if steps > 0 && is_signed_below_farewell(&at) && at.next().is_some_and(|next| is_speech(&next)) {
                return steps;
            }
        }
        steps += 1;
        match at.step(1) {
            Some(next) if steps <= LONGEST => at = next,
            _ => return if is_closed { reach } else { 0 },
        }
    }
}

/// A paragraph that opens and closes its marks, and is no postscript: somebody speaks.
fn is_speech(place: &Place) -> bool {
    is_quoted(place) && ends_quoted(place) && !is_postscript(place) && place.shape().words > 6
}

/// A name behind its opening mark, right below the farewell: the mark that closes a letter is easily forgotten.
fn is_signed_below_farewell(place: &Place) -> bool {
    let shape = place.shape();
    let takes_leave = |above: Place| {
        let low = above.low().trim_start_matches(is_opening_quote);
        above.shape().words <= 10 && (languages::FAREWELLS.begins(low) || is_servant(low))
    };
    is_quoted(place)
        && (1..=4).contains(&shape.words)
        && shape.capitalised == shape.words
        && place.previous().is_some_and(takes_leave)
}

/// A quotation that the paragraph begins and does not close: it goes on in the next.
pub(super) fn is_left_open(place: &Place) -> bool {
    is_quoted(place) && !ends_quoted(place) && !is_reported(place)
}

/// A quotation that is closed inside the paragraph, as speech is before the words that say who speaks.
fn is_reported(place: &Place) -> bool {
    let words = place.bare();
    match place.shape().first {
        '"' => words.matches('"').count().is_multiple_of(2),
        '“' => words.matches('“').count() <= words.matches('”').count(),
        _ => speaks_with_tag(place),
    }
}

/// "He wrote a letter that told her all.", and below it one long paragraph between quotation marks that ends in a farewell
/// and a name; behind it may stand what came to the writer afterwards.
pub(super) fn reach_of_signed_quotation(place: &Place) -> Option<usize> {
    let is_one = place.ordinal() > 0
        && place.above() > 0
        && place.shape().words >= LONG
        && is_quoted_once(place)
        && (ends_in_farewell(place) || ends_signed(place))
        && speaks_of_writing(place);
    let goes_on = |next: &Place| next.wider_above() == 0 && is_postscript(next) && ends_quoted(next);
    is_one.then(|| usize::from(place.step(1).is_some_and(|next| !next.is_space() && goes_on(&next))))
}

/// "…and the note ran:", and below it one whole paragraph that is set in, unlike the story's own, or quoted down to a
/// farewell. What is written on signs and slates is in capitals.
pub(super) fn is_read_out(place: &Place) -> bool {
    let shape = place.shape();
    if place.ordinal() == 0
        || place.above() == 0
        || shape.words < SENTENCE
        || !is_announced(place)
        || is_greeting(place)
    {
        return false;
    }
    let is_flush = |p: Option<Place>| p.is_some_and(|p| p.shape().indent == 0);
    let is_set_in = shape.indent > 0
        && place.habits().is_wrapped
        && !place.habits().is_indented
        && (shape.is_ended && !shape.is_speech || is_quoted_once(place))
        && !shape.is_capitals
        && is_flush(place.previous())
        && is_flush(place.next())
        && !verse::begins(place);
    (is_set_in || is_quoted_once(place) && ends_in_farewell(place))
        && announcement(place, LEADING_UP).is_some_and(|words| names_writing(&words) && !verse::is_spoken_of(&words))
}

/// One quotation from the first sign of the paragraph to its last.
fn is_quoted_once(place: &Place) -> bool {
    if !is_quoted(place) || !ends_quoted(place) {
        return false;
    }
    let words = place.bare();
    match place.shape().first {
        '"' => words.matches('"').count() == 2,
        '“' => words.matches('“').count() == 1 && words.matches('”').count() == 1,
        _ => false,
    }
}
