//! The stories in hand: a few, for a while. Whoever has the number of one has it; nobody else can guess it.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;

/// Stories that are held at a time.
const MOST: usize = 32;
/// Bytes of all of them.
const LARGEST: usize = 64 << 20;
/// How long one is held that nobody asks for.
const HELD: Duration = Duration::from_secs(30 * 60);

/// A story in hand, as it was dropped, and what somebody has said of it.
#[derive(Debug)]
pub(super) struct Draft {
    /// The file's name without its ending.
    pub(super) name: String,
    pub(super) bytes: Bytes,
    /// The text of a `storybind.toml`.
    pub(super) corrections: String,
}

/// The stories in hand, by number.
#[derive(Debug, Default)]
pub(super) struct Drafts(Mutex<HashMap<String, (Arc<Draft>, Instant)>>);

impl Drafts {
    /// Holds a story, and lets go of those that nobody has asked for longest where there are too many.
    pub(super) fn add(&self, draft: Arc<Draft>) -> Option<String> {
        let id = random().ok()?;
        let mut held = self.held();
        held.insert(id.clone(), (draft, Instant::now()));
        while held.len() > MOST || size(&held) > LARGEST {
            let oldest = held.iter().filter(|(own, _)| **own != id).min_by_key(|(_, (_, at))| *at);
            let Some(oldest) = oldest.map(|(id, _)| id.clone()) else { break };
            held.remove(&oldest);
        }
        Some(id)
    }

    /// A story by its number.
    pub(super) fn get(&self, id: &str) -> Option<Arc<Draft>> {
        let mut held = self.held();
        let (draft, at) = held.get_mut(id)?;
        *at = Instant::now();
        Some(Arc::clone(draft))
    }

    /// Puts a story in the place of another.
    pub(super) fn replace(&self, id: &str, draft: Arc<Draft>) {
        if let Some(place) = self.held().get_mut(id) {
            *place = (draft, Instant::now());
        }
    }

    pub(super) fn forget(&self, id: &str) {
        self.held().remove(id);
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, (Arc<Draft>, Instant)>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, (_, at)| at.elapsed() < HELD);
        held
    }
}

fn size(held: &HashMap<String, (Arc<Draft>, Instant)>) -> usize {
    held.values().map(|(draft, _)| draft.bytes.len() + draft.corrections.len()).sum()
}

/// A word that nobody can guess: 32 hexadecimal digits.
pub(super) fn random() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(format!("{:032x}", u128::from_le_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_held_than_there_is_room_for() {
        let drafts = Drafts::default();
        let draft = |size: usize| Arc::new(Draft::of("a.txt", Bytes::from(vec![b'a'; size])));
        let ids: Vec<String> = (0..MOST + 5).map(|_| drafts.add(draft(1)).unwrap()).collect();
        assert_eq!(drafts.held().len(), MOST);
        assert!(drafts.get(&ids[0]).is_none() && drafts.get(&ids[MOST + 4]).is_some());
        let large = drafts.add(draft(LARGEST)).unwrap();
        assert!(drafts.held().len() == 1 && drafts.get(&large).is_some());
        drafts.forget(&large);
        assert!(drafts.get(&large).is_none());
    }
}
