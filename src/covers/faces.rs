//! The faces that covers are set in: read once a process, when the first word needs them.

use std::sync::LazyLock;

use harfrust::{Direction, Feature, Language, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A face that covers are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Face {
    /// EB Garamond, upright.
    Garamond,
    /// EB Garamond, italic.
    GaramondItalic,
    /// Noto Serif Display, a little narrow, of medium weight: a letter of high contrast.
    Display,
    /// Commissioner, semi-bold: a sans of even width.
    Sans,
    /// Fira Sans Extra Condensed, semi-bold: tall letters for long words.
    Condensed,
    /// Amiri: Arabic in the naskh of the Bulaq press.
    Naskh,
    /// Noto Serif CJK, bold: Song and Mincho for Chinese and Japanese.
    Song,
}

/// The faces' files, in the order of [`Face`]; `styles/fonts/subset.py` has made them of the whole faces.
const FILES: [&[u8]; 7] = [
    include_bytes!("../../styles/fonts/EBGaramond-Regular.otf"),
    include_bytes!("../../styles/fonts/EBGaramond-Italic.otf"),
    include_bytes!("../../styles/fonts/NotoSerifDisplay-SemiCondensedMedium.ttf"),
    include_bytes!("../../styles/fonts/Commissioner-SemiBold.ttf"),
    include_bytes!("../../styles/fonts/FiraSansExtraCondensed-SemiBold.ttf"),
    include_bytes!("../../styles/fonts/Amiri-Regular.ttf"),
    include_bytes!("../../styles/fonts/NotoSerifCJK-Bold.otf"),
];

static CUT: [LazyLock<Option<Cut>>; 7] = [
    LazyLock::new(|| Cut::read(FILES[0])),
    LazyLock::new(|| Cut::read(FILES[1])),
    LazyLock::new(|| Cut::read(FILES[2])),
    LazyLock::new(|| Cut::read(FILES[3])),
    LazyLock::new(|| Cut::read(FILES[4])),
    LazyLock::new(|| Cut::read(FILES[5])),
    LazyLock::new(|| Cut::read(FILES[6])),
];

/// A face as it was read.
struct Cut {
    font: FontRef<'static>,
    shaping: ShaperData,
    em: f32,
}

impl Cut {
    fn read(file: &'static [u8]) -> Option<Cut> {
        let font = FontRef::new(file).ok()?;
        let em = f32::from(font.head().ok()?.units_per_em());
        Some(Cut { shaping: ShaperData::new(&font), font, em })
    }
}

/// A glyph where its pen stands, in ems from the beginning of its run; the baseline is 0, up is positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) y: f32,
}

impl Face {
    /// By its name in a template.
    pub(super) fn named(name: &str) -> Option<Face> {
        Some(match name {
            "EB Garamond" => Face::Garamond,
            "EB Garamond Italic" => Face::GaramondItalic,
            "Noto Serif Display" => Face::Display,
            "Commissioner" => Face::Sans,
            "Fira Sans Extra Condensed" => Face::Condensed,
            _ => return None,
        })
    }

    /// The faces that are asked for a character, one after the other, where this one is wanted.
    pub(super) fn and_helpers(self) -> [Face; 4] {
        [self, Face::Garamond, Face::Naskh, Face::Song]
    }

    fn cut(self) -> Option<&'static Cut> {
        CUT[self as usize].as_ref()
    }

    /// Whether the face has a character.
    pub(super) fn has(self, c: char) -> bool {
        self.cut().is_some_and(|cut| cut.font.charmap().map(c).is_some())
    }

    /// Shapes a run of one direction. Gives its glyphs from left to right and the run's width, in ems.
    pub(super) fn shape(self, text: &str, is_rtl: bool, language: &str, tracking: f32) -> (Vec<Glyph>, f32) {
        let Some(cut) = self.cut() else { return (Vec::new(), 0.0) };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        if let Some(language) = Language::new(language) {
            buffer.set_language(language);
        }
        // Letters that are set apart are not bound together.
        let apart =
            [Feature::new(harfrust::Tag::new(b"liga"), 0, ..), Feature::new(harfrust::Tag::new(b"clig"), 0, ..)];
        let features: &[Feature] = if tracking > 0.0 { &apart } else { &[] };
        let shaped = cut.shaping.shaper(&cut.font).build().shape(buffer, ShapeOptions::new().features(features));
        let mut pen = 0.0;
        let ems = |units: i32| units as f32 / cut.em;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| {
            let glyph = Glyph { id: info.glyph_id, x: pen + ems(position.x_offset), y: ems(position.y_offset) };
            let advance = ems(position.x_advance);
            pen += if advance > 0.0 { advance + tracking } else { advance };
            glyph
        });
        (glyphs.collect(), pen)
    }

    /// Draws a glyph's outline in units of the face; [`Face::em`] of them are an em.
    pub(super) fn draw(self, glyph: u32, pen: &mut impl OutlinePen) {
        let Some(cut) = self.cut() else { return };
        if let Some(outline) = cut.font.outline_glyphs().get(GlyphId::new(glyph)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // A glyph of these files that cannot be drawn leaves its place empty; a test draws them all.
            let _ = outline.draw(settings, pen);
        }
    }

    /// Units of an em.
    pub(super) fn em(self) -> f32 {
        self.cut().map_or(1000.0, |cut| cut.em)
    }

    /// How far apart the baselines of lines stand at least, in ems, beside those of Latin.
    pub(super) fn leading(self) -> f32 {
        match self {
            Face::Naskh => 1.45,
            Face::Song => 1.2,
            _ => 1.0,
        }
    }
}
