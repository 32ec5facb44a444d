//! The JSON that other programs read is what `docs/schemas/` says.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn schema(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schemas/{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn printed(words: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{words:?}: {error}: {text}"))
}

fn holds(name: &str, document: &Value) {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema(name)).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {:#?}", &errors[..errors.len().min(5)]);
    // Nothing may be left out, nothing added unseen.
    let mut wrong = document.clone();
    wrong["unheard_of"] = true.into();
    assert!(!validator.is_valid(&wrong), "{name}");
    for key in document.as_object().unwrap().keys() {
        let mut wrong = document.clone();
        wrong.as_object_mut().unwrap().remove(key);
        assert!(!validator.is_valid(&wrong), "{name} without {key}");
    }
}

#[test]
fn every_schema_is_one_and_is_asked_below() {
    let asked = ["check", "diff", "diff-all", "import-report", "law", "status"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".schema.json").map(ToOwned::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, asked);
    for name in asked {
        assert!(jsonschema::draft202012::meta::is_valid(&schema(name)), "{name}");
    }
}

#[test]
fn findings_are_as_their_schema_says() {
    for place in ["assessments", "examples/02-faults", "examples/04-allow", "examples/06-repair", "examples/nowhere"] {
        holds("check", &printed(&["check", place, "--pedantic", "--format", "json"]));
    }
}

#[test]
fn the_state_of_a_workspace_is_as_its_schema_says() {
    for place in ["assessments", "examples"] {
        holds("status", &printed(&["status", place, "--format", "json", "--today", "2026-12-31"]));
    }
}

#[test]
fn changes_are_as_their_schema_says() {
    for folder in fs::read_dir("assessments").unwrap().map(|entry| entry.unwrap().path()) {
        if folder.join("revisions").is_dir() {
            holds("diff", &printed(&["diff", folder.to_str().unwrap(), "--format", "json"]));
        }
    }
    let blocks = printed(&["diff", "assessments/15-health-checkups", "--granularity", "block", "--format", "json"]);
    holds("diff", &blocks);
    holds("diff-all", &printed(&["diff", "--all", "assessments", "--format", "json"]));
}

#[test]
fn the_law_is_as_its_schema_says() {
    for words in [&["別表", "111"][..], &["番号法"], &["旧別表第一", "76"], &["児童手当"], &["特定個人情報保護委員会"]]
    {
        holds("law", &printed(&[&["law"], words, &["--format", "json"]].concat()));
    }
}

#[test]
fn the_report_of_an_import_is_as_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(
        place("text.txt"),
        "特定個人情報保護評価書（全項目評価書）\n評価書番号\n15\n評価書名\n成人健診に関する事務\n余りの文\n",
    )
    .unwrap();
    let words = ["import", &place("text.txt"), "-o", &place("new"), "--form", "様式4"];
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).output().unwrap();
    let report = fs::read_to_string(place("new/import-report.json"))
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    holds("import-report", &serde_json::from_str(&report).unwrap());
}
