//! An assessment on paper: pages like those of the official form, as tagged PDF/A-2a and PDF/UA-1; with its source attached, as
//! PDF/A-3a.
//!
//! `layout` turns the document into pages, each a list of things to draw, and a tree that says what they mean; `write` turns
//! these into a file. The same document gives the same bytes every time.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "counts of lines, pages and glyphs, and lengths on a page, are small"
)]

mod font;
mod hanging;
mod kinsoku;
mod layout;
mod measure;
mod page;
mod text;
mod write;

use jiff::civil::Date;

use super::Pictures;
use crate::doc::Document;
use crate::render::RenderError;
use crate::typeface::Font;

pub use self::kinsoku::Kinsoku;
pub use self::measure::{PageMeasures, measure};

#[derive(Clone, Debug, Default)]
pub struct PdfOptions {
    pub kinsoku: Kinsoku,
    /// A font of the reader's own; asked before those that are built in.
    pub font: Option<Font>,
    /// The day that the file says it was made on; nothing if unknown.
    pub date: Option<Date>,
    /// Files that go with it: the source that it was made from. With them the file is PDF/A-3a.
    pub attachments: Vec<Attachment>,
}

/// A file inside a PDF.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// `assessment.yaml`
    pub name: String,
    /// `application/yaml`
    pub kind: &'static str,
    /// What it is, for people.
    pub description: String,
    pub bytes: Vec<u8>,
    /// The document was made from it; what is not its source only belongs to it.
    pub is_source: bool,
}

impl PdfOptions {
    /// The day of publication as the day of the file.
    pub fn published(date: Option<crate::dates::Date>, font: Option<Font>) -> Self {
        let date = date.filter(|date| date.is_exact()).map(crate::dates::Date::first_day);
        Self { font, date, ..Self::default() }
    }
}

#[derive(Clone, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// Characters that no font has: drawn as 〓, found and copied as what they are.
    pub missing: Vec<char>,
}

/// `pictures` are the files that the document shows; in place of one that cannot be read, its words are printed.
pub fn render(document: &Document, options: &PdfOptions, pictures: Pictures<'_>) -> Result<Pdf, RenderError> {
    let own = options.font.as_ref().map(|font| (&*font.data, font.index));
    let mut fonts = font::Fonts::new(own)?;
    let book = layout::lay_out(document, &mut fonts, options.kinsoku, pictures);
    let bytes = write::write(&book, &fonts, options)?;
    Ok(Pdf { bytes, pages: book.pages.len(), missing: fonts.missing.into_iter().collect() })
}

#[cfg(test)]
mod growth;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod tests;
