//! The numbers of provisions: 19, 十九, 9の2, 102の2.

use std::fmt;

use crate::text::numeral::from_kanji;

/// A number with its branches: 9の2.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ordinal(Vec<u16>);

impl Ordinal {
    pub fn main(&self) -> u16 {
        self.0.first().copied().unwrap_or_default()
    }

    pub(super) fn has_branches(&self) -> bool {
        self.0.len() > 1
    }

    pub(super) fn with_branch(mut self, branch: u16) -> Self {
        self.0.push(branch);
        self
    }
}

impl From<u16> for Ordinal {
    fn from(number: u16) -> Self {
        Self(vec![number])
    }
}

impl fmt::Display for Ordinal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        formatter.write_str(&numbers.join("の"))
    }
}

pub(super) fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
}

/// The number at the head of `text`, and how long it is.
pub(super) fn number(text: &str) -> Option<(u16, usize)> {
    let first = text.chars().next()?;
    let same_kind = |character: char| is_digit(character) && character.is_ascii_digit() == first.is_ascii_digit();
    let end = text.find(|character| !same_kind(character)).unwrap_or(text.len());
    let digits = &text[..end];
    let value = if first.is_ascii_digit() { digits.parse().ok() } else { from_kanji(digits) };
    Some((u16::try_from(value?).ok()?, end))
}

/// The number with branches at the head of `text`, and how long it is.
pub(super) fn ordinal(text: &str) -> Option<(Ordinal, usize)> {
    let (main, mut end) = number(text)?;
    let mut ordinal = Ordinal::from(main);
    while let Some((branch, length)) = branch(&text[end..]) {
        ordinal = ordinal.with_branch(branch);
        end += length;
    }
    Some((ordinal, end))
}

/// 「の2」
pub(super) fn branch(text: &str) -> Option<(u16, usize)> {
    let (branch, length) = number(text.strip_prefix('の')?)?;
    Some((branch, 'の'.len_utf8() + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_scripts() {
        let read = |text: &str| ordinal(text).map(|(ordinal, length)| (ordinal.to_string(), text[length..].to_owned()));
        let told = |number: &str, rest: &str| Some((number.to_owned(), rest.to_owned()));
        assert_eq!(read("102の2の項"), told("102の2", "の項"));
        assert_eq!(read("百二の二の項"), told("102の2", "の項"));
        assert_eq!(read("19条"), told("19", "条"));
        assert_eq!((read("99999条"), read("の2"), read("")), (None, None, None));
    }
}
