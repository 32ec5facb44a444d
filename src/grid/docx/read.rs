//! The parts of a Word document as blocks: paragraphs and tables, whatever wraps them.

use std::collections::BTreeSet;

use super::super::flow::{FlowBlock, FlowCell, FlowRow, flat};
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::super::xml::{XmlPiece, XmlReader};
use super::marks::{self, WordMarks};
use super::numbering::Numbering;
use super::paragraph::WordField;
use super::{Notes, WordNote};

/// How the entries of a list of contents are marked that Word made itself.
const CONTENTS_GALLERY: &str = "Table of Contents";

pub(super) struct WordReader<'a> {
    pub(super) xml: XmlReader<'a>,
    pub(super) numbering: Numbering,
    pub(super) contents_styles: BTreeSet<String>,
    pub(super) notes: Notes,
    /// Fields that are open; one may go on over many paragraphs.
    pub(super) fields: Vec<WordField>,
    pub(super) marks: WordMarks,
}

/// What a content control says of its content.
#[derive(Default)]
pub(super) struct ContentControl {
    /// Words that ask to be typed over, or a list of contents.
    pub(super) is_no_text: bool,
    pub(super) ticked: Option<bool>,
}

impl<'a> WordReader<'a> {
    pub(super) fn new(document: &'a str, numbering: Numbering, contents_styles: BTreeSet<String>) -> Self {
        Self {
            xml: XmlReader::new(document),
            numbering,
            contents_styles,
            notes: Notes::new(),
            fields: Vec::new(),
            marks: WordMarks::default(),
        }
    }

    /// The blocks of the document itself.
    pub(super) fn document(&mut self) -> Result<Vec<FlowBlock>, Refusal> {
        while let Some(piece) = self.xml.next()? {
            if matches!(&piece, XmlPiece::Open(tag) if tag.name() == "body") {
                return self.blocks();
            }
        }
        Err(Refusal::broken())
    }

    /// Comments, footnotes or endnotes, to be attached where they are referred to.
    pub(super) fn notes(&mut self, kind: &'static str, element: &str, part: &'a str) -> Result<(), Refusal> {
        let document = std::mem::replace(&mut self.xml, XmlReader::new(part));
        while let Some(piece) = self.xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            if tag.name() == element {
                let said = |name: &str| tag.get(name).unwrap_or_default();
                let (id, author, date) = (said("id"), said("author"), said("date"));
                let text = flat(&self.blocks()?);
                self.notes.insert((kind, id), WordNote { text, author, date });
            }
        }
        self.xml = document;
        Ok(())
    }

    /// The texts of a part that stands beside the document, a line each.
    pub(super) fn aside(&mut self, part: &'a str) -> Result<Vec<String>, Refusal> {
        let mut xml = XmlReader::new(part);
        // The element that holds everything.
        while let Some(piece) = xml.next()? {
            if matches!(piece, XmlPiece::Open(_)) {
                break;
            }
        }
        let document = std::mem::replace(&mut self.xml, xml);
        let text = if self.xml.depth() > 0 { flat(&self.blocks()?) } else { Rich::default() };
        self.xml = document;
        Ok(text.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    /// What an officer should know of changes that were tracked.
    pub(super) fn told(&self) -> Option<String> {
        let WordMarks { inserted, deleted, .. } = &self.marks;
        (inserted + deleted > 0).then(|| {
            format!(
                "変更履歴が残っています（挿入 {inserted} か所、削除 {deleted} か所）。挿入された文は記載として、削除された文は取り消し線のある文として読みました"
            )
        })
    }

    /// The paragraphs and tables up to the end of the element that was just opened.
    pub(super) fn blocks(&mut self) -> Result<Vec<FlowBlock>, Refusal> {
        let mut blocks = Vec::new();
        let mut control = ContentControl::default();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(piece) = self.xml.next()? else { break };
            let XmlPiece::Open(tag) = piece else { continue };
            match tag.name() {
                "p" => blocks.push(FlowBlock::Paragraph(self.paragraph()?)),
                "tbl" => blocks.push(FlowBlock::Table(self.table()?)),
                "bookmarkStart" => self.marks.waiting.extend(marks::bookmark(&tag)),
                "commentRangeStart" => self.marks.begin_comment(&tag),
                "sdtPr" => control = self.control()?,
                "sdtContent" if control.is_no_text => self.xml.skip()?,
                // The same once more, for programs that cannot draw the shape.
                "Fallback" | "sectPr" | "tcPr" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(blocks)
    }

    /// The properties of a content control, which were just opened.
    pub(super) fn control(&mut self) -> Result<ContentControl, Refusal> {
        let mut control = ContentControl::default();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                "showingPlcHdr" => control.is_no_text = !tag.get("val").is_some_and(|value| is_off(&value)),
                "docPartGallery" => control.is_no_text |= tag.get("val").as_deref() == Some(CONTENTS_GALLERY),
                "checkbox" => control.ticked = Some(false),
                "checked" => control.ticked = Some(!tag.get("val").is_some_and(|value| is_off(&value))),
                _ => {}
            }
        }
        Ok(control)
    }

    /// The table that was just opened.
    fn table(&mut self) -> Result<Vec<FlowRow>, Refusal> {
        let mut rows: Vec<FlowRow> = Vec::new();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                "tr" => rows.push(self.row()?),
                "bookmarkStart" => self.marks.waiting.extend(marks::bookmark(&tag)),
                "tblPr" | "tblGrid" | "Fallback" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(rows)
    }

    fn row(&mut self) -> Result<FlowRow, Refusal> {
        let mut row = FlowRow::default();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                "tc" => row.cells.push(self.cell()?),
                "gridBefore" => row.before = tag.number("val").unwrap_or_default(),
                "del" => {
                    row.deleted = true;
                    self.marks.deleted += 1;
                }
                "ins" => self.marks.inserted += 1,
                "bookmarkStart" => self.marks.waiting.extend(marks::bookmark(&tag)),
                "tblPrEx" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(row)
    }

    fn cell(&mut self) -> Result<FlowCell, Refusal> {
        let mut cell = FlowCell { columns: 1, continues: false, blocks: Vec::new() };
        let mut control = ContentControl::default();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                "gridSpan" => cell.columns = tag.number("val").unwrap_or(1).max(1),
                "vMerge" => cell.continues = tag.get("val").is_none_or(|value| value == "continue"),
                "p" => cell.blocks.push(FlowBlock::Paragraph(self.paragraph()?)),
                "tbl" => cell.blocks.push(FlowBlock::Table(self.table()?)),
                "bookmarkStart" => self.marks.waiting.extend(marks::bookmark(&tag)),
                "commentRangeStart" => self.marks.begin_comment(&tag),
                "sdtPr" => control = self.control()?,
                "sdtContent" if control.is_no_text => self.xml.skip()?,
                "Fallback" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(cell)
    }
}

/// How the format says no.
pub(super) fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off" | "none")
}
