//! Lines that a page sets around its text again and again: a site's buttons above and below each chapter, the running
//! head of a manuscript with its page number. One such line says little in the midst of a story, several say it all.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::plain;
use super::imprint;
use crate::detect::place::{Place, Scene};

/// Words of a running head at most: name, title, number.
const LONGEST_HEAD: u16 = 14;
/// Blocks at the top among which the title and the name stand that a running head repeats.
const TITLE_PAGE: usize = 12;
/// Characters of a title or name at least that is looked for in a running head.
const LEAST_NAME: usize = 4;

/// Lines that return on the pages of a story.
#[derive(Debug, Default)]
pub struct Survey {
    /// Lines of buttons that stand more than once.
    buttons: BTreeSet<usize>,
    /// Title or name, and a number that grows.
    heads: BTreeSet<usize>,
}

impl Survey {
    /// Surveys a story.
    pub(in crate::detect) fn of(scene: &Scene) -> Survey {
        let mut buttons: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut heads: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
        let mut names: Vec<String> = Vec::new();
        for at in 0..scene.len() {
            let place = scene.place(at);
            let shape = place.shape();
            if shape.words == 0 || shape.words > LONGEST_HEAD || !shape.has_letters {
                continue;
            }
            let Some(glance) = place.glance() else { continue };
            if imprint::is_row_of_buttons(&place) {
                buttons.entry(plain(&glance.low)).or_default().push(at);
            } else if let Some((words, number)) = counted(&place) {
                heads.entry(words).or_default().push((at, number));
            }
            if place.ordinal() < TITLE_PAGE {
                names.extend(Some(plain(&glance.core)).filter(|name| name.chars().count() >= LEAST_NAME));
            }
        }
        let mut survey = Survey::default();
        survey.buttons.extend(buttons.into_values().filter(|lines| lines.len() >= 2).flatten());
        let is_running = |words: &str, pages: &[(usize, u32)]| {
            pages.len() >= 2
                && pages.windows(2).all(|pair| pair[0].1 < pair[1].1)
                && names.iter().any(|name| format!(" {words} ").contains(&format!(" {name} ")))
        };
        let heads = heads.into_iter().filter(|(words, pages)| is_running(words, pages));
        survey.heads.extend(heads.flat_map(|(_, pages)| pages).map(|(at, _)| at));
        survey
    }

    /// The line of buttons here stands elsewhere, too.
    #[must_use]
    pub fn is_button_that_returns(&self, place: &Place) -> bool {
        self.buttons.contains(&place.at())
    }

    /// The line here is a running head.
    #[must_use]
    pub fn is_running_head(&self, place: &Place) -> bool {
        self.heads.contains(&place.at())
    }
}

/// Words and a number before or behind them.
fn counted(place: &Place) -> Option<(String, u32)> {
    let line = plain(&place.glance()?.low);
    let (first, rest) = line.split_once(' ')?;
    let (before, last) = line.rsplit_once(' ')?;
    let number = |word: &str| word.parse::<u32>().ok();
    number(last).map(|n| (before.to_owned(), n)).or_else(|| number(first).map(|n| (rest.to_owned(), n)))
}
