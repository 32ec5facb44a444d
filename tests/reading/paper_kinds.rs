//! Kinds of PDF that offices have, each made by hand: what they lack, hide or overdo.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::process::Command;

use hyokasho::grid::Book;
use hyokasho::import::open;
use lopdf::{Document, Object, dictionary};

use crate::support::fresh;
use crate::support::pdf::{japanese, pdf, show};

fn read(bytes: &[u8]) -> Book {
    open("a.pdf", bytes).unwrap_or_else(|finding| panic!("{}", finding.message))
}

fn cells(book: &Book) -> Vec<(u32, u32, &str)> {
    book.cells().map(|(_, cell)| (cell.row, cell.column, cell.text.as_str())).collect()
}

fn fonts() -> [(&'static str, lopdf::Dictionary); 1] {
    [("F", japanese("UniJIS-UTF16-H"))]
}

#[test]
fn a_password_is_refused_by_a_command_that_writes_nothing() {
    let mut document = Document::load_mem(&pdf(&[show("①名称", 20, 200).into_bytes()], &fonts(), 0)).unwrap();
    let secret = || Object::String(vec![7; 32], lopdf::StringFormat::Hexadecimal);
    let locked = dictionary! {
        "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4, "O" => secret(), "U" => secret(),
    };
    let id = document.add_object(locked);
    document.trailer.set("Encrypt", id);
    document.trailer.set("ID", vec![secret(), secret()]);
    let folder = fresh("paper-password");
    let file = folder.join("鍵.pdf");
    document.save(&file).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    let output = command.arg("import").arg(&file).arg("-o").arg(folder.join("out")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), folder.join("out").exists()), (Some(3), false), "{told}");
    assert!(told.contains("HY060") && told.contains("鍵.pdf") && told.contains("パスワードを外して"), "{told}");
}

/// あ, A and ア by the numbers that the collection gives them.
#[test]
fn numbers_of_the_adobe_collection_are_characters() {
    let content = b"BT /F 10 Tf 20 200 Td <034b0022039e> Tj ET".to_vec();
    let book = read(&pdf(&[content], &[("F", japanese("Identity-H"))], 0));
    assert_eq!(cells(&book), [(0, 0, "あAア")]);
}

#[test]
fn ligatures_and_radicals_are_what_people_type() {
    let book = read(&pdf(&[show("⽇⽬⼈と⻑⻄、ﬁle", 20, 200).into_bytes()], &fonts(), 0));
    assert_eq!(cells(&book), [(0, 0, "日目人と長西、file")]);
}

#[test]
fn pages_turned_either_way_are_read_as_they_are_held() {
    let content = [show("①名称", 20, 250), show("②内容", 20, 200)].concat().into_bytes();
    let upright = read(&pdf(std::slice::from_ref(&content), &fonts(), 0));
    for turn in [90, 180, 270] {
        let words: Vec<String> = read(&pdf(std::slice::from_ref(&content), &fonts(), turn))
            .cells()
            .map(|(_, cell)| cell.text.clone())
            .collect();
        let held: Vec<String> = upright.cells().map(|(_, cell)| cell.text.clone()).collect();
        assert_eq!(words, held, "{turn}");
    }
}

#[test]
fn a_table_without_lines_has_columns_all_the_same() {
    let rows = [("①名称", "成人健診"), ("②内容", "対象者の抽出"), ("③人数", "1万人未満")];
    let lines = (0..3).map(|row| {
        let (label, answer) = rows[row];
        let y = 250 - 40 * i32::try_from(row).unwrap();
        show(label, 20, y) + &show(answer, 150, y)
    });
    let book = read(&pdf(&[lines.collect::<String>().into_bytes()], &fonts(), 0));
    let read: Vec<(u32, &str)> = cells(&book).into_iter().map(|(row, _, text)| (row, text)).collect();
    let expected: Vec<(u32, &str)> =
        (0..).zip(rows).flat_map(|(row, (label, answer))| [(row, label), (row, answer)]).collect();
    assert_eq!(read, expected);
}

/// Each line crosses all others: more boxes than a page may have, of far fewer lines than it may have.
#[test]
fn a_page_with_too_many_lines_is_read_without_them_and_told() {
    let mut content = String::new();
    for index in 0..1_001 {
        let at = f64::from(index) * 0.29;
        content += &format!("0 {at:.2} 400 0.01 re f {at:.2} 0 0.01 300 re f\n");
    }
    let book = read(&pdf(&[content.into_bytes(), show("①名称", 20, 200).into_bytes()], &fonts(), 0));
    assert!(book.remarks.iter().all(|remark| !remark.contains("罫線が多すぎる")), "hair lines are no lines");
    let mut content = String::new();
    for index in 0..1_010 {
        let at = f64::from(index) * 8.0;
        content += &format!("0 {at} m 8000 {at} l S {at} 0 m {at} 8000 l S\n");
    }
    let mut document =
        Document::load_mem(&pdf(&[(content + &show("①名称", 20, 203)).into_bytes()], &fonts(), 0)).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    let size: Vec<Object> = vec![0.into(), 0.into(), 8_100.into(), 8_100.into()];
    document.get_dictionary_mut(pages[0]).unwrap().set("MediaBox", size);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let book = read(&bytes);
    assert!(book.remarks.iter().any(|remark| remark.contains("1 ページは罫線が多すぎる")), "{:?}", book.remarks);
    assert!(book.cells().any(|(_, cell)| cell.text.contains("①名称")));
}

/// The pages may be too many or empty: what is attached as their source says all of it.
#[test]
fn what_is_attached_is_read_where_pages_are_not() {
    let empty = pdf(&[Vec::new()], &fonts(), 0);
    assert!(open("a.pdf", &empty).is_err());
    let attached = |kind: &str| {
        let mut document = Document::load_mem(&empty).unwrap();
        let content = document.add_object(lopdf::Stream::new(dictionary! {}, b"form: full-2025-05".to_vec()));
        let file = document.add_object(dictionary! {
            "Type" => "Filespec", "UF" => Object::string_literal("assessment.yaml"), "AFRelationship" => kind,
            "EF" => dictionary! { "F" => content },
        });
        document.catalog_mut().unwrap().set("AF", vec![Object::Reference(file)]);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    let book = read(&attached("Source"));
    assert_eq!(book.attachments["assessment.yaml"], b"form: full-2025-05");
    assert!(open("a.pdf", &attached("Data")).is_err(), "no source, and no text");
}
