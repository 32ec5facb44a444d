//! Searching the texts of an assessment as people read them: widths and spaces folded, found ranges those of the original.

use std::ops::Range;

use crate::assessment::Text;
use crate::text::fold;

/// A text folded for searching.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    offsets: Vec<usize>,
}

impl Folded {
    pub(super) fn new(text: &Text) -> Self {
        Self::of(&text.value)
    }

    pub(super) fn of(text: &str) -> Self {
        let (text, offsets) = fold::fold_with_offsets(text);
        Self { text, offsets }
    }

    /// Every place where `word` (written folded: half-width digits and letters, no spaces) stands.
    pub(super) fn find(&self, word: &str) -> Vec<Range<usize>> {
        self.text.match_indices(word).map(|(at, word)| at..at + word.len()).collect()
    }

    /// The range of the original text behind a range of the folded one.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.offsets[range.end..].first().copied().unwrap_or_default();
        self.offsets[range.start]..end
    }

    /// The folded text before and after a range.
    pub(super) fn before(&self, range: &Range<usize>) -> &str {
        &self.text[..range.start]
    }

    pub(super) fn after(&self, range: &Range<usize>) -> &str {
        &self.text[range.end..]
    }
}

pub(super) fn is_kanji(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

pub(super) fn is_katakana(character: char) -> bool {
    ('ァ'..='ヺ').contains(&character) || character == 'ー'
}
