//! How printers of each language set quotation marks and dashes: one row a language, or a country where it differs.
//!
//! Quotation marks are those of Unicode's locale data (CLDR, `delimiters`), dashes those of the languages' own manuals:
//! Chicago and New Hart's Rules, Duden, Lexique de l'Imprimerie nationale, Ortografía de la RAE, Мильчин.

/// How a language sets what a typist typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Habit {
    /// BCP 47: a language, or a language and a country.
    pub(super) tag: &'static str,
    /// What `"` becomes before and behind a quotation.
    pub(super) double: [char; 2],
    /// What `'` becomes there.
    pub(super) single: [char; 2],
    /// Guillemets stand apart from their words, by a space that does not break.
    pub(super) is_spaced: bool,
    /// What `--` becomes between words that touch it.
    pub(super) tight: char,
    /// What `--` and `-` become between spaces.
    pub(super) apart: char,
    /// How a paragraph of dialogue begins that is typed with a hyphen.
    pub(super) speech: Speech,
}

/// How a line of dialogue begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// With quotation marks: a hyphen there is no dash.
    Quoted,
    /// With a dash and a space.
    Dash(char),
    /// With a dash that touches its words, as the dashes around "he said" do.
    TightDash(char),
}

use Speech::{Dash, Quoted, TightDash};

const EN: char = '–';
const EM: char = '—';
const HIGH: [char; 2] = ['“', '”'];
const HIGH_SINGLE: [char; 2] = ['‘', '’'];
const LOW: [char; 2] = ['„', '“'];
const LOW_SINGLE: [char; 2] = ['‚', '‘'];
const LOW_HIGH: [char; 2] = ['„', '”'];
const GUILLEMETS: [char; 2] = ['«', '»'];
const GUILLEMET_SINGLE: [char; 2] = ['‹', '›'];
const RIGHT: [char; 2] = ['”', '”'];
const RIGHT_SINGLE: [char; 2] = ['’', '’'];

const fn row(
    tag: &'static str,
    double: [char; 2],
    single: [char; 2],
    tight: char,
    apart: char,
    speech: Speech,
) -> Habit {
    Habit { tag, double, single, is_spaced: false, tight, apart, speech }
}

const HABITS: [Habit; 39] = [
    row("en", HIGH, HIGH_SINGLE, EM, EM, Quoted),
    row("en-GB", HIGH, HIGH_SINGLE, EM, EN, Quoted),
    row("en-IE", HIGH, HIGH_SINGLE, EM, EN, Quoted),
    row("en-AU", HIGH, HIGH_SINGLE, EM, EN, Quoted),
    row("en-NZ", HIGH, HIGH_SINGLE, EM, EN, Quoted),
    row("de", LOW, LOW_SINGLE, EN, EN, Quoted),
    row("de-CH", GUILLEMETS, GUILLEMET_SINGLE, EN, EN, Quoted),
    Habit { is_spaced: true, ..row("fr", GUILLEMETS, HIGH, EM, EM, Dash(EM)) },
    row("fr-CH", GUILLEMETS, GUILLEMET_SINGLE, EN, EN, Dash(EN)),
    row("es", GUILLEMETS, HIGH, EM, EM, TightDash(EM)),
    row("es-MX", HIGH, HIGH_SINGLE, EM, EM, TightDash(EM)),
    row("es-US", HIGH, HIGH_SINGLE, EM, EM, TightDash(EM)),
    row("es-419", HIGH, HIGH_SINGLE, EM, EM, TightDash(EM)),
    row("ca", GUILLEMETS, HIGH, EM, EM, TightDash(EM)),
    row("it", GUILLEMETS, HIGH, EN, EN, Dash(EN)),
    row("pt", HIGH, HIGH_SINGLE, EM, EN, Dash(EM)),
    row("pt-PT", GUILLEMETS, HIGH, EM, EN, Dash(EM)),
    row("nl", HIGH, HIGH_SINGLE, EN, EN, Quoted),
    row("pl", LOW_HIGH, GUILLEMETS, EN, EN, Dash(EN)),
    row("ru", GUILLEMETS, LOW, EM, EM, Dash(EM)),
    row("uk", GUILLEMETS, LOW, EM, EM, Dash(EM)),
    row("be", GUILLEMETS, LOW, EM, EM, Dash(EM)),
    row("bg", LOW, HIGH_SINGLE, EM, EM, Dash(EM)),
    row("cs", LOW, LOW_SINGLE, EN, EN, Quoted),
    row("sk", LOW, LOW_SINGLE, EN, EN, Quoted),
    row("sl", LOW, LOW_SINGLE, EN, EN, Quoted),
    row("hr", LOW, LOW_SINGLE, EN, EN, Dash(EN)),
    row("hu", LOW_HIGH, ['»', '«'], EN, EN, Dash(EN)),
    row("ro", LOW_HIGH, GUILLEMETS, EN, EN, Dash(EM)),
    row("sv", RIGHT, RIGHT_SINGLE, EN, EN, Dash(EN)),
    row("fi", RIGHT, RIGHT_SINGLE, EN, EN, Dash(EN)),
    row("da", HIGH, HIGH_SINGLE, EN, EN, Dash(EN)),
    row("nb", GUILLEMETS, HIGH_SINGLE, EN, EN, Dash(EN)),
    row("nn", GUILLEMETS, HIGH_SINGLE, EN, EN, Dash(EN)),
    row("no", GUILLEMETS, HIGH_SINGLE, EN, EN, Dash(EN)),
    row("is", LOW, LOW_SINGLE, EN, EN, Quoted),
    row("et", LOW, GUILLEMETS, EN, EN, Quoted),
    row("el", GUILLEMETS, HIGH, EN, EN, Dash(EM)),
    row("tr", HIGH, HIGH_SINGLE, EM, EN, Dash(EM)),
];

/// The habit for a language tag; none where its printers' habits are not known here.
pub(super) fn habit(tag: &str) -> Option<&'static Habit> {
    let known = |tag: &str| HABITS.iter().find(|habit| habit.tag.eq_ignore_ascii_case(tag));
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let region = parts.find_map(|part| known(&format!("{primary}-{part}")));
    region.or_else(|| known(primary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_goes_before_its_language() {
        assert_eq!(habit("de-CH").map(|habit| habit.double), Some(GUILLEMETS));
        assert_eq!(habit("de-Latn-ch").map(|habit| habit.tag), Some("de-CH"));
        assert_eq!(habit("de-AT").map(|habit| habit.double), Some(LOW));
        assert_eq!(habit("PT-br").map(|habit| habit.tag), Some("pt"));
        assert_eq!(habit("tlh"), None);
        assert_eq!(habit(""), None);
    }
}
