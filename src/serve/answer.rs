//! An address to what stands there: unchanged, in part, or whole.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom};
use tokio_util::io::ReaderStream;

use super::conditions::{Part, part, refused};
use super::library::{Current, Library, Made};
use super::workshop::Workshop;
use crate::devices;
use crate::shelf::{Book, Form, Item, Place};
use crate::text::head;

/// All but what RFC 8187 leaves as it is in a name.
const IN_A_NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
/// Bytes of a file's name: less than what every disk takes, and some for what browsers add.
const LONGEST_NAME: usize = 120;
/// Bytes of a book that are read at a time.
const STEP: usize = 64 << 10;
/// Bytes of a query that are looked at.
const LONGEST_QUERY: usize = 2_000;

/// What answers are made of: the shelf, and the workshop where there is one.
type Served = (Arc<Library>, Option<Arc<Workshop>>);

/// Answers for everything of the shelf.
pub(super) async fn answer(State((library, workshop)): State<Served>, request: Request) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let address = normal(uri.path());
    // A list is what it is now; what belongs to a book that was listed is what it was.
    let is_listed = ["books/", "covers/", "thumbnails/"].iter().any(|folder| address.starts_with(folder));
    let current = if is_listed { library.current() } else { looked(Arc::clone(&library)).await };
    match find(&current, &address, uri) {
        Found::Item(Item::Book(number)) => book(&current.site.shelf().books[number], request.method(), headers).await,
        Found::Item(item) => {
            let make = move |current: &Current| {
                let made = current.made(item)?;
                let Some(workshop) = workshop.filter(|_| item == Item::Page) else { return Some(made) };
                let page = workshop.added_to(std::str::from_utf8(&made.bytes).ok()?);
                Some(Made::of(made.media_type, page.into_bytes()))
            };
            made(current, make, headers).await
        }
        Found::Query(form, query, page) => {
            let search = move |current: &Current| match current.site.search(form, &query, page)? {
                crate::shelf::Content::Bytes(media_type, bytes) => Some(Made::of(media_type, bytes)),
                crate::shelf::Content::Book(_) => None,
            };
            made(current, search, headers).await
        }
        Found::Elsewhere(address) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response(),
        Found::Nothing => missing(),
    }
}

/// What an address leads to.
enum Found {
    Item(Item),
    /// A search, the words, the page.
    Query(Form, String, usize),
    Elsewhere(&'static str),
    Nothing,
}

fn find(current: &Current, address: &str, uri: &Uri) -> Found {
    match address {
        "" => return Found::Item(Item::Page),
        // What people type.
        "opds" | "opds/" | "catalog" => return Found::Elsewhere("/opds.xml"),
        _ => {}
    }
    let Some(item) = current.site.find(address) else { return Found::Nothing };
    let query = uri.query().filter(|query| query.len() <= LONGEST_QUERY);
    match (item, query.and_then(|query| asked(query, "query"))) {
        (Item::Feed(form, Place::Found, _), Some(words)) if !words.trim().is_empty() => {
            let page = query.and_then(|query| asked(query, "page")).map_or(Some(1), |page| page.parse().ok());
            page.filter(|page| *page > 0).map_or(Found::Nothing, |page| Found::Query(form, words, page))
        }
        _ => Found::Item(item),
    }
}

/// What a query says under a name.
fn asked(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
    Some(percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned())
}

/// A path as the site writes addresses: every sign that could be left plain is, and no other. It is compared, never opened:
/// one that would lead elsewhere leads nowhere.
fn normal(path: &str) -> String {
    let steps = path.strip_prefix('/').unwrap_or(path).split('/');
    let step = |step: &str| {
        let bytes: Vec<u8> = percent_decode_str(step).collect();
        percent_encode(&bytes, crate::shelf::ESCAPED).to_string()
    };
    steps.map(step).collect::<Vec<_>>().join("/")
}

/// Looks at the folder on a thread that may wait.
async fn looked(library: Arc<Library>) -> Arc<Current> {
    let known = library.current();
    tokio::task::spawn_blocking(move || library.look()).await.unwrap_or(known)
}

pub(super) fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response()
}

/// Gives what is made, on a thread that may take its time.
async fn made(
    current: Arc<Current>,
    what: impl FnOnce(&Current) -> Option<Made> + Send + 'static,
    headers: &HeaderMap,
) -> Response {
    let Ok(Some(made)) = tokio::task::spawn_blocking(move || what(&current)).await else { return missing() };
    let tag = format!("\"{}\"", made.tag);
    if let Some(status) = refused(headers, &tag, None) {
        return (status, [(header::ETAG, tag)]).into_response();
    }
    ([(header::CONTENT_TYPE, made.media_type.to_owned()), (header::ETAG, tag)], made.bytes).into_response()
}

/// Gives a book's file, or the part of it that is asked for.
async fn book(book: &Book, method: &Method, headers: &HeaderMap) -> Response {
    let stamp = book.stamp;
    let own = book.clone();
    // The file has to be the one that was listed: what has been put in its place since is not given.
    let Ok(Some(file)) = tokio::task::spawn_blocking(move || own.open()).await else { return missing() };
    let (tag, written) = (format!("\"{}\"", stamp.word()), UNIX_EPOCH + Duration::from_secs(stamp.written()));
    let mut answer = HeaderMap::new();
    let mut say = |name: HeaderName, value: String| {
        if let Ok(value) = value.parse() {
            answer.insert(name, value);
        }
    };
    say(header::ETAG, tag.clone());
    say(header::LAST_MODIFIED, httpdate::fmt_http_date(written));
    say(header::ACCEPT_RANGES, "bytes".into());
    if let Some(status) = refused(headers, &tag, Some(written)) {
        return (status, answer).into_response();
    }
    say(header::CONTENT_TYPE, "application/epub+zip".into());
    say(header::CONTENT_DISPOSITION, disposition(&name_of(book), devices::Form::of(&book.path)));
    let length = stamp.length();
    // Only who asks for a body can ask for a part of it.
    let wanted = if *method == Method::GET { part(headers, length, &tag, written) } else { Part::Whole };
    let part = match wanted {
        Part::Whole => 0..length,
        Part::Of(part) => part,
        Part::None => {
            say(header::CONTENT_RANGE, format!("bytes */{length}"));
            say(header::CONTENT_TYPE, "text/plain; charset=utf-8".into());
            answer.remove(header::CONTENT_DISPOSITION);
            return (StatusCode::RANGE_NOT_SATISFIABLE, answer, "The book has no such part.\n").into_response();
        }
    };
    let is_whole = part == (0..length);
    if !is_whole {
        say(header::CONTENT_RANGE, format!("bytes {}-{}/{length}", part.start, part.end - 1));
    }
    say(header::CONTENT_LENGTH, (part.end - part.start).to_string());
    let mut file = tokio::fs::File::from_std(file);
    if part.start > 0 && file.seek(SeekFrom::Start(part.start)).await.is_err() {
        return missing();
    }
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(part.end - part.start), STEP));
    let status = if is_whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
    (status, answer, body).into_response()
}

/// "The Lamp - Ann Other".
fn name_of(book: &Book) -> String {
    let author = book.about.authors.first().map(|author| author.name.as_str());
    author.map_or_else(|| book.title.clone(), |author| format!("{} - {author}", book.title))
}

/// The name under which a book is saved (RFC 6266, RFC 8187): plain for old clients, whole for others.
/// With another ending a reader would take the book for one of another form.
pub(super) fn disposition(name: &str, form: devices::Form) -> String {
    let (name, ending) = (file_name(name), form.ending());
    let plain: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let whole = percent_encode(name.as_bytes(), IN_A_NAME);
    format!("attachment; filename=\"{plain}{ending}\"; filename*=UTF-8''{whole}{ending}")
}

/// Words as the name of a file on any system.
pub(super) fn file_name(words: &str) -> String {
    let is_odd = |c: char| c.is_control() || "/\\:*?\"<>|%".contains(c) || is_turning(c);
    let words: String = words.chars().map(|c| if is_odd(c) { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = short(&words).trim_matches(['.', ' ']);
    if words.is_empty() { "book".to_owned() } else { words.to_owned() }
}

/// What a name has room for: cut behind a word, unless a word is about as long as the name may be.
fn short(words: &str) -> &str {
    let cut = head(words, LONGEST_NAME);
    let is_amid = words[cut.len()..].starts_with(|c: char| c != ' ');
    let last = cut.rfind(' ').filter(|last| is_amid && *last > LONGEST_NAME / 2);
    last.map_or(cut, |last| &cut[..last])
}

/// Marks that turn the direction of what follows: a name could look as if it ended otherwise than it does.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        assert_eq!(normal("/opds/new.xml"), "opds/new.xml");
        assert_eq!(normal("/%6Fpds/new%2exml"), "opds/new.xml");
        assert_eq!(normal("/books/a b%20c'd.epub"), "books/a%20b%20c%27d.epub");
        assert_eq!(normal("/books/%e9.epub"), "books/%E9.epub");
        assert_eq!(normal("/books/..%2f..%2fetc"), "books/..%2F..%2Fetc");
        assert_eq!(normal("//x"), "/x");
    }

    #[test]
    fn a_name_is_one_on_every_system() {
        assert_eq!(file_name("Salt: a/b\\c\r\nX: \"y\" *?"), "Salt a b c X y");
        assert_eq!(file_name("../../etc/passwd"), "etc passwd");
        assert_eq!(file_name("\u{202E}bupe.exe"), "bupe.exe");
        assert_eq!(file_name(" . "), "book");
        assert!(file_name(&"é".repeat(500)).len() <= LONGEST_NAME);
        let long = "The lamps along the quay ".repeat(9);
        let short = file_name(&long);
        assert!(short.len() > LONGEST_NAME / 2 && short.len() <= LONGEST_NAME);
        assert!(long.starts_with(&(short + " ")), "cut amid a word");
    }

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        assert_eq!(asked("x=1&q=salt+water%21&page=2", "q").as_deref(), Some("salt water!"));
        assert_eq!(asked("qq=1", "q"), None);
        assert_eq!(asked("q=%ff", "q").as_deref(), Some("\u{FFFD}"));
    }
}
