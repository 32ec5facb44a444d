//! Gives answers to labels in turn, where choices share one cell for their labels and the next one for their answers.
//!
//! Needed by the documents seeds/full-health-checkups.txt of `import::gold`.

use std::ops::Range;

use super::Filler;
use crate::import::scope::PlacedLabel;

impl Filler<'_, '_> {
    /// Choices whose labels share a cell, and whose answers share the next one: answers go to labels in turn.
    pub(super) fn shared_cells(&mut self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let mut start = 0;
        while start < placed.len() {
            let mut end = start;
            while end + 1 < placed.len()
                && self.stream.open_runs(placed[end].text.clone()).is_empty()
                && self.is_choice(&placed[end])
                && self.is_choice(&placed[end + 1])
                && self.stream.at(placed[end].label.start) == self.stream.at(placed[end + 1].label.start)
            {
                end += 1;
            }
            if end > start {
                let all = placed[end].text.clone();
                let opens: Vec<usize> = all.clone().filter(|index| self.stream.chars[*index] == '[').collect();
                if opens.len() > end - start {
                    for (turn, text) in texts[start..=end].iter_mut().enumerate() {
                        let until = if turn == end - start { all.end } else { opens[turn + 1] };
                        let from = if turn == 0 { all.start } else { opens[turn] };
                        text.clear();
                        text.push(from..until);
                    }
                }
            }
            start = end + 1;
        }
    }
}
