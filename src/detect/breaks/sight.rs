//! What breaks look like: ornaments of signs and letters, phrases that name a break, and what stands beside them.

use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;

/// Words of a line at most that names a break and says where it leads.
pub(super) const LONGEST: u16 = 12;
/// Paragraphs of a scene at least that an empty paragraph of a page parts from the next.
const SCENE: usize = 4;
/// A heart as it is typed.
const HEART: &str = "<3";

/// A line of signs, as breaks are: no opening quotation mark, no sentence in brackets.
pub(super) fn is_ornament_line(place: &Place) -> bool {
    let shape = place.shape();
    shape.is_signs && shape.bytes > 0 && !shape.is_speech && !is_left_out(place) && !is_empty_row(place)
}

/// ". . ." right between two lines of a text whose paragraphs stand apart: what is left out of something quoted.
fn is_left_out(place: &Place) -> bool {
    let habits = place.habits();
    place.shape().first == '.'
        && place.above() == 0
        && place.below() == 0
        && habits.is_wrapped
        && habits.distance > 0
        && place.step(-1).is_some_and(|above| above.is_prose())
}

/// "|            |": an empty row of a box with words in it.
fn is_empty_row(place: &Place) -> bool {
    let is_row = |p: Option<Place>| p.is_some_and(|p| p.shape().first == '|' && p.shape().has_letters);
    let shape = place.shape();
    let is_empty = shape.first == '|' && shape.last == '|' && place.bare().matches('|').count() == 2;
    is_empty && (is_row(place.step(-1)) || is_row(place.step(1)))
}

/// o, O, 0, x and X alternating, with signs between at will, or typed hearts.
pub(super) fn is_letter_ornament(place: &Place) -> bool {
    let of_round = |c: &char| matches!(c.to_ascii_lowercase(), 'o' | '0');
    let of_cross = |c: &char| matches!(c.to_ascii_lowercase(), 'x' | '6');
    let text = place.glance().map_or("", |g| g.text.as_str());
    if is_row_of_hearts(text) || text == "o" && stands_between_paragraphs(place) {
        return true;
    }
    // The first other letter, nearly always the first of all, answers the question.
    if !text.chars().all(|c| of_round(&c) || of_cross(&c) || of_wave(c) || !c.is_alphanumeric()) {
        return false;
    }
    let line: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let letters: Vec<char> = line.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_round = letters.iter().all(of_round) && (letters.len() >= 3 || (letters.len() == 1 && line.len() >= 3));
    let is_cross = letters.iter().all(of_cross) && letters.len() >= 3;
    let is_both =
        letters.len() >= 5 && letters.iter().all(|c| of_round(c) || of_cross(c)) && !line.eq_ignore_ascii_case("xoxox");
    let is_framed_cross = letters.len() == 1 && place.glance().is_some_and(|g| of_cross_letter(&g.text));
    let has_speech = line.contains(['"', '“', '!', '?', ',']) || line.chars().all(|c| c.is_ascii_digit());
    !letters.is_empty() && (is_round || is_cross || is_both || is_framed_cross || is_wave(&letters)) && !has_speech
}

/// Alone between two paragraphs that are ended.
fn stands_between_paragraphs(place: &Place) -> bool {
    let is_ended = |p: Option<Place>| p.is_some_and(|p| p.shape().is_ended && p.shape().words > 3);
    place.above() > 0 && place.below() > 0 && is_ended(place.previous()) && is_ended(place.next())
}

/// "<3 <3 <3", "~~<3~~": hearts as they are typed, several of them or between other signs.
fn is_row_of_hearts(text: &str) -> bool {
    let is_begun = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '<').starts_with(HEART);
    is_begun && text.trim() != HEART && !text.replace(HEART, "").contains(char::is_alphanumeric) && !text.contains("3>")
}

/// "-x-", "~X~": one x between signs that touch it. A numeral ten stands between spaces or brackets.
pub(super) fn of_cross_letter(line: &str) -> bool {
    let is_side = |side: &str| !side.is_empty() && side.chars().all(|c| matches!(c, '-' | '~' | '*' | '=' | '+' | '.'));
    line.split_once(['x', 'X']).is_some_and(|(left, right)| is_side(left) && is_side(right))
}

/// A letter of waves and zigzags.
fn of_wave(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'v' | 'w' | 'm' | 'n' | 't' | 'l')
}

/// "vVvVv", "wWwWw": one letter that nobody cries or snores with, in both sizes by turns.
pub(super) fn is_wave(letters: &[char]) -> bool {
    let is_turn = |pair: &[char]| pair[0] != pair[1] && pair[0].eq_ignore_ascii_case(&pair[1]);
    letters.len() >= 3 && letters.iter().all(|&c| of_wave(c)) && letters.windows(2).all(is_turn)
}

/// "[scene break]", "*two hours later*", "[insert dramatic scene change here]": between signs the line names the break
/// that it is, or says that time or place change.
pub(in crate::detect) fn is_named_break(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    if is_empty_on_a_page(place) {
        let mut above = std::iter::successors(place.previous(), Place::previous).take(SCENE);
        let mut below = std::iter::successors(place.next(), Place::next).take(SCENE);
        return !above.any(|other| is_empty_on_a_page(&other)) && !below.any(|other| is_empty_on_a_page(&other));
    }
    let words = glance.low_core().trim_matches(|c: char| !c.is_alphanumeric());
    let is_framed = glance.text.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '\''));
    if !is_framed {
        // Without signs only the words that nothing but a break is called by.
        return (words.contains(' ') || words.len() > 8) && languages::is_mark_name(words) && !place.shape().is_ended;
    }
    languages::is_break_name(words)
        || languages::is_mark_name(words)
        || (is_framed_by_pairs(&glance.text) || words.contains(' ') && is_enclosed(&glance.text))
            && place.shape().words <= 4
            && is_meanwhile(words)
        || is_enclosed(&glance.text)
            && (place.shape().words <= 7 && names_mark(words)
                || place.shape().words <= LONGEST && opens_with_break(words))
        || (languages::LATER.ends(words)
            && place.shape().words <= 5
            && glance.text.starts_with(['*', '~', '-', '[', '(']))
}

/// `<p>&nbsp;</p>`, `<br/>`: a paragraph of a page that shows nothing. Where another one is near, they set off what stands
/// between, or every paragraph, and part no scenes.
fn is_empty_on_a_page(place: &Place) -> bool {
    let Some(block) = place.block().filter(|_| matches!(place.shape().first, '<' | '&')) else { return false };
    let opens = |typed: &str| ["<br", "<p>", "<p/", "&"].iter().any(|tag| typed.starts_with(tag));
    let is_nothing = |text: &str| text.is_empty() || matches!(text, "&nbsp;" | "&#160;" | "&#xa0;");
    opens(place.story().read_line(block.lines.start).trim_start())
        && place.glance().is_some_and(|glance| is_nothing(&glance.text))
}

/// Signs or brackets on both sides.
fn is_enclosed(text: &str) -> bool {
    let pairs = [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>'), ('*', '*'), ('~', '~'), ('-', '-'), ('=', '=')];
    pairs.iter().any(|&(open, close)| text.starts_with(open) && text.ends_with(close))
}

/// The name of a break of two words or more, or one word for it, among others: "insert dramatic scene change here".
fn names_mark(words: &str) -> bool {
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]);
    let starts: Vec<usize> = [0].into_iter().chain(words.match_indices(' ').map(|(at, _)| at + 1)).collect();
    ends.into_iter().any(|end| {
        starts.iter().filter(|&&start| start < end).any(|&start| {
            let part = &words[start..end];
            (part.contains(' ') || part.len() > 8) && languages::is_mark_name(part)
        })
    })
}

/// A break's name of two words or more, or one long word for it, and where it leads: "time skip to the next morning".
fn opens_with_break(words: &str) -> bool {
    let ends = words.match_indices(' ').map(|(at, _)| at);
    let is_name =
        |end: usize| (words[..end].contains(' ') || end >= "timeskip".len()) && languages::is_break_name(&words[..end]);
    ends.take(3).any(is_name)
}

/// "*** later ***", "[meanwhile]", "-- elsewhere --": brackets, or two signs and more on both sides.
pub(super) fn is_framed_by_pairs(text: &str) -> bool {
    let is_sign = |c: &char| matches!(c, '*' | '-' | '~' | '=' | '#' | '+' | '–' | '—' | '<' | '>' | ' ');
    let left = text.chars().take_while(is_sign).filter(|c| *c != ' ').count();
    let right = text.chars().rev().take_while(is_sign).filter(|c| *c != ' ').count();
    text.starts_with('[') && text.ends_with(']') || left >= 2 && right >= 2
}

/// Words that say that time or place change, and nothing else.
pub(super) fn is_meanwhile(words: &str) -> bool {
    matches!(
        words,
        "later"
            | "much later"
            | "meanwhile"
            | "elsewhere"
            | "next day"
            | "the next day"
            | "next morning"
            | "the next morning"
            | "that night"
            | "that evening"
            | "later that day"
            | "later that night"
            | "some time later"
    )
}

/// "HPHPHPHP", "SPN-SPN-SPN", "~N~N~N~", "zzzzzz": a unit of at most four signs, repeated three times and more, set
/// without spaces or in signs; laughter and song have their vowels.
pub(super) fn is_pattern(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 12 || shape.is_speech || shape.width > 80 {
        return false;
    }
    let text = place.bare();
    // The first nine signs answer the question for nearly every line.
    let mut head = ['\0'; 9];
    for (slot, c) in head.iter_mut().zip(text.chars().filter(|c| !c.is_whitespace())) {
        *slot = c.to_ascii_lowercase();
    }
    let opens_alike = |unit: usize| (unit..head.len()).all(|at| head[at] == '\0' || head[at] == head[at - unit]);
    if !(1..=4).any(opens_alike) {
        return false;
    }
    let line: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let is_periodic = |unit: usize| (unit..line.len()).all(|at| line[at] == line[at - unit]);
    let unit = (1..=4).find(|&unit| line.len() > unit * 2 && is_periodic(unit));
    let has_vowel = line.iter().any(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let has_sign = line.iter().any(|c| !c.is_alphanumeric());
    let ends_as_speech = line.last().is_some_and(|c| matches!(c, '!' | '?' | '.' | ','));
    unit.is_some()
        && line.len() >= 4
        && (!has_vowel || has_sign || shape.is_capitals && shape.words == 1)
        && !ends_as_speech
}

/// A lone letter that ornaments are made of: x, o, 0.
pub(super) fn is_lone_letter(place: &Place) -> bool {
    matches!(place.low(), "x" | "o" | "0")
}

pub(super) fn is_single_stop(place: &Place) -> bool {
    place.shape().bytes <= 3
}

pub(super) fn returns(place: &Place) -> bool {
    place.survey().is_some_and(|s| s.breaks.of_same_ornament(place) >= 2)
}

/// "-.-. --- .-. -.": groups of dots and dashes as Morse has them, not all alike. An ornament repeats one group.
pub(super) fn is_tapped(place: &Place) -> bool {
    let shape = place.shape();
    if !shape.is_signs || !matches!(shape.first, '.' | '-') {
        return false;
    }
    let bare = place.bare();
    let groups: Vec<&str> = bare.split([' ', '/']).filter(|group| !group.is_empty()).collect();
    let is_code = |group: &&str| group.len() <= 6 && group.bytes().all(|byte| matches!(byte, b'.' | b'-'));
    groups.len() >= 2
        && groups.iter().all(is_code)
        && groups.iter().any(|group| *group != groups[0])
        && groups.iter().any(|group| group.len() >= 2)
        && bare.contains('.')
        && bare.contains('-')
}

/// "that single word", "at this": the opening of a paragraph that answers the one before.
pub(super) fn looks_back(low: &str) -> bool {
    let mut words = low.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).take(9).peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let points = matches!(word, "that" | "this" | "those" | "these")
            && matches!(before, "at" | "to" | "of" | "with" | "from" | "for");
        if points && words.peek().is_some() {
            return true;
        }
        before = word;
    }
    false
}

/// "[1] Even so", "* So it is told": the mark of a footnote, and its text.
pub(super) fn is_footnote(low: &str) -> bool {
    let number = low.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map(|(number, _)| number);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        || low
            .strip_prefix(['*', '†'])
            .is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic) && !rest.ends_with('*'))
}

/// Another convention leans strongly towards the block here.
pub(super) fn is_claimed(place: &Place) -> bool {
    [
        Role::Heading,
        Role::Break,
        Role::Note,
        Role::Verse,
        Role::Letter,
        Role::End,
        Role::Field,
        Role::Title,
        Role::Epigraph,
        Role::Contents,
        Role::Boilerplate,
        Role::Byline,
    ]
    .into_iter()
    .any(|role| place.leaning(role) >= 4)
}
