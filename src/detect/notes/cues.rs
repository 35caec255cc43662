//! The cues of author's notes.

use super::voice::Voice;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Note;

/// Blocks at the top that may hold a note without label.
const FRONT: usize = 6;
/// Blocks at the end that may hold one. Measured: of the last four, one in twenty is a note, three in four with talk.
const END: usize = 4;
/// Blocks at the top among which an author greets the readers, below a dozen of fields.
const LAST_GREETING: usize = 20;
/// Units a note is followed at most.
const LONGEST: usize = 60;

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "note-label",
        claims: Opens(Note),
        weight: 7,
        why: "The block begins with the label of an author's note.",
        yes: &[
            "A/N: hello!",
            "Author's note: set after the flood.",
            "(AN: sorry!)",
            "[[AN -- row F is real]]",
            "Anmerkung: Hallo!",
        ],
        no: &["He made a note: buy rope.", "Rating: K"],
        holds: Here(|p| has_label(p)),
    },
    Cue {
        name: "note-label-alone",
        claims: Opens(Note),
        weight: 7,
        why: "The label of an author's note stands alone on its line.",
        yes: &["Author's Ramblings:\n\nHello!", "Chapter Notes\n\nSee the end.", "End Notes\nThanks!"],
        no: &["A/N: hello", "She read the notes."],
        holds: Here(|p| is_lone_label(p)),
    },
    Cue {
        name: "note-goes-on",
        claims: Continues(Note),
        weight: 6,
        why: "Below the label of a note all belongs to it, to the next wide space, heading or break.",
        yes: &["Author's Ramblings:\n\n» Wow, eleven reviews!\n\nOn with the show!\n\n\nChapter 1\n\nIt was blue."],
        no: &["Chapter 1\n\n» It was blue."],
        holds: Onward(|p| if is_lone_label(p) { reach_of_lone_label(p) } else { 0 }),
    },
    Cue {
        name: "note-goes-on-in-talk",
        claims: Continues(Note),
        weight: 5,
        why: "The author still talks to the readers.",
        yes: &[
            "A/N: hello, this is my first story.\n\n» I hope you enjoy it! Please review.\n\n\nChapter 1\n\nIt was blue.",
        ],
        no: &[
            "A/N: hello, this is my first story.\n\n» \"Where is the door?\" said Ann, and looked behind the cupboard.\n\n\"Gone,\" said Bea.",
        ],
        holds: Onward(|p| if has_label(p) && !is_lone_label(p) { reach_of_talk(p) } else { 0 }),
    },
    Cue {
        name: "wholly-in-brackets",
        claims: Opens(Note),
        weight: 4,
        why: "A whole paragraph stands in brackets, at the edge of a text.",
        yes: &[
            "It was blue, and it had not been there before.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» (written for Sonnet Saturday. Shhh.)",
            "((Hello hello! New fic, please be nice))\n\nIt was blue.",
        ],
        no: &["(Home)", "She (and the dog) went in."],
        holds: Here(|p| {
            in_brackets(p)
                && p.shape().words >= 4
                && (p.from_end() < 3
                    || p.ordinal() < FRONT
                    || p.wider_below() > 0 && p.wider_above() > 0
                    || double_brackets(p))
        }),
    },
    Cue {
        name: "double-brackets",
        claims: Opens(Note),
        weight: 3,
        why: "Double brackets set an aside of the author apart.",
        yes: &["((Hello hello! New fic))", "[[row F is a real person]]"],
        no: &["(Home)"],
        holds: Here(|p| double_brackets(p)),
    },
    Cue {
        name: "talk-in-front",
        claims: Opens(Note),
        weight: 5,
        why: "Before the story begins the author talks about it, or to the readers.",
        yes: &[
            "The Door\n\n» This is my first fic, so please be nice. Reviews are love!\n\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\n» It was blue, and it had not been there before, and she was sure of it."],
        holds: Here(|p| is_in_front(p) && p.shape().words >= 5 && talks_at_edge(p, p.wider_below() > 0)),
    },
    Cue {
        name: "greeted-readers",
        claims: Opens(Note),
        weight: 6,
        why: "In front of a story or of a chapter the author greets the readers.",
        yes: &["The Door\n\n» Hi everyone! Here is something new.\n\n\nIt was blue, and it had not been there before."],
        no: &["The Door\n\n» Hi there, said the door."],
        holds: Here(|p| {
            (p.ordinal() < LAST_GREETING || p.from_end() < END)
                && p.shape().words >= 4
                && !p.shape().is_speech
                && greets(p)
        }),
    },
    Cue {
        name: "talk-at-the-end",
        claims: Opens(Note),
        weight: 5,
        why: "Behind the story the author talks about it, or to the readers.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n\n» Read and review!! Next chapter when I hit ten reviews.",
        ],
        no: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n\n» She slept until four in the afternoon and dreamed of doors.",
        ],
        holds: Here(|p| {
            p.from_end() < END && p.ordinal() > 3 && p.shape().words >= 3 && talks_at_edge(p, p.wider_above() > 0)
        }),
    },
    Cue {
        name: "talk-goes-on",
        claims: Continues(Note),
        weight: 4,
        why: "The author still talks, or signs.",
        yes: &[
            "The Door\n\nOk, this was a prompt, and I wrote it at night, so please be kind.\n\n» Anyway, here it is. Hope you like it!\n\n\nIt was blue, and it had not been there before.",
        ],
        no: &["The Door\n\n» It was blue, and it had not been there before."],
        holds: Onward(|p| {
            let at_edge = is_in_front(p) || p.from_end() < END || in_brackets(p);
            if at_edge && !has_label(p) && Voice::of(p).is_author() { reach_of_talk(p) } else { 0 }
        }),
    },
    Cue {
        name: "signed-at-the-end",
        claims: Opens(Note),
        weight: 6,
        why: "The last paragraph speaks to the readers, and a name signs it.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» Ok it is 3 am and I have work!! Seven is coming on Sunday.\n\n~ Ann",
        ],
        no: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nShe stayed.\n\n» She slept until four in the afternoon.\n\nThe End",
        ],
        holds: Here(|p| {
            let voice = Voice::of(p);
            let is_signed = p.from_end() == 1 && p.next().is_some_and(|n| is_sign_off(&n));
            is_signed && p.ordinal() > 3 && voice.person > 0 && !voice.is_speech && voice.past < 2
        }),
    },
    Cue {
        name: "signature-of-a-note",
        claims: Continues(Note),
        weight: 5,
        why: "A name behind a dash or a tilde signs the note.",
        yes: &["It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nA/N: thanks for the reviews!\n\n» -- Ann"],
        no: &["It was blue.\n\n» The End"],
        holds: Here(|p| p.from_end() < 3 && is_sign_off(p)),
    },
    Cue {
        name: "much-talk",
        claims: Opens(Note),
        weight: 2,
        why: "Every other word is about stories, updates, readers.",
        yes: &["Thank you for the reviews! The next chapter is half written, and I update on Sundays."],
        no: &["She read the story twice."],
        holds: Here(|p| {
            let voice = Voice::of(p);
            voice.talk + voice.address >= 3 && voice.is_author()
        }),
    },
    Cue {
        name: "space-between-note-and-story",
        claims: Opens(Note),
        weight: 1,
        why: "A wide space parts it from the story.",
        yes: &["Hello, you!\n\n\nIt was blue, and it had not been there before.\n\nShe went in."],
        no: &["It was blue, and it had not been there before.\n\nShe went in."],
        holds: Here(|p| p.wider_below() > 0 && p.ordinal() < FRONT || p.wider_above() > 0 && p.from_end() < END),
    },
    Cue {
        name: "spoken-note",
        claims: Opens(Note),
        weight: -4,
        why: "The paragraph is spoken by somebody of the story.",
        yes: &["\"Author's note,\" read Bea, and went pink."],
        no: &["Author's note: hello."],
        holds: Here(|p| p.shape().is_speech && !in_brackets(p)),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "claimed-by-another",
        claims: Opens(Note),
        weight: -6,
        why: "It is the site's matter, or a field by its label.",
        yes: &[
            "It was blue.\n\nShe went in.\n\n» Please drop by the archive and comment to let the author know if you enjoyed it.",
        ],
        no: &["A/N: hello, this is my first story."],
        holds: Here(|p| !has_label(p) && (p.leaning(Role::Boilerplate) >= 5 || p.leaning(Role::Field) >= 6)),
    },
    Cue {
        name: "behind-the-end",
        claims: Opens(Note),
        weight: 6,
        why: "It stands behind the line that ends the story.",
        yes: &["It was blue.\n\nShe went in.\n\nThe End\n\n» That was that, and thank you all."],
        no: &["It was blue.\n\nShe went in.\n\n» That was that, and thank you all."],
        holds: Here(|p| {
            p.previous().is_some_and(|a| a.leaning(Role::End) >= 5)
                && p.leaning(Role::Boilerplate) < 3
                && p.from_end() < 12
                && p.shape().words >= 3
                && !p.shape().is_speech
                && p.leaning(Role::Heading) < 3
        }),
    },
    Cue {
        name: "talk-below-a-heading",
        claims: Opens(Note),
        weight: 6,
        why: "Between the heading and its text the author talks to the readers.",
        yes: &[
            "Part 2: Temper\n\n» [Part 2 already! Thank you for all the nice comments and reviews.]\n\nIt was blue, and it had not been there before.",
        ],
        no: &["Part 2: Temper\n\n» It was blue, and it had not been there before."],
        holds: Here(|p| {
            let below_heading = p.previous().is_some_and(|a| a.leaning(Role::Heading) >= 4);
            below_heading
                && Voice::of(p).is_author()
                && (in_brackets(p) || Voice::of(p).talk + Voice::of(p).address >= 3)
        }),
    },
    Cue {
        name: "talk-above-a-heading",
        claims: Opens(Note),
        weight: 3,
        why: "Before the next heading the author talks to the readers.",
        yes: &[
            "It was blue.\n\nIt rained.\n\nIt poured.\n\nShe slept.\n\n» Thank you for the reviews, I loved every one of them! Next chapter on Sunday.\n\n\nChapter 2\n\nShe went in.",
        ],
        no: &["It was blue.\n\n» She went in and the wall closed behind her.\n\n\nChapter 2\n\nShe went in."],
        holds: Here(|p| {
            let above_heading = p.next().is_some_and(|n| n.leaning(Role::Heading) >= 5) && p.ordinal() > 3;
            let voice = Voice::of(p);
            above_heading && voice.is_author() && voice.talk + voice.address >= 2
        }),
    },
];

/// "Hi everyone!": a block that begins by greeting the readers.
pub(in crate::detect) fn greets(place: &Place) -> bool {
    place
        .glance()
        .is_some_and(|g| languages::GREETINGS.begins(g.low.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

/// Among the first blocks, or right below the fields at the top.
fn is_in_front(place: &Place) -> bool {
    let is_field = |p: Place| {
        p.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon && languages::field(&l.name).is_some()))
    };
    place.ordinal() < FRONT || place.ordinal() < LAST_GREETING && place.previous().is_some_and(is_field)
}

/// "~ Barley", "-- B.": a name behind a dash or a tilde.
fn is_sign_off(place: &Place) -> bool {
    let shape = place.shape();
    (1..=3).contains(&shape.words)
        && matches!(shape.first, '~' | '-' | '–' | '—' | '*' | '<')
        && !matches!(shape.last, '-' | '~' | '*')
        && !languages::is_end(place.glance().map_or("", |g| g.low_core.as_str()))
}

/// The author talks, and says enough of it: one word of talk will do where a wide space sets it off from the story.
fn talks_at_edge(place: &Place, is_apart: bool) -> bool {
    let voice = Voice::of(place);
    let says = voice.talk + voice.address;
    let is_speaker = place.glance().is_some_and(|g| {
        g.form.is_some() || g.label.as_ref().is_some_and(|l| l.has_colon && !l.name.starts_with("dear"))
    });
    voice.is_author()
        && (says >= 2 || (is_apart && says >= 1 && voice.past <= 1))
        && !place.shape().is_capitals
        && !is_speaker
}

/// A label and text behind it: "A/N: …", "AN - …", "Author's note: …".
fn has_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let low = glance.low.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some(label) = &glance.label
        && !label.is_alone
        && (label.has_colon || label.name.len() > 2 || !glance.low.starts_with(char::is_alphanumeric))
    {
        let name = label.name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
        let is_chapter_note = name.ends_with("'s note") || name.ends_with("'s notes") || name.ends_with(" a/n");
        if languages::is_note_label(name) || is_chapter_note {
            return label.has_colon
                || name != "an"
                || glance
                    .text
                    .starts_with(|c: char| c == '[' || c == '(' || c == 'A' && glance.text.starts_with("AN"));
        }
    }
    low.starts_with("a/n") && !low[3..].starts_with(char::is_alphanumeric) && place.shape().words > 1
}

/// The label of a note alone on its line.
fn is_lone_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let is_plain = glance.low_core.trim_end_matches(|c: char| !c.is_alphanumeric());
    shape.words <= 5
        && languages::is_note_label(is_plain)
        && is_plain != "an"
        && !shape.is_speech
        && !matches!(shape.last, '.' | '!' | '?' | ',')
        && place.next().is_some()
        && !place.glance().is_some_and(|g| g.form.is_some())
        && !(place.ordinal() == 0 && place.next().is_some_and(|n| super::super::titlepage::is_byline(&n)))
}

fn in_brackets(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        let text = g.text.trim_matches(['*', '_', '~', '-', ' ']);
        let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
        pairs.iter().any(|&(open, close)| {
            text.starts_with(open)
                && text.ends_with(close)
                && !text[1..text.len() - 1].trim_matches(open).trim_matches(close).contains([open, close])
        })
    })
}

fn double_brackets(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        (g.text.starts_with("((") && g.text.ends_with("))")) || (g.text.starts_with("[[") && g.text.ends_with("]]"))
    })
}

/// A title with a chapter's summary or notes below it: an archive's next chapter.
fn opens_chapter(place: &Place) -> bool {
    place.shape().words <= 12
        && place.next().is_some_and(|n| {
            n.above() == 0 && matches!(n.low(), "chapter summary" | "chapter notes" | "summary" | "notes")
        })
}

/// A boundary that no note crosses: heading, label of a field, printed break, end words, the site's matter.
fn is_boundary(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    glance.form.as_ref().is_some_and(|f| f.is_strong() || f.title.is_none() && shape.words == 1)
        || (shape.is_signs && shape.bytes >= 3)
        || super::super::breaks::is_letter_ornament(place)
        || languages::is_end(&glance.low_core)
        || glance.label.as_ref().is_some_and(|l| l.has_colon && languages::field(&l.name).is_some())
        || matches!(glance.low_core.as_str(), "summary" | "chapter summary" | "afterword" | "preface" | "contents")
        || (shape.words <= 30 && languages::IMPRINT.is_in(&glance.low))
}

/// "1. Rain": a number and a title, no point of a list.
fn is_numbered_title(place: &Place) -> bool {
    let shape = place.shape();
    shape.words <= 8
        && !shape.is_ended
        && place.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.title.is_some() && f.has_separator))
}

/// Units behind a lone label that belong to its note: to three blank lines, or to a wide space once something was said.
fn reach_of_lone_label(place: &Place) -> usize {
    let distance = place.habits().distance;
    let mut said = 0;
    let mut steps = 0;
    let mut reach = 0;
    let mut at = *place;
    while let Some(next) = at.step(1) {
        steps += 1;
        if steps > LONGEST {
            return 0;
        }
        if next.is_space() {
            let limit = if distance == 0 { 3 } else { distance + 1 };
            if next.length() >= limit && (said > 0 || next.length() >= limit + 2) {
                break;
            }
        } else {
            let is_title = said > 0 && next.above() > 0 && is_numbered_title(&next);
            if is_boundary(&next)
                || is_title
                || is_lone_label(&next)
                || (said > 0 && (next.above() >= 3 || opens_chapter(&next)))
            {
                break;
            }
            said += 1;
            reach = steps;
        }
        at = next;
    }
    reach
}

/// Units behind the opening of a note that belong to it. The note ends at a wide space, a heading, a break or the end of
/// the file, if what stands before is not the story; else with the last paragraph that talks.
fn reach_of_talk(place: &Place) -> usize {
    let is_last_part = place.from_end() < 14;
    let mut steps = 0;
    let (mut reach, mut talk_reach) = (0, 0);
    let (mut blocks, mut told) = (0, 0);
    let mut at = *place;
    while let Some(next) = at.step(1) {
        if steps >= LONGEST {
            return talk_reach;
        }
        steps += 1;
        if next.is_space() {
            if !is_last_part || next.step(1).is_some_and(|n| Voice::of(&n).is_story() || is_boundary(&n)) {
                break;
            }
        } else {
            if is_boundary(&next) || has_label(&next) || is_lone_label(&next) {
                break;
            }
            let voice = Voice::of(&next);
            blocks += 1;
            told += usize::from(voice.is_story());
            if voice.is_author() && told == 0 {
                talk_reach = steps;
            }
            if told > 0 && blocks > 8 {
                return talk_reach;
            }
            reach = steps;
        }
        at = next;
    }
    let is_open_ended = at.step(1).is_none() && !is_last_part;
    if told > 0 || is_open_ended { talk_reach } else { reach }
}
