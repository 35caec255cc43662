//! What a story is about and for whom: subjects, fandoms, rating, as its fields say.

use super::facts::Facts;
use super::title;
use crate::detect::FieldKind;

/// Subjects of a book at most: a reader's shelf shows a few.
const MOST_SUBJECTS: usize = 100;
/// Characters of the longest subject believed.
const LONGEST_SUBJECT: usize = 100;
/// Characters of the longest rating believed: "Teen And Up Audiences", and a word on why.
const LONGEST_RATING: usize = 40;
/// What is said in the field of fandoms of a story that is told after no other.
const NO_FANDOM: [&str; 10] = [
    "original",
    "original work",
    "original works",
    "original fiction",
    "original story",
    "originals",
    "none",
    "n/a",
    "no fandom",
    "eigene serie",
];

pub(super) fn subjects(facts: &Facts<'_>) -> Vec<String> {
    const TAGS: [&str; 8] =
        ["tags", "additional tags", "keywords", "freeform", "genres", "schlagwörter", "mots-clés", "etiquetas"];
    let mut subjects: Vec<String> = Vec::new();
    for fact in &facts.fields {
        // A pairing keeps its slash.
        let has_slashes = match fact.kind {
            FieldKind::Pairing | FieldKind::Characters | FieldKind::Fandom => false,
            FieldKind::Genre | FieldKind::Category => true,
            FieldKind::Other if fact.is_labelled(&TAGS) => true,
            _ => continue,
        };
        for words in fact.value.iter().flat_map(|words| listed(words)) {
            for subject in if has_slashes { unslashed(words) } else { vec![words] } {
                let subject = title::cleaned(subject.trim().trim_end_matches('.'));
                let is_new = !subjects.iter().any(|known| known.to_lowercase() == subject.to_lowercase());
                if is_new && is_believed(&subject) && subjects.len() < MOST_SUBJECTS {
                    subjects.push(subject);
                }
            }
        }
    }
    subjects
}

/// The works that a story is told after: what its field of fandoms names, but for one that says that there is none.
pub(super) fn fandoms(facts: &Facts<'_>) -> Vec<String> {
    let mut fandoms: Vec<String> = Vec::new();
    let values = facts.of(FieldKind::Fandom).flat_map(|fact| &fact.value);
    for fandom in values.flat_map(|words| listed(words)) {
        let fandom = title::cleaned(fandom.trim().trim_end_matches('.'));
        let low = fandom.to_lowercase();
        let is_none = NO_FANDOM.contains(&low.as_str());
        let is_new = !is_none && !fandoms.iter().any(|known| known.to_lowercase() == low);
        if is_new && is_believed(&fandom) && fandoms.len() < MOST_SUBJECTS {
            fandoms.push(fandom);
        }
    }
    fandoms
}

/// For whom the story is, in the words of its author: "T", "Teen", "ab 16".
pub(super) fn rating(facts: &Facts<'_>) -> Option<String> {
    let mut values = facts.of(FieldKind::Rating).map(|fact| title::cleaned(&fact.words()));
    values.find(|rating| rating.contains(char::is_alphanumeric) && rating.chars().count() <= LONGEST_RATING)
}

/// Whether a subject has a word and is no sentence.
fn is_believed(subject: &str) -> bool {
    subject.contains(char::is_alphanumeric) && subject.chars().count() <= LONGEST_SUBJECT
}

/// The members of a list; commas inside brackets part nothing.
fn listed(words: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let parts = words.split(|c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';' | '、' | '，')
    });
    parts.collect()
}

/// "Mystery/Humour" is two; "F/M" and "Hurt/Comfort" are one.
fn unslashed(words: &str) -> Vec<&str> {
    let is_one = words.trim().eq_ignore_ascii_case("hurt/comfort");
    let parts: Vec<&str> = words.split('/').collect();
    if is_one || parts.iter().any(|part| part.trim().chars().count() <= 2) { vec![words] } else { parts }
}
