//! Every story there is becomes a book that a reader storybind did not write can open: rbook, in its strict mode.
//!
//! The stories are those of `examples/stories` and `tests/corpus`, and where `STORYBIND_EVAL` names the folder that holds
//! them, the other labelled texts. epubcheck, Ace and MuPDF look at the same books in `tests/books.py`.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rbook::Epub;

/// The story files below a folder, in order.
fn stories(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.expect("a folder that can be listed").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if [OsStr::new("txt"), OsStr::new("text")].iter().any(|its| path.extension() == Some(its)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Binds all stories below a folder and has rbook read each book from its title to its last page.
fn bind_and_open(folder: &Path, at_least: usize) {
    let paths = stories(folder);
    assert!(paths.len() >= at_least, "only {} stories in {}", paths.len(), folder.display());
    let shelf = tempfile::tempdir().expect("a temporary folder");
    let made = Command::new(env!("CARGO_BIN_EXE_storybind"))
        .args(["convert", "--quiet", "--output"])
        .arg(shelf.path())
        .args(&paths)
        .output()
        .expect("storybind runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut wrong = Vec::new();
    for path in &paths {
        let book = shelf.path().join(path.with_extension("epub").file_name().expect("a story has a name"));
        if let Err(why) = read_through(&book) {
            wrong.push(format!("{}: {why}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Opens a book, reads every page in order, and follows every entry of the contents.
fn read_through(book: &Path) -> Result<(), String> {
    let epub = Epub::options().strict(true).open(book).map_err(|error| format!("rbook refuses it: {error}"))?;
    let said = |value: Option<&str>| value.is_some_and(|it| !it.trim().is_empty());
    if !said(epub.metadata().title().as_ref().map(rbook::epub::metadata::EpubTitle::value)) {
        return Err("it has no title".to_owned());
    }
    if !said(epub.metadata().language().as_ref().map(rbook::epub::metadata::EpubLanguage::value)) {
        return Err("it has no language".to_owned());
    }
    let mut order = Vec::new();
    for page in epub.spine() {
        let entry = page.manifest_entry().ok_or("the spine names a page that is not there")?;
        let text = entry.read_str().map_err(|error| format!("{}: {error}", entry.href()))?;
        if !text.contains("</html>") {
            return Err(format!("{} is no whole page", entry.href()));
        }
        order.push(entry.href().path().to_string());
    }
    let contents = epub.toc().contents().ok_or("it has no contents")?;
    let mut reached = 0;
    for entry in contents.flatten() {
        let target = entry.manifest_entry().ok_or_else(|| format!("`{}` leads nowhere", entry.label()))?;
        let page = target.href().path().to_string();
        let at = order
            .iter()
            .position(|its| *its == page)
            .ok_or_else(|| format!("`{}` leads to {page}, which nobody reads", entry.label()))?;
        if entry.label().trim().is_empty() {
            return Err(format!("an entry of the contents to {page} has no name"));
        }
        if at < reached {
            return Err(format!("`{}` stands before what comes before it", entry.label()));
        }
        reached = at;
    }
    if contents.is_empty() { Err("its contents are empty".to_owned()) } else { Ok(()) }
}

#[test]
fn the_examples_open_in_another_reader() {
    bind_and_open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/stories"), 8);
}

#[test]
fn the_corpus_opens_in_another_reader() {
    bind_and_open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"), 50);
}

/// Without `STORYBIND_EVAL` there is nothing to bind here, and `tests/run` names these texts as not measured.
#[test]
fn the_labelled_texts_open_in_another_reader() {
    let Some(root) = env::var_os("STORYBIND_EVAL") else { return };
    for (corpus, count) in [("seeds", 3), ("amateur", 82), ("gutenberg", 55)] {
        bind_and_open(&Path::new(&root).join(corpus), count);
    }
}
