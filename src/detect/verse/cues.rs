//! The cues of verse.

use super::poem::Poem;
use super::{lines, lone, spread};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::{Kind, Role};

use Claim::{Continues, Is, Opens};
use Holds::{Here, Onward};
use Role::Verse;

/// Words of a line between colons at least.
const LEAST_SUNG: u16 = 4;

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
        holds: Here(|p| holds(p, |poem| poem.lines >= 3)),
    },
    Cue {
        name: "title-in-italics",
        claims: Opens(Verse),
        weight: 5,
        why: "In front of the book a title stands in italics above the lines.",
        yes: &[
            "The Door\n\n\n» _To Ann_\n\nA stone for the mason\nA stone for the pot\nA bone for the dog\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &[
            "The Door\n\n\n» _To Ann_\n\nIt was blue, and it had not been there before, not in all the years she knew.\n\n\nChapter 1\n\nIt was blue.",
        ],
        holds: Here(|p| lines::is_emphasised_title(p) && holds(p, |poem| poem.rhymes() || poem.is_enjambed())),
    },
    Cue {
        name: "pair-of-short-lines",
        claims: Opens(Verse),
        weight: 1,
        why: "Two short lines stand together, set in or rhyming.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew.\n\n»    A stone for the mason\n   A stone for the pot\n\nThey sang it.",
        ],
        no: &["It was blue.", "It was blue.\n\n» He left us\nShe stayed\n\nIt rained."],
        holds: Here(|p| holds(p, |poem| poem.lines == 2)),
    },
    Cue {
        name: "rhyme",
        claims: Opens(Verse),
        weight: 4,
        why: "The lines rhyme.",
        yes: &[
            "It was blue.\n\n» Strike me a penny\nor strike me a shilling\nStrike while I'm hot\nand strike while I'm willing\n\nThe foundry never slept.",
        ],
        no: &["It was blue.\n\n» A stone for the mason\nA stone for the pot\n\nThey sang it."],
        holds: Here(|p| holds(p, Poem::rhymes)),
    },
    Cue {
        name: "soft-ends",
        claims: Opens(Verse),
        weight: 1,
        why: "Most lines end without a full stop.",
        yes: &["It was blue.\n\n» A stone for the mason\nA stone for the pot\nA bone for the dog\n\nThey sang it."],
        no: &["It was blue.\n\n» He left.\nShe stayed.\nThe dog was ill.\n\nIt rained."],
        holds: Here(|p| holds(p, Poem::is_soft)),
    },
    Cue {
        name: "set-in",
        claims: Opens(Verse),
        weight: 3,
        why: "The lines are set in, unlike the paragraphs.",
        yes: &[
            "It was blue, and it had not been there before, not in all the years she knew it.\n\n»     A stone for the mason\n    A stone for the pot\n\nThey sang it on both sides of the wall, not quite together, until it got dark.",
        ],
        no: &["It was blue.\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady"],
        holds: Here(|p| holds(p, Poem::is_set_in)),
    },
    Cue {
        name: "set-out",
        claims: Opens(Verse),
        weight: 4,
        why: "The lines stand at the margin, and all paragraphs are set in.",
        yes: &[
            "   It was blue, and it had not been there before, not in all the years she knew it, whatever they said.\n   She went in and sat down.\n   The dog came and sat beside her, and both of them waited there until it got dark.\n   They sang it on both sides of the wall, not quite together, until it got dark.\n\n» a stone for the mason\na stone for the pot\n\n   They sang it on both sides of the wall, not quite together, until it got dark.\n   She went out again.",
        ],
        no: &["It was blue.\n\n» a stone for the mason\na stone for the pot\n\nShe sang it on both sides of the wall."],
        holds: Here(|p| holds(p, Poem::is_set_out)),
    },
    Cue {
        name: "capitals-in-mid-sentence",
        claims: Opens(Verse),
        weight: 2,
        why: "Lines begin with a capital though the sentence goes on.",
        yes: &["It was blue.\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady\n\nThey sang it."],
        no: &["It was blue.\n\n» a stone\nfor the mason\nand one for me\n\nThey sang it."],
        holds: Here(|p| holds(p, Poem::is_enjambed)),
    },
    Cue {
        name: "emphasis-on-each-line",
        claims: Opens(Verse),
        weight: 2,
        why: "Each line stands between marks of emphasis.",
        yes: &["It was blue.\n\n» *a stone for the mason*\n*a stone for the pot*\n\nThey sang it."],
        no: &["It was blue.\n\n» A stone for the mason\nA stone for the pot\nA bone for the dog\n\nThey sang it."],
        holds: Here(|p| holds(p, Poem::is_emphasised)),
    },
    Cue {
        name: "several-stanzas",
        claims: Opens(Verse),
        weight: 2,
        why: "Several groups of lines follow one another.",
        yes: &[
            "It was blue.\n\n» A stone for the mason\nA stone for the pot\nA stone for the lady\n\nA bone for the dog\nA bone for the cat\nA bone for the tailor\n\nThey sang it.",
        ],
        no: &["It was blue.\n\n» A stone for the mason\nA stone for the pot\nA bone for the dog\n\nThey sang it."],
        holds: Here(|p| holds(p, |poem| poem.groups >= 2)),
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
        no: &["~ Top Note ~", "~*~*~", "::distant thunder::"],
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
        name: "line-that-is-sung",
        claims: Opens(Verse),
        weight: 6,
        why: "One line is set in, and the paragraph above says that somebody sings or recites.",
        yes: &[
            "The mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nFrom the yard there came a voice, and it was singing:\n\n»     Oh, the geese they wear no stockings\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["It was blue, and they sang it.\n\n» A stone for the mason\n\nThey went home."],
        holds: Here(lone::is_announced),
    },
    Cue {
        name: "line-within-a-sentence",
        claims: Opens(Verse),
        weight: 6,
        why: "One line is set in, in the middle of a sentence of the story.",
        yes: &[
            "The mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nHe thought of his grandmother, who had told them all, in the mill and\nout of it, whenever anybody was in a hurry, that\n\n»     The slow stone grinds the finest flour\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["It was blue, and they sang it.\n\n» A stone for the mason\n\nThey went home."],
        holds: Here(lone::is_cut_in),
    },
    Cue {
        name: "lines-go-on",
        claims: Continues(Verse),
        weight: 5,
        why: "The poem goes on, with its stanzas, its refrain and its source.",
        yes: &["It was blue.\n\nA stone for the mason\n» A stone for the pot\nA stone for the lady\n\nThey sang it."],
        no: &["It was blue.\n\nA stone for the mason\nA stone for the pot\nA bone for the dog\n\n» They sang it."],
        holds: Onward(|p| Poem::at(p).filter(|poem| poem.is_likely(p)).map_or(0, |poem| poem.reach)),
    },
    Cue {
        name: "lines-each-apart",
        claims: Opens(Verse),
        weight: 8,
        why: "Short lines, each apart from the next, end no sentence; they are in lower case, emphasised, or rhyme.",
        yes: &[
            "It was blue.\n\n» the wall remembers us\n\nas walls remember rain\n\na little at a time\n\nfrom the foundation up\n\nShe went in.",
        ],
        no: &[
            "it was blue\n\n» she went in\n\nhe stayed outside\n\nnobody asked\n\nit rained all day\n\nthey met again",
        ],
        holds: Here(|p| spread::reach(p).is_some()),
    },
    Cue {
        name: "next-line-apart",
        claims: Continues(Verse),
        weight: 10,
        why: "The lines go on, each apart.",
        yes: &[
            "It was blue.\n\nthe wall remembers us\n\n» as walls remember rain\n\na little at a time\n\nfrom the foundation up\n\nShe went in.",
        ],
        no: &["It was blue.\n\nthe wall remembers us\n\n» She went in."],
        holds: Onward(|p| spread::reach(p).unwrap_or(0)),
    },
    Cue {
        name: "sung",
        claims: Is(Kind::Song),
        weight: 3,
        why: "Marks of music, tildes, or a chorus say that it is sung.",
        yes: &["♪ Roll up, roll up ♪", "~* I can still see it now\n\nAnd it will not go *~"],
        no: &["A stone for the mason\nA stone for the pot"],
        holds: Here(|p| {
            let is_part = |word: &str, letter| p.may_begin_with(letter) && p.low().starts_with(word);
            opens_marked(p).is_some() || is_part("chorus", 'c') || is_part("verse ", 'v')
        }),
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
        holds: Here(|p| !lines::is_within(p) && lines::is_before_text(p)),
    },
];

/// Whether a likely poem begins here of which so much is true.
fn holds(place: &Place, is_true: fn(&Poem) -> bool) -> bool {
    Poem::at(place).is_some_and(|poem| poem.is_likely(place) && is_true(&poem))
}

/// How many units behind the line here belong to lines that marks stand around: none where it is no such line.
fn opens_marked(place: &Place) -> Option<usize> {
    let shape = place.shape();
    let may_open = matches!(shape.first, '~' | '*' | '♪' | '♫' | ':' | '/' | '#' | '<');
    // "::distant thunder::" is a sound.
    let is_sound = shape.first == ':' && shape.last == ':' && shape.words < LEAST_SUNG;
    if !may_open || shape.is_signs || shape.words < 2 || is_sound {
        return None;
    }
    let text = place.glance()?.text.as_str();
    for (open, close) in [("~*", "*~"), ("♪", "♪"), ("♫", "♫"), ("::", "::"), ("*~", "~*"), ("//", "//"), ("# ", " #")]
    {
        if !text.starts_with(open) || is_closed_amid(text, open, close) {
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

/// "//I?// said the book.": the marks stand around some words, as around what is thought, and the line goes on without.
fn is_closed_amid(text: &str, open: &str, close: &str) -> bool {
    text[open.len()..].split_once(close.trim()).is_some_and(|(_, rest)| {
        let rest = rest.trim_start();
        !rest.is_empty() && !rest.starts_with(open.trim())
    })
}
