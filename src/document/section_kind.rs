//! What a section is, by the words of its heading. A row per language.

use super::model::SectionKind;
use crate::text::is_dense;

/// The words of one language that name a kind of section.
struct Row {
    /// Articles and other words that may stand in front of the name.
    articles: &'static [&'static str],
    volume: &'static [&'static str],
    part: &'static [&'static str],
    prologue: &'static [&'static str],
    epilogue: &'static [&'static str],
    interlude: &'static [&'static str],
    preface: &'static [&'static str],
    afterword: &'static [&'static str],
}

const ROWS: [Row; 11] = [
    // English
    Row {
        articles: &["the", "a", "an"],
        volume: &["book", "volume", "vol", "tome"],
        part: &["part", "act", "arc"],
        prologue: &["prologue", "prolog", "prelude"],
        epilogue: &["epilogue", "epilog", "coda"],
        interlude: &["interlude", "intermission", "entr’acte", "intermezzo"],
        preface: &["preface", "foreword", "introduction", "introductory", "forward"],
        afterword: &["afterword", "postscript", "postface"],
    },
    // German
    Row {
        articles: &["der", "die", "das", "ein", "erstes", "zweites", "drittes", "erster", "zweiter", "dritter"],
        volume: &["buch", "band"],
        part: &["teil", "akt"],
        prologue: &["prolog", "vorspiel", "auftakt"],
        epilogue: &["epilog", "nachspiel"],
        interlude: &["zwischenspiel", "interludium", "intermezzo"],
        preface: &["vorwort", "einleitung", "geleitwort", "vorrede"],
        afterword: &["nachwort", "nachbemerkung"],
    },
    // French
    Row {
        articles: &["le", "la", "l", "un", "une", "première", "deuxième", "troisième"],
        volume: &["livre", "tome", "volume"],
        part: &["partie", "acte"],
        prologue: &["prologue", "prélude"],
        epilogue: &["épilogue", "epilogue"],
        interlude: &["interlude", "intermède", "entracte"],
        preface: &["préface", "avant", "introduction", "avertissement"],
        afterword: &["postface"],
    },
    // Spanish
    Row {
        articles: &["el", "la", "un", "una", "primera", "segunda", "tercera"],
        volume: &["libro", "tomo", "volumen"],
        part: &["parte", "acto"],
        prologue: &["prólogo", "preludio"],
        epilogue: &["epílogo"],
        interlude: &["interludio", "intermedio"],
        preface: &["prefacio", "introducción", "proemio"],
        afterword: &["posfacio", "postfacio"],
    },
    // Italian
    Row {
        articles: &["il", "la", "l", "un", "una", "prima", "seconda", "terza"],
        volume: &["libro", "tomo", "volume"],
        part: &["parte", "atto"],
        prologue: &["prologo", "preludio"],
        epilogue: &["epilogo"],
        interlude: &["interludio", "intermezzo"],
        preface: &["prefazione", "introduzione", "premessa"],
        afterword: &["postfazione"],
    },
    // Portuguese
    Row {
        articles: &["o", "a", "um", "uma", "primeira", "segunda", "terceira"],
        volume: &["livro", "tomo", "volume"],
        part: &["parte", "ato"],
        prologue: &["prólogo", "prelúdio"],
        epilogue: &["epílogo"],
        interlude: &["interlúdio"],
        preface: &["prefácio", "introdução"],
        afterword: &["posfácio"],
    },
    // Dutch
    Row {
        articles: &["de", "het", "een", "eerste", "tweede", "derde"],
        volume: &["boek", "band"],
        part: &["deel", "bedrijf"],
        prologue: &["proloog", "voorspel"],
        epilogue: &["epiloog", "naspel"],
        interlude: &["intermezzo", "tussenspel"],
        preface: &["voorwoord", "inleiding"],
        afterword: &["nawoord"],
    },
    // Polish
    Row {
        articles: &["pierwsza", "druga", "trzecia"],
        volume: &["tom", "księga"],
        part: &["część", "akt"],
        prologue: &["prolog", "preludium"],
        epilogue: &["epilog"],
        interlude: &["interludium", "intermedium", "intermezzo"],
        preface: &["przedmowa", "wstęp", "słowo"],
        afterword: &["posłowie"],
    },
    // Russian
    Row {
        articles: &["первая", "вторая", "третья", "первый", "второй", "третий"],
        volume: &["книга", "том"],
        part: &["часть", "действие"],
        prologue: &["пролог"],
        epilogue: &["эпилог"],
        interlude: &["интерлюдия", "интермедия"],
        preface: &["предисловие", "введение", "вступление"],
        afterword: &["послесловие"],
    },
    // Chinese
    Row {
        articles: &[],
        volume: &["卷", "册"],
        part: &["部", "篇"],
        prologue: &["序章", "楔子", "引子", "序幕"],
        epilogue: &["尾声", "尾聲", "终章", "終章"],
        interlude: &["间章", "間章", "幕间"],
        preface: &["前言", "序言", "序"],
        afterword: &["后记", "後記"],
    },
    // Japanese
    Row {
        articles: &[],
        volume: &["巻"],
        part: &["部", "編"],
        prologue: &["プロローグ", "序章"],
        epilogue: &["エピローグ", "終章"],
        interlude: &["幕間", "間奏", "閑話"],
        preface: &["まえがき", "前書き", "はじめに"],
        afterword: &["あとがき", "後書き", "おわりに"],
    },
];

/// What a section of `level` (1 part, 2 chapter, 3 section) with this title is.
pub(super) fn section_kind(title: &str, level: u8) -> SectionKind {
    let title = title.to_lowercase();
    // "Prologue: The Fire", "Chapter 0 - Prologue": each part of a title may name its kind.
    let mut parts = title.split([':', '—', '–', '：', '.']).flat_map(|part| part.split(" - "));
    let named = parts.clone().enumerate().find_map(|(at, part)| {
        let kind = kind_of(part)?;
        let is_title = match kind {
            SectionKind::Volume | SectionKind::Part => false,
            // "Chapter 3: The Introduction" is a chapter.
            SectionKind::Preface | SectionKind::Afterword => at == 0,
            _ => true,
        };
        is_title.then_some(kind)
    });
    match (level, named) {
        (_, Some(kind)) => kind,
        (1, None) => match parts.find_map(kind_of) {
            Some(SectionKind::Volume) => SectionKind::Volume,
            _ => SectionKind::Part,
        },
        (2, None) => SectionKind::Chapter,
        (_, None) => SectionKind::Section,
    }
}

/// The kind that a part of a title names with its first word, articles and ordinals passed over.
fn kind_of(part: &str) -> Option<SectionKind> {
    let part = part.trim_matches(|c: char| !c.is_alphanumeric());
    ROWS.iter().find_map(|row| {
        let lists = [
            (row.prologue, SectionKind::Prologue),
            (row.epilogue, SectionKind::Epilogue),
            (row.interlude, SectionKind::Interlude),
            (row.preface, SectionKind::Preface),
            (row.afterword, SectionKind::Afterword),
            (row.volume, SectionKind::Volume),
            (row.part, SectionKind::Part),
        ];
        if row.articles.is_empty() {
            return dense_kind(part, &lists);
        }
        let mut words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let word = words.find(|word| !row.articles.contains(word))?;
        lists.iter().find(|(list, _)| list.contains(&word)).map(|&(_, kind)| kind)
    })
}

/// The same where words are not set apart: names of sections begin the title, "第一卷" ends with what it counts.
fn dense_kind(part: &str, lists: &[(&[&str], SectionKind)]) -> Option<SectionKind> {
    if !part.starts_with(is_dense) {
        return None;
    }
    let first = part.split_whitespace().next().unwrap_or_default();
    lists.iter().find_map(|&(list, kind)| {
        let is_counted = matches!(kind, SectionKind::Volume | SectionKind::Part);
        let is_named = |name: &&str| {
            if is_counted { first.starts_with('第') && first.ends_with(*name) } else { names_whole(first, name) }
        };
        list.iter().any(is_named).then_some(kind)
    })
}

/// A single character names a section only where it stands alone: "序", not "序列".
fn names_whole(first: &str, name: &str) -> bool {
    if name.chars().count() == 1 { first == name } else { first.starts_with(name) }
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
            ("Mira", 3, SectionKind::Section),
            ("Saltmarsh", 1, SectionKind::Part),
        ] {
            assert_eq!(section_kind(title, level), kind, "{title}");
        }
    }
}
