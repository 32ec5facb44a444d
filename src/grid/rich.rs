//! A text in pieces, some of them struck out, some of them set off from the others: underlined, framed, in bold type.

use std::ops::Range;

/// A text and the byte ranges of it that are struck out or set off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub(super) text: String,
    pub(super) struck: Vec<Range<usize>>,
    pub(super) set_off: Vec<Range<usize>>,
}

impl Rich {
    pub(super) fn push(&mut self, text: &str, struck: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        if struck {
            add(&mut self.struck, start..self.text.len());
        }
    }

    /// The text from this byte on is set off.
    pub(super) fn set_off_from(&mut self, start: usize) {
        add(&mut self.set_off, start..self.text.len());
    }

    pub(super) fn has_looks(&self) -> bool {
        !self.struck.is_empty() || !self.set_off.is_empty()
    }

    pub(super) fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        let moved = |range: &Range<usize>| range.start + start..range.end + start;
        self.struck.extend(other.struck.iter().map(moved));
        self.set_off.extend(other.set_off.iter().map(moved));
    }

    /// The pieces between separators, each with what is struck out of it.
    pub(super) fn split(&self, separator: char) -> Vec<Self> {
        let mut start = 0;
        let pieces = self.text.split(separator).map(|text| {
            let end = start + text.len();
            let inside = |ranges: &[Range<usize>]| {
                let cut = ranges.iter().map(|range| range.start.max(start)..range.end.min(end));
                cut.filter(|range| !range.is_empty()).map(|range| range.start - start..range.end - start).collect()
            };
            let (struck, set_off) = (inside(&self.struck), inside(&self.set_off));
            start = end + separator.len_utf8();
            Self { text: text.to_owned(), struck, set_off }
        });
        pieces.collect()
    }
}

/// Ranges beside each other are one.
fn add(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        _ if range.is_empty() => {}
        Some(last) if last.end == range.start => last.end = range.end,
        _ => ranges.push(range),
    }
}
