//! Printed pages, Word documents, web pages and Markdown → cells → import.

use hyokasho::doc::{Document, build};
use hyokasho::form::Forms;
use hyokasho::house::HouseStyle;
use hyokasho::import::open;
use hyokasho::render::pdf::PdfOptions;
use hyokasho::render::{Site, docx, html, markdown, pdf};
use hyokasho::text::limits;
use lopdf::Object;

use super::MARK;
use super::dice::Dice;
use super::grids::repacked;
use super::harm::{Harm, scratched};
use super::shared::{assessment, harmed, theme, valid};
use super::texts::imported;

pub(super) fn holds(bytes: &[u8]) {
    let Some(decisions) = bytes.strip_prefix(&[MARK]) else { return whole(bytes) };
    let mut dice = Dice::new(decisions);
    let harms = Harm::some(&mut dice);
    let (kind, part, other) = (dice.roll(10), dice.roll(1 << 16), dice.roll(1 << 16));
    let own = assessment(&valid(dice.clone()), &Forms::default()).unwrap();
    let document = build(&own, &HouseStyle::default());
    match kind {
        0 => whole(&scratched(&mut dice, &paper(&document))),
        1..=4 => whole(&redrawn(&paper(&document), part, other, &harms)),
        5 | 6 => {
            let Ok(word) = docx::render(&document, None, &|_| None) else { return };
            whole(&repacked(&word.bytes, part, &harms));
        }
        7 | 8 => whole(harmed(web(&document), &harms).as_bytes()),
        _ => whole(harmed(markdown::page(&document), &harms).as_bytes()),
    }
}

fn whole(bytes: &[u8]) {
    let Ok(book) = open("a.html", bytes) else { return };
    let cells: usize = book.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let text: usize = book.sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| cell.text.len()).sum();
    assert!(cells <= limits::SHEET_CELLS && text <= limits::SHEET_TEXT_BYTES, "{cells} cells of {text} bytes");
    imported(&book);
}

fn paper(document: &Document) -> Vec<u8> {
    pdf::render(document, &PdfOptions::default(), &|_| None).map(|pdf| pdf.bytes).unwrap_or_default()
}

fn web(document: &Document) -> String {
    html::page(document, theme(), &|_| None, &Site::default()).unwrap_or_default()
}

/// The file with harm in one of its streams, or with one object where another belongs.
fn redrawn(bytes: &[u8], part: usize, other: usize, harms: &[Harm]) -> Vec<u8> {
    let Ok(mut file) = lopdf::Document::load_mem(bytes) else { return Vec::new() };
    file.decompress();
    let ids: Vec<_> = file.objects.keys().copied().collect();
    let (harmed_id, other_id) = (ids[part % ids.len()], ids[other % ids.len()]);
    match file.objects.get_mut(&harmed_id) {
        Some(Object::Stream(stream)) => {
            let content = harmed(String::from_utf8_lossy(&stream.content).into_owned(), harms);
            stream.set_content(content.into_bytes());
        }
        Some(object) => *object = Object::Reference(other_id),
        None => {}
    }
    let mut written = Vec::new();
    file.save_to(&mut written).map(|()| written).unwrap_or_default()
}
