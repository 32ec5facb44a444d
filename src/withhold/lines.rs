//! Sentences and names of what is withheld, for finding them where they are published all the same.

use std::collections::BTreeMap;

use crate::assessment::{Answer, Assessment, Cell, Text};
use crate::text::fold;

/// Shorter sentences say nothing of their own; shorter names are words of the language.
const LEAST_SENTENCE: usize = 12;
pub const LEAST_NAME: usize = 4;

/// A sentence or a name that is withheld, and where.
#[derive(Debug)]
pub struct HiddenLine<'a> {
    /// Folded.
    pub words: String,
    pub cell: &'a Cell,
}

/// Every one of a version, each once.
pub fn hidden_lines(assessment: &Assessment) -> Vec<HiddenLine<'_>> {
    let mut lines: BTreeMap<String, &Cell> = BTreeMap::new();
    for cell in assessment.cells.iter().filter(|cell| cell.withheld) {
        let Some(Answer::Text(Text { value, .. })) = &cell.typed else { continue };
        let least = if value.contains(['\n', '。']) { LEAST_SENTENCE } else { LEAST_NAME };
        for line in value.split(['\n', '。']) {
            let words = fold::fold(line);
            if words.chars().count() >= least {
                lines.entry(words).or_insert(cell);
            }
        }
    }
    lines.into_iter().map(|(words, cell)| HiddenLine { words, cell }).collect()
}
