//! A conversation with a mail server, by lettre's commands: reach it, be sure of it, log in, give it one book after the other.

use std::io;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Ehlo, Mail as MailFrom, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::runtime::{Builder, Runtime};

use super::connect::{connect, server};
use super::enclosure::{Enclosure, Recipient, address};
use super::error::Error;
use super::failure::{Failure, said, within};
use super::password::Password;
use super::step::Step;
use crate::settings::Mail;

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
