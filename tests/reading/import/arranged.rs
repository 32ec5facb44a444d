//! Lists and columns as offices type them: every text here is invented, and each shape has its own test.

use hyokasho::assessment::Assessment;
use hyokasho::form::Forms;
use hyokasho::grid;
use hyokasho::import::{Imported, import};

use super::bound;

/// Labels of a form with their places, and invented answers.
const LIST: [(&str, &str, &str); 12] = [
    ("表紙", "評価書番号", "12"),
    ("表紙", "評価書名", "がん検診に関する事務"),
    ("表紙", "評価実施機関名", "みどり市長"),
    ("表紙", "公表日", "令和7年6月1日"),
    ("Ⅰ １．特定個人情報ファイルを取り扱う事務", "①事務の名称", "がん検診に関する事務"),
    ("Ⅰ １．特定個人情報ファイルを取り扱う事務", "②事務の内容", "受診券を送り、結果を記録する。"),
    (
        "Ⅰ １．特定個人情報ファイルを取り扱う事務",
        "③対象人数",
        "[ ]1,000人未満　[●]1,000人以上1万人未満　[ ]1万人以上10万人未満",
    ),
    ("Ⅰ ２．特定個人情報ファイルを取り扱う事務において使用するシステム システム1", "①システムの名称", "検診システム"),
    ("Ⅰ ２．特定個人情報ファイルを取り扱う事務において使用するシステム システム2", "①システムの名称", "宛名システム"),
    ("Ⅰ ６．評価実施機関における担当部署", "①部署", "健康課"),
    ("Ⅰ ６．評価実施機関における担当部署", "②所属長の役職名", "健康課長"),
    ("Ⅰ ７．他の評価実施機関", "７．他の評価実施機関", ""),
];

pub(super) fn read(name: &str, rows: &str) -> (Imported, Assessment) {
    let text = format!("特定個人情報保護評価書（重点項目評価書）\n{rows}");
    let imported = import(&grid::read(name, text.as_bytes()).unwrap(), &Forms::default()).unwrap();
    let assessment = bound(&imported);
    (imported, assessment)
}

pub(super) fn said(assessment: &Assessment, address: &str) -> String {
    assessment.cell(address).map(|cell| assessment.words(cell)).unwrap_or_default()
}

/// Every answer of the list where it belongs, and nothing in the items that the list does not answer.
pub(super) fn holds(shape: &str, rows: &str) {
    let (imported, assessment) = read(shape, rows);
    let expected = [
        ("cover.number", "12"),
        ("cover.agency", "みどり市長"),
        ("work.name", "がん検診に関する事務"),
        ("work.content", "受診券を送り、結果を記録する。"),
        ("work.population", "1,000人以上1万人未満"),
        ("systems.system-1.name", "検診システム"),
        ("systems.system-2.name", "宛名システム"),
        ("office.name", "健康課"),
        ("office.head", "健康課長"),
        ("other_agencies", ""),
    ];
    for (address, words) in expected {
        assert_eq!(said(&assessment, address).trim(), words, "{shape} {address}\n{}\n{rows}", imported.yaml);
    }
}

pub(super) fn rows(row: impl Fn(usize, &(&str, &str, &str)) -> String) -> String {
    LIST.iter().enumerate().map(|(index, line)| row(index, line) + "\n").collect()
}

#[test]
fn numbers_and_paths_beside_labels_are_no_answers() {
    holds("a.tsv", &rows(|index, (path, label, answer)| format!("{}\t{path}\t{label}\t{answer}", index + 1)));
}

#[test]
fn paths_may_stand_behind_the_answers() {
    holds("b.csv", &rows(|_, (path, label, answer)| format!("{label};{answer};{path}")));
}

#[test]
fn a_path_may_be_the_label() {
    let path =
        |path: &str, label: &str| if path.ends_with(label) { path.to_owned() } else { format!("{path} > {label}") };
    holds("c.tsv", &rows(|_, (above, label, answer)| format!("{}\t{answer}", path(above, label))));
}

#[test]
fn the_same_few_words_in_row_after_row_are_no_answers() {
    let kind = |index: usize| if index.is_multiple_of(2) { "文章" } else { "必須項目" };
    let (_, assessment) =
        read("d.tsv", &rows(|index, (path, label, answer)| format!("{path}\t{label}\t{answer}\t{}", kind(index))));
    assert_eq!(said(&assessment, "office.name"), "健康課");
    assert_eq!(said(&assessment, "work.name"), "がん検診に関する事務");
}

#[test]
fn half_of_a_list_that_stands_twice_is_read_once() {
    let once = rows(|_, (path, label, answer)| format!("{path}\t{label}\t{answer}"));
    let (imported, _) = read("e.tsv", &format!("{once}{once}"));
    let told = |conflict: &hyokasho::import::Conflict| conflict.message.contains("もう一度続いています");
    assert_eq!(imported.report.conflicts.iter().filter(|one| told(one)).count(), 1);
    assert!(!imported.report.conflicts.iter().any(|one| one.message.contains("二か所")), "{:#?}", imported.report);
    holds("e.tsv", &format!("{once}{once}"));
}

#[test]
fn labels_of_one_cell_share_the_lines_of_the_next() {
    let (_, assessment) = read(
        "f.csv",
        "評価書番号,\n評価書名,\n特記事項,\n評価実施機関名,\n公表日,\nⅠ　基本情報,\n１．特定個人情報ファイルを取り扱う事務,\n\"①事務の名称\n②事務の内容\",\"検診\n案内を送る。\n結果を記録する。\"\n６．評価実施機関における担当部署,\n\"①部署\n②所属長の役職名\",\"健康課\n課長\"\n",
    );
    assert_eq!(said(&assessment, "work.name"), "検診");
    assert_eq!(said(&assessment, "work.content").trim(), "案内を送る。\n結果を記録する。");
    assert_eq!(said(&assessment, "office.head"), "課長");
}

/// Labels of eight letters a line, answers beside them.
#[test]
fn columns_may_be_parted_by_spaces_and_labels_broken_over_lines() {
    let mut text = String::new();
    let mut path = "";
    for (above, label, answer) in LIST {
        let (section, block) = above.split_once(" システム").unwrap_or((above, ""));
        let section = section.trim_start_matches("Ⅰ ");
        if section != path && section != "表紙" {
            text += &format!("\n{section}\n");
        }
        if !block.is_empty() {
            text += &format!("システム{block}\n");
        }
        path = section;
        let label: Vec<char> = label.chars().collect();
        let answer: Vec<char> = answer.chars().collect();
        let pieces = |chars: &[char], width: usize| -> Vec<String> {
            chars.chunks(width).map(|piece| piece.iter().collect()).collect()
        };
        let (labels, answers) = (pieces(&label, 6), pieces(&answer, 20));
        for line in 0..labels.len().max(answers.len()) {
            let label = labels.get(line).cloned().unwrap_or_default();
            let space = "　".repeat(7 - label.chars().count());
            text += &format!("{label}{space}{}\n", answers.get(line).cloned().unwrap_or_default());
        }
    }
    holds("g.txt", &text);
}

#[test]
fn an_option_with_an_empty_box_and_one_mark_for_all_are_no_answers() {
    for marks in [
        "□1,000人未満　□1,000人以上1万人未満",
        "□ 1) 1,000人未満",
        "○1,000人未満　○1,000人以上1万人未満　○1万人以上10万人未満　○10万人以上30万人未満",
    ] {
        let list = rows(|_, (path, label, answer)| {
            format!("{path}\t{label}\t{}", if *label == "③対象人数" { marks } else { answer })
        });
        assert_eq!(said(&read("h.tsv", &list).1, "work.population"), "", "{marks}");
    }
}

#[test]
fn an_answer_may_bear_the_number_of_its_option() {
    for answer in ["[ 2) 1,000人以上1万人未満 ]　＜選択肢＞", "2)", "レ1,000人以上1万人未満　□1,000人未満"]
    {
        let list = rows(|_, (path, label, own)| {
            format!("{path}\t{label}\t{}", if *label == "③対象人数" { answer } else { own })
        });
        assert_eq!(said(&read("i.tsv", &list).1, "work.population"), "1,000人以上1万人未満", "{answer}");
    }
}
