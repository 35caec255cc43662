//! The shelf over real HTTP, on loopback, byte by byte: what good clients ask, and what others try.
#![cfg(feature = "serve")]

#[path = "properties/archive.rs"]
#[allow(dead_code, reason = "the attacks on archives are tried elsewhere")]
mod archive;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use archive::{Archive, BOOK, Entry};
use storybind::serve::{Halt, Limits, Wishes, serve};
use tempfile::TempDir;

/// A server of a folder of its own.
struct Served {
    folder: TempDir,
    address: SocketAddr,
    halt: Halt,
    thread: Option<JoinHandle<()>>,
}

/// An answer as it came.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

fn book(title: &str) -> Vec<u8> {
    let mut entries: Vec<Entry> = BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect();
    let own = format!("<dc:title>{title}</dc:title><dc:creator>Ann Other</dc:creator>");
    entries[2] = Entry::honest("a.opf", BOOK[2].1.replace("<dc:title>Ash</dc:title>", &own));
    Archive { entries, ..Archive::default() }.bytes()
}

fn limits() -> Limits {
    Limits { fresh: Duration::ZERO, ..Limits::default() }
}

impl Served {
    fn with(limits: Limits, password: Option<&str>, books: &[(&str, &str)]) -> Served {
        let folder = tempfile::tempdir().unwrap();
        for (name, title) in books {
            put(folder.path(), name, book(title));
        }
        let wishes = Wishes {
            folder: folder.path().to_owned(),
            title: Some("The Quay".into()),
            listen: "127.0.0.1:0".parse().unwrap(),
            hosts: vec!["shelf.local".into()],
            password: password.map(str::to_owned),
            takes_stories: true,
            keep: Some(folder.path().join("kept")),
            limits,
        };
        let (halt, (tell, told)) = (Halt::default(), mpsc::channel());
        let asked = halt.clone();
        let thread = std::thread::spawn(move || {
            serve(wishes, &asked, |started, _| tell.send(started.address).unwrap()).unwrap();
        });
        Served { folder, address: told.recv().unwrap(), halt, thread: Some(thread) }
    }

    fn of(books: &[(&str, &str)]) -> Served {
        Served::with(limits(), None, books)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        // Nothing here waits for that long: it only ends a test that would hang.
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends bytes, and reads until the server closes.
    fn send(&self, request: impl AsRef<[u8]>) -> Answer {
        let mut stream = self.connect();
        // A server that has heard enough may close before all is said.
        let _ = stream.write_all(request.as_ref());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::of(&bytes)
    }

    fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.halt.ask();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server ends without a panic");
        }
    }
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let rest = bytes.get(end + 4..).unwrap_or_default().to_vec();
        let is_chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        Answer { status, body: if is_chunked { unchunked(&rest) } else { rest }, head }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let line = |line: &&str| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase()));
        Some(self.head.lines().find(line)?.split_once(':')?.1.trim())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).unwrap();
        if length == 0 {
            break;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
    body
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // As storybind does it: whole or not at all.
    let whole = path.with_extension("part");
    fs::write(&whole, bytes).unwrap();
    fs::rename(whole, path).unwrap();
}

#[test]
fn what_catalog_writes_is_what_is_served() {
    let served = Served::of(&[("a/One & two.epub", "One"), ("b.epub", "Two")]);
    let expected = [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/shelf.js", "text/javascript; charset=utf-8"),
        ("/shelf.css", "text/css; charset=utf-8"),
        ("/books.json", "application/json"),
        ("/opds.xml", "application/atom+xml;profile=opds-catalog;kind=navigation"),
        ("/opds/new.xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"),
        ("/opds.json", "application/opds+json"),
        ("/opds/opensearch.xml", "application/opensearchdescription+xml"),
        ("/no-cover.png", "image/png"),
        ("/books/b.epub", "application/epub+zip"),
        ("/books/a/One%20%26%20two.epub", "application/epub+zip"),
        ("/books/a/One%20&%20two.epub", "application/epub+zip"),
    ];
    for (target, media_type) in expected {
        let answer = served.get(target);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{target}");
        let head = served.ask("HEAD", target, "");
        assert_eq!((head.status, head.body.len()), (200, 0), "{target}");
    }
    assert_eq!(served.get("/books/b.epub").body, fs::read(served.folder.path().join("b.epub")).unwrap());
    let name = "attachment; filename=\"Two - Ann Other.epub\"; filename*=UTF-8''Two%20-%20Ann%20Other.epub";
    assert_eq!(served.get("/books/b.epub").header("content-disposition"), Some(name));
    // A Kobo knows its own form by the ending.
    let name = "attachment; filename=\"Two - Ann Other.kepub.epub\"; filename*=UTF-8''Two%20-%20Ann%20Other.kepub.epub";
    put(served.folder.path(), "b.kepub.epub", book("Two"));
    served.get("/opds/titles.xml");
    assert_eq!(served.get("/books/b.kepub.epub").header("content-disposition"), Some(name));
    assert_eq!(served.get("/opds").header("location"), Some("/opds.xml"));
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X"] {
        assert!([403, 405].contains(&served.ask(method, "/opds.xml", "").status), "{method}");
    }
}

#[test]
fn a_search_is_answered() {
    let served = Served::of(&[("a.epub", "Salt &amp; Water"), ("b.epub", "Sand")]);
    let found = |query: &str| served.get(&format!("/opds/search.xml?query={query}")).text().matches("<entry>").count();
    assert_eq!(
        (found("salt+water"), found("sa"), found("other"), found("pepper"), found("S%C3%A4lt")),
        (1, 2, 2, 0, 0)
    );
    assert_eq!(served.get("/opds/search.xml").text().matches("<entry>").count(), 2);
    let json: serde_json::Value = serde_json::from_slice(&served.get("/opds/search.json?query=sand").body).unwrap();
    assert_eq!(json["metadata"]["numberOfItems"], 1);
    // An empty collection is none, and a feed has to have one.
    let nothing: serde_json::Value =
        serde_json::from_slice(&served.get("/opds/search.json?query=pepper").body).unwrap();
    assert!(nothing["publications"].is_null());
    assert_eq!(nothing["navigation"][0]["href"], "../opds.json");
    for odd in ["query=sa&page=0", "query=sa&page=2", "query=sa&page=-1", "query=sa&page=99999999999999999999"] {
        assert_eq!(served.get(&format!("/opds/search.xml?{odd}")).status, 404, "{odd}");
    }
    let odd = served.get("/opds/search.xml?query=%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E%00%0d%0aX:y");
    assert_eq!(odd.status, 200);
    assert!(!odd.text().contains("<script>") && odd.header("x").is_none());
}

#[test]
fn what_somebody_has_is_not_sent_again_and_a_part_is_a_part() {
    let served = Served::of(&[("a.epub", "Salt")]);
    let whole = served.get("/books/a.epub");
    let (tag, date) = (whole.header("etag").unwrap(), whole.header("last-modified").unwrap());
    let length = whole.body.len();
    let conditions = [
        (format!("If-None-Match: {tag}"), 304),
        (format!("If-None-Match: \"x\", W/{tag}"), 304),
        ("If-None-Match: *".to_owned(), 304),
        ("If-None-Match: \"x\"".to_owned(), 200),
        (format!("If-Modified-Since: {date}"), 304),
        ("If-Modified-Since: Mon, 01 Jan 1990 00:00:00 GMT".to_owned(), 200),
        ("If-Modified-Since: nonsense".to_owned(), 200),
        (format!("If-None-Match: \"x\"\r\nIf-Modified-Since: {date}"), 200),
        (format!("If-Match: {tag}"), 200),
        (format!("If-Match: \"x\", {tag}"), 200),
        (format!("If-Match: \"x\"\r\nIf-Match: {tag}"), 200),
        ("If-Match: *".to_owned(), 200),
        ("If-Match: \"x\"".to_owned(), 412),
        // A weak tag proves no sameness of bytes.
        (format!("If-Match: W/{tag}"), 412),
        (format!("If-Unmodified-Since: {date}"), 200),
        ("If-Unmodified-Since: Mon, 01 Jan 1990 00:00:00 GMT".to_owned(), 412),
        ("If-Unmodified-Since: nonsense".to_owned(), 200),
        // Where a tag is given, no date is asked; what must not have changed is asked before what is known.
        (format!("If-Match: {tag}\r\nIf-Unmodified-Since: Mon, 01 Jan 1990 00:00:00 GMT"), 200),
        (format!("If-Match: \"x\"\r\nIf-None-Match: {tag}"), 412),
        (format!("If-Match: {tag}\r\nIf-None-Match: {tag}"), 304),
        ("If-Match: \"x\"\r\nRange: bytes=0-1".to_owned(), 412),
    ];
    for (condition, status) in &conditions {
        for method in ["GET", "HEAD"] {
            let answer = served.ask(method, "/books/a.epub", &format!("{condition}\r\n"));
            assert_eq!(answer.status, *status, "{method} {condition}");
            let is_given = *status == 200 && method == "GET";
            assert_eq!(answer.body.len(), if is_given { length } else { 0 }, "{method} {condition}");
            assert_eq!(answer.header("etag"), Some(tag), "{method} {condition}");
        }
    }
    for target in ["/", "/books.json", "/opds/new.xml", "/shelf.js"] {
        let tag = served.get(target).header("etag").unwrap().to_owned();
        let status = |condition: &str| served.ask("GET", target, &format!("{condition}\r\n")).status;
        assert_eq!(status(&format!("If-None-Match: {tag}")), 304, "{target}");
        assert_eq!((status(&format!("If-Match: {tag}")), status("If-Match: \"x\"")), (200, 412), "{target}");
    }
    let last = length - 1;
    let ranges = [
        ("bytes=0-0".to_owned(), 206, 0..1),
        ("bytes=5-9".to_owned(), 206, 5..10),
        ("bytes=5-".to_owned(), 206, 5..length),
        ("bytes=-7".to_owned(), 206, length - 7..length),
        (format!("bytes=0-{last}"), 200, 0..length),
        (format!("bytes=0-{}", length + 100), 200, 0..length),
        (format!("bytes={length}-"), 416, 0..0),
        ("bytes=99999999999999999999-".to_owned(), 416, 0..0),
        ("bytes=5-99999999999999999999".to_owned(), 206, 5..length),
        (format!("bytes=-{}", length + 1), 200, 0..length),
        ("bytes=-99999999999999999999".to_owned(), 200, 0..length),
        ("bytes=0005-0009".to_owned(), 206, 5..10),
        ("BYTES=5-9".to_owned(), 206, 5..10),
        ("bytes=, 5-9 ,".to_owned(), 206, 5..10),
        ("bytes=9-5".to_owned(), 200, 0..length),
        ("bytes=-0".to_owned(), 416, 0..0),
        ("bytes=0-1,5-6".to_owned(), 200, 0..length),
        (format!("bytes={}0-1", "0-1,".repeat(1_000)), 200, 0..length),
        ("lines=1-2".to_owned(), 200, 0..length),
        ("bytes=a-b".to_owned(), 200, 0..length),
        ("bytes=--1".to_owned(), 200, 0..length),
        ("bytes=".to_owned(), 200, 0..length),
    ];
    for (range, status, part) in &ranges {
        let answer = served.ask("GET", "/books/a.epub", &format!("Range: {range}\r\n"));
        let shown = &range[..range.len().min(40)];
        assert_eq!(answer.status, *status, "{shown}");
        let asked = served.ask("HEAD", "/books/a.epub", &format!("Range: {range}\r\n"));
        assert_eq!((asked.status, asked.header("content-range")), (200, None), "{shown}");
        match status {
            416 => assert_eq!(answer.header("content-range"), Some(format!("bytes */{length}").as_str()), "{shown}"),
            _ => assert!(answer.body == whole.body[part.clone()], "{shown}"),
        }
        if *status == 206 {
            let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            assert_eq!(answer.header("content-range"), Some(said.as_str()));
        }
    }
    let conditional = |condition: &str| {
        served.ask("GET", "/books/a.epub", &format!("Range: bytes=1-2\r\nIf-Range: {condition}\r\n")).status
    };
    assert_eq!(
        (conditional(tag), conditional(date), conditional("\"x\""), conditional("nonsense")),
        (206, 206, 200, 200)
    );
}

#[test]
fn no_path_leads_out() {
    let served = Served::of(&[("a.epub", "Salt")]);
    put(served.folder.path(), "secret.txt", "the secret");
    put(served.folder.path().parent().unwrap(), "storybind-serve-secret.txt", "the secret");
    let (mut tried, up) =
        (0, ["..", "%2e%2e", "%2E.", ".%2e", "..%2f", "..%5c", "..\\", "%252e%252e", "....", "..;", "%c0%ae%c0%ae"]);
    for step in up {
        for depth in [1, 3, 8] {
            for front in ["/", "/books/", "/covers/", "//", "/books//"] {
                for target in ["secret.txt", "etc/passwd", "storybind-serve-secret.txt", "a.epub/secret.txt"] {
                    let answer = served.get(&format!("{front}{}{target}", format!("{step}/").repeat(depth)));
                    assert!([400, 404].contains(&answer.status), "{front} {step} {target}: {}", answer.head);
                    assert!(!answer.text().contains("secret") && !answer.text().contains("root:"));
                    tried += 1;
                }
            }
        }
    }
    let own = served.folder.path().join("secret.txt");
    let odd = [
        own.to_string_lossy().into_owned(),
        "/secret.txt".into(),
        "/books/secret.txt".into(),
        "/.storybind-state".into(),
        "/books/a.epub/".into(),
        "/books/a.epub%00.txt".into(),
        "/books/A.EPUB".into(),
        "/books/".into(),
        "/%".into(),
        "/%zz".into(),
        format!("file://{}", own.display()),
    ];
    for target in &odd {
        let answer = served.get(target);
        assert!(answer.status >= 400 && !answer.text().contains("secret"), "{target}: {}", answer.head);
        tried += 1;
    }
    assert!(tried > 600, "{tried}");
    fs::remove_file(served.folder.path().parent().unwrap().join("storybind-serve-secret.txt")).unwrap();
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_even_if_it_takes_a_books_place() {
    use std::os::unix::fs::symlink;
    let away = tempfile::tempdir().unwrap();
    put(away.path(), "secret.epub", book("Secret"));
    let limits = Limits { fresh: Duration::from_secs(3_600), ..Limits::default() };
    let served = Served::with(limits, None, &[("a.epub", "Salt"), ("b.epub", "Sand")]);
    symlink(away.path(), served.folder.path().join("folder")).unwrap();
    symlink(away.path().join("secret.epub"), served.folder.path().join("linked.epub")).unwrap();
    fs::remove_file(served.folder.path().join("a.epub")).unwrap();
    symlink(away.path().join("secret.epub"), served.folder.path().join("a.epub")).unwrap();
    for target in ["/books/folder/secret.epub", "/books/linked.epub", "/books/a.epub"] {
        assert_eq!(served.get(target).status, 404, "{target}");
    }
    // Another file in its place is not the book that was listed, either.
    put(served.folder.path(), "b.epub", book("Another"));
    assert_eq!(served.get("/books/b.epub").status, 404);
}

#[test]
fn the_shelf_follows_its_folder() {
    let served = Served::of(&[("a.epub", "Salt")]);
    let titles = || served.get("/opds/titles.xml").text().matches("<entry>").count();
    assert_eq!(titles(), 1);
    put(served.folder.path(), "new/b.epub", book("Sand"));
    assert_eq!((titles(), served.get("/books/new/b.epub").status), (2, 200));
    put(served.folder.path(), "a.epub", book("Pepper"));
    assert!(served.get("/opds/titles.xml").text().contains("<title>Pepper</title>"));
    assert_eq!(served.get("/books/a.epub").body, book("Pepper"));
    fs::remove_file(served.folder.path().join("a.epub")).unwrap();
    put(served.folder.path(), "odd.epub", "no book");
    assert_eq!((titles(), served.get("/books/a.epub").status, served.get("/books/odd.epub").status), (1, 404, 404));
}

#[test]
fn only_its_own_names_are_answered() {
    let served = Served::of(&[("a.epub", "Salt")]);
    let status =
        |lines: &str| served.send(format!("GET /books.json HTTP/1.1\r\n{lines}Connection: close\r\n\r\n")).status;
    for host in ["localhost", "127.0.0.1:80", "[::1]", "shelf.local", "SHELF.LOCAL:1", "10.1.2.3"] {
        assert_eq!(status(&format!("Host: {host}\r\n")), 200, "{host}");
    }
    let rebound = [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8080",
        "evil@127.0.0.1",
        "shelf.local.",
        "\u{e9}.example",
    ];
    for host in rebound {
        assert!([400, 421].contains(&status(&format!("Host: {host}\r\n"))), "{host}");
    }
    assert!([400, 421].contains(&status("")));
    assert!([400, 421].contains(&status("Host: localhost\r\nHost: evil.example\r\n")));
    let absolute =
        served.send("GET http://evil.example/books.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!([400, 421].contains(&absolute.status));
}

#[test]
fn every_answer_is_safe() {
    let served = Served::of(&[("a.epub", "Salt")]);
    for target in ["/", "/books.json", "/opds.xml", "/books/a.epub", "/nothing", "/opds", "/../x"] {
        let answer = served.get(target);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{target}: {policy}");
        assert!(policy.contains("frame-ancestors"), "{target}");
        let said = |name: &str| answer.header(name).unwrap_or_default().to_owned();
        assert_eq!(said("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(said("x-frame-options"), "DENY", "{target}");
        assert_eq!(said("referrer-policy"), "no-referrer", "{target}");
        assert_eq!(said("cross-origin-resource-policy"), "same-origin", "{target}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    let page = served.get("/").text();
    assert!(
        !page.contains("style=")
            && !page.contains("onclick")
            && page.matches("<script").count() == page.matches("<script src=").count()
    );
}

#[test]
fn titles_put_no_header_into_an_answer() {
    let titles = [
        "a&#13;&#10;Set-Cookie: x=1",
        "a\"; filename=\"b.exe",
        "a&#10;&#10;&lt;script&gt;",
        "..\\..\\a",
        "&#x202E;bupe.exe",
        "a&#0;b",
        "日本",
        "a%0d%0ab",
        "a;b=c",
        "nul",
    ];
    let books: Vec<(String, &str)> =
        titles.iter().enumerate().map(|(n, title)| (format!("{n}.epub"), *title)).collect();
    let books: Vec<(&str, &str)> = books.iter().map(|(name, title)| (name.as_str(), *title)).collect();
    let served = Served::of(&books);
    for (n, title) in titles.iter().enumerate() {
        let answer = served.get(&format!("/books/{n}.epub"));
        assert_eq!((answer.status, answer.header("set-cookie")), (200, None), "{n}");
        let name = answer.header("content-disposition").unwrap();
        assert!(name.is_ascii() && name.matches('"').count() == 2 && name.strip_suffix(".epub").is_some(), "{name}");
        assert!(!name.contains('\\') && !name.contains(".exe\""), "{name}");
        assert_eq!(answer.body, book(title), "{n}");
    }
}

#[test]
fn requests_that_are_too_much_are_cut_short() {
    let served = Served::with(Limits { body: 1 << 16, ..limits() }, None, &[("a.epub", "Salt")]);
    let long = "x".repeat(100_000);
    let get = |head: &str| served.send(format!("GET {head}\r\n\r\n"));
    let mut refused = 0;
    for head in [
        format!("/ HTTP/1.1\r\nHost: localhost\r\nX: {long}"),
        format!("/{long} HTTP/1.1\r\nHost: localhost"),
        format!("/?q={long} HTTP/1.1\r\nHost: localhost"),
        format!("/ HTTP/1.1\r\nHost: localhost{}", "\r\nX: y".repeat(10_000)),
        format!("/ HTTP/1.1\r\nHost: localhost{}", "\r\nX: y".repeat(100)),
        format!("/ HTTP/1.1\r\nHost: {long}"),
        format!("/ HTTP/1.1\r\nHost: localhost\r\nCookie: {}", "a=b; ".repeat(10_000)),
        format!("/ HTTP/1.1\r\n{long}"),
        "/ HTTP/9.9\r\nHost: localhost".to_owned(),
        "/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1".to_owned(),
        "/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2".to_owned(),
        "/ HTTP/1.1\r\nHost: localhost\r\nX : y".to_owned(),
        "/ HTTP/1.1\r\nHost: localhost\r\n folded: y".to_owned(),
        "/ HTTP/1.1\r\nHost: localhost\r\nX: \0".to_owned(),
    ] {
        let answer = get(&head);
        let shown = &head[..head.len().min(60)];
        assert!(answer.status == 0 || (400..=431).contains(&answer.status), "{shown}: {}", answer.head);
        refused += 1;
    }
    assert_eq!(refused, 14);
    for odd in ["\0\0\0\0\r\n\r\n", "\x16\x03\x01\x02\0\x01\0", "GET\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let answer = served.send(odd);
        assert!(answer.status == 0 || answer.status >= 400, "{odd:?}: {}", answer.head);
    }
    let large = served.ask("POST", "/", &format!("Content-Length: {}\r\n", 1_u64 << 40));
    assert!([403, 405, 413].contains(&large.status), "{}", large.head);
    assert_eq!(served.get("/").status, 200, "the server goes on");
}

#[test]
fn slow_clients_are_left() {
    let short = Duration::from_secs(1);
    let served = Served::with(Limits { patience: short, stall: short, ..limits() }, None, &[("a.epub", "Salt")]);
    // One says nothing, one begins and never ends, one has asked and asks no more: each is closed, without being asked to.
    for beginning in ["", "GET / HTTP/1.1\r\nHost: loc", "GET /shelf.css HTTP/1.1\r\nHost: localhost\r\n\r\n"] {
        let mut stream = served.connect();
        stream.write_all(beginning.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        assert!(stream.read_to_end(&mut bytes).is_ok(), "{beginning:?}");
    }
    // One that asks for much and takes nothing of it: the server does not wait for it when it is asked to end.
    put(served.folder.path(), "large.epub", {
        let mut entries: Vec<Entry> = BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect();
        entries.push(Entry::stored("large", &vec![7; 40 << 20]));
        Archive { entries, ..Archive::default() }.bytes()
    });
    let mut stuck: Vec<TcpStream> = (0..20).map(|_| served.connect()).collect();
    for stream in &mut stuck {
        stream.write_all(b"GET /books/large.epub HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    }
    assert_eq!(served.get("/opds/new.xml").status, 200);
    drop(served);
    drop(stuck);
}

#[test]
fn no_more_connections_than_it_can_bear() {
    let served = Served::with(Limits { connections: 4, ..limits() }, None, &[("a.epub", "Salt")]);
    let mut held: Vec<TcpStream> = (0..4).map(|_| served.connect()).collect();
    for stream in &mut held {
        // Each is taken before the next question is asked.
        stream.write_all(b"GET /shelf.css HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        assert!(stream.read(&mut [0; 16]).unwrap() > 0);
    }
    let mut waiting = served.connect();
    waiting.write_all(b"GET /shelf.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    waiting.set_nonblocking(true).unwrap();
    assert!(waiting.read(&mut [0; 16]).is_err(), "a fifth waits");
    waiting.set_nonblocking(false).unwrap();
    held.pop();
    assert!(waiting.read(&mut [0; 16]).unwrap() > 0, "and is answered when there is room");
}

#[test]
fn a_password_is_asked_for_and_guessing_is_slow() {
    let served = Served::with(limits(), Some("lemons & salt"), &[("a.epub", "Salt")]);
    let bare = served.get("/books/a.epub");
    assert_eq!(bare.status, 401);
    assert!(bare.header("www-authenticate").unwrap().starts_with("Basic realm=") && bare.text().len() < 100);
    let ask = |word: &str| served.ask("GET", "/books.json", &format!("Authorization: {word}\r\n")).status;
    // "reader:lemons & salt", and without a name.
    assert_eq!(ask("Basic cmVhZGVyOmxlbW9ucyAmIHNhbHQ="), 200);
    assert_eq!(ask("basic OmxlbW9ucyAmIHNhbHQ="), 200);
    for odd in ["Basic", "Basic ====", "Bearer lemons", "Basic bGVtb25z", "Digest x"] {
        assert_eq!(ask(odd), 401, "{odd}");
    }
    let wrong: Vec<u16> = (0..8).map(|_| ask("Basic eDp5")).collect();
    assert_eq!((wrong.iter().filter(|status| **status == 401).count(), wrong[7]), (5, 429));
    assert_eq!(ask("Basic cmVhZGVyOmxlbW9ucyAmIHNhbHQ="), 429, "who guesses is not told that he has guessed right");
    // Nothing is answered without it, whatever is asked.
    for target in ["/", "/opds.xml", "/shelf.js", "/nothing", "/covers/x"] {
        assert_eq!(served.get(target).status, 401, "{target}");
    }
}

#[test]
fn an_answer_that_has_begun_is_finished_when_the_server_ends() {
    let served = Served::of(&[("a.epub", "Salt")]);
    let large = vec![7; 8 << 20];
    put(served.folder.path(), "large.epub", {
        let mut entries: Vec<Entry> = BOOK.iter().map(|(name, text)| Entry::honest(name, text)).collect();
        entries.push(Entry::stored("large", &large));
        Archive { entries, ..Archive::default() }.bytes()
    });
    served.get("/opds/new.xml");
    let mut stream = served.connect();
    stream.write_all(b"GET /books/large.epub HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut first = [0; 1_000];
    stream.read_exact(&mut first).unwrap();
    served.halt.ask();
    let mut bytes = first.to_vec();
    stream.read_to_end(&mut bytes).unwrap();
    assert_eq!(Answer::of(&bytes).body, fs::read(served.folder.path().join("large.epub")).unwrap());
}

const STORY: &str =
    "The Lamp\nby Ann Other\n\nChapter 1\n\nShe lit the lamp, and the quay came back.\n\nRope\n\nHe coiled it.\n";

/// Asks the workshop as its own page does.
struct Workshop<'s> {
    served: &'s Served,
    token: String,
}

impl<'s> Workshop<'s> {
    fn of(served: &'s Served) -> Workshop<'s> {
        let page = served.get("/").text();
        let token = page.split("data-token=\"").nth(1).expect("a token").split('"').next().unwrap().to_owned();
        Workshop { served, token }
    }

    fn ask(&self, method: &str, target: &str, body: &[u8]) -> Answer {
        self.served.bring(
            method,
            target,
            &format!("X-Storybind-Token: {}\r\nSec-Fetch-Site: same-origin\r\n", self.token),
            body,
        )
    }

    fn json(answer: &Answer) -> serde_json::Value {
        serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}\n{}", answer.head, answer.text()))
    }

    fn take(&self, story: &str) -> serde_json::Value {
        let answer = self.ask("POST", "/workshop?name=The%20Lamp.txt", story.as_bytes());
        assert_eq!(answer.status, 200, "{}", answer.text());
        Workshop::json(&answer)
    }
}

impl Served {
    fn bring(&self, method: &str, target: &str, headers: &str, body: &[u8]) -> Answer {
        let head = format!(
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
            self.address,
            body.len()
        );
        self.send([head.as_bytes(), body].concat())
    }
}

#[test]
fn a_story_is_dropped_looked_at_corrected_and_taken() {
    let served = Served::of(&[("a.epub", "Salt")]);
    let workshop = Workshop::of(&served);
    let told = workshop.take(STORY);
    assert_eq!((told["title"].as_str(), told["authors"][0].as_str()), (Some("The Lamp"), Some("Ann Other")));
    let id = told["id"].as_str().unwrap();
    let report = served.get(&format!("/workshop/{id}/report"));
    assert!(report.text().contains("He coiled it.") && report.status == 200);
    let policy = report.header("content-security-policy").unwrap();
    assert!(
        policy.contains("sandbox allow-scripts")
            && policy.contains("script-src 'sha256-")
            && !policy.contains("unsafe")
    );
    assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("allow-same-origin"), "{policy}");
    let documents = |bytes: &[u8]| {
        for finding in storybind::epub::check(bytes) {
            assert!(!finding.is_fault, "{finding:?}");
        }
        bytes.len()
    };
    let first = served.get(&format!("/workshop/{id}/book"));
    assert_eq!(first.header("content-type"), Some("application/epub+zip"));
    assert!(first.header("content-disposition").unwrap().contains("filename=\"The Lamp.epub\""));
    documents(&first.body);
    let correction = "[[correct]]\ntext = \"Rope\"\nrole = \"heading\"\n";
    let corrected = workshop.ask("POST", &format!("/workshop/{id}/corrections"), correction.as_bytes());
    assert_eq!((corrected.status, Workshop::json(&corrected)["misfits"].as_array().unwrap().len()), (200, 0));
    let second = served.get(&format!("/workshop/{id}/book"));
    documents(&second.body);
    assert!(first.body != second.body, "the correction has changed the book");
    for wrong in ["[[correct]\n", "[[correct]]\ntext = 1\n", "nonsense = 1\n"] {
        let answer = workshop.ask("POST", &format!("/workshop/{id}/corrections"), wrong.as_bytes());
        assert_eq!(answer.status, 422, "{wrong}");
        let said = Workshop::json(&answer)["error"].as_str().unwrap().to_owned();
        assert!(said.starts_with("Line 1 of the corrections: ") || said.starts_with("Line 2 of"), "{said}");
        assert!(!said.contains("storybind.toml") && !said.contains("mail"), "{said}");
    }
    assert!(served.get(&format!("/workshop/{id}/book")).body == second.body, "what is wrong changes nothing");
    let misfit = workshop.ask(
        "POST",
        &format!("/workshop/{id}/corrections"),
        b"[[correct]]\ntext = \"Rpoe\"\nrole = \"heading\"\n",
    );
    assert_eq!(Workshop::json(&misfit)["misfits"].as_array().unwrap().len(), 1);
    assert_eq!(fs::read_dir(served.folder.path()).unwrap().count(), 1, "nothing is kept unless asked");
    let kept = workshop.ask("POST", &format!("/workshop/{id}/keep"), b"");
    assert_eq!((kept.status, Workshop::json(&kept)["file"].as_str()), (201, Some("The Lamp.epub")));
    assert_eq!(served.get("/books/kept/The%20Lamp.epub").status, 404, "not before somebody has looked");
    assert!(served.get("/opds/titles.xml").text().contains("<title>The Lamp</title>"));
    assert_eq!(served.get("/books/kept/The%20Lamp.epub").status, 200);
    // Kept once more it replaces itself; another book of that name does not replace it.
    assert_eq!(workshop.ask("POST", &format!("/workshop/{id}/keep"), b"").status, 201);
    let other = workshop.take("Another Lamp\nby Bo\n\nChapter 1\n\nIt was dark.\n");
    let refused = workshop.ask("POST", &format!("/workshop/{}/keep", other["id"].as_str().unwrap()), b"");
    assert_eq!(refused.status, 422);
    assert!(Workshop::json(&refused)["error"].as_str().unwrap().contains("Another book is called The Lamp.epub"));
    assert_eq!(workshop.ask("DELETE", &format!("/workshop/{id}"), b"").status, 204);
    for target in ["report", "book"] {
        assert_eq!(served.get(&format!("/workshop/{id}/{target}")).status, 404);
    }
}

#[test]
fn what_the_cover_leaves_out_is_told() {
    let served = Served::of(&[("a.epub", "Salt")]);
    let workshop = Workshop::of(&served);
    assert!(workshop.take(STORY)["unsaid"].is_null());
    let told = workshop.take(&STORY.replace("The Lamp", "The 🌊 Lamp"));
    assert!(told["unsaid"].as_str().unwrap().contains("no font for covers has 🌊"), "{told}");
    // A picture of the server's own is nobody's cover.
    let id = told["id"].as_str().unwrap();
    let cover = b"[[book]]\ncover = \"/etc/hostname\"\n";
    let answer = workshop.ask("POST", &format!("/workshop/{id}/corrections"), cover);
    assert_eq!(answer.status, 422);
    assert!(Workshop::json(&answer)["error"].as_str().unwrap().contains("No picture can be named here"));
}

#[test]
fn what_is_no_story_is_refused_with_a_reason() {
    let served = Served::with(Limits { body: 1 << 16, ..limits() }, None, &[]);
    let workshop = Workshop::of(&served);
    for odd in [
        &b"\x89PNG\r\n\x1a\n\0\0\0"[..],
        b"",
        b" \n ...\n",
        b"PK\x03\x04\0\0\0\0",
        b"%PDF-1.4\n\0\0",
        b"GIF89a\x01\0\x01\0",
    ] {
        let answer = workshop.ask("POST", "/workshop?name=x.txt", odd);
        assert_eq!(answer.status, 422, "{odd:?}");
        assert!(Workshop::json(&answer)["error"].as_str().is_some_and(|why| why.len() > 10));
    }
    assert_eq!(workshop.ask("POST", "/workshop?name=x.txt", &vec![b'a'; (1 << 16) + 1]).status, 413);
    let chunked = format!(
        "POST /workshop?name=x HTTP/1.1\r\nHost: localhost\r\nX-Storybind-Token: {}\r\nTransfer-Encoding: chunked\r\n\r\n",
        workshop.token
    );
    let endless = format!("{:x}\r\n{}\r\n", 1 << 15, "a".repeat(1 << 15)).repeat(8);
    let answer = served.send(chunked + &endless);
    assert!(answer.status == 413 || answer.status == 0, "{}", answer.head);
    assert_eq!(workshop.ask("POST", "/workshop", STORY.as_bytes()).status, 400, "without a name");
    for name in ["..%2f..%2fetc%2fpasswd", "%00%0d%0aX:y.txt", "CON.txt", "%22;%20x=%22.txt", "", "%ff"] {
        let told = workshop.ask("POST", &format!("/workshop?name={name}"), STORY.as_bytes());
        if told.status == 400 {
            continue;
        }
        let id = Workshop::json(&told)["id"].as_str().unwrap().to_owned();
        let answer = served.get(&format!("/workshop/{id}/book"));
        assert_eq!((answer.status, answer.header("x")), (200, None), "{name}");
        assert_eq!(workshop.ask("POST", &format!("/workshop/{id}/keep"), b"").status, 201, "{name}");
    }
    let kept = served.folder.path().join("kept");
    assert!(fs::read_dir(&kept).unwrap().flatten().all(|entry| entry.file_name().to_string_lossy().ends_with(".epub")));
    for target in ["/workshop/x/book", "/workshop/..%2f/book", "/workshop/00000000000000000000000000000000/report"] {
        assert_eq!(served.get(target).status, 404, "{target}");
    }
}

#[test]
fn no_other_page_drops_a_story() {
    let served = Served::of(&[]);
    let workshop = Workshop::of(&served);
    let id = workshop.take(STORY)["id"].as_str().unwrap().to_owned();
    let token = format!("X-Storybind-Token: {}\r\n", workshop.token);
    let own = format!("http://{}", served.address);
    let foreign = [
        "Sec-Fetch-Site: cross-site\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\n".to_owned(),
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: http://{}.evil.example\r\n", served.address),
        format!("Sec-Fetch-Site: cross-site\r\nOrigin: {own}x\r\n"),
    ];
    let mut refused = 0;
    let tokens =
        [token.as_str(), "", "X-Storybind-Token: \r\n", "X-Storybind-Token: 00000000000000000000000000000000\r\n"];
    let targets =
        ["/workshop?name=x".to_owned(), format!("/workshop/{id}/corrections"), format!("/workshop/{id}/keep")];
    for origin in foreign.iter().map(String::as_str).chain([""]) {
        for token in tokens.iter().filter(|token| !(origin.is_empty() && **token == tokens[0])) {
            for form in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
                for (method, target) in
                    targets.iter().map(|target| ("POST", target.clone())).chain([("DELETE", format!("/workshop/{id}"))])
                {
                    let headers = format!("{origin}{token}Content-Type: {form}\r\n");
                    assert_eq!(
                        served.bring(method, &target, &headers, b"x").status,
                        403,
                        "{method} {target} {headers}"
                    );
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 300, "{refused}");
    assert_eq!(served.get(&format!("/workshop/{id}/book")).status, 200, "the story is still there");
    // Preflights are not answered, so no other page can send the token's header at all.
    assert_eq!(
        served
            .ask("OPTIONS", "/workshop", "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n")
            .status,
        405
    );
    let headers = format!("{token}Origin: {own}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(served.bring("POST", "/workshop?name=x", &headers, STORY.as_bytes()).status, 200);
}
