//! Whatever the reading, every line is placed once and every word kept.

use proptest::prelude::*;

use super::*;
use crate::document::inlines::words;
use crate::document::model::{Inlines, LetterPart, Verse};
use crate::text::{Words, is_allowed};

/// All that a document holds, in reading order: lines, and words where they are shown.
#[derive(Default)]
struct Walk {
    lines: Vec<Range<usize>>,
    words: Vec<String>,
    /// Lines whose words are to be found, in the order of the document.
    shown: Vec<Range<usize>>,
}

impl Walk {
    fn run(&mut self, inlines: &Inlines<'_>) {
        self.words.extend(words(inlines));
    }

    fn runs<'a, 'm: 'a>(&mut self, runs: impl IntoIterator<Item = &'a Inlines<'m>>) {
        runs.into_iter().for_each(|inlines| self.run(inlines));
    }

    fn verse(&mut self, verse: &Verse<'_>) {
        self.runs(verse.stanzas.iter().flatten().map(|line| &line.inlines));
    }

    fn section(&mut self, section: &Section<'_>) {
        if let Some(heading) = &section.heading {
            self.lines.push(heading.lines.clone());
            self.shown.push(heading.lines.clone());
            self.runs(&heading.printed);
        }
        section.pieces.iter().for_each(|piece| self.piece(piece));
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        self.lines.push(piece.lines.clone());
        if !matches!(piece.kind, PieceKind::Break(None)) {
            self.shown.push(piece.lines.clone());
        }
        match &piece.kind {
            PieceKind::Paragraph(run) | PieceKind::Byline(run) | PieceKind::End(run) => self.run(run),
            PieceKind::Break(caption) => self.runs(caption),
            PieceKind::Title(runs) | PieceKind::Boilerplate(runs) => self.runs(runs),
            PieceKind::Verse(verse) => self.verse(verse),
            PieceKind::Note(note) => self.runs(note.label.iter().chain(&note.paragraphs)),
            PieceKind::Field(field) => self.runs(field.label.iter().chain(&field.value)),
            PieceKind::Epigraph(quoted) => self.runs(quoted.iter().map(|quoted| &quoted.inlines)),
            PieceKind::Contents(contents) => {
                self.runs(contents.title.iter().chain(contents.entries.iter().map(|entry| &entry.inlines)));
            }
            PieceKind::Letter(parts) => {
                for part in parts {
                    match part {
                        LetterPart::Opening(run) | LetterPart::Salutation(run) | LetterPart::Paragraph(run) => {
                            self.run(run);
                        }
                        LetterPart::Verse(verse) => self.verse(verse),
                        LetterPart::Signature(runs) => self.runs(runs),
                    }
                }
            }
        }
    }
}

/// Lines of the kinds that pieces take apart, and some that only look like them.
fn line() -> impl Strategy<Value = String> {
    let typed = [
        "He *went* out.",
        "A/N: so _very_ sorry",
        "**Rating:** K+",
        "Fandom - Marsh",
        "“Gone.” — Ann Vole",
        "-- Ann, Letters",
        "Dear Ann,",
        "Yours, Ben",
        "From: a@b",
        "oOo",
        "* two years later *",
        "~ la la ~",
        "> la la",
        "*la",
        "la*",
        "  _la_",
        "Contents",
        "I. Gate ..... 3",
        "Chapter Notes",
        "=== X ===",
        "***",
        "----",
        "春の雪",
        "z\u{1}z",
        "e\u{301}*e*",
        "\u{301}",
        "P.S. more",
        "by Ada",
        "Title: The Gate",
        "1999",
        ":",
        "[",
        "well-",
        "known",
        "#",
        "Summary",
        "|a|",
        "...",
        "\"",
        "*a**b*_",
    ];
    prop::sample::select(typed.to_vec()).prop_map(str::to_owned)
}

fn element() -> impl Strategy<Value = (Role, Detail, String)> {
    let lines = prop::collection::vec((line(), prop::bool::ANY), 1..6);
    (prop::sample::select(Role::ALL.to_vec()), 1..4u8, lines).prop_map(|(role, level, lines)| {
        let typed: Vec<String> =
            lines.iter().map(|(line, apart)| format!("{}{line}", if *apart { "\n" } else { "" })).collect();
        let detail = match role {
            Role::Heading => Detail::Heading { level, title: String::new() },
            Role::Field => Detail::Field(if level == 1 { FieldKind::Other } else { FieldKind::Summary }),
            Role::Verse => Detail::Verse { song: true, epigraph: level == 1 },
            _ => Detail::None,
        };
        (role, detail, typed.join("\n").trim_start_matches('\n').to_owned())
    })
}

proptest! {
    #[test]
    fn every_line_is_placed_once_and_every_word_kept(
        elements in prop::collection::vec(element(), 0..12),
        notes in prop::sample::select(vec![Notes::Keep, Notes::End, Notes::Drop]),
        boilerplate in prop::sample::select(vec![Boilerplate::End, Boilerplate::Drop]),
    ) {
        let add = |draft: Draft, (role, detail, typed): (Role, Detail, String)| draft.add(role, detail, &typed);
        let draft = elements.into_iter().fold(Draft::default(), add);
        let (story, reading) = draft.read();
        let document = assemble(&story, &reading, &Options { notes, boilerplate, ..Options::default() });
        let mut walk = Walk::default();
        document.front.iter().for_each(|piece| walk.piece(piece));
        document.sections.iter().for_each(|section| walk.section(section));
        prop_assert!(walk.lines.is_sorted_by_key(|lines| lines.start), "the text keeps its order");
        document.back.iter().flat_map(|back| &back.pieces).for_each(|piece| walk.piece(piece));
        let mut placed: Vec<usize> = walk.lines.iter().chain(&document.dropped).cloned().flatten().collect();
        placed.retain(|&n| !story.line(n).trim().is_empty());
        placed.sort_unstable();
        let typed: Vec<usize> = (0..story.line_count()).filter(|&n| !story.line(n).trim().is_empty()).collect();
        prop_assert_eq!(placed, typed, "every line is placed once");
        let clean = |n: usize| story.line(n).chars().filter(|&c| is_allowed(c)).collect::<String>();
        let lines = walk.shown.iter().cloned().flatten().map(clean);
        let split = |line: String| Words::new(&line).map(str::to_owned).collect::<Vec<_>>();
        let words: Vec<String> = lines.flat_map(split).collect();
        prop_assert_eq!(walk.words, words, "every word is kept");
    }
}
