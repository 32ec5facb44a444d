//! The numbers that options such as 「10万人以上100万人未満」 stand for.

use super::Scope;
use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    pub from: u64,
    /// The first number above; none where it is open.
    pub below: Option<u64>,
}

impl Numbers {
    pub fn of(word: &str) -> Option<Self> {
        let folded = fold::fold(word).replace(',', "");
        let (low, high) = match folded.split_once("以上") {
            Some((low, high)) => (Some(low), high),
            None => (None, folded.as_str()),
        };
        let from = low.map_or(Some(0), number)?;
        let below = high.split_once("未満").map(|(high, _)| number(high));
        match below {
            Some(below) => Some(Self { from, below: Some(below?) }),
            None => low.map(|_| Self { from, below: None }),
        }
    }

    /// Those of a chosen option.
    pub fn chosen(scope: &Scope<'_>, key: &str) -> Option<Self> {
        Self::of(&scope.choice(key)?)
    }

    pub fn holds(self, number: u64) -> bool {
        number >= self.from && self.below.is_none_or(|below| number < below)
    }

    /// Every one of these is one of `other`.
    pub fn within(self, other: Self) -> bool {
        let ends = other.below.is_none_or(|limit| self.below.is_some_and(|below| below <= limit));
        self.from >= other.from && ends
    }

    /// Even the least of these is more than the most of `other`.
    pub fn above(self, other: Self) -> bool {
        other.below.is_some_and(|below| self.from >= below)
    }
}

/// The first number in a text: 10万 is 100000.
fn number(text: &str) -> Option<u64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = &text[start..];
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let value: u64 = digits[..end].parse().ok()?;
    value.checked_mul(if digits[end..].starts_with('万') { 10_000 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_as_numbers() {
        let numbers = |word| Numbers::of(word).map(|numbers| (numbers.from, numbers.below));
        assert_eq!(numbers("1,000人未満"), Some((0, Some(1_000))));
        assert_eq!(numbers("10万人以上1,000万人未満"), Some((100_000, Some(10_000_000))));
        assert_eq!(numbers("100項目以上"), Some((100, None)));
        assert_eq!(numbers("定められていない"), None);
    }
}
