//! Every rule: one code, one passing and one failing fixture.
//!
//! A fixture is an assessment in which only its own rule is looked at. `bad.yaml` says in its first line where the findings
//! must stand: `# expect-lines: 5 9`. A rule over a whole workspace has folders `good/` and `bad/` with several assessments;
//! there the line stands in each file that expects findings; `revisions/` in such a
//! folder holds the frozen versions. `# today: 2026-04-01` sets the day for rules of deadlines.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hyokasho::assessment::{Assessment, NoResources, bind};
use hyokasho::dates::Date;
use hyokasho::form::Forms;
use hyokasho::rules::{CHECKS, Subject, compare_all, examine};
use hyokasho::text::Source;
use hyokasho::workspace::Workspace;
use hyokasho::yaml::parse;

fn read(path: &Path) -> (Arc<Source>, Assessment) {
    let text = std::fs::read_to_string(path).unwrap();
    let source = Source::new(path.file_name().unwrap().to_str().unwrap(), text);
    let parsed = parse(&source);
    let root = parsed.root.unwrap_or_else(|| panic!("{}: {:?}", path.display(), parsed.findings));
    let form = Forms::default().get(root.text_of("form").unwrap()).unwrap().unwrap();
    let bound = bind(&source, &root, &form, &NoResources::default());
    let slips: Vec<_> = bound.findings.iter().map(|finding| &finding.message).collect();
    assert!(slips.is_empty(), "{}: {slips:?}", path.display());
    (source, bound.assessment)
}

fn header<'a>(source: &'a Source, name: &str) -> Option<&'a str> {
    let mut lines = source.text().lines().take_while(|line| line.starts_with('#'));
    lines.find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(": "))
}

fn fixtures(folder: &Path, name: &str) -> Vec<PathBuf> {
    let single = folder.join(format!("{name}.yaml"));
    if single.exists() {
        return vec![single];
    }
    let mut paths: Vec<_> = std::fs::read_dir(folder.join(name))
        .map(|list| list.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

/// The lines at which `code` was found and those at which it was expected, per file.
fn lines(code: &str, paths: &[PathBuf]) -> Vec<(BTreeSet<u32>, BTreeSet<u32>)> {
    let read: Vec<_> = paths.iter().map(|path| read(path)).collect();
    let revisions: Vec<_> = paths.iter().map(|path| Workspace::default().revisions(path.parent().unwrap())).collect();
    let subjects: Vec<_> = read
        .iter()
        .zip(&revisions)
        .map(|((source, assessment), revisions)| {
            let today = header(source, "today").map(|day| Date::parse(day).unwrap());
            Subject::new(source.path(), assessment, revisions, today)
        })
        .collect();
    let found = compare_all(subjects.iter().map(examine).collect());
    read.iter()
        .zip(found)
        .map(|((source, _), findings)| {
            let hits = findings.iter().filter(|finding| finding.rule.code == code);
            let expected = header(source, "expect-lines").unwrap_or_default();
            (
                hits.map(|finding| finding.span.as_ref().unwrap().start_position().line).collect(),
                expected.split_whitespace().map(|line| line.parse().unwrap()).collect(),
            )
        })
        .collect()
}

#[test]
fn every_rule_passes_its_good_and_finds_its_bad_fixture() {
    for check in CHECKS.iter().copied().flatten() {
        let code = check.rule.code;
        let folder = Path::new("tests/rules").join(code);
        let (good, bad) = (fixtures(&folder, "good"), fixtures(&folder, "bad"));
        assert!(!good.is_empty() && !bad.is_empty(), "{code} needs tests/rules/{code}/good.yaml and bad.yaml");
        for (found, _) in lines(code, &good) {
            assert!(found.is_empty(), "{code}: false findings in good at lines {found:?}");
        }
        let bad = lines(code, &bad);
        assert!(bad.iter().any(|(_, expected)| !expected.is_empty()), "{code}: bad.yaml expects nothing");
        for (found, expected) in bad {
            assert_eq!(found, expected, "{code}: found (left) and expected (right) lines of bad");
        }
    }
}

#[test]
fn rules_files_codes_and_fixtures_are_one_to_one() {
    let rules: Vec<_> = CHECKS.iter().copied().flatten().map(|check| check.rule).collect();
    let codes: BTreeSet<_> = hyokasho::rules::all_rules().iter().map(|rule| rule.code).collect();
    let names: BTreeSet<_> = hyokasho::rules::all_rules().iter().map(|rule| rule.name).collect();
    assert_eq!(codes.len(), hyokasho::rules::all_rules().len(), "codes are unique");
    assert_eq!(names.len(), codes.len(), "names are unique");
    let folders: BTreeSet<String> = std::fs::read_dir("tests/rules")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, rules.iter().map(|rule| rule.code.to_owned()).collect(), "one fixture folder per rule");
    let mut files = 0;
    for family in
        std::fs::read_dir("src/rules").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in std::fs::read_dir(family).unwrap().map(|entry| entry.unwrap().path()) {
            let text = std::fs::read_to_string(&file).unwrap();
            files += text.lines().filter(|line| line.starts_with("rule!(")).count();
        }
    }
    assert_eq!(files, rules.len(), "one file per rule");
}

#[test]
fn every_rule_explains_itself_in_the_fixed_shape() {
    for check in CHECKS.iter().copied().flatten() {
        let explanation = check.rule.explanation();
        for section in ["## 何を見るか", "## なぜ大切か", "## 例", "## 直し方"] {
            assert!(explanation.contains(section), "{} lacks {section}", check.rule.code);
        }
        assert!(!check.rule.title().is_empty() && !check.rule.title().starts_with('#'), "{}", check.rule.code);
    }
}
