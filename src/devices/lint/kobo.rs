//! What Kobo's own reading program wants of a kepub, and what it does with an EPUB.

use super::super::profile::Form;
use super::seen::{Page, Seen};
use super::{Demand, Spot};

const RULES: &str = "https://github.com/pgaskin/kepubify/blob/master/kepub/transform.go";
const GUIDE: &str = "https://github.com/kobolabs/epub-spec";
const CONVERT: &str = "Make it anew: storybind convert --device kobo BOOK.";

pub(in super::super) const KOBO: &[Demand] = &[
    Demand {
        name: "not-a-kepub",
        wants: "the file's name ends in .kepub.epub",
        why: "Adobe's program opens it: slower, and without Kobo's statistics.",
        remedy: "To make a kepub of it: storybind convert --device kobo BOOK.",
        source: "https://wiki.mobileread.com/wiki/Kepub",
        is_fault: false,
        broken: |seen| {
            let is_plain = seen.form == Form::Epub && seen.pages.iter().all(|page| page.marks == 0);
            is_plain.then(|| Spot::new("", "It is an EPUB.")).into_iter().collect()
        },
    },
    Demand {
        name: "kepub-by-another-name",
        wants: "a book that is marked for Kobo is called so",
        why: "Only a name that ends in .kepub.epub has Kobo's own program open it.",
        remedy: "Rename the file.",
        source: "https://wiki.mobileread.com/wiki/Kepub",
        is_fault: true,
        broken: |seen| {
            let is_marked = seen.form == Form::Epub && seen.pages.iter().any(|page| page.marks > 0);
            is_marked
                .then(|| Spot::new("", "It is marked for Kobo, and its name does not say so."))
                .into_iter()
                .collect()
        },
    },
    Demand {
        name: "unmarked-page",
        wants: "every sentence stands in a span of its own",
        why: "Without spans Kobo keeps no place in the chapter and no highlights.",
        remedy: CONVERT,
        source: RULES,
        is_fault: true,
        broken: |seen| kepub_pages(seen, |page| page.has_text && page.marks == 0, "Its sentences are not marked."),
    },
    Demand {
        name: "unwrapped-page",
        wants: "two div are around what is in the body",
        why: "Kobo sets its margins on them.",
        remedy: CONVERT,
        source: RULES,
        is_fault: true,
        broken: |seen| kepub_pages(seen, |page| !page.is_wrapped, "The div that Kobo looks for are not there."),
    },
    Demand {
        name: "nested-marks",
        wants: "no span of a sentence stands in another",
        why: "A place in the book has one span.",
        remedy: CONVERT,
        source: RULES,
        is_fault: true,
        broken: |seen| kepub_pages(seen, |page| page.has_nested_marks, "A marked sentence stands in another."),
    },
    Demand {
        name: "cover-not-marked",
        wants: "the cover is marked in EPUB 3's way",
        why: "Kobo shows no other as the cover.",
        remedy: "Give its item properties=\"cover-image\"; storybind convert --device kobo does.",
        source: RULES,
        is_fault: true,
        broken: |seen| {
            let unmarked = seen.cover().filter(|cover| !cover.is_marked);
            unmarked.map(|cover| Spot::new(&cover.path, "The cover is not marked as one.")).into_iter().collect()
        },
    },
    Demand {
        name: "gif-cover",
        wants: "the cover is no GIF",
        why: "Kobo supports none.",
        remedy: "Save it as JPEG or PNG.",
        source: GUIDE,
        is_fault: true,
        broken: |seen| {
            let gif = seen.cover().filter(|cover| cover.media_type == "image/gif");
            gif.map(|cover| Spot::new(&cover.path, "The cover is a GIF.")).into_iter().collect()
        },
    },
    Demand {
        name: "large-picture",
        wants: "a picture has at most 5 MB",
        why: "Kobo advises no larger ones.",
        remedy: "Make it smaller.",
        source: GUIDE,
        is_fault: false,
        broken: |seen| {
            let large = seen.pictures.iter().filter(|picture| picture.length > 5_000_000);
            large
                .map(|picture| Spot::new(&picture.path, format!("It has {} MB.", picture.length / 1_000_000)))
                .collect()
        },
    },
    Demand {
        name: "deep-contents",
        wants: "the table of contents has at most three levels",
        why: "Kobo's apps show no more, its readers show all in one.",
        remedy: "storybind convert --device kobo puts what is deeper on the third.",
        source: GUIDE,
        is_fault: false,
        broken: |seen| {
            let deep = seen.contents.iter().filter(|contents| contents.depth > 3);
            deep.map(|contents| Spot::new(&contents.path, format!("It has {} levels.", contents.depth))).collect()
        },
    },
];

/// Places in what calls itself a kepub. A book without any mark is told in one word.
fn kepub_pages(seen: &Seen, is_broken: impl Fn(&Page) -> bool, what: &str) -> Vec<Spot> {
    let pages = seen.pages.iter().filter(|page| seen.form == Form::Kepub && is_broken(page));
    pages.map(|page| Spot::new(&page.path, what)).collect()
}
