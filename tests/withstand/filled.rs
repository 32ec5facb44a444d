//! What is put together from passages, values, lists and spreadsheets has limits of its own: counted before it is built, told with
//! a code, in bounded memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use hyokasho::assessment::Assessment;
use hyokasho::rules::codes;
use hyokasho::text::limits;
use hyokasho::workspace::{Loaded, select_alone};
use support::office::xlsx;
use tempfile::TempDir;

/// Address space for everything, threads and binary included.
const ADDRESS_SPACE_KIB: u32 = 256 * 1024;
const FORM: &str = "form: full-2025-05\n";

/// A workspace with one assessment, `values:` and a passage `a`.
fn workspace(values: &str, passage: &str, assessment: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::create_dir(place("fragments")).unwrap();
    fs::create_dir(place("15")).unwrap();
    fs::write(place("hyokasho.yaml"), format!("organization: 汐見台市\nvalues:\n{values}")).unwrap();
    fs::write(place("fragments/a.md"), format!("---\nsource: x\ndate: 2025-04-01\nsha: 00000000\n---\n{passage}"))
        .unwrap();
    fs::write(place("15/assessment.yaml"), format!("{FORM}{assessment}")).unwrap();
    folder
}

/// The codes that a check finds, each once, and the exit code.
fn check(folder: &Path) -> (Vec<String>, i32) {
    let limited = format!("ulimit -v {ADDRESS_SPACE_KIB} && exec \"$0\" check --format json");
    let output = Command::new("sh").args(["-c", &limited, env!("CARGO_BIN_EXE_hyokasho")]).current_dir(folder).output();
    let output = output.unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{:?} {}", output.status, String::from_utf8_lossy(&output.stderr)));
    let mut codes: Vec<String> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    (codes, output.status.code().unwrap_or(-1))
}

/// Refused with this code; what is read of it all the same stays within the limits.
#[track_caller]
fn refused(folder: &TempDir, code: &str) -> Assessment {
    let loaded = loaded(folder);
    let told = loaded.findings.iter().find(|finding| finding.rule.code == code);
    assert!(told.is_some_and(|finding| finding.rule.refuses_input()), "{code}: {:?}", loaded.findings.first());
    let assessment = loaded.assessment.unwrap();
    let lengths: Vec<usize> = assessment.texts().map(|(_, text)| text.value.len()).collect();
    assert!(lengths.iter().all(|length| *length <= limits::TEXT_BYTES), "{lengths:?}");
    assert!(lengths.iter().sum::<usize>() <= limits::ASSESSMENT_TEXT_BYTES, "{lengths:?}");
    assert!(assessment.cells.len() <= limits::CELLS, "{}", assessment.cells.len());
    assessment
}

fn loaded(folder: &TempDir) -> Loaded {
    let file = folder.path().join("15/assessment.yaml");
    select_alone(&file, &codes()).workspace.load(&file)
}

fn uses(count: usize) -> String {
    let mut systems = String::from("systems:\n");
    (0..count).for_each(|_| systems.push_str("  - functions:\n      - fragment: a\n"));
    systems
}

#[test]
fn a_passage_cannot_multiply_a_value() {
    let once = "work:\n  content:\n    - fragment: a\n";
    let hostile = workspace(&format!("  市: {}\n", "x".repeat(30_000)), &"{市}".repeat(16_000), once);
    refused(&hostile, "HY015");
    assert_eq!(check(hostile.path()).1, 3);
    let most = limits::TEXT_BYTES;
    let value = format!("  市: {}\n", "x".repeat(1_024));
    let fits = workspace(&value, &"{市}".repeat(most / 1_024), once);
    assert_eq!(
        loaded(&fits).assessment.unwrap().texts().next().unwrap().1.value.len(),
        most,
        "the limit stands where it says"
    );
    refused(&workspace(&value, &("{市}".repeat(most / 1_024) + "x"), once), "HY015");
}

#[test]
fn a_text_cannot_repeat_a_passage_without_end() {
    let often = "work:\n  content:\n".to_owned() + &"    - fragment: a\n".repeat(30_000);
    refused(&workspace("  市: x\n", &"文".repeat(20_000), &often), "HY015");
    refused(&workspace("  市: x\n", &"文".repeat(limits::TEXT_BYTES), &often), "HY015");
    refused(&workspace("  市: ''\n", &"{市}".repeat(limits::TEXT_BYTES), &often), "HY015");
}

#[test]
fn all_texts_together_end_at_the_limit() {
    let long = "文".repeat(limits::TEXT_BYTES / 4);
    let count = limits::ASSESSMENT_TEXT_BYTES / long.len();
    let fits = workspace("  市: x\n", &long, &uses(count));
    let told = loaded(&fits).findings;
    assert!(told.iter().all(|finding| finding.rule.code != "HY028"), "the limit stands where it says");
    let assessment = refused(&workspace("  市: x\n", &long, &uses(limits::BLOCKS)), "HY028");
    assert_eq!(assessment.texts().count(), count, "those before the limit are read");
}

#[test]
fn open_placeholders_are_told_in_number() {
    let names: String = (0..20_000).fold(String::new(), |mut names, number| {
        write!(names, "{{a{number}}}").unwrap();
        names
    });
    let told = loaded(&workspace("  市: x\n", &names, &uses(3))).findings;
    assert_eq!(told.iter().filter(|finding| finding.rule.code == "HY052").count(), 3 * limits::OPEN_PLACEHOLDERS);
}

#[test]
fn items_end_at_the_limit() {
    let blocks = |count: usize| format!("[{}]", vec!["~"; count].join(","));
    let mut files = String::from("files:\n");
    for _ in 0..limits::BLOCKS {
        writeln!(files, "  - outsourcing: {}\n    provision: {}", blocks(limits::BLOCKS), blocks(limits::BLOCKS))
            .unwrap();
    }
    let hostile = workspace("  市: x\n", "文", &files);
    refused(&hostile, "HY028");
    assert_eq!(check(hostile.path()).1, 3);
}

#[test]
fn an_id_is_short() {
    let long = format!("files:\n  - id: {}\n    outsourcing: [{}]\n", "a".repeat(200_000), vec!["~"; 200].join(","));
    let (found, exit) = check(workspace("  市: x\n", "文", &long).path());
    assert!(found.contains(&"HY026".to_owned()) && exit == 1, "{found:?} {exit}");
}

#[test]
fn a_line_is_short() {
    let name = "名".repeat(80_000);
    let long = format!(
        "files:\n  - id: a\n    name: {name}\n    outsourcing: [{0}]\n    provision: [{0}]\n  - id: b\n",
        vec!["~"; 200].join(",")
    );
    let (found, exit) = check(workspace("  市: x\n", "文", &long).path());
    assert!(found.contains(&"HY015".to_owned()) && exit == 3, "{found:?} {exit}");
}

#[test]
fn record_items_of_spreadsheets_count_as_texts() {
    let row = |row: usize, text: &str| {
        format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    };
    let sheet: String = (1..=1_000).map(|number| row(number, &"項目".repeat(100))).collect();
    let files =
        "files:\n".to_owned() + &"  - records: {from: records.xlsx, column: A, header: 0}\n".repeat(limits::BLOCKS);
    let folder = workspace("  市: x\n", "文", &files);
    fs::write(folder.path().join("15/records.xlsx"), xlsx(&sheet, "")).unwrap();
    refused(&folder, "HY028");
}
