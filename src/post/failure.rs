//! What went wrong between a question and its answer, in words.

use std::future::Future;
use std::io;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use tokio::time::timeout;

use super::error::Error;
use super::step::Step;

/// Characters of what a server says that are repeated.
const REPEATED: usize = 300;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// It took too long.
    Late,
    /// What lettre says.
    Smtp(SmtpError),
}

/// Waits for an answer, and not for ever.
pub(super) async fn within<T>(
    limit: Duration,
    answer: impl Future<Output = Result<T, SmtpError>>,
) -> Result<T, Failure> {
    match timeout(limit, answer).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(Failure::Smtp(error)),
        Err(_) => Err(Failure::Late),
    }
}

/// A failure in words.
pub(super) fn said(server: &str, step: Step, failure: &Failure, hidden: impl Fn(&str) -> String) -> Error {
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
pub(super) fn innermost(error: &SmtpError) -> String {
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
