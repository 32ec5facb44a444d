//! An assessment as a file of Word that councils can mark up: real headings, tables whose first row stands on every page,
//! contents, page numbers, a bookmark for every item. The same document gives the same bytes every time.

mod blocks;
mod body;
mod bookmarks;
pub(super) mod comparison;
mod contents;
mod lines;
mod noted;
mod package;
mod page;
mod pages;
mod picture;
mod prose;
mod shapes;
mod table;
mod tables;
mod vector;
mod xml;

use std::collections::BTreeMap;

use crate::dates::Date;
use crate::doc::Document;
use crate::doc::table::{ChapterKind, print};
use crate::render::Pictures;
use crate::render::RenderError;

use self::blocks::WordWriter;
use self::body::{Body, Set};
use self::package::{Properties, WordPackage};
use self::page::{NAMESPACES, PageSurround, Paper, section};
use self::xml::XmlWriter;

#[derive(Clone, Debug)]
pub struct Docx {
    pub bytes: Vec<u8>,
    /// Figures that Word cannot show, or shows otherwise, in words.
    pub remarks: Vec<String>,
    /// The names of its bookmarks, each with the address that it stands for.
    pub bookmarks: BTreeMap<String, String>,
}

/// `published` is the day that the file says it was made on.
pub fn render(document: &Document, published: Option<Date>, pictures: Pictures<'_>) -> Result<Docx, RenderError> {
    let printed = print(document);
    let mut writer = WordWriter::new(pictures);
    let mut margins = Vec::new();
    let draft = printed.draft.as_deref();
    let mut chapters = printed.chapters.as_slice();
    if let Some((cover, others)) = chapters.split_first().filter(|(first, _)| first.kind == ChapterKind::Cover) {
        let alone = section(&PageSurround { paper: Paper::Upright, above: None, below: None, draft }, &mut margins);
        writer.cover(&printed, cover);
        writer.body.paragraph(Set { section: Some(&alone), ..Set::new("Gap") }, |_| {});
        chapters = others;
    }
    chapters.iter().for_each(|chapter| writer.chapter(chapter));
    let (mut body, remarks) = writer.finish();
    let bookmarks = std::mem::take(&mut body.bookmarks.addresses);
    let notes = Some(body.notes.part_of(&printed));
    let above = Some((document.title.as_str(), document.agency.as_str()));
    let around = PageSurround { paper: Paper::Upright, above, below: Some(("", &printed.dated)), draft };
    let properties = Properties { title: &document.title, author: &document.agency, date: published, notes };
    let bytes = pack(body, &around, margins, &properties)?;
    Ok(Docx { bytes, remarks, bookmarks })
}

/// The file of a text whose last section is `around`.
fn pack(
    mut body: Body,
    around: &PageSurround<'_>,
    mut margins: Vec<package::Margin>,
    properties: &Properties<'_>,
) -> Result<Vec<u8>, RenderError> {
    body.part_tables();
    let last = section(around, &mut margins);
    let mut xml = XmlWriter::document();
    xml.within("w:document", NAMESPACES, |xml| {
        xml.within("w:body", &[], |xml| {
            xml.append(&body.xml);
            xml.append(&last);
        });
    });
    let (document, pictures, links) = (xml.into_text(), body.pictures, body.links);
    WordPackage { document, margins, pictures, links, core: properties.core(), notes: properties.notes.clone() }.zip()
}

/// A file of one section.
fn file(
    body: Body,
    around: &PageSurround<'_>,
    (title, author): (&str, &str),
    date: Option<Date>,
) -> Result<Vec<u8>, RenderError> {
    pack(body, around, Vec::new(), &Properties { title, author, date, notes: None })
}
