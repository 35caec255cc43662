//! Rows of a site's buttons that return above and below the chapters: one says little in the midst of a story, several
//! say it all.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::plain;
use super::{links, site};
use crate::detect::place::{Place, Scene};

/// Units of lines that are alike.
type Lines = BTreeMap<String, Vec<usize>>;

/// Letters by which two notices are alike: behind them stand the names of days and months.
const ALIKE: usize = 10;

/// Lines that a site sets around the text again and again.
#[derive(Debug, Default)]
pub struct Survey {
    /// Rows of buttons that stand more than once.
    buttons: BTreeSet<usize>,
    /// Notices that stand more than once, alike but for their numbers.
    notices: BTreeSet<usize>,
}

impl Survey {
    /// Surveys a story.
    pub(in crate::detect) fn of(scene: &Scene) -> Survey {
        let (mut buttons, mut notices) = (Lines::new(), Lines::new());
        for at in 0..scene.len() {
            let place = scene.place(at);
            if links::is_row_of_buttons(&place) {
                // What was counted beside a button differs.
                let key = plain(place.low()).chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
                buttons.entry(key.trim().to_owned()).or_default().push(at);
            } else if site::is_dated_notice(&place) {
                let letters = |c: &char| c.is_alphabetic();
                notices.entry(place.low().chars().filter(letters).take(ALIKE).collect()).or_default().push(at);
            }
        }
        let returning = |lines: Lines| lines.into_values().filter(|rows| rows.len() >= 2).flatten().collect();
        Survey { buttons: returning(buttons), notices: returning(notices) }
    }

    /// The notice here stands elsewhere, too, with other numbers.
    #[must_use]
    pub fn is_notice_that_returns(&self, place: &Place) -> bool {
        self.notices.contains(&place.at())
    }

    /// The row of buttons here stands elsewhere, too.
    #[must_use]
    pub fn is_button_that_returns(&self, place: &Place) -> bool {
        self.buttons.contains(&place.at())
    }
}
