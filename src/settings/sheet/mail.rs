//! `[mail]`, from what is typed to what is meant.

use std::net::IpAddr;

use super::Reader;
use crate::settings::error::Error;
use crate::settings::file::{Mail as Typed, Spanned};
use crate::settings::mail::{Mail, Security};

impl Reader<'_> {
    pub(super) fn mail(&self, typed: Spanned<Typed>) -> Result<Mail, Error> {
        let (span, typed) = (typed.span(), typed.into_inner());
        let server = self.server(&typed.server)?;
        let security = typed.security.as_ref().map(|security| *security.get_ref()).unwrap_or_default();
        if let Some(stated) = typed.security.filter(|_| security == Security::None && !is_this_machine(&server)) {
            let advice = "everybody on the way could read password and books: say \"tls\" or \"starttls\"; \"none\" is for a \
                          server on this machine (localhost)";
            return Err(self.wrong(&stated.span(), format!("{server} is to be reached without TLS"), advice));
        }
        let port = match typed.port {
            Some(port) if *port.get_ref() == 0 => {
                return Err(self.wrong(&port.span(), "there is no port 0", "the usual ones are 465 and 587"));
            }
            Some(port) => port.into_inner(),
            None => security.port(),
        };
        let user = typed.user.map(|user| self.user(&user).map(|name| (name, user.span()))).transpose()?;
        let from = match (typed.from, &user) {
            (Some(from), _) => self.address(&from)?,
            (None, Some((user, _))) if is_address(user) => user.clone(),
            (None, user) => {
                let span = user.as_ref().map_or(&span, |(_, span)| span);
                let advice = "books are sent from it: from = \"ann@example.org\"";
                return Err(self.wrong(span, "your address is not known", advice));
            }
        };
        let mut to = std::collections::BTreeMap::new();
        for (name, address) in typed.to.into_iter().flatten() {
            if name.contains('@') {
                let advice = "give the address a short name: to = { kindle = \"ann_123@kindle.com\" }";
                return Err(self.wrong(&address.span(), format!("`{name}` is no short name"), advice));
            }
            to.insert(name, self.address(&address)?);
        }
        let certificate = typed.certificate.map(|path| self.folder.join(path.get_ref().trim()));
        let place = self.place(span.start);
        Ok(Mail { server, port, security, user: user.map(|(user, _)| user), from, certificate, to, place })
    }

    fn server(&self, typed: &Spanned<String>) -> Result<String, Error> {
        let name = typed.get_ref().trim();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
        if is_name || name.parse::<IpAddr>().is_ok() {
            return Ok(name.to_lowercase());
        }
        let advice = "its name alone, as in server = \"smtp.example.org\"; a port has a line of its own: port = 465";
        Err(self.wrong(&typed.span(), format!("`{name}` is no server's name"), advice))
    }

    fn user(&self, typed: &Spanned<String>) -> Result<String, Error> {
        let name = typed.get_ref().trim();
        if !name.is_empty() && !name.contains(char::is_control) {
            return Ok(name.to_owned());
        }
        let advice = "write the name by which you log in, or leave it out where nobody has to";
        Err(self.wrong(&typed.span(), "there is no name in it", advice))
    }

    fn address(&self, typed: &Spanned<String>) -> Result<String, Error> {
        let address = typed.get_ref().trim();
        if is_address(address) {
            return Ok(address.to_owned());
        }
        Err(self.wrong(&typed.span(), format!("`{address}` is no address"), "an address is like ann@example.org"))
    }
}

/// Whether it looks like a mail address; those who mail look closer.
fn is_address(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_control() || c.is_whitespace());
    text.rsplit_once('@').is_some_and(|(name, host)| is_part(name) && is_part(host))
}

fn is_this_machine(server: &str) -> bool {
    server == "localhost" || server.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use crate::settings::{Mail, Security, Settings};

    fn mail(keys: &str) -> Result<Mail, String> {
        let settings =
            Settings::parse("storybind.toml", &format!("[mail]\n{keys}\n")).map_err(|error| error.to_string())?;
        Ok(settings.mail().expect("an account").clone())
    }

    #[test]
    fn server_and_address_are_enough() {
        let ann = mail("server = 'SMTP.example.org'\nuser = 'ann@example.org'").expect("an account");
        assert_eq!((ann.server.as_str(), ann.port, ann.security), ("smtp.example.org", 465, Security::Tls));
        assert_eq!((ann.from.as_str(), ann.user.as_deref()), ("ann@example.org", Some("ann@example.org")));
        let ann = mail("server = 'mail.example.org'\nsecurity = 'starttls'\nuser = 'ann'\nfrom = 'ann@example.org'");
        assert_eq!(ann.map(|ann| (ann.port, ann.from)), Ok((587, "ann@example.org".into())));
        let relay =
            mail("server = '::1'\nsecurity = 'none'\nfrom = 'ann@example.org'\nto = { kindle = 'a@kindle.com' }");
        let relay = relay.expect("an account");
        assert_eq!((relay.port, relay.user, relay.to["kindle"].as_str()), (25, None, "a@kindle.com"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (keys, line, word) in [
            ("server = 'smtp.example.org'", 1, "your address is not known"),
            ("server = 'smtp.example.org'\nuser = 'ann'", 3, "your address is not known"),
            ("server = 'smtp://example.org'\nuser = 'a@b'", 2, "is no server's name"),
            ("server = 'smtp.example.org:465'\nuser = 'a@b'", 2, "is no server's name"),
            ("server = 'a'\nuser = \"a@b\\r\\nRCPT\"", 3, "there is no name in it"),
            ("server = 'a'\nfrom = \"a@b\\r\\n.c\"", 3, "is no address"),
            ("server = 'smtp.example.org'\nuser = 'a@b'\nsecurity = 'none'", 4, "without TLS"),
            ("server = 'localhost.example.org'\nuser = 'a@b'\nsecurity = 'none'", 4, "without TLS"),
            ("server = 'a'\nuser = 'a@b'\nto = { kindle = 'ann' }", 4, "`ann` is no address"),
            ("server = 'a'\nuser = 'a@b'\nto = { 'x@y' = 'a@b' }", 4, "is no short name"),
        ] {
            let told = mail(keys).expect_err(keys);
            assert!(told.starts_with(&format!("storybind.toml:{line}:")) && told.contains(word), "{keys}: {told}");
        }
    }

    #[test]
    fn a_password_in_the_file_is_refused_and_not_repeated() {
        for key in ["password", "Passwort", "app_password", "secret"] {
            let told = mail(&format!("server = 'a'\nuser = 'a@b'\n{key} = 'sesame-9'")).expect_err(key);
            assert!(told.contains("has no place in a file") && told.contains("--keep-password"), "{told}");
            assert!(!told.contains("sesame"), "{told}");
        }
    }
}
