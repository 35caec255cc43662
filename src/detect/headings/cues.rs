//! The cues of headings.

use super::markup::{self, is_marked_up};
use super::sight::{
    announces, ends_as_sentence, form, has_ornaments, heads_chat, is_bare_number, is_chapter_label, is_chat,
    is_date_line, is_label, is_later_line, is_one_of_labels, is_point_of_view, is_quoted_title, is_title_below_space,
    is_title_like, is_underlined, opens_text,
};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::headings::Form;
use crate::detect::languages::Division;
use crate::detect::place::Place;
use crate::detect::role::{Kind, Role};

use Claim::{Is, Opens};
use Holds::Here;
use Kind::{Chapter, Part, Section};
use Role::Heading;

/// Cues that look at a line, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "word-and-number",
        claims: Opens(Heading),
        weight: 7,
        why: "A chapter word stands with a number.",
        yes: &[
            "Chapter 3",
            "CHAPTER XII--THE DOOR",
            "PART THE FIRST",
            "It rained.\n\nIt poured.\n\nShe slept.\n\n\n» CHAPTER 57. Of Doors in Paint; in Teeth; in Wood; in Stone; in Mountains.\n\nIt was blue.",
            "Kapitel 2: Die Uhr",
            "第一話　切符",
            "the first night: arrivals",
        ],
        no: &["Chapter 3 was dull.", "Three chapters later", "Part of me knew"],
        holds: Here(|p| form(p).is_some_and(|f| f.is_strong() && !f.is_named) && !ends_as_sentence(p)),
    },
    Cue {
        name: "name-of-a-division",
        claims: Opens(Heading),
        weight: 6,
        why: "A word such as Prologue stands by itself.",
        yes: &["Prologue", "EPILOGUE", "Prologue: The Tide", "Vorwort"],
        no: &["Prologue to nothing at all", "The prologue was long."],
        holds: Here(|p| form(p).is_some_and(|f| f.is_named) && !ends_as_sentence(p)),
    },
    Cue {
        name: "bare-number",
        claims: Opens(Heading),
        weight: 4,
        why: "A number stands alone on its line.",
        yes: &["3", "XII.", "- 4 -", "-- Two --", "<<003>>"],
        no: &["1984 was a bad year.", "3rd of May", "\"Three.\""],
        holds: Here(|p| is_bare_number(p) && !p.shape().is_speech),
    },
    Cue {
        name: "number-and-title",
        claims: Opens(Heading),
        weight: 3,
        why: "A number stands before a short title.",
        yes: &["3. The Door in the Wall", "II - Silt", "IV: Home"],
        no: &["3. Take the left road, and do not look back.", "3 The Door"],
        holds: Here(|p| {
            form(p).is_some_and(|f| f.division.is_none() && f.title.is_some())
                && !ends_as_sentence(p)
                && !p.shape().is_speech
        }),
    },
    Cue {
        name: "no-end-mark",
        claims: Opens(Heading),
        weight: 1,
        why: "A short line ends without a full stop.",
        yes: &["The Door in the Wall", "home again"],
        no: &["The door was open.", "He said,"],
        holds: Here(is_title_like),
    },
    Cue {
        name: "space-above-a-title",
        claims: Opens(Heading),
        weight: 7,
        why: "The space above a short line without end mark is wider than between paragraphs.",
        yes: &[
            "He left for the coast that night, and she stayed.\n\nShe had the boat, after all, and the dog.\n\n\n» The Door in the Wall\n\nIt was blue, and it had not been there before.\n\nShe went in.",
        ],
        no: &[
            "He left for the coast that night, and she stayed.\n\nShe had the boat, after all, and the dog.\n\n» The Door in the Wall\n\nIt was blue, and it had not been there before.\n\nShe went in.",
        ],
        holds: Here(is_title_below_space),
    },
    Cue {
        name: "wide-space-above-a-title",
        claims: Opens(Heading),
        weight: 1,
        why: "The space above it is wider by three lines or more.",
        yes: &[
            "He left for the coast that night, and she stayed.\n\nShe had the boat, after all, and the dog.\n\n\n\n\n» The Door in the Wall\n\nIt was blue, and it had not been there before.\n\nShe went in.",
        ],
        no: &[
            "He left for the coast that night, and she stayed.\n\nShe had the boat, after all, and the dog.\n\n\n» The Door in the Wall\n\nIt was blue, and it had not been there before.\n\nShe went in.",
        ],
        holds: Here(|p| is_title_like(p) && p.wider_above() >= 3 && opens_text(p)),
    },
    Cue {
        name: "capitals",
        claims: Opens(Heading),
        weight: 1,
        why: "A short line is in capitals.",
        yes: &["THE DOOR IN THE WALL"],
        no: &["The Door", "NO!"],
        holds: Here(|p| is_title_like(p) && p.shape().is_capitals && p.shape().words >= 2),
    },
    Cue {
        name: "centred",
        claims: Opens(Heading),
        weight: 1,
        why: "A short line is set in the middle of the page.",
        yes: &[
            "The rain had stopped by then, and everyone who could walk had walked to\nthe harbour to see what the sea had left them, which was not much, or\nnot much that anyone could name without some thought.\n\n» \u{20}                            The Door\n\nThe rain had stopped by then, and everyone who could walk had walked to\nthe harbour to see what the sea had left them, which was not much, or",
        ],
        no: &["The Door"],
        holds: Here(|p| is_title_like(p) && p.shape().is_centred),
    },
    Cue {
        name: "ornament-around",
        claims: Opens(Heading),
        weight: 2,
        why: "Ornaments stand on both sides of a short line.",
        yes: &["~ Top Note ~", "=== Home ===", "-- The Door --"],
        no: &["* * *", "She left ~", "(Home)"],
        holds: Here(|p| is_title_like(p) && has_ornaments(p)),
    },
    Cue {
        name: "hash-mark",
        claims: Opens(Heading),
        weight: 5,
        why: "Writers who know markup begin a heading with #.",
        yes: &["# The Door", "## Two", "### Three: the sea"],
        no: &["#", "# # #", "#1 fan", "# and oh, the light #"],
        holds: Here(|p| markup::depth(p).is_some()),
    },
    Cue {
        name: "underlined",
        claims: Opens(Heading),
        weight: 7,
        why: "A rule as long as the line stands directly below it.",
        yes: &[
            "It rained.\n\nIt poured.\n\nShe went in, and the wall closed behind her.\n\n» The Door\n--------\n\nIt was blue.",
        ],
        no: &["The Door\n\n--------\n\nIt was blue."],
        holds: Here(|p| is_title_like(p) && is_underlined(p) && p.above() > 0 && p.ordinal() > 1),
    },
    Cue {
        name: "number-in-prose",
        claims: Opens(Heading),
        weight: -4,
        why: "A number word with a full stop, no wider space above, is somebody counting.",
        yes: &["She held up her hand.\n\n» Five.\n\nHe waited."],
        no: &["V.", "Five"],
        holds: Here(|p| {
            is_bare_number(p)
                && p.shape().is_ended
                && p.wider_above() == 0
                && form(p).is_some_and(|f| f.notation == Some(super::Notation::Words))
        }),
    },
    Cue {
        name: "chapter-with-summary",
        claims: Is(Chapter),
        weight: 8,
        why: "Archives print a summary or notes below each chapter's title.",
        yes: &["Mira\nChapter Summary\nShe finds a door."],
        no: &["Mira\n\nShe finds a door."],
        holds: Here(|p| p.next().is_some_and(|n| is_chapter_label(&n))),
    },
    Cue {
        name: "summary-below",
        claims: Opens(Heading),
        weight: 6,
        why: "A chapter's summary or notes stand right below.",
        yes: &["It rained.\n\n» The Door in the Wall\nChapter Summary\nShe finds a door."],
        no: &["Chapter Summary\nShe finds a door."],
        holds: Here(|p| is_title_like(p) && p.next().is_some_and(|n| is_chapter_label(&n)) && p.ordinal() > 0),
    },
    Cue {
        name: "apart-above-a-summary",
        claims: Opens(Heading),
        weight: 11,
        why: "A short line stands apart, a chapter's summary or notes right below, whatever mark it ends with.",
        yes: &[
            "It rained, and nobody came to the house.\n\nIt poured, and they stayed.\n\n\n\n» she is typing...\nChapter Summary\nShe finds a door.",
        ],
        no: &["It rained.\n\nShe is typing.\n\nChapter Summary\nShe finds a door."],
        holds: Here(|p| {
            p.wider_above() >= 2
                && p.below() == 0
                && p.shape().words <= 14
                && ends_as_sentence(p)
                && p.next().is_some_and(|n| is_chapter_label(&n))
        }),
    },
    Cue {
        name: "point-of-view",
        claims: Opens(Heading),
        weight: 5,
        why: "The line says whose point of view follows.",
        yes: &["Mira's POV", "(Mira POV)", "POV: Mira", "*Mira's Point of View*"],
        no: &["Mira's POV I ran down the hill and", "I prefer the first-person POV myself, said Mira."],
        holds: Here(is_point_of_view),
    },
    Cue {
        name: "date-line",
        claims: Opens(Heading),
        weight: 2,
        why: "A date or a time of day stands alone on its line.",
        yes: &["6 May 1995", "Friday, November 25th", "18 years later"],
        no: &["6 May 1995. Rain again; nobody came.", "It was May.", "Sent 6 May 1995"],
        holds: Here(is_date_line),
    },
    Cue {
        name: "time-that-passed",
        claims: Opens(Heading),
        weight: 5,
        why: "A line of its own says how much later it is.",
        yes: &["Two hours later", "Ein Jahr später", "三年後"],
        no: &["Two hours later.", "later", "6 May 1995"],
        holds: Here(is_later_line),
    },
    Cue {
        name: "no-word-no-number",
        claims: Opens(Heading),
        weight: -3,
        why: "Nothing but its looks makes the line a heading.",
        yes: &["The Door in the Wall"],
        no: &["Chapter 1", "II", "# The Door"],
        holds: Here(|p| form(p).is_none() && !p.low().starts_with('#') && !is_point_of_view(p)),
    },
    Cue {
        name: "spoken-title",
        claims: Opens(Heading),
        weight: -4,
        why: "The line is spoken by somebody.",
        yes: &["It rained.\n\n\n\n» \"Chapter two,\" he said.\n\nShe left.", "It rained.\n\n» “Home”"],
        no: &["Chapter Two"],
        holds: Here(|p| p.shape().is_speech && p.ordinal() != 0 && !is_quoted_title(p)),
    },
    Cue {
        name: "sentence",
        claims: Opens(Heading),
        weight: -3,
        why: "The line ends as a sentence does, or goes on below.",
        yes: &["He went home.", "He went home and said,"],
        no: &["Chapter Two", "2."],
        holds: Here(ends_as_sentence),
    },
    Cue {
        name: "no-text-below",
        claims: Opens(Heading),
        weight: -4,
        why: "Nothing stands below that it could be the heading of.",
        yes: &["She went home and locked the door.\n\n» The Door"],
        no: &["The Door\n\nIt was blue."],
        holds: Here(|p| p.next().is_none() && !is_marked_up(p)),
    },
    Cue {
        name: "little-text-below",
        claims: Opens(Heading),
        weight: -3,
        why: "Below a line without word and number stands one short sentence, and then another wide space.",
        yes: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n\n\n» home again\n\nThat was all it said.\n\n\nHe went out and stood in the rain for an hour.",
        ],
        no: &[
            "She went in and sat down on the kitchen floor.\n\nThe dog came and sat beside her.\n\n\n» home again\n\nThat was all it said.\n\nHe went out and stood in the rain for an hour.",
        ],
        holds: Here(|p| {
            form(p).is_none()
                && p.next().is_some_and(|n| {
                    let is_entry = |after: Place| {
                        is_title_like(&after)
                            && form(&after).is_none()
                            && after.below() < after.above()
                            && after.next().is_some_and(|text| text.is_prose())
                    };
                    let is_note = |after: Place| after.glance().is_some_and(|g| g.label.is_some());
                    n.shape().is_ended
                        && !n.shape().is_speech
                        && n.shape().words < 12
                        && n.wider_below() > 0
                        && n.wider_above() == 0
                        && !n.next().is_some_and(|after| is_entry(after) || is_note(after))
                })
        }),
    },
    Cue {
        name: "announced-above",
        claims: Opens(Heading),
        weight: -7,
        why: "The paragraph above announces it: a sign, a screen, a list.",
        yes: &["The plate on the door had been polished until it could hardly be read:\n\n» NO HAWKERS"],
        no: &[
            "The plate on the door had been polished until it could hardly be read.\n\n» NO HAWKERS",
            "She read the first page to them:\n\n» Chapter 1",
        ],
        holds: Here(|p| {
            !form(p).is_some_and(Form::is_strong)
                && p.previous().is_some_and(|a| a.shape().words >= 5 && announces(p, &a))
        }),
    },
    Cue {
        name: "one-of-several-labels",
        claims: Opens(Heading),
        weight: -6,
        why: "Labels with their values stand one below the other: a form, a screen, a cast.",
        yes: &["It rained.\n\n» NAME: Ann\nTRADE: Locks\n\nShe signed it."],
        no: &["It rained.\n\n» Nine: The Door\n\nShe went in."],
        holds: Here(is_one_of_labels),
    },
    Cue {
        name: "line-of-a-chat",
        claims: Opens(Heading),
        weight: -9,
        why: "A name between angle brackets, or a time of day and a name, begins the line: somebody types.",
        yes: &["[12:41] <Ann> are you there", "<Bea> no", "[the bees, 11:42 PM]\n\nann: who is awake"],
        no: &["<< 003 >>", "[Nell]", "12:41", "[Nell, 11:42]\n\nIt was blue."],
        holds: Here(|p| is_chat(p) || heads_chat(p)),
    },
    Cue {
        name: "label-line",
        claims: Opens(Heading),
        weight: -6,
        why: "The line is a label with a value, or the label of a note.",
        yes: &["Rating: T", "Notes", "A/N: hello", "Summary"],
        no: &["Chapter 3: Notes from a journey", "Part 1: Slag"],
        holds: Here(is_label),
    },
    Cue {
        name: "signs-beside-words",
        claims: Opens(Heading),
        weight: -3,
        why: "Lines that are mostly signs are breaks or ornaments.",
        yes: &["~~~*~~~ x ~~~*~~~"],
        no: &["~ Top Note ~"],
        holds: Here(|p| {
            let letters = p.glance().map_or(0, |g| g.core().len());
            p.shape().bytes > letters * 3 + 8
        }),
    },
    Cue {
        name: "part-word",
        claims: Is(Part),
        weight: 3,
        why: "The word names a volume, a book or a part.",
        yes: &["Part One", "BOOK II: The Sea"],
        no: &["Chapter One"],
        holds: Here(|p| form(p).is_some_and(|f| matches!(f.division, Some(Division::Part | Division::Volume)))),
    },
    Cue {
        name: "chapter-word",
        claims: Is(Chapter),
        weight: 4,
        why: "The word names a chapter.",
        yes: &["Chapter One", "Prologue"],
        no: &["Part One", "Scene 2"],
        holds: Here(|p| {
            form(p).is_some_and(|f| {
                !matches!(f.division, None | Some(Division::Part | Division::Volume | Division::Section))
            })
        }),
    },
    Cue {
        name: "section-word",
        claims: Is(Section),
        weight: 5,
        why: "The word names a scene or a section, a point of view, a day or a place.",
        yes: &["Scene 2", "Mira's POV", "6 May 1995"],
        no: &["Chapter 2", "The Door"],
        holds: Here(|p| {
            is_point_of_view(p)
                || (is_date_line(p) && form(p).is_none())
                || form(p).is_some_and(|f| f.division == Some(Division::Section))
        }),
    },
];
