//! A published assessment, transcribed by hand, against the version before it: what the comparison and the rules say.
//!
//! The transcriptions are not part of this repository. Where they do not lie beside it, these tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

pub(crate) mod keys;

use crate::support;
use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::diff::{Comparison, LEFT_OUT, Wording, compare, quote};
use hyokasho::house::HouseStyle;
use hyokasho::rules::{Subject, compare_all, examine};
use hyokasho::workspace::Workspace;
use keys::{address, key};
use serde_json::{Value, json};
use support::needs::lacks;

const GOLD: &str = "../shared/gold";

fn read(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(Path::new(GOLD).join(name)).unwrap()).unwrap()
}

/// Puts `value` at `files[1].use.purpose`.
fn put(root: &mut Value, key: &str, value: Value) {
    let mut at = root;
    for piece in key.split('.') {
        let (field, position) = match piece.split_once('[') {
            Some((field, position)) => (field, position.trim_end_matches(']').parse::<usize>().ok()),
            None => (piece, None),
        };
        at = &mut at[field];
        if let Some(position) = position {
            if at.is_null() {
                *at = json!([]);
            }
            let list = at.as_array_mut().unwrap();
            while list.len() < position {
                list.push(json!({}));
            }
            at = &mut list[position - 1];
        }
    }
    *at = value;
}

/// An assessment as an officer would have written it: nothing that the program works out is typed.
fn load(name: &str) -> Assessment {
    const DERIVED: [&str; 8] = [
        "outsourced",
        "outsourced_count",
        "provides",
        "provides_count",
        "transfers",
        "transfers_count",
        "shares_nothing",
        "item_count",
    ];
    let transcribed = read(name);
    let mut root = json!({"form": "focused-2025-05"});
    for answer in transcribed["answers"].as_array().unwrap() {
        let key = key(answer["key"].as_str().unwrap());
        let derived =
            DERIVED.contains(&key.rsplit('.').next().unwrap()) || key == "file_names" || key.ends_with("risks.name");
        if derived || key.rsplit('.').next() == Some("none") {
            continue;
        }
        let value = match answer["kind"].as_str().unwrap() {
            "table" => records(&answer["answer"]),
            _ => answer["answer"].clone(),
        };
        put(&mut root, &key, value);
    }
    root["files"][0]["provision"] = json!([]);
    let text = serde_yaml::to_string(&root).unwrap();
    let loaded = Workspace::default().load_text(Path::new("child/assessment.yaml"), &text);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded.assessment.unwrap()
}

fn records(tables: &Value) -> Value {
    let group = |table: &Value| json!({"group": table["title"], "items": table["items"]});
    tables.as_array().unwrap().iter().map(group).collect()
}

fn comparison() -> Comparison {
    compare(&load("child-medical-before-2025-12-26.json"), &load("child-medical.json"))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_usable_published_row_is_reproduced() {
    if lacks(&[GOLD]) {
        return;
    }
    let comparison = comparison();
    let pairs = read("child-medical-pairs.json");
    for row in pairs["pairs"][0]["usable"].as_array().unwrap() {
        for cell in row["cells"].as_array().unwrap() {
            let item = address(&key(cell["key"].as_str().unwrap()));
            let found = comparison.rows.iter().find(|row| row.item == item.as_str());
            let found = found.unwrap_or_else(|| panic!("row {} ({item}) is not told", row["row"]));
            if let (Some(after), true) =
                (cell["after"].as_str(), found.after.as_ref().is_some_and(|told| told.set.is_empty()))
            {
                assert_eq!(bare(found.after_words()), bare(after), "{item}");
                assert_eq!(bare(found.before_words()), bare(cell["before"].as_str().unwrap_or_default()), "{item}");
            }
        }
    }
}

/// What the office printed as new is what the table prints as new, without a word of what was there before: three rows of
/// four. Boxes are told whole here, which the office did not do.
#[test]
fn rows_are_printed_as_the_office_printed_them() {
    if lacks(&[GOLD]) {
        return;
    }
    let comparison = comparison();
    let style = HouseStyle::default();
    let pairs = read("child-medical-pairs.json");
    let (mut comparable, mut same, mut others) = (0, 0, Vec::new());
    for row in pairs["pairs"][0]["usable"].as_array().unwrap() {
        let [fragment] = row["fragments"].as_array().unwrap().as_slice() else { continue };
        let item = address(&key(fragment["key"].as_str().unwrap()));
        let Some(printed) = fragment["fragment_after"].as_str() else { continue };
        let told = comparison.rows.iter().find(|row| row.item == item.as_str()).unwrap();
        comparable += 1;
        let quoted = quote(told, Wording::of(&style));
        // Beside what is new stands （略）, the heading and a sentence of what was there.
        let stayed: Vec<&str> = quoted.before.lines().map(str::trim).collect();
        let new: String =
            quoted.after.lines().filter(|line| !stayed.contains(&line.trim()) && *line != LEFT_OUT).collect();
        if bare(&new) == bare(printed) {
            same += 1;
        } else {
            others.push(format!("{item}\n  {new}\n  {printed}"));
        }
    }
    assert!(comparable >= 15 && same * 4 >= comparable * 3, "{same}/{comparable}: {}", others.join("\n"));
}

#[test]
fn nothing_is_told_that_does_not_differ() {
    if lacks(&[GOLD]) {
        return;
    }
    let pairs = read("child-medical-pairs.json");
    let mut differing: Vec<String> = pairs["pairs"][0]["differing_keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| address(&keys::key(key.as_str().unwrap())))
        .collect();
    // What the published table forgot, and what only the program counts.
    differing.push("files.1.outsourced_count".into());
    let told: Vec<_> = comparison().rows.into_iter().map(|row| row.item.to_string()).collect();
    let besides: Vec<_> = told.iter().filter(|item| !differing.contains(item)).collect();
    assert!(besides.is_empty(), "{besides:?}");
    assert!(told.contains(&"files.1.outsourced_count".to_owned()));
}

#[test]
fn faults_of_the_document_are_found_and_a_typed_count_among_them() {
    if lacks(&[GOLD]) {
        return;
    }
    let assessment = load("child-medical.json");
    let subject = Subject::new("child", &assessment, &[], None);
    let found = compare_all(vec![examine(&subject)]).remove(0);
    let codes: Vec<_> = found.iter().map(|finding| finding.rule.code).collect();
    for code in ["HY212", "HY213", "HY307", "HY406", "HY602", "HY606"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    assert!(!codes.contains(&"HY401"), "tables of an ordinance are not the abolished ones of the statute");
}
