//! A document that comes back from the office becomes the next version of the assessment that it was printed from.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{copy, fresh};

fn run(args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(args).output().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

/// The ids of all blocks.
fn ids(yaml: &str) -> BTreeSet<String> {
    let id = |line: &str| line.trim_start().strip_prefix("- id: ").map(|id| id.trim().to_owned());
    yaml.lines().filter_map(id).collect()
}

#[test]
fn ids_and_passages_of_the_version_before_are_kept() {
    let workspace = fresh("onto");
    copy(Path::new("assessments"), &workspace);
    let place = |name: &str| workspace.join(name).display().to_string();
    let own = place("22-child-allowance");
    assert_eq!(run(&["render", &own, "-o", &place("x.docx")]).1, Some(0));
    let (alone, next) = (place("90-alone"), place("91-next"));
    assert_eq!(run(&["import", &place("x.docx"), "-o", &alone]).1, Some(0));
    assert_eq!(run(&["import", &place("x.docx"), "-o", &next, "--onto", &own]).1, Some(0));
    let read = |folder: &str| fs::read_to_string(Path::new(folder).join("assessment.yaml")).unwrap();
    assert_ne!(ids(&read(&alone)), ids(&read(&own)), "a document has no ids");
    assert_eq!(ids(&read(&next)), ids(&read(&own)));
    let passages = |yaml: &str| yaml.matches("fragment: ").count();
    assert_eq!(passages(&read(&alone)), 0);
    assert!(passages(&read(&next)) * 10 >= passages(&read(&own)) * 9, "{}", passages(&read(&next)));
    // Its rows lead to the blocks by their ids: what is told is what the import could not read.
    let (told, _) = run(&["diff", &own, &next, "--format", "json"]);
    let rows: Value = serde_json::from_str(&told).unwrap();
    let rows = rows["rows"].as_array().unwrap().len();
    assert!(rows <= 5, "{told}");
    let (found, _) = run(&["check", &next, "--format", "json"]);
    assert!(!found.contains("HY706"), "a row leads to nothing: {found}");
}
