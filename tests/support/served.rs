//! A workspace that is served, asked over a bare socket: no client adds or hides a header.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    pub(crate) key: String,
    pub(crate) cookie: String,
}

#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Served {
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[])
    }

    pub(crate) fn start_with(folder: &Path, more: &[&str]) -> Self {
        let (child, line) = begin(folder, more);
        let (host, key) = line.trim().split_once("/open?key=").unwrap();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        let mut served = Self { child, port, key: key.to_owned(), cookie: String::new() };
        let opened = served.raw(&served.request("GET", &format!("/open?key={key}"), &[], ""));
        assert_eq!(opened.status, 303, "{opened:?}");
        let cookie = opened.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        cookie.split(';').next().unwrap().clone_into(&mut served.cookie);
        served
    }

    /// For several people; nobody is in yet.
    #[allow(dead_code, reason = "not every program with this module has people")]
    pub(crate) fn people(folder: &Path, more: &[&str]) -> Self {
        let (child, line) = begin(folder, more);
        let port = line.trim().rsplit(' ').next().unwrap().parse().unwrap();
        Self { child, port, key: String::new(), cookie: String::new() }
    }

    pub(crate) fn own_host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// With the name of this server and no cookie.
    pub(crate) fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (host, length) = (self.own_host(), body.len());
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
    }

    pub(crate) fn raw(&self, bytes: &str) -> Answered {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(2))).unwrap();
        // Who refuses early closes while others still write.
        let _ = stream.write_all(bytes.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        Answered { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// As the browser that was opened asks.
    pub(crate) fn get(&self, path: &str) -> Answered {
        let headers = [("Cookie", self.cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        self.raw(&self.request("GET", path, &headers, ""))
    }

    /// As a page of the browser that was opened writes.
    pub(crate) fn post(&self, path: &str, body: &serde_json::Value) -> (u16, serde_json::Value) {
        let origin = format!("http://{}", self.own_host());
        let headers =
            [("Cookie", self.cookie.as_str()), ("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str())];
        let answered = self.raw(&self.request("POST", path, &headers, &body.to_string()));
        (answered.status, serde_json::from_str(&answered.body).unwrap_or_default())
    }

    /// At once, as when the power goes.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, and the line in which it tells its address or its port.
fn begin(folder: &Path, more: &[&str]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(["serve", "--no-open"])
        .args(more)
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let tells = |line: &String| line.contains("/open?key=") || line.starts_with("  番号 ");
    let line = lines.find_map(|line| line.ok().filter(tells)).unwrap();
    (child, line)
}
