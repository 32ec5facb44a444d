//! Tables in the shapes that offices publish them in.

#[path = "../../../tests/support/needs.rs"]
mod needs;

use std::sync::Arc;

use super::super::report::ImportReport;
use super::read;
use crate::assessment::{Assessment, NoResources, bind};
use crate::form::Forms;
use crate::grid::{Book, CellPlace, GridCell, GridNumbering, Sheet, read_text};
use crate::text::Source;
use crate::yaml::{self, Draft};

const HEAD: &str = "変更日\t項目\t変更前の記載\t変更後の記載\t提出時期\t提出時期に係る説明\n";

fn assessment(form: &str, yaml: &str) -> Assessment {
    let source = Source::new("assessment.yaml", format!("form: {form}\n{yaml}"));
    let form: Arc<_> = Forms::default().get(form).unwrap().unwrap();
    bind(&source, &yaml::parse(&source).root.unwrap(), &form, &NoResources::default()).assessment
}

fn plain() -> Assessment {
    assessment(
        "full-2025-05",
        "files:\n  - name: 児童台帳\n    outsourcing:\n      - title: 保守\n      - title: 印刷\n",
    )
}

/// The rows of a table, each as `date|item|printed|before|after|timing|reason`, and what found no row.
fn rows(book: &Book, assessment: &Assessment) -> (Vec<String>, Vec<String>) {
    let mut report = ImportReport::default();
    let cells: Vec<CellPlace> = book.cells().map(|(at, _)| at).collect();
    let days = read(book, &cells, assessment, &mut report).unwrap_or(Draft::List(Vec::new()));
    let yaml = yaml::emit::document(&Draft::map([("changes", days)]));
    let source = Source::new("changes.yaml", yaml);
    let root = yaml::parse(&source).root.unwrap();
    let mut told = Vec::new();
    for day in root.get("changes").unwrap().items() {
        for row in day.get("rows").unwrap().items() {
            let of = |key: &str| row.get(key).and_then(yaml::YamlNode::text).unwrap_or_default().trim_end().to_owned();
            let texts = ["item", "printed", "before", "after", "timing", "reason"].map(of);
            told.push(format!("{}|{}", day.get("date").unwrap().text().unwrap(), texts.join("|")));
        }
    }
    (told, report.unmapped.into_iter().map(|one| one.text).collect())
}

fn text(table: &str) -> (Vec<String>, Vec<String>) {
    rows(&read_text("t.txt", &format!("{HEAD}{table}")), &plain())
}

fn sheet(cells: &[(u32, u32, u32, u32, &str)]) -> Book {
    let head = HEAD.trim().split('\t').enumerate().map(|(column, title)| GridCell::new(0, column as u32, title));
    let cells = cells.iter().map(|(row, column, rows, columns, text)| GridCell {
        rows: *rows,
        columns: *columns,
        ..GridCell::new(*row, *column, *text)
    });
    let sheet = Sheet {
        name: "変更箇所".into(),
        numbering: GridNumbering::Cells,
        hidden: false,
        cells: head.chain(cells).collect(),
        ..Sheet::default()
    };
    Book { name: "t.xlsx".into(), sheets: vec![sheet], ..Book::default() }
}

#[test]
fn rows_have_their_date_and_item() {
    let (rows, unread) = text(
        "令和７年１月１０日\tⅠ ７ ①部署\t福祉課\tこども課\t事後\t組織の変更\n\
         R7.12.26\tⅡ 4. 委託事項2 ①委託内容\t10人未満\t10人以上50人未満\t事前\t\n\
         R7.12.26\t項目でないもの\t\t甲\t事前\t乙\n",
    );
    assert_eq!(
        rows,
        [
            "2025-01-10|office.name|Ⅰ ７ ①部署|福祉課|こども課|事後|組織の変更",
            "2025-12-26|files.1.outsourcing.2.content|Ⅱ 4. 委託事項2 ①委託内容|10人未満|10人以上50人未満|事前|",
            "2025-12-26||項目でないもの||甲|事前|乙",
        ]
    );
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn what_stands_in_the_head_and_is_no_title_is_told() {
    let book = read_text("t.txt", &format!("甲乙丙丁戊己庚\t{HEAD}令和7年1月10日\tⅠ 7 ①部署\t甲\t乙\t事後\t\n"));
    let (_, unread) = rows(&book, &plain());
    assert!(unread.contains(&"甲乙丙丁戊己庚".to_owned()), "{unread:?}");
}

#[test]
fn blocks_of_older_rows_may_have_had_other_numbers() {
    let (rows, _) = text(
        "令和5年1月10日\tⅡ 4. 委託事項2 ①委託内容\t甲\t乙\t事後\t\n\
         令和6年1月10日\tⅠ 7 ①部署\t丙\t丁\t事後\t\n",
    );
    assert!(rows[0].starts_with("2023-01-10||Ⅱ 4."), "{rows:?}");
    assert!(rows[1].starts_with("2024-01-10|office.name|"), "{rows:?}");
}

#[test]
fn a_row_goes_on_over_the_page() {
    let (rows, unread) = text(&format!(
        "令和5年9月1日\tⅠ 1 ②事務の内容\t①甲を行う。\t①甲を行い、記録をデー\t事前\t理由を\n\
         -----\t---\t--\t--\t--\t--\n\
         - 25 -\n\
         {HEAD}\
         \t\t②乙を行う。\tタベースに残す。\t\t述べる。\n\
         \t（続き）\t\t③丙を行う。\t\t\n\
         令和5年9月1日\t\t\t④丁を行う。\t\t\n\
         令和5年9月1日\tⅠ 7 ①部署\t戊\t己\t事後\t\n"
    ));
    assert_eq!(
        rows,
        [
            "2023-09-01|work.content|Ⅰ 1 ②事務の内容|①甲を行う。\n②乙を行う。|\
             ①甲を行い、記録をデータベースに残す。\n③丙を行う。\n④丁を行う。|事前|理由を述べる。",
            "2023-09-01|office.name|Ⅰ 7 ①部署|戊|己|事後|",
        ]
    );
    assert_eq!(unread, ["- 25 -", "（続き）"]);
}

#[test]
fn merged_cells_stand_for_their_rows() {
    let (rows, unread) = rows(
        &sheet(&[
            (1, 0, 3, 1, "令和5年\n9月1日"),
            (1, 1, 2, 1, "Ⅰ　７\n①部署"),
            (1, 2, 1, 1, "甲"),
            (1, 3, 1, 1, "乙"),
            (1, 4, 1, 1, "事 後"),
            (2, 2, 1, 1, "丙"),
            (2, 3, 1, 1, "丁"),
            (2, 4, 1, 1, "事前"),
            (3, 1, 1, 1, "その他の名前"),
            (3, 3, 1, 1, "戊"),
        ]),
        &plain(),
    );
    assert_eq!(
        rows,
        [
            "2023-09-01|office.name|Ⅰ ７ ①部署|甲|乙|事後|",
            "2023-09-01|office.name|Ⅰ ７ ①部署|丙|丁|事前|",
            "2023-09-01||その他の名前||戊||",
        ]
    );
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn the_rest_of_a_long_cell_below_a_merged_item_belongs_to_the_same_row() {
    let (rows, _) = rows(
        &sheet(&[
            (1, 0, 2, 1, "2023/9/1"),
            (1, 1, 2, 1, "Ⅰ 7 ①部署"),
            (1, 3, 1, 1, "一行目。"),
            (1, 4, 2, 1, "事後"),
            (2, 3, 1, 1, "二行目"),
        ]),
        &plain(),
    );
    assert_eq!(rows, ["2023-09-01|office.name|Ⅰ 7 ①部署||一行目。\n二行目|事後|"]);
}

#[test]
fn cells_that_moved_beside_their_columns_are_put_back() {
    let (rows, _) = text(
        "令和5年9月1日\tⅠ 7 ①部署\t前\t後の一。\t後の二\t事後\t理由\n\
         令和5年9月1日\tⅠ 7 ①部署\t後\t事後\t理由\n",
    );
    assert_eq!(
        rows,
        [
            "2023-09-01|office.name|Ⅰ 7 ①部署|前|後の一。\n後の二|事後|理由",
            "2023-09-01|office.name|Ⅰ 7 ①部署||後|事後|理由"
        ]
    );
}

#[test]
fn as_above_stays_as_printed() {
    let (rows, _) = text("平成31年4月1日\tⅠ 7 ①部署\t甲\t乙\t事後\t\n平成31年4月1日\t同上\t丙\t同上\t事後\t同上\n");
    assert_eq!(rows[1], "2019-04-01||同上|丙|同上|事後|同上");
}

#[test]
fn dates_that_are_none_and_times_that_are_none_are_told() {
    let (rows, unread) = text("随時\tⅠ 7 ①部署\t甲\t乙\t事後\t\n令和5年9月\tⅠ 7 ②所属長の役職名\t丙\t丁\t未定\t\n");
    assert_eq!(rows[0], "随時|office.name|Ⅰ 7 ①部署|甲|乙|事後|");
    assert!(rows[1].starts_with("令和5年9月|"), "{rows:?}");
    assert_eq!(unread, ["未定"]);
}

#[test]
fn a_table_that_is_none_is_told_as_it_stands() {
    let (rows, unread) = text("変更はない。\n");
    assert_eq!((rows.len(), unread), (0, vec!["変更はない。".to_owned()]));
}

/// Published tables, where they are at hand: rows, and every character of them.
#[test]
fn published_tables_are_read_to_the_last_character() {
    const SEEDS: &str = "../shared/seeds";
    if needs::lacks(&[SEEDS]) {
        return;
    }
    let documents = [
        ("full-2025-05", "full-health-checkups", 65..=66),
        ("focused-2025-05", "focused-cancer-screening", 25..=25),
        ("focused-2025-05", "focused-child-medical", 102..=102),
    ];
    for (form, name, count) in documents {
        let extract = std::fs::read_to_string(format!("{SEEDS}/{name}.txt")).unwrap();
        let table = extract.rfind("変更箇所").map_or("", |at| extract[at..].split_once('\n').unwrap().1);
        let book = read_text("seed.txt", table);
        let (rows, unread) = rows(&book, &assessment(form, "files:\n  - name: 一つ目\n"));
        assert!(count.contains(&rows.len()), "{name}: {} rows", rows.len());
        assert!(unread.is_empty(), "{name}: {unread:?}");
        let printed = |row: &String| row.splitn(3, '|').nth(2).unwrap().to_owned();
        let came: String = rows.iter().map(printed).collect();
        let is_head = |cell: &GridCell| HEAD.trim().split('\t').any(|title| cell.text == title);
        let in_table = book.cells().map(|(_, cell)| cell).filter(|cell| cell.column > 0 && !is_head(cell));
        let stood: String =
            in_table.filter(|cell| !cell.text.starts_with("--")).map(|cell| cell.text.as_str()).collect();
        assert_eq!(letters(&came), letters(&stood), "{name}");
    }
}

/// The characters, sorted, so that rows and cells can be compared.
fn letters(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

#[test]
fn cells_below_each_other_are_rows_again() {
    let (told, unread) = text_below(&[
        &["令和5年9月1日", "Ⅱ ４．委託事項1 ①委託内容", "保守", "保守及び監視", "事前", "重要な変更"],
        &["Ⅰ １．②事務の内容", "甲", "乙", "事後", "その他の項目の変更"],
        // A date as an answer begins no row.
        &["令和6年4月1日", "Ⅵ １．①実施日", "令和5年3月31日", "令和6年3月31日", "事後"],
        &["令和6年5月1日", "Ⅰ １．②事務の内容", "一", "二", "三", "事後"],
    ]);
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told[0].ends_with("|保守|保守及び監視|事前|重要な変更"), "{told:#?}");
    assert!(told[1].starts_with("令和5年9月1日|") || told[1].starts_with("2023-09-01|"), "{told:#?}");
    assert!(told[2].ends_with("|令和5年3月31日|令和6年3月31日|事後|"), "{told:#?}");
    assert_eq!(unread, ["一", "二", "三"]);
}

/// A table with one cell a line.
fn text_below(table: &[&[&str]]) -> (Vec<String>, Vec<String>) {
    let lines = table.iter().map(|row| row.join("\n")).collect::<Vec<_>>().join("\n");
    rows(&read_text("t.txt", &format!("{}{lines}\n", HEAD.replace('\t', "\n"))), &plain())
}
