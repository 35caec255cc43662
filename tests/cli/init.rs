//! `init`: a first `storybind.toml` that changes nothing, and is not written twice.

use super::*;

#[test]
fn a_first_file_changes_nothing_and_says_what_next() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let before = data(&storybind(&folder, &["inspect", "ferry.txt"]));
    let output = storybind(&folder, &["init"]);
    expect(&output, 0);
    assert_eq!(data(&output), "");
    assert!(talk(&output).starts_with("storybind.toml: written; nothing in it counts"), "{}", talk(&output));
    assert!(talk(&output).contains("storybind inspect STORY"), "{}", talk(&output));
    assert_eq!(files(folder.path()), ["ferry.txt", "storybind.toml"], "no temporary file is left");
    let after = storybind(&folder, &["inspect", "ferry.txt"]);
    expect(&after, 0);
    assert_eq!(data(&after), before);
    assert_eq!(talk(&after), "");
    // One `#` away from two lines, and it counts.
    let text = fs::read_to_string(folder.path().join("storybind.toml")).expect("the file");
    let text = text.replace("\n#[[book]]\n", "\n[[book]]\n").replace("\n#author = ", "\nauthor = ");
    write(&folder, "storybind.toml", text);
    expect(&storybind(&folder, &["inspect", "ferry.txt"]), 0);
}

#[test]
fn a_file_that_is_there_stays_as_it_is() {
    let folder = folder();
    write(&folder, "tides/storybind.toml", "# mine\n");
    let output = storybind(&folder, &["init", "tides"]);
    expect(&output, 1);
    let said = talk(&output);
    assert!(said.starts_with("error: tides/storybind.toml: is there already\n  it stays as it is"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("tides/storybind.toml")).expect("the file"), "# mine\n");
    assert_eq!(files(folder.path()), ["tides/storybind.toml"]);
    expect(&storybind(&folder, &["init", "-q"]), 2);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let folder = folder();
    write(&folder, "ferry.txt", STORY);
    let output = storybind(&folder, &["init", "gone"]);
    expect(&output, 1);
    assert!(talk(&output).contains("gone: there is no such folder\n  name the folder"), "{}", talk(&output));
    let output = storybind(&folder, &["init", "ferry.txt"]);
    expect(&output, 1);
    assert!(talk(&output).contains("ferry.txt: is no folder"), "{}", talk(&output));
    assert_eq!(files(folder.path()), ["ferry.txt"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_followed() {
    let folder = folder();
    std::os::unix::fs::symlink("elsewhere.toml", folder.path().join("storybind.toml")).expect("a link");
    let output = storybind(&folder, &["init"]);
    expect(&output, 1);
    assert!(talk(&output).contains("storybind.toml: is there already"), "{}", talk(&output));
    assert!(!folder.path().join("elsewhere.toml").exists());
}

#[test]
fn the_schema_for_editors_is_data() {
    let folder = folder();
    let output = storybind(&folder, &["init", "--schema"]);
    expect(&output, 0);
    assert_eq!(talk(&output), "");
    let schema: serde_json::Value = serde_json::from_str(&data(&output)).expect("JSON");
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert!(schema["definitions"]["Book"]["properties"]["files"]["description"].is_string());
    assert!(files(folder.path()).is_empty());
    expect(&storybind(&folder, &["init", "--schema", "tides"]), 2);
}
