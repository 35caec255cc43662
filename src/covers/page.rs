//! What stands where on a cover: the words of each slot, as they are set.

use unicode_normalization::UnicodeNormalization;

use super::designs::Design;
use super::facts::Facts;
use super::palette::{Inks, palette, style_sheet};
use super::setting::{self, Setting, Slot};
use super::words::{Manner, words};

/// A page that is ready to be drawn.
pub(super) struct Page {
    pub(super) svg: String,
    /// All colours it is drawn in.
    pub(super) palette: Vec<[u8; 3]>,
}

/// A book's page in a design and its colours.
pub(super) fn page(facts: &Facts, design: &Design, inks: &Inks) -> Option<Page> {
    let template = design.template()?;
    let outlines = template.slots().map(|slot| set(slot, facts).map_or_else(String::new, |set| set.path));
    let outlines: Vec<String> = outlines.collect();
    Some(Page { svg: template.filled(&style_sheet(inks), &outlines), palette: palette(inks, &template.blends) })
}

/// The words of a slot, as they are set.
pub(super) fn set(slot: &Slot, facts: &Facts) -> Option<Setting> {
    let manner = Manner { face: slot.face, language: &facts.language, tracking: slot.tracking };
    let text = said(&slot.name, facts);
    let text = if slot.is_upper { upper(&text, &facts.language) } else { text };
    setting::set(words(&text, manner), slot, manner)
}

/// What a slot says.
pub(super) fn said(slot: &str, facts: &Facts) -> String {
    match slot {
        "title" => facts.title.clone(),
        "author" => facts.authors.join(" · "),
        _ => match &facts.series {
            Some((name, Some(place))) => format!("{name} · {place}"),
            Some((name, None)) => name.clone(),
            None => String::new(),
        },
    }
}

/// Capitals as printers set them: no accents on Greek ones but the diaeresis, the dot of the Turkish i.
fn upper(text: &str, language: &str) -> String {
    let primary = language.split('-').next().unwrap_or_default();
    match primary {
        "tr" | "az" => text.replace('i', "İ").to_uppercase(),
        "el" => {
            let is_accent =
                |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{313}' | '\u{314}' | '\u{342}' | '\u{345}');
            text.nfd().filter(|c| !is_accent(*c)).nfc().collect::<String>().to_uppercase()
        }
        _ => text.to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::covers::designs::DESIGNS;
    use crate::covers::{HEIGHT, WIDTH};
    use proptest::prelude::*;

    /// Holds that no ink of any design leaves its slot, and so the page.
    fn stays_on_the_page(facts: &Facts) {
        for design in &DESIGNS {
            let template = design.template().expect("a template");
            for slot in template.slots() {
                let Some(set) = set(slot, facts) else { continue };
                let [left, top, right, bottom] = set.ink;
                let is_within = left >= 0.0 && top >= 0.0 && right <= WIDTH as f32 && bottom <= HEIGHT as f32;
                assert!(is_within, "{} {}: {:?}", design.name, slot.name, set.ink);
                assert!(right - left <= slot.width + 1.0, "{} {}: {:?}", design.name, slot.name, set.ink);
                assert!(bottom - top <= slot.height + 1.0, "{} {}: {:?}", design.name, slot.name, set.ink);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_title_stays_on_the_page(title in "\\PC{0,200}", author in "\\PC{0,60}", series in "\\PC{0,80}") {
            let (authors, series) = (vec![author], Some((series, Some("2".to_owned()))));
            stays_on_the_page(&Facts { title, authors, series, language: "en".into(), ..Facts::default() });
        }

        #[test]
        fn any_words_of_letters_stay_on_the_page(
            title in "[a-zA-ZäßéαωбяЖ一-龥ぁ-んء-ي ’-]{1,120}",
            language in "(en|de|ar|ja|zh|ru|el|tr)",
        ) {
            stays_on_the_page(&Facts { title, language, ..Facts::default() });
        }
    }

    #[test]
    fn capitals_are_those_of_the_language() {
        assert_eq!(upper("istanbul", "tr"), "İSTANBUL");
        assert_eq!(upper("Ο φάρος και η αϊτή", "el"), "Ο ΦΑΡΟΣ ΚΑΙ Η ΑΪΤΗ");
        assert_eq!(upper("straße", "de"), "STRASSE");
    }
}
