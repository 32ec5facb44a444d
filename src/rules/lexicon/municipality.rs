//! The municipality that an assessment is of, and others that its texts name.

use std::ops::Range;

/// 汐見台市
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Municipality {
    pub(in crate::rules) name: String,
}

const KINDS: [char; 4] = ['市', '町', '村', '区'];
/// Ends of what stands before 市 without being a name: 中核市, 転入前市, 指定都市. A name that ends like one is passed over.
const GENERAL: [char; 26] = [
    '本', '当', '各', '同', '他', '自', '両', '全', '都', '核', '定', '例', '成', '隣', '接', '前', '先', '元', '地',
    '内', '旧', '新', '貴', '加', '係', '般',
];
/// Behind 市 these make another word of it: 市民税, 市場, 市町村.
const OTHER_WORDS: [&str; 12] = ["町", "区町", "場", "販", "街", "民税", "税", "営", "立", "況", "外", "内"];
/// Behind 区, 町 and 村 these show that the word before is a name.
const OFFICIAL: [&str; 8] = ["長", "役所", "役場", "条例", "情報", "個人情報", "特定個人情報", "教育委員会"];

impl Municipality {
    /// Of 「大阪府堺市長」, 「汐見台市教育委員会」.
    pub(super) fn of(agency: &str) -> Option<Self> {
        let agency = agency.trim();
        let (end, kind) = agency.char_indices().skip(1).find(|(at, c)| {
            KINDS.contains(c) && OFFICIAL.iter().any(|word| agency[at + c.len_utf8()..].starts_with(word))
        })?;
        let name = &agency[..end + kind.len_utf8()];
        let prefecture = name.char_indices().skip(2).find(|(_, c)| matches!(c, '都' | '道' | '府' | '県'));
        let rest = prefecture.map(|(at, c)| &name[at + c.len_utf8()..]).filter(|rest| rest.chars().count() > 1);
        Some(Self { name: rest.unwrap_or(name).to_owned() })
    }

    fn kind(&self) -> char {
        self.name.chars().next_back().unwrap_or('市')
    }
}

/// Every place of a text that names another municipality.
pub(in crate::rules) fn other_municipalities(own: &Municipality, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let is_kind = |c: char| c == '市' || c == own.kind();
    for (at, kind) in text.char_indices().filter(|(_, c)| is_kind(*c)) {
        let end = at + kind.len_utf8();
        let length: usize = text[..at].chars().rev().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
        let core = &text[at - length..at];
        let rest = &text[end..];
        let letters = core.chars().count();
        let general = core.ends_with(GENERAL) || core.contains("市") || core.contains("政令") || core.contains("町村");
        let other_word = OTHER_WORDS.iter().any(|word| rest.starts_with(word));
        let official = kind == '市' || OFFICIAL.iter().any(|word| rest.starts_with(word));
        let is_own = text[..end].ends_with(own.name.as_str());
        if (2..=5).contains(&letters) && !general && !other_word && official && !is_own {
            found.push(at - length..end);
        }
    }
    found
}

/// A character of a name; hiragana would join it to the words before it.
fn is_name(character: char) -> bool {
    matches!(character, '一'..='鿿' | '々' | 'ァ'..='ヺ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agency_names_the_municipality() {
        let name = |agency| Municipality::of(agency).map(|own| own.name);
        assert_eq!(name("大阪府堺市長").as_deref(), Some("堺市"));
        assert_eq!(name("紅葉ヶ台市教育委員会").as_deref(), Some("紅葉ヶ台市"));
        assert_eq!(name("京都市長").as_deref(), Some("京都市"));
        assert_eq!(name("岬浜県知事"), None);
    }

    #[test]
    fn other_municipalities_are_told_from_general_words() {
        let own = Municipality { name: "岬浜市".into() };
        let found = |text: &str| {
            other_municipalities(&own, text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("鶴巻原市情報公開審査会において"), ["鶴巻原市"]);
        assert!(
            found("岬浜市長、他の市町村、転入前市、指定都市、個人市民税、本市の職員、県内市町村、東京都岬浜市")
                .is_empty()
        );
    }
}
