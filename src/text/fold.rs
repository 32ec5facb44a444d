//! Folding: what counts as the same word or the same text however it was typed.

use unicode_normalization::UnicodeNormalization;

/// Full-width and half-width folded, white space removed, dashes unified. For comparing words of an option list, names and
/// whole cells; digits stay digits, so that a changed figure is never folded away.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // What stands for itself is copied in runs.
    let mut copied = 0;
    for (at, character) in text.char_indices() {
        let quick = quick(character);
        if quick == Some(Some(character)) {
            continue;
        }
        folded.push_str(&text[copied..at]);
        copied = at + character.len_utf8();
        match quick {
            Some(quick) => folded.extend(quick),
            None if stands_alone(character) => folded.extend(long(character)),
            None => return text.nfkc().filter(|c| !c.is_whitespace()).map(unify).collect(),
        }
    }
    folded.push_str(&text[copied..]);
    folded
}

/// Whether two texts are the same but for how they were typed.
pub fn same(left: &str, right: &str) -> bool {
    left == right || fold(left) == fold(right)
}

/// The folded text together with, for every byte of it, the byte offset of the original character it came from; one more
/// entry at the end holds the original length.
pub fn fold_with_offsets(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len() + 1);
    for (at, character) in text.char_indices() {
        fold_character(character, |piece| {
            folded.push(piece);
            offsets.extend(std::iter::repeat_n(at, piece.len_utf8()));
        });
    }
    offsets.push(text.len());
    (folded, offsets)
}

/// What one character folds to; nothing for white space.
pub fn fold_character(character: char, push: impl FnMut(char)) {
    match quick(character) {
        Some(quick) => quick.into_iter().for_each(push),
        None => long(character).for_each(push),
    }
}

/// Whether an answer says "none": blank, a dash, なし, 特になし, 該当なし.
pub fn says_none(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(|c| matches!(c, '(' | ')' | '。' | '.'));
    bare.is_empty()
        || bare.chars().all(|c| c == '-')
        || matches!(bare, "なし" | "無し" | "特になし" | "該当なし" | "無")
}

/// What nearly every character of a Japanese text folds to, without asking the tables of Unicode; `Some(None)` is white space.
/// All of them stand for themselves: none combines with the one before it.
#[allow(clippy::option_option, reason = "white space folds to nothing; other characters are not quick")]
fn quick(character: char) -> Option<Option<char>> {
    match character {
        ' ' | '\u{3000}' | '\n' | '\t' => Some(None),
        '!'..='~' | '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | '一'..='\u{9fff}' => {
            Some(Some(character))
        }
        '！'..='～' => char::from_u32(character as u32 - ('！' as u32 - '!' as u32)).map(|c| Some(unify(c))),
        _ => None,
    }
}

fn long(character: char) -> impl Iterator<Item = char> {
    std::iter::once(character).nfkc().filter(|c| !c.is_whitespace()).map(unify)
}

/// Symbols such as ①, → or ㈱, which no neighbour combines with.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{205f}' | '\u{2190}'..='\u{2bff}' | '\u{3200}'..='\u{33ff}')
}

fn unify(character: char) -> char {
    match character {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' => '-',
        '〜' => '~',
        '·' | '･' => '・',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_spaces_and_dashes_fold() {
        assert!(same("１０万人以上　30万人未満", "10万人以上30万人未満"));
        assert!(same("ｼｽﾃﾑ", "システム"));
        assert!(same("―", "－"));
        assert!(!same("10人", "100人"));
    }

    #[test]
    fn the_quick_way_is_the_same_way() {
        for character in (0..=0x2_ffff).filter_map(char::from_u32) {
            if let Some(quick) = quick(character) {
                assert_eq!(quick.into_iter().collect::<String>(), long(character).collect::<String>(), "{character}");
            }
            if stands_alone(character) {
                let text = format!("か{character}か");
                let whole: String = text.nfkc().filter(|c| !c.is_whitespace()).map(unify).collect();
                assert_eq!(fold(&text), whole, "{character}");
            }
        }
    }

    #[test]
    fn offsets_lead_back_to_the_original() {
        let (folded, offsets) = fold_with_offsets("第 １９条");
        assert_eq!(folded, "第19条");
        assert_eq!(offsets[folded.find("19").unwrap()], "第 ".len());
        assert_eq!(*offsets.last().unwrap(), "第 １９条".len());
    }

    #[test]
    fn none_has_many_spellings() {
        for none in ["", "-", "―", "なし", "（なし）", "特になし。", "　"] {
            assert!(says_none(none), "{none}");
        }
        assert!(!says_none("なし崩し"));
    }
}
