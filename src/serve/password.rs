//! The one password of a shelf. Only its Argon2id hash is kept; wrong ones are counted, and slowed down.

use std::collections::{HashMap, HashSet};
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use argon2::Argon2;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blake3::Hash;
use tokio::sync::Semaphore;

/// Wrong passwords that an address may try within [`WINDOW`].
const TRIES: usize = 5;
/// Wrong passwords that all addresses together may try within [`WINDOW`].
const TRIES_OF_ALL: usize = 50;
const WINDOW: Duration = Duration::from_secs(60);
/// Passwords that are hashed at a time: each takes 19 MiB and some hundredths of a second, as OWASP advises.
const ABREAST: usize = 2;
/// Bytes of a password and of the name before it.
const LONGEST: usize = 1_000;

/// A password, as far as it is kept.
#[derive(Debug)]
pub(super) struct Password {
    salt: [u8; 16],
    hash: Hash,
    /// Makes a digest of what was right, so that it is hashed once and not for each request. Gone with the process.
    key: [u8; 32],
    /// What was right, and the addresses that it came from.
    known: Mutex<Option<(Hash, HashSet<IpAddr>)>>,
    wrong: Mutex<HashMap<IpAddr, Vec<Instant>>>,
    places: Arc<Semaphore>,
}

/// What is found of somebody who asks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The password is right.
    Known,
    /// It is wrong, or missing.
    Unknown,
    /// It was wrong too often; so many seconds have to pass.
    TooOften(u64),
}

impl Password {
    /// Keeps a password's hash.
    pub(super) fn of(password: &str) -> io::Result<Password> {
        let (mut salt, mut key) = ([0; 16], [0; 32]);
        getrandom::fill(&mut salt).and_then(|()| getrandom::fill(&mut key)).map_err(io::Error::other)?;
        let hash = hash(password.as_bytes(), &salt).ok_or_else(|| io::Error::from(io::ErrorKind::OutOfMemory))?;
        let places = Arc::new(Semaphore::new(ABREAST));
        Ok(Password { salt, hash, key, known: Mutex::default(), wrong: Mutex::default(), places })
    }

    /// Judges what a request brings (RFC 7617). The name before the password may be any.
    pub(super) async fn judge(&self, peer: IpAddr, authorization: Option<&HeaderValue>) -> Verdict {
        let Some(brought) = authorization.and_then(brought) else { return Verdict::Unknown };
        let digest = blake3::keyed_hash(&self.key, brought.as_bytes());
        // The comparison of two hashes takes the same time wherever they differ. Only an address that has brought the password
        // before is answered at once, and only while it has not guessed too often: else anybody could guess without end.
        // The guesses of others do not lock it out.
        let is_known = lock(&self.known).as_ref().is_some_and(|(known, from)| *known == digest && from.contains(&peer));
        if is_known && !self.has_guessed(peer) {
            return Verdict::Known;
        }
        if let Some(wait) = self.wait(peer) {
            return Verdict::TooOften(wait);
        }
        let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { return Verdict::Unknown };
        // Whoever waited for a place may have been found out meanwhile.
        if let Some(wait) = self.wait(peer) {
            return Verdict::TooOften(wait);
        }
        let salt = self.salt;
        let hashed = tokio::task::spawn_blocking(move || {
            let hashed = hash(brought.as_bytes(), &salt);
            drop(place);
            hashed
        });
        if hashed.await.ok().flatten() == Some(self.hash) {
            let mut known = lock(&self.known);
            // Another name before the password makes no other password.
            known.get_or_insert_with(|| (digest, HashSet::new())).1.insert(peer);
            return Verdict::Known;
        }
        lock(&self.wrong).entry(peer).or_default().push(Instant::now());
        Verdict::Unknown
    }

    /// How many seconds somebody has to wait, if he has to.
    fn wait(&self, peer: IpAddr) -> Option<u64> {
        let all: usize = self.wrong().values().map(Vec::len).sum();
        (all >= TRIES_OF_ALL || self.has_guessed(peer)).then(|| WINDOW.as_secs())
    }

    /// Whether an address itself has tried too often.
    fn has_guessed(&self, peer: IpAddr) -> bool {
        self.wrong().get(&peer).is_some_and(|tries| tries.len() >= TRIES)
    }

    /// The wrong passwords of the last while.
    fn wrong(&self) -> MutexGuard<'_, HashMap<IpAddr, Vec<Instant>>> {
        let mut wrong = lock(&self.wrong);
        wrong.retain(|_, tries| {
            tries.retain(|at| at.elapsed() < WINDOW);
            !tries.is_empty()
        });
        wrong
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hash(password: &[u8], salt: &[u8]) -> Option<Hash> {
    let mut bytes = [0; 32];
    Argon2::default().hash_password_into(password, salt, &mut bytes).ok()?;
    Some(Hash::from_bytes(bytes))
}

/// The password that a header brings.
fn brought(authorization: &HeaderValue) -> Option<String> {
    let text = authorization.to_str().ok().filter(|text| text.len() <= LONGEST)?;
    let (scheme, coded) = text.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let both = String::from_utf8(STANDARD.decode(coded.trim()).ok()?).ok()?;
    Some(both.split_once(':')?.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> HeaderValue {
        HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(text))).unwrap()
    }

    #[test]
    fn a_password_is_read_from_where_requests_have_it() {
        assert_eq!(brought(&header("me:salt:and pepper")).as_deref(), Some("salt:and pepper"));
        assert_eq!(brought(&header(":")).as_deref(), Some(""));
        for odd in ["", "Basic", "Basic !!!", "Bearer x", "Basic bWU="] {
            assert_eq!(brought(&HeaderValue::from_str(odd).unwrap()), None, "{odd}");
        }
        assert_eq!(brought(&header(&"x:y".repeat(1_000))), None);
    }

    #[test]
    fn guessing_is_slow_for_an_address_whatever_it_brings_and_locks_no_other_out() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let password = Password::of("lemons").unwrap();
            let (one, other) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
            assert_eq!(password.judge(one, None).await, Verdict::Unknown);
            assert_eq!(password.judge(other, Some(&header("x:lemons"))).await, Verdict::Known);
            for _ in 0..TRIES {
                assert_eq!(password.judge(one, Some(&header("x:limes"))).await, Verdict::Unknown);
            }
            assert!(matches!(password.judge(one, Some(&header("x:limes"))).await, Verdict::TooOften(1..)));
            // The right one is no exception, though somebody else has brought it: the answer would tell.
            assert!(matches!(password.judge(one, Some(&header("x:lemons"))).await, Verdict::TooOften(1..)));
            assert_eq!(password.judge(other, Some(&header("y:lemons"))).await, Verdict::Known);
            // All the others together lock out whoever is new, and nobody who was let in.
            for guesser in 0..TRIES_OF_ALL {
                let guesser = IpAddr::from([10, 0, 1, u8::try_from(guesser).unwrap()]);
                lock(&password.wrong).insert(guesser, vec![Instant::now()]);
            }
            assert!(matches!(
                password.judge("10.0.0.3".parse().unwrap(), Some(&header("x:lemons"))).await,
                Verdict::TooOften(1..)
            ));
            assert_eq!(password.judge(other, Some(&header("x:lemons"))).await, Verdict::Known);
        });
    }
}
