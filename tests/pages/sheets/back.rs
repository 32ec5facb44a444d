//! The way of an officer's changes back: into the assessment that stands there, or into a new one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::assessment::Assessment;
use hyokasho::diff;
use hyokasho::rules::codes;
use hyokasho::sheet;
use hyokasho::workspace::Workspace;
use serde_json::json;

use super::{BASIC, Desk, FOCUSED, FULL, Patched, difference, path, program};
use crate::support::fresh;
use crate::support::needs::lacks;

#[test]
fn a_sheet_that_nobody_touched_changes_nothing() {
    let desk = Desk::new("sheets-untouched");
    for sample in [FULL, FOCUSED, BASIC, "31-nursing-insurance"] {
        let before = desk.text(sample);
        let file = desk.rendered(sample);
        assert_eq!(desk.import(&file, sample), (0, "ファイルで直された所はありません。評価書はそのままです\n".into()));
        assert_eq!(desk.text(sample), before);
    }
}

#[test]
fn what_libreoffice_saved_changes_nothing() {
    if lacks(&["soffice"]) {
        return;
    }
    let desk = Desk::new("sheets-libreoffice");
    let files: Vec<PathBuf> = [FULL, FOCUSED].iter().map(|sample| desk.rendered(sample)).collect();
    for format in ["xlsx", "ods"] {
        let out = desk.root.join(format!("saved-{format}"));
        libreoffice(&out, format, &files);
        for sample in [FULL, FOCUSED] {
            let before = desk.text(sample);
            let told = desk.import(&out.join(format!("{sample}.{format}")), sample);
            assert_eq!(
                told,
                (0, "ファイルで直された所はありません。評価書はそのままです\n".into()),
                "{sample} {format}"
            );
            assert_eq!(desk.text(sample), before);
        }
    }
}

#[test]
fn what_was_written_before_libreoffice_saved_comes_back() {
    if lacks(&["soffice"]) {
        return;
    }
    let desk = Desk::new("sheets-libreoffice-edited");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.write("pia_work.name", "市民健診に関する事務");
    book.write("pia_work.population", "1万人以上10万人未満");
    // Somebody pasted a sheet's worth of rows above, and renamed nothing that matters.
    book.save(&file);
    let out = desk.root.join("saved");
    libreoffice(&out, "ods", std::slice::from_ref(&file));
    let before = desk.text(FULL);
    let (code, told) = desk.import(&out.join(format!("{FULL}.ods")), FULL);
    assert_eq!(code, 0, "{told}");
    let (gone, new) = difference(&before, &desk.text(FULL));
    assert_eq!(gone, ["name: 成人健診に関する事務", "population: 30万人以上"]);
    assert_eq!(new, ["name: 市民健診に関する事務", "population: 1万人以上10万人未満"]);
}

/// Saves files in another format, as a person does who opens and saves them.
pub(super) fn libreoffice(out: &Path, format: &str, files: &[PathBuf]) {
    let profile = out.with_extension("profile");
    let profile = fs::canonicalize(out.parent().unwrap()).unwrap().join(profile.file_name().unwrap());
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(out)
        .args(files)
        .output()
        .unwrap_or_else(|error| panic!("soffice (Debian: libreoffice-calc) is needed for this test: {error}"));
    assert!(output.status.success() && out.is_dir(), "soffice: {output:?}");
}

#[test]
fn only_what_an_officer_changed_changes() {
    let desk = Desk::new("sheets-edited");
    let (gone, new, told) = desk.officer(
        FULL,
        &[
            ("pia_work.name", "市民健診に関する事務"),
            ("pia_work.population", "１) 1,000人未満"),
            ("pia_cover.published__on", "R8.1.30"),
            ("pia_cover.notes", "・一行目\n・=二行目"),
            ("pia_systems.health.connects.3", "〇"),
            ("pia_systems.health.connects.5", ""),
            ("pia_systems.health.connects.7.text", "検診予約システム"),
        ],
    );
    assert!(told.starts_with("5 か所を書き入れました\n"), "{told}");
    assert_eq!(
        gone.iter().filter(|line| !line.starts_with('・')).collect::<Vec<_>>(),
        [
            "published_on: 2025-12-26",
            "name: 成人健診に関する事務",
            "population: 30万人以上",
            "- 宛名システム等",
            "- その他: 検診予約システム、検診結果読取システム",
        ]
    );
    assert_eq!(
        new,
        [
            "・一行目",
            "・=二行目",
            "published_on: 2026-01-30",
            "name: 市民健診に関する事務",
            "population: 1,000人未満",
            "- 住民基本台帳ネットワークシステム",
            "- その他: 検診予約システム",
        ]
    );
    let file = desk.rendered(FULL);
    assert_eq!(desk.import(&file, FULL).0, 0, "it is what the sheet says now");
}

/// What follows from the threshold decision is worked out, and no cell to be filled in.
#[test]
fn a_basic_assessment_comes_back_with_what_was_changed() {
    let desk = Desk::new("sheets-basic");
    let population = "pia_decision.population";
    let cells = [
        ("pia_work.name", "児童手当に関する事務"),
        (population, "４) 10万人以上30万人未満"),
        ("pia_inquiry.contact", "汐見台市こども未来部"),
    ];
    let (gone, new, told) = desk.officer(BASIC, &cells);
    assert!(told.starts_with("3 か所を書き入れました\n"), "{told}");
    assert!(gone.contains(&"name: 児童手当の支給に関する事務".to_owned()), "{gone:?}");
    for line in ["name: 児童手当に関する事務", "population: 10万人以上30万人未満"] {
        assert!(new.contains(&line.to_owned()), "{line}: {new:?}");
    }
    assert!(new.iter().any(|line| line.contains("汐見台市こども未来部")), "{new:?}");
    let file = desk.rendered(BASIC);
    assert_eq!(desk.import(&file, BASIC).0, 0, "it is what the sheet says now");
}

#[test]
fn an_answer_in_several_cells_is_one_answer() {
    let desk = Desk::new("sheets-pieces");
    let (gone, new, told) = desk.officer(FULL, &[("pia_work.content.line2", "最後の行\nその下の行")]);
    assert!(told.starts_with("1 か所を書き入れました\n"), "{told}");
    assert!(gone.len() > 2 && gone.iter().all(|line| !line.is_empty()), "{gone:?}");
    assert_eq!(new, ["最後の行", "その下の行"]);
    let file = desk.rendered(FULL);
    assert_eq!(desk.import(&file, FULL).0, 0);
}

#[test]
fn rows_of_the_table_of_changes_come_and_go() {
    let desk = Desk::new("sheets-changes");
    let file = desk.rendered(FOCUSED);
    let mut book = Patched::open(&file);
    // Three empty rows wait below the last one.
    let rows = book.book.names.iter().find(|name| name.name == "pia_changes").unwrap().rows - 3;
    book.write_at("pia_changes", 0, 28, "直した説明");
    for (column, text) in
        [(0, "令和8年4月1日"), (4, "Ⅰ １．①事務の名称"), (9, "旧"), (18, "新"), (26, "事後"), (28, "名称の変更")]
    {
        book.write_at("pia_changes", rows, column, text);
    }
    book.save(&file);
    let before = desk.text(FOCUSED);
    let (_, told) = desk.import(&file, FOCUSED);
    let (gone, new) = difference(&before, &desk.text(FOCUSED));
    assert!(gone.len() <= 2, "{told}{gone:?}");
    assert_eq!(new.iter().filter(|line| line.contains("直した説明")).count(), 1, "{told}{new:?}");
    let added = [
        "- date: 2026-04-01",
        "rows:",
        "- item: work.name",
        "before: 旧",
        "after: 新",
        "timing: 事後",
        "reason: 名称の変更",
    ];
    assert_eq!(&new[new.len() - added.len()..], added, "{told}");
}

#[test]
fn passages_and_derived_answers_are_told_and_kept() {
    let desk = Desk::new("sheets-kept");
    let (document, _) = desk.document(FULL);
    let fields = sheet::fields(&document);
    let name = |ending: &str| fields.iter().find(|field| field.address.ends_with(ending)).unwrap().name.clone();
    let passage = name("risks.use.access.auth_how");
    let (gone, new, told) = desk.officer(
        FULL,
        &[(&passage, "ほかの文"), (&name("outsourced_count"), "9"), ("pia_work.population", "とても多い")],
    );
    assert_eq!((gone, new), (vec![], vec![]), "{told}");
    for words in ["fragments/", "自動で決まる欄", "選択肢にありません", "3 か所は書き入れられません"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// Beside its passages they stay named; elsewhere their text is written out.
#[test]
fn a_workbook_alone_becomes_the_assessment_again() {
    let desk = Desk::new("sheets-anew");
    let alone = fresh("sheets-anew-alone");
    for sample in ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"] {
        let file = desk.rendered(sample);
        let (_, assessment) = desk.document(sample);
        for root in [&desk.root, &alone] {
            let again = root.join(format!("again-{sample}"));
            let output = program(&["import", path(&file), "-o", path(&again)]);
            assert!(output.status.success(), "{output:?}");
            let report: serde_json::Value =
                serde_json::from_str(&fs::read_to_string(again.join("import-report.json")).unwrap()).unwrap();
            assert_eq!((&report["unmapped"], &report["conflicts"]), (&json!([]), &json!([])), "{sample}");
            let workspace = Workspace::open(Some(root), &codes());
            let loaded = workspace.load(&again.join("assessment.yaml"));
            let read = loaded.assessment.unwrap();
            assert!(diff::compare(&assessment, &read).rows.is_empty(), "{sample}");
            assert_eq!(read.changes.len(), assessment.changes.len());
            let named = |assessment: &Assessment| assessment.source.text().matches("fragment: ").count();
            assert_eq!(named(&read), if root == &alone { 0 } else { named(&assessment) }, "{sample}");
        }
    }
}

#[test]
fn what_an_officer_wrote_is_in_the_new_assessment() {
    let desk = Desk::new("sheets-anew-edited");
    let file = desk.rendered("22-child-allowance");
    let mut book = Patched::open(&file);
    book.write("pia_office.head", "子育て支援課長");
    book.write("pia_cover.published__on", "いつか");
    book.save(&file);
    let again = desk.root.join("again");
    let output = program(&["import", path(&file), "-o", path(&again)]);
    assert!(output.status.success(), "{output:?}");
    let text = fs::read_to_string(again.join("assessment.yaml")).unwrap();
    assert!(text.contains("head: 子育て支援課長"), "{text}");
    let report = fs::read_to_string(again.join("import-report.json")).unwrap();
    assert!(report.contains("いつか"), "{report}");
}

#[test]
fn both_sides_changed_is_a_conflict() {
    let desk = Desk::new("sheets-conflict");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.write("pia_work.name", "市民健診に関する事務");
    book.write("pia_cover.agency", "汐見台市教育委員会");
    book.save(&file);
    let text = desk.text(FULL).replacen("name: 成人健診に関する事務", "name: 健診に関する事務", 1);
    fs::write(desk.yaml(FULL), &text).unwrap();
    let (code, told) = desk.import(&file, FULL);
    assert_eq!(code, 1);
    assert!(told.contains("YAML も変わっています") && told.contains("市民健診に関する事務"), "{told}");
    assert_eq!(desk.text(FULL), text.replacen("agency: 汐見台市長", "agency: 汐見台市教育委員会", 1));
}

#[test]
fn a_trial_run_writes_nothing() {
    let desk = Desk::new("sheets-trial");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.write("pia_work.name", "市民健診に関する事務");
    book.save(&file);
    let before = desk.text(FULL);
    let output = program(&["import", path(&file), "--into", path(&desk.root.join(FULL)), "--dry-run"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("まだ何も書いていません"));
    assert_eq!(desk.text(FULL), before);
}

#[test]
fn hostile_cells_and_names_do_no_harm() {
    let desk = Desk::new("sheets-hostile");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.replace(
        "pia_work.name",
        0,
        0,
        "str",
        "<f>HYPERLINK(\"http://example.com\",\"x\")</f><v>=cmd|'/c calc'!A1</v>",
    );
    book.write("pia_cover.agency", &"長".repeat(5_000));
    let two = book.book.names.iter().find(|name| name.name == "pia_work.content").unwrap().clone();
    let sheet = book.book.sheets[two.sheet].name.clone();
    let letters = hyokasho::text::column::letters(two.column);
    book.names(|xml| {
        let at = xml.find("<definedName name=\"pia_office.name\"").unwrap();
        let end = at + xml[at..].find("</definedName>").unwrap();
        let open = at + xml[at..].find('>').unwrap() + 1;
        let target = format!("'{sheet}'!${letters}${}", two.row + 1);
        let xml = format!("{}{target}{}", &xml[..open], &xml[end..]);
        let at = xml.find("<definedName name=\"pia_cover.number\"").unwrap();
        let open = at + xml[at..].find('>').unwrap() + 1;
        let end = at + xml[at..].find("</definedName>").unwrap();
        format!("{}#REF!{}", &xml[..open], &xml[end..])
    });
    book.save(&file);
    let (code, told) = desk.import(&file, FULL);
    assert_eq!(code, 1, "{told}");
    let text = desk.text(FULL);
    let written: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(written["work"]["name"], "=cmd|'/c calc'!A1", "{told}");
    assert_eq!(written["cover"]["agency"].as_str().unwrap().trim().chars().count(), 5_000);
    assert_eq!(written["cover"]["number"], 15);
    assert!(told.contains("二つの欄が指しています") && told.contains("欄の名前がなくなっています"), "{told}");
    // Text that a spreadsheet would calculate stays text on the way out, too.
    let again = Patched::open(&desk.rendered(FULL));
    let (part, reference) = again.place("pia_work.name", 0, 0);
    let xml = String::from_utf8(again.parts[&part].clone()).unwrap();
    let cell = &xml[xml.find(&format!("<c r=\"{reference}\"")).unwrap()..];
    assert!(cell[..cell.find('>').unwrap()].contains("t=\"s\"") && !xml.contains("<f>"));
}

#[test]
fn other_files_are_refused() {
    let desk = Desk::new("sheets-other");
    let records = desk.root.join(FULL).join("records.xlsx");
    let (code, told) = desk.import(&records, FULL);
    assert_eq!(code, 3);
    assert!(told.contains("欄の名前がありません"), "{told}");
    let other = desk.rendered(FOCUSED);
    let (code, told) = desk.import(&other, FULL);
    assert_eq!(code, 3);
    assert!(told.contains("様式が違います"), "{told}");
}
