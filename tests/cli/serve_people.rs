//! `serve` for several people, attacked over bare sockets: passwords, sessions, roles, the named proxy, the record of what was done.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::served::Served;
use crate::support::{copy, fresh};

const SAMPLE: &str = "22-child-allowance-basic";
const PASSWORD: &str = "とても長い合い言葉です";

fn hash(password: &str) -> (bool, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(["serve", "--hash-password"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

fn workspace(name: &str) -> (PathBuf, PathBuf) {
    let folder = fresh(name);
    for inside in ["hyokasho.yaml", "fragments", SAMPLE] {
        copy(&Path::new("assessments").join(inside), &folder.join(inside));
    }
    copy(&Path::new("assessments").join(SAMPLE), &folder.join("23-other"));
    let (made, hash) = hash(PASSWORD);
    assert!(made && hash.starts_with("$argon2id$"), "{hash}");
    let user = |login: &str, role: &str, more: &str| {
        format!("  - {{login: {login}, name: {login}さん, role: {role}, password: '{hash}'{more}}}\n")
    };
    let list = [
        user("author", "author", ", assessments: ['22-*']"),
        user("all", "author", ""),
        user("reviewer", "reviewer", ""),
        user("approver", "approver", ""),
        user("reader", "reader", ""),
    ];
    let users = folder.with_extension("users.yaml");
    fs::write(&users, format!("users:\n{}", list.concat())).unwrap();
    (folder, users)
}

fn start(folder: &Path, users: &Path, more: &[&str]) -> Served {
    let users = users.to_str().unwrap();
    Served::people(folder, &[&["--listen", "127.0.0.1:0", "--users", users], more].concat())
}

/// The browser of somebody who came in.
fn enter(served: &mut Served, login: &str, password: &str) -> u16 {
    served.cookie.clear();
    let origin = format!("http://{}", served.own_host());
    let headers = [("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str())];
    let body = json!({ "login": login, "password": password }).to_string();
    let answered = served.raw(&served.request("POST", "/login", &headers, &body));
    if let Some(cookie) = answered.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")) {
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        cookie.split(';').next().unwrap().clone_into(&mut served.cookie);
    }
    answered.status
}

fn post(served: &Served, name: &str, rest: &str, body: &Value) -> u16 {
    served.post(&format!("/a/{name}/{rest}"), body).0
}

#[test]
fn nobody_comes_in_without_a_password() {
    let (folder, users) = workspace("serve-login");
    let mut served = start(&folder, &users, &[]);
    for path in ["/", "/search?q=x", "/office", &format!("/a/{SAMPLE}/c/0"), "/editor.js", "/nothing"] {
        let answered = served.get(path);
        assert_eq!(answered.status, 303, "{path}");
        assert!(answered.head.contains("location: /login") && answered.body.is_empty(), "{answered:?}");
    }
    assert_eq!(post(&served, SAMPLE, "undo", &json!({ "chapter": 0 })), 403);
    assert_eq!(served.get("/open?key=").status, 403, "the secret of the start opens nothing here");
    let page = served.get("/login");
    assert!(page.status == 200 && page.body.contains("パスワード") && !page.body.contains("児童手当"), "{}", page.body);
    for (login, password) in [("author", "違う言葉です違う"), ("nobody", PASSWORD), ("", ""), ("author", "")] {
        assert_eq!(enter(&mut served, login, password), 403, "{login}");
        assert!(served.cookie.is_empty());
    }
    assert_eq!(enter(&mut served, "reader", PASSWORD), 200);
    assert_eq!(served.get("/").status, 200);
    let (stolen, own) = (served.cookie.clone(), served.cookie.clone());
    served.cookie = format!("{}0", &stolen[..stolen.len() - 1]);
    assert_eq!(served.get("/").status, 303, "a session that is guessed");
    served.cookie = own;
    assert_eq!(served.post("/logout", &json!({})).0, 200);
    assert_eq!(served.get("/").status, 303, "who has left is out, with the same cookie, too");
    let before: Vec<u16> = (0..7).map(|_| enter(&mut served, "all", "違う言葉です違う")).collect();
    assert_eq!(before.last(), Some(&429), "{before:?}");
    assert_eq!(enter(&mut served, "all", PASSWORD), 429, "not even with the right one");
    assert_eq!(enter(&mut served, "reviewer", PASSWORD), 200, "others do not wait");
    let huge = json!({ "login": "a".repeat(100_000), "password": "b" }).to_string();
    let origin = format!("http://{}", served.own_host());
    let headers = [("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str())];
    assert_eq!(served.raw(&served.request("POST", "/login", &headers, &huge)).status, 422);
    let foreign = [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://evil.example")];
    assert_eq!(served.raw(&served.request("POST", "/login", &foreign, "{}")).status, 403, "a form of another site");
}

#[test]
fn everybody_does_what_they_are_there_for_and_it_is_noted() {
    let (folder, users) = workspace("serve-roles");
    let mut served = start(&folder, &users, &[]);
    let comment = |who: &str| json!({ "item": "cover.title", "by": "別の人", "text": format!("{who}の言葉") });
    let nothing = json!({ "chapter": 0, "fields": [] });
    let sign = json!({ "by": "別の人", "role": "決裁", "date": "2026-01-05" });
    for (who, edits, comments, approves, shares) in [
        ("reader", 403, 403, 403, 403),
        ("reviewer", 403, 200, 403, 403),
        ("author", 200, 200, 403, 403),
        ("all", 200, 200, 403, 422),
        ("approver", 403, 200, 200, 403),
    ] {
        assert_eq!(enter(&mut served, who, PASSWORD), 200, "{who}");
        assert_eq!(post(&served, SAMPLE, "field", &nothing), edits, "{who}");
        assert_eq!(post(&served, SAMPLE, "comment", &comment(who)), comments, "{who}");
        assert_eq!(post(&served, SAMPLE, "sign", &sign), approves, "{who}");
        assert_eq!(
            served.post("/new", &json!({ "from": "basic-2024-10", "folder": "..", "title": "" })).0,
            shares,
            "{who}"
        );
        assert_eq!(served.post("/quit", &json!({})).0, 403, "{who}");
        assert_eq!(served.get(&format!("/a/{SAMPLE}/comments")).status, 200);
    }
    assert_eq!(enter(&mut served, "author", PASSWORD), 200);
    assert_eq!(post(&served, "23-other", "field", &nothing), 403, "of another department");
    assert_eq!(post(&served, "23-other", "comment", &comment("author")), 200);
    let record = fs::read_to_string(folder.join(SAMPLE).join("procedure.yaml")).unwrap();
    assert!(record.contains("by: reviewerさん") && record.contains("by: approverさん"), "{record}");
    assert!(!record.contains("別の人"), "who is known is not asked for a name");
    let audit = fs::read_to_string(folder.join(".hyokasho/audit.jsonl")).unwrap();
    let lines: Vec<Value> = audit.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let noted = |who: &str, what: &str| lines.iter().any(|line| line["who"] == who && line["what"] == what);
    assert!(noted("reviewer", "login") && noted("reviewerさん", &format!("POST /a/{SAMPLE}/comment")), "{audit}");
    assert!(noted("approverさん", &format!("POST /a/{SAMPLE}/sign")) && !audit.contains(PASSWORD), "{audit}");
    // Who is there sees who else is.
    let stamp = |served: &Served, page: &str| served.get(&format!("/a/{SAMPLE}/stamp?page={page}")).body;
    assert!(stamp(&served, "one").contains("\"others\":[]"));
    assert_eq!(enter(&mut served, "reviewer", PASSWORD), 200);
    assert!(stamp(&served, "two").contains("authorさん"));
    // Taken out of the list, somebody is out at once.
    let list = fs::read_to_string(&users).unwrap();
    fs::write(&users, list.lines().filter(|line| !line.contains("login: reviewer")).collect::<Vec<_>>().join("\n"))
        .unwrap();
    assert_eq!(served.get("/").status, 303);
}

#[test]
fn only_the_named_proxy_says_who_it_is() {
    let (folder, users) = workspace("serve-proxy");
    let proxied = ["--proxy", "127.0.0.1", "--proxy-user", "X-User", "--host", "pia.city.example"];
    let served = start(&folder, &users, &proxied);
    let ask = |host: &str, lines: &str| {
        served.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{lines}\r\n")).status
    };
    assert_eq!(ask("pia.city.example", "X-User: reader\r\n"), 200);
    assert_eq!(ask("pia.city.example", ""), 303);
    assert_eq!(ask("pia.city.example", "X-User: nobody\r\n"), 303);
    assert_eq!(ask("pia.city.example", "X-User: reader\r\nX-User: all\r\n"), 303);
    assert_eq!(ask(&served.own_host(), "X-User: reader\r\n"), 403, "only by its name");
    let login = json!({ "login": "reader", "password": PASSWORD }).to_string();
    let request = format!(
        "POST /login HTTP/1.1\r\nHost: pia.city.example\r\nOrigin: https://pia.city.example\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{login}",
        login.len()
    );
    assert_eq!(served.raw(&request).status, 404, "no passwords where the proxy knows people");
    let elsewhere = ["--proxy", "192.0.2.7", "--proxy-user", "X-User", "--host", "pia.city.example"];
    let served = start(&folder, &users, &elsewhere);
    let asked = served.raw("GET / HTTP/1.1\r\nHost: pia.city.example\r\nX-User: all\r\nConnection: close\r\n\r\n");
    assert_eq!(asked.status, 403, "from elsewhere than the proxy");
}

#[test]
fn nothing_is_offered_to_a_network_without_something_that_encrypts() {
    let (folder, users) = workspace("serve-refused");
    let run = |more: &[&str]| {
        let serve = ["serve", "--no-open", folder.to_str().unwrap()];
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(serve).args(more).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let users = users.to_str().unwrap();
    let (code, told) = run(&["--listen", "0.0.0.0:0", "--users", users]);
    assert!(code != Some(0) && told.contains("暗号化"), "{told}");
    for wrong in [
        vec!["--listen", "127.0.0.1:0"],
        vec!["--users", users],
        vec!["--proxy-user", "X-User"],
        vec!["--listen", "127.0.0.1:0", "--users", users, "--proxy", "127.0.0.1"],
        vec!["--listen", "127.0.0.1:0", "--users", "nothing.yaml"],
    ] {
        assert_ne!(run(&wrong).0, Some(0), "{wrong:?}");
    }
    assert!(!hash("短い").0);
}
