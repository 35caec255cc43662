//! `catalog`: a folder of books to a site, and what is said of it.

use super::*;

#[test]
fn a_catalogue_is_made_and_made_again() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt", "-o", "books"]), 0);
    let go = |code| {
        let done = storybind(&folder, &["catalog", "books", "-o", "site"]);
        expect(&done, code);
        assert!(data(&done).is_empty());
        talk(&done)
    };
    let first = go(0);
    assert!(first.contains("site: 1 book; ") && first.contains(" files written"), "{first}");
    let site = folder.path().join("site");
    assert!(site.join("opds.xml").is_file() && site.join("books/ferry.epub").is_file());
    assert!(fs::read_to_string(site.join("opds/new.xml")).unwrap().contains("<title>The Night Ferry</title>"));
    assert!(go(0).contains("files as they were"));
    // One that is no book is named, the others are there.
    write(&folder, "books/odd.epub", "no book");
    let odd = go(1);
    assert!(odd.contains("odd.epub: is no book (") && odd.contains("1 book; "), "{odd}");
    fs::remove_file(folder.path().join("books/odd.epub")).unwrap();
    write(&folder, "site/shelf.js", "mine");
    let foreign = go(1);
    assert!(foreign.contains("shelf.js: is there already, and storybind did not put it there"), "{foreign}");
}

#[test]
fn books_below_the_site_stay_where_they_are() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    expect(&storybind(&folder, &["convert", "ferry.txt", "-o", "site/my books"]), 0);
    expect(&storybind(&folder, &["catalog", "site/my books", "-o", "site"]), 0);
    let newest = fs::read_to_string(folder.path().join("site/opds/new.xml")).unwrap();
    assert!(newest.contains("href=\"../my%20books/ferry.epub\""), "{newest}");
    assert!(!folder.path().join("site/books").exists());
    // A site inside the folder of the books: what was copied there is no further book.
    for _ in 0..2 {
        let inner = storybind(&folder, &["catalog", "site/my books", "-o", "site/my books/inner"]);
        expect(&inner, 0);
        assert!(talk(&inner).contains("1 book; "), "{}", talk(&inner));
    }
}

#[test]
fn what_cannot_be_meant_is_said() {
    let folder = folder();
    write(&folder, "file", "");
    let wrong = storybind(&folder, &["catalog", ".", "-o", "file"]);
    expect(&wrong, 2);
    assert!(talk(&wrong).contains("is a file"), "{}", talk(&wrong));
    let nowhere = storybind(&folder, &["catalog", "nowhere", "-o", "site"]);
    expect(&nowhere, 1);
    assert!(talk(&nowhere).contains("there is no such file or folder"), "{}", talk(&nowhere));
    assert!(!folder.path().join("site").exists());
}
