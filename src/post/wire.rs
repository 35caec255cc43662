//! The connection to a mail server, bounded: an answer has an end, a server that takes nothing is left, and nothing that
//! came before TLS began is taken for what came under its guard.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_io_timeout::TimeoutStream;

/// Bytes that a server may answer to what it was last told: several times the certificates of a long chain, and many times
/// what any says. lettre looks at the length of a line only when the line has ended, and reads an answer from its beginning
/// with each line.
const LONGEST_ANSWER: usize = 1 << 15;
/// The first byte of a TLS handshake (RFC 8446, 5.1: the content type 22). No command of SMTP begins so.
const HANDSHAKE: u8 = 22;

/// A connection to a mail server.
pub(super) struct Wire {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    /// Whether TLS has not begun.
    is_plain: bool,
    /// Bytes that the server may still send before it is told something.
    left: usize,
}

impl Wire {
    /// A server that takes nothing for so long is left.
    pub(super) fn of(stream: TcpStream, patience: Duration) -> Wire {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(patience));
        Wire { stream: Box::pin(stream), is_plain: true, left: LONGEST_ANSWER }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.left == 0 {
            return Poll::Ready(Err(io::Error::other("what it answers has no end")));
        }
        // Byte by byte, until TLS begins: so nobody on the way can put anything behind the answer to STARTTLS that would
        // be waiting, read already, to be taken for the first answer under TLS (<https://nostarttls.secvuln.info>).
        let most = if self.is_plain { 1 } else { self.left }.min(into.remaining());
        let mut part = ReadBuf::new(into.initialize_unfilled_to(most));
        ready!(self.stream.as_mut().poll_read(context, &mut part))?;
        let read = part.filled().len();
        into.advance(read);
        self.left -= read;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(self.stream.as_mut().poll_write(context, bytes))?;
        self.is_plain &= bytes.first() != Some(&HANDSHAKE);
        self.left = LONGEST_ANSWER;
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}

impl AsyncTokioStream for Wire {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.get_ref().peer_addr()
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire").field("is_plain", &self.is_plain).finish_non_exhaustive()
    }
}
