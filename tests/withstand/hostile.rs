//! Hostile input is refused with a code; nothing panics, hangs or grows.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use crate::support;
use std::process::Command;

use support::hostile;

#[test]
fn every_case_is_told_by_its_code() {
    for case in hostile::cases("hostile") {
        let run = |format: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
            command.args(["check", "--format", format]).arg(&case.folder).output().unwrap()
        };
        let output = run("json");
        assert!(matches!(output.status.code(), Some(1 | 3)), "{}: {output:?}", case.name);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let codes: Vec<_> =
            told["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect();
        let hit = case.codes.iter().any(|code| codes.contains(code));
        assert!(hit, "{}: {:?} expected, {:?} told", case.name, case.codes, &codes[..codes.len().min(5)]);
        let human = run("human");
        assert!(
            human.stdout.len() < 4_000_000 && human.stderr.is_empty(),
            "{}: {} bytes",
            case.name,
            human.stdout.len()
        );
    }
}
