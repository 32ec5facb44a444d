//! Spreadsheets of every kind → cells → import, and back into the assessment that a workbook was made from.

use std::io::{Cursor, Read as _, Write as _};

use hyokasho::assessment::Assessment;
use hyokasho::doc::build;
use hyokasho::form::Forms;
use hyokasho::grid::read;
use hyokasho::house::HouseStyle;
use hyokasho::sheet::{self, Origin, ReturnTerms};
use hyokasho::text::{Source, limits};
use hyokasho::yaml::parse;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::MARK;
use super::dice::Dice;
use super::harm::{Harm, scratched};
use super::shared::{assessment, harmed, valid};
use super::texts::imported;

const FILES: &[&[u8]] = &[
    include_bytes!("../../spreadsheets/cells.xls"),
    include_bytes!("../../spreadsheets/records.xls"),
    include_bytes!("../../spreadsheets/shapes.xls"),
    include_bytes!("../../spreadsheets/cells.ods"),
    include_bytes!("../../spreadsheets/shapes.ods"),
    include_bytes!("../../../assessments/15-health-checkups/records.xlsx"),
];

pub(super) fn holds(bytes: &[u8]) {
    let Some(decisions) = bytes.strip_prefix(&[MARK]) else { return whole(bytes, None) };
    let mut dice = Dice::new(decisions);
    let harms = Harm::some(&mut dice);
    let part = dice.roll(256);
    match dice.roll(12) {
        kind @ 0..=2 => whole(&scratched(&mut dice, FILES[kind]), None),
        kind @ 3..=5 => whole(&repacked(FILES[kind], part, &harms), None),
        6 => whole(harmed(separated(dice.clone()), &harms).as_bytes(), None),
        _ => {
            let own = assessment(&valid(dice), &Forms::default()).unwrap();
            let document = build(&own, &HouseStyle::default());
            let Ok(workbook) = sheet::render(&document, &Origin::of(&own), &|_| None) else { return };
            whole(&repacked(&workbook.bytes, part, &harms), Some(&own));
        }
    }
}

fn whole(bytes: &[u8], own: Option<&Assessment>) {
    let Ok(book) = read("a.csv", bytes) else { return };
    let cells: usize = book.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let text: usize = book.sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| cell.text.len()).sum();
    assert!(cells <= limits::SHEET_CELLS && text <= limits::SHEET_TEXT_BYTES, "{cells} cells of {text} bytes");
    imported(&book);
    let Some(own) = own else { return };
    let read = |text: &str| assessment(text, &Forms::default());
    let terms =
        ReturnTerms { allow_blank: bytes.len().is_multiple_of(2), earlier: None, file: &book.name, read: &read };
    let Ok(merged) = sheet::into(&book, own, &HouseStyle::default(), &terms) else { return };
    let found = parse(&Source::new("assessment.yaml", merged.text.as_str())).findings;
    assert!(found.is_empty(), "{found:?}\n{}", merged.text);
}

/// The archive with harm in one of its parts.
pub(super) fn repacked(bytes: &[u8], part: usize, harms: &[Harm]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let harmed_part = part % archive.len();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if index == harmed_part {
            // XML on one line would be one line to all harm.
            let text = String::from_utf8_lossy(&content).replace("><", ">\n<");
            content = harmed(text, harms).into_bytes();
        }
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(file.name().unwrap(), options).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Labels of the form with something beside them.
fn separated(dice: Dice<'_>) -> String {
    let own = assessment(&valid(dice), &Forms::default()).unwrap();
    let row = |cell| {
        let label = &own.node(cell).label;
        format!("\"{label}\",\"{}\"\n", own.words(cell).replace('"', "\"\""))
    };
    let rows: String = own.cells.iter().map(row).collect();
    format!("特定個人情報保護評価書（{}）\n{rows}", own.form.name)
}
