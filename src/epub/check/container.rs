//! The archive: media type first and stored, only methods and names that every reader knows, every byte of it in one
//! file, and every file what the directory says.

use std::collections::HashSet;
use std::ops::Range;

use zip::CompressionMethod;
use zip::read::ZipReadOptions;
use zip::result::ZipError;

use super::findings::{Findings, shown};
use super::{Checked, MOST_FILES, Rule};
use crate::epub::seal::MEDIA_TYPE;

/// Bytes of a name: what file systems take for one path.
const LONGEST_NAME: usize = 1_000;
/// Bytes of what a header may say besides: programs that pack books write some dozens.
const LONGEST_EXTRA: u64 = 2_000;
/// Signs that EPUB 3.3 allows in no name (its section 4.2.3), but for those that lead out of the book.
const FORBIDDEN: &str = "\"*:<>?|";

/// Checks the archive itself. False where there is too much of it to go on with.
pub(super) fn check(book: &[u8], checked: &mut Checked<'_>) -> bool {
    let findings = &mut checked.findings;
    // A local header is 30 bytes, then the name, then the extra field, then what is stored.
    let is_plain = book.starts_with(b"PK\x03\x04")
        && book.get(30..38) == Some(b"mimetype")
        && book.get(28..30) == Some(&[0, 0])
        && book.get(8..10) == Some(&[0, 0])
        && book.get(38..38 + MEDIA_TYPE.len()) == Some(MEDIA_TYPE.as_bytes());
    if !is_plain {
        let message = format!("The first entry must be stored, without extra field, and say “{MEDIA_TYPE}”.");
        findings.fault(Rule::Container, "mimetype", None, message);
    }
    let zip = checked.archive.zip();
    let has_doubles = zip.has_duplicate_names();
    if has_doubles {
        findings.fault(Rule::Container, "", None, "Two entries have one name.");
    }
    if !zip.comment().is_empty() {
        findings.remark(Rule::Container, "", None, "The archive carries a comment.");
    }
    if zip.len() > MOST_FILES {
        let message = format!("It has {} entries; a book has fewer than {MOST_FILES}.", zip.len());
        findings.fault(Rule::Container, "", None, message);
        return false;
    }
    let directory = zip.central_directory_start();
    let (mut names, mut places) = (HashSet::new(), Vec::new());
    for at in 0..zip.len() {
        let mut complain = |file: &str, message: &str| findings.fault(Rule::Container, file, None, message);
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
        let (header, data) = (entry.header_start(), entry.data_start().unwrap_or_default());
        let end = data.saturating_add(entry.compressed_size());
        places.push((header..end, name.clone()));
        let is_odd = entry.encrypted() || has_doubles;
        // A header is 30 bytes, the name, and what else is said: a time, a system's rights.
        let is_long = data.saturating_sub(header) > 30 + entry.name_raw().len() as u64 + LONGEST_EXTRA;
        drop(entry);
        let options = ZipReadOptions::new().enforce_header_consistency(true);
        if is_long {
            complain(&name, &format!("The header before it is {} bytes long.", data.saturating_sub(header)));
        } else if !is_odd && zip.by_index_with_options(at, options).is_err_and(|error| disagrees(&error)) {
            complain(&name, "The header before it says other things of it than the directory.");
        }
        if end > directory {
            complain(&name, "It reaches into the archive's directory.");
        }
        check_name(&name, &mut names, findings);
    }
    overlaps(places, checked);
    true
}

/// Whether an entry cannot be opened because its two headers say different things of it.
fn disagrees(error: &ZipError) -> bool {
    error.to_string().contains("inconsistency")
}

/// Checks a name.
fn check_name(name: &str, names: &mut HashSet<String>, findings: &mut Findings) {
    let mut complain = |message: &str| findings.fault(Rule::Container, name, None, message);
    if name.starts_with('/') || name.split('/').any(|part| part == "..") || name.contains('\\') {
        complain("Its name leads out of the book.");
    }
    if let Some(sign) = name.chars().find(|&c| FORBIDDEN.contains(c) || c.is_control()) {
        complain(&format!("EPUB forbids the character U+{:04X} in a name.", u32::from(sign)));
    }
    if name.len() > LONGEST_NAME {
        complain(&format!("Its name is {} bytes long; not every system can hold it.", name.len()));
    }
    if !names.insert(name.to_lowercase()) {
        complain("Another entry has the same name but for capitals; some systems take them for one.");
    }
    if !name.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = "Its name is not plain ASCII without spaces; some readers do not find it.";
        findings.remark(Rule::Container, name, None, message);
    }
}

/// Names entries that share their bytes with others: so an archive of some kilobytes unpacks to any size.
fn overlaps(mut places: Vec<(Range<u64>, String)>, checked: &mut Checked<'_>) {
    places.sort_by(|(a, name), (b, other)| (a.start, a.end, name).cmp(&(b.start, b.end, other)));
    let mut widest: Option<&(Range<u64>, String)> = None;
    for place in &places {
        if let Some((other, name)) = widest.filter(|(other, _)| other.end > place.0.start) {
            let message = format!("It shares its bytes with {}.", shown(name, 80));
            checked.findings.fault(Rule::Container, &place.1, None, message);
            if other.end >= place.0.end {
                continue;
            }
        }
        widest = Some(place);
    }
}

/// Unpacks what nothing else has read, such as pictures, and keeps nothing of it: whether it is what the directory says.
pub(super) fn prove_the_rest(checked: &mut Checked<'_>) {
    for at in 0..checked.archive.zip().len().min(MOST_FILES) {
        if checked.archive.is_spent() || checked.findings.is_full() {
            return;
        }
        let Ok(entry) = checked.archive.zip().by_index_raw(at) else { continue };
        let name = entry.name().map_or_else(|_| format!("entry {at}"), std::borrow::Cow::into_owned);
        let is_readable = !entry.encrypted()
            && matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
        drop(entry);
        if !is_readable || checked.seen.contains(&name) {
            continue;
        }
        if let Err(reason) = checked.archive.prove(at) {
            checked.findings.fault(Rule::Container, &name, None, format!("It cannot be unpacked: {reason}."));
        }
    }
}
