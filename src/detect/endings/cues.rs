//! The cues of endings.

use crate::detect::boilerplate::plain;
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::headings::leading;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::Opens;
use Holds::Here;
use Role::{End, Heading};

/// Blocks at the end among which "-30-" is no page number: thanks, a signature and a site's lines may follow.
const LAST: usize = 16;
/// Words that say that something recorded begins.
const BEGINNINGS: [&str; 6] = ["begins", "begin", "starts", "start", "on", "playback"];
/// Parts of a work that old books close so.
const JOURNEYS: [&str; 8] = ["journey", "adventure", "history", "voyage", "tale", "story", "day", "night"];
/// Blocks above the end of a transcript among which it begins.
const TRANSCRIPT: usize = 80;

/// Cues that look at a line and its neighbours.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "end-words",
        claims: Opens(End),
        weight: 8,
        why: "The line says that the story ends or stops.",
        yes: &[
            "It was blue.\n\n» The End",
            "It was blue.\n\n» ~ Fin ~",
            "It was blue.\n\n» TO BE CONTINUED...",
            "It was blue.\n\n» * END TRANSMISSION *",
            "It was blue.\n\n» End Chapter 2",
            "It was blue.\n\n» The end of the first book.",
            "It was blue.\n\n» T H E   E N D",
            "It was blue.\n\n» The End (for now)",
            "It was blue.\n\n» --- End of Session 1 ---",
            "It was blue.\n\n» To be continued in part 2\n\n\nIt was old.",
        ],
        no: &[
            "It was blue.\n\n» It was the end of him.",
            "It was blue.\n\n» \"The end.\"",
            "It was blue.\n\n» End of Route 66",
        ],
        holds: Here(|p| p.ordinal() > 0 && !is_spoken(p) && says_end(p)),
    },
    Cue {
        name: "last-line",
        claims: Opens(End),
        weight: 5,
        why: "The end words stand at the very end, or only notes and the site's matter follow.",
        yes: &["It was blue.\n\n» -end-"],
        no: &["» End.\n\nThat was all she said.\n\nThe dog left.\n\nShe stayed.\n\nIt rained.\n\nShe slept."],
        holds: Here(|p| p.ordinal() > 0 && p.from_end() < 4 && !is_spoken(p) && says_end(p)),
    },
    Cue {
        name: "text-goes-on",
        claims: Opens(End),
        weight: -5,
        why: "The paragraph of the story goes on right below.",
        yes: &[
            "It was blue.\n\n» End.\n\nThat was all she said, and she said it to the dog, who had heard it before.\n\nThe dog left.\n\nShe stayed.\n\nIt rained.\n\nIt stopped.\n\nShe slept.\n\nThe dog came back.",
        ],
        no: &["It was blue.\n\n» The End"],
        holds: Here(|p| {
            (p.shape().words == 1 || p.shape().words <= 4 && p.shape().is_ended)
                && p.from_end() > 6
                && p.next().is_some_and(|n| n.is_prose())
                && p.wider_below() == 0
                && !p.shape().is_capitals
        }),
    },
    Cue {
        name: "no-heading-at-the-end",
        claims: Opens(Heading),
        weight: -8,
        why: "Between signs stand the words that end a story, and no others.",
        yes: &["It was blue.\n\n\n» >>>  T H E   E N D  <<<\n\nMail me."],
        no: &[
            "It was blue.\n\n\n» ~ THE END OF IT ~\n\nShe went in, and nobody in the street saw her go, not even the dog.",
        ],
        holds: Here(|p| {
            let says_only_that = || {
                p.glance().is_some_and(|g| {
                    let words = g.low_core().trim_matches(|c: char| !c.is_alphanumeric());
                    languages::is_end(words) || is_spaced_end(words)
                })
            };
            p.ordinal() > 0 && p.from_end() < LAST && is_framed(p) && !is_spoken(p) && says_only_that()
        }),
    },
];

/// Cues that depend on what was found in the first look.
pub(super) const SECOND: &[Cue] = &[];

/// Whether a line says that the story, or a part of it, ends or stops.
fn says_end(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let words = glance.low_core().trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let words = without_letter_ornaments(words);
    // An English story says "Fine" in its midst; an Italian one ends with it.
    if words == "fine" && (place.shape().is_ended || place.from_end() >= 4) {
        return false;
    }
    languages::is_end(words) && !closes_a_transcript(place)
        || is_thirty(place)
        || is_spaced_end(words)
        || stops_for_now(place, words)
        || ends_with_aside(place, words)
        || ends_a_part(place, words)
        || ends_solemnly(place, words)
}

/// "[RECORDING ENDS]" in the midst of a story, below "[RECORDING BEGINS]": what was recorded ends, not the story.
fn closes_a_transcript(place: &Place) -> bool {
    let opening = |p: &Place| p.low().split(' ').next().map(str::to_owned);
    let begins = |low: &str| low.split(|c: char| !c.is_alphabetic()).any(|word| BEGINNINGS.contains(&word));
    let is_opening = |at: Place| at.shape().first == '[' && opening(&at) == opening(place) && begins(at.low());
    let mut above = std::iter::successors(place.previous(), Place::previous).take(TRANSCRIPT);
    place.shape().first == '[' && place.from_end() >= LAST && above.any(is_opening)
}

/// "Here ends the first journey.": as old books close a part, in the middle of the page or near the end.
fn ends_solemnly(place: &Place, words: &str) -> bool {
    let shape = place.shape();
    let is_solemn = ["here ends the ", "here endeth the ", "thus ends the "];
    let mut nouns = words.split(|c: char| !c.is_alphabetic());
    let is_part = nouns.any(|w| languages::division(w).is_some() && w != "day" || JOURNEYS.contains(&w));
    let is_announced = place.previous().is_some_and(|above| above.leads_on() || above.shape().last == ':');
    (4..=8).contains(&shape.words)
        && is_part
        && !is_announced
        && place.above() > 0
        && place.below() > 0
        && (place.wider_below() > 0 || place.from_end() < LAST || place.next().is_none_or(|n| n.heads_division()))
        && (shape.is_centred || place.wider_above() > 0 && place.from_end() < LAST)
        && is_solemn.iter().any(|opening| words.starts_with(opening))
}

/// "xxx The End xxx", "oOo fin oOo": letters that are ornaments, on both sides.
fn without_letter_ornaments(words: &str) -> &str {
    let is_sign = |c: char| matches!(c, 'x' | 'o' | '0' | '-' | '~' | '*' | '.' | '=' | '_' | '^' | ':');
    let is_ornament = |w: &str| !w.is_empty() && w.chars().all(is_sign);
    let inner = words.split_once(' ').filter(|(first, _)| is_ornament(first)).map(|(_, rest)| rest);
    let inner = inner.and_then(|rest| rest.rsplit_once(' ')).filter(|(_, last)| is_ornament(last));
    inner.map_or(words, |(inner, _)| inner.trim())
}

/// "-30-", with which reporters close what they file.
fn is_thirty(place: &Place) -> bool {
    place.from_end() < LAST && place.glance().is_some_and(|g| matches!(g.text.as_str(), "-30-" | "- 30 -" | "--30--"))
}

/// "T H E   E N D".
fn is_spaced_end(words: &str) -> bool {
    let letters = words.split_whitespace().filter(|w| w.chars().count() == 1).count();
    letters > 2 && letters == words.split_whitespace().count() && {
        let spelled: Vec<String> = words.split("  ").map(|w| w.replace(' ', "")).filter(|w| !w.is_empty()).collect();
        languages::is_end(&spelled.join(" "))
    }
}

/// "To be continued next week", "TBC in part 2".
fn stops_for_now(place: &Place, words: &str) -> bool {
    let stops = [
        "to be continued",
        "tbc",
        "to be concluded",
        "continued in",
        "more next week",
        "more next month",
        "more next time",
        "continued next week",
        "continued next month",
        "continued next time",
        "continued next issue",
        "fortsetzung folgt",
        "à suivre",
    ];
    // A comma goes on with a sentence, unless what follows is a condition.
    let is_aside = |rest: &str| {
        let rest_words = rest.split_whitespace().count();
        let is_condition = [", if ", ", when ", ", once "].iter().any(|w| rest.starts_with(w));
        !rest.starts_with(char::is_alphanumeric) && (!rest.starts_with(',') || is_condition) && rest_words <= 6
    };
    // "To be continued in part 2" says it wherever the next part stands, be it farther down in the same file.
    let names_the_next = |rest: &str| {
        let mut behind = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_part =
            |word: &str| languages::division(word).is_some() && !matches!(word, "day" | "night" | "letter" | "scene");
        let is_next = behind.next() == Some("in") && behind.next().is_some_and(is_part);
        is_next
            && behind.next().is_some_and(|number| leading(number).is_some())
            && behind.next().is_none()
            && (place.wider_below() > 0 || place.next().is_some_and(|next| next.heads_division()))
            && place.previous().is_none_or(|above| above.shape().last != ':')
    };
    let stops_so = |stop: &&str| {
        words.strip_prefix(*stop).is_some_and(|rest| place.from_end() < 10 && is_aside(rest) || names_the_next(rest))
    };
    place.shape().words <= 9 && stops.iter().any(stops_so)
}

/// "The End (for now)", "TBC? You tell me.": end words, a mark, and a few words more, near the end.
fn ends_with_aside(place: &Place, words: &str) -> bool {
    let is_mark = |c: char| {
        matches!(c, '.' | '…' | '?' | '!' | '-' | '–' | '—' | '(' | ':' | '~' | '<' | '^' | ';' | '*' | '=' | '♥' | '❤')
    };
    let Some(at) = words.find(is_mark) else { return false };
    let aside = words[at..].trim_start_matches(|c: char| is_mark(c) || c == ' ');
    place.from_end() < 10 && aside.split_whitespace().count() <= 5 && languages::is_end(words[..at].trim())
}

/// "End of Part One", "The end of the first book.", "End Chapter 2", "End of" the work's title.
fn ends_a_part(place: &Place, words: &str) -> bool {
    let Some(rest) = languages::END_OF.behind(words) else { return false };
    let mut nouns = rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let noun = nouns.find(|w| !languages::is_article(w) && languages::number(w).is_none()).unwrap_or("");
    // "--- End of Session 1 ---": whatever the parts of this text are called.
    let is_counted =
        is_framed(place) && rest.split_once(' ').is_some_and(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
    let is_part = languages::division(noun).is_some() || languages::named(noun).is_some() || is_counted;
    let is_whole = matches!(
        noun,
        "story"
            | "transmission"
            | "file"
            | "season"
            | "arc"
            | "recording"
            | "demo"
            | "script"
            | "issue"
            | "manuscript"
            | "narrative"
    );
    place.shape().words <= 6 && (is_part || is_whole && !place.shape().is_ended || names_work(place, rest))
}

/// Signs stand on both sides of the words.
pub(in crate::detect) fn is_framed(place: &Place) -> bool {
    let shape = place.shape();
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '”' | '\'' | '.' | '?' | '!' | '(' | '[');
    is_sign(shape.first) && is_sign(shape.last)
}

/// "End of the Mill.": the words are those of the work's title.
pub(super) fn ends_the_work(place: &Place) -> bool {
    let low = place.glance().map_or("", |g| g.low_core());
    place.shape().words <= 6 && languages::END_OF.behind(low).is_some_and(|rest| names_work(place, rest))
}

/// Whether the words are the title that the archive's header or the head of the file names.
fn names_work(place: &Place, words: &str) -> bool {
    let title = plain(words);
    let is_on_top = |p: Place| p.glance().is_some_and(|g| plain(g.core()) == title);
    !title.is_empty()
        && (place.frame().names_title(words)
            || [Some(place.top()), place.top().next()].into_iter().flatten().any(is_on_top))
}

/// Speech begins with a dash, and does not end with one: "——完——".
fn is_spoken(place: &Place) -> bool {
    place.shape().is_speech && !matches!((place.shape().first, place.shape().last), ('–' | '—', '–' | '—'))
}
