//! Every rule: one code, one passing and one failing fixture.
//!
//! A fixture is an assessment in which only its own rule is looked at. `bad.yaml` says in its first line where the findings
//! must stand: `# expect-lines: 5 9`. A rule over a whole workspace has folders `good/` and `bad/` with several assessments;
//! there the line stands in each file that expects findings; `revisions/` in such a
//! folder holds the frozen versions, `procedure.yaml` what is recorded of the procedure. `# today: 2026-04-01` sets the day for rules of deadlines.
//! `findings.txt` holds what is told of the bad fixture, to the last word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod findings;
mod fixture;

use std::collections::BTreeSet;

use fixture::{Setting, examined};
use hyokasho::rules::CHECKS;

#[test]
fn every_rule_passes_its_good_and_finds_its_bad_fixture() {
    for check in CHECKS.iter().copied().flatten() {
        let code = check.rule.code;
        let (good, bad) = (examined(code, "good", Setting::Plain), examined(code, "bad", Setting::Plain));
        assert!(!good.is_empty() && !bad.is_empty(), "{code} needs tests/rules/{code}/good.yaml and bad.yaml");
        for examined in good {
            assert!(examined.findings.is_empty(), "{code}: false findings in good: {:#?}", examined.findings);
        }
        assert!(bad.iter().any(|examined| !examined.expected_lines().is_empty()), "{code}: bad.yaml expects nothing");
        for examined in bad {
            let found: BTreeSet<u32> =
                examined.findings.iter().map(|finding| finding.span.as_ref().unwrap().start_position().line).collect();
            let expected = examined.expected_lines();
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
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
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
