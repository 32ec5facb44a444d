//! The tables of a file of Word, without the rows that tell each page of a long table where it belongs.

use std::io::{Cursor, Read as _};

use hyokasho::doc::Document;
use hyokasho::render::docx;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{Seen, squeezed};

#[derive(Default)]
struct Table {
    rows: Vec<Seen>,
    /// The row that is being read stands above each page only.
    is_running: bool,
    /// The cell goes on from the row above.
    goes_on: bool,
}

pub(crate) fn read(document: &Document) -> Vec<Vec<Seen>> {
    let file = docx::render(document, None, &|_| None).unwrap().bytes;
    let mut xml = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = Reader::from_str(&xml);
    let (mut tables, mut open, mut in_text) = (Vec::new(), None::<Table>, false);
    let mut waiting = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return tables,
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "w:tbl" => open = Some(Table::default()),
                "w:bookmarkStart" => waiting.push(attribute(&element, "w:name").unwrap()),
                "w:t" => in_text = true,
                name => {
                    if let Some(table) = &mut open {
                        table.begin(name, &element);
                    }
                }
            },
            Event::End(element) => match element.name().as_ref() {
                "w:tbl" => tables.extend(open.take().map(|table| table.rows)),
                "w:t" => in_text = false,
                "w:tc" => {
                    if let Some(table) = &mut open {
                        table.end_cell(&mut waiting);
                    }
                }
                "w:tr" => {
                    if let Some(table) = &mut open
                        && std::mem::take(&mut table.is_running)
                    {
                        table.rows.pop();
                    }
                }
                _ => {}
            },
            Event::Text(text) if in_text => {
                if let Some(cell) = open.as_mut().and_then(|table| table.rows.last_mut()?.cells.last_mut()) {
                    cell.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(entity) if in_text => {
                let character = match entity.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    _ => "\"",
                };
                if let Some(cell) = open.as_mut().and_then(|table| table.rows.last_mut()?.cells.last_mut()) {
                    cell.push_str(character);
                }
            }
            _ => {}
        }
    }
}

impl Table {
    fn begin(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "w:tr" => self.rows.push(Seen::default()),
            "w:tc" => self.rows.last_mut().unwrap().cells.push(String::new()),
            "w:vMerge" => self.goes_on = attribute(element, "w:val").as_deref() == Some("continue"),
            "w:pStyle" => self.is_running |= attribute(element, "w:val").as_deref() == Some("Running"),
            _ => {}
        }
    }

    fn end_cell(&mut self, waiting: &mut Vec<String>) {
        let row = self.rows.last_mut().unwrap();
        row.anchors.append(waiting);
        let cell = row.cells.pop().unwrap();
        if !std::mem::take(&mut self.goes_on) {
            row.cells.push(squeezed(&cell));
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = element.try_get_attribute(name).unwrap()?;
    Some(value.value.into_owned())
}

/// `files.checkups.use.purpose` → `files_checkups_use_purpose`; a name of more than 40 letters ends in a fingerprint.
pub(crate) fn bookmark(address: &str) -> String {
    let plain: String = address.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    if plain.chars().count() <= 40 {
        return plain;
    }
    let digest: String = Sha256::digest(address).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}_{digest}", plain.chars().take(31).collect::<String>())
}
