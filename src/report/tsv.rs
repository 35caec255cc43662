//! A reading as a table: `start_line  end_line  role  extra`, tab-separated, lines counted from 1, one row an element.
//! Consecutive paragraphs of body are one row.

use std::fmt::Write;

use super::rows::rows;
use crate::classify::Reading;

/// The table, a line each row.
#[must_use]
pub fn tsv(reading: &Reading) -> String {
    let mut table = String::new();
    for row in rows(reading) {
        let (first, last) = (row.lines.start + 1, row.lines.end);
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{first}\t{last}\t{}\t{}", row.role(), row.extra());
    }
    table
}
