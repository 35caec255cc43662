//! The cues of title and byline that depend on what was found in the first look: what stands above, what several titles
//! have in common.

use super::head::{closes_head, opens_head, rest_of_head};
use super::names::{is_by, is_field_of_fans, is_full_name, is_named_in_the_copyright, label_is_field};
use super::titles::{is_title_label, is_title_like};
use crate::detect::boilerplate::{closes_head_of_a_post, is_copyright, is_of_a_site};
use crate::detect::breaks::is_letter_ornament;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::fields::stands_in_the_story;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::{Boilerplate, Byline, Heading, Title};

/// Weight with which the box around an imprint or a board's name goes on.
const IN_A_BOX: i32 = 12;
/// Columns from which a name at the end stands far to the right, and from which one with its address stands apart.
const FAR: usize = 28;
const SET_IN: usize = 12;

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "below-front-matter",
        claims: Opens(Title),
        weight: 6,
        why: "Above it stands nothing but an imprint or a note, and it is no heading of a chapter.",
        yes: &[
            "Copyright 1994 by nobody in particular\n\n\n» The Door in the Wall\n\n\nIt was blue, and it had not been there before.\n\nShe went in, and nobody in the street saw her go.",
        ],
        no: &["The Door in the Wall\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            let is_apart = || {
                p.wider_below() + p.wider_above() + p.shape().indent > 0 || p.next().is_some_and(|n| label_is_field(&n))
            };
            let is_below_matter =
                || (1..=p.from_top()).try_fold(*p, |at, _| at.previous().filter(is_front_matter)).is_some();
            let is_below_a_post = || p.previous().is_some_and(|above| closes_head_of_a_post(&above));
            (1..8).contains(&p.from_top())
                && is_title_like(p)
                && !p.shape().is_ended
                && (p.from_top() < 4 && is_apart() && is_below_matter() || is_below_a_post())
        }),
    },
    Cue {
        name: "below-what-the-author-says",
        claims: Opens(Title),
        weight: 14,
        why: "All above it is said by the author or the place of posting; the line is set as a title, and the story follows.",
        yes: &[
            "Hello all, this is the story I promised, and thanks to my readers.\n\n» The Door in the Wall\n\nIt was blue, and it had not been there before, not that anybody knew.",
            "Disclaimer: I own nothing.\n\n» THE DOOR\n\nIt was blue, and it had not been there before, not that anybody knew.",
        ],
        no: &[
            "Disclaimer: I own nothing.\n\n» BERLIN, MAY 1926\n\nIt was blue, and it had not been there before, not that anybody knew.",
            "Disclaimer: I own nothing.\n\n» THE DOOR\n\nIt was blue, and it had not been there before, not that anybody knew.\n\nTHE WALL\n\nIt was old, and nobody had seen it before.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.titles.is_below_matter(p))),
    },
    Cue {
        name: "below-a-head",
        claims: Opens(Title),
        weight: 16,
        why: "Above stands the head of a manuscript or a school paper: name and address, or teacher, class and date.",
        yes: &[
            "Ann Ode\nMrs. Day\nEnglish 10\nMay 4, 2012\n\n» The Door\n\nIt was blue, and it had not been there before.",
            "Ann Ode\n4 Wall Street\nann@example.org\n\n» THE DOOR\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\nBea Day\nCass Ell\n\n» The Door\n\nIt was blue, and it had not been there before."],
        holds: Here(closes_head),
    },
    Cue {
        name: "head-of-a-paper",
        claims: Opens(Title),
        weight: -16,
        why: "Name and address, or teacher, class and date, head a manuscript: the title stands below.",
        yes: &[
            "Ann Ode\nMrs. Day\nEnglish 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\nby Ann Ode\nMay 4, 2012\n\nIt was blue, and it had not been there before."],
        holds: Here(opens_head),
    },
    Cue {
        name: "name-in-a-head",
        claims: Opens(Byline),
        weight: 14,
        why: "The writer's name is the first line of a manuscript's or a school paper's head.",
        yes: &[
            "Ann Ode\nMrs. Day\nEnglish 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\nBea Day\nCass Ell\n\nThe Door\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| opens_head(p) && is_full_name(p)),
    },
    Cue {
        name: "address-or-class",
        claims: Opens(Boilerplate),
        weight: 20,
        why: "Below the writer's name the head of a manuscript or a school paper goes on.",
        yes: &[
            "Ann Ode\n» Mrs. Day\nEnglish 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\n» Bea Day\nCass Ell\n\nThe Door\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| rest_of_head(p).is_some()),
    },
    Cue {
        name: "down-to-the-end-of-a-head",
        claims: Continues(Boilerplate),
        weight: 20,
        why: "The head of a manuscript or a school paper goes on.",
        yes: &[
            "Ann Ode\nMrs. Day\n» English 10\nMay 4, 2012\n\nThe Door\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Ann Ode\nBea Day\n» Cass Ell\n\nThe Door\n\nIt was blue, and it had not been there before."],
        holds: Onward(|p| rest_of_head(p).unwrap_or(0)),
    },
    Cue {
        name: "name-below-a-heading",
        claims: Opens(Byline),
        weight: 7,
        why: "Below a heading or its underline the line says by whom the piece is.",
        yes: &[
            "Chapter 1\n\nIt was blue.\n\nChapter 2\n» by Ann Ode\n\nIt was not there any more, whatever they said about it.",
        ],
        no: &["It was blue.\n\n» by Ann Ode\n\nIt was not there any more."],
        holds: Here(|p| {
            p.above() == 0
                && p.below() > 0
                && is_by(p)
                && p.step(-1).is_some_and(|a| {
                    a.leaning(Heading) >= 4
                        || a.shape().is_signs && a.above() == 0 && a.step(-1).is_some_and(|a| a.shape().words <= 8)
                })
        }),
    },
    Cue {
        name: "named-in-the-copyright",
        claims: Opens(Byline),
        weight: 22,
        why: "The copyright below repeats the name.",
        yes: &["Ann's own board, 555-0117\n\nThe Door\n» Ann Ode\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        no: &["The Door\n» Blue Door\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        holds: Here(is_named_in_the_copyright),
    },
    Cue {
        name: "above-the-name-of-the-copyright",
        claims: Opens(Title),
        weight: 14,
        why: "The name below is the one of the copyright.",
        yes: &["Call Ann's own board, 555-0117\n\n» The Door\nAnn Ode\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        no: &["» The Door\nBlue Door\n(c) 1989 by A. B. Ode\n\nIt was blue."],
        holds: Here(|p| {
            p.from_top() < 20
                && is_title_like(p)
                && p.next().is_some_and(|n| is_named_in_the_copyright(&n))
                && p.previous().is_none_or(|a| a.leaning(Title) < 6 || a.leaning(Role::Boilerplate) >= 5)
        }),
    },
    Cue {
        name: "title-label-among-fields",
        claims: Opens(Title),
        weight: 10,
        why: "A label for the title stands at the top, above labels of fields or the author's name.",
        yes: &[
            "Story: The Door\nStorylink: doors.invalid\nGenre: Humor\nWords: 100\n\nIt was blue.",
            "Do you remember the wall, Bea, and how long we stood in front of it in the rain? I do.\n\n» Title: The Door\n\nFandom: Walls\n\nRating: G\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Story: The Door\n\nIt was blue."],
        holds: Here(|p| {
            let is_field = |n: &Place| if p.from_top() == 0 { label_is_field(n) } else { is_field_of_fans(n) };
            p.from_top() < TOP
                && is_title_label(p)
                && (p.from_top() == 0 || p.top().leaning(Title) < TITLED)
                && p.next().is_some_and(|n| n.wider_above() == 0 && (is_field(&n) || is_by(&n)))
        }),
    },
    Cue {
        name: "name-below-counts",
        claims: Opens(Byline),
        weight: 11,
        why: "A site's numbers stand between a chapter's heading and the line that says by whom it is.",
        yes: &["Chapter 8\n\nIt was blue.\n\nChapter 9\n\n1.4K 61 38\n\n» by ann_ode\n\nIt was not there any more."],
        no: &["Chapter 8\n\nIt was blue.\n\nChapter 9\n\nIt was blue.\n\n» by noon\n\nIt was not there any more."],
        holds: Here(|p| {
            is_by(p)
                && p.previous().is_some_and(|counts| {
                    is_of_a_site(&counts) && counts.previous().is_some_and(|a| a.leaning(Heading) >= 4)
                })
        }),
    },
    Cue {
        name: "name-below-the-subtitle",
        claims: Opens(Byline),
        weight: 9,
        why: "Directly below a title and its subtitle in brackets stands a first and a last name.",
        yes: &["The Door\n(a story)\n» Ann Ode\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n(a story)\n\n» One Day Later\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            p.from_top() == 2
                && p.above() == 0
                && p.below() > 0
                && is_full_name(p)
                && p.step(-1).is_some_and(|a| a.above() == 0 && a.shape().first == '(' && a.shape().last == ')')
        }),
    },
    Cue {
        name: "name-at-the-end",
        claims: Opens(Byline),
        weight: 12,
        why: "Below the story's last paragraph, far to the right and apart from it or with an address, stands a name.",
        yes: &[
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in, and nobody in the street saw her go.\n»                                 -Ann Ode <ANN @ DOORS>\n\n----------------",
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in, and nobody in the street saw her go.\n\n\n»                                         A. N. Ode",
        ],
        no: &[
            "The Door\n\nIt was blue, and it had not been there before.\n\nShe went in, and nobody in the street saw her go.\n\n\n» A. N. Ode",
        ],
        holds: Here(|p| is_name_at_the_end(p) || is_signed_with_address(p)),
    },
    Cue {
        name: "name-in-the-story",
        claims: Opens(Byline),
        weight: -12,
        why: "Above the line the story is told, and it goes on below.",
        yes: &[
            "Chapter 1\n\nShe leaned over and looked for a long while at the gate, until somebody laughed behind it.\n\n\"It says who made it,\" he said.\n\n» by Ann Ode\n\nThey waited for the lamp to change, and it did not change for a very long time.",
        ],
        no: &["The Door\n\n» by Ann Ode\n\nIt was blue, and it had not been there before, and nobody asked."],
        holds: Here(|p| p.leaning(Byline) > 0 && stands_in_the_story(p)),
    },
    Cue {
        name: "name-with-address",
        claims: Opens(Byline),
        weight: 14,
        why: "On the title page a name stands with an electronic address behind it.",
        yes: &["The Door\n\n» Ann Ode      ann@example.org\n\n\nIt was blue, and it had not been there before."],
        no: &[
            "The Door\n\n» Write to ann@example.org\n\n\nIt was blue, and it had not been there before.",
            "The Door\n\nIt was blue, and it had not been there before.\n\n» Ann Ode    ann@example.org",
        ],
        holds: Here(is_name_with_address),
    },
    Cue {
        name: "above-the-first-division",
        claims: Opens(Title),
        weight: 9,
        why: "Right above the first part or chapter stands a short line in capitals or in the middle, and no title above.",
        yes: &[
            "Ann Ode, Harbour Street, says hello to all, and so does the dog.\n\n\n» SECOND CLASS MATTER\n\nPart IV\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "The Door\n\nby Ann Ode\n\n\n» SECOND CLASS MATTER\n\nPart IV\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(is_above_first_division),
    },
];

/// Weight from which the first line is a title.
const TITLED: i32 = 6;

/// Blocks at the top among which a title page stands.
const TOP: usize = 12;

/// "Ann Ode      ann@example.org": two words or three that are names, and the address, in front of the text.
fn is_name_with_address(place: &Place) -> bool {
    let Some(glance) = place.glance().filter(|_| place.from_top() < TOP && place.shape().words <= 6) else {
        return false;
    };
    let Some((name, address)) = glance.text.rsplit_once(' ') else { return false };
    let address = address.trim_matches(|c| matches!(c, '<' | '>' | '(' | ')'));
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with([':', ',', '!']);
    let is_address = address.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    is_address
        && (2..=4).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(is_name)
        && place.previous().is_none_or(|above| !(above.is_prose() || above.shape().is_ended && above.shape().words > 4))
}

/// In capitals or in the middle, apart from what stands above, over a heading by its word; no title and no heading
/// stands above.
fn is_above_first_division(place: &Place) -> bool {
    let shape = place.shape();
    let is_free = |above: &Place| {
        above.carrying_on(Boilerplate) >= IN_A_BOX
            || above.leaning(Title) < 5
                && above.leaning(Heading) < 5
                && above.leaning(Byline) < 5
                && !above.heads_division()
    };
    place.from_top() < TOP
        && is_title_like(place)
        && (shape.is_capitals || shape.is_centred)
        && place.glance().is_some_and(|g| g.form.is_none())
        && !place.frame().has_title()
        && place.wider_above() > 0
        && place.next().is_some_and(|n| n.heads_division() && n.wider_above() == 0)
        && std::iter::successors(place.previous(), Place::previous).all(|above| is_free(&above))
}

/// A name far to the right below the last paragraph, place and day below it at most; a letter's signature it is not.
fn is_name_at_the_end(place: &Place) -> bool {
    if place.from_end() > 1 || place.shape().indent < FAR {
        return false;
    }
    // Below what somebody says it is the author's only where nobody is named at the top.
    let is_named = || std::iter::successors(Some(place.top()), Place::next).take(TOP).any(|p| p.leaning(Byline) >= 5);
    let is_dashed = matches!(place.shape().first, '-' | '–' | '—') && !is_named();
    place.ordinal() > 2
        && place.wider_above() > 0
        && begins_with_a_name(place)
        && place.leaning(Role::Letter) + place.carrying_on(Role::Letter) <= 0
        && place.previous().is_some_and(|above| {
            (above.shape().words >= 8 || is_dashed)
                && above.shape().indent < FAR
                && above.shape().is_ended
                && (!above.shape().is_speech || is_dashed)
                && above.leaning(Role::Letter) + above.carrying_on(Role::Letter) <= 0
        })
        && place.next().is_none_or(|below| {
            let is_told = || place.previous().is_some_and(|above| !above.shape().is_speech && above.is_prose());
            let is_named_in = |below: &Place| {
                let name = place.low().rsplit(' ').next().unwrap_or_default();
                is_copyright(below)
                    && below.low().split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
                    && is_told()
            };
            let is_foot_of_a_page = below.from_end() == 0 && below.low().contains(" page ");
            below.shape().words <= 8
                && (below.above() == 0 && below.shape().indent >= FAR
                    || is_dashed && (is_foot_of_a_page || is_named_in(&below)))
        })
}

/// "-Ann Ode <ANN @ DOORS>" far to the right below a paragraph, and then a rule, or nothing.
fn is_signed_with_address(place: &Place) -> bool {
    let Some(glance) = place.glance().filter(|_| place.shape().indent >= SET_IN && place.shape().words <= 8) else {
        return false;
    };
    let text = glance.text.trim_start_matches(['-', '—', '–', ' ']);
    let Some((name, address)) = text.split_once(['<', '(']) else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    address.contains('@')
        && text.ends_with(['>', ')'])
        && (1..=4).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(is_name)
        && place.previous().is_some_and(|above| above.shape().words >= 4 && above.shape().is_ended)
        && place.next().is_none_or(|below| below.shape().is_signs || is_letter_ornament(&below))
}

/// "A. N. Ode", "-- Ann Ode": the block's first line is a name; place and day may stand in its second one.
fn begins_with_a_name(place: &Place) -> bool {
    let Some(block) = place.block().filter(|block| block.lines.len() <= 2 && block.shape.words <= 10) else {
        return false;
    };
    let line = place.story().line(block.lines.start).trim().trim_start_matches(['-', '—', '–', ' ']);
    let is_high = |word: &str| {
        word.starts_with(char::is_uppercase)
            && !word.ends_with([',', ':', '!', '?'])
            && !word.contains(char::is_numeric)
    };
    let last = line.rsplit(' ').next().unwrap_or(line);
    (2..=4).contains(&line.split_whitespace().count())
        && line.split_whitespace().all(is_high)
        && last.chars().count() >= 3
        && !last.ends_with('.')
}

/// A site's matter, an imprint or a note, as the first look saw it.
fn is_front_matter(place: &Place) -> bool {
    place.leaning(Role::Boilerplate) >= 4
        || place.carrying_on(Role::Boilerplate) >= IN_A_BOX
        || place.leaning(Role::Note) >= 4
}
