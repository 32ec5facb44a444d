//! A text in pieces, some of them struck out.

use std::ops::Range;

/// A text and the byte ranges of it that are struck out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub(super) text: String,
    pub(super) struck: Vec<Range<usize>>,
}

impl Rich {
    pub(super) fn push(&mut self, text: &str, struck: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        match self.struck.last_mut() {
            _ if !struck || text.is_empty() => {}
            Some(last) if last.end == start => last.end = self.text.len(),
            _ => self.struck.push(start..self.text.len()),
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.struck.extend(other.struck.iter().map(|range| range.start + start..range.end + start));
    }

    /// The pieces between separators, each with what is struck out of it.
    pub(super) fn split(&self, separator: char) -> Vec<Self> {
        let mut start = 0;
        let pieces = self.text.split(separator).map(|text| {
            let end = start + text.len();
            let inside = |range: &Range<usize>| range.start.max(start)..range.end.min(end);
            let struck = self.struck.iter().map(inside).filter(|range| !range.is_empty());
            let struck = struck.map(|range| range.start - start..range.end - start).collect();
            start = end + separator.len_utf8();
            Self { text: text.to_owned(), struck }
        });
        pieces.collect()
    }
}
