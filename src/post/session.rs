//! A conversation with a mail server, by lettre's commands: reach it, be sure of it, log in, give it one book after the other.

use std::fs;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, AsyncTokioStream, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail as MailFrom, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::enclosure::{Enclosure, Recipient, address};
use super::error::Error;
use super::password::Password;
use super::secured::Secured;
use super::step::Step;
use super::wire::Wire;
use crate::settings::{Mail, Security};

/// Characters of what a server says that are repeated.
const REPEATED: usize = 300;

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For the connection.
    pub reach: Duration,
    /// For each answer (RFC 5321, 4.5.3.2, grants five minutes; nobody watches a terminal for so long).
    pub answer: Duration,
    /// For the answer to a book, which the server may look at first (RFC 5321, 4.5.3.2.6).
    pub taking: Duration,
    /// Bytes that leave in a second, at least.
    pub pace: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        let seconds = Duration::from_secs;
        Limits { reach: seconds(30), answer: seconds(120), taking: seconds(600), pace: 8_000 }
    }
}

/// A mail server that listens, and that one is logged in to.
pub struct Session {
    runtime: Runtime,
    connection: AsyncSmtpConnection,
    server: String,
    from: Address,
    /// Who has logged in, and by what: it is taken out of what the server says.
    login: Option<(String, Password)>,
    limits: Limits,
    /// Bytes of a message that the server takes; none where it does not say, or has no bound.
    most: Option<u64>,
    /// Whether it wants to know how long a message is.
    takes_size: bool,
    is_over: bool,
}

/// A server by its name and port.
#[must_use]
pub fn server(mail: &Mail) -> String {
    if mail.server.contains(':') {
        format!("[{}]:{}", mail.server, mail.port)
    } else {
        format!("{}:{}", mail.server, mail.port)
    }
}

impl Session {
    /// Reaches a server and logs in, if the account has a user. Before the server has proven which one it is, nothing is said.
    ///
    /// # Errors
    /// If that fails anywhere: where, and what to do.
    pub fn open(mail: &Mail, password: Option<Password>, limits: Limits) -> Result<Session, Error> {
        let (server, from) = (server(mail), address(&mail.from)?);
        let broken = |cause: io::Error| Error::Unreachable { server: server.clone(), why: cause.to_string() };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(broken)?;
        let connection = match runtime.block_on(connect(mail, &server, &limits)) {
            Ok(connection) => connection,
            Err(error) => {
                // A name that is being looked up is not waited for.
                runtime.shutdown_background();
                return Err(error);
            }
        };
        let login = mail.user.clone().zip(password);
        let mut session =
            Session { runtime, connection, server, from, login, limits, most: None, takes_size: false, is_over: false };
        session.log_in()?;
        session.ask_for_size()?;
        Ok(session)
    }

    fn log_in(&mut self) -> Result<(), Error> {
        let Some((user, password)) = self.login.clone() else { return Ok(()) };
        let known = [Mechanism::Plain, Mechanism::Login];
        if self.connection.server_info().get_auth_mechanism(&known).is_none() {
            return Err(Error::NoLogin { server: self.server.clone() });
        }
        let credentials = Credentials::new(user, password.reveal().to_owned());
        let (limit, Session { runtime, connection, .. }) = (self.limits.answer, &mut *self);
        let done = runtime.block_on(within(limit, connection.auth(&known, &credentials)));
        done.map(drop).map_err(|failure| self.failed(Step::Login, &failure))
    }

    /// Asks anew what the server offers: lettre does not keep the size that it takes (RFC 1870).
    fn ask_for_size(&mut self) -> Result<(), Error> {
        let said = self.command(Step::Greeting, Ehlo::new(ClientId::default()))?;
        let size = said.message().find_map(|line| {
            let mut words = line.split_ascii_whitespace();
            words.next().filter(|word| word.eq_ignore_ascii_case("SIZE"))?;
            Some(words.next().and_then(|size| size.parse().ok()).filter(|size| *size > 0))
        });
        self.takes_size = size.is_some();
        self.most = size.flatten();
        Ok(())
    }

    /// Bytes of a message that the server takes; none where it does not say.
    #[must_use]
    pub fn most(&self) -> Option<u64> {
        self.most
    }

    /// The server by its name and port.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Whether the connection has come to its end, so that no other book can be sent.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Sends a book. A server that does not take one may take the next.
    ///
    /// # Errors
    /// If the server does not take it, or the connection comes to an end.
    pub fn send(&mut self, enclosure: &Enclosure, to: &Recipient) -> Result<(), Error> {
        let message = enclosure.message(&self.from, to)?;
        let length = message.len() as u64;
        enclosure.fits_with(length, &self.server, self.most)?;
        let size = if self.takes_size { vec![MailParameter::Size(message.len())] } else { Vec::new() };
        self.command(Step::Sender, MailFrom::new(Some(self.from.clone()), size))?;
        self.command(Step::Recipient, Rcpt::new(to.address.clone(), Vec::new()))?;
        self.command(Step::Data, Data)?;
        let limit = self.limits.taking + Duration::from_secs(length / self.limits.pace.max(1));
        let Session { runtime, connection, .. } = self;
        let done = runtime.block_on(within(limit, connection.message(&message)));
        done.map(drop).map_err(|failure| self.failed(Step::Book, &failure))
    }

    /// Says good-bye. Who does not answer to that has what was sent nevertheless.
    pub fn close(self) {
        let Session { runtime, mut connection, is_over, limits, .. } = self;
        if !is_over {
            let _ = runtime.block_on(within(limits.reach, connection.quit()));
        }
    }

    /// A command and its answer.
    fn command(&mut self, step: Step, command: impl std::fmt::Display) -> Result<Response, Error> {
        let (limit, Session { runtime, connection, .. }) = (self.limits.answer, &mut *self);
        let done = runtime.block_on(within(limit, connection.command(command)));
        done.map_err(|failure| self.failed(step, &failure))
    }

    /// Says what has failed; whatever was begun is taken back, so that the next book can be sent.
    fn failed(&mut self, step: Step, failure: &Failure) -> Error {
        let hidden = |text: &str| match &self.login {
            Some((user, password)) => password.hidden_in(text, user),
            None => text.to_owned(),
        };
        let error = said(&self.server, step, failure, hidden);
        // 421: the server closes the connection (RFC 5321, 3.8).
        self.is_over = !matches!(error, Error::Answer { code, .. } if code != 421);
        if !self.is_over && step.is_of_a_book() {
            let Session { runtime, connection, limits, .. } = self;
            self.is_over = runtime.block_on(within(limits.answer, connection.command(Rset))).is_err();
        }
        error
    }
}

/// Why there is no answer.
#[derive(Debug)]
enum Failure {
    /// It took too long.
    Late,
    /// What lettre says.
    Smtp(SmtpError),
}

async fn within<T>(limit: Duration, answer: impl Future<Output = Result<T, SmtpError>>) -> Result<T, Failure> {
    match timeout(limit, answer).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(Failure::Smtp(error)),
        Err(_) => Err(Failure::Late),
    }
}

/// Reaches the server, and has it prove which one it is.
async fn connect(mail: &Mail, server: &str, limits: &Limits) -> Result<AsyncSmtpConnection, Error> {
    let hello = ClientId::default();
    let stream = reach(mail, server, limits).await?;
    let wire: Box<dyn AsyncTokioStream> = Box::new(Wire::of(stream, limits.answer));
    let failed = |step| move |failure: Failure| said(server, step, &failure, str::to_owned);
    match mail.security {
        Security::None => {
            let greeted = AsyncSmtpConnection::connect_with_transport(wire, &hello);
            within(limits.answer, greeted).await.map_err(failed(Step::Greeting))
        }
        Security::Tls => {
            let guarded = Secured::over(wire, trust(mail)?);
            let wire = Box::new(within(limits.answer, guarded).await.map_err(failed(Step::Guard))?);
            let greeted = AsyncSmtpConnection::connect_with_transport(wire, &hello);
            within(limits.answer, greeted).await.map_err(failed(Step::Greeting))
        }
        Security::StartTls => {
            let trust = trust(mail)?;
            let greeted = AsyncSmtpConnection::connect_with_transport(wire, &hello);
            let mut connection = within(limits.answer, greeted).await.map_err(failed(Step::Greeting))?;
            if !connection.can_starttls() {
                let (server, why) = (server.to_owned(), "offers no STARTTLS".to_owned());
                return Err(Error::NoTls {
                    server,
                    why,
                    advice: "security = \"tls\" is what most servers offer, on port 465",
                });
            }
            within(limits.answer, connection.starttls(trust, &hello)).await.map_err(failed(Step::Guard))?;
            Ok(connection)
        }
    }
}

async fn reach(mail: &Mail, server: &str, limits: &Limits) -> Result<TcpStream, Error> {
    let unreachable = |why: String| Error::Unreachable { server: server.to_owned(), why };
    let reached = timeout(limits.reach, async {
        let addresses: Vec<SocketAddr> = lookup_host((mail.server.as_str(), mail.port))
            .await
            .map_err(|cause| unreachable(cause.to_string()))?
            .collect();
        if mail.security == Security::None && !addresses.iter().all(|address| address.ip().is_loopback()) {
            return Err(Error::Elsewhere { server: server.to_owned() });
        }
        TcpStream::connect(addresses.as_slice()).await.map_err(|cause| unreachable(cause.to_string()))
    });
    reached.await.unwrap_or_else(|_| Err(unreachable("it does not answer".into())))
}

/// By what the server is to prove which one it is: a certificate for its name, by those whom the system trusts or by the one
/// that the account names.
fn trust(mail: &Mail) -> Result<TlsParameters, Error> {
    let mut builder = TlsParametersBuilder::new(mail.server.clone());
    let mut stated = None;
    if let Some(path) = &mail.certificate {
        let no_certificate = |why: String| Error::NoCertificate { path: path.clone(), why };
        let pem = fs::read(path).map_err(|cause| no_certificate(cause.to_string()))?;
        // lettre takes a file without any for an empty list.
        if memchr::memmem::find(&pem, b"-----BEGIN CERTIFICATE-----").is_none() {
            return Err(no_certificate("there is none in it".into()));
        }
        let certificate = Certificate::from_pem(&pem).map_err(|error| no_certificate(innermost(&error)))?;
        builder = builder.certificate_store(CertificateStore::None).add_root_certificate(certificate);
        stated = Some(path);
    }
    builder.build().map_err(|error| match stated {
        Some(path) => Error::NoCertificate { path: path.clone(), why: innermost(&error) },
        None => Error::Unreachable { server: server(mail), why: innermost(&error) },
    })
}

/// A failure in words.
fn said(server: &str, step: Step, failure: &Failure, hidden: impl Fn(&str) -> String) -> Error {
    let server = server.to_owned();
    let broken = |why: String| Error::Broken { server: server.clone(), why, is_uncertain: step == Step::Book };
    let error = match failure {
        Failure::Late => return broken("does not answer".into()),
        Failure::Smtp(error) => error,
    };
    let text = short(&hidden(&innermost(error)));
    if let Some(code) = error.status() {
        let code = u16::from(code);
        return Error::Answer { server, step: step.refused(), code, text, advice: step.advice(code) };
    }
    if step == Step::Guard {
        if let Some(why) = text.strip_prefix("invalid peer certificate: ") {
            return Error::Untrusted { server, why: why.to_owned() };
        }
        let advice = "security = \"starttls\" is for servers that begin without TLS, as most do on port 587";
        return Error::NoTls { server, why: format!("no TLS came about ({text})"), advice };
    }
    if error.is_response() {
        return broken(format!("what it answers is no SMTP ({text})"));
    }
    broken(format!("the connection came to an end ({text})"))
}

/// What is at the bottom of an error.
fn innermost(error: &SmtpError) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    match inner.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => inner.to_string(),
        None => inner.to_string(),
    }
}

/// Words on one line, and not too many.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(REPEATED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
