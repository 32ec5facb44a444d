//! Where a line may end: 禁則処理 for Japanese, whole words and numbers for the rest.

use crate::text::is_small_kana;

/// How strict lines are broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kinsoku {
    /// Neither small kana nor ー begin a line.
    #[default]
    Strict,
    /// Small kana and ー may begin a line, which makes narrow columns more even.
    Normal,
}

/// What a character forbids at the edges of a line; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct KinsokuClass(u8);

const NOT_FIRST: u8 = 1;
const NOT_LAST: u8 = 2;
/// Part of a word or a number.
const WORD: u8 = 4;
const SPACE: u8 = 8;
/// Not parted from its like: …… ――
const PAIR: u8 = 16;

impl KinsokuClass {
    pub(super) fn of(c: char, kinsoku: Kinsoku) -> Self {
        Self(match c {
            ' ' => SPACE,
            '(' | '[' | '{' | '$' | '\\' | '（' | '〔' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〘'
            | '〖' | '〝' | '‘' | '“' | '＜' | '￥' | '＄' | '£' | '＃' | '№' | '｢' | '〒' | '｟' | '«' | '¥' | '€' => {
                NOT_LAST
            }
            ')' | ']' | '}' | '、' | '。' | '，' | '．' | '・' | '：' | '；' | '？' | '！' | '゛' | '゜' | 'ヽ'
            | 'ヾ' | 'ゝ' | 'ゞ' | '々' | '〻' | '）' | '〕' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】'
            | '〙' | '〗' | '〟' | '’' | '”' | '°' | '′' | '″' | '℃' | '％' | '‰' | '＞' | '゠' | '–' | '〜' | '～'
            | '‐' | '／' | '｡' | '､' | '｣' | 'ﾞ' | 'ﾟ' | '‼' | '⁇' | '⁈' | '⁉' | '｠' | '»' | '¢' | '㏋' | 'ℓ' => {
                NOT_FIRST
            }
            small if is_small_kana(small) => match kinsoku {
                Kinsoku::Strict => NOT_FIRST,
                Kinsoku::Normal => 0,
            },
            '/' | '-' | '.' | ',' | ':' | ';' | '!' | '?' | '%' | '>' => WORD | NOT_FIRST,
            '!'..='~' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'À'..='ɏ' => WORD,
            '…' | '‥' | '―' | '—' => PAIR | NOT_FIRST,
            _ => 0,
        })
    }

    /// Hangs over the end of a line rather than beginning the next.
    pub(super) fn is_space(self) -> bool {
        self.0 & SPACE != 0
    }

    /// May a line end between these two? `same`: they are the same character.
    pub(super) fn may_part(self, next: Self, same: bool) -> bool {
        if next.0 & (NOT_FIRST | SPACE) != 0 || self.0 & NOT_LAST != 0 {
            return false;
        }
        let one_word = self.0 & WORD != 0 && next.0 & WORD != 0;
        let one_pair = self.0 & PAIR != 0 && next.0 & PAIR != 0 && same;
        self.is_space() || !(one_word || one_pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_part(pair: &str, kinsoku: Kinsoku) -> bool {
        let (first, second) = (pair.chars().next().unwrap(), pair.chars().nth(1).unwrap());
        KinsokuClass::of(first, kinsoku).may_part(KinsokuClass::of(second, kinsoku), first == second)
    }

    /// The classes of JIS X 4051 that may not begin a line.
    const CLOSING: [&str; 8] = [
        "’”）〕］｝〉》」』】｠〙〗»〟)]}｣",
        "‐〜゠–～",
        "！？‼⁇⁈⁉!?",
        "・：；:;",
        "。．.｡",
        "、，,､",
        "ヽヾゝゞ々〻",
        "°′″℃¢％‰㏋ℓ%",
    ];
    /// Those that may not end one: opening brackets, and signs before a number.
    const OPENING: [&str; 2] = ["‘“（〔［｛〈《「『【｟〘〖«〝([{｢", "￥＄£＃€№〒¥$"];
    const SMALL: &str = "ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇿｰｧｨｩｪｫｬｭｮｯ";

    #[test]
    fn closing_marks_never_begin_and_opening_marks_never_end_a_line() {
        for kinsoku in [Kinsoku::Strict, Kinsoku::Normal] {
            for mark in CLOSING.concat().chars() {
                assert!(!may_part(&format!("字{mark}"), kinsoku), "{mark}");
                assert!(may_part(&format!("{mark}字"), kinsoku), "{mark}");
            }
            for mark in OPENING.concat().chars() {
                assert!(!may_part(&format!("{mark}字"), kinsoku), "{mark}");
                assert!(may_part(&format!("字{mark}"), kinsoku), "{mark}");
            }
        }
    }

    #[test]
    fn small_kana_begin_a_line_only_where_that_is_allowed() {
        for kana in SMALL.chars() {
            let pair = format!("字{kana}");
            assert!(!may_part(&pair, Kinsoku::Strict) && may_part(&pair, Kinsoku::Normal), "{kana}");
            assert!(may_part(&format!("{kana}字"), Kinsoku::Strict), "{kana}");
        }
    }

    #[test]
    fn words_numbers_and_pairs_stay_whole() {
        for kinsoku in [Kinsoku::Strict, Kinsoku::Normal] {
            for pair in ["ab", "10", "１０", "1,", ".5", "……", "‥‥", "――", "A4", "a ", "字 ", "é1", "Ａ４", "…―"]
            {
                assert!(!may_part(pair, kinsoku), "{pair}");
            }
            for pair in ["字a", "a字", " a", " 字", "字字", "字　", "　字", "ああ", "アア", "字〓"] {
                assert!(may_part(pair, kinsoku), "{pair}");
            }
        }
    }
}
