//! How a designer breaks a title: lines of even length, no small word left at an end, no word broken that fits.

use hypher::Lang;

use super::setting::{is_full_width, is_right_to_left};
use super::words::{Manner, Word, hyphen, words};

/// Articles, prepositions and conjunctions that do not end a line where another break is as good.
const SMALL: [&str; 96] = [
    "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "by", "for", "from", "with", "is", "no", "my", "der",
    "die", "das", "den", "dem", "des", "ein", "eine", "einer", "und", "oder", "von", "vom", "zu", "zum", "zur", "im",
    "am", "an", "auf", "für", "mit", "aus", "le", "la", "les", "l’", "un", "une", "des", "du", "de", "et", "ou", "à",
    "au", "aux", "en", "el", "los", "las", "una", "y", "o", "del", "con", "il", "lo", "gli", "i", "e", "di", "da",
    "na", "os", "as", "um", "uma", "do", "dos", "het", "een", "van", "en", "och", "i", "w", "z", "и", "в", "на", "с",
    "у", "к", "о", "по", "за", "το", "η",
];

/// Lines of a title at most.
const MOST: usize = 14;

/// Words as they were parted into lines: how many words each has.
pub(super) type Breaks = Vec<usize>;

/// For each number of lines, the breaks that make the widest line short and the others even.
pub(super) fn breaks(words: &[Word]) -> Vec<Breaks> {
    let count = words.len();
    if count == 0 {
        return Vec::new();
    }
    // Widths of the first so many words, each with its space.
    let mut sums = vec![0.0_f32];
    for word in words {
        sums.push(sums[sums.len() - 1] + word.width + word.space);
    }
    let width = |from: usize, to: usize| {
        let last = &words[to - 1];
        let end = if to < count { last.hyphen.as_ref().map_or(0.0, |hyphen| hyphen.width) } else { 0.0 };
        sums[to] - sums[from] - last.space + end
    };
    let whole = width(0, count).max(f32::MIN_POSITIVE);
    let most = MOST.min(count);
    // costs[n][i]: the first i words in n lines, and where the last of these begins.
    let mut costs = vec![vec![(f32::INFINITY, 0); count + 1]; most + 1];
    costs[0][0] = (0.0, 0);
    let mut found = Vec::new();
    for lines in 1..=most {
        for to in lines..=count {
            for from in (lines - 1..to).rev() {
                let own = width(from, to) / whole;
                // The cube: one wide line makes the whole title small. What looks ill counts as so much more width.
                let own = own * own * own;
                if own > costs[lines][to].0 {
                    break;
                }
                let cost = costs[lines - 1][from].0 + own * (1.0 + fault(words, from, to));
                if cost < costs[lines][to].0 {
                    costs[lines][to] = (cost, from);
                }
            }
        }
        let (mut to, mut breaks) = (count, Vec::new());
        for lines in (1..=lines).rev() {
            let from = costs[lines][to].1;
            breaks.push(to - from);
            to = from;
        }
        breaks.reverse();
        found.push(breaks);
    }
    found
}

/// How ill a line looks for its words, whatever its length: 0 for nothing to say against it.
pub(super) fn fault(words: &[Word], from: usize, to: usize) -> f32 {
    let is_last = to == words.len();
    let ends_small = !is_last && is_small(&words[to - 1].text);
    let is_torn = !is_last && is_torn(&words[to - 1].text, &words[to].text);
    let is_broken = !is_last && words[to - 1].hyphen.is_some();
    let is_orphan =
        is_last && from > 0 && to - from == 1 && words[from].text.chars().count() <= 3 && words[from].width < 1.5;
    f32::from(u8::from(is_torn)) * 0.8
        + f32::from(u8::from(ends_small))
        + f32::from(u8::from(is_broken)) * 2.0
        + f32::from(u8::from(is_orphan))
}

/// Whether a break between two characters of Chinese or Japanese most likely tears a word: none does behind a particle or
/// a sign, before a conjunction, or where kana turn into what is no kana.
fn is_torn(before: &str, behind: &str) -> bool {
    let (Some(before), Some(behind)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    if !is_full_width(before) || !is_full_width(behind) {
        return false;
    }
    let is_kana = |c: char| matches!(u32::from(c), 0x3041..=0x309F);
    let is_phrase_end = !before.is_alphanumeric() || "的之地得了着过".contains(before);
    let is_phrase_start = "与與和及或在是不从從被把让讓".contains(behind);
    !(is_phrase_end || is_phrase_start || is_kana(before) && !is_kana(behind))
}

fn is_small(word: &str) -> bool {
    let word = word.to_lowercase();
    SMALL.contains(&word.trim_matches(|c: char| !c.is_alphanumeric() && c != '’'))
}

/// The words, with those broken that are wider than `most`, in ems: at a hyphen where the language's patterns allow it,
/// else wherever the width is reached.
pub(super) fn broken(found: Vec<Word>, most: f32, manner: Manner<'_>) -> Vec<Word> {
    let mut all = Vec::new();
    for word in found {
        // Arabic keeps its letters joined: a word that is too long is made smaller.
        if word.width <= most || word.text.contains(is_right_to_left) {
            all.push(word);
            continue;
        }
        let parts = parts(&word.text, most / word.width, manner.language);
        let last = parts.len() - 1;
        for (at, part) in parts.into_iter().enumerate() {
            let mut pieces = words(&part, manner);
            if let Some(end) = pieces.last_mut() {
                let is_letter = part.ends_with(char::is_alphabetic);
                end.space = if at == last { word.space } else { 0.0 };
                end.hyphen = if at < last && is_letter { hyphen(manner) } else { None };
            }
            all.extend(pieces);
        }
    }
    all
}

/// A word in parts, of which none is longer than a share of it.
fn parts(word: &str, share: f32, language: &str) -> Vec<String> {
    let count = word.chars().count();
    let most = ((count as f32 * share) as usize).saturating_sub(1).max(1);
    let syllables: Vec<String> = match lang(word, language) {
        Some(lang) if word.chars().all(char::is_alphabetic) => {
            hypher::hyphenate(word, lang).map(str::to_owned).collect()
        }
        // "my_first_story_(final)": where its own signs part it.
        _ => word.split_inclusive(['_', '-', '.', '/', '+', '|', ',', ';', ':']).map(str::to_owned).collect(),
    };
    // Evenly: as many parts as are needed, none of which is a stub.
    let pieces = count.div_ceil(most);
    let fair = count.div_ceil(pieces);
    let mut parts = vec![String::new()];
    for syllable in syllables {
        let own = parts.last().map_or(0, |part| part.chars().count());
        let more = syllable.chars().count();
        if own > 0 && own + more > most.min(fair + 1) {
            parts.push(String::new());
        }
        if more <= most {
            parts.last_mut().expect("there is one").push_str(&syllable);
            continue;
        }
        for c in syllable.chars() {
            let part = parts.last_mut().expect("there is one");
            // What has no letter of its own stays with the one before it.
            if part.chars().count() >= fair && c.is_alphanumeric() {
                parts.push(c.to_string());
            } else {
                part.push(c);
            }
        }
    }
    parts
}

/// The language whose patterns break a word: that of the story, but Greek for Greek letters, and Russian for Cyrillic ones
/// where the story's language has no patterns for them.
fn lang(word: &str, language: &str) -> Option<Lang> {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let own = primary.as_bytes().try_into().ok().and_then(Lang::from_iso);
    let first = u32::from(word.chars().next()?);
    match first {
        0x370..=0x3FF | 0x1F00..=0x1FFF => Some(Lang::Greek),
        0x400..=0x52F if !own.is_some_and(is_cyrillic) => Some(Lang::Russian),
        _ => own,
    }
}

fn is_cyrillic(lang: Lang) -> bool {
    matches!(lang, Lang::Russian | Lang::Ukrainian)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_long_word_is_broken_where_its_own_signs_part_it() {
        let found = parts("this_is_my_first_story_please_be_gentle", 0.4, "en");
        assert!(found.len() > 2 && found[..found.len() - 1].iter().all(|part| part.ends_with('_')), "{found:?}");
    }

    #[test]
    fn a_word_is_broken_by_the_patterns_of_its_letters() {
        let own = parts("Ηλεκτροεγκεφαλογραφήματα", 0.5, "el");
        assert_eq!(parts("Ηλεκτροεγκεφαλογραφήματα", 0.5, "en"), own);
        assert_eq!(
            parts("Превысокомногорассмотрительствующий", 0.4, "en"),
            parts("Превысокомногорассмотрительствующий", 0.4, "ru")
        );
    }
}
