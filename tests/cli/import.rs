//! Importing as an office does: a page to hold against the source, and a folder of documents at once.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn run(place: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).current_dir(place).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), output.stderr.as_slice()].concat()).into_owned()
}

/// A version of an assessment as text was taken from it.
fn document(number: &str, title: &str, published: &str, content: &str) -> String {
    [
        "評価書番号\t評価書名",
        &format!("{number}\t{title}"),
        "評価実施機関名",
        "汐見台市長",
        "公表日",
        published,
        "[令和7年5月　様式4]",
        "Ⅰ　基本情報",
        "１．特定個人情報ファイルを取り扱う事務",
        &format!("①事務の名称\t{title}"),
        &format!("②事務の内容　※\t{content}"),
        "③対象人数\t[ 30万人以上 ]",
    ]
    .join("\n")
}

#[test]
fn a_folder_becomes_a_workspace_with_older_versions_as_revisions() {
    let place = TempDir::new().unwrap();
    let documents = place.path().join("公表");
    fs::create_dir_all(documents.join("古い")).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(documents.join(name), bytes).unwrap();
    put("15-new.txt", document("15", "成人健診に関する事務", "令和7年12月26日", "健診の結果を記録する。").as_bytes());
    put("古い/15-old.txt", document("１５", "成人健診に関する事務", "令和6年12月20日", "健診を行う。").as_bytes());
    put("古い/15-copy.txt", document("15", "成人健診に関する事務", "令和6年12月20日", "健診。").as_bytes());
    put("16.txt", document("16", "児童手当の支給に関する事務", "令和7年10月1日", "手当を支給する。").as_bytes());
    put("broken.docx", b"PK\x03\x04 nothing");
    put("notes.txt", "買い物の覚え書き".as_bytes());
    put("~$15.docx", b"");
    let output = run(place.path(), &["import", "公表", "-o", "評価書"]);
    let lines = told(&output);
    assert_eq!(output.status.code(), Some(3), "{lines}");
    assert!(lines.contains("6 件のうち 3 件を取り込みました"), "{lines}");
    assert!(lines.contains("× 公表/broken.docx") && lines.contains("× 公表/notes.txt"), "{lines}");
    assert!(lines.contains("× 公表/古い/15-copy.txt") && lines.contains("同じ日の版"), "{lines}");

    let folder = place.path().join("評価書/15-成人健診に関する事務");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert!(read("assessment.yaml").contains("健診の結果を記録する。"));
    let revision = read("revisions/2024-12-20.yaml");
    assert!(revision.contains("健診を行う。"), "{revision}");
    let report: Value =
        serde_json::from_str(&fs::read_to_string(place.path().join("評価書/import-report.json")).unwrap()).unwrap();
    assert_eq!(report["documents"].as_array().map(Vec::len), Some(6));
    assert!(place.path().join("評価書/16-児童手当の支給に関する事務/assessment.yaml").is_file());

    // The program itself finds a version that was not tampered with.
    let difference = run(place.path(), &["diff", "評価書/15-成人健診に関する事務"]);
    assert_eq!(difference.status.code(), Some(1), "{}", told(&difference));
    let checked = told(&run(place.path(), &["check", "評価書"]));
    assert!(!checked.contains("revisions/2024-12-20.yaml"), "{checked}");

    // Once more: what stands there stays.
    let before = read("assessment.yaml");
    let again = run(place.path(), &["import", "公表", "-o", "評価書"]);
    assert_eq!((again.status.code(), read("assessment.yaml")), (Some(4), before), "{}", told(&again));
}

#[test]
fn a_folder_without_documents_and_reports_of_other_kinds_are_refused() {
    let place = TempDir::new().unwrap();
    fs::create_dir(place.path().join("空")).unwrap();
    let output = run(place.path(), &["import", "空", "-o", "評価書"]);
    assert_eq!((output.status.code(), place.path().join("評価書").exists()), (Some(3), false), "{}", told(&output));
    fs::write(place.path().join("a.txt"), document("15", "試しの事務", "令和7年12月26日", "試す。")).unwrap();
    for words in [
        ["import", "空", "-o", "b", "--report", "r.html"],
        ["import", "a.txt", "-o", "b", "--report", "r.json"],
        ["import", "a.txt", "--into", "b", "--report", "r.html"],
    ] {
        assert_eq!(run(place.path(), &words).status.code(), Some(2), "{words:?}");
    }
    assert!(!place.path().join("r.html").exists());
}

#[test]
fn the_page_shows_the_source_beside_what_was_read_and_nothing_of_it_is_markup() {
    let place = TempDir::new().unwrap();
    let content = "<script>alert('1')</script>&lt; {{ policy }} 健診の結果を記録する。";
    let text = document("15", "成人健診に関する事務", "令和7年12月26日", content)
        + "\nどの項目でもない、長い覚え書きの文です。";
    fs::write(place.path().join("15.txt"), text).unwrap();
    let output = run(place.path(), &["import", "15.txt", "-o", "a", "--report", "a/確認.html"]);
    let lines = told(&output);
    assert_eq!(output.status.code(), Some(0), "{lines}");
    assert!(lines.contains("初めに見る所:") && lines.contains("次に a/確認.html を見て"), "{lines}");
    let page = fs::read_to_string(place.path().join("a/確認.html")).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert"), "escaped");
    assert!(page.contains("{{ policy }}"), "no template either");
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing from outside");
    for piece in ["<span class=\"answer\">汐見台市長</span>", "表紙 評価実施機関名", "健診の結果を記録する。"]
    {
        assert!(page.contains(piece), "{piece}");
    }
    let report = fs::read_to_string(place.path().join("a/import-report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let looks = report["look_first"].as_array().unwrap();
    assert!((1..=5).contains(&looks.len()), "{looks:?}");
}
