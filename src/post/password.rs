//! The password of a mail account, where it may come from, and the place where the system keeps it.
//!
//! It is kept by the server and the user that it is for, so that no other server gets it, whatever a `storybind.toml` says
//! that came with somebody's stories. Wherever a server is named here, that is as it proves itself ([`super::proven`]).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::error::Error;

/// Under which name the system keeps the passwords.
const SERVICE: &str = "storybind";

/// A password. It is never shown, and its memory is cleared.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// From wherever it was found.
    #[must_use]
    pub fn new(password: String) -> Password {
        Password(Zeroizing::new(password))
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// A text without it: a server may repeat what it was told, in the forms of SMTP, too.
    pub(super) fn hidden_in(&self, text: &str, user: &str) -> String {
        let plain = STANDARD.encode(format!("\0{user}\0{}", self.reveal()));
        let login = STANDARD.encode(self.reveal());
        [plain.as_str(), login.as_str(), self.reveal()]
            .into_iter()
            .filter(|secret| !secret.is_empty())
            .fold(text.to_owned(), |text, secret| text.replace(secret, "…"))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Where passwords are kept.
pub trait Keyring {
    /// The one of a user at a server; none where none is kept.
    ///
    /// # Errors
    /// If there is no such place, or it stays closed: why.
    fn find(&self, user: &str, server: &str) -> Result<Option<Password>, String>;

    /// Keeps the one of a user at a server, in place of another.
    ///
    /// # Errors
    /// As [`Keyring::find`].
    fn keep(&self, user: &str, server: &str, password: &Password) -> Result<(), String>;
}

/// The system's own: Secret Service (GNOME Keyring, `KWallet`, `KeePassXC`), Keychain, Credential Manager.
#[derive(Debug, Clone, Copy)]
pub struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn find(&self, user: &str, server: &str) -> Result<Option<Password>, String> {
        let found = keyring::Entry::new(SERVICE, &account(user, server)).and_then(|entry| entry.get_password());
        match found {
            Ok(password) => Ok(Some(Password::new(password))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(said(&error)),
        }
    }

    fn keep(&self, user: &str, server: &str, password: &Password) -> Result<(), String> {
        let entry = keyring::Entry::new(SERVICE, &account(user, server));
        entry.and_then(|entry| entry.set_password(password.reveal())).map_err(|error| said(&error))
    }
}

/// What is wrong with the keyring. What is in it stays there, even if it is none of ours.
fn said(error: &keyring::Error) -> String {
    match error {
        keyring::Error::NoDefaultStore => "there is none here".into(),
        keyring::Error::NoStorageAccess(cause) => format!("it stays closed: {cause}"),
        keyring::Error::PlatformFailure(cause) => cause.to_string(),
        keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..) => {
            "what it keeps for this account is no password".into()
        }
        keyring::Error::Ambiguous(_) => "it keeps several passwords for this account".into(),
        other => other.to_string(),
    }
}

/// Where a password is looked for.
pub struct Sources<'s> {
    /// What the environment says: a password, and the server that it is for.
    pub environment: (Option<String>, Option<String>),
    /// Where passwords are kept.
    pub keyring: &'s dyn Keyring,
    /// Asks a person, of whom there may be none.
    pub ask: &'s dyn Fn() -> Option<Password>,
    /// A person is to be asked whatever is kept, as when that is wrong or missing.
    pub is_asked_anew: bool,
}

/// The variable that may have the password.
pub const VARIABLE: &str = "STORYBIND_MAIL_PASSWORD";
/// The variable that says which server it is for.
pub const SERVER_VARIABLE: &str = "STORYBIND_MAIL_SERVER";

impl Sources<'_> {
    /// The password of a user at a server: from the environment, or else from the keyring, or else from the person.
    ///
    /// # Errors
    /// If there is none, or the environment's is not for this server.
    pub fn find(&self, user: &str, server: &str) -> Result<Password, Error> {
        let nowhere = |keyring| Error::NoPassword { user: user.to_owned(), server: server.to_owned(), keyring };
        let asked = || (self.ask)().filter(|password| !password.reveal().is_empty());
        if self.is_asked_anew {
            return asked().ok_or_else(|| nowhere(String::new()));
        }
        match &self.environment {
            (Some(password), Some(its)) if its.eq_ignore_ascii_case(server) => {
                return Ok(Password::new(password.clone()));
            }
            (Some(_), its) => {
                let its = its.clone().unwrap_or_default();
                return Err(Error::OtherServer { server: server.to_owned(), its });
            }
            (None, _) => {}
        }
        let kept = self.keyring.find(user, server);
        if let Ok(Some(password)) = kept {
            return Ok(password);
        }
        let keyring = kept.err().map_or_else(String::new, |why| format!(" (the system's keyring: {why})"));
        asked().ok_or_else(|| nowhere(keyring))
    }
}

/// By what the keyring knows an account. No server has an `@` in it.
fn account(user: &str, server: &str) -> String {
    format!("{user}@{server}")
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;

    /// A keyring in memory, or one that is closed.
    struct Sample(Option<RefCell<BTreeMap<String, Password>>>);

    impl Keyring for Sample {
        fn find(&self, user: &str, server: &str) -> Result<Option<Password>, String> {
            let kept = self.0.as_ref().ok_or("it stays closed")?;
            Ok(kept.borrow().get(&account(user, server)).cloned())
        }

        fn keep(&self, user: &str, server: &str, password: &Password) -> Result<(), String> {
            let kept = self.0.as_ref().ok_or("it stays closed")?;
            kept.borrow_mut().insert(account(user, server), password.clone());
            Ok(())
        }
    }

    fn sample(kept: &[(&str, &str, &str)]) -> Sample {
        let sample = Sample(Some(RefCell::default()));
        for (user, server, password) in kept {
            sample.keep(user, server, &Password::new((*password).to_owned())).expect("it is open");
        }
        sample
    }

    fn found(
        environment: (Option<&str>, Option<&str>),
        keyring: &Sample,
        typed: Option<&str>,
    ) -> Result<String, Error> {
        let ask = || typed.map(|typed| Password::new(typed.to_owned()));
        let owned = |value: Option<&str>| value.map(str::to_owned);
        let environment = (owned(environment.0), owned(environment.1));
        let sources = Sources { environment, keyring, ask: &ask, is_asked_anew: false };
        sources.find("ann", "smtp.example.org").map(|password| password.reveal().to_owned())
    }

    #[test]
    fn the_environment_goes_before_the_keyring_and_that_before_the_person() {
        let kept = sample(&[("ann", "smtp.example.org", "kept")]);
        let here = (Some("set"), Some("SMTP.example.org"));
        assert_eq!(found(here, &kept, Some("typed")).expect("one"), "set");
        assert_eq!(found((None, None), &kept, Some("typed")).expect("one"), "kept");
        assert_eq!(found((None, None), &sample(&[]), Some("typed")).expect("one"), "typed");
        assert_eq!(found((None, None), &Sample(None), Some("typed")).expect("one"), "typed");
        let nobody = found((None, None), &Sample(None), None).expect_err("none").to_string();
        assert!(nobody.contains("it stays closed") && nobody.contains(VARIABLE), "{nobody}");
        assert!(found((None, None), &sample(&[]), Some("")).is_err(), "an empty one is none");
    }

    #[test]
    fn another_server_or_another_user_gets_none() {
        let kept = sample(&[
            ("ann", "smtp.elsewhere.org", "a"),
            ("bo", "smtp.example.org", "b"),
            ("ann", "smtp.example.org+0123456789abcdef", "c"),
        ]);
        assert!(found((None, None), &kept, None).is_err());
        for its in [None, Some("smtp.elsewhere.org"), Some("smtp.example.org.elsewhere.org")] {
            let told = found((Some("sesame-9"), its), &kept, Some("typed")).expect_err("not for this one").to_string();
            assert!(told.contains("smtp.example.org") && !told.contains("sesame"), "{told}");
        }
    }

    #[test]
    fn it_is_never_shown() {
        let password = Password::new("sesame-9".into());
        assert_eq!(format!("{password:?}"), "Password(…)");
        let repeated = "535 AGFubgBzZXNhbWUtOQ== c2VzYW1lLTk= sesame-9 is wrong";
        assert_eq!(password.hidden_in(repeated, "ann"), "535 … … … is wrong");
    }
}
