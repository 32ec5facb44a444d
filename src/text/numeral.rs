//! Numerals as official texts print them: ① to ⑳, Ⅰ to Ⅹ, 一 to 九十九, and those of statutes up to 九千九百九十九.

const CIRCLED: std::ops::RangeInclusive<char> = '①'..='⑳';
const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
const KANJI: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 7 and ７ → 7
pub fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - '0' as u32),
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => None,
    }
}

/// 七 → 7, 〇 → 0; every letter of every text is asked.
pub fn kanji_digit(character: char) -> Option<u32> {
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

/// 百 → 100
pub fn kanji_power(character: char) -> Option<u32> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

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
        let Some(power) = kanji_power(character) else {
            if digit > 0 {
                return None;
            }
            digit = kanji_digit(character).filter(|digit| *digit > 0)?;
            continue;
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
    fn every_way_of_writing_a_digit_is_one() {
        let digits: Vec<_> = "0９〇一九".chars().map(|c| digit(c).or(kanji_digit(c))).collect();
        assert_eq!(digits, [0, 9, 0, 1, 9].map(Some));
        assert_eq!((digit('一'), kanji_digit('十'), kanji_power('千')), (None, None, Some(1_000)));
    }

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
