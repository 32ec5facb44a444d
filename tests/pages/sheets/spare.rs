//! Workbooks to write in: the empty form, and spare blocks that become blocks of the assessment.

use std::fs;

use hyokasho::grid;
use hyokasho::rules::codes;
use hyokasho::workspace::Workspace;
use serde_json::json;

use super::back::libreoffice;
use super::{Desk, FULL, Patched, difference, path, program};
use crate::support::fresh;
use crate::support::needs::lacks;

#[test]
fn an_empty_form_is_filled_in_and_becomes_an_assessment() {
    let root = fresh("spare-new");
    for (form, cells) in [
        ("様式2", vec![("pia_work.name", "児童手当に関する事務")]),
        (
            "様式3",
            vec![
                ("pia_work.name", "児童手当に関する事務"),
                ("pia_work.population", "１) 1,000人未満"),
                ("pia_systems.system_ma.name", "児童手当システム"),
                ("pia_systems.system_mb.name", "宛名システム"),
            ],
        ),
        ("様式4", vec![("pia_work.name", "児童手当に関する事務"), ("pia_systems.system_mb.name", "宛名システム")]),
    ] {
        let file = root.join(format!("{form}.xlsx"));
        let output = program(&["new", form, path(&file)]);
        assert!(output.status.success(), "{output:?}");
        let again = program(&["new", form, path(&file)]);
        assert_eq!(again.status.code(), Some(4), "nothing is written over");
        let mut book = Patched::open(&file);
        cells.iter().for_each(|(name, text)| book.write(name, text));
        book.save(&file);
        let folder = root.join(form);
        let output = program(&["import", path(&file), "-o", path(&folder)]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        let report: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.join("import-report.json")).unwrap()).unwrap();
        for key in ["unmapped", "conflicts", "skipped", "look_first"] {
            assert_eq!(report[key], json!([]), "{form}");
        }
        let workspace = Workspace::open(None, &codes());
        let loaded = workspace.load(&folder.join("assessment.yaml"));
        assert!(loaded.findings.is_empty(), "{form}: {:?}", loaded.findings);
        let read = loaded.assessment.unwrap();
        for (name, text) in &cells {
            let field = hyokasho::sheet::fields(&hyokasho::doc::build(&read, &workspace.config.style));
            let field = field.iter().find(|field| field.name == *name).unwrap_or_else(|| panic!("{form}: {name}"));
            let said = field.value.words();
            assert!(text.ends_with(&said) && !said.is_empty(), "{form}: {name} says {said}");
        }
        let spare = read.blocks("systems").len();
        assert_eq!(spare, cells.iter().filter(|(name, _)| name.contains("systems")).count(), "{form}");
        // The same workbook goes on being the workbook of this assessment.
        let told = program(&["import", path(&file), "--into", path(&folder)]);
        assert_eq!(String::from_utf8(told.stdout).unwrap(), "ファイルで直された所はありません。評価書はそのままです\n");
    }
}

#[test]
fn what_the_form_says_is_noted_at_the_cells_and_is_no_comment() {
    let root = fresh("spare-guide");
    let file = root.join("a.xlsx");
    assert!(program(&["new", "様式4", path(&file)]).status.success());
    let book = grid::read("a.xlsx", &fs::read(&file).unwrap()).unwrap();
    assert!(book.markups.len() > 50, "{}", book.markups.len());
    assert!(book.markups.iter().all(|markup| markup.author == "様式の説明"));
    let folder = root.join("a");
    assert!(program(&["import", path(&file), "-o", path(&folder)]).status.success());
    let told = program(&["import", path(&file), "--into", path(&folder)]);
    assert_eq!(String::from_utf8(told.stdout).unwrap(), "ファイルで直された所はありません。評価書はそのままです\n");
    assert!(!folder.join("procedure.yaml").exists());
}

#[test]
fn spare_blocks_come_and_cleared_blocks_go() {
    let desk = Desk::new("spare-blocks");
    let folder = desk.root.join(FULL);
    let file = desk.root.join("a.xlsx");
    let output = program(&["render", path(&folder), "-o", path(&file), "--spare"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(desk.import(&file, FULL), (0, "ファイルで直された所はありません。評価書はそのままです\n".into()));
    let mut book = Patched::open(&file);
    let spare = "pia_files.checkups.outsourcing.outsourcing_ma.title";
    book.write(spare, "データ入力");
    book.write("pia_systems.system_ma.name", "検診予約システム");
    book.save(&file);
    let before = desk.text(FULL);
    let (code, told) = desk.import(&file, FULL);
    assert_eq!(code, 0, "{told}");
    let (gone, new) = difference(&before, &desk.text(FULL));
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(new, ["- id: system-a", "name: 検診予約システム", "- id: outsourcing-a", "title: データ入力"], "{told}");
    assert_eq!(desk.import(&file, FULL), (0, "ファイルで直された所はありません。評価書はそのままです\n".into()));
    // All cells of one block are emptied.
    let mut book = Patched::open(&file);
    let cells: Vec<String> = book
        .book
        .names
        .iter()
        .filter(|name| name.name.starts_with("pia_systems.system_ma.") || name.name == "pia_systems.address.name")
        .map(|name| name.name.clone())
        .collect();
    cells.iter().filter(|name| name.contains("system_ma")).for_each(|name| book.write(name, ""));
    book.save(&file);
    let (code, told) = desk.import(&file, FULL);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("--allow-blank"), "{told}");
    let output = program(&["import", path(&file), "--into", path(&folder), "--allow-blank"]);
    assert!(output.status.success(), "{output:?}");
    let (gone, new) = difference(&before, &desk.text(FULL));
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(new, ["- id: outsourcing-a", "title: データ入力"]);
}

#[test]
fn an_empty_form_comes_through_libreoffice() {
    if lacks(&["soffice"]) {
        return;
    }
    let root = fresh("spare-libreoffice");
    let file = root.join("a.xlsx");
    assert!(program(&["new", "様式3", path(&file)]).status.success());
    let mut book = Patched::open(&file);
    book.write("pia_systems.system_mb.name", "宛名システム");
    book.save(&file);
    for format in ["xlsx", "ods"] {
        let out = root.join(format);
        libreoffice(&out, format, std::slice::from_ref(&file));
        let folder = root.join(format!("{format}-read"));
        let saved = out.join(format!("a.{format}"));
        let output = program(&["import", path(&saved), "-o", path(&folder)]);
        assert!(output.status.success(), "{output:?}");
        let text = fs::read_to_string(folder.join("assessment.yaml")).unwrap();
        assert!(text.contains("- id: system-b\n") && !text.contains("system-a"), "{format}: {text}");
        let told = program(&["import", path(&saved), "--into", path(&folder)]);
        assert_eq!(
            String::from_utf8(told.stdout).unwrap(),
            "ファイルで直された所はありません。評価書はそのままです\n",
            "{format}"
        );
    }
}
