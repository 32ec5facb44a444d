//! Office files made by hand, part by part, so that tests decide about every byte.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

pub(crate) type Parts = Vec<(String, Vec<u8>)>;

pub(crate) fn archive(parts: &[(impl AsRef<str>, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) fn worksheet(rows: &str) -> String {
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}

fn relations(all: &[(&str, &str)]) -> String {
    let mut text = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (index, (kind, target)) in (1..).zip(all) {
        write!(text, "<Relationship Id=\"r{index}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>").unwrap();
    }
    text + "</Relationships>"
}

/// The parts of the least that counts as a workbook: sheets called s1, s2, … with this XML, and shared strings.
pub(crate) fn workbook(sheets: &[&str], strings: &str) -> Parts {
    let targets: Vec<String> = (1..=sheets.len()).map(|number| format!("worksheets/sheet{number}.xml")).collect();
    let mut all: Vec<(&str, &str)> = targets.iter().map(|target| ("worksheet", target.as_str())).collect();
    all.push(("sharedStrings", "sharedStrings.xml"));
    let list: String = (1..=sheets.len())
        .map(|number| format!("<sheet name=\"s{number}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"))
        .collect();
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>");
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types.into_bytes()),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "xl/workbook.xml")]).into_bytes()),
        ("xl/workbook.xml".to_owned(), book.into_bytes()),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&all).into_bytes()),
        ("xl/sharedStrings.xml".to_owned(), strings.as_bytes().to_vec()),
    ];
    parts.extend(targets.iter().zip(sheets).map(|(target, sheet)| (format!("xl/{target}"), sheet.as_bytes().to_vec())));
    parts
}

/// A workbook of one sheet with these rows and these shared strings.
pub(crate) fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    archive(&workbook(&[&worksheet(rows)], &format!("<sst xmlns=\"{MAIN}\">{strings}</sst>")))
}

/// An OpenDocument spreadsheet with these tables.
pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let mut content = String::from("<office:document-content");
    for name in ["office", "table", "text", "draw", "style"] {
        write!(content, " xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"").unwrap();
    }
    write!(
        content,
        "><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    .unwrap();
    archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
