//! The frame that an archive sets around a text: its header in front with title and author, its licence behind.

use super::imprint::is_imprint;
use crate::detect::place::Place;
use crate::text::{Block, Manuscript, Unit};

/// Blocks of a header at most. Measured: 4 to 20; the old "small print" headers have up to 60.
const LONGEST_HEADER: usize = 90;
/// How a header begins that has lost the line with the archive's name.
const PERMISSION: &str = "this ebook is for the use of anyone anywhere";
/// Words of a title above a header at most.
const LONGEST_TITLE: u16 = 14;
/// Units of a licence at most.
const LONGEST_LICENCE: usize = 300;
/// Openings of the lines with which Project Gutenberg, the archive that frames its texts, begins header and licence.
const HEADERS: [&str; 7] = [
    "the project gutenberg ebook",
    "the project gutenberg etext",
    "project gutenberg's",
    "project gutenberg etext",
    "project gutenberg ebook",
    "the project gutenberg edition",
    "this ebook is for the use of anyone",
];
/// What such archives call a text of theirs, behind their own name.
const COPIES: [&str; 4] = [" ebook of ", " etext of ", " e-text of ", " e-book of "];
/// Openings of the lines with which its licence begins at the end.
const LICENCES: [&str; 4] = [
    "end of the project gutenberg",
    "end of project gutenberg",
    "end of this project gutenberg",
    "start: full license",
];
/// Openings of the credit lines that follow the header's last line.
const CREDITS: [&str; 13] = [
    "note: project gutenberg also has",
    "produced by ",
    "e-text prepared by",
    "etext prepared by",
    "this etext was prepared by",
    "this etext was produced by",
    "this ebook was produced by",
    "this ebook was prepared by",
    "transcribed from",
    "scanned and proofed by",
    "html version by",
    "this file was produced from",
    "this book was produced from",
];
/// What those who transcribe together call themselves.
const TEAMS: [&str; 3] = ["distributed proofread", "proofreading team", "and the online distributed"];
/// Units at the top among which those who typed a text head a note, and units that it has at most.
const NOTE: (usize, usize) = (80, 12);
/// Words at the head of a note among which its maker is named.
const HEAD_OF_A_NOTE: usize = 4;
/// Words of the lines at most that name those who have transcribed a text, and no more.
const TEAM: u16 = 60;

/// What an archive's header says, and where the work itself begins.
#[derive(Debug, Default)]
pub struct Frame {
    /// The first unit behind the header; 0 without a header.
    pub start: usize,
    /// How many blocks the header has.
    pub blocks: usize,
    title: String,
    author: String,
}

impl Frame {
    /// Reads the header at the top of a story, if there is one.
    #[must_use]
    pub fn of(story: &Manuscript) -> Frame {
        let mut frame = Frame::default();
        let (mut is_closed, mut is_credited) = (false, false);
        for (at, unit) in story.units().iter().enumerate() {
            let Unit::Block(block) = unit else { continue };
            if block.ordinal > LONGEST_HEADER {
                break;
            }
            let low = opening(story, block);
            let text = low.trim_start_matches(|c: char| !c.is_alphanumeric());
            if block.ordinal == 0 {
                let opens = opens_header(&low) || names_a_copy(text) && closes_as_a_copy(story);
                if !opens && !stands_above_header(story, at, block) {
                    return Frame::of_archive(story).unwrap_or_default();
                }
                frame.read_names(&story.words_of(block));
            } else if is_closed {
                let is_joined = is_credited && block.above == 0;
                if !(is_joined || is_credit(text) || is_team(story, block)) {
                    frame.start = at;
                    frame.blocks = block.ordinal;
                    return frame;
                }
            }
            frame.read_labels(&story.words_of(block));
            is_credited = is_closed;
            is_closed |= closes_header(&low, text);
        }
        Frame::default()
    }

    /// Title and author as the first line names them: "… of The Door, by Ann Ode".
    fn read_names(&mut self, line: &str) {
        let names = [" EBook of ", " Etext of ", " e-Text of ", " eBook of ", " eBook, ", "Gutenberg's "]
            .iter()
            .find_map(|w| line.split_once(w));
        if let Some((title, author)) = names.and_then(|(_, names)| names.rsplit_once(", by ")) {
            self.title = plain(title);
            self.author = plain(author);
        }
    }

    /// Title and author as labels name them; behind the author may stand when he lived, and the last name first.
    pub(super) fn read_labels(&mut self, line: &str) {
        if let Some(title) = line.strip_prefix("Title:") {
            self.title = plain(title);
        } else if let Some(author) = line.strip_prefix("Author:") {
            let name = author.split(['(', '[']).next().unwrap_or(author);
            self.author = match name.split_once(',') {
                Some((last, first)) if !first.contains(',') => plain(&format!("{first} {last}")),
                _ => plain(name),
            };
        }
    }

    /// Whether words are the title that the header names, or its beginning, or begin with it.
    #[must_use]
    pub fn names_title(&self, words: &str) -> bool {
        let words = plain(words);
        let goes_on = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
        !words.is_empty()
            && !self.title.is_empty()
            && (words == self.title
                || (words.len() > 5 && goes_on(&self.title, &words))
                || goes_on(&words, &self.title))
    }

    /// Whether the title that the header names goes on behind these words.
    #[must_use]
    pub fn begins_title(&self, words: &str) -> bool {
        let words = plain(words);
        !words.is_empty() && self.title.strip_prefix(words.as_str()).is_some_and(|rest| rest.starts_with(' '))
    }

    /// Whether words are the author that the header names.
    #[must_use]
    pub fn names_author(&self, words: &str) -> bool {
        let words = plain(words);
        !words.is_empty() && (words == self.author || words.contains(' ') && self.author.ends_with(&words))
    }

    /// Whether the header names a title.
    #[must_use]
    pub fn has_title(&self) -> bool {
        !self.title.is_empty()
    }
}

/// The work's title alone, with the archive's header right below it.
fn stands_above_header(story: &Manuscript, at: usize, block: &Block) -> bool {
    let below = story.units()[at + 1..].iter().find_map(|unit| match unit {
        Unit::Block(block) => Some(block),
        Unit::Space(_) => None,
    });
    block.shape.words <= LONGEST_TITLE && below.is_some_and(|below| opening(story, below).starts_with(PERMISSION))
}

/// A block's words in lower case, as far as a sign line can reach.
fn opening(story: &Manuscript, block: &Block) -> String {
    story.line(block.lines.start).trim().chars().take(100).flat_map(char::to_lowercase).collect()
}

/// Letters and digits in lower case, words parted by one space: how titles are compared.
pub(in crate::detect) fn plain(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).flat_map(char::to_lowercase);
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn closes_header(low: &str, text: &str) -> bool {
    let is_signed = low.starts_with('*');
    is_signed && text.starts_with("start of th") || is_signed && text.starts_with("end") && text.contains("small print")
}

pub(super) fn is_credit(text: &str) -> bool {
    CREDITS.iter().any(|w| text.starts_with(w))
}

/// "A. Ode, B. Day and the Online Distributed Proofreading Team": who has transcribed the text, where the words that say so
/// stand in a block above, or nowhere.
fn is_team(story: &Manuscript, block: &Block) -> bool {
    let is_named = |low: &str| TEAMS.iter().any(|team| low.contains(team));
    block.shape.words <= TEAM && is_named(&story.words_of(block).to_lowercase())
}

/// Whether a line (lower case) begins an archive's header.
pub(super) fn opens_header(low: &str) -> bool {
    let text = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    HEADERS.iter().any(|w| text.starts_with(w))
}

/// "The Open Shelf Library ebook of …": another archive frames its texts as the first one did.
fn names_a_copy(text: &str) -> bool {
    let names = |copy: &&str| text.find(*copy).is_some_and(|at| (2..=6).contains(&text[..at].split(' ').count()));
    text.starts_with("the ") && COPIES.iter().any(names)
}

/// A line among stars says that the text of such an archive starts.
fn closes_as_a_copy(story: &Manuscript) -> bool {
    let blocks = story.units().iter().filter_map(|unit| if let Unit::Block(block) = unit { Some(block) } else { None });
    blocks.take(LONGEST_HEADER).any(|block| {
        let low = opening(story, block);
        let is_copy = ["ebook", "etext", "e-text", "e-book"].iter().any(|copy| low.contains(copy));
        low.starts_with('*') && low.contains("start of th") && is_copy
    })
}

/// Whether a line (lower case) begins an archive's licence at the end.
pub(super) fn opens_licence(low: &str) -> bool {
    let text = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    LICENCES.iter().any(|w| text.starts_with(w))
        || (low.starts_with("***") && text.starts_with("end of th") && text.contains("project gutenberg"))
}

/// Whether the block begins as the archive's licence does, however long the title is that it names: a look at the bytes.
pub(super) fn opens_in_words(place: &Place) -> bool {
    matches!(place.shape().first, 'e' | 'E')
        && place.block().is_some_and(|block| {
            let line = place.story().line(block.lines.start).trim_start().as_bytes();
            line.len() >= 6 && line[..6].eq_ignore_ascii_case(b"end of")
        })
}

/// Whether a line (lower case) says who transcribed the text.
pub(super) fn is_credit_line(low: &str) -> bool {
    is_credit(low)
        || low.strip_prefix("transcriber").is_some_and(|rest| rest.trim_start_matches(['\'', 's']).starts_with(" note"))
}

/// "Transcriber's Notes:", "ORIGINAL PREPARER'S NOTE": what those who made the text say of it.
fn heads_note_of(low: &str) -> bool {
    let is_maker =
        |word: &str| word.strip_prefix("transcriber").or(word.strip_prefix("preparer")).is_some_and(is_whose);
    let mut words = low.split(' ').take(HEAD_OF_A_NOTE);
    let is_note =
        |word: &str| matches!(word.trim_end_matches([':', '.']), "note" | "notes") || word.starts_with("note--");
    words.by_ref().any(is_maker) && words.next().is_some_and(is_note)
}

/// Words of those who have typed a text, and say what they did with it.
const OF_THE_TEXT: &[&str] = &[
    "text",
    "etext",
    "edition",
    "spelling",
    "punctuation",
    "typographical",
    "errors",
    "html",
    "unicode",
    "transcribed",
];

/// Whether a paragraph speaks of the text as a text.
fn is_about_the_text(place: &Place) -> bool {
    place.low().split(|c: char| !c.is_alphanumeric()).any(|word| OF_THE_TEXT.contains(&word))
}

/// Units behind the head of such a note that belong to it: to the next wider space, if that comes soon.
pub(super) fn reach_of_note(place: &Place) -> Option<usize> {
    let is_head = place.from_top() < NOTE.0
        && (2..=HEAD_OF_A_NOTE + 2).contains(&usize::from(place.shape().words))
        && !place.shape().is_ended
        && place.wider_above() > 0
        && heads_note_of(place.low())
        && place.next().is_some_and(|text| is_about_the_text(&text))
        && !std::iter::successors(place.previous(), Place::previous).any(|above| above.heads_division());
    let mut at = *place;
    for behind in 0..NOTE.1 {
        let next = at.step(1).filter(|_| is_head)?;
        if next.is_space() {
            return (behind > 0).then_some(behind);
        }
        let tells = next.shape().is_speech || next.low().split(' ').any(|word| matches!(word, "he" | "she" | "i"));
        if next.heads_division() || tells {
            return None;
        }
        at = next;
    }
    None
}

/// "'s", "s'", "s" or nothing.
fn is_whose(ending: &str) -> bool {
    ending.trim_matches(['\'', '’', 's', ':']).is_empty()
}

/// A header goes on to the line before the work, a licence to the end of the file.
pub(super) fn reach_of_frame(place: &Place) -> usize {
    if opens_licence(place.low()) {
        return LONGEST_LICENCE;
    }
    let start = place.frame().start;
    if start > place.at() && place.ordinal() == 0 { start - 1 - place.at() } else { 0 }
}

/// How many units stand from here down to the archive's licence, if it comes soon and no chapter before it.
pub(super) fn reach_to_licence(place: &Place) -> usize {
    let is_near = place.at() >= place.frame().start && place.from_end() <= 60;
    if !is_near || opens_licence(place.low()) || !(is_credit_line(place.low()) || is_imprint(place)) {
        return 0;
    }
    let is_of_the_text = |p: &Place| {
        let is_said = p.shape().is_speech && p.shape().is_ended && is_imprint(place);
        is_said || p.heads_division()
    };
    let mut at = *place;
    for steps in 1..60 {
        let Some(next) = at.step(1).filter(|next| !is_of_the_text(next)) else { return 0 };
        if opens_licence(next.low()) {
            return steps;
        }
        at = next;
    }
    0
}

/// Whether the title that the archive's header names comes within the next blocks, for the first time. The author's name
/// may stand above it.
pub(super) fn stands_above_title(place: &Place) -> bool {
    if place.glance().is_some_and(|g| place.frame().names_author(&g.text)) {
        return false;
    }
    let names = |p: &Place| p.shape().words <= 14 && p.glance().is_some_and(|g| p.frame().names_title(&g.text));
    let mut at = place.top();
    for _ in 0..12 {
        if names(&at) {
            return at.at() > place.at();
        }
        let Some(next) = at.next() else { return false };
        at = next;
    }
    false
}
