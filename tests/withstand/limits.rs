//! Every limit on input stands where it says: what lies beyond is refused with its code and exit code, after counted work
//! and in bounded memory; what lies before is read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use hyokasho::text::{Source, limits};
use hyokasho::yaml::parse;
use serde_json::Value;
use support::office::{archive, workbook, worksheet, xlsx};
use tempfile::TempDir;

/// Address space for everything, threads and binary included; what an attack wants is far more.
const ADDRESS_SPACE_KIB: u32 = 256 * 1024;
const FORM: &str = "form: full-2025-05\n";

fn run(words: &[&str], folder: &Path) -> Output {
    let binary = env!("CARGO_BIN_EXE_hyokasho");
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {ADDRESS_SPACE_KIB} && exec \"$0\" \"$@\""), binary]);
        command
    } else {
        Command::new(binary)
    };
    command.args(words).current_dir(folder).env_remove("RUST_BACKTRACE").output().unwrap()
}

/// The codes that a check of this folder finds, each once, and the exit code.
fn check(folder: &Path, path: &str) -> (Vec<String>, i32) {
    let output = run(&["check", path, "--format", "json"], folder);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.is_empty(), "{told}");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    let mut codes: Vec<String> = findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    codes.dedup();
    (codes, output.status.code().unwrap_or(-1))
}

fn check_bytes(bytes: &[u8]) -> (Vec<String>, i32) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("assessment.yaml"), bytes).unwrap();
    check(folder.path(), ".")
}

#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, code: &str) {
    assert_eq!(check_bytes(bytes.as_ref()), (vec![code.to_owned()], 3));
}

/// Lines that the reader stumbles over, each of which is mended in one way.
fn slips(number: usize) -> String {
    (0..number).fold(format!("{FORM}systems:\n"), |mut text, at| {
        let _ = writeln!(text, "  - id: s{at}\n    name：words");
        text
    })
}

#[test]
fn slips_of_a_large_text_are_looked_for_in_bounded_work() {
    let told = |filler: usize| parse(&Source::new("a.yaml", slips(12) + &"# filler\n".repeat(filler))).findings.len();
    let (small, large) = (told(0), told(limits::YAML_MENDING_BYTES / 4 / "# filler\n".len()));
    assert!(small >= 12 && large >= 1 && large < small, "{small} {large}");
}

#[test]
fn repairs_that_let_others_be_seen_end() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("assessment.yaml");
    let all = limits::REPAIR_ROUNDS * limits::YAML_SLIPS + 10;
    std::fs::write(&file, slips(all)).unwrap();
    let left = || std::fs::read_to_string(&file).unwrap().lines().filter(|line| line.ends_with("：words")).count();
    run(&["check", "assessment.yaml", "--fix"], folder.path());
    assert_eq!(left(), 10, "so many rounds, and no more");
    run(&["check", "assessment.yaml", "--fix"], folder.path());
    assert_eq!(left(), 0, "the rest the next time");
}

#[test]
fn alias_bombs_build_nothing() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (outer, inner) in ('b'..='i').zip('a'..) {
        writeln!(bomb, "{outer}: &{outer} [{}]", vec![format!("*{inner}"); 9].join(", ")).unwrap();
    }
    assert!(parse(&Source::new("a.yaml", bomb.as_str())).nodes < 10);
    refused(&bomb, "HY012");
    refused("a: &a [*a]\n", "HY012");
    refused("a: {<<: *a}\n", "HY012");
}

#[test]
fn nesting_ends_at_the_limit() {
    let flow = format!("a: {}", "[".repeat(20_000));
    let maps = format!("a: {}", "{a: ".repeat(20_000));
    let blocks: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let lists = "- ".repeat(20_000);
    for deep in [&flow, &maps, &lists] {
        assert!(parse(&Source::new("a.yaml", deep.as_str())).nodes <= limits::DEPTH * 2);
        refused(deep, "HY013");
    }
    refused(&blocks, "HY013");
    let nested = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let codes = |depth: usize| parse(&Source::new("a.yaml", nested(depth))).findings.len();
    assert_eq!((codes(limits::DEPTH - 1), codes(limits::DEPTH + 1)), (0, 1), "the limit stands where it says");
}

#[test]
fn values_and_nodes_end_at_the_limit() {
    refused(format!("{FORM}cover:\n  title: {}\n", "あ".repeat(350_000)), "HY015");
    refused(format!("{FORM}cover:\n  title: |\n{}", "    あいうえお\n".repeat(40_000)), "HY015");
    let fits = format!("a: {}\n", "x".repeat(limits::SCALAR_BYTES));
    assert!(parse(&Source::new("a.yaml", fits)).findings.is_empty());
    let many = format!("{FORM}a: [{}]\n", "x,".repeat(limits::NODES));
    assert!(parse(&Source::new("a.yaml", many.as_str())).nodes <= limits::NODES + 1);
    refused(&many, "HY014");
    let keys: String = (0..limits::NODES).map(|number| format!("k{number}:\n")).collect();
    refused(&keys, "HY014");
}

#[test]
fn files_end_at_the_limit() {
    refused(vec![b'#'; limits::FILE_BYTES as usize + 1], "HY002");
    let mut fits = vec![b'#'; limits::FILE_BYTES as usize - FORM.len() - 1];
    fits.push(b'\n');
    fits.extend_from_slice(FORM.as_bytes());
    assert_eq!(check_bytes(&fits), (vec!["HY217".into()], 1));
}

#[test]
fn what_is_no_text_is_refused() {
    refused(b"form: full\0\n", "HY003");
    refused("cover: \u{7}\n", "HY003");
    refused("cover: \u{1b}[2J\n", "HY003");
    refused([0xff, 0xfe, 0x66, 0x30], "HY001");
    refused([b"title: ".as_slice(), &[0x95, 0x5d, 0x89, 0xbf, 0x8f, 0x91]].concat(), "HY001");
    refused([b"a: ".as_slice(), &[0xed, 0xa0, 0x80]].concat(), "HY001");
    let garbage: Vec<u8> = (0..100_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused(garbage, "HY001");
    refused(format!("{FORM}<<<<<<< HEAD\ncover:\n=======\nwork:\n>>>>>>> theirs\n"), "HY004");
    for slip in ["", "\n", "[", "a: 'x", "%YAML 9.9\n---\na: 1\n", "? [a]\n: b\n", "!!binary x", "- a\n", "あ"] {
        let (codes, exit) = check_bytes(slip.as_bytes());
        assert_eq!((codes.is_empty(), exit), (false, 3), "{slip:?}: {codes:?}");
    }
}

#[test]
fn byte_order_marks_and_crlf_are_no_slips() {
    let sample = std::fs::read_to_string("assessments/22-child-allowance/assessment.yaml").unwrap();
    let lines = sample.split_once("changes:").unwrap().0.to_owned();
    let plain = check_bytes(lines.as_bytes());
    assert_eq!(check_bytes(format!("\u{feff}{}", lines.replace('\n', "\r\n")).as_bytes()), plain);
    assert_eq!(check_bytes(lines.trim_end().as_bytes()), plain);
}

#[test]
fn lists_and_findings_end_at_the_limit() {
    let blocks = "- name: あ\n".repeat(limits::BLOCKS * 20);
    let (codes, exit) = check_bytes(format!("{FORM}systems:\n{blocks}").as_bytes());
    assert!(codes.contains(&"HY027".to_owned()) && exit == 1, "{codes:?}");
    let folder = TempDir::new().unwrap();
    let keys: String = (0..limits::FINDINGS * 2).map(|number| format!("k{number}: 1\n")).collect();
    std::fs::write(folder.path().join("assessment.yaml"), format!("{FORM}{keys}")).unwrap();
    let output = run(&["check", "--format", "json"], folder.path());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = document["findings"].as_array().unwrap();
    let places: usize = findings.iter().map(|finding| 1 + finding["others"].as_array().unwrap().len()).sum();
    assert_eq!(places, limits::FINDINGS);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_endless_line_is_not_shown() {
    let folder = TempDir::new().unwrap();
    let line = format!("cover: {{titel: あ, title: {}}}\n", "い".repeat(limits::EXCERPT_LINE_BYTES));
    std::fs::write(folder.path().join("assessment.yaml"), format!("{FORM}{line}")).unwrap();
    let output = run(&["check"], folder.path());
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("titel") && shown.len() < 20 * limits::EXCERPT_LINE_BYTES, "{}", shown.len());
    assert!(shown.lines().all(|line| line.len() < limits::EXCERPT_LINE_BYTES));
}

#[test]
fn a_folder_of_too_many_files_is_refused() {
    let folder = TempDir::new().unwrap();
    for number in 0..=limits::WORKSPACE_FILES {
        std::fs::File::create(folder.path().join(number.to_string())).unwrap();
    }
    assert_eq!(check(folder.path(), "."), (vec!["HY005".into()], 3));
}

#[test]
fn settings_and_passages_pass_the_same_guard() {
    for (file, bytes, code) in [
        ("hyokasho.yaml", "values: &a {x: *a}\n", "HY012"),
        ("hyokasho.yaml", "values: \0\n", "HY003"),
        ("fragments/a.md", "---\nsource: &a x\n---\n文\n", "HY012"),
        ("forms/own.yaml", "form: own\nbase: &a own\n", "HY012"),
    ] {
        let folder = TempDir::new().unwrap();
        let place = |name: &str| folder.path().join(name);
        for name in ["fragments", "forms", "15"] {
            std::fs::create_dir(place(name)).unwrap();
        }
        std::fs::write(place("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
        std::fs::write(place("15/assessment.yaml"), FORM).unwrap();
        std::fs::write(place(file), bytes).unwrap();
        let (codes, exit) = check(folder.path(), ".");
        assert!(codes.contains(&code.to_owned()), "{file}: {codes:?}");
        assert_eq!(exit, 3, "{file}");
    }
}

#[test]
fn forms_that_build_on_each_other_in_a_circle_end() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("forms")).unwrap();
    std::fs::write(folder.path().join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    for (name, base) in [("one", "two"), ("two", "one"), ("self", "self")] {
        let text = format!("form: {name}\nbase: {base}\nedition: 令和7年5月\n");
        std::fs::write(folder.path().join(format!("forms/{name}.yaml")), text).unwrap();
    }
    std::fs::write(folder.path().join("assessment.yaml"), "form: one\n").unwrap();
    let (codes, exit) = check(folder.path(), ".");
    assert!(codes.contains(&"HY031".to_owned()) && exit == 3, "{codes:?} {exit}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_opened() {
    let folder = TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    let pipe = |name: &str| assert!(Command::new("mkfifo").arg(place(name)).status().unwrap().success());
    pipe("pipe.yaml");
    assert_eq!(check(folder.path(), "pipe.yaml"), (vec!["HY001".into()], 3));
    assert_eq!(check(folder.path(), "/dev/zero"), (vec!["HY001".into()], 3));
    assert_eq!(check(folder.path(), "nowhere"), (vec!["HY001".into()], 3));
    std::fs::create_dir(place("assessment.yaml")).unwrap();
    assert_eq!(check(folder.path(), "."), (vec!["HY001".into()], 3));
    std::os::unix::fs::symlink(".", place("loop")).unwrap();
    assert_eq!(check(folder.path(), "."), (vec!["HY001".into()], 3));
    std::fs::create_dir(place("15")).unwrap();
    pipe("15/records.xlsx");
    std::fs::write(place("15/assessment.yaml"), records("records.xlsx")).unwrap();
    assert_eq!(check_records(folder.path()), ("HY001".into(), 3));
}

fn records(file: &str) -> String {
    format!("{FORM}files:\n  - records: {{from: '{file}', column: A, header: 0}}\n")
}

/// The code that refused the spreadsheet of `15/`, and the exit code.
fn check_records(folder: &Path) -> (String, i32) {
    let (mut codes, exit) = check(folder, "15/assessment.yaml");
    codes.retain(|code| code.starts_with("HY0"));
    (codes.join(" "), exit)
}

#[track_caller]
fn sheet_refused(bytes: &[u8], code: &str) {
    assert_eq!(sheet(bytes), (code.to_owned(), 3));
}

fn sheet(bytes: &[u8]) -> (String, i32) {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("15")).unwrap();
    std::fs::write(folder.path().join("15/records.xlsx"), bytes).unwrap();
    std::fs::write(folder.path().join("15/assessment.yaml"), records("records.xlsx")).unwrap();
    check_records(folder.path())
}

/// Each is within its limits; all together they are too many, and the rest is not even opened.
#[test]
fn spreadsheets_of_one_assessment_are_counted_together() {
    let most = limits::RECORD_CELLS / limits::RECORD_CELLS_AT_LEAST;
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("15")).unwrap();
    std::fs::write(folder.path().join("15/small.xlsx"), xlsx(&rows(&[(0, 0, "氏名")]), "")).unwrap();
    std::fs::write(folder.path().join("15/large.xlsx"), xlsx(&grid(limits::SHEET_CELLS), "")).unwrap();
    for (name, count, expected) in [
        ("small.xlsx", most, (String::new(), 1)),
        ("small.xlsx", most + 1, ("HY028".to_owned(), 3)),
        ("large.xlsx", 200, ("HY028".to_owned(), 3)),
        ("gone.xlsx", 200, ("HY001 HY028".to_owned(), 3)),
    ] {
        let lists = format!("  - records: {{from: '{name}', column: A, header: 0}}\n").repeat(count);
        std::fs::write(folder.path().join("15/assessment.yaml"), format!("{FORM}files:\n{lists}")).unwrap();
        assert_eq!(check_records(folder.path()), expected, "{count} × {name}");
    }
}

#[test]
fn paths_stay_in_the_folder_of_the_assessment() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("15")).unwrap();
    std::fs::write(folder.path().join("outside.xlsx"), xlsx(&rows(&[(0, 0, "氏名")]), "")).unwrap();
    for path in ["../outside.xlsx", "/etc/passwd", "a/../../outside.xlsx", "./../outside.xlsx", "..", "/"] {
        std::fs::write(folder.path().join("15/assessment.yaml"), records(path)).unwrap();
        assert_eq!(check_records(folder.path()), ("HY055".into(), 3), "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../outside.xlsx", folder.path().join("15/link.xlsx")).unwrap();
        std::fs::write(folder.path().join("15/assessment.yaml"), records("link.xlsx")).unwrap();
        assert_eq!(check_records(folder.path()), ("HY055".into(), 3), "a link");
    }
}

#[test]
fn a_plain_spreadsheet_is_read() {
    assert_eq!(sheet(&xlsx(&rows(&[(0, 0, "氏名"), (limits::SHEET_ROWS - 1, 0, "住所")]), "")), (String::new(), 1));
}

#[test]
fn spreadsheets_that_are_none_are_refused() {
    let good = xlsx(&rows(&[(0, 0, "氏名")]), "");
    sheet_refused(&[], "HY060");
    sheet_refused(b"PK\x03\x04", "HY060");
    sheet_refused(&good[..good.len() / 2], "HY060");
    sheet_refused(&good[good.len() / 2..], "HY060");
    sheet_refused(&[&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], [0; 4096].as_slice()].concat(), "HY060");
    sheet_refused(&archive(&[("a.txt", b"x")]), "HY060");
    sheet_refused(&xlsx("", ""), "HY060");
    sheet_refused(&xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>", ""), "HY060");
    let mut broken = good.clone();
    let middle = good.len() / 2;
    broken[middle..middle + 40].fill(0xaa);
    sheet_refused(&broken, "HY060");
    let garbage: Vec<u8> = (0..100_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    sheet_refused(&garbage, "HY060");
}

#[test]
fn spreadsheets_end_at_the_limits() {
    sheet_refused(&vec![b'P'; limits::SHEET_BYTES as usize + 1], "HY002");
    let bomb = archive(&[("xl/worksheets/zeros.xml", &vec![0; limits::SHEET_UNPACKED_BYTES as usize + 1])]);
    assert!(bomb.len() < 100_000, "{} bytes hold the bomb", bomb.len());
    sheet_refused(&bomb, "HY061");
    let half = vec![0; limits::SHEET_UNPACKED_BYTES as usize / 2 + 1];
    sheet_refused(&archive(&[("a.xml", &half), ("b.xml", &half)]), "HY061");
    let names: Vec<String> = (0..=limits::SHEET_ENTRIES).map(|number| number.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    sheet_refused(&archive(&entries), "HY061");
    sheet_refused(&xlsx(&rows(&[(0, 0, "氏名"), (1_048_575, 16_383, "隅")]), ""), "HY061");
    sheet_refused(&xlsx(&rows(&[(limits::SHEET_ROWS, 0, "下")]), ""), "HY061");
    sheet_refused(&xlsx(&rows(&[(0, limits::SHEET_COLUMNS, "右")]), ""), "HY061");
}

/// One string of a megabyte in ten thousand cells would be ten gigabytes.
#[test]
fn a_shared_string_cannot_be_multiplied() {
    let shared = format!("<si><t>{}</t></si>", "あ".repeat(350_000));
    let cells: String = (1..limits::SHEET_ROWS)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let book = xlsx(&cells, &shared);
    assert!(book.len() < 200_000, "{} bytes hold the bomb", book.len());
    sheet_refused(&book, "HY061");
}

#[test]
fn cells_end_at_the_limit() {
    assert_eq!(sheet(&xlsx(&grid(limits::SHEET_CELLS), "")), (String::new(), 1));
    sheet_refused(&xlsx(&format!("{}<row><c><v>1</v></c></row>", grid(limits::SHEET_CELLS)), ""), "HY061");
}

#[test]
fn entities_do_not_grow() {
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let sheet_xml =
        format!("{entities}{}", worksheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row>"));
    let (codes, exit) = sheet(&archive(&workbook(&[&sheet_xml], "<sst/>")));
    assert!(codes == "HY060" && exit == 3 || codes.is_empty() && exit == 1, "{codes} {exit}");
}

/// So many cells, ten to a row.
fn grid(count: usize) -> String {
    let row = |row: u32| {
        let cells: String =
            (0..10).map(|column| format!("<c r=\"{}{}\"><v>1</v></c>", column_name(column), row + 1)).collect();
        format!("<row r=\"{}\">{cells}</row>", row + 1)
    };
    (0..count as u32 / 10).map(row).collect()
}

fn cell(row: u32, column: u32, text: &str) -> String {
    format!("<c r=\"{}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", column_name(column), row + 1)
}

fn column_name(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    if column < 26 { letter.to_string() } else { format!("{}{letter}", column_name(column / 26 - 1)) }
}

fn rows(cells: &[(u32, u32, &str)]) -> String {
    cells
        .iter()
        .map(|(row, column, text)| format!("<row r=\"{}\">{}</row>", row + 1, cell(*row, *column, text)))
        .collect()
}

/// What `render` tells of a workspace whose page is this template.
fn page_of(template: &str) -> (String, i32) {
    let folder = TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(place("templates/html")).unwrap();
    std::fs::write(place("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    std::fs::write(place("assessment.yaml"), FORM).unwrap();
    std::fs::write(place("templates/html/assessment.html"), template).unwrap();
    let output = run(&["render", ".", "--format", "html"], folder.path());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    (told, output.status.code().unwrap())
}

#[test]
fn templates_end() {
    let doubling = "{% set a = a ~ a %}".repeat(28);
    let chained = format!("{{{{ document.title{} }}}}", "| replace(from=\"\", to=\"ああああ\")".repeat(30));
    let turns = "{% for a in range(end=100000) %}".repeat(3) + &"{% endfor %}".repeat(3);
    let long = format!("{{% for a in range(end=100000) %}}{}{{% endfor %}}", "あ".repeat(400));
    for (template, words) in [
        (format!("{{% set a = \"あ\" %}}{doubling}"), "assessment.html:1: 雛形では set を使えません"),
        ("<p>\n{{ document.title ~ document.title }}".into(), "assessment.html:2: 雛形では値を ~ でつなげません"),
        (chained, "雛形の作る文が長すぎます"),
        (turns, "雛形の処理か出力が多すぎます"),
        (long, "雛形の処理か出力が多すぎます"),
    ] {
        let (told, exit) = page_of(&template);
        assert!(told.contains(words) && exit == 3, "{words}: {exit} {told}");
    }
    for (template, words) in [
        ("<p>\n  {{ documnt.title }}", "assessment.html:2:6: 「documnt」という値は渡されていません（使える値: "),
        ("{{ document.titel }}", "「titel」という項目はありません（使える項目: "),
        ("{{ document.title | shout }}", "assessment.html:1:21: 「shout」というフィルターはありません"),
        ("{% if document %}", "終わりが足りません"),
        ("{% include \"gone.html\" %}", "「gone.html」という雛形はありません"),
        ("{{ document.title + }}", "ここに書けないものがあります"),
        ("{% for a in document.title.x.y %}{% endfor %}", "assessment.html:1:"),
        ("{{ document.title | indent }}", "雛形では indent を使えません"),
    ] {
        let (told, exit) = page_of(template);
        let english = ["error", "not defined", "Unknown", "Found", "expected", "Unexpected"];
        let is_japanese = !english.iter().any(|word| told.contains(word));
        assert!(told.contains(words) && exit == 3 && is_japanese, "{template}: {exit} {told}");
    }
    let (told, exit) = page_of("{% for a in range(end=3) -%} {% if a %}{{ a }}{% endif %} {%- endfor %}");
    assert_eq!((told.as_str(), exit), ("", 0));
    let (told, _) = page_of("<p>\n{% for a in range(end=3) %}{{ a.b.c }}{% endfor %}");
    assert!(told.contains("assessment.html:2:33") && !told.contains("spend"), "as its author wrote it: {told}");
}

/// The same file is refused in the same way, whatever is asked of it.
#[test]
fn what_cannot_be_read_has_one_exit_code() {
    for (file, bytes) in [
        ("assessment.yaml", b"form: [\n".as_slice()),
        ("assessment.yaml", b""),
        ("assessment.yaml", b"form: nowhere\n"),
        ("assessment.yaml", b"cover: {}\n"),
        ("assessment.yaml", b"\x83\x6e"),
        ("hyokasho.yaml", b"style: [\n"),
        ("fragments/a.md", b"---\nsource: [\n---\n"),
    ] {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("fragments")).unwrap();
        std::fs::write(folder.path().join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
        std::fs::write(folder.path().join("assessment.yaml"), FORM).unwrap();
        std::fs::write(folder.path().join("sheet.xlsx"), xlsx(&rows(&[(0, 0, "氏名")]), "")).unwrap();
        std::fs::write(folder.path().join(file), bytes).unwrap();
        for words in [
            ["check", "."].as_slice(),
            &["render", ".", "--format", "md"],
            &["diff", ".", "."],
            &["record", ".", "--date", "2026-05-01"],
            &["freeze", "."],
            &["status", "."],
            &["build", ".", "-o", "out"],
            &["import", "sheet.xlsx", "--into", "."],
            &["migrate", ".", "--to", "様式3"],
        ] {
            let output = run(words, folder.path());
            let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.status.code(), Some(3), "{file} {:?} {words:?}: {told}", String::from_utf8_lossy(bytes));
        }
    }
}
