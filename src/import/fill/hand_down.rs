//! Hands the last row of a text to the item whose label was lost below it.
//!
//! Needed by the documents seeds/full-health-checkups.txt of `import::gold`.

use std::ops::Range;

use super::{Filler, target_of};
use crate::form::Kind;
use crate::import::scope::PlacedLabel;
use crate::import::stream::StreamRun;

impl Filler<'_, '_> {
    /// The last row of a text, where it has a cell of its own beside no label, answers the next item: if that item's label was
    /// not found at all, or nothing else answers it and the form requires an answer.
    pub(super) fn hand_down(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        ranges: &[Range<usize>],
        texts: &mut [Vec<Range<usize>>],
    ) -> Vec<StreamRun> {
        let mut runs = self.open(ranges);
        let label = &placed[index];
        let Some(next) = self.printed.slots.get(label.slot + 1) else { return runs };
        let Some(item) = next.item.filter(|_| next.loops == self.printed.slots[label.slot].loops) else { return runs };
        let node = self.printed.form.node(item);
        let [.., before, last] = runs.as_slice() else { return runs };
        let cell = |index: usize| self.stream.book.cell(self.stream.at(index));
        let (above, own) = (cell(before.start()), cell(last.start()));
        let beside = own.column >= above.column && own.column > cell(label.label.start).column;
        if node.kind != Some(Kind::Text) || !beside || own.row < above.row + above.rows {
            return runs;
        }
        let last = *last;
        let found = placed.get(index + 1).filter(|found| found.slot == label.slot + 1);
        // The page may have ended inside the text: then the form goes on right after it.
        let skipped = placed.get(index + 1).is_some_and(|found| found.slot == label.slot + 2);
        match found {
            Some(_)
                if node.required
                    && node.when.is_none()
                    && own.row > above.row + above.rows
                    && self.open(&texts[index + 1]).is_empty() =>
            {
                texts[index + 1] = vec![last.range()];
                runs.pop();
            }
            None if skipped && next.part == self.printed.slots[label.slot].part => {
                runs.pop();
                let target = target_of(label, item);
                if !self.filled.values.contains_key(&target) {
                    self.text(placed, usize::MAX, &target, Kind::Text, &[last]);
                }
            }
            _ => {}
        }
        runs
    }
}
