//! `record` and `freeze` as an officer uses them, on a copy of the sample workspace.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a helper of a test fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The sample workspace, to be worked on.
pub(super) struct Copy {
    folder: TempDir,
}

impl Copy {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new("assessments"), folder.path());
        Self { folder }
    }

    pub(super) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub(super) fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }

    pub(super) fn replace(&self, inside: &str, old: &str, new: &str) {
        let text = self.read(inside);
        assert!(text.contains(old), "{old}");
        fs::write(self.path(inside), text.replacen(old, new, 1)).unwrap();
    }

    pub(super) fn run(&self, words: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_hyokasho");
        Command::new(program).current_dir(self.folder.path()).args(words).output().unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

const FILE: &str = "22-child-allowance/assessment.yaml";
const RECORD: [&str; 4] = ["record", "22-child-allowance", "--date", "2026-05-01"];

/// A published state with one change made since.
fn changed() -> Copy {
    let copy = Copy::new();
    assert_eq!(copy.run(&["freeze", "22-child-allowance"]).status.code(), Some(0));
    copy.replace(FILE, "published_on: 2025-12-26", "published_on: 2026-06-01");
    copy.replace(FILE, "staff: 10人以上50人未満", "staff: 50人以上100人未満  # 増員");
    copy
}

#[test]
fn recording_adds_missing_rows_once_and_touches_nothing_else() {
    let copy = changed();
    let before = copy.read(FILE);
    assert_eq!(copy.run(&RECORD).status.code(), Some(0));
    let after = copy.read(FILE);
    let added = after.strip_prefix(before.trim_end()).expect("every byte before the new rows is as it was");
    assert!(added.contains("item: files.child.use.staff") && added.contains("before: 10人以上50人未満"), "{added}");
    let again = copy.run(&RECORD);
    assert!(String::from_utf8_lossy(&again.stdout).contains("記録すべき変更はありません"));
    assert_eq!(copy.read(FILE), after);
}

#[test]
fn several_edits_between_two_publications_become_one_row() {
    let copy = changed();
    copy.run(&RECORD);
    copy.replace(FILE, "staff: 50人以上100人未満  # 増員", "staff: 100人以上500人未満  # 増員");
    let output = copy.run(&["record", "22-child-allowance", "--date", "2026-05-20"]);
    assert_eq!(output.status.code(), Some(0));
    let text = copy.read(FILE);
    assert_eq!(text.matches("item: files.child.use.staff").count(), 1);
    assert!(text.contains("after: 100人以上500人未満") && !text.contains("2026-05-20"));
}

#[test]
fn a_change_that_was_taken_back_is_told() {
    let copy = changed();
    copy.run(&RECORD);
    copy.replace(FILE, "staff: 50人以上100人未満  # 増員", "staff: 10人以上50人未満");
    let output = copy.run(&RECORD);
    assert!(String::from_utf8_lossy(&output.stdout).contains("files.child.use.staff: 前の版との違いがありません"));
}

/// Nobody knows what a mistyped answer was to be: it is told once, as what it is, and never as an answer that was removed.
#[test]
fn what_cannot_be_read_is_no_change() {
    for (right, wrong, code) in [
        ("    staff: 10人以上50人未満", "    staff: 十人くらい", "HY022"),
        ("  head: ", "  所属長の役職名: ", "HY020"),
        ("    outsourcing:\n", "    outsourcing: なし\n    outsourcing-2:\n", "HY021"),
    ] {
        let copy = Copy::new();
        assert_eq!(copy.run(&["freeze", "22-child-allowance"]).status.code(), Some(0));
        copy.replace(FILE, "published_on: 2025-12-26", "published_on: 2026-06-01");
        copy.replace(FILE, right, wrong);
        let told = String::from_utf8(copy.run(&["check", "22-child-allowance"]).stdout).unwrap();
        assert!(told.contains(code) && !told.contains("HY714"), "{told}");
        let before = copy.read(FILE);
        let output = copy.run(&RECORD);
        assert!(String::from_utf8_lossy(&output.stdout).contains("記録すべき変更はありません"), "{output:?}");
        assert_eq!(copy.read(FILE), before);
    }
}

/// The shared text of several assessments is changed in one place, judged once, and told in each of them.
#[test]
fn a_changed_passage_is_recorded_and_judged_once_for_all() {
    const PASSAGE: &str = "fragments/outsourcing/vendor-check.md";
    let copy = Copy::new();
    let all = ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"];
    for name in all {
        assert_eq!(copy.run(&["freeze", name]).status.code(), Some(0), "{name}");
    }
    fs::write(copy.path(PASSAGE), copy.read(PASSAGE).trim_end().to_owned() + "\n年に一度、現地でも確かめる。\n")
        .unwrap();
    let users: Vec<&str> = all
        .into_iter()
        .filter(|name| copy.read(&format!("{name}/assessment.yaml")).contains("outsourcing/vendor-check"))
        .collect();
    assert!(users.len() >= 2, "{users:?}");
    let words = [
        "record",
        ".",
        "--all",
        "--date",
        "2026-05-01",
        "--timing",
        "事後",
        "--not-important",
        "--reason",
        "委託先の確認を強めたもので、重要な変更に当たらない。",
    ];
    let before: Vec<String> = all.iter().map(|name| copy.read(&format!("{name}/assessment.yaml"))).collect();
    let dry = copy.run(&[&words[..], &["--dry-run"]].concat());
    let told = String::from_utf8_lossy(&dry.stdout).into_owned();
    assert!(
        told.starts_with(&format!("4 評価書のうち {} に", users.len())) && told.contains("まだ何も書いていません"),
        "{told}"
    );
    let now = || -> Vec<String> { all.iter().map(|name| copy.read(&format!("{name}/assessment.yaml"))).collect() };
    assert_eq!(now(), before);
    let output = copy.run(&words);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains(&format!("文例 outsourcing/vendor-check: {} 評価書の", users.len())), "{told}");
    assert!(!told.contains("判断が要ります"), "{told}");
    for (name, before) in all.iter().zip(&before) {
        let after = copy.read(&format!("{name}/assessment.yaml"));
        assert_eq!(after != *before, users.contains(name), "{name}");
    }
    let check = copy.run(&["check", ".", "--today", "2026-05-02"]);
    let told = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(!told.contains("HY7"), "what was recorded is no finding: {told}");
    let again = copy.run(&words);
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("4 評価書のうち 0 に 0 行"));
}

#[test]
fn an_unknown_timing_is_refused() {
    let copy = changed();
    let output = copy.run(&[&RECORD[..], &["--timing", "同時"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("事前・事後"));
}

#[test]
fn an_older_date_than_the_last_row_is_refused() {
    let copy = changed();
    let output = copy.run(&["record", "22-child-allowance", "--date", "2020-01-01"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn freezing_needs_rows_and_judgements() {
    let copy = changed();
    let output = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(output.status.code(), Some(1));
    copy.run(&RECORD);
    let output = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("提出時期"));
    assert!(!copy.path("22-child-allowance/revisions/2026-06-01.yaml").exists());
    copy.replace(FILE, "# 事前 か 事後\n        timing:", "timing: 事後");
    let output = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_frozen_version_stands_alone_and_is_never_overwritten() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["freeze", "15-health-checkups"]).status.code(), Some(0));
    let frozen = copy.read("15-health-checkups/revisions/2025-12-26.yaml");
    assert!(frozen.starts_with("# hyokasho fingerprint: sha256:"));
    assert!(!frozen.contains("fragment:") && !frozen.contains("records.xlsx") && !frozen.contains("{市}"));
    assert_ne!(copy.run(&["freeze", "15-health-checkups"]).status.code(), Some(0));
    assert_eq!(copy.read("15-health-checkups/revisions/2025-12-26.yaml"), frozen);
    // It says what the working text says.
    let output = copy.run(&["record", "15-health-checkups", "--date", "2025-12-27"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("記録すべき変更はありません"));
}

/// What a version was printed from is kept with it: later changes of pictures and passages leave its page alone.
#[test]
fn a_frozen_version_keeps_its_pictures_and_its_markdown() {
    const FROZEN: &str = "15-health-checkups/revisions/2025-12-26.yaml";
    const TRAINING: &str = "fragments/governance/training.md";
    let copy = Copy::new();
    let svg = |name: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>{name}</title></svg>")
    };
    fs::create_dir(copy.path("15-health-checkups/figures")).unwrap();
    fs::write(copy.path("15-health-checkups/figures/flow.svg"), svg("old")).unwrap();
    let file = "15-health-checkups/assessment.yaml";
    copy.replace(file, "- generate: flow", "- file: figures/flow.svg\n    alternative: 市民の申込みを受け取る。");
    copy.replace(TRAINING, "\n---\n", "\nformat: markdown\n---\n");
    let page = || {
        let output = copy.run(&["render", FROZEN, "--format", "html"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let output = copy.run(&["freeze", "15-health-checkups"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let first = page();
    assert!(first.contains("data:image/svg+xml;base64,") && first.contains("class=\"prose\""));
    fs::write(copy.path("15-health-checkups/figures/flow.svg"), svg("new")).unwrap();
    copy.replace(TRAINING, "\nformat: markdown\n---\n", "\n---\n");
    assert!(page() == first, "the page of the frozen version has changed");
    let checked = |copy: &Copy| String::from_utf8(copy.run(&["check", "15-health-checkups"]).stdout).unwrap();
    assert!(!checked(&copy).contains("HY716"), "{}", checked(&copy));
    let kept = fs::read_dir(copy.path("15-health-checkups/revisions/figures")).unwrap().next().unwrap().unwrap();
    fs::write(kept.path(), svg("forged")).unwrap();
    assert!(checked(&copy).contains("HY716"), "a copy that is not what was frozen: {}", checked(&copy));
}

#[test]
fn an_assessment_with_errors_is_not_frozen() {
    let copy = Copy::new();
    copy.replace(FILE, "  agency: 汐見台市長\n", "");
    let output = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("HY217"));
}
