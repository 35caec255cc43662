//! Roles and numbers as an author would say them.

use crate::classify::{Detail, Element, NotePlace};
use crate::detect::{Claim, Kind, Role};
use crate::text::Manuscript;

use super::rows::one_line;

/// A role with its article: "a heading".
pub(super) fn a_role(role: Role) -> &'static str {
    match role {
        Role::Body => "prose",
        Role::Title => "the work's title",
        Role::Byline => "the author's line",
        Role::Field => "a field of the title page",
        Role::Note => "an author's note",
        Role::Contents => "a printed table of contents",
        Role::Heading => "a heading",
        Role::Break => "a scene break",
        Role::Gap => "a scene break of empty lines",
        Role::Verse => "verse",
        Role::Epigraph => "an epigraph",
        Role::Letter => "a letter",
        Role::End => "a closing line",
        Role::Boilerplate => "publisher's or site's matter",
    }
}

/// A heading of a level with its article: "the heading of a chapter".
pub(super) fn a_heading(level: u8) -> &'static str {
    match level {
        1 => "the heading of a part",
        2 => "the heading of a chapter",
        _ => "the heading of a section",
    }
}

/// An element with all that is known of it: "a chapter heading", "lyrics before the text".
pub(super) fn an_element(element: &Element) -> String {
    let words = match &element.detail {
        Detail::Heading { level, .. } => a_heading(*level),
        Detail::Note(NotePlace::Front) => "an author's note before the text",
        Detail::Note(NotePlace::Mid) => "an author's note between texts",
        Detail::Note(NotePlace::End) => "an author's note after the text",
        Detail::Verse { song: true, epigraph: true } => "lyrics before the text",
        Detail::Verse { song: true, epigraph: false } => "lyrics",
        Detail::Verse { song: false, epigraph: true } => "a poem before the text",
        Detail::Verse { song: false, epigraph: false } => "a poem",
        Detail::Field(kind) => return format!("a field of the title page ({})", kind.name()),
        Detail::None => a_role(element.role),
    };
    words.to_owned()
}

/// The role that a claim is about.
pub(super) fn role_of(claim: Claim) -> Role {
    match claim {
        Claim::Opens(role) | Claim::Continues(role) | Claim::Closes(role) => role,
        Claim::Is(Kind::Part | Kind::Chapter | Kind::Section) => Role::Heading,
        Claim::Is(Kind::Song | Kind::Poem | Kind::VerseEpigraph) => Role::Verse,
        Claim::Is(Kind::Field(_)) => Role::Field,
    }
}

/// "1 chapter", "12,040 words".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// "line 4", "lines 4 to 9"; the range is 0-based with its end excluded.
pub(super) fn lines(range: &std::ops::Range<usize>) -> String {
    match (range.start + 1, range.end) {
        (first, last) if last <= first => format!("line {first}"),
        (first, last) => format!("lines {first} to {last}"),
    }
}

/// The first words of a run of lines in quotation marks, cut at a word.
pub(super) fn quoted(story: &Manuscript, range: &std::ops::Range<usize>) -> String {
    /// Characters quoted at most: with line number and role they stay within 80 columns.
    const LONGEST: usize = 44;
    let Some(line) = range.clone().map(|n| story.line(n).trim()).find(|line| !line.is_empty()) else {
        return String::new();
    };
    // A line may be megabytes long; what is not shown is not looked at.
    let near = line.char_indices().nth(4 * LONGEST).map_or(line, |(end, _)| &line[..end]);
    let words = one_line(near);
    if words.chars().count() <= LONGEST && near.len() == line.len() && range.len() == 1 {
        return format!("“{words}”");
    }
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(end, _)| end);
    let end = if end < words.len() { words[..end].rfind(' ').unwrap_or(end) } else { end };
    format!("“{} …”", &words[..end])
}

/// "12,040".
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!(count(1, "word", "words"), "1 word");
        assert_eq!(count(0, "word", "words"), "0 words");
        assert_eq!(count(1_204_000, "word", "words"), "1,204,000 words");
        assert_eq!(lines(&(3..4)), "line 4");
        assert_eq!(lines(&(3..9)), "lines 4 to 9");
    }
}
