//! What Send to Kindle refuses (error E999) or garbles.

use std::collections::{HashMap, HashSet};

use super::seen::{Contents, Page, Seen};
use super::{Demand, Spot};

/// Primary subtags of the languages that Kindle knows, by ISO 639-1, 639-2 and 639-3
/// (<https://kdp.amazon.com/en_US/help/topic/G200673300>, as kindle-epub-fix copied it in 2022).
const LANGUAGES: &str = "af gsw ar eu nb br ca zh kw co da nl stq en fi fr fy gl de gu hi is ga it ja lb mr ml gv frr no \
                         nn pl pt oc rm sco gd es sv ta cy afr ara eus baq nob bre cat zho chi cor cos dan nld dut eng \
                         fin fra fre fry glg deu ger guj hin isl ice gle ita jpn ltz mar mal glv nor nno por oci roh gla \
                         spa swe tam cym wel";
/// Pixels of a cover's short side.
const SHORT_SIDE: u32 = 500;
const MB: usize = 1_000_000;

const FIX: &str = "https://github.com/innocenat/kindle-epub-fix";
const CONTENTS: &str = "https://www.mobileread.com/forums/showpost.php?p=4233972&postcount=3";

pub(in super::super) const KINDLE: &[Demand] = &[
    Demand {
        name: "no-language",
        wants: "the language is stated",
        why: "Send to Kindle refuses a book whose language it is not told.",
        remedy: "State it in dc:language: en, de, pt-BR.",
        source: FIX,
        is_fault: true,
        broken: |seen| {
            let is_stated = |language: &String| !language.is_empty() && language != "und";
            let none = "It does not say which language it is written in.";
            let is_broken = !seen.metadata.languages.iter().any(is_stated);
            is_broken.then(|| Spot::new(&seen.package.path, none)).into_iter().collect()
        },
    },
    Demand {
        name: "language-not-known",
        wants: "the language is one that Kindle knows",
        why: "Books in others were seen to be refused.",
        remedy: "If this one is, state a language near to it.",
        source: FIX,
        is_fault: false,
        broken: |seen| {
            let known: HashSet<&str> = LANGUAGES.split_ascii_whitespace().collect();
            let first = seen.metadata.languages.first().filter(|language| *language != "und" && !language.is_empty());
            let primary = |language: &String| language.split('-').next().unwrap_or_default().to_lowercase();
            let odd = first.filter(|language| !known.contains(primary(language).as_str()));
            let spot = |language: &String| {
                Spot::new(&seen.package.path, format!("“{language}” is not on Amazon's list of languages."))
            };
            odd.map(spot).into_iter().collect()
        },
    },
    Demand {
        name: "encoding-not-stated",
        wants: "each page says that it is UTF-8",
        why: "Send to Kindle takes it for ISO-8859-1, so that “é” comes out as “Ã©”.",
        remedy: "Begin the page with <?xml version=\"1.0\" encoding=\"utf-8\"?>.",
        source: FIX,
        is_fault: true,
        broken: |seen| pages(seen, |page| !page.is_declared && !page.is_ascii, "Its encoding is not stated."),
    },
    Demand {
        name: "picture-without-source",
        wants: "every picture has a file",
        why: "Send to Kindle refuses a book with an img that shows nothing.",
        remedy: "Take the img out, or give it its src.",
        source: FIX,
        is_fault: true,
        broken: |seen| pages(seen, |page| page.has_pictures_without_source, "A picture has no src."),
    },
    Demand {
        name: "broken-comment",
        wants: "no comment has -- in it",
        why: "XML forbids that, and Amazon's parser minds.",
        remedy: "Take the comment out.",
        source: "https://github.com/harvard-edge/cs249r_book/issues/1148",
        is_fault: true,
        broken: |seen| pages(seen, |page| page.has_broken_comment, "A comment has “--” in it."),
    },
    Demand {
        name: "link-to-body",
        wants: "no link leads to the id of a body",
        why: "Amazon's converter loses that id, and takes the link for a broken one.",
        remedy: "Let it lead to the page without the id.",
        source: FIX,
        is_fault: true,
        broken: links_to_bodies,
    },
    Demand {
        name: "contents-out-of-order",
        wants: "the contents go with the book's order",
        why: "A bad table of contents is the most common reason for a refusal.",
        remedy: "Put its entries in the order in which the pages are read.",
        source: CONTENTS,
        is_fault: true,
        broken: |seen| {
            let spot = |contents: &Contents, entry: &str| {
                Spot::new(&contents.path, format!("The entry for {entry} stands after what it precedes."))
            };
            let order = seen.package.reading_order();
            let places: HashMap<&str, usize> = order.iter().enumerate().map(|(at, &path)| (path, at)).collect();
            let first = |contents: &Contents| {
                let mut last = 0;
                for (file, _) in &contents.links {
                    match places.get(file.as_str()) {
                        Some(&place) if place < last => return Some(spot(contents, file)),
                        Some(&place) => last = place,
                        None => {}
                    }
                }
                None
            };
            seen.contents.iter().filter_map(first).collect()
        },
    },
    Demand {
        name: "no-ncx",
        wants: "there is an NCX beside the navigation document",
        why: "Kindles that are older than EPUB 3 know no other table of contents.",
        remedy: "Add a toc.ncx; storybind's own books have one.",
        source: "https://1library.net/document/qvg1on0q-amazon-kindle-publishing-guidelines.html",
        is_fault: false,
        broken: |seen| {
            let has_one = seen.contents.iter().any(|contents| contents.is_ncx);
            (!has_one).then(|| Spot::new(&seen.package.path, "There is no NCX.")).into_iter().collect()
        },
    },
    Demand {
        name: "date-not-understood",
        wants: "dates are dates",
        why: "EPUB advises dates as ISO 8601 has them; who understands others is not known.",
        remedy: "Write it as 2004, 2004-11 or 2004-11-07.",
        source: "https://www.w3.org/TR/epub-33/#sec-opf-dcdate",
        is_fault: false,
        broken: |seen| {
            let odd = seen.metadata.dates.iter().filter(|date| !is_date(date));
            odd.map(|date| Spot::new(&seen.package.path, format!("“{date}” is no date."))).collect()
        },
    },
    Demand {
        name: "nameless-author",
        wants: "an author that is stated has a name",
        why: "EPUB has no empty dc:creator.",
        remedy: "Write the name into it, or take the element out.",
        source: "https://www.w3.org/TR/epub-33/#sec-metadata-values",
        is_fault: true,
        broken: |seen| {
            let nameless = seen.metadata.creators.iter().any(|name| name.trim().is_empty());
            nameless.then(|| Spot::new(&seen.package.path, "An author has no name.")).into_iter().collect()
        },
    },
    Demand {
        name: "picture-not-known",
        wants: "pictures are JPEG, PNG, GIF, BMP or SVG",
        why: "Kindle shows no others.",
        remedy: "Save it as JPEG or PNG.",
        source: "https://kdp.amazon.com/en_US/help/topic/G75V4YX5X8GRGXWV",
        is_fault: true,
        broken: |seen| {
            const KNOWN: [&str; 6] =
                ["image/jpeg", "image/png", "image/gif", "image/bmp", "image/svg+xml", "image/jpg"];
            let odd = seen.pictures.iter().filter(|picture| !KNOWN.contains(&picture.media_type.as_str()));
            odd.map(|picture| Spot::new(&picture.path, format!("It is of the type {}.", picture.media_type))).collect()
        },
    },
    Demand {
        name: "small-cover",
        wants: "a cover has at least 500 pixels on its short side",
        why: "Amazon's shop takes no smaller ones.",
        remedy: "Take a larger picture: 1600 × 2560 pixels are best.",
        source: "https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX",
        is_fault: false,
        broken: |seen| {
            let small = seen.cover().and_then(|cover| Some((cover, cover.size?)));
            let small = small.filter(|(_, (width, height))| width.min(height) < &SHORT_SIDE);
            let spot = |(cover, (width, height)): (&super::seen::Picture, _)| {
                Spot::new(&cover.path, format!("The cover has {width} × {height} pixels."))
            };
            small.map(spot).into_iter().collect()
        },
    },
    Demand {
        name: "script",
        wants: "there are no scripts",
        why: "Amazon's converter takes them out.",
        remedy: "See that the page says all without them.",
        source: "https://www.manualzz.com/doc/o/twjfs/amazon-kindle-user-guide-3.10.6-html-guideline-%236--avoid-using-negative-values",
        is_fault: false,
        broken: |seen| pages(seen, |page| page.has_script, "It has a script."),
    },
    Demand {
        name: "too-large",
        wants: "a book has at most 200 MB",
        why: "Send to Kindle takes no larger ones by any way.",
        remedy: "Make the pictures smaller.",
        source: "https://leafbind.io/guides/send-to-kindle-error-e999",
        is_fault: true,
        broken: |seen| larger_than(seen, 200),
    },
    Demand {
        name: "too-large-for-mail",
        wants: "a book that is mailed has at most 50 MB",
        why: "By mail Send to Kindle takes no more.",
        remedy: "Upload it at amazon.com/sendtokindle, or make the pictures smaller.",
        source: "https://www.amazon.co.uk/gp/help/customer/display.html?nodeId=201974220",
        is_fault: false,
        broken: |seen| larger_than(seen, 50),
    },
];

fn pages(seen: &Seen, is_broken: impl Fn(&Page) -> bool, what: &str) -> Vec<Spot> {
    seen.pages.iter().filter(|page| is_broken(page)).map(|page| Spot::new(&page.path, what)).collect()
}

pub(super) fn larger_than(seen: &Seen, megabytes: usize) -> Vec<Spot> {
    let is_large = seen.length > megabytes * MB;
    let what = || format!("It has {} MB.", seen.length.div_ceil(MB));
    is_large.then(|| Spot::new("", what())).into_iter().collect()
}

fn links_to_bodies(seen: &Seen) -> Vec<Spot> {
    let bodies: HashSet<(&str, &str)> =
        seen.pages.iter().filter_map(|page| Some((page.path.as_str(), page.body_id.as_deref()?))).collect();
    if bodies.is_empty() {
        return Vec::new();
    }
    let pages = seen.pages.iter().map(|page| (&page.path, &page.links));
    let contents = seen.contents.iter().map(|contents| (&contents.path, &contents.links));
    let links = pages.chain(contents).flat_map(|(path, links)| links.iter().map(move |link| (path, link)));
    let wrong = links.filter(|(_, (file, place))| bodies.contains(&(file.as_str(), place.as_str())));
    wrong.map(|(path, (file, place))| Spot::new(path, format!("A link leads to {file}#{place}."))).collect()
}

/// A date as W3CDTF has it: a year, a month of one, a day, a moment.
fn is_date(date: &str) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match date.len() {
        4 => is_number(date),
        7 => format!("{date}-01").parse::<jiff::civil::Date>().is_ok(),
        10 => date.parse::<jiff::civil::Date>().is_ok(),
        _ => date.parse::<jiff::Timestamp>().is_ok(),
    }
}
