//! The form of a heading: division word, number and its notation, title. Read from the line without its ornaments.

use super::numbers::{self, Notation};
use crate::detect::languages::{self, Division};
use crate::text::is_dense;

/// Words a heading's title has at most. Longer lines that begin like a heading are sentences.
const LONGEST_TITLE: usize = 16;
/// Words of a title at most behind a chapter's word, its number and a colon or a dash.
const LONGEST_BEHIND_WORD: usize = 28;
/// Letters of a letter-spaced line at least.
const LEAST_SPACED: usize = 4;
/// Characters of a division's word at most, in scripts without spaces: "チャプター" stands in front and is a word.
const LONGEST_CJK_DIVISION: usize = 2;

/// Bytes of a division's name at most.
const LONGEST_NAME: usize = 40;

/// How a line reads as a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// "Chapter", "Part", "Prologue".
    pub division: Option<Division>,
    /// The division word needs no number: "Prologue".
    pub is_named: bool,
    /// The number.
    pub number: Option<u32>,
    /// How the number is written.
    pub notation: Option<Notation>,
    /// Where the title behind word and number begins, in bytes of the line; none where there is no title.
    pub title: Option<usize>,
    /// A colon, dash or full stop stands between number and title.
    pub has_separator: bool,
}

impl Form {
    /// A heading with a number, whether a division's word stands beside it or none.
    fn numbered(division: Option<Division>, number: (u32, Notation), tail: &Tail) -> Form {
        let (number, notation) = number;
        Form {
            division,
            is_named: false,
            number: Some(number),
            notation: Some(notation),
            title: tail.title,
            has_separator: tail.has_separator,
        }
    }

    /// Reads a line without ornaments.
    #[must_use]
    pub fn read(core: &str) -> Option<Form> {
        if let Some(words) = closed_up(core) {
            return Form::read(&words).filter(|form| form.title.is_none());
        }
        let form = cjk(core)
            .or_else(|| word_and_number(core))
            .or_else(|| number_and_word(core))
            .or_else(|| named(core))
            .or_else(|| bare(core))?;
        let title_words = form.title.map_or(0, |at| core[at..].split_whitespace().count());
        let is_parted = form.division.is_some() && form.number.is_some() && form.has_separator;
        (title_words <= if is_parted { LONGEST_BEHIND_WORD } else { LONGEST_TITLE }).then_some(form)
    }

    /// "CHAPTER 32", below which "The Last Chapter" is a title; below "PART ONE" divisions of its own stand.
    #[must_use]
    pub fn is_numbered_chapter(&self) -> bool {
        self.number.is_some() && !matches!(self.division, Some(Division::Part | Division::Volume))
    }

    /// "II": neither word nor title.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.division.is_none() && self.title.is_none()
    }

    /// Word and number, or a word that needs none.
    #[must_use]
    pub fn is_strong(&self) -> bool {
        self.division.is_some()
    }
}

/// A letter-spaced line as words, where wider spaces part them, "C H A P T E R   O N E", or it is the name of a division,
/// "P R E F A C E".
#[must_use]
pub fn closed_up(core: &str) -> Option<String> {
    let is_spaced = |at: usize| core.as_bytes().get(at) == Some(&b' ');
    if !is_spaced(1) || !is_spaced(3) {
        return None;
    }
    let is_letter = |token: &str| token.chars().count() == 1;
    let letters = core.split_whitespace();
    if letters.clone().count() < LEAST_SPACED || !letters.clone().all(is_letter) {
        return None;
    }
    let words: Vec<String> = core.split("  ").map(|word| word.split_whitespace().collect()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let is_name =
        || matches!(*words, [word] if word.len() <= LONGEST_NAME && in_low_case(word, languages::named).is_some());
    (words.len() > 1 || is_name()).then(|| words.join(" "))
}

/// What stands behind word and number.
struct Tail {
    title: Option<usize>,
    has_separator: bool,
}

/// Reads what stands behind word and number: nothing, a title behind a separator, or a title with capitals.
fn tail(core: &str, rest: &str) -> Option<Tail> {
    let trimmed = rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
    let title = trimmed.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '.' | '-' | '–' | '—' | '~' | ',' | '|' | '/' | '：' | '=' | '*' | '>' | '、' | '．')
            || matches!(c, ')' | ']' | '}')
    });
    let at = core.len() - title.len();
    let is_last = title.trim_end_matches('.').eq_ignore_ascii_case("and last");
    if !title.contains(char::is_alphanumeric) || is_last {
        return Some(Tail { title: None, has_separator: false });
    }
    let is_spaced_dense = trimmed.len() < rest.len() && title.starts_with(is_dense);
    let has_separator = title.len() < trimmed.len() || title.starts_with(['(', '[']) || is_spaced_dense;
    let gap = rest.len() - rest.trim_start().len();
    let opens_high = !title.starts_with(char::is_lowercase);
    let is_counted =
        ["of ", "/", "von ", "de ", "из "].iter().any(|of| title.starts_with(of) || trimmed.starts_with(of));
    if has_separator || is_counted || gap >= 2 || (opens_high && is_title_case(title)) {
        return Some(Tail { title: Some(at), has_separator });
    }
    None
}

/// Most words begin with a capital, as titles do and sentences do not; a script without case passes.
fn is_title_case(title: &str) -> bool {
    let (mut high, mut long) = (0usize, 0usize);
    for word in title.split_whitespace() {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { continue };
        if word.chars().count() > 3 {
            long += 1;
            high += usize::from(!first.is_lowercase());
        }
    }
    high * 3 >= long * 2 && !title.ends_with(['.', ',', ';'])
}

/// Asks about a word or a name in lower case; for ASCII without a copy on the heap, since every short line is asked.
fn in_low_case<T>(name: &str, ask: impl FnOnce(&str) -> T) -> T {
    let mut low = [0; LONGEST_NAME];
    match low.get_mut(..name.len()) {
        Some(low) if name.is_ascii() => {
            low.copy_from_slice(name.as_bytes());
            low.make_ascii_lowercase();
            ask(str::from_utf8(low).unwrap_or_default())
        }
        _ => ask(&name.to_lowercase()),
    }
}

/// "Chapter 3", "PART THE FIRST", "Chapter Twenty-One: Home".
fn word_and_number(core: &str) -> Option<Form> {
    let end = core.find(|c: char| !c.is_alphabetic()).unwrap_or(core.len());
    if end == 0 || end > LONGEST_NAME {
        return None;
    }
    let division = in_low_case(&core[..end], languages::division)?;
    let mut rest = core[end..].trim_start_matches([' ', '.', '\t', '\u{A0}', '#', ':', '-', '–', '—']);
    if rest.len() == core[end..].len() && !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let has_article = word_end <= 12 && in_low_case(&rest[..word_end], languages::is_article);
    if has_article {
        rest = rest[word_end..].trim_start_matches([' ', '.']);
    }
    // "Phase the First" divides a novel, "Phase 1" a plan.
    if !has_article && core[..end].eq_ignore_ascii_case("phase") {
        return None;
    }
    let (number, notation, behind) = numbers::leading(rest).or_else(|| numbers::between(rest))?;
    let tail = tail(core, without_half(behind))?;
    Some(Form::numbered(Some(division), (number, notation), &tail))
}

/// What follows a number that is half more: "Chapter 2 and a half: Oops".
fn without_half(behind: &str) -> &str {
    let half = " and a half";
    match behind.get(..half.len()) {
        Some(words) if words.eq_ignore_ascii_case(half) => &behind[half.len()..],
        _ => behind,
    }
}

/// "First Chapter", "the first night: arrivals", "3. Kapitel".
fn number_and_word(core: &str) -> Option<Form> {
    let mut start = core;
    let word_end = start.find(|c: char| !c.is_alphabetic()).unwrap_or(start.len());
    if word_end <= 5 && in_low_case(&start[..word_end], languages::is_article) {
        start = start[word_end..].trim_start();
    }
    let (number, notation, rest) = numbers::leading(start)?;
    let rest = rest.trim_start_matches([' ', '.', '\u{A0}']);
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if end == 0 || end > LONGEST_NAME {
        return None;
    }
    let division = in_low_case(&rest[..end], languages::division)?;
    // "One day, he left": a comma goes on with a sentence.
    if rest[end..].starts_with(',') {
        return None;
    }
    let tail = tail(core, &rest[end..]).filter(|tail| tail.title.is_none() || tail.has_separator)?;
    Some(Form::numbered(Some(division), (number, notation), &tail))
}

/// "Prologue", "Epilogue: Snow".
fn named(core: &str) -> Option<Form> {
    let end = core.find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').unwrap_or(core.len());
    if end == 0 || end > LONGEST_NAME {
        return None;
    }
    if let Some(form) = named_by_words(core) {
        return Some(form);
    }
    let division = in_low_case(&core[..end], languages::named)?;
    let (number, notation, behind) = match numbers::leading(core[end..].trim_start()) {
        Some((number, notation, behind)) if core[end..].starts_with(' ') => (Some(number), Some(notation), behind),
        _ => (None, None, &core[end..]),
    };
    let tail = tail(core, behind)?;
    let is_title_only = tail.title.is_none() || tail.has_separator;
    is_title_only.then_some(Form {
        division: Some(division),
        is_named: true,
        number,
        notation,
        title: tail.title,
        has_separator: tail.has_separator,
    })
}

/// "The Last Chapter", "Último capítulo: La luz": several words, alone or before a colon or a dash.
fn named_by_words(core: &str) -> Option<Form> {
    let end = core.find([':', '-', '–', '—', '：']).unwrap_or(core.len());
    let name = core[..end].trim_end();
    let is_of_words = name.contains(' ') && name.len() <= LONGEST_NAME;
    let division = if is_of_words { in_low_case(name, languages::named)? } else { return None };
    let tail = tail(core, &core[name.len()..])?;
    Some(Form {
        division: Some(division),
        is_named: true,
        number: None,
        notation: None,
        title: tail.title,
        has_separator: tail.has_separator,
    })
}

/// "3", "IV.", "Twenty-One"; "3. The Door", "I. Mud", "2 - Up".
fn bare(core: &str) -> Option<Form> {
    let (number, notation, rest) = numbers::leading(core)?;
    let tail = tail(core, rest)?;
    if tail.title.is_some() && !(tail.has_separator || (notation == Notation::Roman && rest.starts_with("  "))) {
        return None;
    }
    if tail.title.is_some() && notation == Notation::Words && !rest.trim_start().starts_with([':', '-', '–', '—', '.'])
    {
        return None;
    }
    Some(Form::numbered(None, (number, notation), &tail))
}

/// "第三章　切符", "第1話".
fn cjk(core: &str) -> Option<Form> {
    let rest = core.strip_prefix('第')?;
    let (number, notation, rest) = numbers::leading(rest.trim_start())?;
    let (division, behind) = cjk_division(rest)?;
    let tail = tail(core, behind)?;
    Some(Form::numbered(Some(division), (number, notation), &tail))
}

/// The division word at the head of `text`, which no space parts from what follows: "日目" before "日".
fn cjk_division(text: &str) -> Option<(Division, &str)> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_CJK_DIVISION);
    let found = ends.filter_map(|end| Some((languages::division(&text[..end])?, &text[end..])));
    found.last()
}
