//! Numerals as official texts print them: ① to ⑳, Ⅰ to Ⅹ.

const CIRCLED: std::ops::RangeInclusive<char> = '①'..='⑳';
const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

/// ③ → 3
pub fn circled(character: char) -> Option<u32> {
    CIRCLED.contains(&character).then(|| character as u32 - '①' as u32 + 1)
}

pub fn is_circled(character: char) -> bool {
    CIRCLED.contains(&character)
}

/// 3 → ③
pub fn circle(number: u32) -> Option<char> {
    char::from_u32('①' as u32 + number.checked_sub(1)?).filter(|character| is_circled(*character))
}

/// IV → 4, of a folded text.
pub fn roman(text: &str) -> Option<u32> {
    ROMAN.iter().position(|numeral| *numeral == text).map(|index| index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_and_numbers_lead_to_each_other() {
        for number in 1..=20 {
            assert_eq!(circle(number).and_then(circled), Some(number));
        }
        assert_eq!((circle(0), circle(21), circled('1')), (None, None, None));
    }

    #[test]
    fn roman_numerals_are_read_as_a_whole() {
        assert_eq!((roman("IV"), roman("X"), roman("IIII"), roman("")), (Some(4), Some(10), None, None));
    }
}
