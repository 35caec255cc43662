//! The cues of title and byline.

use super::front::is_below_a_note;
use super::names::{
    is_author_label, is_below_a_label, is_by, is_by_alone, is_full_name, is_handle, is_kind_of_work,
    is_label_above_a_name, is_name, is_open_list, label_is_field, opens_the_text, reach_of_by, signs_with_initials,
    stands_above_front_matter, stands_below_the_title, stands_in_header,
};
use super::titles::{
    LONGEST_TITLE, counts_its_part, counts_parts, goes_on_in_capitals, is_below_a_site, is_below_another_rule,
    is_named_first, is_said_again, is_title_label, is_title_like, opens_as_title, reach_of_title,
};
use crate::detect::boilerplate::is_year_in_brackets;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::{Byline, Title};

/// Cues that look at a line, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "first-line",
        claims: Opens(Title),
        weight: 6,
        why: "The first line of the file is short, as titles are, or says in brackets which part of the work it heads.",
        yes: &[
            "There's a door in our wall, and nobody in the whole of the house has ever had a key to it [Part 4]\n\nIt was blue.",
            "The Door in the Wall\n\nIt was blue, and it had not been there before.",
            "Hundred\n\nWords: 100\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "One\n\nIt was blue.",
            "Chapter 1\n\nIt was blue.",
            "It was blue, and it had not been there before.\n\nShe went in.",
            "Author's note: hello\n\nIt was blue.",
            "\"What if it bites?\"\n\nShe went in.",
            "Hi all!\n\nIt was blue.",
        ],
        holds: Here(|p| {
            p.from_top() == 0 && (opens_as_title(p) || is_label_above_a_name(p) || counts_its_part(p))
                || is_below_a_site(p) && is_title_like(p)
        }),
    },
    Cue {
        name: "above-a-byline",
        claims: Opens(Title),
        weight: 8,
        why: "The author's name stands right below.",
        yes: &[
            "Presented to the public by nobody at all, for the first time in print or otherwise.\n\n» The Door in the Wall\n\nby Ann Ode\n\nIt was blue, and it had not been there before.",
            "\"The Door\"\npart 1 of 2\nby Ann Ode\n\nIt was blue, and it had not been there before.",
            "\"Mind the door, Bea!\"\n\nby Ann Ode\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door in the Wall\n\nIt was blue, and it had not been there before.",
            "The Door in the Wall\n\n» (1904)\n\nby Ann Ode\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| {
            let is_by = |n: &Place| is_by(n) || is_by_alone(n);
            let is_counted = |n: &Place| counts_parts(n) && n.next().is_some_and(|n| n.above() == 0 && is_by(&n));
            p.from_top() < 20
                && is_title_like(p)
                && !is_year_in_brackets(p)
                && p.next().is_some_and(|n| is_by(&n) || is_counted(&n))
        }),
    },
    Cue {
        name: "title-label",
        claims: Opens(Title),
        weight: 6,
        why: "The line is labelled as the title.",
        yes: &["Title: The Door", "Titel: Die Tür"],
        no: &["Title deeds: two", "Rating: K"],
        holds: Here(|p| p.ordinal() < 20 && is_title_label(p)),
    },
    Cue {
        name: "underlined-title",
        claims: Continues(Title),
        weight: 6,
        why: "A rule stands directly below the title, or the title stands between two rules.",
        yes: &["The Door in the Wall\n» --------------------\n\nIt was blue."],
        no: &["The Door in the Wall\n\n» ***\n\nIt was blue."],
        holds: Here(|p| {
            p.ordinal() > 0
                && p.ordinal() < 4
                && p.above() == 0
                && (p.shape().is_signs && !is_below_another_rule(p)
                    || p.step(-1).is_some_and(|a| a.shape().is_signs && a.ordinal() == 0))
                && p.shape().words <= LONGEST_TITLE
                && !is_by(p)
                && !label_is_field(p)
        }),
    },
    Cue {
        name: "rule-above-the-title",
        claims: Opens(Title),
        weight: 6,
        why: "The file opens with a rule, and the title stands directly below it.",
        yes: &["» **********\n* The Door *\n**********\n\nIt was blue."],
        no: &["» ***\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            p.ordinal() == 0
                && p.shape().is_signs
                && p.below() == 0
                && p.step(1).is_some_and(|n| {
                    n.above() == 0
                        && n.shape().words > 0
                        && n.shape().words <= LONGEST_TITLE
                        && n.step(1).is_some_and(|n| n.shape().is_signs && n.above() == 0)
                })
        }),
    },
    Cue {
        name: "named-by-the-archive",
        claims: Opens(Title),
        weight: 14,
        why: "The archive's header in front of the work names this title.",
        yes: &[
            "The Project Gutenberg EBook of The Blue Door, by Ann Ode\n\n*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n[Illustration]\n\n» THE BLUE DOOR\n\nby Ann Ode\n\nIt was blue.",
        ],
        no: &["The Blue Door\n\nby Ann Ode\n\nIt was blue."],
        holds: Here(is_named_first),
    },
    Cue {
        name: "above-an-imprint",
        claims: Opens(Title),
        weight: 7,
        why: "Right below a site or a publisher says where the work comes from.",
        yes: &[
            "Preface\n\n» The Door\n    Posted originally on the Archive of Our Own.\n\nRating:\nK",
            "The Door\nCopyright 1994, Ann Ode\n\nIt was blue.",
        ],
        no: &["The Door\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            p.from_top() < 6
                && is_title_like(p)
                && p.step(1).is_some_and(|n| n.above() == 0 && languages::IMPRINT.begins(n.low()))
        }),
    },
    Cue {
        name: "title-again",
        claims: Opens(Title),
        weight: -6,
        why: "The same words already stand in the file's first line.",
        yes: &["The Door\nCopyright 1994, Ann Ode\n\n\n\n» The Door\nby Ann Ode\n\nIt was blue."],
        no: &["» The Door\n\nIt was blue."],
        holds: Here(is_said_again),
    },
    Cue {
        name: "lines-down-to-the-name",
        claims: Continues(Title),
        weight: 5,
        why: "Short lines between the title and the author's name belong to the title.",
        yes: &[
            "The Door in the Wall\n» or, The Wall around the Door\n\nby Ann Ode\n\nIt was blue.",
            "THE DOOR\n\n» A Romance\n\nby\n\nAnn Ode\n\nIt was blue.",
        ],
        no: &["The Door in the Wall\n\nby Ann Ode\n\n» It was blue, and it had not been there before."],
        holds: Onward(|p| {
            let is_first = p.from_top() == 0 || is_named_first(p) || is_below_a_site(p);
            if is_first && p.from_top() < 24 && is_title_like(p) { reach_of_title(p) } else { 0 }
        }),
    },
    Cue {
        name: "second-line-of-the-title",
        claims: Continues(Title),
        weight: 3,
        why: "A title in capitals goes on in the next line.",
        yes: &["THE DOOR\n» IN THE WALL\n\nIt was blue, and it had not been there before."],
        no: &["THE DOOR\n\n» It was blue, and it had not been there before."],
        holds: Here(goes_on_in_capitals),
    },
    Cue {
        name: "by-and-name",
        claims: Opens(Byline),
        weight: 11,
        why: "The line says by whom the story is.",
        yes: &[
            "by Ann Ode",
            "Author: Ann Ode",
            "written by A. N. Ode",
            "(by Vacancy)",
            "Die Tür\n\n» von Anna Ode\n\nEs war blau.",
            "-- by Ann Ode",
        ],
        no: &["by the sea he sat down.", "By the time they reached the hut the tide had turned.", "By noon"],
        holds: Here(|p| p.from_top() < 20 && is_by(p)),
    },
    Cue {
        name: "name-above-the-fields",
        claims: Opens(Byline),
        weight: 9,
        why: "It says by whom the story is, and fields or notes follow.",
        yes: &[
            "The Door\n» by Ann Ode\nSummary\nA door.\n\nIt was blue.",
            "The Door\n» Author: Ann Ode\nFandom: Doors",
        ],
        no: &["The Door\n\n» by Ann Ode\n\nIt was blue."],
        holds: Here(|p| {
            p.from_top() < 90 && is_by(p) && (stands_in_header(p) || is_author_label(p) && is_below_a_label(p))
        }),
    },
    Cue {
        name: "named-by-the-archive-as-author",
        claims: Opens(Byline),
        weight: 8,
        why: "The archive's header in front of the work names this author.",
        yes: &[
            "The Project Gutenberg EBook of The Blue Door, by Ann Ode\n\n*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\nTHE BLUE DOOR\n\n» Ann Ode\n\nIt was blue.",
        ],
        no: &["The Blue Door\n\n» by Ann Ode\n\nIt was blue."],
        holds: Here(|p| {
            (usize::from(!p.frame().has_title())..90).contains(&p.from_top())
                && p.shape().words <= 8
                && p.glance().is_some_and(|g| p.frame().names_author(&g.text))
        }),
    },
    Cue {
        name: "full-name-below-the-title",
        claims: Opens(Byline),
        weight: 6,
        why: "Directly below the title or its underline stands a first and a last name, and then a blank line.",
        yes: &["The Door\n--------\n» Ann Ode\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\n» One Day Later\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            (1..3).contains(&p.from_top())
                && p.above() == 0
                && p.below() > 0
                && is_full_name(p)
                && !p.shape().is_capitals
                && (p.from_top() == 1 || p.step(-1).is_some_and(|a| a.shape().is_signs))
        }),
    },
    Cue {
        name: "chapter-by-name",
        claims: Opens(Byline),
        weight: 11,
        why: "The line says by whom the chapter is.",
        yes: &["Chapter 2\n» Chapter by Ann Ode\n\nIt was blue, and it had not been there before."],
        no: &["Chapter 2"],
        holds: Here(|p| p.shape().words <= 8 && p.may_begin_with('c') && p.low().starts_with("chapter by ")),
    },
    Cue {
        name: "name-below-by",
        claims: Continues(Byline),
        weight: 12,
        why: "The word \"by\" stands alone above the name.",
        yes: &["The Door\n\nby\n\n» Ann Ode\n\nIt was blue."],
        no: &["The Door\n\nby Ann Ode\n\n» Rating: K"],
        holds: Onward(|p| if p.from_top() < 24 { reach_of_by(p) } else { 0 }),
    },
    Cue {
        name: "by-alone",
        claims: Opens(Byline),
        weight: 12,
        why: "The word \"by\" stands alone, the name below it.",
        yes: &["by\n\nAnn Ode\n\nIt was blue."],
        no: &["by Ann Ode"],
        holds: Here(|p| p.from_top() < 24 && reach_of_by(p) > 0),
    },
    Cue {
        name: "bare-name",
        claims: Opens(Byline),
        weight: 4,
        why: "Below the title stands a short line that looks like a pen name.",
        yes: &["The Door\n\n» Ann-Ode\n\nRating: K\n\nIt was blue.", "The Door\n\n» grand_hotel_7\n\nSummary: A door."],
        no: &["The Door\n\n» It was blue.\n\nRating: K", "The Door\n\n» One\n\nIt was blue."],
        holds: Here(|p| (1..=3).contains(&p.from_top()) && is_name(p) && p.shape().words <= 3 && stands_in_header(p)),
    },
    Cue {
        name: "name-between-title-and-text",
        claims: Opens(Byline),
        weight: 5,
        why: "Right below the title stands a name of two or three words, and then the story or its first heading.",
        yes: &[
            "The Door in the Wall\n\n» Ann Ode\n\nIt was blue, and it had not been there before, not that she knew.",
        ],
        no: &[
            "The Door in the Wall\n\n» Home\n\nIt was blue, and it had not been there before, not that she knew.",
            "The Door in the Wall\n\n» The Old Harbour\n\nIt was blue, and it had not been there before, not that she knew.",
        ],
        holds: Here(|p| {
            p.from_top() == 1 && is_full_name(p) && !is_below_a_note(p) && p.next().is_some_and(|n| opens_the_text(&n))
        }),
    },
    Cue {
        name: "name-below-the-kind",
        claims: Opens(Byline),
        weight: 12,
        why: "The line above says what kind of work it is, and a first and a last name stand below.",
        yes: &["THE DOOR\n\na novel\n\n» Ann Ode\n\n\n\nIt was blue, and it had not been there before."],
        no: &["THE DOOR\n\nin the wall\n\n» Ann Ode\n\n\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            let is_by_below = |n: Place| is_by(&n) || is_by_alone(&n) || n.next().is_some_and(|n| is_by(&n));
            (2..5).contains(&p.from_top())
                && is_full_name(p)
                && p.previous().is_some_and(|a| is_kind_of_work(&a))
                && !p.next().is_some_and(is_by_below)
        }),
    },
    Cue {
        name: "handle-below-the-title",
        claims: Opens(Byline),
        weight: 6,
        why: "Below the title stands one word with capitals, digits or underlines inside, as pen names of the net have.",
        yes: &["The Door\n\n» xXPebbleXx\n\nIt was blue.", "The Door\n\n» grand_hotel_7\n\nIt was blue."],
        no: &["The Door\n\n» Home\n\nIt was blue.", "The Door\n\n» HOME\n\nIt was blue."],
        holds: Here(|p| p.from_top() == 1 && is_name(p) && is_handle(p) && !stands_in_header(p)),
    },
    Cue {
        name: "full-name-above-a-heading",
        claims: Opens(Byline),
        weight: 6,
        why: "Between the title and the first heading or note stands a first and a last name.",
        yes: &["The Door\n\n» Ann Ode\n\nChapter 1\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\n» One Day Later\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            p.from_top() == 1
                && is_full_name(p)
                && p.shape().words <= 3
                && p.shape().first.is_alphabetic()
                && !p.shape().is_capitals
                && (stands_in_header(p) || p.next().is_some_and(|n| n.shape().is_capitals && is_title_like(&n)))
        }),
    },
    Cue {
        name: "title-in-a-box",
        claims: Opens(Title),
        weight: 10,
        why: "The line stands in a box of signs at the top.",
        yes: &[
            "*****************\n*               *\n» *   The Door    *\n*               *\n*****************\n\nIt was blue.",
        ],
        no: &["*****************\n\n» The Door\n\nIt was blue."],
        holds: Here(|p| {
            let is_side = |above: &Place| above.shape().is_signs && above.shape().first == p.shape().first;
            (1..6).contains(&p.from_top())
                && p.above() == 0
                && p.shape().first == p.shape().last
                && !p.shape().first.is_alphanumeric()
                && p.shape().words > 0
                && !is_by(p)
                && p.step(-1).is_some_and(|above| is_side(&above))
        }),
    },
    Cue {
        name: "name-above-front-matter",
        claims: Opens(Byline),
        weight: 10,
        why: "A first and a last name stand between the title and what else a title page holds.",
        yes: &[
            "The Door\nA Novel\n\n» Ann Ode\n\nSecond draft\n\nIt was blue, and it had not been there before.",
            "The Door\n\n» Ann Ode\n\nCopyright 2011\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\n» One Day Later\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            (1..4).contains(&p.from_top())
                && is_full_name(p)
                && p.shape().words <= 3
                && stands_above_front_matter(p)
                && stands_below_the_title(p)
        }),
    },
    Cue {
        name: "name-with-initials",
        claims: Opens(Byline),
        weight: 11,
        why: "Below the title stand initials with a last name.",
        yes: &["the door\n\n» a. n. ode\n\nit was blue.", "The Door\n\n» A.N. Ode\n\nIt was blue."],
        no: &[
            "The Door\n\n» At 9 a.m. sharp\n\nIt was blue.",
            "The Door\n\n» 3. Home\n\nIt was blue.",
            "Chapter One\n\n» E. Ode\n\nIt was blue.",
        ],
        holds: Here(signs_with_initials),
    },
    Cue {
        name: "names-go-on",
        claims: Continues(Byline),
        weight: 10,
        why: "The line above names several authors, and ends with a comma or with \"and\".",
        yes: &["The Door\n\nby Ann Ode, Bea Day and\n» Cass Ell\n\nIt was blue."],
        no: &["The Door\n\nby Ann Ode and Bea Day\n» Rating: K\n\nIt was blue."],
        holds: Here(|p| {
            p.above() == 0
                && p.from_top() < 24
                && p.shape().words <= LONGEST_TITLE
                && !label_is_field(p)
                && p.step(-1).is_some_and(|a| is_by(&a) && is_open_list(&a))
        }),
    },
];
