//! What is withheld stands in no byte of what the public gets, in whatever format and layer.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::assessment::WITHHELD;

use crate::support::every_byte::every_byte;
use crate::support::secret::{SAMPLE, SECRET, workspace};

const FORMATS: [&str; 6] = ["html", "pdf", "docx", "xlsx", "md", "json"];

fn run(words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

fn rendered(root: &Path, what: &Path, ending: &str, more: &[&str]) -> (PathBuf, String) {
    let file = root.join(format!("out{}.{ending}", more.concat()));
    let words = [&["render", what.to_str().unwrap(), "-o", file.to_str().unwrap()], more].concat();
    let (code, told) = run(&words);
    assert_eq!(code, Some(0), "{ending}: {told}");
    let all = every_byte(&file.display().to_string(), &fs::read(&file).unwrap());
    (file, all)
}

fn told(all: &str) -> Vec<String> {
    let around = |word: &str| {
        let at = all.find(word)?;
        let start = all[..at].char_indices().rev().nth(40).map_or(0, |(start, _)| start);
        Some(all[start..].chars().take(90).collect::<String>())
    };
    SECRET.iter().filter_map(|word| around(word)).collect()
}

#[test]
fn no_withheld_word_is_in_any_byte_of_any_format() {
    let root = workspace("withheld-formats");
    let folder = root.join(SAMPLE);
    for (version, formats) in
        [(folder.clone(), &FORMATS[..]), (folder.join("revisions/2024-12-20.yaml"), &["pdf", "json"])]
    {
        for ending in formats {
            let (_, whole) = rendered(&root, &version, ending, &[]);
            assert_ne!(told(&whole), Vec::<String>::new(), "{ending}: the whole edition has it, and we would find it");
            let (_, public) = rendered(&root, &version, ending, &["--public"]);
            assert_eq!(told(&public), Vec::<String>::new(), "{ending} of {}", version.display());
            let marks = public.matches("（公表しない部分）").count();
            assert!(marks >= 5, "{ending}: the structure stays, with {marks} marks");
        }
    }
}

#[test]
fn what_is_not_withheld_stays_and_so_does_the_structure() {
    let root = workspace("withheld-structure");
    let read = |more: &[&str]| -> serde_json::Value {
        let (file, _) = rendered(&root, &root.join(SAMPLE), "json", more);
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
    };
    let (whole, public) = (read(&[]), read(&["--public"]));
    let items = |value: &serde_json::Value| value["items"].as_array().unwrap().clone();
    let (whole_items, public_items) = (items(&whole), items(&public));
    assert_eq!(whole_items.len(), public_items.len());
    let mut hidden = 0;
    for (own, public) in whole_items.iter().zip(&public_items) {
        assert_eq!(own["label"], public["label"]);
        if public["withheld"] == true {
            hidden += 1;
            assert!(public["answer"].is_null() || public["answer"].to_string().contains(WITHHELD), "{public}");
        } else if !public["answer"].to_string().contains(WITHHELD) {
            assert_eq!(own["answer"], public["answer"], "{}", own["path"]);
        }
    }
    assert!(hidden > 10, "{hidden}");
    let count = |value: &serde_json::Value| value["changes"].as_array().unwrap().len();
    assert_eq!(count(&whole), count(&public), "a row more or less would tell something, too");
}
