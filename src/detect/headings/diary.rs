//! A story that is told in the entries of a diary from its beginning to its end: the dates head its sections. The entries
//! of a diary that somebody in the story reads are letters.

use crate::detect::languages;
use crate::detect::place::Place;

/// Entries that a diary has at least.
const LEAST: usize = 4;
/// Blocks above the first entry at most: a title page, a chapter's heading, a word on whose diary it is.
const FRONT: usize = 12;
/// Words of a date at most: "Thursday, the 3rd of June 1904, later".
const LONGEST: u16 = 8;

/// Whether the line here is a date with its day, alone and apart.
pub(super) fn is_date(place: &Place) -> bool {
    let shape = place.shape();
    if !shape.has_digits || shape.words > LONGEST || place.above() == 0 || matches!(shape.last, '-' | '–' | '—' | ':')
    {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let number = |word: &str| word.trim_end_matches(char::is_alphabetic).parse::<u32>().ok();
    let (mut has_day, mut has_month) = (false, false);
    for word in glance.low_core().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match number(word) {
            Some(1..=31) => has_day = true,
            Some(1000..=2999) => {}
            _ if languages::is_calendar(word) => has_month |= !word.ends_with("day"),
            _ if matches!(word, "the" | "of" | "later") => {}
            _ => return false,
        }
    }
    has_day && has_month
}

/// Whether such lines, by the number of blocks above them, part a whole story of so many blocks.
pub(super) fn is_whole(dates: &[usize], blocks: usize) -> bool {
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return false };
    dates.len() >= LEAST && *first <= FRONT && last * 10 >= blocks * 7
}
