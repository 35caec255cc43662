//! What lists, boards and magazines set around a story: the head of a posting, the signature below two dashes, boxes of
//! rules, the masthead of an issue, the way to a forum's page.

use super::forums::numbers_message;
use super::imprint::is_imprint;
use super::site::{has_site_words, is_path};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::Shape;

/// Units of the head of a posting, of its signature and of a box at most.
const LONGEST: usize = 12;
/// Blocks at the top among which a magazine's masthead begins, and blocks it has at most.
const MASTHEAD: (usize, usize) = (4, 14);
/// Blocks of a magazine's foot at most, the date above counted, and words of one.
const FOOT: usize = 9;
const FOOT_WORDS: u16 = 40;
/// Bytes of a rule at least that closes a masthead or a box.
const RULE: usize = 8;

/// Units of a posting's head behind its first line: labels of the net's mail and news, one below the other, on top of
/// the file.
pub(super) fn reach_of_posting(place: &Place) -> Option<usize> {
    let is_label = |p: &Place| p.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon));
    // "From owner-locks@lists.example  Tue Jun  9 22:14:08 1998": where a mailbox begins.
    // "From news.example!not-for-mail Sun Feb 22 18:40:07 1998": the same of a newsgroup.
    let is_mailbox = |p: &Place| {
        let sender = p.low().strip_prefix("from ").and_then(|rest| rest.split(' ').next());
        sender.is_some_and(|sender| sender.contains('@') || is_path_of_hosts(sender)) && p.shape().has_digits
    };
    // A list's archive says above the head which message this is.
    let is_numbered = numbers_message(place);
    if place.ordinal() > 0 || !is_numbered && !is_label(place) && !is_mailbox(place) {
        return None;
    }
    let names = |p: &Place| {
        let low = p.low();
        let is_of_a_list = low.starts_with("subject:") && low.contains('[') && low.contains(']');
        is_of_a_list
            || is_mailbox(p)
            || ["newsgroups:", "message-id:", "organization:", "path:"].iter().any(|w| low.starts_with(w))
    };
    let (mut at, mut is_posted) = (*place, is_numbered || names(place));
    for _ in 0..LONGEST {
        let Some(next) = at.step(1).filter(|n| n.above() == 0 && is_label(n)) else { break };
        is_posted |= names(&next);
        at = next;
    }
    (is_posted && at.below() > 0).then(|| at.at() - place.at())
}

/// "news.example!not-for-mail": hosts that handed a posting on.
fn is_path_of_hosts(sender: &str) -> bool {
    let is_host =
        |host: &str| host.len() >= 2 && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    sender.contains('!') && sender.split('!').all(is_host)
}

/// How many units below a signature's two dashes, or below the line that a forum draws, belong to it: all to the end
/// of the file, in lines directly below that tell nothing. Two dashes need a posting's head or an address.
pub(super) fn reach_of_signature(place: &Place) -> Option<usize> {
    let shape = place.shape();
    let is_drawn = is_rule(shape) && shape.first == '_';
    let is_dashed = shape.bytes == 2 && shape.is_signs && shape.first == '-';
    if !(is_drawn || is_dashed) || place.from_end() >= LONGEST || place.from_end() == 0 {
        return None;
    }
    let lines = || (1..).map_while(|by| place.step(by));
    let is_sign_off =
        |p: &Place| !p.is_space() && p.above() == 0 && p.shape().words <= 30 && (!is_told(p) || has_address(p.low()));
    let is_sent = is_drawn || lines().any(|line| has_address(line.low())) || reach_of_posting(&place.top()).is_some();
    (is_sent && lines().all(|line| is_sign_off(&line))).then_some(LONGEST)
}

/// "ann@example.org", "http://…", "ann at doors.example": an address, also one that a list's archive has hidden.
fn has_address(low: &str) -> bool {
    let is_hidden = || {
        let behind = low.split_once(" at ").map_or("", |(_, behind)| behind);
        let host = behind.split(' ').next().unwrap_or_default().trim_end_matches(['.', ',', ')', '>']);
        host.contains('.') && !host.contains("..") && host.len() >= 4
    };
    low.contains('@') || low.contains("http") || is_hidden()
}

/// How many units below the first line of a magazine's foot belong to it: at the end of the file a name, an address in two
/// columns with bars between, addresses of mail. The issue's date, set between signs, may stand above.
pub(super) fn reach_of_foot(place: &Place) -> Option<usize> {
    if place.from_end() >= FOOT || place.shape().words == 0 {
        return None;
    }
    if is_dated_ornament(place) {
        return place.next().filter(|n| reach_of_foot(n).is_some()).map(|_| 0);
    }
    if place.above() == 0 {
        return None;
    }
    let lines: Vec<Place> = std::iter::successors(Some(*place), Place::next).collect();
    let story = place.story();
    let printed = || lines.iter().filter_map(Place::block).flat_map(|block| block.lines.clone());
    let count = |sign: char| printed().filter(|&line| story.line(line).contains(sign)).count();
    let are_joined = lines.iter().skip(1).all(|line| line.above() == 0);
    let are_short = lines.iter().all(|line| line.shape().words <= FOOT_WORDS && !is_told(line));
    (are_joined && are_short && count('@') >= 2 && count('|') >= 2).then(|| lines.len() - 1)
}

/// "(-/////  June 1993  \\\\\-)": a date between signs.
fn is_dated_ornament(place: &Place) -> bool {
    let shape = place.shape();
    let bare = place.bare();
    let is_sign = |c: char| c.is_ascii_punctuation();
    (1..=3).contains(&shape.words)
        && bare.chars().take_while(|&c| is_sign(c)).count() >= 3
        && bare.chars().rev().take_while(|&c| is_sign(c)).count() >= 3
        && place.low().split(|c: char| !c.is_alphanumeric()).any(languages::is_calendar)
}

/// A sentence in the past, which no signature has.
fn is_told(place: &Place) -> bool {
    let shape = place.shape();
    shape.words >= 6 && shape.is_ended && !shape.is_speech && languages::holds_past(place.low())
}

/// "To unsubscribe from this list, send a message to …"
fn asks_to_leave(place: &Place) -> bool {
    let low = place.low();
    low.starts_with("to unsubscribe")
        && ["@", " list", " group", "e-mail", "email", " message"].iter().any(|word| low.contains(word))
}

/// Lines of what a list sets below a letter at most.
const BELOW_A_LETTER: usize = 4;

/// How many units below a rule belong to the box that it opens, down to the rule that closes it: lines directly below,
/// with a site's or a publisher's words among them.
pub(super) fn reach_of_box(place: &Place) -> Option<usize> {
    let is_titled = is_titled_rule(place);
    if !is_titled && !is_rule(place.shape()) || place.below() > 0 {
        return None;
    }
    let (mut at, mut is_named) = (*place, is_titled);
    // What a list sets below each letter needs no rule below it.
    let is_of_a_list = place.step(1).is_some_and(|next| asks_to_leave(&next));
    for steps in 1..=LONGEST {
        let Some(next) = at.step(1).filter(|next| !next.is_space() && next.above() == 0) else {
            return (is_of_a_list && steps <= BELOW_A_LETTER + 1).then_some(steps - 1);
        };
        if is_of_a_list && next.shape().is_speech {
            return None;
        }
        at = next;
        if at.shape().is_signs {
            return (is_named && (is_titled || steps > 1) && is_rule(at.shape())).then_some(steps);
        }
        is_named |= is_imprint(&at) || has_site_words(&at);
    }
    None
}

/// How many units behind a magazine's first line belong to its masthead, the line that names volume and number among
/// them: down to the rule below, or to the last line of that kind.
pub(super) fn reach_of_masthead(place: &Place) -> Option<usize> {
    if place.ordinal() > 0 || place.shape().words > 14 {
        return None;
    }
    let (mut at, mut named) = (*place, names_issue(place).then_some(0));
    for _ in 0..MASTHEAD.1 {
        let Some(next) = at.next() else { break };
        if is_rule(next.shape()) && named.is_some() {
            return Some(next.at() - place.at());
        }
        if next.ordinal() <= MASTHEAD.0 && names_issue(&next) {
            named = Some(next.at() - place.at());
        }
        if next.ordinal() >= MASTHEAD.0 && named.is_none() {
            return None;
        }
        at = next;
    }
    named
}

/// "Volume 3, Number 2    Spring 1994": which issue this is.
fn names_issue(place: &Place) -> bool {
    let shape = place.shape();
    let is_line = shape.words <= 14 && shape.has_digits && !shape.is_ended && !shape.is_speech;
    is_line && {
        let words: Vec<&str> =
            place.low().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_counted = |name: &[&str]| {
            words.windows(2).any(|pair| name.contains(&pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit()))
        };
        is_counted(&["issue", "number", "no", "nr", "num"])
            && (is_counted(&["volume", "vol", "v"]) || words.iter().any(|word| languages::is_calendar(word)))
    }
}

/// The way to a forum's page, on top of the file.
pub(super) fn is_way_to_a_page(place: &Place) -> bool {
    place.from_top() <= 1 && is_path(place)
}

/// "------- Yahoo! Groups Sponsor -------~-->": a rule with a site's words in it.
fn is_titled_rule(place: &Place) -> bool {
    let Some(block) = place.block().filter(|block| block.shape.first == '-') else { return false };
    // What is advertised may follow in the same block.
    let line = place.story().line(block.lines.start).trim();
    line.starts_with("--------") && line.ends_with(['-', '>']) && has_site_words(place)
}

/// A line of signs from margin to margin.
fn is_rule(shape: &Shape) -> bool {
    shape.is_signs && shape.bytes >= RULE
}
