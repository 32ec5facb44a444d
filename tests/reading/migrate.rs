//! Moving assessments between forms: what both ask stays byte for byte, what has no place stays as a comment, nothing is lost.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use hyokasho::assessment::{Assessment, NoResources, bind};
use hyokasho::form::Forms;
use hyokasho::migrate::{Migration, Moved, migrate};
use hyokasho::text::Source;
use hyokasho::yaml::{YamlNode, YamlValue, parse};
use proptest::prelude::*;

fn bound(text: &str) -> Assessment {
    let source = Source::new("assessment.yaml", text);
    let root = parse(&source).root.unwrap();
    let form = Forms::default().get(root.text_of("form").unwrap()).unwrap().unwrap();
    bind(&source, &root, &form, &NoResources::default()).assessment
}

fn moved(text: &str, to: &str) -> Migration {
    migrate(&bound(text), &Forms::default().get(to).unwrap().unwrap()).unwrap()
}

fn addresses(list: &[Moved]) -> Vec<&str> {
    list.iter().map(|moved| moved.address.as_str()).collect()
}

/// Every scalar of a tree, besides the name of the form.
fn scalars(node: &YamlNode, found: &mut Vec<String>) {
    match &node.value {
        YamlValue::Scalar(text, _) => found.push(text.clone()),
        YamlValue::List(items) => items.iter().for_each(|item| scalars(item, found)),
        YamlValue::Map(entries) => entries.iter().filter(|entry| entry.key != "form").for_each(|entry| {
            scalars(&entry.node, found);
        }),
    }
}

/// Each line of each answer stands in the moved text, be it in an item or in a comment; item names of rows may be printed paths.
fn nothing_is_lost(before: &str, after: &str) {
    let mut answers = Vec::new();
    scalars(&parse(&Source::new("", before)).root.unwrap(), &mut answers);
    for line in answers.iter().flat_map(|answer| answer.lines()).map(str::trim).filter(|line| !line.is_empty()) {
        let in_row = before.contains(&format!("item: {line}"));
        assert!(after.contains(line) || in_row, "lost: {line}");
    }
    // A comment behind an answer is told, since it may have been meant as a part of it.
    let mut found = parse(&Source::new("", after)).findings.into_iter();
    assert!(found.all(|finding| finding.rule.code == "HY019"), "{after}");
}

/// The lines that are not as they were, each with what it was.
fn changed<'t>(before: &'t str, after: &'t str) -> Vec<(&'t str, &'t str)> {
    assert_eq!(before.lines().count(), after.lines().count(), "every line stays in its place");
    before.lines().zip(after.lines()).filter(|(one, other)| one != other).collect()
}

fn samples() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in fs::read_dir("assessments").unwrap().map(|entry| entry.unwrap().path()) {
        texts.extend(fs::read_to_string(folder.join("assessment.yaml")));
        let frozen = fs::read_dir(folder.join("revisions")).into_iter().flatten();
        texts.extend(frozen.filter_map(|entry| fs::read_to_string(entry.unwrap().path()).ok()));
    }
    assert!(texts.len() > 6);
    texts
}

#[test]
fn every_sample_moves_to_every_other_form_and_loses_nothing() {
    for text in samples() {
        let old = bound(&text);
        for to in Forms::default().all().into_iter().filter(|form| form.id != old.form.id) {
            let migration = migrate(&old, &to).unwrap();
            nothing_is_lost(&text, &migration.text);
            let new = bound(&migration.text);
            assert_eq!(new.form.id, to.id);
            for address in addresses(&migration.carried) {
                let (before, after) = (old.cell(address), new.cell(address));
                if let (Some(before), Some(after)) = (before, after) {
                    // Boxes that the new form does not have are told on their own.
                    let whole = !addresses(&migration.anew).contains(&address);
                    assert!(!whole || old.words(before) == new.words(after), "{address} to {}", to.id);
                }
            }
        }
    }
}

#[test]
fn only_what_has_no_place_becomes_a_comment_where_it_stands() {
    let text = fs::read_to_string("assessments/15-health-checkups/assessment.yaml").unwrap();
    let migration = moved(&text, "focused-2025-05");
    for (before, after) in changed(&text, &migration.text) {
        let commented = after.trim_start().strip_prefix("# ").is_some_and(|rest| before.ends_with(rest));
        let named = before.starts_with("form: ") || (before.contains("item: ") && after.contains("printed: "));
        assert!(commented || named, "{before} → {after}");
    }
    assert!(addresses(&migration.left).contains(&"reason"));
    assert!(
        addresses(&migration.anew).contains(&"work.population"),
        "300,000 and more is no option of the smaller form"
    );
    assert!(migration.text.contains("\n  # population: 30万人以上\n"));
    assert!(migration.text.contains("- printed: Ⅱ 6. ③消去方法\n"));
}

#[test]
fn a_box_of_an_older_edition_alone_is_asked_anew() {
    let text = fs::read_to_string("assessments/22-child-allowance/revisions/2024-12-20.yaml").unwrap();
    let migration = moved(&text, "focused-2025-05");
    let changed = changed(&text, &migration.text);
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert_eq!(changed[1].1.trim_start(), "# - 4情報（氏名、性別、生年月日、住所）");
    assert_eq!(addresses(&migration.anew), ["files.child.basics.main_items"]);
    assert!(migration.left.is_empty() && migration.renamed.is_empty());
}

#[test]
fn the_same_question_under_another_key_is_answered_there() {
    let text = "form: basic-2024-10\n# 概要\nwork:\n  name: 児童手当の事務 # 名称\n  outline: |\n    短い概要\ndecision:\n  population: 1万人以上10万人未満 # 数えた\n  incident: 発生なし\n";
    let migration = moved(text, "focused-2025-05");
    assert_eq!(addresses(&migration.renamed), ["decision.population"]);
    assert_eq!(addresses(&migration.left), ["work.outline", "decision.incident"]);
    assert!(migration.text.contains("  name: 児童手当の事務 # 名称\n"), "{}", migration.text);
    let new = bound(&migration.text);
    assert_eq!(new.root().words("work.population"), "1万人以上10万人未満");
    nothing_is_lost(text, &migration.text);
    let small = moved("form: basic-2024-10\ndecision:\n  population: 1,000人未満（任意実施）\n", "focused-2025-05");
    assert!(addresses(&small.anew).contains(&"decision.population"), "its words differ there");
}

#[test]
fn entries_without_lines_of_their_own_are_kept_at_the_end() {
    let text =
        "form: full-2025-05\nreason: {necessity: 必要, benefit: 便利}\nwork: {name: 事務, population: 30万人以上}\n";
    let migration = moved(text, "focused-2025-05");
    nothing_is_lost(text, &migration.text);
    assert!(migration.text.contains("work: {name: 事務}\n"), "{}", migration.text);
    assert!(migration.text.contains("# work.population\n# population: 30万人以上\n"), "{}", migration.text);
    let windows = moved(&text.replace('\n', "\r\n"), "focused-2025-05").text;
    assert_eq!(windows.replace("\r\n", "\n"), migration.text);
    assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count(), "{windows:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Answers of any characters, in any style of YAML that the program writes.
    #[test]
    fn no_answer_character_is_lost(
        texts in proptest::collection::vec("[あ-んア-ン一-龥a-z0-9#:＃※ \\-'\"\\n]{1,40}", 6),
        to in prop::sample::select(vec!["focused-2025-05", "basic-2024-10", "full-2018-05"]),
    ) {
        use hyokasho::yaml::emit::{Draft, document};
        let keys = [["work", "name"], ["work", "content"], ["reason", "necessity"], ["reason", "benefit"], ["office", "name"], ["disclosure", "fee"]];
        let mut groups: Vec<(String, Vec<(String, Draft)>)> = vec![];
        for ([group, key], text) in keys.iter().zip(&texts) {
            let entry = ((*key).to_owned(), Draft::text(text.clone()));
            match groups.iter_mut().find(|(name, _)| name == group) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push(((*group).to_owned(), vec![entry])),
            }
        }
        let head = [("form".to_owned(), Draft::text("full-2025-05"))];
        let groups = groups.into_iter().map(|(name, entries)| (name, Draft::map(entries)));
        let text = document(&Draft::map(head.into_iter().chain(groups)));
        let form: Arc<_> = Forms::default().get(to).unwrap().unwrap();
        let migration = migrate(&bound(&text), &form).unwrap();
        let plain = |text: &str| text.lines().map(|line| line.trim_start().trim_start_matches("# ").trim()).collect::<String>();
        let typed = |text: &str| text.lines().skip(1).map(str::trim).collect::<String>();
        // The lines are the same lines, whatever became a comment.
        prop_assert!(plain(&migration.text).len() >= plain(&text).len() - text.lines().next().unwrap().len());
        for line in text.lines().skip(1).filter(|line| !line.trim().is_empty()) {
            prop_assert!(migration.text.contains(line.trim_start()), "lost {line:?} of {:?}", typed(&text));
        }
    }
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
}

#[test]
fn the_command_tells_what_it_did_and_overwrites_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string("assessments/22-child-allowance/assessment.yaml").unwrap();
    let file = folder.path().join("assessment.yaml");
    fs::write(&file, &text).unwrap();
    fs::write(folder.path().join("other.yaml"), "mine\n").unwrap();
    let (code, told) = run(folder.path(), &["migrate", ".", "--to", "様式4", "-o", "other.yaml"]);
    assert_eq!(
        (code, fs::read_to_string(folder.path().join("other.yaml")).unwrap()),
        (Some(4), "mine\n".into()),
        "{told}"
    );
    let (code, told) = run(folder.path(), &["migrate", ".", "--to", "様式4", "--dry-run"]);
    assert_eq!((code, fs::read_to_string(&file).unwrap()), (Some(0), text.clone()), "{told}");
    let (code, told) = run(folder.path(), &["migrate", ".", "--to", "様式4", "--format", "json"]);
    assert_eq!(code, Some(0), "{told}");
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert!(report["carried"].as_array().unwrap().len() > 100 && report["to"].as_str().unwrap().starts_with("様式4"));
    assert!(fs::read_to_string(&file).unwrap().starts_with("form: full-2025-05 "));
    let (code, told) = run(folder.path(), &["migrate", ".", "--to", "様式4"]);
    assert_eq!(code, Some(2), "{told}");
}

#[test]
fn forms_are_listed_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told) = run(folder.path(), &["forms"]);
    assert!(code == Some(0) && told.contains("basic-2024-10") && told.contains("全項目評価書    226   0"), "{told}");
    let (_, told) = run(folder.path(), &["forms", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&told).unwrap();
    let basic = list["forms"].as_array().unwrap().iter().find(|form| form["id"] == "basic-2024-10").unwrap();
    assert_eq!((basic["items"].as_u64(), basic["style"].as_str()), (Some(48), Some("様式2")));
    assert!(basic["basis"]["reconstructed"].as_u64() > Some(20), "{basic}");
    let (code, told) = run(folder.path(), &["forms", "diff", "focused-2018-05", "focused-2025-05", "--format", "json"]);
    let changes: serde_json::Value = serde_json::from_str(&told).unwrap();
    let kinds: Vec<&str> =
        changes["changes"].as_array().unwrap().iter().map(|one| one["change"].as_str().unwrap()).collect();
    assert_eq!((code, kinds), (Some(1), vec!["option_removed", "option_added"]), "{told}");
    let (code, told) = run(folder.path(), &["forms", "diff", "様式3", "様式3"]);
    assert!(code == Some(0) && told.contains("同じです"), "{told}");
    assert_eq!(run(folder.path(), &["forms", "diff", "様式3", "様式9"]).0, Some(2));
}
