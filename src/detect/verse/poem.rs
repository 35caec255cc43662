//! A poem as it lies on the page: groups of short lines, the title and refrains between them, the source below; and
//! what its lines together say for its being one.

use super::lines::{
    following, is_before_text, is_credit, is_dotted, is_heading, is_line, is_point, is_source, is_source_apart,
    is_title, is_within, opens_group,
};
use crate::detect::headings;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::detect::role::Role;
use crate::detect::titlepage::is_byline;
use crate::text::{is_closing, is_opening_quote};

/// Units of a poem that are looked at: a longer one is cut in two.
const LONGEST: usize = 240;

/// Lines that the foot of a letter has at most.
const FOOT: usize = 5;
/// Characters of the longest line from which lines in lower case can be those of a narrow paragraph.
const PARAGRAPH: usize = 38;
/// Columns that verse is set in beyond the first lines of paragraphs at least.
const DEEPER: usize = 4;
/// Words that a line of a poem has at least, in the middle, below a colon; entries of a form have fewer.
const TERSE: usize = 4;
/// Lines of a motto at most that only its place shows.
const MOTTO: usize = 6;
/// Weight from which the first look takes a line for a heading.
const HEADED: i32 = 4;
/// Characters of a column that prose is wrapped to at least, and lines that fill it.
const COLUMN: usize = 56;
const FILLED: usize = 3;
/// Words of a label at most: "Rating: K", "Words so far: 300".
const LABEL: usize = 3;

/// A poem, and what speaks for its being one.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one thing seen on the page")]
pub(super) struct Poem {
    /// Units from its first line to its last.
    pub reach: usize,
    /// Lines in groups of two or more.
    pub lines: usize,
    /// Groups of two or more lines.
    pub groups: usize,
    /// Lines that rhyme with one of the three before.
    rhymes: usize,
    /// Lines that begin with a capital.
    capitals: usize,
    /// Lines that begin with a capital though the line above did not end its sentence.
    enjambed: usize,
    /// Lines that end without a full stop, question or exclamation mark.
    soft: usize,
    /// Lines that are whole speeches.
    speeches: usize,
    /// Lines with a label and its colon, or with digits.
    labels: usize,
    /// Lines that hold hardly a word without a capital.
    names: usize,
    /// Lines that are set in.
    set_in: usize,
    /// Columns by which the line that is set in least is set in.
    least: usize,
    /// Lines between marks of emphasis.
    emphasised: usize,
    /// Lines in capitals.
    shouted: usize,
    /// Lines below another one, and the characters of the shortest line with the first word of the next one.
    below: usize,
    shortest_on: usize,
    /// Characters of the longest line.
    widest: usize,
    /// Lines that begin as points of a list do, or as what is typed at a prompt.
    points: usize,
    /// Lines that begin with ">".
    quoted: usize,
    /// A speech stands below a line that announces it.
    tells: bool,
    /// A quotation mark opens the first line, and none another.
    is_quoted: bool,
    /// A quotation mark closes the last line.
    is_closed: bool,
    /// The last line announces what follows.
    announces: bool,
    /// The paragraph above announces the lines.
    is_announced: bool,
    /// Words of all lines.
    words: usize,
    /// The last line begins a quotation that it does not close.
    is_left_open: bool,
    /// One of the lines closes a letter.
    is_foot: bool,
    /// Prose goes on directly below the last line.
    pub runs_on: bool,
    /// It stands directly below a heading.
    is_headed: bool,
    /// Its source is named behind the lines.
    has_source: bool,
    /// It stands below a heading, or before the text.
    is_in_front: bool,
    /// The paragraphs of the text are marked by their indent, so that a line set in says nothing.
    is_indented_text: bool,
    /// Columns by which the first line of the paragraph above is set in, where paragraphs are marked so.
    paragraph: usize,
}

impl Poem {
    /// The poem that begins at the block here; none where no group of lines begins here, or where it belongs to the
    /// lines above.
    pub(super) fn at(place: &Place) -> Option<Poem> {
        if !is_line(place) || place.ordinal() == 0 {
            return None;
        }
        let has_title = !opens_group(place);
        if has_title && !is_title(place) || is_within(place) {
            return None;
        }
        let is_indented_text = place.habits().is_indented;
        let paragraph = if is_indented_text { place.previous().map_or(0, |a| a.shape().indent) } else { 0 };
        let mut poem =
            Poem { is_indented_text, paragraph, least: usize::MAX, shortest_on: usize::MAX, ..Poem::default() };
        let mut endings: Vec<String> = Vec::new();
        let mut at = *place;
        poem.is_headed = place.previous().is_some_and(|a| is_heading(&a) || headings::is_heading_line(&a));
        poem.is_in_front = poem.is_headed || is_before_text(place);
        loop {
            let in_group = opens_group(&at) || (at.above() == 0 && at.at() > place.at());
            let is_left_out = at.shape().is_signs;
            let is_credit = in_group && at.at() > place.at() && is_credit(&at);
            if in_group && !is_source(&at) && !is_credit && !is_left_out {
                poem.add(&at, &mut endings);
            }
            poem.has_source |= is_credit || is_source(&at);
            poem.reach = at.at() - place.at();
            poem.runs_on = at.step(1).is_some_and(|n| n.above() == 0 && !n.is_space() && !n.shape().is_signs);
            if is_credit {
                break;
            }
            match at.step(1) {
                Some(next) if next.above() == 0 && is_line(&next) && (in_group || !has_title) => at = next,
                Some(dots) if is_dotted(&dots) => at = dots,
                _ => {
                    // A motto's source may stand apart from it.
                    if let Some(source) = at.next().filter(|n| poem.is_in_front && is_source_apart(n, &at)) {
                        poem.has_source = true;
                        poem.reach = source.at() - place.at();
                        break;
                    }
                    let Some(next) = following(&at) else { break };
                    at = next;
                }
            }
            if poem.reach > LONGEST {
                break;
            }
        }
        poem.is_announced = place.previous().is_some_and(|a| a.shape().last == ':');
        (poem.lines >= 2 && !poem.is_filled()).then_some(poem)
    }

    fn add(&mut self, place: &Place, endings: &mut Vec<String>) {
        let shape = place.shape();
        let Some(glance) = place.glance() else { return };
        let first = glance.text.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
        let previous_is_soft = self.lines > 0
            && place.above() == 0
            && place.step(-1).is_some_and(|a| !a.shape().is_ended && a.shape().last != ':');
        self.groups += usize::from(place.above() > 0 || self.lines == 0);
        self.lines += 1;
        self.capitals += usize::from(!first.is_lowercase());
        self.enjambed += usize::from(previous_is_soft && first.is_uppercase());
        self.soft += usize::from(!shape.is_ended && shape.last != ':');
        // Old printers open the mark anew on each line of what they quote.
        let goes_on = self.is_left_open && place.above() == 0;
        self.speeches += usize::from(shape.is_speech && is_closing(shape.last) && !goes_on);
        let mut marks = glance.text.match_indices(['\'', '’', '"', '”', '“', '»']);
        let is_tagged = marks.any(|(at, mark)| glance.text[at + mark.len()..].starts_with([' ', ',', '.']));
        let is_broken_off = matches!(shape.last, '-' | '–' | '—');
        let may_go_on = shape.is_speech && !is_closing(shape.last) && !is_broken_off;
        self.is_left_open = may_go_on && !is_tagged;
        let is_labelled = glance.label.as_ref().is_some_and(|l| {
            (l.has_colon && !l.is_alone && l.name.split(' ').count() <= LABEL)
                || languages::field(&l.name).is_some()
                || languages::is_note_label(&l.name)
                || languages::is_by(&l.name)
        });
        // The name below a poem is its source; one with a line below it belongs to a title page.
        let is_name = is_byline(place) && place.below() == 0 || is_address(&glance.low);
        let is_part = is_part_of_a_play(&place.bare());
        self.labels += usize::from(shape.has_digits || is_labelled || is_part || is_name || glance.has_imprint());
        self.is_quoted = (self.lines == 1 || self.is_quoted) && (self.lines == 1) == is_opening_quote(shape.first);
        self.is_closed = is_closing(shape.last);
        self.is_foot |= shape.words <= 5 && languages::FAREWELLS.begins(&glance.low);
        let has_case = glance.text.contains(char::is_lowercase) || shape.is_capitals;
        self.names += usize::from(has_case && (shape.capitalised * 4 >= shape.words * 3 || shape.is_capitals));
        self.shouted += usize::from(shape.is_capitals && shape.words > 1);
        self.widest = self.widest.max(shape.width);
        if let Some(above) = place.step(-1).filter(|above| self.lines > 1 && place.above() == 0 && !above.is_space()) {
            let first_word = glance.text.split(' ').next().unwrap_or_default().chars().count();
            self.below += 1;
            self.shortest_on = self.shortest_on.min(above.shape().width + 1 + first_word);
        }
        self.set_in +=
            usize::from(shape.indent > 0 && (self.paragraph == 0 || shape.indent >= self.paragraph + DEEPER));
        self.least = self.least.min(shape.indent);
        self.emphasised += usize::from(matches!(shape.first, '*' | '_' | '/') && shape.first == shape.last);
        self.points += usize::from(is_point(&glance.text));
        self.quoted += usize::from(shape.first == '>');
        self.words += usize::from(shape.words);
        self.tells |= self.announces && shape.is_speech && shape.is_ended;
        self.announces = matches!(shape.last, ':' | ',');
        let ending = ending(&glance.low);
        self.rhymes += usize::from(ending.len() >= 2 && endings.iter().rev().take(3).any(|e| e == &ending));
        endings.push(ending);
    }

    /// At least one line in four rhymes.
    pub(super) fn rhymes(&self) -> bool {
        self.rhymes > 0 && self.rhymes * 4 >= self.lines
    }

    /// Every line is as full as a column allows, and most begin in mid-sentence, so that a machine has broken them: a part
    /// of this text came from elsewhere.
    fn is_filled(&self) -> bool {
        let is_verse = self.capitals * 2 > self.lines + 1 || self.rhymes();
        !is_verse && self.widest >= COLUMN && self.below >= FILLED && self.shortest_on > self.widest
    }

    /// Nearly all lines are set in, in a text whose paragraphs are not, or farther than its paragraphs.
    pub(super) fn is_set_in(&self) -> bool {
        let is_broken = self.rhymes() || self.lines >= 4 && self.is_enjambed() && self.soft * 4 >= self.lines * 3;
        let is_deeper = self.paragraph > 0 && is_broken;
        (!self.is_indented_text || is_deeper) && self.set_in * 10 >= self.lines * 8
    }

    /// The lines stand at the margin, where the paragraphs of the text are set in.
    pub(super) fn is_set_out(&self) -> bool {
        self.is_indented_text && self.least == 0 && !self.runs_on
    }

    /// Before the text, each line with a capital or none, and the source behind them.
    pub(super) fn is_motto(&self) -> bool {
        self.is_in_front && self.has_source && (self.capitals == self.lines || self.capitals == 0)
    }

    /// Half the lines end in mid-sentence.
    pub(super) fn is_soft(&self) -> bool {
        self.soft * 2 >= self.lines
    }

    /// Lines begin with a capital where no sentence begins: a third of them, and hardly one in lower case.
    pub(super) fn is_enjambed(&self) -> bool {
        self.enjambed * 3 >= self.lines && self.capitals * 10 >= self.lines * 8
    }

    /// Nearly all lines stand between marks of emphasis.
    pub(super) fn is_emphasised(&self) -> bool {
        self.emphasised * 10 >= self.lines * 8
    }

    /// Labels, numbers, names: a list, an address, a title page.
    pub(super) fn is_list(&self) -> bool {
        // Where each line begins with ">" the whole is quoted; where some do, somebody types.
        let is_typed = self.quoted > 0 && self.quoted < self.lines;
        let is_whole = self.is_quoted && self.is_closed && self.lines >= 4;
        let is_form = self.is_announced && self.words < self.lines * TERSE && !self.rhymes() && !is_whole;
        is_typed
            || is_form
            || self.labels * 3 >= self.lines
            || self.names * 2 > self.lines
            || self.points * 3 >= self.lines
            || self.lines == 2 && self.shouted == 1
    }

    /// Half the lines are whole speeches.
    pub(super) fn is_talk(&self) -> bool {
        (self.speeches * 2 >= self.lines || self.tells && !self.is_set_in()) && !self.rhymes()
    }

    /// Whether anything sure speaks for verse: two lines need their own indent, and in a text without blank lines,
    /// where short lines stand everywhere, more must come together.
    pub(super) fn is_likely(&self, place: &Place) -> bool {
        let is_quoted_motto = self.is_headed && self.is_set_in();
        let is_foot = self.is_foot && self.lines <= FOOT && !self.rhymes();
        if self.is_list() || self.is_talk() && !is_quoted_motto || is_foot {
            return false;
        }
        let habits = place.habits();
        if habits.distance == 0 {
            let is_parted = place.above() > 0 && !self.runs_on;
            let is_broken = self.rhymes() || self.soft * 4 >= self.lines * 3;
            let is_sung = self.is_announced && self.lines >= 4 && self.is_set_in();
            return is_sung
                || is_parted
                    && (self.lines >= 4 || self.is_set_out())
                    && (is_broken && self.is_soft() || self.is_emphasised());
        }
        if habits.is_wrapped && self.runs_on && !self.is_set_in() {
            return false;
        }
        // A paragraph that is set in and narrow goes on in lower case, line by line.
        if habits.is_wrapped
            && !self.rhymes()
            && self.lines >= 3
            && self.widest >= PARAGRAPH
            && self.capitals * 2 <= self.lines + 1
        {
            return false;
        }
        self.is_set_in()
            || self.is_emphasised()
            || self.is_motto()
            || (self.is_headed && self.is_soft())
            || (self.rhymes() && (self.lines >= 3 || !habits.is_wrapped))
            || (self.lines >= 3 && self.is_soft())
    }
}

/// Units behind the first line of a motto below a title that is known only by what other titles look like: two lines or
/// more, and their source below them.
pub(super) fn reach_of_motto_below_a_title(place: &Place) -> Option<usize> {
    let is_numbered = |above: &Place| above.glance().is_some_and(|g| g.form.is_some());
    let is_headed = place
        .previous()
        .is_some_and(|above| above.leaning(Role::Heading) >= HEADED && !above.is_prose() && !is_numbered(&above));
    let poem = if is_headed && place.above() > 0 { Poem::at(place)? } else { return None };
    let is_motto = poem.has_source && poem.lines <= MOTTO && !languages::DEARS.begins(place.low());
    let source = isize::try_from(poem.reach).ok().and_then(|by| place.step(by))?;
    (is_motto && names_a_work(&source) && !poem.is_list() && !poem.is_talk()).then_some(poem.reach)
}

/// "-- \"Milestones\", The Paper Boats", "- A. N. Ode": a title in quotation marks, or a name of two words; one name signs a
/// letter.
fn names_a_work(source: &Place) -> bool {
    let shape = source.shape();
    source.bare().contains(['"', '“', '_', '*']) || shape.capitalised >= 2 && shape.capitalised * 2 >= shape.words
}

/// "<ann@example.org>"
fn is_address(low: &str) -> bool {
    !low.contains(' ') && low.contains('@')
}

/// The last sound of a line, as far as spelling tells it: the last two letters.
pub(super) fn ending(low: &str) -> String {
    let word = low.trim_end_matches(|c: char| is_closing(c) || is_opening_quote(c) || !c.is_alphabetic());
    let mut letters: Vec<char> = word.chars().rev().take(2).collect();
    letters.reverse();
    letters.into_iter().collect()
}

/// "KING.  Alas! my ship is wrecked": who speaks in a play, in capitals and apart from what is said.
fn is_part_of_a_play(line: &str) -> bool {
    let Some((name, said)) = line.trim().split_once(".  ") else { return false };
    let is_number = name.bytes().all(|byte| b"IVXLC".contains(&byte));
    let is_name = name.chars().filter(|c| c.is_alphabetic()).count() > 2 && name.split(' ').count() <= 3 && !is_number;
    is_name && !name.contains(char::is_lowercase) && said.trim_start().starts_with(char::is_uppercase)
}
