//! What the user says of `storybind.toml` on the command line, and what is said where one could not be followed.

use super::arguments::SettingsWishes;
use super::terminal::Terminal;
use crate::batch::Whence;
use crate::corrections::Misfit;

/// Where settings are to be looked for.
pub(super) fn whence(wishes: &SettingsWishes) -> Whence {
    match &wishes.config {
        _ if wishes.no_config => Whence::Nowhere,
        Some(path) => Whence::File(path.clone()),
        None => Whence::Above,
    }
}

/// Says which correction could not be followed.
pub(super) fn warn(misfit: &Misfit, terminal: Terminal) {
    terminal.say(&format_args!("{}: {misfit}", terminal.talk().yellow("warning")));
}
