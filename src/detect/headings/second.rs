//! The cues of headings that depend on what was found in the first look: series of numbers, forms that return.

use super::argument::reach_of_argument;
use super::below::{is_title_below, reach_of_title};
use super::ledger::is_entry;
use super::markup::is_marked_up;
use super::sight::{
    ends_as_sentence, form, is_bare_number, is_short_below_space, is_title_like, opens_text, underlines_a_heading,
};
use super::slug;
use super::subtitle;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Heading;

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: [Cue; 26] = [
    Cue {
        name: "continues-a-series",
        claims: Opens(Heading),
        weight: 4,
        why: "Its number continues a series.",
        yes: &[
            "One\n\nShe went to the sea that day, and never said why.\n\n» Two\n\nHe stayed at home and fed the dog.",
        ],
        no: &[
            "One\n\nShe went to the sea that day, and never said why.\n\n» Nine\n\nHe stayed at home and fed the dog.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.is_in_series(p) && !s.headings.is_in_list(p))),
    },
    Cue {
        name: "form-that-returns",
        claims: Opens(Heading),
        weight: 2,
        why: "Other lines of the same form, with the same space above, head stretches of text.",
        yes: &[
            "\n~ Top Note ~\n\nShe went to the sea that day, and never said why.\n\n\n» ~ Heart Note ~\n\nHe stayed at home and fed the dog.\n\nThe dog was grateful.\n\n\n~ Base Note ~\n\nIt rained on both of them, far apart.",
        ],
        no: &["~ Top Note ~\n\nShe went to the sea that day, and never said why."],
        holds: Here(|p| {
            p.survey().is_some_and(|s| s.headings.of_same_form(p) >= 2) && opens_text(p) && !ends_as_sentence(p)
        }),
    },
    Cue {
        name: "framed-alike",
        claims: Opens(Heading),
        weight: 8,
        why: "Several names or titles stand between the same signs, text below each.",
        yes: &[
            "It rained.\n\n» [Nell]\n\nShe went to the sea that day.\n\nIt was blue.\n\n[Sam]\n\nHe stayed at home.\n\nHe slept until noon.",
        ],
        no: &["It rained.\n\n» [Nell]\n\nShe went to the sea that day.\n\nIt was blue."],
        holds: Here(|p| {
            form(p).is_none()
                && p.leaning(Role::Letter) < 3
                && p.leaning(Role::Break) < 5
                && p.leaning(Role::Boilerplate) < 6
                && p.survey().is_some_and(|s| s.headings.apart.framed.contains(&p.at()))
        }),
    },
    Cue {
        name: "counted-in-words",
        claims: Opens(Heading),
        weight: 7,
        why: "Number words count up from one, each at the head of a stretch of text.",
        yes: &[
            "» One.\n\nShe went to the sea that day.\n\nIt was blue.\n\nTwo.\n\nHe stayed at home.\n\nHe slept until noon.\n\nThree.\n\nIt rained.\n\nThey met.",
        ],
        no: &["» One.\n\nTwo.\n\nThree.\n\nHe jumped, and it was not as high as he had thought."],
        holds: Here(|p| p.shape().is_ended && p.survey().is_some_and(|s| s.headings.is_spelled(p))),
    },
    Cue {
        name: "named-in-the-contents",
        claims: Opens(Heading),
        weight: 15,
        why: "The printed table of contents names this title.",
        yes: &[
            "Two Doors\n\nby Ann Ode\n\nContents\n\nThe Blue Door\nThe Red Door\n\nThe Blue Door\n\nShe went to the sea that day, and never said why.\n\n» The Red Door\n\nHe stayed at home and fed the dog.",
        ],
        no: &["Two Doors\n\nby Ann Ode\n\n» The Red Door\n\nHe stayed at home and fed the dog."],
        holds: Here(|p| {
            let heads_letter = p.below() > 0 && p.next().is_some_and(|n| n.leaning(Role::Letter) > 0);
            form(p).is_none()
                && (opens_text(p) || heads_letter || p.next().is_some_and(|n| n.shape().is_signs))
                && p.leaning(Role::Contents) == 0
                && p.ordinal() > 2
                && !is_below_number(p)
                && p.survey().is_some_and(|s| s.headings.is_announced(p))
        }),
    },
    Cue {
        name: "above-the-first-number",
        claims: Opens(Heading),
        weight: 8,
        why: "The number one stands right below, and numbers begin anew in this text.",
        yes: &[
            "Two Years\n\nby Ann Ode\n\n» The First Summer\n\n1.\n\nShe went to the sea.\n\n2.\n\nHe stayed.\n\nThe Second Summer\n\n1.\n\nShe came back.\n\n2.\n\nHe had left.",
        ],
        no: &["Two Years\n\nby Ann Ode\n\n» The First Summer\n\n1.\n\nShe went to the sea.\n\n2.\n\nHe stayed."],
        holds: Here(|p| {
            form(p).is_none()
                && is_title_like(p)
                && p.ordinal() > 0
                && p.next().is_some_and(|n| is_bare_number(&n) && form(&n).is_some_and(|f| f.number == Some(1)))
                && p.survey().is_some_and(|s| s.headings.counts_anew())
        }),
    },
    Cue {
        name: "day-by-day",
        claims: Opens(Heading),
        weight: 14,
        why: "Days stand alone at the head of stretches of text.",
        yes: &[
            "» Monday\n\nShe went to the sea that day.\n\nIt was blue.\n\nTuesday\n\nHe stayed at home.\n\nHe slept until noon.",
        ],
        no: &["Monday\n\nShe went to the sea that day.\n\nIt was blue."],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.heads_a_day(p))),
    },
    Cue {
        name: "counts-up",
        claims: Opens(Heading),
        weight: 8,
        why: "Lines alike but for a number that counts up stand at the head of stretches of text.",
        yes: &[
            "It rained, and nobody came.\n\n» [Goose #1]\n\nShe went to the sea that day.\n\nIt was blue.\n\n[Goose #2]\n\nHe stayed at home.\n\nHe slept.\n\n[Goose #3]\n\nIt rained.",
        ],
        no: &["[Goose #1]\n\nShe went to the sea that day."],
        holds: Here(|p| form(p).is_none() && p.survey().is_some_and(|s| s.headings.counts_up(p))),
    },
    Cue {
        name: "arc-and-chapter",
        claims: Opens(Heading),
        weight: 9,
        why: "Numbers of two steps, arc and chapter, go on from one to the next.",
        yes: &[
            "It rained.\n\n» 3.1\n\nShe went to the sea that day.\n\nIt was blue.\n\n3.2\n\nHe stayed at home.\n\nHe slept.",
        ],
        no: &[
            "It rained.\n\n» 3.1\n\nThat was what the ruler said, and the ruler was wrong.\n\n4.7\n\nShe measured again.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.apart.stepped.contains(&p.at()))),
    },
    Cue {
        name: "first-of-the-titles",
        claims: Opens(Heading),
        weight: 8,
        why: "It stands close below the title page, and titles of its form stand apart farther down.",
        yes: &[
            "Three Doors\n\nby Ann Ode\n\n» The Blue Door\n\nShe went to the sea that day, and never said why.\n\nIt was blue.\n\n\nThe Red Door\n\nHe stayed at home and fed the dog.\n\nHe slept.\n\n\nThe Black Door\n\nIt rained on both of them, far apart.",
        ],
        no: &["Three Doors\n\nby Ann Ode\n\n» The Blue Door\n\nShe went to the sea that day, and never said why."],
        holds: Here(|p| {
            (1..30).contains(&p.from_top())
                && (p.above() > 0 || p.habits().distance == 0)
                && is_title_like(p)
                && form(p).is_none()
                && opens_text(p)
                && p.next().is_some_and(|n| n.is_prose())
                && stands_in_front(p)
                && p.survey().is_some_and(|s| s.headings.is_like_titles(p))
        }),
    },
    Cue {
        name: "below-every-wide-space",
        claims: Opens(Heading),
        weight: 13,
        why: "Below nearly every wide space of this text stands a short line that heads what follows.",
        yes: &[
            "It rained, and nobody came to the house.\n\nIt poured, and they stayed.\n\n\n» Where Is the Door?\n\nShe went to the sea that day, and never said why.\n\nIt was blue.\n\n\nThe Wall\n\nHe stayed at home and fed the dog.\n\nHe slept.\n\n\nRun!\n\nIt rained on both of them, far apart.",
        ],
        no: &[
            "It rained, and nobody came to the house.\n\nIt poured, and they stayed.\n\n\n» Where was the door?\n\nShe went to the sea that day, and never said why.\n\nIt was blue.\n\n\nHe stayed at home and fed the dog.\n\nHe slept.\n\n\nIt rained on both of them, far apart.",
        ],
        holds: Here(|p| {
            form(p).is_none()
                && !is_title_like(p)
                && is_short_below_space(p)
                && p.survey().is_some_and(|s| s.headings.spaces_head())
        }),
    },
    Cue {
        name: "plus-one",
        claims: Opens(Heading),
        weight: 6,
        why: "Below a count of five times stands the one time more.",
        yes: &[
            "1.\n\nShe went to the sea that day, and never said why.\n\n2.\n\nShe went again.\n\n» +1.\n\nHe went to the sea, and there she was.",
        ],
        no: &["It rained.\n\n» +1\n\nHe went to the sea, and there she was."],
        holds: Here(|p| {
            is_bare_number(p) && p.shape().first == '+' && p.survey().is_some_and(|s| s.headings.has_bare_series())
        }),
    },
    Cue {
        name: "crowd-of-titles",
        claims: Opens(Heading),
        weight: -5,
        why: "Where every few lines could be a title, none of them is.",
        yes: &[],
        no: &["The Door\n\nShe went to the sea that day."],
        holds: Here(|p| !is_marked_up(p) && p.survey().is_some_and(|s| s.headings.is_crowded(p))),
    },
    Cue {
        name: "list-of-titles",
        claims: Opens(Heading),
        weight: -14,
        why: "Headings without text between them are a table of contents.",
        yes: &["Chapter 1\nChapter 2\n» Chapter 3\nChapter 4\n\n\nChapter 1\n\nShe went to the sea that day."],
        no: &["Chapter 1\n\nShe went to the sea that day."],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.is_in_list(p))),
    },
    Cue {
        name: "entry-of-a-ledger",
        claims: Opens(Heading),
        weight: -14,
        why: "The same word and a number stand right above or below: somebody keeps a list.",
        yes: &["It rained.\n\n» DAY 1 - HAM\nDAY 2 - JAM\n\n\"Bring two,\" he said."],
        no: &["DAY 1 - HAM\n\nShe went to the sea that day.\n\n» DAY 2 - JAM\n\nHe stayed at home."],
        holds: Here(is_entry),
    },
    Cue {
        name: "counts-down",
        claims: Opens(Heading),
        weight: -12,
        why: "The numbers count down, and hardly anything stands between them.",
        yes: &["She read the lamp aloud.\n\n» 3\n\n2\n\nHe held his breath until the door began to shake.\n\n1"],
        no: &["2\n\nShe went to the sea that day, and never said why.\n\n» 3\n\nHe stayed at home and fed the dog."],
        holds: Here(|p| is_bare_number(p) && p.survey().is_some_and(|s| s.headings.counts_down(p))),
    },
    Cue {
        name: "ornament-of-a-letter",
        claims: Opens(Heading),
        weight: -9,
        why: "An x between signs is an ornament, where it continues no series of numbers.",
        yes: &[
            "She went in and sat down.\n\n» ~X~\n\nHe went out and stood up.\n\n~X~\n\nThe dog stayed where it was.",
        ],
        no: &["-IX-\n\nShe went in and sat down.\n\n» -X-\n\nHe went out and stood up."],
        holds: Here(|p| {
            is_bare_number(p)
                && crate::detect::breaks::is_letter_ornament(p)
                && p.survey().is_some_and(|s| !s.headings.is_in_series(p))
        }),
    },
    Cue {
        name: "title-below-a-number",
        claims: Continues(Heading),
        weight: 5,
        why: "Below a bare chapter number stands the chapter's title.",
        yes: &[
            "CHAPTER I\n\n» The Door in the Wall\n\nShe went to the sea that day, and never said why, and never came back.",
        ],
        no: &[
            "CHAPTER I\n\n» She went to the sea that day, and never said why, and never came back.",
            "Chapter 1: The Sea\n\n» Gone\n\nShe went to the sea.",
        ],
        holds: Onward(|p| p.next().filter(is_title_below).map_or(0, |title| title.at() - p.at())),
    },
    Cue {
        name: "title-over-lines",
        claims: Continues(Heading),
        weight: 10,
        why: "Below a bare chapter number stands the chapter's title, over two lines or three.",
        yes: &[
            "CHAPTER I\n\nIn which a door is found in a wall,\n» and nobody knocks\n\nShe went to the sea that day, and never said why, and never came back.",
        ],
        no: &[
            "CHAPTER I\n\nA door was found in a wall\n» Nobody knocked\nNobody came\n\nShe went to the sea that day, and never said why.",
        ],
        holds: Onward(reach_of_title),
    },
    Cue {
        name: "place-and-time",
        claims: Opens(Heading),
        weight: 8,
        why: "Two short lines or three say where and when the text below plays.",
        yes: &[
            "It rained, and nobody came.\n\n» Harbour Street\n6:15 AM\n\nShe went to the sea that day, and never said why.",
        ],
        no: &[
            "It rained, and nobody came.\n\n» Harbour Street\nNo Entry\n\nShe went to the sea that day, and never said why.",
        ],
        holds: Here(|p| slug::reach(p) > 0 && p.leaning(Role::Letter) < 3),
    },
    Cue {
        name: "place-and-time-go-on",
        claims: Continues(Heading),
        weight: 14,
        why: "The lines that say where and when go on.",
        yes: &[
            "It rained, and nobody came.\n\nHarbour Street\n» 6:15 AM\n\nShe went to the sea that day, and never said why.",
        ],
        no: &[
            "It rained, and nobody came.\n\nHarbour Street\n» No Entry\n\nShe went to the sea that day, and never said why.",
        ],
        holds: Onward(|p| if p.leaning(Role::Letter) < 3 { slug::reach(p) } else { 0 }),
    },
    Cue {
        name: "above-a-chapter",
        claims: Opens(Heading),
        weight: 12,
        why: "Lines without a word for it stand right above some of the chapters, each another: parts by their titles.",
        yes: &[
            "Two Winters\n\nby Ann Ode\n\n\n» THE FIRST WINTER\n\nChapter 1\n\nShe went to the sea.\n\nChapter 2\n\nShe came back.\n\n\nTHE SECOND WINTER\n\nChapter 3\n\nHe stayed.\n\nChapter 4\n\nHe left.",
        ],
        no: &[
            "Two Winters\n\nby Ann Ode\n\n\n» THE FIRST WINTER\n\nChapter 1\n\nShe went to the sea.\n\nChapter 2\n\nShe came back.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.is_above_chapters(p))),
    },
    Cue {
        name: "number-ends-a-note",
        claims: Opens(Heading),
        weight: 6,
        why: "A numbered title of the book's series stands alone below a note, which it ends.",
        yes: &[
            "The Weir\nby Ann Ode\n\nhey guys!! so this is my poetry book lol. some of these are super old so dont judge. i'll update whenever i write a new one. no flames plz\n\n» 1. Glass\n\nYou said the weir was shut\nlike it was a good thing\nlike water was something\nyou could be too full of\n\n2. Tuesday\n\nTuesday tastes of flour,\nTuesday smells of geese,\nTuesday is the miller\nwho never gave them peace.",
        ],
        no: &[
            "The Weir\nby Ann Ode\n\nhey guys!! so this is my poetry book lol. some of these are super old so dont judge. i'll update whenever i write a new one. no flames plz\n\n1. Glass\n\nYou said the weir was shut\nlike it was a good thing\nlike water was something\nyou could be too full of\n\n» 2. Tuesday\n\nTuesday tastes of flour,\nTuesday smells of geese,\nTuesday is the miller\nwho never gave them peace.",
        ],
        holds: Here(|p| {
            p.carrying_on(Role::Note) >= 4
                && p.above() > 0
                && p.below() > 0
                && is_title_like(p)
                && form(p).is_some_and(|f| f.number.is_some() && f.title.is_some())
                && p.survey().is_some_and(|s| s.headings.is_in_series(p) && !s.headings.is_in_list(p))
        }),
    },
    Cue {
        name: "second-line-of-a-title",
        claims: Continues(Heading),
        weight: 8,
        why: "A second line in capitals stands nearer to the title above than to the text.",
        yes: &[
            "It rained, and nobody came.\n\n\n\nTHE DOOR IN THE WALL\n\n» A TALE OF TWO GARDENS\n\n\nShe went to the sea that day, and never said why.",
        ],
        no: &[
            "It rained, and nobody came.\n\n\n\nTHE DOOR IN THE WALL\n\n» She went to the sea that day, and never said why.",
        ],
        holds: Onward(subtitle::reach),
    },
    Cue {
        name: "contents-below-a-number",
        claims: Continues(Heading),
        weight: 6,
        why: "Below a bare chapter number its contents are told in capitals, over several lines.",
        yes: &[
            "CHAPTER I\nIN WHICH A DOOR IS FOUND IN A WALL\n» AND NOBODY KNOCKS\n\nShe went to the sea that day, and never said why, and never came back.",
        ],
        no: &["CHAPTER I\nIN WHICH A DOOR IS FOUND IN A WALL\n\n» She went to the sea that day, and never said why."],
        holds: Onward(reach_of_argument),
    },
    Cue {
        name: "rule-below-a-title",
        claims: Continues(Heading),
        weight: 8,
        why: "A rule stands directly below the heading.",
        yes: &[
            "It rained.\n\nIt poured.\n\nShe went in.\n\n\nThe Door in the Wall\n» --------------------\n\nIt was blue.",
        ],
        no: &["She went in.\n\n» -----\n\nIt was blue."],
        holds: Here(underlines_a_heading),
    },
];

/// Close below a bare chapter number, or right below a part's: what the contents announce there belongs to it.
fn is_below_number(place: &Place) -> bool {
    let is_number = |above: Place| {
        let is_joined = |f: &super::Form| (f.is_named || f.number.is_some()) && place.above() == 0;
        let is_bare = |f: &super::Form| (f.is_numbered_chapter() || is_joined(f)) && f.title.is_none();
        above.leaning(Heading) >= 4 && form(&above).is_some_and(is_bare)
    };
    place.above() <= 2 && place.previous().is_some_and(is_number)
}

/// Words from which a block above the first title is a paragraph.
const SENTENCE: u16 = 14;

/// Nothing above but what stands before a text: title, name, fields, notes, mottoes.
fn stands_in_front(place: &Place) -> bool {
    let front = [Role::Title, Role::Byline, Role::Field, Role::Note, Role::Epigraph, Role::Verse, Role::Boilerplate];
    let mut at = *place;
    for _ in 0..30 {
        let Some(above) = at.previous() else { return true };
        if above.shape().words >= SENTENCE && !front.iter().any(|&role| above.leaning(role) >= 4) {
            return false;
        }
        at = above;
    }
    false
}
