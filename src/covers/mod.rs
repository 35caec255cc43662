//! A story's facts to the cover of its book: a design by genre or by author, its colours by the book's identity, its words
//! set by hand and eye.
//!
//! ```text
//! facts     metadata -> Facts      what the cover says, and what it depends on
//! designs   facts    -> Design     a template (styles/covers) and its colours
//! page      facts    -> outlines   the words of each of the template's slots
//! words     text     -> Words      shaped, with the places where a line may end
//! setting   words    -> outlines   how large, in which lines
//! template  outlines -> SVG        the design with the words in it
//! paint     SVG      -> rows       drawn by resvg in bands, sixteen colours
//! png       rows     -> file
//! ```
//!
//! Nothing here reads a file, a clock or the environment: the same facts give the same bytes on every machine. So a
//! template turns nothing (`rotate`) and has no arcs, whose sines differ from one system's library to the next.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes of type and places on a page are small numbers"
)]

mod designs;
mod faces;
mod facts;
mod jpeg;
mod lines;
mod own;
mod page;
mod paint;
mod palette;
mod png;
mod said;
mod setting;
mod template;
mod words;

use std::fmt;
use std::sync::Arc;

pub use facts::Facts;
pub use own::{PictureError, own, size};
pub use said::{Unsaid, unsaid};

/// Pixels of a drawn cover: what Kindle and Apple Books ask for, and an e-reader's screen and a half.
pub const WIDTH: u32 = 1600;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 2400;

/// A cover as it goes into a book.
#[derive(Clone, PartialEq, Eq)]
pub struct Cover {
    /// The picture's file.
    pub bytes: Vec<u8>,
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Which cover a book has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Choice {
    /// One that is drawn from the story's facts.
    #[default]
    Drawn,
    /// The person's own.
    Own(Arc<Cover>),
    /// None.
    None,
}

/// What a drawn cover is.
pub const MEDIA_TYPE: &str = "image/png";

impl Cover {
    /// A cover that was drawn, as its file.
    #[must_use]
    pub fn drawn(bytes: Vec<u8>) -> Cover {
        Cover { bytes, media_type: MEDIA_TYPE, width: WIDTH, height: HEIGHT }
    }

    /// A digest of the picture, as sixteen hexadecimal digits.
    #[must_use]
    pub fn key(&self) -> String {
        blake3::hash(&self.bytes).to_hex()[..16].to_owned()
    }
}

/// Its digest stands for its bytes: what depends on options asks what they look like.
impl fmt::Debug for Cover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cover({}, {} x {}, {})", self.media_type, self.width, self.height, self.key())
    }
}

/// Draws a cover.
#[must_use]
pub fn draw(facts: &Facts) -> Option<Cover> {
    let (design, inks) = designs::design(facts);
    draw_in(facts, design, inks)
}

/// The name of the design that a book's cover has, as `styles/covers` has it.
#[must_use]
pub fn design(facts: &Facts) -> &'static str {
    designs::design(facts).0.name
}

/// Draws a cover in each design, in the colours of a number: the design's name, and the cover.
pub fn draw_all(facts: &Facts, colours: usize) -> impl Iterator<Item = (&'static str, Option<Cover>)> {
    let draw = move |design: &'static designs::Design| {
        (design.name, draw_in(facts, design, &design.inks[colours % design.inks.len()]))
    };
    designs::DESIGNS.iter().map(draw)
}

fn draw_in(facts: &Facts, design: &designs::Design, inks: &palette::Inks) -> Option<Cover> {
    let page = page::page(facts, design, inks)?;
    let rows = paint::rows(&page.svg, &page.palette)?;
    png::encode(&rows, &page.palette).map(Cover::drawn)
}
