//! What stands where on a cover: the words of each slot, as they are set.

use unicode_normalization::UnicodeNormalization;

use super::designs::Design;
use super::faces::Face;
use super::facts::Facts;
use super::palette::{Inks, palette, style_sheet};
use super::said::{Said, said};
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
    let said = said(facts).0;
    let outlines = template.slots().map(|slot| {
        let settings = set(slot, &said, &facts.language);
        settings.into_iter().flat_map(|set| set.paths).collect()
    });
    let outlines: Vec<Vec<String>> = outlines.collect();
    let svg = template.filled(&style_sheet(inks), &outlines);
    Some(Page { svg, palette: palette(inks, &template.blends) })
}

/// How large a subtitle is beside its title, at most, and how far below it stands, in its own ems.
const SUBTITLE: f32 = 0.42;
const BELOW: f32 = 0.9;

/// The words of a slot, as they are set: a title and what goes with it, or one line.
pub(super) fn set(slot: &Slot, said: &Said, language: &str) -> Vec<Setting> {
    let text = match slot.name.as_str() {
        "title" => &said.title,
        "author" => &said.author,
        _ => &said.series,
    };
    let slot = &slot.for_words(text);
    let cased = |text: &str| if slot.is_upper { upper(text, language) } else { text.to_owned() };
    let face = face(text, slot.face);
    let manner = Manner { face, language, tracking: slot.tracking };
    let one = |text: &str, slot: &Slot| setting::set(words(&cased(text), manner), slot, manner);
    if slot.name != "title" || said.subtitle.is_empty() {
        return one(text, slot).into_iter().collect();
    }
    // The title at the head of the box and the subtitle below it, then both moved to where the box wants them.
    let above = Slot { height: slot.height * 0.72, rise: 0.0, ..slot.clone() };
    let Some(title) = one(text, &above) else { return Vec::new() };
    let largest = title.size * SUBTITLE;
    let top = title.ink[3] + largest * BELOW;
    let below = Slot { y: top, height: slot.y + slot.height - top, largest, rise: 0.0, ..slot.clone() };
    let subtitle = one(&said.subtitle, &below);
    let bottom = subtitle.as_ref().map_or(title.ink[3], |set| set.ink[3]);
    let down = (slot.y + slot.height - bottom).max(0.0) * slot.rise;
    let moved = |slot: &Slot| Slot { y: slot.y + down, ..slot.clone() };
    [one(text, &moved(&above)), one(&said.subtitle, &moved(&below))].into_iter().flatten().collect()
}

/// The face of a text: the wanted one, or Garamond where that has letters of it which the wanted one has not, so that no
/// word is of two faces.
fn face(text: &str, wanted: Face) -> Face {
    let is_lacking = |c: char| !wanted.has(c) && Face::Garamond.has(c);
    if text.chars().any(is_lacking) { Face::Garamond } else { wanted }
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
    use crate::covers::setting::SMALLEST;
    use crate::covers::{HEIGHT, WIDTH};
    use proptest::prelude::*;

    /// Holds that no ink of any design leaves its slot, and so the page.
    fn stays_on_the_page(facts: &Facts) {
        let said = said(facts).0;
        for design in &DESIGNS {
            let template = design.template().expect("a template");
            for slot in template.slots() {
                for set in set(slot, &said, &facts.language) {
                    let [left, top, right, bottom] = set.ink;
                    let is_on_page = left >= 0.0 && top >= 0.0 && right <= WIDTH as f32 && bottom <= HEIGHT as f32;
                    assert!(is_on_page, "{} {}: {:?}", design.name, slot.name, set.ink);
                    assert!(right - left <= slot.width + 1.0, "{} {}: {:?}", design.name, slot.name, set.ink);
                    let is_in_slot = top >= slot.y - 1.0 && bottom <= slot.y + slot.height + 1.0;
                    assert!(is_in_slot, "{} {}: {:?}", design.name, slot.name, set.ink);
                }
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
    fn a_title_is_large_enough_to_be_read() {
        let words =
            "A Long and Winding Account of What Was Said at the Wake, by Whom, and Why Nobody Believed It at All";
        let squares = "無".repeat(150);
        let titles = [
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung",
            "The Incomprehensibilities",
            words,
            "this_is_my_first_story_please_be_gentle_with_me_ok",
            &squares,
        ];
        for title in titles {
            let said = said(&Facts { title: title.to_owned(), language: "en".to_owned(), ..Facts::default() }).0;
            for design in &DESIGNS {
                let template = design.template().expect("a template");
                for slot in template.slots().filter(|slot| slot.name == "title") {
                    let size = set(slot, &said, "en").first().expect("a title").size;
                    assert!(size >= SMALLEST, "{}: {title}: {size}", design.name);
                }
            }
        }
    }

    #[test]
    fn capitals_are_those_of_the_language() {
        assert_eq!(upper("istanbul", "tr"), "İSTANBUL");
        assert_eq!(upper("Ο φάρος και η αϊτή", "el"), "Ο ΦΑΡΟΣ ΚΑΙ Η ΑΪΤΗ");
        assert_eq!(upper("straße", "de"), "STRASSE");
    }
}
