//! Where a motto says what it is from: behind a dash, on a line of its own, or at the right.

use crate::detect::headings;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role::{Byline, Heading, Letter, Note, Title};
use crate::detect::verse;
use crate::text::{is_closing, is_opening_quote, tail};

/// Columns that a source at the right is set in beyond its quotation.
const RIGHT: usize = 12;
/// Bytes of a motto whose source is named, at most: about 150 words.
pub(super) const LONGEST_MOTTO: usize = 900;
/// Bytes of a source behind its dash at most: nine long words.
const LONGEST_SOURCE: usize = 160;
/// Words of a name in capitals at most, and its bytes at least.
const LONGEST_NAME: usize = 5;
const SHORTEST_NAME: usize = 4;
/// Bytes at the end of a paragraph within which the mark before its source stands: fourteen long words.
const LONGEST_FOOT: usize = 240;
/// Blocks of a quotation between its first and its source at most.
pub(super) const LONGEST: usize = 4;

/// Units from the block here to the line that names its source; 0 where there is none.
pub(super) fn source_below(place: &Place) -> usize {
    if !may_be_below(place) {
        return 0;
    }
    let mut at = *place;
    for step in 0..LONGEST {
        let Some(next) = at.next() else { return 0 };
        if is_source_line(&next) && next.above() <= 2.max(place.habits().distance) {
            // Farther below, a single name is a signature.
            return if step == 0 || next.shape().words > 1 { next.at() - place.at() } else { 0 };
        }
        let begins_there = is_opening_quote(next.shape().first) && !is_opening_quote(place.shape().first);
        let is_named = [Title, Byline].iter().any(|&role| next.leaning(role) >= 5);
        if next.shape().is_signs || next.leaning(Heading) >= 4 || next.wider_above() > 0 || begins_there || is_named {
            return 0;
        }
        at = next;
    }
    0
}

/// Whether a source may stand in the paragraph or below it: a look at bytes and lay-out.
pub(super) fn may_be_named(place: &Place) -> bool {
    has_mark_of_source(place) || is_shouted_at_its_end(place) || may_be_below(place)
}

/// Whether one of the next blocks may be the line of a source.
fn may_be_below(place: &Place) -> bool {
    let mut below = (0..LONGEST).scan(*place, |at, _| at.next().inspect(|next| *at = *next));
    below.any(|next| may_be_source_line(&next))
}

/// A paragraph with a short line directly below it that is set in much farther: a name, a work.
pub(super) fn source_at_the_right(place: &Place) -> bool {
    let Some(source) = place.step(1).filter(|n| !n.is_space() && n.above() == 0 && n.below() > 0) else { return false };
    let shape = source.shape();
    place.shape().words >= 5
        && place.habits().is_wrapped
        && place.leaning(Letter) < 3
        && place.leaning(Title) < 3
        && (is_opening_quote(place.shape().first) || place.previous().is_some_and(|a| headings::is_heading_line(&a)))
        && !place.previous().is_some_and(|a| a.leaning(Note) >= 5 && place.wider_above() == 0)
        && !verse::begins(place)
        && shape.indent >= place.shape().indent + RIGHT
        && (1..=9).contains(&shape.words)
        && shape.capitalised * 2 >= shape.words
        && !shape.is_speech
        && !matches!(shape.last, ',' | ':' | '!' | '?')
}

/// "Why?" (Ann), "Because." (Bea), "Is that all?" (Ann): in a talk, and not only once, it is said behind each line who
/// speaks.
pub(super) fn is_line_of_a_talk(place: &Place) -> bool {
    let is_named = |p: &Place| is_opening_quote(p.shape().first) && p.shape().last == ')' && has_source(p);
    let above = std::iter::successors(place.previous(), Place::previous).take_while(is_named).take(2).count();
    let below = std::iter::successors(place.next(), Place::next).take_while(is_named).take(2).count();
    is_named(place) && above + below >= 2
}

/// A quotation with its source on the same line.
pub(super) fn has_source(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words < 5 || !(is_opening_quote(shape.first) || matches!(shape.first, '*' | '_' | '<')) {
        return false;
    }
    let text = place.bare();
    if !text.trim_start_matches(['*', '_']).starts_with(is_opening_quote) {
        return false;
    }
    let text = text.trim_end_matches(['*', '_']);
    let double = text.rfind(['"', '”', '»']).filter(|&at| at > 1);
    let Some(close) = double.or_else(|| text.rfind(['’', '\''])) else { return false };
    let behind = &text[close..];
    let behind =
        behind.trim_start_matches(|c: char| matches!(c, '"' | '”' | '’' | '»' | '\'') || c.is_whitespace() || c == '*');
    let source =
        behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | '~' | '('));
    let has_mark = source.len() < behind.len();
    let words = source.split_whitespace().count();
    has_mark
        && (1..=14).contains(&words)
        && !source.contains(['"', '“', '„', '«', '”'])
        && starts_like_a_name(source)
        && !source.trim_end_matches(['.', ')', '*']).contains(['!', '?'])
        && !source.ends_with(',')
}

/// "Never lend a ladder to a poet.--The Sexton's Almanac.": an ended sentence, a dash, and a name to the paragraph's end.
pub(in crate::detect) fn ends_in_source(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words < 5 || shape.bytes > LONGEST_MOTTO || shape.is_capitals {
        return false;
    }
    if ends_in_capitals(place) {
        return true;
    }
    let text = place.bare();
    let text = text.trim_end();
    // A hyphen alone is part of a name.
    let foot = text.len() - tail(text, LONGEST_SOURCE).len();
    let mut behind = text.len();
    let is_dash = |c: char| matches!(c, '-' | '—' | '―' | '–');
    let (at, source) = loop {
        let Some(at) = text[foot..behind].rfind(is_dash).map(|at| foot + at) else { return false };
        if !text[at..].starts_with('-') || text[..at].ends_with('-') {
            break (at, text[at..].trim_start_matches([' ', '-', '—', '―', '–']));
        }
        behind = at;
    };
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '*' | '-'));
    let name = source.trim_matches(|c| matches!(c, '_' | '*' | '='));
    let words = name.split_whitespace();
    let lows = words.clone().filter(|w| w.starts_with(char::is_lowercase)).count();
    let count = words.count();
    before.trim_end_matches(is_closing).ends_with(['.', '!', '?', ',', ';', ':'])
        && (1..=9).contains(&count)
        && name.starts_with(char::is_uppercase)
        && lows * 2 <= count
        && !name.contains(['"', '“', '”', '!', '?'])
}

/// "… to those who did not send for it. CRAWLEY.": an ended sentence, and a name in capitals to the paragraph's end.
fn ends_in_capitals(place: &Place) -> bool {
    if !is_shouted_at_its_end(place) {
        return false;
    }
    let text = place.bare();
    let text = text.trim_end();
    let is_shouted = |word: &&str| word.contains(char::is_alphabetic) && !word.contains(char::is_lowercase);
    let name = text.split_whitespace().rev().take_while(is_shouted).take(LONGEST_NAME + 1);
    let (count, bytes) = name.fold((0, 0), |(count, bytes), word| (count + 1, bytes + word.len()));
    let before = text.split_whitespace().rev().nth(count).unwrap_or("");
    let before = before.trim_end_matches(['_', '*']).trim_end_matches(is_closing);
    // Whoever cries throughout, or sends a wire, names nobody at the end.
    let is_cried = |word: &str| word.len() >= SHORTEST_NAME && is_shouted(&word);
    let others = text.split_whitespace().filter(|word| is_cried(word.trim_matches(|c: char| !c.is_alphanumeric())));
    (1..=LONGEST_NAME).contains(&count)
        && bytes >= SHORTEST_NAME
        && others.count() <= count
        && !text.ends_with(['!', '?', '"', '”'])
        && before.ends_with(['.', '!', '?', ';'])
}

/// Whether the last letters are capitals: a look at the bytes, which spares nearly all prose the words.
fn is_shouted_at_its_end(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let foot = place.story().line(block.lines.end - 1).as_bytes();
    let mut letters = foot.iter().rev().skip_while(|b| !b.is_ascii_alphabetic()).take(SHORTEST_NAME);
    letters.all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'.'))
}

/// Whether a mark stands where it would part a source from its words, a dash, a tilde or a bracket: a look at the bytes,
/// which spares nearly all prose the words.
fn has_mark_of_source(place: &Place) -> bool {
    let Some(block) = place.block() else { return false };
    let mut left = LONGEST_FOOT;
    for line in block.lines.clone().rev() {
        let line = place.story().read_line(line).as_bytes();
        let foot = &line[line.len().saturating_sub(left)..];
        let is_dash = |at: usize| matches!(foot[at..], [b'-', ..] | [0xE2, 0x80, 0x93..=0x95, ..]);
        // Markup behind the words is no part of them.
        if memchr::memchr2_iter(b'-', 0xE2, foot).any(is_dash) || memchr::memchr3(b'~', b'(', b'>', foot).is_some() {
            return true;
        }
        if left <= line.len() {
            return false;
        }
        left -= line.len();
    }
    false
}

fn starts_like_a_name(source: &str) -> bool {
    let first = source.trim_start_matches(['*', '_', '(']).chars().next().unwrap_or(' ');
    let low = source.to_lowercase();
    first.is_uppercase() || ["from ", "the ", "aus ", "de ", "von "].iter().any(|w| low.starts_with(w))
}

/// A name set to the right below a quotation: "       OLD BOOK OF PHYSIC.", "     _Ambrosius of Ghent_."
fn is_name_to_the_right(place: &Place) -> bool {
    let shape = place.shape();
    let Some(above) = place.previous().filter(|_| place.above() <= place.habits().distance.max(1)) else {
        return false;
    };
    let quoted = above.shape();
    let is_set_in = quoted.indent > 0 && !place.habits().is_indented;
    let is_emphasised = matches!(shape.first, '_' | '*');
    let is_right = shape.indent >= quoted.indent + RIGHT || is_emphasised && shape.indent > 0 && is_set_in;
    let is_far = shape.indent >= quoted.indent + 2 * RIGHT && !place.habits().is_indented && place.leaning(Letter) < 3;
    // In capitals a name needs not stand to the right, where it is directly below; nor below what is quoted whole.
    let is_below = place.above() == 0
        && (shape.is_capitals || is_quoted_whole(&above) && place.below() > 0)
        && quoted.is_ended
        && !shape.is_speech;
    (1..=9).contains(&shape.words)
        && (is_right || is_below)
        && (shape.is_capitals || is_emphasised || shape.capitalised * 2 >= shape.words)
        && quoted.words >= 4
        && quoted.bytes <= LONGEST_MOTTO
        && (is_set_in || is_far || is_below || is_opening_quote(quoted.first) || matches!(quoted.first, '_' | '*'))
        && !languages::FAREWELLS.begins(place.low())
        && above.previous().is_some_and(|a| headings::is_heading_line(&a) || a.is_space())
}

/// "_“Water keeps its own counsel.”_": quotation marks and emphasis around the whole line.
fn is_quoted_whole(place: &Place) -> bool {
    let shape = place.shape();
    matches!(shape.first, '_' | '*') && shape.first == shape.last && {
        let words = place.bare();
        let words = words.trim_matches(['_', '*']);
        words.starts_with(is_opening_quote) && words.ends_with(is_closing)
    }
}

/// "Excerpt from THE BOOK OF TIDES.", "Extract from a letter to the warden".
fn is_excerpt_of(place: &Place) -> bool {
    ["excerpt from ", "excerpted from ", "extract from "].iter().any(|opening| place.low().starts_with(opening))
}

/// Whether a line has the length and the lay-out of a source: what spares nearly all prose a closer look.
fn may_be_source_line(place: &Place) -> bool {
    let shape = place.shape();
    let is_marked = matches!(shape.first, '-' | '~' | '<' | '_' | '*' | '—' | '–' | '―');
    let is_name = || place.above() == 0 && shape.capitalised * 2 >= shape.words;
    (1..=12).contains(&shape.words)
        && (shape.indent >= RIGHT || is_marked || is_name() || place.may_begin_with('e') && is_excerpt_of(place))
}

/// "-- Brother Anselm", "― Terry Mark", "~ from the guest directory".
pub(super) fn is_source_line(place: &Place) -> bool {
    if !may_be_source_line(place) {
        return false;
    }
    let shape = place.shape();
    if is_name_to_the_right(place) || is_excerpt_of(place) {
        return true;
    }
    let is_emphasised = matches!(shape.first, '*' | '_') && shape.first == shape.last;
    let is_dash = matches!(shape.first, '-' | '~' | '<' | '—' | '–' | '―');
    if !is_dash && !is_emphasised {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let text = glance.text.trim_matches(['*', '_']);
    // Behind a long dash somebody may be speaking, too.
    let is_long = text.starts_with(['—', '–', '―']);
    if is_emphasised && !is_long || is_long && shape.capitalised * 2 < shape.words {
        return false;
    }
    let name = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | '~'));
    let has_dash = name.len() < text.len();
    has_dash
        && name.trim_start_matches(['_', '*']).starts_with(char::is_alphanumeric)
        && !text.ends_with(['-', '~', '—', '=', '!', '?', ','])
        && !is_opening_quote(shape.first)
        && (matches!(shape.first, '-' | '~') || is_emphasised || place.previous().is_some_and(|a| ends_a_motto(&a)))
        && !place.next().is_some_and(|n| {
            n.above() == 0 && n.shape().starts_low || n.shape().first == shape.first && !n.shape().is_signs
        })
        && place.previous().is_some_and(|a| a.shape().words >= 4 && (is_emphasised || a.shape().first != shape.first))
        && !is_dialogue(text)
        && !languages::FAREWELLS.begins(&name.to_lowercase())
}

/// A paragraph that ends with a closing mark, or stands directly below a heading.
fn ends_a_motto(place: &Place) -> bool {
    is_closing(place.shape().last) || place.previous().is_some_and(|heading| headings::is_heading_line(&heading))
}

/// "- Where to? - she asked.": speech behind hyphens, and who says it.
fn is_dialogue(text: &str) -> bool {
    let is_stop = |c: char| matches!(c, '?' | '!' | ',' | '.' | '…');
    let is_tag = |rest: &str| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase);
    [" -", " –", " —"].iter().any(|dash| {
        text.match_indices(dash).any(|(at, _)| text[..at].ends_with(is_stop) || is_tag(&text[at + dash.len()..]))
    })
}
