//! Every page of the sample workspace in a real browser: WCAG 2.2 AA as axe sees it, narrow screens, the keyboard, the search,
//! and that nothing is asked of anybody. What looks is `tests/web/accessibility.mjs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::needs::lacks;

/// The last is what `npm ci` in `tests/web` brings.
const BROWSER: [&str; 3] = ["node", "chromium", "tests/web/node_modules/axe-core"];
/// Settings that every page is looked at in.
const SETTINGS: usize = 2;
/// In the office, per assessment: its page, the review page, two revisions (one of 様式2); the index, what they have in common; and
/// the review edition.
const OFFICE: usize = 3 * 4 + 3 + 3;
/// For the public: the answers to citizens, the newest version, its history and one before it (of 様式2 the first two alone), and
/// the index.
const PUBLIC: usize = 3 * 4 + 2 + 1;

/// What was found on a page in one setting.
struct Looked {
    page: String,
    faults: Vec<String>,
}

fn look(folder: &Path) -> Vec<Looked> {
    let output = Command::new("node").arg("tests/web/accessibility.mjs").arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let looked = |line: &str| {
        let told: Value = serde_json::from_str(line).unwrap();
        let words = |value: &Value| value.as_str().unwrap().to_owned();
        Looked {
            page: format!("{} ({})", words(&told["page"]), words(&told["setting"])),
            faults: told["faults"].as_array().unwrap().iter().map(words).collect(),
        }
    };
    String::from_utf8(output.stdout).unwrap().lines().map(looked).collect()
}

#[test]
fn nobody_is_shut_out_of_a_page() {
    if lacks(&BROWSER) {
        return;
    }
    let out = support::fresh("accessibility");
    let made = |words: &[&str], file: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        let output = command.args(words).arg("-o").arg(file).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    made(&["build", "assessments", "--today", "2026-04-01"], &out);
    let sample = "assessments/22-child-allowance";
    let old = format!("{sample}/revisions/2024-12-20.yaml");
    made(&["render", sample, "--against", &old], &out.join("review-edition.html"));
    let looked = look(&out);
    assert_eq!(looked.len(), (OFFICE + PUBLIC) * SETTINGS);
    let faults = looked.iter().filter(|looked| !looked.faults.is_empty());
    let told: Vec<String> = faults.map(|looked| format!("{}\n  {}", looked.page, looked.faults.join("\n  "))).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What looks at the pages would find something if it were there.
#[test]
fn faults_of_a_page_are_found() {
    if lacks(&BROWSER) {
        return;
    }
    let folder = support::fresh("accessibility-faults");
    let page = "<!DOCTYPE html><html><head><title>x</title></head><body><main style='color: #aaa; background: #fff'>\
        <p style='width: 600px'>薄い字</p><img src='http://localhost:9/x.png'><a href='x' style='outline: none'>よそ</a>\
        </main></body></html>";
    fs::write(folder.join("x.html"), page).unwrap();
    let looked = look(&folder);
    assert_eq!(looked.len(), SETTINGS);
    let told = looked.iter().flat_map(|looked| looked.faults.clone()).collect::<Vec<_>>().join("\n");
    for fault in ["color-contrast", "image-alt", "html-has-lang", "pixels wide", "first stop", "not seen", "asked for"]
    {
        assert!(told.contains(fault), "{fault}:\n{told}");
    }
}
