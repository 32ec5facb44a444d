//! How somebody comes in: at the machine with the secret of the start; else with a password, or as a named proxy says.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, header::COOKIE};

use super::super::guard::same;
use super::super::visitor::Visitor;
use super::limiter::Limiter;
use super::users::Users;
use crate::text::{limits, sha256_hex};

/// Whose connection it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Peer(pub(in crate::serve) IpAddr);

/// Nobody stays longer than a working day, nor away for longer than two hours.
const DAY: Duration = Duration::from_hours(12);
const AWAY: Duration = Duration::from_hours(2);
/// Wrong passwords within a quarter of an hour: for one name, and from one address.
const TRIES: u32 = 5;
const TRIES_FROM: u32 = 30;
const QUARTER: Duration = Duration::from_mins(15);
/// Requests of one visitor within a minute.
const REQUESTS: u32 = 1_200;
const MINUTE: Duration = Duration::from_mins(1);

/// Who is let in, and by what they are known afterwards.
#[derive(Debug)]
pub(in crate::serve) enum Door {
    /// One person at this machine.
    Machine {
        session: String,
        reads_only: bool,
    },
    People(Box<Reception>),
}

/// Where several people come in.
#[derive(Debug)]
pub(in crate::serve) struct Reception {
    pub(in crate::serve) users: Users,
    /// Only these connections are answered, where it is given.
    pub(in crate::serve) proxy: Option<IpAddr>,
    /// The header in which the proxy says who it is.
    pub(in crate::serve) header: Option<HeaderName>,
    sessions: Mutex<BTreeMap<String, Session>>,
    tries: Limiter,
    tries_from: Limiter,
    requests: Limiter,
}

#[derive(Clone, Debug)]
struct Session {
    login: String,
    since: Duration,
    last: Duration,
}

/// What became of a request at the door.
#[derive(Debug)]
pub(in crate::serve) enum Entry {
    In(Visitor),
    /// Has to say who it is first.
    Unknown,
    /// Comes from elsewhere than the proxy.
    Elsewhere,
    TooOften,
}

impl Door {
    pub(in crate::serve) fn entry(&self, headers: &HeaderMap, cookie: &str, peer: Peer, now: Duration) -> Entry {
        match self {
            Self::Machine { session, reads_only } => {
                let is_right = cookies(headers, cookie).any(|value| same(value, session));
                if is_right { Entry::In(Visitor::at_the_machine(*reads_only)) } else { Entry::Unknown }
            }
            Self::People(reception) => reception.entry(headers, cookie, peer, now),
        }
    }

    pub(in crate::serve) fn reception(&self) -> Option<&Reception> {
        match self {
            Self::Machine { .. } => None,
            Self::People(reception) => Some(reception),
        }
    }
}

impl Reception {
    pub(in crate::serve) fn new(users: Users, proxy: Option<IpAddr>, header: Option<HeaderName>) -> Self {
        Self {
            users,
            proxy,
            header,
            sessions: Mutex::default(),
            tries: Limiter::new(TRIES, QUARTER),
            tries_from: Limiter::new(TRIES_FROM, QUARTER),
            requests: Limiter::new(REQUESTS, MINUTE),
        }
    }

    /// A header that several stand for says nothing.
    fn entry(&self, headers: &HeaderMap, cookie: &str, peer: Peer, now: Duration) -> Entry {
        if !self.is_expected(peer) {
            return Entry::Elsewhere;
        }
        let login = match &self.header {
            Some(name) => {
                let mut said = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
                said.next().filter(|_| said.next().is_none()).map(ToOwned::to_owned)
            }
            None => cookies(headers, cookie).find_map(|token| self.known(token, now)),
        };
        let Some(login) = login else { return Entry::Unknown };
        let Some(visitor) = self.users.visitor(&login) else { return Entry::Unknown };
        if self.requests.is_too_often(&login, now) { Entry::TooOften } else { Entry::In(visitor) }
    }

    pub(in crate::serve) fn is_expected(&self, peer: Peer) -> bool {
        self.proxy.is_none_or(|proxy| proxy.to_canonical() == peer.0.to_canonical())
    }

    /// Sessions are kept by the digest of what the browser brings: who reads the memory of the program cannot come in with it.
    fn known(&self, token: &str, now: Duration) -> Option<String> {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(&sha256_hex(token))?;
        if session.is_over(now) {
            return None;
        }
        session.last = now;
        Some(session.login.clone())
    }

    /// Too many tries are told before a password is looked at.
    pub(in crate::serve) fn may_try(&self, login: &str, peer: Peer, now: Duration) -> bool {
        let from = self.tries_from.is_too_often(&peer.0.to_string(), now);
        !self.tries.is_too_often(login, now) && !from
    }

    /// Notes that somebody came in with the right password.
    pub(in crate::serve) fn begin(&self, login: &str, token: &str, now: Duration) -> bool {
        self.tries.forget(login);
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| !session.is_over(now));
        if sessions.len() >= limits::SERVE_SESSIONS {
            return false;
        }
        sessions.insert(sha256_hex(token), Session { login: login.to_owned(), since: now, last: now });
        true
    }

    pub(in crate::serve) fn end(&self, headers: &HeaderMap, cookie: &str) {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        for token in cookies(headers, cookie) {
            sessions.remove(&sha256_hex(token));
        }
    }
}

impl Session {
    fn is_over(&self, now: Duration) -> bool {
        now.saturating_sub(self.since) > DAY || now.saturating_sub(self.last) > AWAY
    }
}

fn cookies<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let pairs = all.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(move |(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const HERE: Peer = Peer(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));
    const COOKIE_NAME: &str = "hyokasho-8000";

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    fn reception(proxy: Option<&str>, header: Option<&'static str>) -> (tempfile::TempDir, Reception) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("users.yaml");
        std::fs::write(&file, "users: [{login: a, name: 甲, role: reader}]\n").unwrap();
        let proxy = proxy.map(|proxy| proxy.parse().unwrap());
        let users = Users::open(&file).unwrap();
        (folder, Reception::new(users, proxy, header.map(HeaderName::from_static)))
    }

    #[test]
    fn at_the_machine_only_the_secret_of_the_start_opens() {
        let door = Door::Machine { session: "s3cret".into(), reads_only: false };
        let entry = |cookie: &str| door.entry(&headers(&[("cookie", cookie)]), COOKIE_NAME, HERE, Duration::ZERO);
        assert!(matches!(entry("a=b; hyokasho-8000=s3cret"), Entry::In(_)));
        for cookie in
            ["", "hyokasho-8000=s3cre", "hyokasho-8000=s3cret1", "hyokasho-8001=s3cret", "x-hyokasho-8000=s3cret"]
        {
            assert!(matches!(entry(cookie), Entry::Unknown), "{cookie}");
        }
    }

    #[test]
    fn a_session_ends_by_itself_and_when_it_is_left() {
        let (_folder, reception) = reception(None, None);
        let start = Duration::from_hours(1);
        assert!(reception.begin("a", "token", start));
        let brought = headers(&[("cookie", "hyokasho-8000=token")]);
        let is_in = |now| matches!(reception.entry(&brought, COOKIE_NAME, HERE, now), Entry::In(_));
        assert!(is_in(start) && is_in(start + AWAY));
        assert!(!is_in(start + AWAY * 2 + MINUTE), "away for too long");
        assert!(reception.begin("a", "token", start));
        for hour in 1..12 {
            assert!(is_in(start + Duration::from_hours(hour)), "{hour}");
        }
        assert!(!is_in(start + DAY + MINUTE), "a day is over");
        assert!(reception.begin("a", "token", start));
        reception.end(&brought, COOKIE_NAME);
        assert!(!is_in(start));
        assert!(!reception.sessions.lock().unwrap().contains_key("token"), "what the browser brings is not kept");
        assert!(reception.begin("gone", "other", start));
        let other = headers(&[("cookie", "hyokasho-8000=other")]);
        assert!(matches!(reception.entry(&other, COOKIE_NAME, HERE, start), Entry::Unknown), "not in the list");
    }

    #[test]
    fn only_the_proxy_says_who_it_is() {
        let (_folder, reception) = reception(Some("10.0.0.7"), Some("x-user"));
        let proxy = Peer("10.0.0.7".parse().unwrap());
        let entry =
            |lines: &[(&'static str, &str)], peer| reception.entry(&headers(lines), COOKIE_NAME, peer, Duration::ZERO);
        assert!(matches!(entry(&[("x-user", "a")], proxy), Entry::In(_)));
        assert!(matches!(entry(&[("x-user", "a")], Peer("::ffff:10.0.0.7".parse().unwrap())), Entry::In(_)));
        assert!(matches!(entry(&[("x-user", "a")], HERE), Entry::Elsewhere));
        assert!(matches!(entry(&[("x-user", "a"), ("x-user", "b")], proxy), Entry::Unknown), "two say two things");
        assert!(matches!(entry(&[("x-user", "b")], proxy), Entry::Unknown));
        assert!(matches!(entry(&[], proxy), Entry::Unknown));
    }

    #[test]
    fn who_tries_too_often_waits() {
        let (_folder, reception) = reception(None, None);
        let start = Duration::from_hours(1);
        let tried: Vec<bool> = (0..=TRIES).map(|_| reception.may_try("a", HERE, start)).collect();
        assert_eq!(tried.iter().filter(|may| **may).count(), TRIES as usize);
        assert!(reception.may_try("a", HERE, start + QUARTER));
        let from: Vec<bool> = (0..=TRIES_FROM)
            .map(|at| reception.may_try(&at.to_string(), Peer("10.0.0.9".parse().unwrap()), start))
            .collect();
        assert!(!from[TRIES_FROM as usize], "many names from one address");
    }
}
