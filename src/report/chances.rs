//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [286, 225,  88,  65,  48,  35,  25,  18,  13,  10,   7,   5,   4]),
    (Question::Level,          [ 35,  22,  14,   9,   6,   4,   2,   1,   1,   1,   1,   1,   1]),
    (Question::Page,           [ 84,  69,  27,  22,  17,  14,  11,   9,   7,   6,   5,   4,   3]),
    (Question::Note,           [229, 205,  94,  83,  73,  64,  56,  49,  43,  38,  33,  29,  25]),
    (Question::Break,          [ 77,  51,  16,  10,   7,   4,   3,   2,   1,   1,   1,   1,   1]),
    (Question::Gap,            [ 86,  56,  17,  11,   7,   4,   3,   2,   1,   1,   1,   1,   1]),
    (Question::Verse,          [319, 236,  86,  58,  39,  26,  17,  12,   8,   5,   3,   2,   1]),
    (Question::Span,           [328, 309, 159, 148, 138, 128, 119, 110, 102,  94,  87,  81,  74]),
    (Question::ProseOrHeading, [251, 232, 214, 197, 181, 165, 152, 139, 126, 115, 105,  96,  87]),
    (Question::ProseOrOther,   [ 51,  58,  66,  74,  83,  94, 105, 118, 133, 148, 165, 184, 204]),
    (Question::Prose,          [680, 507, 332, 193, 104,  53,  26,  13,   6,   3,   1,   1,   1]),
    (Question::Space,          [309, 244, 188, 143, 107,  79,  58,  43,  31,  23,  16,  12,   9]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 160, 257, 412];
