//! Documents built by hand, with the stories they would have been made from: every kind of piece, without detection.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::borrow::Cow;
use std::ops::Range;

use storybind::document::*;
use storybind::text::{self, Manuscript};

pub type Run = Inlines<'static>;

/// Running text as it is.
pub fn run(text: &str) -> Run {
    vec![Inline::Text(Cow::Owned(text.to_owned()))]
}

/// Running text with `*emphasis*` and `**strong**`, as the inline reader would give it.
pub fn marked(text: &str) -> Run {
    let mut out = Vec::new();
    for (at, part) in text.split("**").enumerate() {
        if at % 2 == 1 {
            out.push(Inline::Strong(run(part)));
            continue;
        }
        for (at, part) in part.split('*').enumerate() {
            if at % 2 == 1 {
                out.push(Inline::Emphasis(run(part)));
            } else if !part.is_empty() {
                out.extend(run(part));
            }
        }
    }
    out
}

/// A story and its document while they are written side by side.
pub struct Sample {
    pub text: String,
    lines: usize,
    pub document: Document<'static>,
    back: Option<BackKind>,
    in_front: bool,
}

impl Sample {
    pub fn new(title: &str, language: &str) -> Sample {
        let metadata = Metadata {
            title: title.into(),
            title_is_stated: true,
            authors: Vec::new(),
            language: language.into(),
            series: None,
            description: None,
            subjects: Vec::new(),
            fandoms: Vec::new(),
            rating: None,
            words: 0,
            rights: None,
            source: None,
            date: None,
            identifier: "urn:uuid:5f0c4a52-5a4b-5d0e-8f1d-0f6f3c1f7a11".into(),
        };
        let document = Document {
            metadata,
            front: Vec::new(),
            sections: Vec::new(),
            back: Vec::new(),
            dropped: Vec::new(),
            repeated: Vec::new(),
            unset: false,
        };
        Sample { text: String::new(), lines: 0, document, back: None, in_front: true }
    }

    /// Types lines into the story and a blank one after them.
    pub fn typed(&mut self, lines: &[&str]) -> Range<usize> {
        let start = self.lines;
        for line in lines {
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.text.push('\n');
        self.lines += lines.len() + 1;
        start..start + lines.len()
    }

    /// Types a piece and places it.
    pub fn piece(&mut self, typed: &[&str], kind: PieceKind<'static>) -> &mut Sample {
        let lines = self.typed(typed);
        let piece = Piece { lines, kind };
        if self.back.is_some() {
            self.document.back.last_mut().unwrap().pieces.push(piece);
        } else if self.in_front {
            self.document.front.push(piece);
        } else {
            innermost(&mut self.document.sections).pieces.push(piece);
        }
        self
    }

    pub fn p(&mut self, text: &str) -> &mut Sample {
        self.piece(&[text], PieceKind::Paragraph(marked(text)))
    }

    pub fn scene(&mut self, mark: &str) -> &mut Sample {
        self.piece(&[mark], PieceKind::Break(None))
    }

    pub fn field(&mut self, label: &str, value: &str) -> &mut Sample {
        let field = Field { label: Some(run(label)), value: vec![run(value)], is_dedication: false };
        self.piece(&[&format!("{label}: {value}")], PieceKind::Field(field))
    }

    pub fn note(&mut self, label: &str, paragraphs: &[&str]) -> &mut Sample {
        let mut typed = paragraphs.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        typed[0] = format!("{label} {}", typed[0]);
        let typed: Vec<_> = typed.iter().map(String::as_str).collect();
        let note = Note {
            label: (!label.is_empty()).then(|| run(label)),
            name: wording(&self.document.metadata.language).authors_note,
            paragraphs: paragraphs.iter().map(|text| marked(text)).collect(),
        };
        self.piece(&typed, PieceKind::Note(note))
    }

    pub fn verse(&mut self, is_song: bool, is_epigraph: bool, stanzas: &[&[&str]]) -> &mut Sample {
        let typed = stanzas.join(&"");
        let verse = verse(is_song, is_epigraph, stanzas);
        self.piece(&typed, PieceKind::Verse(verse))
    }

    /// Begins a section; lines of the heading parted by a stroke.
    pub fn section(&mut self, kind: SectionKind, level: u8, heading: &str) -> &mut Sample {
        self.in_front = false;
        let heading = (!heading.is_empty()).then(|| {
            let printed: Vec<_> = heading.split('|').collect();
            let lines = self.typed(&printed);
            Heading { lines, printed: printed.iter().map(|line| run(line)).collect(), title: printed.join(": ") }
        });
        let section = Section { kind, level, heading, pieces: Vec::new(), sections: Vec::new() };
        let mut place = &mut self.document.sections;
        while place.last().is_some_and(|last| last.level < level && last.heading.is_some()) {
            place = &mut place.last_mut().unwrap().sections;
        }
        place.push(section);
        self
    }

    pub fn chapter(&mut self, heading: &str) -> &mut Sample {
        self.section(SectionKind::Chapter, 2, heading)
    }

    /// Begins back matter.
    pub fn back(&mut self, kind: BackKind) -> &mut Sample {
        let words = wording(&self.document.metadata.language);
        let title = if kind == BackKind::Notes { words.notes } else { words.about };
        self.document.back.push(BackMatter { title, kind, pieces: Vec::new() });
        self.back = Some(kind);
        self
    }

    pub fn manuscript(&self) -> Manuscript {
        text::read(self.text.as_bytes(), &text::Options::default())
    }

    pub fn bind(&self) -> storybind::epub::Book {
        storybind::epub::bind(&self.manuscript(), &self.document, &storybind::epub::Options::default())
            .unwrap_or_else(|error| panic!("{error}"))
    }
}

pub fn verse(is_song: bool, is_epigraph: bool, stanzas: &[&[&str]]) -> Verse<'static> {
    let line = |text: &&str| {
        let indent = u8::try_from((text.len() - text.trim_start().len()) / 2).unwrap();
        VerseLine { indent, inlines: marked(text.trim()) }
    };
    let stanzas = stanzas.iter().map(|stanza| stanza.iter().map(line).collect()).collect();
    Verse { is_song, is_epigraph, stanzas }
}

fn innermost<'s>(sections: &'s mut [Section<'static>]) -> &'s mut Section<'static> {
    let last = sections.last_mut().expect("a section was begun");
    if last.sections.is_empty() { last } else { innermost(&mut last.sections) }
}

#[allow(clippy::too_many_lines, reason = "one story, told from its beginning to its end")]
/// A book with a piece of every kind, in parts, with back matter.
pub fn everything() -> Sample {
    let mut story = Sample::new("The Lamplighter’s Daughter", "en");
    story.document.metadata.authors = vec!["Ida Fenn".into(), "mothwing".into()];
    story.document.metadata.series = Some(Series { name: "Harbour & Hill".into(), position: Some("2".into()) });
    story.document.metadata.description = Some("A town loses its <light>, & somebody goes to look for it.".into());
    story.document.metadata.subjects = vec!["Mystery".into(), "Harbour Tales".into()];
    story.document.metadata.rights = Some("Copyright 2004 by Ida Fenn".into());
    story.document.metadata.source = Some("https://stories.example/lamplighter".into());
    story.document.metadata.date = Some("2004-11-07".into());
    story.piece(
        &["THE LAMPLIGHTER’S DAUGHTER", "or, A Winter Without Wicks"],
        PieceKind::Title(vec![run("THE LAMPLIGHTER’S DAUGHTER"), run("or, A Winter Without Wicks")]),
    );
    story.piece(&["by Ida Fenn and mothwing"], PieceKind::Byline(run("by Ida Fenn and mothwing")));
    story.field("Rating", "PG").field("Genre", "Mystery, a little romance").field("Feedback", "always welcome");
    story.field(
        "Summary",
        "When the lamps of Saltmere go out one by one, the lamplighter’s daughter takes her father’s ladder and goes \
         to find who is drinking the light.",
    );
    story.piece(
        &["The town is mine, the weather is borrowed."],
        PieceKind::Field(Field {
            label: None,
            value: vec![run("The town is mine, the weather is borrowed.")],
            is_dedication: false,
        }),
    );
    let dedicated = vec![run("TO THE"), run("KEEPER OF THE LAST WICK")];
    story.piece(
        &["TO THE", "KEEPER OF THE LAST WICK"],
        PieceKind::Field(Field { label: None, value: dedicated, is_dedication: true }),
    );
    let entry = |text: &str, heading, indent| Entry { inlines: run(text), heading, indent };
    story.piece(
        &["Contents", "Part One ...... 1", "  The First Lamp ...... 2", "  The Ladder ...... 9", "Part Two ..... 20"],
        PieceKind::Contents(Contents {
            title: Some(run("Contents")),
            entries: vec![
                entry("Part One 1", Some(0), 0),
                entry("The First Lamp 2", Some(1), 1),
                entry("The Ladder 9", Some(3), 1),
                entry("Part Two 20", Some(4), 0),
            ],
        }),
    );
    story.section(SectionKind::Part, 1, "PART ONE|Dusk");
    story.piece(
        &["“Whoever counts the lamps has already begun to miss one.”", "— from a harbour almanac"],
        PieceKind::Epigraph(vec![
            Quoted { inlines: run("“Whoever counts the lamps has already begun to miss one.”"), is_source: false },
            Quoted { inlines: run("— from a harbour almanac"), is_source: true },
        ]),
    );
    story.chapter("CHAPTER I|The First Lamp");
    story.verse(false, true, &[&["Light one for the water,", "  light one for the stair,"]]);
    story.note("A/N:", &["Thanks to everyone who *waited*.", "There is a map now, in my head."]);
    for _ in 0..3 {
        story.p("The first lamp went out on a Tuesday, between the baker’s and the bridge, and nobody minded. Lamps \
                 went out. Her father climbed his ladder, trimmed the wick, said *there now* to it, and came down.");
        story.p("“You talk to them,” said Nell. **“Do they ever answer?”**");
    }
    story.scene("* * *");
    story.p("On Wednesday it was out again, and the next one too.");
    story.verse(
        true,
        false,
        &[
            &["Oh the lamps are lit on Cooper’s Row,", "  and the tide is at the door,", "and my love he said"],
            &[
                "he would come by the light,",
                "    by the light he would come, by the long and the low and the last of it, to shore",
            ],
        ],
    );
    story.p("She hummed it all the way home.");
    story.piece(&["~ two weeks later ~"], PieceKind::Break(Some(run("~ two weeks later ~"))));
    story.p("By then there were eleven.");
    story.section(SectionKind::Section, 3, "NELL");
    story.p("Nell kept a list, as one does.");
    story.p("(1) the baker’s lamp; (2) the bridge lamp & its sister; (3) a < b, \"so they say\".");
    story.chapter("CHAPTER II|The Ladder");
    story.piece(
        &[
            "Saltmere, the 3rd",
            "Dear Father,",
            "I have borrowed the ladder.",
            "  Do not wait,",
            "  do not wait up.",
            "Your",
            "Nell",
        ],
        PieceKind::Letter(vec![
            LetterPart::Opening(run("Saltmere, the 3rd")),
            LetterPart::Salutation(run("Dear Father,")),
            LetterPart::Paragraph(run("I have borrowed the ladder.")),
            LetterPart::Verse(verse(false, false, &[&["Do not wait,", "do not wait up."]])),
            LetterPart::Signature(vec![run("Your"), run("Nell")]),
        ]),
    );
    story.p("He read it twice, and then he put on his boots.");
    story.scene("oOo");
    story.p("The moon helped.");
    story.section(SectionKind::Part, 1, "PART TWO");
    story.section(SectionKind::Epilogue, 2, "EPILOGUE");
    story.p("They counted them again in spring.");
    story.piece(&["THE END"], PieceKind::End(run("THE END")));
    story.back(BackKind::Notes);
    story.note("", &["This was my first story with a ladder in it."]);
    story.back(BackKind::Boilerplate);
    story.piece(
        &["Posted to the Saltmere Reading Circle.", "Please keep this notice."],
        PieceKind::Boilerplate(vec![run("Posted to the Saltmere Reading Circle."), run("Please keep this notice.")]),
    );
    story
}
