//! The cover: one picture that is what the book says it is, and large enough for every reader.

use super::{Checked, Rule};
use crate::covers;
use crate::epub::about::Picture;

/// Pixels of the shorter side under which Kindle's store refuses a cover.
const SMALLEST: u32 = 500;
/// Bytes from which a picture's size is read: in a JPEG, colour profiles and previews may stand before it.
const BEGINNING: u64 = 1 << 20;
/// What EPUB 3.3 allows a picture to be, beside what is looked into here.
const OTHERS: [&str; 3] = ["image/gif", "image/svg+xml", "image/webp"];

/// Checks what the manifest names as the cover.
pub(super) fn check(checked: &mut Checked<'_>) {
    let covers = checked.package.manifest.iter().filter(|item| item.is("cover-image"));
    let covers: Vec<(String, String)> = covers.map(|item| (item.path.clone(), item.media_type.clone())).collect();
    if covers.len() > 1 {
        let message = format!("The manifest names {} files as the cover instead of one.", covers.len());
        let path = checked.package.path.clone();
        checked.findings.fault(Rule::Package, &path, None, message);
    }
    // A file that is not there was named with the manifest.
    if let Some((path, media_type)) = covers.into_iter().find(|(path, _)| checked.archive.has(path)) {
        if OTHERS.contains(&media_type.as_str()) {
            let message = format!("The cover is {media_type}; not every reader shows that: JPEG and PNG are safe.");
            checked.findings.remark(Rule::Package, &path, None, message);
            return;
        }
        let Ok(bytes) = checked.archive.beginning(&path, BEGINNING) else { return };
        let found = Picture::of(&bytes).map(Picture::media_type);
        if found != Some(media_type.as_str()) {
            let is = found.unwrap_or("neither JPEG nor PNG");
            let message = format!("The cover is said to be {media_type}, and is {is}.");
            checked.findings.fault(Rule::Package, &path, None, message);
        }
        if let Some((width, height)) = covers::size(&bytes).filter(|(width, height)| *width.min(height) < SMALLEST) {
            let message = format!(
                "The cover has only {width} × {height} pixels; Kindle wants {SMALLEST} on the shorter side, and 1600 × \
                 2400 is sharp everywhere."
            );
            checked.findings.remark(Rule::Package, &path, None, message);
        }
    }
}
