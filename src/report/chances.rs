//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [122,  90,  33,  24,  17,  12,   9,   6,   4,   3,   2,   2,   1]),
    (Question::Level,          [ 13,  10,   7,   5,   4,   3,   2,   1,   1,   1,   1,   1,   1]),
    (Question::Page,           [ 80,  64,  25,  20,  16,  12,  10,   8,   6,   5,   4,   3,   2]),
    (Question::Note,           [116, 110,  54,  51,  48,  46,  43,  41,  39,  36,  34,  32,  31]),
    (Question::Break,          [ 26,  19,   7,   5,   4,   3,   2,   2,   1,   1,   1,   1,   1]),
    (Question::Gap,            [ 59,  44,  16,  12,   9,   7,   5,   4,   3,   2,   1,   1,   1]),
    (Question::Verse,          [ 72,  55,  21,  16,  12,   9,   7,   5,   4,   3,   2,   2,   1]),
    (Question::Span,           [ 80,  83,  44,  45,  47,  48,  50,  52,  54,  56,  58,  60,  62]),
    (Question::ProseOrHeading, [137, 131, 125, 119, 113, 108, 103,  98,  93,  89,  85,  81,  77]),
    (Question::ProseOrOther,   [ 37,  43,  50,  58,  67,  78,  90, 104, 119, 137, 157, 179, 204]),
    (Question::Prose,          [161, 107,  70,  45,  28,  18,  11,   7,   4,   3,   2,   1,   1]),
    (Question::Space,          [186, 150, 119,  94,  74,  58,  45,  35,  27,  21,  16,  12,  10]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 178, 316, 562];
