//! The shelf that is served: read once, and again when its folder has changed. Whoever asks meanwhile gets the one that is
//! there.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::deliver::Digest;
use crate::shelf::{Content, Item, Shelf, Site};

/// The shelf of a folder, as it is now.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    title: Option<String>,
    fresh: Duration,
    current: RwLock<Arc<Current>>,
    /// When the folder was looked at last. Held by whoever looks.
    looked: Mutex<Instant>,
}

/// A shelf as it was read, and what was made of it already.
#[derive(Debug)]
pub(super) struct Current {
    pub(super) site: Site,
    list: OnceLock<Made>,
}

/// Something that was made, with the tag by which it is known again.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) media_type: &'static str,
    pub(super) bytes: axum::body::Bytes,
    pub(super) tag: String,
}

impl Made {
    pub(super) fn of(media_type: &'static str, bytes: Vec<u8>) -> Made {
        let tag = Digest::of(&bytes).to_string();
        Made { media_type, bytes: bytes.into(), tag }
    }
}

impl Library {
    /// Reads the folder.
    pub(super) fn open(folder: PathBuf, title: Option<String>, fresh: Duration) -> Library {
        let current = Arc::new(Current::read(&folder, title.as_deref(), None));
        Library { folder, title, fresh, current: RwLock::new(current), looked: Mutex::new(Instant::now()) }
    }

    /// The shelf as it is known.
    pub(super) fn current(&self) -> Arc<Current> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The shelf as it is known, with everything's address.
    #[must_use]
    pub fn site(&self) -> impl std::ops::Deref<Target = Site> + use<> {
        Known(self.current())
    }

    /// The shelf as it is, where it has not just been looked at. Only one looks at a time.
    pub(super) fn look(&self) -> Arc<Current> {
        let Ok(mut looked) = self.looked.try_lock() else { return self.current() };
        if looked.elapsed() < self.fresh {
            return self.current();
        }
        let known = self.current();
        let read = Current::read(&self.folder, self.title.as_deref(), Some(known.site.shelf()));
        if !read.site.shelf().is_same(known.site.shelf()) {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
        }
        *looked = Instant::now();
        self.current()
    }
}

impl Current {
    fn read(folder: &Path, title: Option<&str>, known: Option<&Shelf>) -> Current {
        let shelf = Shelf::read(folder, None, title, known);
        Current { site: Site::of(shelf, Path::new("books")), list: OnceLock::new() }
    }

    /// What stands there, but for a book. The list of all books is made once.
    pub(super) fn made(&self, item: Item) -> Option<Made> {
        let make = || match self.site.content(item) {
            Content::Bytes(media_type, bytes) => Some(Made::of(media_type, bytes)),
            Content::Book(_) => None,
        };
        if item != Item::List {
            return make();
        }
        match self.list.get() {
            Some(list) => Some(list.clone()),
            None => make().map(|list| self.list.get_or_init(|| list).clone()),
        }
    }
}

struct Known(Arc<Current>);

impl std::ops::Deref for Known {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.0.site
    }
}
