//! The heads and feet of archives that set no licence: what transcribers' sites, libraries' scans and universities'
//! collections print in front of a text, and the notes with which transcribers close it.

use super::frame::{Frame, is_credit, plain};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::{Block, Manuscript, Unit};

/// Blocks at the top among which such a head is looked for.
const LONGEST_HEAD: usize = 40;
/// Blocks between two lines that archives alone print, at most: labels, what they forbid, who gave the money.
const BETWEEN: usize = 6;
/// Lines that archives alone print, in one head at least: a single one can be said in any story.
const SIGNS: usize = 2;
/// Bytes of a block that are read.
const OPENING: usize = 400;
/// Blocks at the end among which transcribers' notes stand.
const NOTES: usize = 60;

/// What archives alone say of their texts.
const HEADS: &[&str] = &[
    "made available at no cost",
    "canadian public domain",
    "date of first publication:",
    "date first posted:",
    "most recent update:",
    "ebook #",
    "ebook no",
    "this ebook was produced by",
    "ebooks are created from printed editions",
    "before downloading or redistributing",
    "do not download or redistribute",
    "digitized by",
    "digitised by",
    "digitized for",
    "with funding from",
    "/details/",
    "this is a digital copy of a book",
    "google-digitized",
    "scanned by google",
    "electronic text center",
    "electronic text collection",
    "etext center",
    "text center homepage",
    "on-line databases",
    "table of contents for this work",
];
/// What those who transcribe say beside who they are.
const CREDITED: &[&str] = &["proofread", "http", "html version", "scanned", "scans", "page images", "e-text", "ebook"];

impl Frame {
    /// Reads the head that an archive without a licence has set in front of a story, if there is one.
    pub(super) fn of_archive(story: &Manuscript) -> Option<Frame> {
        let mut frame = Frame::default();
        let (mut signs, mut last) = (0, 0);
        let mut first = String::new();
        for (at, unit) in story.units().iter().enumerate() {
            let Unit::Block(block) = unit else { continue };
            if block.ordinal > LONGEST_HEAD || block.ordinal > last + BETWEEN {
                break;
            }
            let low = opening(story, block);
            // A collection prints its first line again behind the text.
            if block.ordinal == 0 {
                first.clone_from(&low);
            } else if low == first {
                break;
            }
            let is_named = HEADS.iter().any(|sign| low.contains(sign)) || is_starred(&low) || is_credited(&low);
            let is_below = frame.start == at && block.above == 0 || is_picture(&low) || is_line_of_signs(block);
            if is_named {
                signs += if is_credited(&low) || is_starred(&low) { SIGNS } else { 1 };
            }
            // A head that does not begin the file is none.
            if block.ordinal == 0 && !is_named && !is_labelled(&low) && !is_quoted(&low) {
                return None;
            }
            if is_named || signs >= SIGNS && is_below && last + 1 == block.ordinal {
                (frame.start, frame.blocks, last) = (at + 1, block.ordinal + 1, block.ordinal);
            }
            frame.read_labels(&story.words_of(block));
        }
        let has_text =
            story.units()[frame.start.min(story.units().len())..].iter().any(|u| matches!(u, Unit::Block(_)));
        if signs < SIGNS || !has_text {
            return None;
        }
        if matches!(story.units()[frame.start], Unit::Space(_)) {
            frame.start += 1;
        }
        Some(frame)
    }
}

/// "Title: The Door" above everything else.
fn is_labelled(low: &str) -> bool {
    low.split_once(':').is_some_and(|(label, _)| languages::is_title_label(label.trim()))
}

/// `Ode, Ann. "The Door," 1859`: how a collection names the book that it has copied.
fn is_quoted(low: &str) -> bool {
    low.contains(['"', '“', '_']) && low.contains(", ") && low.ends_with(|c: char| c.is_ascii_digit())
}

/// "* A Lantern Library eBook *": an archive's first line.
fn is_starred(low: &str) -> bool {
    low.starts_with('*')
        && low.ends_with('*')
        && low.len() < 90
        && low.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "ebook" | "etext"))
}

/// Who has transcribed the text, and from what.
fn is_credited(low: &str) -> bool {
    is_credit(low) && CREDITED.iter().any(|word| low.contains(word))
}

fn is_picture(low: &str) -> bool {
    ["[illustration", "[cover", "[frontispiece"].iter().any(|picture| low.starts_with(picture))
}

fn is_line_of_signs(block: &Block) -> bool {
    block.shape.is_signs && block.shape.bytes > 20
}

/// A block's first words in lower case.
fn opening(story: &Manuscript, block: &Block) -> String {
    crate::text::head(&story.words_of(block), OPENING).to_lowercase()
}

/// The heading of transcribers' notes behind the text.
fn heads_notes(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let low = glance.low_core().trim_end_matches([':', '.']);
    low.strip_prefix("transcriber").is_some_and(|rest| {
        let rest = rest.trim_start_matches(['\'', 's', ' ']);
        rest == "note" || rest == "notes" || rest.starts_with("note:") || rest.starts_with("notes:")
    })
}

/// How many units behind the heading of transcribers' notes at the end belong to them: all to the end of the file, as
/// long as no chapter follows.
pub(super) fn reach_of_notes(place: &Place) -> Option<usize> {
    if !place.may_begin_with('t') && !matches!(place.shape().first, '[' | '*' | '=' | '_')
        || place.from_end() >= NOTES.min(place.ordinal())
        || !heads_notes(place)
    {
        return None;
    }
    let is_chapter = |p: &Place| p.heads_division();
    let mut units = 0;
    while let Some(below) = place.step(units + 1) {
        if is_chapter(&below) {
            return None;
        }
        units += 1;
    }
    usize::try_from(units).ok()
}

/// "[End of _The Door_ by Ann Ode]": an archive's last line.
pub(super) fn is_last_line(place: &Place) -> bool {
    let shape = place.shape();
    shape.first == '['
        && shape.last == ']'
        && place.from_end() < NOTES
        && ["[end of ", "[the end of "].iter().any(|opening| place.low().starts_with(opening))
        && place.low().contains(" by ")
}

/// The line of a collection that stands above the text and again at its very end, with the rule above it: how many units
/// down to the end.
pub(super) fn reach_of_repeated_head(place: &Place) -> Option<usize> {
    const LINES: usize = 4;
    let (start, lines) = (place.frame().start, place.from_end());
    if start == 0 || lines >= LINES || place.at() < start {
        return None;
    }
    let first = place.step(-isize::try_from(place.at()).ok()?)?;
    let here = if place.shape().is_signs { place.step(1)? } else { *place };
    let is_again = here.shape().words > 2 && plain(&here.bare()) == plain(&first.bare());
    is_again.then_some(lines)
}
