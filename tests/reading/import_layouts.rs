//! The sample assessments, laid out in workbooks as councils keep them, come back with every answer in its item.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::path::Path;
use std::process::Command;

use hyokasho::assessment::{Assessment, Cell};
use hyokasho::doc;
use hyokasho::form::Forms;
use hyokasho::grid;
use hyokasho::house::HouseStyle;
use hyokasho::import::{Imported, import};
use hyokasho::text::fold::fold;
use hyokasho::workspace::Workspace;
use rust_xlsxwriter::{Format, Note, Workbook};
use support::layouts::{LAYOUTS, Layout, workbook};

/// Of a thousand characters of answers that somebody typed.
const RIGHT: usize = 995;
/// The same of what the program printed itself. Documents and pages show figures as pictures and not in words; Markdown has no
/// cells that would part a label from its answer.
const OUR_OWN: [(&str, usize); 3] = [("docx", 985), ("html", 985), ("md", 300)];

fn sample(name: &str) -> Assessment {
    let root = Path::new("assessments");
    Workspace::open(Some(root), &[]).load(&root.join(name).join("assessment.yaml")).assessment.unwrap()
}

fn imported(name: &str, bytes: &[u8]) -> (Assessment, Imported) {
    let book = grid::read(name, bytes).unwrap_or_else(|finding| panic!("{}", finding.message));
    let imported = import(&book, &Forms::default()).unwrap_or_else(|finding| panic!("{}", finding.message));
    let loaded = Workspace::open(None, &[]).load_text(Path::new("a/assessment.yaml"), &imported.yaml);
    (loaded.assessment.unwrap(), imported)
}

/// How many characters there are, and how many of them stand in the right item; an item is right or counts for nothing.
fn compare(expected: &Assessment, found: &Assessment) -> (usize, usize, Vec<String>) {
    let (mut all, mut right, mut wrong) = (0, 0, Vec::new());
    for cell in expected.cells.iter().filter(|cell| cell.typed.is_some()) {
        // Titles of groups of record items stand in brackets on paper.
        let read = |assessment: &Assessment, cell: &Cell| fold(&assessment.words(cell)).replace(['<', '>'], "");
        let words = read(expected, cell);
        let same = |other: &&Cell| other.node == cell.node && other.positions == cell.positions;
        let length = words.chars().count();
        all += length;
        if found.cells.iter().find(same).is_some_and(|other| read(found, other) == words) {
            right += length;
        } else {
            wrong.push(format!("{}: {length}", expected.path(cell)));
        }
    }
    (all, right, wrong)
}

#[track_caller]
fn holds(name: &str, layout: Layout) {
    let sample = sample(name);
    let bytes = workbook(&doc::build(&sample, &HouseStyle::default()), layout);
    let (found, imported) = imported("前の版.xlsx", &bytes);
    let (all, right, wrong) = compare(&sample, &found);
    assert!(right * 1_000 >= all * RIGHT, "{layout:?}: {right} of {all}: {wrong:#?}");
    assert_eq!(found.changes.len(), sample.changes.len(), "{layout:?}: the table of changes");
    let left: usize = imported.report.unmapped.iter().map(|left| left.text.chars().count()).sum();
    // The head of the pages stands on too few of them to be known as one.
    assert!(
        left * 50 < all || left < 30,
        "{layout:?}: {left} characters found no item: {:#?}",
        imported.report.unmapped
    );
}

#[test]
fn answers_are_found_in_every_layout_of_the_full_form() {
    LAYOUTS.iter().for_each(|layout| holds("15-health-checkups", *layout));
}

#[test]
fn answers_are_found_in_every_layout_of_the_focused_form() {
    LAYOUTS.iter().for_each(|layout| holds("22-child-allowance", *layout));
}

#[test]
fn answers_are_found_in_every_layout_of_the_basic_form() {
    LAYOUTS.iter().for_each(|layout| holds("22-child-allowance-basic", *layout));
}

#[test]
fn answers_of_two_files_are_kept_apart() {
    LAYOUTS.iter().for_each(|layout| holds("31-nursing-insurance", *layout));
}

/// What the program prints for offices, taken in again as a document of anybody.
#[test]
fn our_own_documents_and_pages_come_back() {
    let folder = support::fresh("import-own");
    for name in ["15-health-checkups", "22-child-allowance", "31-nursing-insurance", "22-child-allowance-basic"] {
        for (ending, least) in OUR_OWN {
            let file = folder.join(format!("{name}.{ending}"));
            let mut render = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
            render.arg("render").arg(Path::new("assessments").join(name)).arg("-o").arg(&file);
            assert!(render.output().unwrap().status.success());
            let sample = sample(name);
            let (found, _) = imported(&format!("{name}.{ending}"), &std::fs::read(&file).unwrap());
            let (all, right, wrong) = compare(&sample, &found);
            assert!(right * 1_000 >= all * least, "{name}.{ending}: {right} of {all}: {wrong:#?}");
        }
    }
}

#[test]
fn what_is_not_living_text_is_told_and_in_no_item() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("様式").unwrap();
    let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
    sheet.write(0, 0, "特定個人情報保護評価書（重点項目評価書）").unwrap();
    sheet.write(1, 0, "Ⅰ 基本情報").unwrap();
    sheet.write(2, 0, "１．特定個人情報ファイルを取り扱う事務").unwrap();
    sheet.write(3, 0, "①事務の名称").unwrap();
    sheet.write_rich_string(3, 1, &[(&plain, "児童手当に関する"), (&struck, "古い"), (&plain, "事務")]).unwrap();
    sheet.insert_note(3, 1, &Note::new("次の版で改める").add_author_prefix(false)).unwrap();
    sheet.write(4, 0, "②事務の内容").unwrap().write(4, 1, "手当を支給する。").unwrap();
    sheet.set_row_hidden(4).unwrap();
    let labels = [
        "２．特定個人情報ファイルを取り扱う事務において使用するシステム",
        "①システムの名称",
        "②システムの機能",
        "③他のシステムとの接続",
        "法令上の根拠",
        "①部署",
        "②所属長の役職名",
    ];
    for (row, label) in (5..).zip(labels) {
        sheet.write(row, 0, label).unwrap();
    }
    book.add_worksheet().set_name("控え").unwrap().set_hidden(true).write(0, 0, "没にした案").unwrap();
    let lists = book.add_worksheet().set_name("選択肢").unwrap().set_hidden(true);
    lists.write(0, 0, "十分である").unwrap().write(1, 0, "課題が残されている").unwrap();
    let (found, imported) = imported("前の版.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(found.root().words("work.name"), "児童手当に関する事務");
    assert_eq!(found.root().words("work.content").trim(), "手当を支給する。");
    let left = |text: &str, place: &str| {
        let same = |left: &hyokasho::import::Unmapped| left.text == text && left.place == place;
        assert!(imported.report.unmapped.iter().any(same), "{text}: {:?}", imported.report.unmapped);
    };
    left("古い", "「様式」B4（取り消し線）");
    left("次の版で改める", "「様式」B4のコメント");
    left("没にした案", "「控え」A1");
    let told: Vec<&str> = imported.report.conflicts.iter().map(|conflict| conflict.place.as_str()).collect();
    assert_eq!(told, ["「控え」", "「様式」A5"], "a hidden sheet, hidden cells; lists for drop-downs are none");
}
