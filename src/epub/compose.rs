//! The skeleton of the book, composed by epub-builder: container, package document, navigation. The text is not among
//! it: it goes straight into the final archive.

use std::io::{Cursor, Read};
use std::sync::OnceLock;

use epub_builder::{EpubBuilder, EpubVersion, PageDirection, ZipLibrary};
use zip::ZipArchive;

use super::error::Error;

/// The folder that epub-builder puts a book's files in.
pub(super) const FOLDER: &str = "OEBPS/";
/// The style sheet, named as epub-builder's navigation links to it.
pub(super) const STYLE_SHEET: &str = "stylesheet.css";
/// The package document.
pub(super) const PACKAGE: &str = "OEBPS/content.opf";
/// The navigation document.
pub(super) const NAVIGATION: &str = "OEBPS/nav.xhtml";
/// The table of contents for EPUB 2 readers and Kindle.
pub(super) const NCX: &str = "OEBPS/toc.ncx";

/// What epub-builder wrote, as text.
pub(super) struct Skeleton {
    pub(super) container: String,
    pub(super) package: String,
    pub(super) navigation: String,
    pub(super) ncx: String,
}

/// The skeleton of a book in a direction, composed when first asked for: the same for all books, since `complete` states
/// what is each book's own. Table of contents, manifest and spine stay empty, too: epub-builder makes an entry of a file
/// each, cannot put two sections of one file side by side, and sets up deflate for every page that it is named.
pub(super) fn skeleton(is_rtl: bool) -> Result<&'static Skeleton, Error> {
    static COMPOSED: [OnceLock<Skeleton>; 2] = [OnceLock::new(), OnceLock::new()];
    let place = &COMPOSED[usize::from(is_rtl)];
    match place.get() {
        Some(composed) => Ok(composed),
        None => compose(is_rtl).map(|composed| place.get_or_init(|| composed)),
    }
}

fn compose(is_rtl: bool) -> Result<Skeleton, Error> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_generator(GENERATOR);
    if is_rtl {
        builder.metadata("direction", PageDirection::Rtl.to_string())?;
    }
    // Without these two, epub-builder asks the clock and the dice; `complete` says what is true.
    builder.set_uuid(uuid::Uuid::nil());
    #[allow(clippy::default_trait_access, reason = "the type is epub-builder's own choice of date crate")]
    builder.set_modified_date(Default::default());
    builder.stylesheet(std::io::empty())?;
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut text = |name: &str| -> Result<String, Error> {
        let mut text = String::new();
        let fault = |reason| Error::ReadBack { file: name.to_owned(), reason };
        archive.by_name(name)?.read_to_string(&mut text).map_err(|error| fault(error.to_string()))?;
        Ok(text)
    };
    Ok(Skeleton {
        container: text("META-INF/container.xml")?,
        package: text(PACKAGE)?,
        navigation: text(NAVIGATION)?,
        ncx: text(NCX)?,
    })
}

/// What the book says it was made with.
pub(super) const GENERATOR: &str = concat!("storybind ", env!("CARGO_PKG_VERSION"));
