//! Ctrl-C: the books in hand are finished, no other is begun. Asked a second time, the program ends at once.

use std::process;

use crate::batch::Stop;

/// What a shell reports of a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// A stop that Ctrl-C asks for. Where the system offers no such thing, nobody asks.
pub(super) fn stop() -> Stop {
    stop_and(|| {})
}

/// The same, and somebody who waits is woken.
pub(super) fn stop_and(wake: impl Fn() + Send + 'static) -> Stop {
    let stop = Stop::default();
    let asked = stop.clone();
    let _ = ctrlc::set_handler(move || {
        if asked.is_asked() {
            process::exit(INTERRUPTED);
        }
        asked.ask();
        wake();
    });
    stop
}
