//! Books by mail, as far as it needs no server: tests/post has the rest.

use super::{STORY, expect, folder, storybind, talk, write};

#[test]
fn a_file_that_is_not_there_is_named_before_the_account() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["send", "ferry.txt", "nothere.epub", "--to", "kindle", "--no-config"]);
    expect(&output, 1);
    let said = talk(&output);
    let missing = said.find("nothere.epub: cannot be read (").expect("the file is named");
    let account = said.find("no mail account is known").expect("the account is named");
    assert!(missing < account && !said.contains("ferry.txt:"), "{said}");
}
