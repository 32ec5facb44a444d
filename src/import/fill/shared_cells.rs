//! Gives answers to labels in turn, where several labels share one cell and their answers share the next one.
//!
//! Needed by the documents seeds/full-health-checkups.txt of `import::gold`.

use std::ops::Range;

use super::Filler;
use crate::form::Kind;
use crate::import::scope::PlacedLabel;
use crate::labels::Gap;

impl Filler<'_, '_> {
    pub(super) fn shared_cells(&mut self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let mut start = 0;
        while start < placed.len() {
            let mut end = start;
            while end + 1 < placed.len()
                && self.stream.open_runs(placed[end].text.clone()).is_empty()
                && self.stream.at(placed[end].label.start) == self.stream.at(placed[end + 1].label.start)
            {
                end += 1;
            }
            if end > start {
                let own = &placed[start..=end];
                let parts = if own.iter().all(|label| self.is_choice(label)) {
                    self.in_brackets(&placed[end], own.len())
                } else {
                    self.in_lines(own)
                };
                for (text, part) in texts[start..=end].iter_mut().zip(parts) {
                    *text = vec![part];
                }
            }
            start = end + 1;
        }
    }

    /// The answers of choices begin with a bracket each.
    fn in_brackets(&self, last: &PlacedLabel, labels: usize) -> Vec<Range<usize>> {
        let all = last.text.clone();
        let opens: Vec<usize> = all.clone().filter(|index| self.stream.chars[*index] == '[').collect();
        if opens.len() < labels {
            return self.each_line(all, labels);
        }
        let from = |turn: usize| if turn == 0 { all.start } else { opens[turn] };
        (0..labels).map(|turn| from(turn)..if turn + 1 == labels { all.end } else { opens[turn + 1] }).collect()
    }

    /// Lines of the next cell: one for each label, where there are as many; of more, all that a single text has room for.
    fn in_lines(&self, labels: &[PlacedLabel]) -> Vec<Range<usize>> {
        let items: Vec<Option<Kind>> = labels
            .iter()
            .map(|label| self.printed.slots[label.slot].item.and_then(|item| self.printed.kind_of(item)))
            .collect();
        let Some(last) = labels.last().filter(|_| items.iter().all(Option::is_some)) else { return Vec::new() };
        let cell = self.stream.at(last.label.start);
        let Some(first) = self.open(std::slice::from_ref(&last.text)).first().map(|run| run.start()) else {
            return Vec::new();
        };
        // The answers stand in one cell, beside the labels.
        let beside = self.stream.at(first);
        let (own, next) = (self.stream.book.cell(cell), self.stream.book.cell(beside));
        if beside == cell || beside.sheet != cell.sheet || own.row != next.row {
            return Vec::new();
        }
        let end = self.stream.end_of(first, Gap::Cell).min(last.text.end);
        let mut lines = self.each_line(first..end, usize::MAX);
        let texts = items.iter().filter(|kind| **kind == Some(Kind::Text)).count();
        let spare = lines.len().saturating_sub(labels.len());
        if let (1, Some(text)) = (texts, items.iter().position(|kind| *kind == Some(Kind::Text)))
            && spare > 0
        {
            let through = lines[text + spare].end;
            lines[text].end = through;
            lines.drain(text + 1..=text + spare);
        }
        if lines.len() != labels.len() {
            return Vec::new();
        }
        // What stands below the cell still belongs to the last of them.
        if let Some(line) = lines.last_mut() {
            line.end = last.text.end;
        }
        lines
    }

    /// The lines of a range, as many as are wanted; none where there are fewer.
    fn each_line(&self, range: Range<usize>, wanted: usize) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for index in range {
            match lines.last_mut() {
                Some(line) if self.stream.gap(index) < Gap::Line => line.end = index + 1,
                _ => lines.push(index..index + 1),
            }
        }
        if wanted == usize::MAX || lines.len() == wanted { lines } else { Vec::new() }
    }
}
