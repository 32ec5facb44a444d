//! `serve`, asked over bare sockets: who is answered, what is written, and that nothing is lost.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::served::Served;
use crate::support::{copy, fresh};

const SAMPLE: &str = "22-child-allowance-basic";

/// One sample with what it draws on.
fn workspace(name: &str) -> PathBuf {
    let folder = fresh(name);
    for inside in ["hyokasho.yaml", "fragments", SAMPLE] {
        copy(&Path::new("assessments").join(inside), &folder.join(inside));
    }
    folder
}

fn file(folder: &Path) -> PathBuf {
    folder.join(SAMPLE).join("assessment.yaml")
}

fn read(folder: &Path) -> String {
    fs::read_to_string(file(folder)).unwrap()
}

/// The name of the field of an item on the page of a chapter, and what its value is known by there.
fn field(served: &Served, chapter: usize, item: &str) -> (String, String) {
    let page = served.get(&format!("/a/{SAMPLE}/c/{chapter}/form")).body;
    let of = format!("data-of=\"{item}\"");
    let tag = page.split('<').find(|tag| tag.contains(&of)).unwrap_or_else(|| panic!("{item} is not in {page}"));
    let attribute = |name: &str| tag.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    (attribute("data-field"), attribute("data-noted"))
}

fn fill(served: &Served, name: &str, noted: &str, value: &str) -> (u16, Value) {
    let fields = json!([{ "name": name, "noted": noted, "value": value }]);
    served.post(&format!("/a/{SAMPLE}/field"), &json!({ "chapter": 0, "fields": fields }))
}

#[test]
fn nobody_else_is_answered() {
    let folder = workspace("serve-attacks");
    let served = Served::start(&folder);
    let (before, own) = (read(&folder), served.own_host());
    let cookie = format!("Cookie: {}\r\n", served.cookie);
    let undo = format!("/a/{SAMPLE}/undo");
    let ask = |first: &str, lines: &str| served.raw(&format!("{first} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n"));
    // Names that lead here, and are not ours.
    for host in ["evil.example", "127.0.0.1.evil", &format!("127.0.0.1.evil:{}", served.port), "localhost", ""] {
        let answered = ask("GET /", &format!("Host: {host}\r\n{cookie}"));
        assert!([400, 403].contains(&answered.status), "{host}: {answered:?}");
    }
    assert!([400, 403].contains(&ask("GET /", &format!("Host: {own}\r\nHost: evil\r\n{cookie}")).status));
    assert!([400, 403].contains(&ask("GET /", &cookie).status), "without a name");
    assert_eq!(ask("GET http://evil/", &format!("Host: {own}\r\n{cookie}")).status, 403);
    // Pages of other sites, reading and writing; forms and scripts.
    for site in ["cross-site", "same-site"] {
        assert_eq!(ask("GET /", &format!("Host: {own}\r\n{cookie}Sec-Fetch-Site: {site}\r\n")).status, 403, "{site}");
    }
    for lines in [
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: none\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n",
    ] {
        let answered = ask(&format!("POST {undo}"), &format!("Host: {own}\r\n{cookie}{lines}Content-Length: 0\r\n"));
        assert_eq!(answered.status, 403, "{lines}");
    }
    // Without the secret of this start, or with another.
    for lines in ["", "Cookie: hyokasho=1\r\n", &format!("Cookie: hyokasho-{}=0\r\n", served.port)] {
        assert_eq!(ask("GET /", &format!("Host: {own}\r\n{lines}")).status, 403, "{lines}");
    }
    for key in ["", "0", &served.key[1..], &format!("{}0", served.key)] {
        let answered = ask(&format!("GET /open?key={key}"), &format!("Host: {own}\r\n"));
        assert_eq!(answered.status, 403, "{key}");
        assert!(!answered.head.contains("set-cookie"));
    }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"] {
        let status = ask(&format!("{method} /"), &format!("Host: {own}\r\n{cookie}")).status;
        assert!([400, 403, 404, 405].contains(&status), "{method}: {status}");
    }
    let page = served.get("/");
    assert_eq!(page.status, 200);
    for line in
        ["content-security-policy: default-src 'none'", "frame-ancestors 'none'", "x-content-type-options: nosniff"]
    {
        assert!(page.head.contains(line), "{line}: {}", page.head);
    }
    assert!(!page.head.contains("access-control-allow"), "{}", page.head);
    assert_eq!(read(&folder), before);
}

#[test]
fn no_address_leads_out_of_the_workspace() {
    let folder = workspace("serve-paths");
    fs::write(folder.parent().unwrap().join("secret.md"), "秘密").unwrap();
    let served = Served::start(&folder);
    for path in [
        "/a/..%2F..%2Fsecret",
        "/a/%2e%2e/c/0",
        "/a/../../secret.md",
        "/a/%5C%5Cserver%5Cshare/c/0",
        "/a/C%3A%5C/c/0",
        "/a/CON/c/0",
        "/a/%00/c/0",
        "/a/%FF/c/0",
        "/passage/..%2F..%2Fsecret",
        "/passage/..%2Fhyokasho",
        "/passage/%2Fetc%2Fpasswd",
        "/serve.css/../../secret.md",
        "//evil/",
        "/a/x/file/pdf",
        "/a/22-child-allowance-basic/file/..%2F..%2Fsecret.md",
        "/a/22-child-allowance-basic/figure/9-9",
        "/a/22-child-allowance-basic/c/-1",
        "/a/22-child-allowance-basic/c/99999999999999999999",
    ] {
        let answered = served.get(path);
        assert!([400, 404].contains(&answered.status), "{path}: {} {}", answered.status, answered.body);
        assert!(!answered.body.contains("秘密"));
    }
    for name in
        ["", "..", "../x", "a/b", "a\\b", "CON", "com1", "revisions", "a b", "<x>", &"あ".repeat(40), SAMPLE, "_"]
    {
        let (status, told) = served.post("/new", &json!({ "from": "basic-2024-10", "folder": name, "title": "" }));
        assert_eq!(status, 422, "{name}: {told}");
        assert!(told["error"].as_str().unwrap().ends_with(['い', '）']), "{told}");
    }
}

#[test]
fn what_is_sent_has_its_limits() {
    let folder = workspace("serve-limits");
    let served = Served::start(&folder);
    let own = served.own_host();
    let long = served.raw(&format!("GET / HTTP/1.1\r\nHost: {own}\r\nX: {}\r\n\r\n", "a".repeat(200_000)));
    assert!([0, 400, 431].contains(&long.status), "{}", long.status);
    let many: String = (0..200).map(|number| format!("X-{number}: a\r\n")).collect();
    let many = served.raw(&format!("GET / HTTP/1.1\r\nHost: {own}\r\n{many}\r\n"));
    assert!([0, 400, 431].contains(&many.status), "{}", many.status);
    let large = json!({ "chapter": 0, "fields": [{ "name": "a", "noted": "", "value": "あ".repeat(6_000_000) }] });
    let (status, _) = served.post(&format!("/a/{SAMPLE}/field"), &large);
    assert!([0, 422].contains(&status), "{status}");
    for body in [json!(null), json!([]), json!({ "fields": 1 }), json!({ "chapter": -1, "fields": [] })] {
        assert_eq!(served.post(&format!("/a/{SAMPLE}/field"), &body).0, 422, "{body}");
    }
    // More connections than there is room for: those that say nothing do not keep others out for ever.
    let mut idle: Vec<TcpStream> =
        (0..400).filter_map(|_| TcpStream::connect(("127.0.0.1", served.port)).ok()).collect();
    for stream in &mut idle {
        let _ = stream.write_all(b"GET / HT");
    }
    drop(idle);
    let answered = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        served.get("/serve.css").status == 200
    });
    assert!(answered, "somebody is answered again");
}

#[test]
fn a_field_is_saved_taken_back_and_made_again_and_nothing_else_moves() {
    let folder = workspace("serve-edit");
    let mut served = Served::start(&folder);
    let before = read(&folder);
    let (name, noted) = field(&served, 0, "cover.title");
    let (status, told) = fill(&served, &name, &noted, "児童手当の支給に関する事務　＊①  # 基礎項目評価書");
    assert_eq!((status, told["left"].as_array().map(Vec::len)), (200, Some(0)), "{told}");
    let after = read(&folder);
    let differing = |a: &str, b: &str| a.lines().zip(b.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((after.lines().count(), differing(&before, &after)), (before.lines().count(), 1));
    assert!(after.contains("児童手当の支給に関する事務　＊①  # 基礎項目評価書"));
    let (_, noted) = field(&served, 0, "cover.title");
    assert_eq!(told["noted"][&name], noted.as_str());
    let step = |served: &Served, way: &str| served.post(&format!("/a/{SAMPLE}/{way}"), &json!({ "chapter": 0 }));
    // Also after a restart.
    served.kill();
    let served = Served::start(&folder);
    let (status, told) = step(&served, "undo");
    assert_eq!((status, &told["undo"], &told["redo"]), (200, &json!(false), &json!(true)));
    assert_eq!(read(&folder), before);
    assert_eq!(step(&served, "undo").0, 422);
    assert_eq!(step(&served, "redo").0, 200);
    assert_eq!(read(&folder), after);
    fs::write(file(&folder), after.replace("＊①", "＊②")).unwrap();
    let (status, told) = step(&served, "undo");
    assert_eq!(status, 422);
    assert!(told["error"].as_str().unwrap().contains("画面の外で"), "{told}");
}

#[test]
fn two_who_write_lose_nothing() {
    let folder = workspace("serve-two");
    let served = Served::start(&folder);
    let (title, noted_title) = field(&served, 0, "cover.title");
    let (agency, noted_agency) = field(&served, 0, "cover.agency");
    // Somebody else, in an editor: another item merges silently, the same one is told.
    let mine = read(&folder);
    let theirs: String = mine
        .lines()
        .map(|line| {
            if line.trim_start().starts_with("title: ") {
                "  title: よその人の名前\n".to_owned()
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    assert_ne!(mine, theirs);
    fs::write(file(&folder), &theirs).unwrap();
    let (status, told) = fill(&served, &agency, &noted_agency, "別の市長");
    assert_eq!((status, told["left"].as_array().map(Vec::len)), (200, Some(0)), "{told}");
    let (status, told) = fill(&served, &title, &noted_title, "わたしの名前");
    assert_eq!(status, 200);
    assert_eq!(told["left"][0]["name"], title.as_str(), "{told}");
    let now = read(&folder);
    assert!(now.contains("よその人の名前") && now.contains("別の市長") && !now.contains("わたしの名前"));
    // A page that watches learns of it.
    let stamp = |served: &Served| served.get(&format!("/a/{SAMPLE}/stamp")).body;
    let known = stamp(&served);
    fs::write(file(&folder), format!("{now}# 注\n")).unwrap();
    assert_ne!(stamp(&served), known);
    // Broken by somebody: read only, with the line, and nothing is overwritten.
    let broken = now.replace("cover:", "cover: [");
    fs::write(file(&folder), &broken).unwrap();
    let (status, told) = fill(&served, &agency, "", "誰か");
    assert_eq!(status, 422);
    assert!(told["error"].as_str().unwrap().contains("読めません"), "{told}");
    let page = served.get(&format!("/a/{SAMPLE}/c/0"));
    assert_eq!(page.status, 422);
    assert!(page.body.contains("行目"), "{}", page.body);
    assert_eq!(read(&folder), broken);
}

#[test]
fn pulling_the_plug_leaves_the_old_or_the_new() {
    let folder = workspace("serve-plug");
    let mut whole = read(&folder);
    for round in 0..30_u64 {
        let mut served = Served::start(&folder);
        let (name, noted) = field(&served, 0, "cover.title");
        let wished = format!("第{round}回の名前");
        let fields = json!([{ "name": name, "noted": noted, "value": wished }]);
        let body = json!({ "chapter": 0, "fields": fields }).to_string();
        let origin = format!("http://{}", served.own_host());
        let headers =
            [("Cookie", served.cookie.as_str()), ("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str())];
        let request = served.request("POST", &format!("/a/{SAMPLE}/field"), &headers, &body);
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(round * 4));
        served.kill();
        let now = read(&folder);
        let is_new = now.contains(&wished) && now.lines().count() == whole.lines().count();
        assert!(now == whole || is_new, "round {round}:\n{now}");
        whole = now;
    }
}

#[test]
fn words_of_an_author_are_never_markup() {
    let folder = workspace("serve-markup");
    let mark = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    let text = read(&folder);
    let title = text.lines().find(|line| line.trim_start().starts_with("title: ")).unwrap();
    fs::write(file(&folder), text.replace(title, &format!("  title: '{}'", mark.replace('\'', "''")))).unwrap();
    let served = Served::start(&folder);
    let paths = [
        "/",
        "/search?q=alert",
        "/search?q=%3Cscript%3E",
        &format!("/a/{SAMPLE}/c/0"),
        &format!("/a/{SAMPLE}/findings"),
        &format!("/a/{SAMPLE}/changes"),
        "/a/%3Cscript%3E/c/0",
        "/passage/%3Cscript%3E",
    ];
    for path in paths {
        let page = served.get(path).body;
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}");
    }
    assert!(served.get("/").body.contains("&lt;script&gt;"));
}

#[test]
fn blocks_come_and_go_and_a_new_assessment_is_made() {
    let folder = workspace("serve-blocks");
    copy(Path::new("assessments/22-child-allowance"), &folder.join("22-child-allowance"));
    let served = Served::start(&folder);
    let path = folder.join("22-child-allowance/assessment.yaml");
    let read = || fs::read_to_string(&path).unwrap();
    let before = read();
    let change = |action: &str, at: usize| {
        served.post(
            "/a/22-child-allowance/block",
            &json!({ "chapter": 0, "list": "systems", "action": action, "at": at }),
        )
    };
    assert_eq!(change("add", 0).0, 200);
    assert!(read().contains("- id: system-a\n"), "an id that tells no position");
    assert_eq!(change("copy", 0).0, 200);
    assert!(read().contains("system-b"));
    assert_eq!(change("up", 1).0, 200);
    for action in ["up", "remove"] {
        assert_eq!(change(action, if action == "up" { 0 } else { 99 }).0, 422, "{action}");
    }
    for _ in 0..3 {
        assert_eq!(served.post("/a/22-child-allowance/undo", &json!({ "chapter": 0 })).0, 200);
    }
    assert_eq!(read(), before);
    let (status, told) = served.post("/new", &json!({ "from": "focused-2025-05", "folder": "40-奨学金", "title": "奨学金の貸与に関する事務 重点項目評価書" }));
    assert_eq!(status, 200, "{told}");
    assert_eq!(served.get("/a/40-%E5%A5%A8%E5%AD%A6%E9%87%91/c/0").status, 200);
    assert!(served.get("/").body.contains("奨学金の貸与に関する事務 重点項目評価書"));
}

#[test]
fn rows_are_recorded_and_judged() {
    let folder = workspace("serve-judge");
    let served = Served::start(&folder);
    let (name, noted) = field(&served, 0, "cover.agency");
    assert_eq!(fill(&served, &name, &noted, "新しい名の市長").0, 200);
    let page = served.get(&format!("/a/{SAMPLE}/changes")).body;
    assert!(page.contains("変更箇所に記録する"), "{page}");
    let before = read(&folder);
    let early = json!({ "items": ["cover.agency"], "timing": "事後", "important": null, "reason": null });
    assert_eq!(served.post(&format!("/a/{SAMPLE}/judge"), &early).0, 422, "there is no row yet");
    let foreign = json!({ "items": ["cover.declaration"], "timing": "事後", "important": null, "reason": null });
    assert_eq!(served.post(&format!("/a/{SAMPLE}/judge"), &foreign).0, 422, "rows of versions before are not touched");
    assert_eq!(read(&folder), before);
    let (status, told) = served.post(&format!("/a/{SAMPLE}/record"), &json!({ "date": "令和8年4月1日" }));
    assert_eq!(status, 200, "{told}");
    let decision =
        json!({ "items": ["cover.agency"], "timing": "事後", "important": null, "reason": "組織の名称の変更" });
    assert_eq!(served.post(&format!("/a/{SAMPLE}/judge"), &decision).0, 200);
    let text = read(&folder);
    let row = &text[text.rfind("item: cover.agency").unwrap()..];
    assert!(row.contains("timing: 事後") && row.contains("組織の名称の変更"), "{row}");
    assert_eq!(served.post(&format!("/a/{SAMPLE}/record"), &json!({ "date": "いつか" })).0, 422);
    assert_eq!(served.post(&format!("/a/{SAMPLE}/record"), &json!({ "date": "2001-01-01" })).0, 422);
}
