//! Folders of stories to folders of books: what is to be bound and where it goes (`Plan`), the run on all cores that
//! binds only what has changed (`run`), and what stands in the output folder (`State`).
//!
//! ```
//! use std::path::PathBuf;
//! use storybind::batch::{self, Plan, Stop, Whence, Wishes};
//! use storybind::deliver::Output;
//! use storybind::devices::Form;
//!
//! # let folder = tempfile::tempdir()?;
//! # let (stories, books) = (folder.path().join("stories"), folder.path().join("books"));
//! # std::fs::create_dir(&stories)?;
//! # std::fs::write(stories.join("ferry.txt"), "The Ferry\n\nChapter 1\n\nShe ran.\n")?;
//! let plan = Plan::of(&[stories], &Output::Folder(books.clone()), &Whence::Above, true, Form::Epub);
//! let ends = batch::run(&plan, &Wishes::default(), &(), &Stop::default());
//! assert!(ends.iter().all(|end| end.is_bound()));
//! assert!(books.join("ferry.epub").is_file());
//! // Nothing has changed, so nothing is done.
//! let ends = batch::run(&plan, &Wishes::default(), &(), &Stop::default());
//! assert!(ends.iter().all(|end| end.is_unchanged()));
//! # Ok::<(), std::io::Error>(())
//! ```

mod account;
mod earlier;
mod grouping;
mod key;
mod plan;
mod prune;
mod run;
mod said;
mod shard;
mod state;
mod volume;

pub use account::{account, misfits};
pub use earlier::Earlier;
pub use plan::{Plan, Planned};
pub use prune::{Orphan, orphans, prune};
pub use run::{End, Finished, Observer, Read, Stop, Wishes, run};
pub use said::{Said, Whence};
pub use shard::Shard;
pub use state::STATE_NAME;
pub use volume::{Chapter, Volume};
