//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [303, 235, 123,  90,  65,  47,  34,  24,  17,  12,   9,   6,   4]),
    (Question::Level,          [ 36,  29,  22,  17,  14,  11,   8,   6,   5,   4,   3,   2,   2]),
    (Question::Page,           [115,  90,  47,  36,  28,  21,  16,  12,   9,   7,   6,   4,   3]),
    (Question::Note,           [423, 331, 178, 128,  90,  63,  43,  30,  20,  14,   9,   6,   4]),
    (Question::Break,          [100,  67,  29,  19,  12,   8,   5,   3,   2,   1,   1,   1,   1]),
    (Question::Gap,            [129,  93,  43,  30,  21,  14,  10,   7,   5,   3,   2,   2,   1]),
    (Question::Verse,          [369, 274, 136,  92,  61,  40,  26,  17,  11,   7,   5,   3,   2]),
    (Question::Span,           [341, 318, 214, 197, 181, 166, 152, 139, 127, 115, 105,  96,  87]),
    (Question::ProseOrHeading, [324, 303, 283, 264, 246, 229, 213, 197, 182, 169, 156, 143, 132]),
    (Question::ProseOrOther,   [ 70,  78,  87,  96, 107, 118, 131, 145, 160, 176, 194, 213, 233]),
    (Question::Prose,          [834, 696, 512, 324, 180,  91,  44,  21,  10,   4,   2,   1,   1]),
    (Question::Space,          [376, 303, 239, 185, 141, 106,  79,  58,  43,  31,  23,  17,  12]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 143, 203, 290];
