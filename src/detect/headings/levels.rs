//! The cues of a heading's level that depend on what was found in the first look: what stands below what.

use super::Form;
use super::sight::{form, is_chapter_label};
use super::slug;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages::Division;
use crate::detect::role::Kind;

use Claim::Is;
use Holds::Here;
use Kind::{Chapter, Part, Section};

/// Cues that say of what level a heading is.
pub(super) const LEVELS: [Cue; 10] = [
    Cue {
        name: "name-that-returns",
        claims: Is(Section),
        weight: 5,
        why: "The names return: they say who tells or whom the section follows; days part a story the same way.",
        yes: &[
            "It rained.\n\n» [Nell]\n\nShe went to the sea that day.\n\nIt was blue.\n\n[Sam]\n\nHe stayed at home.\n\nHe slept.\n\n[Nell]\n\nIt was cold.",
        ],
        no: &["It rained.\n\n» [Nell]\n\nShe went to the sea that day.\n\nIt was blue."],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.returns_framed(p) || s.headings.is_day(p))),
    },
    Cue {
        name: "title-of-the-text",
        claims: Is(Chapter),
        weight: 6,
        why: "The work's title heads its text, not a section of it.",
        yes: &[
            "The Door\n\nby Ann Ode\n\nSummary: A door.\n\n\n» The Door\n\nIt was blue, and it had not been there before.\n\nShe went in.",
        ],
        no: &[
            "The Door\n\nby Ann Ode\n\nSummary: A door.\n\n\n» The Wall\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.is_title_again(p))),
    },
    Cue {
        name: "part-for-a-chapter",
        claims: Is(Chapter),
        weight: 5,
        why: "Where a work has parts and no chapters, its parts are its chapters.",
        yes: &["» Part One\n\nShe went to the sea that day.\n\nPart Two\n\nHe stayed."],
        no: &["» Part One\n\nChapter 1\n\nShe went to the sea that day.\n\nChapter 2\n\nHe stayed."],
        holds: Here(|p| {
            form(p).is_some_and(|f| matches!(f.division, Some(Division::Part | Division::Volume)))
                && p.survey().is_some_and(|s| {
                    !s.headings.has_chapters() && !s.headings.has_bare_series() && !s.headings.parts_hold_chapters()
                })
        }),
    },
    Cue {
        name: "number-inside-chapters",
        claims: Is(Section),
        weight: 3,
        why: "Bare numbers in a work that has chapters number their sections.",
        yes: &["Chapter One\n\n» 1\n\nShe went to the sea that day.\n\nChapter Two\n\n1\n\nHe stayed at home."],
        no: &["» 1\n\nShe went to the sea that day.\n\n2\n\nHe stayed at home."],
        holds: Here(|p| form(p).is_some_and(Form::is_bare) && p.survey().is_some_and(|s| s.headings.has_chapters())),
    },
    Cue {
        name: "title-inside-a-chapter",
        claims: Is(Section),
        weight: 4,
        why: "Chapters of this text have summaries and stand far apart; this title has neither.",
        yes: &[
            "The Year\n\nby Ann Ode\n\nRating: K\n\n\n\n\nRain\nChapter Summary\nIt rains.\n\n\n\nIt rained, and nobody came to the door.\n\n\n\n\nSnow\nChapter Summary\nIt snows.\n\n\n\n\n» The first flake\nIt snowed, and everybody came to the door.",
        ],
        no: &["The Door\n\nShe went to the sea that day."],
        holds: Here(|p| {
            form(p).is_none()
                && p.wider_above() < 4
                && !p.next().is_some_and(|n| is_chapter_label(&n) || n.above() >= 3)
                && p.survey().is_some_and(|s| s.headings.has_summaries())
        }),
    },
    Cue {
        name: "title-among-chapters",
        claims: Is(Section),
        weight: 5,
        why: "Numbered chapters are parted by such titles: they head sections.",
        yes: &[
            "The Year\n\nby Ann Ode\n\nCHAPTER I\n\nIt rained, and nobody came to the door.\n\n\n» THE FIRST FLAKE\n\nIt snowed that day.\n\nCHAPTER II\n\nIt thawed, and everybody came to the door.\n\n\nTHE LAST FLAKE\n\nIt snowed again.\n\nCHAPTER III\n\nIt was spring.",
        ],
        no: &["The Year\n\nCHAPTER I\n\n» THE FIRST FLAKE\n\nIt snowed.\n\nCHAPTER II\n\nTHE LAST FLAKE\n\nIt snowed."],
        holds: Here(|p| form(p).is_none() && p.survey().is_some_and(|s| s.headings.is_inside_chapter(p))),
    },
    Cue {
        name: "numbers-that-restart",
        claims: Is(Section),
        weight: 3,
        why: "Bare numbers that begin anew under each title number the sections of chapters.",
        yes: &[
            "Two Summers\n\nby Ann Ode\n\nRating: K\n\n\nThe First Summer\n\n» I\n\nShe went to the sea.\n\nII\n\nHe stayed.\n\n\nThe Second Summer\n\nI\n\nShe came back.",
        ],
        no: &["I\n\nShe went to the sea that day.\n\nII\n\nHe stayed."],
        holds: Here(|p| form(p).is_some_and(Form::is_bare) && p.survey().is_some_and(|s| s.headings.numbers_restart())),
    },
    Cue {
        name: "names-or-places",
        claims: Is(Section),
        weight: 4,
        why: "Titles of this form return, or say when and where: they head sections by person, time or place.",
        yes: &[
            "Shoes\n\nby Ann Ode\n\nRating: K\n\n\n» Sorrel\n\nI hate these shoes.\n\nI hate the floor.\n\n\nBastian\n\nShe smiles.\n\n\nSorrel\n\nHe dances well.",
            "Shoes\n\nby Ann Ode\n\nRating: K\n\n\n» The Embassy\n\nShe went to the sea.\n\nShe swam.\n\n\nLondon, two hours later\n\nHe stayed.",
        ],
        no: &["The Door\n\nShe went to the sea that day."],
        holds: Here(|p| form(p).is_none() && p.survey().is_some_and(|s| s.headings.heads_sections(p))),
    },
    Cue {
        name: "chapters-below",
        claims: Is(Part),
        weight: 8,
        why: "Chapters by their word and number stand right below it: it is a part.",
        yes: &[
            "Two Winters\n\nby Ann Ode\n\n\n» THE FIRST WINTER\n\nChapter 1\n\nShe went to the sea.\n\nChapter 2\n\nShe came back.\n\n\nTHE SECOND WINTER\n\nChapter 3\n\nHe stayed.\n\nChapter 4\n\nHe left.",
        ],
        no: &["Two Winters\n\nby Ann Ode\n\n\n» THE FIRST WINTER\n\nChapter 1\n\nShe went to the sea."],
        holds: Here(|p| p.survey().is_some_and(|s| s.headings.is_above_chapters(p))),
    },
    Cue {
        name: "where-and-when",
        claims: Is(Section),
        weight: 6,
        why: "It says where and when a section plays.",
        yes: &[
            "It rained, and nobody came.\n\n» Harbour Street\n6:15 AM\n\nShe went to the sea that day, and never said why.",
            "It rained, and nobody came.\n\n» Harbour Street, Monday, 6:15 a.m.\n\nShe went to the sea that day, and never said why.",
        ],
        no: &["It rained, and nobody came.\n\n» Harbour Street\n\nShe went to the sea that day, and never said why."],
        holds: Here(|p| slug::reach(p) > 0 || slug::tells_place_and_time(p)),
    },
];
