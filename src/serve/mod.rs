//! The shelf over HTTP: what `catalog` would put into a folder, made when it is asked for; and stories bound in the browser.
//!
//! ```text
//! listen     connections, no more than so many, none of them slow for long
//! guard      who may ask, for which host; what every answer says for safety
//! password   the one password, as a hash
//! library    the shelf, read anew when its folder has changed
//! answer     an address -> what stands there; unchanged, in part, or whole
//! conditions what a request makes its answer depend on; the part that is wanted
//! workshop   a dropped story -> its reading -> its book, in memory only
//! ```

mod answer;
mod conditions;
mod guard;
mod library;
mod listen;
mod password;
mod workshop;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use guard::Guard;
use library::Library;
use password::Password;
use workshop::Workshop;

/// Threads that read files, look at folders and write lists. Each keeps memory of its own: 32 of them served no more readers
/// than these, and held twice as much.
const READERS: usize = 8;

/// What a shelf is served with.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The folder of the books.
    pub folder: PathBuf,
    /// What the shelf is called; the folder's name without it.
    pub title: Option<String>,
    /// Where it listens; port 0 is any that is free.
    pub listen: SocketAddr,
    /// Names of this machine under which it may be asked, besides addresses and `localhost`.
    pub hosts: Vec<String>,
    /// What everybody who asks has to know.
    pub password: Option<String>,
    /// Whether stories are taken that somebody drops on the page.
    pub takes_stories: bool,
    /// Where books of such stories are put when somebody asks for it.
    pub keep: Option<PathBuf>,
    /// What a request may cost.
    pub limits: Limits,
}

/// What a request, and all of them together, may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at a time; further ones wait.
    pub connections: usize,
    /// Bytes of a request's first line and headers.
    pub header: usize,
    /// Bytes of what a request brings.
    pub body: usize,
    /// How long a client may take for its headers, and keep a connection without asking anything.
    pub patience: Duration,
    /// How long a client may take nothing of its answer, or send nothing of its body.
    pub stall: Duration,
    /// How long answers may go on when the server is asked to stop.
    pub farewell: Duration,
    /// How long what is known of the folder holds before it is looked at again.
    pub fresh: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 512,
            header: 16 << 10,
            body: 16 << 20,
            patience: Duration::from_secs(15),
            stall: Duration::from_secs(30),
            farewell: Duration::from_secs(5),
            fresh: Duration::from_secs(2),
        }
    }
}

/// Why a shelf is not served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody may listen there.
    #[error(
        "{address}: cannot be listened to ({cause})\n  name another port with --listen, or end what is listening there"
    )]
    Taken {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        cause: io::Error,
    },
    /// The system gives no threads, or no random numbers.
    #[error("the server cannot begin ({cause})\n  end some programs, and try again")]
    System {
        /// What the system said.
        cause: io::Error,
    },
}

/// Asks a server to come to its end. Clones ask the same one.
#[derive(Debug, Clone, Default)]
pub struct Halt(Arc<Notify>);

impl Halt {
    /// Asks: answers that have begun are finished, within a limit; nothing new is taken.
    pub fn ask(&self) {
        self.0.notify_one();
    }
}

/// A server that is about to serve.
#[derive(Debug, Clone)]
pub struct Started {
    /// Where it listens.
    pub address: SocketAddr,
    /// What a person on this machine, or on another where it listens to others, types.
    pub url: String,
    /// Books on the shelf.
    pub books: usize,
}

impl Started {
    /// The address as a code for the camera of a phone, made of characters of half a line each.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let code = QrCode::new(&self.url).ok()?;
        // Terminals are dark for most: what is light has to be drawn.
        Some(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
    }

    /// Whether only this machine is listened to.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

/// Serves a shelf until it is asked to halt. `started` is told once it can be asked.
///
/// # Errors
/// If it cannot begin.
pub fn serve(wishes: Wishes, halt: &Halt, started: impl FnOnce(&Started, &Library)) -> Result<(), Error> {
    let system = |cause| Error::System { cause };
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.enable_io().enable_time().max_blocking_threads(READERS).build().map_err(system)?;
    runtime.block_on(async {
        let taken = |cause| Error::Taken { address: wishes.listen, cause };
        let listener = TcpListener::bind(wishes.listen).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let password = wishes.password.as_deref().map(Password::of).transpose().map_err(system)?;
        let Wishes { folder, title, limits, hosts, takes_stories, keep, .. } = wishes;
        let workshop = takes_stories.then(|| Workshop::open(keep).map(Arc::new)).transpose().map_err(system)?;
        let library = Arc::new(Library::open(folder, title, limits.fresh));
        let guard = Arc::new(Guard { hosts, password });
        started(&Started { address, url: url(address), books: library.site().shelf().books.len() }, &library);
        let router = routes(library, workshop, &limits).layer(from_fn_with_state(guard, guard::watch));
        listen::listen(listener, router.layer(CatchPanicLayer::new()), &limits, halt.0.notified()).await;
        Ok(())
    })
}

fn routes(library: Arc<Library>, workshop: Option<Arc<Workshop>>, limits: &Limits) -> Router {
    let shelf = Router::new().fallback(get(answer::answer)).with_state((library, workshop.clone()));
    let all = workshop.into_iter().fold(shelf, |all, workshop| all.merge(workshop::routes(workshop)));
    all.layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits.body))
        .layer(RequestBodyTimeoutLayer::new(limits.stall))
        .layer(CsrfLayer::new())
}

/// What a person types to get there. Where all of the machine's addresses are listened to, it is the one that others in
/// its network see.
fn url(address: SocketAddr) -> String {
    let ip = if address.ip().is_unspecified() { outward().unwrap_or(address.ip()) } else { address.ip() };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}

/// The machine's own address on the way to others. Nothing is sent: the system only says which way it would go.
fn outward() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address of those that are kept for documents (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|own| own.ip()).filter(|ip| !ip.is_unspecified())
}
