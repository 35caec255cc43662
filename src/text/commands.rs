//! Lines that programs have set between those of a text: the dot commands of `WordStar`, the ends of screens.

/// The dot commands of `WordStar` that texts hold (`WordStar` 7 reference, appendix C): page and margins, lines, heads and
/// feet, what is printed how.
#[rustfmt::skip] // A table for people: many words a line.
const DOTS: &[&str] = &[
    "aw", "bn", "bp", "cb", "cc", "co", "cp", "cs", "cv", "cw", "f1", "f2", "f3", "fm", "fo", "h1", "h2", "h3", "he", "hm", "hy",
    "ig", "ix", "kr", "lh", "lm", "lq", "ls", "mb", "mt", "oc", "oj", "op", "pa", "pc", "pe", "pf", "pg", "pl", "pm", "pn",
    "po", "pr", "rm", "rr", "sb", "sr", "sv", "tb", "tc", "uj", "ul", "xe", "xl", "xq", "xr", "xw",
];
/// Commands that are followed by words: what stands at the head and the foot of each page, and remarks.
const WITH_WORDS: &[&str] = &["he", "h1", "h2", "h3", "fo", "f1", "f2", "f3", "ig", "tc", "ix"];
/// Whether a line is a command: ".pl 66", ".pa", ".he The Door". Commands begin in the first column, in letters of one case.
#[must_use]
pub fn is_dot_command(line: &str) -> bool {
    let Some((command, rest)) = line.strip_prefix('.').and_then(|line| line.split_at_checked(2)) else { return false };
    let is_high = command.bytes().all(|byte| !byte.is_ascii_lowercase());
    let command = if is_high { command.to_ascii_lowercase() } else { command.to_owned() };
    let is_setting = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit() || b".\"+-#rmi".contains(&b)) || matches!(word, "on" | "off" | "dis")
    };
    let (is_parted, words) = (rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()), rest.trim());
    // ".fo" and a sentence in small letters is a slip of the keyboard.
    let is_head = WITH_WORDS.contains(&command.as_str())
        && !words.starts_with(char::is_lowercase)
        && !words.ends_with(['.', '!', '?', ',', '"']);
    DOTS.contains(&command.as_str()) && (rest.trim_end().is_empty() || is_parted && (is_head || is_setting(words)))
}

/// Whether a line belongs to no paragraph, whatever stands above and below: a command, or a number between two rules, as
/// "--- page 1 of 4 ---".
pub(super) fn stands_alone(line: &str) -> bool {
    let line = line.trim_end();
    is_dot_command(line)
        || line.starts_with("--- ") && line.ends_with(" ---") && line.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_dot_command;

    #[test]
    fn commands_are_told_from_words_behind_a_full_stop() {
        for line in [".pl 66", ".PA", ".op", ".he The Door", ".uj off", ".cw 12"] {
            assert!(is_dot_command(line), "{line}");
        }
        for line in
            [".", "...", ".pa.", ".op art", ".NET is a thing", ".38 in hand", ".co uk is where it ends", "pl 66"]
        {
            assert!(!is_dot_command(line), "{line}");
        }
    }
}
