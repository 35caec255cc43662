//! `convert`: where books go, what they replace, what is said of them, and what is wrong use.

use super::*;

#[test]
fn the_book_stands_beside_its_story() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["convert", "ferry.txt"]);
    expect(&output, 0);
    is_book(folder.path().join("ferry.epub"));
    assert_eq!(data(&output), "", "the book is the data; standard output has none");
    let talk = talk(&output);
    assert!(talk.contains("ferry.epub: The Night Ferry: 2 chapters, 0 notes, 1 break"), "{talk}");
    assert_eq!(files(folder.path()), ["ferry.epub", "ferry.txt"], "nothing is left lying about");
}

#[test]
fn output_is_a_file_or_a_folder() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/old/harbour.text", STORY.replace("Night Ferry", "Old Harbour"));
    expect(&storybind(&folder, &["convert", "in/ferry.txt", "-o", "deep/down/Ferry.epub"]), 0);
    expect(&storybind(&folder, &["convert", "in", "--output", "books"]), 0);
    is_book(folder.path().join("deep/down/Ferry.epub"));
    assert_eq!(
        files(folder.path()),
        ["books/ferry.epub", "books/old/harbour.epub", "deep/down/Ferry.epub", "in/ferry.txt", "in/old/harbour.text"]
    );
}

#[test]
fn no_book_of_a_run_replaces_another() {
    let folder = folder();
    write(&folder, "a/ferry.txt", STORY);
    write(&folder, "b/ferry.txt", STORY.replace("Night Ferry", "Day Ferry"));
    let output = storybind(&folder, &["convert", "a/ferry.txt", "b/ferry.txt", "a", "-o", "books"]);
    expect(&output, 0);
    assert_eq!(files(&folder.path().join("books")), ["ferry-2.epub", "ferry.epub"]);
    assert_ne!(
        fs::read(folder.path().join("books/ferry.epub")).unwrap(),
        fs::read(folder.path().join("books/ferry-2.epub")).unwrap()
    );
}

#[test]
fn stories_of_one_identity_are_reported() {
    let folder = folder();
    write(&folder, "a.txt", STORY);
    write(&folder, "b.txt", format!("{STORY}\nAnd so to bed.\n"));
    let output = storybind(&folder, &["convert", "a.txt", "b.txt"]);
    expect(&output, 0);
    assert!(talk(&output).contains("same title, author and series: a.epub, b.epub"), "{}", talk(&output));
}

#[test]
fn its_own_book_is_replaced_and_a_foreign_file_only_by_force() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let first = fs::read(folder.path().join("ferry.epub")).unwrap();
    write(&folder, "ferry.txt", format!("{STORY}\nThe lemons were never found.\n"));
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    assert_ne!(fs::read(folder.path().join("ferry.epub")).unwrap(), first);

    write(&folder, "ferry.epub", "my notes, which I named badly");
    let output = storybind(&folder, &["convert", "ferry.txt"]);
    expect(&output, 1);
    assert!(talk(&output).contains("ferry.epub") && talk(&output).contains("--force"), "{}", talk(&output));
    assert_eq!(fs::read(folder.path().join("ferry.epub")).unwrap(), b"my notes, which I named badly");
    expect(&storybind(&folder, &["convert", "ferry.txt", "--force"]), 0);
    is_book(folder.path().join("ferry.epub"));
}

#[test]
fn a_story_is_never_replaced_by_its_book() {
    let folder = folder();
    write(&folder, "ferry.epub", STORY);
    let output = storybind(&folder, &["convert", "ferry.epub", "--force"]);
    expect(&output, 1);
    assert!(talk(&output).contains("is the story itself"), "{}", talk(&output));
    assert_eq!(fs::read_to_string(folder.path().join("ferry.epub")).unwrap(), STORY);
}

#[test]
fn a_folder_in_the_books_place_is_an_error() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    write(&folder, "ferry.epub/OEBPS/x", "an unpacked book");
    let output = storybind(&folder, &["convert", "ferry.txt", "--force"]);
    expect(&output, 1);
    assert!(talk(&output).contains("ferry.epub: is a folder"), "{}", talk(&output));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = folder();
    write(&folder, "a.txt", STORY);
    write(&folder, "b.txt", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01 not a story at all");
    write(&folder, "c.txt", " \n\n\t\n");
    write(&folder, "d.txt", STORY.replace("Night", "Day"));
    let output = storybind(&folder, &["convert", "a.txt", "b.txt", "c.txt", "missing.txt", "d.txt"]);
    expect(&output, 1);
    let talk = talk(&output);
    for what in
        ["b.txt: is not text: it is a JPEG picture", "c.txt: there is no word in it", "missing.txt: there is no"]
    {
        assert!(talk.contains(what), "{what}:\n{talk}");
    }
    is_book(folder.path().join("a.epub"));
    is_book(folder.path().join("d.epub"));
    assert!(talk.find("a.epub") < talk.find("d.epub"), "in the order of the stories");
}

#[test]
fn in_a_folder_what_is_no_story_is_named_and_passed_over() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    write(&folder, "in/.draft.txt", STORY);
    write(&folder, "in/cover.jpg", b"\xFF\xD8\xFF");
    write(&folder, "in/really.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    let output = storybind(&folder, &["convert", "in", "-o", "books"]);
    expect(&output, 0);
    let talk = talk(&output);
    for what in ["in/.draft.txt: hidden", "in/cover.jpg: not a .txt", "in/really.txt: it is a PNG picture"] {
        assert!(talk.contains(&format!("passed over: {what}")), "{what}:\n{talk}");
    }
    assert_eq!(files(&folder.path().join("books")), ["ferry.epub"]);
    // Named, the same file is an error.
    expect(&storybind(&folder, &["convert", "in/really.txt", "-o", "books"]), 1);
}

#[cfg(unix)]
#[test]
fn links_lead_neither_out_of_the_folder_nor_in_circles() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    write(&folder, "in/a/ferry.txt", STORY);
    write(&folder, "elsewhere/harbour.txt", STORY.replace("Night Ferry", "Old Harbour"));
    symlink("..", folder.path().join("in/a/up")).unwrap();
    symlink("../elsewhere/harbour.txt", folder.path().join("in/harbour.txt")).unwrap();
    symlink("nowhere.txt", folder.path().join("in/gone.txt")).unwrap();
    symlink("../ferry.txt", folder.path().join("in/a/again.txt")).unwrap();
    let output = storybind(&folder, &["convert", "in", "-o", "books"]);
    expect(&output, 0);
    assert_eq!(files(&folder.path().join("books")), ["a/ferry.epub"]);
    assert!(talk(&output).contains("in/gone.txt: a link that leads nowhere"), "{}", talk(&output));
    let leads_out = "in/harbour.txt: a link that leads out of the folder; name the file to have it read";
    assert!(talk(&output).contains(leads_out), "{}", talk(&output));
    // Named, it is read.
    expect(&storybind(&folder, &["convert", "in/harbour.txt", "-o", "named"]), 0);
    assert_eq!(files(&folder.path().join("named")), ["harbour.epub"]);
}

#[test]
fn a_folder_without_a_story_is_an_error() {
    let folder = folder();
    write(&folder, "in/cover.jpg", b"\xFF\xD8\xFF");
    let output = storybind(&folder, &["convert", "in"]);
    expect(&output, 1);
    assert!(talk(&output).contains("no story was found"), "{}", talk(&output));
}

#[test]
fn standard_input_is_a_story() {
    let folder = folder();
    expect(&with_input(&folder, &["convert", "-"], STORY.as_bytes()), 0);
    is_book(folder.path().join("story.epub"));
    let arguments = ["convert", "-", "-o", "x.epub", "--title", "Lemons", "--author", "A. Nobody"];
    let output = with_input(&folder, &arguments, b"Only one line.");
    expect(&output, 0);
    assert!(talk(&output).contains("x.epub: Lemons: "), "{}", talk(&output));
    expect(&with_input(&folder, &["convert", "-"], b""), 1);
}

#[test]
fn what_the_user_states_is_what_the_book_says() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let stated = ["--title", "Zitronen", "--author", "Ada Kehl", "--language", "de", "--series", "Die Fähre #2"];
    expect(&storybind(&folder, &[&["convert", "ferry.txt"], &stated[..]].concat()), 0);
    let book = fs::File::open(folder.path().join("ferry.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(book).unwrap();
    let (mut text, mut packages) = (String::new(), 0);
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).unwrap();
        if Path::new(&*entry.name().unwrap()).extension().is_some_and(|ending| ending == "opf") {
            entry.read_to_string(&mut text).unwrap();
            packages += 1;
        }
    }
    assert_eq!(packages, 1);
    for stated in [">Zitronen<", ">Ada Kehl<", ">de<", "Die Fähre"] {
        assert!(text.contains(stated), "{stated}:\n{text}");
    }
}

#[test]
fn the_encoding_can_be_stated() {
    let folder = folder();
    // Nobody can guess the code page of one letter.
    write(&folder, "name.txt", b"Chapter 1\n\nHer name was \xA3ucja.\n");
    let words = |encoding: &str| {
        let output = storybind(&folder, &["inspect", "name.txt", "--encoding", encoding]);
        expect(&output, 0);
        data(&output)
    };
    assert!(words("iso-8859-2").contains("ISO-8859-2"));
    expect(&storybind(&folder, &["convert", "name.txt", "--encoding", "iso-8859-2"]), 0);
    let output = storybind(&folder, &["convert", "name.txt", "--encoding", "martian"]);
    expect(&output, 2);
    assert!(talk(&output).contains("no encoding of that name"), "{}", talk(&output));
}

#[test]
fn quiet_says_nothing_and_verbose_says_why() {
    let folder = folder();
    write(&folder, "in/ferry.txt", STORY);
    for n in 0..20 {
        write(&folder, &format!("in/{n:02}.jpg"), "no picture either");
    }
    let quiet = storybind(&folder, &["convert", "in", "-q"]);
    expect(&quiet, 0);
    assert_eq!((data(&quiet), talk(&quiet)), (String::new(), String::new()));
    let usual = talk(&storybind(&folder, &["convert", "in"]));
    assert!(usual.contains("more (-v names them)") && !usual.contains("19.jpg"), "{usual}");
    let verbose = talk(&storybind(&folder, &["convert", "in", "-v"]));
    assert!(verbose.contains("19.jpg"), "{verbose}");
    // Errors are said however quiet the user wants it.
    let failed = storybind(&folder, &["convert", "missing.txt", "-q"]);
    expect(&failed, 1);
    assert!(talk(&failed).contains("missing.txt"));
}

#[test]
fn wrong_use_is_told_from_failure() {
    let folder = folder();
    write(&folder, "a.txt", STORY);
    write(&folder, "b.txt", STORY);
    for arguments in [
        &["convert"][..],
        &["convert", "a.txt", "b.txt", "--title", "Both"],
        &["convert", "a.txt", "b.txt", "-o", "one.epub"],
        &["convert", "a.txt", "-o", "b.txt"],
        &["convert", "a.txt", "--notes", "burn"],
        &["convert", "a.txt", "--language", "Deutsch bitte"],
        &["convert", "a.txt", "--title", " … "],
        &["convert", "a.txt", "-q", "-v"],
        &["convert", "a.txt", "--colour"],
        &["transmogrify"],
        &[],
    ] {
        let output = storybind(&folder, arguments);
        expect(&output, 2);
        assert_eq!(data(&output), "", "{arguments:?}");
        assert!(!talk(&output).is_empty(), "{arguments:?}");
    }
    let output = command(&folder, &["convert", "a.txt"]).env("SOURCE_DATE_EPOCH", "yesterday").output().unwrap();
    expect(&output, 2);
    assert!(talk(&output).contains("SOURCE_DATE_EPOCH"));
    assert_eq!(files(folder.path()), ["a.txt", "b.txt"], "wrong use makes nothing");
}

#[cfg(unix)]
#[test]
fn a_book_is_readable_by_whom_the_mask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("ferry.epub"), mode("ferry.txt"));
}

#[test]
fn mojibake_is_undone_on_request_and_every_change_is_listed() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY.replace("Nobody asked", "â€œWell,â€\u{9d} said RenÃ©e. Nobody asked"));
    let plain = storybind(&folder, &["convert", "ferry.txt"]);
    expect(&plain, 0);
    assert!(!talk(&plain).contains("repaired"), "off by default: {}", talk(&plain));
    expect(&storybind(&folder, &["check", "ferry.epub", "--against", "ferry.txt"]), 0);

    let output = storybind(&folder, &["convert", "ferry.txt", "--repair"]);
    expect(&output, 0);
    let talk = talk(&output);
    assert!(talk.contains("repaired line 16: RenÃ©e. is now Renée."), "{talk}");
    assert!(talk.contains("is now “Well,”"), "{talk}");
    expect(&storybind(&folder, &["check", "ferry.epub", "--against", "ferry.txt"]), 1);
    expect(&storybind(&folder, &["check", "ferry.epub", "--against", "ferry.txt", "--repair"]), 0);
    expect(&storybind(&folder, &["check", "ferry.epub", "--repair"]), 2);
}

#[test]
fn typed_signs_are_set_on_request_in_the_books_language() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY.replace("Nobody asked", "\"Don't--\" said Ann... Nobody asked"));
    let pages = |arguments: &[&str]| {
        expect(&storybind(&folder, arguments), 0);
        let bytes = fs::read(folder.path().join("ferry.epub")).expect("the book");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let mut pages = String::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("an entry");
            let mut text = Vec::new();
            file.read_to_end(&mut text).expect("its bytes");
            pages.push_str(&String::from_utf8_lossy(&text));
        }
        pages
    };
    assert!(pages(&["convert", "ferry.txt"]).contains("\"Don't--\" said Ann..."), "off by default");
    assert!(pages(&["convert", "ferry.txt", "--smarten"]).contains("“Don’t—” said Ann…"));
    assert!(pages(&["convert", "ferry.txt", "--smarten", "--language", "de"]).contains("„Don’t–“ said Ann…"));
    expect(&storybind(&folder, &["check", "ferry.epub", "--against", "ferry.txt"]), 0);
    let unknown = storybind(&folder, &["convert", "ferry.txt", "--smarten", "--language", "tlh"]);
    expect(&unknown, 0);
    assert!(talk(&unknown).contains("stay as typed: how `tlh` sets them is not known"), "{}", talk(&unknown));
}

#[test]
fn the_signs_of_a_quoted_letter_are_left_out() {
    let folder = folder();
    let letter = "> Colleague,\n>\n> We have received your form. There is no siding at Dornwerd, and there > never was.\n>\n> \
                  > Your observation is filed.\n>\n> Yours faithfully,\n> Van Aken, Traffic";
    let around = "He reported the train, as one reports everything, and the answer took three weeks.";
    let text = format!("The Siding\n\nby Maren Holt\n\n{around}\n\n{letter}\n\nHe looked it up.\n");
    let pages = pages_of(&folder, &text);
    for whole in [
        ">Colleague,<",
        ">We have received your form. There is no siding at Dornwerd, and there &gt; never was.<",
        ">&gt; Your observation is filed.<",
        "Van Aken, Traffic<",
    ] {
        assert!(pages.contains(whole), "{whole} is not in {pages}");
    }
    assert_eq!(pages.matches("&gt;").count(), 2, "{pages}");
}

#[test]
fn the_signs_of_a_quoted_motto_and_of_quoted_verse_are_left_out() {
    let motto = "> \"One rail is a fence.\n>\n> Two are a promise.\"\n>\n> -- Ada Quill, Rails";
    let verse = "> A rail for the mason\n> A rail for the pot\n>\n> A rail for the lady\n> A rail she has not";
    let text = |quoted: &str| {
        format!(
            "The Siding\n\nby Maren Holt\n\n{quoted}\n\nChapter 1\n\nHe reported the train, and the answer took weeks.\n"
        )
    };
    let folder = folder();
    let pages = pages_of(&folder, &text(motto));
    for whole in ["One rail is a fence.<", ">Two are a promise.", "Ada Quill, Rails<"] {
        assert!(pages.contains(whole), "{whole} is not in {pages}");
    }
    let pages = pages + &pages_of(&folder, &text(verse));
    assert!(pages.contains("A rail for the pot") && !pages.contains("&gt;"), "{pages}");
}

/// Binds a story, and gives its pages. No word is lost: else there would be no book.
fn pages_of(folder: &tempfile::TempDir, story: &str) -> String {
    write(folder, "siding.txt", story);
    expect(&storybind(folder, &["convert", "siding.txt"]), 0);
    let book = fs::File::open(folder.path().join("siding.epub")).expect("a book");
    let mut archive = zip::ZipArchive::new(book).expect("an archive");
    let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let mut pages = String::new();
    for name in names.iter().filter(|name| name.contains(".xhtml")) {
        archive.by_name(name).expect("a page").read_to_string(&mut pages).expect("UTF-8");
    }
    pages
}

#[test]
fn the_commands_at_the_end_can_be_typed_as_they_stand() {
    let folder = folder();
    write(&folder, "ann's door.txt", "The Door\n\nby Ann\n\nChapter 1\n\nIt was blue.\n");
    let said = talk(&storybind(&folder, &["convert", "ann's door.txt"]));
    assert!(said.contains(r"storybind inspect 'ann'\''s door.txt' --explain 5"), "{said}");
    assert!(said.contains(r"storybind inspect 'ann'\''s door.txt' --suggest >> storybind.toml"), "{said}");
}
