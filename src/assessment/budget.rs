//! How much an assessment may take in from passages, values and spreadsheets: asked before anything is built.

use super::read::ValueReader;
use crate::finding::reader;
use crate::text::limits;
use crate::yaml::{YamlNode, YamlValue};

/// What is left of all that the texts of one assessment may hold. Once something did not fit, nothing fits.
#[derive(Debug)]
pub(super) struct TextBudget(Option<usize>);

impl TextBudget {
    pub(super) fn new() -> Self {
        Self(Some(limits::ASSESSMENT_TEXT_BYTES))
    }

    fn take(&mut self, bytes: usize) -> bool {
        self.0 = self.0.and_then(|left| left.checked_sub(bytes));
        self.0.is_some()
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
