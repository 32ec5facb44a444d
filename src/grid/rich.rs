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
}
