//! What programs have left in a file: the dot commands of a word processor, the tags of a wiki, the last lines that mail
//! programs of Fidonet add, the prompts of a board.

use super::imprint::is_page_number;
use crate::detect::place::Place;
use crate::detect::titlepage::is_byline;
use crate::text::is_dot_command;

/// The tags of Wikidot that stand on a line of their own (its syntax reference).
#[rustfmt::skip] // A table for people: many words a line.
const TAGS: &[&str] = &[
    "module", "div", "span", "size", "include", "footnoteblock", "collapsible", "tabview", "tab", "image", "iframe", "html",
    "code", "toc", "ul", "ol", "li", "table", "bibliography", "embed",
];
/// How names of texts end.
const ENDINGS: [&str; 7] = ["txt", "doc", "asc", "lst", "wp", "ans", "zip"];
/// Blocks at the top and at the end among which a board shows its menu.
const EDGE: usize = 2;
/// Keys of a menu at least that make a prompt.
const KEYS: usize = 3;

/// Lines that only programs write, wherever they stand.
pub(super) fn is_line_of_a_program(place: &Place) -> bool {
    let shape = place.shape();
    match shape.first {
        '.' => all_lines(place, is_dot_command),
        '[' => all_lines(place, is_tag_of_a_wiki) || is_prompt(place),
        '*' => is_origin(place),
        '-' | '_' => is_tear_line(place) || is_page_prompt(place),
        '(' => is_prompt(place),
        'F' | 'f' => names_its_file(place),
        _ => false,
    }
}

fn all_lines(place: &Place, is_one: impl Fn(&str) -> bool) -> bool {
    place.block().is_some_and(|block| block.lines.clone().all(|line| is_one(place.story().line(line).trim_end())))
}

/// "FILE: DOOR.TXT   Rev. 1.1": the first line says under which name the text is kept.
fn names_its_file(place: &Place) -> bool {
    let low = place.low();
    let name = ["file:", "filename:", "file name:"].iter().find_map(|label| low.strip_prefix(label));
    let is_name =
        |word: &str| word.rsplit_once('.').is_some_and(|(name, ending)| name.len() > 1 && ENDINGS.contains(&ending));
    let is_titled = |below: Place| {
        let shape = below.shape();
        let is_set = shape.is_centred || shape.is_capitals || below.next().is_some_and(|next| is_byline(&next));
        (1..=14).contains(&shape.words) && !shape.is_ended && below.above() > 0 && is_set
    };
    place.from_top() == 0
        && name.and_then(|name| name.split_whitespace().next()).is_some_and(is_name)
        && place.next().is_some_and(is_titled)
}

/// "[[module Rate]]", "[[/>]]": a line of a wiki's tags, none of which is a link to a page.
fn is_tag_of_a_wiki(line: &str) -> bool {
    let inner = line.trim_start().strip_prefix("[[").and_then(|line| line.strip_suffix("]]"));
    inner.is_some_and(|inner| {
        let (name, is_end) = (inner.trim_start_matches('/'), inner.starts_with('/'));
        let end = name.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(name.len());
        let is_known = TAGS.contains(&&name[..end]);
        let behind = &name[end..];
        // "[[module Rate]]", "[[div class="x"]]", "[[include :scp-wiki:x]]".
        let is_setting = behind.starts_with(' ')
            && (behind.contains(['=', ':', '/']) || behind[1..].starts_with(char::is_uppercase));
        is_known && (behind.is_empty() || is_setting && !is_end)
            || !inner.is_empty() && inner.bytes().all(|byte| matches!(byte, b'/' | b'<' | b'>' | b'='))
    })
}

/// "* Origin: Dry Lake BBS (1:234/5)": the last line of a message of Fidonet, with the address of the board.
fn is_origin(place: &Place) -> bool {
    let bare = place.bare();
    let address =
        bare.trim_start_matches('*').trim_start().strip_prefix("Origin:").and_then(|rest| rest.rsplit_once('('));
    address.is_some_and(|(_, address)| address.ends_with(')') && address.contains(':') && address.contains('/'))
}

/// "--- TBBS v2.0" right above the line of the origin.
fn is_tear_line(place: &Place) -> bool {
    let bare = place.bare();
    let is_torn = (bare.starts_with("--- ") || bare.starts_with("___ ")) && place.shape().words <= 6;
    is_torn && place.next().is_some_and(|below| below.above() == 0 && is_origin(&below))
}

/// "--- page 1 of 4 --- SPACE for more ---": what a magazine on a disk shows below each screen.
fn is_page_prompt(place: &Place) -> bool {
    let low = place.low();
    let counts = |part: &str| is_page_number(part.trim()) && part.contains(" of ");
    place.shape().words <= 10 && low.starts_with("--- ") && low.ends_with("---") && low.split("---").any(counts)
}

/// "(N)ext  (P)revious  (Q)uit" at an edge of the file: words with the key that stands for each of them in brackets.
fn is_prompt(place: &Place) -> bool {
    let is_key = |word: &&str| {
        let key = word.strip_prefix(['(', '[']).and_then(|word| word.split_once([')', ']']));
        key.is_some_and(|(key, rest)| key.chars().count() == 1 && rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    let is_edge = place.from_top() < EDGE
        || place.from_end() < EDGE
        || place.next().is_some_and(|below| is_tear_line(&below) || is_origin(&below));
    is_edge && place.shape().words <= 20 && place.bare().split_whitespace().filter(is_key).count() >= KEYS
}
