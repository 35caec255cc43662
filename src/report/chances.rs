//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [210, 172, 120,  97,  77,  61,  49,  38,  30,  24,  19,  15,  11]),
    (Question::Level,          [ 26,  23,  20,  18,  16,  14,  12,  10,   9,   8,   7,   6,   5]),
    (Question::Page,           [ 74,  59,  40,  32,  25,  20,  16,  13,  10,   8,   6,   5,   4]),
    (Question::Note,           [203, 153,  97,  71,  51,  37,  27,  19,  14,  10,   7,   5,   3]),
    (Question::Break,          [ 90,  58,  31,  20,  13,   8,   5,   3,   2,   1,   1,   1,   1]),
    (Question::Gap,            [ 96,  92,  76,  73,  71,  68,  66,  63,  61,  59,  57,  55,  53]),
    (Question::Verse,          [231, 172, 107,  77,  54,  38,  26,  18,  13,   9,   6,   4,   3]),
    (Question::Span,           [187, 168, 130, 116, 103,  92,  81,  72,  64,  56,  50,  44,  39]),
    (Question::ProseOrHeading, [211, 207, 202, 198, 194, 189, 185, 181, 177, 173, 169, 166, 162]),
    (Question::ProseOrOther,   [ 82,  86,  90,  94,  98, 103, 107, 112, 117, 123, 128, 134, 140]),
    (Question::Prose,          [906, 797, 617, 397, 212,  99,  43,  18,   7,   3,   1,   1,   1]),
    (Question::Space,          [295, 231, 178, 134, 100,  74,  55,  40,  29,  21,  15,  11,   8]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 166, 276, 459];
