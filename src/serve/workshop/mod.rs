//! A story that somebody drops on the page: its reading to look at, corrections, its book. All of it is held in memory,
//! for a while; nothing is kept unless a folder was named for it and somebody asks.

mod drafts;
mod story;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::answer::{disposition, missing};
use crate::devices::Form;
use drafts::{Draft, Drafts};
use story::Wrong;

/// Stories that are read or bound at a time.
const ABREAST: usize = 2;
/// The header that says that a page of this server asks. Other pages cannot read it, and cannot send it.
const TOKEN: HeaderName = HeaderName::from_static("x-storybind-token");
/// What the page gets where stories are taken; where they are not, the mark stays a comment.
const MARK: &str = "<!-- workshop -->";
const SECTION: &str = include_str!("section.html");
const SCRIPT: &str = include_str!("workshop.js");
const STYLE_SHEET: &str = include_str!("workshop.css");

/// The stories in hand.
#[derive(Debug)]
pub(super) struct Workshop {
    token: String,
    /// Where books are put that somebody wants to keep.
    keep: Option<PathBuf>,
    drafts: Drafts,
    places: Arc<Semaphore>,
}

/// What a file is called.
#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

impl Workshop {
    /// An empty workshop.
    pub(super) fn open(keep: Option<PathBuf>) -> std::io::Result<Workshop> {
        let places = Arc::new(Semaphore::new(ABREAST));
        Ok(Workshop { token: drafts::random()?, keep, drafts: Drafts::default(), places })
    }

    /// The page for people, with the place to drop a story on.
    pub(super) fn added_to(&self, page: &str) -> String {
        let keep = if self.keep.is_some() { "yes" } else { "no" };
        page.replace(MARK, &SECTION.replace("{{token}}", &self.token).replace("{{keep}}", keep))
    }

    /// Whether a page of this server asks: it has read the token in it. The comparison takes the same time for any.
    fn is_ours(&self, headers: &HeaderMap) -> bool {
        let brought = headers.get(TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
        blake3::hash(brought) == blake3::hash(self.token.as_bytes())
    }

    /// Does what takes its time, on a thread that may; no more than some at once.
    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
        let worked = tokio::task::spawn_blocking(move || {
            let worked = work();
            drop(place);
            worked
        });
        worked.await.ok()
    }

    /// What is told of a draft.
    async fn told(&self, id: String, draft: Arc<Draft>) -> Response {
        let read = self.work(move || draft.read().map(|read| story::told(&read))).await;
        match read {
            Some(Ok(mut told)) => {
                told["id"] = json!(id);
                said(StatusCode::OK, &told)
            }
            Some(Err(wrong)) => refused(&wrong),
            None => failed(),
        }
    }
}

/// The addresses of a workshop.
pub(super) fn routes(workshop: Arc<Workshop>) -> Router {
    let text = |media_type: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, media_type)], text) })
    };
    Router::new()
        .route("/workshop", post(take))
        .route("/workshop/{id}", delete(forget))
        .route("/workshop/{id}/corrections", post(correct))
        .route("/workshop/{id}/report", get(report))
        .route("/workshop/{id}/book", get(book))
        .route("/workshop/{id}/keep", post(keep))
        .route("/workshop.js", text("text/javascript; charset=utf-8", SCRIPT))
        .route("/workshop.css", text("text/css; charset=utf-8", STYLE_SHEET))
        .with_state(workshop)
}

/// Takes a story: its text as the body, its file's name in the address.
async fn take(
    State(workshop): State<Arc<Workshop>>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !workshop.is_ours(&headers) {
        return foreign();
    }
    let draft = Arc::new(Draft::of(&named.name, body));
    let own = Arc::clone(&draft);
    // What is no story is not held.
    if let Some(Err(wrong)) = workshop.work(move || own.read().map(drop)).await {
        return refused(&wrong);
    }
    match workshop.drafts.add(Arc::clone(&draft)) {
        Some(id) => workshop.told(id, draft).await,
        None => failed(),
    }
}

/// Reads a story once more, as somebody says.
async fn correct(
    State(workshop): State<Arc<Workshop>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !workshop.is_ours(&headers) {
        return foreign();
    }
    let Some(draft) = workshop.drafts.get(&id) else { return gone() };
    let Ok(corrections) = String::from_utf8(body.to_vec()) else { return refused(&Wrong::new("This is no text.")) };
    let corrected = Arc::new(draft.corrected(corrections));
    let own = Arc::clone(&corrected);
    // What cannot be followed leaves the story as it was.
    if let Some(Err(wrong)) = workshop.work(move || own.read().map(drop)).await {
        return refused(&wrong);
    }
    workshop.drafts.replace(&id, Arc::clone(&corrected));
    workshop.told(id, corrected).await
}

/// The page of the report. It may show and run what it carries, and nothing else; it is nobody's page.
async fn report(State(workshop): State<Arc<Workshop>>, Path(id): Path<String>) -> Response {
    let Some(draft) = workshop.drafts.get(&id) else { return gone() };
    match workshop.work(move || draft.read().map(|read| story::report(&read))).await {
        Some(Ok(page)) => {
            let policy = format!("{}; sandbox allow-scripts; frame-ancestors 'self'", crate::report::html_policy());
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
                (header::CONTENT_SECURITY_POLICY, policy),
                (header::X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, page).into_response()
        }
        Some(Err(wrong)) => refused(&wrong),
        None => failed(),
    }
}

/// The book.
async fn book(State(workshop): State<Arc<Workshop>>, Path(id): Path<String>) -> Response {
    let Some(draft) = workshop.drafts.get(&id) else { return gone() };
    match workshop.work(move || draft.bind()).await {
        Some(Ok(bound)) => {
            let headers = [
                (header::CONTENT_TYPE, "application/epub+zip".to_owned()),
                (header::CONTENT_DISPOSITION, disposition(&bound.name, Form::Epub)),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bound.book.bytes).into_response()
        }
        Some(Err(wrong)) => refused(&wrong),
        None => failed(),
    }
}

/// Puts the book into the folder that was named for that.
async fn keep(State(workshop): State<Arc<Workshop>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    if !workshop.is_ours(&headers) {
        return foreign();
    }
    let (Some(draft), Some(folder)) = (workshop.drafts.get(&id), workshop.keep.clone()) else { return gone() };
    match workshop.work(move || draft.bind().and_then(|bound| story::keep(&bound, &folder))).await {
        Some(Ok(file)) => said(StatusCode::CREATED, &json!({ "file": file })),
        Some(Err(wrong)) => refused(&wrong),
        None => failed(),
    }
}

/// Lets go of a story.
async fn forget(State(workshop): State<Arc<Workshop>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    if !workshop.is_ours(&headers) {
        return foreign();
    }
    workshop.drafts.forget(&id);
    StatusCode::NO_CONTENT.into_response()
}

fn said(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn refused(wrong: &Wrong) -> Response {
    said(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "error": wrong.message }))
}

fn gone() -> Response {
    missing()
}

fn failed() -> Response {
    said(StatusCode::SERVICE_UNAVAILABLE, &json!({ "error": "The story could not be read now. Try again." }))
}

fn foreign() -> Response {
    said(StatusCode::FORBIDDEN, &json!({ "error": "Load the page again, and try once more." }))
}
