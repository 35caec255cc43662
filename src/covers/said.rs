//! The words of a cover, as far as its fonts have them: what is left out is named, never silently dropped.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::faces::Face;
use super::facts::Facts;
use super::setting::is_full_width;

/// Characters of a title at most, those of Chinese and Japanese counted three times; what is longer would be too small to
/// be read.
const LONGEST_TITLE: usize = 240;
/// Characters of the authors' names, and of the series.
const LONGEST_NAMES: usize = 120;
/// Characters that are looked at: what is far too long is cut, whatever stands behind.
const MOST_READ: usize = 4 * LONGEST_TITLE;
/// What printers of Chinese and Japanese set where they have no type for a character: 〓, the geta.
const GETA: char = '\u{3013}';
/// Signs that are named, at most.
const NAMED: usize = 12;
/// Characters of a title from which what stands behind a colon is set below it, smaller.
const WITH_SUBTITLE: usize = 20;

/// What a cover says, made ready for its fonts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) title: String,
    /// What stands behind the title's colon.
    pub(super) subtitle: String,
    pub(super) author: String,
    pub(super) series: String,
}

/// What a cover does not say though the story does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Signs that no font of the covers has, each once, in their order.
    pub signs: Vec<char>,
    /// What is not on the cover at all, since too much of it would be missing.
    pub whole: Vec<&'static str>,
    /// What is longer than a cover can show, and ends in dots.
    pub cut: Vec<&'static str>,
}

impl Unsaid {
    fn is_empty(&self) -> bool {
        self.signs.is_empty() && self.cut.is_empty()
    }
}

impl fmt::Display for Unsaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut has_one = false;
        if !self.signs.is_empty() {
            let named: Vec<String> = self.signs.iter().take(NAMED).map(char::to_string).collect();
            let more = if self.signs.len() > NAMED { " …" } else { "" };
            let signs = format!("no font for covers has {}{more}", named.join(" "));
            match self.whole.as_slice() {
                [] => write!(f, "the cover leaves out what it cannot print: {signs}")?,
                whole => write!(f, "the cover does not name the {}: {signs}", whole.join(" and the "))?,
            }
            has_one = true;
        }
        if !self.cut.is_empty() {
            let and = if has_one { "; " } else { "" };
            write!(f, "{and}the cover shows only the beginning of the {}", self.cut.join(" and the "))?;
        }
        Ok(())
    }
}

/// What a cover of these facts leaves out, if anything.
#[must_use]
pub fn unsaid(facts: &Facts) -> Option<Unsaid> {
    Some(said(facts).1).filter(|unsaid| !unsaid.is_empty())
}

/// What the cover says, and what it does not.
pub(super) fn said(facts: &Facts) -> (Said, Unsaid) {
    let mut unsaid = Unsaid::default();
    let mut ready = |what, words: &str, longest| ready(what, words, longest, &mut unsaid);
    let whole = ready("title", &facts.title, LONGEST_TITLE);
    let author = ready("author", &facts.authors.join(" · "), LONGEST_NAMES);
    let series = match &facts.series {
        Some((name, Some(place))) => format!("{name} · {place}"),
        Some((name, None)) => name.clone(),
        None => String::new(),
    };
    let series = ready("series", &series, LONGEST_NAMES);
    let (title, subtitle) = match parted(&whole) {
        Some((title, subtitle)) => (title.to_owned(), subtitle.to_owned()),
        None => (whole, String::new()),
    };
    (Said { title, subtitle, author, series }, unsaid)
}

/// A title and what stands behind its colon, where both are long enough to stand alone.
fn parted(whole: &str) -> Option<(&str, &str)> {
    let (title, subtitle) = [": ", "：", " — ", " – "].into_iter().find_map(|sign| whole.split_once(sign))?;
    let (title, subtitle) = (title.trim(), subtitle.trim());
    let has_words = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count() >= 2;
    let is_long = whole.chars().count() >= WITH_SUBTITLE || !whole.is_ascii();
    (is_long && has_words(title) && has_words(subtitle)).then_some((title, subtitle))
}

/// Words without what no font has.
fn ready(what: &'static str, words: &str, longest: usize, unsaid: &mut Unsaid) -> String {
    let (mut ready, mut letters, mut lost, mut replaced) = (String::new(), 0_usize, 0_usize, 0_usize);
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").nfc().take(MOST_READ) {
        let is_letter = c.is_alphanumeric();
        letters += usize::from(is_letter);
        if c == ' ' || is_set(c) {
            ready.push(c);
        } else if !is_invisible(c) {
            if !unsaid.signs.contains(&c) {
                unsaid.signs.push(c);
            }
            if is_han(c) {
                ready.push(GETA);
                replaced += 1;
            } else {
                lost += usize::from(is_letter);
            }
        }
    }
    let ready = apostrophes(&ready);
    // A word with holes is another word; a character in a hundred of Chinese is bridged by the reader.
    if lost > 0 || replaced * 4 > letters {
        unsaid.whole.push(what);
        return String::new();
    }
    let ready = ready.split_whitespace().collect::<Vec<_>>().join(" ");
    // A square of Chinese needs the room of three letters.
    let room = |c: char| if is_full_width(c) { 3 } else { 1 };
    let mut taken = 0;
    let Some((end, _)) = ready.char_indices().find(|(_, c)| {
        taken += room(*c);
        taken > longest
    }) else {
        return ready;
    };
    unsaid.cut.push(what);
    cut(&ready, end)
}

/// Typed apostrophes within words, as printers set them.
fn apostrophes(words: &str) -> String {
    let mut set = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let is_within = before.is_alphabetic() && rest.peek().is_some_and(|next| next.is_alphabetic());
        set.push(if c == '\'' && is_within { '’' } else { c });
        before = c;
    }
    set
}

/// The words that fit before a byte, and dots.
fn cut(words: &str, end: usize) -> String {
    let fits = &words[..end];
    // At the end of a word, unless that loses too much: Chinese has no spaces.
    let at = fits.rfind(' ').filter(|at| *at * 3 > end * 2).unwrap_or(end);
    format!("{}…", fits[..at].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a face has the character.
fn is_set(c: char) -> bool {
    Face::Garamond.and_helpers().into_iter().any(|face| face.has(c)) && !is_invisible(c)
}

/// What prints nothing by itself and is missed by nobody: controls, joiners of what is not there, variants of emoji.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0xAD | 0x200B..=0x200D | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE01EF)
            && !matches!(u32::from(c), 0x200C | 0x200D)
        || matches!(u32::from(c), 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069)
}

/// A Chinese character, of any plane.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str) -> (Said, Unsaid) {
        said(&Facts { title: title.to_owned(), ..Facts::default() })
    }

    #[test]
    fn every_script_of_the_fonts_is_said_whole() {
        for title in [
            "The Ferry",
            "Дом у переезда",
            "Ο φάρος",
            "حكاية المنارة",
            "雨夜的灯塔",
            "國家圖書館",
            "海の図書館",
            "Cafe\u{301}",
        ] {
            let (said, unsaid) = of(title);
            assert!(unsaid.is_empty(), "{title}: {unsaid}");
            assert_eq!(said.title, title.nfc().collect::<String>());
        }
    }

    #[test]
    fn what_no_font_has_is_named() {
        let (said, unsaid) = of("Salt 🌊 Letters 💌\u{FE0F}🌊");
        assert_eq!(said.title, "Salt Letters");
        assert_eq!(unsaid.to_string(), "the cover leaves out what it cannot print: no font for covers has 🌊 💌");
        let (said, unsaid) = of("바다의 편지");
        assert_eq!(said.title, "");
        assert!(unsaid.to_string().starts_with("the cover does not name the title: no font for covers has 바 "));
    }

    #[test]
    fn a_rare_character_is_bridged() {
        let (said, unsaid) = of("雨夜的灯塔与𠮷先生");
        assert_eq!(said.title, "雨夜的灯塔与〓先生");
        assert_eq!(unsaid.signs, ['𠮷']);
        assert!(unsaid.whole.is_empty());
        assert_eq!(of("𠮷𠮷").0.title, "");
    }

    #[test]
    fn what_is_too_long_ends_at_a_word() {
        let (said, unsaid) = of(&"salt and iron ".repeat(60));
        assert!(said.title.chars().count() <= LONGEST_TITLE + 1 && said.title.ends_with("iron…"), "{}", said.title);
        assert_eq!(unsaid.to_string(), "the cover shows only the beginning of the title");
    }

    #[test]
    fn a_typed_apostrophe_is_set_as_one() {
        assert_eq!(of("The Ferryman's Ledger").0.title, "The Ferryman’s Ledger");
        assert_eq!(of("'Salt' said").0.title, "'Salt' said");
    }

    #[test]
    fn what_stands_behind_a_colon_is_a_subtitle() {
        assert_eq!(of("The Salt Letters: A Correspondence").0.subtitle, "A Correspondence");
        for whole in ["Salt: A", "12:30 to Leeds", "The Salt Letters:", "Re: Zero"] {
            assert_eq!(of(whole).0.title, whole);
        }
    }
}
