//! A run of characters beyond ASCII, read as the bytes of a code page: is it UTF-8 that was misread, and how surely.
//!
//! UTF-8 is strict: a first byte says how many bytes follow, and those are of a kind that begins nothing. Words of real
//! text hardly ever spell it by chance, and the few that can ("AMANHÃ…") are known by what they are made of: a capital
//! and a mark that may stand behind a word. All else, a sign of currency behind an `â`, an `©` behind an `Ã`, is loud.

use std::ops::Range;

use super::codepage::Codepage;

/// Points from which a run is certain by itself.
pub(super) const CERTAIN: u32 = 3;

/// What a run is in one code page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// UTF-8 misread: stretches of the run (bytes) and what they should be, and how loudly it says so.
    Misread {
        /// Bytes of the run, and the text they stand for.
        stretches: Vec<(Range<usize>, String)>,
        /// [`CERTAIN`] or more where nothing else is needed.
        points: u32,
    },
    /// UTF-8 misread and then damaged: a byte is lost, and nobody can say which it was.
    Damaged,
    /// Letters as their author typed them.
    Honest,
    /// Marks that say nothing either way.
    Neutral,
}

/// Reads a run in a code page; `before` is the character in front of it.
pub(super) fn read(run: &str, before: Option<char>, page: &Codepage) -> Reading {
    let mut stretches: Vec<(Range<usize>, String)> = Vec::new();
    let (mut points, mut count, mut letters) = (0, 0, 0);
    let mut script = None;
    let mut is_of_one_script = true;
    let mut previous = before;
    let mut at = 0;
    while let Some(c) = run[at..].chars().next() {
        match sequence(&run[at..], page) {
            Sequence::Whole { length, outcome } => {
                let typed = &run[at..at + length];
                points += judge(typed, outcome, previous);
                count += 1;
                if let Some(its) = foreign_script(outcome) {
                    letters += 1;
                    is_of_one_script &= script.replace(its).is_none_or(|other| other == its);
                }
                match stretches.last_mut() {
                    Some((range, after)) if range.end == at => {
                        range.end = at + length;
                        after.push(outcome);
                    }
                    _ => stretches.push((at..at + length, outcome.into())),
                }
                previous = typed.chars().next_back();
                at += length;
            }
            Sequence::Cut => return Reading::Damaged,
            // A dash or a quotation mark that was typed beside it, after the accident.
            Sequence::None if is_mark(c) => {
                previous = Some(c);
                at += c.len_utf8();
            }
            Sequence::None => {
                return if run.contains(char::is_alphabetic) { Reading::Honest } else { Reading::Neutral };
            }
        }
    }
    if count == 0 {
        return Reading::Neutral;
    }
    // Letters of another alphabet are believed where they make a word of it; phonetic signs are none.
    if letters > 0 && (letters < 2 || !is_of_one_script || script == Some(PHONETIC)) {
        points = points.min(CERTAIN - 1);
    }
    Reading::Misread { stretches, points }
}

/// What stands at the head of a text, read as UTF-8.
enum Sequence {
    /// A whole sequence: its bytes in the text as typed, and the character it stands for.
    Whole { length: usize, outcome: char },
    /// The beginning of one, loud enough to be none by chance.
    Cut,
    /// None.
    None,
}

fn sequence(text: &str, page: &Codepage) -> Sequence {
    let mut chars = text.chars();
    let first = chars.next().and_then(|c| page.byte(c));
    let wanted = match first {
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        _ => return Sequence::None,
    };
    let mut bytes = [first.unwrap_or_default(), 0, 0, 0];
    let mut is_loud = false;
    for place in &mut bytes[1..wanted] {
        match chars.next() {
            // What a program writes for a byte that it cannot read.
            Some('\u{FFFD}') => return Sequence::Cut,
            Some(c) => match page.byte(c) {
                Some(byte @ 0x80..=0xBF) => {
                    *place = byte;
                    is_loud |= !c.is_alphabetic() && !may_follow(c);
                }
                _ => return if is_loud { Sequence::Cut } else { Sequence::None },
            },
            None => return if is_loud { Sequence::Cut } else { Sequence::None },
        }
    }
    match std::str::from_utf8(&bytes[..wanted]).ok().and_then(|text| text.chars().next()) {
        Some(outcome) if !is_nothing(outcome) => Sequence::Whole { length: text.len() - chars.as_str().len(), outcome },
        _ => Sequence::None,
    }
}

/// How loudly a sequence says that it is misread: 3 by itself, 2 with another, 0 only beside
/// others that are certain.
fn judge(typed: &str, outcome: char, before: Option<char>) -> u32 {
    let mut chars = typed.chars();
    let first = chars.next().unwrap_or_default();
    // A note's sign may stand behind a word in capitals that ends with an accent.
    let in_capitals = before.is_some_and(char::is_uppercase);
    let is_odd = |c: char| {
        matches!(c, 'ƒ' | 'ª' | 'º' | 'µ' | 'ˆ') || !(c.is_alphabetic() || may_follow(c) || in_capitals && is_note(c))
    };
    let is_boxes =
        matches!(first, '\u{2500}'..='\u{257F}') && typed.chars().all(|c| matches!(c, '\u{2500}'..='\u{259F}'));
    let is_loud = chars.clone().any(is_odd)
        || !first.is_alphabetic() && !is_mark(first)
        // A capital in the middle of a word.
        || first.is_uppercase() && before.is_some_and(char::is_lowercase)
        || matches!(outcome, '\u{2010}'..='\u{203A}' | '€' | '™');
    match (is_loud && !is_boxes, is_familiar(outcome), typed.chars().count()) {
        (true, true, _) | (true, _, 4) => CERTAIN,
        // Nobody types a control character.
        _ if typed.contains(char::is_control) => CERTAIN,
        (true, false, _) => 2,
        (false, ..) => 0,
    }
}

/// Letters of the Latin alphabet with their accents, and the marks and signs of printed prose.
fn is_familiar(c: char) -> bool {
    matches!(c, '\u{A0}'..='\u{17F}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'ƒ' | 'ˆ' | '˜' | '\u{218}'..='\u{21B}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{206F}'
        | '€' | '№' | '™' | '\u{2190}'..='\u{2193}' | '\u{2600}'..='\u{27BF}' | '\u{FB00}'..='\u{FB06}')
}

/// Letters of phonetic scripts and of languages that few stories are written in.
const PHONETIC: u32 = 0x180;

/// The alphabet of a letter that is none of the Latin one: the high bits of its code point, which tell alphabets apart
/// well enough; the Han characters, kana and Hangul count as one.
fn foreign_script(c: char) -> Option<u32> {
    let code = u32::from(c);
    (c.is_alphabetic() && !is_familiar(c)).then_some(match code {
        0x2E80.. => 0x2E80,
        0x180..=0x36F => PHONETIC,
        0x370..=0x3FF | 0x1F00..=0x1FFF => 0x370,
        _ => code & !0xFF,
    })
}

/// Marks that may stand directly behind a word.
fn may_follow(c: char) -> bool {
    matches!(
        c,
        '\u{A0}'
            | '\u{AD}'
            | '´'
            | '·'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '‘'
            | '’'
            | '‚'
            | '“'
            | '”'
            | '„'
            | '…'
            | '™'
            | '®'
    )
}

/// Signs that lead to a note, and raised figures.
fn is_note(c: char) -> bool {
    matches!(c, '†' | '‡' | '¹' | '²' | '³' | '°' | '§' | '•' | '©')
}

/// Marks that are typed on purpose: dashes, quotation marks, dots.
fn is_mark(c: char) -> bool {
    may_follow(c) || matches!(c, '•' | '¡' | '¿' | '―' | '°' | '§' | '€' | '£')
}

/// Characters that no text holds: controls, private ones, noncharacters.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(run: &str, before: Option<char>) -> u32 {
        let readings = Codepage::all().iter().map(|page| match read(run, before, page) {
            Reading::Misread { points, .. } => points,
            _ => 0,
        });
        readings.max().unwrap_or_default()
    }

    #[test]
    fn what_nobody_types_is_certain() {
        for run in
            ["Ã©", "â€™", "Ã¼", "Å¼", "Ã±", "Â£", "РџСЂРёРІРµС‚", "‚Äô", "ΓÇÖ", "√©", "ðŸ˜€", "ä¸\u{AD}å›½", "â€”â€œ"]
        {
            assert!(points(run, None) >= CERTAIN, "{run}");
        }
        assert!(points("Ã\u{A0}", Some('l')) >= CERTAIN, "a capital in the middle of a word");
    }

    #[test]
    fn what_somebody_may_type_is_not() {
        for (run, before) in [
            ("Ã…", Some('H')),
            ("Ã”", Some('H')),
            ("Ä…", Some('N')),
            ("É…", Some('F')),
            ("Å†", Some('P')),
            ("Р»", None),
            ("é–“", Some('f')),
            ("—é", None),
            ("├│", None),
            ("É", None),
            ("“é", None),
        ] {
            assert!(points(run, before) < CERTAIN, "{run} {}", points(run, before));
        }
    }

    #[test]
    fn a_lost_byte_is_seen() {
        let page = &Codepage::all()[0];
        for run in ["â€\u{FFFD}", "â€", "Ã\u{FFFD}"] {
            assert_eq!(read(run, None, page), Reading::Damaged, "{run}");
        }
        assert_eq!(read("é”", Some('f'), page), Reading::Honest);
        assert_eq!(read("“", None, page), Reading::Neutral);
    }
}
