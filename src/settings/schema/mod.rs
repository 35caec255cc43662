//! The description of `storybind.toml` that is made from its types: the JSON Schema for editors, the file that
//! `storybind init` writes, the table of keys in docs/folders.md. Nothing of this is in the program.

mod valid;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::file::{Book, Correct, File, Level, Mail, Patterns, RoleName, Spanned};
use crate::detect::{FieldKind, Role};

/// What makes the descriptions.
const COMMAND: &str = "cargo test --lib write_the_descriptions -- --ignored";

impl JsonSchema for RoleName {
    fn schema_name() -> Cow<'static, str> {
        "Role".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Role::ALL.map(Role::name) })
    }
}

impl JsonSchema for Level {
    fn schema_name() -> Cow<'static, str> {
        "Level".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": ["part", "chapter", "section", 1, 2, 3] })
    }
}

/// What a field states, and what verse is.
pub(super) struct KindName;

impl JsonSchema for KindName {
    fn schema_name() -> Cow<'static, str> {
        "Kind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut names = FieldKind::ALL.map(FieldKind::name).to_vec();
        names.extend(["song", "poem"]);
        json_schema!({ "type": "string", "enum": names })
    }
}

/// The place of a value is nothing that is typed.
impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The schema, in the draft that editors know best.
fn schema() -> Value {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<File>().to_value()
}

/// A key that may be left out: TOML has no null to say so.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|its| its != "null");
        if let [only] = &mut types[..] {
            let only = only.take();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut choices)) = schema.remove("anyOf") {
        choices.retain(|its| its["type"] != "null");
        let key = if choices.len() == 1 { "allOf" } else { "anyOf" };
        schema.insert(key.to_owned(), choices.into());
    }
}

/// A table of the file: its properties in the schema, and its keys in the order in which the type has them.
struct Table {
    /// As it is typed: `[[book]]`.
    head: &'static str,
    /// What is said of it: one short line, and more.
    about: Vec<String>,
    keys: Vec<Key>,
}

struct Key {
    name: String,
    /// One short line, and more.
    about: Vec<String>,
    example: Value,
}

fn tables() -> [Table; 4] {
    let schema = schema();
    [
        table::<Book>(&schema, "[[book]]", "Book"),
        table::<Correct>(&schema, "[[correct]]", "Correct"),
        table::<Patterns>(&schema, "[patterns]", "Patterns"),
        table::<Mail>(&schema, "[mail]", "Mail"),
    ]
}

fn table<T: DeserializeOwned>(schema: &Value, head: &'static str, definition: &str) -> Table {
    let about = paragraphs(&schema["properties"][head.trim_matches(['[', ']'])]);
    let keys = keys::<T>().into_iter().map(|name| {
        let key = &schema["definitions"][definition]["properties"][&name];
        let example = key["examples"][0].clone();
        assert!(!example.is_null(), "{head} {name} has no example");
        Key { about: paragraphs(key), example, name }
    });
    Table { head, about, keys: keys.collect() }
}

/// The keys of a table in the order in which its type has them: a schema has them by the alphabet, and serde names them
/// when it meets one that it does not know.
fn keys<T: DeserializeOwned>() -> Vec<String> {
    let error = toml::from_str::<T>("no-such-key = 1").err().expect("a key that is not known").to_string();
    let (_, known) = error.split_once("expected one of ").expect("serde names the known keys");
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn paragraphs(described: &Value) -> Vec<String> {
    let about = described["description"].as_str().expect("a description");
    about.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

const TEMPLATE_TOP: &str = "\
# What storybind is told of the stories in this folder and in the folders below.
#
# Nothing here counts as long as its `#` stands before it. Take the `#` away from the keys that you need, and say what you
# want; the lines above a key explain it. [[book]] and [[correct]] may stand as often as you like, [patterns] and
# [mail] once.
#
# An editor that knows TOML schemas (Taplo; in VS Code: Even Better TOML) completes and checks what you type. Write the
# schema beside this file by `storybind init --schema > storybind.schema.json`, and take one `#` out of the next line.
##:schema ./storybind.schema.json
";

/// The file that `storybind init` writes.
fn template() -> String {
    let mut template = String::from(TEMPLATE_TOP);
    for table in tables() {
        let _ = writeln!(template, "\n\n# {}", table.about.join("\n# "));
        let _ = writeln!(template, "\n#{}", table.head);
        for key in table.keys {
            let example = toml::Value::try_from(key.example).expect("TOML has it, too");
            let _ = writeln!(template, "# {}\n#{} = {example}", key.about[0], key.name);
        }
    }
    template
}

/// The keys of `[[book]]`, for docs/folders.md.
fn keys_of_book() -> String {
    let [book, ..] = tables();
    let mut rows = String::from("| key | what it says |\n| --- | --- |\n");
    for key in book.keys {
        let _ = writeln!(rows, "| `{}` | {} |", key.name, key.about.join(" ").replace('|', "\\|"));
    }
    rows
}

fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// What is made from the types: each file with what has to be in it.
fn made() -> [(&'static str, String); 3] {
    let page = fs::read_to_string(path("docs/folders.md")).expect("docs/folders.md");
    let (before, rest) = page.split_once("<!-- keys -->\n").expect("a place for the keys");
    let (_, behind) = rest.split_once("<!-- /keys -->").expect("an end of the keys");
    let page = format!("{before}<!-- keys -->\n{}<!-- /keys -->{behind}", keys_of_book());
    let schema = format!("{}\n", serde_json::to_string_pretty(&schema()).expect("JSON"));
    [("docs/storybind.schema.json", schema), ("src/settings/template.toml", template()), ("docs/folders.md", page)]
}

#[test]
fn what_is_made_from_the_types_says_what_they_say() {
    for (name, made) in made() {
        let committed = fs::read_to_string(path(name)).unwrap_or_default();
        if committed != made {
            let differs = committed.lines().zip(made.lines()).position(|(old, new)| old != new);
            let line = differs.unwrap_or_else(|| committed.lines().count().min(made.lines().count())) + 1;
            panic!(
                "{name}:{line}: the types of src/settings/file say something else by now; make it anew:\n  {COMMAND}"
            );
        }
    }
}

#[test]
#[ignore = "writes docs/storybind.schema.json, src/settings/template.toml, docs/folders.md; nothing to test"]
fn write_the_descriptions() {
    for (name, made) in made() {
        fs::write(path(name), made).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
