//! A book that is to be mailed: whether who gets it takes it.

use std::path::Path;

use lettre::Address;

use super::error::Error;
use super::message::{Letter, least};
use crate::deliver::reader::{Book, file_name, plain};
use crate::devices::{self, Form, Profile, Way};

/// Who gets the books.
#[derive(Debug)]
pub struct Recipient {
    pub(super) address: Address,
    /// The device that the address belongs to, and how it takes what is mailed.
    pub service: Option<(&'static Profile, &'static Way)>,
}

impl Recipient {
    /// Understands an address.
    ///
    /// # Errors
    /// If it is none.
    pub fn of(text: &str) -> Result<Recipient, Error> {
        let address = address(text)?;
        Ok(Recipient { service: Profile::mailed_at(address.as_ref()), address })
    }

    /// As it is typed.
    #[must_use]
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }
}

/// Understands an address.
pub(super) fn address(text: &str) -> Result<Address, Error> {
    let no_address = |why: &str, advice: &str| Error::NoAddress {
        text: text.to_owned(),
        why: why.to_owned(),
        advice: advice.to_owned(),
    };
    let like = "an address is like ann_123@kindle.com";
    let address: Address = text
        .trim()
        .parse()
        .map_err(|why: lettre::address::AddressError| no_address(&why.to_string().to_lowercase(), like))?;
    // Few servers take others (SMTPUTF8, RFC 6531), and none of those that take books.
    if !AsRef::<str>::as_ref(&address).is_ascii() {
        return Err(no_address(
            "it has letters beyond a-z",
            "write the part behind the @ as your provider does: xn--…",
        ));
    }
    Ok(address)
}

/// A book that is to be mailed.
#[derive(Debug)]
pub struct Enclosure {
    /// The book.
    pub book: Book,
    /// The name of the file that arrives.
    pub file_name: String,
    /// What the message says of the book where the service takes nothing but plain words: it reads none of them.
    plain_name: Option<String>,
    /// Bytes of the book.
    pub length: u64,
}

impl Enclosure {
    /// Looks whether the one who gets a book takes it. What a device refuses may be sent all the same.
    ///
    /// # Errors
    /// If it cannot be read, is too large, or would be refused.
    pub fn of(book: Book, to: &Recipient, is_forced: bool) -> Result<Enclosure, Error> {
        let bytes = book.read(&book.path)?;
        let length = bytes.len() as u64;
        let form = Form::of(&book.path);
        let (form, limits) = match to.service {
            Some((profile, way)) => {
                if let Some(most) = way.most.filter(|most| length > *most) {
                    let others = profile.ways.iter().filter(|other| other.mail.is_none());
                    let others: Vec<&str> = others.map(|other| other.how).collect();
                    let advice = format!("make its pictures smaller, or take another way: {}", others.join("; "));
                    let (called, taker) = (book.called, profile.called.to_owned());
                    return Err(Error::TooLarge { called, length, taker, most, advice });
                }
                let findings = devices::check(profile, form, &bytes, None);
                // Whatever else is wrong with the book is what `check` is for: it arrives, and can be read.
                let faults = findings.iter().filter(|finding| finding.is_grave()).map(ToString::to_string);
                let faults: Vec<String> = faults.collect();
                if !faults.is_empty() && !is_forced {
                    return Err(Error::Refused { called: book.called, device: profile.called, faults });
                }
                (profile.form, &profile.limits)
            }
            None => (form, &Profile::generic().limits),
        };
        let name = book.below.file_name().map_or_else(|| book.below.clone(), Into::into);
        let file_name = file_name(Path::new(&name), form, limits).to_string_lossy().into_owned();
        let most = to.service.and_then(|(_, way)| way.mail.as_ref()?.plain_name);
        let plain_name = most.zip(file_name.strip_suffix(form.ending())).map(|(most, stem)| plain(stem, most));
        let file_name = plain_name.as_ref().map_or(file_name, |name| format!("{name}{}", form.ending()));
        Ok(Enclosure { book, file_name, plain_name, length })
    }

    /// Looks whether it is not larger than the messages that a server takes.
    ///
    /// # Errors
    /// If it is.
    pub fn fits(&self, server: &str, most: Option<u64>) -> Result<(), Error> {
        self.fits_with(least(self.length), server, most)
    }

    /// The same for a message of so many bytes.
    pub(super) fn fits_with(&self, length: u64, server: &str, most: Option<u64>) -> Result<(), Error> {
        match most {
            Some(most) if length > most => Err(Error::TooLarge {
                called: self.book.called.clone(),
                length,
                taker: server.to_owned(),
                most,
                advice: "as mail a book is larger by a third; make its pictures smaller, or send it by another server"
                    .into(),
            }),
            _ => Ok(()),
        }
    }

    /// The message that it stands in.
    pub(super) fn message(&self, from: &Address, to: &Recipient) -> Result<Vec<u8>, Error> {
        let Enclosure { book, file_name, plain_name, .. } = self;
        let authors: Vec<&str> = book.about.authors.iter().map(|author| author.name.as_str()).collect();
        let said = (book.title(), authors.join(", "));
        let (title, authors) = plain_name.as_ref().map_or(said, |name| (name.clone(), String::new()));
        let letter = Letter { from, to: &to.address, title: &title, authors: &authors, file_name };
        letter.around(book.read(&book.path)?).map_err(|why| Error::NoMessage { called: book.called.clone(), why })
    }
}
