//! Whether the schema and the program take the same files for right and for wrong.

use std::fs;

use jsonschema::Validator;
use serde_json::Value;

use super::{keys_of_book, path, schema, tables, template};
use crate::settings::Settings;

fn validator() -> Validator {
    jsonschema::draft7::new(&schema()).expect("the schema is one")
}

/// What an editor makes of a file.
fn parsed(toml: &str) -> Value {
    let table: toml::Table = toml::from_str(toml).unwrap_or_else(|error| panic!("{error}:\n{toml}"));
    serde_json::to_value(table).expect("JSON")
}

#[track_caller]
fn is_right(name: &str, toml: &str) {
    let validator = validator();
    let value = parsed(toml);
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: the schema says: {errors:#?}\n{toml}");
    if let Err(error) = Settings::parse(name, toml) {
        panic!("{error}\n{toml}");
    }
}

/// The template with every `#` taken away from its keys, line by line.
fn uncommented(is_wanted: impl Fn(&str) -> bool) -> String {
    let key = |line: &str| line.split(" = ").next().unwrap_or_default().to_owned();
    let template = template();
    let lines = template.lines().filter_map(|line| line.strip_prefix('#'));
    let lines = lines.filter(|line| line.starts_with(|c: char| c == '[' || c.is_ascii_lowercase()));
    lines.filter(|line| is_wanted(&key(line))).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn what_is_shown_to_writers_is_right() {
    let example = fs::read_to_string(path("examples/corrections/storybind.toml")).expect("the example");
    is_right("examples/corrections/storybind.toml", &example);
    is_right("template.toml", &template());
    let (mut pages, mut blocks) = (0, 0);
    for entry in fs::read_dir(path("docs")).expect("docs") {
        let page = entry.expect("an entry").path();
        if page.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        pages += 1;
        let text = fs::read_to_string(&page).expect("a page");
        for block in text.split("```toml\n").skip(1) {
            blocks += 1;
            let block = block.split("```").next().unwrap_or_default();
            // A page may show how to ask an editor for the schema: a comment to TOML.
            is_right(&page.display().to_string(), block);
        }
    }
    assert!(pages > 3 && blocks > 4, "only {blocks} blocks on {pages} pages");
}

#[test]
fn every_key_of_the_template_can_be_used() {
    let count: usize = tables().iter().map(|table| table.keys.len()).sum();
    let keys = uncommented(|_| true);
    assert_eq!(keys.lines().filter(|line| line.contains(" = ")).count(), count, "{keys}");
    // Keys that cannot stand together go one by one.
    for without in [["until", "before", "after", "kind"], ["through", "before", "nth", "kind"]] {
        is_right("template.toml", &uncommented(|key| !without.contains(&key)));
    }
    let blank = "[[correct]]\nbefore = \"That autumn …\"\nrole = \"gap\"\n[[correct]]\ntext = \"x\"\nrole = \"verse\"\nkind = \"song\"\n";
    is_right("blank lines and kinds", blank);
}

#[test]
fn every_key_is_explained_in_one_line_and_on_the_pages() {
    let pages = ["docs/corrections.md", "docs/folders.md", "docs/devices.md"];
    let pages = pages.map(|page| fs::read_to_string(path(page)).expect("a page"));
    for table in tables() {
        for key in table.keys {
            assert!(key.about[0].chars().count() <= 118, "{} {}: {}", table.head, key.name, key.about[0]);
            let page = match table.head {
                "[[book]]" => &pages[1],
                "[mail]" => &pages[2],
                _ => &pages[0],
            };
            let named = [format!("`{}`", key.name), format!("{} = ", key.name)];
            assert!(named.iter().any(|name| page.contains(name)), "{} {} stands on no page", table.head, key.name);
        }
    }
    assert!(keys_of_book().contains("| `files` |"));
}

#[test]
fn what_is_wrong_is_wrong_to_an_editor_as_well() {
    let validator = validator();
    for toml in [
        "colour = \"red\"",
        "[[books]]\ntitle = \"x\"",
        "[book]\ntitle = \"x\"",
        "[[book]]\ntitel = \"x\"",
        "[[book]]\ntitle = \"x\"",
        "[[book]]\nid = \"x\"",
        "[[book]]\nfiles = 3\ntogether = true",
        "[[book]]\nfiles = [[\"a.txt\"]]\ntogether = true",
        "[[book]]\nfiles = \"a.txt\"\ntogether = \"yes\"",
        "[[book]]\nnotes = \"dorp\"",
        "[[book]]\nboilerplate = \"keep\"",
        "[[book]]\nlanguage = \"English, mostly\"",
        "[[correct]]\ntext = \"Salt\"",
        "[[correct]]\ntext = \"Salt\"\nrole = \"chaptr\"",
        "[[correct]]\nrole = \"heading\"",
        "[[correct]]\ntext = \"Salt\"\nbefore = \"Iron\"\nrole = \"body\"",
        "[[correct]]\ntext = \"Salt\"\nrole = \"heading\"\nlevel = 4",
        "[[correct]]\ntext = \"Salt\"\nrole = \"heading\"\nnth = 0",
        "[[correct]]\ntext = \"Salt\"\nrole = \"verse\"\nkind = \"sonnet\"",
        "[patterns]\nbrake = \"~\"",
        "[patterns]\ngap = 0",
        "[patterns]\nheading = { line = \"~ {text} ~\", regex = \"x\" }",
        "[patterns]\nheading = { line = \"~ {text} ~\", lvel = 1 }",
        "[mail]\nuser = \"ann@example.org\"",
        "[mail]\nserver = \"smtp.example.org\"\nuser = \"ann@example.org\"\nport = 0",
        "[mail]\nserver = \"smtp.example.org\"\nuser = \"ann@example.org\"\nport = 70000",
        "[mail]\nserver = \"smtp.example.org\"\nuser = \"ann@example.org\"\nsecurity = \"ssl\"",
        "[mail]\nserver = \"smtp.example.org\"\nuser = \"ann@example.org\"\npassword = \"x\"",
        "[mail]\nserver = \"smtp.example.org\"\nuser = \"ann@example.org\"\nto = \"ann_123@kindle.com\"",
        "[[mail]]\nserver = \"smtp.example.org\"\nuser = \"ann@example.org\"",
    ] {
        assert!(!validator.is_valid(&parsed(toml)), "the schema takes this:\n{toml}");
        assert!(Settings::parse("storybind.toml", toml).is_err(), "the program takes this:\n{toml}");
    }
}
