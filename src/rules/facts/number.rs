//! Reads a number as official texts write it: 120, １，２００, 3万2千, 二十一.

/// A number may begin with it.
pub(super) fn begins(character: char) -> bool {
    character.is_ascii_digit()
        || ('０'..='９').contains(&character)
        || ('一'..='龥').contains(&character) && (character == '十' || kanji(character).is_some())
}

/// The number at the start of a text, with its length in bytes.
pub(in crate::rules) fn number(text: &str) -> Option<(u64, usize)> {
    let mut whole = 0_u64;
    let mut part = 0_u64;
    let mut figures = None::<u64>;
    let mut length = 0;
    for (at, character) in text.char_indices() {
        if let Some(digit) = digit(character) {
            figures = Some(figures.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
        } else if let Some(digit) = kanji(character) {
            figures = Some(figures.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
        } else if let Some(power) = power(character) {
            // 十分, 千葉: a power alone is a number only where it is 十.
            if figures.is_none() && (character != '十' || whole > 0 && part == 0) {
                break;
            }
            part = part.checked_add(figures.take().unwrap_or(1).checked_mul(power)?)?;
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

fn digit(character: char) -> Option<u64> {
    match character {
        '0'..='9' => Some(u64::from(character) - u64::from('0')),
        '０'..='９' => Some(u64::from(character) - u64::from('０')),
        _ => None,
    }
}

/// Every letter of every text is asked.
fn kanji(character: char) -> Option<u64> {
    Some(match character {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn power(character: char) -> Option<u64> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
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
