//! PDF files as input: how pages are read, what of them is refused, and that printed samples come back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::assessment::{Assessment, Cell};
use hyokasho::form::Forms;
use hyokasho::grid::{Book, GridCellKind};
use hyokasho::import::{import, open};
use hyokasho::text::fold::fold;
use hyokasho::text::limits;
use hyokasho::workspace::Workspace;
use lopdf::{Document, Object, Stream, dictionary};
use support::pdf::{japanese, pdf, show};

const SAMPLES: [&str; 3] = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];

fn read(bytes: &[u8]) -> Book {
    open("a.pdf", bytes).unwrap_or_else(|finding| panic!("{}", finding.message))
}

fn cells(book: &Book) -> Vec<(u32, u32, &str)> {
    book.cells().map(|(_, cell)| (cell.row, cell.column, cell.text.as_str())).collect()
}

/// A table of two columns whose lines are strokes or filled boxes.
fn table(stroked: bool) -> String {
    let mut lines = String::new();
    for y in [280, 240, 200] {
        lines += &if stroked { format!("20 {y} m 380 {y} l S\n") } else { format!("20 {y} 360 0.75 re f\n") };
    }
    for x in [20, 100, 380] {
        lines += &if stroked { format!("{x} 200 m {x} 280 l S\n") } else { format!("{x} 200 0.75 80 re f\n") };
    }
    lines
}

fn page(stroked: bool) -> Vec<u8> {
    let texts =
        [show("①名称", 24, 262), show("がん検⺠⽇", 104, 262), show("②内容", 24, 222), show("対象者の抽出", 104, 222)];
    (table(stroked) + &texts.concat()).into_bytes()
}

const CELLS: [(u32, u32, &str); 4] = [(0, 0, "①名称"), (0, 1, "がん検民日"), (1, 0, "②内容"), (1, 1, "対象者の抽出")];

#[test]
fn fonts_that_are_not_in_the_file_are_read_in_every_encoding() {
    let expected = "日本①A";
    let kinds: [(&str, &[u8]); 4] = [
        ("UniJIS-UCS2-H", &[0x65, 0xe5, 0x67, 0x2c, 0x24, 0x60, 0x00, 0x41]),
        ("UniJIS-UTF16-H", &[0x65, 0xe5, 0x67, 0x2c, 0x24, 0x60, 0x00, 0x41]),
        ("90ms-RKSJ-H", b"\x93\xfa\x96\x7b\x87\x40A"),
        ("EUC-H", b"\xc6\xfc\xcb\xdc\xad\xa1A"),
    ];
    for (encoding, bytes) in kinds {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let content = format!("BT /F 10 Tf 20 200 Td <{digits}> Tj ET").into_bytes();
        let book = read(&pdf(&[content], &[("F", japanese(encoding))], 0));
        let text = &book.sheets[0].cells[0].text;
        let known =
            if encoding == "EUC-H" { text.starts_with("日本") && text.ends_with('A') } else { text == expected };
        assert!(known, "{encoding}: {text}");
    }
}

#[test]
fn lines_are_lines_however_they_are_drawn_and_turned_pages_are_read_upright() {
    let fonts = [("F", japanese("UniJIS-UTF16-H"))];
    for stroked in [true, false] {
        assert_eq!(cells(&read(&pdf(&[page(stroked)], &fonts, 0))), CELLS, "{stroked}");
    }
    // Drawn sideways on a page that is turned, and on one that is not.
    let sideways = [b"0 1 -1 0 400 0 cm ".as_slice(), &page(true)].concat();
    assert_eq!(cells(&read(&pdf(std::slice::from_ref(&sideways), &fonts, 90))), CELLS);
    assert_eq!(cells(&read(&pdf(&[sideways], &fonts, 0))), CELLS);
}

#[test]
fn wrapped_lines_are_joined_and_those_that_the_author_broke_are_not() {
    let full = "評価書の記載".repeat(4);
    let texts = [show(&full, 104, 262), show("が続く。", 104, 248), show("次の段落", 104, 234)];
    let content = "20 220 m 380 220 l 380 280 l 20 280 l s 100 220 m 100 280 l S 346 220 m 346 280 l S ".to_owned()
        + &texts.concat();
    let book = read(&pdf(&[content.into_bytes()], &[("F", japanese("UniJIS-UTF16-H"))], 0));
    assert_eq!(book.sheets[0].cells[0].text, format!("{full}が続く。\n次の段落"));
}

#[test]
fn heads_feet_and_numbers_of_pages_are_no_text_of_the_document() {
    let page = |number: usize| {
        let own = show(&format!("第{}の本文", ["一", "二", "三"][number]), 40, 150);
        (show("架空市の評価書", 20, 285) + &own + &show(&format!("- {number} -"), 190, 8)).into_bytes()
    };
    let book = read(&pdf(&[page(0), page(1), page(2)], &[("F", japanese("UniJIS-UTF16-H"))], 0));
    let texts = |kind| {
        book.cells().filter(|(_, cell)| cell.kind == kind).map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(texts(GridCellKind::Cell), ["第一の本文", "第二の本文", "第三の本文"]);
    assert_eq!(texts(GridCellKind::Repeated).len(), 6);
}

#[track_caller]
fn refused(bytes: &[u8], code: &str, words: &str) {
    let finding = open("a.pdf", bytes).expect_err(words);
    assert_eq!(finding.rule.code, code, "{}", finding.message);
    let told = finding.message.clone() + finding.help.as_deref().unwrap_or_default();
    assert!(told.contains(words), "{told}");
}

#[test]
fn what_cannot_be_read_is_refused_and_told_what_to_do() {
    let fonts = [("F", japanese("UniJIS-UTF16-H"))];
    let picture = b"q 400 0 0 300 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q".to_vec();
    refused(&pdf(&[picture], &fonts, 0), "HY060", "OCR");
    refused(&pdf(&[Vec::new()], &fonts, 0), "HY060", "文字がありません");
    refused(b"%PDF-1.7 and nothing", "HY060", "壊れています");
    let whole = pdf(&[page(true)], &fonts, 0);
    refused(&whole[..whole.len() / 2], "HY060", "壊れています");
    let unknown = lopdf::dictionary! { "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H" };
    refused(&pdf(&[page(true)], &[("F", unknown)], 0), "HY060", "どの文字なのか");
    let mut many = vec![b"%".to_vec(); limits::PDF_PAGES];
    assert!(open("a.pdf", &pdf(&many, &fonts, 0)).expect_err("nothing to read").message.contains("文字がありません"));
    many.push(Vec::new());
    refused(&pdf(&many, &fonts, 0), "HY061", "ページを超えています");
}

#[test]
fn files_that_want_memory_time_or_a_crash_stay_within_the_limits() {
    let fonts = [("F", japanese("UniJIS-UTF16-H"))];
    // More spaces than the limit, in a hundredth of the bytes.
    let bomb = {
        let mut document = Document::load_mem(&pdf(&[page(true)], &fonts, 0)).unwrap();
        let mut stream = Stream::new(dictionary! {}, vec![b' '; limits::PDF_UNPACKED_BYTES + 1]);
        stream.compress().unwrap();
        let id = document.add_object(stream);
        let pages: Vec<_> = document.page_iter().collect();
        document.get_dictionary_mut(pages[0]).unwrap().set("Contents", id);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    refused(&bomb, "HY061", "MiB を超えます");
    // Forms that draw themselves, and each twice the next.
    let mut document = Document::load_mem(&pdf(&[b"/X Do".to_vec()], &fonts, 0)).unwrap();
    let own = document.new_object_id();
    let resources = dictionary! { "XObject" => dictionary! { "X" => own } };
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone() };
    document.objects.insert(own, Stream::new(form, b"/X Do ".repeat(8)).into());
    let pages: Vec<_> = document.page_iter().collect();
    document.get_dictionary_mut(pages[0]).unwrap().set("Resources", resources);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    refused(&bytes, "HY061", "MiB を超えます");
    // A tree of pages that is a ring; brackets without an end; too many lines and characters.
    let mut document = Document::load_mem(&pdf(&[page(true)], &fonts, 0)).unwrap();
    let root = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    document.get_dictionary_mut(root).unwrap().set("Kids", vec![Object::Reference(root)]);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let _ = open("a.pdf", &bytes).expect_err("no page");
    let deep = [
        b"%PDF-1.7\n1 0 obj\n".as_slice(),
        &b"[".repeat(1 << 20),
        b"\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    ];
    refused(&deep.concat(), "HY060", "壊れています");
    refused(&pdf(&[b"0 0 m 9 0 l S ".repeat(limits::PDF_RULINGS + 1)], &fonts, 0), "HY061", "線が");
    let text = format!("BT /F 1 Tf 9 9 Td <{}> Tj ET", "3042".repeat(limits::PDF_GLYPHS + 1));
    refused(&pdf(&[text.into_bytes()], &fonts, 0), "HY061", "文字を超えて");
}

fn sample(name: &str) -> Assessment {
    let root = Path::new("assessments");
    Workspace::open(Some(root), &[]).load(&root.join(name).join("assessment.yaml")).assessment.unwrap()
}

/// A sample in one of our own formats.
fn rendered(folder: &Path, name: &str, ending: &str) -> PathBuf {
    let file = folder.join(format!("{name}.{ending}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    let output = command.args(["render", &format!("assessments/{name}"), "-o"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    file
}

/// Of a thousand characters of answers in texts and boxes, those in the right item; items that are not; rows that changed.
fn holds(name: &str, file: &Path, right: usize) {
    let original = sample(name);
    let imported = import(&read(&std::fs::read(file).unwrap()), &Forms::default()).unwrap();
    let found =
        Workspace::open(None, &[]).load_text(Path::new("a/assessment.yaml"), &imported.yaml).assessment.unwrap();
    // Lists of record items lose where one ends where they are printed in columns.
    let words =
        |assessment: &Assessment, cell: &Cell| fold(&assessment.words(cell)).replace(['<', '>', '【', '】', '、'], "");
    let (mut all, mut same, mut wrong) = (0, 0, Vec::new());
    for cell in original.cells.iter().filter(|cell| cell.typed.is_some()) {
        let own = words(&original, cell);
        let other = found.cells.iter().find(|other| other.node == cell.node && other.positions == cell.positions);
        let other = other.map(|other| words(&found, other)).unwrap_or_default();
        all += own.chars().count();
        if own == other {
            same += own.chars().count();
        } else {
            wrong.push(original.path(cell));
        }
    }
    let is_answered = |cell: &&Cell| cell.typed.is_some() && !words(&found, cell).is_empty();
    let invented = found.cells.iter().filter(is_answered).filter(|cell| {
        let own = original.cells.iter().find(|own| own.node == cell.node && own.positions == cell.positions);
        own.is_none_or(|own| words(&original, own).is_empty())
    });
    let told = format!("{}: {same} of {all}, not: {wrong:#?}", file.display());
    assert!(same * 1_000 >= all * right, "{told}");
    assert!(invented.count() <= 1, "{told}");
    let rows = |assessment: &Assessment| assessment.changes.iter().map(|day| day.rows.len()).sum::<usize>();
    assert!(rows(&original).abs_diff(rows(&found)) <= 1, "{told}: {} rows", rows(&found));
}

#[test]
fn our_own_pdf_comes_back() {
    let folder = support::fresh("paper-own");
    SAMPLES.iter().for_each(|name| holds(name, &rendered(&folder, name, "pdf"), 900));
}

#[test]
fn a_sheet_printed_by_libreoffice_comes_back() {
    if support::needs::lacks(&["soffice"]) {
        return;
    }
    let folder = support::fresh("paper-libreoffice");
    let sheets: Vec<PathBuf> = SAMPLES.iter().map(|name| rendered(&folder, name, "xlsx")).collect();
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    let output =
        command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder).args(&sheets).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    SAMPLES.iter().for_each(|name| holds(name, &folder.join(format!("{name}.pdf")), 900));
}

#[test]
fn a_web_page_printed_by_chromium_comes_back() {
    if support::needs::lacks(&["chromium"]) {
        return;
    }
    let folder = support::fresh("paper-chromium");
    for name in SAMPLES {
        let page = rendered(&folder, name, "html").canonicalize().unwrap();
        let file = folder.join(format!("{name}.pdf"));
        let mut command = Command::new("chromium");
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        command.arg(format!("--print-to-pdf={}", file.display())).arg(format!("file://{}", page.display()));
        assert!(command.output().unwrap().status.success());
        holds(name, &file, 900);
    }
}
