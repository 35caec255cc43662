//! A design's template: an SVG as any viewer shows it, whose `<text>` elements say where and how words are to be set, and
//! whose classes say which of the palette's colours a shape has. The words take the place of these elements as outlines.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::faces::Face;
use super::palette::{Blend, Ink};
use super::setting::{Anchor, Slot};

/// A template, cut at the places where words are to stand.
#[derive(Debug)]
pub(super) struct Template {
    /// What stands before its own colours.
    top: &'static str,
    /// What stands before each slot.
    parts: Vec<(&'static str, Slot)>,
    /// What stands behind the last.
    rest: &'static str,
    /// Which colours meet, and how many tones lie between them.
    pub(super) blends: Vec<Blend>,
}

impl Template {
    /// Reads a template. Nothing where something is wrong in it; a test reads them all.
    pub(super) fn read(svg: &'static str) -> Option<Template> {
        let mut reader = Reader::from_str(svg);
        let (mut top, mut parts, mut blends, mut done) = ("", Vec::new(), Vec::new(), 0);
        loop {
            let from = usize::try_from(reader.buffer_position()).ok()?;
            match reader.read_event().ok()? {
                Event::Start(start) if start.name().as_ref() == "svg" => {
                    for blend in attribute(&start, "data-blends")?.split_whitespace() {
                        let (inks, tones) = blend.split_once(':')?;
                        let (one, other) = inks.split_once('-')?;
                        blends.push(Blend {
                            between: (Ink::named(one)?, Ink::named(other)?),
                            tones: tones.parse().ok()?,
                        });
                    }
                }
                Event::Start(start) if start.name().as_ref() == "style" => {
                    reader.read_to_end(start.name()).ok()?;
                    top = &svg[done..from];
                    done = usize::try_from(reader.buffer_position()).ok()?;
                }
                Event::Start(start) if start.name().as_ref() == "text" => {
                    let slot = slot(&start)?;
                    reader.read_to_end(start.name()).ok()?;
                    parts.push((&svg[done..from], slot));
                    done = usize::try_from(reader.buffer_position()).ok()?;
                }
                Event::Eof => return Some(Template { top, parts, rest: &svg[done..], blends }),
                _ => {}
            }
        }
    }

    /// The slots, in their order.
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.parts.iter().map(|(_, slot)| slot)
    }

    /// The template in the colours of a style sheet, with outlines in its slots: the data of some paths for each, in tenths of
    /// a pixel.
    pub(super) fn filled(&self, style_sheet: &str, slots: &[Vec<String>]) -> String {
        let outlines = slots.iter().flatten().map(|path| path.len() + 100).sum::<usize>();
        let mut svg = String::with_capacity(self.rest.len() + outlines + 4_096);
        for piece in [self.top, "<style>", style_sheet, "</style>"] {
            svg.push_str(piece);
        }
        for ((before, slot), paths) in self.parts.iter().zip(slots) {
            svg.push_str(before);
            for path in paths {
                for piece in ["<path class=\"", &slot.class, "\" transform=\"scale(.1)\" d=\"", path, "\"/>"] {
                    svg.push_str(piece);
                }
            }
        }
        svg.push_str(self.rest);
        svg
    }
}

fn slot(start: &BytesStart<'_>) -> Option<Slot> {
    let number = |name: &str| attribute(start, name)?.parse::<f32>().ok();
    let or = |name: &str, other: f32| number(name).unwrap_or(other);
    Some(Slot {
        name: attribute(start, "id")?,
        class: attribute(start, "class")?,
        face: Face::named(&attribute(start, "font-family")?)?,
        x: number("x")?,
        y: number("data-top")?,
        width: number("data-width")?,
        height: number("data-height")?,
        anchor: match attribute(start, "text-anchor").as_deref() {
            None => Anchor::Start,
            Some("middle") => Anchor::Middle,
            Some("end") => Anchor::End,
            Some(_) => return None,
        },
        rise: or("data-rise", 0.0),
        largest: number("font-size")?,
        tracking: or("data-tracking", 0.0),
        leading: or("data-leading", 1.0),
        is_upper: attribute(start, "data-case").as_deref() == Some("upper"),
    })
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    Some(found.value.into_owned())
}
