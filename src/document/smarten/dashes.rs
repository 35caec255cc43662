//! Dashes and dots.

use super::habits::Speech;
use super::{Beside, HARD_SPACE, Line};

impl Line<'_> {
    /// A run of hyphens: a hyphen, a dash, or an ornament.
    pub(super) fn hyphens(&mut self) {
        let count = self.text[self.at..].iter().take_while(|c| **c == '-').count();
        let before = self.at.checked_sub(1).map(|at| self.text[at]);
        let after = self.text.get(self.at + count).copied();
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if count <= 3 && self.out.trim().is_empty() && self.speech(count) {
            return;
        }
        let apart = is_space(before) && is_space(after);
        let is_first = self.out.trim().is_empty();
        let sign = match count {
            3 => Some('—'),
            2 if is_digit(before) && is_digit(after) => Some('–'),
            2 if apart => Some(self.habit.apart),
            2 => Some(self.habit.tight),
            1 if apart && after.is_some() && !is_first && !self.is_sum() => Some(self.habit.apart),
            1 if self.is_aside(before, after) => self.dialogue().map(|(sign, _)| sign),
            _ => None,
        };
        match sign {
            Some(sign) => self.give(sign, count, Beside::Dash),
            None => self.keep(count),
        }
    }

    /// The dash that begins a paragraph of dialogue, where the language has one.
    fn speech(&mut self, count: usize) -> bool {
        let Some((sign, is_tight)) = self.dialogue() else { return false };
        let from = self.at + count;
        let spaces = self.text[from..].iter().take_while(|c| matches!(c, ' ' | '\u{A0}')).count();
        let is_word =
            |c: &char| c.is_alphabetic() || matches!(c, '¿' | '¡' | '«' | '"' | '“' | '…' | '.' | '\'' | '*' | '_');
        if !self.text.get(from + spaces).is_some_and(is_word) {
            return false;
        }
        self.is_speech = true;
        self.give(sign, count + spaces, Beside::Opening);
        if !is_tight {
            self.out.push(HARD_SPACE);
        }
        true
    }

    /// The dash of dialogue, and whether it touches its words.
    fn dialogue(&self) -> Option<(char, bool)> {
        match self.habit.speech {
            Speech::Quoted => None,
            Speech::Dash(sign) => Some((sign, false)),
            Speech::TightDash(sign) => Some((sign, true)),
        }
    }

    /// `5 - 3`.
    fn is_sum(&self) -> bool {
        let is_digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let is_before = is_digit(self.text[..self.at].iter().rev().find(|c| !c.is_whitespace()));
        is_before && is_digit(self.text[self.at + 1..].iter().find(|c| !c.is_whitespace()))
    }

    /// `-dijo ella-.`: the dashes around "she said" in a paragraph of dialogue that sets them close.
    fn is_aside(&self, before: Option<char>, after: Option<char>) -> bool {
        let is_tight = self.is_speech && matches!(self.habit.speech, Speech::TightDash(_));
        let opens = before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_alphabetic);
        let closes = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | '…'))
            && after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '?' | '!'));
        is_tight && (opens || closes)
    }

    /// Three dots, spaced or not: an ellipsis. Four are one and a full stop; more lead to a page number.
    pub(super) fn dots(&mut self) {
        let count = self.text[self.at..].iter().take_while(|c| **c == '.').count();
        let spaced = self.text[self.at..].chunks(2).take_while(|two| matches!(two, ['.', ' '] | ['.'])).count();
        let is_dotted = count == 1 && (3..=4).contains(&spaced);
        if is_dotted {
            // A space behind the last dot parts it from the next word.
            let length = 2 * spaced - 1;
            self.give('…', length.min(self.text.len() - self.at), Beside::Mark);
        } else if count == 3 || count == 4 {
            self.give('…', count, Beside::Mark);
        } else {
            return self.keep(count);
        }
        if count == 4 || spaced == 4 {
            self.out.push('.');
        }
    }
}
