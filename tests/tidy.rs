//! Holds the walls of the house: which room may look into which, where tags are written, how long a file may be.
//!
//! Each test walks the tree and fails with the file, the line, and the sentence of `ARCHITECTURE.md` that was broken.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of the data, and those each may look into.
///
/// A room imports only from rooms to its left, and of those only from the ones whose types it works on. `error` and
/// `story` are the library's face: nobody but the batch, the server and the command line, which are its clients, looks at them.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("text", &[]),
    ("detect", &["text"]),
    ("settings", &["source", "detect"]),
    ("corrections", &["source", "text", "detect", "settings"]),
    ("classify", &["text", "detect"]),
    ("document", &["text", "detect", "settings", "classify"]),
    ("covers", &["document"]),
    ("epub", &["text", "document", "covers"]),
    ("devices", &["text", "epub"]),
    ("deliver", &["source", "epub", "devices"]),
    ("report", &["source", "text", "detect", "settings", "corrections", "classify", "document", "epub", "devices"]),
    (
        "batch",
        &[
            "source",
            "text",
            "detect",
            "settings",
            "corrections",
            "classify",
            "document",
            "covers",
            "epub",
            "devices",
            "deliver",
            "report",
        ],
    ),
    ("shelf", &["source", "text", "document", "epub", "deliver"]),
    ("serve", &["source", "text", "settings", "epub", "devices", "deliver", "report", "shelf"]),
    ("post", &["source", "settings", "devices", "deliver"]),
    (
        "cli",
        &[
            "source",
            "text",
            "detect",
            "settings",
            "corrections",
            "classify",
            "document",
            "epub",
            "devices",
            "deliver",
            "report",
            "batch",
            "shelf",
            "serve",
            "post",
        ],
    ),
];

/// What the detectors' folders may use of their own room: the common words, never another convention.
const CONVENTIONS: &[&str] = &[
    "titlepage",
    "fields",
    "notes",
    "contents",
    "headings",
    "breaks",
    "verse",
    "epigraphs",
    "letters",
    "endings",
    "boilerplate",
];

/// Every dependency, each of which was chosen; a new one is added here by the person who chose it.
const DEPENDENCIES: &[&str] = &[
    "epub-builder",
    "libdeflater",
    "zip",
    "resvg",
    "harfrust",
    "skrifa",
    "unicode-bidi",
    "unicode-linebreak",
    "hypher",
    "zlib-rs",
    "flate2",
    "foldhash",
    "quick-xml",
    "regex",
    "regex-syntax",
    "memchr",
    "rayon",
    "encoding_rs",
    "chardetng",
    "whatlang",
    "uuid",
    "jiff",
    "unicode-normalization",
    "thiserror",
    "serde",
    "serde_json",
    "toml",
    "globset",
    "strsim",
    "similar",
    "tempfile",
    "blake3",
    "pathdiff",
    "percent-encoding",
    "sysinfo",
    "rustix",
    "image",
    "axum",
    "hyper",
    "hyper-util",
    "tokio",
    "tokio-util",
    "tokio-io-timeout",
    "tower-http",
    "httpdate",
    "argon2",
    "base64",
    "getrandom",
    "qrcode",
    "lettre",
    "keyring",
    "rpassword",
    "zeroize",
    "clap",
    "clap_complete",
    "clap_mangen",
    "indicatif",
    "ctrlc",
    "notify",
    "mimalloc",
    "proptest",
    "schemars",
    "jsonschema",
    "assert_cmd",
    "arbitrary",
    "rbook",
];

const LONGEST_FILE: usize = 400;

/// A source file: where it is, from the root of the project, and what is in it.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The module path: `src/detect/notes/cues.rs` is `detect`, `notes`, `cues`; `lib.rs` and `main.rs` are empty.
    fn modules(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("src").expect("a file of src");
        let mut names: Vec<String> =
            inside.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if names.last().is_some_and(|name| name == "mod") || names == ["lib"] || names == ["main"] {
            names.pop();
        }
        names
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the project that end in `extension`, in order.
fn files(folder: &str, extension: &str) -> Vec<Source> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|its| its == extension) {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                found.push(Source { path: path.strip_prefix(root()).expect("below the root").to_path_buf(), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn sources() -> Vec<Source> {
    let found = files("src", "rs");
    assert!(found.len() > 15, "only {} files in src: this test looks in the wrong place", found.len());
    found
}

/// The code with comments, strings and character literals blanked out: same length in lines, nothing to misread.
fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            raw_string(rest).unwrap_or(0)
        } else if first == '"' {
            string(rest)
        } else if first == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().map(|it| if it == '\n' { '\n' } else { ' ' }));
            rest = &rest[skipped..];
        }
    }
    code
}

/// The length of the raw string at the start, if one is.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].chars().take_while(|&it| it == '#').count();
    let inside = text[1 + hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + inside.find(&close)? + close.len())
}

/// The length of the string at the start.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the character literal at the start, or 0 where it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[2..].find('\'').map_or(0, |end| if end == 0 { 4 } else { end + 3 }),
        Some(_) => chars.next().map_or(0, |(at, it)| if it == '\'' { at + 1 } else { 0 }),
        None => 0,
    }
}

/// Every path that a file names from the root of the crate, `super` resolved, with its line; one for each branch of a
/// `use` tree, as deep as it is written.
fn paths(source: &Source) -> Vec<(usize, Vec<String>)> {
    let code = code_only(&source.text);
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            let goes_on = code[..at].ends_with("super::");
            if goes_on || before.is_some_and(|it| it.is_alphanumeric() || it == '_' || it == '$') {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            let mut stem = if start == "crate::" { Vec::new() } else { source.modules() };
            let mut rest = &code[at..];
            while let Some(after) = rest.strip_prefix("super::") {
                stem.pop();
                rest = after;
            }
            let from = found.len();
            branches(rest.strip_prefix("crate::").unwrap_or(rest), &stem, line, &mut found);
            // In a room's `mod tests` a `super` is the room itself, not the crate: what it names there is no room.
            if start == "super::" {
                let known =
                    |path: &[String]| path.first().is_some_and(|name| ROOMS.iter().any(|(room, _)| room == name));
                let kept: Vec<_> = found.drain(from..).filter(|(_, path)| known(path)).collect();
                found.extend(kept);
            }
        }
    }
    found
}

/// Follows one `use` tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn branches(tree: &str, stem: &[String], line: usize, found: &mut Vec<(usize, Vec<String>)>) {
    let tree = tree.trim_start();
    let name: String = tree.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
    if let Some(inside) = tree.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, it) in inside.char_indices() {
            match it {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    if !inside[start..at].trim().is_empty() {
                        branches(&inside[start..at], stem, line, found);
                    }
                    start = at + 1;
                    if it == '}' {
                        return;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        branches(&inside[start..], stem, line, found);
        return;
    }
    let mut path = stem.to_vec();
    if !name.is_empty() {
        path.push(name.clone());
    }
    match tree[name.len()..].trim_start().strip_prefix("::") {
        Some(rest) if !name.is_empty() => branches(rest, &path, line, found),
        _ => found.push((line, path)),
    }
}

fn hold(broken: &[String], sentence: &str) {
    assert!(broken.is_empty(), "\n{}\n\n{sentence}\n", broken.join("\n"));
}

#[test]
fn a_room_looks_only_to_its_left() {
    let mut broken = Vec::new();
    for source in sources() {
        let modules = source.modules();
        let Some(room) = modules.first() else { continue };
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| name == room) else { continue };
        for (line, path) in paths(&source) {
            let Some(target) = path.first() else { continue };
            let face = !ROOMS.iter().any(|(name, _)| name == target);
            let welcome = target == room
                || allowed.contains(&target.as_str())
                || (face && matches!(room.as_str(), "batch" | "serve" | "cli"));
            if !welcome {
                broken.push(format!("{}:{line}: `{room}` looks into `{}`", source.name(), path.join("::")));
            }
        }
    }
    hold(
        &broken,
        "A room imports only from rooms to its left, and of those only the ones it works on (ROOMS, tests/tidy.rs).",
    );
}

/// A convention may ask another whether a line looks like its own (`titlepage::is_byline`), at the front door; the cues
/// and what they weigh stay behind it.
#[test]
fn a_convention_knows_no_other_from_inside() {
    let mut broken = Vec::new();
    for source in sources() {
        let modules = source.modules();
        let [room, own, ..] = modules.as_slice() else { continue };
        if room != "detect" || !CONVENTIONS.contains(&own.as_str()) {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            if modules.len() == 2 && line.trim_start().starts_with("pub mod ") {
                broken.push(format!("{}:{}: {}", source.name(), number + 1, line.trim()));
            }
        }
        for (line, path) in paths(&source) {
            let [room, other, inside @ ..] = path.as_slice() else { continue };
            let is_other = room == "detect" && other != own && CONVENTIONS.contains(&other.as_str());
            let is_table = inside.first().is_some_and(|name| name.chars().all(|it| it.is_uppercase() || it == '_'));
            if is_other && (is_table || inside.len() > 1) {
                broken.push(format!("{}:{line}: `{own}` looks into `{}`", source.name(), path.join("::")));
            }
        }
    }
    hold(&broken, "Detectors report blind to each other: they share questions about a line, never cues or evidence.");
}

#[test]
fn every_convention_has_its_folder() {
    let broken: Vec<String> = CONVENTIONS
        .iter()
        .flat_map(|name| ["mod.rs", "cues.rs", "specs.md"].map(|file| format!("src/detect/{name}/{file}")))
        .filter(|path| !root().join(path).is_file())
        .map(|path| format!("{path} is not there"))
        .collect();
    hold(&broken, "A convention is one folder: its detector, its table of cues, and its specs.");
}

#[test]
fn tags_are_written_where_books_and_pages_are() {
    let tags: Vec<String> = ["p", "div", "section", "hr", "em", "span", "aside", "blockquote", "h1", "h2", "h3", "nav"]
        .iter()
        .flat_map(|name| [format!("<{name}>"), format!("<{name} "), format!("<{name}/>"), format!("</{name}>")])
        .collect();
    let mut broken = Vec::new();
    for source in sources() {
        let modules = source.modules();
        let named = |name: &str| modules.iter().any(|module| module == name);
        // Tests break books on purpose, in `tests.rs` or behind `mod tests`.
        let written = source.text.split("#[cfg(test)]").next().unwrap_or_default();
        // `detect` writes nothing at all; its tables quote what people type, and some type `<hr>`.
        if ["detect", "render", "report", "deliver", "tests"].into_iter().any(named) {
            continue;
        }
        for (number, line) in written.lines().enumerate() {
            let code = line.trim_start();
            if !code.starts_with("//") && tags.iter().any(|tag| code.contains(tag.as_str())) && code.contains('"') {
                broken.push(format!("{}:{}: {code}", source.name(), number + 1));
            }
        }
    }
    hold(&broken, "Tags are written only in epub/render, devices/kepub/render, report and deliver.");
}

#[test]
fn a_file_says_what_it_is_for_and_is_one_thing() {
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches", "examples", "fuzz/src", "fuzz/fuzz_targets"] {
        for source in files(folder, "rs") {
            if !source.text.trim_start().starts_with("//!") {
                broken.push(format!("{}:1: does not open with `//!`", source.name()));
            }
            let lines = source.text.lines().count();
            if folder == "src" && lines > LONGEST_FILE {
                broken.push(format!("{}:{lines}: longer than {LONGEST_FILE} lines", source.name()));
            }
        }
    }
    hold(&broken, "A file opens with `//!` saying what it is for; past 400 lines it is two things.");
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here so that this file does not hold what it looks for.
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["HA", "CK"].concat()];
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches", "examples", "styles", ".ci"] {
        for extension in ["rs", "py", "sh", "css", "js", "mjs", "java", "toml"] {
            for source in files(folder, extension) {
                for (number, line) in source.text.lines().enumerate() {
                    let mut words = line.split(|it: char| !it.is_alphanumeric() && it != '_');
                    if words.any(|word| marks.iter().any(|mark| mark == word)) {
                        broken.push(format!("{}:{}: {}", source.name(), number + 1, line.trim()));
                    }
                }
            }
        }
    }
    hold(&broken, "What is left to do stands in an issue, never in the code.");
}

#[test]
fn a_cue_names_a_mark_not_a_question() {
    let mut broken = Vec::new();
    for source in files("src/detect", "rs") {
        for (number, line) in source.text.lines().enumerate() {
            let Some(name) = line.split("name: \"").nth(1).and_then(|rest| rest.split('"').next()) else { continue };
            let question = ["is-", "has-", "check-", "maybe-"].iter().any(|start| name.starts_with(start));
            let plain = name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
            if line.contains("Cue") || source.name().ends_with("cues.rs") {
                if question {
                    broken.push(format!("{}:{}: `{name}` asks", source.name(), number + 1));
                } else if !plain {
                    broken.push(format!("{}:{}: `{name}` is not lower case with hyphens", source.name(), number + 1));
                }
            }
        }
    }
    hold(
        &broken,
        "A cue's name completes \"a heading, because of a …\": a mark that stands on the page, not a question.",
    );
}

#[test]
fn every_dependency_was_chosen() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let (mut broken, mut named) = (Vec::new(), Vec::new());
    let (mut section, mut reason) = (String::new(), String::new());
    for (number, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            (section, reason) = (line.to_owned(), String::new());
        } else if line.starts_with('#') {
            line.clone_into(&mut reason);
        } else if line.trim().is_empty() {
            reason.clear();
        } else if section.ends_with("dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
        {
            // A companion shares its elder's reason: clap_complete stands under clap.
            let companion = named.last().is_some_and(|elder: &String| name.starts_with(&format!("{elder}_")))
                || named.iter().any(|elder| name.starts_with(&format!("{elder}_")));
            if !DEPENDENCIES.contains(&name) {
                broken.push(format!("Cargo.toml:{}: `{name}` is not in DEPENDENCIES of tests/tidy.rs", number + 1));
            }
            if reason.is_empty() && !companion {
                broken.push(format!("Cargo.toml:{}: `{name}` has no reason above it", number + 1));
            }
            if !companion {
                reason.clear();
            }
            named.push(name.to_owned());
        }
    }
    for name in DEPENDENCIES {
        if !named.iter().any(|its| its == name) {
            broken.push(format!("Cargo.toml: `{name}` is gone; take it out of DEPENDENCIES of tests/tidy.rs"));
        }
    }
    hold(&broken, "Every dependency stands in Cargo.toml with its reason above it.");
}

#[test]
fn no_path_of_one_machine() {
    let here = format!("{}/", root().display());
    let home = std::env::var("HOME").map(|path| format!("{path}/")).unwrap_or_default();
    let places = [here, home, ["../sha", "red"].concat()];
    let places: Vec<String> = places.into_iter().filter(|path| path.len() > 3).collect();
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches", "examples", "styles"] {
        for extension in ["rs", "py", "sh", "md", "toml", "css", "js", "mjs", "tsv", "java"] {
            for source in files(folder, extension) {
                for (number, line) in source.text.lines().enumerate() {
                    if places.iter().any(|path| line.contains(path.as_str())) {
                        broken.push(format!("{}:{}: {}", source.name(), number + 1, line.trim()));
                    }
                }
            }
        }
    }
    hold(&broken, "Nothing in the project depends on where it lies (only .ci/run knows where CI keeps the corpora).");
}

/// The reader of paths is itself read, or the tests above could pass by seeing nothing.
#[test]
fn paths_are_read_from_every_shape_of_use() {
    let source = Source {
        path: PathBuf::from("src/detect/notes/cues.rs"),
        text: "use crate::{text::{Line, Block}, epub::Book};\nuse super::super::headings::Series;\n// crate::cli is no use\n\
               fn f() { let _ = \"crate::deliver\"; let c = '\"'; crate::report::tsv::write(c) }\nuse super::Notes;\n"
            .to_owned(),
    };
    let mut read: Vec<String> =
        paths(&source).into_iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect();
    read.sort();
    assert_eq!(
        read,
        [
            "1 epub::Book",
            "1 text::Block",
            "1 text::Line",
            "2 detect::headings::Series",
            "4 report::tsv::write",
            "5 detect::notes::Notes"
        ]
    );
}
