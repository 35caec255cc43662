//! A password, asked for at the terminal.

use super::terminal::harmless;
use crate::post::Password;

/// Asks for a password at the terminal and takes what is typed, unseen. `None` where there is no terminal or where
/// nothing more can be typed.
///
/// `rpassword` asks first and hides afterwards: somebody who types at once, or a program that types for them, is seen. So
/// the typing is hidden before the question is there.
pub(super) fn ask(question: &str) -> Option<Password> {
    #[cfg(unix)]
    let _hidden = hidden::Hidden::new();
    rpassword::prompt_password(harmless(question)).ok().map(Password::new)
}

#[cfg(unix)]
mod hidden {
    use std::fs::File;

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// While it lives, the terminal shows nothing of what is typed.
    pub(super) struct Hidden {
        terminal: File,
        before: Termios,
    }

    impl Hidden {
        /// `None` without a terminal to hide anything on.
        pub(super) fn new() -> Option<Self> {
            let terminal = File::options().read(true).write(true).open("/dev/tty").ok()?;
            let before = tcgetattr(&terminal).ok()?;
            let mut hidden = before.clone();
            // Without signals, too: nobody shall be left at a terminal that shows nothing.
            hidden.local_modes -= LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ISIG;
            tcsetattr(&terminal, OptionalActions::Now, &hidden).ok()?;
            Some(Self { terminal, before })
        }
    }

    impl Drop for Hidden {
        fn drop(&mut self) {
            // A terminal that is gone has nothing to restore.
            let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
        }
    }
}
