//! The cues of author's notes that depend on what was found in the first look.

use super::above::{is_said_above_a_title, reach_above_a_title};
use super::reach::reach_behind_the_end;
use super::sight::{
    greets, has_label, is_in_front, is_lone_label, is_signed_aside, only_talk_follows, stands_before_story,
};
use super::voice::Voice;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::fields::{announces_the_next, stands_in_the_story};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Note;

/// Blocks behind the end words in which an author may answer readers one by one.
const LAST_WORDS: usize = 30;
/// Words of a line at most in which authors ask or tell their readers something.
const NOTICE: u16 = 20;
/// Weight from which a label above has claimed a paragraph.
const LABELLED: i32 = 6;

/// The first block below the words that end the story, of which there is little left; below a rule only where the author
/// talks, and the story is not heard again.
fn is_behind_the_end(place: &Place) -> bool {
    let is_end = |p: Place| p.leaning(Role::End) >= 5;
    let above = place.previous();
    let is_below_a_rule = || {
        above.is_some_and(|a| a.shape().is_signs && a.previous().is_some_and(is_end))
            && Voice::of(place).is_author()
            && !std::iter::successors(Some(*place), Place::next).any(|p| Voice::of(&p).is_story())
    };
    (above.is_some_and(is_end) || is_below_a_rule())
        && place.leaning(Role::Boilerplate) < 3
        && place.from_end() < LAST_WORDS
        && place.shape().words > 0
        && !place.shape().is_speech
        && place.leaning(Role::Heading) < 3
}

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[
    Cue {
        name: "claimed-by-another",
        claims: Opens(Note),
        weight: -12,
        why: "It is the site's matter, or a field by its label.",
        yes: &[
            "It was blue.\n\nShe went in.\n\n» Please drop by the archive and comment to let the author know if you enjoyed it.",
        ],
        no: &["A/N: hello, this is my first story."],
        holds: Here(|p| !has_label(p) && (p.leaning(Role::Boilerplate) >= 5 || p.leaning(Role::Field) >= 6)),
    },
    Cue {
        name: "goes-on-from-above",
        claims: Opens(Note),
        weight: -12,
        why: "The author was already talking right above, or the line stands directly below another one.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\nThanks for reading, everyone! I hope you liked it.\n\n» Tell me in the comments what you think, please.",
            "The Door\n\nSummary\nA door.\n» This fic is part of a longer series that I am writing.\n\nIt was blue.",
        ],
        no: &[
            "It was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\n» Tell me in the comments what you think, please.",
            "A/N: hello, this is my first story.\n\n» A/N: and this is my second note.",
        ],
        holds: Here(goes_on_from_above),
    },
    Cue {
        name: "label-in-the-midst",
        claims: Opens(Note),
        weight: -5,
        why: "The label is an everyday word, and the story is told above and goes on below.",
        yes: &[
            "She leaned over and looked for a long while at the panel, until the lamp behind it woke up.\n\n\"It wants something,\" he said.\n\n» [Note: do not open.]\n\nThey waited for the lamp to change, and it did not change for a very long time.",
        ],
        no: &["The Door\n\n» Note: this is an old one.\n\nIt was blue, and it had not been there before."],
        holds: Here(|p| {
            has_label(p)
                && p.glance()
                    .and_then(|g| g.label.as_ref())
                    .is_some_and(|l| matches!(l.name.as_str(), "note" | "notes"))
                && stands_in_the_story(p)
        }),
    },
    Cue {
        name: "above-a-late-title",
        claims: Opens(Note),
        weight: 9,
        why: "The story's title stands below: here the author speaks.",
        yes: &[
            "» The wall is a real one, and moved a little.\n\nRating: K\n\nDisclaimer: I own nothing.\n\nTHE DOOR\n\nIt was blue, and it had not been there before, not that anybody knew.",
        ],
        no: &[
            "The wall is a real one, and moved a little.\n\nIt was blue, and it had not been there before, not that anybody knew.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.titles.down_to_title(p).is_some()) && is_said_above_a_title(p)),
    },
    Cue {
        name: "down-to-a-late-title",
        claims: Continues(Note),
        weight: 9,
        why: "The author goes on to speak, above the story's title.",
        yes: &[
            "The wall is a real one, and moved a little.\n\n» Readers have asked for it.\n\nRating: K\n\nDisclaimer: I own nothing.\n\nTHE DOOR\n\nIt was blue, and it had not been there before, not that anybody knew.",
        ],
        no: &[
            "The wall is a real one, and moved a little.\n\n» Disclaimer: I own nothing.\n\nTHE DOOR\n\nIt was blue, and it had not been there before, not that anybody knew.",
        ],
        holds: Onward(reach_above_a_title),
    },
    Cue {
        name: "behind-the-end",
        claims: Opens(Note),
        weight: 6,
        why: "It stands behind the line that ends the story.",
        yes: &["It was blue.\n\nShe went in.\n\nThe End\n\n» That was that, and thank you all."],
        no: &["It was blue.\n\nShe went in.\n\n» That was that, and thank you all."],
        holds: Here(is_behind_the_end),
    },
    Cue {
        name: "all-behind-the-end",
        claims: Continues(Note),
        weight: 6,
        why: "Behind the line that ends the story all is the author's, down to the next heading or the site's matter.",
        yes: &[
            "It was blue.\n\nShe went in.\n\nThe End\n\nThat was that, and thank you all.\n\n» Goose: no, it does not bite.",
        ],
        no: &["It was blue.\n\nShe went in.\n\nThat was that, and thank you all.\n\n» Goose: no, it does not bite."],
        holds: Onward(|p| if is_behind_the_end(p) { reach_behind_the_end(p) } else { 0 }),
    },
    Cue {
        name: "speaks-of-himself",
        claims: Opens(Note),
        weight: 6,
        why: "At the edge of a story that tells of others somebody says I: the author.",
        yes: &[
            "The Door\n\nRating: K\n\n» I do not speak French, so apologies to anyone who does.\n\nThe wall stood where it had always stood, at the end of the garden, under the old quince.\n\nThe door in it was new, and blue, and rather too small for the wall around it.\n\nBea looked at it for a long while, and then she went back to the house for her hat.\n\nWhen she came out again the door was open, and the cat was sitting on the step.\n\nThe cat looked at Bea and Bea looked at the cat, and neither of them had seen it move.\n\nIn the end it was the cat that went in first, as cats will, with its tail in the air.\n\nThe door closed behind it without a sound, and there was only the wall and the quince.\n\nBea put on her hat.\n\nIt rained.\n\nShe knocked.",
        ],
        no: &[
            "The Door\n\nRating: K\n\n» I do not speak French, so I said nothing.\n\nI had come for the wall, which stood where it had always stood, at the end of the garden.\n\nIt rained.",
        ],
        holds: Here(speaks_of_himself),
    },
    Cue {
        name: "notice-to-readers",
        claims: Opens(Note),
        weight: 8,
        why: "At the edge of a text a short line begins as authors ask or tell their readers something.",
        yes: &[
            "Chapter 1\n\nIt was blue.\n\nShe went in.\n\nIt closed.\n\nShe sat.\n\n» No flames please!\n\nChapter 2\n\nIt was blue, and it had not been there before.",
            "The Door\n\nby Ann Ode\n\n» Italics are thoughts.\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "It was blue, and it had not been there before.\n\nShe went in, and it closed behind her.\n\n» No flames came out of it.\n\nShe was sure that it had been blue, and waited until it opened.\n\nIt had not been there before, and she had known all the walls.",
        ],
        holds: Here(is_notice),
    },
    Cue {
        name: "teaser-of-the-next",
        claims: Opens(Note),
        weight: 10,
        why: "At the end a paragraph between angles says what the next episode will tell.",
        yes: &[
            "It was blue.\n\nShe went in.\n\n» >>In the next episode the wall is painted, and nobody at the door is told of it.>>",
        ],
        no: &[
            "It was blue.\n\nShe went in.\n\n» >>In the next room somebody sat, and it was the man with the ladder, whom she knew",
        ],
        holds: Here(announces_the_next),
    },
    Cue {
        name: "signed-in-brackets",
        claims: Opens(Note),
        weight: 14,
        why: "At the edge of a chapter an aside stands in brackets, and a name signs it.",
        yes: &[
            "Chapter 1\n\nIt was blue.\n\n» [Over to you, Bea. Mind the door. -- Ann]\n\nChapter 2\n\nShe went in.",
            "Chapter 1\n\nby Ann\n\n» [She wrote this in bed, and it shows. — Bea.]\n\nIt was blue, and it had not been there before.",
        ],
        no: &[
            "Chapter 1\n\nIt was blue.\n\n» [Over to you, Bea. Mind the door.]\n\nShe went in.",
            "Chapter 1\n\nIt was blue.\n\n» [The rest is lost. -- Ed.]\n\nShe went in and it closed behind her.\n\nShe sat.",
        ],
        holds: Here(|p| reach_of_signed_asides(p).is_some()),
    },
    Cue {
        name: "signed-in-brackets-goes-on",
        claims: Continues(Note),
        weight: 18,
        why: "Somebody answers in brackets of his own.",
        yes: &[
            "Chapter 1\n\nIt was blue.\n\n[Over to you, Bea. -- Ann]\n\n» [I would rather not. -- Bea]\n\nChapter 2\n\nShe went in.",
        ],
        no: &[
            "Chapter 1\n\nIt was blue.\n\n[Over to you, Bea. -- Ann]\n\nChapter 2\n\n» [I would rather not. -- Bea]\n\nShe went in.",
        ],
        holds: Onward(|p| reach_of_signed_asides(p).unwrap_or(0)),
    },
    Cue {
        name: "leave-below-a-break",
        claims: Opens(Note),
        weight: 9,
        why: "Below a break the author takes leave of the readers.",
        yes: &[
            "It was blue.\n\nShe went in.\n\n---\n\n» And that's it for this chapter! I hope you liked it.\n\nThe lock is a real one, by the way, and I own it.\n\nThe key was lost in 1980.",
        ],
        no: &[
            "It was blue.\n\n---\n\n» \"And that's it for this one,\" said Ann.\n\nShe went in.\n\nIt closed.\n\nShe sat.",
        ],
        holds: Here(takes_leave),
    },
    Cue {
        name: "talk-at-a-chapter",
        claims: Opens(Note),
        weight: 9,
        why: "Below a chapter's heading, or at its end, the author talks to the readers.",
        yes: &[
            "Part 2: Temper\n\n» [Part 2 already! Thank you for all the nice comments and reviews.]\n\nIt was blue, and it had not been there before.",
            "It was blue.\n\nIt rained.\n\nIt poured.\n\nShe slept.\n\n» Thank you for the reviews, I loved every one of them! Next chapter on Sunday.\n\n\nChapter 2\n\nShe went in.",
        ],
        no: &[
            "Part 2: Temper\n\n» It was blue, and it had not been there before.",
            "It was blue.\n\n» She went in and the wall closed behind her.\n\n\nChapter 2\n\nShe went in.",
        ],
        holds: Here(|p| p.survey().is_some_and(|s| s.notes.aside(p).is_some())),
    },
    Cue {
        name: "talk-at-a-chapter-goes-on",
        claims: Continues(Note),
        weight: 7,
        why: "The author still talks, answers or signs at the edge of the chapter.",
        yes: &[
            "It was blue.\n\nIt rained.\n\nIt poured.\n\nShe slept.\n\nThank you for the reviews, I loved every one of them!\n\n» Goose: no, it does not bite.\n\nNext chapter on Sunday, I promise.\n\n\nChapter 2\n\nShe went in.",
        ],
        no: &["It was blue.\n\n» Goose: no, it does not bite.\n\nChapter 2\n\nShe went in."],
        holds: Onward(|p| p.survey().and_then(|s| s.notes.aside(p)).unwrap_or(0)),
    },
];

/// Units behind the first of some signed asides in brackets that are such asides too, right above a heading or below one.
fn reach_of_signed_asides(place: &Place) -> Option<usize> {
    if !is_signed_aside(place) || place.previous().is_some_and(|above| is_signed_aside(&above)) {
        return None;
    }
    let mut at = *place;
    while let Some(next) = at.next().filter(is_signed_aside) {
        at = next;
    }
    let is_heading = |p: &Place| p.leaning(Role::Heading) >= 5;
    let below_heading = || {
        let by_whom =
            place.previous().filter(|above| above.leaning(Role::Byline) > 0).and_then(|above| above.previous());
        by_whom.or(place.previous()).is_some_and(|above| is_heading(&above))
    };
    (at.next().is_some_and(|below| is_heading(&below)) || below_heading()).then(|| at.at() - place.at())
}

/// "And that's it for this chapter!" below a break: the author, not the story.
fn takes_leave(place: &Place) -> bool {
    let low = place.low();
    let low = ["and ", "so ", "aaand "].iter().find_map(|opening| low.strip_prefix(opening)).unwrap_or(low);
    place.previous().is_some_and(|a| a.shape().is_signs)
        && ["that's it for", "that's all for", "that is it for", "that is all for"].iter().any(|w| low.starts_with(w))
        && !place.shape().is_speech
        && Voice::of(place).is_author()
}

/// A short line of what authors ask or tell their readers, at the edge of a text or a chapter, in no story's past.
fn is_notice(place: &Place) -> bool {
    let shape = place.shape();
    let may_be = (1..=NOTICE).contains(&shape.words) && !shape.is_speech && !shape.is_signs && place.ordinal() > 0;
    if !may_be || !languages::NOTICES.begins(place.low().trim_start_matches(|c: char| !c.is_alphanumeric())) {
        return false;
    }
    let is_other = [Role::Heading, Role::Field, Role::Letter, Role::Boilerplate, Role::Verse, Role::End]
        .iter()
        .any(|&role| place.leaning(role) >= 5);
    let is_heading = |p: Place| p.leaning(Role::Heading) >= 5;
    let is_at_chapter = || place.previous().is_some_and(is_heading) || place.next().is_some_and(is_heading);
    let is_last = || place.from_end() < 2 || only_talk_follows(place);
    let voice = Voice::of(place);
    !is_other
        && !goes_on_from_above(place)
        && voice.past <= 1
        && voice.quotes == 0
        && (is_at_chapter() || is_last() || is_in_front(place) && stands_before_story(place))
}

/// No label, and right above the author talks, or a line without label stands.
fn goes_on_from_above(place: &Place) -> bool {
    if (has_label(place) || is_lone_label(place)) && !is_part_of_a_note(place) || place.wider_above() > 0 {
        return false;
    }
    if place.carrying_on(Note) >= LABELLED {
        return true;
    }
    let is_bare_field = |p: Place| p.shape().words <= 3 && languages::field(p.low()).is_some();
    let has_own_label = |p: &Place| p.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon));
    place.previous().is_some_and(|above| {
        let is_joined = place.above() == 0 && place.habits().distance > 0 && above.shape().words > 6;
        above.leaning(Note) >= 6 && (Voice::of(&above).is_author() || greets(&above))
            || is_joined && !has_own_label(&above)
            || place.above() == 0 && above.above() == 0 && above.previous().is_some_and(is_bare_field)
    })
}

/// "QOTD: …", "P.S.: …": a label that stands within what an author says, rather than at its head.
fn is_part_of_a_note(place: &Place) -> bool {
    let label = place.glance().and_then(|g| g.label.as_ref());
    label.is_some_and(|l| matches!(l.name.as_str(), "qotd" | "aotd" | "ps" | "p.s" | "pps" | "edit"))
}

/// Somebody says I where the author may speak, in a story whose narration never does.
fn speaks_of_himself(place: &Place) -> bool {
    let shape = place.shape();
    let is_candidate = !shape.is_speech
        && !shape.is_signs
        && shape.words >= 3
        && !matches!(shape.first, '*' | '_' | '/' | '~')
        && place.survey().is_some_and(|s| s.notes.tells_of_others())
        && [Role::Letter, Role::Heading, Role::Verse, Role::Epigraph, Role::End]
            .iter()
            .all(|&role| place.leaning(role) < 4);
    if !is_candidate {
        return false;
    }
    let voice = Voice::of(place);
    let says_i = voice.own > 0 && voice.quotes == 0 && voice.past <= 2 + voice.talk + voice.address;
    let is_heading = |p: Place| p.leaning(Role::Heading) >= 5;
    let is_named = |p: Place| p.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.is_named));
    let is_headed = |p: Place| is_heading(p) || p.glance().is_some_and(|g| g.form.is_some());
    says_i
        && (stands_before_story(place)
            && !place.previous().is_some_and(is_headed)
            && (voice.past == 0
                || voice.is_author()
                || place.survey().is_some_and(|s| s.notes.never_says_i()) && voice.speaks_for_himself(place))
            || (voice.is_author() && voice.address > 0 || voice.past == 0 && place.wider_above() > 0)
                && place.from_end() < 2
                && place.ordinal() > 6
                && place.next().is_none_or(|n| !Voice::of(&n).is_story())
            || voice.is_author()
                && (place.previous().is_some_and(|a| is_heading(a) && !is_named(a))
                    || place.next().is_some_and(is_heading) && place.ordinal() > 3))
}
