//! Compound words: runs of kanji, katakana and letters, which Japanese texts part by hiragana and signs.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::rules::pieces::TextPiece;

/// A word in half width, a character each.
pub(in crate::rules) type Compound = Vec<char>;

/// Where a word stands: the position of its piece, and its place in the text as typed.
#[derive(Clone, Debug)]
pub(in crate::rules) struct CompoundUse {
    pub(in crate::rules) piece: usize,
    pub(in crate::rules) range: Range<usize>,
}

/// Shorter words are too much like one another.
const SHORTEST: usize = 4;
/// Longer runs are sentences without kana.
const LONGEST: usize = 40;

/// Words between names, the first character of which looks like one of a name.
const JOINING: [&str; 4] = ["及び", "又は", "並びに", "若しくは"];

pub(in crate::rules) fn is_word(character: char) -> bool {
    matches!(character, '一'..='鿿' | 'ァ'..='ヺ' | 'ー' | '々' | 'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'ｦ'..='ﾟ')
}

/// Every word of the texts and of the lines; record items are the names of a system's fields.
pub(super) fn terms(pieces: &[TextPiece<'_>]) -> BTreeMap<Compound, Vec<CompoundUse>> {
    let mut terms: BTreeMap<Compound, Vec<CompoundUse>> = BTreeMap::new();
    for (piece, text) in pieces.iter().enumerate().filter(|(_, piece)| piece.is_text()) {
        for range in runs(text.value) {
            for range in parts(text.value, range) {
                terms.entry(term(&text.value[range.clone()])).or_default().push(CompoundUse { piece, range });
            }
        }
    }
    terms
}

/// The words of a name.
pub(super) fn words(name: &str) -> Vec<Compound> {
    runs(name).into_iter().flat_map(|range| parts(name, range)).map(|range| term(&name[range])).collect()
}

fn term(text: &str) -> Compound {
    text.nfkc().take(LONGEST).collect()
}

fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut length = 0;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_word(character) && !JOINING.iter().any(|word| text[at..].starts_with(word)) {
            start.get_or_insert(at);
            length += 1;
        } else if let Some(start) = start.take() {
            if (SHORTEST..=LONGEST).contains(&length) {
                runs.push(start..at);
            }
            length = 0;
        }
    }
    runs
}

/// A run and, where it ends in a department of a larger one, the department alone: 健康福祉部健康増進課長.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let run = &text[range.clone()];
    let ends = ["課", "課長", "室", "係", "センター"].iter().any(|end| run.ends_with(end));
    let inner = run.char_indices().rfind(|(_, c)| matches!(c, '市' | '局' | '部' | '区'));
    let alone = inner.map(|(at, c)| range.start + at + c.len_utf8()).filter(|start| ends && *start < range.end);
    match alone {
        Some(start) if text[start..range.end].chars().count() >= SHORTEST => vec![range.clone(), start..range.end],
        _ => vec![range],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        words(text).into_iter().map(|term| term.into_iter().collect()).collect()
    }

    #[test]
    fn words_end_at_kana_and_signs() {
        assert_eq!(read("照会許可用照合リストを、中間サーバーに"), ["照会許可用照合リスト", "中間サーバー"]);
        assert_eq!(read("中間サーバー及び宛名システム"), ["中間サーバー", "宛名システム"]);
        assert_eq!(read("健康福祉部健康増進課長の承認"), ["健康福祉部健康増進課長", "健康増進課長"]);
    }
}
