//! An assessment whose versions have different forms, as a growing 事務 gets: every command works across them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use hyokasho::form::{Form, Forms};

const FROZEN: &str = "revisions/2026-01-15.yaml";

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).env_remove("COLUMNS").output().unwrap()
}

/// What is told on standard output. The command ends as it may end on a document with faults.
fn told(words: &[&str]) -> String {
    let output = run(words);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{words:?}: {:?}\n{out}{err}", output.status);
    assert!(!err.contains("panicked"), "{words:?}: {err}");
    out
}

/// A sample of this form, or a new assessment of it.
fn text(form: &str) -> String {
    let samples = fs::read_dir("assessments").unwrap().map(|entry| entry.unwrap().path().join("assessment.yaml"));
    let mut samples: Vec<PathBuf> = samples.filter(|path| path.exists()).collect();
    samples.sort();
    let texts = samples.iter().map(|path| fs::read_to_string(path).unwrap());
    let known = texts.into_iter().find(|text| text.lines().any(|line| line.starts_with(&format!("form: {form}"))));
    known.unwrap_or_else(|| Forms::default().get(form).unwrap().unwrap().starter())
}

/// A workspace in which each form follows those of other styles: the folders, named after the forms.
fn workspace(name: &str) -> (PathBuf, Vec<String>) {
    let root = support::fresh(name);
    for shared in ["hyokasho.yaml", "fragments"] {
        support::copy(&Path::new("assessments").join(shared), &root.join(shared));
    }
    let forms = Forms::default().all();
    let newest =
        |form: &&Arc<Form>| forms.iter().find(|other| other.style == form.style).is_some_and(|one| one.id == form.id);
    let pairs = forms.iter().filter(newest).flat_map(|new| forms.iter().map(move |old| (new, old)));
    let mut names = Vec::new();
    for (new, old) in pairs.filter(|(new, old)| new.style != old.style) {
        let (new, old) = (&new.id, &old.id);
        let folder = root.join(format!("{new}-after-{old}"));
        fs::create_dir_all(folder.join("revisions")).unwrap();
        fs::write(folder.join("assessment.yaml"), text(new)).unwrap();
        fs::write(folder.join(FROZEN), text(old)).unwrap();
        for sheet in ["records.xlsx", "revisions/records.xlsx"] {
            support::copy(Path::new("assessments/15-health-checkups/records.xlsx"), &folder.join(sheet));
        }
        names.push(format!("{new}-after-{old}"));
    }
    (root, names)
}

#[test]
fn a_workspace_is_checked_and_built_as_a_whole() {
    let (root, names) = workspace("other-form-build");
    let path = root.to_str().unwrap();
    told(&["check", path, "--pedantic", "--today", "2026-04-01"]);
    told(&["status", path, "--verbose", "--today", "2026-04-01"]);
    let out = root.join("../other-form-out");
    told(&["build", path, "-o", out.to_str().unwrap(), "--today", "2026-04-01"]);
    for name in names {
        assert!(out.join("internal").join(&name).join("assessment.html").exists(), "{name} was built");
    }
}

#[test]
fn versions_of_two_forms_are_compared_both_ways() {
    let (root, names) = workspace("other-form-diff");
    for name in names {
        let folder = root.join(&name);
        let (new, old) = (folder.join("assessment.yaml"), folder.join(FROZEN));
        let (new, old) = (new.to_str().unwrap(), old.to_str().unwrap());
        told(&["diff", old, new]);
        told(&["diff", new, old, "--granularity", "block", "--verbose"]);
    }
}

#[test]
fn an_older_form_is_printed_beside_a_newer_one() {
    let (root, _) = workspace("other-form-render");
    for name in ["full-2025-05-after-focused-2025-05", "focused-2025-05-after-full-2025-05"] {
        let folder = root.join(name);
        for format in ["html", "docx", "pdf"] {
            let output = root.join(format!("{name}.{format}"));
            told(&["render", folder.to_str().unwrap(), "--against", "-o", output.to_str().unwrap()]);
            assert!(output.exists(), "{name}.{format}");
        }
    }
}

#[test]
fn rows_are_recorded_and_a_version_is_frozen_after_the_form_changed() {
    let (root, names) = workspace("other-form-record");
    for name in &names {
        let folder = root.join(name);
        told(&["record", folder.to_str().unwrap(), "--date", "2026-04-01"]);
        let written = fs::read_to_string(folder.join("assessment.yaml")).unwrap();
        told(&["record", folder.to_str().unwrap(), "--date", "2026-04-01"]);
        assert_eq!(
            fs::read_to_string(folder.join("assessment.yaml")).unwrap(),
            written,
            "{name}: nothing is told twice"
        );
        let output = run(&["freeze", folder.to_str().unwrap()]);
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{name}");
    }
}

/// A block that only the old version has stands where the new form asks for its like, although the old form numbers more parts.
#[test]
fn rows_of_the_old_form_stand_at_their_place_in_the_new_one() {
    let block = |id: &str| format!("      - id: {id}\n        title: {id}の委託\n        content: 委託の内容\n");
    let file = |form: &str, blocks: &str, place: &str| {
        format!(
            "form: {form}\ncover:\n  title: 奨学金に関する事務\nfiles:\n  - id: students\n    name: 奨学生ファイル\n    \
             outsourcing:\n{blocks}    storage:\n      place: {place}\ndisclosure:\n  to: {place}\n"
        )
    };
    let root = support::fresh("other-form-order");
    let (old, new) = (root.join("old.yaml"), root.join("new.yaml"));
    fs::write(&old, file("full-2025-05", &(block("entry") + &block("printing")), "書庫")).unwrap();
    fs::write(&new, file("focused-2025-05", &block("entry"), "電算室")).unwrap();
    let told = told(&["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&told).unwrap();
    let items: Vec<&str> =
        document["rows"].as_array().unwrap().iter().map(|row| row["item"].as_str().unwrap()).collect();
    let at =
        |item: &str| items.iter().position(|found| found.contains(item)).unwrap_or_else(|| panic!("{item}: {items:?}"));
    let removed = at("outsourcing.printing");
    assert!(removed < at("storage.place") && removed < at("disclosure.to"), "{items:?}");
}
