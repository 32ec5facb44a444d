//! What editors and writers use: `fmt`, `check --watch` and `--output-file`, schemas, and the language server, asked by a client
//! that is not ours (`tests/lsp/`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread::spawn;
use std::time::Duration;

use serde_json::Value;

use crate::support::needs::lacks;
use crate::support::{copy, fresh};
use crate::{exit, program, run, text};

const PYTHON: &str = "tests/lsp/.venv/bin/python";

#[test]
fn the_language_server_answers_a_client_that_is_not_ours() {
    if lacks(&[PYTHON]) {
        return;
    }
    let output = Command::new(PYTHON)
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "tests/lsp/pytest.ini", "tests/lsp"])
        .env("HYOKASHO", env!("CARGO_BIN_EXE_hyokasho"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn a_client_that_is_gone_ends_the_server() {
    for typed in ["", "Content-Length: 2\r\n\r\n{}", "x\r\n\r\n"] {
        let mut server = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut server.stdin.take().unwrap(), typed.as_bytes()).unwrap();
        let output = server.wait_with_output().unwrap();
        assert!(output.status.code().is_some() && output.stdout.is_empty(), "{typed:?} {output:?}");
    }
}

#[test]
fn files_are_formatted_or_told() {
    let folder = fresh("fmt");
    copy(Path::new("assessments"), &folder);
    assert_eq!(exit(&run(&folder, &["fmt", "--check"])), 0, "the samples are formatted");
    let file = folder.join("31-nursing-insurance/assessment.yaml");
    let before = fs::read_to_string(&file).unwrap();
    fs::write(&file, before.replace("cover:\n", "cover:   \n\n\n")).unwrap();
    let checked = run(&folder, &["fmt", "--check"]);
    assert_eq!((exit(&checked), text(&checked.stdout).lines().count()), (1, 1), "{}", text(&checked.stdout));
    assert_ne!(fs::read_to_string(&file).unwrap(), before, "nothing was written");
    assert_eq!(exit(&run(&folder, &["fmt", "31-nursing-insurance"])), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), before.replace("cover:\n", "cover:\n\n"));
    fs::write(&file, "cover: 'x\n").unwrap();
    let broken = run(&folder, &["fmt", "31-nursing-insurance"]);
    assert_eq!((exit(&broken), fs::read_to_string(&file).unwrap().as_str()), (3, "cover: 'x\n"));
    let frozen = fs::read_dir(folder.join("15-health-checkups/revisions")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(exit(&run(&folder, &["fmt", frozen.to_str().unwrap()])), 3, "a frozen version is left alone");
    assert_eq!(exit(&run(&folder, &["fmt", "fragments"])), 3, "nothing is there");
}

#[test]
fn a_report_goes_into_a_file() {
    let folder = fresh("output-file");
    copy(Path::new("assessments"), &folder);
    let output = run(&folder, &["check", ".", "--format", "json", "--output-file", "found.json"]);
    assert_eq!((exit(&output), text(&output.stdout).as_str()), (0, ""));
    let told = run(&folder, &["check", ".", "--format", "json"]);
    assert_eq!(fs::read_to_string(folder.join("found.json")).unwrap(), text(&told.stdout));
    let output = run(&folder, &["check", ".", "--color", "always", "--output-file", "found.txt"]);
    assert_eq!(exit(&output), 0);
    assert!(!fs::read_to_string(folder.join("found.txt")).unwrap().contains('\u{1b}'));
    assert_eq!(exit(&run(&folder, &["check", ".", "--output-file", "15-health-checkups"])), 4);
}

#[test]
fn a_change_is_checked_again() {
    let folder = fresh("watch");
    copy(Path::new("assessments"), &folder);
    let file = folder.join("22-child-allowance-basic/assessment.yaml");
    let mut watching = program(&folder)
        .args(["check", "-q", "--watch", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(watching.stdout.take().unwrap()).lines();
    let (send, receive) = channel();
    spawn(move || lines.map_while(Result::ok).for_each(|line| drop(send.send(line))));
    let patience = Duration::from_mins(1);
    let first = receive.recv_timeout(patience).unwrap();
    assert!(!first.contains("HY022"), "{first}");
    let words = fs::read_to_string(&file).unwrap();
    fs::write(&file, words.replace("status: 実施する", "status: 実施しよう")).unwrap();
    let found = std::iter::from_fn(|| receive.recv_timeout(patience).ok()).find(|line| line.contains("実施しよう"));
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(found.is_some(), "the change was seen");
}

#[test]
fn settings_and_passages_have_schemas() {
    let folder = tempfile::TempDir::new().unwrap();
    for (name, holds) in [("hyokasho.yaml", "severity"), ("fragment", "sha"), ("procedure.yaml", "steps")] {
        let output = run(folder.path(), &["schema", name]);
        let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(jsonschema::validator_for(&schema).is_ok(), "{name}");
        assert!(schema["properties"].get(holds).is_some(), "{name}");
    }
    let output = run(folder.path(), &["schema", "hyokasho.yaml"]);
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let settings: Value = serde_yaml::from_str(&fs::read_to_string("assessments/hyokasho.yaml").unwrap()).unwrap();
    assert!(validator.is_valid(&settings), "{settings}");
    assert!(!validator.is_valid(&serde_json::json!({ "organisation": "市" })));
}
