//! Searching the texts of an assessment as people read them: widths and spaces folded, found ranges those of the original.

use std::ops::Range;

use crate::assessment::Text;
use crate::text::fold;

/// A text folded for searching.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    offsets: Vec<usize>,
    pairs: Pairs,
}

impl Folded {
    pub(super) fn new(text: &Text) -> Self {
        Self::of(&text.value)
    }

    pub(super) fn of(text: &str) -> Self {
        let (text, offsets) = fold::fold_with_offsets(text);
        let pairs = Pairs::of(&text);
        Self { text, offsets, pairs }
    }

    /// Every place where `word` (written folded: half-width digits and letters, no spaces) stands.
    pub(super) fn find(&self, word: &str) -> Vec<Range<usize>> {
        if !self.pairs.may_hold(word) {
            return Vec::new();
        }
        self.text.match_indices(word).map(|(at, word)| at..at + word.len()).collect()
    }

    pub(super) fn holds(&self, word: &str) -> bool {
        self.pairs.may_hold(word) && self.text.contains(word)
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

/// Which characters follow one another in a text, give or take some that do not: most words that rules look for do not stand in
/// most texts, and this tells it without searching.
#[derive(Debug)]
struct Pairs([u64; 64]);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs = Self([0; 64]);
        for (index, bit) in Self::bits(text) {
            pairs.0[index] |= bit;
        }
        pairs
    }

    fn may_hold(&self, word: &str) -> bool {
        Self::bits(word).all(|(index, bit)| self.0[index] & bit != 0)
    }

    fn bits(text: &str) -> impl Iterator<Item = (usize, u64)> {
        let pairs = text.chars().zip(text.chars().skip(1));
        pairs.map(|(first, second)| {
            let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA77);
            ((mixed >> 26) as usize, 1 << (mixed >> 20 & 63))
        })
    }
}

pub(super) fn is_kanji(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

pub(super) fn is_katakana(character: char) -> bool {
    ('ァ'..='ヺ').contains(&character) || character == 'ー'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_is_found_and_little_else_is_searched_for() {
        let sentence = "汐見台市の担当者が、情報システムの操作の記録を、年に1回、見返して確かめる。";
        let folded = Folded::of(&sentence.repeat(20));
        let characters: Vec<char> = sentence.chars().collect();
        for length in 1..=6 {
            for word in characters.windows(length).map(|word| word.iter().collect::<String>()) {
                assert_eq!(folded.find(&word).len(), folded.text.matches(&word).count(), "{word}");
                assert!(folded.holds(&word), "{word}");
            }
        }
        let others = ["市町村町", "被保健者", "特定個人情報保護委員会", "日本工業規格", "要確認", "バトランプ"];
        assert_eq!(others.iter().filter(|word| folded.pairs.may_hold(word)).count(), 0);
    }
}
