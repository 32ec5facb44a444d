//! Orthographic changes: the same thing written in another way. A changed digit is never one of them.

use crate::dates::Date;
use crate::text::{fold, one_spelling};

/// The two texts differ, but only in width, spaces, line breaks, bullets, punctuation marks, the way a date is written, or
/// okurigana.
pub fn is_orthographic(before: &str, after: &str) -> bool {
    before != after && essence(before) == essence(after)
}

/// A text without what is only orthography.
pub fn essence(text: &str) -> String {
    let mut dated = String::with_capacity(text.len());
    let mut at = 0;
    for (range, date) in Date::find_all(text) {
        dated.push_str(&text[at..range.start]);
        dated.push_str(&date.iso());
        at = range.end;
    }
    dated.push_str(&text[at..]);
    let mut essence = String::with_capacity(dated.len());
    for line in dated.lines() {
        essence.push_str(fold::fold(line).trim_start_matches(['・', '-', '●', '○', '*', '■', '◆', '▪', '•', '◦']));
    }
    one_spelling(&essence.replace(['，', ','], "、").replace('．', ".").replace(['「', '」'], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_are_orthographic() {
        for (before, after) in [
            ("１０人", "10人"),
            ("令和7年4月1日から", "2025-04-01から"),
            ("令和７年４月１日", "R7.4.1"),
            ("・氏名\n・住所", "● 氏名\n● 住所"),
            ("取り扱いの委託", "取扱いの委託"),
            ("中間サーバ", "中間サーバー"),
            ("又は", "または"),
        ] {
            assert!(is_orthographic(before, after), "{before} {after}");
        }
    }

    #[test]
    fn a_changed_digit_or_word_is_not() {
        for (before, after) in [
            ("10人", "100人"),
            ("令和7年4月1日", "令和7年4月2日"),
            ("第7号", "第8号"),
            ("行う", "行わない"),
            ("1,000人", "10,00人以上"),
            ("同じ", "同じ"),
        ] {
            assert!(!is_orthographic(before, after), "{before} {after}");
        }
    }
}
