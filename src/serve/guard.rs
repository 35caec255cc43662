//! Who may ask, and for what: the host that is asked for, the password; and what every answer says for safety.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::password::{Password, Verdict};

/// What a page may do: nothing but what comes from here; no script, style or frame written into it.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What every answer says, unless it says something of its own.
const SAFETY: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    // What has not changed is not sent again, but it is always asked.
    (header::CACHE_CONTROL, "private, no-cache"),
];

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// Whom the shelf answers.
#[derive(Debug)]
pub(super) struct Guard {
    /// Names of this machine besides addresses and `localhost`.
    pub(super) hosts: Vec<String>,
    pub(super) password: Option<Password>,
}

/// Looks at every request before anybody else does, and at every answer after.
pub(super) async fn watch(
    State(guard): State<Arc<Guard>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let is_for_us = guard.is_for_us(request.uri(), request.headers());
    let authorization = request.headers().get(header::AUTHORIZATION).cloned();
    let mut response = match guard.refusal(peer, is_for_us, authorization).await {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in SAFETY {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

impl Guard {
    /// Why a request is not answered, if it is not.
    async fn refusal(&self, peer: IpAddr, is_for_us: bool, authorization: Option<HeaderValue>) -> Option<Response> {
        if !is_for_us {
            let why = "Ask for this shelf by its address in numbers, by localhost, or by a name given with --host.\n";
            return Some((StatusCode::MISDIRECTED_REQUEST, why).into_response());
        }
        let password = self.password.as_ref()?;
        match password.judge(peer, authorization.as_ref()).await {
            Verdict::Known => None,
            Verdict::Unknown => {
                let ask = [(header::WWW_AUTHENTICATE, "Basic realm=\"storybind\", charset=\"UTF-8\"")];
                Some((StatusCode::UNAUTHORIZED, ask, "This shelf asks for its password.\n").into_response())
            }
            Verdict::TooOften(seconds) => {
                let wait = [(header::RETRY_AFTER, seconds.to_string())];
                let why = "Too many wrong passwords. Wait a little.\n";
                Some((StatusCode::TOO_MANY_REQUESTS, wait, why).into_response())
            }
        }
    }

    /// Whether the host that is asked for is this one. Another's page could otherwise have its own name lead here, and
    /// read what is here as if it were its own ("DNS rebinding"); an address in numbers leads nowhere else.
    fn is_for_us(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let host = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
        // A request may name the whole address; then that is what it is for, and both have to be right.
        let named = uri.authority().is_none_or(|authority| self.is_own(authority));
        named && host.is_some_and(|host| self.is_own(&host))
    }

    fn is_own(&self, authority: &Authority) -> bool {
        let host = authority.host();
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let is_plain = !authority.as_str().contains('@');
        let is_known = host.eq_ignore_ascii_case("localhost")
            || bare.parse::<IpAddr>().is_ok()
            || self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
        is_plain && is_known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_that_lead_nowhere_else_are_ours() {
        let guard = Guard { hosts: vec!["Shelf.local".into()], password: None };
        let asks = |uri: &str, hosts: &[&str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, HeaderValue::from_str(host).unwrap());
            }
            guard.is_for_us(&uri.parse().unwrap(), &headers)
        };
        for host in
            ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]:80", "192.168.1.20", "shelf.LOCAL:9"]
        {
            assert!(asks("/", &[host]), "{host}");
        }
        let odd = [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil@localhost",
            "",
            "local host",
            "localhost.",
            "2130706433",
            "0x7f.1",
            "[::1",
        ];
        for host in odd {
            assert!(!asks("/", &[host]), "{host}");
        }
        assert!(!asks("/", &[]) && !asks("/", &["localhost", "localhost"]));
        assert!(!asks("http://evil.example/", &["localhost"]) && asks("http://localhost/", &["localhost"]));
    }
}
