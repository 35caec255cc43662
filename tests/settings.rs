//! `[[book]]` in `storybind.toml`: how books are wanted, which files are one book, what is refused and why.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use storybind::settings::{Boilerplate, BookWishes, CoverWish, Notes, Settings, Sheets, StatedVolume};
use storybind::source::{Provenance, Source};
use storybind::{Options, convert, document};
use tempfile::TempDir;

/// A folder with these files, each with a word in it.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in files {
        write(&folder, file, "The tide came in.\n");
    }
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn at(folder: &TempDir, name: &str) -> Provenance {
    Provenance::of_file(&folder.path().join(name))
}

/// How the book of a story in the folder is wanted.
fn wishes(folder: &TempDir, story: &str) -> BookWishes {
    let path: PathBuf = folder.path().join(story);
    Settings::above(path.parent().expect("a folder")).expect("settings").book(&at(folder, story))
}

/// The volumes that are stated of stories in the folder, each as `together: names`.
fn volumes(folder: &TempDir, stories: &[&str]) -> Vec<String> {
    let read = |story: &&str| {
        let path = folder.path().join(story);
        (Settings::above(path.parent().expect("a folder")).expect("settings"), Provenance::of_file(&path))
    };
    let stories_read: Vec<(Settings, Provenance)> = stories.iter().map(read).collect();
    let told = Settings::volumes(stories_read.iter().map(|(settings, story)| (settings, story)));
    let shown = |volume: &StatedVolume| {
        let names: Vec<&str> = volume.files.iter().map(|number| stories[*number]).collect();
        format!("{}: {}", if volume.together { "one" } else { "each" }, names.join(" "))
    };
    told.iter().map(shown).collect()
}

fn parse(toml: &str) -> Result<Settings, String> {
    Settings::parse("storybind.toml", toml).map_err(|error| error.to_string())
}

#[track_caller]
fn refused(toml: &str, said: &str) {
    match parse(toml) {
        Ok(_) => panic!("this is taken:\n{toml}"),
        Err(error) => {
            assert!(error.contains(said), "{toml}\n{error}");
            assert!(error.lines().count() > 1, "no advice: {error}");
        }
    }
}

#[test]
fn every_key_is_a_wish_and_what_is_not_said_is_left_open() {
    let all = r#"
        [[book]]
        files = "ferry"
        title = " The  Night Ferry "
        author = "Maren Holt"
        language = "en-GB"
        series = "The Tides #2"
        id = "urn:tides:2"
        name = "night-ferry.epub"
        notes = "end"
        boilerplate = "drop"
        smarten = true
        repair = false
        encoding = "latin1"
        cover = "moon.jpg"
    "#;
    let story = Source::of("ferry", "").from;
    let wishes = parse(all).expect("settings").book(&story);
    let expected = BookWishes {
        title: Some("The Night Ferry".into()),
        author: Some("Maren Holt".into()),
        language: Some("en-GB".into()),
        series: Some("The Tides #2".into()),
        id: Some("urn:tides:2".into()),
        name: Some("night-ferry".into()),
        notes: Some(Notes::End),
        boilerplate: Some(Boilerplate::Drop),
        smarten: Some(true),
        repair: Some(false),
        encoding: wishes.encoding,
        cover: Some(CoverWish::File("moon.jpg".into())),
    };
    assert_eq!(wishes, expected);
    assert_eq!(wishes.encoding.map(encoding_rs::Encoding::name), Some("windows-1252"));
    let other = Source::of("raft", "").from;
    assert_eq!(parse(all).expect("settings").book(&other), BookWishes::default());
    assert_eq!(Settings::default().book(&story), BookWishes::default());
}

#[test]
fn further_down_counts_more_and_so_does_a_nearer_file() {
    let folder = folder(&["a.txt", "tides/b.txt"]);
    write(
        &folder,
        "storybind.toml",
        "[[book]]\nauthor = \"Holt\"\nnotes = \"drop\"\nsmarten = true\n[[book]]\nfiles = \"tides/*\"\nauthor = \"Maren Holt\"\n",
    );
    assert_eq!(wishes(&folder, "a.txt").author.as_deref(), Some("Holt"));
    assert_eq!(wishes(&folder, "tides/b.txt").author.as_deref(), Some("Maren Holt"));
    assert_eq!(wishes(&folder, "tides/b.txt").notes, Some(Notes::Drop));
    write(&folder, "tides/storybind.toml", "[[book]]\nnotes = \"keep\"\nsmarten = false\n");
    let near = wishes(&folder, "tides/b.txt");
    assert_eq!(
        (near.notes, near.smarten, near.author.as_deref()),
        (Some(Notes::Keep), Some(false), Some("Maren Holt"))
    );
    // And the command line overrules all.
    let flags = BookWishes { author: Some("Nobody".into()), ..BookWishes::default() };
    let all = near.overruled_by(flags);
    assert_eq!((all.author.as_deref(), all.notes), (Some("Nobody"), Some(Notes::Keep)));
}

#[test]
fn files_are_one_book_in_the_order_given_and_within_a_pattern_in_natural_order() {
    let stories = ["sea/ch10.txt", "sea/ch2.txt", "sea/ch2b.txt", "sea/epilogue.txt", "sea/prologue.txt", "walk.txt"];
    let folder = folder(&stories);
    write(
        &folder,
        "storybind.toml",
        "[[book]]\nfiles = [\"sea/prologue\", \"sea/ch*.txt\", \"sea/*.txt\"]\ntitle = \"The Sea\"\nname = \"the-sea\"\n",
    );
    let one = "one: sea/prologue.txt sea/ch2.txt sea/ch2b.txt sea/ch10.txt sea/epilogue.txt";
    assert_eq!(volumes(&folder, &stories), [one]);
    let mut turned = stories;
    turned.reverse();
    assert_eq!(volumes(&folder, &turned), [one]);
    for story in &stories[..5] {
        assert_eq!(wishes(&folder, story).name.as_deref(), Some("the-sea"), "{story}");
    }
    assert_eq!(wishes(&folder, "walk.txt"), BookWishes::default());
}

#[test]
fn what_is_said_of_single_files_does_not_group_them() {
    let stories = ["1.txt", "2.txt", "3.txt"];
    let folder = folder(&stories);
    let with = |toml: &str| {
        write(&folder, "storybind.toml", toml);
        volumes(&folder, &stories)
    };
    assert!(with("[[book]]\nfiles = \"*.txt\"\nauthor = \"Maren Holt\"\n").is_empty(), "evidence decides");
    assert!(with("[[book]]\nauthor = \"Maren Holt\"\n").is_empty());
    assert_eq!(with("[[book]]\nfiles = \"*.txt\"\ntogether = true\n"), ["one: 1.txt 2.txt 3.txt"]);
    assert_eq!(with("[[book]]\nfiles = \"*.txt\"\ntogether = false\n"), ["each: 1.txt 2.txt 3.txt"]);
    assert_eq!(with("[[book]]\ntogether = false\n"), ["each: 1.txt 2.txt 3.txt"]);
    assert_eq!(with("[[book]]\nfiles = \"2.txt\"\ntitle = \"Two\"\n"), ["one: 2.txt"]);
    assert_eq!(with("[[book]]\nfiles = [\"3.txt\", \"1.txt\"]\nid = \"x\"\n"), ["one: 3.txt 1.txt"]);
}

#[test]
fn a_story_is_part_of_one_volume_and_has_the_title_of_that_one() {
    let stories = ["a/1.txt", "a/2.txt", "a/3.txt", "b.txt"];
    let folder = folder(&stories);
    let toml = "[[book]]\nfiles = \"a/*.txt\"\ntitle = \"All\"\nauthor = \"Holt\"\n";
    let alone = "[[book]]\nfiles = \"a/2.txt\"\nname = \"two\"\n";
    write(&folder, "storybind.toml", &format!("{toml}{alone}"));
    assert_eq!(volumes(&folder, &stories), ["one: a/1.txt a/3.txt", "one: a/2.txt"]);
    let two = wishes(&folder, "a/2.txt");
    assert_eq!((two.title, two.name.as_deref(), two.author.as_deref()), (None, Some("two"), Some("Holt")));
    assert_eq!(wishes(&folder, "a/1.txt").title.as_deref(), Some("All"));
    // A nearer file parts what one further up has put together.
    write(&folder, "a/storybind.toml", "[[book]]\ntogether = false\n");
    assert_eq!(volumes(&folder, &stories), ["each: a/1.txt a/2.txt a/3.txt"]);
    assert_eq!(wishes(&folder, "a/1.txt").title, None);
}

#[test]
fn one_volume_reaches_over_folders_that_have_settings_of_their_own() {
    let stories = ["part 1/ch 1.txt", "part 1/ch 2.txt", "part 2/ch 1.txt"];
    let folder = folder(&stories);
    write(&folder, "storybind.toml", "[[book]]\nfiles = \"**/*.txt\"\ntitle = \"The Sea\"\n");
    write(&folder, "part 2/storybind.toml", "[[book]]\nnotes = \"drop\"\n");
    assert_eq!(volumes(&folder, &stories), ["one: part 1/ch 1.txt part 1/ch 2.txt part 2/ch 1.txt"]);
    assert_eq!(wishes(&folder, stories[2]).title.as_deref(), Some("The Sea"));
    assert_eq!(wishes(&folder, stories[2]).notes, Some(Notes::Drop));
}

#[test]
fn a_file_that_is_not_there_is_named_with_its_line() {
    let folder = folder(&["ferry.txt", "tides/1.txt", "caf\u{e9}.txt"]);
    let toml = "[[book]]\nfiles = [\"ferry\", \"tides/*.txt\", \"cafe\u{301}.txt\",\n  \"fery.txt\",\n  \"tide/*.txt\"]\n\
                together = false\n";
    write(&folder, "storybind.toml", toml);
    let settings = Settings::above(folder.path()).expect("settings");
    let unfound: Vec<(usize, String)> = settings
        .sheets()
        .flat_map(|sheet| sheet.unfound().map(|file| (file.place.line, file.typed.clone())).collect::<Vec<_>>())
        .collect();
    // Folders above the temporary one have no settings.
    assert_eq!(unfound, [(3, "fery.txt".to_owned()), (4, "tide/*.txt".to_owned())]);
    let story = storybind::Story::open(folder.path().join("ferry.txt")).expect("a story");
    let story = story.with_settings_beside().expect("settings").read();
    let said: Vec<String> = story.misfits().iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("storybind.toml:3: there is no file fery.txt here\n"), "{}", said[0]);
    assert!(said[1].contains("storybind.toml:4: no file fits `tide/*.txt`\n"), "{}", said[1]);
    // A file that is named by --config is for stories elsewhere.
    let named = Settings::open(folder.path().join("storybind.toml")).expect("settings");
    assert!(named.sheets().all(|sheet| sheet.unfound().next().is_none()));
}

#[test]
fn each_file_is_read_once_for_all_folders_below() {
    let stories = ["a/1.txt", "b/2.txt"];
    let folder = folder(&stories);
    write(&folder, "storybind.toml", "[[book]]\nauthor = \"Holt\"\n");
    write(&folder, "a/storybind.toml", "[[book]]\nauthor = \"Maren Holt\"\n");
    let mut sheets = Sheets::default();
    let a = sheets.above(&folder.path().join("a")).expect("settings");
    // What is read is not looked at again, and the nearer file still counts more.
    write(&folder, "storybind.toml", "[[book]]\nauthor = 3\n");
    let b = sheets.above(&folder.path().join("b")).expect("settings");
    assert_eq!(a.book(&at(&folder, stories[0])).author.as_deref(), Some("Maren Holt"));
    assert_eq!(b.book(&at(&folder, stories[1])).author.as_deref(), Some("Holt"));
    let (of_a, of_b) = (a.sheets().next_back(), b.sheets().next_back());
    assert!(std::ptr::eq(of_a.expect("a sheet"), of_b.expect("a sheet")));
    let mut anew = Sheets::default();
    let errors = ["a", "b"].map(|below| anew.above(&folder.path().join(below)).expect_err("a mistake"));
    assert!(Arc::ptr_eq(&errors[0], &errors[1]), "one mistake is one error");
}

#[test]
fn what_is_one_books_needs_one_book() {
    for key in ["title", "id", "name"] {
        refused(
            &format!("[[book]]\n{key} = \"x\"\n"),
            &format!("storybind.toml:2:{}: `{key}` stands in", key.len() + 4),
        );
        let toml = format!("[[book]]\nfiles = \"*.txt\"\ntogether = false\n{key} = \"x\"\n");
        refused(&toml, &format!("storybind.toml:4:{}: `{key}` is one book's", key.len() + 4));
        let single = format!("[[book]]\nfiles = \"ferry.txt\"\ntogether = false\n{key} = \"x\"\n");
        assert!(parse(&single).is_ok(), "a single file is one book anyway");
    }
    refused("[[book]]\ntogether = true\n", "storybind.toml:2:12: `together = true` stands in a `[[book]]` without");
    refused("[[book]]\nfiles = \"*.txt\"\n", "storybind.toml:1:1: the `[[book]]` says nothing of its files");
    refused("[[book]]\n", "storybind.toml:1:1: the `[[book]]` says nothing");
}

#[test]
fn what_is_misspelt_is_named_with_what_is_near() {
    let with = |line: &str| format!("[[book]]\nfiles = \"a.txt\"\n{line}\n");
    refused(&with("titel = \"x\""), "storybind.toml:3:1: there is no key `titel`\n  did you mean `title`?");
    let dorp = "storybind.toml:3:9: `dorp` cannot be said here\n  did you mean \"drop\"? known here: keep, end, drop";
    refused(&with("notes = \"dorp\""), dorp);
    refused(&with("boilerplate = \"keep\""), "`keep` cannot be said here\n  known here: end, drop");
    refused(&with("encoding = \"windows-12522\""), "did you mean \"windows-1252\"?");
    refused(&with("language = \"english, I think\""), "`english, I think` is no language");
    refused(&with("smarten = \"yes\""), "storybind.toml:3:11: invalid type: string \"yes\", expected a boolean");
    refused(&with("title = \" … \""), "there is no word in it");
    refused(&with("name = \"books/a\""), "there is a `/` in the book's file name");
    refused(&with("name = \"what?\""), "there is a `?` in the book's file name");
    refused(&with("name = \".\""), "`.` is no name for a book's file");
    refused("[[book]]\nfiles = []\ntogether = true\n", "storybind.toml:2:9: no file is named");
    refused("[[book]]\nfiles = 3\ntogether = true\n", "expected a file's name, or a list of them");
    refused(
        "[[book]]\nfiles = [\"a.txt\", \"../b.txt\"]\ntogether = true\n",
        "storybind.toml:2:19: `../b.txt` leads out",
    );
    refused("[[book]]\nfiles = \"ch[1.txt\"\ntogether = true\n", "storybind.toml:2:9: `ch[1.txt` is no pattern");
    refused("[book]\ntitle = \"x\"\n", "storybind.toml:1:1: ");
    refused("[[bok]]\ntitle = \"x\"\n", "there is no key `bok`\n  did you mean `book`?");
}

#[test]
fn the_book_is_made_as_it_is_wanted_and_what_the_program_asks_for_counts_more() {
    let story = Source::of("ferry", "The Ferry\n\nby Nobody\n\nA/N: I wrote this on a boat.\n\n\"Sail!\" she said.\n");
    let toml =
        "[[book]]\nfiles = \"ferry\"\ntitle = \"Sail\"\nauthor = \"Maren Holt\"\nnotes = \"drop\"\nsmarten = true\n";
    let settings = parse(toml).expect("settings");
    let wishes = settings.book(&story.from);
    let options = Options::default().with(&wishes);
    assert_eq!(options.document.notes, Notes::Drop);
    let wanted = convert(&story, &Options { settings: settings.clone(), ..Options::default() }).expect("a book");
    assert_eq!(wanted.bytes, convert(&story, &options).expect("a book").bytes);
    let plain = convert(&story, &Options::default()).expect("a book");
    assert!(wanted.words < plain.words, "the note is left out");
    let author = document::Options { author: Some("Somebody".into()), ..document::Options::default() };
    let asked = Options { document: author, ..Options::default() }.with(&wishes);
    assert_eq!(asked.document.author.as_deref(), Some("Somebody"));
    assert_eq!(asked.document.title.as_deref(), Some("Sail"));
}

#[test]
fn a_story_that_is_opened_beside_its_settings_becomes_the_book_that_they_want() {
    let folder = folder(&[]);
    write(&folder, "ferry.txt", "The Ferry\n\nShe ran.\n");
    write(&folder, "storybind.toml", "[[book]]\nfiles = \"ferry.txt\"\ntitle = \"Sail\"\nencoding = \"utf-16le\"\n");
    let bytes: Vec<u8> = "The Ferry\n\nShe ran.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("ferry.txt"), bytes).expect("a file");
    let path: &Path = &folder.path().join("ferry.txt");
    let settings = Settings::above(folder.path()).expect("settings");
    let wishes = settings.book(&Provenance::of_file(path));
    let source = Source::open_as(path, wishes.encoding).expect("a story");
    let story = storybind::Story::from(source).with_settings_beside().expect("settings").read();
    assert_eq!(story.manuscript().line(2), "She ran.");
    let document = story.document(&Options::default().with(story.wishes()));
    assert_eq!(document.metadata.title, "Sail");
    assert_eq!(
        story.bind().expect("a book").bytes,
        story.bind_document(&document, &storybind::Options::default()).expect("a book").bytes
    );
}
