//! 見た目の似た別の文字がある
//!
//! ## 何を見るか
//! 漢字の代わりに使われた部首の文字（「⽤」U+2F64 など）と、文の中の半角カタカナを探します。記録項目の名前はシステムの項目名
//! なので、半角カタカナを数えません。
//!
//! ## なぜ大切か
//! PDF などから写すと、見た目が同じで番号の違う文字が紛れ込みます。検索で見つからず、読み上げも正しくできません。半角カタカナは
//! 印刷の字幅が乱れ、公用文では使いません。
//!
//! ## 例
//! 「システムの利⽤」の「⽤」が部首の文字である。
//!
//! ## 直し方
//! 普通の漢字、全角のカタカナに改めます。`hyokasho check --fix` で直せます。

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::finding::Repair;
use crate::rules::prelude::*;

rule!("HY609", "lookalike-character", Info, Certain, "lookalike.rs", One(check));

/// Radicals that Unicode unifies with another character than the one that Japanese writes, or with none.
const JAPANESE: [(char, char); 17] = [
    ('戶', '戸'),
    ('靑', '青'),
    ('黑', '黒'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻆', '角'),
    ('⻑', '長'),
    ('⻘', '青'),
    ('⻝', '食'),
    ('⻤', '鬼'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻭', '歯'),
    ('⻯', '竜'),
    ('⻲', '亀'),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for piece in subject.current() {
        let in_records = matches!(piece.cell.typed, Some(Answer::Records(_)));
        let mut told = BTreeSet::new();
        for range in lookalikes(piece.value) {
            let typed = &piece.value[range.clone()];
            let is_kana = typed.starts_with(is_narrow_kana);
            if (is_kana && in_records) || !told.insert(typed) {
                continue;
            }
            let right = usual(typed);
            if right == typed {
                continue;
            }
            let message = match typed.chars().next() {
                Some(first) if !is_kana => {
                    format!("「{typed}」は、「{right}」に似た部首の文字（U+{:04X}）です", u32::from(first))
                }
                _ => format!("「{typed}」は半角カタカナです"),
            };
            let span = piece.typed_span(range);
            let finding = report.at(piece.cell, span.clone(), message);
            finding.help = Some(format!("「{right}」に改めてください"));
            finding.repair = Repair::words(&span, typed, &right);
        }
    }
}

/// Each radical, and each run of narrow katakana.
fn lookalikes(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let goes_on = |last: &Range<usize>| last.end == at && text[last.clone()].starts_with(is_narrow_kana);
        match found.last_mut() {
            Some(last) if is_narrow_kana(character) && goes_on(last) => last.end = end,
            _ if is_narrow_kana(character) || is_radical(character) => found.push(at..end),
            _ => {}
        }
    }
    found
}

fn is_radical(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fdf}')
}

fn is_narrow_kana(character: char) -> bool {
    matches!(character, 'ｦ'..='ﾟ')
}

fn usual(typed: &str) -> String {
    let japanese = |c: char| JAPANESE.iter().find(|(other, _)| *other == c).map_or(c, |(_, usual)| *usual);
    typed.chars().map(japanese).nfkc().map(japanese).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lookalike_has_its_usual_character() {
        for (typed, right) in [("⽤", "用"), ("⼾", "戸"), ("⻑", "長"), ("ｼｽﾃﾑ", "システム"), ("ﾃﾞｰﾀ", "データ")]
        {
            assert_eq!(lookalikes(typed), [0..typed.len()], "{typed}");
            assert_eq!(usual(typed), right);
        }
        assert!(lookalikes("用・システム、①").is_empty());
    }
}
