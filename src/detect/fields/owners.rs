//! Disclaimers in the author's own words: who owns the people of the story, among the other matter of a title page.

use super::labels::{counts_words, has_known_label};
use crate::detect::place::Place;

/// Blocks at the top among which they stand.
const TOP: usize = 16;
/// The same of one that stands beside no other matter.
const FRONT: usize = 8;
/// Words of such a paragraph.
const WORDS: std::ops::RangeInclusive<u16> = 4..=50;
/// Words that say whose something is.
const OWNED: &[&str] = &[" property of ", " belongs to ", " belong to ", " owns ", " owned by "];
/// Words for works and those who have the rights in them, and for what somebody does who has none.
#[rustfmt::skip] // A table for people: many words a line.
const WORKS: &[&str] = &[
    " characters ", " universe ", " franchise ", " infringe ", " borrow ", " borrowed ", " borrowing ", " not me ", " rights ",
    " productions ", " studio ", " studios ", " sensei ", " copyright ", " network ", " in here ", " in this story ",
    " in this fic ", " entertainment ", " publishing ",
];
/// Words of a story that is told.
const TOLD: &[&str] = &[" was ", " were ", " had ", " said ", " says "];

/// "Halcyon Pictures owns the lighthouse and everyone in it, not me.": beside a label or a count of words.
pub(super) fn disclaims(place: &Place) -> bool {
    let shape = place.shape();
    if !(1..TOP).contains(&place.from_top()) || !WORDS.contains(&shape.words) || shape.is_speech {
        return false;
    }
    // Most paragraphs stand beside none, and their words are spared the look.
    let is_matter = |other: Place| has_known_label(&other) || counts_words(&other);
    let is_beside_matter = place.previous().is_some_and(is_matter) || place.next().is_some_and(is_matter);
    if !is_beside_matter && place.from_top() >= FRONT {
        return false;
    }
    let words: Vec<&str> = place.low().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = format!(" {} ", words.join(" "));
    let holds = |table: &[&str]| table.iter().any(|phrase| words.contains(phrase));
    // "Meridian Pictures owns the lighthouse. I have only borrowed it.": that needs no label beside it.
    let is_borrowed = || {
        let owner = words.trim_start();
        let is_whose = ["my ", "the ", "our ", "his ", "her "].iter().any(|word| owner.starts_with(word));
        words.contains(" i ")
            && holds(&[" borrowed them ", " borrowing them ", " borrowed the characters "])
            && !is_whose
    };
    holds(OWNED) && holds(WORKS) && !holds(TOLD) && (is_beside_matter || is_borrowed())
}
