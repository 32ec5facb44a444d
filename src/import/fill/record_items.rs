//! Reads record items, which may go on on the next page.

use std::ops::Range;

use super::{FillTarget, FilledValue, Filler};
use crate::import::records;
use crate::import::stream::Use;

impl Filler<'_, '_> {
    pub(super) fn records(&mut self, target: FillTarget, ranges: &[Range<usize>], at: usize) {
        let runs = self.open(ranges);
        let mut lines: Vec<&str> = runs.iter().flat_map(|run| self.stream.text(*run).lines()).map(str::trim).collect();
        lines.retain(|line| !line.is_empty());
        let target = self.named_above(target, &mut lines);
        let lines: Vec<String> = lines.into_iter().map(ToOwned::to_owned).collect();
        self.mark(&runs, Use::Item);
        let mut groups = records::read(&lines);
        if let Some(FilledValue::Records(before)) = self.filled.values.remove(&target) {
            groups.splice(0..0, before);
        }
        self.put(target, FilledValue::Records(groups), at);
    }
}
