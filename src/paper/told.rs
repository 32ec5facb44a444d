//! What an officer should know about a PDF: what in it cannot be read.

use super::layout::Layout;
use super::page::Page;
use super::refusal;
use crate::grid::Refusal;
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
    /// Pages whose lines are too many.
    crowded: Vec<usize>,
}

impl PdfTold {
    pub(super) fn look(&mut self, index: usize, page: &Page) -> Result<(), Refusal> {
        self.characters += page.glyphs.len();
        self.bytes += page.text.len();
        self.unknown += page.unknown;
        self.pictures += page.pictures;
        if page.glyphs.is_empty() && page.pictures > 0 {
            self.bare.push(index);
        }
        if self.bytes > limits::SHEET_TEXT_BYTES {
            return Err(refusal::too_large(format!("文字が {} MiB を超えています", limits::SHEET_TEXT_BYTES >> 20)));
        }
        Ok(())
    }

    pub(super) fn laid_out(&mut self, index: usize, layout: &Layout) {
        self.crowded.extend(layout.crowded.then_some(index));
    }

    /// A file without a text is not read.
    pub(super) fn refuse(&self) -> Result<(), Refusal> {
        match self.characters {
            0 if self.pictures > 0 => Err(refusal::pictures()),
            0 => Err(refusal::empty()),
            characters if self.unknown * 2 > characters => Err(refusal::unknown_characters()),
            _ => Ok(()),
        }
    }

    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.bare.is_empty() {
            remarks.push(format!("{} ページは画像だけなので、読めません", numbers(&self.bare)));
        }
        if !self.crowded.is_empty() {
            remarks.push(format!(
                "{} ページは罫線が多すぎるので、表として読めませんでした。文の並びから読んだので、確かめてください",
                numbers(&self.crowded)
            ));
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
