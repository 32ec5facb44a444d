//! What an officer asks of `check`: to leave out, to count, to put off, to repair.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use super::{Case, exit, program, run, text};

const CONFIG: &str = "organization: 汐見台市\n";
/// A title that speaks of a draft, an old name, a count that is not that of the list.
const ASSESSMENT: &str = "form: focused-2025-05\nwork:\n  content: 日本工業規格に適合する機器を用いる。\n  name: 奨学金\n\
    systems:\n  - name: 奨学金システム\n    functions: 日本工業規格による。\n\
    files:\n  - id: loan\n    outsourced_count: 1\n    outsourcing:\n      - {id: keep, title: 保守}\n      - {id: print, title: 印刷}\n";

fn workspace(config: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("40-loan")).unwrap();
    std::fs::write(folder.path().join("hyokasho.yaml"), config).unwrap();
    std::fs::write(folder.path().join("40-loan/assessment.yaml"), ASSESSMENT).unwrap();
    folder
}

/// What is told of these codes, as lines.
fn told(folder: &Path, words: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["check", "-q"], words].concat());
    text(&output.stdout).lines().map(ToOwned::to_owned).collect()
}

#[test]
fn findings_are_chosen_by_code_family_and_weight() {
    let folder = workspace(CONFIG);
    let codes = |words: &[&str]| {
        let lines = told(folder.path(), words);
        lines.iter().map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&["--select", "HY403,outsourcing-count"]), ["HY403", "HY201"]);
    assert_eq!(codes(&["--select", "HY4", "--select", "HY201", "--ignore", "HY403"]), ["HY201"]);
    assert_eq!(codes(&["--select", "HY403,HY201", "--min-severity", "error"]), ["HY201"]);
    let output = run(folder.path(), &["check", "--select", "HY4O3"]);
    assert_eq!(exit(&output), 2);
    assert!(text(&output.stderr).contains("「HY4O3」という指摘のコードも族もありません（HY403 でしょうか）"));
}

#[test]
fn a_cause_is_told_once_and_counted_everywhere() {
    let folder = workspace(CONFIG);
    let lines = told(folder.path(), &["--select", "HY403"]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].ends_with("（ほか 1 か所）"), "{lines:?}");
    let output = run(folder.path(), &["check", "--select", "HY403,HY201", "--statistics"]);
    let counted = text(&output.stdout);
    assert!(counted.contains("\n2     HY403   注意") && counted.contains("\n3     計"), "{counted}");
    assert_eq!(exit(&output), 1);
    assert_eq!(exit(&run(folder.path(), &["check", "--exit-zero", "-q"])), 0);
}

#[test]
fn an_allowance_holds_wherever_the_command_is_run() {
    let allow = "allow:\n  - {code: HY403, assessment: 40-loan, reason: 審査会で確認した}\n";
    let folder = workspace(&format!("{CONFIG}{allow}"));
    let inside = folder.path().join("40-loan");
    for (from, path) in [
        (folder.path(), "."),
        (folder.path(), "40-loan"),
        (inside.as_path(), "."),
        (inside.as_path(), "assessment.yaml"),
        (inside.as_path(), "../40-loan"),
        (inside.as_path(), ".."),
    ] {
        assert!(told(from, &["--select", "HY403", path]).is_empty(), "{path}");
    }
}

#[test]
fn a_path_that_leads_out_of_a_workspace_is_in_its_own() {
    let folder = workspace("organization: 外の市\nseverity: {HY403: off}\n");
    let other = folder.path().join("other/41-loan");
    std::fs::create_dir_all(&other).unwrap();
    std::fs::write(folder.path().join("other/hyokasho.yaml"), CONFIG).unwrap();
    std::fs::write(other.join("assessment.yaml"), ASSESSMENT).unwrap();
    let alone = TempDir::new().unwrap();
    std::fs::write(alone.path().join("assessment.yaml"), ASSESSMENT).unwrap();
    let lines = |from: &Path, path: &str| told(from, &["--select", "HY403", path]).len();
    assert_eq!(lines(&folder.path().join("40-loan"), "../other"), 1);
    assert_eq!(lines(&folder.path().join("other"), "../40-loan"), 0);
    let name = alone.path().file_name().unwrap().to_str().unwrap();
    let path = format!("../{name}/assessment.yaml");
    assert_eq!(lines(&alone.path().join("../").join(name), &path), 1);
}

#[test]
fn standard_input_is_checked_in_the_workspace_around_the_folder() {
    let folder = workspace(&format!("{CONFIG}severity: {{HY201: off}}\n"));
    let check = |given: &str, words: &[&str]| {
        let mut child = program(folder.path())
            .args([&["check", "-", "-q", "--select", "HY030,HY403,HY201"], words].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (exit(&output), text(&output.stdout))
    };
    let (code, lines) = check(ASSESSMENT, &[]);
    assert_eq!(code, 0, "{lines}");
    assert!(lines.starts_with("標準入力:3:12: 注意[HY403]"), "{lines}");
    let without = ASSESSMENT.replace("form: focused-2025-05\n", "");
    assert!(check(&without, &[]).1.contains("HY030"));
    assert!(check(&without, &["--form", "様式3"]).1.contains("HY403"));
    assert_eq!(check(&without, &["--form", "様式9"]).0, 2);
    assert_eq!(check("a: \u{1}", &[]).0, 3);
}

#[test]
fn what_was_taken_over_is_put_off_until_its_day() {
    let folder = workspace(CONFIG);
    let add = |words: &[&str]| run(folder.path(), &[&["check", "--add-baseline"], words].concat());
    assert_eq!(exit(&add(&["引き継いだ"])), 2, "a day is needed");
    assert_eq!(exit(&add(&[" ", "--until", "2027-03-31"])), 2, "a reason is needed");
    let output = add(&["令和5年の公表のまま引き継いだ", "--until", "令和9年3月31日"]);
    assert_eq!(exit(&output), 0, "{}", text(&output.stderr));
    assert!(told(folder.path(), &[]).is_empty());
    assert!(told(folder.path(), &["--today", "2027-03-31"]).is_empty());
    let late = told(folder.path(), &["--today", "2027-04-01", "--select", "HY0,HY403"]);
    assert!(
        late.iter().any(|line| line.contains("HY043")) && late.iter().any(|line| line.contains("HY403")),
        "{late:?}"
    );
    let json: serde_json::Value =
        serde_json::from_slice(&run(folder.path(), &["check", "--format", "json"]).stdout).unwrap();
    let reason = json["accepted"][0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("令和5年の公表のまま引き継いだ（令和9年3月31日まで）"), "{reason}");
    // What is new is told; what is put right is told as gone, and leaves with the next call.
    let file = folder.path().join("40-loan/assessment.yaml");
    std::fs::write(
        &file,
        ASSESSMENT.replace("outsourced_count: 1", "outsourced_count: 2") + "governance: {measures: をを}\n",
    )
    .unwrap();
    let lines = told(folder.path(), &["--select", "HY042,HY2,HY4,HY606"]);
    assert!(lines.iter().any(|line| line.contains("猶予した指摘のうち 1 件は、もうありません")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("HY606")), "{lines:?}");
    assert_eq!(exit(&add(&["二度めの猶予", "--until", "2027-03-31"])), 0);
    assert!(told(folder.path(), &[]).is_empty());
}

/// Every `fix-*.yaml` beside this file, in a folder of its own.
#[test]
fn repairing_twice_is_repairing_once_and_what_is_shown_is_what_is_written() {
    let mut paths: Vec<_> = std::fs::read_dir("tests/cli").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with("fix-"));
    assert!(paths.len() > 10);
    for path in paths {
        let case: Case = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("assessment.yaml");
        let before = &case.files["assessment.yaml"];
        std::fs::write(&file, before).unwrap();
        let read = || std::fs::read_to_string(&file).unwrap();
        let fix = |words: &[&str]| run(folder.path(), &[&["check", "assessment.yaml", "--fix"], words].concat());
        let shown = text(&fix(&["--dry-run"]).stdout);
        assert_eq!(&read(), before, "{}: nothing is written", path.display());
        fix(&[]);
        let once = read();
        assert_ne!(&once, before, "{}", path.display());
        let added = shown.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++"));
        for line in added {
            assert!(once.lines().any(|written| written == &line[1..]), "{}: {line}", path.display());
        }
        let again = fix(&["--dry-run"]);
        assert_eq!((exit(&again), text(&again.stdout).as_str()), (0, ""), "{}", path.display());
        fix(&[]);
        assert_eq!(read(), once, "{}", path.display());
    }
}
