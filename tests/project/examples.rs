//! What the README and the walk-throughs in `examples/` show is what the program prints. `HYOKASHO_BLESS=1 cargo test --test project
//! examples` writes the outputs anew.
//!
//! A `console` block holds commands (`$ hyokasho …`) with their output, each with 終了コード in a last line unless it is 0. A
//! line with `…` alone stands for any number of lines.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BLESS: &str = "HYOKASHO_BLESS";
const GAP: &str = "…";

/// What a terminal of 100 columns shows.
fn output(command: &str, folder: &Path) -> Vec<String> {
    let arguments = command.strip_prefix("hyokasho ").unwrap_or_else(|| panic!("{command}: only hyokasho is run"));
    let mut run = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    run.args(arguments.split_whitespace()).current_dir(folder).env("COLUMNS", "100").env("NO_COLOR", "1");
    let output = run.output().unwrap();
    let mut lines: Vec<String> = Vec::new();
    for stream in [output.stdout, output.stderr] {
        lines.extend(String::from_utf8(stream).unwrap().lines().map(|line| line.trim_end().to_owned()));
    }
    if let Some(code) = output.status.code().filter(|code| *code != 0) {
        lines.push(format!("終了コード {code}"));
    }
    lines
}

/// The output with the gap where the page has one: as many lines before and after it.
fn with_gap(shown: &[&str], output: &[String]) -> Vec<String> {
    let Some(gap) = shown.iter().position(|line| *line == GAP) else { return output.to_vec() };
    let after = shown.len() - gap - 1;
    if output.len() < gap + after {
        return output.to_vec();
    }
    let (head, tail) = (&output[..gap], &output[output.len() - after..]);
    [head, &[GAP.to_owned()], tail].concat()
}

/// The page as it should be.
fn told(page: &str, folder: &Path) -> String {
    let mut result: Vec<String> = Vec::new();
    let mut lines = page.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        result.push(line.to_owned());
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ => {}
        }
        if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
                shown.push(line);
            }
            let blank =
                shown.last().is_some_and(|line| line.is_empty() && lines.peek().is_some_and(|next| *next != "```"));
            shown.truncate(shown.len() - usize::from(blank));
            result.extend(with_gap(&shown, &output(command, folder)));
            result.extend(blank.then(String::new));
        }
    }
    result.join("\n") + "\n"
}

fn hold(page: &Path, folder: &Path) {
    let written = fs::read_to_string(page).unwrap();
    let told = told(&written, folder);
    if std::env::var_os(BLESS).is_some() {
        fs::write(page, &told).unwrap();
        return;
    }
    let line = written.lines().zip(told.lines()).position(|(left, right)| left != right).map(|line| line + 1);
    let page = page.display();
    assert!(
        written == told,
        "{page} shows something else from line {line:?} on: {BLESS}=1 cargo test --test project examples"
    );
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    hold(Path::new("README.md"), Path::new("."));
}

#[test]
fn walk_throughs_show_what_the_program_prints() {
    let mut examples: Vec<PathBuf> = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()).collect();
    examples.retain(|path| path.is_dir());
    examples.sort();
    assert!(examples.len() >= 4, "{examples:?}");
    let root = support::fresh("examples");
    for example in examples {
        let folder = root.join(example.file_name().unwrap());
        support::copy(&example, &folder);
        hold(&example.join("README.md"), &folder);
    }
}

/// Every fault that `02-faults` announces is marked where it stands, and found there.
#[test]
fn the_fifteen_faults_are_found_where_they_are_marked() {
    let file = "examples/02-faults/22-child-allowance/assessment.yaml";
    let readme = fs::read_to_string("examples/02-faults/README.md").unwrap();
    let announced: Vec<(String, &str)> = readme
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let number: usize = cells.next()?.trim().parse().ok()?;
            Some((format!("誤り{number}"), cells.next()?.trim().trim_matches('`')))
        })
        .collect();
    assert_eq!(announced.len(), 15);
    let report = output(&format!("hyokasho check {file} --format json"), Path::new(".")).concat();
    let (json, _) = report.rsplit_once("終了コード").unwrap();
    let report: serde_json::Value = serde_json::from_str(json).unwrap();
    let text = fs::read_to_string(file).unwrap();
    for (mark, code) in announced {
        let marked = text.lines().position(|line| line.ends_with(&format!("# {mark}"))).unwrap() as u64 + 1;
        let near = |found: &serde_json::Value| {
            let line = found["line"].as_u64().unwrap();
            found["code"] == code && (marked..marked + 4).contains(&line)
        };
        let found = report["findings"].as_array().unwrap().iter().any(near);
        assert!(found, "{mark}: {code} near line {marked}");
    }
}
