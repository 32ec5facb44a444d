//! Gives each answer to the label of its column, where labels stand beside each other and their answers below them.
//!
//! Needed by the documents seeds/full-health-checkups.txt, seeds/focused-cancer-screening.txt and
//! seeds/focused-child-medical.txt of `import::gold`.

use std::ops::Range;

use super::Filler;
use crate::import::scope::PlacedLabel;
use crate::import::stream::StreamRun;

impl Filler<'_, '_> {
    /// Labels beside each other whose answers stand below them: every answer goes to the label of its column.
    pub(super) fn under_heads(&mut self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let mut start = 0;
        while start < placed.len() {
            let mut end = start;
            while end + 1 < placed.len() && self.is_head(&placed[end]) && self.same_row(&placed[end], &placed[end + 1])
            {
                end += 1;
            }
            if end > start && self.printed.slots[placed[end].slot].item.is_some() {
                self.part_columns(&placed[start..=end], &mut texts[start..=end]);
            }
            start = end + 1;
        }
    }

    /// A label of an item without any answer to its right.
    fn is_head(&self, label: &PlacedLabel) -> bool {
        let slot = &self.printed.slots[label.slot];
        slot.item.is_some() && !slot.is_flag && self.stream.open_runs(label.text.clone()).is_empty()
    }

    fn same_row(&self, one: &PlacedLabel, other: &PlacedLabel) -> bool {
        let (one, other) = (self.stream.at(one.label.start), self.stream.at(other.label.start));
        one.sheet == other.sheet && one != other && self.stream.book.cell(one).row == self.stream.book.cell(other).row
    }

    fn part_columns(&mut self, heads: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let Some(last) = heads.last() else { return };
        let columns: Vec<Range<u32>> = heads
            .iter()
            .map(|head| {
                let cell = self.stream.book.cell(self.stream.at(head.label.start));
                cell.column..cell.column + cell.columns
            })
            .collect();
        let row = self.stream.book.cell(self.stream.at(last.label.start)).row;
        let runs = self.stream.open_runs(last.text.clone());
        let column_of = |run: &StreamRun| {
            let cell = self.stream.book.cell(self.stream.at(run.start()));
            let below = cell.row > row;
            columns.iter().position(|column| below && column.contains(&cell.column))
        };
        if runs.first().is_none_or(|run| column_of(run) != Some(0)) {
            return;
        }
        let mut column = 0;
        texts.iter_mut().for_each(Vec::clear);
        for run in runs {
            column = column_of(&run).unwrap_or(column);
            texts[column].push(run.range());
        }
    }
}
