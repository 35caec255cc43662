//! Short messages inside a story: what a telephone shows line below line, cards of a few lines with a name below, and
//! how somebody is written to who is not named.

use super::closing::is_signature;
use super::opening::{is_announced, is_header, speaks_of_writing};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::verse;

/// Lines of an exchange at least, and lines that are followed at most.
const LEAST: usize = 3;
const LONGEST: usize = 60;
/// Lines of a card at most.
const CARD: usize = 8;
/// Paragraphs of a message that a name behind a dash closes, at most.
const PARAGRAPHS: usize = 5;
/// Words of the line that says to whom a message goes at most: the label, a name, and "NEW" behind it.
const HEAD: u16 = 3;
/// Blocks above a message in which a telephone is spoken of, and blocks around it among which other messages stand.
const SPOKEN_OF: usize = 2;
const AROUND: usize = 16;
/// Words of a message at most.
const WORDS: u16 = 40;
/// Words of a paragraph that is read out at least.
const SENTENCE: u16 = 5;

/// The name before a message: "Mum" of "Mum (14:02): did you eat".
fn sender<'p>(place: &Place<'p>) -> Option<&'p str> {
    let shape = place.shape();
    let label = place.glance()?.label.as_ref()?;
    let name = label.name.split('(').next().unwrap_or("").trim();
    let is_known = languages::field(name).is_some() || languages::is_note_label(name) || languages::is_by(name);
    let is_one = label.has_colon && !label.is_alone && !is_known && !name.is_empty();
    (is_one && !shape.is_speech && shape.words <= WORDS && name.split_whitespace().count() <= 3).then_some(name)
}

/// Units behind the first message that are messages too, where an exchange begins here: in text whose paragraphs are
/// parted by blank lines, lines without one, and a sender who writes again.
pub(super) fn reach(place: &Place) -> Option<usize> {
    let is_parted = place.above() > 0 && place.habits().distance > 0 && place.ordinal() > 0;
    let first = sender(place).filter(|_| is_parted)?;
    if !place.previous().is_some_and(|a| (a.is_prose() || is_announced(place)) && sender(&a).is_none()) {
        return None;
    }
    let (mut senders, mut is_exchange, mut at) = (vec![first], false, *place);
    while let Some(next) = at.step(1).filter(|n| n.above() == 0 && !n.is_space() && senders.len() < LONGEST) {
        let name = sender(&next)?;
        is_exchange |= senders.contains(&name);
        senders.push(name);
        at = next;
    }
    let is_over = at.next().is_some_and(|n| sender(&n).is_none());
    (senders.len() >= LEAST && is_exchange && is_over).then(|| at.at() - place.at())
}

/// Words of a story with telephones in it, as it speaks of them above what somebody types or reads.
const TELEPHONES: &[&str] = &[
    "phone", "mobile", "cell", "text", "texted", "texts", "message", "messages", "buzzed", "beeped", "typed", "typing",
];

/// "To: Jess", "from: joss": who is written to or who writes, by one name or two.
fn is_addressed(place: &Place) -> bool {
    let label = place.glance().and_then(|g| g.label.as_ref());
    let is_label = label.is_some_and(|l| l.has_colon && !l.is_alone && matches!(l.name.as_str(), "to" | "from"));
    let mut names =
        place.low().split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).skip(1);
    is_label
        && (2..=HEAD).contains(&place.shape().words)
        && !place.shape().is_ended
        && !place.shape().has_digits
        && names.next().is_some_and(|first| !languages::is_article(first) && !matches!(first, "a" | "an" | "all"))
}

/// "To: Jess" above "stuck in dress, bring scissors": how many units below the line that says who writes or is written to
/// belong to the message, down to the blank line, where the story tells of a telephone, or such messages follow one
/// another.
pub(super) fn reach_of_addressed(place: &Place) -> Option<usize> {
    let may_be = place.ordinal() > 0 && place.above() > 0 && place.habits().distance > 0 && is_addressed(place);
    // The story, or a message before.
    let is_text = |above: Place| {
        let mut lines = (0..CARD.cast_signed()).map_while(|by| above.step(-by)).take_while(|line| !line.is_space());
        above.is_prose() || above.shape().is_ended || lines.any(|line| is_addressed(&line))
    };
    if !may_be || !place.previous().is_some_and(is_text) {
        return None;
    }
    let lines = (1..).map_while(|by| place.step(by)).take_while(|line| !line.is_space() && line.above() == 0);
    let (mut count, mut is_plain) = (0, true);
    for line in lines {
        count += 1;
        is_plain &= line.shape().words <= WORDS && !line.shape().is_speech && !is_header(&line);
    }
    ((1..=CARD).contains(&count) && is_plain && stands_among_messages(place)).then_some(count)
}

/// The paragraphs above speak of a telephone, or messages that are headed alike stand near.
fn stands_among_messages(place: &Place) -> bool {
    let speaks = |above: &Place| {
        let low = above.bare().to_lowercase();
        low.split(|c: char| !c.is_alphanumeric()).any(|word| TELEPHONES.contains(&word))
    };
    let above = || std::iter::successors(place.previous(), Place::previous);
    let below = std::iter::successors(place.next(), Place::next);
    above().take(SPOKEN_OF).any(|above| speaks(&above))
        || above().take(AROUND).any(|above| is_addressed(&above))
        || below.take(AROUND).any(|below| is_addressed(&below))
}

/// "[02:14] This is Lost Property.": a paragraph with the time in brackets before it, and nobody's name.
fn is_stamped(place: &Place) -> bool {
    let shape = place.shape();
    if !matches!(shape.first, '[' | '(') || !shape.has_digits || shape.words < 2 {
        return false;
    }
    let words = place.bare();
    let Some((stamp, said)) = words.get(1..).and_then(|inner| inner.split_once([']', ')'])) else { return false };
    let (stamp, said) = (stamp.trim().to_lowercase(), said.trim_start());
    let clock = stamp.trim_end_matches(['a', 'p', 'm', '.', ' ']);
    let is_clock = clock.split_once([':', '.']).is_some_and(|(hour, rest)| {
        let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number(hour) && rest.split(':').all(is_number)
    });
    // "<Ann> hello" and "Ann: hello" are lines of a chat.
    let has_name = said.starts_with('<') || said.split_whitespace().next().is_some_and(|word| word.ends_with(':'));
    is_clock && said.starts_with(char::is_alphanumeric) && !has_name
}

/// Units behind the first of two or more messages, each with its time in brackets before it.
pub(super) fn reach_of_stamped(place: &Place) -> Option<usize> {
    if place.ordinal() == 0 || !is_stamped(place) || place.previous().is_some_and(|above| is_stamped(&above)) {
        return None;
    }
    let mut at = *place;
    while let Some(next) = at.next().filter(|next| is_stamped(next) && next.wider_above() == 0) {
        at = next;
    }
    (at.at() > place.at()).then(|| at.at() - place.at())
}

/// Units behind the first of some lines that all begin with ">", where they are a letter: at the end stand a farewell and a
/// name, each on a line of its own.
pub(super) fn reach_of_quotation(place: &Place) -> Option<usize> {
    let is_quoted = |p: &Place| p.shape().first == '>' && !p.is_space();
    if place.ordinal() == 0 || !is_quoted(place) || place.above() == 0 {
        return None;
    }
    let mut at = *place;
    while let Some(next) = at.step(1).filter(|next| is_quoted(next) && next.above() == 0) {
        at = next;
    }
    let (first, last) = (place.block()?.lines.start, at.block()?.lines.end);
    let mut lines = (first..last).rev().map(|line| place.story().line(line).trim_start_matches(['>', ' ']).trim_end());
    let name = lines.find(|line| !line.is_empty())?;
    let farewell = lines.find(|line| !line.is_empty())?;
    let is_name = (1..=5).contains(&name.split_whitespace().count()) && name.starts_with(char::is_uppercase);
    let rest =
        languages::FAREWELLS.behind(&farewell.to_lowercase())?.trim_matches(|c: char| !c.is_alphanumeric()).len();
    (is_name && rest == 0 && lines.any(|line| !line.is_empty())).then(|| at.at() - place.at())
}

/// Units behind the first line of a card that belong to it: announced above, line below line down to a name behind a
/// dash.
pub(super) fn reach_of_card(place: &Place) -> Option<usize> {
    let is_first = place.ordinal() > 0 && place.above() > 0 && !place.shape().is_speech && is_announced(place);
    if !is_first || verse::begins(place) {
        return None;
    }
    let mut at = *place;
    for _ in 0..CARD {
        let Some(next) = at.step(1).filter(|n| n.above() == 0 && !n.is_space() && !n.shape().is_speech) else { break };
        at = next;
    }
    let is_signed = at.at() > place.at() && is_signature(&at) && matches!(at.shape().first, '-' | '–' | '—' | '~');
    (is_signed && at.below() > 0).then(|| at.at() - place.at())
}

/// Units behind the first paragraph of a message that the paragraph above speaks of, down to the name behind a dash.
pub(super) fn reach_of_signed_message(place: &Place) -> Option<usize> {
    foot_of_message(place).filter(|_| speaks_of_writing(place))
}

/// Units down to a name behind a dash, as the foot of a message is, where nobody of the story speaks between.
pub(super) fn foot_of_message(place: &Place) -> Option<usize> {
    let is_first = place.ordinal() > 0 && place.above() > 0 && !place.shape().is_speech;
    if !is_first || place.shape().words < SENTENCE || place.previous().is_none_or(|a| a.shape().is_speech) {
        return None;
    }
    let mut at = *place;
    for _ in 0..PARAGRAPHS {
        let next = at.next().filter(|n| n.wider_above() == 0 && !n.shape().is_speech && !n.shape().is_signs)?;
        let is_dashed = matches!(next.shape().first, '-' | '–' | '—' | '~') && next.shape().words <= 3;
        if is_dashed && is_signature(&next) {
            // Several lines behind dashes are a list.
            let is_listed = |n: Place| n.above() == 0 && n.shape().first == next.shape().first;
            return (!next.step(1).is_some_and(is_listed)).then(|| next.at() - place.at());
        }
        // A poem has its source behind a dash.
        if next.shape().indent != place.shape().indent {
            return None;
        }
        at = next;
    }
    None
}

/// "To the owner of the blue dog:": somebody is written to who is not named.
pub(super) fn is_address_in_words(place: &Place) -> bool {
    let shape = place.shape();
    let low = || place.low().trim_start_matches(|c: char| !c.is_alphanumeric());
    (3..=10).contains(&shape.words)
        && matches!(shape.last, ':' | ',')
        && shape.first.is_uppercase()
        && place.above() > 0
        && place.below() > 0
        && ["to the ", "to my ", "to whom ", "to whoever "].iter().any(|opening| low().starts_with(opening))
}
