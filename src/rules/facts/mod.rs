//! Numbers with their units in the texts of an assessment: 約6千人, 次の五つ, 7年間.

mod number;

use std::ops::Range;

pub(super) use number::number;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum QuantityUnit {
    Persons,
    Years,
    Months,
    Days,
    Times,
    Cases,
    /// つ, 点, 項目, 種類 …: members of a list.
    Members,
}

/// 約6千人
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) value: u64,
    pub(super) unit: QuantityUnit,
    /// In the text as typed, with the unit.
    pub(super) range: Range<usize>,
}

/// Longer words first. What a unit must not be followed by, so that 日本 and 年度 are no units.
const UNITS: [(&str, QuantityUnit, &[char]); 16] = [
    ("人", QuantityUnit::Persons, &['目', '称']),
    ("名", QuantityUnit::Persons, &['称', '前', '義', '寄', '簿']),
    ("年間", QuantityUnit::Years, &[]),
    (
        "年",
        QuantityUnit::Years,
        &['度', '月', '次', '目', '齢', '前', '金', '代', '法', '条', '政', '厚', '総', '内', '号'],
    ),
    ("か月", QuantityUnit::Months, &['目', '前']),
    ("箇月", QuantityUnit::Months, &['目', '前']),
    ("日間", QuantityUnit::Days, &[]),
    ("日", QuantityUnit::Days, &['本', '時', '付', '目', '曜', '前', '現']),
    ("回", QuantityUnit::Times, &['線', '目', '答', '収', '路', '復']),
    ("件", QuantityUnit::Cases, &['名', '数']),
    ("つ", QuantityUnit::Members, &['い', 'き', 'け', 'な', 'ま']),
    ("点", QuantityUnit::Members, &['検', '数']),
    ("項目", QuantityUnit::Members, &['以', '未']),
    ("種類", QuantityUnit::Members, &[]),
    ("事項", QuantityUnit::Members, &[]),
    ("段階", QuantityUnit::Members, &[]),
];

/// Before a number these make it the number of something: 第3回, 令和7年.
const ORDINAL: [&str; 7] = ["第", "令和", "平成", "昭和", "大正", "明治", "別表"];

/// 2024年 is a date.
const FIRST_YEAR: u64 = 1868;

/// Every quantity of a text, in order.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(number::begins) {
        let start = at + offset;
        let Some((value, length)) = number(&text[start..]) else {
            at = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let end = start + length;
        at = end;
        let before = &text[..start];
        let ordinal = ORDINAL.iter().any(|word| before.ends_with(word));
        let within_word = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '-' | '－'));
        let rest = &text[end..];
        let unit =
            UNITS.iter().find(|(word, _, not)| rest.strip_prefix(word).is_some_and(|after| !after.starts_with(*not)));
        let dated = unit.is_some_and(|(_, unit, _)| *unit == QuantityUnit::Years && value >= FIRST_YEAR);
        if let (Some((word, unit, _)), false) = (unit, ordinal || within_word || dated) {
            found.push(Quantity { value, unit: *unit, range: start..end + word.len() });
            at = end + word.len();
        }
    }
    found
}

/// The sentence around a place of a text.
pub(super) fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start]
        .rfind(['。', '\n'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[range.end..].find(['。', '\n']).map_or(text.len(), |at| range.end + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_with_their_units() {
        let read = |text| quantities(text).into_iter().map(|found| (found.value, found.unit)).collect::<Vec<_>>();
        assert_eq!(read("およそ6千人から"), [(6_000, QuantityUnit::Persons)]);
        assert_eq!(read("次の五つの事務、主な３点"), [(5, QuantityUnit::Members), (3, QuantityUnit::Members)]);
        assert_eq!(read("1万2,500人、10万人"), [(12_500, QuantityUnit::Persons), (100_000, QuantityUnit::Persons)]);
        assert_eq!(read("7年間保存し、年2回点検する"), [(7, QuantityUnit::Years), (2, QuantityUnit::Times)]);
        assert_eq!(read("令和7年9月1日、第3回、平成28年"), [(1, QuantityUnit::Days)]);
        assert_eq!(read("5年度、二人三脚、一部、十分、1人目"), [(2, QuantityUnit::Persons)]);
    }
}
