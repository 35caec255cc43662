//! Titles of one form, seen together: whether they return, say when, or stand in a crowd.

use std::collections::BTreeMap;

use super::sight::is_chapter_label;
use crate::detect::languages;
use crate::detect::place::Place;

/// Titles of one form.
#[derive(Debug, Default)]
pub(super) struct Family {
    titles: BTreeMap<String, usize>,
    /// How many there are.
    pub count: usize,
    returning: usize,
    saying_when: usize,
    /// Titles with a summary or notes right below.
    pub with_summary: usize,
    /// Titles nearer to the text below than to the text above.
    pub nearer_below: usize,
    /// Where each title begins, in bytes of the text, and whether it heads verse: a poem may be short.
    offsets: Vec<(usize, bool)>,
}

/// Bytes of text that a title heads at least, in the middle of all titles of its form: a few paragraphs.
const LEAST_TEXT: usize = 300;

impl Family {
    /// Takes in a title.
    pub(super) fn add(&mut self, place: &Place, title: &str, heads_verse: bool) {
        self.count += 1;
        self.nearer_below += usize::from(is_nearer_below(place));
        self.offsets.extend(place.block().map(|b| (place.story().offset(b.lines.start), heads_verse)));
        self.saying_when += usize::from(says_when(title));
        self.with_summary += usize::from(place.next().is_some_and(|n| is_chapter_label(&n)));
        // A title printed twice in the front matter is the work's own.
        if let Some(before) = self.titles.insert(title.to_owned(), place.ordinal()) {
            self.returning += usize::from(place.shape().words <= 4 && place.ordinal() > before + 4);
        }
    }

    /// They stand so close together that they cannot all head a stretch of text.
    pub(super) fn is_crowded(&mut self) -> bool {
        let text = |w: &[(usize, bool)]| if w[0].1 { LEAST_TEXT } else { w[1].0 - w[0].0 };
        let mut texts: Vec<usize> = self.offsets.windows(2).map(text).collect();
        texts.sort_unstable();
        texts.len() >= 3 && texts[texts.len() / 2] < LEAST_TEXT
    }

    /// They head sections: one of them returns, or many say when.
    pub(super) fn heads_sections(&self) -> bool {
        self.with_summary == 0 && (self.returning > 0 || self.saying_when * 4 >= self.count)
    }
}

/// "two hours later", "Trieste, 1951", "Friday night".
fn says_when(low: &str) -> bool {
    let is_year = |w: &str| w.len() == 4 && w.starts_with(['1', '2']) && w.chars().all(|c| c.is_ascii_digit());
    let is_month = |w: &str| languages::is_calendar(w) && !matches!(w, "may" | "mar");
    low.split(|c: char| !c.is_alphanumeric())
        .any(|w| matches!(w, "later" | "earlier" | "ago" | "meanwhile") || is_year(w) || is_month(w))
}

/// A wider space stands above, and a narrower one below.
pub(super) fn is_nearer_below(place: &Place) -> bool {
    place.wider_above() > 0 && place.below() < place.above()
}
