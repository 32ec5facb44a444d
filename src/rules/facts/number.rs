//! Reads a number as official texts write it: 120, １，２００, 3万2千, 二十一.

use crate::text::numeral::{digit, kanji_digit, kanji_power};

/// A number may begin with it.
pub(super) fn begins(character: char) -> bool {
    digit(character).is_some()
        || ('一'..='龥').contains(&character) && (character == '十' || kanji_digit(character).is_some())
}

/// The number at the start of a text, with its length in bytes.
pub(in crate::rules) fn number(text: &str) -> Option<(u64, usize)> {
    let mut whole = 0_u64;
    let mut part = 0_u64;
    let mut figures = None::<u64>;
    let mut length = 0;
    for (at, character) in text.char_indices() {
        if let Some(digit) = digit(character).or_else(|| kanji_digit(character)) {
            figures = Some(figures.unwrap_or(0).checked_mul(10)?.checked_add(digit.into())?);
        } else if let Some(power) = kanji_power(character) {
            // 十分, 千葉: a power alone is a number only where it is 十.
            if figures.is_none() && (character != '十' || whole > 0 && part == 0) {
                break;
            }
            part = part.checked_add(figures.take().unwrap_or(1).checked_mul(power.into())?)?;
        } else if character == '万' && (figures.is_some() || part > 0) {
            whole = whole.checked_add(part.checked_add(figures.take().unwrap_or(0))?.checked_mul(10_000)?)?;
            part = 0;
        } else if matches!(character, ',' | '，') && figures.is_some() {
            let three = text[at + character.len_utf8()..].chars().take(3).filter(|c| digit(*c).is_some()).count() == 3;
            if !three {
                break;
            }
        } else {
            break;
        }
        length = at + character.len_utf8();
    }
    (length > 0).then_some((whole.checked_add(part)?.checked_add(figures.unwrap_or(0))?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, value) in [
            ("120人", 120),
            ("１，２００", 1_200),
            ("3万2千人", 32_000),
            ("二十一", 21),
            ("10万", 100_000),
            ("五つ", 5),
        ] {
            assert_eq!(number(text).map(|(value, _)| value), Some(value), "{text}");
        }
        assert_eq!(number("千葉"), None);
        assert_eq!(number("99999999999999999999"), None);
    }
}
