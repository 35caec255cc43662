//! The form of a heading, by which others of the same author are known.

use super::form::Form;
use super::numbers::Notation;
use crate::detect::languages::Division;
use crate::detect::place::Place;

/// What two headings of one author have in common: word, notation, title or none, ornaments, and the space above.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signature {
    division: Option<Division>,
    notation: Option<Notation>,
    /// A title stands behind word and number, or there are none.
    pub(super) has_title: bool,
    ornament: Option<char>,
    is_capitals: bool,
    is_wider: bool,
}

impl Signature {
    /// The same form below a wider space.
    pub(super) fn below_space(self) -> Signature {
        Signature { is_wider: true, ..self }
    }

    /// What the heading here shares, whose form is given.
    pub(super) fn of(place: &Place, form: Option<&Form>) -> Signature {
        let shape = place.shape();
        Signature {
            division: form.and_then(|f| f.division),
            notation: form.and_then(|f| f.notation),
            has_title: form.is_none_or(|f| f.title.is_some()),
            ornament: (!shape.first.is_alphanumeric()).then_some(shape.first),
            is_capitals: shape.is_capitals,
            is_wider: place.wider_above() > 0,
        }
    }
}
