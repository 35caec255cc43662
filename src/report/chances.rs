//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [299, 231, 126,  92,  67,  48,  34,  24,  17,  12,   9,   6,   4]),
    (Question::Level,          [ 37,  29,  23,  18,  14,  11,   8,   7,   5,   4,   3,   2,   2]),
    (Question::Page,           [113,  88,  48,  37,  28,  22,  17,  13,  10,   7,   6,   4,   3]),
    (Question::Note,           [388, 315, 185, 141, 106,  79,  59,  43,  32,  23,  17,  12,   9]),
    (Question::Break,          [ 99,  66,  30,  19,  13,   8,   5,   3,   2,   1,   1,   1,   1]),
    (Question::Gap,            [128,  92,  46,  32,  23,  16,  11,   8,   5,   4,   3,   2,   1]),
    (Question::Verse,          [272, 207, 111,  80,  58,  41,  29,  21,  15,  10,   7,   5,   4]),
    (Question::Span,           [323, 302, 209, 193, 178, 164, 150, 138, 126, 115, 105,  96,  88]),
    (Question::ProseOrHeading, [330, 310, 291, 272, 254, 237, 221, 206, 191, 177, 164, 152, 141]),
    (Question::ProseOrOther,   [ 70,  78,  87,  97, 108, 120, 133, 148, 163, 180, 198, 218, 239]),
    (Question::Prose,          [834, 698, 514, 327, 182,  93,  45,  21,  10,   5,   2,   1,   1]),
    (Question::Space,          [372, 301, 238, 185, 141, 106,  79,  59,  43,  32,  23,  17,  12]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 142, 200, 284];
