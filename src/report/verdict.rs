//! What `check` found in a book, a line each.

use std::fmt::Write;

use super::paint::Paint;
use super::rows::one_line;
use crate::epub::Finding;

/// The findings, each with the name of the book it is about. What a foreign book says in them cannot command a
/// terminal.
#[must_use]
pub fn verdict(book: &str, findings: &[Finding], paint: Paint) -> String {
    let mut page = String::new();
    for finding in findings {
        let weight = if finding.is_fault { paint.red("fault") } else { paint.yellow("worth knowing") };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{book}: {weight}: {}", one_line(&finding.to_string()));
    }
    page
}
