//! Authors: from "by X and Y", "Author: X", "ein Roman von X" to the names alone. Nobody is invented: what does not
//! look like a line of names gives none.

use crate::detect::languages;
use crate::document::pieces::{ornaments, split_label};

/// Between two names.
const AND: [&str; 9] = ["&", "+", "and", "und", "et", "y", "e", "en", "и"];

/// What may follow a comma and still belong to the name before it.
const SUFFIXES: [&str; 12] = ["jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq", "m.a", "d.d"];

/// Names in the longest line of authors believed.
pub(super) const MOST: usize = 32;
/// Characters of the longest name believed.
const LONGEST: usize = 60;

/// The names in a line that was read as the author's.
pub(super) fn authors(line: &str) -> Vec<String> {
    let line = ornaments::untagged(line);
    let line = ornaments::strip(&line).trim_start_matches(['%', '(', '[']).trim_end_matches([')', ']']).trim();
    let line = spaced(line.trim_start_matches(['_', '*']));
    match named(&line) {
        Some(names) => split(names),
        None if is_credit(&line) => Vec::new(),
        None => split(&line),
    }
}

/// Whether a field's label says that the author follows.
pub(super) fn is_author_label(label: &str) -> bool {
    let label = label.replace('’', "'").to_lowercase();
    languages::is_by(&label)
}

/// Whether a line begins as a byline does.
pub(super) fn is_byline(line: &str) -> bool {
    words_before().any(|by| after(line, by).is_some_and(|name| !name.is_empty()))
}

/// What follows "by" or "Author:"; none where neither begins the line.
fn named(line: &str) -> Option<&str> {
    if let Some(cut) = split_label(line)
        && is_author_label(cut.label)
        && !cut.rest.is_empty()
    {
        return Some(cut.rest);
    }
    words_before().find_map(|by| after(line, by)).or_else(|| introduced(line))
}

/// What stands before a name without a colon: each language's preposition, and phrases ("written by").
fn words_before() -> impl Iterator<Item = &'static str> {
    let phrases = |language: &'static languages::Language| {
        language.by.iter().enumerate().filter(|(at, by)| *at == 0 || by.contains(' ')).map(|(_, by)| *by)
    };
    languages::ALL.iter().copied().flat_map(phrases)
}

/// What follows `by` at the line's beginning, as a word of its own.
fn after<'t>(line: &'t str, by: &str) -> Option<&'t str> {
    let head = line.get(..by.len())?;
    let rest = &line[by.len()..];
    let is_blank = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '_' | '*');
    let is_word = rest.starts_with(is_blank);
    (head.to_lowercase() == by && is_word).then(|| rest.trim_start_matches(is_blank))
}

/// "a novel by X", "ein Roman von X", "een roman door X".
fn introduced(line: &str) -> Option<&str> {
    const ARTICLES: [&str; 10] = ["a ", "an ", "the ", "ein ", "eine ", "un ", "une ", "una ", "um ", "een "];
    let low = line.to_lowercase();
    if low.len() != line.len() || !ARTICLES.iter().any(|article| low.starts_with(article)) {
        return None;
    }
    let by = languages::ALL.iter().filter_map(|language| language.by.first());
    let (at, by) = by.filter_map(|by| low.find(&format!(" {by} ")).map(|at| (at, by))).min()?;
    line.get(at + by.len() + 2..).map(str::trim)
}

/// Other people's parts in a book.
fn is_credit(line: &str) -> bool {
    const CREDITS: [&str; 10] = [
        "edited",
        "translated",
        "illustrated",
        "compiled",
        "brought to you",
        "produced",
        "transcribed",
        "published",
        "beta",
        "copyright",
    ];
    let low = line.to_lowercase();
    CREDITS.iter().any(|credit| low.starts_with(credit))
}

/// Parts names at commas, `&` and the languages' "and".
fn split(line: &str) -> Vec<String> {
    // Addresses, dates and notices behind a name are no part of it.
    let end = line.find(['<', '(', '[', '{']).filter(|&at| at > 0).unwrap_or(line.len());
    let words =
        line[..end].split_whitespace().map(|word| word.trim_matches(['_', '*'])).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take_while(|word| *word != "©" && !is_credit(word)).collect();
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if names.len() == MOST {
            return names;
        }
        let is_between = at + 1 < words.len() && !name.is_empty();
        let is_initial = word.len() == 1 && word.starts_with(char::is_uppercase);
        if is_between && !is_initial && AND.contains(&word.to_lowercase().as_str()) {
            push(&mut names, &mut name);
            continue;
        }
        let bare = word.trim_end_matches([',', ';', '、']);
        let next = words.get(at + 1).map(|next| next.to_lowercase());
        let is_suffix = next.is_some_and(|next| SUFFIXES.contains(&next.trim_end_matches(['.', ','])));
        name.push(if is_suffix { word } else { bare });
        if bare.len() < word.len() && !is_suffix {
            push(&mut names, &mut name);
        }
    }
    push(&mut names, &mut name);
    names
}

fn push(names: &mut Vec<String>, words: &mut Vec<&str>) {
    let name = words.join(" ");
    words.clear();
    let is_edge = |c: char| matches!(c, '-' | '–' | '—' | '"' | '“' | '”' | '~' | '*' | ',' | ';');
    let name: String = name.trim_matches(is_edge).trim().chars().filter(|&c| crate::text::is_allowed(c)).collect();
    let is_name = name.contains(char::is_alphabetic) && name.chars().count() <= LONGEST && !name.contains("://");
    if is_name && !names.contains(&name) {
        names.push(name);
    }
}

/// Letters set apart ("A D A   Q U I L L") closed up; any other line as it is.
pub(super) fn spaced(line: &str) -> String {
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let is_spaced = words.clone().count() >= 4 && words.all(|word| word.chars().count() == 1);
    if !is_spaced {
        return line.to_owned();
    }
    let whole: Vec<String> = line.split("  ").map(|word| word.split(' ').collect()).collect();
    whole.iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_authors() {
        for (line, names) in [
            ("by Ada Quill", &["Ada Quill"][..]),
            ("By: brass monkey 7", &["brass monkey 7"]),
            ("AUTHOR: oldgorse", &["oldgorse"]),
            ("                   written by N. Tarrant-Vole", &["N. Tarrant-Vole"]),
            ("a novel by Mina Vessel", &["Mina Vessel"]),
            ("poems by Mina Vessel", &["Mina Vessel"]),
            ("-- by Night Ferry Girl", &["Night Ferry Girl"]),
            ("(by Vacancy)", &["Vacancy"]),
            ("%by Lena Hale", &["Lena Hale"]),
            ("~tidepool~", &["tidepool"]),
            ("von Nebelkrähe und Silbermöwe", &["Nebelkrähe", "Silbermöwe"]),
            ("ein Roman von Ute Sand", &["Ute Sand"]),
            ("Autor: Jan Kowalik", &["Jan Kowalik"]),
            ("文：ことり坂", &["ことり坂"]),
            ("by Ada Quill, Ben Rook & Cy Dee", &["Ada Quill", "Ben Rook", "Cy Dee"]),
            ("by Martin Vale, Jr.", &["Martin Vale, Jr."]),
            ("by Ada Quill <ada@harbour.example>", &["Ada Quill"]),
            ("by isthatabowtie (frogs)", &["isthatabowtie"]),
            ("A D A   Q U I L L", &["ADA QUILL"]),
            ("Zephyrine Ott", &["Zephyrine Ott"]),
            ("_by_ _Ada Quill_", &["Ada Quill"]),
            ("_TOLD BY ADA QUILL_ _ILLUSTRATED BY THE AUTHOR_", &["ADA QUILL"]),
            ("<i>by smelter</i>", &["smelter"]),
            ("by quietly_sharp", &["quietly_sharp"]),
            ("Edited by Ada Quill", &[]),
            ("***", &[]),
        ] {
            assert_eq!(authors(line), names, "{line}");
        }
    }
}
