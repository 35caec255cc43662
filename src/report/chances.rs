//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [113,  84,  34,  25,  18,  13,   9,   7,   5,   3,   2,   2,   1]),
    (Question::Level,          [ 14,  10,   8,   6,   4,   3,   2,   2,   1,   1,   1,   1,   1]),
    (Question::Page,           [ 87,  69,  30,  24,  18,  14,  11,   9,   7,   5,   4,   3,   2]),
    (Question::Note,           [126, 118,  63,  59,  55,  51,  48,  45,  42,  39,  36,  34,  31]),
    (Question::Break,          [ 28,  21,   9,   6,   5,   4,   3,   2,   1,   1,   1,   1,   1]),
    (Question::Gap,            [ 74,  61,  28,  23,  18,  15,  12,  10,   8,   6,   5,   4,   3]),
    (Question::Verse,          [ 74,  57,  24,  18,  13,  10,   7,   6,   4,   3,   2,   2,   1]),
    (Question::Span,           [ 85,  87,  50,  52,  53,  54,  56,  57,  58,  60,  61,  63,  65]),
    (Question::ProseOrHeading, [127, 124, 121, 119, 116, 113, 110, 108, 105, 103, 100,  98,  96]),
    (Question::ProseOrOther,   [ 50,  57,  65,  75,  85,  97, 110, 124, 141, 159, 178, 200, 224]),
    (Question::Prose,          [182, 121,  79,  51,  32,  20,  13,   8,   5,   3,   2,   1,   1]),
    (Question::Space,          [232, 183, 143, 111,  85,  64,  49,  37,  28,  21,  15,  12,   9]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 171, 292, 499];
