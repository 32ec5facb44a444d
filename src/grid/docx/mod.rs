//! Documents of Word: each table is a sheet, and so are the paragraphs between two tables.

mod numbering;
mod paragraph;
mod place;
mod read;
mod symbols;

use std::collections::{BTreeMap, BTreeSet};

use self::numbering::Numbering;
use self::read::WordReader;
use super::archive::Archive;
use super::model::{Book, Sheet};
use super::refusal::Refusal;
use super::rich::Rich;
use super::xml::{XmlPiece, XmlReader};

/// What every Word document of the current format holds.
const DOCUMENT: &str = "word/document.xml";

/// The main part of a Word document; nothing where the archive is another kind of file.
pub(super) fn main_part(archive: &Archive) -> Option<String> {
    if archive.has(|part| part == DOCUMENT) {
        return Some(DOCUMENT.to_owned());
    }
    // Some services number the part; the package says where it is.
    let mut xml = XmlReader::new(archive.part("_rels/.rels")?);
    while let Ok(Some(piece)) = xml.next() {
        if let XmlPiece::Open(tag) = piece
            && tag.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            return tag
                .get("Target")
                .map(|target| target.trim_start_matches('/').to_owned())
                .filter(|target| target.starts_with("word/") && archive.part(target).is_some());
        }
    }
    None
}

#[derive(Debug)]
enum WordBlock {
    Paragraph(WordParagraph),
    Table(Vec<WordRow>),
}

#[derive(Debug, Default)]
struct WordParagraph {
    text: Rich,
    /// Text boxes, comments and notes that hang on it.
    attached: Vec<Attached>,
}

#[derive(Debug)]
struct Attached {
    is_remark: bool,
    text: Rich,
}

#[derive(Debug, Default)]
struct WordRow {
    /// Columns of the grid that it leaves out at its left.
    before: u32,
    cells: Vec<WordCell>,
    /// The whole row was struck out while changes were tracked.
    deleted: bool,
}

#[derive(Debug)]
struct WordCell {
    columns: u32,
    /// The cell above it goes on here.
    continues: bool,
    blocks: Vec<WordBlock>,
}

pub(super) fn read(name: &str, archive: &Archive, main: &str) -> Result<Book, Refusal> {
    let part = |kind: &str| archive.part(&main.replace("document", kind));
    let numbering = Numbering::read(part("numbering").unwrap_or_default(), part("styles").unwrap_or_default())?;
    let mut reader = WordReader::new(archive.required(main)?, numbering, contents_styles(part("styles"))?);
    for (kind, element) in [("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote")] {
        reader.notes(kind, element, part(kind).unwrap_or_default())?;
    }
    let blocks = reader.document()?;
    let mut book = Book { name: name.to_owned(), ..Book::default() };
    book.sheets = place::sheets(&blocks)?;
    // Heads and feet of pages are told, and are no text of any item.
    let mut heads = BTreeSet::new();
    for (_, xml) in archive.parts(|name| name.starts_with("word/header") || name.starts_with("word/footer")) {
        heads.extend(reader.aside(xml)?);
    }
    book.sheets.extend(place::running_heads(heads)?);
    if archive.has(|part| part.ends_with("vbaProject.bin")) {
        book.remarks.push("マクロが入っています。マクロは読まず、動かしません".to_owned());
    }
    book.remarks.extend(reader.told());
    Ok(book)
}

/// The styles that entries of a list of contents have: `toc 1` and so on.
fn contents_styles(styles: Option<&str>) -> Result<BTreeSet<String>, Refusal> {
    let mut found = BTreeSet::new();
    let mut style = String::new();
    let mut xml = XmlReader::new(styles.unwrap_or_default());
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "style" => style = tag.get("styleId").unwrap_or_default(),
            "name" if tag.get("val").is_some_and(|name| name.to_ascii_lowercase().starts_with("toc ")) => {
                found.insert(style.clone());
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Texts by the number that a reference to them has.
type Notes = BTreeMap<(&'static str, String), Rich>;

/// Paragraphs as lines; a row of a table is a line, too.
fn flat(blocks: &[WordBlock]) -> Rich {
    let mut out = Rich::default();
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => line(&mut out, &paragraph.text),
            WordBlock::Table(rows) => {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    line(&mut out, &flat(&cell.blocks));
                }
            }
        }
    }
    out
}

fn line(out: &mut Rich, text: &Rich) {
    if text.text.is_empty() {
        return;
    }
    if !out.text.is_empty() {
        out.push("\n", false);
    }
    out.append(text);
}

/// Sheets that a Word document makes have a numbering and a name for people.
fn sheet(name: String, numbering: super::model::GridNumbering) -> Sheet {
    Sheet { name, numbering, ..Sheet::default() }
}
