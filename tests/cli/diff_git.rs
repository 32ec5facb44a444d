//! `diff --base`: a side of the comparison comes out of git, with the passages and spreadsheets of that day.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A checkout whose workspace lies in a folder of its own, with the samples committed.
struct Checkout(TempDir);

impl Checkout {
    fn new() -> Self {
        let checkout = Self(tempfile::tempdir().unwrap());
        support::copy(Path::new("assessments"), &checkout.path("評価書"));
        checkout.git(&["init", "-q", "-b", "main"]);
        checkout.commit();
        checkout
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    fn git(&self, words: &[&str]) {
        let identity = ["-c", "user.name=検査", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        command.current_dir(self.0.path()).args(identity).args(words);
        assert!(command.status().unwrap().success(), "{words:?}");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "版"]);
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let file = self.path(file);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{old}");
        fs::write(file, text.replacen(old, new, 1)).unwrap();
    }

    fn diff(&self, folder: &str, words: &[&str]) -> Output {
        program().current_dir(self.path(folder)).args(words).output().unwrap()
    }

    fn rows(&self, folder: &str, words: &[&str]) -> Vec<Value> {
        let output = self.diff(folder, &[words, &["--format", "json"]].concat());
        let document: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)));
        document["rows"].as_array().unwrap().clone()
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.arg("diff");
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn an_old_text_is_compared_with_its_old_passages() {
    if support::needs::lacks(&["git"]) {
        return;
    }
    let checkout = Checkout::new();
    assert_eq!(checkout.diff("評価書", &["--base", "HEAD", "22-child-allowance"]).status.code(), Some(0));
    checkout.replace("評価書/fragments/terminal/copy.md", "\n---\n", "\n---\n新しい端末を用いる。\n");
    for (folder, path) in [
        ("評価書", "22-child-allowance"),
        (".", "評価書/22-child-allowance/assessment.yaml"),
        ("評価書/22-child-allowance", "."),
    ] {
        let rows = checkout.rows(folder, &["--base", "HEAD", path]);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert!(rows[0]["after"].as_str().unwrap().contains("新しい端末を用いる。"));
        assert!(!rows[0]["before"].as_str().unwrap().contains("新しい端末を用いる。"));
    }
    checkout.commit();
    assert!(checkout.rows("評価書", &["--base", "HEAD", "22-child-allowance"]).is_empty());
    assert_eq!(checkout.rows("評価書", &["--base", "HEAD~1", "22-child-allowance"]).len(), 1);
}

/// However many passages an assessment takes up, git is asked for the commit, for its files, and once for all contents.
#[test]
#[cfg(unix)]
fn git_is_started_three_times() {
    use std::os::unix::fs::PermissionsExt as _;

    if support::needs::lacks(&["git"]) {
        return;
    }
    let checkout = Checkout::new();
    let (tools, log) = (checkout.path("tools"), checkout.path("starts"));
    fs::create_dir(&tools).unwrap();
    let others = std::env::var("PATH").unwrap();
    let script = format!("#!/bin/sh\necho \"$*\" >> '{}'\nPATH='{others}' exec git \"$@\"\n", log.display());
    fs::write(tools.join("git"), script).unwrap();
    fs::set_permissions(tools.join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = program();
    command.current_dir(checkout.path("評価書")).args(["--base", "HEAD", "22-child-allowance"]);
    let output = command.env("PATH", format!("{}:{others}", tools.display())).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let starts = fs::read_to_string(log).unwrap();
    assert_eq!(starts.lines().count(), 3, "{starts}");
}

#[test]
fn record_items_come_from_the_spreadsheet_of_that_revision() {
    if support::needs::lacks(&["git"]) {
        return;
    }
    let checkout = Checkout::new();
    let (nursing, health) = ("評価書/31-nursing-insurance/records.xlsx", "評価書/15-health-checkups/records.xlsx");
    fs::copy(checkout.path(nursing), checkout.path(health)).unwrap();
    let rows = checkout.rows("評価書", &["--base", "main", "15-health-checkups"]);
    let records = rows.iter().find(|row| row["item"].as_str().unwrap().ends_with(".records")).unwrap();
    assert!(!records["removed"].as_array().unwrap().is_empty() && !records["added"].as_array().unwrap().is_empty());
}

#[test]
fn what_git_cannot_give_is_said_clearly() {
    if support::needs::lacks(&["git"]) {
        return;
    }
    let checkout = Checkout::new();
    fs::create_dir(checkout.path("評価書/40-new")).unwrap();
    fs::copy("assessments/22-child-allowance/assessment.yaml", checkout.path("評価書/40-new/assessment.yaml")).unwrap();
    let child = "22-child-allowance";
    for (revision, path, message) in [
        ("v9.9", child, "という版はありません"),
        ("HEAD..main", child, "という版はありません"),
        ("HEAD", "40-new", "この版にはファイルがありません"),
        ("HEAD:評価書", child, "使えません"),
        ("a\u{7}b", child, "使えません"),
        ("", child, "使えません"),
    ] {
        let output = checkout.diff("評価書", &["--base", revision, path]);
        assert_eq!(output.status.code(), Some(3), "{revision}");
        assert!(stderr(&output).contains(message), "{revision}: {}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
    let option = checkout.diff("評価書", &["--base=--output=x", child]);
    assert_eq!(option.status.code(), Some(3));
    assert!(!checkout.path("評価書/x").exists());
}

#[test]
fn without_git_or_a_checkout_the_error_is_clear() {
    if support::needs::lacks(&["git"]) {
        return;
    }
    let plain = tempfile::tempdir().unwrap();
    support::copy(Path::new("assessments"), plain.path());
    let diff = |variable: &str, value: &Path| {
        let mut command = program();
        command.current_dir(plain.path()).args(["--base", "HEAD", "22-child-allowance"]).env(variable, value);
        command.env("GIT_CEILING_DIRECTORIES", plain.path().parent().unwrap()).output().unwrap()
    };
    let output = diff("PATH", Path::new("/nowhere"));
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("git が見つかりません"), "{}", stderr(&output));
    // A repository that a hook's environment names is not the one asked about.
    let other = Checkout::new();
    let output = diff("GIT_DIR", &other.path(".git"));
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("git で管理されていない"), "{}", stderr(&output));
}

/// What `action.yml` writes below a pull request.
#[test]
#[cfg(unix)]
fn a_comment_tells_each_assessment_that_changed_or_is_new() {
    if support::needs::lacks(&["git", "bash"]) {
        return;
    }
    let checkout = Checkout::new();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/dist/changes-comment");
    let comment = || {
        let mut command = Command::new(script);
        let output = command.current_dir(checkout.0.path()).args([env!("CARGO_BIN_EXE_hyokasho"), "評価書", "HEAD"]);
        let output = output.output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(comment(), "評価書の記載に変更はありません。\n");
    checkout.replace("評価書/fragments/terminal/copy.md", "\n---\n", "\n---\n新しい端末を用いる。\n");
    support::copy(&checkout.path("評価書/31-nursing-insurance"), &checkout.path("評価書/40-new"));
    let told = comment();
    assert!(told.contains("## 評価書/22-child-allowance\n") && told.contains("新しい端末を用いる。"), "{told}");
    assert!(told.contains("## 評価書/40-new\n\n新しい評価書です。"), "{told}");
    assert!(!told.contains("22-child-allowance-basic"), "{told}");
}

/// `.pre-commit-hooks.yaml`: what each hook runs stops what it should stop, and nothing else.
#[test]
fn hooks_stop_faults_and_let_the_rest_pass() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let hooks: Vec<BTreeMap<String, serde_yaml::Value>> = serde_yaml::from_str(&hooks).unwrap();
    let checkout = Checkout::new();
    let run = |id: &str, files: &[&str]| {
        let hook = hooks.iter().find(|hook| hook["id"] == id).unwrap();
        let entry = hook["entry"].as_str().unwrap().strip_prefix("hyokasho ").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        command.current_dir(checkout.path("評価書")).args(entry.split(' ')).args(files).status().unwrap().code()
    };
    let file = "22-child-allowance/assessment.yaml";
    assert_eq!(run("hyokasho-check", &[file]), Some(0));
    checkout.replace("評価書/22-child-allowance/assessment.yaml", "form:", "from:");
    assert_ne!(run("hyokasho-check", &[file]), Some(0));
    checkout.replace(
        "評価書/15-health-checkups/assessment.yaml",
        "published_on: 2025-12-26",
        "published_on: 2015-12-26",
    );
    assert_eq!(run("hyokasho-status", &[]), Some(3), "a file that cannot be read outdoes what is overdue");
    checkout.replace("評価書/22-child-allowance/assessment.yaml", "from:", "form:");
    assert_eq!(run("hyokasho-status", &[]), Some(1));
}

/// `action.yml` asks for no input that it does not declare, and declares none that it does not use.
#[test]
fn the_action_uses_the_inputs_that_it_declares() {
    let text = fs::read_to_string("action.yml").unwrap();
    let action: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    let declared: BTreeSet<&str> =
        action["inputs"].as_mapping().unwrap().keys().map(|name| name.as_str().unwrap()).collect();
    let words = text.split("inputs.").skip(1);
    let used: BTreeSet<&str> =
        words.map(|rest| rest.split(|letter: char| !letter.is_ascii_lowercase()).next().unwrap()).collect();
    assert_eq!(declared, used);
}
