//! What a device demands of a book beyond what every book must be: rows with a reason, a remedy and a source, and what
//! was seen of the book (`seen.rs`) that they are asked about.

mod apple;
mod common;
mod kindle;
mod kobo;
mod seen;

use super::profile::{Form, Profile};
use crate::epub::{self, Finding, Findings, Rule};
use crate::text::Manuscript;
use seen::Seen;

pub(super) use apple::APPLE;
pub(super) use common::{ANY, POCKETBOOK, REMARKABLE};
pub(super) use kindle::KINDLE;
pub(super) use kobo::KOBO;

/// Something that a device demands of a book.
#[derive(Debug)]
pub struct Demand {
    /// Its name, from the field: `encoding-not-stated`.
    pub name: &'static str,
    /// What is demanded: a phrase.
    pub wants: &'static str,
    /// What happens otherwise: a sentence.
    pub why: &'static str,
    /// What to do: a sentence.
    pub remedy: &'static str,
    /// Where that is written: an address.
    pub source: &'static str,
    /// Whether the device refuses the book or shows it wrongly; else it is only worth knowing.
    pub is_fault: bool,
    /// The places where the book does not do so.
    broken: fn(&Seen) -> Vec<Spot>,
}

/// A place in a book.
struct Spot {
    /// Path in the archive; empty where it is about the book.
    file: String,
    /// What stands there: a sentence.
    what: String,
}

impl Spot {
    fn new(file: &str, what: impl Into<String>) -> Spot {
        Spot { file: file.to_owned(), what: what.into() }
    }
}

/// Checks a book for a device: all that [`epub::check`] demands, and what the device does. `form` is the form that the
/// book's file name claims.
///
/// ```
/// use storybind::{Story, devices::{self, Form, Profile}, source::Source};
///
/// let book = Story::from(Source::of("ferry", "The Ferry\n\nby Maren Holt\n\nShe ran.\n")).read().bind()?;
/// let kindle = Profile::named("kindle").unwrap();
/// let faults = devices::check(kindle, Form::Epub, &book.bytes, None);
/// assert!(faults.iter().all(|finding| !finding.is_fault), "{faults:?}");
/// # Ok::<(), storybind::Error>(())
/// ```
#[must_use]
pub fn check(profile: &Profile, form: Form, book: &[u8], story: Option<&Manuscript>) -> Vec<Finding> {
    let every = match story {
        Some(story) => epub::check_against(book, story),
        None => epub::check(book),
    };
    // What cannot be read was said by the check that every book gets.
    let Ok(seen) = Seen::of(book, form) else { return every };
    let mut findings = Findings::from(every);
    for demand in profile.demands.iter().copied().flatten() {
        for Spot { file, what } in (demand.broken)(&seen) {
            let message = format!("{what} {} {}", demand.why, demand.remedy);
            let rule = Rule::Device(profile.name);
            if demand.is_fault {
                findings.fault(rule, &file, None, message);
            } else {
                findings.remark(rule, &file, None, message);
            }
        }
    }
    findings.sorted()
}
