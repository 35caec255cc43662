//! Author's notes: the label as typed, and the paragraphs.

use std::borrow::Cow;

use crate::classify::Element;
use crate::detect::languages;
use crate::document::model::Note;
use crate::text::Words;

use super::{Setter, blocks, labels, ornaments};

pub(super) fn note<'m>(setter: &Setter<'m>, element: &Element) -> Note<'m> {
    let typesetter = &setter.typesetter;
    let name = setter.note_name;
    let mut paragraphs = Vec::new();
    let mut label = None;
    for (n, lines) in blocks(setter.story, element).enumerate() {
        if n > 0 {
            paragraphs.push(typesetter.paragraph(lines));
            continue;
        }
        let has_more = element.lines.end > lines.start + 1;
        let line = typesetter.line(lines.start);
        let (found, rest) = cut(line, has_more);
        label = found.map(|words| typesetter.set(words));
        let below = typesetter.joined(if found.is_some() { lines.start + 1..lines.end } else { lines.clone() });
        match (found.is_some() && !rest.is_empty(), below.is_empty()) {
            (false, true) => {}
            (false, false) => paragraphs.push(typesetter.set_words(below)),
            (true, true) => paragraphs.push(typesetter.set(rest)),
            (true, false) => paragraphs.push(typesetter.set_words(Cow::Owned(format!("{rest} {below}")))),
        }
    }
    Note { label, name, paragraphs }
}

/// The label of a note's first line, and what follows it there.
fn cut(line: &str, has_more: bool) -> (Option<&str>, &str) {
    if let Some(cut) = labels::split(line).filter(|cut| is_label(cut.label)) {
        return (Some(cut.with_colon), cut.rest);
    }
    if let Some(cut) = labels::split_at_dash(line).filter(|cut| is_label(cut.label)) {
        return (Some(cut.label), cut.rest);
    }
    let bare = ornaments::strip(line);
    if has_more && is_label(bare) && bare.ends_with(char::is_alphanumeric) {
        return (Some(bare), "");
    }
    (None, line)
}

/// A label of the tables, or a few words of which one is: "Notes part 2", "Liner notes".
fn is_label(words: &str) -> bool {
    if words.starts_with(['(', '[', '{', '"', '“']) || words.len() > 80 || Words::new(words).take(7).count() > 6 {
        return false;
    }
    let words = words.replace('’', "'").to_lowercase();
    // "An hour later" has a label in it too: the article is one only where it stands alone.
    let holds_one = |word: &str| word != "an" && languages::is_note_label(word.trim_matches(['.', ',', '!']));
    languages::is_note_label(&words) || languages::field(&words).is_some() || words.split_whitespace().any(holds_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_parted_from_what_follows() {
        for (line, label, rest) in [
            ("A/N: Here we go again.", Some("A/N:"), "Here we go again."),
            ("Author’s Note: hello", Some("Author’s Note:"), "hello"),
            ("A/N - There you go!", Some("A/N"), "There you go!"),
            ("AN: sorry!", Some("AN:"), "sorry!"),
            ("Chapter Notes", Some("Chapter Notes"), ""),
            ("**Author's Ramblings:** so", Some("Author's Ramblings:"), "so"),
            ("~ Anmerkung der Autorin ~", Some("Anmerkung der Autorin"), ""),
            ("Love to all: you know who you are", None, "Love to all: you know who you are"),
            ("(an: so)", None, "(an: so)"),
            ("An hour later: rain", None, "An hour later: rain"),
        ] {
            assert_eq!(cut(line, true), (label, rest), "{line}");
        }
    }
}
