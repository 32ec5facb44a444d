//! Record items in a spreadsheet of any kind: their changes and faults are told like any others, by sheet and cell.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

/// The list of the working text; one item stands in it twice, and the last is not in the frozen version.
const ROWS: [[&str; 2]; 7] = [
    ["区分", "記録項目"],
    ["宛名", "宛名番号"],
    ["宛名", "氏名"],
    ["資格", "資格取得日"],
    ["資格", "資格取得日"],
    ["資格", "資格喪失日"],
    ["資格", "被保険者証番号"],
];
const FROZEN: &str = "form: full-2025-05\nfiles:\n  - id: a\n    records:\n      - group: 宛名\n        items: [宛名番号, 氏名]\n      \
    - group: 資格\n        items: [資格取得日, 資格取得日, 資格喪失日]\n";

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("表紙").unwrap().write(0, 0, "記録項目一覧").unwrap();
    let sheet = book.add_worksheet().set_name("一覧").unwrap();
    for (row, cells) in (0..).zip(ROWS) {
        sheet.write(row, 0, cells[0]).unwrap().write(row, 1, cells[1]).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn separated(separator: &str) -> String {
    ROWS.iter().map(|cells| format!("{}\r\n", cells.join(separator))).collect()
}

/// The name of each list, its sheet, and its bytes; those that no test can write stand in `tests/spreadsheets`.
fn lists() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let saved = |name: &str| fs::read(Path::new("tests/spreadsheets").join(name)).unwrap();
    let utf_16: Vec<u8> = format!("\u{feff}{}", separated("\t")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("records.xlsx", "一覧", xlsx()),
        ("records.ods", "一覧", saved("records.ods")),
        ("records.xls", "一覧", saved("records.xls")),
        ("utf-8.csv", "utf-8", separated(",").into_bytes()),
        ("marked.csv", "marked", format!("\u{feff}{}", separated(",")).into_bytes()),
        ("shift-jis.csv", "shift-jis", encoding_rs::SHIFT_JIS.encode(&separated(",")).0.into_owned()),
        ("unicode.tsv", "unicode", utf_16),
        ("misnamed.csv", "一覧", xlsx()),
    ]
}

struct Workspace(TempDir);

impl Workspace {
    fn new(name: &str, sheet: &str, list: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("15");
        fs::create_dir_all(place.join("revisions")).unwrap();
        fs::write(place.join(name), list).unwrap();
        fs::write(place.join("revisions/2024-12-20.yaml"), FROZEN).unwrap();
        let records = format!("{{from: {name}, sheet: {sheet}, group: A, column: B, header: 1}}");
        fs::write(
            place.join("assessment.yaml"),
            format!("form: full-2025-05\nfiles:\n  - id: a\n    records: {records}\n"),
        )
        .unwrap();
        Self(folder)
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).current_dir(self.0.path()).output().unwrap()
    }

    fn json(&self, words: &[&str]) -> Value {
        let output = self.run(&[words, &["--format", "json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{words:?}: {output:?}"))
    }
}

#[test]
fn faults_are_told_by_sheet_and_cell() {
    for (name, sheet, list) in lists() {
        let workspace = Workspace::new(name, sheet, &list);
        let told = workspace.json(&["check", "15"]);
        let twice = told["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "HY602");
        let twice = twice.unwrap_or_else(|| panic!("{name}: {told:#}"));
        assert_eq!(twice["file"], format!("15/{name}"));
        assert_eq!((&twice["line"], &twice["column"]), (&5.into(), &2.into()), "{name}: row and column");
        let human = String::from_utf8(workspace.run(&["check", "15"]).stdout).unwrap();
        assert!(human.contains(&format!(" 15/{name}「{sheet}」B5\n")), "{name}: {human}");
        assert!(human.contains(&format!(" 15/{name}「{sheet}」B4\n")), "{name}: the other place");
    }
}

#[test]
fn a_change_in_the_list_is_a_change_of_the_assessment() {
    for (name, sheet, list) in lists() {
        let workspace = Workspace::new(name, sheet, &list);
        let rows = workspace.json(&["diff", "15"]);
        let rows = rows["rows"].as_array().unwrap();
        let row =
            rows.iter().find(|row| row["item"] == "files.a.records").unwrap_or_else(|| panic!("{name}: {rows:?}"));
        let before = row["before"].as_str().unwrap();
        assert!(
            row["after"].as_str().unwrap().contains("被保険者証番号") && !before.contains("被保険者証番号"),
            "{name}"
        );
        assert!(before.contains("資格喪失日"), "{name}: the frozen version keeps its list");
    }
}

#[test]
fn a_sheet_that_is_not_there_is_told_with_those_that_are() {
    let workspace = Workspace::new("records.xlsx", "無い", &xlsx());
    let told = workspace.json(&["check", "15"]);
    let finding = told["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "HY060").unwrap();
    assert!(
        finding["message"].as_str().unwrap().contains("「無い」がありません（あるのは 「表紙」「一覧」）"),
        "{finding}"
    );
    assert_eq!(finding["file"], "15/assessment.yaml");
}

#[test]
fn struck_out_items_are_no_items() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("一覧").unwrap();
    let struck = rust_xlsxwriter::Format::new().set_font_strikethrough();
    sheet.write(1, 1, "宛名番号").unwrap().write_with_format(2, 1, "氏名", &struck).unwrap();
    let workspace = Workspace::new("records.xlsx", "一覧", &book.save_to_buffer().unwrap());
    let rows = workspace.json(&["diff", "15"]);
    let row = &rows["rows"].as_array().unwrap().iter().find(|row| row["item"] == "files.a.records").unwrap()["after"];
    assert!(row.as_str().unwrap().contains("宛名番号") && !row.as_str().unwrap().contains("氏名"), "{row}");
}
