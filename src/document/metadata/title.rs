//! The book's title: what the story states, else the name of its file, made readable.

use crate::document::pieces::{is_title_label, ornaments, split_label};

use super::names;

/// The title that the lines of a title element state: joined, without label, ornaments and outer quotes.
pub(super) fn stated<'t>(lines: impl Iterator<Item = &'t str>) -> Option<String> {
    let lines: Vec<String> = lines.map(line).filter(|line| line.contains(char::is_alphanumeric)).collect();
    let mut title = String::new();
    for (parts, line) in lines.into_iter().enumerate() {
        if !title.is_empty() {
            title.push_str(if is_first_end(&title, &line, parts) { ": " } else { " " });
        }
        title.push_str(&line);
    }
    let title = cleaned(&title);
    (!title.is_empty()).then_some(title)
}

/// Whether a subtitle begins: the first line is whole and the second begins like one.
fn is_first_end(title: &str, next: &str, parts: usize) -> bool {
    const OPEN: [&str; 20] = [
        "of", "the", "and", "in", "a", "an", "to", "on", "for", "by", "with", "von", "der", "die", "das", "und", "de",
        "la", "le", "et",
    ];
    let last = title.rsplit(' ').next().unwrap_or_default().to_lowercase();
    parts == 1
        && title.ends_with(char::is_alphanumeric)
        && next.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && !OPEN.contains(&last.as_str())
}

fn line(typed: &str) -> String {
    let typed = ornaments::untagged(typed);
    let typed = typed.as_str();
    let bare = match split_label(typed) {
        Some(cut) if is_title_label(cut.label) && !cut.rest.is_empty() => cut.rest,
        _ => typed,
    };
    names::spaced(unquoted(ornaments::strip(bare)))
}

/// Quotes around the whole title are no part of it.
fn unquoted(line: &str) -> &str {
    const QUOTES: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’'), ('「', '」')];
    QUOTES.into_iter().find_map(|marks| ornaments::between(line, marks)).map_or(line, str::trim)
}

/// Words on one line, without what XML forbids.
pub(super) fn cleaned(words: &str) -> String {
    let allowed: String = words.chars().filter(|&c| crate::text::is_allowed(c)).collect();
    allowed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `the_long_road.txt` as "The long road".
pub(super) fn of_file(name: &str) -> Option<String> {
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && (1..=5).contains(&end.len()) && !end.contains(' ') => stem,
        _ => name,
    };
    let spaced = stem.replace(['_', '\t'], " ");
    let spaced = if spaced.trim().contains(' ') { spaced } else { spaced.replace('-', " ") };
    let words = cleaned(&spaced);
    let mut chars = words.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_frames() {
        for (lines, wanted) in [
            (&["A TUBA FOR ADA"][..], "A TUBA FOR ADA"),
            (&["*    A TUBA FOR ADA    *"], "A TUBA FOR ADA"),
            (&["Title: Date Due"], "Date Due"),
            (&["Story: Date Due"], "Date Due"),
            (&["名称: 水"], "水"),
            (&["\"Date Due\""], "Date Due"),
            (&["# Date Due"], "Date Due"),
            (&["C O C K C R O W"], "COCKCROW"),
            (&["T H E   L A S T   S H I P"], "THE LAST SHIP"),
            (&["The Last Ship", "Or, Salt"], "The Last Ship: Or, Salt"),
            (&["The Last Ship", "of the Year"], "The Last Ship of the Year"),
            (&["Sail!", "A Tale"], "Sail! A Tale"),
            (&["A TALE OF", "TWO SHIPS"], "A TALE OF TWO SHIPS"),
            (&["SALT", "A ROMANCE", "With Some Verses"], "SALT: A ROMANCE With Some Verses"),
            (&["<b>Hot Tin</b>"], "Hot Tin"),
            (&["\"One\" and \"Two\""], "\"One\" and \"Two\""),
        ] {
            assert_eq!(stated(lines.iter().copied()).as_deref(), Some(wanted));
        }
        assert_eq!(stated(["***"].into_iter()), None);
    }

    #[test]
    fn file_names_become_readable() {
        assert_eq!(of_file("the_long_road.txt").as_deref(), Some("The long road"));
        assert_eq!(of_file("the-long-road.text").as_deref(), Some("The long road"));
        assert_eq!(of_file("Ada's well-kept secret.txt").as_deref(), Some("Ada's well-kept secret"));
        assert_eq!(of_file(".txt").as_deref(), Some(".txt"));
        assert_eq!(of_file(""), None);
    }
}
