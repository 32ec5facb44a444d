//! A printed text as it is searched for labels: folded letters, and what parts each from the one before it.

use std::ops::Range;

use crate::text::fold::fold_character;
use crate::text::numeral::is_circled;

/// What parts a letter from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    None,
    Space,
    Line,
    Cell,
}

/// The letters of one or more cells, paragraphs or lines, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub chars: Vec<char>,
    gaps: Vec<Gap>,
}

impl Words {
    /// The words of a single cell.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.push_cell(text, |_| {});
        words
    }

    /// Adds a cell; for each letter, `each` is told which bytes of the cell it stands for.
    pub fn push_cell(&mut self, text: &str, mut each: impl FnMut(Range<usize>)) {
        let mut gap = Gap::Cell;
        for (start, character) in text.char_indices() {
            let before = self.chars.len();
            // Circled numbers number items, and stay what they are.
            if is_circled(character) {
                self.chars.push(character);
            } else {
                fold_character(character, |letter| self.chars.push(letter));
            }
            if self.chars.len() == before {
                gap = gap.max(if character == '\n' { Gap::Line } else { Gap::Space });
            }
            for _ in before..self.chars.len() {
                self.gaps.push(gap);
                each(start..start + character.len_utf8());
                gap = Gap::None;
            }
        }
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// What stands before the letter; the end of the text ends a cell.
    pub fn gap(&self, index: usize) -> Gap {
        self.gaps.get(index).copied().unwrap_or(Gap::Cell)
    }

    pub fn starts_with(&self, index: usize, text: &[char]) -> bool {
        self.chars.get(index..index + text.len()) == Some(text)
    }

    /// The end of the line or cell that the letter stands in.
    pub fn end_of(&self, index: usize, gap: Gap) -> usize {
        (index + 1..self.len()).find(|next| self.gap(*next) >= gap).unwrap_or(self.len())
    }

    /// The letters of a range.
    pub fn folded(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }
}

/// The letters of a label or an option.
pub fn folded(text: &str) -> Vec<char> {
    let mut chars = Vec::new();
    text.chars().for_each(|character| fold_character(character, |letter| chars.push(letter)));
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_what_parts_them() {
        let words = Words::of("①　Ａ\nｶ b");
        assert_eq!(words.folded(0..words.len()), "①Aカb");
        let gaps: Vec<Gap> = (0..=words.len()).map(|index| words.gap(index)).collect();
        assert_eq!(gaps[..3], [Gap::Cell, Gap::Space, Gap::Line]);
        assert_eq!(gaps[words.len()], Gap::Cell, "the end");
        assert_eq!(words.end_of(0, Gap::Line), 2);
    }
}
