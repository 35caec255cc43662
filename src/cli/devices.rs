//! `devices`: what storybind knows of the devices that books are read on.

use super::Outcome;
use super::arguments::DevicesWishes;
use super::terminal::Terminal;
use crate::devices::{ALL, Profile};
use crate::report;

/// Prints a line for each device, or all that is known of those that are named.
pub(super) fn run(wishes: &DevicesWishes, terminal: Terminal) -> Outcome {
    if wishes.names.is_empty() {
        let all: Vec<&Profile> = ALL.iter().collect();
        let given = terminal.give(report::devices(&all, terminal.data()));
        terminal.say(&"`storybind devices NAME` says all that is known of one, and where it is written");
        return given;
    }
    let pages: Vec<String> = wishes.names.iter().map(|profile| report::device(profile, terminal.data())).collect();
    terminal.give(pages.join("\n"))
}
