//! Rows of a site's buttons that return above and below the chapters: one says little in the midst of a story, several
//! say it all.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::plain;
use super::site;
use crate::detect::place::{Place, Scene};

/// Lines that a site sets around the text again and again.
#[derive(Debug, Default)]
pub struct Survey {
    /// Rows of buttons that stand more than once.
    buttons: BTreeSet<usize>,
}

impl Survey {
    /// Surveys a story.
    pub(in crate::detect) fn of(scene: &Scene) -> Survey {
        let mut buttons: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in 0..scene.len() {
            let place = scene.place(at);
            if site::is_row_of_buttons(&place) {
                buttons.entry(plain(place.low())).or_default().push(at);
            }
        }
        Survey { buttons: buttons.into_values().filter(|rows| rows.len() >= 2).flatten().collect() }
    }

    /// The row of buttons here stands elsewhere, too.
    #[must_use]
    pub fn is_button_that_returns(&self, place: &Place) -> bool {
        self.buttons.contains(&place.at())
    }
}
