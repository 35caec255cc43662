//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [467, 362, 166, 114,  77,  51,  33,  22,  14,   9,   6,   4,   3]),
    (Question::Level,          [ 34,  27,  21,  17,  13,  10,   8,   6,   5,   4,   3,   2,   2]),
    (Question::Page,           [140, 113,  51,  41,  32,  25,  20,  16,  12,  10,   8,   6,   5]),
    (Question::Note,           [335, 287, 149, 123, 101,  82,  67,  54,  44,  35,  29,  23,  18]),
    (Question::Break,          [126,  85,  31,  20,  13,   8,   5,   3,   2,   1,   1,   1,   1]),
    (Question::Gap,            [138, 113,  52,  42,  34,  27,  22,  17,  14,  11,   9,   7,   6]),
    (Question::Verse,          [285, 230, 108,  83,  63,  48,  37,  28,  21,  16,  12,   9,   7]),
    (Question::Span,           [270, 269, 166, 165, 164, 163, 163, 162, 161, 160, 159, 159, 158]),
    (Question::ProseOrHeading, [251, 251, 251, 250, 250, 250, 250, 249, 249, 249, 248, 248, 248]),
    (Question::ProseOrOther,   [121, 129, 136, 144, 153, 162, 171, 181, 191, 202, 213, 224, 236]),
    (Question::Prose,          [852, 721, 535, 340, 187,  93,  44,  20,   9,   4,   2,   1,   1]),
    (Question::Space,          [352, 282, 222, 171, 130,  98,  73,  54,  40,  29,  21,  16,  11]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 145, 210, 305];
