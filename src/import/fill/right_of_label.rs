//! Takes out of an answer what stands left of its label: numbers of rows, paths, names of groups.

use std::ops::Range;

use super::Filler;
use crate::form::Kind;
use crate::grid::GridNumbering;
use crate::import::scope::PlacedLabel;

impl Filler<'_, '_> {
    /// Answers stand right of their labels or below them.
    pub(super) fn right_of_label(&self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        for (label, texts) in placed.iter().zip(texts) {
            let at = self.stream.at(label.label.start);
            // Lines begin where they like, and what a page prints is not in columns throughout.
            // A list may go on below its heading in any column.
            let is_list = |item| self.printed.kind_of(item) == Some(Kind::Records);
            if self.printed.slots[label.slot].item.is_some_and(is_list) {
                continue;
            }
            if matches!(self.stream.book.sheets[at.sheet].numbering, GridNumbering::Lines | GridNumbering::Pages) {
                continue;
            }
            let own = self.stream.book.cell(at);
            let is_left = |index: usize| {
                let at = self.stream.at(index);
                let cell = self.stream.book.cell(at);
                cell.row > own.row && cell.column.saturating_add(cell.columns) <= own.column
            };
            let mut right: Vec<Range<usize>> = Vec::new();
            for index in texts.iter().cloned().flatten().filter(|index| !is_left(*index)) {
                match right.last_mut() {
                    Some(last) if last.end == index => last.end += 1,
                    _ => right.push(index..index + 1),
                }
            }
            *texts = right;
        }
    }
}
