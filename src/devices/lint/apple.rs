//! What Apple Books wants.

use super::{Demand, Spot};

/// Pixels of a cover's short side, and of any picture.
const SHORT_SIDE: u32 = 1_400;
const MOST_PIXELS: u32 = 5_600_000;

pub(in super::super) const APPLE: &[Demand] = &[
    Demand {
        name: "small-cover",
        wants: "a cover has at least 1400 pixels on its short side",
        why: "Apple asks for as much in its shop.",
        remedy: "Take a larger picture.",
        source: "http://ideatrash.net/2012/08/apples-conflicting-epub-cover-dimension.html",
        is_fault: false,
        broken: |seen| {
            let size = seen.cover().and_then(|cover| Some((cover, cover.size?)));
            let small = size.filter(|(_, (width, height))| width.min(height) < &SHORT_SIDE);
            let spot = |(cover, (width, height)): (&super::seen::Picture, _)| {
                Spot::new(&cover.path, format!("The cover has {width} × {height} pixels."))
            };
            small.map(spot).into_iter().collect()
        },
    },
    Demand {
        name: "large-picture",
        wants: "a picture has at most 5.6 million pixels",
        why: "Apple takes no larger ones into its shop.",
        remedy: "Make it smaller.",
        source: "https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html",
        is_fault: false,
        broken: |seen| {
            let large = seen.pictures.iter().filter_map(|picture| Some((picture, picture.size?)));
            let large = large.filter(|(_, (width, height))| width.saturating_mul(*height) > MOST_PIXELS);
            large
                .map(|(picture, (width, height))| {
                    Spot::new(&picture.path, format!("It has {width} × {height} pixels."))
                })
                .collect()
        },
    },
];
