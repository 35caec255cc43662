//! `check`: good books pass, broken ones do not.

use super::*;

#[test]
fn a_book_of_its_own_passes_and_a_broken_one_does_not() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt"]), 0);
    let good = storybind(&folder, &["check", "ferry.epub", "--against", "ferry.txt"]);
    expect(&good, 0);

    write(&folder, "other.txt", STORY.replace("lemons", "oranges"));
    let against = storybind(&folder, &["check", "ferry.epub", "--against", "other.txt"]);
    expect(&against, 1);
    assert!(data(&against).contains("oranges"), "{}", data(&against));

    let book = fs::read(folder.path().join("ferry.epub")).unwrap();
    write(&folder, "cut.epub", &book[..book.len() / 2]);
    let cut = storybind(&folder, &["check", "cut.epub"]);
    expect(&cut, 1);
    assert!(data(&cut).contains("cut.epub"), "{}", data(&cut));
    expect(&storybind(&folder, &["check", "missing.epub"]), 1);
    expect(&storybind(&folder, &["check"]), 2);
}

/// A file of a gigabyte and more is no book, and is not read to find that out: this one takes no room on the disk.
#[test]
fn what_is_larger_than_any_book_is_refused() {
    let folder = folder();
    let file = fs::File::create(folder.path().join("vast.epub")).unwrap();
    file.set_len((1 << 30) + 1).unwrap();
    let vast = storybind(&folder, &["check", "vast.epub"]);
    expect(&vast, 1);
    assert!(talk(&vast).contains("larger than 1 GB"), "{}", talk(&vast));
}
