//! The command: what it writes, and when it writes nothing.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::printed::rows;
use super::{sample, support};

fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).current_dir(folder).args(words).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn an_assessment_and_a_report_are_written_once() {
    let folder = support::fresh("import-command");
    let lines: String = rows(&sample("22-child-allowance"))
        .iter()
        .map(|row| format!("{}\t{}\n", row.label, row.answer.replace('\n', "<br>")))
        .collect();
    std::fs::write(folder.join("old.txt"), format!("{lines}令和7年5月\n※手元の覚え書き\n")).unwrap();
    let first = run(&folder, &["import", "old.txt", "-o", "22"]);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    assert!(text(&first.stdout).contains("文字を項目に割り当てました"), "{}", text(&first.stdout));
    let report: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("22/import-report.json")).unwrap()).unwrap();
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["source", "form", "mapped", "look_first", "unmapped", "skipped", "conflicts"]);
    assert_eq!(report["source"], "old.txt");
    assert_eq!(report["form"], "focused-2025-05");
    let before = std::fs::read(folder.join("22/assessment.yaml")).unwrap();
    let again = run(&folder, &["import", "old.txt", "-o", "22"]);
    assert_eq!(again.status.code(), Some(4));
    assert!(text(&again.stderr).contains("すでにある"));
    assert_eq!(std::fs::read(folder.join("22/assessment.yaml")).unwrap(), before);
    let check = run(&folder, &["check", "22", "--format", "json"]);
    let check: Value = serde_json::from_slice(&check.stdout).unwrap();
    let codes: Vec<&str> =
        check["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert!(codes.iter().all(|code| !code.starts_with("HY0")), "it reads: {codes:?}");
}

#[test]
fn what_is_no_assessment_is_refused() {
    let folder = support::fresh("import-refused");
    std::fs::write(folder.join("note.txt"), "会議の記録\n一 日時\n").unwrap();
    // Its comments are labels of the form, and nothing answers them.
    std::fs::copy("assessments/22-child-allowance/assessment.yaml", folder.join("assessment.yaml")).unwrap();
    for file in ["note.txt", "assessment.yaml"] {
        let output = run(&folder, &["import", file, "-o", "x"]);
        assert_eq!(output.status.code(), Some(3), "{file}");
        assert!(text(&output.stderr).contains("HY030"), "{}", text(&output.stderr));
        assert!(!folder.join("x").exists(), "nothing is written");
    }
}
