//! A connection under TLS from its first byte.
//!
//! lettre begins a conversation on a stream that one brings along, or connects by itself; only the former can be bounded.
//! Its own TLS stream becomes such a stream here.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::Error as SmtpError;
#[expect(deprecated, reason = "the only door to lettre's TLS for a stream of one's own")]
use lettre::transport::smtp::client::AsyncNetworkStream;
use lettre::transport::smtp::client::{AsyncTokioStream, TlsParameters};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_util::compat::{Compat, FuturesAsyncReadCompatExt};

/// A connection under TLS.
#[derive(Debug)]
#[expect(deprecated, reason = "the only door to lettre's TLS for a stream of one's own")]
pub(super) struct Secured(Compat<AsyncNetworkStream>);

impl Secured {
    /// Has the server prove which one it is.
    #[expect(deprecated, reason = "the only door to lettre's TLS for a stream of one's own")]
    pub(super) async fn over(wire: Box<dyn AsyncTokioStream>, trust: TlsParameters) -> Result<Secured, SmtpError> {
        let mut stream = AsyncNetworkStream::use_existing_tokio1(wire);
        stream.upgrade_tls(trust).await?;
        Ok(Secured(stream.compat()))
    }
}

impl AsyncRead for Secured {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

impl AsyncWrite for Secured {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Secured {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().peer_addr()
    }
}
