//! Quotation marks, apostrophes and primes.

use super::{Beside, Line, NARROW_SPACE, is_emphasis};

/// Words that lost their beginning, behind the apostrophe. Any of them may be written with a capital.
const ELIDED: [&str; 44] = [
    "tis", "twas", "twere", "twill", "twould", "twixt", "tain", "tisn", "twasn", "em", "im", "er", "e", "ere", "ow",
    "ad", "as", "ave", "im", "is", "ome", "ouse", "ello", "eard", "ead", "ell", "cause", "cos", "coz", "cuz", "bout",
    "round", "til", "till", "neath", "gainst", "pon", "n", "nuff", "nother", "kay", "sup", "scuse", "s",
];

impl Line<'_> {
    /// A double mark of `count` characters.
    pub(super) fn double(&mut self, count: usize) {
        let after = self.behind(self.at + count);
        let is_start = matches!(self.before, Beside::Nothing | Beside::Opening | Beside::Dash);
        if count == 1 && self.before == Beside::Digit && self.is_inch(after) {
            return self.give('″', 1, Beside::Mark);
        }
        let opens = match (is_start, after == Beside::Nothing) {
            (true, false) => self.before != Beside::Dash || !self.is_double_open,
            (false, true) => false,
            _ => !self.is_double_open,
        };
        self.is_double_open = opens;
        let [open, close] = self.habit.double;
        if opens { self.open(open, count) } else { self.close(close, count) }
    }

    /// Guillemets as typed, `«` or `<<`: they stay, with the space that their language wants.
    pub(super) fn guillemet(&mut self, sign: char, count: usize) {
        let is_outer = self.habit.double == ['«', '»'];
        let opens = if is_outer { sign == '«' } else { matches!(self.before, Beside::Nothing | Beside::Opening) };
        if is_outer {
            self.is_double_open = opens;
        }
        if opens { self.open(sign, count) } else { self.close(sign, count) }
    }

    /// Opens a quotation; a typed space behind it gives way to the language's own.
    fn open(&mut self, sign: char, count: usize) {
        self.give(sign, count, Beside::Opening);
        if self.habit.is_spaced && sign == '«' {
            while self.text.get(self.at) == Some(&' ') {
                self.at += 1;
            }
            if self.text.get(self.at).is_some_and(|c| !c.is_whitespace()) {
                self.out.push(NARROW_SPACE);
            }
        }
    }

    fn close(&mut self, sign: char, count: usize) {
        if self.habit.is_spaced && sign == '»' {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            if !self.out.is_empty() && !self.out.ends_with(char::is_whitespace) {
                self.out.push(NARROW_SPACE);
            }
        }
        self.give(sign, count, Beside::Mark);
    }

    /// Guillemets typed as two signs each, where as many open as close.
    pub(super) fn is_typed_guillemet(&self) -> bool {
        let sign = self.text[self.at];
        let is_known = self.habit.double == ['«', '»'] || self.habit.single == ['«', '»'] || self.habit.tag == "de";
        let count = |sign: char| self.text.iter().filter(|c| **c == sign).count();
        is_known && self.is_run(sign, 2) && count('<') == count('>') && count('<') % 2 == 0
    }

    /// `6'2"`, and `12"` where no quotation waits for its end.
    fn is_inch(&self, after: Beside) -> bool {
        let digits = self.text[..self.at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let is_measure = self.out.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().ends_with('′');
        (1..=3).contains(&digits) && (is_measure || !self.is_double_open && after != Beside::Letter)
    }

    /// A single mark: an apostrophe, a prime, or one side of a quotation.
    pub(super) fn single(&mut self) {
        if self.text[self.at] == '`' && !(self.opens_single() && self.has_end()) {
            return self.keep(1);
        }
        let [open, close] = self.habit.single;
        if self.before == Beside::Digit && self.is_foot() {
            return self.give('′', 1, Beside::Mark);
        }
        if self.opens_single() {
            if self.is_quotation() {
                self.is_single_open = true;
                return self.open(open, 1);
            }
            return self.give('’', 1, Beside::Opening);
        }
        if self.closes_single(self.at) {
            if self.is_single_open && (self.is_at_stop(self.at) || !self.has_end()) {
                self.is_single_open = false;
                return self.close(close, 1);
            }
            return self.give('’', 1, Beside::Mark);
        }
        self.give('’', 1, Beside::Letter);
    }

    /// Nothing in front, a word behind.
    fn opens_single(&self) -> bool {
        let is_start = matches!(self.before, Beside::Nothing | Beside::Opening | Beside::Dash);
        is_start && self.behind(self.at + 1) != Beside::Nothing
    }

    /// Whether a single mark at a place has a word or a mark in front and no word behind.
    fn closes_single(&self, at: usize) -> bool {
        let before = self.text[..at].iter().rev().find(|c| !is_emphasis(**c));
        let after = self.text[at + 1..].iter().find(|c| !is_emphasis(**c));
        before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '-' | '—' | '–'))
            && after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether a stop stands beside a closing mark, or the text ends there: a quotation's end rather than `the dogs'`.
    fn is_at_stop(&self, at: usize) -> bool {
        let is_stop = |c: &char| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | ')');
        at.checked_sub(1).and_then(|before| self.text.get(before)).is_some_and(is_stop)
            || self.text.get(at + 1).is_none_or(|c| is_stop(c) || *c == '"')
    }

    /// Whether a mark further on may close what this one opens.
    fn has_end(&self) -> bool {
        let marks = (self.at + 1..self.text.len()).filter(|&at| self.text[at] == '\'' && !self.is_protected[at]);
        marks.into_iter().any(|at| self.closes_single(at))
    }

    /// Whether a mark that may open a quotation does, and is no apostrophe: `'tis`, `'90s`, `'ouse`.
    fn is_quotation(&self) -> bool {
        let word = &self.text[self.at + 1..];
        let is_decade = word.len() >= 2
            && word[..2].iter().all(char::is_ascii_digit)
            && word.get(2).is_none_or(|c| !c.is_ascii_digit());
        if is_decade || is_elided(word) {
            return false;
        }
        let is_low = word.first().is_some_and(|c| c.is_lowercase());
        match (self.has_end(), self.is_single_open) {
            // A small letter after an opened quotation begins no other one.
            (_, true) => !is_low,
            (true, false) => true,
            // A speech that goes on in the next paragraph has no end.
            (false, false) => self.is_single && (self.out.is_empty() || !is_low),
        }
    }

    /// `6'2"`, `6' tall`: a foot.
    fn is_foot(&self) -> bool {
        let digits = self.text[..self.at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let rest: Vec<char> = self.text[self.at + 1..].iter().copied().skip_while(|c| *c == ' ').take(4).collect();
        let inches = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if digits <= 3 && (1..=2).contains(&inches) && matches!(rest.get(inches), Some('"' | '½' | '¼' | '¾')) {
            return true;
        }
        let is_year = self.out.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with('’');
        let is_apart = self.text.get(self.at + 1) == Some(&' ') && rest.first().is_some_and(|c| c.is_alphabetic());
        digits <= 2 && is_apart && !is_year && !self.is_single_open && !self.is_single
    }
}

/// Whether a text begins with a word that lost its beginning.
pub(super) fn is_elided(text: &[char]) -> bool {
    let word: String = text.iter().take_while(|c| c.is_alphabetic()).take(9).flat_map(|c| c.to_lowercase()).collect();
    ELIDED.contains(&word.as_str())
}
