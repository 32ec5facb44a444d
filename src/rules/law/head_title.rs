//! 所属長の役職名に氏名らしい語がある
//!
//! ## 何を見るか
//! 担当部署の「所属長の役職名」に、役職の名前でない語、とくに人の氏名らしい語が書かれていないかを見ます。様式が氏名を
//! 求めていた頃の変更箇所の行も見て、注意として知らせます。氏名とも役職とも言い切れないものは、確かでない指摘として扱います。
//!
//! ## なぜ大切か
//! 評価書は公表されます。今の様式が求めるのは役職名だけで、氏名を書けば異動のたびに古くもなります。
//!
//! ## 例
//! 「健康推進課長　汐見　太郎」
//!
//! ## 直し方
//! 役職名だけを書きます。

use crate::rules::prelude::*;

rule!("HY405", "head-title", Error, Certain, "head_title.rs", One(check));

/// A word with one of these is (part of) a title or the name of a department.
const TITLES: &[&str] = &[
    "長",
    "監",
    "官",
    "主幹",
    "主査",
    "主任",
    "参事",
    "理事",
    "次席",
    "首席",
    "統括",
    "補佐",
    "代理",
    "心得",
    "取扱",
    "兼",
    "及び",
    "又は",
    "並びに",
    "各",
    "局",
    "部",
    "課",
    "室",
    "係",
    "班",
    "所",
    "センター",
    "担当",
    "グループ",
    "チーム",
    "マネージャー",
    "マネジャー",
    "リーダー",
    "ディレクター",
    "CIO",
    "なし",
];

/// Names of persons are short.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 1..=5;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let cell = subject.assessment.root().cell("office.head");
    if let Some((cell, text)) = cell.and_then(|cell| Some((cell, cell.text()?))) {
        match reading(&text.value) {
            TitleReading::Title => {}
            TitleReading::Person(range) => {
                let message = "役職名の欄に、人の氏名らしい語があります";
                report.words(cell, text, range, message).help = Some("役職名だけを書いてください".into());
            }
            TitleReading::Unknown => {
                let finding = report.cell(cell, "役職名として読めません");
                finding.confidence = Confidence::Likely;
                finding.help = Some("「健康推進課長」のように、役職名を書いてください".into());
            }
        }
    }
    let changes = subject.assessment.changes.iter().flat_map(|day| &day.rows);
    for row in changes.filter(|row| is_head(row)) {
        for text in [&row.before, &row.after].into_iter().flatten() {
            let (range, confidence) = match reading(&text.value) {
                TitleReading::Person(range) => (Some(range), Confidence::Certain),
                TitleReading::Unknown if may_be_name(text.value.trim()) => {
                    (Some(0..text.value.trim_end().len()), Confidence::Likely)
                }
                _ => (None, Confidence::Likely),
            };
            if let Some(range) = range {
                let span = text.span(range).unwrap_or_else(|| row.span.clone());
                let finding = report.place(span, "変更箇所の所属長の行に、人の氏名らしい語があります");
                finding.severity = Severity::Warning;
                finding.confidence = confidence;
                finding.help = Some("公表する文書に氏名を残す必要があるか、確かめてください".into());
            }
        }
    }
}

/// A row on this item, also under the name that the item had.
fn is_head(row: &crate::assessment::ChangeRow) -> bool {
    let item = row.item.as_ref().is_some_and(|item| item.text == "office.head");
    item || row.printed.as_ref().is_some_and(|printed| printed.text.contains("所属長"))
}

enum TitleReading {
    Title,
    Person(std::ops::Range<usize>),
    Unknown,
}

/// A short word after a title, or nothing but two short words.
fn reading(text: &str) -> TitleReading {
    let separators = [' ', '\u{3000}', '\n', '（', '）', '(', ')', '：', ':'];
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(separators) {
        let bare = word.trim_end_matches(separators);
        if !bare.is_empty() {
            words.push((start..start + bare.len(), bare));
        }
        start += word.len();
    }
    let is_title = |word: &str| TITLES.iter().any(|title| word.contains(title));
    let is_name = |word: &str| NAME_LENGTH.contains(&word.chars().count()) && word.chars().all(is_name_character);
    let after_title = match words.iter().rposition(|(_, word)| is_title(word)) {
        Some(at) => &words[at + 1..],
        None if words.len() == 2 => &words[..],
        None if words.is_empty() => return TitleReading::Title,
        None => return TitleReading::Unknown,
    };
    match (after_title.first(), after_title.last()) {
        (Some((first, _)), Some((last, _))) if after_title.iter().all(|(_, word)| is_name(word)) => {
            TitleReading::Person(first.start..last.end)
        }
        _ => TitleReading::Title,
    }
}

/// A full name written without a space; （追加） and なし are none.
fn may_be_name(text: &str) -> bool {
    (3..=6).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
}

fn is_name_character(character: char) -> bool {
    matches!(character, '一'..='鿿' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '﨑')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_not_persons() {
        for title in
            ["健康推進課長", "健康 推進 課長", "市長公室長（兼）総務課長", "こども家庭センター所長", "課長 兼務", ""]
        {
            assert!(matches!(reading(title), TitleReading::Title), "{title}");
        }
        for person in ["健康推進課長　汐見　太郎", "汐見 太郎", "課長（汐見花子）"] {
            assert!(matches!(reading(person), TitleReading::Person(_)), "{person}");
        }
        assert!(matches!(reading("総括"), TitleReading::Unknown));
    }
}
