//! Numerals as official texts print them: ① to ⑳, Ⅰ to Ⅹ, 一 to 九十九, and those of statutes up to 九千九百九十九.

const CIRCLED: std::ops::RangeInclusive<char> = '①'..='⑳';
const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
const KANJI: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

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

/// 14 → XIV, up to 39; beyond that, figures.
pub fn to_roman(number: u32) -> String {
    let (tens, ones) = (number / 10, number % 10);
    if number == 0 || tens > 3 {
        return number.to_string();
    }
    let ones = ones.checked_sub(1).map_or("", |index| ROMAN[index as usize]);
    ROMAN[9].repeat(tens as usize) + ones
}

/// 21 → 二十一, up to 九十九; beyond that, figures.
pub fn to_kanji(number: u32) -> String {
    let digit = |digit: u32| digit.checked_sub(1).map_or("", |index| KANJI[index as usize]);
    match (number / 10, number % 10) {
        (0, 0) | (10.., _) => number.to_string(),
        (0, ones) => digit(ones).into(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// 百三十九 → 139, as statutes number their parts; no 百二三, no 〇.
pub fn from_kanji(text: &str) -> Option<u32> {
    let (mut sum, mut digit, mut unit) = (0, 0, 10_000);
    for character in text.chars() {
        let power = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ if digit > 0 => return None,
            _ => {
                digit = KANJI.iter().position(|kanji| kanji.starts_with(character))? as u32 + 1;
                continue;
            }
        };
        if power >= unit {
            return None;
        }
        sum += power * digit.max(1);
        (digit, unit) = (0, power);
    }
    (!text.is_empty()).then_some(sum + digit)
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

    #[test]
    fn numbers_of_statutes_are_read() {
        let read = ["一", "十", "十九", "二十一", "百三", "百三十九", "千二百二十二"].map(from_kanji);
        assert_eq!(read, [1, 10, 19, 21, 103, 139, 1222].map(Some));
        assert_eq!(["", "二三", "十百", "十十", "一部"].map(from_kanji), [None; 5]);
        for number in 1..100 {
            assert_eq!(from_kanji(&to_kanji(number)), Some(number));
        }
    }

    #[test]
    fn numbers_are_written_as_official_texts_have_them() {
        assert_eq!([4, 10, 39, 40, 0].map(to_roman), ["IV", "X", "XXXIX", "40", "0"]);
        assert_eq!([1, 10, 21, 90, 100, 0].map(to_kanji), ["一", "十", "二十一", "九十", "100", "0"]);
    }
}
