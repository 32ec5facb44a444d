//! Documents printed and damaged by program, imported back: the same answers; and nothing of any source is lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a helper of a test fails the test"
)]

mod arranged;
mod command;
mod gold;
mod looks;
mod lost;
mod odd;
mod printed;
mod published;
mod random;

use crate::support;
use std::collections::BTreeMap;
use std::path::Path;

use hyokasho::assessment::{Assessment, NoResources, bind};
use hyokasho::form::{Forms, Kind, NodeId};
use hyokasho::grid::{Book, GridCell, read_text};
use hyokasho::import::{Imported, Unmapped, import, import_as};
use hyokasho::rules::codes;
use hyokasho::text::{Source, fold::fold};
use hyokasho::workspace::{ASSESSMENT_FILE, Workspace};
use hyokasho::yaml;
use printed::{Damage, Layout, Row, book, rows};

const SAMPLES: [&str; 4] =
    ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"];

fn load(folder: &Path) -> Assessment {
    let file = folder.join(ASSESSMENT_FILE);
    let root = hyokasho::workspace::root_of(&file);
    Workspace::open(root.as_deref(), &codes()).load(&file).assessment.unwrap()
}

fn sample(name: &str) -> Assessment {
    load(&Path::new("assessments").join(name))
}

fn bound(imported: &Imported) -> Assessment {
    let source = Source::new("assessment.yaml", imported.yaml.clone());
    let root = yaml::parse(&source).root.unwrap();
    let form = Forms::default().get(&imported.report.form).unwrap().unwrap();
    let bound = bind(&source, &root, &form, &NoResources::default());
    assert!(bound.findings.is_empty(), "{:#?}", bound.findings);
    bound.assessment
}

/// The answer of every cell, by its item and the positions of its blocks.
fn answers(assessment: &Assessment) -> BTreeMap<(NodeId, Vec<usize>), String> {
    let printed = assessment.cells.iter().filter(|cell| {
        // What a figure shows is not in the text of a document; the version's mark is in no cell.
        !matches!(assessment.node(cell).kind, Some(Kind::Figure | Kind::Fixed))
    });
    printed.map(|cell| ((cell.node, cell.positions.clone()), fold(&assessment.words(cell)))).collect()
}

/// How many characters of the answers there are, and how many of them arrived in the right item.
fn arrived(expected: &Assessment, found: &Assessment) -> (usize, usize) {
    let found = answers(found);
    let mut sum = (0, 0);
    for (key, answer) in answers(expected) {
        let length = answer.chars().count();
        let same = found.get(&key).is_some_and(|found| *found == answer);
        sum = (sum.0 + length, sum.1 + if same { length } else { 0 });
    }
    sum
}

fn wrong(expected: &Assessment, found: &Assessment) -> Vec<String> {
    let other = answers(found);
    let differ =
        answers(expected).into_iter().filter(|(key, answer)| other.get(key).map_or("", String::as_str) != answer);
    let told = differ.map(|(key, answer)| {
        let label = &expected.form.node(key.0).label;
        let found = other.get(&key).map_or("", String::as_str);
        let same = answer.chars().zip(found.chars()).take_while(|(one, other)| one == other).count().saturating_sub(20);
        let tail = |text: &str| text.chars().skip(same).take(60).collect::<String>();
        format!("{label} {:?}: …{}… ≠ …{}…", key.1, tail(&answer), tail(found))
    });
    told.collect()
}

#[test]
fn every_layout_comes_back_whole() {
    for name in SAMPLES {
        let original = sample(name);
        for layout in Layout::ALL {
            let imported = import(&book(&rows(&original), layout), &Forms::default()).unwrap();
            let wrong = wrong(&original, &bound(&imported));
            assert!(wrong.is_empty(), "{name} {layout:?}: {wrong:#?}");
            // An option that is the label of an item as well keeps its number to itself.
            let left = imported.report.unmapped.iter().filter(|left| left.text != "9)");
            assert_eq!(left.collect::<Vec<_>>(), Vec::<&Unmapped>::new(), "{name} {layout:?}");
        }
    }
}

#[test]
fn damage_costs_next_to_nothing() {
    for name in &SAMPLES[..3] {
        let original = sample(name);
        for damage in Damage::ALL {
            for layout in [Layout::Tabs, Layout::Cell, Layout::Merged] {
                let rows = damage.apply(&rows(&original));
                let imported = import(&book(&rows, layout), &Forms::default()).unwrap();
                let found = bound(&imported);
                let (all, right) = arrived(&original, &found);
                let wrong = wrong(&original, &found);
                // In a short document the head of a page may come once, and is then no head that is known.
                let few = all - right < 50 && wrong.len() == 1;
                assert!(few || right * 100 >= all * 98, "{name} {layout:?} {damage:?}: {right} of {all}: {wrong:#?}");
            }
        }
    }
}

/// The marks of editions that the program has no definition of: the nearest of the same style is taken, and that is told; what
/// is older than every edition that it knows is refused, until somebody says which form comes near.
#[test]
fn older_editions_are_told_or_refused_and_never_taken_for_another_style() {
    for (name, edition, style, is_near) in [
        ("22-child-allowance-basic", "平成26年4月", "様式2", false),
        ("22-child-allowance-basic", "平成29年5月", "様式２", false),
        ("22-child-allowance-basic", "平成31年1月", "様式２", true),
        ("22-child-allowance", "平成26年4月", "様式３", false),
        ("22-child-allowance", "平成３１年１月", "様式３", true),
        ("15-health-checkups", "平成26年4月", "様式4", false),
        ("15-health-checkups", "令和6年10月", "様式４", true),
    ] {
        let original = sample(name);
        let mut rows = rows(&original);
        let own = fold(&original.form.printed_mark());
        rows.retain(|row| !fold(&row.answer).contains(&own) && !fold(&row.label).contains(&own));
        rows.insert(1, Row::heading(format!("［{edition}　{style}］")));
        let mark = format!("［{} {}］", fold(edition), fold(style));
        for layout in [Layout::Tabs, Layout::Merged] {
            let read = |named| import_as(&book(&rows, layout), &Forms::default(), named);
            let imported = read(None).or_else(|refused| {
                assert!(!is_near && refused.message.contains(&mark), "{name} {edition}: {}", refused.message);
                assert!(refused.help.unwrap().contains("--form"));
                read(Some(&original.form))
            });
            let imported = imported.unwrap();
            assert_eq!(read(None).is_ok(), is_near, "{name} {edition} {layout:?}");
            let form = Forms::default().get(&imported.report.form).unwrap().unwrap();
            assert_eq!(fold(&form.style), fold(style), "{name} {edition} {layout:?}");
            let told: Vec<&str> = imported.report.conflicts.iter().map(|told| told.message.as_str()).collect();
            assert!(told.iter().any(|told| told.starts_with(&format!("{mark}の様式は定義が無いので"))), "{told:?}");
            let (all, right) = arrived(&original, &bound(&imported));
            assert!(right * 100 >= all * 98, "{name} {edition} {layout:?}: {right} of {all}");
        }
        rows[1] = Row::heading(format!("［{edition}　様式5］"));
        let refused = import(&book(&rows, Layout::Tabs), &Forms::default()).unwrap_err();
        assert!(refused.message.contains("様式5"), "a style of which nothing is known is refused: {}", refused.message);
    }
}

#[test]
fn every_file_gets_its_own_chapters() {
    let folder = support::samples::grown("import-files", 3, 1);
    let original = load(&folder.join("15-health-checkups"));
    assert_eq!(original.files().len(), 3);
    let imported = import(&book(&rows(&original), Layout::Tabs), &Forms::default()).unwrap();
    let wrong = wrong(&original, &bound(&imported));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn count(text: &str, counts: &mut BTreeMap<char, usize>) {
    fold(text).chars().for_each(|c| *counts.entry(c).or_default() += 1);
}

/// Every scalar of the YAML, and everything that found no item.
fn kept(imported: &Imported) -> Vec<String> {
    fn walk(node: &yaml::YamlNode, texts: &mut Vec<String>) {
        texts.extend(node.text().map(ToOwned::to_owned));
        node.items().iter().for_each(|item| walk(item, texts));
        for entry in node.entries() {
            texts.push(entry.key.clone());
            walk(&entry.node, texts);
        }
    }
    let mut texts: Vec<String> = imported.report.unmapped.iter().map(|left| left.text.clone()).collect();
    let source = Source::new("assessment.yaml", imported.yaml.clone());
    walk(&yaml::parse(&source).root.unwrap(), &mut texts);
    texts
}

/// Every character of the answers is in the assessment or among what found no item, as often as it was printed.
#[test]
fn every_character_is_accounted_for() {
    for name in SAMPLES {
        let original = sample(name);
        for damage in Damage::ALL {
            let rows = damage.apply(&rows(&original));
            let imported = import(&book(&rows, Layout::Tabs), &Forms::default()).unwrap();
            let (mut printed, mut found) = (BTreeMap::new(), BTreeMap::new());
            // Options and boxes are the form's own words; the program works the derived cells out again.
            for cell in original.cells.iter().filter(|cell| original.node(cell).kind.is_some_and(Kind::is_text)) {
                let is_derived = original.node(cell).is_derived();
                let answer = if is_derived { String::new() } else { original.words(cell) };
                count(&answer, &mut printed);
            }
            kept(&imported).iter().for_each(|text| count(text, &mut found));
            let lost: Vec<_> = printed.iter().filter(|(c, times)| found.get(c).unwrap_or(&0) < times).collect();
            assert!(lost.is_empty(), "{name} {damage:?}: {lost:?}");
        }
    }
}

/// A mark in every cell of a document is found again: in an item or in the report, with its place.
#[test]
fn a_mark_in_every_cell_is_found_again() {
    for name in SAMPLES {
        let mut marked = book(&rows(&sample(name)), Layout::Merged);
        let marks = mark_cells(&mut marked);
        assert_eq!(lost_marks(&marked, &marks), Vec::<String>::new(), "{name}");
    }
}

/// Ends every cell with a mark of its own.
fn mark_cells(book: &mut Book) -> Vec<String> {
    let mut marks = Vec::new();
    let cells: &mut dyn Iterator<Item = &mut GridCell> =
        &mut book.sheets.iter_mut().flat_map(|sheet| sheet.cells.iter_mut());
    for (index, cell) in cells.enumerate() {
        let mark = format!("〔目印{index:05}〕");
        cell.text.push_str(&mark);
        marks.push(mark);
    }
    marks
}

fn lost_marks(book: &Book, marks: &[String]) -> Vec<String> {
    let imported = import(book, &Forms::default()).unwrap();
    assert!(imported.report.unmapped.iter().all(|left| !left.place.is_empty()));
    let kept: String = kept(&imported).iter().map(|text| fold(text)).collect();
    let lost = marks.iter().filter(|mark| !kept.contains(&fold(mark)));
    let cell = |mark: &String| {
        book.cells().find(|(_, cell)| cell.text.contains(mark.as_str())).map(|(_, cell)| cell.text.clone())
    };
    lost.filter_map(cell).collect()
}

/// What is no living text of a sheet answers nothing, and is told.
#[test]
fn what_is_struck_out_or_remarked_is_told() {
    let mut book = book(&rows(&sample("22-child-allowance")), Layout::Merged);
    let answers = book.sheets[0].cells.iter_mut().filter(|cell| cell.column == 5 && cell.text.chars().count() > 30);
    let mut answers = answers.take(2);
    let struck = answers.next().unwrap();
    struck.struck = vec![0.."〔消した文〕".len()];
    struck.text.insert_str(0, "〔消した文〕");
    let remarked = answers.next().unwrap();
    let remark =
        GridCell { kind: hyokasho::grid::GridCellKind::Note, text: "〔覚え書き〕".into(), ..remarked.clone() };
    let at = book.sheets[0].cells.iter().position(|cell| cell.row > remark.row).unwrap();
    book.sheets[0].cells.insert(at, remark);
    let imported = import(&book, &Forms::default()).unwrap();
    let told: Vec<&str> = imported.report.unmapped.iter().map(|left| left.text.as_str()).collect();
    assert!(told.contains(&"〔消した文〕") && told.contains(&"〔覚え書き〕"), "{told:?}");
    assert!(!imported.yaml.contains('〔'));
}

#[test]
fn contradictions_are_told() {
    let original = sample("22-child-allowance");
    let printed = rows(&original);
    let told = |change: &dyn Fn(&mut Vec<printed::Row>)| {
        let mut rows = printed.clone();
        change(&mut rows);
        let imported = import(&book(&rows, Layout::Tabs), &Forms::default()).unwrap();
        bound(&imported);
        imported.report.conflicts.into_iter().map(|conflict| conflict.message).collect::<Vec<_>>().join("\n")
    };
    let set = |rows: &mut Vec<printed::Row>, old: &str, new: &str| {
        let row = rows.iter_mut().find(|row| row.answer.contains(old)).unwrap();
        row.answer = row.answer.replace(old, new);
    };
    assert_eq!(told(&|_| {}), "");
    let counts = told(&|rows| set(rows, " ） 件", "9 ） 件"));
    assert!(counts.contains("ほかの記載からは"), "{counts}");
    let option = told(&|rows| set(rows, "[ 実施する ]", "[ 検討中 ]"));
    assert!(option.contains("「検討中」は選択肢にありません"), "{option}");
    let two = told(&|rows| set(rows, "[ 実施する ]", "[ 実施する ] [ 未定 ]"));
    assert!(two.contains("答えが二つ以上あります（実施する、未定）"), "{two}");
    let name = original.files()[0].words("name");
    let names = told(&|rows| {
        for (index, row) in rows.iter_mut().filter(|row| row.answer == name).enumerate() {
            row.answer = format!("{name}{index}");
        }
    });
    assert_eq!(names.matches("ほかの記載からは").count(), 2, "{names}");
}

/// An answer's bracket that a line break tore apart: it is no option, and every letter of it is told.
#[test]
fn a_torn_bracket_is_told() {
    let labels = "特定個人情報保護評価書（重点項目評価書）\nⅠ　基本情報\n１．特定個人情報ファイルを取り扱う事務\n①事務の名称 検診\n\
                  ③対象人数 [ 千人\n未満 ]\n２．特定個人情報ファイルを取り扱う事務において使用するシステム\n①システムの名称 あ\n\
                  ②システムの機能 い\n③他のシステムとの接続 [ ] 庁内連携システム\n法令上の根拠 番号法\n①実施の有無 [ 実施する ]\n\
                  ②所属長の役職名 課長\n";
    let imported = import(&read_text("a.txt", labels), &Forms::default()).unwrap();
    let told: Vec<&str> = imported.report.conflicts.iter().map(|conflict| conflict.message.as_str()).collect();
    assert_eq!(told, ["Ⅰ 1. ③対象人数: 「千人 未満」は選択肢にありません"]);
    let left: Vec<&str> = imported.report.unmapped.iter().map(|left| left.text.as_str()).collect();
    assert_eq!(left, ["[ 千人", "未満 ]"]);
}

/// A letter in the brackets of a choice is no mark of a box.
#[test]
fn a_single_letter_in_brackets_is_told() {
    let text = "特定個人情報保護評価書（重点項目評価書）\nⅠ　基本情報\n１．特定個人情報ファイルを取り扱う事務\n①事務の名称 検診\n\
                ③対象人数 [ 1,000人以上1万人未満 ]\n甲 ]\n２．特定個人情報ファイルを取り扱う事務において使用するシステム\n\
                ①システムの名称 あ\n②システムの機能 い\n法令上の根拠 番号法\n①実施の有無 [ 実施する ]\n②所属長の役職名 課長\n";
    let imported = import(&read_text("a.txt", text), &Forms::default()).unwrap();
    assert!(kept(&imported).iter().any(|kept| kept.contains('甲')), "{:#?}", imported.report);
}
