//! Fifty people in two hundred assessments, on loopback: what they wait for. It measures and asserts nothing.
//! `cargo bench --bench serve -- [PEOPLE] [ASSESSMENTS] [SECONDS]`

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it measures time and tells it"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use hyokasho::dates::Date;
use hyokasho::serve::{PeopleOptions, ServeOptions, Server};

const NAME: &str = "pia.city.example";
/// Between two fields that somebody writes.
const PAUSE: Duration = Duration::from_secs(2);

/// What is asked for, with how long each answer took.
#[derive(Default)]
struct Waited {
    chapter: Vec<Duration>,
    field: Vec<Duration>,
    stamp: Vec<Duration>,
    overview: Vec<Duration>,
    refused: usize,
}

fn main() {
    // Cargo adds words of its own.
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let of = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let (people, assessments, seconds) = (of(0, 50), of(1, 200), of(2, 60));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("workspace");
    workspace(&root, assessments);
    let users = folder.path().join("users.yaml");
    let user = |at| format!("  - {{login: u{at}, name: 利用者{at}, role: author}}\n");
    fs::write(&users, format!("users:\n{}", (0..people).map(user).collect::<String>())).unwrap();
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let options = ServeOptions {
        root,
        port: 0,
        reads_only: false,
        today: || Date::parse("2026-04-01").ok(),
        now: || "2026-04-01 09:00:00".to_owned(),
        people: Some(PeopleOptions {
            listen: SocketAddr::new(local, 0),
            users,
            names: vec![NAME.to_owned()],
            proxy: Some(local),
            header: Some("x-user".to_owned()),
            is_encrypted: false,
        }),
    };
    let server = Server::open(&options).unwrap();
    let port = server.port();
    thread::spawn(move || server.run());
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds as u64);
    let first = waited(|| ask(port, "u0", "GET", "/", "").0 == 200).0;
    println!("first overview of {assessments} assessments: {} ms", first.as_millis());
    let hands: Vec<_> =
        (0..people).map(|at| thread::spawn(move || somebody(port, at, at * assessments / people, end))).collect();
    let mut all = Waited::default();
    for waited in hands.into_iter().map(|hand| hand.join().unwrap()) {
        all.chapter.extend(waited.chapter);
        all.field.extend(waited.field);
        all.stamp.extend(waited.stamp);
        all.overview.extend(waited.overview);
        all.refused += waited.refused;
    }
    println!("{people} people, {assessments} assessments, {} s; {} refused", begun.elapsed().as_secs(), all.refused);
    println!("what\tcount\tp50 ms\tp95 ms\tmost ms");
    for (what, mut times) in
        [("chapter", all.chapter), ("field", all.field), ("stamp", all.stamp), ("overview", all.overview)]
    {
        times.sort_unstable();
        let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
        let told = |time: Option<&Duration>| time.map_or(0, Duration::as_millis);
        println!("{what}\t{}\t{}\t{}\t{}", times.len(), told(at(50)), told(at(95)), told(at(100)));
    }
}

/// Copies of one sample, with the passages that it draws on.
fn workspace(root: &Path, count: usize) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    copy(&samples.join("fragments"), &root.join("fragments"));
    fs::copy(samples.join("hyokasho.yaml"), root.join("hyokasho.yaml")).unwrap();
    for at in 0..count {
        copy(&samples.join("22-child-allowance"), &root.join(folder(at)));
    }
}

fn folder(at: usize) -> String {
    format!("{at:03}-copy")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// Opens a chapter, writes a field, waits, asks whether others wrote; now and then looks at all of them.
fn somebody(port: u16, at: usize, assessment: usize, end: Instant) -> Waited {
    let (user, name) = (format!("u{at}"), folder(assessment));
    let mut found = Waited::default();
    // People do not begin all at once.
    thread::sleep(PAUSE / 50 * u32::try_from(at % 50).unwrap());
    for round in 0.. {
        if Instant::now() >= end {
            break;
        }
        let mut page = String::new();
        let (took, fine) = waited(|| {
            let (status, body) = ask(port, &user, "GET", &format!("/a/{name}/c/0/form"), "");
            page = body;
            status == 200
        });
        found.chapter.push(took);
        let Some((field, noted)) = field(&page).filter(|_| fine) else {
            found.refused += 1;
            continue;
        };
        let value = format!("児童手当の支給に関する事務　{round}");
        let body = format!(
            "{{\"chapter\":0,\"fields\":[{{\"name\":\"{field}\",\"noted\":\"{noted}\",\"value\":\"{value}\"}}]}}"
        );
        let (took, fine) = waited(|| ask(port, &user, "POST", &format!("/a/{name}/field"), &body).0 == 200);
        found.field.push(took);
        found.refused += usize::from(!fine);
        thread::sleep(PAUSE);
        found.stamp.push(waited(|| ask(port, &user, "GET", &format!("/a/{name}/stamp?page={at}"), "").0 == 200).0);
        if round % 10 == at % 10 {
            found.overview.push(waited(|| ask(port, &user, "GET", "/", "").0 == 200).0);
        }
    }
    found
}

fn waited(work: impl FnOnce() -> bool) -> (Duration, bool) {
    let begun = Instant::now();
    let fine = work();
    (begun.elapsed(), fine)
}

/// The name of the first field of a page, and what it is known by.
fn field(page: &str) -> Option<(String, String)> {
    let tag = page.split('<').find(|tag| tag.contains("data-of=\"cover.title\""))?;
    let of = |name: &str| Some(tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.to_owned());
    Some((of("data-field")?, of("data-noted")?))
}

fn ask(port: u16, user: &str, method: &str, path: &str, body: &str) -> (u16, String) {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {NAME}\r\nOrigin: http://{NAME}\r\nX-User: {user}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut answer = Vec::new();
    let done = TcpStream::connect(("127.0.0.1", port)).and_then(|mut stream| {
        stream.write_all(request.as_bytes())?;
        stream.read_to_end(&mut answer)
    });
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).filter(|_| done.is_ok());
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
    (status.unwrap_or(0), body)
}
