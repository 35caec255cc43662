//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [114,  85,  33,  24,  18,  13,   9,   7,   5,   4,   3,   2,   1]),
    (Question::Level,          [ 14,  10,   8,   6,   4,   3,   2,   2,   1,   1,   1,   1,   1]),
    (Question::Page,           [ 91,  72,  29,  23,  18,  14,  11,   9,   7,   5,   4,   3,   2]),
    (Question::Note,           [132, 125,  63,  59,  55,  51,  48,  45,  42,  39,  37,  34,  32]),
    (Question::Break,          [ 28,  22,   8,   6,   5,   3,   3,   2,   1,   1,   1,   1,   1]),
    (Question::Gap,            [ 68,  51,  19,  14,  10,   8,   6,   4,   3,   2,   2,   1,   1]),
    (Question::Verse,          [ 79,  60,  24,  18,  13,  10,   8,   6,   4,   3,   2,   2,   1]),
    (Question::Span,           [ 91,  93,  50,  52,  53,  55,  56,  58,  59,  61,  63,  64,  66]),
    (Question::ProseOrHeading, [127, 124, 121, 119, 116, 114, 111, 109, 106, 104, 102, 100,  97]),
    (Question::ProseOrOther,   [ 50,  58,  66,  75,  86,  98, 111, 126, 143, 162, 182, 205, 229]),
    (Question::Prose,          [183, 122,  79,  51,  32,  20,  13,   8,   5,   3,   2,   1,   1]),
    (Question::Space,          [210, 169, 135, 106,  84,  65,  51,  39,  30,  24,  18,  14,  11]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 169, 287, 486];
