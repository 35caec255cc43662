//! What a heading looks like: the predicates that its cues share.

use super::form::Form;
use crate::detect::boilerplate::is_page_number;
use crate::detect::glance::Glance;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::text::is_closing;

/// Words of a bare title at most. Measured: longer lines without word or number are prose in nine of ten cases.
pub(super) const LONGEST_TITLE: u16 = 10;
/// Words of one that is marked as a title at most.
const LONGEST_MARKED_UP: u16 = 24;

/// Words of a title at most that ends with a mark or is set in quotation marks.
const LONGEST_ASIDE: u16 = 8;

/// Words of a line that an archive prints below a chapter's title at most: "Chapter by" and a name.
const LONGEST_LABEL: u16 = 8;

pub(super) fn form<'s>(place: &Place<'s>) -> Option<&'s Form> {
    place.glance()?.form.as_ref()
}

/// A number alone on its line, not asked or said. The word "I" is one only where blank lines set it apart.
pub(super) fn is_bare_number(place: &Place) -> bool {
    if matches!(place.shape().last, '"' | '”' | '?' | '!') {
        return false;
    }
    let is_bare = form(place).is_some_and(Form::is_bare);
    let is_apart = has_ornaments(place) || (place.above() > 0 && place.below() > 0);
    is_bare && place.glance().is_some_and(|g| g.core().chars().count() <= 20 && (g.core() != "I" || is_apart))
}

/// A short line that could be a title: no end mark, not spoken, with letters.
pub(super) fn is_title_like(place: &Place) -> bool {
    let shape = place.shape();
    (shape.words <= LONGEST_TITLE || is_marked_up(place))
        && shape.has_letters
        && !shape.is_speech
        && !ends_as_sentence(place)
        && !is_taken(place)
        && !(shape.words == 1 && languages::is_for_whom(place.low()))
        && !place.low().starts_with("(c) ")
        && !(shape.has_digits && place.glance().is_some_and(|g| is_page_number(g.low_core())))
}

/// Words with which a sentence breaks off above what it shows, without any mark.
const SHOWING: [&str; 4] = [" it says", " it said", " it read", " it reads"];

/// The paragraph above ends with a colon, or breaks off ("It says") above a line that is set in; what a colon and a dash
/// announce stands at no wider distance, or is a number.
pub(super) fn announces(place: &Place, above: &Place) -> bool {
    let breaks_off = || {
        let is_set_in = place.shape().indent > 0 && place.above() <= 1 && form(place).is_none();
        is_set_in && SHOWING.iter().any(|words| above.bare().to_lowercase().ends_with(words))
    };
    above.shape().last == ':'
        || above.shape().last.is_lowercase() && breaks_off()
        || above.leads_on() && (place.wider_above() == 0 || !place.shape().has_letters)
}

/// "== The Door ==": a title of any length, as wikis mark it.
fn is_marked_up(place: &Place) -> bool {
    let shape = place.shape();
    shape.first == '='
        && shape.last == '='
        && shape.words <= LONGEST_MARKED_UP
        && shape.capitalised * 2 >= shape.words
        && place.glance().is_some_and(|g| {
            let inner = g.text.trim_matches('=');
            let speaks = languages::SECOND_PERSON.is_in(&g.low) || languages::FIRST_PERSON.is_in(&g.low);
            inner.starts_with(' ') && inner.ends_with(' ') && g.text.starts_with("==") && !speaks
        })
}

/// A short line below a wide space, nearer to the prose below than to the text above: no end mark, or one that a title
/// can have.
pub(super) fn is_short_below_space(place: &Place) -> bool {
    let shape = place.shape();
    (1..=LONGEST_ASIDE).contains(&shape.words)
        && place.wider_above() > 0
        && place.below() > 0
        && place.below() < place.above()
        && !shape.starts_low
        && place.next().is_some_and(|next| next.is_prose())
        && may_be_marked_title(place)
}

/// "Who Goes There?", "The Well in the Wood.", "\"A Well\"": a question or a cry, words with capitals, or a title in
/// quotation marks.
fn may_be_marked_title(place: &Place) -> bool {
    let shape = place.shape();
    let has_capitals = shape.capitalised * 5 >= shape.words * 3;
    if shape.is_speech {
        let inner = place.glance().map_or("", |g| g.text.trim_end_matches(['"', '”', '“', '»', '«']));
        return matches!(shape.last, '"' | '”' | '“' | '»') && inner.ends_with(char::is_alphanumeric);
    }
    match shape.last {
        ',' | ';' | '…' | '-' | '–' | '—' => false,
        '.' | ':' => has_capitals && shape.words >= 2,
        '?' | '!' => has_capitals || shape.words <= 4,
        _ => true,
    }
}

/// "\"Three Cheers for the Verger!\"" in the middle of the page, right below the chapter's number: a title that is a saying.
pub(super) fn is_quoted_title(place: &Place) -> bool {
    let shape = place.shape();
    let is_bare = |above: Place| above.heads_division() && above.shape().words <= 3 && above.shape().is_centred;
    shape.is_speech
        && shape.is_centred
        && shape.words <= 10
        && is_closing(shape.last)
        && place.above() <= 1
        && place.below() > 0
        && place.previous().is_some_and(is_bare)
}

/// The line ends with a full stop behind several words, or with a comma, a colon or a dash.
pub(super) fn ends_as_sentence(place: &Place) -> bool {
    let shape = place.shape();
    // "Mira's P.O.V." ends with an abbreviation.
    if shape.last == '.' && shape.words <= 7 && place.low().ends_with("p.o.v.") {
        return false;
    }
    if is_quoted_title(place) {
        return false;
    }
    let words = place.glance().map_or("", |g| g.text.trim_end_matches(['-', '–', '—', ' ']));
    // "TO ----" leaves out a name.
    let is_blank =
        shape.is_capitals && shape.words <= 4 && words.len() + 4 <= place.glance().map_or(0, |g| g.text.len());
    let is_dashed = words.len() < place.glance().map_or(0, |g| g.text.len()) && !has_ornaments(place) && !is_blank;
    // "WHO IS THERE?" set apart is a title in capitals.
    let is_shouted = shape.is_capitals && shape.words >= 2 && place.wider_above() > 1 && place.below() > 0;
    let ends_open = is_dashed || matches!(shape.last, ',' | ';') || (words.ends_with(':') && shape.words > 3);
    // "Mira's P.O.V." ends with the stop of an abbreviation.
    if place.low().ends_with("p.o.v.") {
        return false;
    }
    let is_all_names = shape.capitalised == shape.words && (2..=5).contains(&shape.words) && place.wider_above() > 0;
    let has_form = is_shouted
        || is_all_names && shape.last == '.'
        || form(place).is_some_and(|f| f.is_strong() || f.title.is_none());
    ends_open
        || (shape.is_ended && !has_form && !matches!(shape.last, '?' | '!') && shape.words >= 2)
        || (shape.is_ended && has_form && shape.words > 9 && !is_long_title(place))
        || (shape.is_ended && matches!(shape.last, '?' | '!') && !has_form)
}

/// "CHAPTER 57. Of Doors in Paint; in Teeth; in Wood.", apart from what stands above: titles that were set with a full stop.
/// "Chapter 4. Bea went down to the Old Mill with Mr. Grey." is a sentence.
fn is_long_title(place: &Place) -> bool {
    let shape = place.shape();
    let is_numbered = |f: &Form| f.division.is_some() && f.number.is_some() && f.has_separator;
    place.wider_above() > 0
        && place.below() > 0
        && shape.capitalised * 2 >= shape.words
        && form(place).is_some_and(is_numbered)
        && place.glance().is_some_and(|g| g.core().split(' ').next().is_some_and(is_in_capitals))
}

fn is_in_capitals(word: &str) -> bool {
    word.len() > 1 && !word.contains(char::is_lowercase)
}

pub(super) fn has_ornaments(place: &Place) -> bool {
    place.glance().is_some_and(|g| {
        let first = g.text.chars().next().unwrap_or(' ');
        let last = g.text.chars().next_back().unwrap_or(' ');
        let is_sign = |c: char| {
            !c.is_alphanumeric()
                && !matches!(c, '(' | ')' | '"' | '“' | '”' | '\'' | '.' | '?' | '!' | '…' | '[' | ']' | '’' | '‘')
        };
        is_sign(first) && is_sign(last) && !g.core().is_empty() && !g.core().ends_with(',')
    })
}

/// What follows is text, or something that stands between a heading and its text.
pub(super) fn opens_text(place: &Place) -> bool {
    place.next().is_some_and(|next| {
        let shape = next.shape();
        next.is_prose()
            || is_chapter_label(&next)
            || is_label(&next)
            || shape.bytes >= 12
            || shape.is_capitals && shape.words >= 2 && next.below() > next.above()
            || shape.is_ended
            || is_bare_number(&next)
            || links_titles(&next)
            || form(&next).is_some_and(|f| f.has_separator)
    })
}

/// "or,": a word alone between the two titles of one piece.
pub(super) fn links_titles(place: &Place) -> bool {
    place.shape().words == 1
        && place.glance().is_some_and(Glance::links_titles)
        && place.next().is_some_and(|second| {
            let shape = second.shape();
            second.wider_above() == 0
                && (1..=LONGEST_TITLE).contains(&shape.words)
                && !shape.starts_low
                && !shape.is_speech
        })
}

/// A short line without end mark over text, with a wider space above than paragraphs have: at a file's top is none.
pub(super) fn is_title_below_space(place: &Place) -> bool {
    place.ordinal() > 0
        && is_title_like(place)
        && place.wider_above() > 0
        && opens_text(place)
        && !opens_stanza(place)
        && !stands_at_the_right(place)
}

/// Where a name signs what stands above: in the right half of the page.
fn stands_at_the_right(place: &Place) -> bool {
    let (shape, habits) = (place.shape(), place.habits());
    let reach = shape.indent + shape.width;
    habits.is_wrapped
        && !shape.is_centred
        && shape.indent * 2 > habits.width
        && (habits.width.saturating_sub(8)..habits.width + 4).contains(&reach)
        && place.above() <= place.below()
}

/// In lines that stand one below the other two more short ones follow, and no capitals make it a title: the line is the
/// first of a stanza.
fn opens_stanza(place: &Place) -> bool {
    let goes_on = |p: &Place| {
        p.above() == 0 && (2..=12).contains(&p.shape().words) && !p.is_prose() && !is_label(p) && !is_one_of_labels(p)
    };
    let may_open =
        place.habits().distance == 0 && place.shape().words >= 4 && place.shape().capitalised * 2 < place.shape().words;
    may_open && place.step(1).filter(goes_on).and_then(|next| next.step(1)).is_some_and(|next| goes_on(&next))
}

/// "Chapter Summary", "Notes:", "Chapter by Ann Ode": what archives print below a chapter's title.
pub(super) fn is_chapter_label(place: &Place) -> bool {
    if place.shape().words > LONGEST_LABEL {
        return false;
    }
    let low = place.low();
    let label = low.trim_end_matches(':');
    matches!(label, "chapter summary" | "chapter notes" | "summary" | "notes") || low.starts_with("chapter by ")
}

pub(super) fn is_label(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    if form(place).is_some_and(Form::is_strong) {
        return false;
    }
    let is_known = |name: &str| languages::field(name).is_some() || languages::is_note_label(name) || name == "title";
    glance.label.as_ref().is_some_and(|l| l.has_colon && is_known(&l.name)) || is_known(glance.low_core())
}

/// "NAME: Ann", with another such line directly above or below.
pub(super) fn is_one_of_labels(place: &Place) -> bool {
    // "22. The Ford" above "23. Aftermath: Ann" counts chapters.
    let number = |p: Place| form(&p)?.number;
    let is_counted = |p: &Place| {
        form(p).filter(|f| f.title.is_some()).and_then(|f| f.number).is_some_and(|n| {
            p.step(-1).and_then(number).is_some_and(|above| above + 1 == n) || p.step(1).and_then(number) == Some(n + 1)
        })
    };
    let is_labelled = |p: &Place| {
        !form(p).is_some_and(Form::is_strong)
            && !is_counted(p)
            && p.glance().is_some_and(|g| g.label.as_ref().is_some_and(|l| l.has_colon && !l.is_alone))
    };
    let beside = |n: Option<Place>| n.is_some_and(|n| is_labelled(&n));
    is_labelled(place) && (place.above() == 0 && beside(place.step(-1)) || place.below() == 0 && beside(place.step(1)))
}

/// "[12:41] <Ann> are you there", "<Bea> no": what somebody types.
pub(super) fn is_chat(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | ':' | '.' | ' ');
    let has_clock = glance.low.starts_with(['[', '(']) || glance.low.starts_with(|c: char| c.is_ascii_digit());
    let line = if has_clock { glance.low.trim_start_matches(is_clock) } else { glance.low.as_str() };
    let line = line.trim_start_matches("am").trim_start_matches("pm").trim_start_matches([']', ')', ' ']);
    let Some((name, said)) = line.strip_prefix('<').and_then(|rest| rest.split_once('>')) else { return false };
    !name.is_empty() && !name.contains(['<', '/']) && name.split(' ').count() <= 2 && said.contains(char::is_alphabetic)
}

/// "[the bees, 11:42 PM]": a line in brackets with a time of day, and below it what somebody types behind a name.
pub(super) fn heads_chat(place: &Place) -> bool {
    let is_said = |n: Place| {
        n.glance()
            .and_then(|g| g.label.as_ref())
            .is_some_and(|l| l.has_colon && !l.is_alone && !l.name.contains(' ') && languages::field(&l.name).is_none())
    };
    place.shape().first == '['
        && place.shape().last == ']'
        && place.glance().is_some_and(|g| has_clock(g.low_core()))
        && place.next().is_some_and(is_said)
}

/// "11:42": digits, a colon, two digits.
pub(in crate::detect) fn has_clock(low: &str) -> bool {
    low.as_bytes()
        .windows(4)
        .any(|w| w[0].is_ascii_digit() && matches!(w[1], b':' | b'.') && w[2].is_ascii_digit() && w[3].is_ascii_digit())
}

/// "0430 hours", "11:42 PM", "4.30 Uhr", "six o'clock": a time of day and no more.
pub(super) fn is_clock_line(place: &Place) -> bool {
    let Some(glance) = place.glance() else { return false };
    let low = glance.low_core();
    let tail = low.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let digits = low[..low.len() - tail.len()].bytes().filter(u8::is_ascii_digit).count();
    let unit = tail.trim().trim_end_matches('.').replace('.', "");
    let is_unit =
        matches!(unit.as_str(), "am" | "pm" | "hours" | "hrs" | "uhr" | "h" | "o'clock" | "noon" | "a m" | "p m");
    let is_spoken = low.ends_with("o'clock") && place.shape().words == 2;
    is_unit && (1..=6).contains(&digits) || unit.is_empty() && (3..=6).contains(&digits) && has_clock(low) || is_spoken
}

pub(super) fn is_point_of_view(place: &Place) -> bool {
    place.shape().words <= 7
        && place.glance().is_some_and(|g| {
            let low = g.low_core().trim_end_matches(['.', ')', ':']);
            (languages::VIEWS.ends(low) || languages::VIEWS.begins(low))
                && !place.shape().is_speech
                && !ends_as_sentence(place)
                && !crate::detect::breaks::is_named_break(place)
        })
}

/// "Two hours later": no more than that, and no sentence.
pub(super) fn is_later_line(place: &Place) -> bool {
    let shape = place.shape();
    (2..=5).contains(&shape.words)
        && !shape.is_speech
        && !shape.starts_low
        && !shape.is_ended
        && !ends_as_sentence(place)
        && place.glance().is_some_and(|g| languages::LATER.ends(g.low_core()))
        && !crate::detect::breaks::is_named_break(place)
}

pub(super) fn is_date_line(place: &Place) -> bool {
    let shape = place.shape();
    if shape.words == 0 || shape.words > 6 || shape.is_speech || ends_as_sentence(place) {
        return false;
    }
    let Some(glance) = place.glance() else { return false };
    let has_calendar = glance.low_core().split(|c: char| !c.is_alphanumeric()).any(languages::is_calendar);
    let is_later = languages::LATER.ends(glance.low_core());
    let is_message = glance.low_core().starts_with("sent ");
    !is_message && (has_calendar && shape.has_digits || is_later && shape.words >= 2)
}

/// The line belongs to another convention by its words: end words, an ornament of letters, the name of a break.
pub(super) fn is_taken(place: &Place) -> bool {
    place.glance().is_some_and(|g| languages::is_end(g.low_core().trim_end_matches(|c: char| !c.is_alphanumeric())))
        || crate::detect::endings::ends_the_work(place)
        || crate::detect::boilerplate::is_copyright(place)
        || crate::detect::breaks::is_letter_ornament(place)
        || crate::detect::breaks::is_named_break(place)
}

/// A rule as long as the line stands directly below it.
pub(super) fn is_underlined(place: &Place) -> bool {
    let bytes = place.shape().bytes;
    place.step(1).is_some_and(|below| {
        let rule = below.shape();
        rule.is_signs && below.above() == 0 && rule.bytes >= 3 && rule.bytes + 4 >= bytes && rule.bytes <= bytes + 12
    })
}

/// A rule directly below a heading, about as long as it; three stars there are no underline.
pub(super) fn underlines_a_heading(place: &Place) -> bool {
    let rule = place.shape();
    rule.is_signs
        && rule.bytes >= 3
        && place.above() == 0
        && place.step(-1).is_some_and(|above| {
            let bytes = above.shape().bytes;
            above.leaning(Role::Heading) >= 4
                && bytes + 12 >= rule.bytes
                && (rule.first != '*' || rule.bytes * 3 >= bytes)
        })
}
