//! Who is answered: a browser on this machine that was opened with the secret, and only for a page that it got from here.
//!
//! Listening on the loopback address is not enough, for any page of the web can make a browser ask it. So the name in `Host` is one
//! of ours (a foreign name that leads here is refused), a request comes from our own pages or from the address bar, one that
//! writes says so itself, and every one brings the cookie that the opening address was exchanged for.

use std::net::IpAddr;

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What a server is known by.
#[derive(Debug)]
pub(super) struct Guard {
    port: u16,
    /// The names, with their ports, by which others reach it; none where only this machine does.
    names: Vec<String>,
    /// Browsers reach it through a proxy that encrypts.
    is_encrypted: bool,
}

/// Why nobody is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GuardRefusal {
    Host,
    Site,
    Method,
}

impl GuardRefusal {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Host | Self::Site => "この画面の外からの求めには答えません",
            Self::Method => "この求め方には答えません",
        }
    }
}

impl Guard {
    pub(super) fn new(port: u16, names: Vec<String>, is_encrypted: bool) -> Self {
        Self { port, names, is_encrypted }
    }

    pub(super) fn check(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), GuardRefusal> {
        let writes = match *method {
            Method::GET | Method::HEAD => false,
            Method::POST => true,
            _ => return Err(GuardRefusal::Method),
        };
        let mut hosts = headers.get_all(HOST).iter();
        let is_ours = hosts.next().and_then(|host| host.to_str().ok()).is_some_and(|host| self.is_own_host(host));
        if !is_ours || hosts.next().is_some() || uri.authority().is_some() {
            return Err(GuardRefusal::Host);
        }
        let site = headers.get(FETCH_SITE).map(|site| site.to_str().unwrap_or_default());
        let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
        let from_here = origin.map(|origin| self.is_own_origin(origin));
        let is_fine = match (site, from_here) {
            (_, Some(false)) => false,
            // A browser that is too old to say where it comes from tells its origin where it writes.
            (Some("same-origin"), _) | (None, Some(true)) => true,
            (Some("none") | None, _) => !writes,
            (Some(_), _) => false,
        };
        if !is_fine {
            return Err(GuardRefusal::Site);
        }
        Ok(())
    }

    fn is_own_host(&self, host: &str) -> bool {
        if !self.names.is_empty() {
            return self.names.iter().any(|name| name.eq_ignore_ascii_case(host));
        }
        let Some((name, port)) = host.rsplit_once(':') else { return false };
        let is_name = name.eq_ignore_ascii_case("localhost")
            || name
                .strip_prefix('[')
                .and_then(|name| name.strip_suffix(']'))
                .unwrap_or(name)
                .parse::<IpAddr>()
                .is_ok_and(|address| match address {
                    IpAddr::V4(address) => address == std::net::Ipv4Addr::LOCALHOST,
                    IpAddr::V6(address) => address == std::net::Ipv6Addr::LOCALHOST,
                });
        is_name && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse() == Ok(self.port)
    }

    fn is_own_origin(&self, origin: &str) -> bool {
        let scheme = if self.is_encrypted { "https://" } else { "http://" };
        origin.strip_prefix(scheme).is_some_and(|host| self.is_own_host(host))
    }

    pub(super) fn cookie_name(&self) -> String {
        format!("hyokasho-{}", self.port)
    }

    /// The address that people open.
    pub(super) fn address(&self) -> String {
        let scheme = if self.is_encrypted { "https" } else { "http" };
        let own = || format!("127.0.0.1:{}", self.port);
        format!("{scheme}://{}/", self.names.first().cloned().unwrap_or_else(own))
    }

    /// Kept by the browser until it is closed, never handed to a script or to another site.
    pub(super) fn cookie(&self, session: &str) -> String {
        let secure = if self.is_encrypted { "; Secure" } else { "" };
        format!("{}={session}; Path=/; HttpOnly; SameSite=Strict{secure}", self.cookie_name())
    }
}

/// In a time that does not tell how much of it is right.
pub(super) fn same(given: &str, secret: &str) -> bool {
    let differing = given.bytes().zip(secret.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == secret.len() && differing == 0
}

/// What a browser may do with an answer: nothing that leads out of it.
pub(super) fn dress(headers: &mut HeaderMap) {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let all = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in all {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(method: &str, uri: &str, lines: &[(&str, &str)]) -> Result<(), GuardRefusal> {
        checked_by(&Guard::new(8000, Vec::new(), false), method, uri, lines)
    }

    fn checked_by(guard: &Guard, method: &str, uri: &str, lines: &[(&str, &str)]) -> Result<(), GuardRefusal> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap());
        }
        guard.check(&Method::from_bytes(method.as_bytes()).unwrap(), &uri.parse().unwrap(), &headers)
    }

    #[test]
    fn names_of_this_machine_are_read_and_not_compared_by_their_beginning() {
        for host in ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"] {
            assert_eq!(checked("GET", "/", &[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.evil:8000",
            "127.0.0.1:8000.evil",
            "evil:8000",
            "localhost.evil:8000",
            "127.1:8000",
            "127.0.0.2:8000",
            "0.0.0.0:8000",
            "[::ffff:127.0.0.1]:8000",
            "127.0.0.1:08000x",
            "",
            ":8000",
            "user@127.0.0.1:8000",
            "127.0.0.1:+8000",
        ] {
            assert_eq!(checked("GET", "/", &[("host", host)]), Err(GuardRefusal::Host), "{host}");
        }
        let two = [("host", "127.0.0.1:8000"), ("host", "evil")];
        assert_eq!(checked("GET", "/", &two), Err(GuardRefusal::Host));
        assert_eq!(checked("GET", "/", &[]), Err(GuardRefusal::Host));
        let absolute = checked("GET", "http://evil/", &[("host", "127.0.0.1:8000")]);
        assert_eq!(absolute, Err(GuardRefusal::Host));
    }

    #[test]
    fn other_sites_neither_read_nor_write() {
        let host = ("host", "127.0.0.1:8000");
        let own = ("origin", "http://127.0.0.1:8000");
        for (method, more, expected) in [
            ("GET", vec![("sec-fetch-site", "same-origin")], Ok(())),
            ("GET", vec![("sec-fetch-site", "none")], Ok(())),
            ("GET", vec![("sec-fetch-site", "cross-site")], Err(GuardRefusal::Site)),
            ("GET", vec![("sec-fetch-site", "same-site")], Err(GuardRefusal::Site)),
            ("POST", vec![("sec-fetch-site", "none")], Err(GuardRefusal::Site)),
            ("POST", vec![("sec-fetch-site", "same-origin"), own], Ok(())),
            ("POST", vec![("sec-fetch-site", "same-origin"), ("origin", "http://evil")], Err(GuardRefusal::Site)),
            ("POST", vec![own], Ok(())),
            ("POST", vec![("origin", "null")], Err(GuardRefusal::Site)),
            ("POST", vec![("origin", "http://127.0.0.1:8000.evil")], Err(GuardRefusal::Site)),
            ("POST", vec![], Err(GuardRefusal::Site)),
            ("PUT", vec![own], Err(GuardRefusal::Method)),
            ("OPTIONS", vec![own], Err(GuardRefusal::Method)),
        ] {
            let lines: Vec<(&str, &str)> = [host].into_iter().chain(more.clone()).collect();
            assert_eq!(checked(method, "/", &lines), expected, "{method} {more:?}");
        }
    }

    #[test]
    fn names_of_an_office_are_told_letter_by_letter() {
        let guard = Guard::new(8000, vec!["pia.city.example".into()], true);
        let by = |host: &str, origin: &str| {
            let lines = [("host", host), ("origin", origin), ("sec-fetch-site", "same-origin")];
            checked_by(&guard, "POST", "/", &lines)
        };
        assert_eq!(by("PIA.city.example", "https://pia.city.example"), Ok(()));
        for host in
            ["127.0.0.1:8000", "localhost:8000", "pia.city.example:8000", "xpia.city.example", "pia.city.example.evil"]
        {
            assert_eq!(by(host, "https://pia.city.example"), Err(GuardRefusal::Host), "{host}");
        }
        for origin in ["http://pia.city.example", "https://pia.city.example.evil", "https://pia.city.example:444"] {
            assert_eq!(by("pia.city.example", origin), Err(GuardRefusal::Site), "{origin}");
        }
        assert!(guard.cookie("x").ends_with("HttpOnly; SameSite=Strict; Secure"));
        assert!(!Guard::new(1, Vec::new(), false).cookie("x").contains("Secure"));
    }
}
