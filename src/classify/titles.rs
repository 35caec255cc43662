//! A heading's title as a person would print it in a table of contents: without ornaments, markup and letter-spacing.

use super::reading::Element;
use crate::detect::{LONGEST_TAG, headings, is_squared_tag, without_ornaments};
use crate::text::Manuscript;

/// The title that a person gave the heading, or its lines without ornaments and emphasis marks, on one line.
pub(super) fn of(story: &Manuscript, element: &Element) -> String {
    if let Some(title) = element.ruling.as_ref().and_then(|ruling| ruling.title.clone()) {
        return title;
    }
    let lines = element.lines.clone().map(|n| story.read_line(n)).filter(|line| !line.is_empty());
    let bare: Vec<String> = lines.map(bare).filter(|line| !line.is_empty()).collect();
    let title = bare.join(" ");
    let title = title.trim_end_matches(',').to_owned();
    if title.is_empty() { story.read_line(element.lines.start).to_owned() } else { title }
}

/// The words of one line.
fn bare(line: &str) -> String {
    let line = without_tags(line);
    let core = without_ornaments(in_braces(line.trim()));
    let core = without_letters(core);
    // Of "+1", the one time more, the plus is no ornament.
    let is_plus = core.starts_with(|c: char| c.is_ascii_digit()) && line.trim_start().starts_with('+');
    let words = match headings::closed_up(core) {
        Some(words) => words,
        None => without_stars(core).replace('_', "").split_whitespace().collect::<Vec<_>>().join(" "),
    };
    // Behind the marks of markup, "# #4", the sign of a number is none of them.
    let is_numbered = core.starts_with(|c: char| c.is_ascii_digit()) && line.trim_start_matches('#').starts_with(" #");
    // A title that goes on below keeps its comma.
    let comma = if line.trim_end().ends_with(',') { "," } else { "" };
    match (is_plus, is_numbered) {
        (true, _) => format!("+{words}"),
        (_, true) => format!("#{words}{comma}"),
        _ => words + comma,
    }
}

/// The words without the stars that emphasise some of them: "*Chapter 1*: The Door". A star inside a word stays, and one
/// that stands alone.
fn without_stars(core: &str) -> String {
    let mut bare = String::with_capacity(core.len());
    let mut rest = core;
    while let Some(at) = rest.find('*') {
        let behind = rest[at..].trim_start_matches('*');
        let stars = &rest[at..rest.len() - behind.len()];
        bare.push_str(&rest[..at]);
        let is_inside = bare.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
        let is_alone = bare.ends_with(' ') && behind.starts_with(' ');
        if is_inside || is_alone {
            bare.push_str(stars);
        }
        rest = behind;
    }
    bare.push_str(rest);
    bare
}

/// The words that a typesetter's command holds: "\chapter{The Door}".
fn in_braces(line: &str) -> &str {
    let inner = line
        .strip_prefix('\\')
        .and_then(|rest| rest.split_once('{'))
        .filter(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '*'));
    inner.and_then(|(_, rest)| rest.strip_suffix('}')).unwrap_or(line)
}

/// The words without the ornament of letters on both sides: "oOo Chapter One oOo".
fn without_letters(core: &str) -> &str {
    let Some((first, rest)) = core.split_once(' ') else { return core };
    let Some((words, last)) = rest.rsplit_once(' ') else { return core };
    let is_ornament = |word: &str| {
        word.len() >= 3 && word.chars().all(|c| matches!(c, 'o' | 'O' | '0' | 'x' | 'X') || !c.is_alphanumeric())
    };
    if is_ornament(first) && first.eq_ignore_ascii_case(last) { without_ornaments(words) } else { core }
}

/// Markup tags, in angle or square brackets, are no words of a title.
fn without_tags(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '[']) {
        let (before, behind) = rest.split_at(at);
        bare.push_str(before);
        let (close, is_tag): (char, fn(&str) -> bool) =
            if behind.starts_with('<') { ('>', is_angled_tag) } else { (']', is_squared_tag) };
        if let Some((_, after)) = behind[1..].split_once(close).filter(|(tag, _)| is_tag(tag)) {
            rest = after;
        } else {
            bare.push_str(&behind[..1]);
            rest = &behind[1..];
        }
    }
    bare.push_str(rest);
    bare
}

/// "b", "/b", "br /", "p align=\"center\"".
fn is_angled_tag(tag: &str) -> bool {
    let is_plain = tag.len() < 12 && tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | ' '));
    let has_attribute = tag.len() <= LONGEST_TAG && tag.contains('=');
    (is_plain || has_attribute) && tag.contains(|c: char| c.is_ascii_alphabetic())
}
