//! How much an assessment may take in from passages, values and spreadsheets: asked before anything is built.

use super::read::ValueReader;
use super::{SheetRequest, SheetRow};
use crate::finding::reader;
use crate::text::limits;
use crate::yaml::{YamlNode, YamlValue};

/// What is left of all that the texts of one assessment may hold, and of the cells of spreadsheets that are read for it. Once
/// something did not fit, nothing fits.
#[derive(Debug)]
pub(super) struct TextBudget {
    text: Option<usize>,
    cells: Option<usize>,
}

impl TextBudget {
    pub(super) fn new() -> Self {
        Self { text: Some(limits::ASSESSMENT_TEXT_BYTES), cells: Some(limits::RECORD_CELLS) }
    }

    fn take(&mut self, bytes: usize) -> bool {
        self.text = self.text.and_then(|left| left.checked_sub(bytes));
        self.text.is_some()
    }

    /// To open a spreadsheet costs something, however little is in it.
    fn take_cells(&mut self, cells: usize) -> bool {
        self.cells = self.cells.and_then(|left| left.checked_sub(cells.max(limits::RECORD_CELLS_AT_LEAST)));
        self.cells.is_some()
    }
}

impl ValueReader<'_> {
    /// The pieces of the text at `node` fit into one answer of `most` bytes, and into the assessment; what does not is told.
    pub(super) fn fits(&mut self, node: &YamlNode, pieces: &[YamlNode], most: usize) -> bool {
        let mut length = 0;
        for piece in pieces {
            // Pieces stand on lines of their own.
            length += usize::from(length > 0) + self.length(piece);
            if length > most {
                break;
            }
        }
        if !self.take(node, length.min(limits::TEXT_BYTES)) {
            return false;
        }
        if length > most {
            let message = format!("文が、文例・差し込みを入れると {} KiB を超えます", most / 1024);
            self.tell(&reader::SCALAR_TOO_LONG, node, message);
        }
        length <= most
    }

    /// Whether so many bytes still fit into the assessment; tells where they do not.
    pub(super) fn take(&mut self, node: &YamlNode, bytes: usize) -> bool {
        let fits = self.budget.take(bytes);
        if !fits {
            let most = limits::ASSESSMENT_TEXT_BYTES / 1024 / 1024;
            self.tell(
                &reader::ASSESSMENT_TOO_LARGE,
                node,
                format!("評価書の文が、ここまでで合わせて {most} MiB を超えます"),
            );
        }
        fits
    }

    /// The rows of a spreadsheet, as long as the assessment may still read one; tells where it may not, or what is wrong with it.
    pub(super) fn sheet(&mut self, node: &YamlNode, request: &SheetRequest) -> Option<Vec<SheetRow>> {
        let budget = &mut self.budget;
        if budget.cells.is_some_and(|left| left >= limits::RECORD_CELLS_AT_LEAST) {
            match self.resources.sheet(request) {
                Ok(sheet) if budget.take_cells(sheet.cells) => return Some(sheet.rows),
                Ok(_) => {}
                Err(mut finding) => {
                    budget.take_cells(0);
                    finding.span = finding.span.or_else(|| Some(node.span(self.source)));
                    self.findings.push(*finding);
                    return None;
                }
            }
        }
        budget.cells = None;
        let message = format!(
            "記録項目の表計算ファイルが多すぎます（ここまでで、読んだ欄が合わせて {} を超えます）",
            limits::RECORD_CELLS
        );
        self.tell(&reader::ASSESSMENT_TOO_LARGE, node, message);
        None
    }

    /// What a piece of a text will hold once it is filled in.
    fn length(&self, piece: &YamlNode) -> usize {
        match &piece.value {
            YamlValue::Scalar(value, _) => value.len(),
            YamlValue::Map(entries) if entries.len() == 1 => {
                let text = entries[0].node.text().unwrap_or_default();
                match entries[0].key.as_str() {
                    "fragment" => {
                        self.resources.fragment(text).map_or(0, |passage| passage.length(self.resources.values()))
                    }
                    _ => text.len(),
                }
            }
            _ => 0,
        }
    }
}
