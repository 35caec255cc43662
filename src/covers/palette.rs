//! The colours of a cover: four inks and the tones in which they meet, sixteen at most, so that a pixel is half a byte.

use std::fmt::Write as _;

/// Colours of a cover at most: what four bits can say, and what an e-reader's screen can show.
pub(super) const MOST: usize = 16;

/// One of a cover's four colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The ground.
    Paper,
    /// The words.
    Words,
    /// What stands out.
    Accent,
    /// What stands between.
    Second,
}

/// The four colours, as `0xRRGGBB`, in the order of [`Ink`].
pub(super) type Inks = [u32; 4];

/// Two inks that meet, and the tones between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blend {
    pub(super) between: (Ink, Ink),
    pub(super) tones: usize,
}

impl Ink {
    const ALL: [(Ink, &'static str); 4] =
        [(Ink::Paper, "paper"), (Ink::Words, "ink"), (Ink::Accent, "accent"), (Ink::Second, "second")];

    /// By its class in a template.
    pub(super) fn named(name: &str) -> Option<Ink> {
        Ink::ALL.iter().find(|(_, own)| *own == name).map(|(ink, _)| *ink)
    }
}

/// The style sheet that gives a template's classes their colours.
pub(super) fn style_sheet(inks: &Inks) -> String {
    let mut sheet = String::new();
    for ((_, name), colour) in Ink::ALL.iter().zip(inks) {
        let _ = write!(sheet, ".{name}{{fill:#{colour:06x}}}.{name}-line{{fill:none;stroke:#{colour:06x}}}");
    }
    sheet
}

/// The colours of a cover, as red, green, blue.
pub(super) fn palette(inks: &Inks, blends: &[Blend]) -> Vec<[u8; 3]> {
    let rgb = |colour: u32| -> [u8; 3] { [(colour >> 16) as u8, (colour >> 8) as u8, colour as u8] };
    let mut colours: Vec<[u8; 3]> = Vec::with_capacity(MOST);
    let mut add = |colour: [u8; 3]| {
        if colours.len() < MOST && !colours.contains(&colour) {
            colours.push(colour);
        }
    };
    for &ink in inks {
        add(rgb(ink));
    }
    for blend in blends {
        let (one, other) = (rgb(inks[blend.between.0 as usize]), rgb(inks[blend.between.1 as usize]));
        for step in 1..=blend.tones {
            let tone = |at: usize| {
                let (one, other, parts) = (usize::from(one[at]), usize::from(other[at]), blend.tones + 1);
                ((one * (parts - step) + other * step + parts / 2) / parts) as u8
            };
            add([tone(0), tone(1), tone(2)]);
        }
    }
    colours
}

/// Finds the nearest of a palette's colours, and remembers what was asked.
pub(super) struct Nearest<'p> {
    palette: &'p [[u8; 3]],
    known: Vec<(u32, u8)>,
}

/// Colours that are remembered.
const KNOWN: usize = 1 << 10;

impl<'p> Nearest<'p> {
    pub(super) fn of(palette: &'p [[u8; 3]]) -> Nearest<'p> {
        // No pixel of a finished page is transparent, so nothing is known of the first.
        Nearest { palette, known: vec![(0, 0); KNOWN] }
    }

    /// The index of a colour, given as red, green, blue and opacity of a byte each.
    pub(super) fn index(&mut self, pixel: [u8; 4]) -> u8 {
        let colour = u32::from_le_bytes(pixel);
        let place = (colour.wrapping_mul(0x9E37_79B1) >> 22) as usize % KNOWN;
        let (known, index) = self.known[place];
        if known == colour {
            return index;
        }
        let far = |own: &[u8; 3]| -> u32 {
            let part = |at: usize| u32::from(own[at].abs_diff(pixel[at])).pow(2);
            part(0) * 2 + part(1) * 4 + part(2)
        };
        let index = (0u8..).zip(self.palette).min_by_key(|(_, own)| far(own)).map_or(0, |(index, _)| index);
        self.known[place] = (colour, index);
        index
    }
}
