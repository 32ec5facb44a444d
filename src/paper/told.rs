//! What an officer should know about a PDF: what in it cannot be read.

use super::page::Page;
use super::refusal::PdfRefusal;
use crate::text::limits;

/// What has been seen of all pages.
#[derive(Default)]
pub(super) struct PdfTold {
    characters: usize,
    bytes: usize,
    unknown: usize,
    pictures: usize,
    /// Pages with pictures and no text, from 0.
    bare: Vec<usize>,
}

impl PdfTold {
    pub(super) fn look(&mut self, index: usize, page: &Page) -> Result<(), PdfRefusal> {
        self.characters += page.glyphs.len();
        self.bytes += page.text.len();
        self.unknown += page.unknown;
        self.pictures += page.pictures;
        if page.glyphs.is_empty() && page.pictures > 0 {
            self.bare.push(index);
        }
        if self.bytes > limits::SHEET_TEXT_BYTES {
            return Err(PdfRefusal::too_large(format!("文字が {} MiB を超えています", limits::SHEET_TEXT_BYTES >> 20)));
        }
        Ok(())
    }

    /// A file without a text is not read.
    pub(super) fn refuse(&self) -> Result<(), PdfRefusal> {
        match self.characters {
            0 if self.pictures > 0 => Err(PdfRefusal::pictures()),
            0 => Err(PdfRefusal::empty()),
            characters if self.unknown * 2 > characters => Err(PdfRefusal::unknown_characters()),
            _ => Ok(()),
        }
    }

    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.bare.is_empty() {
            remarks.push(format!("{} ページは画像だけなので、読めません", numbers(&self.bare)));
        }
        if self.unknown > 0 {
            remarks
                .push(format!("{} 文字は、どの文字なのかが PDF に書かれていないので、「〓」にしました", self.unknown));
        }
        remarks
    }
}

/// `3・5`
pub(super) fn numbers(pages: &[usize]) -> String {
    pages.iter().map(|page| (page + 1).to_string()).collect::<Vec<_>>().join("・")
}
