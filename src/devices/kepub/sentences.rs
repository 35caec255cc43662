//! Where the sentences of a text end, as kepubify has it: behind a full stop, an exclamation or a question mark, one
//! closing sign at most, and white space (`splitSentences` in kepub/transform.go,
//! <https://github.com/pgaskin/kepubify>, version 4). A mark without white space behind it ends nothing, so that `3.14`
//! and `…?” she said` stay whole where they should.

/// A stretch of source that is one text for a reader: letters, references (`&amp;`), CDATA sections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t>(pub(super) &'t str);

/// What a character is to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It ends sentences.
    Stop,
    /// It may stand between the stop and the space.
    Closing,
    /// White space that ends a sentence. Others, such as the space that does not break, do not.
    Space,
    /// Anything else; `true` where it is white space all the same.
    Other(bool),
}

/// What has been read of a sentence's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Inside,
    Stopped,
    Closed,
    Ended,
}

/// A sentence: bytes of the source, and whether there is nothing in it but white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sentence<'t> {
    pub(super) source: &'t str,
    pub(super) is_blank: bool,
}

impl<'t> Text<'t> {
    /// Gives the sentences one after the other. Together they are all of the source.
    pub(super) fn sentences(self, mut give: impl FnMut(Sentence<'t>)) {
        let source = self.0;
        let (mut from, mut at, mut state, mut is_blank) = (0, 0, State::Inside, true);
        while at < source.len() {
            let (sign, length) = sign(&source[at..]);
            let next = match (state, sign) {
                (State::Ended | State::Stopped | State::Closed, Sign::Space) => State::Ended,
                (State::Stopped, Sign::Closing) => State::Closed,
                (_, Sign::Stop) => State::Stopped,
                _ => State::Inside,
            };
            if state == State::Ended && next != State::Ended {
                give(Sentence { source: &source[from..at], is_blank });
                (from, is_blank) = (at, true);
            }
            is_blank &= matches!(sign, Sign::Space | Sign::Other(true));
            state = next;
            at += length;
            if state == State::Inside && !is_blank {
                // Nothing happens until the next of these.
                at += source.as_bytes()[at..]
                    .iter()
                    .position(|&byte| IS_TOLD[usize::from(byte)])
                    .unwrap_or(source.len() - at);
            }
        }
        if from < source.len() {
            give(Sentence { source: &source[from..], is_blank });
        }
    }
}

/// The bytes at which a sentence that has begun can come to its end.
const IS_TOLD: [bool; 256] = told();

const fn told() -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < b".!?&<".len() {
        table[b".!?&<"[at] as usize] = true;
        at += 1;
    }
    table
}

/// The sign that a text begins with, and its bytes.
fn sign(text: &str) -> (Sign, usize) {
    let Some(first) = text.chars().next() else { return (Sign::Other(true), 0) };
    match first {
        '&' => {
            // What has no end, or is too long for a name, is a character like others.
            let end = text.bytes().take(40).position(|byte| byte == b';');
            let Some(end) = end else { return (Sign::Other(false), 1) };
            (referred(&text[1..end]).map_or(Sign::Other(false), of), end + 1)
        }
        // A section can only be taken whole: no tag may stand in it.
        '<' => {
            let end = text.find("]]>").map_or(text.len(), |end| end + 3);
            let inside = text.get("<![CDATA[".len()..end.saturating_sub(3)).unwrap_or_default();
            (Sign::Other(inside.chars().all(char::is_whitespace)), end)
        }
        c => (of(c), c.len_utf8()),
    }
}

fn of(c: char) -> Sign {
    match c {
        '.' | '!' | '?' => Sign::Stop,
        '\'' | '"' | '\u{201D}' | '\u{2019}' | '\u{201C}' | '\u{2026}' => Sign::Closing,
        '\t' | '\n' | '\u{C}' | '\r' | ' ' => Sign::Space,
        c => Sign::Other(c.is_whitespace()),
    }
}

/// The character that a reference stands for, of those that matter here. XHTML knows two hundred more by name; none of
/// them ends a sentence.
fn referred(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "apos" => Some('\''),
        "rdquo" => Some('\u{201D}'),
        "ldquo" => Some('\u{201C}'),
        "rsquo" => Some('\u{2019}'),
        "hellip" => Some('\u{2026}'),
        "nbsp" => Some('\u{A0}'),
        "ensp" => Some('\u{2002}'),
        "emsp" => Some('\u{2003}'),
        "thinsp" => Some('\u{2009}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Text(text).sentences(|sentence| found.push(sentence.source.to_owned()));
        assert_eq!(found.concat(), text);
        found
    }

    /// What kepubify's own tests say of its rule, in other words.
    #[test]
    fn a_sentence_ends_where_kepubify_ends_it() {
        assert_eq!(sentences("It rained. She ran! Why? Nobody"), ["It rained. ", "She ran! ", "Why? ", "Nobody"]);
        assert_eq!(sentences("It rained.\n    She ran."), ["It rained.\n    ", "She ran."]);
        assert_eq!(sentences("\n  It rained."), ["\n  It rained."]);
        assert_eq!(sentences("All of it: salt, 3.14 lb. of it"), ["All of it: salt, 3.14 lb. ", "of it"]);
        assert_eq!(sentences("“Run!” she said. “Now?”"), ["“Run!” ", "she said. ", "“Now?”"]);
        // One closing sign, no more.
        assert_eq!(sentences("‘She said “run!”’ he said."), ["‘She said “run!”’ he said."]);
        assert_eq!(sentences("Well... Yes?! No"), ["Well... ", "Yes?! ", "No"]);
        assert_eq!(sentences("Oh.\u{A0}Yes"), ["Oh.\u{A0}Yes"]);
        assert_eq!(sentences(" . . . "), [" . ", ". ", ". "]);
        assert_eq!(sentences("  "), ["  "]);
        assert_eq!(sentences(""), Vec::<String>::new());
    }

    #[test]
    fn references_and_sections_are_read_as_what_they_stand_for() {
        assert_eq!(sentences("Run!&#8221; she said.&quot; &amp; on"), ["Run!&#8221; ", "she said.&quot; ", "&amp; on"]);
        assert_eq!(sentences("Run&#x2e;&#32;On"), ["Run&#x2e;&#32;", "On"]);
        assert_eq!(sentences("<![CDATA[a. b. ]]>c. d"), ["<![CDATA[a. b. ]]>c. ", "d"]);
        assert_eq!(sentences("a & b. c"), ["a & b. ", "c"]);
    }

    #[test]
    fn white_space_is_known_in_all_its_forms() {
        let blank = |text: &str| {
            let mut all = true;
            Text(text).sentences(|sentence| all &= sentence.is_blank);
            all
        };
        for text in [" ", "\n\t", "\u{A0}", "&#160;", "&nbsp;", "&#x20;", "<![CDATA[ ]]>", "\u{3000}"] {
            assert!(blank(text), "{text}");
        }
        for text in ["a", ".", "&amp;", "&x;", " . ", "<![CDATA[a]]>", "&"] {
            assert!(!blank(text), "{text}");
        }
    }
}
