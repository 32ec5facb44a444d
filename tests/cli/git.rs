//! `git install`: what a real git then shows of changes and makes of merges.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::needs::lacks;
use crate::support::{copy, fresh};
use crate::{exit, run, text};

const SAMPLE: &str = "15-health-checkups/assessment.yaml";

fn git(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=係", "-c", "user.email=kakari@example.jp"]).args(words);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").output().unwrap()
}

fn done(folder: &Path, words: &[&str]) {
    let output = git(folder, words);
    assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
}

/// The samples under git, with the drivers installed.
fn repository(name: &str) -> PathBuf {
    let folder = fresh(name);
    copy(Path::new("assessments"), &folder);
    done(&folder, &["init", "-q", "-b", "main"]);
    assert_eq!(exit(&run(&folder, &["git", "install"])), 0);
    done(&folder, &["add", "-A"]);
    done(&folder, &["commit", "-qm", "初め"]);
    folder
}

fn edit(folder: &Path, changes: &[(&str, &str)]) {
    let file = folder.join(SAMPLE);
    let mut words = fs::read_to_string(&file).unwrap();
    for (old, new) in changes {
        assert!(words.contains(old), "{old}");
        words = words.replacen(old, new, 1);
    }
    fs::write(&file, words).unwrap();
    done(folder, &["commit", "-qam", "直す"]);
}

/// What becomes of two people's changes: whether they met, what git told, and the file.
fn merged(name: &str, ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> (bool, String, String, PathBuf) {
    let folder = repository(name);
    done(&folder, &["checkout", "-qb", "other"]);
    edit(&folder, theirs);
    done(&folder, &["checkout", "-q", "main"]);
    edit(&folder, ours);
    let output = git(&folder, &["merge", "-q", "--no-edit", "other"]);
    let told = text(&output.stdout) + &text(&output.stderr);
    (output.status.success(), told, fs::read_to_string(folder.join(SAMPLE)).unwrap(), folder)
}

/// In the history.
const FIRST_DAY: &str = "  - date: 2024-12-20\n";
const BEFORE_READER: &str = "  - id: reader\n";

#[test]
fn installing_twice_changes_nothing_more() {
    if lacks(&["git"]) {
        return;
    }
    let folder = repository("git-install");
    let attributes = fs::read_to_string(folder.join(".gitattributes")).unwrap();
    assert_eq!(attributes, "assessment.yaml diff=hyokasho merge=hyokasho\nprocedure.yaml merge=hyokasho\n");
    assert_eq!(exit(&run(&folder, &["git", "install"])), 0);
    assert_eq!(fs::read_to_string(folder.join(".gitattributes")).unwrap(), attributes);
    let outside = tempfile::TempDir::new().unwrap();
    let output = run(outside.path(), &["git", "install"]);
    assert_eq!(exit(&output), 3);
    assert!(text(&output.stderr).contains("リポジトリの中にありません"), "{}", text(&output.stderr));
}

#[test]
fn changes_are_shown_by_items() {
    if lacks(&["git"]) {
        return;
    }
    let folder = repository("git-diff");
    let file = folder.join(SAMPLE);
    let words = fs::read_to_string(&file).unwrap();
    fs::write(&file, words.replace("population: 30万人以上", "population: 1万人以上10万人未満")).unwrap();
    let shown = text(&git(&folder, &["diff"]).stdout);
    assert!(shown.contains("■ Ⅰ 1. ③対象人数\n@@ -1 +1 @@\n-30万人以上\n+1万人以上10万人未満\n"), "{shown}");
    // What is no YAML, and what says the same, is shown by lines.
    for other in [format!("{words}x: [\n"), format!("# 注\n{words}")] {
        fs::write(&file, other).unwrap();
        let output = git(&folder, &["diff"]);
        assert!(output.status.success() && text(&output.stdout).contains("@@ "), "{}", text(&output.stdout));
    }
    fs::remove_file(&file).unwrap();
    let output = git(&folder, &["diff"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn what_does_not_meet_is_put_together_with_its_comments() {
    if lacks(&["git"]) {
        return;
    }
    let new =
        |id: &str| format!("  - id: {id}\n    name: {id} のシステム\n    functions: |\n      ①動く。\n{BEFORE_READER}");
    let (ours, theirs) = (new("ours"), new("theirs"));
    let (clean, told, words, folder) = merged(
        "git-merge",
        &[
            (BEFORE_READER, &ours),
            ("      - 宛名システム等\n", "      - 税務システム\n      - 宛名システム等\n"),
            ("  number: 15\n", "  number: 15 # こちらの注\n"),
            ("  necessity: |\n", "  # こちらの行\n  necessity: |\n"),
        ],
        &[
            (BEFORE_READER, &theirs),
            ("      - 宛名システム等\n", "      - 住民基本台帳ネットワークシステム\n      - 宛名システム等\n"),
            ("population: 30万人以上", "population: 1万人以上10万人未満 # 相手の注"),
        ],
    );
    assert!(clean, "{told}");
    for kept in [
        "- id: ours\n",
        "- id: theirs\n",
        "- 税務システム\n",
        "- 住民基本台帳ネットワークシステム\n",
        "number: 15 # こちらの注\n",
        "population: 1万人以上10万人未満",
        "# こちらの行\n",
    ] {
        assert!(words.contains(kept), "{kept} is lost: {words}");
    }
    assert!(words.contains("# 相手の注") || told.contains("相手の注"), "{told}");
    assert!(!told.contains("両方で"), "{told}");
    let check = run(&folder, &["check", "15-health-checkups"]);
    assert!(exit(&check) < 2, "{}", text(&check.stdout));
}

#[test]
fn what_meets_stands_in_the_file_twice_under_its_name() {
    if lacks(&["git"]) {
        return;
    }
    let (clean, told, words, folder) = merged(
        "git-conflict",
        &[("population: 30万人以上", "population: 1,000人未満 # こちらの注"), ("  number: 15\n", "  number: 16\n")],
        &[
            ("population: 30万人以上", "population: 1万人以上10万人未満"),
            ("agency: 汐見台市長", "agency: 汐見台市長 # 相手の注"),
        ],
    );
    assert!(!clean);
    let expected = "\
<<<<<<< こちらの記載（Ⅰ 1. ③対象人数）
  population: 1,000人未満 # こちらの注
=======
  population: 1万人以上10万人未満
>>>>>>> 相手の記載（Ⅰ 1. ③対象人数）
";
    assert!(words.contains(expected), "{words}");
    assert_eq!(words.matches("<<<<<<<").count(), 1, "{words}");
    assert!(words.contains("number: 16\n") && words.contains("# 相手の注"), "{words}");
    assert!(told.contains("Ⅰ 1. ③対象人数"), "{told}");
    let check = run(&folder, &["check", "15-health-checkups"]);
    assert_eq!(exit(&check), 3);
    assert!(text(&check.stdout).contains("HY004"), "{}", text(&check.stdout));
    let unmerged = git(&folder, &["diff", "--name-only", "--diff-filter=U"]);
    assert_eq!(text(&unmerged.stdout), format!("{SAMPLE}\n"));
}

#[test]
fn a_block_that_one_removes_and_the_other_changes_is_asked_about() {
    if lacks(&["git"]) {
        return;
    }
    let words = fs::read_to_string(Path::new("assessments").join(SAMPLE)).unwrap();
    let start = words.find("  - id: reservation\n").unwrap();
    let block = &words[start..words.find(BEFORE_READER).unwrap()];
    let changed = block.replace("②空き状況：", "②会場の空き状況：");
    for (name, ours, theirs) in
        [("git-removed-here", "", changed.as_str()), ("git-removed-there", changed.as_str(), "")]
    {
        let (clean, told, words, _) = merged(name, &[(block, ours)], &[(block, theirs)]);
        assert!(!clean && told.contains("Ⅰ 2. システム6"), "{told}");
        let marks =
            ["<<<<<<< こちらの記載（Ⅰ 2. システム6）\n", "②会場の空き状況：", ">>>>>>> 相手の記載（Ⅰ 2. システム6）\n"];
        assert!(marks.iter().all(|mark| words.contains(mark)), "{words}");
    }
}

#[test]
fn rows_of_the_table_are_put_together_by_day_and_item() {
    if lacks(&["git"]) {
        return;
    }
    let row = |item: &str| {
        format!(
            "  - date: 2024-12-01\n    rows:\n      - item: {item}\n        before: 旧\n        after: 新\n        timing: 事後\n        important: false\n        reason: 整理\n{FIRST_DAY}"
        )
    };
    let (ours, theirs) = (row("work.name"), row("cover.title"));
    let (clean, told, words, _) = merged("git-rows", &[(FIRST_DAY, &ours)], &[(FIRST_DAY, &theirs)]);
    assert!(clean, "{told}");
    assert_eq!(words.matches("- date: 2024-12-01").count(), 1, "{words}");
    assert!(words.contains("- item: work.name\n") && words.contains("- item: cover.title\n"), "{words}");
}

#[test]
fn what_is_no_yaml_is_merged_by_lines() {
    if lacks(&["git"]) {
        return;
    }
    let (clean, told, words, _) = merged(
        "git-broken",
        &[("  number: 15\n", "  number: [\n")],
        &[("population: 30万人以上", "population: 1,000人未満")],
    );
    assert!(clean && told.contains("行ごとに"), "{told}");
    assert!(words.contains("number: [\n") && words.contains("population: 1,000人未満\n"), "{words}");
}
