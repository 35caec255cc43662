//! The order in which a person counts files: `2` before `10`, small letters among capitals, an accent typed either way.

use std::cmp::Ordering;
use std::iter::Peekable;

use unicode_normalization::UnicodeNormalization;

/// Compares two names, or two paths with `/` between their steps, as a person would order them. A run of figures counts
/// by its value, however many zeros lead it and however long it is; a folder's files stand together. Capitals and the
/// Unicode form (full-width figures, accents apart from their letters) do not count, unless nothing else tells two names
/// apart: so only the same name is equal, and the order is total.
///
/// An ending counts like any other sign: leave it out, or `ch1b.txt` comes before `ch1.txt` by its dot.
///
/// ```
/// use storybind::source::natural_order;
///
/// let mut names = ["Chapter 10", "chapter 9", "Chapter 009b", "Prologue"];
/// names.sort_by(|a, b| natural_order(a, b));
/// assert_eq!(names, ["chapter 9", "Chapter 009b", "Chapter 10", "Prologue"]);
/// ```
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (signs(a), signs(b));
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return a.cmp(b),
            (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => {
                let (a, b) = (number(&mut left), number(&mut right));
                a.len().cmp(&b.len()).then(a.cmp(&b))
            }
            // An end stands before every sign, and the border between two folders' names right behind it.
            _ => rank(left.next()).cmp(&rank(right.next())),
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn rank(sign: Option<char>) -> Option<(bool, char)> {
    sign.map(|sign| (sign != '/', sign))
}

/// The signs of a name that count.
fn signs(name: &str) -> Peekable<impl Iterator<Item = char>> {
    name.nfkc().flat_map(char::to_lowercase).peekable()
}

/// Takes a run of figures, and gives it without the zeros that lead it: the longer is the larger.
fn number(signs: &mut Peekable<impl Iterator<Item = char>>) -> String {
    let mut figures = String::new();
    while let Some(figure) = signs.next_if(char::is_ascii_digit) {
        if figure != '0' || !figures.is_empty() {
            figures.push(figure);
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn in_order(names: &[&str]) {
        for (number, earlier) in names.iter().enumerate() {
            for later in &names[number + 1..] {
                assert_eq!(natural_order(earlier, later), Ordering::Less, "{earlier} before {later}");
                assert_eq!(natural_order(later, earlier), Ordering::Greater, "{later} behind {earlier}");
            }
        }
    }

    #[test]
    fn figures_count_by_their_value() {
        in_order(&["ch2", "ch10", "ch11", "ch100"]);
        in_order(&["1", "02", "3", "010", "99999999999999999999998", "99999999999999999999999"]);
        in_order(&["Story (2 of 12)", "Story (10 of 12)"]);
        in_order(&["v1.2", "v1.10", "v2.0"]);
        in_order(&["第２話", "第10話"]);
    }

    #[test]
    fn capitals_and_forms_count_only_between_the_same_names() {
        in_order(&["Apple 2", "apple 10", "Banana"]);
        in_order(&["caf\u{e9} 1", "cafe\u{301} 2", "caf\u{e9} 3"]);
        in_order(&["Ch 1", "ch 1", "ch 2"]);
        in_order(&["ch 01", "ch 1", "ch 2"]);
        assert_eq!(natural_order("ch 1", "ch 1"), Ordering::Equal);
    }

    #[test]
    fn the_shorter_comes_first_and_a_folder_stays_together() {
        in_order(&["", "Chapter 1", "Chapter 1 (continued)", "Chapter 1b", "Chapter 2"]);
        in_order(&["part 1/ch 2", "part 1/ch 10", "part 1 and a half/ch 1", "part 2/ch 1"]);
    }

    proptest! {
        #[test]
        fn the_order_is_total(names in proptest::collection::vec("[a0-2/É ٣１]{0,6}", 3)) {
            let [a, b, c] = [&names[0], &names[1], &names[2]];
            prop_assert_eq!(natural_order(a, b), natural_order(b, a).reverse());
            prop_assert_eq!(natural_order(a, b).is_eq(), a == b);
            if natural_order(a, b).is_le() && natural_order(b, c).is_le() {
                prop_assert!(natural_order(a, c).is_le());
            }
        }
    }
}
