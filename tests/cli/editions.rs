//! `build` makes two editions: what goes to the public, and what stays in the office.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support;
use crate::support::every_byte::every_byte;
use crate::support::secret::{SAMPLE, SECRET};

fn desk(name: &str) -> (PathBuf, PathBuf) {
    let folder = support::fresh(name);
    let samples = folder.join("assessments");
    support::copy(Path::new("assessments"), &samples);
    (samples, folder.join("out"))
}

fn build(samples: &Path, out: &Path, more: &[&str]) -> Output {
    let words = ["build", samples.to_str().unwrap(), "-o", out.to_str().unwrap()];
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).args(more).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn read(file: PathBuf) -> String {
    fs::read_to_string(file).unwrap()
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found.sort();
    found
}

#[test]
fn the_public_gets_frozen_versions_and_nothing_of_the_office() {
    let (samples, out) = desk("editions-public");
    let output = build(&samples, &out, &["--today", "2026-04-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let public = out.join("public");
    let index = read(public.join("index.html"));
    let links: Vec<&str> = index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let links: Vec<&str> = links.into_iter().filter(|link| !link.starts_with('#')).collect();
    assert!(links.len() > 20, "{links:?}");
    links.iter().for_each(|link| assert!(public.join(link).is_file(), "{link}"));
    assert!(
        index.contains("令和6年12月20日公表") && !index.contains("令和7年12月26日"),
        "the working text is no version"
    );
    for words in ["次の見直し", "記載率", "指摘", "未判断", "http:", "https:"] {
        assert!(!index.contains(words), "{words}");
    }
    let history = read(public.join("15-health-checkups/history.html"));
    assert!(history.contains("令和6年12月20日の変更") && history.contains("<ins>") && history.contains("変更前"));
    let former = read(public.join("15-health-checkups/revision-2023-12-15.html"));
    assert!(former.contains("新しい版があります"));
    assert!(out.join("internal/15-health-checkups/changes.html").is_file());
    assert!(read(out.join("internal/index.html")).contains("次の見直し"));
}

/// Whatever is wrong with a version keeps it from the public, and is told.
#[test]
fn the_gate_tells_why_something_is_not_published() {
    let (samples, out) = desk("editions-gate");
    let folder = samples.join("22-child-allowance");
    let page = out.join("public/22-child-allowance/assessment.html");
    let procedure = folder.join("procedure.yaml");
    let signed = read(procedure.clone());
    fs::remove_file(&procedure).unwrap();
    let output = build(&samples, &out, &[]);
    assert!(told(&output).contains("公表しません: 22-child-allowance: ") && told(&output).contains("決裁の記録"));
    assert!(!page.exists() && out.join("internal/22-child-allowance/assessment.html").is_file());
    assert!(!read(out.join("public/index.html")).contains("22-child-allowance/"));

    let output = build(&samples, &out, &["--allow-draft"]);
    assert!(told(&output).contains("決裁の記録"), "{}", told(&output));
    assert!(
        read(page.clone()).contains("data-draft=\"案\"") && read(out.join("public/index.html")).contains("案</strong>")
    );
    assert!(read(out.join("public/22-child-allowance/history.html")).contains("これは案です"));

    let fingerprint = signed.lines().find_map(|line| line.trim().strip_prefix("fingerprint: ")).unwrap();
    fs::write(&procedure, signed.replace(fingerprint, &"0".repeat(64))).unwrap();
    assert!(told(&build(&samples, &out, &[])).contains("決裁を受けたものではありません"));
    assert!(!page.exists());

    fs::write(&procedure, &signed).unwrap();
    assert!(!told(&build(&samples, &out, &[])).contains("公表しません"));
    assert!(page.is_file() && !read(page.clone()).contains("data-draft=\""));

    edit(&folder.join("revisions/2024-12-20.yaml"), "こども未来部", "子ども未来部");
    let output = build(&samples, &out, &[]);
    assert!(told(&output).contains("確かめられません"), "{}", told(&output));
    assert!(!page.exists(), "what was edited after it was frozen is not what was approved");
}

#[test]
fn no_withheld_word_is_in_any_public_byte() {
    let root = support::secret::workspace("editions-withheld");
    let out = root.join("out");
    let folder = root.join(SAMPLE);
    // What stands for the newest version now was frozen as it is, and signed.
    let mut signs = String::from("signoffs:\n");
    for day in ["2023-12-15", "2024-12-20"] {
        let text = read(folder.join(format!("revisions/{day}.yaml")));
        let fingerprint = text.lines().next().unwrap().split("sha256:").nth(1).unwrap().to_owned();
        signs += &format!("  - {{date: {day}, by: 市長, role: 決裁, fingerprint: {fingerprint}}}\n");
    }
    fs::write(folder.join("procedure.yaml"), signs).unwrap();
    for more in [&[][..], &["--allow-draft"]] {
        let output = build(&root, &out, more);
        let made = files(&out.join("public").join(SAMPLE));
        assert!(made.len() >= 6, "{made:?} {}", told(&output));
        for file in made.iter().chain([&out.join("public/index.html")]) {
            let all = every_byte(&file.display().to_string(), &fs::read(file).unwrap());
            for word in SECRET {
                assert!(!all.contains(word), "{word} in {}", file.display());
            }
        }
        let inside = read(out.join("internal").join(SAMPLE).join("assessment.html"));
        assert!(inside.contains(SECRET[0]), "the office reads all of it");
    }
}
