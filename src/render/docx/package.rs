//! The parts of a file of Word, zipped: the same parts give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{Attributes, XmlWriter};
use crate::dates::Date;
use crate::render::RenderError;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the document holds besides its text.
#[derive(Debug, Default)]
pub(super) struct WordPackage {
    pub(super) document: String,
    /// Name without its ending, content.
    pub(super) margins: Vec<Margin>,
    pub(super) pictures: Vec<Media>,
    /// Addresses of the web.
    pub(super) links: Vec<String>,
    pub(super) core: String,
    /// What the document says of itself.
    pub(super) notes: Option<String>,
}

/// What the file says of itself.
#[derive(Debug)]
pub(super) struct Properties<'a> {
    pub(super) title: &'a str,
    pub(super) author: &'a str,
    /// Nothing is said of the day where the document does not tell it.
    pub(super) date: Option<Date>,
    pub(super) notes: Option<String>,
}

impl Properties<'_> {
    pub(super) fn core(&self) -> String {
        let mut xml = XmlWriter::document();
        let names: Attributes<'_> = &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ];
        xml.within("cp:coreProperties", names, |xml| {
            xml.with_text("dc:title", self.title);
            xml.with_text("dc:creator", self.author);
            xml.with_text("dc:language", "ja-JP");
            if let Some(date) = self.date.filter(|date| date.is_exact()) {
                for name in ["dcterms:created", "dcterms:modified"] {
                    let day = format!("{}T00:00:00Z", date.iso());
                    xml.within(name, &[("xsi:type", &"dcterms:W3CDTF")], |xml| xml.plain(&day));
                }
            }
        });
        xml.into_text()
    }
}

/// A header or a footer.
#[derive(Debug)]
pub(super) struct Margin {
    pub(super) kind: &'static str,
    pub(super) content: String,
}

#[derive(Debug)]
pub(super) struct Media {
    pub(super) ending: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// The name by which the document speaks of a header or footer, a picture, a link.
pub(super) fn margin_id(index: usize) -> String {
    format!("margin{index}")
}

pub(super) fn picture_id(index: usize) -> String {
    format!("picture{index}")
}

pub(super) fn link_id(index: usize) -> String {
    format!("link{index}")
}

pub(super) const STYLES: &str = include_str!("../../../templates/docx/styles.xml");
const SETTINGS: &str = include_str!("../../../templates/docx/settings.xml");
const NOTES: &str = "customXml/item1.xml";
const NOTES_PROPERTIES: &str = include_str!("../../../templates/docx/notes.xml");
const FONTS: &str = include_str!("../../../templates/docx/fonts.xml");
const APPLICATION: &str = include_str!("../../../templates/docx/application.xml");

/// Parts that are the same in every file: their kinds and contents.
const FIXED: [(&str, &str); 3] = [("styles", STYLES), ("settings", SETTINGS), ("fontTable", FONTS)];

impl WordPackage {
    pub(super) fn zip(&self) -> Result<Vec<u8>, RenderError> {
        let mut zip = Zip(ZipWriter::new(Cursor::new(Vec::new())));
        zip.add("[Content_Types].xml", self.content_types().as_bytes())?;
        zip.add("_rels/.rels", root_relations().as_bytes())?;
        zip.add("docProps/core.xml", self.core.as_bytes())?;
        zip.add("docProps/app.xml", APPLICATION.as_bytes())?;
        zip.add("word/document.xml", self.document.as_bytes())?;
        zip.add("word/_rels/document.xml.rels", self.relations().as_bytes())?;
        for (name, content) in FIXED {
            zip.add(&format!("word/{name}.xml"), content.as_bytes())?;
        }
        for (index, margin) in self.margins.iter().enumerate() {
            zip.add(&format!("word/{}{index}.xml", margin.kind), margin.content.as_bytes())?;
        }
        for (index, media) in self.pictures.iter().enumerate() {
            zip.add(&format!("word/media/picture{index}.{}", media.ending), &media.bytes)?;
        }
        if let Some(notes) = &self.notes {
            zip.add(NOTES, notes.as_bytes())?;
            zip.add("customXml/itemProps1.xml", NOTES_PROPERTIES.as_bytes())?;
            zip.add("customXml/_rels/item1.xml.rels", notes_relations().as_bytes())?;
        }
        zip.0.finish().map(Cursor::into_inner).map_err(RenderError::Unpacked)
    }

    fn content_types(&self) -> String {
        let mut xml = XmlWriter::document();
        let types = format!("{PACKAGE}/content-types");
        xml.within("Types", &[("xmlns", &types)], |xml| {
            let defaults = [
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("png", "image/png"),
                ("jpeg", "image/jpeg"),
            ];
            for (ending, kind) in defaults {
                xml.empty("Default", &[("Extension", &ending), ("ContentType", &kind)]);
            }
            let mut part = |name: String, kind: String| {
                xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
            };
            part("/word/document.xml".into(), format!("{WORD}.document.main+xml"));
            for (name, _) in FIXED {
                part(format!("/word/{name}.xml"), format!("{WORD}.{name}+xml"));
            }
            for (index, margin) in self.margins.iter().enumerate() {
                part(format!("/word/{}{index}.xml", margin.kind), format!("{WORD}.{}+xml", margin.kind));
            }
            if self.notes.is_some() {
                part(
                    "/customXml/itemProps1.xml".into(),
                    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml".into(),
                );
            }
            part("/docProps/core.xml".into(), "application/vnd.openxmlformats-package.core-properties+xml".into());
            part(
                "/docProps/app.xml".into(),
                "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
            );
        });
        xml.into_text()
    }

    fn relations(&self) -> String {
        let mut relations: Vec<(String, &str, String)> =
            FIXED.iter().map(|(name, _)| ((*name).to_owned(), *name, format!("{name}.xml"))).collect();
        for (index, margin) in self.margins.iter().enumerate() {
            relations.push((margin_id(index), margin.kind, format!("{}{index}.xml", margin.kind)));
        }
        for (index, media) in self.pictures.iter().enumerate() {
            relations.push((picture_id(index), "image", format!("media/picture{index}.{}", media.ending)));
        }
        for (index, address) in self.links.iter().enumerate() {
            relations.push((link_id(index), "hyperlink", address.clone()));
        }
        if self.notes.is_some() {
            relations.push(("notes".into(), "customXml", format!("../{NOTES}")));
        }
        relation_list(
            &relations
                .iter()
                .map(|(id, kind, to)| (id.as_str(), format!("{RELATIONS}/{kind}"), to.as_str()))
                .collect::<Vec<_>>(),
        )
    }
}

fn root_relations() -> String {
    relation_list(&[
        ("document", format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        ("core", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ("application", format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
    ])
}

fn notes_relations() -> String {
    relation_list(&[("properties", format!("{RELATIONS}/customXmlProps"), "itemProps1.xml")])
}

fn relation_list(relations: &[(&str, String, &str)]) -> String {
    let mut xml = XmlWriter::document();
    let names = format!("{PACKAGE}/relationships");
    xml.within("Relationships", &[("xmlns", &names)], |xml| {
        for (id, kind, target) in relations {
            if kind.ends_with("hyperlink") {
                xml.empty(
                    "Relationship",
                    &[("Id", id), ("Type", kind), ("Target", target), ("TargetMode", &"External")],
                );
            } else {
                xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
            }
        }
    });
    xml.into_text()
}

struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Zip {
    /// Every part bears the oldest day that an archive can name.
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), RenderError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options).map_err(RenderError::Unpacked)?;
        self.0.write_all(bytes).map_err(|error| RenderError::Unpacked(error.into()))
    }
}
