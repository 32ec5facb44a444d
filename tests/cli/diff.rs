//! `diff` as people and other programs use it, on copies of the sample workspace.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const CHILD: &str = "22-child-allowance";

struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        support::copy(Path::new("assessments"), folder.path());
        Self(folder)
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let file = self.0.path().join(file);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{old}");
        fs::write(file, text.replacen(old, new, 1)).unwrap();
    }

    fn diff(&self, words: &[&str]) -> Output {
        self.diff_at(120, words)
    }

    fn diff_at(&self, columns: usize, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        command.current_dir(self.0.path()).arg("diff").args(words).env("COLUMNS", columns.to_string());
        command.env_remove("NO_COLOR").output().unwrap()
    }

    fn json(&self, words: &[&str]) -> Value {
        let output = self.diff(&[words, &["--format", "json"]].concat());
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Reads RFC 4180 as another program would.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut characters) = (false, csv.chars().peekable());
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    assert!(field.is_empty() && record.is_empty(), "the last line ends");
    records
}

#[test]
fn json_is_one_document_and_keeps_its_contract() {
    let document = Workspace::new().json(&[CHILD]);
    assert_eq!(document["form"], "focused-2025-05");
    let keys: Vec<&String> = document["rows"][0].as_object().unwrap().keys().collect();
    let contract = ["item", "path", "kind", "mark", "before", "after", "orthographic", "timing", "important", "reason"];
    assert_eq!(keys[..contract.len()], contract);
    let rows = document["rows"].as_array().unwrap();
    let row = |item: &str| rows.iter().find(|row| row["item"] == item).unwrap();
    let vendor = row("files.child.outsourcing.printing.vendor");
    assert_eq!(vendor["kind"], "added");
    assert_eq!(vendor["path"], "Ⅱ 4. 委託事項2 ③委託先名");
    assert_eq!((&vendor["before"], &vendor["timing"]), (&Value::Null, &Value::from("事前")));
    assert_eq!(vendor["block"]["name"], "支払通知書等の印刷及び封入封緘業務");
    let count = row("files.child.outsourced_count");
    assert_eq!((&count["kind"], &count["mark"], &count["important"]), (&"changed".into(), &true.into(), &true.into()));
    assert_eq!((&count["before"], &count["after"]), (&"1".into(), &"2".into()));
    let sets: Vec<&Value> = rows.iter().filter(|row| row["added"].is_array()).collect();
    assert!(sets.iter().any(|row| !row["added"].as_array().unwrap().is_empty()));
    let whole = row("files.child.storage.place")["before"].as_str().unwrap();
    assert!(whole.contains("溶解処分") && !whole.contains("（略）"), "whole answers");
}

#[test]
fn exit_codes_are_those_of_the_help() {
    let workspace = Workspace::new();
    let current = "22-child-allowance/assessment.yaml";
    let code = |words: &[&str]| workspace.diff(words).status.code();
    assert_eq!(code(&[current, CHILD]), Some(0));
    assert_eq!(code(&["22-child-allowance/revisions/2023-12-15.yaml", CHILD]), Some(1));
    assert_eq!(code(&["--base", "HEAD", current, CHILD]), Some(2));
    assert_eq!(code(&["a", "b", "c"]), Some(2));
    assert_eq!(code(&[CHILD, "--format", "pdf"]), Some(2));
    assert_eq!(code(&["nowhere.yaml", CHILD]), Some(3));
    assert_eq!(code(&[CHILD, "fragments"]), Some(3));
    assert_eq!(code(&[CHILD, "-o", "hyokasho.yaml/out.json"]), Some(4));
    fs::write(workspace.0.path().join("bomb.yaml"), "form: focused-2025-05\nwork: &a\n  name: *a\n").unwrap();
    let output = workspace.diff(&["bomb.yaml", CHILD]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(3), ""));
    assert!(stderr(&output).contains("HY012"), "{}", stderr(&output));
}

#[test]
fn several_assessments_are_listed() {
    let output = Workspace::new().diff(&[]);
    assert_eq!(output.status.code(), Some(2));
    for name in ["15-health-checkups", CHILD, "31-nursing-insurance"] {
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
    }
}

#[test]
fn the_old_version_is_the_last_frozen_one() {
    let workspace = Workspace::new();
    let old = |words: &[&str]| workspace.json(words)["old"]["file"].as_str().unwrap().to_owned();
    assert_eq!(old(&[CHILD]), "22-child-allowance/revisions/2024-12-20.yaml");
    assert_eq!(
        old(&["22-child-allowance/revisions/2024-12-20.yaml"]),
        "22-child-allowance/revisions/2023-12-15.yaml",
        "a frozen revision is compared with the one before it"
    );
    let output = workspace.diff(&["22-child-allowance/revisions/2023-12-15.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("確定した版"), "{}", stderr(&output));
}

#[test]
fn csv_holds_what_the_table_holds() {
    let workspace = Workspace::new();
    let output = workspace.diff(&[CHILD, "--format", "csv"]);
    let text = stdout(&output);
    let records = records(text.strip_prefix('\u{feff}').unwrap());
    let rows = workspace.json(&[CHILD])["rows"].as_array().unwrap().clone();
    assert_eq!(records.len(), rows.len() + 1);
    assert_eq!(records[0][..3], ["変更日", "項目", "変更前の記載"]);
    for (record, row) in records[1..].iter().zip(&rows) {
        assert_eq!(record.len(), 10);
        assert_eq!(record[9], row["item"].as_str().unwrap());
        assert_eq!(record[6] == "※", row["mark"].as_bool().unwrap());
        assert_eq!(record[0], "令和7年12月26日");
    }
    assert!(text.lines().count() > records.len(), "cells keep their line breaks");
}

#[test]
fn csv_carries_no_formulas() {
    let workspace = Workspace::new();
    let file = "22-child-allowance/assessment.yaml";
    workspace.replace(file, "name: 児童手当の支給に関する事務", "name: \"=HYPERLINK(\\\"http://x\\\",\\\"y\\\")\"");
    workspace.replace(file, "vendor: 汐見台メール印刷株式会社", "vendor: '@SUM(1+1)*cmd|'");
    let output = workspace.diff(&[CHILD, "--format", "csv"]);
    let text = stdout(&output);
    for field in records(text.strip_prefix('\u{feff}').unwrap()).concat() {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{field}");
    }
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x\"\"") && text.contains("'@SUM(1+1)*cmd|"));
}

#[test]
fn markdown_rows_have_six_cells() {
    let workspace = Workspace::new();
    workspace.replace("22-child-allowance/assessment.yaml", "name: 児童手当の支給に関する事務", "name: 甲|乙 <b>*丙*");
    let text = stdout(&workspace.diff(&[CHILD, "--format", "markdown"]));
    for line in text.lines() {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 7, "{line}");
    }
    assert!(text.contains("甲\\|乙 &lt;b&gt;\\*丙\\*"), "{text}");
}

#[test]
fn the_table_fits_terminals_of_any_width() {
    let workspace = Workspace::new();
    for columns in [20, 40, 60, 69, 70, 71, 80, 95, 100, 129, 130, 160, 200] {
        for sample in [CHILD, "15-health-checkups"] {
            let text = stdout(&workspace.diff_at(columns, &[sample]));
            for line in text.lines() {
                assert!(line.width() <= columns, "{columns}: {line}");
                for cell in line.split(" | ").map(|cell| cell.trim_start_matches("  ")) {
                    assert!(!cell.starts_with(['、', '。', '）', '」']), "{columns}: {line}");
                }
            }
            assert!(text.contains("※") && text.contains("変更に伴って行うこと"));
            assert_eq!(text.contains("■ "), columns < 70, "stacked below 70 columns");
        }
    }
}

#[test]
fn colour_changes_nothing_but_marks() {
    let workspace = Workspace::new();
    let coloured = stdout(&workspace.diff(&[CHILD, "--color", "always"]));
    assert!(coloured.contains("\x1b[31;9m") && coloured.contains("\x1b[32;4m"));
    assert!(!coloured.contains("[-") && !coloured.contains("{+"));
    let plain = stdout(&workspace.diff(&[CHILD, "--color", "never"]));
    assert!(plain.contains("[-") && plain.contains("{+") && !plain.contains('\x1b'));
    workspace.replace("hyokasho.yaml", "item_path: full", "item_path: short");
    assert!(stdout(&workspace.diff(&[CHILD])).contains("Ⅱ 4. 委託事項2①"));
}

#[test]
fn a_new_block_can_be_one_row() {
    let workspace = Workspace::new();
    let document = workspace.json(&[CHILD, "--granularity", "block"]);
    let rows = document["rows"].as_array().unwrap();
    let block: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "added").collect();
    assert_eq!(block.len(), 1);
    assert_eq!(block[0]["item"], "files.child.outsourcing.printing");
    assert_eq!(block[0]["path"], "Ⅱ 4. 委託事項2");
    let after = block[0]["after"].as_str().unwrap();
    assert!(after.starts_with("支払通知書等の印刷及び封入封緘業務\n①委託内容: "), "{after}");
    assert!(after.contains("\n③委託先名: 汐見台メール印刷株式会社\n"), "{after}");
    assert_eq!((&block[0]["mark"], &block[0]["important"]), (&true.into(), &true.into()));
}

#[test]
fn orthographic_changes_fold_for_people_only() {
    let workspace = Workspace::new();
    let folder = workspace.0.path().join(CHILD);
    fs::copy(folder.join("assessment.yaml"), folder.join("revisions/2025-12-26.yaml")).unwrap();
    workspace.replace("22-child-allowance/assessment.yaml", "（昭和46年法律第73号）", "（昭和４６年法律第７３号）");
    let folded = stdout(&workspace.diff(&[CHILD]));
    assert!(folded.contains("表記だけの変更が 1 行"), "{folded}");
    assert!(stdout(&workspace.diff(&[CHILD, "--verbose"])).contains("（表記のみ）"));
    let rows = workspace.json(&[CHILD])["rows"].as_array().unwrap().clone();
    assert_eq!(rows.iter().map(|row| row["orthographic"].as_bool().unwrap()).collect::<Vec<_>>(), [true]);
    assert_eq!(records(&stdout(&workspace.diff(&[CHILD, "--format", "csv"]))).len(), 2);
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let workspace = Workspace::new();
    let output = workspace.diff(&[CHILD, "-o", "out/変更箇所.html"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""), "{}", stderr(&output));
    let page = fs::read_to_string(workspace.0.path().join("out/変更箇所.html")).unwrap();
    assert!(page.contains("<article") && page.contains("変更の前に特定個人情報保護評価を再実施する"));
    assert_eq!(fs::read_dir(workspace.0.path().join("out")).unwrap().count(), 1, "nothing is left beside it");
    workspace.diff(&[CHILD, "-o", "rows.json"]);
    let rows: Value = serde_json::from_slice(&fs::read(workspace.0.path().join("rows.json")).unwrap()).unwrap();
    assert!(rows["rows"].is_array(), "the ending chooses the format");
}

/// `hearing done`, `review open`
fn duties(workspace: &Workspace, sample: &str) -> Vec<String> {
    let document = workspace.json(&[sample]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let duties = document["duties"].as_array().unwrap().iter();
    duties.map(|duty| format!("{} {}", text(&duty["duty"]), text(&duty["state"]))).collect()
}

#[test]
fn duties_follow_from_dates_and_judgements() {
    let health = "15-health-checkups";
    let workspace = Workspace::new();
    let all = ["judgement", "reevaluation", "hearing", "review", "prior-publication", "threshold"];
    assert_eq!(duties(&workspace, health), all.map(|duty| format!("{duty} done")));

    let before = workspace.json(&[health, "--today", "2025-12-25"]);
    let published = before["duties"].as_array().unwrap().iter().find(|duty| duty["duty"] == "prior-publication");
    let published = published.map(|duty| [&duty["state"], &duty["note"]].map(|value| value.as_str().unwrap()));
    assert_eq!(published, Some(["open", "令和7年12月26日の予定で、まだ来ていません"]));

    let file = "15-health-checkups/assessment.yaml";
    workspace.replace(file, "period: 2025-09-01/2025-10-01", "period: 2025-09-01/2025-09-20");
    workspace.replace(file, "  review:\n    date: 2025-11-10", "  review:\n    date: 2023-11-10");
    workspace.replace(file, "    date: 2025-07-15", "    date:");
    workspace.replace(file, "handlers: 186", "handlers: 620");
    let open = ["reevaluation", "hearing", "review", "threshold"];
    let state = |duty| format!("{duty} {}", if open.contains(&duty) { "open" } else { "done" });
    assert_eq!(duties(&workspace, health), all.map(state));

    let text = fs::read_to_string(workspace.0.path().join(file)).unwrap();
    let unjudged: String =
        text.lines().filter(|line| !line.contains("important:")).map(|line| format!("{line}\n")).collect();
    fs::write(workspace.0.path().join(file), unjudged).unwrap();
    let undecided = duties(&workspace, health);
    assert!(undecided.contains(&"judgement open".into()), "{undecided:?}");
    assert!(undecided.contains(&"hearing unknown".into()), "{undecided:?}");
    let document = workspace.json(&[health]);
    let notes = document["duties"].as_array().unwrap().iter().map(|duty| duty["note"].as_str().unwrap());
    let expected = [
        "※の付いた 13 行のうち 13 行に記録がありません",
        "日付が書かれていません（重要な変更に当たる場合）",
        "20日間で、短くした理由が書かれていません（重要な変更に当たる場合）",
        "令和5年11月10日のままで、前回の公表（令和6年12月20日）より新しくありません（重要な変更に当たる場合）",
        "令和7年12月26日。前回の公表は令和6年12月20日",
        "対象人数、取扱者数の区分又は重大事故の有無が前の版と違います",
    ];
    assert_eq!(notes.collect::<Vec<_>>(), expected);
}

#[test]
fn an_important_change_is_published_before_it_is_made() {
    let workspace = Workspace::new();
    let file = "22-child-allowance/assessment.yaml";
    let tail = "timing: 事前\n        important: true\n        reason: 委託事項の追加に伴う";
    workspace.replace(file, tail, &tail.replace("事前", "事後"));
    assert!(duties(&workspace, CHILD).contains(&"prior-publication open".into()));
    workspace.replace(file, "reason: 委託事項の追加に伴う", "reason: 規則第９条第２項による。委託事項の追加に伴う");
    assert!(duties(&workspace, CHILD).contains(&"prior-publication done".into()));

    let text = fs::read_to_string(workspace.0.path().join(file)).unwrap();
    fs::write(workspace.0.path().join(file), text.replace("important: true", "important: false")).unwrap();
    assert_eq!(duties(&workspace, CHILD), ["judgement done", "publication done"]);
}
