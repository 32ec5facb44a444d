//! The command line as people and programs meet it.
//!
//! A case is a file beside this one: `args` run in a fresh folder that holds `files`, with `env`; what is told must be `stdout`
//! and `stderr`, and the exit code `exit`. `HYOKASHO_BLESS=1 cargo test --test cli` writes what is told into the cases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod blocks;
mod build;
mod bulk;
mod check;
mod commands;
mod corpus;
mod diff;
mod diff_git;
mod editions;
mod editor;
mod git;
mod import;
mod onto;
mod other_form;
mod output;
mod paper;
mod procedure;
mod record;
mod record_lists;
mod schemas;
mod serve;
mod serve_lists;
mod serve_people;
mod serve_review;
mod streams;
#[path = "../support/mod.rs"]
mod support;
mod versions;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    env: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<String, String>,
    exit: i32,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
}

/// The program in a folder, without anything that the surroundings could add.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.current_dir(folder).env("COLUMNS", "100").env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    command
}

fn run(folder: &Path, words: &[&str]) -> Output {
    program(folder).args(words).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn exit(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

#[test]
fn every_case_tells_what_it_should() {
    let mut paths: Vec<_> = std::fs::read_dir("tests/cli").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    assert!(paths.len() > 10);
    let mut wrong = Vec::new();
    for path in paths {
        let mut case: Case = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let folder = TempDir::new().unwrap();
        for (name, content) in &case.files {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        let output = program(folder.path()).args(&case.args).envs(&case.env).output().unwrap();
        let told = (exit(&output), text(&output.stdout), text(&output.stderr));
        if std::env::var_os("HYOKASHO_BLESS").is_some() {
            (case.exit, case.stdout, case.stderr) = told;
            std::fs::write(&path, serde_yaml::to_string(&case).unwrap()).unwrap();
        } else if told != (case.exit, case.stdout.clone(), case.stderr.clone()) {
            wrong.push(format!("{}\n{case:#?}\nbut told {told:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
