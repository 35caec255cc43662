//! Any EPUB as a kepub: its pages marked for Kobo's own reading program, its contents no deeper than Kobo shows, its
//! cover found. What does not change is taken over as it is packed.
//!
//! ```text
//! sentences  text    -> sentences   where each ends
//! render     page    -> page        a span around each, two div around all
//! contents   contents -> contents   three levels
//! package    package -> package     the cover, in the way that Kobo knows
//! proof      books   -> proof       the text of every page is the same, to the byte
//! ```
//!
//! kepubify also puts an empty page before a book that does not begin with a title page, since Kobo sets the first page
//! without margins. Here no page is added, so that the reading order stays the book's own; and signs that stand for
//! letters that were lost (U+FFFD) are left as they are.

mod contents;
mod package;
mod proof;
mod render;
mod sentences;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use rayon::prelude::*;
use zip::{DateTime, ZipWriter};

use super::error::Error;
use crate::epub::archive::{Allowance, Archive};
use crate::epub::package::{MOST_FILES, Package, path_of, resolve};
use crate::epub::press::{Press, Pressed};
use crate::epub::seal;
use crate::epub::xml::{Events, attribute};
use quick_xml::events::Event;

/// A book in the form that a device wants.
#[derive(Debug, Clone)]
pub struct Formed {
    /// The archive.
    pub bytes: Vec<u8>,
    /// Pages that stay as they were although the form wants them otherwise, because they cannot be read as XHTML.
    pub left: Vec<Left>,
}

/// A page that stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Its path in the book.
    pub file: String,
    /// Why, as the end of a sentence.
    pub reason: String,
}

/// Where encrypted files are named.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// What other programs leave in a book for themselves (kepubify's `TransformFileFilter`).
const LITTER: [&str; 6] =
    ["calibre_bookmarks.txt", "iTunesMetadata.plist", "iTunesArtwork.plist", ".DS_STORE", "thumbs.db", "Thumbs.db"];

/// What a file of the book is, where it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Page,
    Navigation,
    Ncx,
    Package,
}

/// A book's files while they are changed.
struct Book<'b> {
    archive: Archive<Cursor<&'b [u8]>>,
    /// The name of each entry, by its place in the archive; none where it is left out.
    names: Vec<Option<String>>,
    /// What changes, with its place in the archive.
    parts: Vec<(usize, Part)>,
    moment: DateTime,
    /// Bytes of the book.
    length: usize,
}

/// Files that were pressed together: their places in the archive, and what was left as it was.
struct Run {
    pressed: Pressed,
    places: Vec<usize>,
    left: Vec<Left>,
}

/// Turns a book into a kepub. The same book gives the same bytes on every machine; a kepub gives itself, but for what
/// other programs left in it.
///
/// ```
/// use storybind::{Story, devices, source::Source};
///
/// let book = Story::from(Source::of("ferry", "The Ferry\n\nShe ran. She swam.\n")).read().bind()?;
/// let kepub = devices::kepub(&book.bytes)?;
/// assert!(kepub.left.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If it is no EPUB that can be read, its pages are encrypted, or the proof fails that its text is still the same.
pub fn kepub(book: &[u8]) -> Result<Formed, Error> {
    let book = Book::open(book)?;
    let runs =
        book.parts.par_chunks(seal::RUN).map_init(|| book.archive.clone(), |archive, parts| book.run(archive, parts));
    let mut runs = runs.collect::<Result<Vec<_>, _>>()?;
    if book.archive.is_spent() {
        return Err(not_a_book("unpacked, it grows far beyond any book of its size"));
    }
    let left: Vec<Left> = runs.iter_mut().flat_map(|run| std::mem::take(&mut run.left)).collect();
    let changed: HashSet<usize> = runs.iter().flat_map(|run| run.places.iter().copied()).collect();
    let bytes = book.seal(runs)?;
    let pages = book.parts.iter().filter(|(at, part)| *part == Part::Page && changed.contains(at));
    let pages: Vec<&str> = pages.filter_map(|(at, _)| book.names[*at].as_deref()).collect();
    proof::prove(&book.archive, &bytes, &pages)?;
    Ok(Formed { bytes, left })
}

/// Sees that readers can open all of a book: it is an EPUB, its pages are not encrypted, and every file of it is what the
/// directory says.
///
/// # Errors
/// If they cannot.
pub fn see_whole(book: &[u8]) -> Result<(), Error> {
    let Book { mut archive, .. } = Book::open(book)?;
    for at in 0..archive.zip().len() {
        if let Err(reason) = archive.prove(at) {
            let name = archive.zip().name_for_index(at).and_then(Result::ok);
            return Err(Error::Damaged { file: name.map_or_else(|| format!("entry {at}"), Cow::into_owned), reason });
        }
    }
    Ok(())
}

impl<'b> Book<'b> {
    fn open(bytes: &'b [u8]) -> Result<Book<'b>, Error> {
        let mut archive = Archive::open(Cursor::new(bytes), Allowance::foreign(bytes.len())).map_err(not_a_book)?;
        let path = path_of(&mut archive).map_err(not_a_book)?;
        let package = archive.text(&path).and_then(|text| Package::read(&path, &text)).map_err(not_a_book)?;
        let kinds = kinds(&package);
        protected(&mut archive, &kinds)?;
        let zip = archive.zip();
        if zip.has_duplicate_names() {
            return Err(Error::Archive { reason: "two of its files have one name".into() });
        }
        if zip.len() > MOST_FILES {
            return Err(not_a_book("it has more files than any book"));
        }
        let (mut names, mut packed) = (Vec::with_capacity(zip.len()), 0_u64);
        let mut moment = DateTime::DEFAULT;
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|error| not_a_book(error.to_string()))?;
            let name = entry.name().map(Cow::into_owned).map_err(|error| not_a_book(error.to_string()))?;
            if entry.encrypted() {
                return Err(Error::Protected { file: name });
            }
            packed = packed.saturating_add(entry.compressed_size());
            if at == 0 {
                moment = entry.last_modified().unwrap_or(moment);
            }
            let is_left_out = name == "mimetype" || is_litter(&name) && !kinds.contains_key(name.as_str());
            names.push((!is_left_out).then_some(name));
        }
        // Copied one by one they would take more room than they do here.
        if packed > bytes.len() as u64 {
            return Err(Error::Archive { reason: "its files share their bytes".into() });
        }
        let part = |(at, name): (usize, &Option<String>)| {
            let name = name.as_deref()?;
            let part = if name == path { Some(Part::Package) } else { kinds.get(name).copied().flatten() };
            part.map(|part| (at, part))
        };
        let parts = names.iter().enumerate().filter_map(part).collect();
        Ok(Book { archive, names, parts, moment, length: bytes.len() })
    }

    /// Changes files that follow each other, and presses those that are others then.
    fn run(&self, archive: &mut Archive<Cursor<&'b [u8]>>, parts: &[(usize, Part)]) -> Result<Run, Error> {
        let mut press = Press::new(self.moment).map_err(archive_fault)?;
        let (mut places, mut left) = (Vec::new(), Vec::new());
        for &(at, part) in parts {
            let Some(name) = &self.names[at] else { continue };
            let changed = archive.text(name).and_then(|text| {
                let changed = match part {
                    Part::Page => Some(render::marked(&text)?),
                    Part::Navigation => owned(contents::of_navigation(&text)?),
                    Part::Ncx => owned(contents::of_ncx(&text)?),
                    Part::Package => owned(package::of_kobo(&text)?),
                };
                Ok(changed.filter(|changed| *changed != text))
            });
            match changed {
                Ok(Some(changed)) => {
                    press.add(name, &changed).map_err(archive_fault)?;
                    places.push(at);
                }
                Ok(None) => {}
                Err(reason) => left.push(Left { file: name.clone(), reason }),
            }
        }
        Ok(Run { pressed: press.finish().map_err(archive_fault)?, places, left })
    }

    /// Writes the archive in the order of the old one, but for the media type, which comes first.
    fn seal(&self, mut runs: Vec<Run>) -> Result<Vec<u8>, Error> {
        let mut archive = self.archive.clone();
        let mut sealed = seal::begin(self.moment, self.length + self.length / 4).map_err(archive_fault)?;
        let mut changed = HashMap::new();
        for (run, files) in runs.iter().enumerate() {
            changed.extend(files.places.iter().enumerate().map(|(number, &at)| (at, (run, number))));
        }
        let zip = archive.zip();
        for (at, name) in self.names.iter().enumerate() {
            if name.is_none() {
                continue;
            }
            copy(&mut sealed, &mut runs, changed.get(&at).copied(), at, zip).map_err(archive_fault)?;
        }
        Ok(sealed.finish().map_err(archive_fault)?.into_inner())
    }
}

/// Copies an entry as it is packed: the changed one, or the old one.
fn copy<R: std::io::Read + std::io::Seek>(
    sealed: &mut ZipWriter<Cursor<Vec<u8>>>,
    runs: &mut [Run],
    changed: Option<(usize, usize)>,
    at: usize,
    zip: &mut zip::ZipArchive<R>,
) -> zip::result::ZipResult<()> {
    match changed {
        Some((run, number)) => sealed.raw_copy_file(runs[run].pressed.archive.by_index_raw(number)?),
        None => sealed.raw_copy_file(zip.by_index_raw(at)?),
    }
}

/// What each file of the manifest is, by its path.
fn kinds(package: &Package) -> HashMap<&str, Option<Part>> {
    let kind = |item: &crate::epub::package::Item| match item.media_type.as_str() {
        _ if item.is("nav") => Some(Part::Navigation),
        "application/xhtml+xml" | "text/html" => Some(Part::Page),
        "application/x-dtbncx+xml" => Some(Part::Ncx),
        _ => None,
    };
    // Of two items of one path, the one that is the navigation counts.
    let mut kinds = HashMap::new();
    for item in &package.manifest {
        let kind = kind(item);
        let known = kinds.entry(item.path.as_str()).or_insert(kind);
        if kind == Some(Part::Navigation) {
            *known = kind;
        }
    }
    kinds
}

/// An error where pages are encrypted. Fonts may be: they are scrambled in books that are sold without protection, too.
fn protected(archive: &mut Archive<Cursor<&[u8]>>, kinds: &HashMap<&str, Option<Part>>) -> Result<(), Error> {
    if !archive.has(ENCRYPTION) {
        return Ok(());
    }
    let text = archive.text(ENCRYPTION).map_err(not_a_book)?;
    let mut events = Events::of(&text);
    loop {
        match events.next().map_err(|wrong| not_a_book(wrong.reason))? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "CipherReference" => {
                // Seen from the root of the book.
                let file = resolve("", &attribute(&start, "URI").unwrap_or_default());
                if kinds.get(file.as_str()).copied().flatten().is_some() {
                    return Err(Error::Protected { file });
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn is_litter(name: &str) -> bool {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    LITTER.contains(&file) || folder == "__MACOSX" || folder.starts_with("__MACOSX/")
}

fn owned(text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    }
}

fn not_a_book(reason: impl Into<String>) -> Error {
    Error::NotABook { reason: reason.into() }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn archive_fault(error: zip::result::ZipError) -> Error {
    Error::Archive { reason: error.to_string().trim_end_matches('.').to_owned() }
}
