//! Series and the place in them: "The Long Road #2", "Book Two of the Canal Annals", "Part 2 of" above the name.

use crate::document::model::Series;
use crate::document::pieces::ornaments;

/// Words that count volumes of a series.
const COUNTED: [&str; 16] = [
    "book",
    "part",
    "volume",
    "vol",
    "episode",
    "story",
    "number",
    "band",
    "teil",
    "tome",
    "livre",
    "libro",
    "livro",
    "deel",
    "tom",
    "часть",
];
/// Between the place and the name.
const OF: [&str; 10] = ["of", "in", "von", "der", "de", "di", "van", "z", "from", "des"];

/// English number words.
const NUMBERS: [&str; 20] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "first",
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
];

/// Reads a series from what its field or its line on the title page says.
pub(super) fn series(words: &str) -> Option<Series> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = ornaments::strip(&words).trim_matches(['(', ')', '"', '“', '”', ' ', '.']).to_owned();
    if words.is_empty() {
        return None;
    }
    placed_first(&words).or_else(|| placed_last(&words)).or_else(|| {
        let name = words.trim().to_owned();
        name.contains(char::is_alphanumeric).then_some(Series { name, position: None })
    })
}

/// Whether a line of the title page names a series rather than the title: "(Book Two of the Canal Annals)".
pub(super) fn of_title_line(line: &str) -> Option<Series> {
    let line = line.trim_matches(['(', ')', ' ', '.']);
    placed_first(line).filter(|series| series.name.chars().next().is_some_and(|c| !c.is_lowercase()))
}

/// "Part 2 of The Long Road", "2 of The Long Road", "The second book of The Long Road".
fn placed_first(words: &str) -> Option<Series> {
    let mut rest = words.trim_start_matches("The ").trim_start_matches("the ");
    let mut position = None;
    for _ in 0..3 {
        let (word, behind) = rest.split_once(' ')?;
        let low = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if let Some(found) = number(word) {
            position = Some(found);
        } else if OF.contains(&low.as_str()) && position.is_some() {
            return name_of(behind).map(|name| Series { name, position });
        } else if !COUNTED.contains(&low.as_str()) {
            return None;
        }
        rest = behind;
    }
    let (of, behind) = rest.split_once(' ')?;
    (OF.contains(&of.to_lowercase().as_str()) && position.is_some())
        .then(|| name_of(behind).map(|name| Series { name, position }))
        .flatten()
}

/// "The Long Road #2", "The Long Road, Book 2", "The Long Road (3 of 5)", "The Long Road 2".
fn placed_last(words: &str) -> Option<Series> {
    if let Some((name, behind)) = words.rsplit_once('#') {
        let digits: String = behind.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        if let (Some(name), Some(position)) = (name_of(name), number(&digits)) {
            return Some(Series { name, position: Some(position) });
        }
    }
    let (name, behind) = words.rsplit_once([',', '(', ';', ':'])?;
    let tail: Vec<&str> = behind.trim().trim_end_matches(')').split_whitespace().collect();
    let is_counted = |word: &str| COUNTED.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let position = match tail.as_slice() {
        [word, place] | [word, place, "of", _] if is_counted(word) => number(place)?,
        [place, "of" | "/", _] => number(place)?,
        [place] if place.chars().all(|c| c.is_ascii_digit()) => number(place)?,
        _ => return None,
    };
    name_of(name).map(|name| Series { name, position: Some(position) })
}

fn name_of(words: &str) -> Option<String> {
    let name = words
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | ':' | '"' | '“' | '”' | '('));
    let name: String = name.chars().filter(|&c| crate::text::is_allowed(c)).collect();
    name.contains(char::is_alphanumeric).then_some(name)
}

/// "2", "2.5", "Two", "second", "IV" as digits.
fn number(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_plain = |word: &str| !word.is_empty() && word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit());
    let decimal = word.split_once('.').is_some_and(|(whole, part)| is_plain(whole) && is_plain(part));
    if is_plain(word) || decimal {
        let digits = word.trim_start_matches('0');
        return Some(if digits.is_empty() || digits.starts_with('.') {
            format!("0{digits}")
        } else {
            digits.to_owned()
        });
    }
    let low = word.to_lowercase();
    let at = NUMBERS.iter().position(|number| *number == low);
    at.map(|at| (at % 12 + 1).to_string()).or_else(|| {
        const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
        ROMAN.iter().position(|numeral| *numeral == word).map(|at| (at + 1).to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_are_read_in_the_forms_that_writers_type() {
        for (words, name, position) in [
            ("The Long Road #2", "The Long Road", Some("2")),
            ("The Long Road, Book 2", "The Long Road", Some("2")),
            ("The Long Road (3 of 5)", "The Long Road", Some("3")),
            ("Part 2 of The Long Road", "The Long Road", Some("2")),
            ("Part 83 of Harbour tails", "Harbour tails", Some("83")),
            ("(Book Two of the Canal Annals)", "the Canal Annals", Some("2")),
            ("The Long Road #2.5", "The Long Road", Some("2.5")),
            ("The Long Road", "The Long Road", None),
            ("Road 66", "Road 66", None),
        ] {
            let wanted = Series { name: name.to_owned(), position: position.map(str::to_owned) };
            assert_eq!(series(words), Some(wanted), "{words}");
        }
        assert_eq!(series("***"), None);
    }

    #[test]
    fn a_title_line_names_a_series_only_by_its_place() {
        assert!(of_title_line("(Book Two of The Canal Annals)").is_some());
        assert_eq!(of_title_line("The Canal Annals"), None);
        assert_eq!(of_title_line("One of us"), None);
    }
}
