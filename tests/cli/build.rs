//! `render` and `build` as people run them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hyokasho::workspace::select;

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).env_remove("COLUMNS").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A copy of the sample workspace, and the folder that it is built into.
fn workspace(name: &str) -> (PathBuf, PathBuf) {
    let folder = support::fresh(name);
    let samples = folder.join("assessments");
    support::copy(Path::new("assessments"), &samples);
    (samples, folder.join("out"))
}

fn build(samples: &Path, out: &Path) -> (Option<i32>, String) {
    let output = run(&["build", samples.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    (output.status.code(), text(&output.stdout))
}

fn edit(file: &Path, change: impl Fn(String) -> String) {
    fs::write(file, change(fs::read_to_string(file).unwrap())).unwrap();
}

#[test]
fn only_what_changed_is_rendered_again() {
    let (samples, out) = workspace("build-incremental");
    let made = |expected: usize| {
        let (code, told) = build(&samples, &out);
        assert_eq!(code, Some(0), "{told}");
        let words = format!("4 件の評価書のうち、公表用に {expected} 件、庁内用に {expected} 件を作成しました");
        assert!(told.contains(&words), "{told}");
    };
    made(4);
    let first = fs::read(out.join("internal/15-health-checkups/assessment.html")).unwrap();
    made(0);
    edit(&samples.join("22-child-allowance/assessment.yaml"), |text| format!("{text}# 覚書\n"));
    made(1);
    edit(&samples.join("hyokasho.yaml"), |text| format!("{text}# 覚書\n"));
    made(4);
    for file in ["internal/31-nursing-insurance/changes.html", "public/31-nursing-insurance/history.html"] {
        fs::remove_file(out.join(file)).unwrap();
    }
    made(1);
    fs::create_dir_all(samples.join("templates/html")).unwrap();
    fs::write(samples.join("templates/html/index.css"), "").unwrap();
    made(4);
    assert_eq!(
        fs::read(out.join("internal/15-health-checkups/assessment.html")).unwrap(),
        first,
        "same input, same bytes"
    );
    fs::write(out.join(".hyokasho-build.json"), "{").unwrap();
    made(4);
}

#[test]
fn the_index_leads_to_everything_that_was_made() {
    let (samples, out) = workspace("build-index");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("other.txt"), "よそのもの").unwrap();
    assert_eq!(build(&samples, &out).0, Some(0));
    let out = out.join("internal");
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    let links: Vec<&str> = index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let links: Vec<&str> = links.into_iter().filter(|link| !link.starts_with('#')).collect();
    assert_eq!(links.len(), 3 * 6 + 5 + 1, "page, PDF, JSON, changes and revisions: one of 様式2, two of each other");
    for link in links {
        assert!(out.join(link).is_file(), "{link}");
    }
    for words in ["成人健診に関する事務", "令和7年12月26日", "次の見直し", "令和6年12月20日公表", "100.0%", "済"]
    {
        assert!(index.contains(words), "{words}");
    }
    assert!(!index.contains("http:") && !index.contains("https:"));
    assert!(index.contains("data-department=\"健康福祉部健康増進課\"") && index.contains("data-undecided=\"0\""));
    let portfolio = fs::read_to_string(out.join("portfolio.html")).unwrap();
    for (name, places) in [("中間サーバー", 3), ("団体内統合宛名システム", 3), ("standard-system/auth", 3)]
    {
        let row = portfolio.split("<tr data-places=\"").find(|row| row.contains(&format!(">{name}</th>"))).unwrap();
        assert!(row.starts_with(&format!("{places}\"")), "{name}: {row}");
        for link in row.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let (file, id) = link.split_once('#').unwrap();
            let page = fs::read_to_string(out.join(file)).unwrap();
            assert!(page.contains(&format!(" id=\"{id}\"")), "{link}");
        }
    }

    fs::remove_dir_all(samples.join("22-child-allowance")).unwrap();
    let whole = out.parent().unwrap();
    build(&samples, whole);
    for edition in ["internal", "public"] {
        let gone = whole.join(edition).join("22-child-allowance");
        assert!(!gone.exists(), "what is gone from the workspace is gone from the site");
    }
    assert!(whole.join("other.txt").is_file(), "what others put there stays");
}

#[test]
fn exit_codes_tell_what_came_of_it() {
    let (samples, out) = workspace("build-exit");
    let file = samples.join("22-child-allowance/assessment.yaml");
    edit(&file, |text| text.replace("published_on: 2025-12-26", "published_on: 2025-13-26"));
    let (code, _) = build(&samples, &out);
    assert_eq!(code, Some(1), "an error is told, the pages are there all the same");
    assert!(out.join("internal/22-child-allowance/assessment.html").is_file());

    fs::write(&file, "form: [\n").unwrap();
    let (code, told) = build(&samples, &out);
    assert_eq!(code, Some(3));
    assert!(told.contains("読めず") && out.join("internal/15-health-checkups/assessment.html").is_file());
    assert!(out.join("internal/22-child-allowance/assessment.html").is_file(), "a slip of the pen takes no page away");

    edit(&samples.join("15-health-checkups/assessment.yaml"), |text| {
        text.replace("- generate: flow", "- file: figures/gone.svg")
    });
    let checked = run(&["check", samples.join("15-health-checkups").to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(3), "a picture that is not there");
    assert!(text(&checked.stdout).contains("figures/gone.svg"));
    let picture = samples.join("15-health-checkups/figures/gone.svg");
    fs::create_dir_all(picture.parent().unwrap()).unwrap();
    fs::write(&picture, "GIF89a").unwrap();
    let checked = run(&["check", samples.join("15-health-checkups").to_str().unwrap()]);
    assert!(text(&checked.stdout).contains("HY062"), "a picture that is none: {}", text(&checked.stdout));

    let blocked = samples.join("hyokasho.yaml");
    assert_eq!(build(&samples, &blocked).0, Some(4), "the output folder is a file");
    fs::create_dir_all(samples.join("templates/html")).unwrap();
    fs::write(samples.join("templates/html/assessment.html"), "{% if %}").unwrap();
    assert_eq!(build(&samples, &out).0, Some(3), "a template that cannot be read");
    let (code, told) = build(&support::fresh("build-empty"), &out);
    assert_eq!(code, Some(3), "{told}");
}

/// What a finding refuses is not published, though it could be read as far as it goes: half of it is no assessment.
#[test]
fn what_is_refused_is_not_published() {
    let (samples, out) = workspace("build-refused");
    let file = samples.join("22-child-allowance/assessment.yaml");
    let clean = fs::read_to_string(&file).unwrap();
    let long = "あ".repeat(20_000);
    let heavy = format!("sheets: &a {}\n", "x".repeat(10));
    let settings = samples.join("hyokasho.yaml");
    edit(&settings, |text| text.replace("severity: {}", "severity: {HY003: off, HY015: info}"));
    for (code, hurt) in [
        ("HY003", clean.replacen("title: ", "title: \"\\e[31m\" # ", 1)),
        ("HY015", clean.replacen("title: ", &format!("title: {long}"), 1)),
        ("HY012", clean.replacen("cover:\n", &format!("{heavy}cover:\n"), 1)),
    ] {
        fs::write(&file, hurt).unwrap();
        let _ = fs::remove_dir_all(&out);
        let output = run(&["build", samples.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{code}: {told}");
        assert!(told.contains(&format!("[{code}]")), "{code}, whatever the settings say: {told}");
        assert!(text(&output.stdout).contains("読めず"), "{code}: {}", text(&output.stdout));
        assert!(!out.join("internal/22-child-allowance/assessment.html").exists(), "{code} is not published");
        assert!(out.join("internal/15-health-checkups/assessment.pdf").is_file(), "{code}: others go on");
        fs::write(&file, &clean).unwrap();
        assert_eq!(build(&samples, &out).0, Some(0), "mended");
        assert!(out.join("internal/22-child-allowance/assessment.html").is_file());
    }
}

/// A theme that stumbles over one assessment.
#[test]
fn one_that_fails_does_not_stop_the_others() {
    let (samples, out) = workspace("build-failing");
    let name = samples.join("templates/html/assessment.html");
    fs::create_dir_all(name.parent().unwrap()).unwrap();
    let template = fs::read_to_string("templates/html/assessment.html").unwrap();
    let stumble = "{% if document.title is containing(pat=\"児童手当\") %}{{ document.nothing }}{% endif %}</main>";
    fs::write(&name, template.replace("</main>", stumble)).unwrap();
    let output = run(&["build", samples.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr).matches("assessment.html:").count(), 1, "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("失敗") && text(&output.stdout).contains("庁内用に 2 件を作成"));
    assert!(out.join("internal/15-health-checkups/assessment.pdf").is_file());
    assert!(!out.join("internal/22-child-allowance").exists(), "no part of what failed is left");
    assert!(fs::read_to_string(out.join("internal/index.html")).unwrap().contains("ページはありません"));
}

/// What is looked at late is read late: nothing waits in memory for its turn.
#[test]
fn a_workspace_is_read_one_assessment_after_the_other() {
    let (samples, _) = workspace("build-stream");
    for number in 0..3 * rayon::current_num_threads() {
        let folder = samples.join(format!("40-{number:03}"));
        support::copy(Path::new("examples/01-start/40-scholarship"), &folder);
    }
    let (selections, _) = select(std::slice::from_ref(&samples), &[]);
    let [selection] = selections.as_slice() else { panic!("one workspace") };
    let (first, last) = (selection.files.first().unwrap(), selection.files.last().unwrap());
    let read = selection.each(&|_, _| {}, |loaded| {
        if &loaded.path == first {
            edit(last, |text| format!("{text}# 後から\n"));
        }
        loaded.assessment.unwrap().source.text().ends_with("# 後から\n")
    });
    assert_eq!(read.iter().filter(|changed| **changed).count(), 1);
    assert_eq!(read.last(), Some(&true));
}

#[test]
fn one_assessment_in_the_form_that_the_name_asks_for() {
    let folder = support::fresh("render-command");
    let sample = "assessments/22-child-allowance";
    for (ending, begins) in [("html", "<!DOCTYPE html>"), ("md", "# 児童手当"), ("json", "{\n  \"form\"")] {
        let file = folder.join(format!("a.{ending}"));
        assert_eq!(run(&["render", sample, "-o", file.to_str().unwrap()]).status.code(), Some(0));
        let written = fs::read_to_string(&file).unwrap();
        assert!(written.starts_with(begins), "{ending}");
        let printed = run(&["render", sample, "--format", ending]);
        assert_eq!(text(&printed.stdout), written);
    }
    let unknown = folder.join("a.txt");
    assert_eq!(run(&["render", sample, "-o", unknown.to_str().unwrap()]).status.code(), Some(2));
    assert_eq!(run(&["render", sample]).status.code(), Some(2));
    assert_eq!(run(&["render", "assessments/nothing", "--format", "md"]).status.code(), Some(3));
    let draft = run(&["render", sample, "--format", "html", "--draft", "素案"]);
    assert!(text(&draft.stdout).contains("data-draft=\"素案\""));
}
