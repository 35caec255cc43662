//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [504, 405, 158, 112,  78,  53,  36,  25,  17,  11,   8,   5,   3]),
    (Question::Level,          [ 36,  29,  22,  18,  14,  11,   8,   7,   5,   4,   3,   2,   2]),
    (Question::Page,           [138, 113,  40,  32,  26,  21,  17,  14,  11,   9,   7,   6,   4]),
    (Question::Note,           [538, 446, 186, 136,  98,  70,  49,  35,  24,  17,  12,   8,   6]),
    (Question::Break,          [106,  74,  22,  15,  10,   7,   4,   3,   2,   1,   1,   1,   1]),
    (Question::Gap,            [135, 101,  32,  23,  17,  12,   9,   6,   5,   3,   2,   2,   1]),
    (Question::Verse,          [361, 289, 107,  79,  58,  42,  31,  22,  16,  12,   8,   6,   4]),
    (Question::Span,           [347, 342, 173, 170, 167, 164, 161, 158, 155, 152, 149, 147, 144]),
    (Question::ProseOrHeading, [354, 332, 310, 289, 269, 250, 231, 214, 198, 182, 168, 154, 142]),
    (Question::ProseOrOther,   [ 69,  77,  86,  96, 107, 120, 133, 148, 165, 182, 201, 222, 244]),
    (Question::Prose,          [846, 713, 530, 339, 189,  95,  46,  21,  10,   4,   2,   1,   1]),
    (Question::Space,          [363, 293, 232, 181, 139, 105,  79,  59,  44,  32,  24,  17,  13]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 141, 200, 282];
