//! Lines of a given width, broken as Japanese is: between full-width characters and at spaces, never before a closing mark or
//! after an opening one.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The lines of `text` as byte ranges, each at most `columns` wide; its own line breaks stay. No line breaks at the offsets in
/// `glued` (ascending), unless nothing else fits. Only a character wider than `columns` is wider than its line.
pub fn break_lines(text: &str, columns: usize, glued: &[usize]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        wrap_line(text, at..at + line.len(), columns, glued, &mut lines);
        at += line.len() + 1;
    }
    lines
}

fn wrap_line(text: &str, line: Range<usize>, columns: usize, glued: &[usize], lines: &mut Vec<Range<usize>>) {
    let (mut start, mut used) = (line.start, 0);
    let mut last_chance = None;
    let mut before = None;
    for (offset, character) in text[line.clone()].char_indices() {
        let at = line.start + offset;
        let width = character.width().unwrap_or(0);
        if before.is_some_and(|before| may_break(before, character)) && glued.binary_search(&at).is_err() {
            last_chance = Some(at);
        }
        while used + width > columns && at > start && character != ' ' {
            let cut = last_chance.filter(|chance| *chance > start).unwrap_or(at);
            lines.push(trimmed(text, start..cut));
            (start, last_chance) = (cut, None);
            used = text[start..at].chars().filter_map(UnicodeWidthChar::width).sum();
        }
        used += width;
        before = Some(character);
    }
    lines.push(if start == line.start { start..line.end } else { trimmed(text, start..line.end) });
}

/// Spaces at the end of a broken line are not seen.
fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    line.start..line.start + text[line].trim_end_matches(' ').len()
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || after.width().unwrap_or(0) == 0 || never_first(after) || never_last(before) {
        return false;
    }
    before == ' ' || !before.is_ascii() || !after.is_ascii()
}

/// Small kana and the long vowel sign, of either width.
pub fn is_small_kana(c: char) -> bool {
    matches!(
        c,
        'ー' | 'ぁ'
            | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ'
            | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ㇰ'..='ㇿ' | 'ｧ'..='ｰ'
    )
}

fn never_first(c: char) -> bool {
    is_small_kana(c)
        || matches!(
            c,
            '、' | '。'
                | '，'
                | '．'
                | '・'
                | '：'
                | '；'
                | '？'
                | '！'
                | '」'
                | '』'
                | '】'
                | '〉'
                | '》'
                | '〕'
                | '］'
                | '｝'
                | '）'
                | '～'
                | '々'
                | 'ゝ'
                | 'ゞ'
                | '…'
                | '‥'
                | '％'
                | '℃'
                | ','
                | '.'
                | ':'
                | ';'
                | '?'
                | '!'
                | ')'
                | ']'
                | '}'
                | '%'
        )
}

fn never_last(c: char) -> bool {
    matches!(c, '「' | '『' | '【' | '〈' | '《' | '〔' | '［' | '｛' | '（' | '(' | '[' | '{' | '￥' | '＄' | '№')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width::width;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        break_lines(text, columns, &[]).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_break_as_japanese_does() {
        assert_eq!(lines("委託事項の数、その他", 12), ["委託事項の", "数、その他"]);
        assert_eq!(lines("これは「委託」です", 8), ["これは", "「委託」", "です"]);
        assert_eq!(lines("①番号法第19条第7号", 10), ["①番号法第", "19条第7号"]);
        assert_eq!(lines("use the `outsourcing:` 一覧", 14), ["use the", "`outsourcing:`", "一覧"]);
        assert_eq!(lines("一\n\n二", 80), ["一", "", "二"]);
        assert_eq!(lines("", 80), [""]);
    }

    #[test]
    fn what_fits_nowhere_is_broken_anyway() {
        assert_eq!(lines("https://example.jp/", 8), ["https://", "example.", "jp/"]);
        assert_eq!(lines("）））））", 4), ["））", "））", "）"]);
        assert_eq!(lines("委託", 1), ["委", "託"]);
    }

    #[test]
    fn glued_places_stay_together() {
        let text = "第[-七-]号";
        assert_eq!(lines(text, 6), ["第[-七", "-]号"]);
        let line = |range: Range<usize>| &text[range];
        assert_eq!(break_lines(text, 6, &[5, 8]).into_iter().map(line).collect::<Vec<_>>(), ["第", "[-七-]", "号"]);
    }

    #[test]
    fn a_cell_of_many_thousand_characters_loses_nothing() {
        let text = "取扱者数、その他の事項。".repeat(1_000);
        let together: String = lines(&text, 20).concat();
        assert_eq!(together, text);
    }

    proptest! {
        /// Nothing is lost but spaces at a break, and nothing is too wide.
        #[test]
        fn lines_hold_whatever_the_text(text in r"([あ-ん一-龥、。「」（）ー①a-z0-9 \n]){0,80}", columns in 2_usize..60) {
            let lines = lines(&text, columns);
            let bare = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            for line in &lines {
                prop_assert!(width(line.trim_end()) <= columns, "{line:?}");
            }
        }
    }
}
