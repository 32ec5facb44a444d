//! Tables of all assessments: the same in every format, described as they are, and asked by a program that is not ours.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use hyokasho::office::corpus_tables;
use serde_json::Value;

use crate::support::needs::lacks;
use crate::support::{copy, fresh};

const PAGE: &str = "docs/corpus.md";
/// Where tests/run puts DuckDB.
const PACKAGES: &str = "tests/python/packages/duckdb";

fn export(folder: &Path, arguments: &[&str]) -> Output {
    let program = std::path::absolute(env!("CARGO_BIN_EXE_hyokasho")).unwrap();
    Command::new(program).current_dir(folder).arg("export").args(arguments).output().unwrap()
}

/// A copy of the samples with its tables.
fn exported(name: &str, format: &str) -> PathBuf {
    let root = fresh(name);
    copy(Path::new("assessments"), &root.join("assessments"));
    let output = export(&root, &["assessments", "-o", "corpus", "--format", format]);
    assert!(output.status.success(), "{output:?}");
    root
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_str().unwrap().to_owned();
        if entry.is_dir() {
            found.extend(files(&entry).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, fs::read(entry).unwrap());
        }
    }
    found
}

#[test]
fn every_row_has_the_columns_that_are_described() {
    let root = exported("corpus-jsonl", "jsonl");
    let corpus = root.join("corpus");
    let schema: Value = serde_json::from_str(&fs::read_to_string(corpus.join("schema.json")).unwrap()).unwrap();
    for table in schema["tables"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let columns: Vec<&str> =
            table["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap()).collect();
        let lines = fs::read_to_string(corpus.join(name).join("00001.jsonl")).unwrap();
        let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for row in &rows {
            assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), columns, "{name}");
        }
        let known = |column: &&str| rows.iter().any(|row| !row[*column].is_null());
        let never: Vec<&&str> = columns.iter().filter(|column| !known(column)).collect();
        let silent = ["text", "reason", "withheld"];
        assert!(name == "findings" || never.iter().all(|column| silent.contains(column)), "{name}: {never:?}");
    }
    let rows = |table: &str| fs::read_to_string(corpus.join(table).join("00001.jsonl")).unwrap();
    assert_eq!(rows("assessments").lines().count(), 4);
    assert!(rows("items").contains("\"key\":\"files[].use.purpose\""));
    assert!(rows("blocks").contains("\"list\":\"files[].outsourcing[]\""));
}

#[test]
fn the_same_assessments_give_the_same_tables_and_old_ones_go() {
    let root = exported("corpus-again", "csv");
    let first = files(&root.join("corpus"));
    assert!(first.keys().any(|name| name == "items/00001.csv"));
    for format in ["parquet", "csv"] {
        let output = export(&root, &["assessments", "-o", "corpus", "--format", format]);
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(files(&root.join("corpus")), first);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_written() {
    let root = fresh("corpus-unread");
    copy(Path::new("assessments"), &root.join("assessments"));
    fs::write(root.join("assessments/22-child-allowance/assessment.yaml"), "form: [\n").unwrap();
    let output = export(&root, &["assessments", "-o", "corpus", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("22-child-allowance"));
    let rows = fs::read_to_string(root.join("corpus/assessments/00001.jsonl")).unwrap();
    let whole = rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["whole"].as_bool().unwrap());
    assert_eq!(whole.filter(|whole| *whole).count(), 3);
    assert_eq!(export(&root, &["nothing-there", "-o", "corpus"]).status.code(), Some(3));
}

/// `docs/corpus.md` tells the columns, and what DuckDB answers to its questions.
#[test]
fn the_page_tells_what_the_tables_hold_and_duckdb_answers() {
    let page = fs::read_to_string(PAGE).unwrap();
    let bless = std::env::var_os("HYOKASHO_BLESS").is_some();
    let (before, rest) = page.split_once("<!-- tables -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /tables -->").unwrap();
    let mut told = format!("{before}<!-- tables -->\n\n{}\n<!-- /tables -->{after}", corpus_tables());
    if !lacks(&["python3", PACKAGES]) {
        let root = exported("corpus-duckdb", "parquet");
        let questions: Vec<&str> =
            page.split("```sql\n").skip(1).map(|rest| rest.split_once("\n```").unwrap().0).collect();
        assert_eq!(questions.len(), 6);
        for (question, answer) in questions.iter().zip(asked(&root, &questions)) {
            let (before, rest) = told.split_once(&format!("{question}\n```\n")).unwrap();
            let rest = rest.trim_start_matches('\n');
            let table: usize = rest.lines().take_while(|line| line.starts_with('|')).map(|line| line.len() + 1).sum();
            let rest = rest[table..].trim_start_matches('\n');
            told = format!("{before}{question}\n```\n\n{answer}\n{rest}");
        }
    }
    if bless {
        fs::write(PAGE, &told).unwrap();
    }
    assert!(
        fs::read_to_string(PAGE).unwrap() == told,
        "{PAGE} is stale: HYOKASHO_BLESS=1 cargo test --test cli corpus"
    );
}

/// The answers as tables of Markdown.
fn asked(root: &Path, questions: &[&str]) -> Vec<String> {
    let script = std::path::absolute("tests/python/ask.py").unwrap();
    let packages = std::path::absolute(PACKAGES).unwrap().parent().unwrap().to_owned();
    let mut asking = Command::new("python3")
        .arg(script)
        .current_dir(root)
        .env("PYTHONPATH", packages)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    asking.stdin.take().unwrap().write_all(serde_json::to_string(questions).unwrap().as_bytes()).unwrap();
    let output = asking.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let answers: Vec<Vec<Vec<String>>> = serde_json::from_slice(&output.stdout).unwrap();
    let table = |rows: Vec<Vec<String>>| {
        let mut text = String::new();
        for (index, row) in rows.iter().enumerate() {
            writeln!(text, "| {} |", row.join(" | ")).unwrap();
            if index == 0 {
                writeln!(text, "|{}", "---|".repeat(row.len())).unwrap();
            }
        }
        assert!(rows.len() > 1, "nothing is answered: {rows:?}");
        text
    };
    answers.into_iter().map(table).collect()
}
