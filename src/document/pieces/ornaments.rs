//! Signs that decorate words and say nothing: frames of headings, rules, rows of asterisks, ornaments made of letters.

use crate::detect::{is_squared_tag, languages};
use crate::text::Words;

/// Signs that decorate wherever they stand at the edge of a line.
const ALWAYS: [char; 32] = [
    '~', '=', '+', '|', '\\', '•', '·', '★', '☆', '✦', '✧', '✩', '♥', '♡', '❤', '♦', '◊', '◆', '◇', '●', '○', '■', '□',
    '❙', '♪', '♫', '♬', '†', '※', '§', '¤', '❖',
];
/// Signs that decorate where they stand apart from the words or on both sides of them.
const PAIRED: [char; 9] = ['*', '_', '/', '-', '#', ':', '.', '—', '–'];
/// Brackets that frame a whole line.
const FRAMES: [(&str, &str); 4] = [("<<", ">>"), ("[", "]"), ("{", "}"), ("【", "】")];

fn is_ornamental(c: char) -> bool {
    ALWAYS.contains(&c) || PAIRED.contains(&c) || c.is_whitespace()
}

/// Whether a line holds signs of decoration only.
pub(in crate::document) fn is_rule(line: &str) -> bool {
    let speaks = |c: char| matches!(c, '.' | '…' | '?' | '!') || crate::text::is_opening_quote(c);
    !line.is_empty() && !line.contains(speaks) && Words::new(line).next().is_none()
}

/// A line without the signs around its words; the line itself where there is nothing else.
pub(in crate::document) fn strip(line: &str) -> &str {
    let line = line.trim();
    let mut inner = line;
    loop {
        let before = inner.len();
        inner = strip_once(inner);
        for (open, close) in FRAMES {
            if let Some(framed) = inner.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
                && !framed.contains(open)
            {
                inner = framed.trim();
            }
        }
        if inner.len() == before {
            break;
        }
    }
    if inner.contains(char::is_alphanumeric) { inner } else { line }
}

fn strip_once(line: &str) -> &str {
    let (head, rest) = line.split_at(line.len() - line.trim_start_matches(is_ornamental).len());
    let body = rest.trim_end_matches(is_ornamental);
    let tail = &rest[body.len()..];
    // "**Part 1:** The Gate" begins with a mark of emphasis, "Wait..." and "He said—" end as they should.
    let is_paired = mirrors(head, tail);
    let start = if is_paired || head.starts_with(|c| ALWAYS.contains(&c)) { head.len() } else { apart(head) };
    let is_whole = is_paired || tail.starts_with(|c| ALWAYS.contains(&c));
    let end = line.len() - if is_whole { tail.len() } else { apart_behind(tail) };
    line[start..end].trim()
}

/// Bytes of signs that white space parts from the word behind them.
fn apart(head: &str) -> usize {
    if head.contains(['.', '…']) { 0 } else { head.trim_end_matches(|c: char| !c.is_whitespace()).len() }
}

/// Bytes of signs that white space parts from the word before them; a pause ("Wait ...") is no ornament.
fn apart_behind(tail: &str) -> usize {
    let Some(at) = tail.find(char::is_whitespace) else { return 0 };
    let is_pause = tail[at..].chars().all(|c| matches!(c, '.' | '…' | ' '));
    if is_pause { 0 } else { tail.len() - at }
}

/// Whether the same sign stands next to the words on both sides.
fn mirrors(head: &str, tail: &str) -> bool {
    match (head.chars().next_back(), tail.chars().next()) {
        (Some(left), Some(right)) => left == right,
        _ => false,
    }
}

/// What stands between two marks around the whole of a text, which hold no other of their kind.
pub(in crate::document) fn between(text: &str, (open, close): (char, char)) -> Option<&str> {
    text.strip_prefix(open)?.strip_suffix(close).filter(|inside| !inside.contains([open, close]))
}

/// A line without what looks like a tag of one word ("<i>", "</center>") or of a bulletin board ("[size=4]", "[/b]"): such a
/// line says what its words say.
pub(in crate::document) fn untagged(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    // "[I]" alone is a number; a tag is closed.
    let marks: &[char] = if line.contains("[/") { &['<', '['] } else { &['<'] };
    while let Some(start) = rest.find(marks) {
        let end = tag(&rest[start..]).map_or(start + 1, |length| start + length);
        let is_tag = end > start + 1;
        text.push_str(if is_tag { &rest[..start] } else { &rest[..end] });
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}

/// Bytes of the tag with which a text begins, if it begins with one.
pub(super) fn tag(text: &str) -> Option<usize> {
    if let Some(inner) = text.strip_prefix('[') {
        let (tag, _) = inner.split_once(']')?;
        return is_squared_tag(tag).then_some(tag.len() + 2);
    }
    let inner = text.strip_prefix('<')?.trim_start_matches('/');
    let name = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let is_tag = (1..=10).contains(&name) && inner[name..].trim_start_matches([' ', '/']).starts_with('>');
    if is_tag { text.find('>').map(|at| at + 1) } else { None }
}

/// Whether a break's line holds more than an ornament, of signs or of letters (`oOo`).
pub(in crate::document) fn says_something(line: &str) -> bool {
    // "[scene break]", and a rule typed for a web page, only name what they are.
    let bare = untagged(line);
    let name = if bare.trim().is_empty() { line } else { &bare };
    let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_framed = line.trim_start().starts_with(|c: char| !c.is_alphanumeric());
    if is_framed && languages::is_mark_name(&name) {
        return false;
    }
    // "o-0-o": beside letters a nought is a ring.
    let is_ringed = line.contains(['o', 'O', 'x', 'X']);
    Words::new(line).any(|word| !(is_letter_ornament(word) || is_ringed && word == "0"))
}

/// An ornament made of letters: `o`, `oOo`, `xXx`, `XXX666XXX`, `o0o`, or one letter again and again: `vVv`, `zzzz`.
fn is_letter_ornament(word: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    let Some(first) = letters.next() else {
        return true;
    };
    let same = letters.clone().all(|c| c == first) && first.is_alphabetic();
    let round = word.chars().all(|c| matches!(c, 'o' | 'O' | 'x' | 'X' | '0'));
    let with_digits = word.len() > 4
        && word.starts_with(['x', 'X', 'o', 'O'])
        && word.ends_with(['x', 'X', 'o', 'O'])
        && word.chars().all(|c| matches!(c, 'o' | 'O' | 'x' | 'X') || c.is_ascii_digit());
    // "III" counts and "Mmm" speaks; "vVv" and "zzz" do neither.
    let says = matches!(first, 'i' | 'v' | 'l' | 'c' | 'd' | 'm') && word.chars().all(char::is_uppercase);
    let is_even = word.chars().next() == word.chars().next_back();
    (same && is_even && !says && word.chars().count() >= 3) || (round && word != "0") || with_digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_around_words_is_taken_off() {
        for (typed, wanted) in [
            ("~ Top Note ~", "Top Note"),
            ("=== The Gate ===", "The Gate"),
            ("# Title", "Title"),
            ("--=== Chapter 4", "Chapter 4"),
            ("---\\ Chapter 4", "Chapter 4"),
            ("===/ Chapter 4 /", "Chapter 4"),
            ("-2-", "2"),
            ("<<003>>", "003"),
            ("[Story #4]", "Story #4"),
            ("*Chapter 1*", "Chapter 1"),
            ("**Part 1: The Gate**", "Part 1: The Gate"),
            ("-End-", "End"),
            ("=-=THE END=-=", "THE END"),
            ("* ~ A Goose for Ada ~ *", "A Goose for Ada"),
            ("-- by Night Ferry", "by Night Ferry"),
            ("-= Falling Stars, Inc. =-", "Falling Stars, Inc."),
        ] {
            assert_eq!(strip(typed), wanted);
        }
    }

    #[test]
    fn signs_that_belong_to_the_words_stay() {
        for typed in [
            "Wait...",
            "...and then",
            "He said—",
            "**Part 1:** The Gate",
            "Old Harbour:",
            "Wait ...",
            "(later)",
            "C#",
            "***",
        ] {
            assert_eq!(strip(typed), typed);
        }
    }

    #[test]
    fn letters_in_a_row_are_an_ornament_and_words_a_caption() {
        for ornament in [
            "oOo",
            "~o~",
            "* x *",
            "OoOoO",
            "XXX666XXX",
            "o0o",
            "vVv",
            "x X x",
            "***",
            "ZzzZ",
            "o-0-o",
            "<HR/>",
            "<br>",
            "<p>&nbsp;</p>",
            "[line break]",
            "-Szenenwechsel-",
        ] {
            assert!(!says_something(ornament), "{ornament}");
        }
        for caption in ["* two years later *", "[time skip]", "*** 1999 ***", "Mom", "III", "line"] {
            assert!(says_something(caption), "{caption}");
        }
    }
}
