//! The words that conventions are made of, one table a language. Adding a language is adding a file with one table and
//! a row in `ALL`; nothing else in the program knows a language's words.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::role::FieldKind;

pub use column::{Column, Phrases};

mod column;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod ja;
mod nl;
mod pl;
mod pt;
mod ru;
mod sv;
mod zh;

/// The words of one language. All in lower case; where a language writes accents, with them.
#[derive(Debug)]
pub struct Language {
    /// BCP 47.
    pub code: &'static str,
    /// Words that stand beside a number at the head of a division: ("chapter", Chapter), ("part", Part).
    pub divisions: &'static [(&'static str, Division)],
    /// Words that are a heading by themselves: ("prologue", Prologue).
    pub named: &'static [(&'static str, Division)],
    /// Number words, cardinal and ordinal, in every gender a heading uses: ("one", 1), ("first", 1), ("twenty", 20).
    /// Compounds of two words ("twenty-one") are added up; words written as one are listed, to 30 at least.
    pub numbers: &'static [(&'static str, u32)],
    /// Small words that may stand between a division and its number: "the" in "Part the First".
    pub articles: &'static [&'static str],
    /// Words before an author's name on a line of their own: "by", "written by". "author" takes a colon.
    pub by: &'static [&'static str],
    /// Labels of an author's note: "a/n", "author's note", "notes".
    pub notes: &'static [&'static str],
    /// Labels of fields and what they state: ("rating", Rating), ("rated", Rating).
    pub fields: &'static [(&'static str, FieldKind)],
    /// Sentences, or their beginnings, that are a disclaimer without a label: "i do not own".
    pub disclaimers: &'static [&'static str],
    /// Beginnings of a dedication: "for my", "dedicated to".
    pub dedications: &'static [&'static str],
    /// Words before the name of the one to whom a book is given: "for", "to".
    pub for_whom: &'static [&'static str],
    /// Headings of a printed table of contents: "contents", "table of contents".
    pub contents: &'static [&'static str],
    /// Lines that say that the story ends or stops: "the end", "to be continued".
    pub ends: &'static [&'static str],
    /// Beginnings of a salutation: "dear", "my dear".
    pub salutations: &'static [&'static str],
    /// Beginnings of a letter's closing: "yours", "love", "sincerely".
    pub farewells: &'static [&'static str],
    /// Words for the person spoken to: "you", "your".
    pub second_person: &'static [&'static str],
    /// Words that begin or make the line of a point of view: "pov", "point of view".
    pub views: &'static [&'static str],
    /// Phrases with which a new scene opens: "the next morning", "later that", "meanwhile".
    pub openings: &'static [&'static str],
    /// Words that speak of stories, readers and posting: "review", "chapter", "update".
    pub talk: &'static [&'static str],
    /// Words that address the reader or speak for the author: "you guys", "thanks", "hope you".
    pub address: &'static [&'static str],
    /// Months and days of the week.
    pub calendar: &'static [&'static str],
    /// Words and phrases of publishers, sites and licences: "copyright", "all rights reserved".
    pub imprint: &'static [&'static str],
    /// Headings of an author's life behind a book: "about the author".
    pub about_author: &'static [&'static str],
    /// Labels of a title: "title".
    pub titles: &'static [&'static str],
    /// The last word of what stands directly before a name: "by" of "written by". "author" takes a colon.
    pub before_name: &'static [&'static str],
    /// Words for the person who speaks, and for the readers spoken to: "i", "my", "you".
    pub first_person: &'static [&'static str],
    /// Words that tell narration from talk: verbs in the past, whole ("was") or by their ending ("-ed"); in languages
    /// without tenses, words for the people told about.
    pub past: &'static [&'static str],
    /// How authors greet their readers in front of a story: "hi everyone".
    pub greetings: &'static [&'static str],
    /// With what authors hand a story over to its readers: "on with the show".
    pub handing_over: &'static [&'static str],
    /// With what authors begin the lines in which they ask something of their readers, or tell them what readers should
    /// know: "please review", "updates every". Stories have such words, too; at the edges of a text these lines are the
    /// author's.
    pub notices: &'static [&'static str],
    /// Salutations that only letters have: "dear" is one, "hello" is not.
    pub dears: &'static [&'static str],
    /// How a diary is greeted: "dear diary".
    pub diaries: &'static [&'static str],
    /// What closes a line that says how much later a scene is: "later" of "Two hours later".
    pub later: &'static [&'static str],
    /// Lines in signs or brackets that only name the break between two scenes: "scene break".
    pub marks: &'static [&'static str],
    /// Names of a scene's end between signs: "scene break" of "[scene break]".
    pub breaks: &'static [&'static str],
    /// What stands before the name of a part that ends: "the end of" part one.
    pub end_of: &'static [&'static str],
    /// What stands between the two titles of one book: "or".
    pub links: &'static [&'static str],
    /// Names of what is written to somebody: "letter", "telegram".
    pub missives: &'static [&'static str],
    /// Further words that speak of writing, and of more than that: "wrote", "answer", "paper"; and names that mean something
    /// else in another language.
    pub writing: &'static [&'static str],
    /// How authors announce what the next chapter will tell.
    pub previews: &'static [&'static str],
    /// Words with which authors name the song that stands in their story: "lyrics".
    pub lyrics: &'static [&'static str],
    /// Words that speak of singing: "sang", "ballad".
    pub songs: &'static [&'static str],
    /// Further words that speak of verse, and of more than that: "poem", "recited", "air".
    pub poems: &'static [&'static str],
}

/// What a division of a work is, in its own order of size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Division {
    /// Volume, book.
    Volume,
    /// Part, act.
    Part,
    /// Chapter, and whatever a work calls the pieces it is told in: day, letter, night, episode.
    Chapter,
    /// Prologue.
    Prologue,
    /// Epilogue.
    Epilogue,
    /// Interlude.
    Interlude,
    /// Preface, foreword, introduction.
    Preface,
    /// Afterword.
    Afterword,
    /// Section, scene.
    Section,
}

/// All languages that are read.
pub static ALL: [&Language; 12] = [
    &en::ENGLISH,
    &de::GERMAN,
    &fr::FRENCH,
    &es::SPANISH,
    &it::ITALIAN,
    &pt::PORTUGUESE,
    &nl::DUTCH,
    &pl::POLISH,
    &ru::RUSSIAN,
    &sv::SWEDISH,
    &zh::CHINESE,
    &ja::JAPANESE,
];

/// A phrase to its meaning, over all languages; the first language that has it wins.
#[derive(Debug)]
struct Lexicon<T> {
    entries: HashMap<&'static str, T, FixedState>,
}

impl<T: Copy> Lexicon<T> {
    fn of<R: Copy>(column: fn(&Language) -> &'static [R], row: fn(R) -> (&'static str, T)) -> Lexicon<T> {
        let rows = ALL.iter().map(|language| column(language).len()).sum();
        let mut entries = HashMap::with_capacity_and_hasher(rows, FixedState::default());
        for (phrase, meaning) in ALL.iter().flat_map(|language| column(language)).copied().map(row) {
            entries.entry(phrase).or_insert(meaning);
        }
        Lexicon { entries }
    }
}

macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident, $field:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(phrase: &str) -> bool {
            static WORDS: LazyLock<Lexicon<()>> =
                LazyLock::new(|| Lexicon::of(|language| language.$field, |phrase| (phrase, ())));
            WORDS.entries.contains_key(phrase)
        }
    };
}

macro_rules! meanings {
    ($(#[$doc:meta])* $name:ident, $field:ident, $meaning:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(phrase: &str) -> Option<$meaning> {
            static WORDS: LazyLock<Lexicon<$meaning>> =
                LazyLock::new(|| Lexicon::of(|language| language.$field, |row| row));
            WORDS.entries.get(phrase).copied()
        }
    };
}

meanings!(
    /// The division that a word beside a number names. Takes lower case.
    division, divisions, Division
);
meanings!(
    /// The division that a word names by itself. Takes lower case.
    named, named, Division
);
meanings!(
    /// The number that a word means. Takes lower case.
    number, numbers, u32
);
meanings!(
    /// What a label states. Takes lower case.
    field, fields, FieldKind
);
phrases!(
    /// Whether a word may stand between a division and its number.
    is_article, articles
);
phrases!(
    /// Whether words stand before an author's name.
    is_by, by
);
phrases!(
    /// Whether words are the label of an author's note.
    is_note_label, notes
);
phrases!(
    /// Whether a word stands before the name of the one to whom a book is given.
    is_for_whom, for_whom
);
phrases!(
    /// Whether words head an author's life behind a book.
    is_about_author, about_author
);
phrases!(
    /// Whether words head a printed table of contents.
    is_contents, contents
);
phrases!(
    /// Whether a line says that the story ends or stops.
    is_end, ends
);
phrases!(
    /// Whether a word begins a salutation.
    is_salutation, salutations
);
phrases!(
    /// Whether words close a letter.
    is_farewell, farewells
);
phrases!(
    /// Whether words address the reader.
    is_address, address
);
phrases!(
    /// Whether a word is a month or a day of the week.
    is_calendar, calendar
);

phrases!(
    /// Whether a word stands between the two titles of one book.
    is_link, links
);
phrases!(
    /// Whether words are the label of a title.
    is_title_label, titles
);
phrases!(
    /// Whether a word stands directly before a name.
    is_before_name, before_name
);
phrases!(
    /// Whether words name a scene's end.
    is_break_name, breaks
);
phrases!(
    /// Whether a line in signs or brackets only names the break that it is.
    is_mark_name, marks
);

/// Letters before an ending of the past at least: "red" is no verb.
const STEM: usize = 2;

/// What a word tells of who speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tells {
    /// It speaks of stories, readers and posting.
    pub talk: bool,
    /// It is one for the person who speaks, or for the readers.
    pub person: bool,
    /// It is a verb in the past.
    pub past: bool,
}

/// What a word (lower case) tells of who speaks, all asked at once.
#[must_use]
pub fn tells(word: &str) -> Tells {
    static WORDS: LazyLock<HashMap<&'static str, Tells, FixedState>> = LazyLock::new(|| {
        let mut words: HashMap<_, Tells, _> = HashMap::default();
        for language in ALL {
            language.talk.iter().for_each(|word| words.entry(*word).or_default().talk = true);
            language.first_person.iter().for_each(|word| words.entry(*word).or_default().person = true);
            language.past.iter().for_each(|word| words.entry(*word).or_default().past = true);
        }
        words
    });
    let known = WORDS.get(word).copied().unwrap_or_default();
    Tells { past: known.past || ends_in_past(word), ..known }
}

/// Whether a word is a verb in the past.
#[must_use]
pub fn is_past(word: &str) -> bool {
    tells(word).past
}

/// Whether a verb in the past stands in a line (lower case).
#[must_use]
pub fn holds_past(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(is_past)
}

/// Whether a word ends as verbs in the past do.
fn ends_in_past(word: &str) -> bool {
    /// By their last byte.
    static ENDINGS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_end = vec![Vec::new(); 256];
        for ending in ALL.iter().flat_map(|language| language.past).filter_map(|past| past.strip_prefix('-')) {
            by_end[usize::from(last_byte(ending))].push(ending);
        }
        by_end
    });
    let has_stem = |ending: &&str| word.strip_suffix(*ending).is_some_and(|stem| stem.chars().nth(STEM).is_some());
    ENDINGS[usize::from(last_byte(word))].iter().any(has_stem)
}

fn last_byte(word: &str) -> u8 {
    word.as_bytes().last().copied().unwrap_or_default()
}

/// Words that speak of singing.
pub static SONGS: Column = Column::of(|language| language.songs);
/// Further words that speak of verse.
pub static POEMS: Column = Column::of(|language| language.poems);
/// How authors announce what the next chapter will tell.
pub static PREVIEWS: Column = Column::of(|language| language.previews);
/// Words with which authors name the song that stands in their story.
pub static LYRICS: Column = Column::of(|language| language.lyrics);
/// Names of what is written to somebody.
pub static MISSIVES: Column = Column::of(|language| language.missives);
/// Further words that speak of writing.
pub static WRITING: Column = Column::of(|language| language.writing);
/// Words for the person who speaks, and for the readers.
pub static FIRST_PERSON: Column = Column::of(|language| language.first_person);
/// Words that tell narration from talk.
pub static PAST: Column = Column::of(|language| language.past);
/// Words that speak of stories, readers and posting.
pub static TALK: Column = Column::of(|language| language.talk);
/// How authors greet their readers.
pub static GREETINGS: Column = Column::of(|language| language.greetings);
/// With what authors hand a story over to its readers.
pub static HANDING_OVER: Column = Column::of(|language| language.handing_over);
/// With what authors begin what they ask or tell their readers.
pub static NOTICES: Column = Column::of(|language| language.notices);
/// Salutations that only letters have.
pub static DEARS: Column = Column::of(|language| language.dears);
/// How a diary is greeted.
pub static DIARIES: Column = Column::of(|language| language.diaries);
/// What closes a line that says how much later a scene is.
pub static LATER: Column = Column::of(|language| language.later);
/// What stands before the name of a part that ends.
pub static END_OF: Column = Column::of(|language| language.end_of);
/// Words that make the line of a point of view.
pub static VIEWS: Column = Column::of(|language| language.views);
/// Beginnings of a salutation.
pub static SALUTATIONS: Column = Column::of(|language| language.salutations);
/// Beginnings of a letter's closing.
pub static FAREWELLS: Column = Column::of(|language| language.farewells);
/// Phrases with which a new scene opens.
pub static OPENINGS: Column = Column::of(|language| language.openings);
/// Beginnings of a dedication.
pub static DEDICATIONS: Column = Column::of(|language| language.dedications);
/// Sentences that are a disclaimer without a label.
pub static DISCLAIMERS: Column = Column::of(|language| language.disclaimers);
/// Labels of an author's note.
pub static NOTES: Column = Column::of(|language| language.notes);
/// Words that address the reader or speak for the author.
pub static ADDRESS: Column = Column::of(|language| language.address);
/// Words and phrases of publishers, sites and licences.
pub static IMPRINT: Column = Column::of(|language| language.imprint);
/// Headings of a printed table of contents.
pub static CONTENTS: Column = Column::of(|language| language.contents);
/// "You" and its kin, as letters address their readers.
pub static SECOND_PERSON: Column = Column::of(|language| language.second_person);
