//! Who speaks in a paragraph: the author to the readers, or the story. Tells talk about stories and updates from
//! narration and dialogue.

use crate::detect::glance::{self, Glance};
use crate::detect::languages;
use crate::detect::place::Place;
use crate::text::{head, is_dense, is_letter_or_digit, skip};

/// Bytes of a paragraph that are listened to.
const LISTENED: usize = 600;
/// Bytes of what is named between quotation marks at most.
const LONGEST_NAME: usize = 40;
/// What hardly any narration holds, and those who type to others do.
const MARKS: [&str; 5] = ["!!", "??", "?!", " @", "!1"];

/// What was heard in a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::detect) struct Voice {
    /// Words that speak of stories, readers and posting.
    pub talk: usize,
    /// Words and smileys that address the reader.
    pub address: usize,
    /// "I", "me", "my", "you".
    pub person: usize,
    /// "I", "me", "my": the person who speaks alone.
    pub own: usize,
    /// Verbs in the past.
    pub past: usize,
    /// Quotation marks.
    pub quotes: usize,
    /// Signs of somebody who types to others: "!!", "?!", "@name".
    pub marks: usize,
    /// The paragraph begins with speech.
    pub is_speech: bool,
    /// Somebody is said to speak: ", said the note on the door".
    pub is_reported: bool,
}

/// What stands behind a comma where somebody is said to speak, and who does so in jest only.
const SAID: [&str; 2] = [", said ", ", asked "];
const IN_JEST: [&str; 3] = ["no one", "nobody", "i"];
/// The same of what authors say of themselves as well: "Sorry, wrote this on the bus". Then somebody has to be named.
const WROTE: [&str; 2] = [", thought ", ", wrote "];
const SOMEBODY: [&str; 4] = ["he", "she", "they", "the"];

/// What is listened to, in lower case and with straight apostrophes.
fn listened(text: &str) -> String {
    glance::lower(head(text, LISTENED))
}

/// Quotation marks of speech: what is spoken ends with a mark of its own, what is only named ("Salt", "the red one")
/// does not.
fn quotes(text: &str) -> usize {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let (mut marks, mut rest) = (0, text);
    while let Some(at) = opening(rest) {
        marks += 1;
        let behind = &rest[at..].trim_start_matches(is_mark);
        rest = behind;
        let named = behind.find(is_mark).filter(|&end| end <= LONGEST_NAME);
        if let Some(end) = named.filter(|&end| behind[..end].ends_with(|c: char| c.is_alphanumeric() || c == '*')) {
            marks -= 1;
            rest = behind[end..].trim_start_matches(is_mark);
        }
    }
    marks
}

/// Where the first mark stands that opens a quotation: a look at the bytes, the first ones of the marks that are not ASCII.
fn opening(text: &str) -> Option<usize> {
    let mut candidates = memchr::memchr3_iter(b'"', 0xE2, 0xC2, text.as_bytes());
    candidates.find(|&at| text[at..].starts_with(['"', '“', '„', '«']))
}

/// How many of the marks stand in a text.
fn marks(text: &str) -> usize {
    let mut met = [false; MARKS.len()];
    // Each of them has one of these as its last sign or the one before.
    for at in memchr::memchr3_iter(b'!', b'?', b'@', text.as_bytes()) {
        for (mark, met) in MARKS.iter().zip(&mut met) {
            let from = if mark.ends_with('@') { at.saturating_sub(1) } else { at };
            *met |= text.as_bytes()[from..].starts_with(mark.as_bytes());
        }
    }
    met.iter().filter(|met| **met).count()
}

fn words(low: &str) -> impl Iterator<Item = &str> {
    let is_of_word = |c: char| is_letter_or_digit(c) || matches!(c, '\'' | '-' | '&');
    let mut rest = low;
    let cut = move || {
        let word = skip(rest, |c| !is_of_word(c));
        rest = skip(word, is_of_word);
        (!word.is_empty()).then(|| word[..word.len() - rest.len()].trim_matches(['\'', '-']))
    };
    std::iter::from_fn(cut).filter(|word| !word.is_empty())
}

/// Whether a word of the person who speaks, or of the readers, is none of the readers'.
fn is_own(word: &str) -> bool {
    !languages::SECOND_PERSON.begins(word)
}

/// "Let me know, said the note on the door": speech that a story reports without quotation marks.
fn is_reported(low: &str) -> bool {
    let behind = |verbs: [&str; 2]| verbs.into_iter().find_map(|verb| Some(low.split_once(verb)?.1));
    let is_one_of = |who: &str, all: &[&str]| {
        all.iter().any(|one| who.strip_prefix(one).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    };
    behind(SAID).is_some_and(|who| !is_one_of(who, &IN_JEST))
        || behind(WROTE).is_some_and(|who| is_one_of(who, &SOMEBODY))
}

/// How often a paragraph says he or she.
fn others(place: &Place) -> usize {
    let is_other = |w: &&str| matches!(*w, "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself");
    place.low().split(|c: char| !c.is_alphanumeric()).filter(is_other).count()
}

impl Voice {
    /// Listens to the block here.
    pub(in crate::detect) fn of(place: &Place) -> Voice {
        let listen = |glance: &Glance| Voice::heard(&glance.text, place.shape().is_speech);
        place.glance().map_or_else(Voice::default, |glance| *glance.voice.get_or_init(|| listen(glance)))
    }

    fn heard(text: &str, is_speech: bool) -> Voice {
        let low = listened(text);
        let mut voice = Voice { is_speech, quotes: quotes(&low), ..Voice::default() };
        for word in words(&low) {
            let tells = languages::tells(word);
            voice.talk += usize::from(tells.talk);
            voice.person += usize::from(tells.person);
            voice.own += usize::from(tells.person && is_own(word));
            voice.past += usize::from(tells.past);
        }
        if !low.is_ascii() && low.contains(is_dense) {
            voice.talk += languages::TALK.count_in(&low);
            voice.person += languages::FIRST_PERSON.count_in(&low);
            voice.past += languages::PAST.count_in(&low);
        }
        voice.is_reported = is_reported(&low);
        voice.address = languages::ADDRESS.count_in(&low);
        voice.marks = marks(&low);
        voice
    }

    /// Whether a paragraph without quotation marks says I; none where it has some.
    pub(super) fn narrates_own(place: &Place) -> Option<bool> {
        let bare = place.bare();
        (quotes(head(&bare, LISTENED)) == 0)
            .then(|| words(&listened(&bare)).any(|word| languages::tells(word).person && is_own(word)))
    }

    /// The author talks about the story or to the readers, and tells nothing.
    pub(in crate::detect) fn is_author(self) -> bool {
        let says = self.talk + self.address;
        let tells_speech = self.quotes > 0 && self.past > 0;
        !self.is_speech
            && !self.is_reported
            && !tells_speech
            && says > 0
            && (self.person > 0 || says >= 2)
            && self.past <= 1 + says
    }

    /// Somebody says I and speaks of nobody else: in a story that is told of others, the author.
    pub(super) fn speaks_for_himself(self, place: &Place) -> bool {
        let shape = place.shape();
        self.own > 0
            && self.quotes == 0
            && shape.words >= 6
            && (self.past == 0 || self.person >= 2 && self.past <= 1 + self.person)
            && !matches!(shape.first, '*' | '_' | '/' | '~' | '\'' | '‘')
            && others(place) <= 1
    }

    /// Somebody else is told of, more often than anybody says I: "It was the last chapter, and she closed the book."
    pub(super) fn tells_of_others(self, place: &Place) -> bool {
        let is_told = || self.past > 0 || self.person + self.marks == 0;
        let others = || others(place);
        match self.own {
            0 => is_told() && others() > 0,
            own => self.past > 0 && self.address + self.marks == 0 && others() > own,
        }
    }

    /// The story goes on: speech, or several verbs in the past and no word to the readers.
    pub(in crate::detect) fn is_story(self) -> bool {
        self.is_speech
            || (self.past >= 2 && self.talk + self.address == 0)
            || (self.past > 4 && self.talk + self.address < 2)
    }
}
