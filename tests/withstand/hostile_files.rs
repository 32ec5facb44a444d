//! Office files that want time, memory or a crash are refused with a code or read within the limits; nothing is half-written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::Path;
use std::process::Command;

use hyokasho::grid::{self, Book};
use hyokasho::text::limits;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use support::office::{Parts, archive, ods, workbook, worksheet, xlsx};

/// Address space for everything, threads and binary included.
const ADDRESS_SPACE_KIB: u32 = 256 * 1024;

#[track_caller]
fn read(name: &str, bytes: &[u8]) -> Book {
    grid::read(name, bytes).unwrap_or_else(|finding| panic!("{name}: {}", finding.message))
}

/// Refused with this code and these words, by the library and by the program, which writes nothing.
#[track_caller]
fn refused(name: &str, bytes: &[u8], code: &str, words: &str) {
    let finding = grid::read(name, bytes).expect_err(name);
    assert_eq!(finding.rule.code, code, "{name}: {}", finding.message);
    assert!(finding.message.contains(words), "{name}: {}", finding.message);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = import(folder.path(), name);
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{name}: {told}");
    assert!(told.contains(code) && !told.contains("panicked"), "{name}: {told}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}: nothing is written");
}

fn import(folder: &Path, name: &str) -> std::process::Output {
    let limit = format!("ulimit -v {ADDRESS_SPACE_KIB} && exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_hyokasho"), "import", name, "-o", "out"]).current_dir(folder);
    command.output().unwrap()
}

fn texts(book: &Book) -> Vec<&str> {
    book.cells().map(|(_, cell)| cell.text.as_str()).collect()
}

fn inline(reference: &str, text: &str) -> String {
    format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn replace(parts: &mut Parts, name: &str, old: &str, new: &str) {
    let part = &mut parts.iter_mut().find(|(part, _)| part == name).unwrap().1;
    let text = String::from_utf8(part.clone()).unwrap();
    assert!(text.contains(old), "{text}");
    *part = text.replace(old, new).into_bytes();
}

#[test]
fn archives_unpack_to_no_more_than_the_limit() {
    let zeros = vec![b' '; limits::SHEET_UNPACKED_BYTES as usize + 1];
    let bomb = archive(&[("xl/workbook.xml", &zeros)]);
    assert!(bomb.len() < 20_000);
    refused("bomb.xlsx", &bomb, "HY061", "展開すると");
    // Sizes that lie are not believed.
    let mut lying = bomb.clone();
    let size = (zeros.len() as u32).to_le_bytes();
    for at in (0..lying.len() - 4).rev().filter(|at| bomb[*at..at + 4] == size) {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert_ne!(lying, bomb);
    let finding = grid::read("lying.xlsx", &lying).expect_err("lying");
    assert!(matches!(finding.rule.code, "HY060" | "HY061"));
    refused("nested.xlsx", &archive(&[("inner.zip", &bomb)]), "HY060", "壊れて");
    let many: Vec<(String, &str)> = (0..10_000).map(|number| (format!("xl/{number}.xml"), "")).collect();
    refused("many.xlsx", &archive(&many), "HY061", "10000 個");
    refused("overlapping.xlsx", &overlapping(1_000), "HY061", "展開すると");
}

/// Many entries that are all the same bytes of the archive.
fn overlapping(count: usize) -> Vec<u8> {
    let single = archive(&[("xl/0000.xml", vec![b' '; 1 << 20])]);
    let directory = single.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    let end = single.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").unwrap();
    let mut bytes = single[..directory].to_vec();
    for number in 0..count {
        let entry = &single[directory..end];
        let name = entry.windows(11).position(|bytes| bytes == b"xl/0000.xml").unwrap();
        bytes.extend_from_slice(&entry[..name]);
        bytes.extend_from_slice(format!("xl/{number:04}.xml").as_bytes());
        bytes.extend_from_slice(&entry[name + 11..]);
    }
    let length = (bytes.len() - directory) as u32;
    let mut tail = single[end..].to_vec();
    tail[8..10].copy_from_slice(&(count as u16).to_le_bytes());
    tail[10..12].copy_from_slice(&(count as u16).to_le_bytes());
    tail[12..16].copy_from_slice(&length.to_le_bytes());
    bytes.extend(tail);
    bytes
}

#[test]
fn names_in_archives_are_no_paths() {
    let mut parts = workbook(&[&worksheet(&format!("<row>{}</row>", inline("A1", "氏名")))], "<sst/>");
    parts.push(("../../../escaped.xml".into(), b"<a/>".to_vec()));
    parts.push(("/tmp/absolute.xml".into(), b"<a/>".to_vec()));
    assert_eq!(texts(&read("a.xlsx", &archive(&parts))), ["氏名"]);
    replace(&mut parts, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../../etc/passwd");
    refused("outside.xlsx", &archive(&parts), "HY060", "壊れて");
    let long = "a".repeat(limits::PART_NAME_BYTES + 1);
    replace(&mut parts, "xl/_rels/workbook.xml.rels", "../../../../etc/passwd", &long);
    refused("long-name.xlsx", &archive(&parts), "HY060", "壊れて");
}

#[test]
fn grids_are_never_built() {
    let far = format!("<row>{}{}</row>", inline("A1", "隅"), inline("XFD1048576", "隅"));
    refused("far.xlsx", &xlsx(&far, ""), "HY061", "1048576 行目・16384 列目");
    let many = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(200)).repeat(501);
    refused("cells.xlsx", &xlsx(&many, ""), "HY061", "セルが 100000 個");
    refused("million.xlsx", &xlsx(&"<row><c><v>1</v></c></row>".repeat(1_000_000), ""), "HY061", "展開すると");
    let sheets = [worksheet("")];
    let mut parts = workbook(&[&sheets[0]], "<sst/>");
    let list: String = (0..10_000).map(|number| format!("<sheet name=\"{number}\" r:id=\"r1\"/>")).collect();
    replace(&mut parts, "xl/workbook.xml", "<sheets>", &format!("<sheets>{list}"));
    refused("one-part.xlsx", &archive(&parts), "HY060", "壊れて");
    let sheets = vec![worksheet(""); limits::SHEETS + 1];
    let sheets: Vec<&str> = sheets.iter().map(String::as_str).collect();
    refused("sheets.xlsx", &archive(&workbook(&sheets, "<sst/>")), "HY061", "シートが 200 枚");
    assert_eq!(read("sheets.xlsx", &archive(&workbook(&sheets[1..], "<sst/>"))).sheets.len(), limits::SHEETS);
    refused("tables.ods", &ods(&"<table:table/>".repeat(10_000)), "HY061", "シートが 200 枚");
}

#[test]
fn strings_are_not_multiplied() {
    let promise = workbook(&[&worksheet("")], "<sst uniqueCount=\"4000000000\"/>");
    refused("promise.xlsx", &archive(&promise), "HY061", "文字列が 100000 個");
    refused("empty-strings.xlsx", &xlsx("", &"<si/>".repeat(500_000)), "HY061", "文字列が 100000 個");
    let megabyte = "あ".repeat(350_000);
    let shared = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(200)).repeat(50);
    refused("shared.xlsx", &xlsx(&shared, &format!("<si><t>{megabyte}</t></si>")), "HY061", "文字が 4 MiB");
    let struck = format!("<si><r><rPr><strike/></rPr><t>{megabyte}</t></r></si>");
    refused("struck.xlsx", &xlsx(&shared, &struck), "HY061", "文字が 4 MiB");
    let one = read("long.xlsx", &xlsx(&format!("<row>{}</row>", inline("A1", &megabyte)), ""));
    assert_eq!(texts(&one), [megabyte.as_str()]);
    let code = "0".repeat(1 << 20);
    let mut parts = workbook(&[&worksheet(&"<row><c s=\"0\"><v>1</v></c></row>".repeat(9_000))], "<sst/>");
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{code}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs></styleSheet>"
    );
    parts.push(("xl/styles.xml".into(), styles.into_bytes()));
    replace(
        &mut parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        "<Relationship Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>",
    );
    assert_eq!(texts(&read("format.xlsx", &archive(&parts))), vec!["1"; 9_000]);
}

#[test]
fn xml_expands_nothing_and_nests_no_deeper_than_the_limit() {
    let mut entities = String::from("<!ENTITY a0 \"あああああ\">");
    for level in 1..20 {
        entities += &format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    }
    let laughs = format!("<!DOCTYPE worksheet [{entities}]>{}", worksheet("<row><c t=\"str\"><v>&a19;</v></c></row>"));
    refused("laughs.xlsx", &archive(&workbook(&[&laughs], "<sst/>")), "HY060", "DOCTYPE");
    let file = format!(
        "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
        worksheet("<row><c t=\"str\"><v>&x;</v></c></row>")
    );
    refused("external.xlsx", &archive(&workbook(&[&file], "<sst/>")), "HY060", "DOCTYPE");
    refused("undeclared.xlsx", &xlsx("<row><c t=\"str\"><v>&x;</v></c></row>", ""), "HY060", "壊れて");
    refused("deep.xlsx", &xlsx(&"<a>".repeat(100_000), ""), "HY061", "入れ子");
    refused("deep.ods", &ods(&"<table:table>".repeat(100_000)), "HY061", "入れ子");
    let spans = format!("<table:table><table:table-row><table:table-cell><text:p>{}", "<text:span>".repeat(100_000));
    refused("spans.ods", &ods(&spans), "HY061", "入れ子");
}

#[test]
fn repetitions_of_opendocument_are_counted_before_they_are_made() {
    let table = |rows: &str| ods(&format!("<table:table table:name=\"一\">{rows}</table:table>"));
    let row = |attribute: &str, cell: &str| format!("<table:table-row {attribute}>{cell}</table:table-row>");
    let repeated = |text: &str| {
        format!("<table:table-cell table:number-columns-repeated=\"16384\"><text:p>{text}</text:p></table:table-cell>")
    };
    let cell = "<table:table-cell><text:p>氏名</text:p></table:table-cell>";
    let rows = "table:number-rows-repeated=\"1048576\"";
    refused("rows.ods", &table(&row(rows, cell)), "HY061", "行目");
    refused("columns.ods", &table(&row("", &repeated("氏名"))), "HY061", "列目");
    refused("both.ods", &table(&row(rows, &repeated(&"あ".repeat(1_000)))), "HY061", "列目");
    refused("below.ods", &table(&(row(rows, &repeated("")) + &row("", cell))), "HY061", "1048577 行目");
    let empty =
        table(&(row("", cell) + &row(rows, &repeated("")) + &row("table:number-rows-repeated=\"4294967295\"", "")));
    assert_eq!(texts(&read("empty.ods", &empty)), ["氏名"], "what is empty costs nothing");
    let spaces = "<table:table-cell><text:p>氏<text:s text:c=\"4294967295\"/>名</text:p></table:table-cell>";
    assert!(texts(&read("spaces.ods", &table(&row("", spaces))))[0].len() < 1_000);
}

#[test]
fn what_a_book_brings_along_is_told_and_left_alone() {
    let cells =
        format!("<row>{}<c r=\"B1\"><f>SUM(C1:C9)</f></c><c r=\"C1\"><f>1</f><v></v></c></row>", inline("A1", "=1+1"));
    let mut parts = workbook(&[&worksheet(&cells)], "<sst/>");
    parts.push(("xl/vbaProject.bin".into(), b"\xd0\xcf\x11\xe0".to_vec()));
    parts.push(("xl/externalLinks/externalLink1.xml".into(), b"<externalLink/>".to_vec()));
    let book = read("a.xlsm", &archive(&parts));
    assert_eq!(texts(&book), ["=1+1"]);
    let remarks = book.remarks.concat();
    for words in ["マクロは読まず、動かしません", "ほかのファイルへのリンク", "数式 2 個（B1 など）"]
    {
        assert!(remarks.contains(words), "{words}: {remarks}");
    }
    let linked = "<table:table table:name=\"'file:///a.ods'#$Sheet1\"><table:table-source/><table:table-row><table:table-cell>\
        <text:p>よその文</text:p></table:table-cell></table:table-row></table:table><table:table table:name=\"一\"/>";
    let book = read("a.ods", &ods(linked));
    assert_eq!((texts(&book).len(), book.sheets.len()), (0, 1));
    assert!(book.remarks[0].contains("ほかのファイルへのリンク"));
}

#[test]
fn passwords_are_told_in_japanese() {
    let xls = saved("records.xls");
    let utf_16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let at = xls.windows(16).position(|bytes| bytes == utf_16("Workbook")).unwrap();
    let mut encrypted = xls.clone();
    encrypted[at..at + 32].copy_from_slice(&utf_16("EncryptedPackage"));
    encrypted[at + 64] = 34;
    refused("a.xlsx", &encrypted, "HY060", "パスワード");
    let mut locked = xls.clone();
    let start = start_of_book(&xls);
    let second = start + 4 + usize::from(u16::from_le_bytes([xls[start + 2], xls[start + 3]]));
    locked[second..second + 2].copy_from_slice(&0x2f_u16.to_le_bytes());
    refused("a.xls", &locked, "HY060", "パスワード");
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let ods = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".as_slice()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", &[0xff, 0x00, 0x9f]),
    ]);
    refused("a.ods", &ods, "HY060", "パスワード");
}

#[test]
fn files_of_other_kinds_are_named() {
    refused("a.xlsx", b"%PDF-1.7\n", "HY060", "PDF");
    refused("a.xlsx", &archive(&[("word/document.xml", "<a/>")]), "HY060", "壊れています");
    refused("a.xlsx", &archive(&[("xl/workbook.bin", "")]), "HY060", ".xlsb");
    refused("a.ods", &archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "HY060", "表計算でない");
    let sheet = xlsx(&format!("<row>{}</row>", inline("A1", "氏名")), "");
    for name in ["a.xls", "a.csv", "a.txt", "a"] {
        assert_eq!(texts(&read(name, &sheet)), ["氏名"], "the content says what {name} is");
    }
    refused("a.txt", &vec![b'a'; limits::FILE_BYTES as usize + 1], "HY002", "4 MiB");
    refused("a.csv", ",\n".repeat(limits::SHEET_ROWS as usize + 1).as_bytes(), "HY061", "10000 行");
}

fn saved(name: &str) -> Vec<u8> {
    fs::read(Path::new("tests/spreadsheets").join(name)).unwrap()
}

fn start_of_book(xls: &[u8]) -> usize {
    xls.windows(8).position(|bytes| bytes == [0x09, 0x08, 0x10, 0, 0, 0x06, 0x05, 0]).unwrap()
}

#[test]
fn chains_of_sectors_end() {
    let xls = saved("records.xls");
    assert!(!read("a.xls", &xls).sheets.is_empty());
    let number = |at: usize| u32::from_le_bytes(xls[at..at + 4].try_into().unwrap());
    let table = (number(76) as usize + 1) * 512;
    let with = |at: usize, value: u32| {
        let mut bytes = xls.clone();
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        bytes
    };
    let directory = number(48);
    refused("tail.xls", &with(table + directory as usize * 4, directory), "HY060", "壊れて");
    let mut lists = with(68, 0);
    lists[512 + 508..512 + 512].fill(0);
    refused("lists.xls", &lists, "HY060", "壊れて");
    refused("nowhere.xls", &with(48, 0x00ff_ffff), "HY060", "壊れて");
    refused("size.xls", &with(30, 0xffff_ffff), "HY060", "壊れて");
    // Every sector leads to itself.
    let mut circles = xls.clone();
    for (index, entry) in circles[table..table + 512].chunks_exact_mut(4).enumerate() {
        entry.copy_from_slice(&(index as u32).to_le_bytes());
    }
    refused("circles.xls", &circles, "HY060", "壊れて");
    refused("large.xls", &[&xls[..], &vec![0; limits::SHEET_UNPACKED_BYTES as usize]].concat(), "HY002", "8 MiB");
}

#[test]
fn old_workbooks_have_the_same_limits() {
    let xls = saved("records.xls");
    let label = |bytes: &[u8]| bytes[..4] == [0xfd, 0, 10, 0];
    let at = xls.windows(14).position(label).unwrap();
    let mut far = xls.clone();
    far[at + 4..at + 8].fill(0xff);
    refused("far.xls", &far, "HY061", "65536 行目・65536 列目");
    let mut nowhere = xls.clone();
    nowhere[at + 10..at + 14].fill(0xff);
    refused("string.xls", &nowhere, "HY060", "壊れて");
    // A sheet that starts behind the end, and one that starts in the middle of a record.
    let sheet = xls.windows(4).position(|bytes| bytes[..2] == [0x85, 0] && bytes[3] == 0).unwrap();
    for start in [u32::MAX, 0x7fff_ffff, 3, 5] {
        let mut bytes = xls.clone();
        bytes[sheet + 4..sheet + 8].copy_from_slice(&start.to_le_bytes());
        assert!(grid::read("start.xls", &bytes).is_err(), "{start}");
    }
}

/// The least compound file: a table of sectors, a directory, and the stream of a workbook.
fn compound(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(512);
    let tables = (sectors + 1).div_ceil(127);
    let word =
        |bytes: &mut [u8], at: usize, value: usize| bytes[at..at + 4].copy_from_slice(&(value as u32).to_le_bytes());
    let mut file = vec![0xff; 512 * (1 + tables)];
    file[..76].fill(0);
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    (file[30], file[32]) = (9, 6);
    word(&mut file, 48, tables);
    word(&mut file, 68, 0xffff_fffe);
    for table in 0..tables {
        word(&mut file, 76 + table * 4, table);
    }
    for sector in 0..sectors {
        let next = if sector + 1 < sectors { tables + 2 + sector } else { 0xffff_fffe };
        word(&mut file, 512 + (tables + 1 + sector) * 4, next);
    }
    let mut directory = vec![0; 512];
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    directory[128..128 + name.len()].copy_from_slice(&name);
    directory[128 + 64] = name.len() as u8 + 2;
    word(&mut directory, 128 + 116, tables + 1);
    word(&mut directory, 128 + 120, stream.len());
    file.extend(directory);
    file.extend_from_slice(stream);
    file.resize(512 * (2 + tables + sectors), 0);
    file
}

#[test]
fn records_of_old_workbooks_are_counted() {
    let book = |records: usize| {
        let begin = [0x09, 0x08, 4, 0, 0, 6, 5, 0];
        let end = [0x0a, 0, 0, 0];
        let place = [0x85, 0, 9, 0, 25, 0, 0, 0, 0, 0, 1, 0, b's'];
        compound(&[&begin, place.as_slice(), &end, &begin, &vec![0; records * 4], &end].concat())
    };
    assert_eq!(read("few.xls", &book(2_000)).sheets[0].name, "s");
    refused("records.xls", &book(limits::SHEET_RECORDS), "HY061", "記録が多すぎます");
}

/// Cut anywhere: refused, or read where only the end of a directory that nobody needs is missing.
#[test]
fn truncated_files_are_refused() {
    let sheet = xlsx(&format!("<row>{}</row>", inline("A1", "氏名")), "");
    for (name, bytes) in [("a.xlsx", &sheet), ("a.ods", &saved("records.ods"))] {
        for length in (4..bytes.len()).step_by(bytes.len() / 200 + 1) {
            assert!(grid::read(name, &bytes[..length]).is_err(), "{name} cut at {length}");
        }
    }
    let xls = saved("records.xls");
    let whole = read("a.xls", &xls);
    for length in (4..xls.len()).step_by(61) {
        assert!(grid::read("a.xls", &xls[..length]).map_or(true, |book| book == whole), "cut at {length}");
    }
}

/// The parts of an archive, packed again after one byte of one of them has changed.
fn repacked(bytes: &[u8], part: usize, at: usize, value: u8) -> Vec<u8> {
    let mut archive_of = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts: Parts = Vec::new();
    for index in 0..archive_of.len() {
        let mut entry = archive_of.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        parts.push((entry.name().unwrap().into_owned(), bytes));
    }
    let count = parts.len();
    let bytes = &mut parts[part % count].1;
    if !bytes.is_empty() {
        let at = at % bytes.len();
        bytes[at] = value;
    }
    archive(&parts)
}

fn book_of_excel() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let (plain, struck) = (rust_xlsxwriter::Format::new(), rust_xlsxwriter::Format::new().set_font_strikethrough());
    sheet.write_rich_string(0, 0, &[(&plain, "残る"), (&struck, "消す")]).unwrap();
    sheet.merge_range(1, 0, 3, 4, "結合", &plain).unwrap();
    sheet.write_with_format(5, 0, 46017, &rust_xlsxwriter::Format::new().set_num_format("ggge年m月d日")).unwrap();
    sheet.insert_note(0, 0, &rust_xlsxwriter::Note::new("注")).unwrap();
    book.define_name("a", "=Sheet1!$A$1").unwrap();
    book.save_to_buffer().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    })]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        for name in ["records.xls", "cells.xls", "records.ods"] {
            let mut bytes = saved(name);
            for (at, value) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            drop(grid::read(name, &bytes));
        }
    }

    #[test]
    fn changed_parts_never_panic(part in 0_usize..64, at in any::<usize>(), value in any::<u8>()) {
        drop(grid::read("a.xlsx", &repacked(&book_of_excel(), part, at, value)));
        drop(grid::read("a.ods", &repacked(&saved("cells.ods"), part, at, value)));
    }

    #[test]
    fn any_bytes_never_panic(kind in 0_usize..5, bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let head: &[u8] = [b"PK\x03\x04".as_slice(), &[0xd0, 0xcf, 0x11, 0xe0], b"", b"\xff\xfe", b"\xef\xbb\xbf"][kind];
        for name in ["a.xlsx", "a.csv", "a.txt"] {
            drop(grid::read(name, &[head, &bytes].concat()));
        }
    }
}
