//! The way to a mail server: reach it, have it prove which one it is.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use lettre::transport::smtp::client::{
    AsyncSmtpConnection, AsyncTokioStream, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::error::Error;
use super::failure::{Failure, innermost, said, within};
use super::secured::Secured;
use super::session::Limits;
use super::step::Step;
use super::wire::Wire;
use crate::settings::{Mail, Security};

/// Letters of a certificate's digest that stand for it.
const DIGEST: usize = 16;

/// A server by its name and port.
#[must_use]
pub fn server(mail: &Mail) -> String {
    if mail.server.contains(':') {
        format!("[{}]:{}", mail.server, mail.port)
    } else {
        format!("{}:{}", mail.server, mail.port)
    }
}

/// The server as it is known after it has proven which one it is: by its name, and by the certificate that vouches for it
/// where the account names one. A password is kept for no less than that: a certificate of one's own proves any name.
///
/// # Errors
/// If the certificate cannot be read.
pub fn proven(mail: &Mail) -> Result<String, Error> {
    let Some(path) = &mail.certificate else { return Ok(mail.server.clone()) };
    let digest = blake3::hash(&pem(path)?).to_hex();
    Ok(format!("{}+{}", mail.server, &digest[..DIGEST]))
}

/// Reaches the server, and has it prove which one it is.
pub(super) async fn connect(mail: &Mail, server: &str, limits: &Limits) -> Result<AsyncSmtpConnection, Error> {
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
        let certificate =
            Certificate::from_pem(&pem(path)?).map_err(|error| no_certificate(path, innermost(&error)))?;
        builder = builder.certificate_store(CertificateStore::None).add_root_certificate(certificate);
        stated = Some(path);
    }
    builder.build().map_err(|error| match stated {
        Some(path) => no_certificate(path, innermost(&error)),
        None => Error::Unreachable { server: server(mail), why: innermost(&error) },
    })
}

/// The certificate that an account names, as its file has it.
fn pem(path: &Path) -> Result<Vec<u8>, Error> {
    let pem = fs::read(path).map_err(|cause| no_certificate(path, cause.to_string()))?;
    // lettre takes a file without any for an empty list.
    if memchr::memmem::find(&pem, b"-----BEGIN CERTIFICATE-----").is_none() {
        return Err(no_certificate(path, "there is none in it".into()));
    }
    Ok(pem)
}

fn no_certificate(path: &Path, why: String) -> Error {
    Error::NoCertificate { path: path.to_owned(), why }
}
