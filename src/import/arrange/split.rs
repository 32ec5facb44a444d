//! Which lines between labels answer which of them: those from a label to the next, or those around it.

use std::ops::Range;

/// A label, by its lines and by the rows that they stand in.
pub(super) struct LabelRows {
    pub(super) label: usize,
    pub(super) lines: Range<usize>,
    pub(super) rows: Range<u32>,
}

pub(super) struct Split<'a> {
    /// The row of every line.
    pub(super) rows: &'a [u32],
    /// The number of the first line.
    pub(super) from: usize,
    /// In order.
    pub(super) labels: &'a [LabelRows],
    /// Labels stand in the middle of their answers.
    pub(super) is_centred: bool,
}

impl Split<'_> {
    /// The lines of each label's answer, its own among them.
    pub(super) fn blocks(&self) -> Vec<(usize, Range<usize>)> {
        let mut blocks = Vec::new();
        let mut start = self.from;
        for (index, label) in self.labels.iter().enumerate() {
            let next = self.labels.get(index + 1);
            let end = match next {
                None => self.from + self.rows.len(),
                Some(next) if !self.is_centred => next.lines.start,
                Some(next) => self.end(start, label, next),
            };
            blocks.push((label.label, start..end));
            start = end;
        }
        blocks
    }

    /// The end that puts a label in the middle of its lines, those without text among them or not; a wide space parts answers.
    fn end(&self, start: usize, label: &LabelRows, next: &LabelRows) -> usize {
        let row = |line: usize| self.rows[line - self.from];
        let middle = label.rows.start + label.rows.end - 1;
        let off = |end: usize| {
            let first = row(start.min(label.lines.start));
            let (last, below) = (row(end - 1), row(end) - 1);
            let off = middle.abs_diff(first + last).min(middle.abs_diff(first + below));
            (off, u32::MAX - (below - last))
        };
        (label.lines.end..=next.lines.start).min_by_key(|end| off(*end)).unwrap_or(next.lines.start)
    }
}
