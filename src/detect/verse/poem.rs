//! A poem as it lies on the page: groups of short lines, the title and refrains between them, the source below; and
//! what its lines together say for its being one.

use crate::detect::headings::Form;
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::{is_closing, is_opening_quote};

/// Units of a poem that are looked at: a longer one is cut in two.
const LONGEST: usize = 240;
/// Characters a line of verse has at most.
const WIDEST: usize = 76;
/// Words a line of verse has at most.
const WORDIEST: u16 = 16;
/// Characters and words that a line of verse may be longer where it is set in.
const LONGER: usize = 14;
const LONGER_WORDS: u16 = 6;

/// Bytes of an ornament between stanzas at most.
const ORNAMENT: usize = 16;
/// Lines that the foot of a letter has at most.
const FOOT: usize = 5;
/// Characters of the longest line from which lines in lower case can be those of a narrow paragraph.
const PARAGRAPH: usize = 38;
/// Columns that verse is set in beyond the first lines of paragraphs at least.
const DEEPER: usize = 4;
/// Words that a line of a poem has at least, in the middle, below a colon; entries of a form have fewer.
const TERSE: usize = 4;
/// Columns that a source at the right is set in beyond the last line.
const RIGHT: usize = 12;
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
    /// Lines between marks of emphasis.
    emphasised: usize,
    /// Lines in capitals.
    shouted: usize,
    /// Characters of the longest line.
    widest: usize,
    /// Lines that begin as points of a list do, or as what is typed at a prompt.
    points: usize,
    /// Lines that begin with ">".
    quoted: usize,
    /// A speech stands below a line that announces it.
    tells: bool,
    /// The last line announces what follows.
    announces: bool,
    /// The paragraph above announces the lines.
    is_announced: bool,
    /// Words of all lines.
    words: usize,
    /// One of the lines closes a letter.
    is_foot: bool,
    /// Prose goes on directly below the last line.
    runs_on: bool,
    /// It stands directly below a heading.
    is_headed: bool,
    /// The paragraphs of the text are marked by their indent, so that a line set in says nothing.
    is_indented_text: bool,
    /// They are, and each of them stands on one line.
    is_set_in_text: bool,
    /// Columns by which the first line of the paragraph above is set in, where paragraphs are marked so.
    paragraph: usize,
}

impl Poem {
    /// The poem that begins at the block here; none where no group of lines begins here, or where it belongs to the
    /// lines above.
    pub(super) fn at(place: &Place) -> Option<Poem> {
        if !is_line(place) || place.ordinal() == 0 || is_within(place) {
            return None;
        }
        let is_indented_text = place.habits().is_indented;
        let is_set_in_text = is_indented_text && !place.habits().is_wrapped;
        let paragraph = if is_indented_text { place.previous().map_or(0, |a| a.shape().indent) } else { 0 };
        let mut poem = Poem { is_indented_text, is_set_in_text, paragraph, ..Poem::default() };
        let mut endings: Vec<String> = Vec::new();
        let mut at = *place;
        let mut has_title = false;
        if !opens_group(place) {
            if !is_title(place) {
                return None;
            }
            has_title = true;
        }
        loop {
            let in_group = opens_group(&at) || (at.above() == 0 && at.at() > place.at());
            let is_left_out = at.shape().is_signs;
            let is_credit = in_group && at.at() > place.at() && is_credit(&at);
            if in_group && !is_source(&at) && !is_credit && !is_left_out {
                poem.add(&at, &mut endings);
            }
            poem.reach = at.at() - place.at();
            poem.runs_on = at.step(1).is_some_and(|n| n.above() == 0 && !n.is_space() && !n.shape().is_signs);
            if is_credit {
                break;
            }
            match at.step(1) {
                Some(next) if next.above() == 0 && is_line(&next) && (in_group || !has_title) => at = next,
                Some(dots) if is_dotted(&dots) => at = dots,
                _ => match following(&at) {
                    Some(next) => at = next,
                    None => break,
                },
            }
            if poem.reach > LONGEST {
                break;
            }
        }
        poem.is_announced = place.previous().is_some_and(|a| a.shape().last == ':');
        poem.is_headed = place.previous().is_some_and(|a| is_heading(&a));
        (poem.lines >= 2).then_some(poem)
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
        self.speeches += usize::from(shape.is_speech && is_closing(shape.last));
        let is_labelled = glance.label.as_ref().is_some_and(|l| {
            (l.has_colon && !l.is_alone && l.name.split(' ').count() <= LABEL)
                || languages::field(&l.name).is_some()
                || languages::is_note_label(&l.name)
                || languages::is_by(&l.name)
        });
        self.labels += usize::from(shape.has_digits || is_labelled || languages::IMPRINT.is_in(&glance.low));
        self.is_foot |= shape.words <= 5 && languages::FAREWELLS.begins(&glance.low);
        let has_case = glance.text.contains(char::is_lowercase) || shape.is_capitals;
        self.names += usize::from(has_case && (shape.capitalised * 4 >= shape.words * 3 || shape.is_capitals));
        self.shouted += usize::from(shape.is_capitals && shape.words > 1);
        self.widest = self.widest.max(shape.width);
        self.set_in +=
            usize::from(shape.indent > 0 && (self.paragraph == 0 || shape.indent >= self.paragraph + DEEPER));
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

    /// Nearly all lines are set in, in a text whose paragraphs are not, or farther than its paragraphs.
    pub(super) fn is_set_in(&self) -> bool {
        let is_broken = self.rhymes() || self.lines >= 4 && self.is_enjambed() && self.soft * 4 >= self.lines * 3;
        let is_deeper = self.paragraph > 0 && is_broken;
        (!self.is_indented_text || is_deeper) && self.set_in * 10 >= self.lines * 8
    }

    /// All lines stand at the margin, where the paragraphs of unwrapped text are set in.
    pub(super) fn is_set_out(&self) -> bool {
        self.is_set_in_text && self.set_in == 0 && !self.runs_on
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
        let is_form = self.is_announced && self.words < self.lines * TERSE && !self.rhymes();
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
            return is_parted
                && (self.lines >= 4 || self.is_set_out())
                && (self.rhymes() || self.soft * 4 >= self.lines * 3)
                && self.is_soft();
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
            || (self.is_headed && self.is_soft())
            || (self.rhymes() && (self.lines >= 3 || !habits.is_wrapped))
            || (self.lines >= 3 && self.is_soft())
    }
}

/// A short line that could be one of verse.
pub(super) fn is_line(place: &Place) -> bool {
    let shape = place.shape();
    place.block().is_some_and(|b| b.lines.len() <= 2)
        && shape.words > 0
        && (shape.width <= WIDEST && shape.words <= WORDIEST || is_long_line(place))
}

/// A line of verse that is longer than most, and set in, as no paragraph is.
fn is_long_line(place: &Place) -> bool {
    let shape = place.shape();
    place.habits().is_wrapped
        && !place.habits().is_indented
        && shape.indent > 0
        && shape.width <= WIDEST + LONGER
        && shape.words <= WORDIEST + LONGER_WORDS
        && place.block().is_some_and(|b| b.lines.len() == 1)
}

/// "* Wait for her", "- Eel", "b) Charge", "A. Charge": a mark and a space, or a letter with its full stop.
fn is_point(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('*' | '-' | '•' | '+' | '·'), Some(' '), _) => !text.ends_with(['*', '-', '•']),
        (Some(letter), Some('.' | ')'), Some(' ')) => letter.is_ascii_alphanumeric() && letter != 'O' && letter != 'I',
        _ => false,
    }
}

/// A line that names where the poem is from.
pub(super) fn is_source(place: &Place) -> bool {
    let shape = place.shape();
    let is_dashed = matches!(shape.first, '—' | '―') || place.glance().is_some_and(|g| g.text.starts_with("--"));
    let closes = is_dashed && place.below() > 0 && shape.words <= 9 && !matches!(shape.last, ',' | '?' | '!');
    let is_at_the_right = place.above() == 0
        && place.below() > 0
        && (1..=9).contains(&shape.words)
        && shape.capitalised * 2 >= shape.words
        && place.step(-1).is_some_and(|a| shape.indent >= a.shape().indent + RIGHT);
    matches!(shape.first, '-' | '–' | '—' | '―' | '~')
        && shape.words > 0
        && (shape.capitalised * 2 >= shape.words || closes)
        || is_at_the_right
}

/// Dots or stars on a line of their own, with a line of verse directly below: lines that are left out.
fn is_dotted(place: &Place) -> bool {
    let shape = place.shape();
    shape.is_signs
        && shape.bytes > 2
        && place.above() == 0
        && matches!(shape.first, '.' | '*' | '…')
        && shape.first == shape.last
        && place.step(1).is_some_and(|n| n.above() == 0 && is_line(&n))
}

/// The last line of a group, set in farther than the lines above, with a name or a title in italics: where the poem is
/// from.
pub(super) fn is_credit(place: &Place) -> bool {
    let shape = place.shape();
    let is_last = place.step(1).is_none_or(|n| n.above() > 0 || n.is_space());
    let is_farther = place.above() == 0 && place.step(-1).is_some_and(|a| shape.indent > a.shape().indent + 1);
    let has_title = place.glance().is_some_and(|g| g.text.contains('_'));
    is_last
        && is_farther
        && shape.words <= 9
        && (shape.is_capitals || has_title && shape.capitalised * 2 >= shape.words)
}

/// The first of two lines or more that stand without a blank line between.
fn opens_group(place: &Place) -> bool {
    is_line(place)
        && (place.above() > 0 || place.step(-1).is_none_or(|a| !is_line(&a)))
        && place.step(1).is_some_and(|n| n.above() == 0 && (is_line(&n) || is_dotted(&n)))
}

/// Whether the line here and the ones directly below it are a group.
pub(super) fn begins_with_group(place: &Place) -> bool {
    opens_group(place)
}

/// Whether two blocks stand no farther apart than stanzas do; groups that are set in may stand one line farther.
fn is_near(below: &Place) -> bool {
    let usual = below.habits().distance.max(1);
    let is_set_in = |p: &Place| p.shape().indent > 0 && opens_or_closes_group(p);
    below.above() <= usual
        || below.above() == usual + 1
            && !below.habits().is_indented
            && is_set_in(below)
            && below.previous().is_some_and(|above| is_set_in(&above))
}

/// A line with another directly above or below.
fn opens_or_closes_group(place: &Place) -> bool {
    is_line(place)
        && (place.above() == 0 && place.step(-1).is_some_and(|a| is_line(&a))
            || place.step(1).is_some_and(|n| n.above() == 0 && is_line(&n)))
}

/// A lone line that can stand inside a poem: a refrain, a title or an ornament between its stanzas.
fn is_lone(place: &Place) -> bool {
    let shape = place.shape();
    if shape.is_signs {
        return shape.bytes <= ORNAMENT && place.step(1).is_some_and(|n| n.above() == 0 || shape.indent > 0);
    }
    let is_set_in = shape.indent > 0 && !place.habits().is_indented;
    let is_soft = !shape.is_ended && shape.last != ':' && !shape.is_speech;
    is_line(place) && (is_set_in || is_soft) && !is_heading(place)
}

fn is_heading(place: &Place) -> bool {
    place.glance().is_some_and(|g| g.form.as_ref().is_some_and(Form::is_strong))
}

/// "II.": the number of a poem's part, set in as its lines are.
fn is_part_number(place: &Place) -> bool {
    let is_bare =
        place.glance().is_some_and(|g| g.form.as_ref().is_some_and(|f| f.division.is_none() && f.title.is_none()));
    is_bare
        && place.shape().indent > 0
        && !place.habits().is_indented
        && below(place).is_some_and(|n| opens_group(&n) && n.shape().indent > 0)
}

/// A title printed above a poem: a short line set in, with a group of lines below it.
fn is_title(place: &Place) -> bool {
    let shape = place.shape();
    shape.indent > 0
        && !place.habits().is_indented
        && shape.words <= 9
        && !shape.is_speech
        && (!matches!(shape.last, ',' | ':' | ';' | '.') || is_part_number(place))
        && !is_heading(place)
        && below(place).is_some_and(|n| opens_group(&n) && n.shape().indent > 0)
}

/// The block below, if it stands no farther off than stanzas do.
fn below<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    place.next().filter(is_near)
}

/// The block above, if it stands no farther off than stanzas do.
fn above<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    if is_near(place) { place.previous() } else { None }
}

/// The last line of a group of two or more.
fn closes_group(place: &Place) -> bool {
    is_line(place) && place.above() == 0 && place.step(-1).is_some_and(|a| is_line(&a))
}

/// The line with which the poem goes on behind a group: another group, or a lone line before one, or a last line set in.
fn following<'s>(place: &Place<'s>) -> Option<Place<'s>> {
    let next = below(place)?;
    if is_set_otherwise(&next, place) {
        return None;
    }
    if opens_group(&next) {
        return Some(next);
    }
    if !is_lone(&next) {
        return None;
    }
    let is_set_in = next.shape().indent > 0 && !next.habits().is_indented && place.shape().indent > 0;
    let is_between =
        below(&next).is_some_and(|n| opens_group(&n) && (n.shape().indent > 0) == (next.shape().indent > 0));
    (is_set_in || is_between).then_some(next)
}

/// One of two lines is set in as paragraphs of unwrapped text are, the other stands at the margin.
fn is_set_otherwise(one: &Place, other: &Place) -> bool {
    let (one_indent, other_indent) = (one.shape().indent, other.shape().indent);
    let habits = one.habits();
    let is_parted = if habits.is_wrapped {
        one_indent.abs_diff(other_indent) >= DEEPER
    } else {
        (one_indent > 0) != (other_indent > 0)
    };
    habits.is_indented && is_parted
}

/// Whether the line here goes on with lines above it: a stanza behind a stanza, a refrain, a title.
fn is_within(place: &Place) -> bool {
    if place.above() == 0 {
        return place.step(-1).is_some_and(|a| is_line(&a) || is_dotted(&a));
    }
    let Some(one) = above(place) else { return false };
    if is_set_otherwise(&one, place) || is_source(&one) {
        return false;
    }
    if closes_group(&one) {
        return opens_group(place) || following(&one).is_some();
    }
    if is_title(&one) && opens_group(place) {
        return true;
    }
    is_lone(&one) && above(&one).is_some_and(|two| closes_group(&two)) && opens_group(place)
}

/// The last sound of a line, as far as spelling tells it: the last two letters.
fn ending(low: &str) -> String {
    let word = low.trim_end_matches(|c: char| is_closing(c) || is_opening_quote(c) || !c.is_alphabetic());
    let mut letters: Vec<char> = word.chars().rev().take(2).collect();
    letters.reverse();
    letters.into_iter().collect()
}
