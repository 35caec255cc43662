//! Imprints and what stands around them: publishers' lines on the title page, copyright notes in boxes of rules, the
//! headings and requests that sites set around a story.

use super::pictures::opens_bracket;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::titlepage::{is_by_alone, is_byline, is_named_in_the_copyright};

/// Units of an imprint behind its first line at most. Measured: a copyright line, a rule, a life of seven lines, a rule.
const LONGEST: usize = 12;
/// Blocks at the top among which a publisher's lines stand.
const TITLE_PAGE: usize = 20;

/// Words of printers' and publishers' lines, which say so only on a title page.
#[rustfmt::skip] // A table for people: many words a line.
const PRESSES: &[&str] = &[
    "printed for", "printed and", "sold by", "press", "publishing", "& sons", "and sons", "& son", "and son", "and company",
    "& company", "brothers", "booksellers", "bookseller", "limited", "verlag", "verlagsbuchhandlung",
    "library of congress", "druck", "buchhandlung", "éditeur", "éditeurs", "librairie", "imprimerie", "libraire", "editore", "tipografia",
    "editorial", "imprenta", "librería", "livraria", "uitgever", "uitgevers", "boekhandel", "wydawnictwo", "nakładem",
    "издательство", "типография", "typographed", "electrotyped", "illustrated by", "with illustrations",
    "with pictures", "with drawings", "price", "cloth", "12mo", "8vo", "crown 8vo", "entered at",
    "entered according", "frontispiece", "illustrations by", "pictures by", "drawings by", "decorations by",
    "translated by", "translated from", "translation by", "done into english",
];
/// Cities with whose names a publisher's lines begin.
#[rustfmt::skip] // A table for people: many words a line.
const CITIES: &[&str] = &[
    "london", "new york", "boston", "philadelphia", "chicago", "edinburgh", "dublin", "glasgow", "oxford", "cambridge",
    "toronto", "melbourne", "sydney", "indianapolis", "cincinnati", "baltimore", "san francisco", "st. louis",
    "hartford", "paris", "leipzig", "berlin", "wien", "vienna", "stuttgart", "münchen", "munich", "hamburg",
    "bruxelles", "amsterdam", "madrid", "barcelona", "milano", "roma", "torino", "firenze", "lisboa", "porto",
    "warszawa", "kraków", "москва", "санкт-петербург", "calcutta", "bombay", "garden city",
];

/// Words before the number of a page.
pub(super) const PAGE_WORDS: &[&str] =
    &["page", "pg", "pg.", "p.", "seite", "página", "pagina", "bladzijde", "strona", "стр", "стр.", "страница"];
/// Words and signs between the number of a page and how many there are.
const BEFORE_COUNT: &[&str] = &["of", "/", "von", "de", "di", "van", "z", "из"];

/// Words of publishers and sites.
pub(super) fn is_imprint(place: &Place) -> bool {
    place.shape().words > 0 && (place.has_imprint() || calls_a_board(place))
}

/// "Call the Iron Pineapple BBS, 555-0199": the number of a board that was called by telephone.
fn calls_a_board(place: &Place) -> bool {
    let shape = place.shape();
    let is_short = shape.has_digits && shape.words <= 20 && !shape.is_speech;
    is_short
        && place.low().split(|c: char| !c.is_ascii_digit() && c != '-').any(|number| {
            let parts: Vec<usize> = number.split('-').map(str::len).collect();
            matches!(parts.as_slice(), [.., 3, 4]) && parts.len() <= 4
        })
}

/// A paragraph that tells of somebody, whatever words of publishers are in it: in doubt, prose.
pub(super) fn tells(place: &Place) -> bool {
    let people = ["he", "she", "they", "him", "her", "was", "were", "had", "said"];
    let speaker = ["i", "my", "his"];
    place.is_prose()
        && place.glance().is_some_and(|g| {
            let words = || g.low.split(|c: char| !c.is_alphabetic());
            let told = words().filter(|word| people.contains(word)).count();
            let is_claim = ["copyright", "(c)", "©", "rights", "archive"].iter().any(|claim| g.low.contains(claim));
            if !is_claim && words().any(|word| matches!(word, "i" | "my" | "me")) {
                return true;
            }
            told >= 3 || told >= 1 && told + words().filter(|word| speaker.contains(word)).count() >= 4
        })
}

/// "All characters (c) Somebody. No copyright infringement intended": a disclaimer names whose the characters are, as
/// an imprint names whose the story is.
pub(super) fn disclaims(place: &Place) -> bool {
    let low = place.low();
    place.has_disclaimer() && low.contains("characters") || low.contains("infringement")
}

/// "Copyright 1991 by Ann Ode", "© Ann Ode, 1991": a year and whose the work is.
pub(in crate::detect) fn is_copyright(place: &Place) -> bool {
    let low = place.low();
    let is_claim = ["copyright", "(c) ", "©", "copr. "].iter().any(|claim| low.starts_with(claim));
    is_claim && place.shape().words <= 14 && low.split(|c: char| !c.is_alphanumeric()).any(is_year)
}

/// The archive asks its readers to comment.
fn is_site_request(place: &Place) -> bool {
    place.low().starts_with("please drop by the archive")
}

/// A style sheet's rule that a conversion has left in the text.
pub(super) fn is_style(place: &Place) -> bool {
    let low = place.low();
    low.starts_with("p.message") || low.contains("{text-align") || low.contains("{font-")
}

/// What the archive's pages say above their parts for those who cannot see them.
const UNSEEN: [&str; 3] = ["Work Header", "Work Text", "Chapter Text"];

/// Whether the words are such a heading, however they are written.
pub(in crate::detect) fn is_unseen_heading(place: &Place) -> bool {
    place.glance().is_some_and(|g| UNSEEN.iter().any(|heading| g.low_core().eq_ignore_ascii_case(heading)))
}

/// "Preface" above title and source, "Afterword" above the archive's request: headings of an export; "Chapter Text" and its
/// like, as the archive writes them.
pub(super) fn is_export_heading(place: &Place) -> bool {
    if !matches!(place.shape().words, 1 | 2 | 5) {
        return false;
    }
    match place.glance().map_or("", |g| g.text.trim_end_matches(':')) {
        "Actions" => place.next().is_some_and(|n| n.low() == "work header"),
        "Preface" => within(place, 3, |n| n.low().starts_with("posted originally")),
        "Afterword" | "Works inspired by this one" => place.from_end() < 12 && within(place, 12, is_site_request),
        words => UNSEEN.contains(&words) && place.below() > 0,
    }
}

/// How many units below an export's heading belong to it: down to the request, where nothing stands between.
pub(super) fn reach_of_export_heading(place: &Place) -> usize {
    if !is_export_heading(place) {
        return 0;
    }
    let mut at = *place;
    // Between the two an archive lists related works; notes stand there as well, and are none of its matter.
    for _ in 0..8 {
        let Some(next) = at.next() else { return 0 };
        if is_site_request(&next) {
            return next.at() - place.at();
        }
        if next.glance().is_some_and(|g| languages::is_note_label(g.low_core())) || next.is_prose() {
            return 0;
        }
        at = next;
    }
    0
}

/// Whether one of the next blocks is meant.
fn within(place: &Place, blocks: usize, is_meant: impl Fn(&Place) -> bool) -> bool {
    let mut at = *place;
    for _ in 0..blocks {
        let Some(next) = at.next() else { return false };
        if is_meant(&next) {
            return true;
        }
        at = next;
    }
    false
}

/// How many units behind an imprint's first line belong to it: the lines directly below, and behind a rule all lines
/// down to the rule that closes the box.
pub(super) fn reach_of_imprint(place: &Place) -> usize {
    let is_at_an_edge = place.from_top() < 16 || place.from_end() < LONGEST;
    if !is_at_an_edge || place.shape().words > 60 || place.shape().is_speech {
        return 0;
    }
    let is_rule = is_rule_above(place);
    if !is_rule && !is_imprint(place) {
        return 0;
    }
    let (mut reach, mut steps, mut is_boxed) = (0, 0, false);
    let mut at = *place;
    // A rule above the site's last lines needs no other rule below them.
    if is_rule && place.from_end() < LONGEST {
        let last = place.from_end();
        let mut below = (1..).map_while(|by| place.step(by)).take(last);
        if below.all(|n| n.above() == 0 && !n.is_space()) {
            return last;
        }
    }
    while let Some(next) = at.step(1).filter(|n| steps < LONGEST && n.above() == 0 && !n.is_space()) {
        steps += 1;
        if next.shape().is_signs {
            if is_boxed || is_rule {
                return steps;
            }
            // A heading below the rule belongs to no imprint.
            if next.step(1).is_some_and(|n| n.heads_division()) {
                return steps;
            }
            is_boxed = true;
        } else if is_boxed || is_rule {
            // Only the closing rule makes what stands behind a rule part of the imprint.
        } else if next.is_prose() && !is_imprint(&next) && !is_like(&next, place) && !is_flush(&next) {
            return reach;
        } else {
            reach = steps;
        }
        at = next;
    }
    reach
}

/// Set in like the imprint's first line, as lines of one centred piece are.
fn is_like(place: &Place, first: &Place) -> bool {
    place.shape().words <= 40 && place.shape().indent > 4 && first.shape().indent > 4
}

/// A line at the margin, where all paragraphs are set in.
fn is_flush(place: &Place) -> bool {
    place.habits().is_indented && place.shape().indent == 0 && place.shape().words <= 30
}

/// A rule directly above an imprint.
pub(super) fn is_rule_above(place: &Place) -> bool {
    place.shape().is_signs
        && (place.from_top() < 16 || place.from_end() < LONGEST)
        && place
            .step(1)
            .is_some_and(|n| n.above() == 0 && (is_imprint(&n) || super::site::is_footer(&n)) && n.shape().words <= 40)
}

/// Whether the first of a publisher's lines stands here: below title and name, with a publisher's words in it or in
/// the lines that stand together with it.
pub(super) fn opens_publisher(place: &Place) -> bool {
    // A year in brackets stands between title and name, too.
    let least = if is_year_in_brackets(place) { 1 } else { 2 };
    let may_be = (least..TITLE_PAGE).contains(&place.from_top()) && is_page_line(place) && !opens_bracket(place);
    if !may_be || stands_in_text(place) {
        return false;
    }
    if place.above() == 0 && place.previous().is_some_and(|a| is_imprint(&a)) {
        return false;
    }
    is_publisher(place) || leads_to_publisher(place)
}

/// The first of several lines between two spaces, a publisher's among them, and neither title nor name.
fn leads_to_publisher(place: &Place) -> bool {
    let names = |p: &Place| {
        let is_by = is_byline(p) || is_by_alone(p);
        let frame = p.frame();
        is_by
            || is_named_in_the_copyright(p)
            || p.glance().is_some_and(|g| frame.names_title(&g.text) || frame.names_author(&g.text))
    };
    // Between two rules the lines stand together: a firm, a street, the city.
    let is_below_rule = place.above() > 0 && place.step(-1).is_some_and(|a| a.shape().is_signs);
    let is_apart = place.wider_above() > 0 || is_below_rule;
    if !is_apart || names(place) || place.previous().is_some_and(|a| is_by_alone(&a)) {
        return false;
    }
    let is_joined = |n: &Place| place.wider_above() > 0 || n.above() == 0;
    let mut at = *place;
    for _ in 1..LONGEST {
        let is_line = |n: &Place| !n.is_space() && is_joined(n) && is_page_line(n) && !names(n);
        let Some(next) = at.step(1).filter(is_line) else { return false };
        if is_publisher(&next) {
            return true;
        }
        at = next;
    }
    false
}

/// How many units below a publisher's first line belong to it: short lines without a wider space, down to the last
/// one with a publisher's words.
pub(super) fn reach_of_publisher(place: &Place) -> usize {
    if !(2..TITLE_PAGE).contains(&place.from_top())
        || !is_page_line(place)
        || stands_in_text(place)
        || !(is_publisher(place) || leads_to_publisher(place))
    {
        return 0;
    }
    let (mut reach, mut at) = (0, *place);
    for steps in 1..LONGEST {
        // The copyright stands on the back of the title page, as far below as the printer left empty.
        let is_wide = |n: &Place| n.is_space() && n.step(1).is_some_and(|n| is_page_line(&n) && is_publisher(&n));
        let is_line = |n: &Place| is_wide(n) || !n.is_space() && (is_page_line(n) || names_owner(n));
        let Some(next) = at.step(1).filter(is_line) else { return reach };
        // "With pictures by" stands above whose they are.
        let is_named_below = at.low().trim_end_matches('_').ends_with(" by") && next.above() == 0;
        if !next.is_space() && (is_publisher(&next) || is_named_below || names_owner(&next)) {
            reach = steps;
        }
        at = next;
    }
    reach
}

/// "By Ode & Company" below "Copyright, 1907": whose the copyright is. A person owns it so where the title page has
/// already said by whom the story is; else the line says that.
fn names_owner(place: &Place) -> bool {
    let claims = |above: &Place| {
        let low = above.low().trim_end_matches(|c: char| !c.is_alphanumeric());
        low.starts_with("copyright") && above.shape().words <= 4 && low.ends_with(|c: char| c.is_ascii_digit())
    };
    let is_firm = || place.low().contains('&') || [" company", " co."].iter().any(|w| place.low().contains(w));
    let mut above = std::iter::successors(place.previous(), Place::previous).take(place.from_top());
    place.step(-1).is_some_and(|a| claims(&a)) && is_byline(place) && (is_firm() || above.any(|a| is_byline(&a)))
}

/// A paragraph of prose stands between the top and here: the title page is over.
fn stands_in_text(place: &Place) -> bool {
    (1..=place.from_top()).filter_map(|by| place.step(-isize::try_from(by).ok()?)).any(|above| {
        above.is_prose()
            && above.shape().words >= 14
            && (above.shape().first, above.shape().last) != ('|', '|')
            && !is_imprint(&above)
            && above.glance().is_some_and(|g| g.label.is_none() && !names_works(&g.low))
    })
}

/// "Author of _The Wall_, _The Door_, etc.": what else the author has written, their titles set as titles are.
fn names_works(low: &str) -> bool {
    low.starts_with("author of ") && low.contains(['_', '"', '“'])
}

/// A short line that is neither label, heading nor sentence.
fn is_page_line(place: &Place) -> bool {
    let shape = place.shape();
    shape.words > 0
        && shape.words <= 14
        && !shape.is_speech
        && !(shape.starts_low && shape.is_ended)
        && place.glance().is_some_and(|g| {
            (g.label.as_ref().is_none_or(|l| !l.has_colon) || begins_with_city(g.low_core()))
                && !g.heads_division()
                && !languages::is_contents(g.low_core())
        })
        && !is_byline(place)
}

/// "London: Ode and Sons": publishers' lines begin with the city.
fn begins_with_city(low: &str) -> bool {
    CITIES.iter().any(|city| {
        low.strip_prefix(city).is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric()))
    })
}

fn is_year(core: &str) -> bool {
    core.len() == 4 && core.bytes().all(|b| b.is_ascii_digit()) && core.starts_with(['1', '2'])
}

/// "(1904)", "[1904 edition]", below the title.
pub(in crate::detect) fn is_year_in_brackets(place: &Place) -> bool {
    matches!(place.shape().first, '(' | '[')
        && place.shape().words <= 2
        && place.ordinal() > 0
        && place.glance().is_some_and(|g| is_year(g.low_core().trim_end_matches(" edition")))
}

/// A year alone, a numbered edition, or words of publishers.
pub(super) fn is_publisher(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let low = glance.low_core();
    let is_edition = low.contains(" edition")
        && (low.ends_with("edition")
            || place.shape().has_digits
            || low.contains(" edition, ") && place.shape().words <= 7);
    let holds = |word: &&str| {
        low.match_indices(*word).any(|(at, w)| {
            !low[..at].ends_with(char::is_alphanumeric) && !low[at + w.len()..].starts_with(char::is_alphanumeric)
        })
    };
    is_year(low)
        || is_roman_year(glance.core())
        || is_edition
        || low.starts_with("published ") && place.shape().has_digits && !place.shape().starts_low
        || languages::IMPRINT.is_in(low)
        || begins_with_city(low) && !place.shape().is_ended
        || PRESSES.iter().any(holds)
        // "The Wall Library" is a series; "The Library at Night" is a title.
        || low.ends_with(" library")
}

/// "MDCCCXCVI", "M,DCC,LXXXI.": a year as title pages print it.
fn is_roman_year(core: &str) -> bool {
    let digits = core.chars().filter(|c| c.is_alphabetic());
    core.starts_with('M')
        && digits.clone().count() >= 4
        && core.chars().all(|c| matches!(c, 'M' | 'D' | 'C' | 'L' | 'X' | 'V' | 'I' | ',' | '.' | ' '))
}

/// "page 12", "page 3 of 62", "seite 7/40": the number of a page, and of how many.
pub(in crate::detect) fn is_page_number(low: &str) -> bool {
    let Some((word, number)) = low.split_once(' ') else { return false };
    let is_count = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !PAGE_WORDS.contains(&word) {
        return false;
    }
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let page = &number[..number.len() - behind.len()];
    let behind = behind.strip_prefix(' ').unwrap_or(behind);
    let of = BEFORE_COUNT.iter().find_map(|of| behind.strip_prefix(of));
    let is_last = |count: &str| is_count(count.strip_prefix(' ').unwrap_or(count));
    is_count(page) && (number == page || of.is_some_and(is_last))
}
