//! The form of the JSON report, as `docs/report.schema.json` describes it, and the way between it and an account. Lines
//! and columns are counted from 1, in the file that is named by its number in `files`.

mod form;
mod read;
mod written;

pub(super) use form::{Report, VERSION};
