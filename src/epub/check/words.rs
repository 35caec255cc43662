//! The words of a book against those of a story, without knowing how the one was made from the other: what is missing,
//! what stands elsewhere, what only the book says.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::{Checked, Rule};
use crate::epub::conservation::{all_words, is_ornament, plain, words_of};
use crate::text::Manuscript;

/// Words that must agree before two texts are taken to go on together.
const AGREEING: usize = 5;
/// Words of the story in which the nearest way to go on is looked for.
const NEAR: usize = 2_000;
/// Words of a run that a message quotes.
const QUOTED: usize = 12;
/// A book's text may be so many times as long as the story's, and so many bytes longer, to be compared with it.
const LONGER: (usize, usize) = (4, 4 << 20);
/// Words that are compared to see whether what is missing in one place stands in another. A novel whose chapters were
/// shuffled needs a hundredth of it.
const PATIENCE: usize = 50_000_000;

/// Compares the words.
pub(super) fn check(story: &Manuscript, checked: &mut Checked<'_>) {
    let files: Vec<String> = checked.package.reading_order().into_iter().map(str::to_owned).collect();
    let Some(texts) = texts(&files, LONGER.0 * story.text().len() + LONGER.1, checked) else {
        let message = "The book is far longer than the story; their words were not compared.";
        checked.findings.fault(Rule::Words, "", None, message);
        return;
    };
    // A scene break's mark made of letters is none of the story's words, and stands in no book of storybind's.
    let is_word = |word: &str| !(is_ornament(word) || is_letter_row(word));
    let told: Vec<_> = words_of(story).into_iter().filter(|(_, word)| is_word(word)).collect();
    let known: std::collections::HashSet<&str> = told.iter().map(|(_, word)| &**word).collect();
    let said: Vec<_> = all_words(&texts, &known).into_iter().filter(|(_, word)| is_word(word)).collect();
    let mut numbers = HashMap::new();
    let mut number = |word| -> u32 {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word).or_insert(next)
    };
    let story_words: Vec<u32> = told.iter().map(|(_, word)| number(&**word)).collect();
    let book_words: Vec<u32> = said.iter().map(|&(_, word)| number(word)).collect();
    let (lost, extra) = differences(&story_words, &book_words);
    let mut patience = PATIENCE;
    for run in &lost {
        let line = told[run.start].0 + 1;
        let quoted = quote(told[run.clone()].iter().map(|(_, word)| &**word));
        if is_among(&story_words[run.clone()], &extra, &book_words, &mut patience) {
            let message = format!("Line {line} of the story stands elsewhere in the book: “{quoted}”.");
            checked.findings.remark(Rule::Words, "", None, message);
        } else {
            let message = format!("Line {line} of the story is not in the book: “{quoted}”.");
            checked.findings.fault(Rule::Words, "", None, message);
        }
        if checked.findings.is_full() {
            break;
        }
    }
    for run in &extra {
        if !is_among(&book_words[run.clone()], &lost, &story_words, &mut patience) {
            let message = format!("Only the book says “{}”.", quote(said[run.clone()].iter().map(|&(_, word)| word)));
            checked.findings.remark(Rule::Words, &files[said[run.start].0], None, message);
        }
    }
}

/// The words of the pages, with tags and all that is no text taken out; none where they are too long together.
fn texts(files: &[String], most: usize, checked: &mut Checked<'_>) -> Option<Vec<String>> {
    let (mut texts, mut length) = (Vec::new(), 0);
    for path in files {
        // What cannot be read was named with the markup.
        let text = checked.archive.text(path).ok().and_then(|text| plain(&text).ok());
        let mut text = text.unwrap_or_default();
        text.shrink_to_fit();
        length += text.len();
        texts.push(text);
        if length > most {
            return None;
        }
    }
    Some(texts)
}

/// Whether a run of words stands within one of the other text's runs. Where that takes too long, it does not.
fn is_among(run: &[u32], others: &[Range<usize>], words: &[u32], patience: &mut usize) -> bool {
    for other in others {
        for window in words[other.clone()].windows(run.len()) {
            let agreeing = window.iter().zip(run).take_while(|(a, b)| a == b).count();
            if agreeing == run.len() {
                return true;
            }
            *patience = patience.saturating_sub(agreeing + 1);
            if *patience == 0 {
                return false;
            }
        }
        *patience = patience.saturating_sub(1);
    }
    false
}

/// Runs of words that only one of the texts has in its place: of the story's, of the book's.
fn differences(story: &[u32], book: &[u32]) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut index: Vec<(u64, usize)> = book.windows(AGREEING).map(hash).zip(0..).collect();
    index.sort_unstable();
    let (mut lost, mut extra) = (Vec::new(), Vec::new());
    let (mut at, mut place) = (0, 0);
    while at < story.len() && place < book.len() {
        if story[at] == book[place] {
            at += 1;
            place += 1;
            continue;
        }
        let (mut next, mut next_place) = go_on(story, book, at, place, &index);
        while next > at && next_place > place && story[next - 1] == book[next_place - 1] {
            (next, next_place) = (next - 1, next_place - 1);
        }
        push(&mut lost, at..next);
        push(&mut extra, place..next_place);
        (at, place) = (next, next_place);
    }
    push(&mut lost, at..story.len());
    push(&mut extra, place..book.len());
    (lost, extra)
}

/// Where the two texts go on together: the nearest place, counting the words that each passes over. `index` has the
/// places of all runs of words in the book, sorted.
fn go_on(story: &[u32], book: &[u32], at: usize, place: usize, index: &[(u64, usize)]) -> (usize, usize) {
    let mut best: Option<(usize, usize, usize)> = None;
    for (skipped, words) in story[at..].windows(AGREEING).enumerate() {
        if best.is_some_and(|(cost, ..)| skipped >= cost) || skipped > NEAR && best.is_some() {
            break;
        }
        let sought = (hash(words), place);
        let from = index.partition_point(|entry| *entry < sought);
        let Some(&(_, found)) = index.get(from).filter(|entry| entry.0 == sought.0) else { continue };
        let cost = skipped + (found - place);
        if book[found..found + AGREEING] == *words && best.is_none_or(|(least, ..)| cost < least) {
            best = Some((cost, at + skipped, found));
        }
    }
    if let Some((_, at, place)) = best {
        return (at, place);
    }
    // Too near the end for so many words to agree: the last words may, from behind.
    let (rest, left) = (&story[at..], &book[place..]);
    let common = rest.iter().rev().zip(left.iter().rev()).take_while(|(a, b)| a == b).count();
    (story.len() - common, book.len() - common)
}

fn push(runs: &mut Vec<Range<usize>>, run: Range<usize>) {
    if !run.is_empty() {
        runs.push(run);
    }
}

fn hash(words: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// A mark made of one letter: `xxxxx`. Three may be a number.
fn is_letter_row(word: &str) -> bool {
    let mut letters = word.chars();
    word.len() > 3 && letters.next().is_some_and(|first| letters.all(|c| c == first) && "oOxX".contains(first))
}

fn quote<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> String {
    let length = words.len();
    let shown = words.take(QUOTED).collect::<Vec<_>>().join(" ");
    if length > QUOTED { format!("{shown} … ({length} words)") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(story: &str, book: &str) -> (Vec<String>, Vec<String>) {
        let numbers = |text: &str| text.split(' ').map(|word| u32::from(word.as_bytes()[0])).collect::<Vec<_>>();
        let (lost, extra) = differences(&numbers(story), &numbers(book));
        let join = |text: &str, runs: Vec<Range<usize>>| {
            let words: Vec<_> = text.split(' ').collect();
            runs.into_iter().map(|run| words[run].join(" ")).collect()
        };
        (join(story, lost), join(book, extra))
    }

    #[test]
    fn differences_are_found_in_their_place() {
        let text = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
        assert_eq!(runs(text, text), (vec![], vec![]));
        assert_eq!(runs(text, &text.replace("k l ", "")), (vec!["k l".into()], vec![]));
        assert_eq!(runs(text, &text.replace("k ", "k k ")), (vec![], vec!["k".into()]));
        assert_eq!(runs(text, &text.replace("k l", "l k")), (vec!["k l".into()], vec!["l k".into()]));
        assert_eq!(runs(text, &text.replace(" y z", "")), (vec!["y z".into()], vec![]));
        assert_eq!(runs(text, &text.replace("y z", "z")), (vec!["y".into()], vec![]));
        let moved = format!("{} a b c", text.replace("a b c ", ""));
        assert_eq!(runs(text, &moved), (vec!["a b c".into()], vec!["a b c".into()]));
    }
    /// Half a million words that are missing, none of which stands among half a million others: looked for as long as
    /// a novel needs, and then taken for missing.
    #[test]
    fn what_is_elsewhere_is_looked_for_with_patience() {
        let words: Vec<u32> = (0..1_000_000).map(|n| n % 2).collect();
        let others: Vec<_> = (0..500_000).map(|n| 2 * n..2 * n + 2).collect();
        let mut patience = PATIENCE;
        let found = (0..500_000).filter(|_| is_among(&[1, 0], &others, &words, &mut patience)).count();
        assert_eq!((found, patience), (0, 0));
        assert!(is_among(&[0, 1], &others, &words, &mut 10));
    }
}
