//! The formats that findings are told in, as other programs read them.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::path::PathBuf;
use std::process::Command;

use hyokasho::finding::output::{Format, Summary, TerminalStyle, render};
use hyokasho::finding::{Finding, READER_RULES, Severity};
use hyokasho::text::{Source, Span};
use proptest::prelude::*;
use serde_json::Value;
use serde_sarif::sarif::Sarif;

const FORMATS: [Format; 4] = [Format::Human, Format::Json, Format::Sarif, Format::Github];

/// One finding of every rule, with and without everything that a finding may have.
fn findings() -> Vec<Finding> {
    let source =
        Source::new("15-成人健診/評価書 案.yaml", "cover:\r\n  title: 成人健診に関する事務①※\r\nwork: |\n  一\n  二\n");
    let other = Source::new("./fragments/文例.md", "委託しない\n");
    let length = source.text().len();
    let finding = |(index, rule)| {
        let finding = Finding::new(rule, format!("{} 番目の指摘: 100%\n二行目", index + 1));
        match index % 5 {
            0 => finding,
            1 => finding.at(Span::new(&source, 10..16)).on("cover.title", "表紙 評価書名").help("直してください"),
            2 => finding.at(Span::new(&source, 0..length)).severity(Severity::Info),
            3 => finding.at(Span::new(&source, length..length)).related(Span::new(&other, 0..6), "ここと違う"),
            _ => finding.on("work.name", "Ⅰ 1 ①事務の名称"),
        }
    };
    READER_RULES.iter().copied().enumerate().map(finding).collect()
}

fn written(format: Format, findings: &[Finding]) -> String {
    render(format, findings, &Summary::of(findings, Some(0.5)), TerminalStyle { color: false, width: 80 })
}

fn sarif(findings: &[Finding]) -> Value {
    serde_json::from_str(&written(Format::Sarif, findings)).unwrap()
}

/// The schema lies in the sources of the crate `serde-sarif`, which this test is built with; cargo knows where they are.
fn official_schema() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let arguments =
        ["metadata", "--format-version=1", "--locked", "--filter-platform=host-tuple", "--manifest-path", manifest];
    let output = Command::new(cargo).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let schema = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // The published pattern of language tags has a stray bracket that a strict reader of patterns refuses.
    serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).unwrap()
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    let schema = official_schema();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for findings in [findings(), Vec::new()] {
        let document = sarif(&findings);
        let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    let mut wrong = sarif(&findings());
    wrong["runs"][0]["results"][0]["level"] = "info".into();
    assert!(!validator.is_valid(&wrong), "the schema is really applied");
}

#[test]
fn sarif_has_no_property_that_its_readers_do_not_know() {
    let document = sarif(&findings());
    let read: Sarif = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), document);
}

#[test]
fn sarif_file_names_are_relative_and_encoded() {
    let document = sarif(&findings());
    let location = |result: usize, list: &str| {
        let location = &document["runs"][0]["results"][result][list][0]["physicalLocation"];
        location["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    let folder = "15-%E6%88%90%E4%BA%BA%E5%81%A5%E8%A8%BA";
    let file = "%E8%A9%95%E4%BE%A1%E6%9B%B8%20%E6%A1%88.yaml";
    assert_eq!(location(1, "locations"), format!("{folder}/{file}"));
    assert_eq!(location(3, "relatedLocations"), "fragments/%E6%96%87%E4%BE%8B.md");
}

#[test]
fn every_format_tells_every_finding() {
    let findings = findings();
    for format in FORMATS {
        let output = written(format, &findings);
        for finding in &findings {
            assert!(output.contains(finding.rule.code), "{} in {format:?}", finding.rule.code);
        }
        assert!(output.ends_with('\n') && !output.contains('\r'), "{format:?}");
    }
    let commands = written(Format::Github, &findings).lines().filter(|line| line.starts_with("::")).count();
    assert_eq!(commands, findings.len(), "a command is one line");
}

proptest! {
    /// Whatever stands in a file and wherever a finding points: every format answers, and JSON stays JSON.
    #[test]
    fn no_text_and_no_place_is_too_odd(
        text in r"(\PC|[\x00-\x1f\u{300}\u{200d}\u{2028}\u{fe0f}]|あ|\r?\n){0,60}",
        start in 0_usize..200,
        length in 0_usize..200,
        width in 0_usize..200,
    ) {
        let source = Source::new("a.yaml", text.as_str());
        let span = Span::new(&source, start..start + length);
        let finding = Finding::new(READER_RULES[0], text.as_str()).at(span.clone()).related(span, text.as_str());
        let finding = finding.on(text.as_str(), text.as_str()).help(text.as_str());
        for format in FORMATS {
            let style = TerminalStyle { color: start % 2 == 0, width };
            let output = render(format, std::slice::from_ref(&finding), &Summary::default(), style);
            if matches!(format, Format::Json | Format::Sarif) {
                prop_assert!(serde_json::from_str::<Value>(&output).is_ok());
            }
        }
    }
}
