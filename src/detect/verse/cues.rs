//! The cues of verse.

use super::stanza::Stanza;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::{Kind, Role};

use Claim::{Continues, Is, Opens};
use Holds::{Here, Onward};
use Role::Verse;

/// Cues that look at a line, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "group-of-short-lines",
        claims: Opens(Verse),
        weight: 2,
        why: "Three or more short lines stand together, broken by their author.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady\n\nThey sang it on both sides of the wall, not quite together, until it got dark.",
        ],
        no: &["It was blue.", "\"Who?\" he said.\n\"You,\" she said.\n\"Oh,\" he said."],
        holds: Here(|p| is_apart(p) && Stanza::at(p).lines >= 3 && Stanza::at(p).is_plain()),
    },
    Cue {
        name: "pair-of-short-lines",
        claims: Opens(Verse),
        weight: 1,
        why: "Two short lines stand together.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n» A stone for the mason\nA stone for the pot\n\nThey sang it.",
        ],
        no: &["It was blue."],
        holds: Here(|p| is_apart(p) && Stanza::at(p).lines == 2 && Stanza::at(p).is_plain()),
    },
    Cue {
        name: "rhyme",
        claims: Opens(Verse),
        weight: 4,
        why: "The lines rhyme.",
        yes: &[
            "» Strike me a penny\nor strike me a shilling\nStrike while I'm hot\nand strike while I'm willing\n\nThe foundry never slept.",
        ],
        no: &["A stone for the mason\nA stone for the pot"],
        holds: Here(|p| {
            let stanza = Stanza::at(p);
            is_apart(p) && stanza.is_plain() && stanza.rhymes > 0 && stanza.rhymes * 4 >= stanza.lines
        }),
    },
    Cue {
        name: "soft-ends",
        claims: Opens(Verse),
        weight: 1,
        why: "Most lines end without a full stop.",
        yes: &["» A stone for the mason\nA stone for the pot\n\nThey sang it."],
        no: &["He left.\nShe stayed.\n\nIt rained."],
        holds: Here(|p| {
            let stanza = Stanza::at(p);
            is_apart(p) && stanza.lines >= 2 && stanza.soft * 2 >= stanza.lines && stanza.is_plain()
        }),
    },
    Cue {
        name: "set-in",
        claims: Opens(Verse),
        weight: 2,
        why: "The lines are set in, unlike the paragraphs.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew it.\n\n»     A stone for the mason\n    A stone for the pot\n\nThey sang it on both sides of the wall, not quite together, until it got dark.",
        ],
        no: &["A stone for the mason\nA stone for the pot"],
        holds: Here(|p| {
            let stanza = Stanza::at(p);
            is_apart(p)
                && stanza.lines >= 2
                && stanza.indented * 3 >= stanza.lines * 2
                && !p.habits().is_indented
                && stanza.is_plain()
        }),
    },
    Cue {
        name: "each-line-a-capital",
        claims: Opens(Verse),
        weight: 1,
        why: "Each line begins with a capital though the sentence goes on.",
        yes: &["» A stone for the mason\nA stone for the pot\nA stone for the lady\n\nThey sang it."],
        no: &["a stone\nfor the mason"],
        holds: Here(|p| {
            let stanza = Stanza::at(p);
            is_apart(p)
                && stanza.lines >= 2
                && stanza.capitals == stanza.lines
                && stanza.soft * 2 >= stanza.lines
                && stanza.is_plain()
        }),
    },
    Cue {
        name: "marks-around",
        claims: Opens(Verse),
        weight: 6,
        why: "Tildes, notes of music or colons stand around the lines, as around lyrics.",
        yes: &[
            "~* I can still see it now\n\nAnd it will not go away *~\n\nShe went in.",
            "♪ Roll up, roll up ♪",
            "::and oh, the light::",
        ],
        no: &["~ Top Note ~", "~*~*~"],
        holds: Here(|p| opens_marked(p).is_some()),
    },
    Cue {
        name: "marked-lines-go-on",
        claims: Continues(Verse),
        weight: 8,
        why: "The marks are not closed yet, or stand around the next line too.",
        yes: &["~* I can still see it now\n\n» And it will not go away *~\n\nShe went in."],
        no: &["~ Top Note ~\n\n» She went in."],
        holds: Onward(|p| opens_marked(p).unwrap_or(0)),
    },
    Cue {
        name: "lines-go-on",
        claims: Continues(Verse),
        weight: 3,
        why: "The stanza goes on.",
        yes: &["» A stone for the mason\nA stone for the pot\nA stone for the lady\n\nThey sang it."],
        no: &["It was blue."],
        holds: Onward(|p| {
            let stanza = Stanza::at(p);
            if is_apart(p) && stanza.lines >= 2 && stanza.is_plain() { stanza.reach } else { 0 }
        }),
    },
    Cue {
        name: "next-stanza",
        claims: Continues(Verse),
        weight: 4,
        why: "Another stanza of the same kind follows.",
        yes: &[
            "A stone for the mason\nA stone for the pot\nA stone for the lady\n\n» A bone for the dog\nA bone for the cat\nA bone for the tailor\n\nThey sang it.",
        ],
        no: &["A stone for the mason\n\n» It was blue."],
        holds: Here(|p| {
            let stanza = Stanza::at(p);
            stanza.lines >= 2
                && stanza.is_plain()
                && p.previous().is_some_and(|a| is_stanza_above(&a))
                && p.wider_above() <= 1
        }),
    },
    Cue {
        name: "list-or-talk",
        claims: Opens(Verse),
        weight: -5,
        why: "Labels, numbers or speeches make it a list or a dialogue.",
        yes: &["Ann: here\nBea: here\nCay: here\n\nThey sat."],
        no: &["A stone for the mason\nA stone for the pot"],
        holds: Here(|p| {
            let stanza = Stanza::at(p);
            stanza.lines >= 2 && !stanza.is_plain()
        }),
    },
    Cue {
        name: "sung",
        claims: Is(Kind::Song),
        weight: 3,
        why: "Marks of music, tildes, or a chorus say that it is sung.",
        yes: &["♪ Roll up, roll up ♪", "~* I can still see it now\n\nAnd it will not go *~"],
        no: &["A stone for the mason\nA stone for the pot"],
        holds: Here(|p| opens_marked(p).is_some() || p.low().starts_with("chorus") || p.low().starts_with("verse ")),
    },
    Cue {
        name: "before-the-text",
        claims: Is(Kind::VerseEpigraph),
        weight: 3,
        why: "It stands before the text of the work or a chapter.",
        yes: &[
            "The Door\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady\n\nChapter 1\n\nIt was blue.",
        ],
        no: &[
            "It was blue, and it had not been there before.\n\n» A stone for the mason\nA stone for the pot\n\nThey sang it.",
        ],
        holds: Here(|p| is_before_text(p)),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[];

/// A group set off from the paragraphs: in texts without blank lines short lines stand everywhere.
fn is_apart(place: &Place) -> bool {
    (place.habits().distance > 0 || place.above() > 0) && place.ordinal() > 0
}

fn is_stanza_above(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= 14
        && !shape.is_speech
        && shape.width <= 72
        && place.step(-1).is_some_and(|a| a.shape().words <= 14 && place.above() == 0)
}

/// How many units behind the line here belong to lines that marks stand around: none where it is no such line.
fn opens_marked(place: &Place) -> Option<usize> {
    let glance = place.glance()?;
    let text = glance.text.as_str();
    if place.shape().is_signs || place.shape().words < 2 {
        return None;
    }
    for (open, close) in [("~*", "*~"), ("♪", "♪"), ("♫", "♫"), ("::", "::"), ("*~", "~*"), ("//", "//")] {
        if !text.starts_with(open) {
            continue;
        }
        let mut reach = 0;
        let mut steps = 0;
        let mut at = *place;
        let mut is_closed = false;
        loop {
            let line = at.glance().map_or("", |g| g.text.as_str());
            if !at.is_space() {
                if line.ends_with(close) && (steps > 0 || line.len() > open.len() + close.len()) {
                    is_closed = true;
                    reach = steps;
                } else if is_closed {
                    break;
                }
            }
            let Some(next) = at.step(1) else { break };
            let next_opens = next.glance().is_some_and(|g| g.text.starts_with(open));
            if steps >= 24 || (is_closed && !next_opens) {
                break;
            }
            steps += 1;
            at = next;
        }
        if is_closed {
            return Some(reach);
        }
    }
    None
}

/// Above it only the title page or a heading.
fn is_before_text(place: &Place) -> bool {
    let mut at = *place;
    for _ in 0..10 {
        let Some(above) = at.previous() else { return true };
        if above.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.is_strong())) {
            return true;
        }
        if above.is_prose()
            && !above.glance().is_some_and(|g| {
                g.label
                    .as_ref()
                    .is_some_and(|l| languages::field(&l.name).is_some() || languages::is_note_label(&l.name))
            })
        {
            return false;
        }
        at = above;
    }
    false
}
