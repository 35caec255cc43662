//! The words of a book against those of a story, without knowing how the one was made from the other: what is missing,
//! what stands elsewhere, what only the book says.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::{Checked, Rule, fault, remark};
use crate::epub::conservation::{Found, is_ornament, plain, words_of};
use crate::text::Manuscript;

/// Words that must agree before two texts are taken to go on together.
const AGREEING: usize = 5;
/// Words of the story in which the nearest way to go on is looked for.
const NEAR: usize = 2_000;
/// Words of a run that a message quotes.
const QUOTED: usize = 12;

/// Compares the words.
pub(super) fn check(story: &Manuscript, checked: &mut Checked<'_>) {
    let mut texts = Vec::new();
    for path in checked.package.reading_order() {
        // What cannot be read was named with the markup.
        let text = checked.archive.text(path).ok().and_then(|text| plain(&text).ok());
        texts.push(text.unwrap_or_default());
    }
    let files: Vec<String> = checked.package.reading_order().into_iter().map(str::to_owned).collect();
    // A scene break's mark made of letters is none of the story's words, and stands in no book of storybind's.
    let is_word = |word: &str| !(is_ornament(word) || is_letter_row(word));
    let told: Vec<_> = words_of(story).into_iter().filter(|(_, word)| is_word(word)).collect();
    let known: std::collections::HashSet<&str> = told.iter().map(|(_, word)| &**word).collect();
    let said: Vec<_> = Found::new(texts).all(&known).into_iter().filter(|(_, word)| is_word(word)).collect();
    let story_words: Vec<&str> = told.iter().map(|(_, word)| &**word).collect();
    let book_words: Vec<&str> = said.iter().map(|(_, word)| word.as_str()).collect();
    let (lost, extra) = differences(&story_words, &book_words);
    let is_among = |run: &[&str], others: &[Range<usize>], words: &[&str]| {
        others.iter().any(|other| words[other.clone()].windows(run.len()).any(|window| window == run))
    };
    for run in &lost {
        let words = &story_words[run.clone()];
        let line = told[run.start].0 + 1;
        let quoted = quote(words);
        if is_among(words, &extra, &book_words) {
            let message = format!("Line {line} of the story stands elsewhere in the book: “{quoted}”.");
            checked.findings.push(remark(Rule::Words, "", None, message));
        } else {
            let message = format!("Line {line} of the story is not in the book: “{quoted}”.");
            checked.findings.push(fault(Rule::Words, "", None, message));
        }
    }
    for run in &extra {
        let words = &book_words[run.clone()];
        if !is_among(words, &lost, &story_words) {
            let message = format!("Only the book says “{}”.", quote(words));
            checked.findings.push(remark(Rule::Words, &files[said[run.start].0], None, message));
        }
    }
}

/// Runs of words that only one of the texts has in its place: of the story's, of the book's.
fn differences(story: &[&str], book: &[&str]) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, words) in book.windows(AGREEING).enumerate() {
        index.entry(hash(words)).or_default().push(at);
    }
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

/// Where the two texts go on together: the nearest place, counting the words that each passes over.
fn go_on(story: &[&str], book: &[&str], at: usize, place: usize, index: &HashMap<u64, Vec<usize>>) -> (usize, usize) {
    let mut best: Option<(usize, usize, usize)> = None;
    for (skipped, words) in story[at..].windows(AGREEING).enumerate() {
        if best.is_some_and(|(cost, ..)| skipped >= cost) || skipped > NEAR && best.is_some() {
            break;
        }
        let Some(places) = index.get(&hash(words)) else { continue };
        let from = places.partition_point(|&found| found < place);
        let Some(&found) = places.get(from) else { continue };
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

fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// A mark made of one letter: `xxxxx`. Three may be a number.
fn is_letter_row(word: &str) -> bool {
    let mut letters = word.chars();
    word.len() > 3 && letters.next().is_some_and(|first| letters.all(|c| c == first) && "oOxX".contains(first))
}

fn quote(words: &[&str]) -> String {
    let shown = words[..words.len().min(QUOTED)].join(" ");
    if words.len() > QUOTED { format!("{shown} … ({} words)", words.len()) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(story: &str, book: &str) -> (Vec<String>, Vec<String>) {
        let story: Vec<_> = story.split(' ').collect();
        let book: Vec<_> = book.split(' ').collect();
        let (lost, extra) = differences(&story, &book);
        let join = |words: &[&str], runs: Vec<Range<usize>>| runs.into_iter().map(|run| words[run].join(" ")).collect();
        (join(&story, lost), join(&book, extra))
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
}
