//! The archive: media type first and stored, only methods and names that every reader knows.

use std::collections::HashSet;

use zip::CompressionMethod;

use super::{Checked, Rule, fault, remark};
use crate::epub::seal::MEDIA_TYPE;

/// Entries beyond which no book goes.
const MOST_ENTRIES: usize = 100_000;

/// Checks the archive itself.
pub(super) fn check(book: &[u8], checked: &mut Checked<'_>) {
    let findings = &mut checked.findings;
    let mut complain = |file: &str, message: String| findings.push(fault(Rule::Container, file, None, message));
    // A local header is 30 bytes, then the name, then the extra field, then what is stored.
    let is_plain = book.starts_with(b"PK\x03\x04")
        && book.get(30..38) == Some(b"mimetype")
        && book.get(28..30) == Some(&[0, 0])
        && book.get(8..10) == Some(&[0, 0])
        && book.get(38..38 + MEDIA_TYPE.len()) == Some(MEDIA_TYPE.as_bytes());
    if !is_plain {
        let message = format!("The first entry must be stored, without extra field, and say “{MEDIA_TYPE}”.");
        complain("mimetype", message);
    }
    let zip = checked.archive.zip();
    if zip.has_duplicate_names() {
        complain("", "Two entries have one name.".into());
    }
    if zip.len() > MOST_ENTRIES {
        complain("", format!("It has {} entries; a book has fewer than {MOST_ENTRIES}.", zip.len()));
    }
    if !zip.comment().is_empty() {
        findings.push(remark(Rule::Container, "", None, "The archive carries a comment.".into()));
    }
    let mut seen = HashSet::new();
    for at in 0..zip.len().min(MOST_ENTRIES) {
        let mut complain = |file: &str, message: &str| {
            findings.push(fault(Rule::Container, file, None, message.into()));
        };
        let entry = match zip.by_index_raw(at) {
            Ok(entry) => entry,
            Err(error) => {
                complain("", &format!("Entry {at} cannot be read: {error}."));
                continue;
            }
        };
        let name = entry.name().map_or_else(|_| format!("entry {at}"), std::borrow::Cow::into_owned);
        if entry.encrypted() {
            complain(&name, "It is encrypted.");
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            complain(&name, "It is neither stored nor deflated; no reader is bound to know another method.");
        }
        if name.starts_with('/') || name.split('/').any(|part| part == "..") || name.contains('\\') {
            complain(&name, "Its name leads out of the book.");
        }
        if !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            let message = "Its name is not plain ASCII without spaces; some readers do not find it.";
            findings.push(remark(Rule::Container, &name, None, message.into()));
        }
        if !seen.insert(name.to_lowercase()) {
            let message = "Another entry has the same name but for capitals; some systems take them for one.";
            findings.push(fault(Rule::Container, &name, None, message.into()));
        }
    }
}
