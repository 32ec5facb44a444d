//! Review and procedure from a page of `serve`: what is recorded is what the commands record, and nobody writes who may not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::served::Served;
use crate::support::{copy, fresh};

const SAMPLE: &str = "15-health-checkups";
const ITEM: &str = "work.content";

fn workspace(name: &str) -> PathBuf {
    let folder = fresh(name);
    for inside in ["hyokasho.yaml", "fragments", SAMPLE] {
        copy(&Path::new("assessments").join(inside), &folder.join(inside));
    }
    let _ = fs::remove_file(folder.join(SAMPLE).join("procedure.yaml"));
    folder
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(SAMPLE).join(file)).unwrap_or_default()
}

fn post(served: &Served, rest: &str, body: &Value) -> (u16, Value) {
    served.post(&format!("/a/{SAMPLE}/{rest}"), body)
}

/// The value of an attribute or a hidden field behind some words of a page.
fn behind<'a>(page: &'a str, words: &str, before: &str) -> &'a str {
    let rest = &page[page.find(words).unwrap_or_else(|| panic!("{words} is not in {page}"))..];
    rest.split(before).nth(1).unwrap().split('"').next().unwrap()
}

#[test]
fn a_proposal_is_discussed_and_taken_over_once() {
    let folder = workspace("serve-comments");
    let served = Served::start(&folder);
    let nobody = json!({ "item": ITEM, "by": " ", "text": "名前は。" });
    assert_eq!(post(&served, "comment", &nobody).0, 422, "whoever writes says who it is");
    let elsewhere = json!({ "item": "no.such", "by": "審査会", "text": "どこ。" });
    assert_eq!(post(&served, "comment", &elsewhere).0, 404);
    let proposal = json!({ "item": ITEM, "by": "審査会", "text": "短くしてはどうか。", "suggestion": "健康診査の事務\n  ①受診の勧奨　# と記録" });
    assert_eq!(post(&served, "comment", &proposal).0, 200);
    assert_eq!(post(&served, "comment", &proposal).0, 422, "the same once");
    let record = read(&folder, "procedure.yaml");
    assert!(record.contains(&format!("item: {ITEM}")) && record.contains("suggestion:"), "{record}");
    let page = served.get(&format!("/a/{SAMPLE}/comments")).body;
    assert!(page.contains("案を採る") && page.contains("未解決 1 件"), "{page}");
    let id = behind(&page, "comment/accept", "name=\"id\" value=\"").to_owned();
    let noted = behind(&page, "comment/accept", "name=\"noted\" value=\"").to_owned();
    assert_eq!(post(&served, "comment/reply", &json!({ "id": id, "by": "担当課", "text": "そうします。" })).0, 200);
    let before = read(&folder, "assessment.yaml");
    assert_eq!(post(&served, "comment/accept", &json!({ "id": id, "noted": "0" })).0, 422, "of another text");
    assert_eq!(read(&folder, "assessment.yaml"), before);
    assert_eq!(post(&served, "comment/accept", &json!({ "id": id, "noted": noted })).0, 200);
    let after = read(&folder, "assessment.yaml");
    assert!(after.contains("①受診の勧奨　# と記録"), "{after}");
    assert!(read(&folder, "procedure.yaml").contains("resolved_on:"));
    assert_eq!(post(&served, "undo", &json!({ "chapter": 0 })).0, 200);
    assert_eq!(read(&folder, "assessment.yaml"), before);
    let page = served.get(&format!("/a/{SAMPLE}/comments")).body;
    assert!(page.contains("未解決 0 件") && page.contains("そうします。"));
}

#[test]
fn opinions_are_answered_and_fill_the_form() {
    let folder = workspace("serve-opinions");
    let served = Served::start(&folder);
    let opinion = |text: &str| json!({ "source": "residents", "date": "令和7年11月5日", "item": ITEM, "text": text, "summary": "" });
    assert_eq!(post(&served, "opinion", &opinion("流れが分からない。")).0, 200);
    assert_eq!(post(&served, "opinion", &opinion("流れが分からない。")).0, 422);
    assert_eq!(post(&served, "opinion", &opinion(" ")).0, 422);
    let page = served.get(&format!("/a/{SAMPLE}/opinions")).body;
    assert!(page.contains("考え方がまだ無いもの 1 件") && !page.contains("評価書に書く案"), "{page}");
    let answer = json!({ "id": "residents-1", "answer": "図を加えました。", "summary": "流れの図が欲しい。", "change": "", "date": "2025-12-01" });
    assert_eq!(post(&served, "opinion/answer", &answer).0, 200);
    assert_eq!(
        post(
            &served,
            "opinion/answer",
            &json!({ "id": "residents-9", "answer": "x", "summary": "", "change": "", "date": "" })
        )
        .0,
        404
    );
    let record = read(&folder, "procedure.yaml");
    assert!(record.contains("answered_on: 2025-12-01") && record.contains("流れの図が欲しい"), "{record}");
    let page = served.get(&format!("/a/{SAMPLE}/opinions")).body;
    assert!(page.contains("評価書に書く案"), "{page}");
    let word = served.get(&format!("/a/{SAMPLE}/opinions/file/docx"));
    assert!(word.status == 200 && word.body.starts_with("PK"));
    let points = served.get(&format!("/a/{SAMPLE}/points"));
    assert!(points.status == 200 && points.body.contains("答えている欄"), "{}", points.body);
}

#[test]
fn steps_and_sign_offs_are_recorded_and_papers_handed_out() {
    let folder = workspace("serve-procedure");
    let served = Served::start(&folder);
    let step = |kind: &str, date: &str, until: &str| json!({ "kind": kind, "date": date, "until": until, "by": "健康課", "document": "健第1号", "note": "" });
    assert_eq!(post(&served, "step", &step("hearing", "2025-11-01", "2025-12-01")).0, 200);
    assert_eq!(post(&served, "step", &step("hearing", "2025-11-01", "2025-10-01")).0, 422, "it ends before it begins");
    assert_eq!(post(&served, "step", &step("nothing", "2025-11-01", "")).0, 404);
    let sign = json!({ "by": "健康課長", "role": "決裁", "date": "2025-12-20" });
    assert_eq!(post(&served, "sign", &sign).0, 200);
    let record = read(&folder, "procedure.yaml");
    assert!(
        record.contains("step: 意見聴取") && record.contains("until: 2025-12-01") && record.contains("fingerprint: "),
        "{record}"
    );
    let page = served.get(&format!("/a/{SAMPLE}/procedure")).body;
    assert!(page.contains("今の記載を承認済み") && page.contains("健第1号"), "{page}");
    assert!(page.contains("公表できません") || page.contains("公表できます"), "{page}");
    for reader in ["council", "commission", "public-comment"] {
        let packet = served.get(&format!("/a/{SAMPLE}/packet/{reader}?date=2025-12-20&draft=%E6%A1%88"));
        assert!(packet.status == 200 && packet.body.starts_with("PK"), "{reader}: {}", packet.head);
    }
    assert_eq!(served.get(&format!("/a/{SAMPLE}/packet/nobody")).status, 404);
    for paper in ["plan", "register", "report"] {
        let made = served.get(&format!("/office/{paper}"));
        assert!(made.status == 200 && made.body.starts_with("PK"), "{paper}: {}", made.head);
    }
    let (status, told) = served.post("/office/publish", &json!({}));
    assert_eq!(status, 200, "{told}");
    assert!(folder.join("out/public/index.html").is_file() && folder.join("out/internal/index.html").is_file());
}

#[test]
fn who_only_reads_changes_nothing() {
    let folder = workspace("serve-reading");
    let served = Served::start_with(&folder, &["--read-only"]);
    let before = read(&folder, "assessment.yaml");
    for (rest, body) in [
        ("field", json!({ "chapter": 0, "fields": [] })),
        ("undo", json!({ "chapter": 0 })),
        ("comment", json!({ "item": ITEM, "by": "審査会", "text": "読むだけ。" })),
        ("comment/accept", json!({ "id": "c1" })),
        ("sign", json!({ "by": "誰か", "role": "決裁", "date": "2025-12-20" })),
        ("step", json!({})),
        ("freeze", json!({})),
        ("opinion", json!({})),
    ] {
        assert_eq!(post(&served, rest, &body).0, 403, "{rest}");
    }
    for address in ["/new", "/import", "/quit", "/office/publish", "/passage/x"] {
        assert_eq!(served.post(address, &json!({})).0, 403, "{address}");
    }
    assert_eq!((read(&folder, "assessment.yaml"), read(&folder, "procedure.yaml")), (before, String::new()));
    for rest in ["council", "reviewer", "comments", "opinions", "procedure", "changes", "findings"] {
        let page = served.get(&format!("/a/{SAMPLE}/{rest}"));
        assert_eq!(page.status, 200, "{rest}");
        assert!(!page.body.contains("data-post="), "{rest}: {}", page.body);
    }
}
