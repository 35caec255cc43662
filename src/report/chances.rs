//! How often readings are wrong, as measured. Written by `cargo lab calibrate --write`; `docs/confidence.md` says
//! how, and how well it holds.

use super::decisions::{Question, WIDEST};

/// Of a thousand readings of each kind in a file without unrest, how many are wrong, by margin from 0.
#[rustfmt::skip]
pub(super) const WRONG: [(Question, [u16; WIDEST + 1]); 12] = [
    (Question::Heading,        [105,  78,  31,  23,  17,  12,   9,   6,   5,   3,   2,   2,   1]),
    (Question::Level,          [ 14,  10,   7,   5,   4,   3,   2,   2,   1,   1,   1,   1,   1]),
    (Question::Page,           [ 82,  65,  28,  22,  17,  14,  11,   8,   6,   5,   4,   3,   2]),
    (Question::Note,           [123, 115,  60,  56,  53,  49,  46,  43,  40,  38,  35,  33,  31]),
    (Question::Break,          [ 26,  20,   8,   6,   4,   3,   3,   2,   1,   1,   1,   1,   1]),
    (Question::Gap,            [ 64,  48,  19,  14,  10,   8,   6,   4,   3,   2,   2,   1,   1]),
    (Question::Verse,          [ 71,  54,  22,  17,  13,  10,   7,   5,   4,   3,   2,   2,   1]),
    (Question::Span,           [ 82,  85,  48,  49,  51,  52,  54,  55,  57,  58,  60,  62,  63]),
    (Question::ProseOrHeading, [121, 118, 115, 113, 110, 108, 106, 103, 101,  99,  97,  94,  92]),
    (Question::ProseOrOther,   [ 39,  45,  52,  61,  71,  82,  95, 109, 126, 144, 165, 188, 214]),
    (Question::Prose,          [172, 114,  75,  48,  30,  19,  12,   8,   5,   3,   2,   1,   1]),
    (Question::Space,          [196, 158, 126,  99,  78,  61,  48,  37,  29,  22,  17,  13,  10]),
];

/// By how many hundredths the odds of being wrong grow with a file's unrest, from 0 to 3.
pub(super) const UNREST: [u32; 4] = [100, 174, 302, 524];
