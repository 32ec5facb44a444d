//! What spreadsheet programs write is read: cells as they are shown, and what stands around them.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use hyokasho::grid::{self, Book, GridCellKind};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Note, Shape, Workbook, Worksheet, XlsxError};

fn read(name: &str, bytes: &[u8]) -> Book {
    grid::read(name, bytes).unwrap_or_else(|finding| unreachable!("{name}: {}", finding.message))
}

fn workbook(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Book {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("基本情報").unwrap()).unwrap();
    read("様式.xlsx", &book.save_to_buffer().unwrap())
}

/// Every text with its place.
fn told(book: &Book) -> Vec<String> {
    book.cells().map(|(at, cell)| format!("{} {}", book.place(at), cell.text)).collect()
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let book = workbook(|sheet| {
        let format = |code: &str| Format::new().set_num_format(code);
        sheet.write(0, 0, "一\n二")?.write(0, 1, 3)?.write(0, 2, 0.5)?.write(0, 3, true)?;
        sheet.write_with_format(1, 0, 300_000, &format("#,##0\"人\""))?;
        sheet.write_with_format(1, 1, 46017, &format("[$-411]ggge\"年\"m\"月\"d\"日\""))?;
        sheet.write_with_format(1, 2, 46017, &format("yyyy/m/d"))?;
        sheet.write_with_format(1, 3, 46017, &Format::new().set_num_format_index(58))?;
        sheet.write(2, 0, "=1+1")?.write(2, 1, "-（なし）")?.write(2, 2, "@x")?.write(2, 3, "  ")?;
        sheet.write_formula(3, 0, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!"))?;
        sheet.write_formula(3, 1, rust_xlsxwriter::Formula::new("=\"a\"&\"b\"").set_result("ab"))?;
        Ok(())
    });
    let texts: Vec<_> = book.cells().map(|(_, cell)| cell.text.as_str()).collect();
    let expected = [["一\n二", "3", "0.5", "TRUE"], ["300,000人", "令和7年12月26日", "2025-12-26", "令和7年12月26日"]];
    assert_eq!(texts[..8], *expected.as_flattened());
    assert_eq!(texts[8..], ["=1+1", "-（なし）", "@x", "#DIV/0!", "ab"], "text that starts like a formula stays text");
}

#[test]
fn merged_cells_are_one() {
    let book = workbook(|sheet| {
        sheet.merge_range(2, 1, 4, 3, "①名称", &Format::new().set_align(FormatAlign::Top))?;
        Ok(())
    });
    let cell = &book.sheets[0].cells[0];
    assert_eq!((cell.row, cell.column, cell.rows, cell.columns), (2, 1, 3, 3));
    assert_eq!(told(&book), ["「基本情報」B3 ①名称"]);
}

#[test]
fn struck_out_text_is_told_apart() {
    let book = workbook(|sheet| {
        let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
        sheet.write_rich_string(0, 0, &[(&plain, "残る"), (&struck, "消す"), (&plain, "文")])?;
        sheet.write_with_format(1, 0, "全部", &struck)?;
        sheet.write(2, 0, "残る消す文")?;
        Ok(())
    });
    let struck: Vec<_> = book.cells().map(|(_, cell)| cell.struck.clone()).collect();
    assert_eq!(struck, [vec![6..12], vec![0..6], vec![]]);
}

#[test]
fn text_beside_the_cells_has_a_place() {
    let book = workbook(|sheet| {
        sheet.write(0, 0, "見出し")?.write(1, 0, "本文")?;
        sheet.insert_note(1, 0, &Note::new("要確認").add_author_prefix(false))?;
        sheet.insert_shape(0, 1, &Shape::textbox().set_text("図の中の文\n二行目"))?;
        Ok(())
    });
    assert_eq!(
        told(&book),
        [
            "「基本情報」A1 見出し",
            "「基本情報」B1の図形 図の中の文\n二行目",
            "「基本情報」A2 本文",
            "「基本情報」A2のコメント 要確認"
        ]
    );
    assert_eq!(book.sheets[0].cells[1].kind, GridCellKind::Shape);
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "見える").unwrap().write(1, 0, "行").unwrap().write(2, 3, "列").unwrap();
    sheet.set_row_hidden(1).unwrap().set_column_hidden(3).unwrap();
    book.add_worksheet().set_hidden(true).write(0, 0, "シート").unwrap();
    let book = read("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true]);
    let hidden: Vec<_> = book.cells().map(|(_, cell)| (cell.text.as_str(), cell.hidden)).collect();
    assert_eq!(hidden, [("見える", false), ("行", true), ("列", true), ("シート", false)]);
}

#[test]
fn names_and_properties_tie_a_book_to_its_form() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("I 基本情報").unwrap().write(2, 2, "健診").unwrap();
    book.define_name("pia_work.name", "='I 基本情報'!$C$3").unwrap();
    book.define_name("pia_work.content", "='I 基本情報'!$C$4").unwrap();
    book.set_properties(&DocProperties::new().set_custom_property("form", "full-2025-05"));
    let book = read("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(book.named("pia_work.name"), Some("健診"));
    assert_eq!(book.named("pia_work.content"), Some(""), "a cell that was emptied");
    assert_eq!(book.named("pia_work"), None);
    assert_eq!(book.properties["form"], "full-2025-05");
}

/// `tests/spreadsheets` holds one book as LibreOffice 7 saved it from a workbook that openpyxl wrote.
#[test]
fn every_format_says_the_same() {
    let long = "長い".repeat(3_000);
    let cells: [(&str, &str); 17] = [
        ("A1", "残る消す文"),
        ("F1", "300,000人"),
        ("J1", "ab"),
        ("A2", "全部"),
        ("F2", "令和7年12月26日"),
        ("J2", "#DIV/0!"),
        ("B3", "①名称\n二行"),
        ("F3", "TRUE"),
        ("J3", "=1+1"),
        ("F4", "0.5"),
        ("J4", "△1,234.5"),
        ("F5", "3"),
        ("J5", &long),
        ("A7", "注"),
        ("A7のコメント", "要確認"),
        ("A8", "隠し行"),
        ("H9", "隠し列"),
    ];
    let mut expected: Vec<String> = cells.iter().map(|(at, text)| format!("「I 基本情報」{at} {text}")).collect();
    expected.push("「隠しシート」A1 x".into());
    for name in ["cells.ods", "cells.xls"] {
        let book = read(name, &std::fs::read(format!("tests/spreadsheets/{name}")).unwrap());
        assert_eq!(told(&book), expected, "{name}");
        let marked = |wanted: fn(&hyokasho::grid::GridCell) -> bool| -> Vec<String> {
            book.cells().filter(|(_, cell)| wanted(cell)).map(|(_, cell)| cell.reference()).collect()
        };
        assert_eq!(marked(|cell| cell.rows == 3 && cell.columns == 3), ["B3"], "{name}");
        assert_eq!(marked(|cell| cell.struck == [6..12]), ["A1"], "{name}");
        assert_eq!(marked(|cell| cell.struck == [0..6]), ["A2"], "{name}");
        assert_eq!(marked(|cell| cell.hidden), ["A8", "H9"], "{name}");
        assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true], "{name}");
        assert_eq!(book.named("pia_a"), Some("①名称\n二行"), "{name}");
    }
}

#[test]
fn shapes_are_read_in_every_format() {
    for name in ["shapes.ods", "shapes.xls"] {
        let book = read(name, &std::fs::read(format!("tests/spreadsheets/{name}")).unwrap());
        let told = told(&book);
        assert_eq!(
            told[..3],
            ["「Sheet1」A1 見出し", "「Sheet1」B3のコメント 注記", "「Sheet1」C5の図形 図形の文\n二行目"]
        );
        // LibreOffice moves what is anchored between cells.
        assert!(told[3].ends_with("15の図形 二つめ"), "{name}: {told:?}");
    }
}
