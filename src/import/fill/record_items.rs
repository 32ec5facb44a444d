//! Reads record items, which may go on on the next page.

use std::ops::Range;

use super::{FillTarget, FilledValue, Filler};
use crate::import::records;
use crate::import::stream::Use;
use crate::text::numeral::digit;

impl Filler<'_, '_> {
    pub(super) fn records(&mut self, target: FillTarget, ranges: &[Range<usize>], at: usize) {
        let runs = self.open(ranges);
        let mut lines: Vec<String> = Vec::new();
        let mut number = None;
        for run in &runs {
            let cell = self.stream.book.cell(self.stream.at(run.start()));
            let text = self.stream.text(*run);
            // A number in a cell of its own counts what stands beside it.
            let beside = number.take().filter(|row| *row == cell.row);
            if text.trim().chars().all(|letter| digit(letter).is_some()) {
                number = Some(cell.row);
            }
            match lines.last_mut().filter(|_| beside.is_some()) {
                Some(last) => *last = format!("{last} {}", text.trim()),
                None => lines.extend(text.lines().map(|line| line.trim().to_owned())),
            }
        }
        lines.retain(|line| !line.is_empty());
        let target = self.named_above(target, &mut lines);
        self.mark(&runs, Use::Item);
        let mut groups = records::read(&lines);
        if let Some(FilledValue::Records(before)) = self.filled.values.remove(&target) {
            groups.splice(0..0, before);
        }
        self.put(target, FilledValue::Records(groups), at);
    }
}
