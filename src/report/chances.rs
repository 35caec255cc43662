//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [138, 102,  36,  26,  18,  13,   9,   7,   5,   3,   2,   2,   1]),
    (Question::Level,          [ 14,  10,   7,   5,   4,   3,   2,   1,   1,   1,   1,   1,   1]),
    (Question::Page,           [ 89,  71,  27,  21,  17,  13,  10,   8,   6,   5,   4,   3,   2]),
    (Question::Note,           [132, 125,  59,  56,  52,  49,  47,  44,  41,  39,  36,  34,  32]),
    (Question::Break,          [ 28,  21,   7,   6,   4,   3,   2,   2,   1,   1,   1,   1,   1]),
    (Question::Gap,            [ 66,  49,  17,  13,   9,   7,   5,   4,   3,   2,   1,   1,   1]),
    (Question::Verse,          [ 80,  61,  22,  17,  13,  10,   7,   5,   4,   3,   2,   2,   1]),
    (Question::Span,           [ 88,  91,  46,  48,  49,  51,  53,  55,  56,  58,  60,  62,  64]),
    (Question::ProseOrHeading, [140, 133, 127, 121, 115, 109, 104,  99,  94,  89,  85,  81,  77]),
    (Question::ProseOrOther,   [ 39,  45,  53,  61,  71,  83,  95, 110, 127, 145, 166, 190, 215]),
    (Question::Prose,          [173, 115,  75,  48,  30,  19,  12,   8,   5,   3,   2,   1,   1]),
    (Question::Space,          [198, 159, 127, 100,  79,  62,  48,  37,  29,  22,  17,  13,  10]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 173, 299, 517];
