//! Typed emphasis: which marks of a paragraph open and close a span, found in one pass that never looks back.
//!
//! At most one mark of each form is open at a time: a later one takes the place of an earlier one, which stays text. So
//! spans are as short as they can be, nesting is at most as deep as there are forms, and no input is slow.

use memchr::{memchr, memchr3};

use crate::text::{Words, is_closing, is_dense, is_opening_quote, is_stop};

/// How a span is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Both,
}

/// A mark that opens or closes a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Byte where it begins.
    pub at: usize,
    /// Bytes of the mark.
    pub len: usize,
    /// Opens rather than closes.
    pub opens: bool,
    /// How the span is set.
    pub style: Style,
}

/// An opening mark that waits for its partner.
#[derive(Clone, Copy)]
struct Opener {
    at: usize,
    len: usize,
    /// How many stretches with words were passed before it.
    words: usize,
}

/// Forms of marks: one, two and three asterisks, one to three low lines, one slash.
const FORMS: usize = 7;
const SLASH: usize = 6;

/// The marks of a text that come in pairs, in order; all other marks are text.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut open: [Option<Opener>; FORMS] = [None; FORMS];
    let mut found = Vec::new();
    let (mut at, mut words) = (0, 0);
    while let Some(offset) = memchr3(b'*', b'_', b'/', &bytes[at..]) {
        let (since, start) = (at, at + offset);
        words += usize::from(text[since..start].contains(char::is_alphanumeric));
        let sign = bytes[start];
        let len = bytes[start..].iter().take_while(|&&b| b == sign).count();
        at = start + len;
        if sign == b'/' && len == 2 && text[..start].ends_with(':') {
            // The marks inside an address are part of it.
            at += text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
            words += 1;
            continue;
        }
        let Some(form) = form(sign, len) else {
            open[SLASH] = if sign == b'/' { None } else { open[SLASH] };
            continue;
        };
        let (before, after) = (text[..start].chars().next_back(), text[at..].chars().next());
        let (can_open, can_close) =
            if form == SLASH { slash(before, after) } else { (opens(before, after), closes(before, after)) };
        if can_close && close(&mut open, form, Opener { at: start, len, words }, &mut found) {
            continue;
        }
        if can_open {
            open[form] = Some(Opener { at: start, len, words });
        } else if form == SLASH && !can_close {
            // A slash inside a word: "a/b", a path. What came before it was no mark either.
            open[SLASH] = None;
        }
    }
    found.sort_unstable_by_key(|mark| mark.at);
    found
}

fn form(sign: u8, len: usize) -> Option<usize> {
    match (sign, len) {
        (b'*', 1..=3) => Some(len - 1),
        (b'_', 1..=3) => Some(len + 2),
        (b'/', 1) => Some(SLASH),
        _ => None,
    }
}

/// Closes the span of a form, or for three signs in a row the two spans of one and two that are open.
fn close(open: &mut [Option<Opener>; FORMS], form: usize, closer: Opener, found: &mut Vec<Mark>) -> bool {
    let has_words = |opener: &Opener| opener.words < closer.words;
    if let Some(opener) = open[form].filter(has_words) {
        pair(open, opener, closer, found);
        return true;
    }
    if closer.len != 3 {
        return false;
    }
    let (Some(one), Some(two)) = (open[form - 2].filter(has_words), open[form - 1].filter(has_words)) else {
        return false;
    };
    let (inner, outer) = if one.at > two.at { (one, two) } else { (two, one) };
    pair(open, inner, Opener { len: inner.len, ..closer }, found);
    pair(open, outer, Opener { at: closer.at + inner.len, len: outer.len, ..closer }, found);
    true
}

/// Records a span; marks that were opened inside it and not closed there stay text.
fn pair(open: &mut [Option<Opener>; FORMS], opener: Opener, closer: Opener, found: &mut Vec<Mark>) {
    let style = match opener.len {
        1 => Style::Emphasis,
        2 => Style::Strong,
        _ => Style::Both,
    };
    found.push(Mark { at: opener.at, len: opener.len, opens: true, style });
    found.push(Mark { at: closer.at, len: closer.len, opens: false, style });
    for slot in open {
        *slot = slot.filter(|other| other.at < opener.at);
    }
}

/// Asterisks and low lines open before a word, after anything that is no word.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    is_boundary(before) && after.is_some_and(is_inner) && before != after
}

/// They close behind a word, before anything that is no word.
fn closes(before: Option<char>, after: Option<char>) -> bool {
    is_boundary(after) && before.is_some_and(is_inner) && before != after
}

/// Slashes are rarer as marks than in dates, paths and alternatives: they ask for white space, a quote or a bracket
/// outside, and a letter inside.
fn slash(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let opens = before.is_none_or(|c| c.is_whitespace() || is_opening_quote(c) || matches!(c, '(' | '[' | '—' | '–'))
        && after.is_some_and(|c| c.is_alphabetic() || is_opening_quote(c));
    let closes = before.is_some_and(|c| c.is_alphanumeric() || is_stop(c) || matches!(c, ',' | '’' | '\'' | '”' | '"'))
        && after.is_none_or(|c| c.is_whitespace() || is_closing(c) || is_stop(c) || matches!(c, ',' | ';' | ':' | '—'))
        && after != Some('/');
    (opens, closes)
}

/// The edge of the text, white space, a sign; in scripts without spaces, any character.
fn is_boundary(c: Option<char>) -> bool {
    c.is_none_or(|c| is_dense(c) || Words::new(c.encode_utf8(&mut [0; 4])).next().is_none())
}

/// What can stand inside a span beside its mark; the signs left out are those of faces: `^_^`, `>_<`, `=*=`.
fn is_inner(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '^' | '<' | '>' | '=' | '+' | '|' | '\\' | '@')
}

/// Whether a text holds none of the signs that can be marks.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Short lines are the rule: one look at all three signs, then the rare slash alone.
    match memchr3(b'*', b'_', b'/', bytes) {
        None => true,
        Some(at) => bytes[at] == b'/' && memchr(b'/', &bytes[at + 1..]).is_none() && is_plain_behind(&bytes[at + 1..]),
    }
}

fn is_plain_behind(bytes: &[u8]) -> bool {
    memchr3(b'*', b'_', b'/', bytes).is_none()
}
