//! Documents of Word: each table is a sheet, and so are the paragraphs between two tables.

mod marks;
pub mod noted;
mod numbering;
mod paragraph;
mod read;
mod symbols;

use std::collections::{BTreeMap, BTreeSet};

use self::numbering::Numbering;
use self::read::WordReader;
use super::archive::Archive;
use super::flow;
use super::model::Book;
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

pub(super) fn read(name: &str, archive: &Archive, main: &str) -> Result<Book, Refusal> {
    let part = |kind: &str| archive.part(&main.replace("document", kind));
    let numbering = Numbering::read(part("numbering").unwrap_or_default(), part("styles").unwrap_or_default())?;
    let mut reader = WordReader::new(archive.required(main)?, numbering, contents_styles(part("styles"))?);
    for (kind, element) in [("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote")] {
        reader.notes(kind, element, part(kind).unwrap_or_default())?;
    }
    let blocks = reader.document()?;
    let mut book = Book { name: name.to_owned(), ..Book::default() };
    flow::fill(&mut book, &blocks)?;
    if let Some((_, noted)) = archive.parts(|name| name.starts_with("customXml/")).find(|(_, xml)| noted::is_ours(xml))
    {
        book.properties = noted::read(noted)?;
    }
    // Heads and feet of pages are told, and are no text of any item.
    let mut heads = BTreeSet::new();
    for (_, xml) in archive.parts(|name| name.starts_with("word/header") || name.starts_with("word/footer")) {
        heads.extend(reader.aside(xml)?);
    }
    book.sheets.extend(flow::running_heads(heads)?);
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
type Notes = BTreeMap<(&'static str, String), WordNote>;

/// A comment or a footnote, and who wrote it.
struct WordNote {
    text: Rich,
    author: String,
    date: String,
}
