//! Poems and lyrics: lines that their author broke.

mod cues;
mod lines;
mod lone;
mod poem;
mod second;
mod section;
mod songfic;
mod spread;
mod survey;

pub use lone::Mottoes;
pub(super) use lone::is_sentence;
pub use survey::Survey;

use super::Detector;
use super::languages;
use super::place::Place;

/// The verse room.
pub static VERSE: Detector = Detector { name: "verse", concerns, first: cues::FIRST, second: second::SECOND };

/// Short lines.
fn concerns(place: &Place) -> bool {
    let shape = place.shape();
    shape.words > 0
        && (shape.words <= 16 || shape.words <= 22 && shape.indent > 0)
        && !(shape.is_speech && place.is_amid_prose())
}

/// Whether words of the story (lower case) speak of a song or a poem.
pub(super) fn is_spoken_of(words: &str) -> bool {
    languages::SONGS.is_in(words) || languages::POEMS.is_in(words)
}

/// Whether lines of verse begin here, as far as the lines themselves tell.
pub(super) fn begins(place: &Place) -> bool {
    poem::Poem::at(place).is_some_and(|poem| poem.is_likely(place))
}
