//! A piece too long for one content document, divided where it hurts least: verse between stanzas, lists between entries,
//! a paragraph between words. Few stories have one; an unwrapped text without a line end is one.

use std::borrow::Cow;

use super::weight;
use crate::document::{Contents, Entry, Inline, Inlines, LetterPart, Note, PieceKind, Quoted, Verse, VerseLine};

/// Bytes of each part.
const PART: usize = 100_000;
/// Bytes before a part's end in which the end of a sentence is looked for.
const REACH: usize = 2_000;

/// The parts of a piece; none where it cannot be divided.
pub(super) fn divide<'d>(kind: &'d PieceKind<'_>) -> Vec<PieceKind<'d>> {
    match kind {
        PieceKind::Paragraph(run) => runs(run).into_iter().map(PieceKind::Paragraph).collect(),
        PieceKind::Boilerplate(paragraphs) => {
            let parts = paragraphs.iter().flat_map(|run| runs(run)).collect();
            packed(parts, |run: &Inlines<'_>| weight::of_run(run)).into_iter().map(PieceKind::Boilerplate).collect()
        }
        PieceKind::Contents(contents) => {
            let mut title = contents.title.clone();
            let parts = packed(contents.entries.clone(), |entry: &Entry<'_>| weight::of_run(&entry.inlines));
            let part = |entries| PieceKind::Contents(Contents { title: title.take(), entries });
            parts.into_iter().map(part).collect()
        }
        PieceKind::Epigraph(quoted) => {
            let parts = packed(quoted.clone(), |quoted: &Quoted<'_>| weight::of_run(&quoted.inlines));
            parts.into_iter().map(PieceKind::Epigraph).collect()
        }
        PieceKind::Verse(verse) => verses(verse).into_iter().map(PieceKind::Verse).collect(),
        PieceKind::Letter(parts) => {
            let parts = parts.iter().flat_map(letter).collect();
            packed(parts, weight::of_part).into_iter().map(PieceKind::Letter).collect()
        }
        PieceKind::Note(note) => {
            let mut label = note.label.clone();
            let paragraphs = note.paragraphs.iter().flat_map(|run| runs(run)).collect();
            let parts = packed(paragraphs, |run: &Inlines<'_>| weight::of_run(run)).into_iter();
            parts.map(|paragraphs| PieceKind::Note(Note { label: label.take(), name: note.name, paragraphs })).collect()
        }
        _ => Vec::new(),
    }
}

/// Members in groups of about a part's weight.
fn packed<T>(members: Vec<T>, weigh: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut held = 0;
    for member in members {
        let own = weigh(&member);
        match groups.last_mut() {
            Some(group) if held + own <= PART => {
                group.push(member);
                held += own;
            }
            _ => {
                groups.push(vec![member]);
                held = own;
            }
        }
    }
    groups
}

fn letter<'d>(part: &'d LetterPart<'_>) -> Vec<LetterPart<'d>> {
    match part {
        LetterPart::Paragraph(run) => runs(run).into_iter().map(LetterPart::Paragraph).collect(),
        LetterPart::Verse(verse) => verses(verse).into_iter().map(LetterPart::Verse).collect(),
        part => vec![part.clone()],
    }
}

/// Verse divided between stanzas, a stanza between lines only where it is too long by itself.
fn verses<'d>(verse: &'d Verse<'_>) -> Vec<Verse<'d>> {
    let mut stanzas = Vec::new();
    for stanza in &verse.stanzas {
        stanzas.extend(packed(stanza.clone(), |line: &VerseLine<'_>| weight::of_run(&line.inlines)));
    }
    let weigh = |stanza: &Vec<VerseLine<'_>>| stanza.iter().map(|line| weight::of_run(&line.inlines)).sum();
    let parts = packed(stanzas, weigh).into_iter();
    parts.map(|stanzas| Verse { is_song: verse.is_song, is_epigraph: verse.is_epigraph, stanzas }).collect()
}

/// Running text divided at white space outside emphasis.
fn runs<'d>(run: &'d [Inline<'_>]) -> Vec<Inlines<'d>> {
    let mut parts: Vec<Inlines<'d>> = vec![Vec::new()];
    let mut held = 0;
    for inline in run {
        let Inline::Text(text) = inline else {
            held += weight::of_run(std::slice::from_ref(inline));
            push(&mut parts, inline.clone());
            continue;
        };
        let mut rest: &'d str = text;
        while held + rest.len() > PART {
            let Some(end) = place_to_part(rest, PART.saturating_sub(held)) else { break };
            let (part, after) = rest.split_at(end);
            push(&mut parts, Inline::Text(Cow::Borrowed(part)));
            parts.push(Vec::new());
            (rest, held) = (after, 0);
        }
        held += rest.len();
        push(&mut parts, Inline::Text(Cow::Borrowed(rest)));
    }
    parts
}

fn push<'d>(parts: &mut [Inlines<'d>], inline: Inline<'d>) {
    if let Some(part) = parts.last_mut() {
        part.push(inline);
    }
}

/// The byte after which text may be parted: behind the last sentence before `wanted`, else behind the last word, else
/// behind the first word after it. None where there is no white space left.
fn place_to_part(text: &str, wanted: usize) -> Option<usize> {
    let boundary = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (reach, wanted) = (boundary(wanted.saturating_sub(REACH)), boundary(wanted));
    let near = &text[reach..wanted];
    let sentence = near.match_indices(' ').rfind(|(at, _)| near[..*at].ends_with(['.', '!', '?', '”', '"']));
    if let Some((at, _)) = sentence {
        return Some(reach + at + 1);
    }
    let before = near.char_indices().rfind(|(_, c)| c.is_whitespace()).map(|(at, c)| reach + at + c.len_utf8());
    let after = || {
        let next = text[wanted..].char_indices().find(|(_, c)| c.is_whitespace());
        next.map(|(at, c)| wanted + at + c.len_utf8())
    };
    let end = before.or_else(after);
    end.filter(|&end| end < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: String) -> PieceKind<'static> {
        PieceKind::Paragraph(vec![Inline::Text(text.into())])
    }

    fn texts(kind: &PieceKind<'_>) -> Vec<String> {
        let text = |inline: &Inline<'_>| match inline {
            Inline::Text(text) => text.clone().into_owned(),
            _ => String::new(),
        };
        let part = |kind| match kind {
            PieceKind::Paragraph(run) => run.iter().map(text).collect(),
            _ => String::new(),
        };
        divide(kind).into_iter().map(part).collect()
    }

    #[test]
    fn a_long_paragraph_is_parted_behind_a_sentence() {
        let whole = "One more step up the stairs. ".repeat(20_000);
        let parts = texts(&paragraph(whole.clone()));
        assert!(parts.len() > 4);
        assert!(parts.iter().all(|part| part.len() <= PART && part.starts_with("One") && part.ends_with(". ")));
        assert_eq!(parts.concat(), whole);
    }

    #[test]
    fn words_are_never_parted() {
        let whole = format!("{} {} {}", "ä".repeat(300_000), "字\u{3000}".repeat(60_000), "end".repeat(70_000));
        let parts = texts(&paragraph(whole.clone()));
        assert_eq!(parts.concat(), whole);
        assert!(parts[..parts.len() - 1].iter().all(|part| part.ends_with(char::is_whitespace)));
        assert_eq!(texts(&paragraph("x".repeat(500_000))).len(), 1);
    }
}
