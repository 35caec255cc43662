//! What a file's name says of the file's place in a book: `ch2`, `The Ferry - Chapter 3 - Salt`, `The Ferry (3 of 9)`,
//! `01 - The Gate`.

use crate::detect::headings::Form;
use crate::detect::languages::Division;

/// What people shorten chapter words to in names of files.
const SHORT: [&str; 9] = ["ch", "chap", "chp", "chpt", "pt", "ep", "kap", "cap", "c"];
/// The largest number that is a chapter's; larger ones are years and the numbers of cameras.
const LARGEST: u32 = 999;

/// How sure a name makes it that the file is one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Surety {
    /// A number stands at the end: a sequel, a draft, a chapter.
    Trailing,
    /// A number stands in front of a title, or alone.
    Leading,
    /// The name says so: a chapter's word, "3 of 9".
    Stated,
}

/// A name that has a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    /// What stands before chapter word and number, as typed: the book's name, or nothing.
    pub(super) book: String,
    /// Where it stands in the order: prologues, then numbers, then epilogues.
    pub(super) rank: u8,
    /// The number.
    pub(super) number: u32,
    /// What the name says of the file by itself: "Chapter 2", "The Door", "2".
    pub(super) chapter: String,
    /// How sure that is.
    pub(super) surety: Surety,
}

/// Reads a name without its ending.
pub(super) fn read(stem: &str) -> Option<Numbered> {
    let name = spaced(stem);
    of_several(&name).or_else(|| with_word(&name)).or_else(|| leading(&name)).or_else(|| trailing(&name))
}

/// A name with spaces where people who avoid them type something else.
fn spaced(stem: &str) -> String {
    let has_spaces = stem.trim().contains(' ');
    let mut name = String::with_capacity(stem.len());
    for c in stem.chars() {
        match c {
            '_' => name.push(' '),
            '.' | '-' | '+' if !has_spaces => name.push(' '),
            c => name.push(c),
        }
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "The Ferry (3 of 9)", "The Ferry 3/9", "3 of 9".
fn of_several(name: &str) -> Option<Numbered> {
    let bare = name.trim_end_matches([')', ']']);
    let of = ["of", "von", "de", "di", "van", "av", "/"];
    let words: Vec<&str> = bare.split([' ', '(', '[']).filter(|word| !word.is_empty()).collect();
    let [.., number, joint, all] = words.as_slice() else { return None };
    let (number, all) = (figure(number)?, figure(all)?);
    if !of.contains(&joint.to_lowercase().as_str()) || number > all || all < 2 {
        return None;
    }
    // From behind: the total, the joint, the number.
    let before = |text: &str, word: &str| text.rfind(word).unwrap_or_default();
    let total = before(bare, words[words.len() - 1]);
    let middle = before(&bare[..total], words[words.len() - 2]);
    let book = trimmed(&bare[..before(&bare[..middle], words[words.len() - 3])]);
    Some(Numbered { book, rank: 1, number, chapter: number.to_string(), surety: Surety::Stated })
}

/// "Chapter 2 - The Door", "The Ferry - Chapter Two", "ferry ch02", "Prologue".
fn with_word(name: &str) -> Option<Numbered> {
    let starts = name.char_indices().filter(|&(at, c)| {
        let before = name[..at].chars().next_back();
        c.is_alphabetic() && before.is_none_or(|before| !before.is_alphabetic())
    });
    for (at, _) in starts {
        let rest = &name[at..];
        let (book, long) = (trimmed(&name[..at]), lengthened(rest));
        // A number in front of the word is the file's own: "01 Prologue".
        let (book, leads) = match leading_number(&book) {
            Some((number, "")) => (String::new(), Some(number)),
            _ => (book, None),
        };
        let form = Form::read(long.as_deref().unwrap_or(rest));
        let Some(form) = form.filter(|form| form.title.is_none() || form.has_separator || long.is_none()) else {
            continue;
        };
        let rank = match form.division {
            Some(Division::Prologue | Division::Preface) => 0,
            Some(Division::Epilogue | Division::Afterword) => 2,
            Some(_) => 1,
            None => continue,
        };
        let Some(number) = leads.or(form.number).or((rank != 1).then_some(0)) else { continue };
        if number > LARGEST || (form.number.is_none() && !form.is_named) {
            continue;
        }
        let rank = if leads.is_some() { 1 } else { rank };
        let chapter = long.unwrap_or_else(|| rest.to_owned());
        return Some(Numbered { book, rank, number, chapter, surety: Surety::Stated });
    }
    None
}

/// "01 - The Gate", "7. Salt", "12".
fn leading(name: &str) -> Option<Numbered> {
    let (number, rest) = leading_number(name)?;
    let chapter = if rest.is_empty() { number.to_string() } else { rest.to_owned() };
    Some(Numbered { book: String::new(), rank: 1, number, chapter, surety: Surety::Leading })
}

fn leading_number(name: &str) -> Option<(u32, &str)> {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = (figure(&name[..digits])?, &name[digits..]);
    let title = rest.trim_start_matches([' ', '.', '-', '–', '—', '_', ')', ':']);
    let is_parted = rest.is_empty() || title.len() < rest.len();
    // "3 Blind Mice" begins with a number, and "2024 01 05" is a day.
    let is_number =
        is_parted && (digits > 1 || rest.is_empty() || !rest.starts_with(' ') || rest.len() - title.len() > 1);
    (is_number && !title.starts_with(|c: char| c.is_ascii_digit())).then_some((number, title.trim()))
}

/// "ferry 2", "The Ferry III" is left alone: a letter may be a name.
fn trailing(name: &str) -> Option<Numbered> {
    let start = name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = figure(&name[start..])?;
    let book = trimmed(&name[..start]);
    // A day's number stands behind a month's.
    let is_date = book.ends_with(|c: char| c.is_ascii_digit());
    (!book.is_empty() && !is_date).then(|| Numbered {
        book,
        rank: 1,
        number,
        chapter: number.to_string(),
        surety: Surety::Trailing,
    })
}

fn figure(word: &str) -> Option<u32> {
    let is_number = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|&number| is_number && number <= LARGEST)
}

/// "ch2" and "pt. 3" as they would be written out.
fn lengthened(rest: &str) -> Option<String> {
    let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
    let (word, behind) = rest.split_at(letters);
    let behind = behind.trim_start_matches(['.', ' ', '#']);
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = figure(&behind[..digits])?;
    let low = word.to_lowercase();
    let title = behind[digits..].trim_start_matches([' ', '.', '-', '–', '—', ':', ')']);
    let word = if SHORT.contains(&low.as_str()) {
        if low == "pt" { "Part" } else { "Chapter" }
    } else if rest[letters..].starts_with(|c: char| c.is_ascii_digit()) {
        word
    } else {
        return None;
    };
    Some(if title.is_empty() { format!("{word} {number}") } else { format!("{word} {number}: {title}") })
}

/// A book's name without what parts it from the chapter's.
fn trimmed(book: &str) -> String {
    book.trim_matches([' ', '-', '–', '—', ',', ':', '(', '[', '#', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(stem: &str) -> Option<(String, u32, String, Surety)> {
        read(stem).map(|named| (named.book, named.number, named.chapter, named.surety))
    }

    #[test]
    fn the_names_that_people_give_to_chapters_are_read() {
        use Surety::{Leading, Stated, Trailing};
        for (stem, book, number, chapter, surety) in [
            ("ch2", "", 2, "Chapter 2", Stated),
            ("ch 02", "", 2, "Chapter 2", Stated),
            ("Chapter 2", "", 2, "Chapter 2", Stated),
            ("chapter_12", "", 12, "chapter 12", Stated),
            ("Chapter Two", "", 2, "Chapter Two", Stated),
            ("Chapter 2 - The Door", "", 2, "Chapter 2 - The Door", Stated),
            ("Kapitel 3", "", 3, "Kapitel 3", Stated),
            ("The Ferry - Chapter 3", "The Ferry", 3, "Chapter 3", Stated),
            ("The Ferry ch. 3", "The Ferry", 3, "Chapter 3", Stated),
            ("the-ferry-ch3", "the ferry", 3, "Chapter 3", Stated),
            ("The Ferry (3 of 9)", "The Ferry", 3, "3", Stated),
            ("The Well (2 of 2)", "The Well", 2, "2", Stated),
            ("The Ferry 3 of 9", "The Ferry", 3, "3", Stated),
            ("The Ferry - Part II", "The Ferry", 2, "Part II", Stated),
            ("Prologue", "", 0, "Prologue", Stated),
            ("01 - The Gate", "", 1, "The Gate", Leading),
            ("007", "", 7, "7", Leading),
            ("7. Salt", "", 7, "Salt", Leading),
            ("ferry2", "ferry", 2, "2", Trailing),
            ("The Ferry 12", "The Ferry", 12, "12", Trailing),
        ] {
            assert_eq!(told(stem), Some((book.to_owned(), number, chapter.to_owned(), surety)), "{stem}");
        }
    }

    #[test]
    fn other_numbers_are_no_chapters() {
        for stem in ["The Ferry", "1984", "2024-01-05", "20240105", "IMG_20231", "3 Blind Mice", "Catch-22b", "", "-"] {
            assert_eq!(told(stem), None, "{stem}");
        }
    }
}
