//! What stands in a cell: its own paragraphs, and shapes and notes that are attached to it.

use super::super::model::GridCellKind;
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::super::xml::{OpenTag, XmlPiece, XmlReader};
use super::styles::OdsStyles;

#[derive(Default)]
pub(super) struct OdsContent {
    pub(super) own: Rich,
    pub(super) attached: Vec<Attached>,
}

#[derive(Default)]
pub(super) struct Attached {
    pub(super) kind: GridCellKind,
    pub(super) text: Rich,
    /// Of a note.
    pub(super) author: String,
    pub(super) date: String,
}

/// More spaces in a row than this are nobody's text.
const SPACES: u32 = 256;

/// The rest of the cell that was just opened.
pub(super) fn cell(xml: &mut XmlReader, styles: &OdsStyles, struck: bool) -> Result<OdsContent, Refusal> {
    let mut content = OdsContent::default();
    let mut own = Paragraphs { struck, ..Paragraphs::default() };
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(XmlPiece::Open(tag)) = xml.next()? else { continue };
        match tag.name() {
            "p" | "h" => own.paragraph(xml, styles)?,
            "annotation" => content.attached.push(attached(GridCellKind::Note, xml, styles)?),
            "frame" | "custom-shape" | "rect" | "ellipse" | "line" | "polygon" | "path" | "caption" | "connector" => {
                content.attached.push(attached(GridCellKind::Shape, xml, styles)?);
            }
            _ => {}
        }
    }
    content.own = own.rich;
    content.attached.retain(|attached| !attached.text.text.trim().is_empty());
    Ok(content)
}

/// The paragraphs of a shape or a note, whatever else it says about itself.
fn attached(kind: GridCellKind, xml: &mut XmlReader, styles: &OdsStyles) -> Result<Attached, Refusal> {
    let mut paragraphs = Paragraphs::default();
    let mut attached = Attached { kind, ..Attached::default() };
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Some(XmlPiece::Open(tag)) = xml.next()? else { continue };
        match tag.name() {
            "p" | "h" => paragraphs.paragraph(xml, styles)?,
            "creator" => attached.author = xml.text()?,
            "date" => attached.date = xml.text()?,
            _ => {}
        }
    }
    attached.text = paragraphs.rich;
    Ok(attached)
}

#[derive(Default)]
struct Paragraphs {
    rich: Rich,
    count: usize,
    /// The whole cell is struck out.
    struck: bool,
}

impl Paragraphs {
    /// The paragraph that was just opened, as a line.
    fn paragraph(&mut self, xml: &mut XmlReader, styles: &OdsStyles) -> Result<(), Refusal> {
        if self.count > 0 {
            self.rich.push("\n", false);
        }
        self.count += 1;
        // Depths of the spans that strike out.
        let mut spans: Vec<usize> = Vec::new();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Some(XmlPiece::Text(text)) => {
                    let struck = self.struck || !spans.is_empty();
                    self.rich.push(&collapsed(&text), struck);
                }
                Some(XmlPiece::Open(tag)) => match tag.name() {
                    "s" => self.rich.push(&" ".repeat(tag.number("c").unwrap_or(1).min(SPACES) as usize), self.struck),
                    "tab" => self.rich.push("\t", self.struck),
                    "line-break" => self.rich.push("\n", false),
                    "ruby-text" => xml.skip()?,
                    "span" if is_struck(&tag, styles) => spans.push(xml.depth()),
                    _ => {}
                },
                Some(XmlPiece::Close(_)) => spans.retain(|depth| *depth <= xml.depth()),
                None => break,
            }
        }
        Ok(())
    }
}

fn is_struck(span: &OpenTag, styles: &OdsStyles) -> bool {
    span.get("style-name").is_some_and(|style| styles.is_struck("text", &style))
}

/// White space counts once; where it counts more often, it is an element.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '\t' | '\n' | '\r' if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
