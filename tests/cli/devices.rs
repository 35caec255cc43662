//! `devices`: what is known of e-readers.

use super::*;

#[test]
fn the_devices_are_listed_and_one_is_told_with_its_sources() {
    let folder = folder();
    let all = storybind(&folder, &["devices"]);
    expect(&all, 0);
    assert_eq!(data(&all).lines().count(), 8, "{}", data(&all));
    assert!(data(&all).lines().any(|line| line.starts_with("kobo ") && line.contains("kepub")), "{}", data(&all));
    let one = storybind(&folder, &["devices", "kobo", "kindle"]);
    expect(&one, 0);
    let said = data(&one);
    assert!(said.contains("Story.kepub.epub") && said.contains("https://") && said.contains(".kobo"), "{said}");
    assert!(said.contains("does not open EPUBs from its drive") && said.contains("not verified"), "{said}");
    let unknown = storybind(&folder, &["devices", "abacus"]);
    expect(&unknown, 2);
    assert!(talk(&unknown).contains("pocketbook"), "{}", talk(&unknown));
}
