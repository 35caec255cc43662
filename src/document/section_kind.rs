//! What a section is, by the words of its heading.

use super::model::SectionKind;
use crate::detect::headings::Form;
use crate::detect::languages::{self, Division};

/// What a section of `level` (1 part, 2 chapter, 3 section) with this title is.
pub(super) fn section_kind(title: &str, level: u8) -> SectionKind {
    // "Prologue: The Fire", "Chapter 0 - Prologue": each part of a title may name its kind.
    let mut parts = title.split([':', '—', '–', '：', '.']).flat_map(|part| part.split(" - "));
    let named = parts.clone().enumerate().find_map(|(at, part)| match division(part)? {
        Division::Prologue => Some(SectionKind::Prologue),
        Division::Epilogue => Some(SectionKind::Epilogue),
        Division::Interlude => Some(SectionKind::Interlude),
        // "Chapter 3: The Introduction" is a chapter.
        Division::Preface if at == 0 => Some(SectionKind::Preface),
        Division::Afterword if at == 0 => Some(SectionKind::Afterword),
        _ => None,
    });
    match (level, named) {
        (_, Some(kind)) => kind,
        (1, None) if parts.find_map(division) == Some(Division::Volume) => SectionKind::Volume,
        (1, None) => SectionKind::Part,
        (2, None) => SectionKind::Chapter,
        (_, None) => SectionKind::Section,
    }
}

/// The division that a part of a title names, as a whole or with its first words.
fn division(part: &str) -> Option<Division> {
    let part = part.trim_matches(|c: char| !c.is_alphanumeric());
    let mut words = part.split_whitespace();
    let mut first = words.next()?.to_lowercase();
    if languages::is_article(&first) {
        first = words.next()?.to_lowercase();
    }
    languages::named(&part.to_lowercase())
        .or_else(|| Form::read(part).and_then(|form| form.division))
        .or_else(|| languages::named(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_their_section_is() {
        for (title, level, kind) in [
            ("Prologue: The Fire", 2, SectionKind::Prologue),
            ("THE EPILOGUE", 2, SectionKind::Epilogue),
            ("Chapter 0 - Prologue", 2, SectionKind::Prologue),
            ("Book Two", 1, SectionKind::Volume),
            ("Part One: Salt", 1, SectionKind::Part),
            ("Erster Teil", 1, SectionKind::Part),
            ("Zwischenspiel", 2, SectionKind::Interlude),
            ("Preface", 2, SectionKind::Preface),
            ("Posłowie", 2, SectionKind::Afterword),
            ("Эпилог", 2, SectionKind::Epilogue),
            ("第一卷 风", 1, SectionKind::Volume),
            ("序章 雪", 2, SectionKind::Prologue),
            ("序列", 2, SectionKind::Chapter),
            ("エピローグ", 2, SectionKind::Epilogue),
            ("Chapter 3: The Introduction", 2, SectionKind::Chapter),
            ("Chapter 3", 2, SectionKind::Chapter),
            ("Part 1: Slag", 2, SectionKind::Chapter),
            ("Mira", 3, SectionKind::Section),
            ("Saltmarsh", 1, SectionKind::Part),
        ] {
            assert_eq!(section_kind(title, level), kind, "{title}");
        }
    }
}
