//! The devices that storybind knows, for people: a line for each, or all that is known of one and where that is written.

#[cfg(test)]
mod page;

use std::fmt::Write;

use super::paint::Paint;
use crate::devices::{Drive, Profile, Replaced, Series, Way};

/// Columns of a line.
const WIDTH: usize = 100;

/// A line for each device: name, what people call it, form, where books go.
#[must_use]
pub fn devices(profiles: &[&Profile], paint: Paint) -> String {
    let column = |cell: fn(&Profile) -> &str| {
        profiles.iter().map(|profile| cell(profile).chars().count()).max().unwrap_or_default()
    };
    let (names, called) = (column(|profile| profile.name), column(|profile| profile.called));
    let mut page = String::new();
    for profile in profiles {
        let name = paint.bold(&format!("{:names$}", profile.name));
        // Writing to a string cannot fail.
        let _ =
            writeln!(page, "{name}  {:called$}  {:5}  {}", profile.called, profile.form.name(), short_place(profile));
    }
    page
}

/// All that is known of a device, and where it is written.
#[must_use]
pub fn device(profile: &Profile, paint: Paint) -> String {
    let mut page = format!("{}  {}\n", paint.bold(profile.name), profile.called);
    let mut add = |label: &str, text: &str| {
        let margin = 16;
        for (at, line) in wrapped(text, WIDTH - margin).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let label = paint.dim(&format!("{label:12}"));
            let _ = writeln!(page, "  {label}  {line}");
        }
    };
    add("form", &format!("{}, as in Story{}", profile.form.name(), profile.form.ending()));
    add("books go", &place(profile));
    add("recognised", &marks(profile, str::to_owned));
    add("limits", &limits(profile, str::to_owned));
    add("series", series(profile));
    add("replaced", replaced(profile));
    for (at, way) in profile.ways.iter().enumerate() {
        add(if at == 0 { "or else" } else { "" }, &self::way(way));
        add("", way.source);
    }
    for (at, fact) in profile.facts.iter().enumerate() {
        add(if at == 0 { "known" } else { "" }, &fact.says.replace('`', ""));
        add("", fact.source);
    }
    page
}

/// Where books go, in a few words.
fn short_place(profile: &Profile) -> String {
    match profile.drive {
        Drive::Opens { folder: "" } => "on its drive, anywhere".into(),
        Drive::Opens { folder } => format!("on its drive, in the folder {folder}"),
        Drive::Ignores { .. } | Drive::None { .. } => match profile.ways.first() {
            Some(way) => way.how.replace('`', ""),
            None => String::new(),
        },
    }
}

/// Where books go: sentences.
fn place(profile: &Profile) -> String {
    match profile.drive {
        Drive::Opens { folder: "" } => "On its drive, anywhere.".into(),
        Drive::Opens { folder } => format!("On its drive, in the folder {folder} and those below."),
        Drive::Ignores { why } | Drive::None { why } => why.into(),
    }
}

/// By which paths its drive is known.
fn marks(profile: &Profile, quoted: impl Fn(&str) -> String) -> String {
    if profile.marks.is_empty() {
        return "by nothing: name it".into();
    }
    let all = |marks: &&[&str]| marks.iter().map(|mark| quoted(mark)).collect::<Vec<_>>().join(" and ");
    profile.marks.iter().map(all).collect::<Vec<_>>().join(", or ")
}

/// What its drive has no room for; for a device without one, nothing is.
fn limits(profile: &Profile, quoted: impl Fn(&str) -> String) -> String {
    if profile.folder().is_none() {
        return "see the ways below".into();
    }
    let limits = &profile.limits;
    let signs: Vec<String> = limits.forbidden.chars().map(String::from).collect();
    let gigabytes = limits.file.div_ceil(1 << 30);
    let (name, signs) = (limits.name, quoted(&signs.join(" ")));
    format!("{name} bytes of name, {gigabytes} GB of file, none of {signs} in a name")
}

/// What it knows of series.
fn series(profile: &Profile) -> &'static str {
    match profile.series {
        Series::FromBook => "read from the book",
        Series::Elsewhere => "not read from the book",
        Series::Unknown => "not known",
    }
}

/// What becomes of the reader's place.
fn replaced(profile: &Profile) -> &'static str {
    match profile.replaced {
        Replaced::Kept => "place and highlights stay with the name of the file",
        Replaced::Unknown => "not known whether the place stays",
    }
}

/// A way by which books reach it.
fn way(way: &Way) -> String {
    let most = way.most.map_or_else(String::new, |most| format!(" (up to {} MB)", most / 1_000_000));
    let mail =
        way.mail.iter().flat_map(|mail| mail.hosts).map(|host| format!(" …@{host}")).collect::<Vec<_>>().join(",");
    format!("{}{}{mail}{most}", way.how.replace('`', ""), if mail.is_empty() { "" } else { ":" })
}

/// A text in lines of so many characters; a word that is longer stands alone.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::ALL;

    #[test]
    fn every_line_fits_and_says_something() {
        for profile in ALL {
            let page = device(profile, Paint::Plain);
            assert!(page.lines().count() > 6 && page.starts_with(profile.name), "{page}");
            for line in page.lines().filter(|line| !line.contains("https://")) {
                assert!(line.chars().count() <= WIDTH && !line.ends_with("  "), "{line}");
            }
        }
        let all: Vec<&Profile> = ALL.iter().collect();
        assert_eq!(devices(&all, Paint::Plain).lines().count(), ALL.len());
    }
}
