//! What notes look like: their labels, brackets and signatures, and talk at the edge of a text.

use super::cues::{FRONT, LAST_GREETING};
use super::voice::Voice;
use crate::detect::languages;
use crate::detect::place::Place;

/// Blocks at the end that may be nothing but talk.
const LAST_TALK: usize = 14;

/// Blocks at the top among which an introduction stands.
const TOP: usize = 24;
/// Words of an introduction in one paragraph at least.
const INTRODUCTION: u16 = 12;

/// "~ Barley", "-- B.": a name behind a dash or a tilde.
pub(super) fn is_sign_off(place: &Place) -> bool {
    let shape = place.shape();
    (1..=3).contains(&shape.words)
        && matches!(shape.first, '~' | '-' | '–' | '—' | '*' | '<')
        && !matches!(shape.last, '-' | '~' | '*')
        && !languages::is_end(place.glance().map_or("", |g| g.low_core()))
}

/// The author talks, and says enough of it: one word of talk will do where a wide space sets it off from the story.
pub(super) fn talks_at_edge(place: &Place, is_apart: bool) -> bool {
    let voice = Voice::of(place);
    let says = voice.talk + voice.address;
    let is_speaker = place.glance().is_some_and(|g| {
        g.form.is_some() || g.label.as_ref().is_some_and(|l| l.has_colon && !l.name.starts_with("dear"))
    });
    voice.is_author()
        && (says >= 2 || (is_apart && says >= 1 && voice.past <= 1))
        && !place.shape().is_capitals
        && !is_speaker
        && !voice.tells_of_others(place)
}

/// A label and text behind it: "A/N: …", "AN - …", "Author's note: …".
pub(super) fn has_label(place: &Place) -> bool {
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
                || !matches!(name, "an" | "thanks" | "preview" | "next time" | "next chapter" | "reviewers")
                || glance
                    .text
                    .starts_with(|c: char| c == '[' || c == '(' || c == 'A' && glance.text.starts_with("AN"));
        }
    }
    introduces(place, low)
        || low.starts_with("a/n") && !low[3..].starts_with(char::is_alphanumeric) && place.shape().words > 1
        || is_emphasised_label(&glance.low)
}

/// "Introduction: …", "PREFACE. …", "Before you read: …": at the top the author introduces the story, in the paragraph that the
/// word begins.
fn introduces(place: &Place, low: &str) -> bool {
    const WORDS: [&str; 4] = ["introduction", "preface", "foreword", "before you read"];
    let is_parted = |word: &&str| {
        let behind = low.strip_prefix(word).unwrap_or_default();
        behind.starts_with(": ") || behind.starts_with(". ") && place.bare().starts_with(|c: char| c.is_uppercase())
    };
    let may_be = place.from_top() < TOP && place.shape().words >= INTRODUCTION && !place.shape().is_capitals;
    may_be && WORDS.iter().any(is_parted) && introduces_himself(place)
}

/// The author is heard, in front of the story.
fn introduces_himself(place: &Place) -> bool {
    let voice = Voice::of(place);
    let is_told = |above: Place| above.heads_division() || Voice::of(&above).is_story();
    (voice.talk + voice.address > 0 || voice.own > 0)
        && !voice.is_story()
        && !place.previous().is_some_and(is_told)
        && place
            .next()
            .is_none_or(|below| below.glance().is_some_and(|g| g.label.as_ref().is_none_or(|l| !l.has_colon)))
}

/// "**A/N** …", "***Author's Note*** …", "[AN] …": a label between marks of emphasis or in brackets, with text behind it.
fn is_emphasised_label(low: &str) -> bool {
    let is_mark = |c: char| matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '~' | '=' | '(' | ')' | '/');
    let label = low.trim_start_matches(is_mark);
    label.len() < low.len()
        && languages::NOTES.behind(label).is_some_and(|rest| {
            // "[Next chapter](14.md)" is a link.
            let is_link = rest.starts_with("](");
            rest.starts_with(is_mark) && !is_link && rest.trim_start_matches(is_mark).contains(char::is_alphanumeric)
        })
}

/// "[Over to you, Hob. -- Ros]": sentences in brackets, and a name behind a dash.
pub(super) fn is_signed_aside(place: &Place) -> bool {
    let is_name = |name: &str| {
        let words = || name.split_whitespace();
        let is_one = |word: &str| {
            let low = word.to_lowercase();
            word.starts_with(char::is_uppercase)
                && languages::division(&low).is_none()
                && !matches!(low.as_str(), "ed" | "eds")
        };
        (1..=3).contains(&words().count())
            && words().all(|word| is_one(word.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let is_announced = || place.previous().is_some_and(|above| above.leads_on());
    in_brackets(place) && !is_announced() && {
        let bare = place.bare();
        let inner = bare.trim_end_matches([')', ']', '}', '.', '*', '_', ' ']);
        let dash = ["--", "—", "–"].iter().filter_map(|dash| Some((inner.rfind(dash)?, dash.len()))).max();
        dash.is_some_and(|(at, length)| {
            inner[..at].trim_end().ends_with(['.', '!', '?', '…']) && is_name(inner[at + length..].trim())
        })
    }
}

/// The label of a note alone on its line.
pub(super) fn is_lone_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let shape = place.shape();
    let is_plain = glance.low_core().trim_end_matches(|c: char| !c.is_alphanumeric());
    let names_author = || {
        is_plain.starts_with("a note from ")
            && shape.words <= 6
            && place.below() == 0
            && place.next().is_some_and(|n| !Voice::of(&n).is_story())
    };
    (shape.words <= 5 && (languages::is_note_label(is_plain) || is_plain.starts_with("preview of ")) || names_author())
        && is_plain != "an"
        && !shape.is_speech
        && !matches!(shape.last, '.' | '!' | '?' | ',')
        && place.next().is_some()
        && place.glance().is_none_or(|g| g.form.is_none())
        && !(place.ordinal() == 0 && place.next().is_some_and(|n| super::super::titlepage::is_byline(&n)))
}

pub(super) fn in_brackets(place: &Place) -> bool {
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

pub(super) fn double_brackets(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        (g.text.starts_with("((") && g.text.ends_with("))")) || (g.text.starts_with("[[") && g.text.ends_with("]]"))
    })
}

/// Where an author greets the readers or takes leave of them: before the story, below a heading, or behind the story.
pub(super) fn may_greet(place: &Place) -> bool {
    let is_headed = || place.previous().is_some_and(|a| a.heads_division());
    place.ordinal() < LAST_GREETING && (place.wider_below() > 0 || is_headed() || stands_before_story(place))
        || place.from_end() == 0
        || only_a_site_follows(place)
        || only_talk_follows(place)
}

/// Down to the end of the file stand a few lines, all of them a site's.
fn only_a_site_follows(place: &Place) -> bool {
    place.from_end() < 6
        && std::iter::successors(place.next(), Place::next)
            .all(|below| crate::detect::boilerplate::is_of_a_site(&below) || below.has_imprint())
}

/// "Hi everyone!": a block that begins by greeting the readers.
pub(in crate::detect) fn greets(place: &Place) -> bool {
    place
        .glance()
        .is_some_and(|g| languages::GREETINGS.begins(g.low.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

/// Right before the story: "Enjoy!", "On with the show...", behind nothing but title, fields and the author's words, or
/// below a chapter's heading.
pub(super) fn hands_over(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 10 || shape.is_speech || place.ordinal() == 0 {
        return false;
    }
    let low = place.low().trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_bare = low.trim_end_matches(|c: char| !c.is_alphanumeric());
    let begins = is_bare == "enjoy" || languages::HANDING_OVER.begins(low);
    begins && place.next().is_some() && stands_before_story(place)
}

/// Nothing stands above but what stands before a text: short lines, labels, site's lines, and the author's words.
pub(super) fn stands_before_story(place: &Place) -> bool {
    let is_front = |p: &Place| {
        let shape = p.shape();
        let is_line = shape.words <= 8 && !shape.is_speech && !(shape.is_ended && shape.words >= 4);
        is_line
            || is_labelled(p)
            || has_label(p)
            || in_brackets(p)
            || greets(p)
            || !shape.is_speech && Voice::of(p).is_author()
            || p.previous().is_some_and(|a| is_lone_label(&a))
            || hangs_below_a_label(p)
            || p.has_disclaimer()
            || p.has_imprint()
    };
    if place.ordinal() > LAST_GREETING {
        return false;
    }
    let mut at = *place;
    while let Some(above) = at.previous() {
        if !is_front(&above) {
            return false;
        }
        at = above;
    }
    true
}

/// A label's words go on below it, set in.
fn hangs_below_a_label(place: &Place) -> bool {
    let hangs = |above: Place| is_labelled(&above) && above.shape().indent < place.shape().indent;
    place.above() == 0 && place.step(-1).is_some_and(hangs)
}

/// Any label and its colon.
fn is_labelled(place: &Place) -> bool {
    place.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon))
}

/// "See the end of the work for more notes": how the archive of fan works points from one note to another.
pub(in crate::detect) fn points_to_notes(place: &Place) -> bool {
    let low = place.low();
    place.shape().words <= 12 && low.starts_with("see the end of the ") && low.contains(" notes")
}

/// Down to the end of the file the story is not heard again, and the author is.
pub(super) fn only_talk_follows(place: &Place) -> bool {
    if place.from_end() >= LAST_TALK {
        return false;
    }
    let below: Vec<Place> = std::iter::successors(place.next(), Place::next).collect();
    let is_quiet = |p: &Place| !p.shape().is_signs && !p.shape().is_speech && !Voice::of(p).is_story();
    // Where the story goes on to the end, its last paragraph says so.
    below.iter().rev().all(is_quiet) && below.iter().any(|p| Voice::of(p).is_author())
}

/// `"blah" = talking`, `*...* = thoughts`: a sample between two signs, and what it means.
pub(super) fn is_legend_line(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words > 9 || shape.is_ended {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    if is_bare_sample(&glance.text) {
        return true;
    }
    let parts = [" = ", " - ", ": ", " – ", "="].iter().find_map(|by| glance.text.split_once(by));
    let Some((sample, meaning)) = parts else { return false };
    let (sample, meaning) = (sample.trim(), meaning.trim());
    let is_sign = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '#' | '-'));
    let words = meaning.split_whitespace().count();
    sample.chars().count() >= 3
        && sample.split_whitespace().count() <= 4
        && is_sign(sample.chars().next())
        && is_sign(sample.chars().next_back())
        && !matches!(sample.chars().next_back(), Some('.' | ','))
        && (1..=4).contains(&words)
        && meaning.starts_with(char::is_alphabetic)
}

/// "\"talking\"", "//flashback//": a sample that says itself what it means.
fn is_bare_sample(text: &str) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let word = text.trim_matches(is_sign).to_lowercase();
    let is_framed = text.starts_with(is_sign) && text.ends_with(is_sign) && word.len() + 2 <= text.len();
    is_framed
        && matches!(
            word.as_str(),
            "talking"
                | "speaking"
                | "speech"
                | "thinking"
                | "thoughts"
                | "thought"
                | "flashback"
                | "flashbacks"
                | "dream"
                | "dreams"
                | "telepathy"
                | "mind speech"
                | "mindspeak"
                | "writing"
                | "phone"
                | "emphasis"
        )
}

/// Among the first blocks, or right below the fields at the top.
pub(super) fn is_in_front(place: &Place) -> bool {
    let is_field = |p: Place| p.glance().is_some_and(|g| g.labelled_field().is_some());
    place.ordinal() < FRONT || place.ordinal() < LAST_GREETING && place.previous().is_some_and(is_field)
}
