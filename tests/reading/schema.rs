//! The JSON Schemas of the forms, as an editor uses them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use hyokasho::form::{BUILTIN_IDS, Forms};
use jsonschema::Validator;
use serde_json::{Value, json};

fn schema(id: &str) -> Value {
    Forms::default().get(id).unwrap().unwrap().schema()
}

fn validator(id: &str) -> Validator {
    jsonschema::draft202012::new(&schema(id)).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::to_value(serde_yaml::from_str::<serde_yaml::Value>(text).unwrap()).unwrap()
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_schema_is_a_schema() {
    for id in BUILTIN_IDS {
        assert!(jsonschema::draft202012::meta::is_valid(&schema(id)), "{id}");
    }
}

#[test]
fn the_samples_and_their_revisions_validate() {
    let mut seen = 0;
    for folder in std::fs::read_dir("assessments").unwrap().map(|entry| entry.unwrap().path()) {
        let revisions = std::fs::read_dir(folder.join("revisions")).into_iter().flatten();
        let files = revisions.map(|entry| entry.unwrap().path()).chain([folder.join("assessment.yaml")]);
        for file in files.filter(|file| file.is_file()) {
            let value = json(&std::fs::read_to_string(&file).unwrap());
            let found = errors(&validator(value["form"].as_str().unwrap()), &value);
            assert!(found.is_empty(), "{}: {found:#?}", file.display());
            seen += 1;
        }
    }
    assert!(seen >= 3);
}

#[test]
fn a_starter_validates() {
    for id in BUILTIN_IDS {
        let starter = Forms::default().get(id).unwrap().unwrap().starter();
        let found = errors(&validator(id), &json(&starter));
        assert!(found.is_empty(), "{id}: {found:#?}");
    }
}

/// With every comment of an example taken away, as an author does, it still holds.
#[test]
fn the_examples_of_a_starter_validate() {
    for id in BUILTIN_IDS {
        let starter = Forms::default().get(id).unwrap().unwrap().starter();
        let is_text = |bare: &str| !bare.starts_with("- ") && !is_entry(bare);
        let filled: Vec<String> = starter
            .lines()
            .map(|line| {
                let (mut indent, mut bare) = (line.len() - line.trim_start().len(), line.trim_start());
                while let Some(rest) = bare.strip_prefix("# ") {
                    let inner = rest.trim_start();
                    indent += rest.len() - inner.len();
                    bare = inner;
                }
                if is_text(bare) { String::new() } else { format!("{:indent$}{bare}", "") }
            })
            .collect();
        let value = json(&filled.join("\n").replace("timing: 事前 か 事後", "timing: 事前"));
        // 様式2 has no blocks.
        if !id.starts_with("basic") {
            assert_eq!(value["systems"].as_array().unwrap().len(), 1, "{id}");
            assert!(value["files"][0]["outsourcing"][0]["delivery"].is_array() || id.starts_with("focused"), "{id}");
        }
        assert!(value["changes"][0]["rows"].is_array(), "{id}");
        let found = errors(&validator(id), &value);
        assert!(found.is_empty(), "{id}: {found:#?}");
    }
}

/// `key:` or `key: value` with a key in ASCII.
fn is_entry(line: &str) -> bool {
    let key = line.split(':').next().unwrap_or_default();
    line.contains(':') && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[test]
fn what_an_author_may_write_holds() {
    let validator = validator("full-2025-05");
    for text in [
        "cover: {number: 15, title: あ, published_on: 2025-12-26}",
        "cover: {published_on: 令和7年12月26日}",
        "cover: {published_on: R7.12.26}",
        "work: {population: 30万人以上}",
        "work: {population: 5}",
        "systems: []",
        "systems: [{name: あ, connects: [税務システム, その他: い]}]",
        "systems: [{id: tax, connects: ['その他（い）']}]",
        "files: [{storage: {place: [一, {fragment: a/b}]}}]",
        "files: [{storage: {place: {fragment: a/b}}}]",
        "files: [{records: {from: records.xlsx, sheet: 一, group: A, column: B, header: 1}}]",
        "files: [{records: [{group: 一, items: [あ, 1]}, い]}]",
        "files: [{records: \"あ\\nい\"}]",
        "files: [{risks: {outsourcing: {none: true}}}]",
        "figures: [{generate: flow, title: あ}]",
        "changes: [{date: 2025-12-12, rows: [{item: a.b, before: 1, after: あ, timing: 事前, important: true, reason: い}]}]",
        "threshold: {handlers: 186, incident: false, counted_on: 2025-06-01}",
    ] {
        let mut value = json(text);
        value["form"] = json!("full-2025-05");
        assert!(validator.is_valid(&value), "{text}: {:?}", errors(&validator, &value));
    }
}

#[test]
fn slips_are_told() {
    let validator = validator("full-2025-05");
    for text in [
        "covr: {}",
        "cover: {titel: あ}",
        "cover: {published_on: 近日}",
        "cover: []",
        "work: {population: 30万人}",
        "work: {population: 6}",
        "work: {name: {a: b}}",
        "systems: {name: あ}",
        "systems: [{id: 税}]",
        "systems: [{connects: [税務システム, 税務システム]}]",
        "systems: [{connects: 税務システム}]",
        "systems: [{connects: [税務システム: い]}]",
        "files: [{storage: {place: [{fragments: a/b}]}}]",
        "files: [{records: {sheet: 一}}]",
        "files: [{records: {from: a.xlsx, column: 2}}]",
        "files: [{risks: {outsourcing: {none: はい}}}]",
        "figures: [{titel: あ}]",
        "changes: [{date: 2025-12-12, rows: [{timing: 当日}]}]",
        "threshold: {handlers: 多い}",
        "form: full-2024-05",
    ] {
        let mut value = json(text);
        if value.get("form").is_none() {
            value["form"] = json!("full-2025-05");
        }
        assert!(!validator.is_valid(&value), "{text}");
    }
    assert!(!validator.is_valid(&json("cover: {}")), "a form is required");
}

#[test]
fn labels_and_guidance_come_from_the_form() {
    for id in BUILTIN_IDS {
        let (form, schema) = (Forms::default().get(id).unwrap().unwrap(), schema(id));
        for node in form.inputs() {
            let key = node.key.as_ref().unwrap().as_str();
            let pointer = format!("/properties/{}", key.replace('.', "/properties/").replace("[]", "/items"));
            let entry = schema.pointer(&pointer).unwrap_or_else(|| panic!("{id}: {pointer}"));
            assert!(entry["title"].as_str().unwrap().contains(&node.label), "{pointer}");
            if let Some(guide) = &node.guide {
                assert!(entry["description"].as_str().unwrap().ends_with(guide), "{pointer}");
            }
        }
    }
}

#[test]
fn the_columns_of_changes_have_the_titles_of_the_form() {
    let day = schema("full-2025-05")["properties"]["changes"]["items"]["properties"].clone();
    let row = &day["rows"]["items"]["properties"];
    let titles = ["item", "before", "after", "timing", "reason"].map(|column| row[column]["title"].as_str().unwrap());
    assert_eq!(titles, ["項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"]);
    assert_eq!(day["date"]["title"], "変更日");
}
