//! What was found and how sure: as an outline to read, as TSV, as JSON, as a page to look at, in sentences for one
//! line, and in one line for a book. Writes strings; where they go is the caller's business.

pub mod account;
mod attention;
mod certainty;
#[cfg(not(test))]
mod chances;
mod decisions;
mod devices;
mod explain;
mod findings;
mod html;
mod json;
pub mod lock;
mod numbering;
mod outline;
mod paint;
mod phrases;
mod repairs;
mod rows;
mod structure;
mod suggest;
#[cfg(test)]
mod tests;
mod tsv;
mod verdict;

pub use account::{Account, Entry, Outcome, Spot, Told};
pub use attention::{Doubt, worth_a_look};
pub use certainty::{Certainty, Confidence, right};
pub use decisions::{Decision, Question, WIDEST, decisions};
pub use devices::{device, devices};
pub use explain::explain;
pub use findings::Findings;
pub use html::{html, html_policy};
pub use json::json;
pub use numbering::{Irregularity, Oddity, numbering};
pub use outline::outline;
pub use paint::Paint;
pub use repairs::{RepairedWord, repairs};
pub use rows::{Row, rows};
pub use structure::{Heading, Structure};
pub use suggest::{Suggestions, suggest};
pub use tsv::tsv;
pub use verdict::verdict;
