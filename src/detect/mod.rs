//! What every convention says about every block: one room per convention, each reports evidence and decides nothing.

mod cue;
mod evidence;
mod place;
mod role;

pub use cue::{Claim, Cue, Holds};
pub use evidence::{Evidence, Sign};
pub use place::Place;
pub use role::{FieldKind, Kind, Role};

use crate::text::Manuscript;

/// Examines a story in two looks.
#[must_use]
pub fn examine(_story: &Manuscript) -> Evidence {
    Evidence::of(Vec::new())
}
