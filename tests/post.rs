//! Mail servers that keep one waiting: left in time, and with the right word. tests/post has those that answer.
#![cfg(feature = "post")]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use storybind::Story;
use storybind::deliver::reader::Book;
use storybind::post::{Enclosure, Error, Limits, Recipient, Session};
use storybind::settings::{Mail, Place, Security};
use storybind::source::Source;

/// How long the tests wait: a second for a server that is to be left, a minute for one that answers on a busy machine.
const fn waiting(seconds: u64) -> Limits {
    let time = Duration::from_secs(seconds);
    Limits { reach: time, answer: time, taking: time, pace: u64::MAX }
}
const IMPATIENT: Limits = waiting(1);
const PATIENT: Limits = waiting(60);

/// An account at a server on this machine that does one thing with who comes.
fn account(security: Security, serve: impl Fn(TcpStream) + Send + 'static) -> Mail {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || listener.incoming().flatten().for_each(serve));
    Mail {
        server: "127.0.0.1".into(),
        port,
        security,
        user: None,
        from: "ann@example.org".into(),
        certificate: None,
        to: BTreeMap::new(),
        place: Place { name: "storybind.toml".into(), line: 1 },
    }
}

/// Says something to each line that it hears.
fn answer(mut stream: TcpStream, says: impl Fn(&str, &mut TcpStream)) {
    says("", &mut stream);
    let (mut line, mut byte) = (Vec::new(), [0]);
    while stream.read(&mut byte).is_ok_and(|read| read == 1) {
        line.push(byte[0]);
        if line.ends_with(b"\r\n") {
            says(&String::from_utf8_lossy(&line), &mut stream);
            line.clear();
        }
    }
}

/// A well-behaved server, but for one command.
fn well_but(odd: &'static str, instead: fn(&mut TcpStream)) -> Mail {
    account(Security::None, move |stream| {
        answer(stream, |heard, stream| {
            let word = heard.split_whitespace().next().unwrap_or_default();
            if word == odd {
                return instead(stream);
            }
            let said = match word {
                "" if heard.is_empty() => "220 here\r\n",
                "EHLO" => "250-here\r\n250 size 100000\r\n",
                "DATA" => "354 go on\r\n",
                "MAIL" | "RCPT" | "RSET" | "." => "250 ok\r\n",
                _ => return,
            };
            let _ = stream.write_all(said.as_bytes());
        });
    })
}

fn book() -> (tempfile::TempDir, Enclosure, Recipient) {
    let folder = tempfile::tempdir().expect("a folder");
    let source = Source::of("ferry", "The Ferry\n\nby Maren Holt\n\nShe ran.\n");
    let bytes = Story::from(source).read().bind().expect("a book").bytes;
    let path = folder.path().join("ferry.epub");
    std::fs::write(&path, bytes).expect("room");
    let book = Book::open(path.clone(), PathBuf::from("ferry.epub"), path).expect("a book");
    let to = Recipient::of("bo@example.net").expect("an address");
    (folder, Enclosure::of(book, &to, false).expect("a book"), to)
}

#[test]
fn a_server_that_says_nothing_is_left() {
    for security in [Security::None, Security::StartTls, Security::Tls] {
        let mail = account(security, |stream| {
            let _ = stream;
            thread::sleep(Duration::from_secs(60));
        });
        let told = Session::open(&mail, None, IMPATIENT).err().expect("nobody answers").to_string();
        assert!(told.contains("does not answer"), "{security:?}: {told}");
    }
}

#[test]
fn a_server_that_trickles_is_left() {
    let mail = account(Security::None, |mut stream| {
        while stream.write_all(b"2").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    let told = Session::open(&mail, None, IMPATIENT).err().expect("it never ends a line").to_string();
    assert!(told.contains("does not answer"), "{told}");
}

#[test]
fn what_is_not_known_is_said_to_be_so() {
    let (_folder, enclosure, to) = book();
    for (odd, is_uncertain) in [("MAIL", false), ("RCPT", false), ("DATA", false), (".", true)] {
        let mut session = Session::open(&well_but(odd, |_| ()), None, IMPATIENT).expect("a server");
        assert_eq!(session.most(), Some(100_000));
        match session.send(&enclosure, &to).expect_err(odd) {
            Error::Broken { is_uncertain: said, .. } => assert_eq!(said, is_uncertain, "{odd}"),
            other => panic!("{odd}: {other}"),
        }
        assert!(session.is_over());
        session.close();
    }
}

#[test]
fn a_book_that_is_refused_keeps_no_other_back() {
    let (_folder, enclosure, to) = book();
    let refuse = |stream: &mut TcpStream| drop(stream.write_all(b"552-too much\r\n552 for us\r\n"));
    for odd in ["MAIL", "RCPT", "DATA", "."] {
        let mut session = Session::open(&well_but(odd, refuse), None, PATIENT).expect("a server");
        for _ in 0..2 {
            let told = session.send(&enclosure, &to).expect_err(odd).to_string();
            assert!(
                told.contains("552 too much for us") && told.contains("too large for this server"),
                "{odd}: {told}"
            );
            assert!(!session.is_over());
        }
    }
    let mut session = Session::open(&well_but("NOOP", |_| ()), None, IMPATIENT).expect("a server");
    session.send(&enclosure, &to).expect("it is taken");
}

/// What a Kindle does not mind keeps no book from it; a page that it cannot open does.
#[test]
fn a_book_is_refused_for_what_matters_to_the_device() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = Story::from(Source::of(
        "ferry",
        "The Ferry\n\nby Maren Holt\n\nChapter 1\n\nShe ran.\n\nChapter 2\n\nShe swam.\n",
    ))
    .read()
    .bind()
    .expect("a book")
    .bytes;
    let kindle = Recipient::of("ann_123@kindle.com").expect("an address");
    let sent = |file: &str, from: &str, to: &str| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("an archive");
        let mut made = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).expect("an entry");
            if !entry.name().is_ok_and(|name| name.ends_with(file)) {
                made.raw_copy_file(entry).expect("a copy");
                continue;
            }
            let name = entry.name().expect("a name").into_owned();
            drop(entry);
            let mut text = String::new();
            zip.by_index(at).expect("an entry").read_to_string(&mut text).expect("text");
            assert!(text.contains(from), "{name} does not say {from}");
            made.start_file(name, zip::write::SimpleFileOptions::DEFAULT).expect("room");
            made.write_all(text.replace(from, to).as_bytes()).expect("room");
        }
        let path = folder.path().join("ferry.epub");
        std::fs::write(&path, made.finish().expect("an archive").into_inner()).expect("room");
        Enclosure::of(Book::open(path.clone(), PathBuf::from("ferry.epub"), path).expect("a book"), &kindle, false)
    };
    sent("content.opf", "T00:00:00Z", "").expect("a date of change matters to nobody");
    let told = sent("chapter-1.xhtml", "</p>", "").expect_err("a page that is no XML").to_string();
    assert!(told.contains("not well-formed"), "{told}");
}
