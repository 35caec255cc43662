//! Ctrl-C: the books in hand are finished, no other is begun. Asked a second time, the program ends at once.

use std::process;

use crate::batch::Stop;

/// What a shell reports of a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// A stop that Ctrl-C asks for. Where the system offers no such thing, nobody asks.
pub(super) fn stop() -> Stop {
    let stop = Stop::default();
    let asked = stop.clone();
    let _ = ctrlc::set_handler(move || {
        if asked.is_asked() {
            process::exit(INTERRUPTED);
        }
        asked.ask();
    });
    stop
}
