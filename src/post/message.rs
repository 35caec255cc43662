//! A book as a message: who, to whom, one line of text, the book behind it.

use lettre::Address;
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};

/// Characters of a title that stand in a subject.
const LONGEST_SUBJECT: usize = 150;
/// Bytes of a book that stand in a line of base64, and those of the line (RFC 2045, 6.8).
const LINE: (u64, u64) = (57, 78);

/// A book on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter<'l> {
    pub(super) from: &'l Address,
    pub(super) to: &'l Address,
    /// As the book states them.
    pub(super) title: &'l str,
    pub(super) authors: &'l str,
    /// The name of the file that arrives.
    pub(super) file_name: &'l str,
}

impl Letter<'_> {
    /// The whole message: bytes of ASCII, in lines.
    ///
    /// # Errors
    /// If it cannot be made: why.
    pub(super) fn around(&self, book: Vec<u8>) -> Result<Vec<u8>, String> {
        let title = one_line(self.title);
        let authors = one_line(self.authors);
        let by = if authors.is_empty() { String::new() } else { format!(" by {authors}") };
        let epub = ContentType::parse("application/epub+zip").map_err(|error| error.to_string())?;
        let body = Body::new_with_encoding(book, ContentTransferEncoding::Base64).map_err(|_| "no base64")?;
        let text = SinglePart::plain(format!("{title}{by}\r\n"));
        let book = Attachment::new(self.file_name.to_owned()).body(body, epub);
        let mut number = [0; 16];
        getrandom::fill(&mut number).map_err(|error| error.to_string())?;
        let number = u128::from_be_bytes(number);
        let message = Message::builder()
            .from(Mailbox::new(None, self.from.clone()))
            .to(Mailbox::new(None, self.to.clone()))
            .subject(title)
            .message_id(Some(format!("<{number:032x}@{}>", self.from.domain())))
            .date_now()
            .multipart(MultiPart::mixed().singlepart(text).singlepart(book));
        Ok(message.map_err(|error| error.to_string())?.formatted())
    }
}

/// Bytes that the message around a book has at least.
pub(super) fn least(book: u64) -> u64 {
    let (bytes, line) = LINE;
    book / bytes * line
}

/// Words on one line, and not too many: a subject is read at a glance, and a header ends where its line does.
fn one_line(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_SUBJECT) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(title: &str, authors: &str, file_name: &str, book: &[u8]) -> String {
        let ann: Address = "ann@example.org".parse().expect("an address");
        let kindle: Address = "ann_123@kindle.com".parse().expect("an address");
        let letter = Letter { from: &ann, to: &kindle, title, authors, file_name };
        String::from_utf8(letter.around(book.to_vec()).expect("a message")).expect("ASCII")
    }

    /// The headers of the message, before its first empty line, with their continuations.
    fn names(message: &str) -> Vec<&str> {
        let head = message.split("\r\n\r\n").next().expect("a head");
        head.split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect()
    }

    #[test]
    fn a_message_is_ascii_in_short_lines() {
        for (title, name) in [
            ("The Night Ferry", "ferry.epub"),
            ("Ночной паром, или Соль", "Ночной паром.epub"),
            ("夜の渡し船 🛳", "夜の渡し船.epub"),
            (&"Very long. ".repeat(1_000), &format!("{}.epub", "é".repeat(120))),
            (&"x".repeat(10_000), "a\"b\\c.epub"),
        ] {
            let message = letter(title, "Maren Holt", name, &[0xFF; 5_000]);
            assert!(message.is_ascii() && !message.replace("\r\n", "").contains(['\r', '\n']), "{message}");
            let longest = message.split("\r\n").map(str::len).max().unwrap_or_default();
            assert!(longest <= 998, "a line of {longest} (RFC 5322, 2.1.1: 998)");
            assert!(message.len() as u64 >= least(5_000), "{}", message.len());
        }
    }

    #[test]
    fn a_short_plain_name_is_one_word_of_one_header() {
        let name = format!("{}.epub", "n".repeat(22));
        let message = letter("The Night Ferry", "", &name, b"PK");
        assert!(message.contains(&format!("filename=\"{name}\"")), "{message}");
    }

    #[test]
    fn no_title_and_no_name_brings_a_header_of_its_own() {
        let usual = letter("The Night Ferry", "Maren Holt", "ferry.epub", b"PK");
        let mut tried = 0;
        for end in [
            "\r\n", "\n", "\r", "\r\n\r\n", "\u{85}", "\u{2028}", "\0", "\u{b}", "\r\n\t", "%0d%0a", "=0D=0A", "?=\r\n",
        ] {
            let odd = format!("Salt{end}Bcc: eve@example.org{end}X-Odd: 1");
            for message in [
                letter(&odd, "Maren Holt", "ferry.epub", b"PK"),
                letter("Salt", &odd, "ferry.epub", b"PK"),
                letter("Salt", "Maren Holt", &odd, b"PK"),
            ] {
                tried += 1;
                assert_eq!(names(&message), names(&usual), "{odd:?}: {message}");
                let bare = message.lines().any(|line| line.starts_with("Bcc:") || line.starts_with("X-Odd:"));
                assert!(!bare, "{odd:?}: {message}");
            }
        }
        assert_eq!(tried, 36);
    }

    #[test]
    fn every_message_has_a_number_of_its_own() {
        let number = |message: &str| message.lines().find(|line| line.starts_with("Message-ID:")).map(str::to_owned);
        let (one, other) = (letter("A", "", "a.epub", b"PK"), letter("A", "", "a.epub", b"PK"));
        assert!(number(&one).is_some_and(|line| line.ends_with("@example.org>")), "{one}");
        assert_ne!(number(&one), number(&other));
    }
}
