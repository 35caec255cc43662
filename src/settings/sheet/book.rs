//! `[[book]]`, from what is typed to what is meant.

use std::ops::Range;

use super::Reader;
use crate::settings::books::{BookEntry, NamedFile};
use crate::settings::error::{Error, instead, nearest};
use crate::settings::file::{Book, CoverChoice, Files, Spanned};
use crate::settings::globs::{Globs, globs, is_pattern};
use crate::settings::wishes::{BookWishes, CoverWish};
use encoding_rs::Encoding;

/// The encodings that stories come in, as a hint for one that is misspelt; the WHATWG's other names are known as well.
const ENCODINGS: [&str; 22] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "ibm866",
    "shift_jis",
    "euc-jp",
    "gbk",
    "gb18030",
    "big5",
    "euc-kr",
];
/// Bytes of a book's file name; most systems end at 255, and an ending follows.
const LONGEST_NAME: usize = 200;

impl Reader<'_> {
    pub(super) fn book(&self, typed: Spanned<Book>) -> Result<BookEntry, Error> {
        let place = self.place(typed.span().start);
        let block = typed.span();
        let typed = typed.into_inner();
        let is_single =
            matches!(typed.files.as_ref().map(Spanned::get_ref), Some(Files::One(name)) if !is_pattern(name));
        // What can be said of one book only, by its key.
        let one = [("title", &typed.title), ("id", &typed.id), ("name", &typed.name)];
        let one = one.into_iter().find_map(|(key, value)| Some((key, value.as_ref()?.span())));
        let together = typed.together.as_ref().map(|together| *together.get_ref());
        match (&one, &typed.together) {
            (Some((key, span)), _) if typed.files.is_none() => {
                let advice = format!(
                    "name the files that are this book: files = \"the-ferry.txt\", or files = \"the-ferry/*.txt\" for \
                     chapters; without `files` a `[[book]]` is for every story here, and only one can have this {key}"
                );
                return Err(self.wrong(span, format!("`{key}` stands in a `[[book]]` without `files`"), advice));
            }
            (Some((key, span)), _) if together == Some(false) && !is_single => {
                let what = format!("`{key}` is one book's, and `together = false` makes each file a book of its own");
                return Err(self.wrong(span, what, format!("leave one of the two out, `{key}` or `together`")));
            }
            (_, Some(stated)) if *stated.get_ref() && typed.files.is_none() => {
                let advice = "name the files that are one book: files = \"*.txt\" is all in this folder";
                return Err(self.wrong(
                    &stated.span(),
                    "`together = true` stands in a `[[book]]` without `files`",
                    advice,
                ));
            }
            _ => {}
        }
        let wishes = BookWishes {
            title: typed.title.map(|title| self.name_of(&title)).transpose()?,
            author: typed.author.map(|author| self.name_of(&author)).transpose()?,
            language: typed.language.map(|language| self.language(&language)).transpose()?,
            series: typed.series.map(|series| self.name_of(&series)).transpose()?,
            id: typed.id.map(|id| self.name_of(&id)).transpose()?,
            name: typed.name.map(|name| self.file_name(&name)).transpose()?,
            notes: typed.notes,
            boilerplate: typed.boilerplate,
            smarten: typed.smarten,
            repair: typed.repair,
            encoding: typed.encoding.map(|encoding| self.encoding(&encoding)).transpose()?,
            cover: typed.cover.map(|cover| self.cover(&cover)).transpose()?,
        };
        if together.is_none() && wishes == BookWishes::default() {
            let (what, advice) = match typed.files {
                Some(_) => (
                    "the `[[book]]` says nothing of its files",
                    "together = true makes them one book, together = false each a book of its own",
                ),
                None => ("the `[[book]]` says nothing", "say how the books are wanted, or take it out"),
            };
            return Err(self.wrong(&block, what, advice));
        }
        let (files, names) = typed.files.map(|files| self.files(files)).transpose()?.unzip();
        let together = together.or(one.map(|_| true));
        Ok(BookEntry { files, names: names.unwrap_or_default(), together, wishes, place })
    }

    fn files(&self, typed: Spanned<Files>) -> Result<(Globs, Vec<NamedFile>), Error> {
        let span = typed.span();
        let list: Vec<(Range<usize>, String)> = match typed.into_inner() {
            Files::One(name) => vec![(span.clone(), name)],
            Files::Many(list) => list.into_iter().map(|name| (name.span(), name.into_inner())).collect(),
        };
        if list.is_empty() {
            return Err(self.wrong(&span, "no file is named", "leave `files` out where every story here is meant"));
        }
        let (mut entries, mut names) = (Vec::new(), Vec::new());
        for (span, typed) in list {
            entries.push(globs(&typed).map_err(|fault| self.wrong(&span, fault.what, fault.advice))?);
            names.push(NamedFile { is_pattern: is_pattern(&typed), typed, place: self.place(span.start) });
        }
        let globs = Globs::of(entries).map_err(|fault| self.wrong(&span, fault.what, fault.advice))?;
        Ok((globs, names))
    }

    /// A title or a name: on one line, and with a word in it.
    fn name_of(&self, typed: &Spanned<String>) -> Result<String, Error> {
        if !typed.get_ref().chars().any(char::is_alphanumeric) {
            let advice = "write the words, or leave it out and let the story say it";
            return Err(self.wrong(&typed.span(), "there is no word in it", advice));
        }
        Ok(typed.get_ref().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn language(&self, typed: &Spanned<String>) -> Result<String, Error> {
        let tag = typed.get_ref().trim();
        if is_language(tag) {
            return Ok(tag.to_owned());
        }
        let advice = "a language is named by its tag (BCP 47): en, de, pt-BR, zh-Hans";
        Err(self.wrong(&typed.span(), format!("`{tag}` is no language"), advice))
    }

    fn encoding(&self, typed: &Spanned<String>) -> Result<&'static Encoding, Error> {
        let name = typed.get_ref().trim();
        Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            let advice = instead("names", nearest(name, &ENCODINGS), &ENCODINGS);
            self.wrong(&typed.span(), format!("there is no encoding `{name}`"), format!("{advice}, …"))
        })
    }

    fn cover(&self, typed: &Spanned<CoverChoice>) -> Result<CoverWish, Error> {
        match typed.get_ref() {
            CoverChoice::File(name) if !name.trim().is_empty() => Ok(CoverWish::File(self.folder.join(name.trim()))),
            CoverChoice::Drawn(false) => Ok(CoverWish::None),
            _ => {
                let advice =
                    "cover = \"moon.jpg\" names a picture, cover = false is none; without the key one is drawn";
                Err(self.wrong(&typed.span(), "this says of no picture that it is the cover", advice))
            }
        }
    }

    /// A name that every file system takes.
    fn file_name(&self, typed: &Spanned<String>) -> Result<String, Error> {
        let wrong = |what: String, advice: &str| Err(self.wrong(&typed.span(), what, advice));
        let name = typed.get_ref().trim();
        let name = name.strip_suffix(".epub").unwrap_or(name);
        if let Some(sign) = name.chars().find(|c| matches!(c, '/' | '\\')) {
            let advice = "say the name alone; -o says in which folder the books go";
            return wrong(format!("there is a `{sign}` in the book's file name"), advice);
        }
        if let Some(sign) =
            name.chars().find(|c| c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        {
            let advice = "leave it out: some systems take no file of that name; the `title` may have it";
            return wrong(format!("there is a `{}` in the book's file name", sign.escape_default()), advice);
        }
        if !name.chars().any(char::is_alphanumeric) || name.starts_with('.') || name.ends_with('.') {
            let advice = "a name has a letter or a figure in it, and no dot at either end: name = \"the-ferry\"";
            return wrong(format!("`{name}` is no name for a book's file"), advice);
        }
        if name.len() > LONGEST_NAME {
            return wrong("the book's file name is too long".to_owned(), "take its first words");
        }
        Ok(name.to_owned())
    }
}

/// The form of a BCP 47 tag: two or three letters, then parts of one to eight letters and digits.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_first = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    is_first && parts.all(is_part)
}
