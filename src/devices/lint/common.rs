//! What every device wants that opens books from anybody, and what single ones want beside it.

use super::kindle::larger_than;
use super::{Demand, Spot};

pub(in super::super) const ANY: &[Demand] = &[Demand {
    name: "protected",
    wants: "no page is encrypted",
    why: "Only the shop's own readers have the key.",
    remedy: "Ask the shop for a copy without DRM.",
    source: "https://www.w3.org/TR/epub-33/#sec-container-metainf-encryption.xml",
    is_fault: true,
    broken: |seen| seen.locked().map(|file| Spot::new(file, "The page is encrypted.")).collect(),
}];

pub(in super::super) const POCKETBOOK: &[Demand] = &[Demand {
    name: "series-behind-number",
    wants: "calibre:series stands before calibre:series_index",
    why: "PocketBook does not see the number otherwise.",
    remedy: "Put the series first.",
    source: "https://github.com/benchen71/epub-metadata-editor/issues/77",
    is_fault: false,
    broken: |seen| {
        let late = "calibre:series_index stands before calibre:series.";
        seen.metadata.is_series_late.then(|| Spot::new(&seen.package.path, late)).into_iter().collect()
    },
}];

pub(in super::super) const REMARKABLE: &[Demand] = &[Demand {
    name: "too-large",
    wants: "a book has at most 100 MB",
    why: "reMarkable takes no larger files.",
    remedy: "Make the pictures smaller.",
    source: "https://github.com/ciromattia/kcc/pull/1240",
    is_fault: false,
    broken: |seen| larger_than(seen, 100),
}];
